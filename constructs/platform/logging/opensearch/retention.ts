import type { Construct } from 'constructs';
import { Manifest } from '../../../model/manifest.ts';
import type { SecretReference } from '../../../model/secret.ts';
import { certificate } from './tls.ts';

/** What the names of the indices that logs go to start with. */
export const logIndex = 'logs';

/** Names end in the day, so that the older of two sorts first. */
const script = `set -euo pipefail
call() { curl --silent --show-error --fail --cacert /certs/ca.crt --user "$USERNAME:$PASSWORD" "$@"; }
oldest=$(date --utc --date="-$DAYS days" +%Y.%m.%d)
call "$URL/_cat/indices/${logIndex}-*?h=index" | while read -r index; do
  if [[ "\${index##*-}" < "$oldest" ]]; then call --request DELETE "$URL/$index"; fi
done
`;

/**
 * Deletes each night the indices of logs that are older than asked for; OpenSearch itself would fill its volume.
 *
 * @param image OpenSearch's own, which has curl and is on the nodes already
 */
export function retention(
  chart: Construct,
  { days, url, image, login }: { days: number; url: string; image: string; login: SecretReference },
): void {
  const fromLogin = (name: string, key: string) => ({
    name,
    valueFrom: { secretKeyRef: { name: login.name, key } },
  });
  const container = {
    name: 'retention',
    image,
    command: ['bash', '-c', script],
    env: [
      { name: 'DAYS', value: String(days) },
      { name: 'URL', value: url },
      fromLogin('USERNAME', 'username'),
      fromLogin('PASSWORD', 'password'),
    ],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'certs', mountPath: '/certs', readOnly: true }],
  };
  new Manifest(chart, 'retention', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'opensearch-retention' },
    spec: {
      schedule: '30 1 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          template: {
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [container],
              volumes: [
                {
                  name: 'certs',
                  secret: { secretName: certificate.secret, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
                },
              ],
            },
          },
        },
      },
    },
  });
}
