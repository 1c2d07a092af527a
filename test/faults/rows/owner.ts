import type { Fault } from '../fault.ts';

/** Things that two want, and one can have. */
export const owner: readonly Fault[] = [
  {
    check: 'owner',
    name: 'a component writes the namespace that another one owns',
    on: 'production/eu-1',
    inject: {
      file: 'platform/velero/manifests.yaml',
      add: [{ apiVersion: 'v1', kind: 'Namespace', metadata: restricted('kyverno') }],
    },
    where: 'production/eu-1 › kyverno',
    message: 'writes Namespace kyverno, which velero writes too',
    hint: 'an object has one owner: rename one of them, or let one component write it',
  },
  {
    check: 'owner',
    name: 'a component writes an object twice',
    on: 'production/eu-1',
    inject: {
      change: 'gangplank › PodDisruptionBudget gangplank/gangplank',
      set: [
        [['apiVersion'], 'v1'],
        [['kind'], 'Service'],
        [['spec'], { ports: [{ port: 80 }] }],
      ],
    },
    where: 'production/eu-1 › gangplank',
    message: 'writes Service gangplank/gangplank, which platform/gangplank/manifests.yaml writes too',
    hint: 'an object has one owner: rename one of them, or let one component write it',
  },
  {
    check: 'owner',
    name: 'the route of a component takes the host of another',
    on: 'production/eu-1',
    inject: {
      change: 'harbor › HTTPRoute harbor/harbor',
      set: [[['spec', 'hostnames', 0], 'headlamp.eu-1.example.org']],
    },
    where: 'production/eu-1 › harbor',
    message: 'HTTPRoute harbor/harbor takes the host headlamp.eu-1.example.org, which belongs to headlamp',
    hint: 'choose another host',
  },
  {
    check: 'owner',
    name: 'two factories want the same namespaces',
    on: 'staging/eu-1',
    inject: { edit: [['factories/pay.ts', "prefix: 'payments'", "prefix: 'shop'"]] },
    where: 'shop › stage',
    message: 'its namespace shop-stage belongs to pay',
    hint: 'give one of them another prefix',
    at: ['factories/shop.ts', '    stage:'],
    also: ['test', 'prod'].map((stage) => ({
      check: 'owner',
      where: `shop › ${stage}`,
      message: `its namespace shop-${stage} belongs to pay`,
      hint: 'give one of them another prefix',
      at: ['factories/shop.ts', `    ${stage}:`],
    })),
  },
  {
    check: 'owner',
    name: 'two factories want the same host',
    on: 'staging/eu-1',
    inject: { edit: [['factories/pay.ts', "host: 'pay'", "host: 'shop'"]] },
    where: 'shop › apps › web › host',
    message: 'the host shop-stage on staging/eu-1 belongs to pay › api',
    hint: 'choose another host',
    at: ['factories/shop.ts', "host: 'shop'"],
    also: ['production/eu-1', 'production/us-1'].map((cluster) => ({
      check: 'owner',
      where: 'shop › apps › web › host',
      message: `the host shop on ${cluster} belongs to pay › api`,
      hint: 'choose another host',
      at: ['factories/shop.ts', "host: 'shop'"],
    })),
  },
];

function restricted(name: string) {
  return {
    name,
    labels: {
      'app.kubernetes.io/managed-by': 'millwright',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.35',
    },
  };
}
