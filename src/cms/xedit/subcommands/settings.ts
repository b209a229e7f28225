/** SET, and QUERY of what SET sets (the options that this editor has). */
import { MAXIMUM_LRECL, type EditFile, type ReservedLine, sizeOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { wordsOf, type Option as ScreenOption } from '../options/option.js';
import { SELECTION_OPTIONS } from '../options/selection-options.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';

/** One option: how it is set, and how QUERY shows it. */
interface Option {
  readonly name: string;
  readonly minimum: number;
  /** Returns false when the operands are not valid. */
  set(editor: Editor, file: EditFile, words: readonly string[]): boolean;
  show(editor: Editor, file: EditFile): string;
}

type Switch = 'number' | 'prefix' | 'scale' | 'stay' | 'wrap' | 'nulls';

function onOff(name: string, minimum: number, key: Switch): Option {
  return {
    name,
    minimum,
    set(_editor, file, words) {
      if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF')) return false;
      file.settings[key] = words[0] === 'ON';
      return true;
    },
    show: (_editor, file) => (file.settings[key] ? 'ON' : 'OFF'),
  };
}

/** A number in a range, or undefined. */
function number(word: string | undefined, low: number, high: number): number | undefined {
  if (word === undefined || !/^\d{1,6}$/.test(word)) return undefined;
  const value = Number(word);
  return value >= low && value <= high ? value : undefined;
}

function fileidPart(
  name: string,
  minimum: number,
  key: 'name' | 'type' | 'mode',
  pattern: RegExp,
): Option {
  return {
    name,
    minimum,
    set(_editor, file, words) {
      const [word] = words;
      if (words.length !== 1 || word === undefined || !pattern.test(word)) return false;
      file[key] = word;
      return true;
    },
    show: (_editor, file) => file[key],
  };
}

const OPTIONS: readonly Option[] = [
  onOff('NUMBER', 3, 'number'),
  onOff('PREFIX', 3, 'prefix'),
  onOff('SCALE', 4, 'scale'),
  onOff('STAY', 4, 'stay'),
  onOff('WRAP', 2, 'wrap'),
  onOff('NULLS', 3, 'nulls'),
  fileidPart('FNAME', 2, 'name', /^[A-Z0-9$#@+\-:_]{1,8}$/),
  fileidPart('FTYPE', 2, 'type', /^[A-Z0-9$#@+\-:_]{1,8}$/),
  fileidPart('FMODE', 2, 'mode', /^[A-Z][0-6]?$/),
  {
    name: 'CASE',
    minimum: 4,
    set(_editor, file, words) {
      const [enter, search = file.settings.case.search] = words;
      if (enter !== 'MIXED' && enter !== 'UPPER' && enter !== 'M' && enter !== 'U') return false;
      if (!'RESPECT'.startsWith(search) && !'IGNORE'.startsWith(search)) return false;
      file.settings.case = {
        enter: enter.startsWith('M') ? 'MIXED' : 'UPPER',
        search: search.startsWith('R') ? 'RESPECT' : 'IGNORE',
      };
      return true;
    },
    show: (_editor, file) => `${file.settings.case.enter} ${file.settings.case.search}`,
  },
  {
    name: 'ZONE',
    minimum: 1,
    set(_editor, file, words) {
      const left = number(words[0], 1, file.lrecl);
      const right = words[1] === '*' ? file.lrecl : number(words[1], 1, file.lrecl);
      if (left === undefined || right === undefined || left > right) return false;
      file.settings.zone = [left, right];
      return true;
    },
    show: (_editor, file) => file.settings.zone.join(' '),
  },
  {
    name: 'TABS',
    minimum: 3,
    set(_editor, file, words) {
      const tabs = words.map((word) => number(word, 1, file.lrecl));
      if (tabs.length === 0 || tabs.length > 28 || tabs.some((tab) => tab === undefined))
        return false;
      file.settings.tabs = tabs.filter((tab) => tab !== undefined).sort((a, b) => a - b);
      return true;
    },
    show: (_editor, file) => file.settings.tabs.join(' '),
  },
  {
    name: 'TRUNC',
    minimum: 2,
    set(_editor, file, words) {
      const to = words[0] === '*' ? file.lrecl : number(words[0], 1, file.lrecl);
      if (to === undefined || words.length !== 1) return false;
      file.settings.truncation = to;
      return true;
    },
    show: (_editor, file) => String(file.settings.truncation),
  },
  {
    name: 'RECFM',
    minimum: 4,
    set(_editor, file, words) {
      const [form] = words;
      if (words.length !== 1 || (form !== 'F' && form !== 'V')) return false;
      if (file.recfm !== form) file.alterations++;
      file.recfm = form;
      return true;
    },
    show: (_editor, file) => file.recfm,
  },
  {
    name: 'LRECL',
    minimum: 2,
    set(_editor, file, words) {
      const length = words[0] === '*' ? MAXIMUM_LRECL : number(words[0], 1, MAXIMUM_LRECL);
      if (length === undefined || words.length !== 1) return false;
      if (file.lrecl !== length) file.alterations++;
      file.lrecl = length;
      file.settings.truncation = length;
      file.settings.zone = [Math.min(file.settings.zone[0], length), length];
      return true;
    },
    show: (_editor, file) => String(file.lrecl),
  },
  {
    name: 'LINEND',
    minimum: 5,
    set(editor, _file, words) {
      const [first, character = '#', extra] = words[0] === 'ON' ? words : ['ON', ...words];
      if (words.length === 0 || first === undefined || extra !== undefined) return false;
      if (character !== 'OFF' && !/^[^A-Z0-9 ]$/.test(character)) return false;
      editor.lineEnd = character === 'OFF' ? '' : character;
      return true;
    },
    show: (editor) => (editor.lineEnd === '' ? 'OFF' : `ON ${editor.lineEnd}`),
  },
  {
    name: 'VERIFY',
    minimum: 1,
    set(_editor, file, words) {
      const [from, to, extra] = words.filter((word) => word !== 'ON');
      const first = number(from, 1, file.lrecl);
      const last = to === undefined || to === '*' ? undefined : number(to, 1, file.lrecl);
      if (first === undefined || extra !== undefined) return false;
      if (to !== undefined && to !== '*' && (last === undefined || last < first)) return false;
      file.view = first;
      file.settings.lastColumn = last;
      return true;
    },
    show: (_editor, file) => `ON ${file.view} ${file.settings.lastColumn ?? file.lrecl}`,
  },
  {
    name: 'MSGMODE',
    minimum: 4,
    set(editor, _file, words) {
      if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF')) return false;
      editor.msgmode = words[0] === 'ON';
      return true;
    },
    show: (editor) => (editor.msgmode ? 'ON' : 'OFF'),
  },
  {
    name: 'CURLINE',
    minimum: 4,
    set(_editor, file, words) {
      const [word = '', extra] = words[0] === 'ON' ? words.slice(1) : words;
      const [, middle, sign, row] = /^(M?)([+-]?)(\d{0,3})$/.exec(word) ?? [];
      if (word === '' || extra !== undefined || row === undefined) return false;
      if (middle === 'M') {
        file.settings.curline = { from: 'middle', row: Number(`${sign ?? ''}${row || '0'}`) };
        return true;
      }
      if (sign !== '' || Number(row) < 1) return false;
      file.settings.curline = { from: 'top', row: Number(row) };
      return true;
    },
    show: (_editor, { settings: { curline } }) =>
      `ON ${curline.from === 'top' ? '' : `M${curline.row < 0 ? '' : '+'}`}${curline.row}`,
  },
  {
    name: 'ALT',
    minimum: 3,
    set(_editor, file, words) {
      const count = number(words[0], 0, 999_999);
      if (count === undefined) return false;
      file.alterations = count;
      return true;
    },
    show: (_editor, file) => String(file.alterations),
  },
];

/** The option of a name or short form. */
export function findOption(word: string): Option | undefined {
  const upper = word.toUpperCase();
  return OPTIONS.find((o) => o.name.startsWith(upper) && upper.length >= o.minimum);
}

/** Options that are tables of their own. */
const TABLES: readonly ScreenOption[] = [...SELECTION_OPTIONS];

/** The option of a table that a name or short form means. */
export function findTableOption(word: string): ScreenOption | undefined {
  const upper = word.toUpperCase();
  return TABLES.find((o) => o.name.startsWith(upper) && upper.length >= o.minimum);
}

const COLORS = [
  'blue',
  'red',
  'pink',
  'green',
  'turquoise',
  'yellow',
  'white',
  'default',
] as const satisfies readonly ReservedLine['color'][];

/** SET RESERVED n [color] High|Nohigh [text], and OFF. */
function reserve(editor: Editor, operands: string): Outcome {
  const { settings } = activeFile(editor);
  const [, place = '', rest = ''] = /^\s*(\S+) ?(.*)$/s.exec(operands) ?? [];
  const row = /^[+-]?\d{1,3}$/.test(place) ? Number(place) : 0;
  if (row === 0) return say(editor, 5, place === '' ? '545E' : '520E', place);
  if (/^\s*off\s*$/i.test(rest)) {
    settings.reserved = Object.fromEntries(
      Object.entries(settings.reserved).filter(([at]) => Number(at) !== row),
    );
    return DONE;
  }
  let text = rest;
  let color: ReservedLine['color'] = 'white';
  const take = (): string => {
    const [whole, word = ''] = /^\s*(\S+) ?/.exec(text) ?? ['', ''];
    text = text.slice(whole.length);
    return word.toUpperCase();
  };
  let word = take();
  const named = COLORS.find((one) => word.length >= 1 && one.toUpperCase().startsWith(word));
  if (named !== undefined) {
    color = named;
    word = take();
  }
  // highlighting and programmed symbols are taken and not shown
  while (/^(NONE|BLINK|REVVIDEO|UNDERLINE|PS\d|PS[A-F])$/.test(word)) word = take();
  const high = word !== '' && 'HIGH'.startsWith(word);
  if (!high && !(word !== '' && 'NOHIGH'.startsWith(word))) return say(editor, 5, '520E', word);
  settings.reserved = { ...settings.reserved, [row]: { text, color, high } };
  return DONE;
}

function set(editor: Editor, operands: string): Outcome {
  const [word, ...rest] = operands.trim().split(/\s+/);
  if (!word) return say(editor, 5, '545E');
  const key = /^PF(\d{1,2})$/i.exec(word);
  if (key) {
    const n = Number(key[1]);
    if (n < 1 || n > 24) return say(editor, 5, '525E', key[1] ?? '');
    activeFile(editor).settings.pf[n] = operands.trim().slice(word.length).trim();
    return DONE;
  }
  const upper = word.toUpperCase();
  const behind = operands.trim().slice(word.length).replace(/^ /, '');
  if (upper.length >= 3 && 'RESERVED'.startsWith(upper)) return reserve(editor, behind);
  if (upper.length >= 2 && 'ENTER'.startsWith(upper)) {
    activeFile(editor).settings.enter = behind.trim();
    return DONE;
  }
  const table = findTableOption(word);
  if (table?.set) return table.set(editor, activeFile(editor), behind);
  const option = findOption(word);
  if (!option) return say(editor, 5, '520E', upper);
  const words = rest.map((w) => w.toUpperCase());
  return option.set(editor, activeFile(editor), words)
    ? DONE
    : say(editor, 5, '520E', words.join(' '));
}

function query(editor: Editor, operands: string): Outcome {
  const word = operands.trim();
  const file = activeFile(editor);
  if (word === '') return say(editor, 5, '545E');
  const key = /^PF(\d{1,2})$/i.exec(word);
  if (key) {
    editor.messages.push(
      `PF${(key[1] ?? '').padStart(2, '0')} ${file.settings.pf[Number(key[1])] ?? ''}`.trimEnd(),
    );
    return DONE;
  }
  if (/^(SIZE|LINE|ALT|RING)$/i.test(word)) {
    const values = {
      SIZE: sizeOf(file),
      LINE: file.current,
      ALT: file.alterations,
      RING: editor.ring.length,
    };
    const upper = word.toUpperCase() as keyof typeof values;
    editor.messages.push(`${upper} ${values[upper]}`);
    return DONE;
  }
  const [first = '', ...operand] = wordsOf(word);
  const table = findTableOption(first);
  if (table) {
    const lines = table.lines?.(editor, file, operand.join(' '));
    const values = lines ? undefined : table.values(editor, file, operand.join(' '));
    if (!lines && !values) return say(editor, 5, '520E', word.toUpperCase());
    editor.messages.push(...(lines ?? [[table.name, ...values!].join(' ')]));
    return DONE;
  }
  const option = findOption(word);
  if (!option) return say(editor, 5, '520E', word.toUpperCase());
  editor.messages.push(`${option.name} ${option.show(editor, file)}`);
  return DONE;
}

/** The subcommands of this file. */
export const SETTINGS: readonly Subcommand[] = [
  { name: 'SET', minimum: 3, run: set },
  { name: 'QUERY', minimum: 1, run: query },
  // SET may be left out in front of an option that is no subcommand
  ...OPTIONS.map((option): Subcommand => ({
    name: option.name,
    minimum: option.minimum,
    run: (editor, operands) => set(editor, `${option.name} ${operands}`),
  })),
  ...TABLES.map((option): Subcommand => ({
    name: option.name,
    minimum: option.minimum,
    run: (editor, operands) => set(editor, `${option.name} ${operands}`),
  })),
];
