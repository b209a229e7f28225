/**
 * The editing session step by step: show the screen, wait for a key, take in what was typed, run the
 * subcommand, carry out what it asks for. The frame is plain data.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { takeStacked, takeTyped } from '../program-stack.js';
import { autosave } from './autosave.js';
import { continueCopying } from './copy-key.js';
import { displayOf } from './full-screen.js';
import { runCommandLine, runSubcommand } from './interpreter.js';
import { continueMacro, newMacros } from './macros.js';
import { takeInputLine } from './read-screen.js';
import { continueReading } from './read-step.js';
import { afterCovered, readCovered } from './resized.js';
import { takeOverflow } from './screen/message-rows.js';
import { switchView } from './screen/views.js';
import {
  afterCms,
  afterCp,
  afterMacro,
  beginMacro,
  carryOut,
  profiled,
} from './session-actions.js';
import {
  afterErase,
  continueLoading,
  continuePutting,
  continueSaving,
  EVERY_RECORD,
  openFile,
} from './session-files.js';
import {
  alarmSounded,
  atScreen,
  editorOf,
  fit,
  NO_DISPLAY,
  on,
  showScreen,
  type XeditFrame,
} from './session-frame.js';
import { awaitKey, runEntry, takeKey, takeLine, withoutScreen } from './session-keys.js';
import { continueSubset } from './subset.js';
import { turnEntry } from './turn-order.js';
import { continueBuilding } from './update/update-save.js';
import type { Opening } from './xedit-options.js';

/** Begins a session on a file; `found` is read first, a file that is not there is new. */
export function startSession(
  context: StepContext,
  fileid: readonly [string, string, string],
  profile: string | undefined,
  opening: Opening,
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
    opening,
    profile,
    silent: opening.silent === true,
    macros: newMacros(),
    outside: [],
    command: '',
  };
  return stackedFirst(
    context,
    openFile(context, frame, fileid, opening) ?? profiled(context, frame),
  );
}

/** Goes on after an effect. */
export function resumeSession(given: Frame, answer: Answer, context: StepContext): StepResult {
  return stackedFirst(context, afterEffect(given, answer, context));
}

/** Stacked lines that one step runs. */
const LINES_A_STEP = 20;
/** Work units after which no further one is begun. */
const COST_A_STEP = 1000;
/**
 * What stands behind a line end in the command line, lines on the program stack, and lines typed before the editor had
 * the screen, are subcommands (in input mode, lines of the file) that come before the screen is shown.
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
  for (let n = 0; 'effect' in result && atScreen(result); n++) {
    const frame = result.frame as unknown as XeditFrame;
    if (n === LINES_A_STEP || (n > 0 && cost > COST_A_STEP)) {
      return { ...on(frame, 'typed', { kind: 'work' }, cost), lines, data: true };
    }
    const step = beforeScreen(context, frame);
    if (step === undefined) {
      return { ...atLast(frame, result, lines), cost };
    }
    next(step);
  }
  return { ...result, lines, cost };
}

/** The screen, with what was said in lines as messages; what it has no room for is typed before it. */
function atLast(frame: XeditFrame, result: StepResult, lines: readonly string[]): StepResult {
  const editor = editorOf(frame);
  editor.messages.push(...lines);
  const beyond = takeOverflow(editor);
  if (beyond.length > 0) return on(frame, 'typed', { kind: 'type', lines: beyond });
  return lines.length === 0 ? result : showScreen(frame);
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
  if (entry !== undefined) return runEntry(context, frame, entry);
  if (editor.mode !== 'edit') {
    takeInputLine(editor, line);
    return showScreen(frame);
  }
  const outcome =
    pending === undefined ? runCommandLine(editor, line, '') : runSubcommand(editor, line);
  return carryOut(context, frame, outcome);
}

/** Carries out a subcommand of a program that was called in the session. */
export function runFromOutside(context: StepContext, frame: XeditFrame, text: string): StepResult {
  return carryOut(context, frame, runSubcommand(editorOf(frame), text));
}

/** Goes on with the macro on top, whose subcommand has ended. */
export function goOnWithMacro(context: StepContext, frame: XeditFrame): StepResult {
  return afterMacro(context, frame, continueMacro(context, frame.macros, undefined));
}

/** The screen stands, as it was drawn: what a key brings is read by that size. */
const DRAWN: ReadonlySet<XeditFrame['phase']> = new Set([
  ...(['shown', 'read', 'copying', 'unlocked', 'reading-shown', 'reading'] as const),
  ...(['covered', 'reading-covered'] as const),
]);

/** Goes on after an effect, without regard to what waits to be carried out. */
export function afterEffect(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = given as unknown as XeditFrame;
  if (!DRAWN.has(frame.phase)) fit(context, frame);
  switch (frame.phase) {
    case 'load':
    case 'get':
      return continueLoading(context, frame) ?? profiled(context, frame);
    case 'put':
      return continuePutting(context, frame);
    case 'save':
      return continueSaving(context, frame, answer);
    case 'subset':
    case 'subset-command':
    case 'subset-cp':
      return continueSubset(context, frame, answer);
    case 'building':
      return continueBuilding(context, frame);
    case 'erase':
      return afterErase(frame);
    case 'shown':
      if (answer.kind === 'display' && answer.result === 'ok') {
        alarmSounded(frame);
        return awaitKey(frame);
      }
      // drawn for a terminal that has got another size in this moment
      if (fit(context, frame)) return showScreen(frame);
      if (answer.kind === 'display' && answer.result === 'lost') return showScreen(frame);
      return withoutScreen(frame);
    case 'read':
      if (answer.kind === 'stream' && answer.result === 'ok') {
        return takeKey(context, frame, answer.bytes);
      }
      if (answer.kind === 'stream' && answer.result === 'lost') return readCovered(frame, false);
      fit(context, frame);
      return withoutScreen(frame);
    case 'covered':
    case 'reading-covered':
      return afterCovered(context, frame, answer);
    case 'copying':
      return continueCopying(context, frame, answer);
    case 'unlocked':
      if (answer.kind === 'display' && answer.result === 'ok') return awaitKey(frame);
      fit(context, frame);
      return showScreen(frame);
    case 'line':
      return takeLine(context, frame, answer);
    case 'reading-shown':
    case 'reading':
    case 'reading-line':
    case 'refreshed':
      return continueReading(context, frame, answer);
    case 'again':
      return carryOut(context, frame, runSubcommand(editorOf(frame), frame.command));
    case 'cms':
      return afterCms(context, frame, answer);
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
