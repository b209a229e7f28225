/**
 * The I/O instructions and the I/O interruption (Principles of Operation System/370, GA22-7000,
 * "Input/Output Instructions", "Input/Output Interruptions"). Every device has a subchannel of its own,
 * as on a multiplexer channel with nonshared subchannels.
 */
import type { ChannelStorage } from './channel-storage.js';
import { CAW_AT, CHANNEL_ID_AT, CSW_AT, encodeCsw, PROGRAM_CHECK, statusOnly } from './csw.js';
import type { Csw } from './csw.js';
import { channelBit, presentable } from './device-slots.js';
import type { DeviceSlots, Slot } from './device-slots.js';
import { Engine } from './engine.js';
import { newProgram, newSubchannel } from './program.js';
import type { Program } from './program.js';
import type { ProgramRunner } from './program-runner.js';
import { BUSY, STATUS_MODIFIER } from './unit.js';

/** Executes I/O instructions; each returns the condition code. */
export class IoInstructions {
  readonly #storage: ChannelStorage;
  readonly #slots: DeviceSlots;
  readonly #runner: ProgramRunner;

  constructor(storage: ChannelStorage, slots: DeviceSlots, runner: ProgramRunner) {
    this.#storage = storage;
    this.#slots = slots;
    this.#runner = runner;
  }

  /**
   * Absolute address of real location 0 of the processor that executes an instruction or takes an
   * interruption: there it finds channel-address word, CSW and channel identification.
   */
  prefix = 0;

  /** START I/O and START I/O FAST RELEASE. */
  startIo(address: number, fast: boolean): number | undefined {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 3;
    const { subchannel } = slot;
    subchannel.selected = undefined;
    if (subchannel.program !== undefined || subchannel.pending !== undefined) return 2;
    if (this.#controlUnitBusy(slot)) return 1;
    if (subchannel.working || subchannel.deviceStatus !== 0) {
      const status = subchannel.deviceStatus | BUSY;
      subchannel.deviceStatus = 0;
      this.#storeStatus(status, 0);
      this.#slots.changed();
      return 1;
    }
    const program = this.#programFromCaw();
    if (program === undefined) {
      this.#storeStatus(0, PROGRAM_CHECK);
      return 1;
    }
    if (fast) {
      subchannel.program = program;
      return 0;
    }
    // SIO waits for the device to be selected: what ends there shows in the condition code and leaves
    // no interruption
    const ended = this.#runner.start(slot, program);
    return ended === 'later' ? undefined : this.#started(ended);
  }

  /** The end of a START I/O for which {@link startIo} gave no condition code. */
  selected(address: number): number | undefined {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 3;
    const { selected, program } = slot.subchannel;
    if (program?.selecting === true) return undefined;
    // reset meanwhile, and so not selected at all
    if (selected === undefined) return this.startIo(address, false);
    slot.subchannel.selected = undefined;
    return this.#started(selected.ended);
  }

  /** The condition code of a START I/O, and the status of what has ended at once. */
  #started(ended: Csw | undefined): number {
    if (ended === undefined) return 0;
    this.#storeStatus(ended.unitStatus, ended.channelStatus);
    return 1;
  }

  /** TEST I/O. */
  testIo(address: number): number {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 3;
    if (slot.subchannel.program !== undefined) return 2;
    if (this.#take(slot)) return 1;
    if (this.#controlUnitBusy(slot)) return 1;
    if (!slot.subchannel.working) return 0;
    this.#storeCsw(statusOnly(BUSY));
    return 1;
  }

  /** CLEAR I/O: ends the program at once; the CSW shows where it stood. */
  clearIo(address: number): number {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 3;
    const { program, pending, pci, deviceStatus } = slot.subchannel;
    if (program !== undefined) {
      this.#storeCsw(Engine.csw(program, 0, pci));
      this.#runner.stop(slot);
    } else if (pending !== undefined) this.#storeCsw(pending);
    else return 0;
    slot.subchannel = { ...newSubchannel(), deviceStatus };
    this.#slots.changed();
    return 1;
  }

  /** HALT I/O and HALT DEVICE: the program ends with what was moved; its interruption follows. */
  halt(address: number): number {
    const slot = this.#slots.find(address);
    if (slot === undefined) return 3;
    if (slot.subchannel.program !== undefined) this.#runner.halt(slot);
    else if (slot.subchannel.pending !== undefined) return 0;
    this.#storeStatus(0, 0);
    return 1;
  }

  /** TEST CHANNEL. */
  testChannel(address: number): number {
    const slots = this.#onChannel(address);
    if (slots.length === 0) return 3;
    return slots.some((slot) => presentable(slot.subchannel)) ? 1 : 0;
  }

  /** STORE CHANNEL ID: channel 0 is a byte multiplexer, the others are block multiplexers. */
  storeChannelId(address: number): number {
    if (this.#onChannel(address).length === 0) return 3;
    const type = address >> 8 === 0 ? 0x10 : 0x20;
    this.#storage.store(this.prefix + CHANNEL_ID_AT, Uint8Array.of(type, 0, 0, 0), 0);
    return 0;
  }

  /** Takes the interruption of the lowest address that the mask lets through; -1 when there is none. */
  takeIo(channelMask: number): number {
    const slot = this.#slots.all.find(
      ({ address, subchannel }) =>
        (channelMask & channelBit(address)) !== 0 && presentable(subchannel),
    );
    if (slot === undefined) return -1;
    this.#take(slot);
    return slot.address;
  }

  /** Stores the CSW of what is pending for a device and clears it; false when nothing is. */
  #take({ subchannel }: Slot): boolean {
    const { program, pci, pending, deviceStatus } = subchannel;
    if (program !== undefined && pci !== undefined) {
      this.#storeCsw(pci);
      subchannel.pci = undefined;
    } else if (pending !== undefined) {
      this.#storeCsw(pending);
      subchannel.pending = undefined;
    } else if (deviceStatus !== 0) {
      this.#storeCsw(statusOnly(deviceStatus));
      subchannel.deviceStatus = 0;
    } else return false;
    this.#slots.changed();
    return true;
  }

  /**
   * Whether the control unit is at work for another device: the status says so, and control-unit end will come ("Unit
   * Status", "Control Unit End").
   */
  #controlUnitBusy(slot: Slot): boolean {
    if (this.#slots.controlUnitBusyWith(slot) === undefined) return false;
    slot.subchannel.awaitsControlUnit = true;
    this.#storeStatus(STATUS_MODIFIER | BUSY, 0);
    return true;
  }

  /** The program that the channel-address word names; undefined when the word is bad. */
  #programFromCaw(): Program | undefined {
    const caw = this.#storage.fetch(this.prefix + CAW_AT, 4, 0);
    if (typeof caw === 'string' || (caw[0]! & 0x0f) !== 0 || (caw[3]! & 7) !== 0) return undefined;
    return newProgram('start', (caw[1]! << 16) | (caw[2]! << 8) | caw[3]!, caw[0]! >> 4);
  }

  #onChannel(address: number): Slot[] {
    return this.#slots.all.filter((slot) => slot.address >> 8 === address >> 8);
  }

  #storeCsw(csw: Csw): void {
    this.#storage.store(this.prefix + CSW_AT, encodeCsw(csw), 0);
  }

  /** Stores the status half-word of the CSW alone. */
  #storeStatus(unitStatus: number, channelStatus: number): void {
    this.#storage.store(this.prefix + CSW_AT + 4, Uint8Array.of(unitStatus, channelStatus), 0);
  }
}
