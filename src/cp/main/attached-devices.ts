/** The devices of a virtual machine as main changes them: its processor first, then the list that main keeps. */
import type { TapeMedium } from '../../devices/tape/tape-file.js';
import type { Clock } from '../../shared/clock.js';
import type { DeviceSpec, MachineRequest, Reply } from '../protocol.js';
import type { VirtualDevice } from './cp-services.js';

/** The devices of one machine. */
export class AttachedDevices {
  readonly #devices: Map<number, VirtualDevice>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #request: (request: MachineRequest) => Promise<Reply>;

  /** @param devices - by address; changed in place */
  constructor(
    devices: Map<number, VirtualDevice>,
    clock: Pick<Clock, 'now'>,
    request: (request: MachineRequest) => Promise<Reply>,
  ) {
    this.#devices = devices;
    this.#clock = clock;
    this.#request = request;
  }

  async attach(spec: DeviceSpec): Promise<Reply> {
    const reply = await this.#request({ op: 'attach', device: spec });
    if (reply.ok) this.#devices.set(spec.address, { spec, since: this.#clock.now() });
    return reply;
  }

  async detach(address: number): Promise<Reply> {
    const reply = await this.#request({ op: 'detach', address });
    if (reply.ok) this.#devices.delete(address);
    return reply;
  }

  /** DEFINE vdev AS newvdev. */
  async renumber(address: number, to: number): Promise<Reply> {
    const reply = await this.#request({ op: 'renumber', address, to });
    const device = this.#devices.get(address);
    if (reply.ok && device !== undefined) {
      this.#devices.delete(address);
      this.#devices.set(to, { ...device, spec: { ...device.spec, address: to } });
    }
    return reply;
  }

  /** TERMINAL CONMODE; what it is now. */
  get consoleMode(): '3215' | '3270' {
    const spec = this.#devices.get(this.consoleAddress)?.spec;
    return spec?.type === 'console' ? spec.mode : '3215';
  }

  async setConsoleMode(mode: '3215' | '3270'): Promise<void> {
    const address = this.consoleAddress;
    const spec = this.#devices.get(address)?.spec;
    if (spec?.type !== 'console') return;
    this.#devices.set(address, { spec: { ...spec, mode } });
    await this.#request({ op: 'console-mode', mode });
  }

  /** Address of the console, which may be another than at logon. */
  get consoleAddress(): number {
    const devices = [...this.#devices.values()];
    return devices.find(({ spec }) => spec.type === 'console')?.spec.address ?? -1;
  }

  async mount(address: number, medium: TapeMedium): Promise<Reply> {
    const reply = await this.#request({ op: 'mount', address, medium });
    if (reply.ok) this.setMedium(address, medium);
    return reply;
  }

  /** The reel that is on a drive, as its processor knows already. */
  setMedium(address: number, medium: TapeMedium | undefined): void {
    const device = this.#devices.get(address);
    if (device?.spec.type !== 'tape') return;
    this.#devices.set(address, { ...device, spec: { ...device.spec, medium } });
  }

  /** READY and NOTREADY; tells the processor. */
  async setReady(address: number, ready: boolean): Promise<Reply> {
    const reply = await this.#request({ op: ready ? 'ready' : 'not-ready', address });
    const device = this.#devices.get(address);
    if (reply.ok && device !== undefined) this.#devices.set(address, { ...device, ready });
    return reply;
  }

  /** A processor that knows nothing of the machine's past has made all of them ready. */
  renewed(): void {
    for (const [address, { ready, ...device }] of this.#devices) {
      if (ready !== undefined) this.#devices.set(address, device);
    }
  }
}
