/**
 * COPYKEY: a key that prints the screen as it stands (z/VM: XEDIT Commands and Macros Reference, "SET PFn"). What is printed
 * stays with the printer until CP CLOSE; what was typed stays on the screen.
 */
import type { Answer, StepContext, StepResult } from '../command.js';
import { readWholeBuffer } from './data-stream.js';
import { keySetting } from './key-setting.js';
import { message } from './messages.js';
import { readScreen } from './read-screen.js';
import { editorOf, fit, on, showScreen, type XeditFrame } from './session-frame.js';
import { show } from './subcommand.js';

const PRINTER = 0x00e;
/** Channel commands of printers: skip to a new page; print a line and space. */
const NEW_PAGE = 0x8b;
const PRINT_LINE = 0x09;
const START_FIELD = 0x1d;
/** Bits of an attribute: all of them say that the field is not displayed. */
const HIDDEN = 0x0c;
const WRITE = 0x01;
/** Write control characters: the keyboard is unlocked, and what was typed stays; the alarm sounds as well. */
const UNLOCK = 0xc2;
const UNLOCK_AND_SOUND = 0xc6;

/** Whether a key is set to COPYKEY. */
export function isCopyKey(setting: string): boolean {
  return /^COPYKEY$/i.test(keySetting(setting).text.trim());
}

/**
 * The rows of a screen as they are seen: blanks stand for attributes, nulls and fields that are not displayed.
 * @param bytes - what read buffer brought; nulls at the end may be missing
 */
export function shownRows(bytes: Uint8Array, rows: number, columns: number): Uint8Array[] {
  const attributes: number[] = [];
  for (let at = 3; at < bytes.length; at++) {
    if (bytes[at] === START_FIELD) attributes.push(bytes[++at] ?? 0);
  }
  // the last field goes on at the beginning of the screen
  let hidden = ((attributes.at(-1) ?? 0) & HIDDEN) === HIDDEN;
  const cells = new Uint8Array(rows * columns).fill(0x40);
  for (let at = 3, cell = 0; at < bytes.length && cell < cells.length; at++, cell++) {
    const code = bytes[at]!;
    if (code === START_FIELD) hidden = ((bytes[++at] ?? 0) & HIDDEN) === HIDDEN;
    else if (code > 0x40 && code < 0xff && !hidden) cells[cell] = code;
  }
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
}

/** Reads the screen as it stands, to print it; `reading`: READ goes on behind it. */
export function startCopying(frame: XeditFrame, reading: boolean): StepResult {
  frame.copying = { reading, screen: undefined };
  return on(frame, 'copying', { kind: 'display-read', buffer: 'now' });
}

/** Goes on after an effect of COPYKEY, until the keyboard is unlocked. */
export function continueCopying(
  context: StepContext,
  frame: XeditFrame,
  answer: Answer,
): StepResult {
  const copying = frame.copying!;
  const { rows, columns } = editorOf(frame).display;
  if (answer.kind === 'stream' && answer.result === 'ok') {
    frame.copying = { ...copying, screen: answer.bytes };
    const lines = shownRows(answer.bytes, rows, columns);
    const records = [
      { command: NEW_PAGE, data: new Uint8Array() },
      ...lines.map((data) => ({ command: PRINT_LINE, data })),
    ];
    return on(frame, 'copying', { kind: 'write-records', device: PRINTER, records }, 4 * rows);
  }
  frame.copying = undefined;
  const printed = answer.kind === 'written' && answer.result === 'ok';
  if (printed || copying.reading || copying.screen === undefined) {
    const stream = Uint8Array.of(printed ? UNLOCK : UNLOCK_AND_SOUND);
    const phase = copying.reading ? 'reading-shown' : 'unlocked';
    return on(frame, phase, { kind: 'display-write', command: WRITE, stream });
  }
  return notPrinted(context, frame, copying.screen);
}

/** The screen has to be drawn for the message: what was typed is taken in and shown again. */
function notPrinted(context: StepContext, frame: XeditFrame, screen: Uint8Array): StepResult {
  const editor = editorOf(frame);
  const { rows, columns } = editor.display;
  editor.messages = [];
  const typed = readScreen(editor, readWholeBuffer(screen, rows, columns), false);
  fit(context, frame);
  editor.pending.push(...typed.flatMap(({ clearing }) => clearing));
  const command = typed.find(({ view }) => view === editor.views.active)?.command;
  if (command !== undefined) editor.commandLine = command;
  show(editor, message('245S'));
  return showScreen(frame);
}
