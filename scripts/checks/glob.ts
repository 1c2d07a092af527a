/**
 * Whether a text matches a glob as Argo CD's projects use them for kinds, namespaces and exact source addresses: `*` is
 * anything. Patterns with more than that are not written by Millwright.
 */
export function globMatch(glob: string, text: string): boolean {
  if (!glob.includes('*')) return glob === text;
  const [first = '', ...rest] = glob.split('*');
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const last = index === rest.length - 1;
    if (last) return text.length - part.length >= at && text.endsWith(part);
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
