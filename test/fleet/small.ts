import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The definitions of a fleet with two environments, a component of its own and one factory; small enough to be made in no time. */
export const definitions: Readonly<Record<string, string>> = {
  'fleet.ts': `import { fbe } from 'millwright';

export default fbe({
  organisation: 'Acme',
  repository: 'https://github.com/acme/platform.git',
  groups: { platform: 'platform-team' },
});
`,
  'staging.ts': `import { elsewhere, environment, kind, local } from 'millwright';

export default environment({
  profile: 'SUP',
  domain: 'staging.example.org',
  secrets: local(),
  platform: {
    monitoring: elsewhere('Datadog'),
    logging: elsewhere('Datadog'),
    metrics: elsewhere('Datadog'),
    authentication: elsewhere('the company gateway'),
    'image-scanning': elsewhere('the registry'),
  },
  clusters: {
    'eu-1': {
      runs: kind('1.35'),
      platform: {
        databases: { notes: { shelves: 2 } },
      },
    },
  },
});
`,
  'production.ts': `import { elsewhere, environment, kubeadm, vault } from 'millwright';

export default environment({
  profile: 'SUP',
  plans: { stateful: true },
  domain: 'example.org',
  secrets: vault({ server: 'https://vault.example.org' }),
  platform: {
    'cluster-lifecycle': elsewhere('kubespray'),
    monitoring: elsewhere('Datadog'),
    logging: elsewhere('Datadog'),
    metrics: elsewhere('Datadog'),
    authentication: elsewhere('the company gateway'),
    'image-scanning': elsewhere('the registry'),
  },
  clusters: {
    'eu-1': {
      runs: kubeadm('1.35'),
      platform: {
        networking: { cilium: { encryption: 'wireguard' } },
        certificates: { 'cert-manager': {} },
      },
    },
    'eu-2': { runs: kubeadm('1.35') },
  },
});
`,
  'components/databases/notes.ts': `import { component, Manifest, option, own } from 'millwright';

export default component({
  summary: 'Keeps notes',
  source: own('1.0.0'),
  namespace: { podSecurity: 'restricted' },
  keeps: 'data',
  options: {
    shelves: option.integer('Shelves for notes', { min: 1, max: 9 }).default(1),
  },
  objects(chart, { options }) {
    new Manifest(chart, 'notes', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'notes' },
      data: { shelves: String(options.shelves) },
    });
  },
});
`,
  'factories/shop.ts': `import { fba } from 'millwright';

export default fba({
  groups: { developers: 'shop-dev', approvers: 'shop-leads' },
  quota: { cpu: 4, memory: '8Gi' },
  stages: {
    test: { on: 'staging/eu-1', promote: 'automatic' },
    prod: { on: 'production/eu-1', promote: 'review' },
  },
  apps: {
    web: { kind: 'web', port: 8080, host: 'shop' },
    cache: { kind: 'helm', repository: 'https://charts.example.org', chart: 'cache', version: '1.4.2' },
  },
});
`,
  'versions/platform.yaml': `cert-manager:
  version: v1.21.1
`,
  'versions/production.yaml': `follows: refs/heads/main
`,
  'versions/shop.test.yaml': `images:
  web: registry.example.org/shop/web@sha256:7e7a5cf429aa838959264afadff2106f7df3ac426044ead53430908721c072a6
`,
  'versions/shop.prod.yaml': `follows: refs/heads/main
images:
  web: registry.example.org/shop/web@sha256:5093be8b83f9df6fa65d1417b3e6ce3d53cc1f8b2b77309ab7950e6f7777e228
`,
};

/** Files by path; a text of \`undefined\` is a file that is not there. */
export type Files = Readonly<Record<string, string | undefined>>;

/** A folder with a fleet in `environments/` and room for its tree in `dist/`. */
export interface Small {
  /** The folder of both, absolute and real. */
  readonly dir: string;
  readonly fleet: string;
  readonly out: string;
}

/** Makes a fleet in a new temporary folder, which the caller removes. */
export function small(changes: Files = {}): Small {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'small-fleet-')));
  const made = { dir, fleet: join(dir, 'environments'), out: join(dir, 'dist') };
  write(made.fleet, { ...definitions, ...changes });
  return made;
}

const isEmpty = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length === 0;

/** Writes files below a folder; those whose text is undefined are removed, with folders that this leaves empty. */
export function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) {
      rmSync(join(folder, path), { force: true });
      for (let parent = dirname(path); parent !== '.' && isEmpty(join(folder, parent)); parent = dirname(parent))
        rmdirSync(join(folder, parent));
      continue;
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Replaces a text in a file; it is an error if it is not there. */
export function edit(folder: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(
    join(folder, path),
    text.replace(from, () => to),
  );
}

/** Every file below a folder with its text, by path; `.git` is left out. */
export function texts(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, '.git/')));
  return Object.fromEntries(files.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
