/** A machine with segment and page tables, for tests of what happens with translation on. */
import { testMachine } from './machine.js';
import type { TestMachine } from './machine.js';

/** Where the tables are. */
export const SEGMENTS = 0x6000;
export const PAGE_TABLE = 0x6400;
/** Where the program new PSW points. */
export const CAUGHT = 0x2300;
/** A PSW with translation on. */
export const DAT = 0x04080000;

/** Translation formats: CR0, and how an address is cut up. */
export const FORMATS = [
  { name: '2K pages, 64K segments', cr0: 0x4000e0, byteBits: 11, segmentBits: 16 },
  { name: '2K pages, 1M segments', cr0: 0x5000e0, byteBits: 11, segmentBits: 20 },
  { name: '4K pages, 64K segments', cr0: 0x8000e0, byteBits: 12, segmentBits: 16 },
  { name: '4K pages, 1M segments', cr0: 0x9000e0, byteBits: 12, segmentBits: 20 },
] as const;
type Format = (typeof FORMATS)[number];
/** The one that is used where it does not matter. */
export const SMALL = FORMATS[0];

/** A machine with one segment, number 0, whose pages map to themselves. */
export class Translated {
  readonly machine: TestMachine = testMachine(0x10000, 32, 2);
  readonly format: Format;

  constructor(format: Format = SMALL) {
    this.format = format;
    const { processor, storage } = this.machine;
    storage.setWord(104, 0x00080000);
    storage.setWord(108, CAUGHT);
    for (let n = 0; n < 256; n++) storage.setWord(SEGMENTS + 4 * n, 1);
    storage.setWord(SEGMENTS, 0xf0000000 | PAGE_TABLE);
    for (let at = 0; at < 0x10000; at += 1 << format.byteBits) this.map(at, at);
    processor.setControlRegister(0, format.cr0);
    processor.setControlRegister(1, (format.segmentBits === 16 ? 0x0f000000 : 0) | SEGMENTS);
  }

  /** Address of the page table entry of a virtual address. */
  entryAt(virtual: number): number {
    return PAGE_TABLE + 2 * (virtual >> this.format.byteBits);
  }

  put(entry: number, value: number): void {
    this.machine.storage.store(entry, Uint8Array.of(value >> 8, value));
  }

  map(virtual: number, real: number): void {
    this.put(this.entryAt(virtual), real >> 8);
  }

  /** Executes one instruction at 1000 with translation on; the interruption code, 0 when there is none. */
  step(code: readonly number[], first = DAT): number {
    const { processor, storage } = this.machine;
    storage.store(0x1000, Uint8Array.from(code));
    storage.setWord(140, 0);
    storage.setWord(144, -1);
    processor.loadPsw(first, 0x1000);
    processor.run(1);
    return storage.word(140)! & 0xffff;
  }

  /** Where the program old PSW points. */
  get old(): number {
    return this.machine.storage.word(44)!;
  }
}
