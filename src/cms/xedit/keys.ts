/** What keys do that are set to subcommands (z/VM: XEDIT Commands and Macros Reference, "SET PFn", "SET ENTER"). */
import type { Editor } from './editor.js';
import { runSubcommand } from './interpreter.js';
import { keySetting } from './key-setting.js';
import type { Outcome } from './subcommand.js';

/** The subcommand of a key. */
export function keyText(setting: string): string {
  return keySetting(setting).text;
}

/** ENTER that is set to something: what it does; the command line comes behind that, unless it is left alone. */
export function enterKey(editor: Editor, setting: string, command: string): Outcome {
  const { when, text } = keySetting(setting);
  const outcome = runSubcommand(editor, text);
  if (command !== '' && when !== 'ONLY' && when !== 'IGNORE') editor.pending = [command];
  return outcome;
}
