import { load } from 'js-yaml';
import { isMap } from '../../constructs/model/json.ts';

/** Repositories that begin with `from` are read from `to` instead. */
export interface Mirror {
  readonly from: string;
  readonly to: string;
}

/** Where Helm reads a repository: an index over HTTP, or an OCI registry. */
export interface Origin {
  readonly kind: 'http' | 'oci';
  /** With its scheme, `oci://` for registries, and without a slash at its end. */
  readonly url: string;
  /** A registry that speaks HTTP without encryption. */
  readonly plain: boolean;
}

/** How a registry without encryption is written; somebody has to say so. */
const plainScheme = 'oci+http://';
const schemes = ['https://', 'http://', 'oci://', plainScheme];

/** Reads a file of mirrors: a map from repositories, or how they begin, to addresses. */
export function mirrorsIn(text: string): { readonly mirrors: readonly Mirror[] } | { readonly fault: string } {
  let map: unknown;
  try {
    map = load(text);
  } catch (error) {
    return { fault: `is no YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}` };
  }
  if (!isMap(map)) return { fault: 'is no map from repositories to addresses' };
  const mirrors = Object.entries(map).map(([from, to]) => ({ from: bare(from), to: bare(String(to)) }));
  const wrong = mirrors.find(({ to }) => !schemes.some((scheme) => to.startsWith(scheme) && to.length > scheme.length));
  return wrong ? { fault: `has for ${wrong.from} no address with ${schemes.join(', ')}` } : { mirrors };
}

/** A repository as it is written, or its mirror's counterpart. Like Argo CD's credentials, the longest beginning counts. */
export function mirrored(repository: string, mirrors: readonly Mirror[]): string {
  const whole = bare(repository);
  const found = mirrors
    .filter(({ from }) => whole === from || whole.startsWith(`${from}/`))
    .sort((a, b) => b.from.length - a.from.length)[0];
  return found ? found.to + whole.slice(found.from.length) : whole;
}

/** @param repository with a scheme, or without one for an OCI registry, as a component's source writes it */
export function originOf(repository: string): Origin {
  const url = bare(repository);
  if (/^https?:\/\//.test(url)) return { kind: 'http', url, plain: false };
  const plain = url.startsWith(plainScheme);
  return { kind: 'oci', url: `oci://${url.replace(/^oci(\+http)?:\/\//, '')}`, plain };
}

const bare = (url: string): string => url.trim().replace(/\/+$/, '');
