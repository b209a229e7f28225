/**
 * Spool files as DIAGNOSE X'14' shows them: the spool file block SFBLOK and the spool buffer SPLINK (VM/370 Data
 * Areas and Control Block Logic). A buffer has 16 bytes in front (next and previous buffer, a word that is not used,
 * number of records), then the records: a CCW whose data address is the displacement of the data in the buffer, a
 * TIC to the displacement of the next record, the data padded to doublewords. The last 48 bytes of the first buffer
 * are kept free for the 3800 and the spool id. The first record of a file is its tag, under a no-operation: there
 * are no tags, so it is blank. Buffers have numbers from 1 in place of addresses on disk; 0 is none.
 */
import { PRINTER_1403, PUNCH_2540, READER_2540 } from '../../../devices/identity-table.js';
import { EBCDIC_BLANK, toEbcdicPadded } from '../../../shared/ebcdic.js';
import { decodeRecord } from '../../../shared/spool-record.js';
import type { SpoolFile } from '../../ports/spool-store.js';
import { BLOCK_BYTES, DESCRIPTOR_BYTES, PAGE_BYTES } from '../../spool-input.js';
import type { TimeZone } from '../time-text.js';
import { dateText, timeOfDay } from '../time-text.js';

const TYPES: Readonly<Record<SpoolFile['device'], readonly [type: number, length: number]>> = {
  PUN: [PUNCH_2540.type, 80],
  RDR: [READER_2540.type, 80],
  PRT: [PRINTER_1403.type, 132],
  CON: [PRINTER_1403.type, 132],
};

/** SFBFLAG: in use, allocation complete, user hold, open, system hold; SFBFLAG2: save input file. */
const IN_USE = 0x88;
const COMPLETE = 0x40;
const USER_HOLD = 0x20;
const SYSTEM_HOLD = 0x04;
const KEEP = 0x80;

const TIC = 0x08;
const NO_OPERATION = 0x03;
const COMMAND_CHAIN = 0x40;
const SUPPRESS_LENGTH = 0x20;
const TAG = new Uint8Array(136).fill(EBCDIC_BLANK);

const HEADER = 16;
/** A CCW and the TIC behind it. */
const COMMANDS = 16;
const TRAILER = 48;
/** Place of the spool id in the first buffer. */
const SPOOL_ID = PAGE_BYTES - 8;

/** The block of a file; it does not know where the last buffer is (SFBLAST is zero). */
export function fileBlock(file: SpoolFile, inUse: boolean, zone: TimeZone): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  const view = new DataView(block.buffer);
  const text = (at: number, length: number, value: string): void =>
    block.set(toEbcdicPadded(value, length), at);
  const [type, length] = TYPES[file.device];
  view.setUint32(0x04, 1);
  text(0x08, 8, file.owner);
  text(0x10, 8, file.origin);
  view.setUint32(0x18, file.records);
  view.setUint16(0x1c, length);
  view.setUint16(0x1e, file.id);
  const hold = file.hold === 'USER' ? USER_HOLD : file.hold === 'SYS' ? SYSTEM_HOLD : 0;
  block[0x20] = COMPLETE | hold | (inUse ? IN_USE : 0);
  block[0x21] = type;
  text(0x28, 12, file.name);
  text(0x34, 12, file.type);
  text(0x40, 8, dateText(file.created, zone));
  text(0x48, 8, timeOfDay(file.created, zone));
  view.setUint16(0x54, file.copies);
  text(0x56, 1, file.class);
  block[0x57] = file.keep ? KEEP : 0;
  text(0x58, 8, file.dist);
  return block;
}

/** The block of a file and its first record, the tag, as much as there is room for. */
export function descriptor(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(DESCRIPTOR_BYTES);
  const page = new SpoolBuffer();
  page.put(NO_OPERATION, TAG);
  out.set(block);
  out.set(page.bytes.subarray(HEADER, HEADER + DESCRIPTOR_BYTES - BLOCK_BYTES), BLOCK_BYTES);
  return out;
}

/**
 * Buffer `number` of a file, from its records in `bytes` on; `rest` is how many bytes the file has from there, of
 * which `bytes` are enough to fill a buffer. Undefined: there is no record there, or one that fits into no buffer.
 */
export function spoolBuffer(
  file: SpoolFile,
  number: number,
  bytes: Uint8Array,
  rest: number,
): { readonly page: Uint8Array; readonly taken: number } | undefined {
  const page = new SpoolBuffer(number === 1 ? PAGE_BYTES - TRAILER : PAGE_BYTES);
  if (number === 1) {
    page.put(NO_OPERATION, TAG);
    page.view.setUint16(SPOOL_ID, file.id);
  }
  let taken = 0;
  while (taken < rest) {
    const found = decodeRecord(bytes, taken);
    if (found === undefined || !page.put(found.record.command, found.record.data)) break;
    taken = found.next;
  }
  if (page.records === 0) return undefined;
  page.finish(taken < rest ? number + 1 : 0, number - 1);
  return { page: page.bytes, taken };
}

/** A buffer that is being filled. */
class SpoolBuffer {
  readonly bytes = new Uint8Array(PAGE_BYTES);
  readonly view = new DataView(this.bytes.buffer);
  readonly #end: number;
  #at = HEADER;
  #last = HEADER;
  records = 0;

  constructor(end = PAGE_BYTES) {
    this.#end = end;
  }

  /** Adds a record; false when there is no room. One without data has a count of 1, as a CCW must. */
  put(command: number, data: Uint8Array): boolean {
    const at = this.#at;
    const next = at + COMMANDS + Math.max(8, Math.ceil(data.length / 8) * 8);
    if (next > this.#end) return false;
    this.view.setUint32(at, (command << 24) | (at + COMMANDS));
    this.view.setUint8(at + 4, COMMAND_CHAIN | SUPPRESS_LENGTH);
    this.view.setUint16(at + 6, Math.max(1, data.length));
    this.view.setUint32(at + 8, (TIC << 24) | next);
    this.bytes.set(data, at + COMMANDS);
    this.#last = at;
    this.#at = next;
    this.records++;
    return true;
  }

  finish(next: number, previous: number): void {
    this.view.setUint8(this.#last + 4, SUPPRESS_LENGTH);
    this.view.setUint32(0, next);
    this.view.setUint32(4, previous);
    this.view.setUint32(12, this.records);
  }
}
