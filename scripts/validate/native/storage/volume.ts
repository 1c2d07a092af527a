import { dnsLabel, dnsSubdomain, dnsSubdomainOfAnyCase, written } from '../forms.ts';
import { nodeSelector } from '../pod/affinity.ts';
import { noBacksteps } from '../pod/path.ts';
import {
  all,
  atMost,
  choice,
  type Fields,
  fields,
  given,
  isAbsent,
  map,
  mapOf,
  part,
  type Rule,
  required,
  say,
  unlessEmpty,
  type Walk,
} from '../rule.ts';
import { accessModes, storageOf, volumeMode } from './claim.ts';
import { hostPath, nfs, oldSources } from './sources.ts';

// Kubernetes v1.36, pkg/apis/core/validation/validation.go: ValidatePersistentVolumeSpec.

const secret: Rule = all(
  required('name', 'namespace'),
  fields({ name: unlessEmpty(written(dnsSubdomain)), namespace: unlessEmpty(written(dnsLabel)) }),
);

const named = all(required('name', 'namespace'));

const csi: Rule = all(
  required('driver', 'volumeHandle'),
  fields({
    driver: unlessEmpty(all(written(dnsSubdomainOfAnyCase), atMost(63, 'characters'))),
    controllerPublishSecretRef: secret,
    controllerExpandSecretRef: secret,
    nodePublishSecretRef: secret,
    nodeExpandSecretRef: secret,
  }),
);

const sources: Readonly<Record<string, Rule>> = {
  ...oldSources,
  azureFile: all(
    required('secretName', 'shareName'),
    fields({
      secretNamespace: (value, walk) => {
        if (value === '') say(walk, 'must not be empty', 'remove it, or write the namespace');
      },
    }),
  ),
  cinder: all(required('volumeID'), fields({ secretRef: named })),
  storageos: all(required('volumeName'), fields({ volumeName: unlessEmpty(written(dnsLabel)), secretRef: named })),
  csi,
  nfs,
  hostPath,
  local: all(required('path'), fields({ path: noBacksteps })),
};

const kinds = Object.keys(sources);

function oneKind(spec: Fields, walk: Walk): void {
  const found = given(spec, kinds);
  if (found.length === 0) say(walk, 'does not say what the volume is', 'add csi, nfs, local or another source');
  if (found.length > 1) say(walk, `is ${found.join(' and ')}, of which only one may be given`, 'remove the others');
  if (found.includes('local') && isAbsent(spec['nodeAffinity']))
    say(walk, 'is required for a local volume', 'name its node', 'nodeAffinity');
}

function capacity({ capacity: amounts }: Fields, walk: Walk): void {
  const others = Object.keys(mapOf(amounts)).filter((name) => name !== 'storage');
  if (others.length > 0) say(walk, 'only storage can be said of a volume', `remove ${others.join(', ')}`, 'capacity');
}

export const persistentVolume: Rule = part(
  'spec',
  all(
    accessModes,
    part('capacity', map(storageOf)),
    map((spec, walk) => {
      capacity(spec, walk);
      oneKind(spec, walk);
    }),
    fields({
      ...sources,
      nodeAffinity: all(required('required'), fields({ required: nodeSelector })),
      persistentVolumeReclaimPolicy: unlessEmpty(choice('Retain', 'Delete', 'Recycle')),
      storageClassName: unlessEmpty(written(dnsSubdomain)),
      volumeMode,
    }),
  ),
);
