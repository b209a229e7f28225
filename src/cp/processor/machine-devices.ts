/** The devices of a hosted machine, as main gave them, on its channels. */
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import { makeUnit } from '../../devices/make-unit.js';
import type { UnitBacking } from '../../devices/make-unit.js';
import type { DeviceSpec } from '../protocol.js';

/** Devices by address. */
export class MachineDevices {
  readonly #channels: ChannelSubsystem;
  readonly #backing: UnitBacking;
  readonly #specs = new Map<number, DeviceSpec>();
  /** NOTREADY. */
  readonly notReady = new Set<number>();

  constructor(channels: ChannelSubsystem, backing: UnitBacking) {
    this.#channels = channels;
    this.#backing = backing;
  }

  /** Puts a device on its channel; false when the address is taken. */
  attach(device: DeviceSpec): boolean {
    if (!this.#channels.attach(device.address, makeUnit(device, this.#backing))) return false;
    this.#specs.set(device.address, device);
    return true;
  }

  /** Takes one away; false when there is none. */
  detach(address: number): boolean {
    if (this.#channels.detach(address) === undefined) return false;
    this.#specs.delete(address);
    this.notReady.delete(address);
    return true;
  }

  /** Gives one another address; `done`, or why not. */
  renumber(address: number, to: number): ReturnType<ChannelSubsystem['renumber']> {
    const result = this.#channels.renumber(address, to);
    const spec = this.#specs.get(address);
    if (result !== 'done' || spec === undefined) return result;
    this.#specs.delete(address);
    this.#specs.set(to, { ...spec, address: to });
    if (this.notReady.delete(address)) this.notReady.add(to);
    return result;
  }

  get(address: number): DeviceSpec | undefined {
    return this.#specs.get(address);
  }

  /** Address of the first printer. */
  get printer(): number | undefined {
    const printers = [...this.#specs.values()].filter(({ type }) => type === 'printer');
    return printers.length === 0 ? undefined : Math.min(...printers.map(({ address }) => address));
  }

  /** Address of the console. */
  get console(): number | undefined {
    for (const device of this.#specs.values()) {
      if (device.type === 'console') return device.address;
    }
    return undefined;
  }
}
