/**
 * What SET says of the screen of one file: where its lines stand, what they look like, which columns are shown (z/VM: XEDIT
 * Commands and Macros Reference, "SET CURLINE", "SET SCALE", "SET MSGLINE", "SET COLOR" and others). Plain data; a change
 * puts a new value in place of the old one, so that PRESERVE may keep it.
 */
import { COLOR } from '../data-stream.js';

/** A row: from the top of the screen, from its middle, or from its bottom (-1 is the last row). */
export interface Place {
  readonly from: 'top' | 'middle' | 'bottom';
  readonly row: number;
}

/** A line that is shown or not, and where. */
export interface PlacedLine {
  readonly on: boolean;
  readonly place: Place;
}

/** Parts of the screen that have a look of their own. */
export const AREAS = [
  ...(['ARROW', 'CMDLINE', 'CURLINE', 'FILEAREA', 'IDLINE', 'MSGLINE', 'PENDING'] as const),
  ...(['PREFIX', 'SCALE', 'SHADOW', 'STATAREA', 'TABLINE', 'TOFEOF'] as const),
] as const;
/** A part of the screen. */
export type Area = (typeof AREAS)[number];

/** Extended highlighting. */
export const HIGHLIGHTS = ['NONE', 'BLINK', 'REVVIDEO', 'UNDERLINE'] as const;
/** Colours as SET names them. */
export const COLORS = [
  ...(['BLUE', 'RED', 'PINK', 'GREEN', 'TURQUOISE', 'YELLOW', 'WHITE', 'DEFAULT'] as const),
] as const;

/** How something looks. */
export interface Look {
  readonly color: (typeof COLORS)[number];
  readonly highlight: (typeof HIGHLIGHTS)[number];
  readonly high: boolean;
  /** Symbol set; displays here have none, it is kept for QUERY. */
  readonly ps: string;
}

/** What a control character in a reserved line stands for (SET CTLCHAR). */
export interface ControlLook extends Look {
  readonly protect: boolean;
  readonly invisible: boolean;
}

/** Columns that are shown; without a last one, as far as the screen reaches. */
export interface VerifyPair {
  readonly first: number;
  readonly last: number | undefined;
  readonly hex: boolean;
}

/** A row that a macro has put a text into (SET RESERVED). */
export interface ReservedLine extends Look {
  readonly text: string;
}

/** All of it. */
export interface ScreenSettings {
  readonly curline: Place;
  readonly scale: PlacedLine;
  readonly tabline: PlacedLine;
  readonly msgline: PlacedLine & { readonly lines: number; readonly overlay: boolean };
  readonly cmdline: 'ON' | 'OFF' | 'TOP' | 'BOTTOM';
  readonly tofeof: boolean;
  readonly colors: Readonly<Record<Area, Look>>;
  /** Character that begins a control sequence; '' for none. */
  readonly escape: string;
  readonly controls: Readonly<Record<string, ControlLook>>;
  readonly nondisp: string;
  readonly fullread: boolean;
  readonly verify: { readonly on: boolean; readonly pairs: readonly VerifyPair[] };
  /** Rows that hold a text of their own, by their number; below zero from the bottom. */
  readonly reserved: Readonly<Record<number, ReservedLine>>;
}

const look = (color: Look['color'], high: boolean): Look => ({
  ...{ color, high, highlight: 'NONE', ps: '0' },
});

/** What a file begins with. */
export function newScreenSettings(): ScreenSettings {
  const middle = (row: number): Place => ({ from: 'middle', row });
  return {
    curline: middle(0),
    scale: { on: true, place: middle(1) },
    tabline: { on: false, place: { from: 'bottom', row: -3 } },
    msgline: { on: true, place: { from: 'top', row: 2 }, lines: 2, overlay: false },
    cmdline: 'ON',
    tofeof: true,
    colors: {
      ARROW: look('BLUE', true),
      CMDLINE: look('GREEN', false),
      CURLINE: look('WHITE', true),
      FILEAREA: look('GREEN', false),
      IDLINE: look('BLUE', true),
      MSGLINE: look('RED', true),
      PENDING: look('RED', true),
      PREFIX: look('GREEN', false),
      SCALE: look('BLUE', true),
      SHADOW: look('BLUE', false),
      STATAREA: look('BLUE', true),
      TABLINE: look('BLUE', true),
      TOFEOF: look('BLUE', true),
    },
    escape: '',
    controls: {},
    nondisp: ' ',
    fullread: false,
    verify: { on: true, pairs: [{ first: 1, last: undefined, hex: false }] },
    reserved: {},
  };
}

/** The row, from 0, of a place on a screen of so many rows; it may lie beyond the screen. */
export function rowOfPlace({ from, row }: Place, rows: number): number {
  if (from === 'middle') return Math.ceil(rows / 2) + row - 1;
  return from === 'top' ? row - 1 : rows + row;
}

/** Reads M, M+n, M-n, n, +n or -n; undefined for anything else. */
export function placeOf(word: string | undefined): Place | undefined {
  const [, middle, sign = '', digits = ''] = /^(M?)([+-]?)(\d{0,3})$/.exec(word ?? '') ?? [];
  if (middle === undefined) return undefined;
  if (middle === 'M') {
    if (sign !== '' && digits === '') return undefined;
    return { from: 'middle', row: Number(`${sign}${digits || '0'}`) };
  }
  if (digits === '' || Number(digits) === 0) return undefined;
  return sign === '-'
    ? { from: 'bottom', row: -Number(digits) }
    : { from: 'top', row: Number(digits) };
}

/** A place as QUERY shows it. */
export function placeText({ from, row }: Place): string {
  if (from !== 'middle') return String(row);
  return row === 0 ? 'M' : `M${row < 0 ? '' : '+'}${String(row)}`;
}

/** The colour as the data stream has it. */
export function colorOf({ color }: Look): keyof typeof COLOR {
  return color.toLowerCase() as keyof typeof COLOR;
}
