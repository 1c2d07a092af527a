import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from './markdown.ts';

const project = resolve(import.meta.dirname, '../..');
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: project });
const files = listed
  .toString()
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(project, path)));

/** Every file of the project, and every folder with a slash behind it. */
const paths: ReadonlySet<string> = new Set(
  files.flatMap((path) => [path, ...[...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1))]),
);
/** Folders that users make, in their own time. */
const ofUsers = ['charts', 'components', 'definitions', 'secrets'].map((name) => `environments/${name}/`);
const tops: ReadonlySet<string> = new Set([...paths].map((path) => path.split('/')[0] ?? ''));

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(project, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(project, 'package.json'), 'utf8'),
).scripts;

/** What a page names and the project does not have. */
function broken(page: string, markdown: string): string[] {
  const { blocks, prose } = read(markdown);
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split(/\s+/));
  const made = new Set(blocks.flatMap(({ file }) => file ?? []));
  return [
    ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !leads(page, markdown, link)),
    ...[...spans, ...commands].filter((text) => isPath(text) && !made.has(text) && !isThere(text)),
    ...[...markdown.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name).filter((name) => !(name in scripts)),
  ];
}

const isPath = (text: string): boolean =>
  /^[\w.@<>*-]+(\/[\w.@<>*-]+)*\/?$/.test(text) &&
  tops.has(text.split('/')[0] ?? '') &&
  (text.includes('/') || text.includes('.'));

/** Whether a path exists; `<name>` and `*` stand for anything but a slash. */
function isThere(path: string): boolean {
  if (ofUsers.some((folder) => path.startsWith(folder))) return true;
  if (!/[<*]/.test(path)) return paths.has(path) || paths.has(`${path}/`);
  const pattern = path.replace(/<[^>]*>|\*+|[.+?^${}()|[\]\\]/g, (part) =>
    /^[<*]/.test(part) ? '[^/]+' : `\\${part}`,
  );
  const wanted = new RegExp(`^${pattern}/?$`);
  return [...paths].some((each) => wanted.test(each));
}

function leads(page: string, markdown: string, link: string): boolean {
  if (/^https?:|^mailto:/.test(link)) return true;
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? page : posix.join(posix.dirname(page), target);
  if (!isThere(path)) return false;
  const text = target === '' ? markdown : anchor === undefined ? '' : readFileSync(join(project, path), 'utf8');
  return anchor === undefined || anchorsOf(text).includes(anchor);
}

/** The anchors that a page's headings have on GitHub. */
const anchorsOf = (markdown: string): string[] =>
  [...read(markdown).prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the documentation', () => {
  test.each(pages)('names nothing that is not there: %s', (page) => {
    expect(broken(page, readFileSync(join(project, page), 'utf8'))).toEqual([]);
  });

  test('has a script for each verb in the README and the other way round', () => {
    const rows = [...readFileSync(join(project, 'README.md'), 'utf8').matchAll(/^\| `(\w+)[^`/]*` \|/gm)];
    const verbs = Object.entries(scripts).filter(([, script]) => script.startsWith('node scripts/millwright.mjs'));
    expect(rows.map(([, verb]) => verb).sort()).toEqual(verbs.map(([name]) => name).sort());
  });
});

describe('the check of the documentation', () => {
  test.each([
    ['See [the design](docs/design.md).', ['docs/design.md']],
    ['See [the tests](#no-such-heading).\n\n# Tests', ['#no-such-heading']],
    ['It stands in `constructs/model/nowhere.ts`.', ['constructs/model/nowhere.ts']],
    ['It stands in `constructs/platform/<capability>/<id>.js`.', ['constructs/platform/<capability>/<id>.js']],
    ['Run `npm run nonsense`.', ['nonsense']],
    ['```sh\nnode scripts/nothing.mjs\n```', ['scripts/nothing.mjs']],
  ])('refuses %j', (markdown, found) => {
    expect(broken('README.md', markdown)).toEqual(found);
  });

  test.each([
    'See [the tests](#the-tests-3-of-them) and [Node](https://nodejs.org).\n\n## The tests: 3 of them',
    'A component is `constructs/platform/<capability>/<id>.ts`; `package.json` has `scripts`; run `npm run synth`.',
    '```ts\n// environments/qa.ts\nexport default environment({});\n```\nWrite `environments/qa.ts` and/or `a/b`.',
  ])('accepts %j', (markdown) => {
    expect(broken('README.md', markdown)).toEqual([]);
  });
});
