/**
 * The window that a CCW opens on storage: count, skip, data chaining and indirect data addressing
 * (Principles of Operation System/370, GA22-7000, "Data Chaining", "Skipping", "Channel Indirect Data
 * Addressing"). All its state is in the {@link Program}.
 */
import {
  BLOCK,
  CHAIN_DATA,
  fetchCcw,
  goesBackward,
  INDIRECT,
  LAST_ADDRESS,
  PROGRAM_CONTROLLED,
  SKIP,
  statusOfFault,
} from './ccw.js';
import type { Ccw } from './ccw.js';
import type { ChannelStorage } from './channel-storage.js';
import { PROGRAM_CHECK } from './csw.js';
import type { Program } from './program.js';
import type { Transfer } from './unit.js';

/** CCWs that `remaining` looks ahead; a chain longer than this shows less than it has. */
const LOOK_AHEAD = 64;

/** Makes `ccw` the current one of `program`; the first IDAW is fetched here. */
export function openCcw(storage: ChannelStorage, program: Program, ccw: Ccw): void {
  program.flags = ccw.flags;
  program.count = ccw.count;
  program.address = ccw.address;
  if ((ccw.flags & INDIRECT) === 0) return;
  program.idaw = ccw.address;
  if ((ccw.address & 3) !== 0) program.channelStatus |= PROGRAM_CHECK;
  else nextIdaw(storage, program, true);
}

/** Takes the next indirect data address word. */
function nextIdaw(storage: ChannelStorage, program: Program, first: boolean): void {
  const at = program.idaw;
  const word = at > LAST_ADDRESS ? 'addressing' : storage.fetch(at, 4, program.key);
  if (typeof word === 'string') {
    program.channelStatus |= statusOfFault(word);
    return;
  }
  const address = (word[1]! << 16) | (word[2]! << 8) | word[3]!;
  // all but the first have to point to the beginning of a block, or to its end when we go backward
  const edge = goesBackward(program.command) ? BLOCK - 1 : 0;
  if (word[0] !== 0 || (!first && address % BLOCK !== edge)) program.channelStatus |= PROGRAM_CHECK;
  program.address = address;
  program.idaw = at + 4;
}

/** The transfer of the CCW that `program` executes. */
export class CcwTransfer implements Transfer {
  /** Bytes moved through this object, for the charge. */
  moved = 0;
  readonly #storage: ChannelStorage;
  readonly #program: Program;
  readonly #pci: () => void;
  readonly #hold: boolean;

  /**
   * @param pci - called when a CCW with the PCI flag takes over by data chaining
   * @param hold - nothing is stored now: the bytes wait in the program's backlog
   */
  constructor(storage: ChannelStorage, program: Program, pci: () => void, hold = false) {
    this.#storage = storage;
    this.#program = program;
    this.#pci = pci;
    this.#hold = hold;
  }

  get remaining(): number {
    const program = this.#program;
    if (program.channelStatus !== 0) return 0;
    let total = program.count;
    let { flags, next } = program;
    for (let n = 0; (flags & CHAIN_DATA) !== 0 && n < LOOK_AHEAD; n++) {
      const fetched = fetchCcw(this.#storage, next, program.key, 'data');
      if (!('ccw' in fetched)) break;
      total += fetched.ccw.count;
      flags = fetched.ccw.flags;
      next = fetched.at + 8;
    }
    return total;
  }

  put(bytes: Uint8Array): number {
    const program = this.#program;
    program.touched = true;
    let done = 0;
    while (done < bytes.length) {
      const room = this.#window(bytes.length - done);
      if (room === 0) {
        if (program.channelStatus === 0) program.long = true;
        break;
      }
      const skip = (program.flags & SKIP) !== 0;
      if (!skip && !this.#store(program.address, bytes.slice(done, done + room))) break;
      done += room;
      this.#advance(room);
    }
    this.moved += done;
    return done;
  }

  get(length: number): Uint8Array {
    const program = this.#program;
    program.touched = true;
    const out = new Uint8Array(Math.max(0, length));
    let done = 0;
    while (done < length) {
      const room = this.#window(length - done);
      if (room === 0) break;
      const bytes = this.#storage.fetch(program.address, room, program.key);
      if (typeof bytes === 'string') {
        program.channelStatus |= statusOfFault(bytes);
        break;
      }
      out.set(bytes, done);
      done += room;
      this.#advance(room);
    }
    this.moved += done;
    return out.subarray(0, done);
  }

  /** Bytes that can be moved at once, chaining data when the CCW is used up; 0 when there is no more. */
  #window(wanted: number): number {
    const program = this.#program;
    if (faulted(program)) return 0;
    if (program.count === 0) {
      if ((program.flags & CHAIN_DATA) === 0) return 0;
      const fetched = fetchCcw(this.#storage, program.next, program.key, 'data');
      program.shown = fetched.at + 8;
      if (!('ccw' in fetched)) {
        program.channelStatus |= fetched.channelStatus;
        return 0;
      }
      program.next = fetched.at + 8;
      openCcw(this.#storage, program, fetched.ccw);
      if ((program.flags & PROGRAM_CONTROLLED) !== 0) this.#pci();
      if (faulted(program)) return 0;
    }
    if ((program.flags & (SKIP | INDIRECT)) === SKIP) return Math.min(wanted, program.count);
    if (program.address > LAST_ADDRESS || program.address < 0) {
      program.channelStatus |= PROGRAM_CHECK;
      return 0;
    }
    const offset = program.address % BLOCK;
    const room = goesBackward(program.command) ? offset + 1 : BLOCK - offset;
    return Math.min(wanted, program.count, room);
  }

  #store(address: number, bytes: Uint8Array): boolean {
    const program = this.#program;
    if (goesBackward(program.command)) {
      address -= bytes.length - 1;
      bytes.reverse();
    }
    const waits = this.#hold || program.backlog.length > 0;
    const fault = waits
      ? (this.#storage.refuses(address, bytes.length, program.key) ?? 'no-frame')
      : this.#storage.store(address, bytes, program.key);
    if (fault === undefined) return true;
    if (fault === 'no-frame') {
      // the bytes have left the unit: they wait here, and the CCW ends when they are stored
      program.backlog.push({ address, bytes });
      return true;
    }
    program.channelStatus |= statusOfFault(fault);
    return false;
  }

  #advance(length: number): void {
    const program = this.#program;
    program.count -= length;
    const backward = goesBackward(program.command);
    program.address += backward ? -length : length;
    const indirect = (program.flags & INDIRECT) !== 0;
    const crossed = (backward ? program.address + 1 : program.address) % BLOCK === 0;
    if (indirect && program.count > 0 && crossed) nextIdaw(this.#storage, program, false);
  }
}

/** Whether a channel check has ended the transfer. */
function faulted(program: Program): boolean {
  return program.channelStatus !== 0;
}
