/**
 * The virtual channels of one machine: the I/O instructions, interruptions and what CP does to devices
 * (Principles of Operation System/370, GA22-7000, "Input/Output Operations"). Every device has a
 * subchannel of its own, as on a multiplexer channel with nonshared subchannels, so that a device is
 * busy only with its own program. Nothing here runs by itself: {@link ChannelSubsystem.step} does a
 * bounded amount of work.
 */
import type { ChannelStorage } from './channel-storage.js';
import { CAW_AT, CHANNEL_ID_AT, CSW_AT, encodeCsw, PROGRAM_CHECK, statusOnly } from './csw.js';
import type { Csw } from './csw.js';
import { Engine } from './engine.js';
import { newProgram, newSubchannel } from './program.js';
import type { Program, Purpose, Subchannel } from './program.js';
import { ATTENTION, BUSY, CHANNEL_END, DEVICE_END, UNIT_CHECK, UNIT_EXCEPTION } from './unit.js';
import type { ClosedFile, Unit, UnitAnswer, UnitAsk } from './unit.js';

/** What the channels tell the machine that they belong to. */
export interface ChannelCallbacks {
  /** The set of channels with an interruption pending has changed (bit 0x8000 >> n is channel n). */
  pending(channels: number): void;
  /** A unit asks CP; the answer comes back through {@link ChannelSubsystem.answer} with the same id. */
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

interface Slot {
  readonly address: number;
  readonly unit: Unit;
  subchannel: Subchannel;
  /** The console holds a line that the guest has not read. */
  line: boolean;
}

/** All that the channels know, written down. */
interface WrittenChannels {
  readonly version: number;
  readonly nextAsk: number;
  readonly slots: readonly {
    readonly address: number;
    readonly unit: unknown;
    readonly subchannel: Subchannel;
    readonly line: boolean;
  }[];
}

/** The channels of one virtual machine with the units on them. */
export class ChannelSubsystem {
  readonly #storage: ChannelStorage;
  readonly #callbacks: ChannelCallbacks;
  readonly #engine: Engine;
  /** In ascending order of address, which is the order of interruptions. */
  #slots: Slot[] = [];
  readonly #done = new Map<number, (result: ProgramResult) => void>();
  #nextAsk = 1;
  #channels = 0;
  #starting: Subchannel | undefined;
  #starved = false;

  constructor(storage: ChannelStorage, callbacks: ChannelCallbacks) {
    this.#storage = storage;
    this.#callbacks = callbacks;
    this.#engine = new Engine(storage, {
      ask: (subchannel, ask) => this.#ask(subchannel, ask),
      ended: (subchannel, program, csw, immediate) =>
        this.#ended(subchannel, program, csw, immediate),
    });
  }

  // ---- I/O instructions: each returns the condition code

  /** START I/O and START I/O FAST RELEASE. */
  startIo(address: number, fast: boolean): number {
    const slot = this.#slot(address);
    if (slot === undefined) return 3;
    const { subchannel } = slot;
    if (subchannel.program !== undefined || subchannel.pending !== undefined) return 2;
    if (subchannel.working || subchannel.deviceStatus !== 0) {
      const status = subchannel.deviceStatus | BUSY;
      subchannel.deviceStatus = 0;
      this.#storeStatus(status, 0);
      this.#notify();
      return 1;
    }
    const caw = this.#storage.fetch(CAW_AT, 4, 0);
    if (typeof caw === 'string' || (caw[0]! & 0x0f) !== 0 || (caw[3]! & 7) !== 0) {
      this.#storeStatus(0, PROGRAM_CHECK);
      return 1;
    }
    const next = (caw[1]! << 16) | (caw[2]! << 8) | caw[3]!;
    subchannel.program = newProgram('start', next, caw[0]! >> 4);
    if (fast) return 0;
    // SIO waits for the device to be selected: an error in the first CCW, or an immediate operation
    // that is not chained, shows in the condition code and leaves no interruption
    this.#starting = subchannel;
    this.#engine.step(subchannel, slot.unit);
    const immediate = this.#starting !== subchannel;
    this.#starting = undefined;
    this.#after(slot);
    return immediate ? 1 : 0;
  }

  /** TEST I/O. */
  testIo(address: number): number {
    const slot = this.#slot(address);
    if (slot === undefined) return 3;
    const { subchannel } = slot;
    if (subchannel.program !== undefined) return 2;
    if (subchannel.pending !== undefined) {
      this.#storeCsw(subchannel.pending);
      subchannel.pending = undefined;
    } else if (subchannel.deviceStatus !== 0) {
      this.#storeCsw(statusOnly(subchannel.deviceStatus));
      subchannel.deviceStatus = 0;
    } else if (subchannel.working) this.#storeCsw(statusOnly(BUSY));
    else return 0;
    this.#notify();
    return 1;
  }

  /** CLEAR I/O: ends the program at once; the CSW shows where it stood. */
  clearIo(address: number): number {
    const slot = this.#slot(address);
    if (slot === undefined) return 3;
    const { subchannel } = slot;
    const program = subchannel.program;
    if (program !== undefined) {
      this.#storeCsw(Engine.csw(program, 0, subchannel.pci));
      this.#stop(slot);
    } else if (subchannel.pending !== undefined) this.#storeCsw(subchannel.pending);
    else return 0;
    slot.subchannel = { ...newSubchannel(), deviceStatus: subchannel.deviceStatus };
    this.#notify();
    return 1;
  }

  /** HALT I/O. */
  haltIo(address: number): number {
    return this.haltDevice(address);
  }

  /** HALT DEVICE: the program ends with what has been moved; its interruption follows. */
  haltDevice(address: number): number {
    const slot = this.#slot(address);
    if (slot === undefined) return 3;
    if (slot.subchannel.program !== undefined) this.#halt(slot);
    else if (slot.subchannel.pending !== undefined) return 0;
    this.#storeStatus(0, 0);
    return 1;
  }

  /** TEST CHANNEL. */
  testChannel(address: number): number {
    const channel = address >> 8;
    const slots = this.#slots.filter((slot) => slot.address >> 8 === channel);
    if (slots.length === 0) return 3;
    return slots.some((slot) => presentable(slot.subchannel)) ? 1 : 0;
  }

  /** STORE CHANNEL ID: channel 0 is a byte multiplexer, the others are block multiplexers. */
  storeChannelId(address: number): number {
    const channel = address >> 8;
    if (!this.#slots.some((slot) => slot.address >> 8 === channel)) return 3;
    this.#storage.store(CHANNEL_ID_AT, Uint8Array.of(channel === 0 ? 0x10 : 0x20, 0, 0, 0), 0);
    return 0;
  }

  /**
   * Takes the interruption of highest priority that the mask lets through: stores its CSW, returns its
   * device address, -1 when there is none.
   */
  takeIo(channelMask: number): number {
    for (const { address, subchannel } of this.#slots) {
      if ((channelMask & (0x8000 >> (address >> 8))) === 0 || !presentable(subchannel)) continue;
      if (subchannel.program !== undefined) {
        this.#storeCsw(subchannel.pci!);
        subchannel.pci = undefined;
      } else if (subchannel.pending !== undefined) {
        this.#storeCsw(subchannel.pending);
        subchannel.pending = undefined;
      } else {
        this.#storeCsw(statusOnly(subchannel.deviceStatus));
        subchannel.deviceStatus = 0;
      }
      this.#notify();
      return address;
    }
    return -1;
  }

  // ---- running

  /** Whether {@link step} has something to do. */
  get active(): boolean {
    return this.#slots.some((slot) => Engine.runnable(slot.subchannel.program));
  }

  /** The last step stood still because no frame of storage was to be had. */
  get starved(): boolean {
    return this.#starved;
  }

  /** Whether any program is under way, also one that waits for CP. */
  get busy(): boolean {
    return this.#slots.some((slot) => slot.subchannel.program !== undefined);
  }

  /**
   * Carries the programs on by turns until `budget` is used or nothing is left to do; a CCW costs one
   * unit and one more for each 256 bytes. Returns the units used, which may exceed the budget by the
   * last CCW.
   */
  step(budget: number): number {
    let used = 0;
    this.#starved = false;
    for (let moving = true; moving && used < budget;) {
      moving = false;
      for (const slot of [...this.#slots]) {
        if (used >= budget || !Engine.runnable(slot.subchannel.program)) continue;
        const cost = this.#engine.step(slot.subchannel, slot.unit);
        if (cost === 0) this.#starved = true;
        else {
          moving = true;
          used += cost;
          this.#after(slot);
        }
      }
    }
    return used;
  }

  /** CP's answer to an ask; false when it is no longer wanted. */
  answer(id: number, answer: UnitAnswer): boolean {
    const slot = this.#slots.find(({ subchannel }) => subchannel.program?.ask?.id === id);
    if (slot === undefined) return false;
    this.#engine.answer(slot.subchannel, slot.unit, answer);
    this.#after(slot);
    return true;
  }

  /** Asks that wait for an answer: to be put again after {@link restore}. */
  asks(): { readonly address: number; readonly id: number; readonly ask: UnitAsk }[] {
    return this.#slots.flatMap(({ address, subchannel: { program } }) =>
      program?.ask === undefined ? [] : [{ address, ...program.ask }],
    );
  }

  /**
   * Runs a channel program without interruption, for DIAGNOSE. `done` is called when it has ended, at
   * the earliest from the next {@link step}; not at all when the machine is reset first.
   * @param fullscreen - the CCWs are those of DIAGNOSE X'58'
   */
  runProgram(
    address: number,
    ccwAddress: number,
    key: number,
    done: (result: ProgramResult) => void,
    fullscreen = false,
  ): Started {
    return this.#begin('synchronous', address, ccwAddress, key, done, fullscreen);
  }

  /**
   * IPL: a read of 24 bytes to location 0 chained to the CCW that it brings to location 8
   * (Principles of Operation, "Initial Program Loading"). CP has reset the machine before.
   */
  startIpl(address: number, done: (result: ProgramResult) => void): Started {
    const slot = this.#slot(address);
    if (slot === undefined) return 'not-operational';
    const started = this.#begin('ipl', address, 8, 0, done, false);
    const program = slot.subchannel.program;
    if (started !== 'started' || program === undefined) return started;
    // the implied CCW 02000000 60000018 stands in no storage: the program begins in the midst of it
    Object.assign(program, { command: 0x02, flags: 0x60, count: 24, phase: 'execute' });
    slot.unit.begin?.();
    return started;
  }

  /** After {@link restore}: who is to hear of the end of a program that {@link runProgram} started. */
  rejoin(address: number, done: (result: ProgramResult) => void): boolean {
    const purpose = this.#slot(address)?.subchannel.program?.purpose;
    if (purpose === undefined || purpose === 'start') return false;
    this.#done.set(address, done);
    return true;
  }

  // ---- devices

  /** Puts a unit on its channel; false when the address is taken or none. */
  attach(address: number, unit: Unit): boolean {
    if (address < 0 || address > 0xfff || this.#slot(address) !== undefined) return false;
    this.#slots.push({ address, unit, subchannel: newSubchannel(), line: false });
    this.#slots.sort((a, b) => a.address - b.address);
    return true;
  }

  /** Takes a unit off; its program ends, for a DIAGNOSE as that of a device not ready. */
  detach(address: number): Unit | undefined {
    const slot = this.#slot(address);
    if (slot === undefined) return undefined;
    if (slot.subchannel.program !== undefined) this.#halt(slot);
    this.#slots = this.#slots.filter((other) => other !== slot);
    this.#notify();
    return slot.unit;
  }

  /** The unit at an address. */
  unit(address: number): Unit | undefined {
    return this.#slot(address)?.unit;
  }

  /** Addresses of all units, ascending. */
  addresses(): number[] {
    return this.#slots.map((slot) => slot.address);
  }

  /** The unit presents attention. */
  attention(address: number): boolean {
    return this.#present(address, ATTENTION);
  }

  /** The device has ended, or has become ready. */
  deviceEnd(address: number): boolean {
    const slot = this.#slot(address);
    if (slot !== undefined && this.#engine.deviceEnd(slot.subchannel)) return true;
    if (slot !== undefined) slot.subchannel.working = false;
    return this.#present(address, DEVICE_END);
  }

  /** READY: the unit answers again, which it says by device end. */
  ready(address: number): boolean {
    this.#slot(address)?.unit.setReady?.(true);
    return this.deviceEnd(address);
  }

  /** NOTREADY: the unit answers with intervention required. */
  notReady(address: number): boolean {
    const unit = this.#slot(address)?.unit;
    unit?.setReady?.(false);
    return unit !== undefined;
  }

  /**
   * A typed line for a console: an outstanding read gets it, otherwise it waits in the unit and
   * attention is presented. False when a line waits there already, or there is no console.
   */
  consoleLine(address: number, bytes: Uint8Array): boolean {
    const slot = this.#slot(address);
    if (slot?.unit.line === undefined) return false;
    const ask = slot.subchannel.program?.ask;
    if (ask?.ask.kind === 'console-read') {
      this.#callbacks.withdraw(ask.id);
      this.answer(ask.id, { kind: 'line', bytes });
      this.#callbacks.lineTaken?.(address);
      return true;
    }
    if (!slot.unit.line(bytes)) return false;
    slot.line = true;
    return this.attention(address);
  }

  /** CLOSE: the unit lets go of its file; a card or line under way is ended first. */
  close(address: number): ClosedFile | undefined {
    return this.#slot(address)?.unit.close?.();
  }

  /** I/O system reset: programs, pending interruptions and sense are gone, media stay. */
  reset(): void {
    for (const slot of this.#slots) this.#reset(slot);
    this.#notify();
  }

  /** RESET vdev. A program that a DIAGNOSE waits for ends as halted. */
  resetDevice(address: number): boolean {
    const slot = this.#slot(address);
    if (slot === undefined) return false;
    if (slot.subchannel.program !== undefined) this.#halt(slot);
    this.#reset(slot);
    this.#notify();
    return true;
  }

  // ---- plain data

  /** Everything but the units' addresses in the world: plain data that `structuredClone` copies. */
  writeDown(): unknown {
    const written: WrittenChannels = {
      version: 1,
      nextAsk: this.#nextAsk,
      slots: this.#slots.map(({ address, unit, subchannel, line }) => ({
        address,
        unit: unit.writeDown(),
        subchannel: structuredClone(subchannel),
        line,
      })),
    };
    return written;
  }

  /**
   * Takes over what {@link writeDown} gave; the same units have to be attached. CP puts the
   * {@link asks} again and {@link rejoin}s the programs that it waits for.
   */
  restore(written: unknown): void {
    const from = written as WrittenChannels;
    if (from.version !== 1) throw new Error('channels written down by another version');
    this.#nextAsk = from.nextAsk;
    for (const { address, unit, subchannel, line } of from.slots) {
      const slot = this.#slot(address);
      if (slot === undefined) continue;
      slot.unit.restore(unit);
      slot.subchannel = structuredClone(subchannel);
      slot.line = line;
    }
    this.#channels = this.#mask();
    this.#callbacks.pending(this.#channels);
  }

  // ---- inside

  #slot(address: number): Slot | undefined {
    return this.#slots.find((slot) => slot.address === address);
  }

  #begin(
    purpose: Purpose,
    address: number,
    ccwAddress: number,
    key: number,
    done: (result: ProgramResult) => void,
    fullscreen: boolean,
  ): Started {
    const slot = this.#slot(address);
    if (slot === undefined) return 'not-operational';
    if (slot.subchannel.program !== undefined || slot.subchannel.working) return 'busy';
    slot.subchannel.program = newProgram(purpose, ccwAddress, key, fullscreen);
    this.#done.set(address, done);
    return 'started';
  }

  #ask(subchannel: Subchannel, ask: UnitAsk): void {
    const slot = this.#slots.find((other) => other.subchannel === subchannel);
    if (slot === undefined || subchannel.program === undefined) return;
    const id = this.#nextAsk++;
    subchannel.program.ask = { id, ask };
    this.#callbacks.ask(slot.address, id, ask);
  }

  #ended(subchannel: Subchannel, program: Program, csw: Csw, immediate: boolean): void {
    if (program.purpose === 'start') {
      if (immediate && this.#starting === subchannel) {
        this.#starting = undefined;
        this.#storeStatus(csw.unitStatus, csw.channelStatus);
      } else subchannel.pending = csw;
      return;
    }
    const slot = this.#slots.find((other) => other.subchannel === subchannel);
    if (slot === undefined) return;
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

  /** What is to be told after a unit has had its turn. */
  #after(slot: Slot): void {
    if (slot.line && slot.unit.lineWaiting?.() === false) {
      slot.line = false;
      this.#callbacks.lineTaken?.(slot.address);
    }
    this.#notify();
  }

  /** Takes a program away from its unit without a trace. */
  #stop(slot: Slot): Program | undefined {
    const { subchannel } = slot;
    const program = subchannel.program;
    if (program === undefined) return undefined;
    subchannel.program = undefined;
    slot.unit.halt();
    if (program.ask !== undefined) this.#callbacks.withdraw(program.ask.id);
    return program;
  }

  /** Ends a program early: channel end and device end with what was moved. */
  #halt(slot: Slot): void {
    const { subchannel } = slot;
    const program = this.#stop(slot);
    if (program === undefined) return;
    const synchronous = program.purpose !== 'start';
    const status = CHANNEL_END | DEVICE_END | (synchronous ? UNIT_CHECK : 0);
    const csw = Engine.csw(program, status, subchannel.pci);
    subchannel.pci = undefined;
    this.#ended(subchannel, program, csw, false);
    this.#notify();
  }

  #reset(slot: Slot): void {
    this.#stop(slot);
    this.#done.delete(slot.address);
    slot.subchannel = newSubchannel();
    slot.unit.reset();
    this.#after(slot);
  }

  #present(address: number, status: number): boolean {
    const slot = this.#slot(address);
    if (slot === undefined) return false;
    slot.subchannel.deviceStatus |= status;
    this.#notify();
    return true;
  }

  #storeCsw(csw: Csw): void {
    this.#storage.store(CSW_AT, encodeCsw(csw), 0);
  }

  /** Stores the status half-word of the CSW alone. */
  #storeStatus(unitStatus: number, channelStatus: number): void {
    this.#storage.store(CSW_AT + 4, Uint8Array.of(unitStatus, channelStatus), 0);
  }

  #mask(): number {
    let mask = 0;
    for (const { address, subchannel } of this.#slots)
      if (presentable(subchannel)) mask |= 0x8000 >> (address >> 8);
    return mask;
  }

  #notify(): void {
    const mask = this.#mask();
    if (mask === this.#channels) return;
    this.#channels = mask;
    this.#callbacks.pending(mask);
  }
}

/** Whether there is an interruption to present; what the device holds waits while its program runs. */
function presentable(subchannel: Subchannel): boolean {
  if (subchannel.program !== undefined) return subchannel.pci !== undefined;
  return subchannel.pending !== undefined || subchannel.deviceStatus !== 0;
}
