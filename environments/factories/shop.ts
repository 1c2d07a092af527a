import { fba } from 'millwright';

/** The web shop. */
export default fba({
  groups: { developers: 'shop-dev', approvers: 'shop-leads' },
  quota: { cpu: 8, memory: '16Gi' },
  stages: {
    test: { on: 'local/dev', promote: 'automatic', quota: { cpu: 2, memory: '4Gi' } },
    stage: { on: 'staging/eu-1', promote: 'automatic' },
    prod: { on: ['production/eu-1', 'production/eu-2', 'production/us-1'], promote: 'review' },
  },
  apps: {
    web: {
      kind: 'web',
      port: 8080,
      host: 'shop',
      env: { LOG_FORMAT: 'json' },
      secrets: { orders: ['DATABASE_URL'] },
      stages: { prod: { replicas: 3 } },
    },
    cache: {
      kind: 'helm',
      repository: 'https://charts.example.org',
      chart: 'cache',
      values: { persistence: { enabled: false } },
    },
    mail: { kind: 'kustomize', repository: 'https://github.com/acme/mail.git', path: 'deploy' },
  },
});
