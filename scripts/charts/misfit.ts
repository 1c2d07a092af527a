import { isTree } from './tree.ts';
import { shown } from './words.ts';

/** Keys under which Kubernetes takes a number as well as a name or a percentage. */
const intOrString = /(port|maxSurge|maxUnavailable|minAvailable|partition)$/i;
/** `8080`, `10Gi`, `50%`: texts that templates print as they print a number. */
const numeric = /^\d+(\.\d+)?[A-Za-z%]*$/;
const withUnit = /^\d+(\.\d+)?[A-Za-z%]+$/;

/** What a value must be, where it is not of the type that the chart's default has and no template would take it instead. */
export function misfit(name: string | number | undefined, fallback: unknown, value: unknown): string | undefined {
  const wanted = wants(name, fallback, value);
  return wanted && `must be ${wanted} like the chart's default, not ${shown(value)}`;
}

function wants(name: string | number | undefined, fallback: unknown, value: unknown): string | undefined {
  if (Array.isArray(fallback)) return Array.isArray(value) ? undefined : 'a list';
  if (isTree(fallback)) return isTree(value) ? undefined : 'a map';
  if (typeof fallback === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false';
  if (typeof fallback === 'number') return isNumber(name, value) ? undefined : 'a number';
  return typeof fallback === 'string' && !isText(fallback, value) ? 'a string' : undefined;
}

const isNumber = (name: string | number | undefined, value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && (intOrString.test(String(name)) || withUnit.test(value)));

/** An empty text stands for whatever has no default; a template prints a number where it would print a text that looks like one. */
function isText(fallback: string, value: unknown): boolean {
  if (typeof value === 'number') return fallback === '' || numeric.test(fallback);
  if (typeof value === 'boolean') return /^(true|false|)$/.test(fallback);
  return typeof value === 'string';
}
