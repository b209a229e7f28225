/** PRESERVE, RESTORE and STATUS: the options of a file as a whole (z/VM: XEDIT Commands and Macros Reference). */
import type { EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { OPTIONS } from '../options/options.js';
import { textFrom } from '../text/text.js';
import { settingLines } from './settings.js';
import { DONE, say, withoutOperands, type Outcome, type Subcommand } from '../subcommand.js';
import { isFileName } from '../../files/file-name.js';

function preserve(editor: Editor): Outcome {
  const file = activeFile(editor);
  const { settings, options, name, type, mode, recfm, lrecl, view, prefix, screen } = file;
  const { msgmode, lineEnd } = editor;
  // options are replaced, settings may be changed in place
  file.preserved = {
    ...{ settings: structuredClone(settings), options },
    ...{ name, type, mode, recfm, lrecl, view, prefix, screen, msgmode, lineEnd },
  };
  return DONE;
}

function restore(editor: Editor): Outcome {
  const file = activeFile(editor);
  if (file.preserved === undefined) return say(editor, 6, '507E');
  const { settings, options, msgmode, lineEnd, ...others } = file.preserved;
  // how the file came here, and what its range is by now, are not settings of its user
  const { origin } = file.options;
  Object.assign(file, others satisfies Partial<EditFile>);
  file.settings = structuredClone(settings);
  file.options = { ...options, origin, range: file.options.range };
  editor.msgmode = msgmode;
  editor.lineEnd = lineEnd;
  return DONE;
}

/** Options that STATUS does not name: what they are is no setting, or lies with lines. */
const UNTOLD: ReadonlySet<string> = new Set([
  ...[
    '=',
    'ALT',
    'DISPLAY',
    'LASTLORC',
    'PENDING',
    'POINT',
    'RANGE',
    'RESERVED',
    'SCOPE',
    'SELECT',
  ],
]);

/** The operands of SET that make the options what they are. */
function statusLines(editor: Editor): string[] {
  return OPTIONS.filter((option) => option.set !== undefined && !UNTOLD.has(option.name)).flatMap(
    (option) => [
      ...(settingLines(editor, option, '') ?? []),
      ...(option.name === 'SYNONYM' ? (settingLines(editor, option, '*') ?? []) : []),
    ],
  );
}

/** STATUS [fn]: shows the options, or writes a macro that sets them. */
function status(editor: Editor, operands: string): Outcome {
  const [name = '', extra] = operands.trim().toUpperCase().split(/\s+/);
  const lines = statusLines(editor);
  if (name === '') return { rc: 0, action: { kind: 'tell', lines } };
  if (extra !== undefined || !isFileName(name)) return say(editor, 5, '520E', operands.trim());
  const quoted = lines.map((line) => `'COMMAND SET ${line.replaceAll("'", "''")}'`);
  const text = textFrom(['/* The options of a session of XEDIT, by STATUS */', ...quoted]);
  const form = { recfm: 'V', lrecl: 255 } as const;
  const fileid = [name, 'XEDIT', 'A1'] as const;
  return { rc: 0, action: { kind: 'put', fileid, text, form, onlyNew: true } };
}

/** The subcommands of this file. */
export const PRESERVING: readonly Subcommand[] = [
  { name: 'PRESERVE', minimum: 4, run: withoutOperands(preserve) },
  { name: 'RESTORE', minimum: 4, run: withoutOperands(restore) },
  { name: 'STATUS', minimum: 4, run: status },
];
