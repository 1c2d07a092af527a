import { isIP, isIPv6 } from 'node:net';

/** Says what is wrong with a text, to be read after it; nothing where it is fine. */
type Format = (text: string) => string | undefined;

const matching =
  (pattern: RegExp, fault: string): Format =>
  (text) =>
    pattern.test(text) ? undefined : fault;

const holding =
  (fine: (text: string) => boolean, fault: string): Format =>
  (text) =>
    fine(text) ? undefined : fault;

const dateTime = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

function isDateTime(text: string): boolean {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (dateTime.exec(text) ?? []).map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}

/** Go's ParseIP takes no zone, which Node does. */
const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');

/** Zeros may lead in IPv4, as they did before Go 1.17 (k8s.io/utils, net, ParseIPSloppy). */
const withoutZeros = (text: string): string => text.replaceAll(/(^|[.:])0+(?=\d+(?:\.|$))/g, '$1');

function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const length = text.slice(slash + 1);
  const address = withoutZeros(text.slice(0, slash));
  return slash > 0 && isAddress(address) && /^\d{1,9}$/.test(length) && Number(length) <= (isIPv6(address) ? 128 : 32);
}

const goDuration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
/** Days, weeks and whole words, which go-openapi's strfmt takes besides what Go does (strfmt 0.23, duration.go). */
const longDuration = /\d+\s*(?:ns|nano|us|µs|micro|ms|milli|s|sec|m|min|h|hr|hour|d|day|w|wk|week)/i;

function isUri(text: string): boolean {
  if (text.startsWith('/')) return true;
  return /^[A-Za-z][A-Za-z\d+.-]*:/.test(text) && !/[\s\p{Cc}]/u.test(text);
}

/**
 * The formats that an API server enforces in custom resources (apiextensions-apiserver, pkg/apiserver/validation/formats.go, with
 * k8s.io/kube-openapi/pkg/validation/strfmt). Others are prose to it.
 */
const custom: Readonly<Record<string, Format>> = {
  byte: matching(/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=|[A-Za-z\d+/]{4})$/, 'is not base64'),
  cidr: holding(isCidr, 'is not a network such as 10.0.0.0/8'),
  date: holding(
    (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDateTime(`${text}T00:00:00Z`),
    'is not a date such as 2026-01-31',
  ),
  'date-time': holding(isDateTime, 'is not a time such as 2026-01-31T12:00:00Z'),
  duration: holding((text) => goDuration.test(text) || longDuration.test(text), 'is not a duration such as 1h30m'),
  email: matching(/^[^@\s]+@[^@\s]+$/, 'is not an e-mail address'),
  hostname: matching(
    /^(?=.{1,255}$)(?:[a-zA-Z\d\p{S}\p{L}](?:[a-zA-Z\d\-\p{S}\p{L}]{0,61}[a-zA-Z\d\p{S}\p{L}])?)(?:\.(?:[a-zA-Z\d\p{S}\p{L}](?:[a-zA-Z\d\-\p{S}\p{L}]{0,61}[a-zA-Z\d\p{S}\p{L}])?))*$/u,
    'is not a host name',
  ),
  ipv4: holding((text) => isAddress(withoutZeros(text)) && text.includes('.'), 'is not an IPv4 address'),
  ipv6: holding((text) => isAddress(text) && text.includes(':'), 'is not an IPv6 address'),
  mac: matching(
    /^(?:[\da-fA-F]{2}([:-]))(?:[\da-fA-F]{2}\1){4}[\da-fA-F]{2}$|^(?:[\da-fA-F]{4}\.){2}[\da-fA-F]{4}$/,
    'is not a MAC address',
  ),
  uri: holding(isUri, 'is not a URI'),
  uuid: matching(/^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i, 'is not a UUID'),
};

/** What Kubernetes' own types are decoded from (apimachinery, pkg/api/resource/quantity.go and pkg/apis/meta/v1/time.go). */
const native: Readonly<Record<string, Format>> = {
  byte: holding(
    (text) => /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text.replace(/[\r\n]/g, '')),
    'is not base64',
  ),
  'date-time': holding((text) => isDateTime(text) && !/[tz]/.test(text), 'is not a time such as 2026-01-31T12:00:00Z'),
  'date-time-micro': holding(
    (text) => isDateTime(text) && /\.\d{6}(?:Z|[+-])/.test(text),
    'is not a time with six digits of a second, such as 2026-01-31T12:00:00.000000Z',
  ),
  // A number without digits is 0 to the server.
  quantity: matching(
    /^\s*(?=\S)[+-]?\d*\.?\d*(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,18})?\s*$/,
    'is not a quantity such as 500m or 2Gi',
  ),
};

/** What is wrong with a text of a format, if anything. */
export const formatFault = (format: string, text: string, isNative: boolean): string | undefined =>
  (isNative ? native : custom)[format]?.(text);
