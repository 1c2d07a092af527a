import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definition, type Schema } from '../../scripts/schemas/read.ts';
import { cases, type Ruled } from '../cel/cases.ts';
import { failing, holding } from '../cel/expressions.ts';
import { brokenRules } from '../cel/walk.ts';
import { customResourceDefinition } from '../schemas/expand.ts';
import { ask, must } from './kubectl.ts';
import { project } from './tree.ts';

const dryRun = ['create', '--dry-run=server', '--validate=strict', '-o', 'name', '-f', '-'];

/** What the API server finds wrong with each of some objects, by its name; one line a fault. */
async function refusals(objects: readonly object[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { err } = await ask(dryRun, { objects });
  const found = err.split(
    /^Error from server \(Invalid\): .*?: \S+ "([^"]+)" is invalid: |^The \S+ "([^"]+)" is invalid: /m,
  );
  const pairs: [string, readonly string[]][] = [];
  for (let at = 1; at < found.length; at += 3)
    pairs.push([found[at] ?? found[at + 1] ?? '', faultsIn(found[at + 2] ?? '')]);
  return new Map(pairs);
}

/** kubectl prints several faults as a list, one a line or in brackets. */
const faultsIn = (text: string): readonly string[] =>
  text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .split(/^\* |, (?=spec[.[:])/m)
    .map((line) => line.trim())
    .filter(Boolean);

const definitionOf = ({ apiVersion, kind }: Ruled) => {
  const found = definition(project, apiVersion.split('/')[0] ?? '', kind);
  if (!found) throw new Error(`scripts/schemas does not know ${apiVersion} ${kind}`);
  return found;
};

const objectsOf = ({ apiVersion, kind, spec, broken }: Ruled) =>
  [{}, ...broken.map(([, , different]) => different)].map((different, at) => ({
    apiVersion,
    kind,
    metadata: { name: `millwright-cel-${at}`, namespace: 'default' },
    spec: { ...spec, ...different },
  }));

describe('rules of custom resources: the API server finds what we find', () => {
  beforeAll(async () => {
    const definitions = cases.map((ruled) => customResourceDefinition(definitionOf(ruled)));
    await must(['apply', '--server-side', '--force-conflicts', '--field-manager=test-cluster', '-f', '-'], {
      objects: definitions,
    });
    const names = definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`);
    await must(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
  });

  test.each(cases.map((each) => [`${each.kind} of ${each.apiVersion}`, each] as const))('%s', async (_, ruled) => {
    const objects = objectsOf(ruled);
    const refused = await refusals(objects);
    for (const object of objects) {
      const theirs = refused.get(object.metadata.name) ?? [];
      const ours = brokenRules(definitionOf(ruled), ruled.apiVersion.split('/')[1] ?? '', object);
      const agreed = theirs.map(
        (line) =>
          ours.find((each) => {
            const [path = '', ...message] = each.split(': ');
            return line.startsWith(`${path}: `) && line.endsWith(`: ${message.join(': ')}`);
          }) ?? `only on the server: ${line}`,
      );
      expect(agreed.sort(), object.metadata.name).toEqual(ours);
    }
  });
});

describe('functions', () => {
  const group = 'cel.millwright.test';
  /** One field for each expression, with the expression as its rule. */
  const schemaOf = (expressions: readonly string[]): Schema => ({
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: Object.fromEntries(
          expressions.map((rule, at) => [
            `f${at}`,
            { type: 'object', 'x-kubernetes-validations': [{ rule, message: `${at}` }] },
          ]),
        ),
      },
    },
  });
  const kinds = [
    { kind: 'Holding', expressions: holding },
    { kind: 'Failing', expressions: failing.map(([expression]) => expression) },
  ] as const;
  const definitions = kinds.map(({ kind, expressions }) => {
    const plural = `${kind.toLowerCase()}s`;
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schemaOf(expressions) } }],
      },
    };
  });
  const names = definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`);

  beforeAll(async () => {
    await must(['apply', '--server-side', '--force-conflicts', '-f', '-'], { objects: definitions });
    await must(['wait', '--for=condition=Established', '--timeout=60s', ...names]);
  });
  afterAll(async () => {
    await must(['delete', '--ignore-not-found', '--wait=false', ...names]);
  });

  const asked = async (kind: string, count: number) => {
    const spec = Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, {}]));
    const name = 'millwright-cel';
    const object = { apiVersion: `${group}/v1`, kind, metadata: { name, namespace: 'default' }, spec };
    const { code, err } = await ask(dryRun, { objects: [object] });
    return { code, err, faults: (await refusals([object])).get(name) ?? [] };
  };

  test(`${holding.length} expressions hold`, async () => {
    expect(await asked('Holding', holding.length)).toEqual({ code: 0, err: '', faults: [] });
  });

  test(`${failing.length} expressions fail, with what we say`, async () => {
    const { faults } = await asked('Failing', failing.length);
    const said = failing.map((_, at) => faults.find((line) => line.startsWith(`spec.f${at}: `)));
    expect(said).toEqual(failing.map(([, message]) => expect.stringContaining(message)));
  });
});
