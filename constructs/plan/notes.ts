import type { SecretReference } from '../model/secret.ts';
import type { Candidate } from './candidates.ts';
import { Refusal } from './refusals.ts';
import type { SecretNeed } from './secrets.ts';

/** What one component said. */
interface Note {
  /** Components that must come first, with the reason. */
  readonly after: Map<string, string>;
  /** The Secrets that it needs, by name. */
  readonly secrets: Map<string, SecretNeed>;
}

/** What the components of one cluster said while their functions ran, by their ids. */
export class Notes {
  readonly #notes: ReadonlyMap<string, Note>;

  constructor(ids: Iterable<string>) {
    const notes = new Map<string, Note>();
    for (const id of ids) notes.set(id, { after: new Map(), secrets: new Map() });
    this.#notes = notes;
  }

  /** @throws Error for a component that is not on the cluster */
  of(id: string): Note {
    const note = this.#notes.get(id);
    if (!note) throw new Error(`no component ${id} is being planned`);
    return note;
  }

  /**
   * The reader of somebody else's secret gets the same value in its own namespace.
   *
   * @param owner nobody where it comes from outside of the cluster
   * @throws Refusal where the value is in no store that a second namespace could read
   */
  borrow(reader: Candidate, secret: SecretReference, owner: Candidate | undefined): void {
    if (owner && owner.namespace === reader.namespace) return;
    const lent = owner && this.of(owner.chosen.id).secrets.get(secret.name);
    if (lent?.generated)
      throw new Refusal(
        `cannot read the secret ${secret.name} of ${owner?.chosen.id} from another namespace, because it is made on the cluster`,
        undefined,
        `let ${owner?.chosen.id} take it from the store`,
      );
    this.of(reader.chosen.id).secrets.set(secret.name, {
      name: secret.name,
      keys: lent?.keys ?? secret.keys,
      ...(lent?.fixed && { fixed: lent.fixed }),
      owner: secret.owner,
      namespace: reader.namespace,
      generated: false,
    });
  }
}
