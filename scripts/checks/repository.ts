/**
 * One form for the addresses of a git repository that lead to the same place, as Argo CD compares them: the scheme, a user and
 * `.git` do not count (argo-cd v3.5.1, util/git/git.go, NormalizeGitURL).
 */
export function sameForm(address: string): string {
  const known = forms.get(address);
  if (known !== undefined) return known;
  const form = address
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  if (forms.size >= MOST_REMEMBERED) forms.clear();
  forms.set(address, form);
  return form;
}

/** A fleet has few repositories and many Applications. */
const forms = new Map<string, string>();
const MOST_REMEMBERED = 2000;

/** Whether a path stays where it begins: no `..` that climbs above it, and not absolute. */
export function staysInside(path: string): boolean {
  if (path.startsWith('/')) return false;
  if (!path.includes('..')) return true;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return false;
  }
  return true;
}
