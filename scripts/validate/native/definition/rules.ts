import { compile } from '../../../cel/index.ts';
import { withoutTexts } from '../../../cel/words.ts';
import {
  choice,
  entries,
  type Fields,
  isAbsent,
  isEmpty,
  map,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from '../rule.ts';

const reasons = choice('FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate');
const hasLines = (text: string): boolean => /[\n\r]/.test(text);

const rule = (schema: Fields): Rule =>
  map(({ rule: text, message, messageExpression, reason, fieldPath }, walk) => {
    const plain = textOf(message).trim();
    if (textOf(text).trim() === '') say(walk, 'is required', 'write a rule in CEL', 'rule');
    else within(walk, 'rule', textOf(text), (found) => compiled(textOf(found), schema, walk, 'bool'));
    if (!isEmpty(message) && plain === '') say(walk, 'must not be blank', 'write a sentence', 'message');
    if (hasLines(plain)) say(walk, 'must be one line', 'remove the line breaks', 'message');
    if (hasLines(textOf(text).trim()) && plain === '')
      say(walk, 'is required for a rule of several lines', 'add it', 'message');
    if (!isEmpty(messageExpression))
      within(walk, 'messageExpression', messageExpression, (found) => compiled(textOf(found), schema, walk, 'string'));
    if (!isAbsent(reason)) within(walk, 'reason', reason, reasons);
    if (!isEmpty(fieldPath) && !isPath(textOf(fieldPath), schema))
      say(walk, `${shown(textOf(fieldPath))} is no field below`, 'correct it', 'fieldPath');
  });

/** The first step of a path such as `.spec.size` has to be a field. */
function isPath(path: string, schema: Fields): boolean {
  const [, name = ''] = /^\.([^.[\]]+)/.exec(path) ?? /^\['([^']+)'\]/.exec(path) ?? [];
  return name !== '' && (name in mapOf(schema['properties']) || !isAbsent(schema['additionalProperties']));
}

/** A field as CEL names it, where its name is one in CEL. */
const direct = /\bself\.\??([A-Za-z_]\w*)(?!\s*\()/g;

function compiled(text: string, schema: Fields, walk: Walk, wanted: 'bool' | 'string'): void {
  const plain = withoutTexts(text);
  const program = compile(text, ['self', 'oldSelf']);
  if (program.unsupported !== undefined)
    say(walk, `is no expression that Kubernetes takes: ${program.unsupported}`, 'correct it');
  else if (program.type !== wanted && program.type !== 'dyn')
    say(
      walk,
      `must make ${wanted}, and makes ${program.type}`,
      wanted === 'bool' ? 'compare it with something' : undefined,
    );
  if (
    schema['type'] !== 'object' ||
    !isAbsent(schema['additionalProperties']) ||
    schema['x-kubernetes-embedded-resource'] === true
  )
    return;
  const known = mapOf(schema['properties']);
  for (const [, name = ''] of plain.matchAll(direct))
    if (!(name in known) && !name.includes('__') && !['metadata', 'kind', 'apiVersion'].includes(name))
      say(walk, `there is no field ${shown(name)} in self`, 'correct it');
}

/** The rules in CEL of a schema. */
export function celRules(schema: Fields, walk: Walk): void {
  const list = schema['x-kubernetes-validations'];
  if (!isEmpty(list)) within(walk, 'x-kubernetes-validations', list, entries(rule(schema)));
}
