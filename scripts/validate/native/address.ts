import { isIPv4, isIPv6 } from 'node:net';
import { type Rule, say, shown, type Walk } from './rule.ts';

/** An IP address as a number, of 32 or 128 bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface Network extends Address {
  /** How many of the first bits count. */
  readonly length: number;
}

/** @returns undefined where it is no address, and for addresses with a zone */
export function addressOf(text: string): Address | undefined {
  if (isIPv4(text))
    return { bits: 32, value: text.split('.').reduce((value, part) => (value << 8n) + BigInt(part), 0n) };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  return { bits: 128, value: wide(text) };
}

function wide(text: string): bigint {
  const dotted = text.lastIndexOf(':') + 1;
  const tail = text.slice(dotted).includes('.') ? addressOf(text.slice(dotted))?.value : undefined;
  const plain =
    tail === undefined
      ? text
      : `${text.slice(0, dotted)}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [left = [], right = []] = plain.split('::').map((half) => half.split(':').filter((part) => part !== ''));
  const gap: string[] = new Array(8 - left.length - right.length).fill('0');
  return [...left, ...gap, ...right].reduce((value, part) => (value << 16n) + BigInt(`0x${part}`), 0n);
}

/** @returns undefined where it is no network; the address may have bits behind its length */
export function networkOf(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : addressOf(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (address === undefined || !/^(0|[1-9]\d{0,2})$/.test(digits) || Number(digits) > address.bits) return undefined;
  return { ...address, length: Number(digits) };
}

const beginning = ({ bits, value }: Address, length: number): bigint => value >> BigInt(bits - length);

/** Whether a network lies in another and is smaller. */
export const isPartOf = (small: Network, large: Network): boolean =>
  small.bits === large.bits &&
  small.length > large.length &&
  beginning(small, large.length) === beginning(large, large.length);

/** An IPv4 address in the form of an IPv6 one. */
const isMapped = ({ bits, value }: Address): boolean => bits === 128 && value >> 32n === 0xffffn;

/** Without zeros that lead a number, as Go took them before 1.17. */
const withoutZeros = (text: string): string => text.replaceAll(/(^|[./])0+(?=\d)/g, '$1');

/** Since Kubernetes 1.36 there is one way to write an address (StrictIPCIDRValidation); before, zeros could lead. */
const asWritten = (text: string, { minor }: Walk): string => (minor >= 36 ? text : withoutZeros(text));

/** Whether a text that must not be an address is one, zeros or not (k8s.io/utils, net, ParseIPSloppy). */
export const couldBeAddress = (text: string): boolean => addressOf(withoutZeros(text)) !== undefined;

/** An IP address (Kubernetes v1.36, apimachinery, pkg/util/validation/ip.go). */
export const ipAddress: Rule = (value, walk) => {
  const text = value === null ? '' : value;
  if (typeof text !== 'string') return;
  const address = addressOf(asWritten(text, walk));
  if (address === undefined)
    say(walk, `${shown(text)} is not an IP address`, 'write one such as 10.9.8.7 or 2001:db8::1');
  else if (walk.minor >= 36 && isMapped(address))
    say(walk, `${shown(text)} is an IPv4 address in an IPv6 one`, 'write the IPv4 address');
};

/** A network in the notation of CIDR. */
export const network: Rule = (value, walk) => {
  const text = value === null ? '' : value;
  if (typeof text !== 'string') return;
  const found = networkOf(asWritten(text, walk));
  if (found === undefined)
    say(walk, `${shown(text)} is not a network`, 'write one such as 10.9.8.0/24 or 2001:db8::/64');
  else if (walk.minor < 36) return;
  else if (isMapped(found)) say(walk, `${shown(text)} is an IPv4 network in an IPv6 one`, 'write the IPv4 network');
  else if (found.value & ((1n << BigInt(found.bits - found.length)) - 1n))
    say(walk, `${shown(text)} has bits behind its prefix`, 'write the first address of the network');
};

/** Addresses of nobody in particular (Kubernetes v1.36, pkg/apis/core/validation/validation.go, ValidateEndpointIP). */
const special = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/24',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff02::/16',
].map(networkOf);

/** An address that somebody can be reached at. */
export const isUsable: Rule = (value, walk) => {
  const found = addressOf(String(value));
  if (found === undefined) return;
  const is = special.some(
    (net) => net?.bits === found.bits && beginning(net, net.length) === beginning(found, net.length),
  );
  if (is) say(walk, `${shown(String(value))} is an address of nobody in particular`, 'write another one');
};
