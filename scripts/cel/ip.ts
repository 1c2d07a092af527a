import { isIPv4, isIPv6 } from 'node:net';
import type { Library } from './library.ts';

/** An IP address: one number of 32 or 128 bits. */
class Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
  constructor(family: 4 | 6, bits: bigint) {
    this.family = family;
    this.bits = bits;
  }
  get canonical(): string {
    return this.family === 4 ? text4(this.bits) : text6(this.bits);
  }
}

/** A range of addresses, with the one that it was written with. */
class Network {
  readonly address: Address;
  readonly prefix: number;
  constructor(address: Address, prefix: number) {
    this.address = address;
    this.prefix = prefix;
  }
  get canonical(): string {
    return `${this.address.canonical}/${this.prefix}`;
  }
}

const text4 = (bits: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');

/** In lower case, the longest run of at least two zero groups as `::`, the first of several. */
function text6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

const bits4 = (text: string): bigint => text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

function bits6(text: string): bigint {
  const dotted = /[^:]+\.[^:]+$/.exec(text)?.[0];
  const plain = dotted ? `${text.slice(0, -dotted.length)}${hex(bits4(dotted))}` : text;
  const [left = [], right] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const groups = right ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right] : left;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
const hex = (bits: bigint): string => `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;

/** @returns undefined where it is none, has a zone, or is an IPv4 address in the clothes of IPv6 */
function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return new Address(4, bits4(text));
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const bits = bits6(text);
  return bits >> 32n === 0xffffn ? undefined : new Address(6, bits);
}

const width = ({ family }: Address): number => (family === 4 ? 32 : 128);

function parseNetwork(text: string): Network | undefined {
  const [, address = '', prefix = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const found = parseAddress(address);
  return found && Number(prefix) <= width(found) ? new Network(found, Number(prefix)) : undefined;
}

function address(text: string): Address {
  const found = parseAddress(text);
  if (found) return found;
  if (isIPv6(text) && !text.includes('%'))
    throw new Error(`IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`);
  throw new Error(`IP Address ${JSON.stringify(text)} parse error during conversion from string`);
}
function network(text: string): Network {
  const found = parseNetwork(text);
  if (found) return found;
  throw new Error(`network address parse error during conversion from string: ${JSON.stringify(text)}`);
}

/** Whether the first `prefix` bits are those of an address. */
const covers = (address: Address, prefix: number, other: Address): boolean => {
  const rest = BigInt(width(address) - prefix);
  return address.family === other.family && address.bits >> rest === other.bits >> rest;
};
const containsIp = (range: Network, ip: Address): boolean => covers(range.address, range.prefix, ip);
const containsCidr = (range: Network, other: Network): boolean =>
  range.prefix <= other.prefix && containsIp(range, other.address);

function masked({ address, prefix }: Network): Network {
  const rest = BigInt(width(address) - prefix);
  return new Network(new Address(address.family, (address.bits >> rest) << rest), prefix);
}

/** Whether an address is in one of these networks. */
const within = (...texts: readonly string[]) => {
  const networks = texts.map(network);
  return (ip: Address): boolean => networks.some((range) => containsIp(range, ip));
};
const isUnspecified = within('0.0.0.0/32', '::/128');
const isLoopback = within('127.0.0.0/8', '::1/128');
const isLinkLocalMulticast = within('224.0.0.0/24', 'ff02::/16');
/** `ff12::` and the like too: Go looks at the scope of four bits alone. */
const isLinkLocalMulticast6 = ({ family, bits }: Address): boolean =>
  family === 6 && bits >> 120n === 0xffn && ((bits >> 112n) & 0xfn) === 2n;
const isLinkLocalUnicast = within('169.254.0.0/16', 'fe80::/10');
const isMulticast = within('224.0.0.0/4', 'ff00::/8');
const isBroadcast = within('255.255.255.255/32');
const isGlobalUnicast = (ip: Address): boolean =>
  !(isUnspecified(ip) || isLoopback(ip) || isMulticast(ip) || isLinkLocalUnicast(ip) || isBroadcast(ip));

const ip = 'net.IP';
const cidr = 'net.CIDR';

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/ip.go and cidr.go; Go's net/netip for what is read and printed. */
export const addresses: Library = {
  types: { [ip]: Address, [cidr]: Network },
  spaces: {
    ip: { 'isCanonical(string): bool': (text: string) => address(text).canonical === text },
  },
  functions: {
    [`ip(string): ${ip}`]: address,
    'isIP(string): bool': (text: string) => parseAddress(text) !== undefined,
    [`string(${ip}): string`]: ({ canonical }: Address) => canonical,
    [`${ip}.family(): int`]: ({ family }: Address) => BigInt(family),
    [`${ip}.isUnspecified(): bool`]: isUnspecified,
    [`${ip}.isLoopback(): bool`]: isLoopback,
    [`${ip}.isLinkLocalMulticast(): bool`]: (of: Address) => isLinkLocalMulticast(of) || isLinkLocalMulticast6(of),
    [`${ip}.isLinkLocalUnicast(): bool`]: isLinkLocalUnicast,
    [`${ip}.isGlobalUnicast(): bool`]: isGlobalUnicast,
    [`cidr(string): ${cidr}`]: network,
    'isCIDR(string): bool': (text: string) => parseNetwork(text) !== undefined,
    [`string(${cidr}): string`]: ({ canonical }: Network) => canonical,
    [`${cidr}.containsIP(${ip}): bool`]: containsIp,
    [`${cidr}.containsIP(string): bool`]: (range: Network, text: string) => containsIp(range, address(text)),
    [`${cidr}.containsCIDR(${cidr}): bool`]: containsCidr,
    [`${cidr}.containsCIDR(string): bool`]: (range: Network, text: string) => containsCidr(range, network(text)),
    [`${cidr}.ip(): ${ip}`]: (range: Network) => range.address,
    [`${cidr}.prefixLength(): int`]: ({ prefix }: Network) => BigInt(prefix),
    [`${cidr}.masked(): ${cidr}`]: masked,
  },
};
