/** What EXTRACT and TRANSFER tell macros (z/VM: XEDIT Commands and Macros Reference, "EXTRACT", "TRANSFER"). */
import { activeFile, type Editor } from '../editor.js';
import { isSurplus, type Variable } from '../options/option.js';
import { namedOption } from '../options/options.js';
import { say, type Outcome, type Subcommand } from '../subcommand.js';

/** The variables of an operand; undefined when it is none. */
export function extractVariables(editor: Editor, operand: string): readonly Variable[] | undefined {
  const named = namedOption(operand);
  if (named === undefined) return undefined;
  const { option } = named;
  const file = activeFile(editor);
  const rest = named.rest.trim().toUpperCase();
  if (isSurplus(option, rest)) return undefined;
  if (option.variables !== undefined) return option.variables(editor, file, rest);
  const values = option.values(editor, file, rest);
  return values && [{ name: option.name, values }];
}

/** The operands of EXTRACT, which the first character parts. */
export function extractOperands(text: string): readonly string[] {
  const line = text.trim();
  return line
    .slice(1)
    .split(line.charAt(0))
    .map((word) => word.trim())
    .filter(Boolean);
}

/** Operands of TRANSFER that name something: `PF3`, `POINT *`, `SYNONYM name`. */
const WITH_OPERAND = /^(?:P(?:O(?:I(?:NT?)?)?)?|PA|PF|SYN(?:O(?:N(?:YM?)?)?)?)$/i;

/**
 * What TRANSFER tells of an option, where that is less than EXTRACT: the row of the current line, where the cursor is
 * now, what was set of rows.
 */
const TRANSFERRED: Readonly<Record<string, readonly [first: number, end: number]>> = {
  CURLINE: [1, 2],
  CURSOR: [0, 4],
  SCALE: [0, 2],
  TABLINE: [0, 2],
};

/** TRANSFER: the values of all keywords are one line, on top of the stack. */
function transfer(editor: Editor, operands: string): Outcome {
  const words = operands.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return say(editor, 5, '545E');
  const told: (string | number)[] = [];
  for (let i = 0; i < words.length; i++) {
    let word = words[i] ?? '';
    const next = words[i + 1];
    if (WITH_OPERAND.test(word) && next === '*') {
      word = `${word} *`;
      i++;
    }
    const found = extractVariables(editor, word);
    if (found === undefined) return say(editor, 5, '520E', word);
    told.push(...found.flatMap(({ name, values }) => values.slice(...(TRANSFERRED[name] ?? [0]))));
  }
  return { rc: 0, action: { kind: 'stack', lines: [told.join(' ')], order: 'LIFO' } };
}

/** The subcommands of this file. */
export const EXTRACTING: readonly Subcommand[] = [
  {
    name: 'EXTRACT',
    minimum: 3,
    run: (_editor, operands) => ({ rc: 0, action: { kind: 'extract', operands } }),
  },
  { name: 'TRANSFER', minimum: 3, run: transfer },
];
