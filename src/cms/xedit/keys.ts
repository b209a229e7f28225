/** What keys do that are set to subcommands (z/VM: XEDIT Commands and Macros Reference, "SET PFn", "SET PAn", "SET ENTER"). */
import type { EditFile } from './edit-file.js';
import { activeFile, type Editor } from './editor.js';
import { runCommandLine, runSubcommand } from './interpreter.js';
import { keySetting } from './key-setting.js';
import { DONE, END_OF_FILE, say, type Outcome } from './subcommand.js';
import { changeSelected } from './subcommands/selective-change.js';
import { lineEntry, settingEntry, type Key } from './turn-order.js';

/** What a key is set to; '' for nothing. */
export function settingOf({ settings, options }: EditFile, key: Key): string {
  if (key === 'ENTER') return settings.enter;
  const number = Number(key.slice(2));
  return (key.startsWith('PF') ? settings.pf[number] : options.pa[number]) ?? '';
}

/**
 * Presses a key: what it is set to, and what the command line holds, in the order that its setting says. What the command
 * line holds stays there until its turn comes: subcommands of keys may read it, or take it for theirs.
 */
export function pressKey(editor: Editor, key: Key, command: string): Outcome {
  const { when, text } = keySetting(settingOf(activeFile(editor), key));
  editor.commandLine = command;
  if (text.trim() === '' || (when === 'IGNORE' && command !== '')) {
    if (key !== 'ENTER' && text.trim() === '') return say(editor, 0, '657E');
    return runHeld(editor, command);
  }
  if (when === 'AFTER' && command !== '') {
    const outcome = runHeld(editor, command);
    if (outcome.rc <= END_OF_FILE) editor.pending.push(settingEntry(text));
    return outcome;
  }
  const outcome = runSetting(editor, key, text);
  if (when === 'BEFORE' && command !== '') editor.pending.push(lineEntry(command));
  return outcome;
}

/** Runs what the command line holds. */
export function runHeld(editor: Editor, command: string): Outcome {
  // a subcommand of the key has taken it for its own
  if (editor.commandLine !== command || command === '') return DONE;
  editor.commandLine = '';
  if (editor.cursor !== undefined) editor.cursor = { ...editor.cursor, left: true };
  return runCommandLine(editor, command);
}

function runSetting(editor: Editor, key: Key, text: string): Outcome {
  const selected = editor.selected !== undefined && key === `PF${editor.changeKey}`;
  if (selected) return changeSelected(editor) ?? DONE;
  // SCHANGE goes on from what it has found; any other key leaves it
  if (!/^\s*sch/i.test(text)) editor.selected = undefined;
  if (!/^\s*(?:\?+|=+)\s*$/.test(text)) return runSubcommand(editor, text);
  editor.commandLine = '';
  return runCommandLine(editor, text);
}
