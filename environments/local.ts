import { elsewhere, environment, kind, local } from 'millwright';

/** On a laptop, to try a change before anybody else sees it. */
export default environment({
  profile: 'SUP',
  domain: 'localhost',
  secrets: local(),
  clusters: {
    dev: {
      runs: kind('1.35'),
      domain: 'dev.localhost',
      platform: {
        authentication: elsewhere('nobody logs in to a laptop'),
        monitoring: { 'prometheus-operator-crds': {}, 'kube-prometheus-stack': { retention: '1d', storage: '5Gi' } },
      },
    },
  },
});
