/** SET, QUERY and MODIFY (z/VM: XEDIT Commands and Macros Reference); the options themselves are in `../options/`. */
import { activeFile, type Editor } from '../editor.js';
import { isSurplus, type Option } from '../options/option.js';
import { namedOption, OPTIONS } from '../options/options.js';
import { DONE, say, tell, type Outcome, type Subcommand } from '../subcommand.js';

function set(editor: Editor, operands: string): Outcome {
  if (operands.trim() === '') return say(editor, 5, '545E');
  const named = namedOption(operands);
  if (named?.option.set === undefined)
    return say(editor, 5, '520E', operands.trim().split(/\s/)[0]?.toUpperCase());
  return named.option.set(editor, activeFile(editor), named.rest);
}

/** The lines that QUERY shows of an option; undefined when the operand is not valid. */
export function queryLines(
  editor: Editor,
  option: Option,
  operand: string,
): readonly string[] | undefined {
  const file = activeFile(editor);
  if (isSurplus(option, operand)) return undefined;
  if (option.lines !== undefined) return option.lines(editor, file, operand);
  const values = option.values(editor, file, operand);
  return values && [[option.name, ...values].join(' ').trimEnd()];
}

function query(editor: Editor, operands: string): Outcome {
  if (operands.trim() === '') return say(editor, 5, '545E');
  const named = namedOption(operands);
  const lines = named && queryLines(editor, named.option, named.rest.trim().toUpperCase());
  if (lines === undefined) return say(editor, 5, '520E', operands.trim().toUpperCase());
  return tell(editor, lines);
}

/** What SET takes to make an option what it is; undefined when the operand is not valid. */
export function settingLines(
  editor: Editor,
  option: Option,
  operand: string,
): readonly string[] | undefined {
  if (isSurplus(option, operand)) return undefined;
  const lines = option.settings?.(editor, activeFile(editor), operand);
  return lines ?? queryLines(editor, option, operand);
}

/** MODIFY: the SET subcommand with its present operands in the command line, to be typed over. */
function modify(editor: Editor, operands: string): Outcome {
  if (operands.trim() === '') return say(editor, 5, '545E');
  const named = namedOption(operands);
  if (named?.option.set === undefined) return say(editor, 5, '520E', operands.trim().toUpperCase());
  const line = settingLines(editor, named.option, named.rest.trim().toUpperCase())?.[0];
  if (line === undefined) return say(editor, 5, '520E', operands.trim().toUpperCase());
  editor.commandLine = `SET ${line}`;
  editor.cursor = undefined;
  return DONE;
}

/** The subcommands of this file. */
export const SETTINGS: readonly Subcommand[] = [
  { name: 'SET', minimum: 3, run: set },
  { name: 'QUERY', minimum: 1, run: query },
  { name: 'MODIFY', minimum: 3, run: modify },
  // SET may be left out in front of an option that is no subcommand
  ...OPTIONS.filter((option) => option.set !== undefined && option.needsSet !== true).map(
    (option): Subcommand => ({
      name: option.name,
      minimum: option.minimum,
      keepsBlanks: true,
      run: (editor, operands) => set(editor, `${option.name} ${operands}`),
    }),
  ),
];
