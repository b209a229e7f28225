/**
 * Minidisks and links to them: who has which disk under which number, for reading or for writing, and
 * the open image behind each link. Only main opens and closes images.
 */
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import type { DirectoryEntry, DirectoryStore } from '../../ports/directory-store.js';
import { ImageFault } from '../../ports/minidisks.js';
import type { DiskShape, MinidiskStore } from '../../ports/minidisks.js';
import { CKD_GEOMETRIES } from '../../../shared/ckd-geometry-table.js';
import { slotBytes } from '../../../shared/ckd-track.js';
import type { DeviceSpec } from '../../protocol.js';
import type { LinkService, Machine } from '../cp-services.js';
import { deviceText } from '../operands.js';
import { fullMessage, type MessageNumber } from '../messages-table.js';
import { grant, isLinkMode, type LinkMode, presentText, type PresentLinks } from './link-modes.js';

/** A link that a machine has. */
export interface Link {
  readonly machine: number;
  readonly userid: string;
  /** Virtual device number in the machine. */
  address: number;
  readonly owner: string;
  readonly device: number;
  readonly write: boolean;
  readonly handle: number;
  readonly shape: DiskShape;
  /** A disk of DEFINE, and where it is said to lie. */
  readonly temporary?: 'TDSK' | 'VDSK';
}

/** Who has a disk: writers, readers, both. */
type Sharing = 0 | 1 | 2;
/** Messages by it. */
const FORCED = [101, 102, 103] as const;
const REFUSED = [104, 105, 106] as const;

/** Wrong passwords of one machine; then LINK is refused until LOGOFF. */
export const WRONG_PASSWORDS = 10;

/** Bytes of all disks that one machine may have by DEFINE. */
const MOST_TEMPORARY = 1024 * 1024 * 1024;

/** What became of an attempt to link. */
export type LinkOutcome =
  | {
      readonly kind: 'linked';
      readonly spec: DeviceSpec;
      /** What others have of the disk; '' when it is not shared. */
      readonly shared: string;
      /** Write access was wanted, read access given. */
      readonly forced: boolean;
      readonly write: boolean;
      /** Number of the message when read access was forced. */
      readonly sharing: Sharing;
    }
  | { readonly kind: 'refused'; readonly present: PresentLinks }
  | { readonly kind: 'no-disk' }
  | { readonly kind: 'io-error'; readonly text: string };

/** What the links need of CP. */
export interface LinkSurroundings {
  readonly directory: DirectoryStore;
  operator(line: string): void;
}

function four(address: number): string {
  return address.toString(16).toUpperCase().padStart(4, '0');
}

/** The minidisk of an entry. */
export function minidiskOf(
  entry: DirectoryEntry | undefined,
  device: number,
): DirectoryEntry['minidisks'][number] | undefined {
  return entry?.minidisks.find((disk) => disk.device === device);
}

/** The link service. */
export class LinkManager implements LinkService {
  readonly #store: MinidiskStore;
  readonly #cp: LinkSurroundings;
  readonly #links = new Set<Link>();
  /** Wrong passwords of a machine: after some, no more links with passwords. */
  readonly #wrong = new Map<number, number>();

  constructor(store: MinidiskStore, cp: LinkSurroundings) {
    this.#store = store;
    this.#cp = cp;
  }

  async logon(
    machine: Machine,
  ): Promise<{ readonly devices: readonly DeviceSpec[]; readonly lines: readonly string[] }> {
    const { entry, userid } = machine;
    const devices: DeviceSpec[] = [];
    const lines: string[] = [];
    const wanted = [
      ...entry.minidisks.map((disk) => ({ ...disk, owner: userid, as: disk.device })),
      ...entry.links,
    ];
    for (const { owner, device, as, mode } of wanted) {
      const outcome = await this.link(machine, owner, device, as, isLinkMode(mode) ? mode : 'RR');
      const said = this.outcomeText(outcome, owner, device, as);
      if (outcome.kind === 'linked') devices.push(outcome.spec);
      if (said === undefined) continue;
      lines.push(
        typeof said === 'string' ? said : fullMessage('LNM', said.number, ...said.inserts),
      );
    }
    return { devices, lines };
  }

  /** Links a disk, without asking for leave: the caller has seen to passwords. */
  async link(
    machine: Machine,
    owner: string,
    device: number,
    as: number,
    mode: LinkMode,
  ): Promise<LinkOutcome> {
    const disk = minidiskOf(this.#cp.directory.find(owner), device);
    if (!disk) return { kind: 'no-disk' };
    const present = this.present(owner, device);
    const granted = grant(mode, present);
    if (granted === 'refused') return { kind: 'refused', present };
    const write = granted === 'write';
    // entered before the image is open, so that nobody comes in between
    const place: Link = {
      machine: machine.id,
      userid: machine.userid,
      address: as,
      owner,
      device,
      write,
      handle: -1,
      shape: disk.shape,
    };
    this.#links.add(place);
    try {
      const opened = await this.#store.open(owner, device, disk.shape, !write);
      const { handle } = opened;
      if (!this.#links.has(place)) {
        // logged off meanwhile
        await this.#store.close(handle);
        return { kind: 'io-error', text: 'no longer logged on' };
      }
      this.#links.add({ ...place, handle, shape: opened.disk });
      const spec = { address: as, handle, ...opened.disk, readOnly: !write };
      const shared = presentText(present);
      const forced = granted === 'forced-read';
      return { kind: 'linked', spec, shared, forced, write, sharing: sharing(present) };
    } catch (error) {
      this.#cp.operator(`DASD ${owner} ${four(device)}: ${String(error)}`);
      const text = error instanceof ImageFault ? error.message : 'image cannot be opened';
      return { kind: 'io-error', text };
    } finally {
      this.#links.delete(place);
    }
  }

  /** DEFINE: a disk of the machine's own until it is detached; or why there is none. */
  async define(
    machine: Machine,
    address: number,
    shape: DiskShape,
    temporary: 'TDSK' | 'VDSK',
  ): Promise<DeviceSpec | string> {
    const place: Link = {
      machine: machine.id,
      userid: machine.userid,
      address,
      // no directory entry has it, so that nobody can link it
      owner: '',
      device: address,
      write: true,
      handle: -1,
      shape,
      temporary,
    };
    this.#links.add(place);
    try {
      const mine = [...this.#links].filter((one) => one.machine === machine.id && one.temporary);
      const sum = mine.reduce((bytes, one) => bytes + shapeBytes(one.shape), 0);
      if (sum > MOST_TEMPORARY) return 'temporary space not available';
      const { handle, disk } = await this.#store.openTemporary(shape);
      if (!this.#links.has(place)) {
        // logged off meanwhile
        await this.#store.close(handle);
        return 'no longer logged on';
      }
      this.#links.add({ ...place, handle });
      return { address, handle, ...disk, readOnly: false };
    } catch (error) {
      this.#cp.operator(`DASD ${four(address)} of ${machine.userid}: ${String(error)}`);
      return 'temporary space not available';
    } finally {
      this.#links.delete(place);
    }
  }

  /** Links that there are to a disk. */
  present(owner: string, device: number): PresentLinks {
    const links = this.linksTo(owner, device);
    return {
      writers: links.filter((link) => link.write).map((link) => link.userid),
      readers: links.filter((link) => !link.write).map((link) => link.userid),
    };
  }

  /** All links to a disk, in the order they were made. */
  linksTo(owner: string, device: number): readonly Link[] {
    return [...this.#links].filter((link) => link.owner === owner && link.device === device);
  }

  /** The link behind a device of a machine. */
  linkAt(machine: Machine, address: number): Link | undefined {
    return [...this.#links].find(
      (link) => link.machine === machine.id && link.address === address && link.handle >= 0,
    );
  }

  /** Lets go of a link: DETACH, after the processor has let go of the device. */
  async unlink(machine: Machine, address: number): Promise<void> {
    const link = this.linkAt(machine, address);
    if (!link) return;
    this.#links.delete(link);
    await this.#close(link);
  }

  /** The device has another address. */
  renumbered(machine: Machine, address: number, to: number): void {
    const link = [...this.#links].find(
      (one) => one.machine === machine.id && one.address === address && one.handle >= 0,
    );
    if (link !== undefined) link.address = to;
  }

  /** What is typed about an outcome, with the number of the message; undefined: nothing. */
  outcomeText(
    outcome: LinkOutcome,
    owner: string,
    device: number,
    as: number,
  ): string | { readonly number: MessageNumber; readonly inserts: readonly string[] } | undefined {
    const disk = `${owner} ${four(device)}`;
    const message = (number: MessageNumber, ...inserts: readonly string[]) => ({ number, inserts });
    switch (outcome.kind) {
      case 'no-disk':
        return message(107, disk);
      case 'io-error':
        return message(152, disk, outcome.text);
      case 'refused': {
        return message(REFUSED[sharing(outcome.present)], disk, presentText(outcome.present));
      }
      case 'linked': {
        const dasd = `DASD ${deviceText(as)}`;
        if (outcome.forced) {
          return message(FORCED[outcome.sharing], dasd, outcome.shared);
        }
        if (outcome.shared === '') return undefined;
        const access = outcome.write ? 'R/W' : 'R/O';
        return `${dasd} LINKED ${access}; ${outcome.shared}`;
      }
    }
  }

  /** Counts a wrong password; false when the machine has had its tries. */
  mayTry(machine: Machine): boolean {
    return (this.#wrong.get(machine.id) ?? 0) < WRONG_PASSWORDS;
  }

  /** Counts a wrong password; how many there are now. */
  wrongPassword(machine: Machine): number {
    const count = (this.#wrong.get(machine.id) ?? 0) + 1;
    this.#wrong.set(machine.id, count);
    return count;
  }

  temporary(machine: Machine, address: number): boolean {
    return this.linkAt(machine, address)?.temporary !== undefined;
  }

  async ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const link = this.linkAt(machine, address);
    if (!link || ask.kind !== 'sync') return { kind: 'refused' };
    if (!link.write || link.temporary !== undefined) return { kind: 'done' };
    try {
      await this.#store.sync(link.handle);
      return { kind: 'done' };
    } catch (error) {
      const disk = `${link.owner} ${four(link.device)}`;
      this.#cp.operator(`DASD ${disk} of ${machine.userid}: ${String(error)}`);
      return { kind: 'refused' };
    }
  }

  async logoff(machine: Machine): Promise<void> {
    this.#wrong.delete(machine.id);
    const mine = [...this.#links].filter((link) => link.machine === machine.id);
    for (const link of mine) {
      this.#links.delete(link);
      if (link.handle >= 0) await this.#close(link);
    }
  }

  describe(machine: Machine, address: number): readonly string[] {
    const link = this.linkAt(machine, address);
    if (!link) return [];
    const access = link.write ? 'R/W' : 'R/O';
    const places = [...machine.devices.keys()].sort((a, b) => a - b);
    const volume = (link.temporary ? `(${link.temporary})` : link.owner.slice(0, 6)).padEnd(6);
    const subchannel = four(places.indexOf(address));
    const device = four(address);
    return [
      `DASD ${device} ${shapeText(link.shape, volume, access)} ON DASD  ${link.temporary ?? four(link.device)} SUBCHANNEL = ${subchannel}`,
    ];
  }

  /** Orderly end: what was written is durable. */
  async stop(): Promise<void> {
    for (const link of [...this.#links]) {
      this.#links.delete(link);
      if (link.handle >= 0) await this.#close(link);
    }
  }

  async #close(link: Link): Promise<void> {
    try {
      if (link.write && link.temporary === undefined) await this.#store.sync(link.handle);
    } catch (error) {
      this.#cp.operator(`DASD ${link.owner} ${four(link.device)}: ${String(error)}`);
    }
    try {
      await this.#store.close(link.handle);
    } catch (error) {
      this.#cp.operator(`DASD ${link.owner} ${four(link.device)}: ${String(error)}`);
    }
  }
}

/** Bytes that a disk may come to take. */
function shapeBytes(shape: DiskShape): number {
  if (shape.type === 'fba') return shape.blocks * 512;
  const geometry = CKD_GEOMETRIES[shape.model];
  return shape.cylinders * geometry.heads * slotBytes(geometry);
}

/** `9336 ALICE  R/W      20000 BLK`, `3350 ALICE  R/W        100 CYL`. */
function shapeText(shape: DiskShape, volume: string, access: string): string {
  const [type, size, unit] =
    shape.type === 'fba'
      ? ['9336', shape.blocks, 'BLK']
      : [CKD_GEOMETRIES[shape.model].type, shape.cylinders, 'CYL'];
  return `${type} ${volume} ${access} ${String(size).padStart(10)} ${unit}`;
}

/** What is in the way, as the numbers of the messages count: 0 somebody writes, 1 somebody reads, 2 both. */
function sharing(present: PresentLinks): Sharing {
  if (present.writers.length === 0) return 1;
  return present.readers.length === 0 ? 0 : 2;
}
