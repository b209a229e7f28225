/**
 * The update file that makes the lines of a file in update mode of those of its base: `./ I`, `./ R` and `./ D` with new lines
 * and how they are numbered, each with date and time (z/VM: XEDIT; CMS, "UPDATE"). The numbers lie evenly between those
 * of the lines beside, rounded down to one digit; where lines are replaced they are a little less than round. Where there is
 * no room for them the lines behind are put in anew. Goes a stretch a step; plain data.
 */
import { toEbcdic } from '../../../shared/ebcdic.js';
import type { LocalTime } from '../../command.js';
import { append, emptyText, recordAt, type Text } from '../text/text.js';
import { looksLikeStatement, matchSome, startMatching, type Matching } from './matching.js';
import type { UpdateMode } from './update-mode.js';

/** Groups and lines of one step. */
const LINES = 500;
const CARD = 80;
/** Columns of the identification of new lines (SET SIDCODE), from 0. */
const SIDCODE_AT = 63;
const SIDCODE_LENGTH = 8;
/** Where date and time stand in a statement, from 0. */
const STAMP_AT = 54;
/** The step behind the last line, where numbers have eight digits, and five. */
const LAST_STEP = { 8: 1000, 5: 10 } as const;
/** What replaced lines are less than a round number. */
const NOT_ROUND = 10;

/** Lines of base and text from one line that both have to the next. */
interface Group {
  /** Lines of the base that go, and of the text that come; the last is less than the first when there are none. */
  deleted: readonly [first: number, last: number];
  added: readonly [first: number, last: number];
}

/** Where the building stands. */
export interface Building {
  readonly mode: UpdateMode;
  readonly matching: Matching;
  readonly sidcode: string;
  readonly stamp: string;
  /** Which lines came out of the update file: they have the identification that they have there. */
  readonly old: Matching | undefined;
  readonly out: Text;
  /** Lines of base and text that are behind us. */
  base: number;
  line: number;
  /** Comments that have been written. */
  comments: number;
  /** Lines of a group that are still to be written. */
  adding: { at: number; readonly last: number } | undefined;
  statements: number;
  failed: string | undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Date and time as statements have them. */
export function stampOf({ year, month, day, hour, minute, second }: LocalTime): string {
  return `${two(month)}/${two(day)}/${two(year % 100)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** Begins. */
export function startBuilding(
  mode: UpdateMode,
  text: Text,
  sidcode: string,
  now: LocalTime,
): Building {
  return {
    ...{ mode, sidcode, stamp: stampOf(now), out: emptyText() },
    matching: startMatching(mode.base, text, mode.rule.digits),
    old: sidcode === '' ? undefined : startMatching(mode.inserted, text, mode.rule.digits),
    ...{ base: 0, line: 0, comments: 0, adding: undefined, statements: 0 },
    failed: mode.renumbered ? 'serialization destroyed' : undefined,
  };
}

/** The next line of the text, behind one, that is a line of the base. */
function nextKept({ kept, text }: Matching, line: number): number {
  let at = line + 1;
  while (at <= text.size && kept[at] === 0) at++;
  return at;
}

/** What lies between the last lines that both have and the next; nothing is left of both when `base` and `line` are at the end. */
function nextGroup(b: Building): Group {
  const { matching } = b;
  const at = nextKept(matching, b.line);
  const found = at <= matching.text.size ? matching.kept[at]! : matching.base.size + 1;
  return { deleted: [b.base + 1, found - 1], added: [b.line + 1, at - 1] };
}

const none = ([first, last]: readonly [number, number]): boolean => last < first;

/** The first line behind a group belongs to it as well; false when there is none. */
function extendBehind(b: Building, group: Group): boolean {
  const { base } = b.matching;
  if (group.deleted[1] >= base.size) return false;
  const at = group.added[1] + 1;
  const next = nextKept(b.matching, at);
  const found = next <= b.matching.text.size ? b.matching.kept[next]! : base.size + 1;
  group.deleted = [group.deleted[0], found - 1];
  group.added = [group.added[0], next - 1];
  return true;
}

/** The line in front of a group belongs to it as well: it is one that no number names. */
function extendBefore(group: Group): void {
  group.deleted = [group.deleted[0] - 1, group.deleted[1]];
  group.added = [group.added[0] - 1, group.added[1]];
}

/** The number of a line of the base; 0 in front of the first, -1 when none names it. */
const numberOf = ({ matching }: Building, line: number): number =>
  line < 1 ? 0 : matching.numbers.of[line]!;

/** The number that is next behind a line of the base. */
function numberBehind(b: Building, line: number): number | undefined {
  for (let at = line + 1; at <= b.matching.base.size; at++) {
    if (numberOf(b, at) >= 0) return numberOf(b, at);
  }
  return undefined;
}

/** How far apart the numbers of new lines are; 0: there is no room for them. */
function stepOf(b: Building, { deleted, added }: Group): number {
  const { increment, rule } = b.mode;
  const replaced = !none(deleted);
  const low = numberOf(b, replaced ? deleted[0] : deleted[0] - 1);
  const high = numberBehind(b, deleted[1]);
  const count = added[1] - added[0] + 1;
  const room = Math.floor(((high ?? 10 ** rule.digits) - low) / (count + 1));
  const even = high === undefined ? Math.min(LAST_STEP[rule.digits], room) : room;
  if (even < 1) return 0;
  const place = 10 ** (String(even).length - 1);
  const round = Math.floor(even / place) * place;
  const step = replaced && round > NOT_ROUND ? round - NOT_ROUND : round;
  return high === undefined || even >= increment ? Math.max(step, increment) : step;
}

/**
 * Makes a group one that a statement can say: the lines in front of it and behind it have numbers, and there is room for
 * those of the new lines. The step between these, 0 when there are none; undefined when no statement can say it.
 */
function settled(b: Building, group: Group): number | undefined {
  const { base } = b.matching;
  for (;;) {
    const [first, last] = group.deleted;
    if (last < base.size && numberOf(b, last + 1) < 0) extendBehind(b, group);
    else if (numberOf(b, none(group.deleted) ? first - 1 : first) < 0) {
      if (group.deleted[0] <= 1 || group.added[0] <= 1) return undefined;
      extendBefore(group);
    } else if (!none(group.deleted) && numberOf(b, last) < 0) return undefined;
    else {
      const step = none(group.added) ? 0 : stepOf(b, group);
      if (none(group.added) || step >= Math.max(1, b.mode.increment)) return step;
      if (!extendBehind(b, group)) return undefined;
    }
  }
}

function put(b: Building, text: string): void {
  append(b.out, toEbcdic(text.slice(0, CARD).trimEnd()));
}

/** Comments that stood in front of a statement of this number, or an earlier one. */
function putComments(b: Building, number: number | undefined): void {
  const { comments } = b.mode;
  for (; b.comments < comments.length; b.comments++) {
    const { before, text } = comments[b.comments]!;
    if (number !== undefined && (before === undefined || before > number)) return;
    put(b, text);
  }
}

function putStatement(b: Building, group: Group, step: number): void {
  const { digits } = b.mode.rule;
  const shown = (number: number): string => String(number).padStart(digits, '0').padEnd(8);
  const { deleted, added } = group;
  const verb = none(deleted) ? 'I' : none(added) ? 'D' : 'R';
  const from = numberOf(b, verb === 'I' ? deleted[0] - 1 : deleted[0]);
  const to = verb === 'I' ? from : numberOf(b, deleted[1]);
  const range = `./ ${verb} ${shown(from)} ${to === from ? ' '.repeat(8) : shown(to)}`;
  const numbers = verb === 'D' ? '' : ` $ ${String(from + step)} ${String(step)}`;
  const count = added[1] - added[0] + 1;
  if (from + step * count >= 10 ** digits) b.failed = 'line number overflow';
  putComments(b, from);
  put(b, `${range}${numbers}`.padEnd(STAMP_AT) + b.stamp);
  b.statements++;
}

/** A new line as the update file has it. */
function putLine(b: Building, line: number): void {
  const record = recordAt(b.matching.text, line);
  if (looksLikeStatement(record)) b.failed = `line ${String(line)} is like a control statement`;
  if (b.old === undefined || b.old.kept[line] !== 0) {
    append(b.out, record);
    return;
  }
  const marked = new Uint8Array(Math.max(SIDCODE_AT + SIDCODE_LENGTH, record.length)).fill(
    toEbcdic(' ')[0]!,
  );
  marked.set(record);
  marked.set(toEbcdic(b.sidcode.padEnd(SIDCODE_LENGTH)), SIDCODE_AT);
  append(b.out, marked);
}

const isOver = ({ failed }: Building): boolean => failed !== undefined;

/** Goes on; whether it is done: `out` is the update file then, or `failed` says why there is none. */
export function buildSome(b: Building): boolean {
  if (isOver(b)) return true;
  if (b.matching.phase !== 'done') {
    matchSome(b.matching);
    return false;
  }
  if (b.old !== undefined && b.old.phase !== 'done') {
    matchSome(b.old);
    return false;
  }
  for (let n = 0; n < LINES; n++) {
    if (isOver(b)) return true;
    if (b.adding !== undefined) {
      putLine(b, b.adding.at);
      if (++b.adding.at > b.adding.last) b.adding = undefined;
      continue;
    }
    if (b.base >= b.matching.base.size && b.line >= b.matching.text.size) {
      putComments(b, undefined);
      return true;
    }
    oneGroup(b);
  }
  return false;
}

function oneGroup(b: Building): void {
  const { matching } = b;
  const at = b.line + 1;
  // a line that both have, behind another
  if (at <= matching.text.size && matching.kept[at] === b.base + 1) {
    b.line++;
    b.base++;
    return;
  }
  const group = nextGroup(b);
  const step = settled(b, group);
  if (step === undefined) {
    b.failed = 'serialization destroyed';
    return;
  }
  putStatement(b, group, step);
  if (!none(group.added)) b.adding = { at: group.added[0], last: group.added[1] };
  b.base = Math.max(group.deleted[1], group.deleted[0] - 1);
  b.line = Math.max(group.added[1], group.added[0] - 1);
}
