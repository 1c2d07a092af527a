import { isMap } from '../../constructs/model/json.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import { type Change, changeAt, type Difference } from '../../constructs/plan/difference.ts';
import type { Fault, ObjectCheck } from './object.ts';
import { asMap, type Fields, mapAt } from './read.ts';
import { type Secrecy, secrecyOf } from './secret/keys.ts';
import { isLiteral, isName } from './secret/literal.ts';
import { secretFaults } from './secret/object.ts';
import { sealedFaults } from './secret/sealed.ts';
import { sopsFaults } from './secret/sops.ts';
import { inCharacters, SHORTEST, verdictOn } from './secret/text.ts';

/**
 * Nothing secret is committed: no token, key or password that says what it is, none under a key that says so, and no text that
 * only chance makes. What is only named (a Secret, a variable, a template) is none. The message does not repeat the secret.
 */
export const secret: ObjectCheck = {
  name: 'secret',
  alone: true,
  faults(object, _, known) {
    const { kind } = object;
    if (kind === 'CustomResourceDefinition') return none;
    const faults: Fault[] = [];
    if (kind === 'Secret' && object.apiVersion === 'v1') faults.push(...secretFaults(object));
    else if (kind === 'SopsSecret' && groupOf(object.apiVersion) === 'isindir.github.com')
      faults.push(...sopsFaults(object));
    else if (kind === 'SealedSecret' && groupOf(object.apiVersion) === 'bitnami.com') {
      faults.push(...sealedFaults(object));
      within(mapAt(object['spec'], 'template'), ['spec', 'template'], faults);
    } else within(object, [], faults, known?.difference, 'metadata');
    const change = known?.difference && changeAt(known.difference, 'metadata');
    if (!known?.difference || change) within(asMap(object.metadata), ['metadata'], faults, change?.below);
    return faults;
  },
};

const none: readonly Fault[] = [];

/** The same stack for all of an object: a path is copied only where something is found. */
type Stack = (string | number)[];

/** @param difference from a map that is fine: only that is looked at */
function within(map: Fields, path: Stack, faults: Fault[], difference?: Difference, left?: string): void {
  if (difference === undefined) {
    for (const key in map) if (key !== left) at(map, key, path, faults);
    return;
  }
  for (let index = 0; index < difference.length; index++) {
    const { key, below } = difference[index] as Change;
    if (key === left) continue;
    at(map, String(key), path, faults, below);
    // It may be another word for the same text.
    if ((key === 'name' || key === 'key') && typeof map['value'] === 'string') at(map, 'value', path, faults);
  }
}

function at(map: Fields, key: string, path: Stack, faults: Fault[], difference?: Difference): void {
  const value = map[key];
  if (typeof value === 'boolean') return;
  const secrecy = secrecyOf(key);
  // What a ConfigMap holds has names that somebody chose, and means nothing to Kubernetes.
  if (secrecy === 'skipped' && path[0] !== 'data') return;
  if (typeof value === 'string') {
    // A variable, a parameter or a header says in one key what the text in the other is.
    const said = key === 'value' ? secrecyOf(nameOf(map)) : secrecy;
    if (value.length >= SHORTEST || said === 'secret' || said === 'perhaps') ofText(said, value, path, key, faults);
  } else if (typeof value === 'object') below(value, path, key, faults, difference);
  else if (secrecy === 'secret' && typeof value === 'number') ofText(secrecy, String(value), path, key, faults);
}

function below(
  value: object | null,
  path: Stack,
  key: string | number,
  faults: Fault[],
  difference: Difference | undefined,
): void {
  path.push(key);
  if (Array.isArray(value)) items(value, path, faults, difference);
  else if (isMap(value)) within(value, path, faults, difference);
  path.pop();
}

function items(list: readonly unknown[], path: Stack, faults: Fault[], difference: Difference | undefined): void {
  if (difference === undefined)
    for (let index = 0; index < list.length; index++) item(list[index], path, index, faults);
  else for (const { key, below: deeper } of difference) item(list[Number(key)], path, Number(key), faults, deeper);
}

function item(value: unknown, path: Stack, index: number, faults: Fault[], difference?: Difference): void {
  if (typeof value === 'string') {
    if (value.length >= SHORTEST) ofText('open', value, path, index, faults);
  } else if (typeof value === 'object') below(value, path, index, faults, difference);
}

function nameOf(map: Fields): string {
  const name = map['name'] ?? map['key'];
  return typeof name === 'string' ? name : 'value';
}

function ofText(secrecy: Secrecy, text: string, path: Stack, key: string | number, faults: Fault[]): void {
  const verdict = verdictOn(text);
  if (verdict !== undefined && !(verdict.random && secrecy === 'random')) faults.push(fault(path, key, verdict.says));
  else if (
    (secrecy === 'secret' || (secrecy === 'perhaps' && !isName(text))) &&
    isLiteral(text) &&
    !text.includes('\n')
  )
    faults.push(fault(path, key, `is a secret in plain text (${inCharacters(text.length)})`));
}

const fault = (path: Stack, key: string | number, message: string): Fault => ({
  path: [...path, key],
  message,
  hint: 'keep it in the secret store and name the Secret here; if it was ever pushed, replace it',
});
