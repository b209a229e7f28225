/** What SET PFn and SET ENTER hold: a word that says when, and a subcommand (z/VM: XEDIT Commands, "SET PFn"). */
import type { Editor } from './editor.js';
import { runSubcommand } from './interpreter.js';
import type { Outcome } from './subcommand.js';

/** When a key does what it is set to. */
const WORD = /^\s*(before|after|only|ignore)\s+/i;

/** The subcommand of a key. */
export function keyText(setting: string): string {
  return setting.replace(WORD, '');
}

/** Whether what the command line holds is left alone when the key is pressed. */
function keyAlone(setting: string): boolean {
  return /^(only|ignore)$/i.test(WORD.exec(setting)?.[1] ?? '');
}

/** ENTER that is set to something: what it does; the command line comes behind that, unless it is left alone. */
export function enterKey(editor: Editor, setting: string, command: string): Outcome {
  const outcome = runSubcommand(editor, keyText(setting));
  if (command !== '' && !keyAlone(setting)) editor.pending = [command];
  return outcome;
}
