import type { KubernetesObject } from '../../../constructs/model/manifest.ts';

/** An object with what a policy must say to it. */
export interface Case {
  /** Reads on from "allows" or "refuses". */
  readonly name: string;
  readonly object: KubernetesObject;
  /** Annotations of the namespace that it is in. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly allowed: boolean;
}

type More = Pick<Case, 'annotations'>;

export const allows = (name: string, object: KubernetesObject, more: More = {}): Case => ({
  name,
  object,
  allowed: true,
  ...more,
});

export const refuses = (name: string, object: KubernetesObject, more: More = {}): Case => ({
  name,
  object,
  allowed: false,
  ...more,
});
