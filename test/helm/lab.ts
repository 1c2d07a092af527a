import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { host, mainOn, type Ran } from '../fleet/run.ts';
import { type Files, small } from '../fleet/small.ts';
import { type Chart, packed } from './chart.ts';
import { helmProgram } from './program.ts';
import { repository } from './repository.ts';

/** A template that renders one ConfigMap. */
export const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  who: {{ .Values.who | default "nobody" | quote }}\n`;

/** A chart named `press`, whose one template is this text. */
export const press = (template: string, files: Chart['files'] = {}): Chart => ({
  name: 'press',
  version: '1.2.0',
  files: { 'templates/one.yaml': template, ...files },
});

/** The component that rolls the chart out. */
const component = (level: string) => `import { component, helm, option } from 'millwright';

export default component({
  summary: 'Prints',
  source: helm('https://charts.example.org', 'press', '1.2.0'),
  namespace: { podSecurity: '${level}' },
  options: { who: option.string('Who prints').optional() },
  values: ({ options }) => ({ who: options.who }),
});
`;

/** A cluster that runs just these components, as an environment writes it. */
export const cluster = (name: string, platform: string): string =>
  `    ${name}: { runs: kind('1.35'), platform: { ${platform} } },\n`;

/** An environment with these clusters. */
export const environment = (
  clusters: string,
): string => `import { elsewhere, environment, kind, local } from 'millwright';

const others = elsewhere('somebody else');

export default environment({
  profile: 'SUP',
  domain: 'example.org',
  secrets: local(),
  platform: {
    ingress: others,
    monitoring: others,
    metrics: others,
    logging: others,
    authentication: others,
    'image-scanning': others,
    gitops: others,
    secrets: others,
  },
  clusters: {
${clusters}
  },
});
`;

const definitions: Files = {
  'staging.ts': undefined,
  'production.ts': undefined,
  'factories/shop.ts': undefined,
  'components/databases/notes.ts': undefined,
  'versions/platform.yaml': undefined,
  'versions/production.yaml': undefined,
  'versions/shop.test.yaml': undefined,
  'versions/shop.prod.yaml': undefined,
  'components/ci/press.ts': component('restricted'),
  'lab.ts': environment(cluster('one', 'ci: { press: {} }')),
};

/** How far it is, which it says on a slow machine only; and that nobody knows the values of a chart that a test makes up. */
const aside = /^\d+\/\d+ .*\n|^warning ci › \w+: nobody checks its values.*\n( {2}.*\n)?/gm;

export interface Rendering extends Ran {
  /** What the repository was asked for. */
  readonly requests: readonly string[];
}

export interface Lab {
  readonly charts?: readonly Chart[];
  readonly fleet?: Files;
  readonly flags?: readonly string[];
  /** More mirrors, by repository. */
  readonly mirrors?: Readonly<Record<string, string>>;
}

/** Runs `check --render` on the fleet, whose charts it serves itself. */
export async function rendered({ charts = [], fleet = {}, flags = [], mirrors = {} }: Lab): Promise<Rendering> {
  const serving = await repository(charts.map(packed));
  const { dir, fleet: at, out } = small({ ...definitions, ...fleet });
  const file = join(dir, 'mirrors.yaml');
  writeFileSync(file, JSON.stringify({ 'https://charts.example.org': serving.url, ...mirrors }));
  const folders = ['--fleet', at, '--out', out, '--mirrors', file];
  try {
    const ran = await mainOn({ ...(await host()), cacheDir: join(dir, 'cache') }, [
      ...['check', '--render', '--helm', helmProgram(), ...folders, ...flags],
    ]);
    return { ...ran, err: ran.err.replace(aside, ''), requests: serving.requests };
  } finally {
    await serving.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
