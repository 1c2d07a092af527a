import * as v from 'valibot';
import type { ClusterFacts } from '../../../model/cluster.ts';
import type { Facilities } from '../../../model/facility.ts';
import type { SecretReference } from '../../../model/secret.ts';
import { claim } from './storage.ts';

/** Who is told of alerts. The addresses are secrets, so the store holds them. */
export interface Alerts {
  /** A Slack channel; the key `url` of `alertmanager-slack` is its incoming webhook. */
  readonly slack?: string | undefined;
  /** Any other receiver that takes Alertmanager's JSON; the key `url` of `alertmanager-webhook` is its address. */
  readonly webhook?: boolean | undefined;
}

/** What the option `alerts` accepts. */
export const alertsShape = v.strictObject({
  slack: v.optional(v.pipe(v.string(), v.regex(/^[#@]\S+$/, 'must be a channel such as #platform-alerts'))),
  webhook: v.optional(v.boolean()),
});

/** One way to tell people: its settings in Alertmanager's configuration, and the Secret with its address. */
interface Receiver {
  readonly kind: 'slack_configs' | 'webhook_configs';
  readonly secret: SecretReference;
  readonly config: Readonly<Record<string, string | boolean>>;
}

const pathOf = ({ name }: SecretReference): string => `/etc/alertmanager/secrets/${name}/url`;

function receivers({ slack, webhook }: Alerts, address: (name: string) => SecretReference): readonly Receiver[] {
  const found: Receiver[] = [];
  if (slack) {
    const secret = address('alertmanager-slack');
    const config = { channel: slack, api_url_file: pathOf(secret), send_resolved: true };
    found.push({ kind: 'slack_configs', secret, config });
  }
  if (webhook) {
    const secret = address('alertmanager-webhook');
    found.push({ kind: 'webhook_configs', secret, config: { url_file: pathOf(secret), send_resolved: true } });
  }
  return found;
}

/**
 * The chart's values for Alertmanager: warnings and worse go to every receiver. Without one, and for the inhibition of
 * lesser alerts, the chart's own configuration stands. Source: alertmanager v0.34.0, docs/configuration.md.
 *
 * @param address declares the Secret that holds a receiver's address
 */
export function alertmanager(
  alerts: Alerts,
  cluster: ClusterFacts,
  block: Facilities['blockStorage'] | undefined,
  address: (name: string) => SecretReference,
) {
  const found = receivers(alerts, address);
  const route = {
    group_by: ['alertname', 'namespace'],
    receiver: 'null',
    routes: [{ receiver: 'platform', matchers: ['severity =~ "warning|critical"'] }],
  };
  const platform = { name: 'platform', ...Object.fromEntries(found.map(({ kind, config }) => [kind, [config]])) };
  return {
    podDisruptionBudget: { enabled: cluster.ha },
    config: found.length > 0 ? { route, receivers: [{ name: 'null' }, platform] } : {},
    alertmanagerSpec: {
      replicas: cluster.ha ? 3 : 1,
      secrets: found.map(({ secret }) => secret.name),
      storage: claim(block, '2Gi'),
      resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    },
  };
}
