import { dnsLabelOfLetter, dnsSubdomain, written } from './forms.ts';
import { conditions, failurePolicy, operations, rule } from './matching.ts';
import {
  all,
  choice,
  each,
  entries,
  type Fields,
  fields,
  given,
  isAbsent,
  listOf,
  map,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  unique,
  type Walk,
  within,
} from './rule.ts';
import { selector } from './selector.ts';

// Kubernetes v1.36: pkg/apis/admissionregistration/validation/validation.go; apiserver, pkg/util/webhook/validation.go.

const name: Rule = (value, walk) => {
  const text = textOf(value);
  if (!dnsSubdomain.fits(text) || text.split('.').length < 3)
    say(walk, `${shown(text)} is not a domain of three parts or more`, 'write one such as check.policies.example.org');
};

/** As Go reads addresses (net/url): a path may have blanks in it, and `?` and `#` may stand there with nothing behind them. */
const https =
  /^https:\/\/([^\p{Cc} \\^`{|}#%/?@:[\]]+|\[[0-9a-f:.]+\])(:\d*)?(\/([^\p{Cc}%#?]|%[0-9a-f]{2})*)?\??#?$/iu;

const url: Rule = (value, walk) => {
  if (!https.test(textOf(value)))
    say(walk, `${shown(textOf(value))} is not https:// with a host and perhaps a path`, 'correct it');
};

const path: Rule = (value, walk) => {
  const text = textOf(value);
  if (text === '' || text === '/') return;
  const steps = text.slice(1).replace(/\/$/, '').split('/');
  if (!text.startsWith('/')) say(walk, 'must begin with "/"', 'write the whole path');
  if (text === '//' || steps.some((step) => !dnsSubdomain.fits(step)))
    say(walk, `${shown(text)} is not a path of DNS names`, 'correct it');
};

/** Whom a webhook asks: a Service of the cluster, or somebody elsewhere. */
export const clientConfig: Rule = all(
  map((found, walk) => {
    if (given(found, ['url', 'service']).length !== 1) say(walk, 'needs either a url or a service', 'give one of them');
  }),
  fields({ url, service: all(required('name', 'namespace'), fields({ path, port: range(1, 65_535) })) }),
);

const known = ['v1', 'v1beta1'];

/** The versions of reviews that a webhook understands. */
export function versions(value: unknown, walk: Walk): void {
  const list = listOf(value);
  each(written(dnsLabelOfLetter))(list, walk);
  if (new Set(list).size < list.length) say(walk, 'has an entry twice', 'remove one');
  if (!known.some((each) => list.includes(each))) say(walk, `needs one of ${known.join(', ')}`, 'add v1');
}

const webhook = (own: Readonly<Record<string, Rule>>): Rule =>
  all(
    map((found: Fields, walk) => {
      within(walk, 'name', textOf(found['name']), name);
      within(walk, 'admissionReviewVersions', found['admissionReviewVersions'], versions);
      const { sideEffects } = found;
      if (isAbsent(sideEffects)) say(walk, 'is required', 'write None', 'sideEffects');
      else within(walk, 'sideEffects', sideEffects, choice('None', 'NoneOnDryRun'));
      within(walk, 'clientConfig', found['clientConfig'] ?? {}, clientConfig);
    }),
    fields({
      ...own,
      rules: entries(rule(operations)),
      failurePolicy,
      matchPolicy: choice('Exact', 'Equivalent'),
      timeoutSeconds: range(1, 30),
      namespaceSelector: selector,
      objectSelector: selector,
      matchConditions: conditions(false),
    }),
  );

const configuration = (own: Readonly<Record<string, Rule>>): Rule =>
  fields({ webhooks: all(entries(webhook(own)), unique('name')) });

export const validatingWebhookConfiguration = configuration({});
export const mutatingWebhookConfiguration = configuration({ reinvocationPolicy: choice('Never', 'IfNeeded') });
