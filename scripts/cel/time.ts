import type { Library } from './library.ts';

/** The library's duration, whose class it keeps to itself. */
export interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
  valueOf(): number;
  addDuration(other: Duration): Duration;
}

export const isDuration = (value: unknown): value is Duration =>
  typeof value === 'object' && value !== null && 'addDuration' in value && 'nanos' in value;

/** RFC 3339, in UTC, with as few digits as will do. */
export const timestampText = (date: Date): string => date.toISOString().replace(/\.?0*Z$/, 'Z');

/** In seconds. */
export function durationText({ seconds, nanos }: Duration): string {
  const all = seconds * 1_000_000_000n + BigInt(nanos);
  const [sign, size] = all < 0n ? ['-', -all] : ['', all];
  const fraction = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / 1_000_000_000n}${fraction && '.'}${fraction}s`;
}

/** Conversions of times that the library does not have. Source: cel-go v0.26.0 common/types. */
export const times: Library = {
  functions: {
    'string(google.protobuf.Timestamp): string': timestampText,
    'string(google.protobuf.Duration): string': durationText,
    'int(google.protobuf.Timestamp): int': (date: Date) => BigInt(Math.floor(date.getTime() / 1000)),
    'timestamp(google.protobuf.Timestamp): google.protobuf.Timestamp': (date: Date) => date,
    'duration(google.protobuf.Duration): google.protobuf.Duration': (value: Duration) => value,
  },
};
