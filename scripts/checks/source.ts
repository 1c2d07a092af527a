import { isMap } from '../../constructs/model/json.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import { didYouMean } from '../../constructs/model/suggest.ts';
import type { Fault, ObjectCheck } from './object.ts';
import { asMap, type Fields, listAt, mapAt, type Path, textAt } from './read.ts';
import { sameForm, staysInside } from './repository.ts';

/** More are an abuse, Argo CD says (argo-cd v3.5.1, docs/user-guide/multiple_sources.md). */
const MOST_SOURCES = 3;

/**
 * Sources of an Application, or of what an ApplicationSet makes, fit together. Above all, values do not come from a repository
 * that another source reads too: Argo CD has synced such an Application at a revision thousands of commits old (argo-cd#29716).
 */
export const source: ObjectCheck = {
  name: 'source',
  alone: true,
  faults({ apiVersion, kind, spec }) {
    if (kind === 'Application' && groupOf(apiVersion) === 'argoproj.io') return ofSpec(asMap(spec), ['spec']);
    if (kind === 'ApplicationSet' && groupOf(apiVersion) === 'argoproj.io')
      return ofSpec(mapAt(mapAt(spec, 'template'), 'spec'), ['spec', 'template', 'spec']);
    return none;
  },
};

const none: readonly Fault[] = [];

/** A source with the place where it stands. */
interface Source {
  readonly fields: Fields;
  readonly path: Path;
}

/** Whether a source is a folder or a chart with values of its own, and nothing else: nearly all are. */
function isPlain(source: unknown): boolean {
  if (!isMap(source) || source['ref'] !== undefined || typeof source['repoURL'] !== 'string') return false;
  if (source['repoURL'].startsWith('oci:')) return false;
  if (typeof source['chart'] === 'string') {
    const helm = source['helm'];
    const own = !isMap(helm) || (helm['values'] ?? helm['valueFiles'] ?? helm['fileParameters']) === undefined;
    return own && source['path'] === undefined && typeof source['targetRevision'] === 'string';
  }
  return source['helm'] === undefined && typeof source['path'] === 'string' && !/^\/|\.\./.test(source['path']);
}

function ofSpec(spec: Fields, path: Path): readonly Fault[] {
  const { source, sources: list } = spec;
  if (
    list === undefined
      ? isPlain(source)
      : source === undefined && Array.isArray(list) && list.length <= MOST_SOURCES && list.every(isPlain)
  )
    return none;
  return faultsOf(spec, path);
}

function faultsOf(spec: Fields, path: Path): readonly Fault[] {
  const several = listAt(spec, 'sources');
  const faults: Fault[] = [];
  if (isMap(spec['source']) && several.length > 0)
    faults.push({
      path: [...path, 'source'],
      message: 'is ignored, because there are sources, too',
      hint: 'move it into the list, or take it out',
    });
  const sources: readonly Source[] =
    several.length > 0
      ? several.map((each, index) => ({ fields: asMap(each), path: [...path, 'sources', index] }))
      : isMap(spec['source'])
        ? [{ fields: spec['source'], path: [...path, 'source'] }]
        : [];
  for (const each of sources) ofSource(each, faults);
  if (several.length > 0) together(sources, [...path, 'sources'], faults);
  else
    for (const each of sources) for (const file of filesOf(each)) if (file.ref) faults.push(nobody(file, file.ref, []));
  return faults;
}

function ofSource({ fields, path }: Source, faults: Fault[]): void {
  const text = (key: string): string => textAt(fields, key) ?? '';
  const repository = text('repoURL');
  if (text('chart') === '' && text('path') === '' && text('ref') === '' && !repository.startsWith('oci://'))
    faults.push({ path, message: 'names neither a path nor a chart', hint: 'add one of them' });
  if (text('chart') !== '' && repository.startsWith('oci://'))
    faults.push({
      path: [...path, 'repoURL'],
      message: 'has a scheme, and Argo CD finds no chart there',
      hint: `write ${repository.slice('oci://'.length)}, or name the whole chart here with path: . and no chart`,
    });
  if (text('chart') !== '' && text('targetRevision') === '')
    faults.push({ path: [...path, 'targetRevision'], message: 'is required for a chart', hint: 'name its version' });
  if (!staysInside(text('path')))
    faults.push({
      path: [...path, 'path'],
      message: 'leads out of the repository',
      hint: "write it from the repository's root, without a slash before it",
    });
  const helm = mapAt(fields, 'helm');
  if (isMap(helm['valuesObject']) && text('chart') !== '' && textAt(helm, 'values'))
    faults.push({
      path: [...path, 'helm', 'values'],
      message: 'is ignored, because there is a valuesObject, too',
      hint: 'move its values there',
    });
  for (const file of filesOf({ fields, path })) ofFile(file, text('path'), faults);
}

/** A file that Helm reads values from. */
interface ValuesFile {
  readonly path: Path;
  readonly text: string;
  /** The source that it names with `$`, without it. */
  readonly ref: string | undefined;
}

function filesOf({ fields, path }: Source): readonly ValuesFile[] {
  const helm = fields['helm'];
  if (!isMap(helm)) return [];
  const file = (text: unknown, at: Path): ValuesFile[] => {
    if (typeof text !== 'string') return [];
    const first = text.startsWith('$') ? text.slice(1).split('/')[0] : undefined;
    // Variables of the build environment (argo-cd v3.5.1, docs/user-guide/build-environment.md).
    return [{ path: at, text, ref: first?.replace(/^{?ARGOCD_.*/, '') || undefined }];
  };
  return [
    ...listAt(helm, 'valueFiles').flatMap((each, index) => file(each, [...path, 'helm', 'valueFiles', index])),
    ...listAt(helm, 'fileParameters').flatMap((each, index) =>
      file(asMap(each)['path'], [...path, 'helm', 'fileParameters', index, 'path']),
    ),
  ];
}

function ofFile({ path, text, ref }: ValuesFile, below: string, faults: Fault[]): void {
  const outside =
    ref === undefined ? !staysInside(`${below}/${text}`.replace(/^\//, '')) : !staysInside(text.slice(ref.length + 2));
  if (outside && !/^[a-z]+:\/\//.test(text))
    faults.push({ path, message: 'leads out of its repository', hint: 'name a file inside' });
  if (/.\$(?!\{?ARGOCD_)[\w-]+\//.test(text))
    faults.push({ path, message: 'names another source in its middle', hint: 'begin with $, as in $values/file.yaml' });
}

const nobody = ({ path }: ValuesFile, ref: string, refs: readonly string[]): Fault => ({
  path,
  message: `names the source $${ref}, which there is not${didYouMean(ref, refs)}`,
  hint: `give one of several sources ref: ${ref}, or write the values here`,
});

/** What sources say of each other. */
function together(sources: readonly Source[], path: Path, faults: Fault[]): void {
  if (sources.length > MOST_SOURCES)
    faults.push({
      path,
      message: `are ${sources.length}, and Argo CD is made for ${MOST_SOURCES} at most`,
      hint: 'make several Applications of it',
      severity: 'warning',
    });
  const named = new Map<string, Source>();
  for (const each of sources) {
    const ref = textAt(each.fields, 'ref');
    if (!ref) continue;
    ofRef(each, ref, named.has(ref), faults);
    named.set(ref, each);
  }
  const used = new Set<string>();
  let unknown = false;
  for (const each of sources)
    for (const file of filesOf(each)) {
      if (file.ref === undefined) continue;
      const target = named.get(file.ref);
      used.add(file.ref);
      if (target === undefined) {
        unknown = true;
        faults.push(nobody(file, file.ref, [...named.keys()]));
      } else if (alsoElsewhere(target, sources)) faults.push(sameRepository(file, target));
    }
  // A name that was meant for another is said where it was meant.
  for (const [ref, { path: at }] of named)
    if (!unknown && !used.has(ref))
      faults.push({
        path: [...at, 'ref'],
        message: `no source reads values from $${ref}`,
        hint: 'take it out',
        severity: 'warning',
      });
}

function ofRef({ fields, path }: Source, ref: string, twice: boolean, faults: Fault[]): void {
  const at = [...path, 'ref'];
  if (!/^[A-Za-z0-9_-]+$/.test(ref))
    faults.push({ path: at, message: `"${ref}" cannot be a name`, hint: 'write letters, digits, - and _ only' });
  if (twice) faults.push({ path: at, message: `another source is called ${ref}, too`, hint: 'rename one of them' });
  if (textAt(fields, 'chart'))
    faults.push({ path: at, message: 'is no name for a chart: values come from git only', hint: 'take it out' });
}

/** Whether another source reads the same repository. */
const alsoElsewhere = (target: Source, sources: readonly Source[]): boolean => {
  const form = sameForm(textAt(target.fields, 'repoURL') ?? '');
  return sources.some((each) => each !== target && sameForm(textAt(each.fields, 'repoURL') ?? '') === form);
};

const sameRepository = ({ path, ref }: ValuesFile, { fields }: Source): Fault => ({
  path,
  message: `reads values from $${ref}, and another source reads ${textAt(fields, 'repoURL')}, too: Argo CD may take an old revision of it`,
  hint: 'write the values into helm.valuesObject',
});
