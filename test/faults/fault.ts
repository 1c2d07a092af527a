import type { CheckName, Severity } from '../../constructs/model/finding.ts';
import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import type { Files } from '../fleet/small.ts';

/** What a person must read of a fault: text that is the whole of it, or a pattern. */
export interface Saying {
  readonly check: CheckName;
  /** @default error */
  readonly severity?: Severity;
  readonly where: string | RegExp;
  readonly message: string | RegExp;
  /** What to do about it; an empty text where the message says it already. */
  readonly hint: string | RegExp;
  /**
   * The place in the fleet: a file, and a text that begins in the line; without a text the file has no line to name.
   *
   * @default the declaration of the fault's environment
   */
  readonly at?: readonly [file: string, text?: string];
}

/** Something broken in the reference fleet, and the one finding that must come of it. */
export interface Fault extends Saying {
  /** What is broken, as a sentence. */
  readonly name: string;
  /** The cluster that it is found on. */
  readonly on: ClusterId;
  readonly inject: Injection;
  /** What else rightly breaks with it. */
  readonly also?: readonly Saying[];
}

/** The clusters of the reference fleet. */
export type ClusterId = 'local/dev' | 'production/eu-1' | 'production/eu-2' | 'production/us-1' | 'staging/eu-1';

/** How a fault comes into the fleet. */
export type Injection = Edit | Change | Addition | Manifests;

/** Into what people write: texts of definitions replaced, files added; a file whose text is `undefined` goes. */
export interface Edit {
  readonly edit?: readonly (readonly [path: string, from: string, to: string])[];
  readonly files?: Files;
  /** Whether the fleet as it was has been released: its tree is what the clusters run. */
  readonly released?: true;
}

/** Into what a component or a factory makes: values at paths of one object; what is set to `undefined` goes. */
export interface Change {
  /** The object as messages name it, after the Application that applies it: `shop-prod-web › Deployment shop-prod/web`. */
  readonly change: string;
  readonly set: readonly (readonly [path: readonly (string | number)[], value: unknown])[];
}

/**
 * Into manifests such as others have: texts of files in a folder of the released tree replaced, files added. They are checked by
 * `check --manifests`, and places are files of the tree, from the cluster's folder.
 */
export interface Manifests {
  /** From the cluster's folder. */
  readonly manifests: string;
  readonly edit?: readonly (readonly [path: string, from: string, to: string])[];
  readonly files?: Files;
}

/** Into a file of the tree: objects that it should not have. */
export interface Addition {
  /** From the cluster's folder. */
  readonly file: string;
  readonly add: readonly KubernetesObject[];
}
