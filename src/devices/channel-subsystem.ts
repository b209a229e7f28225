/**
 * The virtual channels of one machine as CP drives them: I/O instructions, interruptions, channel
 * programs, and what CP does to devices (Principles of Operation System/370, GA22-7000, "Input/Output
 * Operations"). Nothing here runs by itself: {@link ChannelSubsystem.step} does a bounded amount of
 * work, and all that it leaves behind is plain data.
 */
import type { ChannelStorage } from './channel-storage.js';
import { DeviceSlots, presentable } from './device-slots.js';
import type { Slot } from './device-slots.js';
import { IoInstructions } from './io-instructions.js';
import { newSubchannel } from './program.js';
import type { Subchannel } from './program.js';
import { ProgramRunner } from './program-runner.js';
import type { ChannelCallbacks, Done, Started } from './program-runner.js';
import type { TapeMedium } from './tape/tape-file.js';
import { ATTENTION, DEVICE_END } from './unit.js';
import type { ClosedFile, Unit, UnitAnswer, UnitAsk } from './unit.js';

export type { ChannelCallbacks, ProgramResult, Started } from './program-runner.js';

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
  readonly #callbacks: ChannelCallbacks;
  readonly #slots: DeviceSlots;
  readonly #runner: ProgramRunner;
  readonly #instructions: IoInstructions;

  constructor(storage: ChannelStorage, callbacks: ChannelCallbacks) {
    this.#callbacks = callbacks;
    this.#slots = new DeviceSlots((channels) => callbacks.pending(channels));
    this.#runner = new ProgramRunner(storage, this.#slots, callbacks);
    this.#instructions = new IoInstructions(storage, this.#slots, this.#runner);
  }

  /**
   * Absolute address of real location 0 of the processor that is served: to be set before an I/O
   * instruction and before {@link takeIo}, when a machine has several or a prefix may have been set.
   */
  set prefix(prefix: number) {
    this.#instructions.prefix = prefix;
  }

  // ---- I/O instructions: each returns the condition code

  /**
   * START I/O, or with `fast` START I/O FAST RELEASE. Undefined: CP has to be asked before it is known whether the control
   * unit takes the command; when it is no longer {@link selecting}, {@link selected} gives the condition code.
   */
  startIo(address: number, fast: boolean): number | undefined {
    return this.#instructions.startIo(address, fast);
  }

  /** Whether a START I/O waits for the device to be selected. */
  selecting(address: number): boolean {
    return this.#slots.find(address)?.subchannel.program?.selecting === true;
  }

  /** The end of a START I/O that has waited; it begins anew when what it waited for is gone. */
  selected(address: number): number | undefined {
    return this.#instructions.selected(address);
  }

  /** TEST I/O. */
  testIo(address: number): number {
    return this.#instructions.testIo(address);
  }

  /** CLEAR I/O. */
  clearIo(address: number): number {
    return this.#instructions.clearIo(address);
  }

  /** HALT I/O. */
  haltIo(address: number): number {
    return this.#instructions.halt(address);
  }

  /** HALT DEVICE: no device of ours shares a subchannel, so that it is the same as HALT I/O. */
  haltDevice(address: number): number {
    return this.#instructions.halt(address);
  }

  /** TEST CHANNEL. */
  testChannel(address: number): number {
    return this.#instructions.testChannel(address);
  }

  /** STORE CHANNEL ID. */
  storeChannelId(address: number): number {
    return this.#instructions.storeChannelId(address);
  }

  /**
   * Takes the interruption of highest priority that the mask lets through: stores its CSW, returns its
   * device address, -1 when there is none.
   */
  takeIo(channelMask: number): number {
    return this.#instructions.takeIo(channelMask);
  }

  // ---- running

  /** Whether {@link step} has something to do. */
  get active(): boolean {
    return this.#runner.active;
  }

  /** The last step stood still because no frame of storage was to be had. */
  get starved(): boolean {
    return this.#runner.starved;
  }

  /** Whether any program is under way, also one that waits for CP. */
  get busy(): boolean {
    return this.#runner.busy;
  }

  /**
   * Carries the programs on by turns until `budget` is used or nothing is left to do; a CCW costs one
   * unit and one more for each 256 bytes. Returns the units used, which may exceed the budget by the
   * last CCW.
   */
  step(budget: number): number {
    return this.#runner.step(budget);
  }

  /** CP's answer to an ask; false when it is no longer wanted. */
  answer(id: number, answer: UnitAnswer): boolean {
    return this.#runner.answer(id, answer);
  }

  /** Asks that wait for an answer: to be put again after {@link restore}. */
  asks(): { readonly address: number; readonly id: number; readonly ask: UnitAsk }[] {
    return this.#slots.all.flatMap(({ address, subchannel: { program, deviceAsk } }) =>
      [program?.ask, deviceAsk].flatMap((ask) => (ask === undefined ? [] : [{ address, ...ask }])),
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
    done: Done,
    fullscreen = false,
  ): Started {
    const slot = this.#slots.find(address);
    return this.#runner.begin('synchronous', slot, ccwAddress, key, done, fullscreen);
  }

  /**
   * IPL: a read of 24 bytes to location 0 chained to the CCW that it brings to location 8
   * (Principles of Operation, "Initial Program Loading"). CP has reset the machine before.
   */
  startIpl(address: number, done: Done): Started {
    const slot = this.#slots.find(address);
    const started = this.#runner.begin('ipl', slot, 8, 0, done);
    const program = slot?.subchannel.program;
    if (started !== 'started' || program === undefined) return started;
    // the implied CCW 02000000 60000018 stands in no storage: the program begins in the midst of it
    Object.assign(program, { command: 0x02, flags: 0x60, count: 24, phase: 'execute' });
    slot?.unit.begin?.();
    return started;
  }

  /** After {@link restore}: who is to hear of the end of a program of {@link runProgram} or IPL. */
  rejoin(address: number, done: Done): boolean {
    return this.#runner.rejoin(this.#slots.find(address), done);
  }

  /** What stands in a device's subchannel: a program under way, status that is to be presented, or nothing. */
  state(address: number): 'active' | 'ended' | 'idle' {
    const slot = this.#slots.find(address);
    if (slot?.subchannel.program !== undefined) return 'active';
    return slot !== undefined && presentable(slot.subchannel) ? 'ended' : 'idle';
  }

  // ---- devices

  /** Puts a unit on its channel; false when the address is taken or none. */
  attach(address: number, unit: Unit): boolean {
    return this.#slots.add(address, unit);
  }

  /** Takes a unit off; its program ends, for a DIAGNOSE with unit check. */
  detach(address: number): Unit | undefined {
    const slot = this.#slots.find(address);
    if (slot === undefined) return undefined;
    this.#runner.halt(slot);
    this.#runner.dropDeviceAsk(slot);
    this.#slots.remove(slot);
    return slot.unit;
  }

  /**
   * Gives a unit another address, with all that it and its subchannel hold. `busy` when CP waits for a
   * program of it, or for what it has asked under its old address; `taken` when there is a device already.
   */
  renumber(address: number, to: number): 'done' | 'no-device' | 'busy' | 'taken' {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 'no-device';
    const { program, deviceAsk } = slot.subchannel;
    if (deviceAsk !== undefined) return 'busy';
    // what a console waits for is answered by number, not by address
    const isConsole = slot.unit.line !== undefined;
    if (program !== undefined && !(isConsole && program.purpose === 'start')) return 'busy';
    if (!this.#slots.isFree(to)) return 'taken';
    this.#slots.renumber(slot, to);
    return 'done';
  }

  /** The unit at an address. */
  unit(address: number): Unit | undefined {
    return this.#slots.find(address)?.unit;
  }

  /** Addresses of all units, ascending. */
  addresses(): number[] {
    return this.#slots.all.map((slot) => slot.address);
  }

  /** The unit presents attention. */
  attention(address: number): boolean {
    return this.#present(address, ATTENTION);
  }

  /** The device has ended, or has become ready. */
  deviceEnd(address: number): boolean {
    const slot = this.#slots.find(address);
    if (slot === undefined) return false;
    this.#runner.deviceEnd(slot, DEVICE_END);
    return true;
  }

  /** READY: the unit answers again, which it says by device end. */
  ready(address: number): boolean {
    const slot = this.#slots.find(address);
    slot?.unit.setReady?.(true);
    // one that works by itself says when it has ended
    return slot?.subchannel.deviceAsk !== undefined || this.deviceEnd(address);
  }

  /** A reel is put on a tape drive: it becomes ready. False when there is no such drive. */
  mount(address: number, medium: TapeMedium): boolean {
    const unit = this.unit(address);
    if (unit?.mount === undefined) return false;
    unit.mount(medium);
    return this.deviceEnd(address);
  }

  /** A spool file has come: a unit that has none and is not at work becomes ready. False when there is no unit. */
  inputArrived(address: number): boolean {
    const slot = this.#slots.find(address);
    if (slot === undefined) return false;
    const idle = slot.subchannel.program === undefined && slot.subchannel.deviceAsk === undefined;
    return !idle || slot.unit.wantsInput?.() !== true || this.deviceEnd(address);
  }

  /** NOTREADY: the unit answers with intervention required. */
  notReady(address: number): boolean {
    const unit = this.unit(address);
    unit?.setReady?.(false);
    return unit !== undefined;
  }

  /**
   * A typed line for a console: an outstanding read gets it, otherwise it waits in the unit and
   * attention is presented. False when a line waits there already, or there is no console.
   */
  consoleLine(address: number, bytes: Uint8Array): boolean {
    const slot = this.#slots.find(address);
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

  /** Presents attention again for a line that waits in a console: the one that it had may have been taken for another's. */
  lineAgain(address: number): void {
    if (this.unit(address)?.lineWaiting?.() === true) this.attention(address);
  }

  /** Takes a line back that waits in a console; false when there is none. Its attention stays presented. */
  withdrawLine(address: number): boolean {
    const slot = this.#slots.find(address);
    if (slot?.unit.lineWaiting?.() !== true) return false;
    slot.unit.dropLine?.();
    slot.line = false;
    return true;
  }

  /** CLOSE: the unit lets go of its file. */
  close(address: number): ClosedFile | undefined {
    return this.unit(address)?.close?.();
  }

  /** I/O system reset: programs, pending interruptions and sense are gone, media stay. */
  reset(): void {
    for (const slot of this.#slots.all) this.#reset(slot);
  }

  /** RESET vdev. A program that a DIAGNOSE waits for ends as halted. */
  resetDevice(address: number): boolean {
    const slot = this.#slots.find(address);
    if (slot === undefined) return false;
    this.#runner.halt(slot);
    this.#reset(slot);
    return true;
  }

  // ---- plain data

  /** Everything that the channels and units know: plain data that `structuredClone` copies. */
  writeDown(): unknown {
    const written: WrittenChannels = {
      version: 1,
      nextAsk: this.#runner.nextAsk,
      slots: this.#slots.all.map(({ address, unit, subchannel, line }) => ({
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
    this.#runner.nextAsk = from.nextAsk;
    for (const { address, unit, subchannel, line } of from.slots) {
      const slot = this.#slots.find(address);
      if (slot === undefined) continue;
      slot.unit.restore(unit);
      slot.subchannel = structuredClone(subchannel);
      slot.line = line;
    }
    this.#slots.changed(true);
  }

  #reset(slot: Slot): void {
    this.#runner.drop(slot);
    slot.subchannel = newSubchannel();
    slot.unit.reset();
    this.#runner.told(slot);
  }

  #present(address: number, status: number): boolean {
    const slot = this.#slots.find(address);
    if (slot === undefined) return false;
    slot.subchannel.deviceStatus |= status;
    this.#slots.changed();
    return true;
  }
}
