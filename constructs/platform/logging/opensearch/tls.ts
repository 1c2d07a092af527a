import type { Construct } from 'constructs';
import { Manifest } from '../../../model/manifest.ts';

/** The Secret with `ca.crt`, `tls.crt` and `tls.key`, and the subject by which nodes know each other. */
export const certificate = { secret: 'opensearch-tls', subject: 'opensearch' } as const;

const issuerRef = (name: string) => ({ group: 'cert-manager.io', kind: 'Issuer', name });
const privateKey = { algorithm: 'RSA', encoding: 'PKCS8', size: 2048, rotationPolicy: 'Always' };

/**
 * An authority of its own and one certificate for all nodes. The demonstration certificates that OpenSearch comes with
 * have published keys, one of them an administrator's. It reads PKCS#8 only. Source: OpenSearch security 3.6.0.0.
 *
 * @param service the Service in front of the nodes
 */
export function certificates(chart: Construct, namespace: string, service: string): void {
  const apiVersion = 'cert-manager.io/v1';
  new Manifest(chart, 'self-signed', {
    apiVersion,
    kind: 'Issuer',
    metadata: { name: 'opensearch-self-signed' },
    spec: { selfSigned: {} },
  });
  new Manifest(chart, 'authority', {
    apiVersion,
    kind: 'Certificate',
    metadata: { name: 'opensearch-ca' },
    spec: {
      secretName: 'opensearch-ca',
      commonName: 'opensearch-ca',
      isCA: true,
      duration: '87600h0m0s',
      privateKey: { ...privateKey, rotationPolicy: 'Never' },
      issuerRef: issuerRef('opensearch-self-signed'),
    },
  });
  new Manifest(chart, 'issuer', {
    apiVersion,
    kind: 'Issuer',
    metadata: { name: 'opensearch-ca' },
    spec: { ca: { secretName: 'opensearch-ca' } },
  });
  new Manifest(chart, 'nodes', {
    apiVersion,
    kind: 'Certificate',
    metadata: { name: certificate.secret },
    spec: {
      secretName: certificate.secret,
      commonName: certificate.subject,
      dnsNames: [service, `${service}.${namespace}.svc`, `${service}-headless.${namespace}.svc`],
      usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
      privateKey,
      issuerRef: issuerRef('opensearch-ca'),
    },
  });
}
