/** What the spool knows of the unit-record devices and the console of one logged-on machine. */
import type { SpoolFile } from '../../ports/spool-store.js';
import type { InputFunction } from '../../spool-input.js';
import type { Machine } from '../cp-services.js';
import type { ConsoleLog } from './console-log.js';
import { initialSettings, type UnitKind, type UnitSettings } from './spool-settings.js';

/** A file that a punch or printer writes. */
export interface OpenOutput {
  readonly handle: number;
  /** Spool id promised in the user's own queues. */
  readonly id: number;
  limit: number;
  /** The unit has shown that it has the handle. */
  confirmed: boolean;
}

/** A file that a reader reads. */
export interface OpenInput {
  readonly handle: number;
  readonly file: SpoolFile;
  /** Bytes behind the header. */
  readonly bytes: number;
  /** Where DIAGNOSE X'14' is in it; undefined when the reader itself reads it. */
  place: InputPlace | undefined;
}

/** The spool buffers of a file that a guest was given by DIAGNOSE X'14'. */
export interface InputPlace {
  /** Where each buffer starts in the records, up to the one given last. */
  readonly starts: number[];
  /** Where the next one starts. */
  next: number;
  /** How often the file is still read while the reader is SPOOL CONT. */
  copies: number;
}

/** One unit. */
export interface SpoolUnit {
  address: number;
  readonly kind: UnitKind;
  settings: UnitSettings;
  output: OpenOutput | undefined;
  input: OpenInput | undefined;
  /** Order of the file whose block DIAGNOSE X'14' gave last, and which kind was asked for. */
  listed: { readonly what: InputFunction; readonly order: number } | undefined;
  /** Console only: the log, and whether lines are being added. */
  log: ConsoleLog | undefined;
  started: boolean;
  /** Why output was refused, when the user has been told. */
  refusal: string | undefined;
}

const kinds: Readonly<Record<string, UnitKind>> = {
  reader: 'RDR',
  punch: 'PUN',
  printer: 'PRT',
  console: 'CON',
};

/** The units of one machine. */
export class MachineUnits {
  readonly #machine: Machine;
  readonly #units = new Map<number, SpoolUnit>();
  /** Records that went through its units since logon. */
  readonly records = { RDR: 0, PRT: 0, PUN: 0 };

  constructor(machine: Machine) {
    this.#machine = machine;
    const { entry } = machine;
    this.#add(entry.console.device, 'CON', 'T');
    for (const { device, type, class: letter } of entry.spool) {
      this.#add(device, kinds[type] ?? 'PUN', letter);
    }
  }

  /** The unit at an address, also of a device that was defined after logon; undefined for other devices. */
  at(address: number): SpoolUnit | undefined {
    const unit = this.#units.get(address);
    const type = this.#machine.devices.get(address)?.spec.type;
    const kind = type === undefined ? undefined : kinds[type];
    // a device of the same kind may have been detached and defined anew: it is then another unit
    if (unit !== undefined) return kind === undefined || kind === unit.kind ? unit : undefined;
    if (kind === undefined) return undefined;
    return this.#add(address, kind, kind === 'RDR' ? '*' : 'A');
  }

  /** All units, by address; those that are attached now. */
  all(): readonly SpoolUnit[] {
    for (const address of this.#machine.devices.keys()) this.at(address);
    return [...this.#units.values()]
      .filter((unit) => this.#machine.devices.has(unit.address))
      .sort((a, b) => a.address - b.address);
  }

  /** Everything that may still hold a file, attached or not. */
  everything(): readonly SpoolUnit[] {
    return [...this.#units.values()];
  }

  forget(address: number): void {
    this.#units.delete(address);
  }

  /** The unit has another address; what it has open goes with it. */
  renumber(address: number, to: number): void {
    const unit = this.#units.get(address);
    if (unit === undefined) return;
    this.#units.delete(address);
    unit.address = to;
    this.#units.set(to, unit);
  }

  #add(address: number, kind: UnitKind, letter: string): SpoolUnit {
    const unit: SpoolUnit = {
      address,
      kind,
      settings: initialSettings(kind, letter, this.#machine.entry.distribution),
      output: undefined,
      input: undefined,
      listed: undefined,
      log: undefined,
      started: false,
      refusal: undefined,
    };
    this.#units.set(address, unit);
    return unit;
  }
}
