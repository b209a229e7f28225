/** What a synonym stands for, with the operands that were typed (z/VM: XEDIT Commands and Macros Reference, "SET SYNONYM"). */
import type { EditFile } from './edit-file.js';
import type { Synonym } from './options/option-state.js';
import { synonymNamed } from './options/synonym-option.js';

/** Takes one operand off a text, by its format; undefined when it is not there. */
function take(format: string, text: string): readonly [operand: string, rest: string] | undefined {
  const source = text.trimStart();
  if (format === '&*') return [source, ''];
  if (source === '') return undefined;
  if (format === '&') {
    const [, word = '', rest = ''] = /^(\S+)(.*)$/s.exec(source) ?? [];
    return [word, rest];
  }
  const close = source.indexOf(source.charAt(0), 1);
  // the delimiter behind the first of two strings begins the second
  const end = close < 0 ? source.length : format === '&.' ? close : close + 1;
  return [source.slice(0, end), source.slice(end)];
}

/** The subcommands that a synonym stands for. */
function subcommandsOf(synonym: Synonym, operands: string): readonly string[] {
  const { formats, text, lineEnd } = synonym;
  let rest = operands;
  const given: string[] = [];
  for (const format of formats) {
    const taken = take(format, rest);
    if (taken === undefined) break;
    given.push(taken[0]);
    rest = taken[1];
  }
  const placed = /&\d/.test(text)
    ? text.replace(/&(\d)/g, (_whole, n: string) => given[Number(n) - 1] ?? '')
    : [text, ...given].join(' ');
  const line = rest.trim() === '' ? placed : `${placed}${/^\s/.test(rest) ? '' : ' '}${rest}`;
  return lineEnd === '' ? [line] : line.split(lineEnd).filter((part) => part.trim() !== '');
}

/** What a line stands for that begins with a synonym; undefined when it begins with none. */
export function withoutSynonym(file: EditFile, line: string): readonly string[] | undefined {
  if (!file.options.synonym || file.options.synonyms.length === 0) return undefined;
  const word = /^(?:[A-Za-z]+|[^A-Za-z\s])/.exec(line)?.[0];
  const next = word === undefined ? undefined : line[word.length];
  if (
    word === undefined ||
    (/^[A-Za-z]/.test(word) && next !== undefined && /[A-Za-z$#@]/.test(next))
  )
    return undefined;
  const synonym = synonymNamed(file, word);
  return synonym && subcommandsOf(synonym, line.slice(word.length));
}
