import type { Row } from './objects.ts';

const hook = 'webhooks[0]';
export const rows: readonly Row[] = [
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.name`]: 'policies' },
    'webhooks[0].name: "policies" is not a domain of three parts or more',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.admissionReviewVersions`]: ['v2'] },
    'webhooks[0].admissionReviewVersions: needs one of v1, v1beta1',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.admissionReviewVersions`]: ['v1', 'v1'] },
    'webhooks[0].admissionReviewVersions: has an entry twice',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.sideEffects`]: 'Some' },
    'webhooks[0].sideEffects: "Some" is not one of None, NoneOnDryRun',
  ],
  ['ValidatingWebhookConfiguration', { [`${hook}.sideEffects`]: undefined }, 'webhooks[0].sideEffects: is required'],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.failurePolicy`]: 'fail' },
    'webhooks[0].failurePolicy: "fail" is not one of Ignore, Fail',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.timeoutSeconds`]: 31 },
    'webhooks[0].timeoutSeconds: must be from 1 to 30, and is 31',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.clientConfig`]: {} },
    'webhooks[0].clientConfig: needs either a url or a service',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.clientConfig.service.path`]: 'validate' },
    'webhooks[0].clientConfig.service.path: must begin with "/"',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.clientConfig.service.port`]: 0 },
    'webhooks[0].clientConfig.service.port: must be from 1 to 65535, and is 0',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].operations`]: ['create'] },
    'webhooks[0].rules[0].operations[0]: "create" is not one of *, CREATE, UPDATE, DELETE, CONNECT',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].operations`]: ['*', 'CREATE'] },
    'webhooks[0].rules[0].operations: "*" stands for all operations',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].apiGroups`]: [] },
    'webhooks[0].rules[0].apiGroups: is required',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].apiVersions`]: [''] },
    'webhooks[0].rules[0].apiVersions[0]: must not be empty',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].resources`]: ['*', 'pods'] },
    'webhooks[0].rules[0].resources: "*" stands for all resources',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].resources`]: ['pods/*', 'pods/log'] },
    'webhooks[0].rules[0].resources[1]: "pods/log" is among the others already',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].resources`]: ['*/*', 'pods/log'] },
    'webhooks[0].rules[0].resources: "*/*" stands for all resources',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.rules[0].scope`]: 'Namespace' },
    'webhooks[0].rules[0].scope: "Namespace" is not one of Cluster, Namespaced, *',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.matchConditions[0].expression`]: "'a name'" },
    'webhooks[0].matchConditions[0].expression: must make bool, and makes string',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.matchConditions[0].expression`]: '1 +' },
    'webhooks[0].matchConditions[0].expression: is no expression that Kubernetes takes: Unexpected token: EOF',
  ],
  [
    'MutatingWebhookConfiguration',
    { [`${hook}.clientConfig.url`]: 'http://injector.example.org' },
    'webhooks[0].clientConfig.url: "http://injector.example.org" is not https:// with a host and perhaps a path',
  ],
  [
    'MutatingWebhookConfiguration',
    { [`${hook}.reinvocationPolicy`]: 'Always' },
    'webhooks[0].reinvocationPolicy: "Always" is not one of Never, IfNeeded',
  ],
  ['ValidatingAdmissionPolicy', { 'spec.matchConstraints': undefined }, 'spec.matchConstraints: is required'],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.matchConstraints.resourceRules': [] },
    'spec.matchConstraints.resourceRules: is required',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.matchConstraints.resourceRules[0].resourceNames': ['shop', 'shop'] },
    'spec.matchConstraints.resourceRules[0].resourceNames[1]: "shop" is there twice',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.paramKind.apiVersion': 'a/b/c' },
    'spec.paramKind.apiVersion: "a/b/c" is not an apiVersion',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.paramKind.kind': 'Config Map' },
    'spec.paramKind.kind: "Config Map" is not a kind',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.paramKind': undefined },
    "spec.variables[0].expression: is no expression that Kubernetes takes: undeclared reference to 'params'",
    "spec.validations[0].expression: is no expression that Kubernetes takes: undeclared reference to 'params'",
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.variables[0].name': 'the-most' },
    'spec.variables[0].name: "the-most" is not a name in CEL',
    'spec.validations[0].expression: there is no variable "most" before it',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.variables': [] },
    'spec.validations[0].expression: there is no variable "most" before it',
    "spec.validations[0].expression: is no expression that Kubernetes takes: undeclared reference to 'variables'",
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.matchConditions[0].name': '' },
    'spec.matchConditions[0].name: must not be empty',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations': [], 'spec.auditAnnotations': undefined },
    'spec.validations: is required',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[0].expression': '' },
    'spec.validations[0].expression: is required',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[0].expression': '1 + 1' },
    'spec.validations[0].expression: must make bool, and makes int',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[0].message': 'two\nlines' },
    'spec.validations[0].message: must be one line',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[0].message': ' ' },
    'spec.validations[0].message: must not be blank',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[0].reason': 'Bad' },
    'spec.validations[0].reason: "Bad" is not one of Forbidden, Invalid, RequestEntityTooLarge',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[1].messageExpression': '1 + 1' },
    'spec.validations[1].messageExpression: must make string, and makes int',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.validations[1].messageExpression': "authorizer.path('/').check('get').reason()" },
    'spec.validations[1].messageExpression: cannot ask the authorizer here',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.auditAnnotations[0].key': 'a/b' },
    'spec.auditAnnotations[0].key: "a/a/b" is not a qualified name',
  ],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.auditAnnotations[0].valueExpression': 'true' },
    'spec.auditAnnotations[0].valueExpression: must make string or null, and makes bool',
  ],
  ['ValidatingAdmissionPolicyBinding', { 'spec.policyName': undefined }, 'spec.policyName: is required'],
  [
    'ValidatingAdmissionPolicyBinding',
    { 'spec.validationActions': ['Deny', 'Warn'] },
    'spec.validationActions: Deny and Warn say the same twice',
  ],
  [
    'ValidatingAdmissionPolicyBinding',
    { 'spec.validationActions': ['Deny', 'Deny'] },
    'spec.validationActions: has an entry twice',
  ],
  ['ValidatingAdmissionPolicyBinding', { 'spec.validationActions': [] }, 'spec.validationActions: is required'],
  [
    'ValidatingAdmissionPolicyBinding',
    { 'spec.paramRef.selector': {} },
    'spec.paramRef: needs either a name or a selector',
  ],
  [
    'ValidatingAdmissionPolicyBinding',
    { 'spec.paramRef.parameterNotFoundAction': 'Ignore' },
    'spec.paramRef.parameterNotFoundAction: "Ignore" is not one of Deny, Allow',
  ],
  ['ValidatingAdmissionPolicy', { 'spec.validations[0].reason': '' }, 'spec.validations[0].reason: is required'],
  [
    'ValidatingAdmissionPolicy',
    { 'spec.auditAnnotations[0].valueExpression': `'${'x'.repeat(5_120)}'` },
    'spec.auditAnnotations[0].valueExpression: may have at most 5120 characters',
  ],
  [
    'ValidatingWebhookConfiguration',
    { [`${hook}.clientConfig.service.path`]: '/a_b' },
    'webhooks[0].clientConfig.service.path: "/a_b" is not a path of DNS names',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[0].applyConfiguration': undefined },
    'spec.mutations[0].applyConfiguration: is required for the type ApplyConfiguration',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[1].applyConfiguration': { expression: 'Object{}' } },
    'spec.mutations[1].applyConfiguration: is not for the type JSONPatch',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[1].patchType': 'Merge' },
    'spec.mutations[1].patchType: "Merge" is not one of ApplyConfiguration, JSONPatch',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[1].jsonPatch.expression': '' },
    'spec.mutations[1].jsonPatch.expression: is required',
  ],
  ['MutatingAdmissionPolicy', { 'spec.mutations': [] }, 'spec.mutations: is required'],
  ['MutatingAdmissionPolicy', { 'spec.matchConstraints': undefined }, 'spec.matchConstraints: is required'],
  [
    'MutatingAdmissionPolicy',
    { 'spec.matchConstraints.resourceRules[0].operations': ['DELETE'] },
    'spec.matchConstraints.resourceRules[0].operations[0]: "DELETE" is not one of *, CREATE, UPDATE, CONNECT',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.reinvocationPolicy': 'Always' },
    'spec.reinvocationPolicy: "Always" is not one of Never, IfNeeded',
  ],
  ['MutatingAdmissionPolicyBinding', { 'spec.policyName': undefined }, 'spec.policyName: is required'],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[0].applyConfiguration.expression': '{}' },
    'spec.mutations[0].applyConfiguration.expression: must make Object{…}, and makes map<K, V>',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[0].applyConfiguration.expression': 'Object{spec: Object.spec{a: 1}' },
    'spec.mutations[0].applyConfiguration.expression: is no expression that Kubernetes takes: Expected RBRACE, got EOF',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[1].jsonPatch.expression': "['add']" },
    'spec.mutations[1].jsonPatch.expression: must make list of JSONPatch{…}, and makes list<string>',
  ],
  [
    'MutatingAdmissionPolicy',
    { 'spec.mutations[1].jsonPatch.expression': '[JSONPatch{op: nothing}]' },
    "spec.mutations[1].jsonPatch.expression: is no expression that Kubernetes takes: undeclared reference to 'nothing'",
  ],
];
