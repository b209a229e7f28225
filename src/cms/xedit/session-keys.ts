/**
 * What the keys of the session's screen do: what was typed is taken in first (z/VM: XEDIT Commands and Macros
 * Reference, "SET PFn", "SET ENTER").
 */
import type { Answer, StepContext, StepResult } from '../command.js';
import { isCopyKey, startCopying } from './copy-key.js';
import {
  AID_ENTER,
  AID_NONE,
  paNumber,
  pfNumber,
  readInbound,
  readWholeBuffer,
  type Inbound,
} from './data-stream.js';
import { activeFile, type Editor } from './editor.js';
import { runCommandLine, runSubcommand } from './interpreter.js';
import { pressKey, runHeld, settingOf } from './keys.js';
import { takePower } from './power-input.js';
import { readScreen } from './read-screen.js';
import { drawAnew } from './resized.js';
import { POWER_ROW } from './screen/power-row.js';
import { carryOut } from './session-actions.js';
import { editorOf, fit, NO_DISPLAY, on, showScreen, type XeditFrame } from './session-frame.js';
import { type Outcome } from './subcommand.js';
import { keyEntry, orderOf, type Key, type TurnEntry } from './turn-order.js';

/** Waits for a key: what was changed is read, or the whole screen (SET FULLREAD). */
export function awaitKey(frame: XeditFrame): StepResult {
  const editor = editorOf(frame);
  // where words of POWERINP are apart only nulls may be
  const buffered = editor.mode === 'power' || activeFile(editor).screen.fullread;
  frame.buffered = buffered;
  return on(frame, 'read', { kind: 'display-read', ...(buffered ? { buffer: 'next' } : {}) });
}

/** The key of an attention identifier; undefined for CLEAR and for what is no key. */
function keyOf(aid: number): Key | undefined {
  if (aid === AID_ENTER) return 'ENTER';
  const [pf, pa] = [pfNumber(aid), paNumber(aid)];
  if (pf !== undefined) return `PF${pf}`;
  return pa === undefined ? undefined : `PA${pa}`;
}

/** Takes in what a key has sent, and does what the key is for. */
export function takeKey(context: StepContext, frame: XeditFrame, bytes: Uint8Array): StepResult {
  const editor = editorOf(frame);
  const { rows, columns } = editor.display;
  const key = keyOf(bytes[0] ?? AID_ENTER);
  // an attention without a key: what was typed on the screen stays
  if (bytes[0] === AID_NONE) return drawAnew(context, frame, bytes, false) ?? awaitKey(frame);
  if (key !== undefined && isCopyKey(settingOf(activeFile(editor), key))) {
    return startCopying(frame, false);
  }
  if (key?.startsWith('PA') === true && frame.buffered !== true) {
    // PA keys bring neither fields nor the cursor
    frame.buffered = true;
    return on(frame, 'read', { kind: 'display-read', buffer: 'now' });
  }
  // CLEAR has emptied the screen: it is drawn again, without the messages that lay over it
  if (key === undefined) {
    editor.retyped = undefined;
    editor.messages = [];
    for (const view of editor.views.all) view.messages = [];
    fit(context, frame);
    return showScreen(frame);
  }
  const read = frame.buffered === true ? readWholeBuffer : readInbound;
  const inbound = read(bytes, rows, columns);
  editor.messages = [];
  editor.pending = [];
  editor.cell = undefined;
  editor.nulled = undefined;
  editor.retyped = undefined;
  editor.cursorPriority = 0;
  const input = editor.mode === 'input';
  for (const view of editor.views.all) {
    view.messages = [];
    view.commandLine = '';
  }
  editor.commandLine = '';
  if (editor.mode === 'power') return takePowerKey(context, frame, key, inbound);
  const typed = readScreen(editor, inbound);
  fit(context, frame);
  if (input && key === 'ENTER') return showScreen(frame);
  const { active } = editor.views;
  const command = typed.find(({ view }) => view === active)?.command ?? '';
  editor.pending = orderOf(editor, typed, key);
  if (editor.pending.length === 0) return carryOut(context, frame, pressKey(editor, key, command));
  // prefix commands come before the key, and their macros before that
  editor.pending.push(keyEntry(key, command));
  return showScreen(frame);
}

/** ENTER in POWERINP takes what was typed, and ends it when nothing was; another key ends it in any case. */
function takePowerKey(
  context: StepContext,
  frame: XeditFrame,
  key: Key,
  { fields }: Inbound,
): StepResult {
  const editor = editorOf(frame);
  const { columns } = editor.display;
  const typed = fields.find(({ at }) => at === POWER_ROW * columns + 1)?.text ?? '';
  const taken = takePower(editor, typed);
  fit(context, frame);
  if (!taken || key !== 'ENTER') editor.mode = 'edit';
  if (key === 'ENTER') return showScreen(frame);
  return carryOut(context, frame, pressKey(editor, key, ''));
}

/** Does an entry of the list that stands for a key or a command line; later entries come behind what it leaves pending. */
export function runEntry(
  context: StepContext,
  frame: XeditFrame,
  entry: Exclude<TurnEntry, { kind: 'view' }>,
): StepResult {
  const editor = editorOf(frame);
  const later = editor.pending.splice(0);
  const outcome = outcomeOf(editor, entry);
  editor.pending.push(...later);
  return carryOut(context, frame, outcome);
}

function outcomeOf(editor: Editor, entry: Exclude<TurnEntry, { kind: 'view' }>): Outcome {
  switch (entry.kind) {
    case 'key':
      return pressKey(editor, entry.key, entry.command);
    case 'line':
      return runHeld(editor, entry.text);
    case 'setting':
      return runSubcommand(editor, entry.text);
  }
}

/**
 * The terminal in front has no screen any more (its user came back on another one): nothing that was edited
 * is lost for that. Subcommands are read line by line, so that the file can be saved.
 */
export function withoutScreen(frame: XeditFrame): StepResult {
  const editor = editorOf(frame);
  const lines = [
    ...editor.messages.splice(0),
    NO_DISPLAY,
    'Enter a subcommand (SAVE, FILE, QQUIT), or a null line to try the screen again',
  ];
  // what it was for is said in lines
  editor.alarm = false;
  return { ...on(frame, 'line', { kind: 'read-console' }), lines };
}

/** A subcommand that was read as a line. */
export function takeLine(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  fit(context, frame);
  const text = answer.kind === 'line' ? answer.text.trim() : '';
  if (text === '') return showScreen(frame);
  return carryOut(context, frame, runCommandLine(editorOf(frame), text));
}
