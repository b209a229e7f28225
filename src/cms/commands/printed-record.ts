/** A record as lines for the printer (CMS Command Reference, "PRINT"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import { hexLines } from './hex-lines.js';

/** Longest line of the printer. */
export const PAPER = 132;

/** How lines look. */
export type PrintStyle = {
  /** The first character is carriage control. */
  readonly control: boolean;
  readonly upper: boolean;
  /** Lines on a page; 0: the paper has no end. */
  readonly linesOnPage: number;
  /** In hexadecimal. */
  readonly hex: boolean;
  /** Behind the carriage control stands the number of a character set. */
  readonly sets: boolean;
  /** What stands over each page. */
  readonly heading: string | undefined;
  /** What stands on a page of its own in front of a file with carriage control. */
  readonly header: string | undefined;
};

/** Where the paper is; plain data, changed in place. */
export type Paper = { line: number; page: number };

/** A channel command with its data. */
export type OutRecord = { readonly command: number; readonly data: Uint8Array };

const SKIP_TO_1 = 0x8b;
/** Immediate commands in front of a line, by its ANSI control character (EBCDIC). */
const CONTROL_BEFORE: ReadonlyMap<number, number> = new Map([
  [0x40, 0x0b],
  [0xf0, 0x13],
  [0x60, 0x1b],
  [0xf1, SKIP_TO_1],
]);
const WRITE = 0x01;
const WRITE_SPACE = 0x09;
const WRITE_SPACE_2 = 0x11;
const NOT_SPACED = 0x4e;
/** Machine codes that write: these stand for themselves. */
const MACHINE = new Set([0x01, 0x09, 0x11, 0x19, 0x89]);
/** And these only move the paper. */
const MOVES = new Set([0x0b, 0x13, 0x1b, SKIP_TO_1]);
const NOTHING = new Uint8Array(0);

/** Adds what prints a record. */
export function printRecord(
  out: OutRecord[],
  record: Uint8Array,
  number: number,
  paper: Paper,
  style: PrintStyle,
): void {
  const fold = (data: Uint8Array): Uint8Array =>
    (style.upper
      ? data.map((b) => (b >= 0x81 && b <= 0xa9 && (b & 15) <= 9 ? b | 0x40 : b))
      : data
    ).slice(0, PAPER);
  if (style.hex) {
    for (const line of [`RECORD ${number} LENGTH= ${record.length}`, ...hexLines(record), ' ']) {
      printLine(out, toEbcdic(line), paper, style);
    }
    return;
  }
  const data = fold(record.subarray(Number(style.control) + Number(style.sets)));
  const filled = data.length === 0 ? Uint8Array.of(0x40) : data;
  if (!style.control) {
    printLine(out, filled, paper, style);
    return;
  }
  const code = record[0]!;
  if (paper.page === 0) {
    paper.page = 1;
    if (style.header !== undefined) {
      out.push({ command: SKIP_TO_1, data: NOTHING });
      out.push({ command: WRITE, data: toEbcdic(style.header) });
      if (CONTROL_BEFORE.get(code) !== SKIP_TO_1 && code !== SKIP_TO_1) {
        out.push({ command: SKIP_TO_1, data: NOTHING });
      }
    }
  }
  if (MOVES.has(code)) {
    out.push({ command: code, data: NOTHING });
    return;
  }
  if (MACHINE.has(code)) {
    out.push({ command: code, data: filled });
    return;
  }
  const before = code === NOT_SPACED ? undefined : (CONTROL_BEFORE.get(code) ?? 0x0b);
  if (before !== undefined) out.push({ command: before, data: NOTHING });
  out.push({ command: WRITE, data: filled });
}

/** One line, on a new page where the last is full. */
function printLine(out: OutRecord[], data: Uint8Array, paper: Paper, style: PrintStyle): void {
  const { linesOnPage, heading } = style;
  if (linesOnPage > 0 && paper.line >= linesOnPage) paper.line = 0;
  if (paper.line === 0 && (linesOnPage > 0 || paper.page === 0)) {
    paper.page++;
    out.push({ command: SKIP_TO_1, data: NOTHING });
    if (heading !== undefined) {
      const text = `${heading.padEnd(PAPER - 10)}PAGE ${String(paper.page).padStart(5, '0')}`;
      out.push({ command: WRITE_SPACE_2, data: toEbcdic(text) });
    }
  }
  out.push({ command: WRITE_SPACE, data });
  paper.line++;
}
