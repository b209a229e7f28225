/** CHANGE and COUNT (z/VM: XEDIT Commands and Macros Reference). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { recordOf, replaceRecord, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { eachLine } from '../each-line.js';
import { bottomOf, topOf } from '../range.js';
import type { Progress } from '../progress.js';
import { nextInScope } from '../selection.js';
import { storeLine } from '../spill.js';
import { isPlain, patternOf, placesOf, unhexed } from '../strings.js';
import { readCount, readNumber, say, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, type Target } from '../target.js';
import { exchange, type Exchange } from '../text/record.js';

/** Operands of CHANGE: what, by what, and the rest; undefined without two delimiters. */
export function parseChange(text: string): { from: string; to: string; rest: string } | undefined {
  const delimiter = text[0];
  if (delimiter === undefined || /[A-Za-z0-9 ]/.test(delimiter)) return undefined;
  const middle = text.indexOf(delimiter, 1);
  if (middle < 0) return undefined;
  const end = text.indexOf(delimiter, middle + 1);
  const stop = end < 0 ? text.length : end;
  return {
    from: text.slice(1, middle),
    to: text.slice(middle + 1, stop),
    rest: text.slice(stop + 1).trim(),
  };
}

/** One change of strings: what, by what, how often and from which occurrence on. */
interface Change {
  readonly pattern: RegExp;
  readonly from: string;
  /** Text between the arbitrary characters of what is put in. */
  readonly to: readonly string[];
  readonly limit: number;
  readonly start: number;
}

/** Characters of a line that changes may make before no further one is tried; it is cut at the truncation column anyhow. */
const MAXIMUM_ZONE = 200_000;

/** Changes one line within the zone; returns the new text and how often. */
function changeLine(
  file: EditFile,
  line: string,
  { pattern, from, to, limit, start }: Change,
): { record: Uint8Array; count: number } | undefined {
  const [left, right] = file.settings.zone;
  const before = line.slice(0, left - 1).padEnd(line === '' ? 0 : left - 1);
  const zone = line.slice(left - 1, right);
  const after = line.slice(right);
  if (from === '') {
    return { record: toEbcdic(before.padEnd(left - 1) + to.join('') + zone + after), count: 1 };
  }
  let out = '';
  let read = 0;
  let seen = 0;
  let count = 0;
  pattern.lastIndex = 0;
  while (count < limit && out.length < MAXIMUM_ZONE) {
    const found = pattern.exec(zone);
    if (found === null) break;
    if (found[0] === '') pattern.lastIndex++;
    if (++seen < start) continue;
    out += zone.slice(read, found.index) + filled(to, found);
    read = found.index + found[0].length;
    count++;
    if (read >= zone.length) break;
  }
  if (count === 0) return undefined;
  return { record: toEbcdic(before + out + zone.slice(read) + after), count };
}

/** What is put in, with what arbitrary characters stood for. */
function filled(to: readonly string[], found: RegExpExecArray): string {
  return to.map((piece, i) => (i === 0 ? piece : (found[i] ?? '') + piece)).join('');
}

/** The change as one of bytes, when it respects case and changes something by something. */
function plainChange(file: EditFile, { from, to, limit, start }: Change): Exchange | undefined {
  const { zone, case: cases } = file.settings;
  if (from === '' || cases.search === 'IGNORE' || !isPlain(file)) return undefined;
  return {
    ...{ from: toEbcdic(from), to: toEbcdic(to.join('')) },
    ...{ left: zone[0] - 1, right: zone[1], limit, start },
  };
}

/** How much dearer it is to change a line as characters than its bytes. */
const IN_CHARACTERS = 4;

/** What CHANGE is to do; undefined with a message when that is not valid. */
function prepare(
  editor: Editor,
  text: string,
): { readonly change: Change; readonly target: Target } | Outcome {
  const parsed = parseChange(text);
  if (!parsed) return say(editor, 5, '520E', text);
  const file = activeFile(editor);
  const target = parseTarget(parsed.rest === '' ? '1' : parsed.rest);
  if (!target) return say(editor, 5, '520E', parsed.rest);
  const [occurrences = '1', start = '1', extra] = target.rest.split(/\s+/).filter(Boolean);
  const limit = readCount(occurrences);
  const first = readNumber(start);
  if (limit === undefined || first === undefined || first < 1 || extra !== undefined) {
    return say(editor, 5, '520E', extra ?? (limit === undefined ? occurrences : start));
  }
  const from = unhexed(file, parsed.from);
  const put = unhexed(file, parsed.to);
  if (from === undefined || put === undefined)
    return say(editor, 5, '544E', from === undefined ? parsed.from : parsed.to);
  const { arbchar } = file.options;
  const to = arbchar.on ? put.split(arbchar.character) : [put];
  const groups = arbchar.on ? from.split(arbchar.character).length : 1;
  if (to.length > groups) return say(editor, 5, '511E');
  const pattern = patternOf(file, parsed.from);
  return { change: { pattern, from, to, limit, start: first }, target: target.target };
}

/** A record up to the truncation column; what is behind it stays where it is. */
function bodyOf({ settings }: EditFile, record: Uint8Array): Uint8Array {
  const { truncation } = settings;
  return record.length > truncation ? record.subarray(0, truncation) : record;
}

function change(editor: Editor, operands: string): Outcome {
  const text = operands.trim() === '' ? editor.lastChange : operands;
  if (text === '') return say(editor, 5, '545E');
  const prepared = prepare(editor, text);
  if ('rc' in prepared) return prepared;
  const file = activeFile(editor);
  const plain = plainChange(file, prepared.change);
  const spills = file.options.spill !== 'OFF';
  const edit = (progress: Progress): void => {
    const { line } = progress;
    const old = bodyOf(file, recordOf(file, line));
    const changed = plain
      ? exchange(old, plain)
      : changeLine(file, fromEbcdic(old), prepared.change);
    if (changed === undefined) return;
    progress.changes += changed.count;
    progress.lines++;
    if (!spills) {
      if (replaceRecord(file, line, changed.record)) progress.truncated++;
      return;
    }
    const before = sizeOf(file);
    if (storeLine(editor, file, line, fromEbcdic(changed.record)).rc !== 0) progress.truncated++;
    const more = sizeOf(file) - before;
    progress.line += more;
    progress.last += more;
  };
  const weight = plain ? 1 : IN_CHARACTERS;
  const done = eachLine(file, prepared.target, `change ${text}`, edit, weight);
  if (!done) return say(editor, 2, '546E');
  editor.lastChange = text;
  editor.lastLorc = text;
  const { changes, lines, truncated } = done;
  if (!file.settings.stay && done.several)
    file.current = nextInScope(
      file,
      Math.max(topOf(file), Math.min(done.last, bottomOf(file) - 1)),
      -1,
    );
  if (lines === 0) return say(editor, 4, '585E');
  const cut = truncated ? `; ${truncated} line(s) ${spills ? 'spilled' : 'truncated'}` : '';
  say(editor, 0, '517I', `${changes} occurrence(s) changed on ${lines} line(s)${cut}`);
  return { rc: truncated ? 3 : 0 };
}

/** COUNT /string/ [target]: how often a string stands in the lines up to a target. */
function count(editor: Editor, operands: string): Outcome {
  const text = operands.trim();
  const delimiter = text[0];
  if (delimiter === undefined) return say(editor, 5, '545E');
  const close = text.indexOf(delimiter, 1);
  const wanted = text.slice(1, close < 0 ? undefined : close);
  const rest = close < 0 ? '' : text.slice(close + 1).trim();
  const target = parseTarget(rest === '' ? '1' : rest);
  if (/[A-Za-z0-9]/.test(delimiter) || wanted === '' || !target || target.rest !== '')
    return say(editor, 5, '520E', text);
  const file = activeFile(editor);
  if (unhexed(file, wanted) === undefined) return say(editor, 5, '544E', wanted);
  const pattern = patternOf(file, wanted);
  const [left, right] = file.settings.zone;
  const done = eachLine(file, target.target, `count ${text}`, (progress) => {
    const zone = fromEbcdic(recordOf(file, progress.line)).slice(left - 1, right);
    progress.changes += placesOf(pattern, zone, 1).length;
  });
  if (!done) return say(editor, 2, '546E');
  if (!file.settings.stay && done.several) {
    file.current = Math.max(topOf(file), Math.min(done.last, bottomOf(file) - 1));
  }
  if (done.changes === 0) return say(editor, 4, '522I', 'No');
  return say(editor, 0, '522I', String(done.changes));
}

/** A character, or the two hexadecimal digits of one; undefined for anything else. */
function characterNamed(word: string): string | undefined {
  if (word.length === 1) return word;
  return /^[0-9A-Fa-f]{2}$/.test(word)
    ? fromEbcdic(Uint8Array.of(Number.parseInt(word, 16)))
    : undefined;
}

/** ALTER c1 c2 [target [n [p]]]: CHANGE of one character by another, each itself or by its hexadecimal digits. */
function alter(editor: Editor, operands: string): Outcome {
  const [, first = '', second = '', rest = ''] =
    /^\s*(\S+)(?:\s+(\S+))?(?:\s+(.*))?$/s.exec(operands) ?? [];
  if (second === '') return say(editor, 5, '545E');
  const [from, to] = [characterNamed(first), characterNamed(second)];
  if (from === undefined || to === undefined)
    return say(editor, 5, '520E', from === undefined ? first : second);
  const delimiter = ['/', '!', '"'].find((one) => one !== from && one !== to)!;
  const strings = [delimiter, from, delimiter, to, delimiter].join('');
  return { rc: 0, then: `COMMAND CHANGE ${strings} ${rest}` };
}

/** The subcommands. */
export const CHANGES: readonly Subcommand[] = [
  { name: 'ALTER', minimum: 2, run: alter },
  { name: 'CHANGE', minimum: 1, run: change },
  { name: 'COUNT', minimum: 3, run: count },
];
