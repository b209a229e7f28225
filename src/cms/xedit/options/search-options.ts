/** Options of searching: how targets and strings are read, and which lines and columns they reach (z/VM: XEDIT, "SET"). */
import { sizeOf, type EditFile } from '../edit-file.js';
import { DONE, say } from '../subcommand.js';
import { parseTarget, resolveBoth, type Target } from '../target.js';
import {
  markedOption,
  numberIn,
  onOff,
  putOptions,
  refused,
  switchOption,
  wordIn,
  wordsOf,
  type Option,
} from './option.js';

const stay = (name: string, minimum: number, key: 'stay' | 'wrap'): Option => ({
  name,
  minimum,
  set(editor, file, text) {
    const words = wordsOf(text);
    if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
      return refused(editor, text);
    file.settings[key] = words[0] === 'ON';
    return DONE;
  },
  values: (_editor, { settings }) => [onOff(settings[key])],
});

/** The lines of two targets in the whole file, whatever its range is; undefined when one is not there. */
function inWholeFile(
  file: EditFile,
  text: string,
  from: Target,
  to: Target,
): readonly [number, number] | undefined {
  const { range } = file.options;
  file.options = { ...file.options, range: undefined };
  try {
    return resolveBoth(file, `range ${text}`, from, to);
  } finally {
    file.options = { ...file.options, range };
  }
}

/** How targets and strings are looked for, for the one table of SET, QUERY and EXTRACT. */
export const searchOptions: readonly Option[] = [
  markedOption('ARBCHAR', 3, 'arbchar'),
  {
    name: 'CASE',
    minimum: 4,
    set(editor, file, text) {
      const [first, second, extra] = wordsOf(text);
      const enter = wordIn(first, ['UPPERCASE', 'MIXED']);
      const search =
        second === undefined ? file.settings.case.search : wordIn(second, ['RESPECT', 'IGNORE']);
      if (enter === undefined || search === undefined || extra !== undefined)
        return refused(editor, text);
      file.settings.case = { enter: enter === 'MIXED' ? 'MIXED' : 'UPPER', search };
      return DONE;
    },
    values: (_editor, { settings }) => [settings.case.enter, settings.case.search],
  },
  markedOption('ETARBCH', 7, 'etarbch'),
  switchOption('ETMODE', 6, 'etmode'),
  switchOption('HEX', 3, 'hex'),
  {
    name: 'RANGE',
    minimum: 3,
    set(editor, file, text) {
      const from = parseTarget(text);
      const to = from && parseTarget(from.rest);
      if (!from || !to || to.rest !== '') return refused(editor, text);
      const found = inWholeFile(file, text, from.target, to.target);
      if (found === undefined) return say(editor, 2, '546E');
      const [first, last] = found;
      if (last < first) return say(editor, 5, '528E', `${String(last)} ${String(first)}`);
      const size = sizeOf(file);
      const everything = first <= 1 && last >= size;
      const range = everything
        ? undefined
        : ([Math.max(1, first), Math.max(1, Math.min(size, last))] as const);
      putOptions(file, { range });
      if (range !== undefined) {
        file.current = Math.max(range[0] - 1, Math.min(range[1] + 1, file.current));
      }
      return DONE;
    },
    values: (_editor, file) => {
      const [first, last] = file.options.range ?? [1, sizeOf(file)];
      return [first, last];
    },
    settings: (_editor, { options: { range } }) => [
      range === undefined ? 'RANGE -* *' : `RANGE :${String(range[0])} :${String(range[1])}`,
    ],
  },
  {
    name: 'SPAN',
    minimum: 4,
    set(editor, file, text) {
      const [state, given, count, extra] = wordsOf(text);
      const { span } = file.options;
      if (state !== 'ON' && state !== 'OFF') return refused(editor, text);
      const blank = given === undefined ? undefined : wordIn(given, ['BLANK', 'NOBLANK']);
      const lines = count === '*' ? 32_767 : numberIn(count, 1, 32_767);
      const wrong = (given !== undefined && blank === undefined) || extra !== undefined;
      if (wrong || (count !== undefined && lines === undefined)) return refused(editor, text);
      return putOptions(file, {
        span: {
          on: state === 'ON',
          blank: blank === undefined ? span.blank : blank === 'BLANK',
          lines: lines ?? span.lines,
        },
      });
    },
    values: (_editor, { options: { span } }) => [
      ...[onOff(span.on), span.blank ? 'BLANK' : 'NOBLANK'],
      span.lines === 32_767 ? '*' : span.lines,
    ],
  },
  stay('STAY', 4, 'stay'),
  switchOption('STREAM', 3, 'stream'),
  switchOption('VARBLANK', 3, 'varblank'),
  stay('WRAP', 2, 'wrap'),
  {
    name: 'ZONE',
    minimum: 1,
    set(editor, file, text) {
      const [first, second, extra] = wordsOf(text);
      const left = numberIn(first, 1, file.lrecl);
      const right = second === '*' ? file.settings.truncation : numberIn(second, 1, file.lrecl);
      if (first === undefined || second === undefined || extra !== undefined)
        return refused(editor, text);
      if (left === undefined || right === undefined || left > right)
        return say(editor, 5, '575E', 'zones');
      file.settings.zone = [left, right];
      // the column pointer stays within the zone
      file.column = Math.max(left, Math.min(right, file.column));
      return DONE;
    },
    values: (_editor, { settings }) => [...settings.zone],
  },
];
