import { fieldsTooNew, type Minor } from '../../constructs/argocd/versions.ts';
import { groupOf, type KubernetesObject } from '../../constructs/model/manifest.ts';
import { type Validator, validatorFor } from '../validate/index.ts';
import { type Around, type Fault, type ObjectCheck, pathText } from './object.ts';

/** The Argo CD whose definitions lie in scripts/schemas. */
export const definedArgoCd: Minor = '3.4';

/** Every object is what the API server of the cluster's version would take: its fields, their types, its rules. */
export const schema: ObjectCheck = {
  name: 'schema',
  alone: true,
  faults(object, around, known) {
    const faults = validatorOf(around).faults(object, known);
    return faults.length > 0 && isArgos(object) ? withoutNewer(object, faults) : faults;
  },
};

const validators = new WeakMap<Around, Validator>();

function validatorOf(around: Around): Validator {
  const { root, kubernetes, definitions } = around;
  const validator = validators.get(around) ?? validatorFor(root, kubernetes, definitions);
  validators.set(around, validator);
  return validator;
}

const isArgos = ({ apiVersion }: KubernetesObject): boolean =>
  typeof apiVersion === 'string' && groupOf(apiVersion) === 'argoproj.io';

/** Whether the cluster's Argo CD has a field that came after these definitions is for the check `version` to say. */
function withoutNewer(object: KubernetesObject, faults: readonly Fault[]): readonly Fault[] {
  const newer = new Set(fieldsTooNew(object, definedArgoCd).map(({ path }) => path));
  return newer.size === 0 ? faults : faults.filter(({ path }) => !newer.has(pathText(path)));
}
