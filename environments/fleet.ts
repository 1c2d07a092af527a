import { fbe } from 'millwright';

/** What holds for every cluster of Acme's platform. */
export default fbe({
  organisation: 'Acme',
  repository: 'https://github.com/acme/platform.git',
  groups: { platform: 'platform-team' },
  owners: {
    'platform-team': '@acme/platform',
    'shop-dev': '@acme/shop',
    'shop-leads': '@acme/shop-leads',
    'pay-dev': '@acme/payments',
    'pay-leads': '@acme/payments-leads',
  },
  argocd: { version: '3.4' },
  registries: { acme: { host: 'registry.example.org', private: true } },
  namespaces: {
    sandbox: { on: 'staging/eu-1', quota: { cpu: 4, memory: '8Gi' }, group: 'platform-team' },
  },
});
