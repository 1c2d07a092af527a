import * as v from 'valibot';
import { kubernetesVersions, podSecurityLevels, profileNames, strata } from '../model/capability.ts';
import type { FacilityName } from '../model/facility.ts';
import { isMap } from '../model/json.ts';
import { shapes } from '../model/option.ts';
import { policyActions, policyNames } from '../model/policy.ts';

/** What declarations must look like when they come from a file that nobody type-checked. */

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const anything = v.record(v.string(), v.unknown());
const words = <const Word extends string>(list: readonly Word[]) =>
  v.picklist(list, `must be one of: ${list.join(', ')}`);
const named = <S extends v.GenericSchema<unknown, unknown>>(value: S) => v.record(shapes.label, value);
const optional = v.optional;
const argocd = words(['3.3', '3.4', '3.5', '3.6']);
const retirement = words(['orphan', 'destroy']);
const revision = v.pipe(
  v.string(),
  v.regex(/^refs\/(heads|tags)\/[^\s]+$/, 'must be a revision in full, such as refs/tags/platform-42'),
);
const repository = v.pipe(
  v.string(),
  v.regex(
    /^(https?|ssh|file):\/\/\S+$|^git@\S+:\S+$/,
    'must be the address of a git repository, such as https://github.com/acme/platform.git',
  ),
);

const quota = v.strictObject({
  cpu: v.pipe(v.number(), v.gtValue(0, 'must be more than 0')),
  memory: shapes.quantity,
  pods: optional(v.pipe(v.number(), v.integer('must be a whole number'))),
  storage: optional(shapes.quantity),
  loadBalancers: optional(v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0'))),
});
const clusters = v.union(
  [v.string(), v.pipe(v.array(v.string()), v.minLength(1, 'must name at least one cluster'))],
  'must be a cluster such as production/eu-1, or a list of them',
);

const action = words(policyActions);
const policySetting = v.strictObject({
  action: optional(action),
  except: optional(
    named(
      v.pipe(
        v.string(),
        v.check((reason) => reason.trim() !== '', "needs a reason: the cluster's README prints it"),
      ),
    ),
  ),
});
const policies = v.strictObject(
  Object.fromEntries(
    policyNames.map((name) => [name, optional(v.lazy((given) => (isMap(given) ? policySetting : action)))]),
  ),
);

export const fbeShape = v.strictObject({
  type: v.literal('fbe'),
  organisation: text,
  repository,
  branch: optional(text),
  tree: optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.-]+(\/[\w.-]+)*$/, 'must be a folder of the repository, without a slash at either end'),
    ),
  ),
  groups: v.strictObject({ platform: text }),
  owners: optional(v.record(v.string(), text)),
  argocd: optional(
    v.strictObject({
      version: optional(argocd),
      topology: optional(words(['standalone'])),
      reconciliation: optional(shapes.duration),
    }),
  ),
  registries: optional(named(v.strictObject({ host: text, private: optional(v.boolean()) }))),
  namespaces: optional(
    named(
      v.strictObject({
        on: clusters,
        quota,
        group: optional(text),
        podSecurity: optional(words(['baseline', 'restricted'])),
      }),
    ),
  ),
  policies: optional(policies),
  retire: optional(v.record(v.string(), retirement)),
});

const secretReference = v.strictObject({ name: shapes.label, keys: v.array(text), owner: text });
const host = { host: text, port: v.pipe(v.number(), v.integer('must be a whole number')) };
const facilityShapes = {
  objectStore: { bucket: text, region: text, endpoint: optional(shapes.url), secret: optional(secretReference) },
  searchStore: { ...host, tls: v.boolean(), secret: optional(secretReference) },
  logStore: host,
  postgresql: { ...host, database: text, secret: secretReference },
  redis: { ...host, secret: optional(secretReference) },
  oidcIssuer: { url: shapes.url },
  smtp: { ...host, from: text, secret: optional(secretReference) },
  gateway: { name: shapes.label, namespace: shapes.label, section: text },
  certificateIssuer: { name: text, kind: text, group: optional(text), wildcards: v.boolean() },
  blockStorage: { storageClass: text },
  imageRegistry: { host: text },
  metricsStore: { url: shapes.url },
} satisfies Record<FacilityName, v.ObjectEntries>;
const offers = v.strictObject(
  Object.fromEntries(
    Object.entries(facilityShapes).map(([name, entries]) => [name, optional(v.strictObject(entries))]),
  ),
);

const distribution = v.looseObject({
  name: words(['kind', 'kubeadm', 'eks']),
  kubernetes: words(kubernetesVersions),
});

const secrets = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('vault'), server: shapes.url, mount: text, auth: text, role: text }),
    v.strictObject({ kind: v.literal('local'), namespace: shapes.label }),
    v.strictObject({ kind: v.literal('sops') }),
  ],
  'must be vault({ server: … }), sops() or local()',
);

const cluster = v.strictObject({
  runs: distribution,
  // Answers are read by the plan, which knows the components.
  platform: optional(anything),
  offers: optional(offers),
  policies: optional(policies),
  domain: optional(shapes.host),
  ha: optional(v.boolean()),
  api: optional(shapes.url),
  argocd: optional(argocd),
  retire: optional(v.record(v.string(), retirement)),
  renamedFrom: optional(shapes.label),
});

export const environmentShape = v.strictObject({
  type: v.literal('environment'),
  profile: words(profileNames),
  plans: optional(v.strictObject({ stateful: optional(v.boolean()), dynamic: optional(v.boolean()) })),
  domain: shapes.host,
  secrets,
  platform: optional(anything),
  argocd: optional(argocd),
  offers: optional(offers),
  policies: optional(policies),
  clusters: v.pipe(
    named(cluster),
    v.check((all) => Object.keys(all).length > 0, 'must have at least one cluster'),
  ),
  retire: optional(v.record(v.string(), words(['orphan']))),
});

const resources = v.strictObject({ cpu: optional(shapes.quantity), memory: optional(shapes.quantity) });
const port = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be a port, 1 to 65535'),
  v.maxValue(65535, 'must be a port, 1 to 65535'),
);
const webSettings = {
  replicas: optional(v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0'))),
  resources: optional(resources),
  env: optional(v.record(v.string(), v.string())),
};
const app = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('web'),
      ...webSettings,
      port,
      host: optional(shapes.label),
      health: optional(v.pipe(v.string(), v.startsWith('/', 'must be a path that begins with /'))),
      secrets: optional(v.record(v.string(), v.array(text))),
      stages: optional(v.record(v.string(), v.strictObject(webSettings))),
    }),
    v.strictObject({
      kind: v.literal('helm'),
      repository: text,
      chart: text,
      version: optional(text),
      values: optional(anything),
      stages: optional(v.record(v.string(), v.strictObject({ values: optional(anything) }))),
    }),
    v.strictObject({
      kind: v.literal('kustomize'),
      repository,
      path: text,
      revision: optional(
        v.pipe(
          v.string(),
          v.regex(/^(refs\/(heads|tags)\/\S+|[0-9a-f]{40})$/, 'must be a revision in full, such as refs/tags/v1.2.3'),
        ),
      ),
      stages: optional(v.record(v.string(), v.strictObject({ path: optional(text) }))),
    }),
  ],
  "must have a kind: 'web', 'helm' or 'kustomize'",
);

export const fbaShape = v.strictObject({
  type: v.literal('fba'),
  prefix: optional(shapes.label),
  groups: v.strictObject({ developers: text, approvers: optional(text) }),
  quota,
  stages: v.pipe(
    named(v.strictObject({ on: clusters, promote: words(['automatic', 'review']), quota: optional(quota) })),
    v.check((all) => Object.keys(all).length > 0, 'must have at least one stage'),
  ),
  egress: optional(
    v.array(
      v.strictObject({
        cidr: shapes.cidr,
        ports: v.pipe(v.array(port), v.minLength(1, 'must name at least one port')),
      }),
    ),
  ),
  apps: optional(named(app)),
  retire: optional(v.record(v.string(), retirement)),
});

export const componentShape = v.looseObject({
  type: v.literal('component'),
  summary: text,
  source: v.looseObject({ kind: words(['helm', 'kustomize', 'manifests', 'own']) }),
  namespace: v.strictObject({
    name: optional(shapes.label),
    podSecurity: words(podSecurityLevels),
    early: optional(v.boolean()),
  }),
  stratum: optional(words(strata)),
  keeps: optional(words(['data'])),
});

export const platformVersionsShape = v.record(
  v.string(),
  v.strictObject({ repository: optional(text), chart: optional(text), version: text }),
);
export const environmentVersionsShape = v.strictObject({
  follows: optional(revision),
  canary: optional(v.record(v.string(), revision)),
});
export const stageVersionsShape = v.strictObject({
  follows: optional(revision),
  images: optional(v.record(v.string(), text)),
  charts: optional(v.record(v.string(), text)),
});
