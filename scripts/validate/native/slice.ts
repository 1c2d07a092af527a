import { isIPv6 } from 'node:net';
import { ipAddress, isUsable } from './address.ts';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName, written } from './forms.ts';
import {
  all,
  atMost,
  choice,
  each,
  entries,
  type Fields,
  fields,
  isEmpty,
  listOf,
  map,
  mapOf,
  type Rule,
  say,
  shown,
  textOf,
  type Walk,
  within,
} from './rule.ts';
import { labels } from './selector.ts';

// Kubernetes v1.36, pkg/apis/discovery/validation/validation.go.

/** A domain of two parts or more. */
const domain: Rule = (value, walk) => {
  const text = textOf(value).replace(/\.$/, '');
  if (!dnsSubdomain.fits(text) || !text.includes('.') || !text.split('.').every((part) => dnsLabel.fits(part)))
    say(walk, `${shown(text)} is not a domain`, 'write one of two parts or more');
};

const ofFamily =
  (family: 'IPv4' | 'IPv6'): Rule =>
  (value, walk) => {
    ipAddress(value, walk);
    const text = textOf(value);
    if (text.includes(':') !== (family === 'IPv6'))
      return say(walk, `${shown(text)} is not an ${family} address`, 'correct it');
    isUsable(value, walk);
    const short = family === 'IPv6' && isIPv6(text) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
    if (short !== text) say(walk, `${shown(text)} is not the shortest way to write it`, `write ${short}`);
  };

const addresses: Readonly<Record<string, Rule>> = { IPv4: ofFamily('IPv4'), IPv6: ofFamily('IPv6'), FQDN: domain };

/** Hints that name something at most once. */
const hints = (form: Rule): Rule =>
  all(
    atMost(8, 'entries'),
    entries(map(({ name }, walk) => within(walk, 'name', textOf(name), form))),
    (value, walk) => {
      const names = listOf(value).map((hint) => textOf(mapOf(hint)['name']));
      names.forEach((name, at) => {
        if (names.indexOf(name) < at) say(walk, `${shown(name)} is there twice`, 'remove one', at, 'name');
      });
    },
  );

const endpoint = (type: string): Rule =>
  all(
    map((found, walk) => {
      if (isEmpty(found['addresses'])) say(walk, 'is required', 'add an address', 'addresses');
      within(walk, 'addresses', found['addresses'], all(atMost(100, 'entries'), each(addresses[type] ?? all())));
    }),
    fields({
      nodeName: written(dnsSubdomain),
      hostname: written(dnsLabel),
      deprecatedTopology: labels,
      hints: fields({ forZones: hints(written(labelValue)), forNodes: hints(written(dnsSubdomain)) }),
    }),
  );

function ports(value: unknown, walk: Walk): void {
  const seen = new Set<string>();
  const port: Rule = map(({ name, protocol, appProtocol }: Fields) => {
    const text = textOf(name);
    if (text !== '') within(walk, 'name', text, written(dnsLabel));
    if (seen.has(text)) say(walk, `${shown(text)} is there twice`, 'rename one', 'name');
    seen.add(text);
    within(walk, 'protocol', protocol ?? 'TCP', choice('TCP', 'UDP', 'SCTP'));
    if (appProtocol !== undefined && appProtocol !== null)
      within(walk, 'appProtocol', appProtocol, written(qualifiedName));
  });
  all(entries(port), atMost(20_000, 'entries'))(value, walk);
}

export const endpointSlice: Rule = map((slice, walk) => {
  const type = textOf(slice['addressType']);
  within(walk, 'addressType', type, choice('IPv4', 'IPv6', 'FQDN'));
  within(walk, 'ports', slice['ports'], ports);
  within(walk, 'endpoints', slice['endpoints'], all(atMost(1000, 'entries'), entries(endpoint(type))));
});
