/** SET SYNONYM: names that users give to subcommands and macros (z/VM: XEDIT Commands and Macros Reference, "SET SYNONYM"). */
import { say, type Outcome } from '../subcommand.js';
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import type { Synonym } from './option-state.js';
import { onOff, putOptions, refused, wordsOf, type Option } from './option.js';

/** Most synonyms of a file, and operands of one. */
const MOST_SYNONYMS = 500;
const MOST_OPERANDS = 9;

/** Takes the next word off a text. */
function take(text: string): readonly [word: string, rest: string] {
  const [, word = '', rest = ''] = /^\s*(\S*) ?(.*)$/s.exec(text) ?? [];
  return [word, rest];
}

function define(editor: Editor, file: EditFile, text: string): Outcome {
  let lineEnd = '';
  let [word, rest] = take(text);
  if (word.toUpperCase() === 'LINEND') {
    [lineEnd, rest] = take(rest);
    if (lineEnd.length !== 1) return say(editor, 5, '548E', lineEnd);
    [word, rest] = take(rest);
  }
  const name = word.toUpperCase();
  const valid = /^[A-Z]{1,8}$/.test(name) || name.length === 1;
  if (name === '') return say(editor, 5, '547E');
  if (!valid) return say(editor, 5, '548E', word);
  let minimum = name.length;
  const [number, behind] = take(rest);
  const formats: string[] = [];
  if (/^\d{1,3}$/.test(number)) {
    minimum = Number(number);
    if (minimum > name.length) return say(editor, 5, '549E');
    if (minimum === 0) return say(editor, 5, '548E', number);
    rest = behind;
    for (let [next, more] = take(rest); /^&[/.*]?$/.test(next); [next, more] = take(rest)) {
      formats.push(next);
      rest = more;
    }
    if (formats.length > MOST_OPERANDS) return say(editor, 5, '550E');
  }
  const old = rest.trim();
  if (old === '') return say(editor, 5, '547E');
  const others = file.options.synonyms.filter((one) => one.name !== name);
  if (others.length >= MOST_SYNONYMS) return say(editor, 4, '557S');
  const synonym: Synonym = { name, minimum, formats, text: old, lineEnd };
  // a synonym for itself takes the synonym away
  const gone = old.toUpperCase() === name && formats.length === 0;
  return putOptions(file, { synonyms: gone ? others : [...others, synonym] });
}

/** The synonyms that an operand of QUERY and EXTRACT means. */
function asked(file: EditFile, operand: string): readonly Synonym[] | undefined {
  const { synonyms } = file.options;
  if (operand === '*') return [...synonyms].sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = synonymNamed(file, operand);
  return found && [found];
}

const valuesOf = (one: Synonym) => [
  ...[one.name, one.minimum, [...one.formats, one.text].join(' '), one.lineEnd],
];

/** A synonym in a line: its name, its shortest form, the line end, what it stands for. */
function synonymText({ name, minimum, formats, text, lineEnd }: Synonym): string {
  const end = lineEnd === '' ? [] : ['LINEND', lineEnd];
  return [name, minimum, ...end, ...formats, text].join(' ');
}

/** The same as SET takes it. */
function synonymOperands({ name, minimum, formats, text, lineEnd }: Synonym): string {
  const end = lineEnd === '' ? [] : ['LINEND', lineEnd];
  return [...end, name, minimum, ...formats, text].join(' ');
}

/** SYNONYM, for the one table of SET, QUERY and EXTRACT. */
export const synonymOption: Option = {
  name: 'SYNONYM',
  minimum: 3,
  several: true,
  set(editor, file, text) {
    const words = wordsOf(text);
    if (words.length === 0) return refused(editor, text);
    if (words.length === 1 && (words[0] === 'ON' || words[0] === 'OFF'))
      return putOptions(file, { synonym: words[0] === 'ON' });
    return define(editor, file, text);
  },
  values(_editor, file, operand) {
    if (operand === '') return [onOff(file.options.synonym)];
    if (operand === '*') return asked(file, operand)?.map(synonymText);
    const [found] = asked(file, operand) ?? [];
    return found === undefined ? [operand, operand.length, operand, ''] : valuesOf(found);
  },
  lines(_editor, file, operand) {
    if (operand === '') return [`SYNONYM ${onOff(file.options.synonym)}`];
    return asked(file, operand)?.map((one) => `SYNONYM ${synonymText(one)}`);
  },
  settings(_editor, file, operand) {
    if (operand === '') return [`SYNONYM ${onOff(file.options.synonym)}`];
    return asked(file, operand)?.map((one) => `SYNONYM ${synonymOperands(one)}`);
  },
};

/** The synonym that a word is, or is a short form of. */
export function synonymNamed(file: EditFile, word: string): Synonym | undefined {
  const upper = word.toUpperCase();
  const { synonyms } = file.options;
  return (
    synonyms.find((one) => one.name === upper) ??
    synonyms.find((one) => one.name.startsWith(upper) && upper.length >= one.minimum)
  );
}
