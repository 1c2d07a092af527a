import { type Rule, say, shown } from './rule.ts';

/** How a text has to look. */
export interface Form {
  /** As a message says what it is: `a DNS label`. */
  readonly name: string;
  /** How to write one, as an imperative. */
  readonly hint: string;
  fits(text: string): boolean;
}

const form = (name: string, hint: string, pattern: RegExp, most = Number.POSITIVE_INFINITY): Form => ({
  name,
  hint,
  fits: (text) => text.length <= most && pattern.test(text),
});

const rules = new WeakMap<Form, Rule>();

/** A text of a form; `null` in a list is the empty one. */
export function written(form: Form): Rule {
  const known = rules.get(form) ?? ruleOf(form);
  rules.set(form, known);
  return known;
}

/** Texts remembered a form: the same names and keys stand in most objects. */
const MOST_REMEMBERED = 10_000;

function ruleOf(form: Form): Rule {
  const fitting = new Set<string>();
  return (value, walk) => {
    const text = value === null ? '' : value;
    if (typeof text !== 'string' || fitting.has(text)) return;
    if (!form.fits(text))
      say(walk, text === '' ? 'must not be empty' : `${shown(text)} is not ${form.name}`, form.hint);
    else if (fitting.size < MOST_REMEMBERED) fitting.add(text);
  };
}

// The forms are those of Kubernetes v1.36: apimachinery, pkg/util/validation/validation.go and pkg/api/validate/content.

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const lower = 'lower case letters, digits and "-"';

export const dnsLabel = form(
  'a DNS label',
  `use at most 63 ${lower}, with a letter or a digit at both ends`,
  new RegExp(`^${label}$`),
  63,
);

export const dnsLabelOfLetter = form(
  'a DNS label that begins with a letter',
  `use at most 63 ${lower}, a letter first and a letter or a digit last`,
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
);

export const dnsSubdomain = form(
  'a DNS name',
  `use at most 253 ${lower}, in parts divided by "." with a letter or a digit at both ends`,
  new RegExp(`^${label}(\\.${label})*$`),
  253,
);

/** DNS names in which case does not matter. */
export const dnsSubdomainOfAnyCase: Form = { ...dnsSubdomain, fits: (text) => dnsSubdomain.fits(text.toLowerCase()) };

export const wildcardDomain = form(
  'a DNS name after "*."',
  'write one "*." and a DNS name behind it',
  new RegExp(`^\\*\\.${label}(\\.${label})*$`),
  253,
);

/** Search paths of resolvers, which may have underscores. */
export const searchDomain = form(
  'a DNS name',
  'use lower case letters, digits, "-", "_" and "."',
  /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/,
  253,
);

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

export const labelKey: Form = {
  name: 'a label key',
  hint: 'use at most 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends, and perhaps a DNS name and "/" before it',
  fits(text) {
    const slash = text.indexOf('/');
    const own = text.slice(slash + 1);
    return own.length <= 63 && name.test(own) && (slash < 0 || dnsSubdomain.fits(text.slice(0, slash)));
  },
};

/** Keys of annotations: case matters to readers of them, not to the rule. */
export const annotationKey: Form = {
  ...labelKey,
  name: 'a key of annotations',
  fits: (text) => labelKey.fits(text.toLowerCase()),
};

export const qualifiedName: Form = { ...labelKey, name: 'a qualified name' };

export const labelValue = form(
  'a label value',
  'use at most 63 letters, digits, "-", "_" and ".", with a letter or a digit at both ends, or nothing',
  /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  63,
);

export const pathSegment: Form = {
  name: 'a name that fits into an address',
  hint: 'use a name without "/" and "%", which is neither "." nor ".."',
  fits: (text) => text !== '.' && text !== '..' && !/[/%]/.test(text),
};

export const portName = form(
  'a port name',
  `use at most 15 ${lower}, at least one letter, and no "-" at an end or twice in a row`,
  /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
  15,
);

export const configKey: Form = {
  name: 'a key of a ConfigMap or Secret',
  hint: 'use at most 253 letters, digits, "-", "_" and ".", and no ".." at the beginning',
  fits: (text) => text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'),
};

/** Since Kubernetes 1.32 everything that ASCII can print, but for `=` (RelaxedEnvironmentVariableValidation). */
export const envName = form(
  'a name of an environment variable',
  'use printable ASCII without "="',
  /^[\x20-\x3c\x3e-\x7e]+$/,
);

export const headerName = form('a name of an HTTP header', 'use letters, digits and "-"', /^[-A-Za-z0-9]+$/);

export const percentage = form('a percentage', 'write a whole number and "%"', /^[0-9]+%$/);

export const sysctlName = form(
  'a name of a kernel parameter',
  'use lower case letters, digits, "-" and "_", in parts divided by "." or "/"',
  /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/,
  253,
);

/** `acme.io/foo` */
export const domainPrefixedPath: Form = {
  name: 'a path that begins with a domain',
  hint: 'write something like example.org/name',
  fits(text) {
    const slash = text.indexOf('/');
    return (
      slash > 0 &&
      dnsSubdomain.fits(text.slice(0, slash)) &&
      /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    );
  },
};
