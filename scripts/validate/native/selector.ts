import { labelKey, labelValue, written } from './forms.ts';
import {
  all,
  each,
  entries,
  type Fields,
  fields,
  isMapOfNothing,
  listOf,
  map,
  mapOf,
  type Rule,
  say,
  textOf,
  type Walk,
  within,
} from './rule.ts';

const key = written(labelKey);
const value = written(labelValue);

/** Labels (Kubernetes v1.36, apimachinery, pkg/apis/meta/v1/validation/validation.go). */
export const labels: Rule = (map, walk) => {
  const found = mapOf(map);
  for (const name in found) {
    within(walk, name, name, key);
    within(walk, name, found[name], value);
  }
};

/** The operators that want values, and those that take none. */
const wanting: ReadonlySet<unknown> = new Set(['In', 'NotIn']);
const lacking: ReadonlySet<unknown> = new Set(['Exists', 'DoesNotExist']);

/** What an operator says of the values beside it. */
export function operands({ operator, values }: Fields, walk: Walk, others: readonly string[] = []): void {
  const count = listOf(values).length;
  if (wanting.has(operator) && count === 0)
    say(walk, `is required with the operator ${operator}`, 'add a value', 'values');
  else if (lacking.has(operator) && count > 0)
    say(walk, `must be empty with the operator ${operator}`, 'remove them', 'values');
  else if (!wanting.has(operator) && !lacking.has(operator) && !others.includes(textOf(operator)))
    say(
      walk,
      `${JSON.stringify(textOf(operator))} is not one of ${['In', 'NotIn', 'Exists', 'DoesNotExist', ...others].join(', ')}`,
      'write one of them',
      'operator',
    );
}

const requirement: Rule = all(
  map((expression, walk) => {
    operands(expression, walk);
    within(walk, 'key', textOf(expression['key']), key);
  }),
  fields({ values: each(value) }),
);

/** A selector of labels. */
export const selector: Rule = fields({ matchLabels: labels, matchExpressions: entries(requirement) });

/** A selector that must select something in particular. */
export const selectorOfSomething: Rule = all(selector, (found, walk) => {
  if (isMapOfNothing(found, 'matchLabels', 'matchExpressions'))
    say(walk, 'must not be empty', 'name the labels of the pods');
});

/** Whether a selector takes what has these labels. */
export function selects(found: Fields, of: Fields): boolean {
  const wanted = mapOf(found['matchLabels']);
  for (const name in wanted) if ((wanted[name] ?? '') !== of[name]) return false;
  return listOf(found['matchExpressions']).every((expression) => {
    const { key: name, operator, values } = mapOf(expression);
    const has = Object.hasOwn(of, textOf(name));
    const among = has && listOf(values).includes(of[textOf(name)]);
    if (operator === 'In') return among;
    if (operator === 'NotIn') return !among;
    return operator === 'Exists' ? has : !has;
  });
}
