/**
 * The terminal has got another size while the screen waits for a key: it is drawn anew at once, and what is typed on it stays
 * typed. What has no room there any more is taken in as by a key.
 */
import type { StepContext, StepResult } from '../command.js';
import { readInbound, readWholeBuffer, type Inbound } from './data-stream.js';
import type { Editor } from './editor.js';
import { displayOf } from './full-screen.js';
import { takePower } from './power-input.js';
import { readScreen } from './read-screen.js';
import { POWER_ROW } from './screen/power-row.js';
import { hasRoom, keepTyping } from './screen/retyped.js';
import { drawScreen, editorOf, fit, showScreen, type XeditFrame } from './session-frame.js';

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
  const inbound = read(bytes, old.rows, old.columns);
  const typed = keepTyping(editor, inbound);
  editor.retyped = typed;
  fit(context, frame);
  if (reading) return drawScreen(frame, 'reading-shown');
  if (hasRoom(editor, typed)) return drawScreen(frame, 'shown');
  editor.display = old;
  editor.retyped = undefined;
  takeIn(editor, inbound);
  fit(context, frame);
  return showScreen(frame);
}

/** Takes in what is typed; the session goes on as it stands. */
function takeIn(editor: Editor, inbound: Inbound): void {
  const { mode } = editor;
  if (mode === 'power') {
    const at = POWER_ROW * editor.display.columns + 1;
    takePower(editor, inbound.fields.find((field) => field.at === at)?.text ?? '');
    return;
  }
  const typed = readScreen(editor, inbound);
  if (mode === 'input') editor.mode = mode;
  const { active, all } = editor.views;
  for (const { view, command, clearing } of typed) {
    if (view === active) editor.commandLine = command;
    else all[view]!.commandLine = command;
    editor.pending.push(...clearing);
  }
}
