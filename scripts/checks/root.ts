import { argoNamespace } from '../../constructs/argocd/names.ts';
import { type Finding, problem, where } from '../../constructs/model/finding.ts';
import type { TreeFile } from '../../constructs/plan/tree.ts';
import { type Application, applicationsOf } from './applications.ts';
import type { Check, Checked } from './check.ts';
import { asMap, mapAt, textAt } from './read.ts';
import { sameForm } from './repository.ts';
import { coverage, type Folders, filesByFolder, type Reader } from './root/coverage.ts';
import { declaredPaths } from './root/declared.ts';

/**
 * Applications that read our own repository read their own cluster's folder of the tree, a folder that is there, nobody else's
 * and never themselves: an Application that applies its own manifest prunes itself when that moves (argo-cd#8099). The anchor
 * and the root have no finalizer, because everything would go with them (argo-cd#4680).
 */
export const root: Check = {
  name: 'root',
  run(checked) {
    const applications = applicationsOf(checked);
    const folders = filesByFolder(checked.files);
    const lost = new Set<string>();
    const readers: Reader[] = [];
    const findings: Finding[] = [];
    for (const application of applications)
      for (const reader of readersOf(checked, application)) {
        const wrong = pathFinding(checked, reader, folders);
        if (wrong === undefined) readers.push(reader);
        else {
          lost.add(reader.name);
          findings.push(wrong);
        }
      }
    if (findings.length > 0 || !isCovered(checked.files, readers)) {
      findings.push(...coverage(checked, folders, readers, lost));
      if (findings.length === 0) covered = { files: checked.files, readers };
    }
    return [...findings, ...finalizers(checked, applications)];
  },
};

/** The last cluster in which every file was read by its own Application and by no other. */
let covered: { readonly files: readonly TreeFile[]; readonly readers: readonly Reader[] } | undefined;

/** Whether the same Applications read the same folders of the same files as there. */
function isCovered(files: readonly TreeFile[], readers: readonly Reader[]): boolean {
  if (covered?.files.length !== files.length || covered.readers.length !== readers.length) return false;
  for (let at = 0; at < files.length; at++) if (!isSameFile(files[at], covered.files[at])) return false;
  for (let at = 0; at < readers.length; at++) if (!isSameReader(readers[at], covered.readers[at])) return false;
  return true;
}

const isSameFile = (one: TreeFile | undefined, other: TreeFile | undefined): boolean =>
  one?.path === other?.path && readerOf(one) === readerOf(other);

const readerOf = (file: TreeFile | undefined): string | undefined =>
  file === undefined || file.by === 'hand' ? undefined : file.by.application;

const isSameReader = (one: Reader | undefined, other: Reader | undefined): boolean =>
  one?.name === other?.name &&
  one?.folder === other?.folder &&
  one?.recurse === other?.recurse &&
  one?.file.path === other?.file.path;

/** Every source of an Application that reads a path of our repository. */
function readersOf({ plan }: Checked, { object, file }: Application): readonly Reader[] {
  const { source, sources } = asMap(object['spec']);
  const ours = sameForm(plan.trunk.repository);
  const readers: Reader[] = [];
  for (const each of Array.isArray(sources) ? [...sources, source] : [source]) {
    const path = textAt(each, 'path');
    if (path === undefined || sameForm(textAt(each, 'repoURL') ?? '') !== ours) continue;
    const recurse = mapAt(each, 'directory')['recurse'] === true;
    readers.push({ name: object.metadata.name, file, path, recurse, folder: below(path, plan.trunk.path) });
  }
  return readers;
}

/** What is left of a path below a folder; nothing where it is not below it. */
function below(path: string, folder: string): string | undefined {
  if (!path.startsWith(folder) || path[folder.length] !== '/') return undefined;
  const rest = path.slice(folder.length + 1).replace(/\/+$/, '');
  return rest === '' || /(^|\/)\.{0,2}(\/|$)/.test(rest) ? undefined : rest;
}

const problemOf = ({ plan }: Checked, name: string, file: TreeFile, message: string, hint: string): Finding =>
  problem('root', where(plan.facts.id, name), message, { at: { file: file.from, path: [] }, hint });

function pathFinding(checked: Checked, reader: Reader, folders: Folders): Finding | undefined {
  const wrong = wrongWith(checked, reader, folders);
  if (wrong === undefined) return undefined;
  const [message, hint] = wrong;
  return problemOf(checked, reader.name, reader.file, `reads ${reader.path}, ${message}`, hint);
}

/** What is wrong with a path, and what to do about it. */
function wrongWith(
  { plan }: Checked,
  { file, path, folder, recurse }: Reader,
  folders: Folders,
): readonly [string, string] | undefined {
  const { trunk, facts } = plan;
  if (folder === undefined) {
    const tree = trunk.path.slice(0, -facts.id.length);
    // What a component or a team keeps in the same repository, and says so, may lie beside the tree.
    if (!path.startsWith(tree) && declaredPaths(plan).has(path)) return undefined;
    return [`which is not below ${trunk.path}`, `name a folder below ${trunk.path}`];
  }
  const home = homeOf(file.path);
  if (home !== undefined && folder !== home && !folder.startsWith(`${home}/`))
    return [`which is not below ${trunk.path}/${home} as its manifest is`, 'name a folder of its own stage'];
  if (folders.has(folder) || (recurse && [...folders.keys()].some((each) => each.startsWith(`${folder}/`))))
    return undefined;
  return ['where no manifest is', 'name the folder that holds its manifests'];
}

/** The folder that an Application of a factory must stay in: its factory's, and its stage's if its manifest is of one. */
function homeOf(file: string): string | undefined {
  if (!file.startsWith('factories/')) return undefined;
  const [, factory, first, second = ''] = file.split('/');
  const stage = first === 'apps' ? second.replace(/\.yaml$/, '') : second === 'apps' ? first : undefined;
  return stage === undefined ? `factories/${factory}` : `factories/${factory}/${stage}`;
}

function finalizers(checked: Checked, applications: readonly Application[]): readonly Finding[] {
  return applications
    .filter(
      ({ object: { metadata } }) =>
        metadata.namespace === argoNamespace &&
        (metadata.name === 'root' || metadata.name === 'anchor') &&
        (metadata.finalizers ?? []).length > 0,
    )
    .map(({ object, file }) =>
      problemOf(
        checked,
        object.metadata.name,
        file,
        'has a finalizer, and whoever deletes it deletes the whole platform',
        'take metadata.finalizers out',
      ),
    );
}
