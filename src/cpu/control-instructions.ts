/**
 * Control instructions (GA22-7000, "Control Instructions", "I/O Instructions"): all that are privileged.
 * Privilege is tested before anything else, but for what is not installed: an operation exception comes first.
 * DIAGNOSE and the I/O instructions are CP's: they end the run.
 */
import type { Exit, IoOperation } from './exit.js';
import type { MachineState } from './machine-state.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { recordStore } from './per.js';
import { programCheck } from './program-check.js';
import * as pswBits from './psw.js';
import { badFormat, loadPswWords, setSystemMask } from './psw.js';
import {
  insertStorageKey,
  invalidatePageEntry,
  loadRealAddress,
  resetReferenceBit,
  setPrefix,
  setStorageKey,
  storePrefix,
} from './storage-control.js';
import { cpuTimerWords, setCpuTimer, setTod } from './timers.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  F_CC,
  F_COMPARATOR_HIGH,
  F_COMPARATOR_LOW,
  F_CPU_ADDRESS,
  F_KEY_EMWP,
  F_SYSTEM_MASK,
  M_MODEL,
  M_SERIAL,
} = block;
const { OPERATION, PRIVILEGED_OPERATION, SPECIAL_OPERATION, SPECIFICATION } = codes;
const { PSW_PROBLEM } = pswBits;

/** The doubleword boundary that many of these ask for. */
function doubleword(address: number): void {
  if ((address & 7) !== 0) programCheck(SPECIFICATION);
}

function word(address: number): void {
  if ((address & 3) !== 0) programCheck(SPECIFICATION);
}

/** SSM and STOSM: a mask that is wrong in EC mode is loaded, and makes a specification exception at once. */
function loadSystemMask(s: MachineState, mask: number): void {
  setSystemMask(s, mask);
  if (badFormat(s)) programCheck(SPECIFICATION);
}

/** LCTL (B7), STCTL (B6). */
function controlRegisters(s: MachineState, w: number, address: number): void {
  word(address);
  const r1 = (w >>> 20) & 15;
  const count = ((((w >>> 16) & 15) - r1) & 15) + 1;
  if (w >>> 24 === 0xb7) {
    s.checkFetch(address, 4 * count);
    const before0 = s.control[0]!;
    const before1 = s.control[1]!;
    for (let i = 0; i < count; i++) s.control[(r1 + i) & 15] = s.fetchWord(address + 4 * i);
    s.controlLoaded(before0, before1);
  } else {
    s.checkStore(address, 4 * count);
    for (let i = 0; i < count; i++) s.storeWord(address + 4 * i, s.control[(r1 + i) & 15]!);
  }
}

function storeDouble(s: MachineState, address: number, value: readonly [number, number]): void {
  doubleword(address);
  s.checkStore(address, 8);
  s.storeWord(address, value[0]);
  s.storeWord(address + 4, value[1]);
}

function fetchDouble(s: MachineState, address: number): readonly [number, number] {
  doubleword(address);
  s.checkFetch(address, 8);
  return [s.fetchWord(address), s.fetchWord(address + 4)];
}

/** Operation code B2 but for STCK, which is not privileged. */
function extendedOperation(s: MachineState, w: number, address: number): Exit | undefined {
  const f = s.fields;
  switch ((w >>> 16) & 0xff) {
    case 0x02: {
      // STIDP: version FF says "in a virtual machine"; the first digit of the serial is the processor's address
      const serial = (s.machine[M_SERIAL]! & 0xfffff) | ((f[F_CPU_ADDRESS]! & 0xf) << 20);
      storeDouble(s, address, [0xff000000 | serial, s.machine[M_MODEL]! << 16]);
      return undefined;
    }
    case 0x03:
      return { reason: 'io-instruction', operation: 'STIDC', address: address & 0xffff };
    case 0x04: {
      // SCK
      const [high, low] = fetchDouble(s, address);
      setTod(s, high, low);
      f[F_CC] = 0;
      return undefined;
    }
    case 0x06: {
      // SCKC
      const [high, low] = fetchDouble(s, address);
      f[F_COMPARATOR_HIGH] = high;
      f[F_COMPARATOR_LOW] = low;
      return undefined;
    }
    case 0x07: // STCKC
      storeDouble(s, address, [f[F_COMPARATOR_HIGH]!, f[F_COMPARATOR_LOW]!]);
      return undefined;
    case 0x08: {
      // SPT
      const [high, low] = fetchDouble(s, address);
      setCpuTimer(s, high, low);
      return undefined;
    }
    case 0x09: // STPT
      storeDouble(s, address, cpuTimerWords(s));
      return undefined;
    case 0x0a: // SPKA
      f[F_KEY_EMWP] = (f[F_KEY_EMWP]! & 0x0f) | (address & 0xf0);
      return undefined;
    case 0x0b: // IPK
      s.general[2] = (s.general[2]! & ~0xff) | (f[F_KEY_EMWP]! & 0xf0);
      return undefined;
    case 0x12: // STAP
      if ((address & 1) !== 0) programCheck(SPECIFICATION);
      s.storeHalf(address, f[F_CPU_ADDRESS]!);
      return undefined;
    case 0x0d: // PTLB
      s.purgeTranslations();
      return undefined;
    case 0x10:
      setPrefix(s, address);
      return undefined;
    case 0x11:
      storePrefix(s, address);
      return undefined;
    case 0x13:
      resetReferenceBit(s, address);
      return undefined;
    case 0x21:
      invalidatePageEntry(s, (w >>> 4) & 15, w & 15);
      return undefined;
    default:
      return programCheck(OPERATION);
  }
}

const IO_OPERATIONS: readonly (readonly [IoOperation, IoOperation])[] = [
  ['SIO', 'SIOF'],
  ['TIO', 'CLRIO'],
  ['HIO', 'HDV'],
  ['TCH', 'TCH'],
];

/** Second bytes of operation code B2 that are there. */
const EXTENDED = new Set([
  0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0d, 0x10, 0x11, 0x12, 0x13, 0x21,
]);

/** Whether an instruction is there; direct control, channel-set switching and dual address space are not. */
function installed(w: number): boolean {
  const op = w >>> 24;
  return op === 0xb2 ? EXTENDED.has((w >>> 16) & 0xff) : op !== 0x84 && op !== 0x85;
}

/**
 * Executes the control instruction that `state.word` and `state.at` show; the PSW address is behind it.
 * @returns the exit when CP has to complete it
 */
export function controlInstruction(s: MachineState): Exit | undefined {
  const w = s.word;
  const op = w >>> 24;
  const f = s.fields;
  if (!installed(w)) programCheck(OPERATION);
  if ((f[F_KEY_EMWP]! & PSW_PROBLEM) !== 0) programCheck(PRIVILEGED_OPERATION);
  const base = (w >>> 12) & 15;
  const address = ((w & 0xfff) + (base === 0 ? 0 : s.general[base]!)) & 0xffffff;
  switch (op) {
    case 0x08:
      setStorageKey(s, (w >>> 20) & 15, (w >>> 16) & 15);
      return undefined;
    case 0x09:
      insertStorageKey(s, (w >>> 20) & 15, (w >>> 16) & 15);
      return undefined;
    case 0x80: // SSM
      if ((s.control[0]! & 0x40000000) !== 0) programCheck(SPECIAL_OPERATION); // SSM suppression
      loadSystemMask(s, s.fetchByte(address));
      return undefined;
    case 0x82: {
      // LPSW
      doubleword(address); // so both words lie in one page
      const first = s.fetchWord(address);
      loadPswWords(s, first, s.fetchWord(address + 4));
      return undefined;
    }
    case 0x83:
      return {
        reason: 'diagnose',
        r1: (w >>> 20) & 15,
        r3: (w >>> 16) & 15,
        code: address,
        at: s.at,
      };
    case 0x9c:
    case 0x9d:
    case 0x9e:
    case 0x9f:
      return {
        reason: 'io-instruction',
        operation: IO_OPERATIONS[op & 3]![(w >>> 16) & 1 ? 1 : 0],
        address: address & 0xffff,
      };
    case 0xac: // STNSM
      s.storeByte(address, f[F_SYSTEM_MASK]!);
      setSystemMask(s, f[F_SYSTEM_MASK]! & (w >>> 16));
      return undefined;
    case 0xad: // STOSM
      s.storeByte(address, f[F_SYSTEM_MASK]!);
      // it has stored, whatever becomes of the mask
      recordStore(s, address, 1);
      loadSystemMask(s, f[F_SYSTEM_MASK]! | (w >>> 16));
      return undefined;
    case 0xae: // SIGP
      return {
        reason: 'signal-processor',
        order: address & 0xff,
        target: s.general[(w >>> 16) & 15]! & 0xffff,
        // the odd-numbered register of R1 and R1 + 1
        parameter: s.general[((w >>> 20) & 15) | 1]!,
        r1: (w >>> 20) & 15,
      };
    case 0xb1: {
      // LRA, the one with an index here
      const x2 = (w >>> 16) & 15;
      const indexed = (address + (x2 === 0 ? 0 : s.general[x2]!)) & 0xffffff;
      loadRealAddress(s, (w >>> 20) & 15, indexed);
      return undefined;
    }
    case 0xb2:
      return extendedOperation(s, w, address);
    case 0xb6:
    case 0xb7:
      controlRegisters(s, w, address);
      return undefined;
    default:
      return programCheck(OPERATION);
  }
}
