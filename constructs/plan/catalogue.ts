import type { Capability } from '../model/capability.ts';
import type { CatalogueEntry } from '../model/component.ts';

/** Where each component's id belongs, before any component file is loaded. */
export interface Directory {
  /** The capability of an id, if there is such a component. */
  capabilityOf(id: string): Capability | undefined;
  /** All ids, or those of one capability. */
  ids(capability?: Capability): readonly string[];
}

/** The loaded components by id. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;
