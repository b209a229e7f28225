/**
 * IPL: by name, from a saved system that the composition root gave, or from a device by its channel program
 * (Principles of Operation, "Initial Program Loading"). Both begin with a reset that the machine has done.
 */
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { ProgramResult } from '../../devices/channel-subsystem.js';
import { INTERVENTION_REQUIRED } from '../../devices/unit.js';
import { EBCDIC_BLANK, toEbcdic } from '../../shared/ebcdic.js';
import type { SavedSystemImage } from '../guest-interface.js';
import type { ReplyFailure } from '../protocol.js';
import type { SavedIpl } from '../segments.js';
import type { MachineSegments } from './machine-segments.js';

/** An IPL that is under way, plain data: it waits for its device, or for frames of real storage. */
export interface IplInHand {
  /** Name of a saved system, or device address. */
  readonly target: string | number;
  /** The request that is answered at its end. */
  readonly sequence: number;
  readonly stop: boolean;
  readonly parm: string;
  /** What main has of a saved system; a name without it is one that the composition root gave. */
  readonly saved?: SavedIpl;
}

/** Longest text of PARM. */
const LONGEST_PARM = 64;

/**
 * Loads a saved system; undefined when it is loaded, else what is in the way. Loading it again after `no-frame` is
 * harmless.
 */
export function loadSystem(
  image: SavedSystemImage,
  parm: string,
  processor: VirtualProcessor,
  storage: GuestStorage,
): ReplyFailure | undefined {
  for (const { address, bytes } of image.pages) {
    if (!storage.store(address, bytes)) return 'no-frame';
  }
  for (const { address, length, key } of image.keys) {
    for (let at = address; at < address + length; at += 2048) storage.setKey(at, key);
  }
  image.registers.forEach((value, n) => processor.setRegister(n, value));
  const text = toEbcdic(parm).subarray(0, LONGEST_PARM);
  if (image.parmAt !== 0) {
    const field = new Uint8Array(1 + LONGEST_PARM);
    field[0] = text.length;
    field.set(text, 1);
    if (!storage.store(image.parmAt, field)) return 'no-frame';
  }
  processor.loadPsw(...image.psw);
  return undefined;
}

/** Loads a saved system of main's: its pages, which take no frames, then registers and PSW. */
export function loadSaved(
  saved: SavedIpl,
  parm: string,
  processor: VirtualProcessor,
  segments: MachineSegments,
): void {
  segments.load(saved);
  saved.general.forEach((value, n) => processor.setRegister(n, value));
  saved.control.forEach((value, n) => processor.setControlRegister(n, value));
  saved.float.forEach((value, n) => processor.setFloatWord(n, value));
  if (saved.parmRegisters !== undefined) parmToRegisters(parm, processor, saved.parmRegisters);
  processor.loadPsw(...saved.psw);
}

/** PARM of IPL: four characters a register, those of a device from register 0 on. */
export function parmToRegisters(
  parm: string,
  processor: VirtualProcessor,
  [first, last]: readonly [number, number] = [0, 15],
): void {
  if (parm === '') return;
  const text = new Uint8Array(LONGEST_PARM).fill(EBCDIC_BLANK);
  text.set(toEbcdic(parm).subarray(0, LONGEST_PARM));
  const view = new DataView(text.buffer);
  const registers = Math.min(Math.ceil(Math.min(parm.length, LONGEST_PARM) / 4), last - first + 1);
  for (let n = 0; n < registers; n++) processor.setRegister(first + n, view.getInt32(n * 4));
}

/** Why an IPL program did not end well. */
export function iplFailure(result: ProgramResult): ReplyFailure {
  return ((result.sense[0] ?? 0) & INTERVENTION_REQUIRED) !== 0 ? 'no-input' : 'io-error';
}

/** A new token for each IPL: never zero, and not to be guessed from that of another machine. */
export function iplToken(machine: number, generation: number, ipls: number): number {
  let token = Math.imul(machine + 1, 0x9e3779b1) ^ Math.imul(generation, 0x85ebca6b);
  token = Math.imul(token ^ (token >>> 15), 0xc2b2ae35) ^ Math.imul(ipls, 0x27d4eb2f);
  return (token ^ (token >>> 13)) | 1;
}
