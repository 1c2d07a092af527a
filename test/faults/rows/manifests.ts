import type { Fault } from '../fault.ts';

const folder = 'factories/shop';
const file = `${folder}/prod/web/manifests.yaml`;
const on = `${file} › document 1 › Deployment shop-prod/web`;

/** Faults in manifests that somebody else wrote. */
export const manifests: readonly Fault[] = [
  {
    check: 'schema',
    name: 'a manifest has a misspelt field',
    on: 'production/eu-1',
    inject: { manifests: folder, edit: [[file, 'imagePullPolicy:', 'imagePullPolcy:']] },
    where: `${on} › spec.template.spec.containers[0].imagePullPolcy`,
    message: 'unknown field; did you mean "imagePullPolicy"?',
    hint: 'write imagePullPolicy',
    at: [file, '          imagePullPolcy'],
  },
  {
    check: 'schema',
    name: 'a port of a manifest is in quotes',
    on: 'production/eu-1',
    inject: { manifests: folder, edit: [[file, 'containerPort: 8080', "containerPort: '8080'"]] },
    where: `${on} › spec.template.spec.containers[0].ports[0].containerPort`,
    message: 'must be an integer, and is a string ("8080")',
    hint: '',
    at: [file, "              containerPort: '8080'"],
  },
  {
    check: 'schema',
    name: 'a custom resource among manifests breaks a rule of its definition',
    on: 'production/eu-1',
    inject: { manifests: folder, edit: [[file, '          port: 80\n', '']] },
    where: `${file} › document 3 › HTTPRoute shop-prod/web › spec.rules[0].backendRefs[0]`,
    message: 'breaks a rule of its definition: Must have port for Service reference',
    hint: /^make this true: .*has\(self\.port\)/,
    at: [file, '        - kind: Service'],
  },
  {
    check: 'load',
    name: 'a manifest is indented by a tab',
    on: 'production/eu-1',
    inject: { manifests: folder, edit: [[file, '  minReadySeconds: 0', '\tminReadySeconds: 0']] },
    where: `${file} › document 1`,
    message: 'is not YAML: tab characters must not be used in indentation',
    hint: 'indent with spaces, never with tabs',
    at: [file, '\tminReadySeconds'],
  },
  {
    check: 'owner',
    severity: 'warning',
    name: 'an object is twice among manifests',
    on: 'production/eu-1',
    inject: {
      manifests: folder,
      files: {
        [`${folder}/prod/web/more.yaml`]: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop-prod
spec:
  ports:
    - port: 80
`,
      },
    },
    where: `${folder}/prod/web/more.yaml › document 1 › Service shop-prod/web`,
    message: `is in another file, too (${file} › document 5 › Service shop-prod/web)`,
    hint: 'keep one of them if both files are for one cluster; if not, check them one by one',
    at: [`${folder}/prod/web/more.yaml`, 'apiVersion'],
  },
  {
    check: 'secret',
    name: 'a variable in a manifest is a token',
    on: 'production/eu-1',
    inject: {
      manifests: folder,
      edit: [[file, 'value: json', `value: glpat-${'a1B2c3D4e5'.repeat(2)}`]],
    },
    where: `${on} › spec.template.spec.containers[0].env[0].value`,
    message: 'holds a GitLab token (26 characters)',
    hint: 'keep it in the secret store and name the Secret here; if it was ever pushed, replace it',
    at: [file, '              value: glpat'],
  },
  {
    check: 'policy',
    name: 'a container in a manifest has all rights on its node',
    on: 'production/eu-1',
    inject: {
      manifests: folder,
      edit: [
        [file, 'privileged: false', 'privileged: true'],
        [file, 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'],
      ],
    },
    where: `${on} › spec.template.spec.containers[0].securityContext.privileged`,
    message: 'a container may not have all rights on its node (policy no-privileged-containers)',
    hint: 'take `securityContext.privileged` away',
    at: [file, '            privileged: true'],
    also: [
      {
        check: 'pod-security',
        where: `${on} › spec.template.spec.containers[0].securityContext.privileged`,
        message: /^gives the container web all rights on its node; the namespace shop-prod enforces/,
        hint: /^write privileged: false/,
        at: [file, '            privileged: true'],
      },
      {
        check: 'pod-security',
        where: `${on} › spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation`,
        message: /^must be false in the container web/,
        hint: 'write allowPrivilegeEscalation: false',
        at: [file, '            allowPrivilegeEscalation'],
      },
    ],
  },
  {
    check: 'schema',
    severity: 'warning',
    name: 'a manifest is of a kind that nobody knows',
    on: 'production/eu-1',
    inject: {
      manifests: folder,
      files: {
        [`${folder}/prod/web/more.yaml`]: `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: first
  namespace: shop-prod
`,
      },
    },
    where: `${folder}/prod/web/more.yaml › document 1 › Service shop-prod/first`,
    message: 'not checked: there is no schema of serving.knative.dev/v1 Service (1 object)',
    hint: /or give it along with --manifests$/,
    at: [`${folder}/prod/web/more.yaml`, 'kind'],
  },
];
