/** Texts and comments; where a type is made; brackets; the end of an entry; a name before a colon. */
const token =
  /[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\/[^\n]*|\b(?:Object(?:\.[_a-zA-Z]\w*)*|JSONPatch)\s*(\{)|([[({])|([\])}])|(,)|(?:\?\s*)?([_a-zA-Z]\w*)(?=\s*:)/g;

/** What makes a map one of texts and anything, whatever else it holds. */
const anything = "'': dyn(null),";

/**
 * An expression in which the types of patches are the maps that they are written like: `Object{spec: Object.spec{}}` as
 * `{"spec": {}}`, but for what makes the maps of one type (Kubernetes v1.36, apiserver, pkg/cel/mutation).
 */
export function withMaps(text: string): string {
  /** Of the brackets that are open, those that hold the fields of a type. */
  const open: boolean[] = [];
  let expectsField = false;
  return text.replace(token, (found, type, opening, closing, comma, name) => {
    if (name !== undefined) {
      const field = expectsField;
      expectsField = false;
      return field ? JSON.stringify(name) : found;
    }
    if (type ?? opening) open.push(type !== undefined);
    else if (closing) open.pop();
    if (type ?? comma) expectsField = open.at(-1) === true;
    else if (opening) expectsField = false;
    return type === undefined ? found : `{${anything}`;
  });
}
