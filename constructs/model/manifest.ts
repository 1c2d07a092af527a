import { Construct } from 'constructs';
import type { Json } from './json.ts';

/** A Kubernetes object as data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [key: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly [key: string]: unknown;
}

/**
 * An object of a chart, kept as plain data. cdk8s' ApiObject does the same with several passes over the object; a
 * chart may hold both.
 */
export class Manifest extends Construct {
  readonly data: KubernetesObject;

  /**
   * @param scope the chart that it belongs to
   * @param id unique in the chart
   * @param data the whole object; a namespaced one without a namespace gets its component's
   */
  constructor(scope: Construct, id: string, data: KubernetesObject) {
    super(scope, id);
    this.data = data;
  }
}

/** Values of a Helm chart: JSON with any depth. */
export interface Values {
  readonly [key: string]: Json | undefined;
}

/** `group` of an apiVersion; the core group is the empty string. */
export const groupOf = (apiVersion: string): string => {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
};
