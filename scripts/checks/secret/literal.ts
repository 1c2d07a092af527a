/** Words and figures that are settings. */
const setting =
  /^(?:true|false|null|none|nil|yes|no|on|off|auto|default|enabled|disabled|required|optional|n\/a|\d{1,3}|\d+(?:\.\d+)?(?:ms|[smhd]))$/i;

/** A text that stands for another: a variable, a template, an encrypted value, a placeholder, a path, an entry of a store. */
const reference =
  /^(?:\$[({A-Za-z_]|%[({]|ENC\[|ref\+|(?:vault|secretref|secret|env|file|op|awssm|gcpsm|arn|keyvault):|[.~]?\/|@|https?:\/\/|-$|<[^>]*>$|[*xX.•_-]+$|projects\/)|\{\{/;

/** Whether a text stands for itself, and is no setting either. */
export function isLiteral(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && !reference.test(trimmed) && !setting.test(trimmed);
}

/** Whether a text could be what something is called: words with dashes, dots or the like between, and few digits at their ends. */
export const isName = (text: string): boolean => /^\.?[A-Za-z]+\d{0,3}(?:[-_./: ][A-Za-z]*\d{0,3})*$/.test(text);
