/**
 * Functions that the library has in another form than Kubernetes, and lets nobody replace: its `has()` takes fields of names only
 * (`has(self[0].x)` is none), its patterns are JavaScript's and not RE2's, and it counts halves of surrogate pairs where Kubernetes
 * counts characters. The last ones Kubernetes does not have at all.
 */
const other = 'has|matches|indexOf|lastIndexOf|substring|lowerAscii|upperAscii|bind|hex|base64|json|at';

/** What our own functions of these names end in. */
export const ours = '_k8s';

/** A text or a comment, in which nothing is replaced; or one of these functions where it is called. */
const word = new RegExp(
  [
    String.raw`[rR](?:"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"]*"|'[^']*')`,
    String.raw`"""(?:\\.|[^\\])*?"""|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`,
    String.raw`//[^\n]*`,
    String.raw`\b(${other})(?=\s*\()`,
  ].join('|'),
  'gs',
);

/** An expression in which our functions stand for the library's. */
export const inOurWords = (text: string): string =>
  text.replace(word, (found, name: string | undefined) => (name ? `${name}${ours}` : found));

/** An expression without what stands in its texts and comments. */
export const withoutTexts = (text: string): string =>
  text.replace(word, (found, name: string | undefined) => (name ? found : "''"));
