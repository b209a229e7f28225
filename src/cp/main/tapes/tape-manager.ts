/**
 * The operator's side of tapes: which file of the host is the reel on which drive of which machine. A path is given
 * on the host only, never by a user or a guest. What was written is durable before it is said to be off the drive.
 */
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import type { TapeModel } from '../../../devices/tape/tape-models-table.js';
import { AdministrationFault } from '../../ports/administration.js';
import type { TapeAdministration, TapeOrder } from '../../ports/administration.js';
import { TapeFault } from '../../ports/tapes.js';
import type { OpenTape, TapeStore } from '../../ports/tapes.js';
import type { DeviceSpec } from '../../protocol.js';
import type { Machine, TapeService } from '../cp-services.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';

/** What the tapes need of CP. */
export interface TapeSurroundings {
  machine(userid: string): Machine | undefined;
  inform(userid: string, line: string): void;
  operator(line: string): void;
}

/** A reel on a drive. */
interface Mount {
  readonly machine: number;
  readonly userid: string;
  readonly address: number;
  /** File of the host, and its name. */
  readonly path: string;
  readonly name: string;
  readonly ring: boolean;
  readonly handle: number;
}

type TapeSpec = Extract<DeviceSpec, { type: 'tape' }>;

/** The drive that is attached when a tape is given to a machine without one. */
const USUAL: TapeModel = '3420';
const LAST_DEVICE = 0xfff;

/** All reels. */
export class TapeManager implements TapeService, TapeAdministration {
  readonly #store: TapeStore;
  readonly #cp: TapeSurroundings;
  readonly #mounts = new Set<Mount>();

  constructor(store: TapeStore, cp: TapeSurroundings) {
    this.#store = store;
    this.#cp = cp;
  }

  async mountTape({ userid, device, path, ring }: TapeOrder): Promise<string> {
    const { machine, address } = this.#machine(userid, device);
    const spec = this.#drive(machine, address);
    if (this.#at(machine, address) !== undefined) {
      throw new AdministrationFault(`a tape is on drive ${device} already: --unload it first`);
    }
    // entered before the file is open, so that nobody comes in between
    const place: Mount = {
      machine: machine.id,
      userid: machine.userid,
      address,
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      ring,
      handle: -1,
    };
    this.#mounts.add(place);
    let open: OpenTape;
    try {
      open = await this.#store.open(path, ring);
    } catch (error) {
      this.#mounts.delete(place);
      if (error instanceof TapeFault) throw new AdministrationFault(error.message);
      throw error;
    }
    const { handle, size, compressed } = open;
    const medium = { handle, size, compressed, readOnly: !ring };
    const there = this.#cp.machine(machine.userid) === machine && this.#mounts.delete(place);
    this.#mounts.delete(place);
    const mount = { ...place, handle };
    if (there) this.#mounts.add(mount);
    const reply = !there
      ? undefined
      : spec === undefined
        ? await machine.attach({ address, type: 'tape', model: USUAL, medium })
        : await machine.mount(address, medium);
    if (reply?.ok !== true) {
      // it may have got as far as the drive
      if (there) await machine.request({ op: 'close-device', address });
      await this.#release(mount);
      throw new AdministrationFault(`the tape could not be mounted: try again`);
    }
    const line = `TAPE ${deviceText4(address)} ATTACHED`;
    this.#cp.inform(machine.userid, line);
    this.#cp.operator(`TAPE ${place.name} ATTACHED TO ${machine.userid} ${deviceText4(address)}`);
    return `${line} TO ${machine.userid}${ring ? ' R/W' : ' R/O'}`;
  }

  async unloadTape(userid: string, device: string): Promise<string> {
    const { machine, address } = this.#machine(userid, device);
    if (this.#drive(machine, address) === undefined || !this.#at(machine, address)) {
      throw new AdministrationFault(`no tape is on drive ${device} of ${machine.userid}`);
    }
    // the drive lets go first: nothing is written any more
    await machine.request({ op: 'close-device', address });
    const whole = await this.#unmounted(machine, address);
    const line = `TAPE ${deviceText4(address)} UNLOADED`;
    this.#cp.inform(machine.userid, line);
    if (!whole) throw new AdministrationFault(`${line}, but what was written last may be lost`);
    return line;
  }

  /** An ask of a drive: `sync`, or `unload` by REWIND UNLOAD. */
  async ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const mount = this.#at(machine, address);
    if (mount === undefined) return { kind: 'refused' };
    if (ask.kind === 'sync') return { kind: (await this.#synced(mount)) ? 'done' : 'refused' };
    if (ask.kind !== 'unload') return { kind: 'refused' };
    const whole = await this.#unmounted(machine, address);
    this.#cp.operator(`TAPE ${mount.name} UNLOADED BY ${mount.userid} ${deviceText4(address)}`);
    return { kind: whole ? 'done' : 'refused' };
  }

  /** REWIND: what was written is durable. */
  async rewound(machine: Machine, address: number): Promise<boolean> {
    const mount = this.#at(machine, address);
    return mount === undefined || (await this.#synced(mount));
  }

  /** DETACH, after the processor has let go of the drive. False when what was written last may be lost. */
  async detached(machine: Machine, address: number): Promise<boolean> {
    const mount = this.#at(machine, address);
    return mount === undefined || (await this.#release(mount));
  }

  async give(
    from: Machine,
    address: number,
    to: Machine,
    at: number,
    readOnly: boolean,
  ): Promise<'whole' | 'lost' | 'empty' | 'failed'> {
    const spec = from.devices.get(address)?.spec;
    if (spec?.type !== 'tape') return 'failed';
    const mount = this.#at(from, address);
    if (!(await from.detach(address)).ok) return 'failed';
    const whole = mount === undefined || (await this.#release(mount));
    const { model } = spec;
    if (!(await to.attach({ address: at, type: 'tape', model, medium: undefined })).ok) {
      // somebody was faster: it stays where it was, without its reel
      await from.attach({ ...spec, medium: undefined });
      return 'failed';
    }
    if (mount === undefined) return 'whole';
    try {
      await this.mountTape({
        userid: to.userid,
        device: at.toString(16),
        path: mount.path,
        ring: mount.ring && !readOnly,
      });
    } catch (error) {
      this.#say({ ...mount, userid: to.userid, address: at }, error);
      return 'empty';
    }
    return whole ? 'whole' : 'lost';
  }

  renumbered(machine: Machine, from: number, to: number): void {
    const mount = this.#at(machine, from);
    if (mount === undefined) return;
    this.#mounts.delete(mount);
    this.#mounts.add({ ...mount, address: to });
  }

  describe(machine: Machine, address: number): readonly string[] {
    const spec = machine.devices.get(address)?.spec;
    if (spec?.type !== 'tape') return [];
    const mount = this.#at(machine, address);
    const places = [...machine.devices.keys()].sort((a, b) => a - b);
    const subchannel = `SUBCHANNEL = ${deviceText4(places.indexOf(address))}`;
    const front = `TAPE ${deviceText4(address)}`;
    if (mount === undefined) return [`${front} ON DEV  NONE ${spec.model} NOT READY ${subchannel}`];
    const name = mount.name.slice(0, 24);
    return [`${front} ON DEV  ${name} ${spec.model} ${mount.ring ? 'R/W' : 'R/O'} ${subchannel}`];
  }

  /** LOGOFF and FORCE, after the processor has forgotten the machine. */
  async logoff(machine: Machine): Promise<void> {
    for (const mount of [...this.#mounts]) {
      if (mount.machine === machine.id) await this.#release(mount);
    }
  }

  /** Orderly end. */
  async stop(): Promise<void> {
    for (const mount of [...this.#mounts]) await this.#release(mount);
  }

  #machine(
    userid: string,
    device: string,
  ): { readonly machine: Machine; readonly address: number } {
    const name = userid.toUpperCase();
    const machine = this.#cp.machine(name);
    if (machine === undefined) throw new AdministrationFault(`${name} is not logged on`);
    const address = deviceNumberOf(device.toUpperCase());
    if (address === undefined || address > LAST_DEVICE) {
      throw new AdministrationFault(`${device} is not a device number of 000 to FFF`);
    }
    return { machine, address };
  }

  /** The drive at an address; undefined when the address is free. */
  #drive(machine: Machine, address: number): TapeSpec | undefined {
    const spec = machine.devices.get(address)?.spec;
    if (spec === undefined || spec.type === 'tape') return spec;
    throw new AdministrationFault(
      `device ${deviceText4(address)} of ${machine.userid} is not a tape drive`,
    );
  }

  #at(machine: Machine, address: number): Mount | undefined {
    return [...this.#mounts].find((one) => one.machine === machine.id && one.address === address);
  }

  async #unmounted(machine: Machine, address: number): Promise<boolean> {
    const mount = this.#at(machine, address);
    machine.unmounted(address);
    return mount === undefined || (await this.#release(mount));
  }

  async #synced(mount: Mount): Promise<boolean> {
    if (mount.handle < 0) return false;
    try {
      await this.#store.sync(mount.handle);
      return true;
    } catch (error) {
      this.#say(mount, error);
      return false;
    }
  }

  /** Makes what was written durable and closes the file. */
  async #release(mount: Mount): Promise<boolean> {
    this.#mounts.delete(mount);
    if (mount.handle < 0) return true;
    const whole = await this.#synced(mount);
    try {
      await this.#store.close(mount.handle);
    } catch (error) {
      this.#say(mount, error);
    }
    return whole;
  }

  #say(mount: Mount, error: unknown): void {
    const where = `TAPE ${mount.name} OF ${mount.userid} ${deviceText4(mount.address)}`;
    this.#cp.operator(`${where}: ${String(error)}`);
  }
}
