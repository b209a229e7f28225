/** READ, PARSE and REFRESH, for macros (z/VM: XEDIT Commands and Macros Reference). */
import { wordIn } from '../options/option.js';
import { PARSE_KINDS, type ParseKind } from '../parse-line.js';
import { say, type Outcome, type Subcommand } from '../subcommand.js';
import type { Editor } from '../editor.js';

/** READ [Cmdline|All|Nochange] [Number] [Tag|NOTag]; the last two in any order. */
function read(editor: Editor, operands: string): Outcome {
  const words = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  // NOT begins NOTAG, which NOCHANGE has no part in
  const what = wordIn(words[0], ['CMDLINE', 'ALL', 'NOCHANGE'] as const);
  if (what !== undefined) words.shift();
  let number = false;
  let tag: 'TAG' | 'NOTAG' | undefined;
  for (const word of words) {
    const numbered = what !== undefined && what !== 'CMDLINE' && wordIn(word, ['NUMBER']);
    const tagged = wordIn(word, ['TAG', 'NOTAG'] as const);
    const wrong = numbered ? number : tagged === undefined || tag !== undefined;
    if (wrong) return say(editor, 5, '520E', words.join(' '));
    if (numbered) number = true;
    else tag = tagged;
  }
  const request = { what: what ?? 'CMDLINE', number, tag: tag === 'TAG' } as const;
  return { rc: 0, action: { kind: 'read', request } };
}

/** PARSE startcol kind...: looks at the line on top of the stack. */
function parse(editor: Editor, operands: string): Outcome {
  const [first, ...words] = operands.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (first === undefined || words.length === 0) return say(editor, 5, '545E');
  const column = /^\d{1,5}$/.test(first) ? Number(first) : 0;
  if (column < 1) return say(editor, 5, '520E', first);
  const kinds: ParseKind[] = [];
  for (const word of words) {
    const kind = wordIn(word, PARSE_KINDS);
    if (kind === undefined) return say(editor, 5, '520E', word);
    kinds.push(kind);
  }
  return { rc: 0, action: { kind: 'parse', column, kinds } };
}

/** The subcommands. */
export const READING: readonly Subcommand[] = [
  { name: 'READ', minimum: 4, run: read },
  { name: 'PARSE', minimum: 5, run: parse },
  {
    name: 'REFRESH',
    minimum: 7,
    run: (editor, operands) =>
      operands.trim() === ''
        ? { rc: 0, action: { kind: 'refresh' } }
        : say(editor, 5, '520E', operands.trim()),
  },
];
