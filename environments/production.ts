import { eks, elsewhere, environment, kubeadm, secret, vault, waived } from 'millwright';

/** Two clusters of our own and one on EKS. `eu-2` runs ahead of the others as the canary. */
export default environment({
  profile: 'ENT',
  plans: { stateful: true, dynamic: true },
  domain: 'example.org',
  secrets: vault({ server: 'https://vault.example.org' }),
  offers: {
    objectStore: {
      bucket: 'acme-platform',
      region: 'eu-central-1',
      endpoint: 'https://s3.example.org',
      secret: secret('object-store', { keys: ['access-key', 'secret-key'] }),
    },
    postgresql: {
      host: 'postgresql.example.org',
      port: 5432,
      database: 'registry',
      secret: secret('registry-postgresql', { keys: ['username', 'password'] }),
    },
    redis: { host: 'redis.example.org', port: 6379 },
  },
  clusters: {
    'eu-1': {
      runs: kubeadm('1.35'),
      api: 'https://api.eu-1.example.org:6443',
      platform: {
        'cluster-lifecycle': elsewhere('kubespray, run by the data-centre team'),
        networking: {
          cilium: { encryption: 'wireguard', kubeProxyReplacement: true, loadBalancerRanges: ['203.0.113.0/28'] },
        },
        dns: { 'external-dns': { provider: 'cloudflare' } },
        registry: { harbor: {} },
      },
    },
    'eu-2': {
      runs: kubeadm('1.35'),
      api: 'https://api.eu-2.example.org:6443',
      platform: {
        'cluster-lifecycle': elsewhere('kubespray, run by the data-centre team'),
        networking: {
          cilium: { encryption: 'wireguard', kubeProxyReplacement: true, loadBalancerRanges: ['203.0.113.16/28'] },
        },
        dns: { 'external-dns': { provider: 'cloudflare' } },
        ingress: { 'gateway-api': {}, contour: {} },
        tracing: waived('no distributed services here yet; review in March 2027'),
      },
    },
    'us-1': {
      runs: eks('1.35', {
        region: 'us-east-1',
        account: '123456789012',
        addons: ['vpc-cni', 'coredns', 'kube-proxy', 'eks-pod-identity-agent'],
        networkPolicy: true,
      }),
      api: 'https://0123456789abcdef.gr7.us-east-1.eks.amazonaws.com',
      platform: {
        'cluster-lifecycle': elsewhere('Terraform, run by the cloud team'),
      },
    },
  },
});
