/**
 * The channel engine: carries one channel program on by one step, which is at most one CCW
 * (Principles of Operation System/370, GA22-7000, "Execution of I/O Operations", "Command Chaining",
 * "Conclusion of I/O Operations"). Every CCW is fetched when it is executed.
 */
import {
  CHAIN_COMMAND,
  CHAIN_DATA,
  fetchCcw,
  PROGRAM_CONTROLLED,
  statusOfFault,
  SUPPRESS_LENGTH,
} from './ccw.js';
import { CcwTransfer, openCcw } from './ccw-transfer.js';
import type { ChannelStorage } from './channel-storage.js';
import { INCORRECT_LENGTH, PCI } from './csw.js';
import type { Csw } from './csw.js';
import { fullscreenCommand } from './fullscreen.js';
import type { Phase, Program, Subchannel } from './program.js';
import { ATTENTION, BUSY, CHANNEL_END, DEVICE_END, STATUS_MODIFIER } from './unit.js';
import { UNIT_CHECK, UNIT_EXCEPTION } from './unit.js';
import type { Outcome, Unit, UnitAnswer, UnitAsk } from './unit.js';

/** Unit status that ends a chain. */
const STOPS_CHAIN = ATTENTION | BUSY | UNIT_CHECK | UNIT_EXCEPTION;
/** Bytes whose transfer costs as much as one CCW. */
const BYTES_A_UNIT = 256;

/** Phases in which a program stands still until somebody else has done something. */
const STANDS: ReadonlySet<Phase> = new Set<Phase>(['ask', 'device', 'flush']);

/** What the engine reports to the channel subsystem. */
export interface EngineEvents {
  /** The unit asks; the answer comes through {@link Engine.answer}. */
  ask(subchannel: Subchannel, ask: UnitAsk): void;
  /** The device works on by itself, and asks meanwhile. */
  deviceAsk(subchannel: Subchannel, ask: UnitAsk): void;
  /** The program is at its end. */
  ended(subchannel: Subchannel, program: Program, csw: Csw, immediate: boolean): void;
}

/** Runs channel programs; has no state of its own. */
export class Engine {
  readonly #storage: ChannelStorage;
  readonly #events: EngineEvents;

  constructor(storage: ChannelStorage, events: EngineEvents) {
    this.#storage = storage;
    this.#events = events;
  }

  /** Whether a step of this program would do something. */
  static runnable(program: Program | undefined): program is Program {
    return program !== undefined && !STANDS.has(program.phase);
  }

  /**
   * Carries the program on; returns its cost, 0 when it waits for a frame of storage.
   * @param hold - START I/O is executing: what the device sends reaches storage when the instruction has ended
   */
  step(subchannel: Subchannel, unit: Unit, hold = false): number {
    const program = subchannel.program;
    if (!Engine.runnable(program)) return 0;
    if (!this.#drain(program)) return 0;
    if (program.phase === 'store') {
      this.#finish(subchannel, unit, program, program.ended);
      return 1;
    }
    if (program.phase === 'fetch' && !this.#fetch(subchannel, unit, program)) return 1;
    const transfer = this.#transfer(subchannel, program, hold);
    this.#settle(subchannel, unit, program, unit.execute(program.command, transfer), hold);
    return 1 + Math.floor(transfer.moved / BYTES_A_UNIT);
  }

  /** Goes on with the CCW that asked. */
  answer(subchannel: Subchannel, unit: Unit, answer: UnitAnswer): void {
    const program = subchannel.program;
    if (program?.phase === 'flush') {
      program.ask = undefined;
      this.#conclude(subchannel, program, program.ended | (unit.synced?.(answer) ?? 0), false);
    }
    if (program?.phase !== 'ask') return;
    program.ask = undefined;
    program.phase = 'execute';
    const transfer = this.#transfer(subchannel, program);
    this.#settle(subchannel, unit, program, unit.answer(answer, transfer));
  }

  /** Device end came for a program that waited for it: the chain goes on, or the program ends. */
  deviceEnd(subchannel: Subchannel, unit: Unit, status: number): boolean {
    const program = subchannel.program;
    if (program?.phase !== 'device') return false;
    const chained = (program.flags & CHAIN_COMMAND) !== 0;
    if (chained && (status & STOPS_CHAIN) === 0) program.phase = 'fetch';
    else this.#end(subchannel, unit, program, program.ended | status, false);
    return true;
  }

  /** The CSW of a program as it stands. */
  static csw(program: Program, unitStatus: number, pci: Csw | undefined): Csw {
    return {
      key: program.key,
      address: program.shown & 0xffffff,
      unitStatus,
      channelStatus: program.channelStatus | (pci === undefined ? 0 : PCI),
      count: program.count,
    };
  }

  #transfer(subchannel: Subchannel, program: Program, hold = false): CcwTransfer {
    return new CcwTransfer(this.#storage, program, () => this.#pci(subchannel, program), hold);
  }

  #pci(subchannel: Subchannel, program: Program): void {
    if (program.purpose === 'start')
      subchannel.pci = { ...Engine.csw(program, 0, undefined), channelStatus: PCI };
  }

  /** Fetches the next CCW; false when that ended the program. */
  #fetch(subchannel: Subchannel, unit: Unit, program: Program): boolean {
    const how = program.first ? 'first' : 'commands';
    const fetched = fetchCcw(this.#storage, program.next, program.key, how);
    program.shown = fetched.at + 8;
    if (!('ccw' in fetched)) {
      // the count shown is that of the CCW before
      program.channelStatus |= fetched.channelStatus;
      this.#end(subchannel, unit, program, 0, program.first);
      return false;
    }
    const { ccw } = fetched;
    program.next = fetched.at + 8;
    program.command = program.fullscreen ? fullscreenCommand(ccw) : ccw.command;
    program.touched = false;
    program.long = false;
    openCcw(this.#storage, program, ccw);
    if (program.channelStatus !== 0) {
      this.#end(subchannel, unit, program, 0, program.first);
      return false;
    }
    if ((ccw.flags & PROGRAM_CONTROLLED) !== 0) this.#pci(subchannel, program);
    if (program.first) unit.begin?.();
    program.phase = 'execute';
    return true;
  }

  /** Does what the unit said. */
  #settle(
    subchannel: Subchannel,
    unit: Unit,
    program: Program,
    outcome: Outcome,
    hold = false,
  ): void {
    if ('again' in outcome) return;
    if ('ask' in outcome) {
      program.phase = 'ask';
      this.#events.ask(subchannel, outcome.ask);
      return;
    }
    // whoever runs a program for itself waits for the device, and has all in one
    const together = program.purpose !== 'start';
    program.arrives = together ? 0 : (outcome.arrives ?? 0);
    const status = outcome.status | (together ? (outcome.arrives ?? 0) : 0);
    if (outcome.then !== undefined) this.#events.deviceAsk(subchannel, outcome.then);
    const waits = hold && program.backlog.length > 0;
    if (!waits && this.#drain(program)) {
      this.#finish(subchannel, unit, program, status);
      return;
    }
    program.phase = 'store';
    program.ended = status;
  }

  /** Stores what waited for a frame; false when there is still none. */
  #drain(program: Program): boolean {
    while (program.backlog.length > 0) {
      const { address, bytes } = program.backlog[0]!;
      const fault = this.#storage.store(address, bytes, program.key);
      if (fault === 'no-frame') return false;
      program.backlog.shift();
      if (fault !== undefined) {
        program.channelStatus |= statusOfFault(fault);
        program.backlog = [];
      }
    }
    return true;
  }

  /** The unit has ended a CCW: incorrect length, then chaining or the end. */
  #finish(subchannel: Subchannel, unit: Unit, program: Program, status: number): void {
    const { flags } = program;
    const chained = (flags & CHAIN_COMMAND) !== 0 && (flags & CHAIN_DATA) === 0;
    const wrong = program.count > 0 || program.long || (flags & CHAIN_DATA) !== 0;
    const suppressed = (flags & SUPPRESS_LENGTH) !== 0 && (flags & CHAIN_DATA) === 0;
    // an immediate operation moves nothing, so its count says nothing
    if (program.touched && wrong && !suppressed && program.channelStatus === 0)
      program.channelStatus |= INCORRECT_LENGTH;
    const works = (status & (CHANNEL_END | DEVICE_END | STOPS_CHAIN)) === CHANNEL_END;
    const waits = works && program.purpose !== 'start';
    if (!chained && waits && program.channelStatus === 0) {
      // CP itself waits for the device; there is no interruption to come later
      program.phase = 'device';
      program.ended = status;
      subchannel.working = true;
      return;
    }
    if (chained && (program.arrives & STOPS_CHAIN) !== 0) {
      // the chain has kept channel end, and ends with what the device has to say
      status |= program.arrives;
      program.arrives = 0;
    }
    if (!chained || (status & STOPS_CHAIN) !== 0 || program.channelStatus !== 0) {
      this.#end(subchannel, unit, program, status, program.first && !program.touched);
      return;
    }
    program.first = false;
    if ((status & STATUS_MODIFIER) !== 0) program.next += 8;
    program.phase = ((status | program.arrives) & DEVICE_END) !== 0 ? 'fetch' : 'device';
    program.ended = status & CHANNEL_END;
    subchannel.working = program.phase === 'device';
  }

  /** The program is at its end: what it wrote is made durable first. */
  #end(
    subchannel: Subchannel,
    unit: Unit,
    program: Program,
    status: number,
    immediate: boolean,
  ): void {
    if (immediate || unit.unsynced?.() !== true) {
      this.#conclude(subchannel, program, status, immediate);
      return;
    }
    program.phase = 'flush';
    program.ended = status;
    this.#events.ask(subchannel, { kind: 'sync' });
  }

  /** Shows how the program has ended. */
  #conclude(subchannel: Subchannel, program: Program, status: number, immediate: boolean): void {
    subchannel.program = undefined;
    const arrives = (status & DEVICE_END) === 0 ? program.arrives : 0;
    subchannel.working = arrives === 0 && (status & (CHANNEL_END | DEVICE_END)) === CHANNEL_END;
    // an interruption of its own
    subchannel.deviceStatus |= arrives;
    const csw = Engine.csw(program, status, subchannel.pci);
    subchannel.pci = undefined;
    this.#events.ended(subchannel, program, csw, immediate);
  }
}
