import { component } from '../../model/component.ts';
import { option, shapes } from '../../model/option.ts';
import { helm } from '../../model/source.ts';

const mountPath = '/etc/sops-age';

/**
 * Opens the SopsSecrets of this repository on the cluster. The chart's ServiceMonitor stays off: no Service answers it.
 * Values: chart sops-secrets-operator 0.28.0, values.yaml.
 */
export default component({
  title: 'SOPS Secrets Operator',
  summary: 'Makes Secrets of files that SOPS encrypted',
  source: helm('https://isindir.github.io/sops-secrets-operator/', 'sops-secrets-operator', '0.28.0'),
  namespace: { name: 'sops', podSecurity: 'restricted' },
  defines: ['isindir.github.com'],
  options: {
    ageKeySecret: option
      .of<string>(
        'Secret in its namespace, made by hand, whose key `keys.txt` holds the age identities that open the files',
        'string',
        shapes.label,
      )
      .default('sops-age'),
  },
  values: ({ options }) => ({
    secretsAsFiles: [{ name: 'sops-age', mountPath, secretName: options.ageKeySecret }],
    extraEnv: [{ name: 'SOPS_AGE_KEY_FILE', value: `${mountPath}/keys.txt` }],
    securityContext: {
      enabled: true,
      container: {
        enabled: true,
        customContainerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    },
    image: { pullPolicy: 'IfNotPresent' },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  }),
});
