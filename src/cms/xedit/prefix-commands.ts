/**
 * Prefix commands: what is typed over the prefix area (z/VM: XEDIT Commands and Macros Reference,
 * "Prefix Subcommands and Macros"). All of one screen are collected first, then carried out from the
 * bottom up, so that none moves the lines that another names; what lacks its other half stays pending.
 */
import {
  deleteLines,
  insertLines,
  insertText,
  moveLines,
  replaceLine,
  type EditFile,
  type PendingPrefix,
  sizeOf,
  lineAt,
  linesOf,
} from './edit-file.js';
import { message, type Message } from './messages.js';
import { copyOut } from './text/text.js';

/** A prefix command as it was typed, with the number of its line. */
export interface TypedPrefix {
  readonly line: number;
  readonly text: string;
}

/** The command and its count, without the `=` of the prefix area or the digits of a line number. */
interface Parsed {
  readonly name: string;
  readonly count: number;
}

/** What the prefix commands of one screen came to. */
export interface PrefixOutcome {
  readonly messages: Message[];
  /** Line on which the cursor belongs, when a command says so. */
  cursor?: number;
}

/** Most lines that one prefix command adds or copies at once. */
const MAXIMUM_COUNT = 99_999;

/**
 * Takes the command out of what stands in a prefix area.
 * @param shown - what stood there before, so that digits of a line number do not count
 */
export function typedOver(shown: string, typed: string): string {
  const rest = [...typed.padEnd(shown.length)]
    .map((character, i) => (character === shown[i] && /[=\d ]/.test(character) ? ' ' : character))
    .join('');
  // a command typed in front pushes nothing: digits of the number behind it still stand where they stood
  return rest.replace(/=/g, '').trim();
}

function parse(text: string): Parsed | undefined {
  const compact = text.replace(/\s+/g, '').toUpperCase();
  const match = /^(\d{0,5})([^\d]+?)(\d{0,5})$/.exec(compact);
  const name = match?.[2];
  if (!name) return undefined;
  const digits = match[1] || match[3];
  return { name, count: digits ? Math.min(Number(digits), MAXIMUM_COUNT) : 1 };
}

/** Carries out the prefix commands of one screen. */
export function runPrefixCommands(file: EditFile, typed: readonly TypedPrefix[]): PrefixOutcome {
  const outcome: PrefixOutcome = { messages: [] };
  // blocks first, as they name lines that simple commands below would move
  const simple: { line: number; parsed: Parsed }[] = [];
  for (const { line, text } of [...typed].sort((a, b) => a.line - b.line)) {
    if (text.startsWith('.')) {
      label(file, line, text, outcome);
      continue;
    }
    const parsed = parse(text);
    if (!parsed) {
      outcome.messages.push(message('661E', text));
      continue;
    }
    if (isPending(parsed.name)) remember(file, line, parsed, outcome);
    else simple.push({ line, parsed });
  }
  for (const { line, parsed } of simple.reverse()) runSimple(file, line, parsed, outcome);
  settle(file, outcome);
  return outcome;
}

function isPending(name: string): name is PendingPrefix['kind'] {
  return ['C', 'M', 'CC', 'MM', 'DD', '""', '>>', '<<', 'F', 'P'].includes(name);
}

function label(file: EditFile, line: number, text: string, outcome: PrefixOutcome): void {
  const name = text.slice(1).trim().toUpperCase();
  if (/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(name)) file.labels = { ...file.labels, [name]: line };
  else outcome.messages.push(message('540E', name));
}

function remember(file: EditFile, line: number, parsed: Parsed, outcome: PrefixOutcome): void {
  const kind = parsed.name as PendingPrefix['kind'];
  const same = file.pending.filter((p) => p.kind === kind);
  const block = kind.length === 2;
  if ((block && same.length === 2) || (!block && same.length === 1)) {
    outcome.messages.push(message('661E', kind));
    return;
  }
  file.pending.push({ kind, line, count: parsed.count });
}

function runSimple(file: EditFile, line: number, parsed: Parsed, outcome: PrefixOutcome): void {
  const { name, count } = parsed;
  const real = line >= 1 && line <= sizeOf(file);
  switch (name) {
    case '/':
      file.current = Math.min(line, sizeOf(file) + 1);
      return;
    case 'A':
    case 'I':
      insertLines(file, line, new Array<string>(count).fill(''));
      outcome.cursor = line + 1;
      return;
    case 'D':
      if (real) deleteLines(file, line, count);
      return;
    case '"':
      if (real) insertLines(file, line, new Array<string>(count).fill(lineAt(file, line)));
      return;
    case '>':
    case '<':
      if (real) shiftLine(file, line, name === '>' ? count : -count);
      return;
    default:
      outcome.messages.push(message('661E', name));
  }
}

/** Shifts a line right or left; what is shifted out is lost, as with SHIFT. */
export function shiftLine(file: EditFile, line: number, by: number): void {
  const text = lineAt(file, line);
  replaceLine(file, line, by >= 0 ? ' '.repeat(Math.min(by, file.lrecl)) + text : text.slice(-by));
}

/** Carries out what is complete among the pending commands. */
function settle(file: EditFile, outcome: PrefixOutcome): void {
  for (const kind of ['DD', '""', '>>', '<<'] as const) settleBlock(file, kind);
  const source = findSource(file);
  const destination = file.pending.find((p) => p.kind === 'F' || p.kind === 'P');
  if (!source || !destination) return;
  const { first, count, move } = source;
  const after = destination.kind === 'F' ? destination.line : destination.line - 1;
  if (move && after >= first && after < first + count - 1) {
    outcome.messages.push(message('662E'));
    file.pending = [];
    return;
  }
  file.pending = [];
  if (move) moveLines(file, first, count, Math.max(0, after));
  else insertText(file, Math.max(0, after), copyOut(file.text, first, count));
}

function settleBlock(file: EditFile, kind: 'DD' | '""' | '>>' | '<<'): void {
  const pair = file.pending.filter((p) => p.kind === kind);
  const [a, b] = pair;
  if (!a || !b) return;
  file.pending = file.pending.filter((p) => p.kind !== kind);
  const first = Math.max(1, Math.min(a.line, b.line));
  const last = Math.min(sizeOf(file), Math.max(a.line, b.line));
  const count = Math.max(a.count, b.count);
  if (last < first) return;
  if (kind === 'DD') deleteLines(file, first, last - first + 1);
  else if (kind === '""') {
    const block = linesOf(file, first, last - first + 1);
    const times = Math.min(count, Math.max(1, Math.floor(MAXIMUM_COUNT / block.length)));
    insertLines(file, last, new Array<string[]>(times).fill(block).flat());
  } else {
    for (let line = first; line <= last; line++)
      shiftLine(file, line, kind === '>>' ? count : -count);
  }
}

function findSource(file: EditFile): { first: number; count: number; move: boolean } | undefined {
  const single = file.pending.find((p) => p.kind === 'C' || p.kind === 'M');
  const clip = (first: number, last: number, move: boolean) => {
    const low = Math.max(1, first);
    const high = Math.min(sizeOf(file), last);
    return high >= low ? { first: low, count: high - low + 1, move } : undefined;
  };
  if (single) return clip(single.line, single.line + single.count - 1, single.kind === 'M');
  for (const kind of ['CC', 'MM'] as const) {
    const [a, b] = file.pending.filter((p) => p.kind === kind);
    if (a && b) return clip(Math.min(a.line, b.line), Math.max(a.line, b.line), kind === 'MM');
  }
  return undefined;
}
