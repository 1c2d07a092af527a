/** Words that no field may be named in CEL, with `namespace` among them. Source: k8s.io/apiserver v0.36.1 pkg/cel/escaping.go. */
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;
const escapable = /^[A-Za-z_./-][A-Za-z0-9_./-]*$/;
const escapes: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/**
 * What rules call a property: `x-y` is `x__dash__y`, `namespace` is `__namespace__`.
 * @returns undefined where rules cannot name it
 */
export function escapeName(name: string): string | undefined {
  if (reserved.has(name)) return `__${name}__`;
  if (plain.test(name) && !name.includes('__')) return name;
  if (!escapable.test(name)) return undefined;
  return name.replace(/__|[./-]/g, (found) => escapes[found] ?? found);
}
