/** The devices of one machine by address: unit, subchannel, and which of them have an interruption. */
import { newSubchannel } from './program.js';
import type { Subchannel } from './program.js';
import { CONTROL_UNIT_END } from './unit.js';
import type { Unit } from './unit.js';

/** The largest address: 16 channels of 256 devices. */
const LAST_DEVICE = 0xfff;

/** One device. */
export interface Slot {
  address: number;
  readonly unit: Unit;
  subchannel: Subchannel;
  /** The console holds a line that the guest has not read. */
  line: boolean;
}

/** Whether there is an interruption to present; what the device holds waits while its program runs. */
export function presentable(subchannel: Subchannel): boolean {
  if (subchannel.program !== undefined) return subchannel.pci !== undefined;
  return subchannel.pending !== undefined || subchannel.deviceStatus !== 0;
}

/** The channel of a device, as the bit of a channel mask. */
export function channelBit(address: number): number {
  return 0x8000 >> (address >> 8);
}

/** Whether two devices have one control unit that serves them one at a time. */
function sameControlUnit(one: Slot, other: Slot): boolean {
  const size = one.unit.onControlUnit;
  if (size === undefined || size !== other.unit.onControlUnit) return false;
  return Math.floor(one.address / size) === Math.floor(other.address / size);
}

/** Whether a device keeps its control unit busy: not while it works by itself, and the channel waits for its end. */
function usesIt({ subchannel: { program } }: Slot): boolean {
  return program !== undefined && program.phase !== 'device';
}

/** All devices, in ascending order of address, which is the order of their interruptions. */
export class DeviceSlots {
  #slots: Slot[] = [];
  #channels = 0;
  readonly #pending: (channels: number) => void;

  /** @param pending - told when the set of channels with interruptions changes */
  constructor(pending: (channels: number) => void) {
    this.#pending = pending;
  }

  get all(): readonly Slot[] {
    return this.#slots;
  }

  find(address: number): Slot | undefined {
    return this.#slots.find((slot) => slot.address === address);
  }

  /** The slot that a subchannel belongs to. */
  of(subchannel: Subchannel): Slot | undefined {
    return this.#slots.find((slot) => slot.subchannel === subchannel);
  }

  add(address: number, unit: Unit): boolean {
    if (!this.isFree(address)) return false;
    // a new list, so that a walk over the old one is not disturbed
    const slot = { address, unit, subchannel: newSubchannel(), line: false };
    this.#slots = [...this.#slots, slot].sort((a, b) => a.address - b.address);
    return true;
  }

  /** Gives a slot another address, which is free and one. */
  renumber(slot: Slot, address: number): void {
    slot.address = address;
    this.#slots = [...this.#slots].sort((a, b) => a.address - b.address);
    this.changed();
  }

  /** Whether an address is one, and no device has it. */
  isFree(address: number): boolean {
    const wrong = !Number.isInteger(address) || address < 0 || address > LAST_DEVICE;
    return !wrong && this.find(address) === undefined;
  }

  remove(slot: Slot): void {
    this.#slots = this.#slots.filter((other) => other !== slot);
    this.changed();
  }

  /** The device with which the control unit of another is busy; undefined when it is free, or has no other. */
  controlUnitBusyWith(slot: Slot): Slot | undefined {
    return this.#slots.find(
      (other) => other !== slot && sameControlUnit(slot, other) && usesIt(other),
    );
  }

  /** Status has come or gone: tells the processor when that changes which channels have any. */
  changed(always = false): void {
    let channels = 0;
    for (const slot of this.#slots) {
      const { subchannel } = slot;
      if (subchannel.awaitsControlUnit === true && this.controlUnitBusyWith(slot) === undefined) {
        subchannel.awaitsControlUnit = false;
        subchannel.deviceStatus |= CONTROL_UNIT_END;
      }
    }
    for (const { address, subchannel } of this.#slots)
      if (presentable(subchannel)) channels |= channelBit(address);
    if (channels === this.#channels && !always) return;
    this.#channels = channels;
    this.#pending(channels);
  }
}
