import type { Schema } from '../../scripts/schemas/read.ts';

/** Texts of the kinds that custom resources ask for. */
const texts = [
  'example',
  'a',
  'A',
  '1',
  'example.org',
  'example.org/name',
  'https://example.org/path',
  's3://bucket/path',
  '10.0.0.1',
  '10.0.0.0/24',
  'fd00::1',
  '1h',
  '10s',
  '1m0s',
  '100m',
  '1Gi',
  '50%',
  '0.5',
  '1.2.3',
  'v1.2.3',
  '2026-01-31T12:00:00Z',
  '2026-01-31',
  'aGVsbG8=',
  '/path',
  './path',
  '*/15 * * * *',
  '0 0 * * * *',
  '80',
  '8080-8090',
  'name=value',
  'key:value',
  '00:00:5e:00:53:01',
  'registry.example.org/image:1.0',
  `registry.example.org/image@sha256:${'0'.repeat(64)}`,
  `sha256:${'0'.repeat(64)}`,
  '123e4567-e89b-12d3-a456-426614174000',
  'arn:aws:iam::123456789012:role/name',
  'subnet-0123456789abcdef0',
  'm5.large',
  'EXAMPLE_NAME',
  'Example',
  '0640',
  'user@example.org',
  '=1.0',
];

const escaped = new Map<string, RegExp | undefined>();

function patternOf(pattern: string): RegExp | undefined {
  if (!escaped.has(pattern))
    try {
      escaped.set(pattern, new RegExp(pattern, 'u'));
    } catch {
      // Go's expressions are not all JavaScript's.
      escaped.set(pattern, undefined);
    }
  return escaped.get(pattern);
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  duration: '1h',
  byte: 'aGVsbG8=',
  cidr: '10.0.0.0/24',
  ipv4: '10.0.0.1',
  ipv6: 'fd00::1',
  uri: 'https://example.org/path',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
  email: 'user@example.org',
  hostname: 'example.org',
  mac: '00:00:5e:00:53:01',
};

/** A text that a schema takes, as far as patterns, formats and lengths say. */
export function text({ pattern, format = '', minLength = 0, maxLength = 300, allOf }: Schema): string | undefined {
  const patterns = [pattern, ...(allOf ?? []).map((each) => each.pattern)].filter((each) => each !== undefined);
  const fits = (candidate: string) =>
    candidate.length >= minLength &&
    candidate.length <= maxLength &&
    patterns.every((each) => patternOf(each)?.test(candidate) ?? false);
  return [...(formats[format] ? [formats[format]] : []), ...texts, 'x'.repeat(minLength)].find(fits);
}
