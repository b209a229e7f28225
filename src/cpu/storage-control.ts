/**
 * Control instructions about storage itself (GA22-7000, "Control Instructions"): storage keys, prefix,
 * translation. Privilege has been tested; each is called with the PSW behind the instruction.
 */
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import { purgeAll } from './look-up-table.js';
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';
import * as pswBits from './psw.js';
import {
  absoluteOf,
  absoluteWithin,
  pageEntryAddress,
  pageInvalidBit,
  SEGMENT_BEYOND,
  translate,
  TRANSLATED,
  translationFormat,
} from './translation.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const { COPY, F_CC, F_KEY_EMWP, KEY_FETCH, KEY_MASK, KEY_REFERENCE, SHARED } = block;
const { ADDRESSING, PROTECTION, SPECIFICATION } = codes;
const { PSW_EC } = pswBits;

/** Low-address protection protects so many bytes. */
const LOW_PROTECTED = 512;
const PREFIX_MASK = 0x00fff000;

/** The page that a real address in a register lies in; it must be within storage. */
function realPage(s: MachineState, address: number): number {
  return absoluteWithin(s, address & 0xffffff) >>> 11;
}

/** SSK, ISK: the last four bits of the address must be zeros. */
function keyPage(s: MachineState, address: number): number {
  if ((address & 15) !== 0) programCheck(SPECIFICATION);
  return realPage(s, address);
}

/** SSK (08). */
export function setStorageKey(s: MachineState, r1: number, r2: number): void {
  s.storage.setPageKey(keyPage(s, s.general[r2]!), s.general[r1]!);
}

/** ISK (09). */
export function insertStorageKey(s: MachineState, r1: number, r2: number): void {
  const page = keyPage(s, s.general[r2]!);
  // BC mode: five bits, reference and change read as zeros; EC mode: all seven
  const shown = (s.fields[F_KEY_EMWP]! & PSW_EC) !== 0 ? KEY_MASK : 0xf8;
  s.general[r1] = (s.general[r1]! & ~0xff) | (s.storage.pages[page]! & shown);
}

/** RRB. */
export function resetReferenceBit(s: MachineState, address: number): void {
  const page = realPage(s, address);
  const key = s.storage.pages[page]! & KEY_MASK;
  s.fields[F_CC] = (key >> 1) & 3;
  if ((key & KEY_REFERENCE) !== 0) s.storage.setPageKey(page, key & ~KEY_REFERENCE);
}

/** SPX. */
export function setPrefix(s: MachineState, address: number): void {
  if ((address & 3) !== 0) programCheck(SPECIFICATION);
  const prefix = s.fetchWord(address) & PREFIX_MASK;
  if (!s.storage.holds(prefix, 1)) programCheck(ADDRESSING);
  s.setPrefix(prefix);
}

/** STPX. */
export function storePrefix(s: MachineState, address: number): void {
  if ((address & 3) !== 0) programCheck(SPECIFICATION);
  s.storeWord(address, s.prefix);
}

/** LRA: the condition code says how far the translation came, the register gets the address reached. */
export function loadRealAddress(s: MachineState, r1: number, address: number): void {
  const outcome = translate(s, address, s.translation);
  s.general[r1] = s.translation.real;
  s.fields[F_CC] = Math.min(outcome, SEGMENT_BEYOND);
}

/** IPTE: makes a page table entry invalid, and all processors forget what they know by it. */
export function invalidatePageEntry(s: MachineState, r1: number, r2: number): void {
  const format = translationFormat(s.control);
  const real = pageEntryAddress(format, s.general[r1]! & 0xfffff8, s.general[r2]!);
  if (s.lowProtected && real < LOW_PROTECTED) programCheck(PROTECTION);
  const absolute = absoluteWithin(s, real);
  const key = s.fields[F_KEY_EMWP]! & 0xf0;
  if (key !== 0 && key !== (s.storage.pages[absolute >>> 11]! & 0xf0)) programCheck(PROTECTION);
  const at = s.absoluteStoreAt(absolute);
  s.bytes[at + 1]! |= pageInvalidBit(format);
  purgeAll(s.memory, s.block);
}

/**
 * TPROT: which accesses to the first operand are allowed under the key in the second operand's address.
 * @returns the condition code
 */
export function testProtection(s: MachineState, address: number, accessKey: number): number {
  let real = address;
  let guarded = s.lowProtected && address < LOW_PROTECTED;
  if (s.dat) {
    if (translate(s, address, s.translation) !== TRANSLATED) return 3;
    real = s.translation.real;
    guarded ||= s.translation.protected;
  }
  const absolute = absoluteOf(s.prefix, real);
  if (!s.storage.holds(absolute, 1)) programCheck(ADDRESSING);
  const entry = s.storage.pages[absolute >>> 11]!;
  guarded ||= (entry & (SHARED | COPY)) === SHARED;
  const key = accessKey & 0xf0;
  if (key === 0 || key === (entry & 0xf0)) return guarded ? 1 : 0;
  return (entry & KEY_FETCH) === 0 ? 1 : 2;
}
