import type { Values } from '../../constructs/model/manifest.ts';
import { compared, type Difference } from '../../constructs/plan/difference.ts';
import { mergeValues } from '../../constructs/plan/merge.ts';
import { JsonSchema } from './json-schema.ts';
import { misfit } from './misfit.ts';
import { suggestion } from './nearest.ts';
import type { ChartSchema, Json, Shape } from './shape.ts';
import { Spot } from './spot.ts';
import { at, isTree } from './tree.ts';
import { shown } from './words.ts';

export type Path = readonly (string | number)[];

/** What is wrong with one of a chart's values. */
export interface ValueFault {
  readonly path: Path;
  /** To be read after the path; one sentence without a full stop. */
  readonly message: string;
  /** What to do about it, as an imperative. */
  readonly hint?: string;
}

/** Values of which nothing is wrong. */
interface Fine {
  readonly values: Values;
  /** With the chart's defaults, where a schema asks for that. */
  readonly merged: Values;
}

/**
 * Judges values by the shape of their chart. Made once a shape: what it has looked up it remembers, and what it found to be fine,
 * because the same component has nearly the same values on the next cluster.
 */
export class Judge {
  readonly #fine = new Map<string, Fine>();
  readonly #shape: Shape;
  readonly #root: Spot;
  readonly #schemas: readonly (ChartSchema & { readonly judge: JsonSchema })[];

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#root = Spot.root(shape);
    this.#schemas = shape.schemas.map((each) => ({
      ...each,
      judge: new JsonSchema(each.schema, each.fits ? at(shape.defaults, each.at) : undefined),
    }));
  }

  /**
   * What no cluster could use as it was meant: unknown paths, wrong types, and what the chart's own schema refuses.
   *
   * @param whose name of who has these values; what they have in common with the last ones of that name is not judged again
   */
  faults(given: Values, whose = ''): readonly ValueFault[] {
    const fine = this.#fine.get(whose);
    const { own: values, difference } = compared(fine?.values, given);
    if (values === fine?.values) return none;
    const found: ValueFault[] = [];
    this.#map(this.#root, values, difference, [], found);
    const merged = this.#schemas.length === 0 ? values : mergedAs(fine, this.#shape.defaults, values);
    const bySchema = this.#schemas.length === 0 ? none : this.#bySchema(merged, fine?.merged, difference);
    if (found.length > 0 || bySchema.length > 0) {
      const said = new Set(found.map(({ path }) => JSON.stringify(path)));
      // The schema would refuse once more what was found already.
      return [...found, ...bySchema.filter(({ path }) => !said.has(JSON.stringify(path)))];
    }
    this.#fine.set(whose, { values, merged });
    return none;
  }

  /**
   * @param difference from a map that is fine: only that is looked at
   * @param path where the map stands; shared by all, so that only a fault copies it
   */
  #map(
    spot: Spot,
    map: Values,
    difference: Difference | undefined,
    path: (string | number)[],
    found: ValueFault[],
  ): void {
    if (difference === undefined) for (const key in map) this.#field(spot, map, key, undefined, path, found);
    else for (const { key, below } of difference) this.#field(spot, map, String(key), below, path, found);
  }

  #field(
    spot: Spot,
    map: Values,
    key: string,
    difference: Difference | undefined,
    path: (string | number)[],
    found: ValueFault[],
  ): void {
    const value = map[key];
    if (value === undefined) return;
    path.push(key);
    const below = spot.below(key);
    if (below) this.#value(below, value, difference, path, found);
    else found.push(this.#unknown(spot, [...path]));
    path.pop();
  }

  #value(
    spot: Spot,
    value: unknown,
    difference: Difference | undefined,
    path: (string | number)[],
    found: ValueFault[],
  ): void {
    const message = misfit(path.at(-1), spot.fallback, value);
    if (value === null) found.push(nullAt(path, spot.fallback));
    else if (message !== undefined && !spot.isTyped) found.push({ path: [...path], message });
    else if (Array.isArray(value)) nullsIn(value, path, found);
    else if (isTree(value)) this.#map(spot, value, difference, path, found);
  }

  #unknown(spot: Spot, path: Path): ValueFault {
    return {
      path,
      message: `the chart ${this.#name} has no such value${suggestion(this.#shape, spot, path)}`,
      hint: this.#shape.templates ? helmIgnores : `${helmIgnores}; if the chart does take it, import the chart`,
    };
  }

  /** As Helm does: each chart's own schema, over the values merged into the defaults. */
  #bySchema(merged: Values, fine: Values | undefined, difference: Difference | undefined): ValueFault[] {
    return this.#schemas
      .filter(({ condition }) => isOn(condition, merged))
      .flatMap(({ at: path, condition, judge }) => {
        const known = fine && isOn(condition, fine) ? at(fine, path) : undefined;
        const differs = known && path.length === 0 ? difference : undefined;
        return judge.faults(at(merged, path) ?? {}, known, differs).map((fault) => ({
          path: [...path, ...fault.path],
          message: `${fault.message}, says the schema of the chart ${this.#name}`,
        }));
      });
  }

  get #name(): string {
    return `${this.#shape.chart} ${this.#shape.version}`;
  }
}

/** Values over a chart's defaults. What is the same in memory as before becomes what it became before, and keeps its identity. */
function mergedAs(before: Fine | undefined, defaults: Values, values: Values): Values {
  if (before === undefined) return mergeValues(defaults, values);
  if (values === before.values) return before.merged;
  const merged: Record<string, Json | undefined> = { ...defaults };
  for (const [key, value] of Object.entries(values)) {
    const [base, known, made] = [defaults[key], before.values[key], before.merged[key]];
    const same = isTree(known) && isTree(made) ? { values: known, merged: made } : undefined;
    merged[key] = isTree(base) && isTree(value) ? mergedAs(same, base, value) : value;
  }
  return merged;
}

const none: readonly ValueFault[] = [];

const helmIgnores = 'correct the path, or leave it out: Helm ignores what a chart does not know';

/** Argo CD takes `null` out of `valuesObject` (argoproj/argo-cd#16312), where Helm would take the default out of the chart. */
const nullAt = (path: Path, fallback: unknown): ValueFault => ({
  path: [...path],
  message:
    fallback === undefined || fallback === null
      ? 'is null, and Argo CD drops it'
      : `is null, and Argo CD drops it: the chart's default ${shown(fallback)} stays`,
  hint: 'write the value that you want instead, or leave it out',
});

/** Whether a subchart is rendered: by the first of the paths that is set, and without any it is. */
function isOn(condition: string | undefined, values: Values): boolean {
  const set = (condition ?? '').split(',').map((path) => at(values, path.trim().split('.')));
  return set.find((value) => typeof value === 'boolean') ?? true;
}

/** What no chart could use as it was meant, whatever its values are. */
export function unusable(values: Values): readonly ValueFault[] {
  const found: ValueFault[] = [];
  nullsIn(values, [], found);
  return found;
}

/** What a list holds is the user's, but for `null`, which may stand nowhere. */
function nullsIn(value: unknown, path: (string | number)[], found: ValueFault[]): void {
  if (value === null) found.push(nullAt(path, undefined));
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const key in value) {
    const each = (value as Readonly<Record<string, unknown>>)[key];
    if (each === undefined) continue;
    path.push(isList ? Number(key) : key);
    nullsIn(each, path, found);
    path.pop();
  }
}
