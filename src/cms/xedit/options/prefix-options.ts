/** PREFIX and PENDING (z/VM: XEDIT Commands and Macros Reference, "SET PREFIX", "SET PENDING", "EXTRACT"). */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { enterPrefix, oldName, parsePrefix, type PendingPrefix } from '../prefix/pending.js';
import { DONE, say, type Outcome } from '../subcommand.js';
import { parseTarget, resolveTarget } from '../target.js';
import { refused, wordIn, wordsOf, type Option, type Values } from './option.js';

/** Letters or special characters, as many as the prefix area has room for. */
const NEW_NAME = /^(?:[A-Z$#@]{1,5}|[^A-Z0-9\s]{1,5})$/;
const OLD_NAME = /^[^\s=]{1,8}$/;
/** Synonyms that one file may have. */
const MOST_SYNONYMS = 200;

function synonym(editor: Editor, file: EditFile, words: readonly string[], text: string): Outcome {
  const [name = '', old = '', extra] = words;
  if (name === '' || old === '') return say(editor, 5, '545E');
  if (extra !== undefined || !NEW_NAME.test(name) || !OLD_NAME.test(old))
    return refused(editor, text);
  const { synonyms } = file.prefix;
  const { [name]: gone, ...others } = synonyms;
  if (gone === undefined && Object.keys(others).length >= MOST_SYNONYMS)
    return refused(editor, text);
  file.prefix = {
    ...file.prefix,
    synonyms: name === old ? others : { ...others, [name]: old },
  };
  return DONE;
}

function setPrefix(editor: Editor, file: EditFile, text: string): Outcome {
  const words = wordsOf(text);
  const show = wordIn(words[0], ['ON', 'OFF', 'NULLS', 'SYNONYM'] as const);
  if (show === undefined || (show.startsWith('O') && show !== words[0]))
    return refused(editor, text);
  if (show === 'SYNONYM') return synonym(editor, file, words.slice(1), text);
  const side = words[1] === undefined ? file.prefix.side : wordIn(words[1], ['LEFT', 'RIGHT']);
  if (side === undefined || words[2] !== undefined) return refused(editor, text);
  if (show === 'OFF' && words[1] !== undefined) return refused(editor, text);
  file.prefix = { ...file.prefix, show, side };
  return DONE;
}

/** PREFIX SYNONYM name, and *: what names stand for. */
function synonyms(file: EditFile, words: readonly string[]): Values | undefined {
  const [word, name = '*', extra] = words;
  if (wordIn(word, ['SYNONYM']) === undefined || extra !== undefined) return undefined;
  if (name !== '*') return [oldName(file, name)];
  return Object.entries(file.prefix.synonyms).map((pair) => pair.join(' '));
}

/** Seven values of an entry: line, name, what it stands for, BLOCK, and its operands. */
function told(file: EditFile, { line, name, kind, operands }: PendingPrefix): Values {
  const [first = '', second = '', third = ''] = operands;
  const block = kind === 'block' ? 'BLOCK' : '';
  return [line, name, oldName(file, name), block, first, second, third];
}

/** PENDING [BLOCK] [OLDNAME] name|* [target1 [target2]]: the first entry that fits; undefined when that is not valid. */
function pending(file: EditFile, operand: string): PendingPrefix | 'none' | undefined {
  const [, block, old, name = '', rest = ''] =
    /^(BLOCK\s+)?(OLDNAME\s+)?(\S+)\s*(.*)$/s.exec(operand) ?? [];
  if (name === '') return undefined;
  let [low, high] = [0, file.text.size + 1];
  if (rest !== '') {
    const from = parseTarget(rest);
    if (!from) return undefined;
    const to = from.rest === '' ? undefined : parseTarget(from.rest);
    if (from.rest !== '' && to?.rest !== '') return undefined;
    const first = resolveTarget(file, from.target);
    const last = to ? resolveTarget(file, to.target) : high;
    if (first === undefined || last === undefined) return 'none';
    [low, high] = [Math.min(first, last), Math.max(first, last)];
  }
  const fits = (entry: PendingPrefix): boolean =>
    (name === '*' || name === (old === undefined ? entry.name : oldName(file, entry.name))) &&
    (block === undefined || entry.kind === 'block') &&
    entry.line >= low &&
    entry.line <= high;
  const found = file.pending.filter(fits).sort((a, b) => a.line - b.line);
  return found[0] ?? 'none';
}

/** An entry as QUERY shows it. */
function pendingText(file: EditFile, { line, name, operands }: PendingPrefix): string {
  const [first = '', second = '', third = ''] = operands;
  const behind = `OP1='${first}',OP2='${second}',OP3='${third}'`;
  return `Line ${String(line)}: '${name}',Oldname='${oldName(file, name)}',${behind}`;
}

const KINDS = { ON: 'held', BLOCK: 'block', ERROR: 'error' } as const;

/** SET PENDING: for the current line. */
function setPending(editor: Editor, file: EditFile, text: string): Outcome {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  const how = first.toUpperCase();
  if (how === 'OFF' && rest === '') {
    file.pending = file.pending.filter(({ line }) => line !== file.current);
    return DONE;
  }
  if (how !== 'ON' && how !== 'BLOCK' && how !== 'ERROR') return refused(editor, text);
  const entered = parsePrefix(rest);
  if (entered === undefined) return refused(editor, rest);
  const line = file.current;
  enterPrefix(file, { ...entered, line, hidden: 0, row: 0, kind: KINDS[how] });
  return DONE;
}

/** PREFIX and PENDING, for the one table of SET, QUERY and EXTRACT. */
export const PREFIX_OPTIONS: readonly Option[] = [
  {
    name: 'PREFIX',
    minimum: 3,
    several: true,
    set: setPrefix,
    values(_editor, file, operand) {
      if (operand !== '') return synonyms(file, wordsOf(operand));
      const { show, side } = file.prefix;
      return show === 'OFF' ? ['OFF'] : [show, side];
    },
    lines(_editor, file, operand) {
      const { show, side } = file.prefix;
      if (operand === '') return [show === 'OFF' ? 'PREFIX OFF' : `PREFIX ${show} ${side}`];
      const words = wordsOf(operand);
      const values = synonyms(file, words);
      if (values === undefined) return undefined;
      const name = words[1] ?? '*';
      const every = name === '*' ? values.map(String) : [`${name} ${String(values[0])}`];
      return every.map((pair) => `PREFIX SYNONYM ${pair}`);
    },
  },
  {
    name: 'PENDING',
    minimum: 4,
    several: true,
    set: setPending,
    values(_editor, file, operand) {
      const found = pending(file, operand === '' ? '*' : operand);
      if (found === undefined) return undefined;
      return found === 'none' ? [] : told(file, found);
    },
    lines(_editor, file, operand) {
      const found = pending(file, operand === '' ? '*' : operand);
      if (found === undefined) return undefined;
      if (found === 'none') return ['PENDING OFF'];
      // a star asks for all of them
      const all = /(?:^|\s)\*\s*$/.test(operand === '' ? '*' : operand) ? file.pending : [found];
      return all.map((entry) => pendingText(file, entry));
    },
  },
];
