import type { Fault } from '../../fault.ts';
import { shop, webService } from '../common.ts';

/** What the policies of a cluster ask of services, routes and roles of tenants; and what a fleet may say of policies. */
export const others: readonly Fault[] = [
  {
    check: 'policy',
    name: 'a service of a team opens a port on every node',
    on: 'production/eu-1',
    inject: { change: webService, set: [[['spec', 'type'], 'NodePort']] },
    where: `production/eu-1 › ${webService} › spec.type`,
    message: 'a service may not open ports on the nodes (policy no-node-ports)',
    hint: /^write `type: ClusterIP` and serve it through the Gateway/,
    at: shop,
  },
  {
    check: 'policy',
    name: 'a service of a team takes an address of its choice',
    on: 'production/eu-1',
    inject: { change: webService, set: [[['spec', 'externalIPs'], ['203.0.113.1']]] },
    where: `production/eu-1 › ${webService} › spec.externalIPs`,
    message: 'a service may not take addresses outside of the cluster (policy no-external-addresses)',
    hint: 'take `externalIPs` away; traffic from outside comes through the Gateway',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a route of a team names a host that the platform did not give',
    on: 'production/eu-1',
    inject: {
      change: 'shop-prod-web › HTTPRoute shop-prod/web',
      set: [[['spec', 'hostnames', 0], 'bank.eu-1.example.org']],
    },
    where: 'production/eu-1 › shop-prod-web › HTTPRoute shop-prod/web › spec.hostnames',
    message: 'a route may only name hosts that the platform gave to its namespace (policy route-hosts)',
    hint: 'name one of the hosts in the annotation millwright.dev/hosts of its namespace',
    at: shop,
  },
  {
    check: 'policy',
    name: 'a service of a team gets a load balancer that nobody permitted',
    on: 'production/eu-1',
    inject: {
      change: webService,
      set: [
        [['spec', 'type'], 'LoadBalancer'],
        [['spec', 'allocateLoadBalancerNodePorts'], false],
      ],
    },
    where: `production/eu-1 › ${webService} › spec.type`,
    message: 'a service may have a load balancer only where the platform permits it (policy no-load-balancers)',
    hint: 'serve it through the Gateway, or ask the platform team for `loadBalancers` in the quota',
    at: shop,
  },
  {
    check: 'policy',
    name: 'an ingress of a team goes past the Gateway to a host of its choice',
    on: 'production/eu-1',
    inject: {
      file: 'factories/shop/prod/web/manifests.yaml',
      add: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: { name: 'web', namespace: 'shop-prod' },
          spec: {
            rules: [
              {
                host: 'bank.example.org',
                http: {
                  paths: [
                    { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
                  ],
                },
              },
            ],
          },
        },
      ],
    },
    where: 'production/eu-1 › shop-prod-web › Ingress shop-prod/web › spec.rules',
    message: 'an ingress may only name hosts that the platform gave to its namespace (policy ingress-hosts)',
    hint: 'name one of the hosts in the annotation millwright.dev/hosts of its namespace, in each rule and certificate',
    at: shop,
    also: [
      {
        check: 'project',
        where: 'production/eu-1 › shop-prod-web',
        message: 'the project shop-prod does not permit Ingress shop-prod/web',
        hint: 'put it into a namespace of that project, or let the platform write it',
        at: shop,
      },
    ],
  },
  {
    check: 'policy',
    name: 'a role in the namespace of a team permits everything',
    on: 'production/eu-1',
    inject: { change: 'shop-namespaces › Role shop-prod/viewer', set: [[['rules', 0, 'verbs'], ['*']]] },
    where: 'production/eu-1 › shop-namespaces › Role shop-prod/viewer › rules',
    message: 'a role in the namespace of a tenant must name what it permits (policy no-wildcard-roles)',
    hint: 'write the API groups, resources and verbs in place of *',
    at: shop,
  },
  {
    check: 'policy',
    name: 'everybody becomes an administrator in the namespace of a team',
    on: 'production/eu-1',
    inject: {
      change: 'shop-namespaces › RoleBinding shop-prod/viewer',
      set: [[['roleRef'], { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }]],
    },
    where: 'production/eu-1 › shop-namespaces › RoleBinding shop-prod/viewer › roleRef.name',
    message:
      'nobody may have the role cluster-admin, admin or edit in the namespace of a tenant (policy no-admin-bindings)',
    hint: 'bind a Role that names what is needed',
    at: shop,
  },
  {
    check: 'policy',
    name: 'the developers of a team become administrators of a whole cluster',
    on: 'production/eu-1',
    inject: {
      file: 'platform/headlamp/manifests.yaml',
      add: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          metadata: { name: 'headlamp-admins' },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'shop-dev' }],
        },
      ],
    },
    where: 'production/eu-1 › headlamp › ClusterRoleBinding headlamp-admins › subjects',
    message:
      'no tenant may have the role cluster-admin, admin or edit on the whole cluster (policy no-cluster-admin-bindings)',
    hint: 'bind a role that names what is needed, in the namespaces where it is needed',
  },
  {
    check: 'policy',
    name: 'a policy has an exception for a namespace that no tenant has',
    on: 'production/eu-1',
    inject: {
      edit: [
        [
          'production.ts',
          "  secrets: vault({ server: 'https://vault.example.org' }),",
          "  secrets: vault({ server: 'https://vault.example.org' }),\n  policies: { 'no-latest-tag': { except: { 'shop-prd': 'while they learn' } } },",
        ],
      ],
    },
    where: 'production › policies › no-latest-tag › except',
    message: 'there is no namespace "shop-prd" of a tenant; did you mean "shop-prod"?',
    hint: 'name the namespace of a stage, <prefix>-<stage>, or one of the fleet',
    at: ['production.ts', 'policies:'],
  },
];
