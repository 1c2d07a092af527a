import { type Finding, problem, where } from '../../../constructs/model/finding.ts';
import type { TreeFile } from '../../../constructs/plan/tree.ts';
import type { Checked } from '../check.ts';
import { entry } from '../entry.ts';

/** A source of an Application that reads a path of our own repository. */
export interface Reader {
  /** The Application. */
  readonly name: string;
  /** Where its manifest is. */
  readonly file: TreeFile;
  /** From the repository's root. */
  readonly path: string;
  readonly recurse: boolean;
  /** The same from the cluster's folder; nothing where it is not below it. */
  readonly folder: string | undefined;
}

/** The files of the tree by their folders. */
export type Folders = ReadonlyMap<string, readonly TreeFile[]>;

export function filesByFolder(files: readonly TreeFile[]): Folders {
  const folders = new Map<string, TreeFile[]>();
  for (const file of files) entry(folders, folderOf(file.path), () => []).push(file);
  return folders;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Who reads the files of a folder. */
type ReadersOf = (folder: string) => readonly Reader[];

/**
 * Every file is read by the Application that it is for, and by no other; and none reads its own manifest, not even through
 * others.
 *
 * @param lost Applications that read the wrong folder, so that nobody wonders who reads theirs
 */
export function coverage(
  checked: Checked,
  folders: Folders,
  readers: readonly Reader[],
  lost: ReadonlySet<string>,
): readonly Finding[] {
  const readersOf = readersByFolder(readers);
  const findings = circles(checked, readers, readersOf);
  // What reads its own manifest reads its neighbours' too, which has been said with that.
  const itself = new Set(readers.filter((reader) => readersOf(folderOf(reader.file.path)).includes(reader)));
  const said = new Set<string>();
  const once = (what: string, make: () => Finding): void => {
    if (said.has(what)) return;
    said.add(what);
    findings.push(make());
  };
  for (const [folder, files] of folders) {
    const found = readersOf(folder);
    for (const file of files) {
      if (file.by === 'hand') continue;
      const { application } = file.by;
      if (found.length === 1 && found[0]?.name === application) continue;
      const others = found.filter((each) => each.name !== application && !itself.has(each));
      if (found.some(({ name }) => name === application))
        for (const other of others)
          once(`${other.name} ${application}`, () => shared(checked, file, application, other));
      // Said once an Application: a folder has many files.
      else if (!lost.has(application)) once(application, () => unread(checked, file, application, others[0]));
    }
  }
  return findings;
}

const nobody: readonly Reader[] = [];

function readersByFolder(readers: readonly Reader[]): ReadersOf {
  const exact = new Map<string, Reader[]>();
  for (const reader of readers) entry(exact, reader.folder ?? '', () => []).push(reader);
  const deep = readers.filter(({ recurse }) => recurse);
  return (folder) => {
    const own = exact.get(folder) ?? nobody;
    if (deep.length === 0) return own;
    return [...own, ...deep.filter((reader) => !own.includes(reader) && folder.startsWith(`${reader.folder}/`))];
  };
}

/** Applications that apply themselves, through whomever. */
function circles({ plan }: Checked, readers: readonly Reader[], readersOf: ReadersOf): Finding[] {
  const above = new Map<string, ReadonlySet<string>>();
  return readers.flatMap((reader) => {
    const folder = folderOf(reader.file.path);
    const names = entry(above, folder, () => namesAbove(folder, readersOf));
    if (!names.has(reader.name)) return none;
    // An Application has several sources, and not each of them leads back to it.
    const leads = ({ name, file }: Reader): boolean =>
      names.has(name) && readersOf(folderOf(file.path)).includes(reader);
    if (!readers.some(leads)) return none;
    const through = wayBack(reader, reader, readersOf, []) ?? [];
    return [
      problem(
        'root',
        where(plan.facts.id, reader.name),
        `reads ${reader.path}, where its own manifest is${through.length > 0 ? ` applied through ${through.join(', ')}` : ''}`,
        {
          at: { file: reader.file.from, path: [] },
          hint: 'name another folder: what applies itself removes itself when it moves',
        },
      ),
    ];
  });
}

const none: readonly Finding[] = [];

/** Every Application that applies what is in a folder, and every one that applies those. */
function namesAbove(folder: string, readersOf: ReadersOf, found: Set<string> = new Set()): ReadonlySet<string> {
  for (const { name, file } of readersOf(folder))
    if (!found.has(name)) {
      found.add(name);
      namesAbove(folderOf(file.path), readersOf, found);
    }
  return found;
}

/** The Applications between one and itself, upwards; nothing where no way leads back. */
function wayBack(
  to: Reader,
  from: Reader,
  readersOf: ReadersOf,
  way: readonly string[],
): readonly string[] | undefined {
  const above = readersOf(folderOf(from.file.path));
  if (above.some(({ name }) => name === to.name)) return way;
  for (const each of above) {
    const found = way.includes(each.name) ? undefined : wayBack(to, each, readersOf, [...way, each.name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

const unread = ({ plan }: Checked, file: TreeFile, application: string, other: Reader | undefined): Finding =>
  problem(
    'root',
    where(plan.facts.id, application),
    `does not read ${file.path}, ${other ? `and ${other.name} does` : 'and nobody else does'}`,
    {
      at: { file: file.from, path: [] },
      hint: `let a source of it name ${plan.trunk.path}/${folderOf(file.path)}`,
    },
  );

const shared = ({ plan }: Checked, file: TreeFile, application: string, { name, path }: Reader): Finding =>
  problem('root', where(plan.facts.id, name), `reads ${path}, and ${file.path} in it belongs to ${application}`, {
    at: { file: file.from, path: [] },
    hint: 'name a folder of its own',
  });
