import { didYouMean, nearest } from '../../constructs/model/suggest.ts';
import type { Fault } from '../checks/object.ts';
import {
  customResources,
  type Definition,
  definition,
  type KubernetesDefinition,
  kubernetesDefinition,
  kubernetesKinds,
} from '../schemas/read.ts';
import { isNative } from './native/index.ts';
import { type Nodes, nodesOf } from './ready.ts';

/** The schema of one kind, in the version that an object names. */
export interface KindSchema {
  readonly nodes: Nodes;
  readonly index: number;
  readonly namespaced: boolean;
  /** The same kind elsewhere, as messages call it (`Kubernetes 1.36`, `v1beta1`), and where its schema starts. */
  readonly others: readonly { readonly name: string; readonly index: number; readonly hint: string }[];
}

/** Finds the schema of an object's kind, or says why there is none. */
export type Kinds = (apiVersion: string, kind: string) => KindSchema | Fault;

/** Whether looking for a kind's schema ended in a fault. */
export const isFault = (found: KindSchema | Fault): found is Fault => 'message' in found;

/**
 * @param minor the Kubernetes minor that objects are for
 * @param brought definitions that come with the objects; they win over those of the catalogue
 */
export function kindsOf(root: string, minor: string, brought: readonly Definition[]): Kinds {
  const known = new Map<string, Map<string, KindSchema | Fault>>();
  const find = (apiVersion: string, kind: string): KindSchema | Fault => {
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const version = apiVersion.slice(slash + 1);
    const own = brought.find((each) => each.group === group && each.kind === kind);
    if (own) return ofCustom(own, version);
    const native = kubernetesDefinition(root, group, kind);
    if (native) return ofNative(native, version, minor);
    const custom = definition(root, group, kind);
    return custom ? ofCustom(custom, version) : unknownKind(root, group, apiVersion, kind, brought);
  };
  return (apiVersion, kind) => {
    let kinds = known.get(apiVersion);
    if (kinds === undefined) {
      kinds = new Map();
      known.set(apiVersion, kinds);
    }
    let found = kinds.get(kind);
    if (found === undefined) {
      found = find(apiVersion, kind);
      kinds.set(kind, found);
    }
    return found;
  };
}

function ofNative(
  { group, kind, namespaced, versions, nodes }: KubernetesDefinition,
  version: string,
  minor: string,
): KindSchema | Fault {
  const minors = versions[version];
  const index = minors?.[minor];
  if (minors === undefined || index === undefined) {
    const served = Object.entries(versions).filter(([, each]) => each[minor] !== undefined);
    const others = served.map(([name]) => (group === '' ? name : `${group}/${name}`));
    return {
      path: ['apiVersion'],
      message: `Kubernetes ${minor} has no ${kind} of ${group === '' ? version : `${group}/${version}`}${minors ? `; ${span(Object.keys(minors), minor)}` : ''}`,
      hint: others.length > 0 ? `write ${others.join(' or ')}` : `do without, or run a Kubernetes that has it`,
    };
  }
  const elsewhere = Object.entries(minors).filter(([name]) => name !== minor);
  return {
    // What Kubernetes' own code asks for is not what OpenAPI calls required.
    nodes: nodesOf(nodes, true, !isNative(group === '' ? version : `${group}/${version}`, kind)),
    index,
    namespaced,
    others: elsewhere.map(([name, at]) => ({
      name: `Kubernetes ${name}`,
      index: at,
      hint: `remove it, or run Kubernetes ${name}`,
    })),
  };
}

/** `1.34 and newer have it`, seen from a minor that does not. */
export function span(minors: readonly string[], minor: string): string {
  const number = (name: string) => Number(name.split('.')[1]);
  const sorted = [...minors].sort((a, b) => number(a) - number(b));
  const newer = sorted.find((name) => number(name) > number(minor));
  if (newer !== undefined) return `it came with ${newer}`;
  return `it was last in ${sorted.at(-1)}`;
}

function ofCustom({ group, kind, versions, nodes, scope }: Definition, version: string): KindSchema | Fault {
  const found = versions[version];
  const served = Object.entries(versions).filter(([, each]) => each.served !== false);
  if (found === undefined || found.served === false)
    return {
      path: ['apiVersion'],
      message: `${group}/${kind} ${found ? 'is no longer served in' : 'has no'} version ${version}`,
      hint: `write ${served.map(([name]) => `${group}/${name}`).join(' or ')}`,
    };
  return {
    nodes: nodesOf(nodes, false),
    index: found.schema,
    namespaced: scope === 'Namespaced',
    others: served
      .filter(([name]) => name !== version)
      .map(([name, each]) => ({
        name,
        index: each.schema,
        hint: `write apiVersion ${group}/${name}, or remove it`,
      })),
  };
}

/** What groups, versions and kinds can be called at all (apiextensions-apiserver, pkg/apis/apiextensions/validation). */
const apiVersionForm =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const kindForm = /^[A-Za-z]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

function unknownKind(
  root: string,
  group: string,
  apiVersion: string,
  kind: string,
  brought: readonly Definition[],
): Fault {
  const all = [
    ...kubernetesKinds(root).kinds.map((each) => ({
      group: groupIn(each.apiVersion),
      apiVersions: [each.apiVersion],
      kind: each.kind,
    })),
    ...[
      ...customResources(root),
      ...brought.map(({ versions, ...each }) => ({ ...each, versions: Object.keys(versions) })),
    ].map(({ group: of, kind: name, versions }) => ({
      group: of,
      apiVersions: versions.map((version) => `${of}/${version}`),
      kind: name,
    })),
  ];
  if (!apiVersionForm.test(apiVersion) || !kindForm.test(kind)) {
    const isVersion = kindForm.test(kind);
    return {
      path: [isVersion ? 'apiVersion' : 'kind'],
      message: `${JSON.stringify(isVersion ? apiVersion : kind)} is not ${isVersion ? 'an apiVersion' : 'a kind'}`,
      hint: isVersion ? 'write a group and a version, such as apps/v1' : 'write one such as Deployment',
    };
  }
  const inGroup = all.filter((each) => each.group === group);
  if (inGroup.length > 0)
    return {
      path: ['kind'],
      message: `${group || 'the core group'} has no kind ${kind}${didYouMean(kind, new Set(inGroup.map((each) => each.kind)))}`,
      hint: 'correct the kind or the apiVersion',
    };
  // Many groups have a Service or a Cluster: one of them is meant where the names are alike, or where the group is one that
  // Kubernetes itself once had, such as `extensions`.
  const namesakes = all
    .filter((each) => each.kind === kind && (!group.includes('.') || nearest(group, [each.group]) !== undefined))
    .flatMap(({ apiVersions }) => apiVersions);
  if (namesakes.length > 0)
    return {
      path: ['apiVersion'],
      message: `nothing known has the kind ${kind} in ${apiVersion}${didYouMean(apiVersion, namesakes)}`,
      hint: namesakes.length > 6 ? 'correct the apiVersion' : `write ${namesakes.join(' or ')}`,
    };
  return {
    path: ['kind'],
    message: `not checked: there is no schema of ${apiVersion} ${kind}`,
    hint: 'put its CustomResourceDefinition into environments/definitions/, or give it along with --manifests',
    severity: 'warning',
  };
}

const groupIn = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
