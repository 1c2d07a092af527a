import type { Row } from './objects.ts';

const version = 'spec.versions[0]';
const schema = `${version}.schema.openAPIV3Schema`;
const size = `${schema}.properties.spec.properties.size`;
const rules = `${schema}.properties.spec.x-kubernetes-validations`;
const press = 'CustomResourceDefinition';
export const rows: readonly Row[] = [
  [
    press,
    { 'metadata.name': 'press.example.org' },
    'metadata.name: must be the plural and the group: "presses.example.org"',
  ],
  [
    press,
    { 'spec.group': 'example' },
    'spec.group: "example" is not a domain',
    'metadata.name: must be the plural and the group: "presses.example"',
  ],
  [
    press,
    { 'spec.group': 'example.k8s.io', 'metadata.name': 'presses.example.k8s.io' },
    'metadata.annotations["api-approved.kubernetes.io"]: is required for the group example.k8s.io',
  ],
  [press, { 'spec.scope': 'Namespace' }, 'spec.scope: "Namespace" is not one of Cluster, Namespaced'],
  [press, { 'spec.preserveUnknownFields': true }, 'spec.preserveUnknownFields: must be false'],
  [
    press,
    { 'spec.names.kind': 'The Press' },
    'spec.names.kind: "The Press" is not a DNS label that begins with a letter',
  ],
  [
    press,
    { 'spec.names.plural': undefined },
    'spec.names.plural: is required',
    'metadata.name: must be the plural and the group: ".example.org"',
  ],
  [press, { 'spec.names.listKind': 'Press' }, 'spec.names.listKind: must differ from kind'],
  [
    press,
    { 'spec.names.shortNames': ['PR'] },
    'spec.names.shortNames[0]: "PR" is not a DNS label that begins with a letter',
  ],
  [
    press,
    { 'spec.conversion': { strategy: 'Webhook' } },
    'spec.conversion.webhook.clientConfig: needs either a url or a service',
    'spec.conversion.webhook.conversionReviewVersions: needs one of v1, v1beta1',
  ],
  [
    press,
    { 'spec.conversion': { strategy: 'None', webhook: {} } },
    'spec.conversion.webhook: needs the strategy Webhook',
  ],
  [press, { [`${version}.name`]: '1' }, 'spec.versions[0].name: "1" is not a DNS label that begins with a letter'],
  [press, { [`${version}.storage`]: false }, 'spec.versions: must have one version with storage: true, and has 0'],
  [press, { [`${version}.schema`]: undefined }, `${schema}: is required`],
  [
    press,
    { [`${version}.deprecationWarning`]: 'use v2' },
    'spec.versions[0].deprecationWarning: needs deprecated: true',
  ],
  [
    press,
    { [`${version}.subresources.scale.specReplicasPath`]: 'spec.replicas' },
    'spec.versions[0].subresources.scale.specReplicasPath: "spec.replicas" must begin with .spec.',
  ],
  [
    press,
    { [`${version}.additionalPrinterColumns[0].type`]: 'text' },
    'spec.versions[0].additionalPrinterColumns[0].type: "text" is not one of integer, number, string, boolean, date',
  ],
  [
    press,
    { [`${version}.additionalPrinterColumns[0].jsonPath`]: undefined },
    'spec.versions[0].additionalPrinterColumns[0].jsonPath: is required',
  ],
  [
    press,
    { [`${schema}.nullable`]: true },
    `${schema}.nullable: must not be true at the root`,
    `${schema}.nullable: is not for the root of a kind with a status`,
  ],
  [
    press,
    { [`${schema}.additionalProperties`]: true },
    `${schema}.additionalProperties: is not for the root of a kind with a status`,
    `${schema}.additionalProperties: must not be used at the root`,
  ],
  [press, { [`${schema}.properties.kind`]: { type: 'integer' } }, `${schema}.properties.kind.type: must be a string`],
  [
    press,
    { [`${schema}.properties.metadata`]: { type: 'object', properties: { labels: { type: 'object' } } } },
    `${schema}.properties.metadata.properties.labels: cannot be said of metadata`,
  ],
  [press, { [size]: {} }, `${size}.type: is required`],
  [
    press,
    { [size]: { type: 'text' } },
    `${size}.type: "text" is not one of array, boolean, integer, number, object, string`,
  ],
  [
    press,
    { [size]: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } } },
    `${size}.additionalProperties: excludes properties`,
  ],
  [press, { [size]: { type: 'array' } }, `${size}.items: is required for an array`],
  [press, { [size]: { type: 'array', items: [{ type: 'string' }] } }, `${size}.items: must be one schema`],
  [
    press,
    { [size]: { type: 'string', pattern: '(?=a)' } },
    `${size}.pattern: "(?=a)" is not a regular expression of RE2`,
  ],
  [press, { [size]: { type: 'string', uniqueItems: true } }, `${size}.uniqueItems: takes too long to check`],
  [press, { [size]: { $ref: 'x' } }, `${size}.type: is required`, `${size}.$ref: is not supported`],
  [press, { [size]: { type: 'integer', default: 'two' } }, `${size}.default: must be of the type integer`],
  [
    press,
    { [size]: { type: 'integer', maximum: 1, default: 2 } },
    `${size}.default: is not in the range of its schema`,
  ],
  [press, { [size]: { type: 'string', enum: ['a'], default: 'b' } }, `${size}.default: is not one of "a"`],
  [
    press,
    { [size]: { type: 'object', properties: { a: { type: 'string' } }, default: { b: 'c' } } },
    `${size}.default: has the unknown field b`,
  ],
  [
    press,
    { [size]: { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, default: {} } },
    `${size}.default: lacks a`,
  ],
  [
    press,
    { [size]: { type: 'string', anyOf: [{ type: 'string' }] } },
    `${size}.anyOf[0].type: belongs into the schema outside`,
  ],
  [
    press,
    { [size]: { type: 'object', anyOf: [{ properties: { a: { minimum: 1 } } }] } },
    `${size}.properties.a: is spoken of, and is not there`,
  ],
  [
    press,
    { [size]: { type: 'object', 'x-kubernetes-list-type': 'set' } },
    `${size}.type: must be array with x-kubernetes-list-type`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'map' } },
    `${size}.x-kubernetes-list-map-keys: is required with x-kubernetes-list-type: map`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'object', properties: { a: { type: 'string' } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['b'],
      },
    },
    `${size}.x-kubernetes-list-map-keys: there is no field "b" in the entries`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'set' } },
    `${size}.items.x-kubernetes-map-type: must be atomic in a set`,
  ],
  [
    press,
    { [size]: { type: 'object', 'x-kubernetes-map-type': 'whole' } },
    `${size}.x-kubernetes-map-type: "whole" is not one of atomic, granular`,
  ],
  [
    press,
    { [size]: { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true } },
    `${size}.x-kubernetes-preserve-unknown-fields: excludes x-kubernetes-int-or-string`,
  ],
  [
    press,
    { [size]: { type: 'object', 'x-kubernetes-preserve-unknown-fields': false } },
    `${size}.x-kubernetes-preserve-unknown-fields: must be true or absent`,
  ],
  [
    press,
    { [size]: { type: 'object', 'x-kubernetes-embedded-resource': true } },
    `${size}.properties: is required for an embedded resource`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'string', maxLength: '1' } } },
    `${size}.items.maxLength: must be an integer`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'string', maxLenght: 1 } } },
    `${size}.items.maxLenght: unknown keyword, which says nothing; did you mean "maxLength"?`,
  ],
  [press, { [rules]: [{ rule: '' }] }, `${rules}[0].rule: is required`],
  [press, { [rules]: [{ rule: 'self.plate > 0' }] }, `${rules}[0].rule: there is no field "plate" in self`],
  [press, { [rules]: [{ rule: '1 + 1' }] }, `${rules}[0].rule: must make bool, and makes int`],
  [
    press,
    { [rules]: [{ rule: 'true &&' }] },
    `${rules}[0].rule: is no expression that Kubernetes takes: Unexpected token: EOF`,
  ],
  [press, { [rules]: [{ rule: 'true', message: 'two\nlines' }] }, `${rules}[0].message: must be one line`],
  [press, { [rules]: [{ rule: 'true', message: ' ' }] }, `${rules}[0].message: must not be blank`],
  [press, { [rules]: [{ rule: 'true &&\ntrue' }] }, `${rules}[0].message: is required for a rule of several lines`],
  [
    press,
    { [rules]: [{ rule: 'true', messageExpression: '1' }] },
    `${rules}[0].messageExpression: must make string, and makes int`,
  ],
  [
    press,
    { [rules]: [{ rule: 'true', reason: 'Bad' }] },
    `${rules}[0].reason: "Bad" is not one of FieldValueRequired, FieldValueForbidden, FieldValueInvalid, FieldValueDuplicate`,
  ],
  [
    press,
    { [rules]: [{ rule: 'true', fieldPath: '.nowhere' }] },
    `${rules}[0].fieldPath: ".nowhere" is no field below`,
  ],
  [
    press,
    { [`${schema}.type`]: 'array' },
    `${schema}.type: must be object at the root`,
    `${schema}.items: is required for an array`,
  ],
  [
    press,
    { [size]: { type: 'array', items: {}, 'x-kubernetes-embedded-resource': true } },
    `${size}.type: must be object for an embedded resource`,
    `${size}.properties: is required for an embedded resource`,
    `${size}.items.type: is required`,
  ],
  [
    press,
    { [size]: { type: 'string', 'x-kubernetes-map-type': 'atomic' } },
    `${size}.type: must be object with x-kubernetes-map-type`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-map-keys': ['a'] } },
    `${size}.x-kubernetes-list-type: must be map with x-kubernetes-list-map-keys`,
  ],
  [
    press,
    { [size]: { type: 'array', items: { type: 'string', nullable: true }, 'x-kubernetes-list-type': 'set' } },
    `${size}.items.nullable: must not be true in a set`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        'x-kubernetes-list-type': 'set',
      },
    },
    `${size}.items.x-kubernetes-list-type: must be atomic in a set`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a', 'a'],
      },
    },
    `${size}.x-kubernetes-list-map-keys: has an entry twice`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'string' },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
      },
    },
    `${size}.items.type: must be object in a list of type map`,
    `${size}.x-kubernetes-list-map-keys: there is no field "a" in the entries`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'object', required: ['a'], properties: { a: { type: 'object' } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
      },
    },
    `${size}.items.properties.a.type: must be a scalar: it is a key`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'object', required: ['a'], properties: { a: { type: 'string', nullable: true } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
      },
    },
    `${size}.items.properties.a.nullable: must not be true: it is a key`,
  ],
  [
    press,
    {
      [size]: {
        type: 'array',
        items: { type: 'object', properties: { a: { type: 'string' } } },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['a'],
      },
    },
    `${size}.items.properties.a: is a key, and must be required or have a default`,
  ],
  [
    press,
    { [`${schema}.properties.metadata`]: { type: 'string' } },
    `${schema}.properties.metadata.type: must be object`,
  ],
  [
    press,
    { [`${schema}.properties.metadata`]: { type: 'object', required: ['name'] } },
    `${schema}.properties.metadata.required: cannot be said of metadata`,
  ],
  [
    press,
    { [`${schema}.anyOf`]: [{ properties: { metadata: {} } }] },
    `${schema}.anyOf: is not for the root of a kind with a status`,
    `${schema}.anyOf[0].properties.metadata: cannot be said of metadata`,
    `${schema}.properties.metadata: is spoken of, and is not there`,
  ],
  [
    press,
    { [`${version}.deprecated`]: true, [`${version}.deprecationWarning`]: 'two\nlines' },
    'spec.versions[0].deprecationWarning: must be one line of at most 256 characters',
  ],
  [
    press,
    {
      'spec.versions[1]': { name: 'v1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
    },
    'spec.versions[1].name: "v1" is there twice',
  ],
];
