import { dnsLabel, dnsSubdomain, labelKey, labelValue, written } from '../forms.ts';
import {
  all,
  atLeast,
  choice,
  each,
  entries,
  type Fields,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  numberOf,
  part,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from '../rule.ts';
import { operands, selector } from '../selector.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: validateAffinity, ValidateNodeSelector, validateTopologySpreadConstraints.

const key = written(labelKey);
const value = written(labelValue);

const nodeLabel = (strict: boolean): Rule =>
  map((expression, walk) => {
    const { operator, values } = expression;
    operands(expression, walk, ['Gt', 'Lt']);
    if ((operator === 'Gt' || operator === 'Lt') && listOf(values).length !== 1)
      say(walk, `must be one number with the operator ${operator}`, undefined, 'values');
    within(walk, 'key', textOf(expression['key']), key);
    if (strict) within(walk, 'values', values, each(value));
  });

const nodeField: Rule = map(({ key: name, operator, values }, walk) => {
  within(walk, 'key', textOf(name), choice('metadata.name'));
  within(walk, 'operator', textOf(operator), choice('In', 'NotIn'));
  if ((operator === 'In' || operator === 'NotIn') && listOf(values).length !== 1)
    say(walk, 'must be one name', undefined, 'values');
  if (name === 'metadata.name') within(walk, 'values', values, each(written(dnsSubdomain)));
});

const nodeTerm = (strict: boolean): Rule =>
  fields({ matchExpressions: entries(nodeLabel(strict)), matchFields: entries(nodeField) });

/** Which nodes are meant. */
export const nodeSelector: Rule = all(
  required('nodeSelectorTerms'),
  fields({ nodeSelectorTerms: entries(nodeTerm(true)) }),
);

const weight: Rule = map(({ weight: of }, walk) => within(walk, 'weight', numberOf(of), range(1, 100)));

const nodeAffinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: nodeSelector,
  preferredDuringSchedulingIgnoredDuringExecution: entries(all(weight, fields({ preference: nodeTerm(false) }))),
});

/** Keys of labels whose values are taken from the pod itself. */
function matchedKeys(found: Fields, walk: Walk): void {
  const { matchLabelKeys, mismatchLabelKeys, labelSelector } = found;
  const absent = isEmpty(labelSelector);
  for (const list of ['matchLabelKeys', 'mismatchLabelKeys']) {
    if (isEmpty(found[list])) continue;
    if (absent) say(walk, 'needs a labelSelector', 'add it', list);
    else within(walk, list, found[list], each(key));
  }
  const other = new Set(listOf(mismatchLabelKeys));
  listOf(matchLabelKeys).forEach((name, at) => {
    if (other.has(name))
      say(walk, 'is also among the mismatchLabelKeys', 'remove one of the two', 'matchLabelKeys', at);
  });
  twice(listOf(matchLabelKeys), mapOf(labelSelector), walk);
}

function twice(keys: readonly unknown[], { matchLabels, matchExpressions }: Fields, walk: Walk): void {
  const seen = new Set<unknown>(Object.keys(mapOf(matchLabels)));
  for (const expression of listOf(matchExpressions)) {
    const name = mapOf(expression)['key'];
    if (seen.has(name) && keys.includes(name))
      say(
        walk,
        `${shown(textOf(name))} is in the labelSelector and in matchLabelKeys`,
        'remove one of the two',
        'labelSelector',
      );
    seen.add(name);
  }
}

const podTerm: Rule = all(
  map((term, walk) => {
    within(walk, 'topologyKey', textOf(term['topologyKey']), key);
    matchedKeys(term, walk);
  }),
  fields({ labelSelector: selector, namespaceSelector: selector, namespaces: each(written(dnsLabel)) }),
);

const podAffinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: entries(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: entries(all(weight, part('podAffinityTerm', podTerm))),
});

export const affinity = fields({ nodeAffinity, podAffinity, podAntiAffinity: podAffinity });

const honoured = choice('Ignore', 'Honor');

const spread: Rule = all(
  required('topologyKey'),
  map((constraint, walk) => {
    const { maxSkew, whenUnsatisfiable, minDomains } = constraint;
    within(walk, 'maxSkew', numberOf(maxSkew), atLeast(1));
    within(walk, 'whenUnsatisfiable', textOf(whenUnsatisfiable), choice('DoNotSchedule', 'ScheduleAnyway'));
    if (typeof minDomains === 'number' && whenUnsatisfiable !== 'DoNotSchedule')
      say(walk, 'needs whenUnsatisfiable: DoNotSchedule', undefined, 'minDomains');
    matchedKeys(constraint, walk);
  }),
  fields({ minDomains: atLeast(1), nodeAffinityPolicy: honoured, nodeTaintsPolicy: honoured, labelSelector: selector }),
);

/** How pods spread over the nodes: a rule for each topology and manner. */
export const spreading: Rule = all(entries(spread), (list, walk) => {
  const seen = new Set<string>();
  listOf(list).forEach((constraint, at) => {
    const { topologyKey, whenUnsatisfiable } = mapOf(constraint);
    const id = `${textOf(topologyKey)} ${textOf(whenUnsatisfiable)}`;
    if (seen.has(id)) say(walk, `there is another one for ${id}`, 'remove one of the two', at);
    seen.add(id);
  });
});

const effects = choice('NoSchedule', 'PreferNoSchedule', 'NoExecute');

/** Which taints of nodes a pod puts up with. */
export const tolerations: Rule = entries(
  map((toleration, walk) => {
    const { key: name, operator, value: text, effect, tolerationSeconds } = toleration;
    if (!isEmpty(name)) within(walk, 'key', name, key);
    else if (operator !== 'Exists')
      say(walk, 'must be Exists where there is no key', 'add the key, or write Exists', 'operator');
    if (!isEmpty(operator)) within(walk, 'operator', operator, choice('Equal', 'Exists'));
    if (operator === 'Exists' && !isEmpty(text))
      say(walk, 'must be empty with the operator Exists', 'remove it', 'value');
    if (isEmpty(operator) || operator === 'Equal') within(walk, 'value', textOf(text), value);
    if (!isEmpty(effect)) within(walk, 'effect', effect, effects);
    if (typeof tolerationSeconds === 'number' && effect !== 'NoExecute')
      say(walk, 'must be NoExecute with tolerationSeconds', 'write NoExecute', 'effect');
  }),
);
