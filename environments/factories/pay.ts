import { fba } from 'millwright';

/** Payments. */
export default fba({
  prefix: 'payments',
  groups: { developers: 'pay-dev', approvers: 'pay-leads' },
  quota: { cpu: 4, memory: '8Gi', pods: 20 },
  stages: {
    test: { on: 'staging/eu-1', promote: 'automatic' },
    stage: { on: 'staging/eu-1', promote: 'automatic' },
    prod: { on: ['production/eu-1', 'production/us-1'], promote: 'review' },
  },
  egress: [{ cidr: '198.51.100.0/24', ports: [443] }],
  apps: {
    api: { kind: 'web', port: 8443, host: 'pay', health: '/ready', resources: { cpu: '200m', memory: '256Mi' } },
  },
});
