/**
 * Statements of assembler source: ASMFIND, ASMNFIND, STRASMFIND, STRASMNFIND, ASMCONT and ASMXPND (CMS Pipelines, the
 * stages of these names). A line with something in column 72 is continued by the next, from its column 16 on.
 */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import { fitted, ownCopy } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { MOST_RECORD, type Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import { parseFind, parseStrfind, finds, type Find } from './text-selection.js';

/** Column of the mark that a statement goes on, and where it does, from 0. */
const MARK = 71;
const CONTINUED = 15;
const ASTERISK = 0x5c;

const goesOn = (record: Rec): boolean => record.length > MARK && record[MARK] !== EBCDIC_BLANK;

interface AsmFind {
  readonly find: Find;
  /** The line belongs to the statement before; which went to this stream. */
  inside: boolean;
  to: number;
}

/** Selects whole statements by their first lines. */
function asmFind(name: string, parse: (operands: Operands) => Find): StageKind {
  return filter<AsmFind>([name], {
    first: false,
    views: true,
    parse: (operands) => ({ find: parse(operands), inside: false, to: 0 }),
    record(s, record, io, view) {
      if (!s.inside) s.to = finds(s.find, view) ? 0 : 1;
      s.inside = goesOn(record);
      io.emit(record, s.to);
    },
  });
}

interface Joining {
  text: Uint8Array;
  inside: boolean;
}

/** Without blanks at its end. */
function trimmed(record: Rec): Rec {
  let end = record.length;
  while (end > 0 && record[end - 1] === EBCDIC_BLANK) end--;
  return record.subarray(0, end);
}

/** ASMCONT: each statement on one line. */
const asmcont = filter<Joining>(['ASMCONT'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { text: new Uint8Array(), inside: false };
  },
  record(s, record, io) {
    const more = goesOn(record);
    if (!s.inside && !more) {
      io.emit(record);
      return;
    }
    const part = fitted(record, MARK).subarray(s.inside ? CONTINUED : 0);
    const length = (s.inside ? s.text.length : 0) + part.length;
    if (length > MOST_RECORD) throw new PipeFault(78, length);
    const whole = new Uint8Array(length);
    if (s.inside) whole.set(s.text);
    whole.set(part, length - part.length);
    io.release(s.inside ? s.text.length : 0);
    s.text = whole;
    s.inside = more;
    if (more) io.hold(length);
    else io.emit(ownCopy(trimmed(whole)));
  },
  end(s, io) {
    if (s.inside) io.emit(ownCopy(trimmed(s.text)));
    s.inside = false;
  },
});

interface Expanding {
  readonly mark: number;
  at: number;
}

/** ASMXPND: long lines as statements that go on. */
const asmxpnd = filter<Expanding>(['ASMXPND'], {
  first: false,
  parse(operands) {
    const mark = operands.empty ? ASTERISK : operands.character();
    operands.finish();
    return { mark, at: 0 };
  },
  record(s, record, io) {
    if (record.length <= MARK) {
      io.emit(record);
      return false;
    }
    const rest = trimmed(record);
    for (let made = 0; s.at < rest.length || s.at === 0; made++) {
      if (made === PIECES) return true;
      const first = s.at === 0;
      const room = first ? MARK : MARK - CONTINUED;
      const part = rest.subarray(s.at, s.at + room);
      s.at += Math.max(1, part.length);
      const last = s.at >= rest.length;
      const line = new Uint8Array(last ? (first ? 0 : CONTINUED) + part.length : MARK + 1);
      line.fill(EBCDIC_BLANK);
      line.set(part, first ? 0 : CONTINUED);
      if (!last) line[MARK] = s.mark;
      io.emit(line);
    }
    s.at = 0;
    return false;
  },
});

/** The stages of this file. */
export const assemblerSource: readonly StageKind[] = [
  asmFind('ASMFIND', parseFind(false)),
  asmFind('ASMNFIND', parseFind(true)),
  asmFind('STRASMFIND', parseStrfind(false)),
  asmFind('STRASMNFIND', parseStrfind(true)),
  asmcont,
  asmxpnd,
];
