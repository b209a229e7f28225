/**
 * Carries the pending list out: whatever is complete, from the top of the file down, as the lines of what comes below move
 * along (z/VM: XEDIT User's Guide, "Using the Pending List"). What lacks its other half or its destination stays.
 */
import { sizeOf, type EditFile } from '../edit-file.js';
import { NoStorage } from '../storage-claims.js';
import { activeFile, type Editor } from '../editor.js';
import { message } from '../messages.js';
import { nextInScope } from '../selection.js';
import { DONE, show, type Outcome } from '../subcommand.js';
import { blockOf, countOf, linesFrom, linesNamed, placeBehind } from './lines-of-entry.js';
import { perform } from './operations.js';
import { oldName, type Operation, type PendingPrefix } from './pending.js';

/** The text by which the session asks for it: no subcommand that anyone can type. */
export const RUN_PREFIXES = '\0PREFIXES';

/** Runs what is complete; a macro is asked for as an action, and the rest comes behind it. */
export function runPrefixes(editor: Editor): Outcome {
  const file = activeFile(editor);
  for (;;) {
    const { operation } = file;
    if (operation) {
      try {
        perform(file, operation);
      } catch (error) {
        if (error instanceof NoStorage) file.operation = undefined;
        throw error;
      }
      file.operation = undefined;
    }
    const found = nextStep(file);
    if (found === undefined) return DONE;
    const outcome = found.run(editor, file);
    if (outcome) return outcome;
  }
}

/** Something to do; the entries that it belongs to are taken off the list when it is done. */
interface Step {
  run(editor: Editor, file: EditFile): Outcome | undefined;
}

/** Takes entries off the list. */
function drop(file: EditFile, ...entries: readonly PendingPrefix[]): void {
  file.pending = file.pending.filter((one) => !entries.includes(one));
}

/** It cannot be done: it is shown with a question mark, and a message says why. */
export function mark(
  editor: Editor,
  file: EditFile,
  entry: PendingPrefix,
  number: '659E' | '661E' = '661E',
): void {
  drop(file, entry);
  file.pending.push({ ...entry, kind: 'error' });
  show(editor, message(number, entry.name));
}

/** Begins an operation in place of entries; without one they are not valid. */
function begin(operation: Operation | undefined, ...entries: readonly PendingPrefix[]): Step {
  return {
    run(editor, file) {
      if (operation === undefined) {
        for (const entry of entries) mark(editor, file, entry);
        return undefined;
      }
      drop(file, ...entries);
      file.operation = operation;
      return undefined;
    },
  };
}

function nextStep(file: EditFile): Step | undefined {
  const typed = file.pending.filter(({ kind }) => kind === 'typed');
  // how far, and where to, says the line alone
  const wrong = typed.find((one) => one.operands.length > 0 && BARE.has(oldName(file, one.name)));
  if (wrong) return begin(undefined, wrong);
  for (const entry of typed) {
    const step = stepOf(file, entry, typed);
    if (step) return step;
  }
  return undefined;
}

const isSource = (name: string): boolean => ['C', 'M', 'CC', 'MM'].includes(name);
const isDestination = (name: string): boolean => name === 'F' || name === 'P';

function stepOf(
  file: EditFile,
  entry: PendingPrefix,
  typed: readonly PendingPrefix[],
): Step | undefined {
  const { name } = entry;
  const old = oldName(file, name);
  if (name.startsWith('.') && old === name) return label(entry);
  if (isSource(old) || isDestination(old)) return transfer(file, entry, typed);
  if (BLOCKS.has(old)) return block(file, entry, typed);
  const simple = SIMPLE[old];
  return simple ? simple(file, entry) : macro(entry, old);
}

/** Names with which no number stands. */
const BARE: ReadonlySet<string> = new Set(['CC', 'MM', 'DD', 'F', 'P']);

const BLOCKS: ReadonlySet<string> = new Set(['DD', '""']);

function label(entry: PendingPrefix): Step {
  return {
    run(editor, file) {
      const name = entry.name.slice(1);
      drop(file, entry);
      if (/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(name)) {
        file.labels = { ...file.labels, [name]: entry.line };
      } else show(editor, message('540E', name));
      return undefined;
    },
  };
}

/** C, M, CC, MM with F or P: when a source and a destination are there. */
function transfer(
  file: EditFile,
  entry: PendingPrefix,
  typed: readonly PendingPrefix[],
): Step | undefined {
  const named = (test: (old: string) => boolean) =>
    typed.filter((one) => test(oldName(file, one.name)));
  const old = oldName(file, entry.name);
  const sources = named(isSource);
  const destinations = named(isDestination);
  if (isDestination(old)) {
    if (destinations[0] !== entry) return begin(undefined, entry);
    return undefined;
  }
  const kind = oldName(file, sources[0]!.name);
  const pair = kind.length === 2;
  const at = sources.indexOf(entry);
  if (old !== kind || at > (pair ? 1 : 0)) return begin(undefined, entry);
  const [first, second] = sources;
  const [destination] = destinations;
  if (destination === undefined || first === undefined || (pair && second === undefined)) {
    return undefined;
  }
  const entries = [...(pair ? [first, second!] : [first]), destination];
  const count = pair ? countOf(first) : linesNamed(file, first);
  if (count === undefined || (first.hidden > 0 && file.selection.scope === 'DISPLAY')) {
    return begin(undefined, first);
  }
  const lines = pair ? blockOf(file, first.line, second!.line) : linesFrom(file, first, count);
  if (lines === undefined) return begin(undefined, ...entries);
  const after = isFollowing(file, destination)
    ? placeBehind(file, destination)
    : Math.max(0, destination.line - 1);
  const move = kind.startsWith('M');
  if (move && after >= lines.first && after < lines.first + lines.count - 1) {
    return {
      run(editor) {
        drop(file, ...entries);
        show(editor, message('662E'));
        return undefined;
      },
    };
  }
  // behind its own last line it is there already
  const still = move && after === lines.first + lines.count - 1;
  return begin(
    still ? { kind: 'add', after: 0, count: 0 } : { kind: move ? 'move' : 'copy', ...lines, after },
    ...entries,
  );
}

function isFollowing(file: EditFile, { name }: PendingPrefix): boolean {
  return oldName(file, name) === 'F';
}

/** DD and "": when the second is there, too. */
function block(
  file: EditFile,
  entry: PendingPrefix,
  typed: readonly PendingPrefix[],
): Step | undefined {
  const [first, second] = typed.filter(({ name }) => name === entry.name);
  if (entry !== first && entry !== second) return begin(undefined, entry);
  if (first === undefined || second === undefined) return undefined;
  const counts = [first, second].map(countOf);
  const lines = blockOf(file, first.line, second.line);
  if (lines === undefined || counts.includes(undefined)) return begin(undefined, first, second);
  const by = Math.max(...counts.map((count) => count ?? 1));
  return begin(
    oldName(file, entry.name) === '""'
      ? { kind: 'repeat', ...lines, by }
      : { kind: 'delete', ...lines },
    ...[first, second],
  );
}

/** Priority of the cursor in a new line, above that of ENTER. */
const NEW_LINE = 60;

type Simple = (file: EditFile, entry: PendingPrefix) => Step;

const added: Simple = (file, entry) => {
  const count = countOf(entry);
  const after = placeBehind(file, entry);
  const step = begin(count === undefined ? undefined : { kind: 'add', after, count }, entry);
  return {
    run(editor) {
      if (count !== undefined && count > 0 && editor.cursor === undefined) {
        editor.cursor = { line: after + 1, column: 1 };
        editor.cursorPriority = NEW_LINE;
      }
      return step.run(editor, file);
    },
  };
};

/** Lines from the entry on, as many as stands with it. */
const withLines =
  (operation: (lines: { first: number; count: number }, count: number) => Operation): Simple =>
  (file, entry) => {
    const count = linesNamed(file, entry);
    const lines = count === undefined ? undefined : linesFrom(file, entry, count);
    return begin(lines && operation(lines, count ?? 1), entry);
  };

/** The line of the entry alone; what stands with it is something else. */
const withLine =
  (operation: (first: number, count: number) => Operation): Simple =>
  (file, entry) => {
    const count = countOf(entry);
    const lines = linesFrom(file, entry, 1);
    return begin(lines && count !== undefined ? operation(lines.first, count) : undefined, entry);
  };

/** Something that needs no further step; false when the entry is not valid. */
const atOnce =
  (run: (editor: Editor, file: EditFile, entry: PendingPrefix) => boolean): Simple =>
  (_file, entry) => ({
    run(editor, file) {
      // before it runs: lines that it puts in move the entries behind them, which are others then
      drop(file, entry);
      if (!run(editor, file, entry)) mark(editor, file, entry);
      return undefined;
    },
  });

/** Lines that one file may have extended. */
const MOST_EXTENDED = 200;

const SIMPLE: Readonly<Record<string, Simple>> = {
  A: added,
  I: added,
  D: withLines((lines) => ({ kind: 'delete', ...lines })),
  '"': withLine((first, by) => ({ kind: 'repeat', first, count: 1, by })),
  '/': atOnce((_editor, file, entry) => {
    const column = entry.operands.length === 0 ? file.column : countOf(entry);
    if (column === undefined || column > file.settings.truncation + 1) return false;
    file.current = nextInScope(file, Math.min(entry.line, sizeOf(file) + 1), 1);
    file.column = Math.max(1, column);
    return true;
  }),
  E: atOnce((_editor, file, entry) => {
    const { line, operands } = entry;
    if (operands.length > 0 || line < 1 || line > sizeOf(file)) return false;
    const rows = (file.extended.find((one) => one.line === line)?.rows ?? 0) + 1;
    const others = file.extended.filter((one) => one.line !== line);
    if (others.length >= MOST_EXTENDED) return false;
    file.extended = [...others, { line, rows }];
    return true;
  }),
  SCALE: atOnce((_editor, file, entry) => placeHere(file, 'scale', entry)),
  TABL: atOnce((_editor, file, entry) => placeHere(file, 'tabline', entry)),
};

/** SCALE and TABL: shown in the row in which they were entered; false where that is none of the screen. */
function placeHere(file: EditFile, line: 'scale' | 'tabline', entry: PendingPrefix): boolean {
  const { row, operands } = entry;
  if (row === 0 || operands.length > 0) return false;
  file.screen = { ...file.screen, [line]: { on: true, place: { from: 'top', row } } };
  return true;
}

/** A macro: one of the system disk, to which the first synonyms lead, or the user's. */
function macro(entry: PendingPrefix, name: string): Step {
  return {
    run(editor, file) {
      drop(file, entry);
      editor.pending.unshift(RUN_PREFIXES);
      const args = [
        ...['PREFIX', entry.hidden > 0 ? 'SHADOW' : 'SET', String(entry.line)],
        ...entry.operands,
      ].join(' ');
      return { rc: 0, action: { kind: 'macro', name, args, prefix: entry } };
    },
  };
}

/** Names that the prefix area knows by itself; the synonyms of new files lead to others of them. */
export const PREFIX_NAMES: readonly string[] = [
  ...[...Object.keys(SIMPLE), ...BLOCKS, 'C', 'CC', 'M', 'MM', 'F', 'P'],
];
