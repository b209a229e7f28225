/**
 * What subcommands and macros of a session ask for (z/VM: XEDIT User's Guide, "Writing XEDIT Macros"): files are opened,
 * read and saved, macros begun and gone on with, commands given to CMS and CP.
 */
import type { Answer, StepContext, StepResult } from '../command.js';
import { searchedLine } from '../exec/searched-line.js';
import { stackLine } from '../program-stack.js';
import { eraseAutosaved } from './autosave.js';
import { activeFile } from './editor.js';
import { extract } from './extract-step.js';
import { isRepeat } from './subcommands/meta.js';
import { fileidOf } from './fileid.js';
import { runSubcommand } from './interpreter.js';
import { callMacro, endMacro, loadMacro, NO_FILE, READING_COST, type MacroStep } from './macros.js';
import { message } from './messages.js';
import { mark } from './prefix/run-prefix.js';
import { startPut } from './putting-step.js';
import { parseStacked, startReading } from './read-step.js';
import { startSaving } from './save.js';
import { afterErase, openFile, startGet } from './session-files.js';
import {
  drawScreen,
  editorOf,
  exposeMacro,
  notLoaded,
  on,
  profileOf,
  refuse,
  showScreen,
  withLines,
  type XeditFrame,
} from './session-frame.js';
import { END_OF_FILE, type Outcome } from './subcommand.js';
import { startSubset } from './subset.js';
import { startUpdateSave } from './update/update-save.js';
import { readOpening, type Opening } from './xedit-options.js';

/** Does what a subcommand has asked for. After an error the rest of the command line is not run. */
export function carryOut(
  context: StepContext,
  frame: XeditFrame,
  { rc, action }: Outcome,
): StepResult {
  const editor = editorOf(frame);
  if (rc > END_OF_FILE) editor.pending = [];
  frame.macros.rc = rc;
  const first = frame.fresh === true;
  // what is no macro is looked for again
  if (action?.kind !== 'macro') frame.fresh = false;
  if (!action) return showScreen(frame);
  switch (action.kind) {
    case 'leave':
      if (editor.ring.length === 1) frame.macros.quit = action.rc;
      return eraseAutosaved(context, frame, true) ?? afterErase(frame, true);
    case 'again':
      frame.command = action.text;
      return on(frame, 'again', { kind: 'work' }, 1500);
    case 'save': {
      if (activeFile(editor).update !== undefined) return startUpdateSave(context, frame, action);
      const saving = startSaving(context, activeFile(editor), action.fileid, action);
      if (!('phase' in saving)) return refuse(frame, saving);
      frame.saving = saving;
      return on(frame, 'save', { kind: 'work' });
    }
    case 'load':
      return first ? load(context, frame, action.text) : refuse(frame, message('508E'));
    case 'edit': {
      const { words, opening } = openingOf(action.text);
      if (typeof opening === 'string') return notLoaded(frame, 24, opening);
      if (words.length === 0) {
        editor.active = (editor.active + 1) % editor.ring.length;
        return showScreen(frame);
      }
      const fileid = fileidOf(words);
      return fileid
        ? (openFile(context, frame, fileid, opening) ?? profiled(context, frame))
        : refuse(frame, message('520E', words.join(' ')));
    }
    case 'get':
      frame.getting = { first: action.first, count: action.count };
      return startGet(context, frame, action.fileid);
    case 'put': {
      const { fileid, text, taken, form, onlyNew = false } = action;
      return startPut(context, frame, { fileid, text, taken, onlyNew, file: undefined }, form);
    }
    case 'macro':
      if (callMacro(context, frame.macros, action.name, action.args, action.prefix?.name))
        return beginMacro(context, frame);
      if (action.prefix) {
        mark(editor, activeFile(editor), action.prefix, '659E');
        return showScreen(frame);
      }
      if (action.otherwise !== undefined) {
        return carryOut(context, frame, runSubcommand(editor, `COMMAND ${action.otherwise}`));
      }
      return refuse(frame, message('542E', action.name));
    case 'extract':
      return extract(context, frame, action.operands);
    case 'read':
      return startReading(frame, action.request);
    case 'refresh':
      return drawScreen(frame, 'refreshed');
    case 'parse':
      return parseStacked(context, frame, action.column, action.kinds);
    case 'tell':
      if (action.again === undefined) return withLines(frame, action.lines);
      frame.command = action.again;
      return on(frame, 'again', { kind: 'type', lines: action.lines });
    case 'stack':
      for (const line of action.lines) {
        if (stackLine(context.cms.stack, line, action.order ?? 'FIFO')) continue;
        activeFile(editor).progress = undefined;
        return refuse(frame, message('557S'));
      }
      if (action.again === undefined) return showScreen(frame);
      frame.command = action.again;
      return on(frame, 'again', { kind: 'work' }, 1500);
    case 'subset':
      return startSubset(frame);
    case 'cms':
      if (action.implied === true) {
        const [, name = '', args = ''] = /^(\S+) ?(.*)$/s.exec(action.command) ?? [];
        if (callMacro(context, frame.macros, name, args)) return beginMacro(context, frame);
        if (!activeFile(editor).options.impcmscp) return refuse(frame, message('542E', name));
      }
      frame.command = action.command;
      frame.named = action.named === true ? 'CMS' : undefined;
      return on(frame, 'cms', {
        ...{ kind: 'command', caller: 'exec' },
        line: searchedLine(context.cms, action.command),
      });
    case 'cp':
      frame.command = action.command;
      frame.named = 'CP';
      return on(frame, 'cp', { kind: 'cp', command: action.command, buffered: true });
  }
}

/** What is behind XEDIT or LOAD: a fileid, and options behind a parenthesis (the message when they are not valid). */
function openingOf(text: string): {
  readonly words: readonly string[];
  readonly opening: Opening | string;
} {
  const [front = '', ...behind] = text.toUpperCase().split('(');
  const split = (part: string): string[] => part.trim().split(/\s+/).filter(Boolean);
  const options = split(behind.join('(').split(')')[0] ?? '');
  return { words: split(front), opening: readOpening(options) };
}

/** LOAD fn ft [fm] [(options]: what has come is there already when nothing is said that differs. */
function load(context: StepContext, frame: XeditFrame, text: string): StepResult {
  const editor = editorOf(frame);
  const file = activeFile(editor);
  const { words, opening } = openingOf(text);
  if (typeof opening === 'string') return notLoaded(frame, 24, opening);
  const [name = file.name, type = file.type, mode = file.mode] = words;
  const fileid = fileidOf([name, type, mode, ...words.slice(3)]);
  if (fileid === undefined)
    return notLoaded(frame, 20, `DMSXIN062E Invalid fileid ${words.join(' ')}`);
  const same = name === file.name && type === file.type && (mode === '*' || mode === file.mode);
  const { width, member, update } = opening;
  if (same && [width, member, update].every((one) => one === undefined)) return showScreen(frame);
  frame.replaced = editor.active;
  return openFile(context, frame, fileid, opening) ?? profiled(context, frame);
}

/** CMS has done a command. A word that it does not know goes to CP (SET IMPCMSCP ON; behind the subcommand CMS, SET IMPCP ON of CMS). */
export function afterCms(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  if (frame.macros.left && frame.macros.running.length === 0 && frame.outside.length === 0) {
    // a program that was called has left the last file
    return { rc: frame.macros.quit ?? 0 };
  }
  if (answer.kind === 'rc' && answer.rc === -3) {
    if (frame.named === 'CMS' && !context.cms.settings.impcp) {
      return unknown(frame, UNKNOWN_TO_CMS, ['Unknown CMS command']);
    }
    return on(frame, 'cp', { kind: 'cp', command: frame.command, buffered: true });
  }
  if (answer.kind !== 'rc' || answer.rc !== 0) editorOf(frame).pending = [];
  if (answer.kind === 'rc') frame.macros.rc = answer.rc;
  return showScreen(frame);
}

/** Return code of a command that CMS does not know. */
const UNKNOWN_TO_CMS = -3;

/** A command that the subcommand CMS has named is not known. */
function unknown(frame: XeditFrame, rc: number, lines: readonly string[]): StepResult {
  editorOf(frame).pending = [];
  frame.macros.rc = rc;
  return withLines(frame, lines);
}

/** CP has done a command. */
export function afterCp(frame: XeditFrame, answer: Answer): StepResult {
  const editor = editorOf(frame);
  if (answer.kind !== 'cp') return showScreen(frame);
  // CP itself says what it does not know when it was named
  if (answer.rc === 1 && frame.named === 'CMS') {
    return unknown(frame, UNKNOWN_TO_CMS, ['Unknown CP/CMS command']);
  }
  if (answer.rc === 1 && frame.named === undefined) {
    return refuse(frame, message('542E', frame.command.split(/\s/)[0] ?? ''));
  }
  if (answer.rc !== 0) editor.pending = [];
  frame.macros.rc = answer.rc;
  return withLines(frame, answer.lines);
}

/** A file has joined the ring: its profile is run, if there is one. */
export function profiled(context: StepContext, frame: XeditFrame): StepResult {
  const { macros, replaced } = frame;
  if (replaced !== undefined) {
    // the file that LOAD has brought stands for the one that came first
    const editor = editorOf(frame);
    editor.ring.splice(replaced, 1);
    editor.active = editor.ring.length - 1;
    frame.replaced = undefined;
    return showScreen(frame);
  }
  const profile = profileOf(frame);
  if (profile === undefined) return showScreen(frame);
  const { name, type, mode } = activeFile(editorOf(frame));
  const there = callMacro(context, macros, profile, `${name} ${type} ${mode}`);
  frame.fresh = there;
  return there ? beginMacro(context, frame) : showScreen(frame);
}

/** Reads a macro and begins it. */
export function beginMacro(context: StepContext, frame: XeditFrame): StepResult {
  return afterMacro(context, frame, loadMacro(context, frame.macros));
}

/** Does what a macro wants, or goes on behind it when it is over. */
export function afterMacro(context: StepContext, frame: XeditFrame, step: MacroStep): StepResult {
  const { macros } = frame;
  exposeMacro(frame);
  if (step === 'more') return on(frame, 'loading-macro', { kind: 'work' }, READING_COST);
  switch (step.kind) {
    case 'unreadable':
      macros.rc = step.rc;
      return showScreen(frame);
    case 'effect': {
      const { lines, cost } = step;
      return { ...on(frame, 'macro', step.effect, cost), lines, data: true };
    }
    case 'subcommand': {
      const { text, lines, cost } = step;
      if (macros.left) {
        macros.rc = NO_FILE;
        return { ...showScreen(frame), lines, cost, data: true };
      }
      const editor = editorOf(frame);
      if (!isRepeat(text)) editor.ran = text;
      const result = carryOut(context, frame, runSubcommand(editor, text));
      const all = [...lines, ...(result.lines ?? [])];
      return { ...result, lines: all, cost: cost + (result.cost ?? 0), data: true };
    }
    case 'ended': {
      endMacro(context, macros, step.rc);
      exposeMacro(frame);
      const { lines, message: text, cost } = step;
      if (macros.left && macros.running.length === 0) {
        return {
          rc: macros.quit ?? step.rc,
          lines: text === undefined ? lines : [...lines, text],
          cost,
        };
      }
      const editor = editorOf(frame);
      if (macros.running.length === 0) editor.ran = undefined;
      if (step.rc > END_OF_FILE) editor.pending = [];
      // behind what the macro has said, the clause that is traced back among it
      const all = text === undefined ? lines : [...lines, text];
      return { ...showScreen(frame), lines: all, cost, data: true };
    }
  }
}
