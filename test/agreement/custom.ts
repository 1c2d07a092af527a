import type { KubernetesObject } from '../../constructs/model/manifest.ts';
import { type CustomResource, definition } from '../../scripts/schemas/read.ts';
import { project } from '../cluster/tree.ts';
import { expand } from '../schemas/expand.ts';
import { namespace } from './fleet.ts';
import { type Fits, grown, least, mended } from './sample.ts';

/** Larger objects take more mutations without saying more. */
const most = 6000;

/**
 * A small and a large object of a custom resource in its newest version, made from its definition.
 * @returns none where its rules ask for more than we can guess
 */
export function samplesOf({ group, kind, scope }: CustomResource, fits: Fits): readonly KubernetesObject[] {
  const found = definition(project, group, kind);
  const served = Object.entries(found?.versions ?? {}).filter(([, { served }]) => served !== false);
  const version = served.find(([, { storage }]) => storage)?.[0] ?? served[0]?.[0];
  if (!found || version === undefined) return [];
  const { properties, ...whole } = expand(found, version);
  const { apiVersion, kind: _, metadata, status, ...own } = properties ?? {};
  const schema = { ...whole, properties: own, required: (whole.required ?? []).filter((name) => name in own) };
  const body = least(schema);
  const named = { name: 'agreement', ...(scope === 'Namespaced' && { namespace }) };
  const start = { apiVersion: `${group}/${version}`, kind, metadata: named, ...(body as object) };
  const small = mended(schema, start, fits) as KubernetesObject | undefined;
  if (small === undefined) return [];
  const large = grown(schema, small, fits, most) as KubernetesObject;
  return large === small ? [small] : [small, large];
}
