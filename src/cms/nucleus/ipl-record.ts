/**
 * Makes a CMS disk one that can be IPLed: block 0 gets the IPL record, the nucleus comes behind the file system,
 * which leaves room for it as RECOMP does (IBM 3310 Direct Access Storage Reference Manual, GA26-1660, "Read
 * IPL"; Principles of Operation, "Initial Program Loading").
 */
import { codeBuilder, putHex, putWord } from './code-builder.js';
import { nucleusBytes } from './nucleus-image.js';
import { BLOCK_BUFFER, GATE, PSW_DISABLED } from './layout.js';

const BLOCK = 512;
/** Where the second reading of block 0 goes: a buffer that the nucleus itself does not bring along. */
const BOOT = BLOCK_BUFFER;
/** Places in block 0, behind the PSW and the two CCWs that IPL reads first. */
const PROGRAM = 24;
const OPERAND = 48;

/** Blocks that the nucleus takes at the end of the disk. */
export const NUCLEUS_BLOCKS = nucleusBytes().length / BLOCK;

/**
 * The disk with IPL record and nucleus.
 * @param image - a disk with a CMS file system
 * @returns a copy, longer by {@link NUCLEUS_BLOCKS} blocks
 */
export function withNucleus(image: Uint8Array): Uint8Array {
  const nucleus = nucleusBytes();
  const out = new Uint8Array(image.length + nucleus.length);
  out.set(image);
  out.set(iplRecord(image.length / BLOCK), 0);
  out.set(nucleus, image.length);
  return out;
}

/** Block 0 for a nucleus that begins at block `first`. */
export function iplRecord(first: number): Uint8Array {
  const code = codeBuilder(0, BLOCK);
  // the PSW, which the nucleus will overwrite with the same
  putWord(code, 0, PSW_DISABLED);
  putWord(code, 4, GATE.ipl);
  // READ IPL once more, all of it, then on to the program in it
  ccw(8, 0x02, BOOT, 0x60, BLOCK);
  ccw(16, 0x08, BOOT + PROGRAM, 0, 1);
  // LOCATE, READ the nucleus to location 0
  ccw(PROGRAM, 0x43, BOOT + OPERAND, 0x40, 8);
  ccw(PROGRAM + 8, 0x42, 0, 0x20, NUCLEUS_BLOCKS * BLOCK);
  putHex(code, OPERAND, `0600${NUCLEUS_BLOCKS.toString(16).padStart(4, '0')}`);
  putWord(code, OPERAND + 4, first);
  return code.bytes;

  function ccw(at: number, command: number, address: number, flags: number, count: number): void {
    putWord(code, at, (command << 24) | address);
    putWord(code, at + 4, (flags << 24) | count);
  }
}
