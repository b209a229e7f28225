/**
 * The channel programs of one machine: steps them by turns, passes their asks to CP and the answers
 * back, and says to whom it matters how they ended.
 */
import type { ChannelStorage } from './channel-storage.js';
import { INCORRECT_LENGTH } from './csw.js';
import type { Csw } from './csw.js';
import type { DeviceSlots, Slot } from './device-slots.js';
import { Engine } from './engine.js';
import { DISPLAY_LINE } from './fullscreen.js';
import { newProgram } from './program.js';
import type { Program, Purpose, Subchannel } from './program.js';
import { AID } from './display/display-table.js';
import { ATTENTION, BUSY, CHANNEL_END, DEVICE_END, UNIT_CHECK, UNIT_EXCEPTION } from './unit.js';
import type { UnitAnswer, UnitAsk } from './unit.js';

/** Unit status of a command that the control unit does not take. */
const NOT_TAKEN = BUSY | UNIT_CHECK;

/** What the channels tell the machine that they belong to. */
export interface ChannelCallbacks {
  /** The set of channels with an interruption pending has changed (bit 0x8000 >> n is channel n). */
  pending(channels: number): void;
  /** A unit asks CP; the answer comes back through `answer` of the channel subsystem with the same id. */
  ask(address: number, id: number, ask: UnitAsk): void;
  /** No answer is wanted any more (HALT, reset, DETACH). */
  withdraw(id: number): void;
  /** The console has taken the line that it was given: the next may be fed. */
  lineTaken?(address: number): void;
}

/** How a program ended that was run for a DIAGNOSE or for IPL. */
export interface ProgramResult {
  /** No unit check or exception, no channel check, no halt. */
  readonly ok: boolean;
  readonly unitStatus: number;
  readonly channelStatus: number;
  /** Address of the last CCW plus 8. */
  readonly ccwAddress: number;
  readonly residual: number;
  /** Sense bytes of a unit check; empty otherwise. */
  readonly sense: Uint8Array;
}

/** Whether a program could be started. */
export type Started = 'started' | 'busy' | 'not-operational';

/** Who is to hear of the end of a program. */
export type Done = (result: ProgramResult) => void;

/** Runs the programs. */
export class ProgramRunner {
  /** The number of the next ask. */
  nextAsk = 1;
  /** The last step stood still because no frame of storage was to be had. */
  starved = false;
  readonly #slots: DeviceSlots;
  readonly #callbacks: ChannelCallbacks;
  readonly #engine: Engine;
  readonly #done = new Map<number, Done>();
  /** The program that START I/O is starting, and the status with which it has ended at once. */
  #starting: { readonly subchannel: Subchannel; ended: Csw | undefined } | undefined;

  constructor(storage: ChannelStorage, slots: DeviceSlots, callbacks: ChannelCallbacks) {
    this.#slots = slots;
    this.#callbacks = callbacks;
    this.#engine = new Engine(storage, {
      ask: (subchannel, ask) => this.#ask(subchannel, ask),
      deviceAsk: (subchannel, ask) => this.#deviceAsk(subchannel, ask),
      ended: (subchannel, program, csw, immediate) =>
        this.#ended(subchannel, program, csw, immediate),
    });
  }

  get active(): boolean {
    return this.#slots.all.some((slot) => Engine.runnable(slot.subchannel.program));
  }

  get busy(): boolean {
    return this.#slots.all.some((slot) => slot.subchannel.program !== undefined);
  }

  step(budget: number): number {
    let used = 0;
    this.starved = false;
    for (let moving = true; moving && used < budget;) {
      moving = false;
      for (const slot of this.#slots.all) {
        if (used >= budget || !Engine.runnable(slot.subchannel.program)) continue;
        const cost = this.#engine.step(slot.subchannel, slot.unit);
        if (cost === 0) this.starved = true;
        else moving = true;
        used += cost;
        this.told(slot);
      }
    }
    return used;
  }

  /**
   * Starts the program of an I/O instruction and carries it to the end of its first CCW; what that reads is stored
   * later, so that a program may read over the instructions that it still executes.
   * @returns the status when it ended at once: a bad first CCW, an immediate operation not chained; `later` when the
   * control unit has to be asked whether it takes the command
   */
  start(slot: Slot, program: Program): Csw | 'later' | undefined {
    const starting = { subchannel: slot.subchannel, ended: undefined as Csw | undefined };
    slot.subchannel.program = program;
    this.#starting = starting;
    this.#engine.step(slot.subchannel, slot.unit, true);
    this.#starting = undefined;
    // an adapter whose other end is at work is busy, which is for START I/O to say
    if (program.ask?.ask.kind === 'ctca') program.selecting = true;
    this.told(slot);
    return program.selecting === true ? 'later' : starting.ended;
  }

  /** Starts a program that ends with a call instead of an interruption. */
  begin(
    purpose: Exclude<Purpose, 'start'>,
    slot: Slot | undefined,
    ccwAddress: number,
    key: number,
    done: Done,
    fullscreen = false,
  ): Started {
    if (slot === undefined) return 'not-operational';
    const { subchannel } = slot;
    if (subchannel.program !== undefined || subchannel.working) return 'busy';
    if (fullscreen && subchannel.pending !== undefined) {
      if (subchannel.ofScreen !== true) return 'busy';
      subchannel.pending = undefined;
    }
    slot.subchannel.program = newProgram(purpose, ccwAddress, key, fullscreen);
    this.#done.set(slot.address, done);
    this.#slots.changed();
    return 'started';
  }

  rejoin(slot: Slot | undefined, done: Done): boolean {
    const purpose = slot?.subchannel.program?.purpose;
    if (slot === undefined || purpose === undefined || purpose === 'start') return false;
    this.#done.set(slot.address, done);
    return true;
  }

  answer(id: number, answer: UnitAnswer): boolean {
    const working = this.#slots.all.find(({ subchannel }) => subchannel.deviceAsk?.id === id);
    if (working !== undefined) {
      working.subchannel.deviceAsk = undefined;
      this.deviceEnd(working, working.unit.deviceAnswer?.(answer) ?? DEVICE_END);
      return true;
    }
    const slot = this.#slots.all.find(({ subchannel }) => subchannel.program?.ask?.id === id);
    if (slot === undefined) return false;
    const { subchannel } = slot;
    const { program } = subchannel;
    if (program?.purpose === 'synchronous' && answer.kind === 'stream')
      keyTaken(slot, answer.bytes);
    this.#engine.answer(subchannel, slot.unit, answer);
    if (program !== undefined) this.#select(subchannel, program);
    this.told(slot);
    return true;
  }

  /** A START I/O that waits may end: the program is under way, or has ended. */
  #select(subchannel: Subchannel, program: Program): void {
    if (program.selecting !== true) return;
    program.selecting = false;
    subchannel.selected ??= { ended: undefined };
  }

  /** The device has ended: the program that waits for it goes on, or the status waits to be taken. */
  deviceEnd(slot: Slot, status: number): void {
    const { subchannel } = slot;
    subchannel.working = false;
    if (!this.#engine.deviceEnd(subchannel, slot.unit, status)) subchannel.deviceStatus |= status;
    this.told(slot);
  }

  /** What the device does by itself is no longer wanted (reset, DETACH). */
  dropDeviceAsk({ subchannel }: Slot): void {
    if (subchannel.deviceAsk !== undefined) this.#callbacks.withdraw(subchannel.deviceAsk.id);
    subchannel.deviceAsk = undefined;
  }

  /** Takes a program away from its unit without a trace. */
  stop(slot: Slot): Program | undefined {
    const { subchannel } = slot;
    const program = subchannel.program;
    if (program === undefined) return undefined;
    subchannel.program = undefined;
    this.#select(subchannel, program);
    slot.unit.halt();
    if (program.ask !== undefined) this.#callbacks.withdraw(program.ask.id);
    return program;
  }

  /** Ends a program early: channel end and device end with what was moved; unit check for a DIAGNOSE. */
  halt(slot: Slot): void {
    const { subchannel } = slot;
    const program = this.stop(slot);
    if (program === undefined) return;
    const works = subchannel.deviceAsk !== undefined;
    subchannel.working = works;
    const check = program.purpose === 'start' ? 0 : UNIT_CHECK;
    const status = CHANNEL_END | (works ? 0 : DEVICE_END) | check;
    const csw = Engine.csw(program, status, subchannel.pci);
    subchannel.pci = undefined;
    this.#ended(subchannel, program, csw, false);
    this.#slots.changed();
  }

  /** Drops a program; nobody hears of its end. */
  drop(slot: Slot): void {
    this.stop(slot);
    this.dropDeviceAsk(slot);
    this.#done.delete(slot.address);
  }

  /** Tells what is to be told after a unit has had its turn. */
  told(slot: Slot): void {
    if (slot.line && slot.unit.lineWaiting?.() === false) {
      slot.line = false;
      this.#callbacks.lineTaken?.(slot.address);
    }
    this.#slots.changed();
  }

  #ask(subchannel: Subchannel, ask: UnitAsk): void {
    const slot = this.#slots.of(subchannel);
    if (slot === undefined || subchannel.program === undefined) return;
    const id = this.nextAsk++;
    subchannel.program.ask = { id, ask };
    this.#callbacks.ask(slot.address, id, ask);
  }

  #deviceAsk(subchannel: Subchannel, ask: UnitAsk): void {
    const slot = this.#slots.of(subchannel);
    if (slot === undefined) return;
    const id = this.nextAsk++;
    subchannel.deviceAsk = { id, ask };
    this.#callbacks.ask(slot.address, id, ask);
  }

  #leave(subchannel: Subchannel, csw: Csw, ofScreen: boolean): void {
    subchannel.pending = csw;
    subchannel.ofScreen = ofScreen;
  }

  #ended(subchannel: Subchannel, program: Program, csw: Csw, immediate: boolean): void {
    if (program.purpose === 'start') {
      if (immediate && this.#starting?.subchannel === subchannel) this.#starting.ended = csw;
      else if (program.selecting === true && (csw.unitStatus & NOT_TAKEN) !== 0) {
        subchannel.selected = { ended: csw };
        // the attention that called for the other end's command goes with it
        subchannel.deviceStatus &= ~(csw.unitStatus & ATTENTION);
      } else this.#leave(subchannel, csw, false);
      return;
    }
    if (isScreenIo(program, csw)) this.#leave(subchannel, csw, true);
    const slot = this.#slots.of(subchannel);
    if (slot === undefined) return;
    if (isScreenLost(program, csw) && slot.unit.lineWaiting?.() === true)
      subchannel.deviceStatus |= ATTENTION;
    const done = this.#done.get(slot.address);
    this.#done.delete(slot.address);
    const check = (csw.unitStatus & UNIT_CHECK) !== 0;
    done?.({
      ok: csw.channelStatus === 0 && (csw.unitStatus & (UNIT_CHECK | UNIT_EXCEPTION)) === 0,
      unitStatus: csw.unitStatus,
      channelStatus: csw.channelStatus,
      ccwAddress: csw.address,
      residual: csw.count,
      sense: check ? slot.unit.sense() : new Uint8Array(0),
    });
  }
}

/**
 * Whether it is full-screen I/O (X'29', X'2A' of DIAGNOSE X'58') that ended well: its status waits in the subchannel, as
 * that of START I/O does, and programs loop on TEST I/O until they get it. (Of I/O that failed the CSW is stored at once.)
 */
function isScreenIo(program: Program, csw: Csw): boolean {
  const failed = (csw.unitStatus & (UNIT_CHECK | UNIT_EXCEPTION)) !== 0;
  const checked = (csw.channelStatus & ~INCORRECT_LENGTH) !== 0;
  return program.fullscreen && program.command < DISPLAY_LINE && !failed && !checked;
}

/**
 * Whether a DIAGNOSE was told that CP has taken the screen. Attentions do not add up: the one that said so may have been that of a
 * typed line, too, which is presented again, or who goes on in lines would never hear of it.
 */
function isScreenLost(program: Program, csw: Csw): boolean {
  const lost = ATTENTION | UNIT_CHECK;
  return program.fullscreen && (csw.unitStatus & lost) === lost;
}

/**
 * A DIAGNOSE has read what a key brought: the attention of that key, which was on its way meanwhile, is none any more. One for
 * a typed line stays.
 */
function keyTaken({ subchannel, unit }: Slot, read: Uint8Array): void {
  const key = read[0] !== undefined && read[0] !== AID.none;
  if (key && unit.lineWaiting?.() !== true) subchannel.deviceStatus &= ~ATTENTION;
}
