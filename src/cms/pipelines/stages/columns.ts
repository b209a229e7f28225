/** Columns and bits: UNTAB, RETAB, REVERSE, VCHAR (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { grow, newGrowing, takeGrown, type Growing } from '../bytes.js';
import type { Operands } from '../operands.js';
import { MOST_RECORD } from '../pipe-set.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, PIECES, PORTION, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

const reverse = filter<null>(['REVERSE'], {
  first: false,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    io.emit(record.slice().reverse());
  },
});

interface Tabs {
  readonly stops: readonly number[];
  readonly every: number;
  readonly tab: number;
  /** How far the present record has come, and what has been made of it. */
  at: number;
  readonly out: Growing;
  /** RETAB: blanks that may still become a tab, and the first of the stops that is behind the present column. */
  blanks: number;
  stop: number;
}

const TAB = 0x05;
/** Bytes that RETAB looks at in one go: what it does with a blank takes as long as what others do with several bytes. */
const RETAB_PORTION = 4 << 10;

function parseTabs(operands: Operands): Tabs {
  const stops: number[] = [];
  let every = 8;
  for (;;) {
    const stop = operands.optionalNumber(-1000, 1000);
    if (stop === undefined) break;
    if (stop < 0) every = -stop;
    else stops.push(stop);
  }
  const tab = operands.empty ? TAB : operands.character();
  operands.finish();
  stops.sort((a, b) => a - b);
  return { stops, every, tab, at: 0, out: newGrowing(), blanks: 0, stop: 0 };
}

/** Column (from 0) of the first stop behind a column that is not in front of the one asked for before. */
function nextStop(s: Tabs, column: number): number {
  const { stops } = s;
  if (stops.length === 0) return (Math.floor(column / s.every) + 1) * s.every;
  while (s.stop < stops.length && stops[s.stop]! - 1 <= column) s.stop++;
  return s.stop < stops.length ? stops[s.stop]! - 1 : column + 1;
}

/** The record has been gone through. */
function endTabs(s: Tabs, io: StageIo): false {
  s.at = s.stop = s.blanks = 0;
  io.emit(takeGrown(s.out));
  return false;
}

/** UNTAB, EXPAND: tabs become blanks. */
const untab = filter<Tabs>(['UNTAB', 'EXPAND'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const end = Math.min(record.length, s.at + PORTION);
    const part = record.subarray(0, end);
    let left = PIECES;
    while (s.at < end && left-- > 0) {
      const found = part.indexOf(s.tab, s.at);
      const to = found < 0 ? end : found;
      grow(s.out, record.subarray(s.at, to));
      io.work(to - s.at);
      s.at = to;
      if (found < 0) break;
      s.at++;
      const blanks = nextStop(s, s.out.length) - s.out.length;
      grow(s.out, new Uint8Array(blanks).fill(EBCDIC_BLANK));
      io.work(blanks);
    }
    return s.at < record.length || endTabs(s, io);
  },
});

/** RETAB: blanks in front of a tab stop become tabs. */
const retab = filter<Tabs>(['RETAB'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const end = Math.min(record.length, s.at + RETAB_PORTION);
    // blanks of the portion before may stand in front of what is made of this one
    const out = new Uint8Array(s.blanks + end - s.at);
    let length = 0;
    let { blanks } = s;
    io.work(out.length);
    for (let column = s.at; column < end; column++) {
      const byte = record[column]!;
      if (byte !== EBCDIC_BLANK) {
        for (; blanks > 0; blanks--) out[length++] = EBCDIC_BLANK;
        out[length++] = byte;
        continue;
      }
      blanks++;
      // this column is the last in front of a stop
      if (
        blanks > 1 &&
        nextStop(s, column - 1) === column + 1 &&
        nextStop(s, column) > column + 1
      ) {
        out[length++] = s.tab;
        blanks = 0;
      }
    }
    s.at = end;
    s.blanks = blanks;
    if (end === record.length) {
      for (; blanks > 0; blanks--) out[length++] = EBCDIC_BLANK;
    }
    grow(s.out, out.subarray(0, length));
    return end < record.length || endTabs(s, io);
  },
});

interface Vchar {
  readonly from: number;
  readonly to: number;
  /** What the present record becomes, and how many characters of it are there. */
  out: Uint8Array | undefined;
  done: number;
}

/** VCHAR: characters of so many bits into others of so many bits. */
const vchar = filter<Vchar>(['VCHAR'], {
  first: false,
  parse(operands) {
    const from = operands.number(1, 32);
    const to = operands.number(1, 32);
    operands.finish();
    return { from, to, out: undefined, done: 0 };
  },
  record(s, record, io) {
    const count = Math.floor((record.length * 8) / s.from);
    const length = Math.ceil((count * s.to) / 8);
    if (length > MOST_RECORD) throw new PipeFault(78, length);
    s.out ??= new Uint8Array(length);
    const { out } = s;
    // bits of the input from the left, and where the next one of the output goes
    const kept = Math.min(s.from, s.to);
    const end = Math.min(count, s.done + PORTION);
    for (let n = s.done; n < end; n++) {
      let from = (n + 1) * s.from - kept;
      let to = (n + 1) * s.to - kept;
      for (let left = kept; left > 0; left--, from++, to++) {
        out[to >> 3]! |= ((record[from >> 3]! >> (7 - (from & 7))) & 1) << (7 - (to & 7));
      }
    }
    io.work(2 * kept * (end - s.done));
    s.done = end;
    if (end < count) return true;
    s.done = 0;
    s.out = undefined;
    io.emit(out);
    return false;
  },
});

/** The stages of this file. */
export const columns: readonly StageKind[] = [reverse, untab, retab, vchar];
