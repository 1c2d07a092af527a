import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type WebService, web } from '../../constructs/workloads/web.ts';

const shop: WebService = {
  name: 'web',
  namespace: 'shop-prod',
  image: `registry.example.org/shop/web@sha256:${'0'.repeat(64)}`,
  port: 8080,
  health: '/healthz',
  replicas: 3,
  cpu: '250m',
  memory: '1.5Gi',
  env: { LOG_LEVEL: 'info', TOKEN: 'none' },
  secrets: { payment: ['TOKEN', 'KEY'] },
  route: { host: 'shop.example.org', gateway: { name: 'platform', namespace: 'traefik', section: 'https' } },
};
const { route: _route, ...inside } = shop;
const alone: WebService = { ...inside, replicas: 1 };

const kinds = (service: WebService) => web(service).map(({ kind }) => kind);

function only(service: WebService, kind: string): KubernetesObject {
  const found = web(service).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as KubernetesObject;
}

describe('a web service', () => {
  it('is a Deployment, a Service, a route and a disruption budget', () => {
    expect(kinds(shop)).toEqual(['Deployment', 'Service', 'HTTPRoute', 'PodDisruptionBudget']);
  });

  it('has no route without a host, and no disruption budget when it runs once', () => {
    expect(kinds(alone)).toEqual(['Deployment', 'Service']);
    expect(kinds({ ...shop, replicas: 1 })).toEqual(['Deployment', 'Service', 'HTTPRoute']);
    expect(kinds({ ...inside, replicas: 2 })).toEqual(['Deployment', 'Service', 'PodDisruptionBudget']);
  });

  it('gives every object its name and namespace', () => {
    for (const object of web(shop))
      expect(object.metadata).toEqual({
        name: 'web',
        namespace: 'shop-prod',
        labels: { 'app.kubernetes.io/name': 'web' },
      });
  });

  it('says the same each time', () => {
    expect(JSON.stringify(web(shop))).toBe(JSON.stringify(web(shop)));
  });

  it('finds its pods by its name alone, everywhere', () => {
    const byName = { 'app.kubernetes.io/name': 'web' };
    const deployment = only(shop, 'Deployment');
    expect(deployment).toHaveProperty('spec.selector', { matchLabels: byName });
    expect(deployment).toHaveProperty('spec.template.metadata', { labels: byName });
    expect(only(shop, 'Service')).toHaveProperty('spec.selector', byName);
    expect(only(shop, 'PodDisruptionBudget')).toHaveProperty('spec.selector', { matchLabels: byName });
  });

  it('answers on port 80, wherever its container listens', () => {
    expect(only(shop, 'Service')).toHaveProperty('spec.ports', [{ name: 'http', port: 80, targetPort: 8080 }]);
    expect(only(shop, 'HTTPRoute')).toHaveProperty('spec.rules.0.backendRefs.0', {
      group: '',
      kind: 'Service',
      name: 'web',
      port: 80,
      weight: 1,
    });
  });
});

describe('its pods', () => {
  it('do what the Pod Security level restricted asks for', () => {
    const deployment = only(shop, 'Deployment');
    expect(deployment).toHaveProperty('spec.template.spec.securityContext.runAsNonRoot', true);
    expect(deployment).toHaveProperty('spec.template.spec.securityContext.seccompProfile', { type: 'RuntimeDefault' });
    expect(deployment).toHaveProperty('spec.template.spec.containers.0.securityContext', {
      runAsNonRoot: true,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('can write to /tmp only, and hold no token of the API server', () => {
    const deployment = only(shop, 'Deployment');
    expect(deployment).toHaveProperty('spec.template.spec.volumes', [{ name: 'tmp', emptyDir: {} }]);
    expect(deployment).toHaveProperty('spec.template.spec.containers.0.volumeMounts', [
      { name: 'tmp', mountPath: '/tmp' },
    ]);
    expect(deployment).toHaveProperty('spec.template.spec.automountServiceAccountToken', false);
  });

  it('ask for exactly what was written, and get no more memory than that', () => {
    expect(only(shop, 'Deployment')).toHaveProperty('spec.template.spec.containers.0.resources', {
      requests: { cpu: '250m', memory: '1.5Gi' },
      limits: { memory: '1.5Gi' },
    });
  });

  it('get keys of secrets under their own names, before values of the same name', () => {
    const key = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: 'payment', key: name } } });
    expect(only(shop, 'Deployment')).toHaveProperty('spec.template.spec.containers.0.env', [
      { name: 'LOG_LEVEL', value: 'info' },
      key('TOKEN'),
      key('KEY'),
    ]);
    const bare = only({ ...shop, env: {}, secrets: {} }, 'Deployment');
    expect(bare).not.toHaveProperty('spec.template.spec.containers.0.env');
  });

  it('are asked for their health on their own port', () => {
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
      expect(only(shop, 'Deployment')).toHaveProperty(`spec.template.spec.containers.0.${probe}.httpGet`, {
        path: '/healthz',
        port: 8080,
        scheme: 'HTTP',
      });
  });

  it('are replaced without one of them missing, and end their requests first', () => {
    const deployment = only(shop, 'Deployment');
    expect(deployment).toHaveProperty('spec.strategy.rollingUpdate.maxUnavailable', 0);
    expect(deployment).toHaveProperty('spec.template.spec.containers.0.lifecycle.preStop', { sleep: { seconds: 5 } });
  });

  it('spread over zones and nodes, if there are several', () => {
    const keys = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];
    keys.forEach((topologyKey, index) => {
      const path = `spec.template.spec.topologySpreadConstraints.${index}`;
      expect(only(shop, 'Deployment')).toHaveProperty(`${path}.topologyKey`, topologyKey);
      expect(only(shop, 'Deployment')).toHaveProperty(`${path}.whenUnsatisfiable`, 'ScheduleAnyway');
    });
    expect(only(alone, 'Deployment')).not.toHaveProperty('spec.template.spec.topologySpreadConstraints');
  });
});
