import { dnsLabel, dnsSubdomain, dnsSubdomainOfAnyCase, written } from '../forms.ts';
import { notNegative } from '../quantity.ts';
import {
  all,
  atMost,
  choice,
  entries,
  type Fields,
  fields,
  given,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  range,
  required,
  say,
  shown,
  textOf,
  unlessEmpty,
  type Walk,
  within,
} from '../rule.ts';
import { claimTemplate } from '../storage/claim.ts';
import { hostPath, nfs, oldSources } from '../storage/sources.ts';
import { downwardFile } from './env.ts';
import { localPath, ownPath } from './path.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidateVolumes and what it calls.

const mode = range(0, 0o777);

const file: Rule = all(required('key', 'path'), fields({ path: ownPath, mode }));

const files = { defaultMode: mode, items: entries(file) };

const tokenFile: Rule = all(required('path'), fields({ path: ownPath, expirationSeconds: range(600, 2 ** 32) }));

const downwardFiles: Rule = entries(all(required('path'), fields({ path: ownPath, mode }), downwardFile));

const pulled = unlessEmpty(choice('Always', 'IfNotPresent', 'Never'));

/** What a projected volume puts together. Kubernetes drops the certificates that it does not serve unless told to. */
const projections = {
  secret: all(required('name'), fields({ items: entries(file) })),
  configMap: all(required('name'), fields({ items: entries(file) })),
  downwardAPI: fields({ items: downwardFiles }),
  serviceAccountToken: tokenFile,
};

const projection: Rule = all(
  map((found, walk) => {
    const kinds = given(found, Object.keys(projections));
    if (kinds.length > 1)
      say(walk, `has ${kinds.join(' and ')}, of which only one may be given`, 'make two sources of it');
  }),
  fields(projections),
);

function pathsOnce({ sources }: Fields, walk: Walk): void {
  const seen = new Set<string>();
  listOf(sources).forEach((source, at) => {
    for (const kind of ['secret', 'configMap', 'downwardAPI'])
      listOf(mapOf(mapOf(source)[kind])['items']).forEach((item, index) => {
        const path = textOf(mapOf(item)['path']);
        if (path !== '' && seen.has(path))
          say(
            walk,
            `${shown(path)} is there twice`,
            'give one of them another path',
            'sources',
            at,
            kind,
            'items',
            index,
            'path',
          );
        seen.add(path);
      });
  });
}

const csi: Rule = all(
  required('driver'),
  fields({
    driver: all(written(dnsSubdomainOfAnyCase), atMost(63, 'characters')),
    nodePublishSecretRef: all(required('name'), fields({ name: written(dnsSubdomain) })),
  }),
);

/** What a volume can be, by field. */
const sources: Readonly<Record<string, Rule>> = {
  ...oldSources,
  emptyDir: fields({ sizeLimit: notNegative }),
  hostPath,
  gitRepo: all(required('repository'), fields({ directory: localPath })),
  secret: all(required('secretName'), fields(files)),
  configMap: all(required('name'), fields(files)),
  nfs,
  persistentVolumeClaim: required('claimName'),
  downwardAPI: fields({ defaultMode: mode, items: downwardFiles }),
  projected: all(fields({ defaultMode: mode, sources: entries(projection) }), map(pathsOnce)),
  csi,
  ephemeral: map((found, walk) => {
    if (isEmpty(found['volumeClaimTemplate'])) say(walk, 'is required', 'add it', 'volumeClaimTemplate');
    else within(walk, 'volumeClaimTemplate', found['volumeClaimTemplate'], claimTemplate);
  }),
  image: fields({ pullPolicy: pulled }),
};

const kinds = Object.keys(sources);
const contents = fields(sources);

/** One volume; one without a source is an empty folder. */
const volume: Rule = all(
  map((found, walk) => {
    within(walk, 'name', textOf(found['name']), written(dnsLabel));
    const named = given(found, kinds);
    if (named.length > 1)
      say(walk, `is ${named.join(' and ')}, of which only one may be given`, 'make two volumes of it');
  }),
  contents,
);

/** The volumes of a pod. */
export const volumes: Rule = entries(volume);

/** What container mounts ask of the volumes: by name, the field that says what a volume is. */
export function kindsOfVolumes(list: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of listOf(list)) {
    const volume = mapOf(each);
    found.set(textOf(volume['name']), given(volume, kinds)[0] ?? 'emptyDir');
  }
  return found;
}
