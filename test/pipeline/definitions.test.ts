import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { millwright } from '../fleet/run.ts';
import { edit, type Small, small, texts } from '../fleet/small.ts';

/** The definition of a kind, as a release has it: with what else belongs to it. */
const release = (scope: 'Cluster' | 'Namespaced', lines = 'integer') => `apiVersion: v1
kind: Namespace
metadata:
  name: press
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: pages.press.example.org
spec:
  group: press.example.org
  scope: ${scope}
  names: { kind: Page, listKind: PageList, plural: pages, singular: page }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [lines]
              properties:
                lines: { type: ${lines} }
`;

const component = (spec: string) => `import { component, Manifest, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  keeps: 'data',
  defines: ['press.example.org'],
  objects(chart) {
    new Manifest(chart, 'page', {
      apiVersion: 'press.example.org/v1',
      kind: 'Page',
      metadata: { name: 'first' },
      spec: ${spec},
    });
  },
});
`;

let fleet: Small | undefined;
afterEach(() => {
  if (fleet) rmSync(fleet.dir, { recursive: true });
  fleet = undefined;
});

const made = (spec: string, definitions: Readonly<Record<string, string>>): Small => {
  fleet = small({ 'components/databases/notes.ts': component(spec), ...definitions });
  edit(fleet.fleet, 'staging.ts', 'notes: { shelves: 2 }', 'notes: {}');
  return fleet;
};
const objectOf = ({ out }: Small): string | undefined =>
  texts(join(out, 'staging/eu-1/platform/notes'))['manifests.yaml'];
const place = 'staging/eu-1 › notes › Page notes/first › spec.lines';

describe('a custom resource of a fleet', () => {
  it('is not checked where nobody has its definition, which a warning says with the mend', async () => {
    const { code, err } = await millwright(made('{ lines: 3 }', {}), 'synth');
    expect(code, err).toBe(0);
    expect(err).toContain('Page notes/first › kind: not checked: there is no schema of press.example.org/v1 Page');
    expect(err).toContain('put its CustomResourceDefinition into environments/definitions/');
  });

  it.each(['page.yaml', 'page.yml'])('is checked by the definition that lies in definitions/%s', async (name) => {
    const files = { [`definitions/${name}`]: release('Namespaced') };
    const { code, err } = await millwright(made("{ lines: 'three' }", files), 'synth');
    expect(code).toBe(1);
    expect(err).toContain(`error ${place}: must be an integer, and is a string ("three")`);
    expect(err).not.toContain('not checked');
  });

  it('is written without a word where it fits, in the namespace of its component', async () => {
    const good = made('{ lines: 3 }', { 'definitions/page.yaml': release('Namespaced') });
    expect(await millwright(good, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(objectOf(good)).toMatch(/kind: Page\n(.*\n)* {2}namespace: notes\n/);
  });

  it('has no namespace where its definition says that it lives outside of them', async () => {
    const good = made('{ lines: 3 }', { 'definitions/page.yaml': release('Cluster') });
    expect(await millwright(good, 'synth')).toMatchObject({ code: 0, err: '' });
    expect(objectOf(good)).toMatch(/kind: Page\n/);
    expect(objectOf(good)).not.toMatch(/namespace: notes/);
  });

  it('is checked again when its definition changes', async () => {
    const changing = made('{ lines: 3 }', { 'definitions/page.yaml': release('Namespaced') });
    expect((await millwright(changing, 'synth')).code).toBe(0);
    edit(changing.fleet, 'definitions/page.yaml', 'type: integer', 'type: string');
    const { code, err } = await millwright(changing, 'synth');
    expect(code).toBe(1);
    expect(err).toContain(`error ${place}: must be a string, and is a number (3)`);
  });
});

it('every damaged file of definitions is said once for all clusters, beside what else is wrong', async () => {
  const broken = made('{ lines: 3 }', {
    'definitions/a.yaml': 'a: [\n',
    'definitions/b.json': release('Namespaced').replace('group: press.example.org', 'group: ""'),
  });
  edit(broken.fleet, 'production.ts', "encryption: 'wireguard'", "encryption: 'wiregard'");
  const { err } = await millwright(broken, 'synth');
  const errors = err.split('\n').filter((line) => line.startsWith('error '));
  expect(errors.map((line) => /a\.yaml|b\.json|encryption/.exec(line)?.[0]).sort()).toEqual([
    'a.yaml',
    'b.json',
    'encryption',
  ]);
});
