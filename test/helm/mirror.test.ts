import { describe, expect, test } from 'vitest';
import { mirrored, mirrorsIn, originOf } from '../../scripts/helm/mirror.ts';

const read = (text: string) => {
  const found = mirrorsIn(text);
  return 'fault' in found ? found.fault : found.mirrors;
};

describe('a file of mirrors', () => {
  const mirrors = [
    { from: 'https://charts.example.org', to: 'http://mirror.local/example' },
    { from: 'quay.io', to: 'oci://mirror.local/quay' },
    { from: 'quay.io/jetstack/charts', to: 'oci+http://localhost:5000/jetstack' },
  ];

  test('is a map from repositories to addresses, with or without a slash at the end', () => {
    const text = `https://charts.example.org/: http://mirror.local/example/
quay.io: oci://mirror.local/quay
quay.io/jetstack/charts: oci+http://localhost:5000/jetstack
`;
    expect(read(text)).toEqual(mirrors);
  });

  test.each([
    ['https://charts.example.org', 'http://mirror.local/example'],
    ['https://charts.example.org/', 'http://mirror.local/example'],
    ['https://charts.example.org/stable', 'http://mirror.local/example/stable'],
    ['https://charts.example.org.evil.org', 'https://charts.example.org.evil.org'],
    ['quay.io/jetstack/charts', 'oci+http://localhost:5000/jetstack'],
    ['quay.io/other', 'oci://mirror.local/quay/other'],
    ['docker.io/charts', 'docker.io/charts'],
  ])('leads %s to %s', (repository, to) => {
    expect(mirrored(repository, mirrors)).toBe(to);
  });

  test.each([
    ['a: [', /^is no YAML: /],
    ['- a', /^is no map from repositories to addresses$/],
    ['quay.io: mirror.local', /^has for quay\.io no address with https:\/\/, http:\/\/, oci:\/\/, oci\+http:\/\/$/],
    ['quay.io: https://', /^has for quay\.io no address/],
    ['quay.io: { to: x }', /^has for quay\.io no address/],
    ['quay.io:', /^has for quay\.io no address/],
  ])('refuses %s', (text, fault) => {
    expect(read(text)).toMatch(fault);
  });
});

describe('an address', () => {
  test.each([
    ['https://charts.example.org/', { kind: 'http', url: 'https://charts.example.org', plain: false }],
    ['http://mirror.local', { kind: 'http', url: 'http://mirror.local', plain: false }],
    ['quay.io/jetstack/charts', { kind: 'oci', url: 'oci://quay.io/jetstack/charts', plain: false }],
    ['oci://quay.io/jetstack', { kind: 'oci', url: 'oci://quay.io/jetstack', plain: false }],
    ['oci+http://localhost:5000/charts', { kind: 'oci', url: 'oci://localhost:5000/charts', plain: true }],
  ])('%s is read as what it says', (address, origin) => {
    expect(originOf(address)).toEqual(origin);
  });
});
