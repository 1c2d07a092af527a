import { fieldsOf, isConfiguration, isFreeName } from './names.ts';
import type { Json, Keys, Shape } from './shape.ts';
import { isFilled, isTree } from './tree.ts';
import { noViews, Views } from './views.ts';

/** What the data has of a place. */
interface At {
  readonly name: string;
  readonly fallback?: Json | undefined;
  readonly keys?: Keys | undefined;
}

/**
 * A place of a chart's values: what the chart has there, and which keys it knows below. Everything is found out as far as
 * somebody asks, because most of what a chart knows is never set.
 */
export class Spot {
  readonly #at: At;
  readonly #above: Spot | undefined;
  readonly #below = new Map<string, Spot | undefined>();
  #foundViews: Views | undefined;
  #foundOpen: boolean | undefined;

  private constructor(at: At, above?: Spot) {
    this.#at = at;
    this.#above = above;
  }

  /** The root of a chart's values. Under `global`, charts and their subcharts read whatever they like. */
  static root({ defaults, keys, schemas }: Shape): Spot {
    const root = new Spot({ name: '', fallback: defaults, keys });
    root.#foundViews = new Views(schemas);
    root.#foundOpen = false;
    root.#below.set('global', new Spot({ name: 'global' }));
    return root;
  }

  /** What the chart has there; nothing where it has no default, or does not say which. */
  get fallback(): Json | undefined {
    return this.#at.fallback;
  }

  /** Whether the chart's own schema says of which type a value must be. */
  get isTyped(): boolean {
    return this.#views.areTyped;
  }

  /** Whether any key may stand below. */
  get isOpen(): boolean {
    // What is below a map of the user's is the user's too.
    this.#foundOpen ??= this.#above?.isOpen || isFreeForm(this.#at, this.#views);
    return this.#foundOpen;
  }

  /** The keys that are known to stand below. */
  get names(): readonly string[] {
    const { name, fallback, keys = {} } = this.#at;
    const own = isTree(fallback) ? Object.keys(fallback) : [];
    return [...new Set([...own, ...Object.keys(keys), ...this.#views.names, ...fieldsOf(name)])];
  }

  /** @returns nothing where the chart knows no such key */
  below(key: string): Spot | undefined {
    if (!this.#below.has(key)) this.#below.set(key, this.#make(key));
    return this.#below.get(key);
  }

  #make(name: string): Spot | undefined {
    const fallback = isTree(this.fallback) ? this.fallback[name] : undefined;
    const keys = this.#at.keys?.[name];
    if (fallback === undefined && keys === undefined && !this.names.includes(name) && !this.isOpen) return undefined;
    return new Spot({ name, fallback, keys }, this);
  }

  get #views(): Views {
    this.#foundViews ??= this.#above ? this.#above.#views.below(this.#at.name) : noViews;
    return this.#foundViews;
  }
}

/** Whether a map takes keys of the user's own. README.md has the rules in words. */
function isFreeForm({ name, fallback, keys }: At, views: Views): boolean {
  if (isFilled(fallback) && fieldsOf(name).length > 0) return false;
  if (views.isOpen || isFreeName(name)) return true;
  // Without a default, only the chart's schema can know which keys there are.
  if (!isFilled(fallback)) return isTree(fallback) || views.names.length === 0;
  const isNoted = keys !== undefined && !isFilled(keys);
  return isNoted || (!views.isEmpty && views.names.length === 0) || isConfiguration(name, fallback);
}
