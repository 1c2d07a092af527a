import { elsewhere, environment, kubeadm, vault } from 'millwright';

/** Where the platform's next version and the teams' next versions meet. It follows the main branch. */
export default environment({
  profile: 'MBU',
  plans: { stateful: true, dynamic: true },
  domain: 'staging.example.org',
  secrets: vault({ server: 'https://vault.example.org' }),
  clusters: {
    'eu-1': {
      runs: kubeadm('1.35'),
      api: 'https://api.eu-1.staging.example.org:6443',
      platform: {
        'cluster-lifecycle': elsewhere('kubespray, run by the data-centre team'),
        networking: { cilium: { kubeProxyReplacement: true, loadBalancerRanges: ['192.0.2.0/28'] } },
        dns: { 'external-dns': { provider: 'cloudflare' } },
      },
    },
  },
});
