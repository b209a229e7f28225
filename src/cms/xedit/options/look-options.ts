/** COLOR, CTLCHAR and RESERVED: what lines look like (z/VM: XEDIT Commands and Macros Reference, "SET"). */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import {
  AREAS,
  COLORS,
  HIGHLIGHTS,
  type Area,
  type ControlLook,
  type Look,
  type ReservedLine,
} from '../screen/screen-settings.js';
import { say, type Outcome } from '../subcommand.js';
import { refused, wordIn, wordsOf, type Option } from './option.js';
import { putScreen } from './screen-options.js';

/** Shortest forms of the parts of the screen. */
const SHORTEST: Readonly<Record<Area, number>> = {
  ...{ ARROW: 1, CMDLINE: 1, CURLINE: 2, FILEAREA: 1, IDLINE: 1, MSGLINE: 1, PENDING: 1 },
  ...{ PREFIX: 2, SCALE: 1, SHADOW: 2, STATAREA: 2, TABLINE: 1, TOFEOF: 2 },
};

type Changes = { -readonly [Key in keyof Look]?: Look[Key] };

/** What a word says of a look; undefined when it says nothing. */
function lookWord(word: string): Changes | undefined {
  const color = wordIn(word, COLORS);
  // BLUE and BLINK both begin with BLI or BLU
  if (color !== undefined && (word.length > 2 || !'BLINK'.startsWith(word))) return { color };
  const highlight = HIGHLIGHTS.find((one) => one.startsWith(word) && word.length >= LEAST[one]);
  if (highlight !== undefined) return { highlight };
  if ('HIGH'.startsWith(word)) return { high: true };
  if ('NOHIGH'.startsWith(word)) return { high: false };
  if (color !== undefined) return { color };
  const [, ps] = /^PS([0A-F])$/.exec(word) ?? [];
  return ps === undefined ? undefined : { ps };
}

const LEAST = { NONE: 3, BLINK: 3, REVVIDEO: 3, UNDERLINE: 1 } as const;

/** The look that words change; undefined when one of them is not valid. */
function lookOf(words: readonly string[], from: Look): Look | undefined {
  let look = from;
  for (const word of words) {
    const changes = lookWord(word);
    if (changes === undefined) return undefined;
    look = { ...look, ...changes };
  }
  return look;
}

/** A look as QUERY shows it. */
function lookText({ color, highlight, high, ps }: Look): string {
  return `${color} ${highlight} ${high ? 'HIGH' : 'NOHIGH'} PS${ps}`;
}

function areasOf(word: string | undefined): readonly Area[] {
  if (word === '*') return AREAS;
  return AREAS.filter(
    (one) => word !== undefined && one.startsWith(word) && word.length >= SHORTEST[one],
  ).slice(0, 1);
}

function setColor(editor: Editor, file: EditFile, text: string): Outcome {
  const [word, ...words] = wordsOf(text);
  const areas = areasOf(word);
  if (areas.length === 0 || words.length === 0)
    return refused(editor, words.length === 0 ? '' : text);
  const colors = { ...file.screen.colors };
  for (const area of areas) {
    const look = lookOf(words, colors[area]);
    if (look === undefined) return refused(editor, words.join(' '));
    colors[area] = look;
  }
  return putScreen(file, { colors });
}

const PLAIN: Look = { color: 'DEFAULT', highlight: 'NONE', high: false, ps: '0' };
/** Control characters that a file may have. */
const MOST_CONTROLS = 64;

/** CTLCHAR char ESCAPE, char OFF, OFF, char PROTECT|NOPROTECT look... */
function setControl(editor: Editor, file: EditFile, text: string): Outcome {
  const [character = '', ...rest] = text.trim().split(/\s+/);
  if (character.toUpperCase() === 'OFF' && rest.length === 0) {
    return putScreen(file, { escape: '', controls: {} });
  }
  const words = rest.map((word) => word.toUpperCase());
  const [kind, ...look] = words;
  if (character.length !== 1 || kind === undefined) return refused(editor, text);
  const { controls, escape } = file.screen;
  const { [character]: gone, ...others } = controls;
  if (kind === 'OFF' && look.length === 0) {
    return putScreen(file, { escape: escape === character ? '' : escape, controls: others });
  }
  if (wordIn(kind, ['ESCAPE']) !== undefined && look.length === 0) {
    return putScreen(file, { escape: character });
  }
  const protect = wordIn(kind, ['PROTECT', 'NOPROTECT'] as const, 3);
  const invisible = look.some((word) => wordIn(word, ['INVISIBLE'], 3) !== undefined);
  const found = lookOf(
    look.filter((word) => wordIn(word, ['INVISIBLE'], 3) === undefined),
    PLAIN,
  );
  const full = gone === undefined && Object.keys(others).length >= MOST_CONTROLS;
  if (protect === undefined || found === undefined || full) return refused(editor, words.join(' '));
  const control: ControlLook = { ...found, protect: protect === 'PROTECT', invisible };
  return putScreen(file, { controls: { ...others, [character]: control } });
}

function controlText({ protect, invisible, ...look }: ControlLook): string {
  const shown = invisible ? lookText(look).replace(/(NO)?HIGH/, 'INVISIBLE') : lookText(look);
  return `${protect ? 'PROTECT' : 'NOPROTECT'} ${shown}`;
}

/** A control character, which is kept as it was typed. */
function controlNamed(
  controls: Readonly<Record<string, ControlLook>>,
  operand: string,
): ControlLook | undefined {
  return controls[operand] ?? controls[operand.toLowerCase()];
}

/** RESERVED n [look...] High|Nohigh [text], n OFF. */
function reserve(editor: Editor, file: EditFile, operands: string): Outcome {
  const { reserved } = file.screen;
  const [, place = '', rest = ''] = /^\s*(\S+) ?(.*)$/s.exec(operands) ?? [];
  const row = /^[+-]?\d{1,3}$/.test(place) ? Number(place) : 0;
  if (row === 0) return say(editor, 5, place === '' ? '545E' : '520E', place);
  if (/^\s*off\s*$/i.test(rest)) {
    if (reserved[row] === undefined) return say(editor, 5, '533E', place);
    const others = Object.entries(reserved).filter(([at]) => Number(at) !== row);
    return putScreen(file, { reserved: Object.fromEntries(others) });
  }
  let text = rest;
  let look: ReservedLine = { ...PLAIN, color: 'WHITE', text: '' };
  for (;;) {
    const [whole = '', word = ''] = /^\s*(\S+) ?/.exec(text) ?? [];
    const changes = word === '' ? undefined : lookWord(word.toUpperCase());
    if (changes === undefined) return say(editor, 5, '520E', word.toUpperCase());
    text = text.slice(whole.length);
    look = { ...look, ...changes };
    // that is the last word of the look: what follows is the text
    if (changes.high !== undefined) break;
  }
  return putScreen(file, { reserved: { ...reserved, [row]: { ...look, text } } });
}

/** COLOR, CTLCHAR and RESERVED, for the one table of SET, QUERY and EXTRACT. */
export const lookOptions: readonly Option[] = [
  {
    name: 'COLOR',
    minimum: 5,
    several: true,
    set: setColor,
    values(_editor, { screen }, operand) {
      const areas = areasOf(operand === '' ? '*' : operand);
      const [only] = areas;
      if (only === undefined) return undefined;
      if (areas.length === 1) return lookText(screen.colors[only]).split(' ');
      return areas.map((area) => `${area} ${lookText(screen.colors[area])}`);
    },
    lines(_editor, { screen }, operand) {
      const areas = areasOf(operand === '' ? '*' : operand);
      if (areas.length === 0) return undefined;
      return areas.map((area) => `COLOR ${area} ${lookText(screen.colors[area])}`);
    },
  },
  {
    name: 'CTLCHAR',
    minimum: 3,
    several: true,
    set: setControl,
    values(_editor, { screen: { escape, controls } }, operand) {
      if (escape === '') return ['OFF'];
      if (operand === '') return ['ON', escape, Object.keys(controls).join('')];
      if (operand === escape) return ['ESCAPE'];
      const control = controlNamed(controls, operand);
      return control === undefined ? [] : controlText(control).split(' ');
    },
    lines(_editor, { screen: { escape, controls } }, operand) {
      if (operand === '')
        return [
          escape === ''
            ? 'CTLCHAR OFF'
            : `CTLCHAR ON ${escape} ${Object.keys(controls).join('')}`.trimEnd(),
        ];
      if (operand === escape) return [`CTLCHAR ${operand} ESCAPE`];
      const control = controlNamed(controls, operand);
      return [`CTLCHAR ${operand} ${control === undefined ? 'OFF' : controlText(control)}`];
    },
    settings(_editor, { screen: { escape, controls } }, operand) {
      if (operand !== '') return undefined;
      if (escape === '') return ['CTLCHAR OFF'];
      return [
        `CTLCHAR ${escape} ESCAPE`,
        ...Object.entries(controls).map(([one, look]) => `CTLCHAR ${one} ${controlText(look)}`),
      ];
    },
  },
  {
    name: 'RESERVED',
    minimum: 5,
    several: true,
    set: reserve,
    values(_editor, { screen: { reserved } }, operand) {
      const rows = Object.entries(reserved).sort(([a], [b]) => Number(a) - Number(b));
      if (operand === '') return rows.length === 0 ? [] : [rows.map(([row]) => row).join(' ')];
      if (operand !== '*') return undefined;
      return rows.map(([row, { text, ...look }]) => `${row} ${lookText(look)} ${text}`);
    },
    lines(_editor, { screen: { reserved } }, operand) {
      if (operand !== '' && operand !== '*') return undefined;
      const rows = Object.entries(reserved).sort(([a], [b]) => Number(a) - Number(b));
      if (rows.length === 0) return ['RESERVED'];
      return rows.map(([row, { text, ...look }]) => `RESERVED ${row} ${lookText(look)} ${text}`);
    },
  },
];

/** COLOUR is the same as COLOR. */
export const COLOUR: Option = { ...lookOptions[0]!, name: 'COLOUR', minimum: 6 };
