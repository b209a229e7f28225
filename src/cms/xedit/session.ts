/**
 * The editing session step by step: show the screen, wait for a key, take in what was typed, run the
 * subcommand, carry out what it asks for. The frame is plain data.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { searchedLine } from '../exec/searched-line.js';
import { stackLine, takeStacked, takeTyped } from '../program-stack.js';
import { AID_ENTER, AID_NONE, pfNumber, readInbound } from './data-stream.js';
import { autosave, eraseAutosaved } from './autosave.js';
import { activeFile } from './editor.js';
import { runCommandLine, runSubcommand } from './interpreter.js';
import { extract } from './extract-step.js';
import { fileidOf } from './fileid.js';
import { enterKey, keyText } from './keys.js';
import {
  callMacro,
  continueMacro,
  endMacro,
  loadMacro,
  newMacros,
  READING_COST,
  type MacroStep,
} from './macros.js';
import { message } from './messages.js';
import { mark } from './prefix/run-prefix.js';
import { readScreen, takeInputLine } from './read-screen.js';
import { switchView } from './screen/views.js';
import { startSaving } from './save.js';
import { startPut } from './putting-step.js';
import { displayOf } from './full-screen.js';
import {
  afterErase,
  continueLoading,
  continuePutting,
  EVERY_RECORD,
  continueSaving,
  openFile,
  startGet,
} from './session-files.js';
import {
  editorOf,
  fit,
  on,
  profileOf,
  refuse,
  showScreen,
  type XeditFrame,
} from './session-frame.js';
import { END_OF_FILE, type Outcome } from './subcommand.js';
import { keyEntry, orderOf, turnEntry } from './turn-order.js';
import { changeSelected } from './subcommands/selective-change.js';

const NO_DISPLAY = 'DMSXIN529E XEDIT is only valid in display mode';

/** Begins a session on a file; `found` is read first, a file that is not there is new. */
export function startSession(
  context: StepContext,
  fileid: readonly [string, string, string],
  profile?: string,
  silent = false,
): StepResult {
  const display = displayOf(context);
  if (display === undefined) return { rc: 3, lines: [NO_DISPLAY] };
  const frame: XeditFrame = {
    version: 1,
    editor: undefined,
    display,
    phase: 'load',
    loading: undefined,
    saving: undefined,
    leaving: false,
    putting: undefined,
    getting: EVERY_RECORD,
    profile,
    silent,
    macros: newMacros(),
    outside: [],
    command: '',
  };
  return stackedFirst(context, openFile(context, frame, fileid) ?? profiled(context, frame));
}

/** Goes on after an effect. */
export function resumeSession(given: Frame, answer: Answer, context: StepContext): StepResult {
  return stackedFirst(context, afterEffect(given, answer, context));
}

/** Stacked lines that one step runs. */
const LINES_A_STEP = 20;
/** Work units after which no further one is begun. */
const COST_A_STEP = 1000;
/** Rows of the screen that messages leave free. */
const MESSAGE_ROOM = 8;

/**
 * What stands behind a line end in the command line, lines on the program stack, and lines typed before the editor had the screen, are subcommands (in input mode,
 * lines of the file) that come before the screen is shown.
 */
function stackedFirst(context: StepContext, first: StepResult): StepResult {
  let result = first;
  let cost = first.cost ?? 0;
  const lines = [...(first.lines ?? [])];
  const next = (one: StepResult): void => {
    result = one;
    cost += one.cost ?? 0;
    lines.push(...(one.lines ?? []));
  };
  for (let n = 0; 'effect' in result && result.effect.kind === 'display-write'; n++) {
    const frame = result.frame as unknown as XeditFrame;
    if (n === LINES_A_STEP || (n > 0 && cost > COST_A_STEP)) {
      return { ...on(frame, 'typed', { kind: 'work' }, cost), lines, data: true };
    }
    const step = beforeScreen(context, frame);
    if (step === undefined) {
      if (lines.length === 0) break;
      return { ...withLines(frame, lines), cost };
    }
    next(step);
  }
  return { ...result, lines, cost };
}

/** What comes before the screen: a macro goes on, or a line that waits is carried out. */
function beforeScreen(context: StepContext, frame: XeditFrame): StepResult | undefined {
  if (frame.macros.running.length > 0) {
    return afterMacro(context, frame, continueMacro(context, frame.macros, undefined));
  }
  const { stack } = context.cms;
  const editor = editorOf(frame);
  const pending = editor.pending.shift();
  const line = pending ?? takeStacked(stack) ?? takeTyped(stack);
  if (line === undefined) {
    return frame.outside.length === 0 ? autosave(context, frame) : undefined;
  }
  const entry = pending === undefined ? undefined : turnEntry(pending);
  if (entry?.kind === 'view') {
    if (!switchView(editor, entry.view)) editor.pending = [];
    return showScreen(frame);
  }
  if (entry?.kind === 'key') {
    // what stands behind a line end comes before what other views hold
    const later = editor.pending.splice(0);
    const result = keyPressed(context, frame, entry.key, entry.command);
    editor.pending.push(...later);
    return result;
  }
  if (editor.mode !== 'edit') {
    takeInputLine(editor, line);
    return showScreen(frame);
  }
  const outcome =
    pending === undefined ? runCommandLine(editor, line, '') : runSubcommand(editor, line);
  return carryOut(context, frame, outcome);
}

/** The screen, with what a macro has said as messages, or in lines of their own before it. */
function withLines(frame: XeditFrame, lines: readonly string[]): StepResult {
  const editor = editorOf(frame);
  if (lines.length > editor.display.rows - MESSAGE_ROOM) {
    return on(frame, 'typed', { kind: 'type', lines });
  }
  editor.messages.push(...lines);
  return showScreen(frame);
}

/** Carries out a subcommand of a program that was called in the session. */
export function runFromOutside(context: StepContext, frame: XeditFrame, text: string): StepResult {
  return carryOut(context, frame, runSubcommand(editorOf(frame), text));
}

/** Goes on with the macro on top, whose subcommand has ended. */
export function goOnWithMacro(context: StepContext, frame: XeditFrame): StepResult {
  return afterMacro(context, frame, continueMacro(context, frame.macros, undefined));
}

/** Goes on after an effect, without regard to what waits to be carried out. */
export function afterEffect(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = given as unknown as XeditFrame;
  switch (frame.phase) {
    case 'load':
    case 'get':
      return continueLoading(context, frame) ?? profiled(context, frame);
    case 'put':
      return continuePutting(context, frame);
    case 'save':
      return continueSaving(context, frame, answer);
    case 'erase':
      return afterErase(frame);
    case 'shown':
      if (answer.kind === 'display' && answer.result === 'ok') {
        return on(frame, 'read', { kind: 'display-read' });
      }
      fit(context, frame);
      if (answer.kind === 'display' && answer.result === 'lost') return showScreen(frame);
      return withoutScreen(frame);
    case 'read':
      if (answer.kind === 'stream' && answer.result === 'ok') {
        return takeKey(context, frame, answer.bytes);
      }
      fit(context, frame);
      return answer.kind === 'stream' && answer.result === 'lost'
        ? showScreen(frame)
        : withoutScreen(frame);
    case 'line':
      return takeLine(context, frame, answer);
    case 'again':
      return carryOut(context, frame, runSubcommand(editorOf(frame), frame.command));
    case 'cms':
      return afterCms(frame, answer);
    case 'cp':
      return afterCp(frame, answer);
    case 'typed':
      return showScreen(frame);
    case 'loading-macro':
      return beginMacro(context, frame);
    case 'macro':
      return afterMacro(context, frame, continueMacro(context, frame.macros, answer));
  }
}

/**
 * The terminal in front has no screen any more (its user came back on another one): nothing that was edited
 * is lost for that. Subcommands are read line by line, so that the file can be saved.
 */
function withoutScreen(frame: XeditFrame): StepResult {
  const editor = editorOf(frame);
  const lines = [
    ...editor.messages.splice(0),
    NO_DISPLAY,
    'Enter a subcommand (SAVE, FILE, QQUIT), or a null line to try the screen again',
  ];
  return { ...on(frame, 'line', { kind: 'read-console' }), lines };
}

function takeLine(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  fit(context, frame);
  const text = answer.kind === 'line' ? answer.text.trim() : '';
  if (text === '') return showScreen(frame);
  return carryOut(context, frame, runCommandLine(editorOf(frame), text));
}

function takeKey(context: StepContext, frame: XeditFrame, bytes: Uint8Array): StepResult {
  const editor = editorOf(frame);
  const { rows, columns } = editor.display;
  const inbound = readInbound(bytes, rows, columns);
  const key = pfNumber(inbound.aid);
  // an attention without a key: what was typed on the screen stays
  if (inbound.aid === AID_NONE) return on(frame, 'read', { kind: 'display-read' });
  // PA keys and CLEAR bring no fields: the screen is drawn again
  if (inbound.aid !== AID_ENTER && key === undefined) {
    fit(context, frame);
    return showScreen(frame);
  }
  editor.messages = [];
  editor.pending = [];
  editor.cell = undefined;
  editor.cursorPriority = 0;
  const input = editor.mode === 'input';
  for (const view of editor.views.all) {
    view.messages = [];
    view.commandLine = '';
  }
  editor.commandLine = '';
  const typed = readScreen(editor, inbound);
  fit(context, frame);
  if (input && key === undefined) return showScreen(frame);
  const { active } = editor.views;
  const command = typed.find(({ view }) => view === active)?.command ?? '';
  editor.pending = orderOf(editor, typed, key);
  if (editor.pending.length === 0) return keyPressed(context, frame, key, command);
  // prefix commands come before the key, and their macros before that
  editor.pending.push(keyEntry(key, command));
  return showScreen(frame);
}

/** Does what ENTER (no number) or a PF key is set to, when the rest of the screen has been taken in. */
function keyPressed(
  context: StepContext,
  frame: XeditFrame,
  key: number | undefined,
  command: string,
): StepResult {
  const editor = editorOf(frame);
  const { settings } = activeFile(editor);
  editor.commandLine = '';
  if (key !== undefined) {
    editor.commandLine = command;
    const text = keyText(settings.pf[key] ?? '');
    if (text === '') {
      editor.messages.push(`* PF${String(key).padStart(2, '0')} UNDEFINED`);
      return showScreen(frame);
    }
    const selected = editor.selected !== undefined && key === editor.changeKey;
    if (selected) {
      changeSelected(editor);
      return showScreen(frame);
    }
    // SCHANGE goes on from what it has found; any other key leaves it
    if (!/^\s*sch/i.test(text)) editor.selected = undefined;
    const recalls = text === '?' || text === '=';
    if (recalls) editor.commandLine = '';
    const outcome = recalls ? runCommandLine(editor, text) : runSubcommand(editor, text);
    return carryOut(context, frame, outcome);
  }
  if (settings.enter !== '') {
    return carryOut(context, frame, enterKey(editor, settings.enter, command));
  }
  if (command === '') return showScreen(frame);
  editor.cursor = undefined;
  return carryOut(context, frame, runCommandLine(editor, command));
}

/** Does what a subcommand has asked for. After an error the rest of the command line is not run. */
function carryOut(context: StepContext, frame: XeditFrame, { rc, action }: Outcome): StepResult {
  const editor = editorOf(frame);
  if (rc > END_OF_FILE) editor.pending = [];
  frame.macros.rc = rc;
  if (!action) return showScreen(frame);
  switch (action.kind) {
    case 'leave':
      return eraseAutosaved(context, frame, true) ?? afterErase(frame, true);
    case 'again':
      frame.command = action.text;
      return on(frame, 'again', { kind: 'work' }, 1500);
    case 'save': {
      const saving = startSaving(context, activeFile(editor), action.fileid, action);
      if (!('phase' in saving)) return refuse(frame, saving);
      frame.saving = saving;
      return on(frame, 'save', { kind: 'work' });
    }
    case 'edit': {
      const words =
        action.text.split('(')[0]?.trim().toUpperCase().split(/\s+/).filter(Boolean) ?? [];
      if (words.length === 0) {
        editor.active = (editor.active + 1) % editor.ring.length;
        return showScreen(frame);
      }
      const fileid = fileidOf(words);
      return fileid
        ? (openFile(context, frame, fileid) ?? profiled(context, frame))
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
      if (callMacro(context, frame.macros, action.name, action.args, action.prefix?.name)) {
        return beginMacro(context, frame);
      }
      if (action.prefix) {
        mark(editor, activeFile(editor), action.prefix);
        return showScreen(frame);
      }
      if (action.otherwise !== undefined) {
        return carryOut(context, frame, runSubcommand(editor, `COMMAND ${action.otherwise}`));
      }
      return refuse(frame, message('542E', action.name));
    case 'extract':
      return extract(context, frame, action.operands);
    case 'tell':
      return withLines(frame, action.lines);
    case 'stack':
      for (const line of action.lines) {
        if (!stackLine(context.cms.stack, line, action.order ?? 'FIFO'))
          return refuse(frame, message('557S'));
      }
      return showScreen(frame);
    case 'cms':
      if (action.implied === true) {
        const [, name = '', args = ''] = /^(\S+) ?(.*)$/s.exec(action.command) ?? [];
        if (callMacro(context, frame.macros, name, args)) return beginMacro(context, frame);
        if (!activeFile(editor).options.impcmscp) return refuse(frame, message('542E', name));
      }
      frame.command = action.command;
      return on(frame, 'cms', {
        ...{ kind: 'command', caller: 'exec' },
        line: searchedLine(context.cms, action.command),
      });
    case 'cp':
      frame.command = action.command;
      return on(frame, 'cp', { kind: 'cp', command: action.command, buffered: true });
  }
}

/** A word that CMS does not know goes to CP (SET IMPCMSCP ON). */
function afterCms(frame: XeditFrame, answer: Answer): StepResult {
  if (frame.macros.left && frame.macros.running.length === 0 && frame.outside.length === 0) {
    // a program that was called has left the last file
    return { rc: 0 };
  }
  if (answer.kind === 'rc' && answer.rc === -3) {
    return on(frame, 'cp', { kind: 'cp', command: frame.command, buffered: true });
  }
  if (answer.kind !== 'rc' || answer.rc !== 0) editorOf(frame).pending = [];
  if (answer.kind === 'rc') frame.macros.rc = answer.rc;
  return showScreen(frame);
}

function afterCp(frame: XeditFrame, answer: Answer): StepResult {
  const editor = editorOf(frame);
  if (answer.kind !== 'cp') return showScreen(frame);
  if (answer.rc === 1) {
    return refuse(frame, message('542E', frame.command.split(/\s/)[0] ?? ''));
  }
  if (answer.rc !== 0) editor.pending = [];
  frame.macros.rc = answer.rc;
  if (answer.lines.length > editor.display.rows - MESSAGE_ROOM) {
    return on(frame, 'typed', { kind: 'type', lines: answer.lines });
  }
  editor.messages.push(...answer.lines);
  return showScreen(frame);
}

/** A file has joined the ring: its profile is run, if there is one. */
function profiled(context: StepContext, frame: XeditFrame): StepResult {
  const { macros } = frame;
  const profile = profileOf(frame);
  if (profile === undefined) return showScreen(frame);
  const { name, type, mode } = activeFile(editorOf(frame));
  const there = callMacro(context, macros, profile, `${name} ${type} ${mode}`);
  return there ? beginMacro(context, frame) : showScreen(frame);
}

/** Reads a macro and begins it. */
function beginMacro(context: StepContext, frame: XeditFrame): StepResult {
  return afterMacro(context, frame, loadMacro(context, frame.macros));
}

/** Does what a macro wants, or goes on behind it when it is over. */
function afterMacro(context: StepContext, frame: XeditFrame, step: MacroStep): StepResult {
  const { macros } = frame;
  frame.rexx = macros.running.at(-1);
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
      const result = carryOut(context, frame, runSubcommand(editorOf(frame), text));
      const all = [...lines, ...(result.lines ?? [])];
      return { ...result, lines: all, cost: cost + (result.cost ?? 0), data: true };
    }
    case 'ended': {
      endMacro(context, macros, step.rc);
      frame.rexx = macros.running.at(-1);
      const { lines, message: text, cost } = step;
      if (macros.left && macros.running.length === 0) {
        return { rc: step.rc, lines: text === undefined ? lines : [...lines, text], cost };
      }
      const editor = editorOf(frame);
      if (step.rc > END_OF_FILE) editor.pending = [];
      if (text !== undefined) editor.messages.push(text);
      return { ...showScreen(frame), lines, cost, data: true };
    }
  }
}

/** Return code of subcommands when no file is left. */
const NO_FILE = 3;
