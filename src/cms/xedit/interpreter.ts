/**
 * Finds and runs the subcommand in a command line: names by their shortest forms, targets typed alone,
 * `=`, `?` and `&`, and words that are no subcommand, which go to CMS (SET IMPCMSCP ON).
 */
import { NoStorage } from './storage-claims.js';
import { activeFile, MAXIMUM_HISTORY, roomFor, type Editor } from './editor.js';
import { Unfinished } from './progress.js';
import { RUN_PREFIXES, runPrefixes } from './prefix/run-prefix.js';
import { DONE, say, type Outcome, type Subcommand } from './subcommand.js';
import { ALL } from './subcommands/all.js';
import { CHANGES } from './subcommands/change.js';
import { COLUMNS } from './subcommands/columns.js';
import { CURSORS } from './subcommands/cursor.js';
import { DUPLICATING } from './subcommands/duplicating.js';
import { JOINING } from './subcommands/joining.js';
import { MANY_LINES } from './subcommands/many-lines.js';
import { metaSubcommands } from './subcommands/meta.js';
import { PUTTING } from './subcommands/putting.js';
import { SORTING } from './subcommands/sort.js';
import { SCREEN_KEYS } from './subcommands/sos.js';
import { FINDING } from './subcommands/finding.js';
import { CHANGING } from './subcommands/changing.js';
import { MACRO } from './subcommands/macro.js';
import { locate, MOVING } from './subcommands/moving.js';
import { PREFIXES } from './subcommands/prefix.js';
import { READING } from './subcommands/read.js';
import { SELECTIVE } from './subcommands/selective-change.js';
import { SESSION } from './subcommands/session.js';
import { EXTRACTING } from './subcommands/extract.js';
import { PRESERVING } from './subcommands/preserve.js';
import { SETTINGS } from './subcommands/settings.js';
import { withoutSynonym } from './synonyms.js';
import { parseTarget } from './target.js';

/** All subcommands; where two shortest forms meet, the first wins, as in the manual's synonyms. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  ...MOVING,
  ...ALL,
  ...FINDING,
  ...COLUMNS,
  ...CHANGES,
  ...JOINING,
  ...MANY_LINES,
  ...SORTING,
  ...PUTTING,
  ...SCREEN_KEYS,
  ...CURSORS,
  ...CHANGING,
  ...DUPLICATING,
  ...PREFIXES,
  ...SELECTIVE,
  ...SESSION,
  ...metaSubcommands((editor, text) => runSubcommand(editor, text)),
  ...EXTRACTING,
  ...PRESERVING,
  ...MACRO,
  ...READING,
  ...SETTINGS,
];

/** Names that stand for others: those that FILE, SAVE and QUIT are synonyms of at first. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ PFILE: 'FILE', PSAVE: 'SAVE', PQUIT: 'QUIT' },
};

/** Finds a subcommand by name or shortest form. */
export function findSubcommand(word: string): Subcommand | undefined {
  const upper = OTHER_NAMES[word.toUpperCase()] ?? word.toUpperCase();
  return (
    SUBCOMMANDS.find((s) => s.name === upper) ??
    SUBCOMMANDS.find((s) => s.name.startsWith(upper) && upper.length >= s.minimum)
  );
}

/**
 * Runs what was entered in the command line: its first subcommand. Those behind a line end are then pending.
 * @param lineEnd - '' for a line that is not divided, as one from the program stack
 */
export function runCommandLine(
  editor: Editor,
  text: string,
  lineEnd: string = editor.lineEnd,
): Outcome {
  const line = text.trim();
  if (line === '') return DONE;
  if (/^\?+$/.test(line)) {
    for (let n = 0; n < line.length; n++) {
      editor.commandLine = editor.history[editor.recalled] ?? '';
      editor.recalled = Math.min(editor.recalled + 1, Math.max(0, editor.history.length - 1));
    }
    return DONE;
  }
  if (line.startsWith('=')) return again(editor, line, lineEnd);
  if (line.startsWith('&') && line.length > 1) {
    editor.commandLine = line;
    return runCommandLine(editor, line.slice(1), lineEnd);
  }
  editor.history = [line, ...editor.history].slice(0, MAXIMUM_HISTORY);
  editor.recalled = 0;
  return runFirst(editor, line, lineEnd);
}

/** `=` runs the last command line again, as often as there are; `=subcommand` runs that before it. */
function again(editor: Editor, line: string, lineEnd: string): Outcome {
  const last = editor.history[0];
  if (last === undefined) return DONE;
  const equals = /^=+/.exec(line)?.[0].length ?? 1;
  const own = line.slice(equals).trim();
  const more = new Array<string>(own === '' ? equals - 1 : equals).fill(last);
  const outcome = runFirst(editor, own === '' ? last : own, lineEnd);
  editor.pending.push(...more);
  return outcome;
}

/** Runs the first of the subcommands in a line, and leaves the others pending. */
function runFirst(editor: Editor, line: string, lineEnd: string): Outcome {
  const parts = lineEnd === '' ? [line] : line.split(lineEnd);
  const [first, ...rest] = parts.filter((part) => part.trim() !== '');
  editor.pending = rest;
  return first === undefined ? DONE : runSubcommand(editor, first);
}

/** Runs one subcommand (of a PF key, say) without entering it in the history. */
export function runSubcommand(editor: Editor, text: string): Outcome {
  let outcome: Outcome;
  const file = activeFile(editor);
  file.most = roomFor(editor, file);
  try {
    outcome = runOne(editor, text);
  } catch (error) {
    if (error instanceof NoStorage) {
      file.progress = undefined;
      return say(editor, 4, '557S');
    }
    if (!(error instanceof Unfinished)) throw error;
    return { rc: 0, action: { kind: 'again', text } };
  }
  return outcome.then === undefined ? outcome : runSubcommand(editor, outcome.then);
}

function runOne(editor: Editor, text: string): Outcome {
  if (text === RUN_PREFIXES) return runPrefixes(editor);
  // COMMAND passes over synonyms and macros
  const plain = /^\s*command(?: +|$)/i.exec(text)?.[0];
  if (plain === text) return say(editor, 5, '545E');
  if (plain !== undefined) return runNamed(editor, text.slice(plain.length));
  const file = activeFile(editor);
  const [line = '', ...behind] = withoutSynonym(file, text.trimStart()) ?? [text.trimStart()];
  editor.pending.unshift(...behind);
  const [, name = '', args = ''] = /^([A-Za-z$#@][A-Za-z0-9$#@]{0,7})(?: (.*))?$/s.exec(line) ?? [];
  if (file.options.macro && name !== '' && !/^macro$/i.test(name))
    return { rc: 0, action: { kind: 'macro', name, args, otherwise: line } };
  return runNamed(editor, line);
}

/** Runs a subcommand by its name. */
function runNamed(editor: Editor, line: string): Outcome {
  // a name ends where its letters end: C/a/b/ and L/x/ need no blank
  const word = /^[A-Za-z]+\d*/.exec(line)?.[0] ?? '';
  const next = line[word.length];
  if (word !== '' && (next === undefined || /[^A-Za-z0-9$#@]/.test(next))) {
    const subcommand = findSubcommand(word);
    if (subcommand) {
      return subcommand.run(editor, operandsOf(subcommand, line.slice(word.length)));
    }
    // N3 and PF3 QUIT: the number stands behind the name without a blank
    const [, name = '', digits = ''] = /^([A-Za-z]+)(\d+)$/.exec(word) ?? [];
    const counted = name === '' ? undefined : findSubcommand(name);
    if (counted) return counted.run(editor, digits + line.slice(word.length));
  }
  if (parseTarget(line)) return locate(editor, line);
  return { rc: 0, action: { kind: 'cms', command: line.trim(), implied: true } };
}

/** What stands behind the name: exactly one blank belongs to it, INPUT and others keep the rest. */
function operandsOf(subcommand: Subcommand, behind: string): string {
  const operands = behind.replace(/^ /, '');
  const keeps = KEEP_BLANKS.has(subcommand.name) || subcommand.keepsBlanks === true;
  return keeps ? operands : operands.trimStart();
}

/** Subcommands whose operand is text as it stands. */
const KEEP_BLANKS: ReadonlySet<string> = new Set([...['INPUT', 'REPLACE', 'MSG', 'EMSG']]);
