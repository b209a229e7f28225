/** What the keys of the session's screen do: what was typed is taken in first (z/VM: XEDIT Commands and Macros Reference, "SET PFn", "SET ENTER"). */
import type { Answer, StepContext, StepResult } from '../command.js';
import { AID_ENTER, AID_NONE, pfNumber, readInbound } from './data-stream.js';
import { activeFile } from './editor.js';
import { runCommandLine, runSubcommand } from './interpreter.js';
import { enterKey, keyText } from './keys.js';
import { readScreen } from './read-screen.js';
import { carryOut } from './session-actions.js';
import { editorOf, fit, NO_DISPLAY, on, showScreen, type XeditFrame } from './session-frame.js';
import { keyEntry, orderOf } from './turn-order.js';
import { changeSelected } from './subcommands/selective-change.js';

/** Takes in what a key has sent, and does what the key is for. */
export function takeKey(context: StepContext, frame: XeditFrame, bytes: Uint8Array): StepResult {
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
export function keyPressed(
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
  return { ...on(frame, 'line', { kind: 'read-console' }), lines };
}

/** A subcommand that was read as a line. */
export function takeLine(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  fit(context, frame);
  const text = answer.kind === 'line' ? answer.text.trim() : '';
  if (text === '') return showScreen(frame);
  return carryOut(context, frame, runCommandLine(editorOf(frame), text));
}
