import { isIPv6 } from 'node:net';
import type { Library } from './library.ts';

/** A URL in its parts, each as it was written. */
class Url {
  readonly canonical: string;
  readonly scheme: string;
  /** With the port. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  constructor(canonical: string, scheme: string, host: string, path: string, query: string) {
    this.canonical = canonical;
    this.scheme = scheme;
    this.host = host;
    this.path = path;
    this.query = query;
  }
}

const schemed = /^([A-Za-z][A-Za-z\d+.-]*):(.*)$/s;
const badEscape = /%(?![\da-fA-F]{2})/;
/** In a host, an escape may stand for no character of ASCII but the percent sign. */
const badHostEscape = /%(?!25|[89a-fA-F][\da-fA-F])/;
const control = /\p{Cc}/u;

/**
 * Reads what Go's url.ParseRequestURI does: an absolute URL, or a path.
 * @returns undefined where it is neither
 */
export function parseUrl(text: string): Url | undefined {
  if (text === '' || [...text].some((char) => control.test(char) && char < '\u0080')) return undefined;
  if (text === '*') return new Url(text, '', '', '*', '');
  const [, scheme = '', after = text] = schemed.exec(text) ?? [];
  const [beforeFragment = ''] = after.split('#', 1);
  const [before = '', ...queries] = beforeFragment.split('?');
  const query = queries.join('?');
  if (!before.startsWith('/')) return scheme === '' ? undefined : new Url(text, scheme.toLowerCase(), '', '', query);
  const [, authority, path = ''] = (scheme ? /^\/\/([^/]*)(.*)$/s : /^()(.*)$/s).exec(before) ?? [
    undefined,
    '',
    before,
  ];
  const host = (authority ?? '').slice((authority ?? '').lastIndexOf('@') + 1);
  if (badEscape.test(path) || !isHost(host, scheme) || !isUser(authority ?? '')) return undefined;
  return new Url(text, scheme.toLowerCase(), host, path, query);
}

const isUser = (authority: string): boolean => {
  const at = authority.lastIndexOf('@');
  return (
    at < 0 || (/^[\w.!~*'()\-:;&=+$,%@]*$/.test(authority.slice(0, at)) && !badEscape.test(authority.slice(0, at)))
  );
};

function isHost(host: string, scheme: string): boolean {
  const literal = /^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1];
  if (literal !== undefined) return isIPv6(literal.replace(/%25.*$/, ''));
  if (/[[\]\s"<>\\^`{|}#?]/.test(host.replace(/[<>"]/g, '')) || badHostEscape.test(host)) return false;
  const [, ...ports] = host.split(':');
  if (/^https?$/i.test(scheme) && ports.length > 1) return false;
  return /^\d*$/.test(ports.at(-1) ?? '');
}

function url(text: string): Url {
  const found = parseUrl(text);
  if (found) return found;
  throw new Error(`URL parse error during conversion from string: parse ${JSON.stringify(text)}`);
}

const hostname = ({ host }: Url): string => {
  const bare = host.replace(/:\d*$/, '');
  return bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : bare;
};

/** Where it has a character that a path may not have, all of it is escaped anew. */
function escapedPath({ path }: Url): string {
  if (/^[\w\-.~!$&'()*+,;=:@/[\]%]*$/.test(path)) return path;
  return encodeURIComponent(decodeURIComponent(path))
    .replace(/%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g, decodeURIComponent)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Values by name, in the order in which they are written. */
function queryOf({ query }: Url): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const part of query.split('&').filter((each) => each !== '' && !each.includes(';') && !badEscape.test(each)))
    for (const [name, value] of new URLSearchParams(part)) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

const type = 'kubernetes.URL';

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/urls.go; Go's net/url for what is read. */
export const urls: Library = {
  types: { [type]: Url },
  functions: {
    [`url(string): ${type}`]: url,
    'isURL(string): bool': (text: string) => parseUrl(text) !== undefined,
    [`${type}.getScheme(): string`]: ({ scheme }: Url) => scheme,
    [`${type}.getHost(): string`]: ({ host }: Url) => host,
    [`${type}.getHostname(): string`]: hostname,
    [`${type}.getPort(): string`]: ({ host }: Url) => /:(\d*)$/.exec(host)?.[1] ?? '',
    [`${type}.getEscapedPath(): string`]: escapedPath,
    [`${type}.getQuery(): map<string, list<string>>`]: queryOf,
  },
};
