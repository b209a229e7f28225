/** READ, REFRESH and PARSE as a session carries them out (z/VM: XEDIT Commands and Macros Reference). */
import type { Answer, StepContext, StepResult } from '../command.js';
import { stackLine, takeStacked } from '../program-stack.js';
import { isCopyKey, startCopying } from './copy-key.js';
import { AID_NONE, readInbound } from './data-stream.js';
import { message } from './messages.js';
import { parseLine, type ParseKind } from './parse-line.js';
import { RUN_PREFIXES } from './prefix/run-prefix.js';
import type { ReadRequest } from './read-operands.js';
import { isLocalKey, readKeyOf, readLines } from './read-request.js';
import { readScreen } from './read-screen.js';
import { drawAnew, readCovered } from './resized.js';
import {
  alarmSounded,
  drawScreen,
  editorOf,
  fit,
  on,
  refuse,
  showScreen,
  type XeditFrame,
} from './session-frame.js';

/** Write control character: the keyboard is unlocked, and what was typed stays. */
const UNLOCK = Uint8Array.of(0xc2);
const WRITE = 0x01;

/** Shows the screen and waits for a key. */
export function startReading(frame: XeditFrame, request: ReadRequest): StepResult {
  frame.request = request;
  editorOf(frame).macroReads = true;
  return drawScreen(frame, 'reading-shown');
}

/** Goes on after an effect of READ or REFRESH. */
export function continueReading(
  context: StepContext,
  frame: XeditFrame,
  answer: Answer,
): StepResult {
  const { phase } = frame;
  if (answer.kind === 'display' && answer.result === 'ok') alarmSounded(frame);
  if (phase === 'refreshed') return showScreen(frame);
  if (phase === 'reading-line') {
    fit(context, frame);
    return stack(context, frame, [answer.kind === 'line' ? answer.text.trimEnd() : '']);
  }
  if (phase === 'reading-shown' && answer.kind === 'display' && answer.result === 'ok') {
    return on(frame, 'reading', { kind: 'display-read' });
  }
  if (answer.kind === 'stream' && answer.result === 'ok')
    return takeKey(context, frame, answer.bytes);
  if (answer.kind === 'stream' && answer.result === 'lost') return readCovered(frame, true);
  const resized = fit(context, frame);
  const lost = resized || (answer.kind === 'display' && answer.result === 'lost');
  // a terminal without a screen gives a line, which stands for the command line
  return lost
    ? drawScreen(frame, 'reading-shown')
    : on(frame, 'reading-line', { kind: 'read-console' });
}

function takeKey(context: StepContext, frame: XeditFrame, bytes: Uint8Array): StepResult {
  const editor = editorOf(frame);
  const { rows, columns } = editor.display;
  const inbound = readInbound(bytes, rows, columns);
  if (inbound.aid === AID_NONE) {
    return drawAnew(context, frame, bytes, true) ?? on(frame, 'reading', { kind: 'display-read' });
  }
  const key = readKeyOf(editor, inbound.aid);
  if (key === undefined) {
    editor.retyped = undefined;
    editor.messages = [];
    fit(context, frame);
    return drawScreen(frame, 'reading-shown');
  }
  if (isCopyKey(key.setting)) return startCopying(frame, true);
  if (isLocalKey(key)) {
    const effect = { kind: 'display-write', command: WRITE, stream: UNLOCK } as const;
    return on(frame, 'reading-shown', effect);
  }
  const request = frame.request!;
  editor.messages = [];
  editor.commandLine = '';
  editor.cell = undefined;
  editor.retyped = undefined;
  editor.cursorPriority = 0;
  const lines = readLines(editor, inbound, key, request);
  if (request.what !== 'NOCHANGE') {
    const typed = readScreen(editor, inbound);
    // prefix commands are done when the macro is over
    for (const { clearing, prefixes } of typed) {
      editor.pending.push(...clearing, ...(prefixes ? [RUN_PREFIXES] : []));
    }
  }
  fit(context, frame);
  return stack(context, frame, lines);
}

/** Puts lines on the stack, the first to be read first. */
function stack(context: StepContext, frame: XeditFrame, lines: readonly string[]): StepResult {
  frame.request = undefined;
  editorOf(frame).macroReads = false;
  frame.macros.rc = 0;
  for (const line of [...lines].reverse()) {
    if (!stackLine(context.cms.stack, line, 'LIFO')) return refuse(frame, message('557S'));
  }
  return showScreen(frame);
}

/** PARSE: the line on top of the stack gives way to the columns and lengths of its operands, a line for each. */
export function parseStacked(
  context: StepContext,
  frame: XeditFrame,
  column: number,
  kinds: readonly ParseKind[],
): StepResult {
  const line = takeStacked(context.cms.stack) ?? '';
  const found = parseLine(line, column, kinds);
  if (typeof found === 'string') {
    const rest = line.slice(column - 1).trim();
    return refuse(frame, rest === '' ? message('545E') : message('520E', rest));
  }
  const lines = found.map((places) =>
    places.map(({ column: at, length }) => `${String(at)} ${String(length)}`).join(' '),
  );
  return stack(context, frame, lines);
}
