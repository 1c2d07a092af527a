import { type Finding, problem, warning } from '../../constructs/model/finding.ts';
import { groupOf } from '../../constructs/model/manifest.ts';
import type { Fields } from '../checks/read.ts';
import { detached } from './detached.ts';
import type { Located } from './judge.ts';

/** Where an object was met first. */
interface Met {
  readonly where: string;
  readonly together: string | undefined;
}

/** The map under a key of another, made if it is not there yet. */
function below<T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const found = maps.get(key);
  if (found !== undefined) return found;
  const made = new Map<string, T>();
  maps.set(detached(key), made);
  return made;
}

/** Finds objects that are there more than once. */
export class Twice {
  /** By namespace, group, kind and name, as in the check `owner`. */
  readonly #seen = new Map<string, Map<string, Map<string, Map<string, Met>>>>();
  #elsewhere: Finding | undefined;
  #count = 0;

  /** To be asked for each object in its turn. */
  again(located: Located): readonly Finding[] {
    const { name, namespace }: Fields = located.object.metadata;
    // An object without a name gets one of its own when it is made.
    if (typeof name !== 'string' || name === '') return [];
    const names = this.#names(typeof namespace === 'string' ? namespace : '', located);
    const met = names.get(name);
    if (met === undefined) names.set(detached(name), { where: located.where([]), together: located.together });
    else if (met.together === located.together) return [twice(located, met)];
    else {
      this.#elsewhere ??= inAnotherFile(located, met);
      this.#count++;
    }
    return [];
  }

  /** What is to be said at the end, once: files may be for different clusters, and then all is well. */
  elsewhere(): readonly Finding[] {
    if (this.#elsewhere === undefined) return [];
    const more = this.#count === 1 ? '' : `, and so are ${this.#count - 1} others`;
    return [{ ...this.#elsewhere, message: `${this.#elsewhere.message}${more}` }];
  }

  #names(namespace: string, { object: { apiVersion, kind } }: Located): Map<string, Met> {
    return below(below(below(this.#seen, namespace), groupOf(apiVersion)), kind);
  }
}

const twice = ({ where, at }: Located, met: Met): Finding =>
  problem('owner', where([]), `is the same object as ${met.where}`, {
    at: at?.([]),
    hint: 'keep one of them: whichever is applied last undoes the other',
  });

const inAnotherFile = ({ where, at }: Located, met: Met): Finding =>
  warning('owner', where([]), `is in another file, too (${met.where})`, {
    at: at?.([]),
    hint: 'keep one of them if both files are for one cluster; if not, check them one by one',
  });
