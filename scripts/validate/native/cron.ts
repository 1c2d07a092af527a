import { nearest } from '../../../constructs/model/suggest.ts';
import { type Rule, say, shown, textOf } from './rule.ts';

// Kubernetes v1.36, pkg/apis/batch/validation/validation.go; the schedule is parsed as github.com/robfig/cron v3 does (parser.go).

interface Unit {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const units: readonly Unit[] = [
  { name: 'a minute', least: 0, most: 59 },
  { name: 'an hour', least: 0, most: 23 },
  { name: 'a day of the month', least: 1, most: 31 },
  { name: 'a month', least: 1, most: 12, names: ['', ...months] },
  { name: 'a day of the week', least: 0, most: 6, names: days },
];

const shorthands = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const duration = /^@every [+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;

const numberOf = (text: string): number | undefined => (/^\+?\d+$/.test(text) ? Number(text) : undefined);

function numberNamed(text: string, { names = [] }: Unit): number | undefined {
  const named = text === '' ? -1 : names.indexOf(text.toLowerCase());
  return named >= 0 ? named : numberOf(text);
}

/** One of the parts between commas: `5`, `1-5`, a star with a step. */
function isRange(text: string, unit: Unit): boolean {
  const [span = '', step, ...more] = text.split('/');
  const [from = '', to, ...further] = span.split('-');
  const every = step === undefined ? 1 : numberOf(step);
  if (more.length > 0 || every === undefined || every === 0) return false;
  if (from === '*' || from === '?') return true;
  const start = numberNamed(from, unit);
  if (start === undefined || further.length > 0) return false;
  const single = step === undefined ? start : unit.most;
  const end = to === undefined ? single : numberNamed(to, unit);
  return end !== undefined && start >= unit.least && end <= unit.most && start <= end;
}

/** When a CronJob runs. */
export const schedule: Rule = (value, walk) => {
  const text = textOf(value);
  if (text.includes('TZ')) return say(walk, 'must not say the time zone', 'write it into timeZone');
  if (text.startsWith('@')) {
    if (shorthands.includes(text) || duration.test(text)) return;
    const near = nearest(text, shorthands);
    return say(
      walk,
      `${shown(text)} is none of ${shorthands.join(', ')}, @every and a duration`,
      near && `write ${near}`,
    );
  }
  const parts = text.split(/\s+/).filter((each) => each !== '');
  if (parts.length !== units.length)
    return say(
      walk,
      `${shown(text)} must have five parts, and has ${parts.length}`,
      'write minute, hour, day of the month, month and day of the week',
    );
  units.forEach((unit, at) => {
    const found = parts[at]?.split(',').filter((each) => each !== '') ?? [];
    for (const each of found)
      if (!isRange(each, unit))
        say(
          walk,
          `${shown(each)} is not ${unit.name} from ${unit.least} to ${unit.most}`,
          'write numbers, ranges such as 1-5, or steps such as */15',
        );
  });
};

const known = new Map<string, boolean>();

/** Whether there is a time zone of that name, spelt so. */
function isTimeZone(name: string): boolean {
  const found = known.get(name);
  if (found !== undefined) return found;
  let is =
    /^[A-Za-z0-9_]+([+-][A-Za-z0-9_]+)*(\/[A-Za-z0-9_]+([+-][A-Za-z0-9_]+)*)*$/.test(name) && !/^local$/i.test(name);
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    is &&= timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    is = false;
  }
  known.set(name, is);
  return is;
}

/** The time zone of a schedule. */
export const timeZone: Rule = (value, walk) => {
  if (!isTimeZone(textOf(value)))
    say(walk, `${shown(textOf(value))} is not a time zone`, 'write one such as Europe/Berlin or Etc/UTC');
};
