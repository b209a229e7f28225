/**
 * One update file applied to a source of records of 80 bytes (CMS Command Reference, "UPDATE"): a step at a time, and plain
 * data between two steps. What does not fit is a warning with a return code; the update goes on behind it.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { controlStatement, isControlStatement, type NewNumbers } from './control-statement.js';
import { updateMessage } from './messages-table.js';

/** Bytes of a record. */
export const UPDATE_RECORD = 80;
/** Most records of a source, an update file or the output. */
export const MOST_UPDATE_RECORDS = 50_000;
/** Columns that a control statement may have. */
const STATEMENT = 50;

/** How records are numbered. */
export interface SequenceRule {
  /** Digits of the number, which ends in column 80: 8, or 5 behind a label of three characters. */
  readonly digits: 8 | 5;
  /** The label for 5 digits. */
  readonly label: string;
  /** New records keep what they have there (INC), or get asterisks (NOINC). */
  readonly keep: boolean;
}

type Counter = { next: number; readonly step: number; readonly label: string };

/** Where an update stands. */
export interface Updating {
  /** Three letters in its messages. */
  readonly module: string;
  readonly rule: SequenceRule;
  /** The source as messages name it. */
  readonly name: string;
  readonly source: readonly Uint8Array[];
  readonly update: readonly Uint8Array[];
  readonly output: Uint8Array[];
  /** Records that are behind us. */
  taken: number;
  read: number;
  /** What is still to be copied or taken away before the next record of the update file. */
  doing: readonly {
    readonly to: number;
    readonly what: 'before' | 'through' | 'delete';
  }[];
  /** Records of the update file go out, go nowhere behind a statement that failed, or should not be there. */
  inserting: 'yes' | 'ignored' | 'no';
  numbers: Counter | undefined;
  renumber: Counter | undefined;
  begun: boolean;
  last: number;
  /** The number of the last record of the output, and whether that is new. */
  lastOut: number;
  lastNew: boolean;
  rc: number;
  /** Lines for the log, and warnings among them; whoever runs this takes them out. */
  readonly log: string[];
  readonly warnings: string[];
}

/** Begins. */
export function startUpdating(
  rule: SequenceRule,
  name: string,
  source: readonly Uint8Array[],
  update: readonly Uint8Array[],
  module = 'UPD',
): Updating {
  return {
    ...{
      module,
      rule,
      name,
      source,
      update,
      output: [],
      taken: 0,
      read: 0,
      doing: [],
      inserting: 'no',
    },
    ...{ numbers: undefined, renumber: undefined, begun: false, last: -1 },
    ...{ lastOut: -1, lastNew: false, rc: 0, log: [], warnings: [] },
  };
}

function warn(s: Updating, number: number, ...fill: (string | number)[]): void {
  const { rc, line } = updateMessage(s.module, number, ...fill);
  s.rc = Math.max(s.rc, rc);
  s.log.push(line);
  s.warnings.push(line);
}

/** A number as messages show it. */
const shown = (s: Updating, number: number): string => String(number).padStart(s.rule.digits, '0');

const fieldOf = (s: Updating, record: Uint8Array): string =>
  fromEbcdic(record.subarray(UPDATE_RECORD - s.rule.digits, UPDATE_RECORD));

/** The number of a record; undefined when it has none, which blanks and asterisks say. */
function numberOf(field: string): number | undefined | 'invalid' {
  if (/^ *\d+$/.test(field)) return Number(field);
  return field.trim() === '' || /^\*+$/.test(field) ? undefined : 'invalid';
}

function withField(record: Uint8Array, text: string): Uint8Array {
  const out = record.slice();
  out.set(toEbcdic(text), UPDATE_RECORD - text.length);
  return out;
}

/** The next number on a record; asterisks when there is no further one. */
function numbered(s: Updating, record: Uint8Array, counter: Counter): Uint8Array {
  const { digits } = s.rule;
  if (counter.next >= 10 ** digits) {
    const before = Math.max(0, counter.next - counter.step);
    // told once: what follows is behind the end as well
    if (counter.next !== Infinity) warn(s, 176, shown(s, before));
    counter.next = Infinity;
    return withField(record, '*'.repeat(8));
  }
  const text = (digits === 8 ? '' : counter.label.padEnd(3)) + shown(s, counter.next);
  counter.next += counter.step;
  return withField(record, text);
}

function put(s: Updating, record: Uint8Array, isNew: boolean): void {
  if (s.renumber !== undefined) {
    s.output.push(numbered(s, record, s.renumber));
    return;
  }
  s.output.push(record);
  const number = numberOf(fieldOf(s, record));
  if (typeof number !== 'number') return;
  // what was wrong in the source is told as such
  if (number <= s.lastOut && (isNew || s.lastNew)) {
    warn(s, 174, shown(s, s.lastOut), shown(s, number));
  }
  s.lastOut = number;
  s.lastNew = isNew;
}

/** The next record of the source with its number: that of the one in front when it has none. */
function sourceNumber(s: Updating): number | undefined {
  const record = s.source[s.taken];
  if (record === undefined) return undefined;
  const number = numberOf(fieldOf(s, record));
  return typeof number === 'number' ? number : s.last;
}

function take(s: Updating, away: boolean): void {
  const record = s.source[s.taken++]!;
  const field = fieldOf(s, record);
  const number = numberOf(field);
  if (number === 'invalid') warn(s, 185, field);
  if (typeof number === 'number') {
    if (number <= s.last) warn(s, 210, shown(s, s.last), shown(s, number));
    s.last = number;
  }
  if (away) s.log.push(`DELETED   ${fromEbcdic(record)}`);
  else put(s, record, false);
}

/** A step on the source for the first thing that is to be done there. */
function onSource(s: Updating): void {
  const { to, what } = s.doing[0]!;
  const number = sourceNumber(s);
  if (number === undefined) {
    warn(s, 10, s.name, shown(s, to));
    s.doing = [];
    // a deletion up to there has been done; nothing can be put behind a record that is not there
    if (what !== 'delete') s.inserting = 'ignored';
    return;
  }
  if (what === 'before' ? number >= to : number > to) {
    const range = s.doing.slice(1);
    if (number !== to) warn(s, 186, shown(s, to));
    // of a range of one that is not there nothing is left to be said
    s.doing = number !== to && range[0]?.to === to ? [] : range;
    return;
  }
  take(s, what === 'delete');
  // one without a number behind the last of a range does not belong to it
  if (what !== 'before' && s.last === to) s.doing = s.doing.slice(1);
}

/** A tenth of the place of the last digit that is not zero, 100 at the most. */
function usualStep(number: number): number {
  if (number === 0) return 100;
  let place = 1;
  while (number % (place * 10) === 0) place *= 10;
  return Math.min(100, Math.floor(place / 10));
}

function counterFor(s: Updating, numbers: NewNumbers | undefined, at: number): Counter | undefined {
  if (numbers === undefined) return undefined;
  const step = numbers.step ?? usualStep(at);
  if (step === 0) warn(s, 182);
  return { next: numbers.start ?? at + step, step, label: s.rule.label };
}

function statement(s: Updating, text: string): void {
  const found = controlStatement(text.slice(0, STATEMENT));
  if (found.verb === '*') return;
  s.numbers = undefined;
  s.inserting = 'ignored';
  switch (found.verb) {
    case 'wrong':
      if (found.number === undefined) warn(s, 207);
      else warn(s, 185, found.number);
      break;
    case 'S': {
      if (s.begun) {
        warn(s, 184);
        break;
      }
      const usual = s.rule.digits === 8 ? 1000 : 10;
      const { start = usual, step = usual, label } = found;
      if (step === 0) warn(s, 182);
      s.inserting = 'no';
      s.renumber = { next: start, step, label: (label || s.rule.label).slice(0, 3) };
      break;
    }
    default: {
      const from = found.verb === 'I' ? found.after : found.from;
      // the front of the source is where 0 is
      if (from <= s.last && !(found.verb === 'I' && from === s.last)) {
        warn(s, 186, shown(s, from));
        break;
      }
      s.inserting = found.verb === 'D' ? 'no' : 'yes';
      if (found.verb !== 'D') s.numbers = counterFor(s, found.numbers, from);
      if (found.verb === 'I') {
        const there = from === s.last || (from === 0 && s.taken === 0);
        s.doing = there ? [] : [{ to: from, what: 'through' }];
      } else {
        s.doing = [
          { to: from, what: 'before' },
          { to: found.to, what: 'delete' },
        ];
      }
    }
  }
  s.begun = true;
}

function onUpdate(s: Updating, record: Uint8Array): void {
  const text = fromEbcdic(record);
  s.read++;
  if (isControlStatement(text)) {
    s.log.push(`STATEMENT ${text}`);
    statement(s, text);
    return;
  }
  if (s.inserting !== 'yes') {
    s.log.push(`IGNORED   ${text}`);
    if (s.inserting === 'no') warn(s, 207);
    return;
  }
  let line = record;
  if (s.numbers !== undefined) line = numbered(s, record, s.numbers);
  else if (!s.rule.keep) line = withField(record, '*'.repeat(8));
  s.log.push(`INSERTED  ${fromEbcdic(line)}`);
  put(s, line, true);
}

/** Goes on, `records` at the most. `full`: the output has more records than there may be. */
export function updateSome(s: Updating, records: number): 'more' | 'done' | 'full' {
  for (let n = 0; n < records; n++) {
    if (s.output.length > MOST_UPDATE_RECORDS) return 'full';
    const line = s.update[s.read];
    if (s.doing.length > 0) onSource(s);
    else if (line !== undefined) onUpdate(s, line);
    else if (s.taken < s.source.length) take(s, false);
    else return 'done';
  }
  return 'more';
}
