/** Columns and bits: UNTAB, RETAB, REVERSE, VCHAR (CMS Pipelines, the stages of these names). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { grow, newGrowing, takeGrown } from '../bytes.js';
import type { Operands } from '../operands.js';
import { MOST_RECORD } from '../pipe-set.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, PORTION, type StageKind } from '../stage.js';

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
}

const TAB = 0x05;

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
  return { stops, every, tab };
}

/** Column (from 0) of the first stop behind a column. */
function nextStop(s: Tabs, column: number): number {
  const stop = s.stops.find((one) => one - 1 > column);
  if (stop !== undefined) return stop - 1;
  if (s.stops.length > 0) return column + 1;
  return (Math.floor(column / s.every) + 1) * s.every;
}

/** UNTAB, EXPAND: tabs become blanks. */
const untab = filter<Tabs>(['UNTAB', 'EXPAND'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const out = newGrowing();
    for (let at = 0; at < record.length;) {
      const found = record.indexOf(s.tab, at);
      const end = found < 0 ? record.length : found;
      grow(out, record.subarray(at, end));
      at = end + 1;
      if (found < 0) break;
      grow(out, new Uint8Array(nextStop(s, out.length) - out.length).fill(EBCDIC_BLANK));
    }
    io.emit(takeGrown(out));
  },
});

/** RETAB: blanks in front of a tab stop become tabs. */
const retab = filter<Tabs>(['RETAB'], {
  first: false,
  parse: parseTabs,
  record(s, record, io) {
    const out = new Uint8Array(record.length);
    let length = 0;
    let blanks = 0;
    for (let column = 0; column < record.length; column++) {
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
    for (; blanks > 0; blanks--) out[length++] = EBCDIC_BLANK;
    io.emit(out.subarray(0, length));
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
    io.cost += ((end - s.done) * kept) / 100;
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
