import { isMap } from '../model/json.ts';

/** A value inside an object, and where it stands. */
export interface Place {
  /** Such as `spec.sources[1].tagPrefix`; empty for the object itself. */
  readonly path: string;
  readonly value: unknown;
}

/** The roots that the paths of fields.ts start from, in an `argoproj.io` object. */
export interface Roots {
  readonly source: readonly Place[];
  readonly application: readonly Place[];
  readonly project: readonly Place[];
  readonly applicationSet: readonly Place[];
  readonly generator: readonly Place[];
  /** Maps of annotations: the object's and its templates'. */
  readonly annotation: readonly Place[];
}

const none: readonly Place[] = [];

/** What a key holds; nothing if it is not there, and `undefined` is not printed, so it is not there. */
function at({ path, value }: Place, key: string, into: Place[]): void {
  if (isMap(value) && value[key] !== undefined) into.push({ path: path ? `${path}.${key}` : key, value: value[key] });
}

function items({ path, value }: Place, into: Place[]): void {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) into.push({ path: `${path}[${index}]`, value: item });
}

function members(place: Place, into: Place[]): void {
  if (isMap(place.value)) for (const key of Object.keys(place.value)) at(place, key, into);
}

/**
 * Every place that a path leads to. In loops: it is asked of every Application for every field.
 *
 * @param path keys with dots between, `[]` for each item, `*` for each key
 */
export function follow(from: readonly Place[], path: string): readonly Place[] {
  let places = from;
  for (const step of stepsOf(path)) {
    if (places.length === 0) return none;
    const next: Place[] = [];
    for (const place of places)
      if (step === '[]') items(place, next);
      else if (step === '*') members(place, next);
      else at(place, step, next);
    places = next;
  }
  return places;
}

/** Several paths as a tree, so that what they have in common is gone once. */
export interface Paths {
  /** Whether one of them ends here. */
  readonly ends: boolean;
  readonly below: readonly Branch[];
}
interface Branch {
  readonly step: string;
  readonly paths: Paths;
}

export function pathsOf(paths: readonly string[]): Paths {
  return treeOf(paths.map(stepsOf));
}

function treeOf(paths: readonly (readonly string[])[]): Paths {
  const steps = new Map<string, (readonly string[])[]>();
  for (const [first, ...rest] of paths) if (first !== undefined) steps.set(first, [...(steps.get(first) ?? []), rest]);
  return {
    ends: paths.some(({ length }) => length === 0),
    below: [...steps].map(([step, rest]) => ({ step, paths: treeOf(rest) })),
  };
}

/** Whether one of the paths leads anywhere: `follow` without the places. */
export function leads(value: unknown, { ends, below }: Paths): boolean {
  if (value === undefined || ends) return value !== undefined;
  if (Array.isArray(value))
    return below.some(({ step, paths }) => step === '[]' && value.some((item) => leads(item, paths)));
  if (!isMap(value)) return false;
  // Indices, because an iterator's steps cost more than all that is done in them.
  for (let at = 0; at < below.length; at++) {
    const { step, paths } = below[at] as Branch;
    if (step === '*' ? Object.values(value).some((held) => leads(held, paths)) : leads(value[step], paths)) return true;
  }
  return false;
}

const steps = new Map<string, readonly string[]>();

/** A path taken apart; remembered, because the paths are few and the objects many. */
function stepsOf(path: string): readonly string[] {
  const known = steps.get(path);
  if (known !== undefined) return known;
  const found = path.replaceAll('[]', '.[]').split('.');
  steps.set(path, found);
  return found;
}

/** The annotations with a key, or for a key that ends with a slash those that begin with it. */
export function annotated(from: readonly Place[], key: string): readonly Place[] {
  const found: Place[] = [];
  const many = key.endsWith('/');
  for (const { path, value } of from)
    if (isMap(value))
      for (const name in value)
        if (many ? name.startsWith(key) : name === key) found.push({ path: `${path}["${name}"]`, value: value[name] });
  return found;
}

/** The generators of an ApplicationSet, and those inside of matrix and merge generators. */
const generatorsIn = (place: Place): readonly Place[] =>
  follow([place], 'generators[]').flatMap((generator) => [
    generator,
    ...follow([generator], '*').flatMap(generatorsIn),
  ]);

/**
 * The roots in an object. An object of another API has annotations only.
 *
 * @param object anything; what is not an object has no roots
 */
export function rootsOf(object: unknown): Roots {
  const self: Place = { path: '', value: object };
  const isArgo = isMap(object) && typeof object.apiVersion === 'string' && object.apiVersion.startsWith('argoproj.io/');
  const kind = isArgo ? object.kind : undefined;
  const spec = follow([self], 'spec');
  const specOf = (wanted: string): readonly Place[] => (kind === wanted ? spec : none);

  const applicationSet = specOf('ApplicationSet');
  const generator = applicationSet.flatMap(generatorsIn);
  const template = [...follow(applicationSet, 'template'), ...follow(generator, '*.template')];
  const application = [...specOf('Application'), ...follow(template, 'spec')];
  return {
    source: [
      ...follow(application, 'source'),
      ...follow(application, 'sources[]'),
      ...follow(application, 'sourceHydrator.drySource'),
    ],
    application,
    project: specOf('AppProject'),
    applicationSet,
    generator,
    annotation: follow([self, ...template], 'metadata.annotations'),
  };
}
