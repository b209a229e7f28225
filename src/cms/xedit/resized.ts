/**
 * The screen has to be drawn anew while it waits for a key, as the terminal has got another size, or CP has taken it for lines
 * of its own: what is typed on it stays typed. What has no room there any more is taken in as by a key.
 */
import type { Answer, StepContext, StepResult } from '../command.js';
import { readInbound, readWholeBuffer, type Inbound } from './data-stream.js';
import type { Editor } from './editor.js';
import { displayOf } from './full-screen.js';
import { takePower } from './power-input.js';
import { readScreen } from './read-screen.js';
import { POWER_ROW } from './screen/power-row.js';
import { keepTyping, withoutRoom } from './screen/retyped.js';
import { switchView } from './screen/views.js';
import { drawScreen, editorOf, fit, on, showScreen, type XeditFrame } from './session-frame.js';

/**
 * Draws the screen anew when the terminal has another size than it was drawn for.
 * @param bytes - what the read has brought, at which no key was pressed
 * @param reading - READ waits: what has no room is not taken in, as the lines of READ would not tell of it
 */
export function drawAnew(
  context: StepContext,
  frame: XeditFrame,
  bytes: Uint8Array,
  reading: boolean,
): StepResult | undefined {
  const editor = editorOf(frame);
  const old = editor.display;
  const now = displayOf(context);
  if (now === undefined || (now.rows === old.rows && now.columns === old.columns)) return undefined;
  const read = frame.buffered === true && !reading ? readWholeBuffer : readInbound;
  return typeOnNew(context, frame, read(bytes, old.rows, old.columns), reading);
}

/** CP has taken the screen: what is typed is read from below its lines. */
export function readCovered(frame: XeditFrame, reading: boolean): StepResult {
  const phase = reading ? 'reading-covered' : 'covered';
  return on(frame, phase, { kind: 'display-read', buffer: 'now' });
}

/** Draws the screen that CP had taken, with what is typed on it. */
export function afterCovered(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  const reading = frame.phase === 'reading-covered';
  const { rows, columns } = editorOf(frame).display;
  if (answer.kind === 'stream' && answer.result === 'ok') {
    return typeOnNew(context, frame, readWholeBuffer(answer.bytes, rows, columns), reading);
  }
  fit(context, frame);
  return reading ? drawScreen(frame, 'reading-shown') : showScreen(frame);
}

/** Draws the screen for the terminal as it is now, with what was typed on the one before. */
function typeOnNew(
  context: StepContext,
  frame: XeditFrame,
  inbound: Inbound,
  reading: boolean,
): StepResult {
  const editor = editorOf(frame);
  const old = editor.display;
  const typed = keepTyping(editor, inbound);
  fit(context, frame);
  const without = withoutRoom(editor, typed);
  editor.retyped = { ...typed, fields: typed.fields.filter((one) => !without.includes(one)) };
  if (reading) return drawScreen(frame, 'reading-shown');
  if (without.length === 0) return drawScreen(frame, 'shown');
  const { retyped } = editor;
  editor.display = old;
  takeIn(editor, { ...inbound, fields: without.map(({ cell, text }) => ({ at: cell, text })) });
  editor.retyped = retyped;
  fit(context, frame);
  return showScreen(frame);
}

/** Takes in what has no room; the session goes on as it stands. */
function takeIn(editor: Editor, inbound: Inbound): void {
  const { mode } = editor;
  if (mode === 'power') {
    const at = POWER_ROW * editor.display.columns + 1;
    takePower(editor, inbound.fields.find((field) => field.at === at)?.text ?? '');
    return;
  }
  const { active, all } = editor.views;
  const typed = readScreen(editor, inbound, false);
  // the view with the cursor is the active one when a key comes, not now
  switchView(editor, active);
  editor.mode = mode;
  for (const { view, command, clearing } of typed) {
    editor.pending.push(...clearing);
    if (command === '') continue;
    if (view === active) editor.commandLine = command;
    else all[view]!.commandLine = command;
  }
}
