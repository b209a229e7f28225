/**
 * The records of a file that VMDUMP makes; text is EBCDIC, numbers are binary. All begin with eight characters that
 * say what they are.
 *   VMDUMP    8 userid, 16 FORMAT type, 24 time of the dump (32 characters), 56 size of storage, 60 number of
 *             processors, 64 text of the user's (100 characters)
 *   CPU       8 address, 12 prefix, 16 PSW, 24 general registers, 88 control registers, 152 floating-point registers
 *   STORAGE   8 absolute address, 12 storage key (a byte), 16 the block of 2048 bytes; blocks of zeros with key 0 are
 *             left out
 */
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import { toEbcdicPadded } from '../../../shared/ebcdic.js';
import type { AddressSpace } from './guest-addresses.js';

const BLOCK = 2048;
const INFORMATION = 164;
const PROCESSOR = 184;
const HEADER = 16;
/** A block of zeros. */
const NOTHING = new Uint8Array(BLOCK);

/** What the first record says. */
export interface DumpInformation {
  readonly userid: string;
  readonly type: string;
  readonly time: string;
  readonly size: number;
  readonly processors: number;
  readonly text: string;
}

function record(name: string, length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  bytes.set(toEbcdicPadded(name, 8));
  return { bytes, view: new DataView(bytes.buffer) };
}

/** The first record. */
export function informationRecord(about: DumpInformation): Uint8Array {
  const { bytes, view } = record('VMDUMP', INFORMATION);
  bytes.set(toEbcdicPadded(about.userid, 8), 8);
  bytes.set(toEbcdicPadded(about.type, 8), 16);
  bytes.set(toEbcdicPadded(about.time, 32), 24);
  view.setUint32(56, about.size);
  view.setUint32(60, about.processors);
  bytes.set(toEbcdicPadded(about.text, 100), 64);
  return bytes;
}

/** The record of a virtual processor. */
export function processorRecord(processor: VirtualProcessor): Uint8Array {
  const { bytes, view } = record('CPU', PROCESSOR);
  view.setUint32(8, processor.address);
  view.setUint32(12, processor.prefix);
  processor.pswWords().forEach((word, n) => view.setInt32(16 + 4 * n, word));
  for (let n = 0; n < 16; n++) {
    view.setInt32(24 + 4 * n, processor.register(n));
    view.setInt32(88 + 4 * n, processor.controlRegister(n));
    if (n < 8) view.setInt32(152 + 4 * n, processor.floatWord(n));
  }
  return bytes;
}

/** The record of a block; undefined when nothing is there. */
export function blockRecord({ storage }: AddressSpace, at: number): Uint8Array | undefined {
  const key = storage.key(at);
  const content = storage.fetch(at, BLOCK);
  if (key === undefined || content === undefined) return undefined;
  // looking at a page is no reference to it
  storage.setKey(at, key);
  if (key === 0 && Buffer.compare(content, NOTHING) === 0) return undefined;
  const { bytes, view } = record('STORAGE', HEADER + BLOCK);
  view.setUint32(8, at);
  view.setUint8(12, key);
  bytes.set(content, HEADER);
  return bytes;
}
