import { component } from '../../model/component.ts';
import { option } from '../../model/option.ts';
import { helm } from '../../model/source.ts';
import { providerOptions, providers } from './external-dns/providers.ts';

/**
 * DNS records for Gateways' routes, Services and Ingresses. One replica: it elects no leader.
 *
 * Values: chart external-dns 1.21.1, values.yaml.
 */
export default component({
  title: 'ExternalDNS',
  summary: 'Keeps DNS records in step with what the cluster serves',
  source: helm('https://kubernetes-sigs.github.io/external-dns/', 'external-dns', '1.21.1'),
  namespace: { podSecurity: 'restricted' },
  defines: ['externaldns.k8s.io'],
  options: {
    ...providerOptions,
    policy: option
      .choice('Whether it only adds and updates records, deletes them too, or only adds', [
        'upsert-only',
        'sync',
        'create-only',
      ])
      .default('upsert-only'),
  },
  values: (context) => {
    const { options, cluster, serves, refuse } = context;
    const provider = options.provider ?? cluster.cloud?.provider;
    if (!provider)
      return refuse('needs to know who hosts the zones', {
        option: 'provider',
        hint: `write provider: ${Object.keys(providers).join(' | ')}, or dns: elsewhere('who')`,
      });
    const { env = [], args, files, identity } = providers[provider](context);
    return {
      provider: { name: provider },
      sources: ['service', 'ingress', ...(serves('gateway.networking.k8s.io/HTTPRoute') ? ['gateway-httproute'] : [])],
      policy: options.policy,
      domainFilters: options.domainFilters,
      registry: 'txt',
      // Clusters may share a zone; each changes only records with its own mark.
      txtOwnerId: cluster.id,
      // A label of its own with the record's type, so that the mark of an apex lies in its zone, and a CNAME has none beside it.
      txtPrefix: 'external-dns-%{record_type}.',
      extraArgs: { 'txt-wildcard-replacement': 'any', ...args },
      triggerLoopOnEvent: true,
      env,
      ...(files && {
        extraVolumes: [{ name: 'credentials', secret: { secretName: files.secret } }],
        extraVolumeMounts: [{ name: 'credentials', mountPath: files.at, readOnly: true }],
      }),
      serviceAccount: { annotations: identity ?? {} },
      logFormat: 'json',
      resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      serviceMonitor: { enabled: serves('monitoring.coreos.com/ServiceMonitor') },
    };
  },
});
