/** Codes of 3270 data streams: 3277ENC, 3277BFRA (CMS Pipelines, the stages of these names). */
import { SIX_BITS } from '../../../shared/display-codes.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, type StageKind } from '../stage.js';

/** Cells that twelve bits can number. */
const MOST_CELLS = 4096;

/** 3277ENC: the 64 characters by which six bits are written. */
const enc: StageKind = {
  names: ['3277ENC'],
  first: true,
  parse(operands): { out: boolean } {
    operands.finish();
    return { out: false };
  },
  run(io, stage) {
    const s = stage.state as { out: boolean };
    if (!s.out) {
      s.out = true;
      io.put(Uint8Array.from(SIX_BITS), 0);
    }
    if (!io.blocked(0)) io.end();
  },
};

/** A buffer address in its other form: one in characters of six bits as a number of sixteen, and the other way. */
function otherForm(first: number, second: number): readonly [number, number] {
  if ((first & 0xc0) === 0) {
    const cell = first * 256 + second;
    if (cell < MOST_CELLS) return [SIX_BITS[cell >> 6]!, SIX_BITS[cell & 0x3f]!];
    // fourteen bits: the address is what it is
    return [first, second];
  }
  const cell = ((first & 0x3f) << 6) | (second & 0x3f);
  return [cell >> 8, cell & 0xff];
}

/** 3277BFRA: the first two bytes of each record. */
const bfra = filter<null>(['3277BFRA'], {
  first: false,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    if (record.length < 2) throw new PipeFault(401, record.length);
    const out = record.slice();
    out.set(otherForm(record[0]!, record[1]!));
    io.emit(out);
  },
});

/** The stages of this file. */
export const displayCodes: readonly StageKind[] = [enc, bfra];
