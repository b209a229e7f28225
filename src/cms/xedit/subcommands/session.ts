/** Subcommands about the file as a whole, the session, and other systems (CMS, CP). */
import { activeFile, type Editor } from '../editor.js';
import { say, type Outcome, type Subcommand } from '../subcommand.js';

/** The fileid that operands name, `=` and what is missing being that of the file. */
export function fileidOperands(
  editor: Editor,
  operands: string,
): readonly [string, string, string] | undefined {
  const file = activeFile(editor);
  const words = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (words.length > 3) return undefined;
  const part = (word: string | undefined, own: string): string =>
    word === undefined || word === '=' ? own : word;
  return [part(words[0], file.name), part(words[1], file.type), part(words[2], file.mode)];
}

function save(editor: Editor, operands: string, force: boolean, leave: boolean): Outcome {
  const fileid = fileidOperands(editor, operands);
  if (!fileid) return say(editor, 5, '520E', operands.trim());
  return { rc: 0, action: { kind: 'save', fileid, force, leave } };
}

/** QQUIT [n]: n is the return code of XEDIT when it was the last file. */
function leave(editor: Editor, operands: string): Outcome {
  const code = operands.trim();
  if (code === '') return { rc: 0, action: { kind: 'leave' } };
  if (!/^-?\d{1,9}$/.test(code)) return say(editor, 5, '520E', code);
  return { rc: 0, action: { kind: 'leave', rc: Number(code) } };
}

/** QUIT [n]: not when something has been changed. */
function quit(editor: Editor, operands: string): Outcome {
  const outcome = leave(editor, operands);
  const refused = outcome.rc === 0 && activeFile(editor).alterations > 0;
  return refused ? say(editor, 12, '577E') : outcome;
}

/** The subcommands of this file. */
export const SESSION: readonly Subcommand[] = [
  { name: 'FILE', minimum: 4, run: (editor, operands) => save(editor, operands, false, true) },
  { name: 'FFILE', minimum: 2, run: (editor, operands) => save(editor, operands, true, true) },
  { name: 'SAVE', minimum: 4, run: (editor, operands) => save(editor, operands, false, false) },
  { name: 'SSAVE', minimum: 2, run: (editor, operands) => save(editor, operands, true, false) },
  { name: 'QUIT', minimum: 4, run: quit },
  { name: 'QQUIT', minimum: 2, run: leave },
  {
    name: 'XEDIT',
    minimum: 1,
    run: (_editor, operands) => ({ rc: 0, action: { kind: 'edit', text: operands } }),
  },
  {
    name: 'LOAD',
    minimum: 4,
    run: (_editor, operands) => ({ rc: 0, action: { kind: 'load', text: operands } }),
  },
  {
    name: 'CMS',
    minimum: 3,
    // without a command: the CMS subset
    run: (_editor, operands) =>
      operands.trim() === ''
        ? { rc: 0, action: { kind: 'subset' } }
        : { rc: 0, action: { kind: 'cms', command: operands.trim(), named: true } },
  },
  {
    name: 'CP',
    minimum: 2,
    // without a command: CP READ, until BEGIN
    run: (_editor, operands) =>
      operands.trim() === ''
        ? { rc: 0, action: { kind: 'cms', command: 'CP' } }
        : { rc: 0, action: { kind: 'cp', command: operands.trim() } },
  },
  {
    name: 'HELP',
    minimum: 1,
    run: (_editor, operands) => ({
      rc: 0,
      action: { kind: 'cms', command: helpCommand(operands) },
    }),
  },
];

/** The HELP command of CMS that operands of HELP mean. */
function helpCommand(operands: string): string {
  const [first = '', second] = operands.trim().toUpperCase().split(/\s+/);
  if (first === '' || first === 'MENU') return 'HELP XEDIT MENU';
  if (['SET', 'QUERY', 'XSET'].includes(first) && second !== undefined)
    return `HELP XSET ${second}`;
  if (first === 'PREFIX' && second !== undefined) return `HELP PREFIX ${second}`;
  if (/^DMS|^HCP|^(?:TASKS?|KEYS|CMS|CP|REXX|PIPE|XEDIT|MSG)$/.test(first))
    return `HELP ${operands.trim()}`;
  return `HELP XEDIT ${first}`;
}
