/** PUT, PUTD and GET: lines go out of a file and into another (z/VM: XEDIT Commands and Macros Reference, "PUT", "GET"). */
import { keepDeleted } from '../deleted-lines.js';
import { deleteLines, insertText, sizeOf, type EditFile } from '../edit-file.js';
import { claim } from '../storage-claims.js';
import { activeFile, type Editor } from '../editor.js';
import { numberIn } from '../options/option.js';
import { copyInSteps } from '../progress.js';
import { bottomOf, lastOf } from '../range.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { parseTarget, rangeUnder } from '../target.js';
import { fileidOperands } from './session.js';

function put(editor: Editor, operands: string, remove: boolean): Outcome {
  const file = activeFile(editor);
  const parsed = parseTarget(operands.trim() === '' ? '1' : operands);
  if (!parsed) return say(editor, 5, '520E', operands.trim());
  const fileid = parsed.rest === '' ? undefined : fileidOperands(editor, parsed.rest);
  if (parsed.rest !== '' && fileid === undefined) return say(editor, 5, '520E', parsed.rest);
  const key = `put ${operands}`;
  const range = rangeUnder(file, key, parsed.target);
  if (!range) return say(editor, 2, '546E');
  if (range.count === 0) return { rc: 1 };
  const text = copyInSteps(file, key, range.first, range.count);
  const [name, type, mode] = fileid ?? ['', '', ''];
  const own = name === file.name && type === file.type && mode.charAt(0) === file.mode.charAt(0);
  if (fileid !== undefined && own) return say(editor, 5, '520E', parsed.rest);
  if (fileid === undefined) editor.work = text;
  const end = range.first + range.count > lastOf(file);
  // lines that could not be written stay: they are taken out when the file is there
  const taken = remove ? { first: range.first, count: range.count } : undefined;
  if (fileid !== undefined) {
    const form = { recfm: file.recfm, lrecl: file.lrecl };
    return { rc: 0, action: { kind: 'put', fileid, text, form, taken } };
  }
  if (taken) takePut(file, taken);
  else if (!file.settings.stay) file.current = Math.min(bottomOf(file), range.first + range.count);
  return { rc: end ? 1 : 0 };
}

/** Takes out the lines that PUTD has written. */
export function takePut(file: EditFile, { first, count }: { first: number; count: number }): void {
  keepDeleted(file, deleteLines(file, first, count));
  file.current = Math.min(first, sizeOf(file) + 1);
}

/** GET without a file: the lines that PUT has kept. */
function getWork(editor: Editor): Outcome {
  const { work } = editor;
  if (work === undefined) return say(editor, 28, '562E');
  const file = activeFile(editor);
  const at = Math.min(file.current, lastOf(file));
  const { size } = work;
  claim(file, size, work.held);
  const key = `get ${String(file.current)} ${String(file.alterations)}`;
  insertText(file, at, copyInSteps(file, key, 1, size, work));
  file.current = at + size;
  return DONE;
}

/** GET fn ft fm [first [count]]. */
function get(editor: Editor, operands: string): Outcome {
  const words = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return getWork(editor);
  // numbers behind the fileid say which records
  const numbers = words.length > 3 ? words.slice(3) : [];
  const [from = '1', many = '*', extra] = numbers;
  const first = numberIn(from, 1, 999_999_999);
  const count = many === '*' ? Number.MAX_SAFE_INTEGER : numberIn(many, 1, 999_999_999);
  if (first === undefined || count === undefined || extra !== undefined)
    return say(editor, 5, '520E', numbers.join(' '));
  const fileid = fileidOperands(editor, words.slice(0, 3).join(' '));
  if (!fileid) return say(editor, 5, '520E', operands.trim());
  return { rc: 0, action: { kind: 'get', fileid, first, count } };
}

/** The subcommands. */
export const PUTTING: readonly Subcommand[] = [
  { name: 'GET', minimum: 3, run: get },
  { name: 'PUT', minimum: 3, run: (editor, operands) => put(editor, operands, false) },
  { name: 'PUTD', minimum: 4, run: (editor, operands) => put(editor, operands, true) },
];
