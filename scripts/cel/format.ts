import { Optional } from '@marcbachmann/cel-js';
import { formatFault } from '../validate/formats.ts';
import type { Library } from './library.ts';
import { parseUrl } from './url.ts';

/** What is wrong with a text; nothing where it has the format. */
type Validate = (text: string) => readonly string[];

class Format {
  readonly canonical: string;
  readonly validate: Validate;
  constructor(canonical: string, validate: Validate) {
    this.canonical = canonical;
    this.validate = validate;
  }
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const name = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

/** A pattern with what an API server says where it does not match. */
const pattern = (source: string, length: number, message: string, examples: readonly string[]) => {
  const compiled = new RegExp(`^(?:${source})$`);
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  const fault = `${message} (e.g. ${shown}regex used for validation is '${source}')`;
  return (text: string): string[] => [
    ...(Buffer.byteLength(text) > length ? [`must be no more than ${length} bytes`] : []),
    ...(compiled.test(text) ? [] : [fault]),
  ];
};

const alphanumeric = (kind: string, characters: string): string =>
  `a lowercase RFC 1123 ${kind} must consist of lower case alphanumeric characters${characters}, and must start and end with an alphanumeric character`;

const dnsSubdomain = pattern(subdomain, 253, alphanumeric('subdomain', ", '-' or '.'"), ['example.com']);
const labelFaults = pattern(label, 63, alphanumeric('label', " or '-'"), ['my-name', '123-abc']);
const isSubdomain = new RegExp(`^(?:${subdomain})$`);

/** A text that would be a name of several labels is told so. */
const dnsLabel: Validate = (text) =>
  text.includes('.') && isSubdomain.test(text)
    ? [...labelFaults(text).slice(0, -1), 'must not contain dots']
    : labelFaults(text);
const dns1035Label = pattern(
  label1035,
  63,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  ['my-name', 'abc-123'],
);
const namePart = pattern(
  name,
  63,
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ['MyName', 'my.name', '123-abc'],
);
const labelValue = pattern(
  `(${name})?`,
  63,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ['MyValue', 'my_value', '12345'],
);

const qualifiedName: Validate = (text) => {
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2)
    return namePart('').map(
      (fault) => `a valid label key ${fault} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    );
  const own = second ?? first;
  const prefix = second === undefined ? [] : first === '' ? ['must be non-empty'] : dnsSubdomain(first);
  const faults = own === '' ? ['must be non-empty', ...namePart(own)] : namePart(own);
  return [...prefix.map((fault) => `prefix part ${fault}`), ...faults.map((fault) => `name part ${fault}`)];
};

/** What others will append to may end in a dash. */
const asPrefix =
  (validate: Validate): Validate =>
  (text) =>
    validate(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

const strfmt =
  (format: string, fault: string): Validate =>
  (text) =>
    formatFault(format, text, false) === undefined ? [] : [fault];

const formats: Readonly<Record<string, Format>> = {
  dns1123Label: new Format('DNS1123Label', dnsLabel),
  dns1123Subdomain: new Format('DNS1123Subdomain', dnsSubdomain),
  dns1035Label: new Format('DNS1035Label', dns1035Label),
  qualifiedName: new Format('QualifiedName', qualifiedName),
  dns1123LabelPrefix: new Format('DNS1123LabelPrefix', asPrefix(dnsLabel)),
  dns1123SubdomainPrefix: new Format('DNS1123SubdomainPrefix', asPrefix(dnsSubdomain)),
  dns1035LabelPrefix: new Format('DNS1035LabelPrefix', asPrefix(dns1035Label)),
  labelValue: new Format('LabelValue', labelValue),
  uri: new Format('URI', (text) => (parseUrl(text) ? [] : [`parse ${JSON.stringify(text)}: invalid URI for request`])),
  uuid: new Format('uuid', strfmt('uuid', 'does not match the UUID format')),
  byte: new Format('byte', strfmt('byte', 'invalid base64')),
  date: new Format('date', strfmt('date', 'invalid date')),
  datetime: new Format('datetime', strfmt('date-time', 'invalid datetime')),
};

const type = 'kubernetes.NamedFormat';

function validate({ validate: judge }: Format, text: string): unknown {
  const faults = judge(text);
  return faults.length === 0 ? Optional.none() : Optional.of(faults);
}

/** Source: k8s.io/apiserver v0.36.1 pkg/cel/library/format.go, k8s.io/apimachinery v0.36.1 pkg/util/validation. */
export const namedFormats: Library = {
  types: { [type]: Format },
  spaces: {
    format: {
      [`named(string): optional<${type}>`]: (wanted: string) =>
        Object.hasOwn(formats, wanted) ? Optional.of(formats[wanted]) : Optional.none(),
      ...Object.fromEntries(Object.entries(formats).map(([key, format]) => [`${key}(): ${type}`, () => format])),
    },
  },
  functions: { [`${type}.validate(string): optional<list<string>>`]: validate },
};
