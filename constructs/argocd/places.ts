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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a key holds; nothing if it is not there, and `undefined` is not printed, so it is not there. */
const at = ({ path, value }: Place, key: string): readonly Place[] =>
  isRecord(value) && value[key] !== undefined ? [{ path: path ? `${path}.${key}` : key, value: value[key] }] : [];

const items = ({ path, value }: Place): readonly Place[] =>
  Array.isArray(value) ? value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item })) : [];

const members = (place: Place): readonly Place[] =>
  isRecord(place.value) ? Object.keys(place.value).flatMap((key) => at(place, key)) : [];

/**
 * Every place that a path leads to.
 *
 * @param path keys with dots between, `[]` for each item, `*` for each key
 */
export function follow(from: readonly Place[], path: string): readonly Place[] {
  let places = from;
  for (const step of path.replaceAll('[]', '.[]').split('.')) {
    if (step === '[]') places = places.flatMap(items);
    else if (step === '*') places = places.flatMap(members);
    else places = places.flatMap((place) => at(place, step));
  }
  return places;
}

/** The annotations with a key, or for a key that ends with a slash those that begin with it. */
export const annotated = (from: readonly Place[], key: string): readonly Place[] =>
  from.flatMap(({ path, value }) =>
    Object.entries(isRecord(value) ? value : {})
      .filter(([name]) => (key.endsWith('/') ? name.startsWith(key) : name === key))
      .map(([name, text]) => ({ path: `${path}["${name}"]`, value: text })),
  );

/** The generators of an ApplicationSet, and those inside of matrix and merge generators. */
const generatorsIn = (place: Place): readonly Place[] =>
  follow([place], 'generators[]').flatMap((generator) => [generator, ...members(generator).flatMap(generatorsIn)]);

/**
 * The roots in an object. An object of another API has annotations only.
 *
 * @param object anything; what is not an object has no roots
 */
export function rootsOf(object: unknown): Roots {
  const self: Place = { path: '', value: object };
  const isArgo =
    isRecord(object) && typeof object.apiVersion === 'string' && object.apiVersion.startsWith('argoproj.io/');
  const kind = isArgo ? object.kind : undefined;
  const specOf = (wanted: string): readonly Place[] => (kind === wanted ? at(self, 'spec') : []);

  const applicationSet = specOf('ApplicationSet');
  const generator = applicationSet.flatMap(generatorsIn);
  const template = [...follow(applicationSet, 'template'), ...follow(generator, '*.template')];
  const application = [...specOf('Application'), ...follow(template, 'spec')];
  return {
    source: ['source', 'sources[]', 'sourceHydrator.drySource'].flatMap((path) => follow(application, path)),
    application,
    project: specOf('AppProject'),
    applicationSet,
    generator,
    annotation: follow([self, ...template], 'metadata.annotations'),
  };
}
