import type { Fault } from '../fault.ts';
import { shop } from './common.ts';

/** Names that become other names, which are then too long or the same. */
export const name: readonly Fault[] = [
  {
    check: 'name',
    name: 'a StatefulSet has so long a name that it makes no pods',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › Deployment gangplank/gangplank',
      set: [
        [['kind'], 'StatefulSet'],
        [['metadata', 'name'], `gangplank-${'of-the-platform-'.repeat(3)}x`],
        [['spec', 'strategy'], undefined],
        [['spec', 'progressDeadlineSeconds'], undefined],
        [['spec', 'minReadySeconds'], undefined],
        [['spec', 'serviceName'], 'gangplank'],
      ],
    },
    where: /^production\/eu-1 › gangplank › StatefulSet gangplank\/gangplank-.* › metadata\.name$/,
    message: /^is longer than 52 characters: its pods have a label of up to eleven characters more, which ends at 63$/,
    hint: 'shorten it',
  },
  {
    check: 'name',
    name: 'the name of a Helm release is longer than Helm takes',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod › Application argocd/shop-prod-cache',
      set: [[['spec', 'source', 'helm', 'releaseName'], `cache-${'of-the-shop-'.repeat(4)}`.slice(0, 54)]],
    },
    where: 'production/eu-1 › shop-prod › Application argocd/shop-prod-cache › spec.source.helm.releaseName',
    message: 'is the name of a Helm release and longer than 53 characters, which Helm refuses',
    hint: 'shorten it',
    at: shop,
  },
  {
    check: 'name',
    name: 'a host has a part that no name server knows',
    on: 'production/eu-1',
    inject: {
      change: 'harbor › HTTPRoute harbor/harbor',
      set: [[['spec', 'hostnames', 0], `${'registry-'.repeat(7)}harbor.eu-1.example.org`]],
    },
    where: 'production/eu-1 › harbor › HTTPRoute harbor/harbor › spec.hostnames[0]',
    message: 'has a part of 69 characters, and name servers know at most 63',
    hint: 'shorten registry-reg…',
  },
  {
    check: 'name',
    name: 'the common name of a certificate is longer than a certificate holds',
    on: 'production/eu-1',
    inject: {
      change: 'traefik › Certificate traefik/gateway-tls',
      set: [[['spec', 'commonName'], `${'a-very-long-name.'.repeat(4)}example.org`]],
    },
    where: 'production/eu-1 › traefik › Certificate traefik/gateway-tls › spec.commonName',
    message: 'is longer than 64 characters, and no certificate has room for it',
    hint: 'leave it out: dnsNames is what counts',
  },
  {
    check: 'name',
    severity: 'warning',
    name: 'two releases call their objects the same in one namespace',
    on: 'production/eu-1',
    inject: {
      change: 'root › Application argocd/external-dns',
      set: [
        [['spec', 'destination', 'namespace'], 'velero'],
        [['spec', 'sources', 0, 'helm', 'valuesObject', 'fullnameOverride'], 'velero'],
      ],
    },
    where: 'production/eu-1 › velero',
    message: 'the chart velero may call its objects velero in the namespace velero, as external-dns does',
    hint: 'write fullnameOverride into its values, or give it another namespace',
  },
];
