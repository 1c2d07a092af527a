import { expect, test } from 'vitest';
import { pathText } from '../../scripts/checks/object.ts';
import { validatorFor } from '../../scripts/validate/index.ts';
import { nativeFaultsOf } from '../../scripts/validate/native/index.ts';
import { writtenObjects } from '../agreement/written.ts';
import { clusters, objectsOf } from '../cluster/tree.ts';
import { rows as access } from './native/access.ts';
import { rows as config } from './native/config.ts';
import { rows as containers } from './native/containers.ts';
import { rows as definitions } from './native/definitions.ts';
import { rows as extension } from './native/extension.ts';
import { rows as metadata } from './native/metadata.ts';
import { rows as network } from './native/network.ts';
import { changed } from './native/objects.ts';
import { rows as platform } from './native/platform.ts';
import { rows as pods } from './native/pods.ts';
import { rows as services } from './native/services.ts';
import { rows as volumes } from './native/volumes.ts';
import { rows as workloads } from './native/workloads.ts';

const rows = {
  metadata,
  config,
  services,
  network,
  access,
  workloads,
  pods,
  containers,
  volumes,
  platform,
  extension,
  definitions,
};

const said = (object: ReturnType<typeof changed>, minor = '1.36') =>
  nativeFaultsOf(
    object.apiVersion,
    object.kind,
    minor,
  )(object).map(({ path, message }) => `${pathText(path)}: ${message}`);

/** A change as one line. */
const shown = (changes: object) =>
  JSON.stringify(changes, (_, value) => (value === undefined ? 'nothing' : value)).slice(0, 200);

for (const [family, table] of Object.entries(rows))
  test.each(table.map(([object, changes, ...says]) => [object, shown(changes), changes, says] as const))(
    `of ${family}: %s with %s`,
    (object, _, changes, says) => {
      expect(said(changed(object, changes))).toEqual(says);
    },
  );

const digit = { 'metadata.name': '1-shop' };
const zeros = { 'spec.externalIPs': ['203.0.113.007'] };
const near = { 'spec.trafficDistribution': 'PreferSameZone' };
const never = { 'spec.containers[0].restartPolicy': 'Never' };
const atOnce = { 'spec.containers[0].lifecycle.preStop.sleep.seconds': 0 };
const dot = { 'spec.dnsConfig.searches': ['.'] };
const backend = { 'spec.rules[0].http.paths[0].backend.service.name': '1-shop' };

test.each([
  ['1.35', 'Service shop', digit, 'metadata.name: "1-shop" is not a DNS label that begins with a letter'],
  ['1.36', 'Service shop', digit],
  [
    '1.35',
    'Ingress',
    backend,
    'spec.rules[0].http.paths[0].backend.service.name: "1-shop" is not a DNS label that begins with a letter',
  ],
  ['1.36', 'Ingress', backend],
  ['1.35', 'Service on-nodes', zeros],
  ['1.36', 'Service on-nodes', zeros, 'spec.externalIPs[0]: "203.0.113.007" is not an IP address'],
  ['1.33', 'Service shop', near, 'spec.trafficDistribution: must be PreferClose, and is "PreferSameZone"'],
  ['1.34', 'Service shop', near],
  [
    '1.34',
    'Pod shop',
    never,
    'spec.containers[0].restartPolicy: is for init containers only before Kubernetes 1.35',
    'spec.containers[0].restartPolicy: must be Always, and is "Never"',
  ],
  ['1.35', 'Pod shop', never],
  [
    '1.32',
    'Pod shop',
    atOnce,
    'spec.containers[0].lifecycle.preStop.sleep.seconds: must be from 1 to the 45 seconds that the pod has to end, and is 0',
  ],
  ['1.33', 'Pod shop', atOnce],
  ['1.32', 'Pod shop', dot, 'spec.dnsConfig.searches[0]: must not be empty'],
  ['1.33', 'Pod shop', dot],
] as const)('Kubernetes %s: %s with %o', (minor, object, changes, ...says) => {
  expect(said(changed(object, changes), minor)).toEqual(says);
});

test('nothing is wrong with any object of the reference fleet, nor with those that are written by hand', () => {
  const { faults } = validatorFor(process.cwd(), '1.36');
  const wrong = [...clusters().flatMap(objectsOf), ...writtenObjects()].flatMap((object) =>
    faults(object).map(({ path, message }) => `${object.kind} ${object.metadata.name} ${pathText(path)}: ${message}`),
  );
  expect(wrong).toEqual([]);
});
