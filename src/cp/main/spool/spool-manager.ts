/**
 * The spool: cards and lines go from virtual punches, printers and console logs to files in users'
 * queues, and from there to virtual readers. A file is announced when the store says that it is durable.
 * (CP Command Reference: SPOOL, CLOSE, TRANSFER; VM/370 System Logic, "Spool file management".)
 */
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import { encodeRecord } from '../../../shared/spool-record.js';
import type { SpoolQueue } from '../../ports/spool-store.js';
import type { ServiceAnswer } from '../../guest-services.js';
import type { ClosedOutput, DeviceSpec } from '../../protocol.js';
import type { InputAsk } from '../../spool-input.js';
import type { CardFile, Machine, SpoolService } from '../cp-services.js';
import type { TimeZone } from '../time-text.js';
import { fullMessage } from '../messages-table.js';
import { ConsoleLog } from './console-log.js';
import { GuestInput } from './guest-input.js';
import { InputFiles } from './input-files.js';
import { OutputFiles, type CloseOptions } from './output-files.js';
import type { SpoolCore } from './spool-core.js';
import { describeUnit } from './spool-settings.js';
import { filesText } from './spool-texts.js';
import type { SpoolUnit } from './spool-units.js';
import { UnitsInUse } from './units-in-use.js';

/** Punch, feed and select stacker 1 (IBM 2540). */
const PUNCHED = 0x01;

/** The spool service, with what the spool commands need beyond it. */
export class SpoolManager implements SpoolService {
  readonly core: SpoolCore;
  readonly input: InputFiles;
  readonly output: OutputFiles;
  readonly #units = new UnitsInUse();
  readonly #guestInput: GuestInput;

  constructor(core: SpoolCore) {
    this.core = core;
    this.input = new InputFiles(core, this.#units);
    this.output = new OutputFiles(core, this.#units);
    this.#guestInput = new GuestInput(this);
  }

  async start(): Promise<void> {
    await this.core.store.start();
    this.core.queues.load(this.core.store.files());
  }

  stop(): Promise<void> {
    return this.core.store.stop();
  }

  logon(machine: Machine): readonly DeviceSpec[] {
    this.#units.logon(machine);
    return machine.entry.spool.map(({ device, type }) => ({ address: device, type }));
  }

  filesLine(userid: string): string {
    return filesText(this.core.queues.counts(userid));
  }

  records(machine: Machine): Readonly<Record<SpoolQueue, number>> {
    return this.#units.of(machine).records;
  }

  describe(machine: Machine, address: number): readonly string[] {
    const unit = this.unit(machine, address);
    if (unit === undefined) return [];
    const open = unit.kind === 'CON' ? unit.log !== undefined : unit.output !== undefined;
    return describeUnit(
      {
        address,
        kind: unit.kind,
        settings: unit.settings,
        open: open || unit.input !== undefined,
        subchannel: [...machine.devices.keys()].sort((a, b) => a - b).indexOf(address),
        started: unit.started,
        ready: machine.devices.get(address)?.ready !== false,
      },
      machine.userid,
    );
  }

  guestInput(machine: Machine, ask: InputAsk, zone: TimeZone): Promise<ServiceAnswer> {
    return this.#guestInput.serve(machine, ask, zone);
  }

  /** A file of records that are made one after the other, for a reader (VMDUMP); `goesOn` false: it is given up. */
  async enterRecords(
    file: CardFile,
    parts: Iterable<readonly Uint8Array[]>,
    goesOn: () => boolean,
  ): Promise<'done' | 'no-room' | 'given-up'> {
    function* encoded(): Generator<readonly Uint8Array[]> {
      for (const part of parts) yield part.map((data) => encodeRecord(PUNCHED, data));
    }
    const whole = { ...file, device: 'PUN', dist: file.owner } as const;
    const entered = await this.core.insertParts(whole, encoded(), goesOn);
    return typeof entered === 'string' ? entered : 'done';
  }

  async enterCards(file: CardFile, cards: readonly Uint8Array[]): Promise<boolean> {
    const records = cards.map((card) => encodeRecord(PUNCHED, card));
    const { owner } = file;
    const whole = { ...file, device: 'PUN', dist: owner, records: records.length } as const;
    return (await this.core.insert(whole, Buffer.concat(records))) !== undefined;
  }

  unit(machine: Machine, address: number): SpoolUnit | undefined {
    return this.#units.of(machine).at(address);
  }

  readers(machine: Machine, letter: string): readonly number[] {
    return this.units(machine)
      .filter(({ kind, settings }) => kind === 'RDR' && ['*', letter].includes(settings.class))
      .map(({ address }) => address);
  }

  units(machine: Machine): readonly SpoolUnit[] {
    return this.#units.of(machine).all();
  }

  async ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const unit = this.unit(machine, address);
    if (unit === undefined) return { kind: 'refused' };
    switch (ask.kind) {
      case 'open-input':
        return this.input.open(machine, unit);
      case 'input-ended':
        return this.input.ended(machine, unit);
      case 'open-output':
        return this.output.open(machine, unit);
      case 'output-limit':
        return this.output.raise(machine, unit);
      default:
        return { kind: 'refused' };
    }
  }

  withdrawn(machine: Machine, address: number, answer: UnitAnswer): void {
    const unit = this.unit(machine, address);
    if (unit === undefined) return;
    if (answer.kind === 'input' && unit.input?.handle === answer.handle) this.input.back(unit);
    const { output } = unit;
    if (answer.kind === 'output' && output?.handle === answer.handle && !output.confirmed) {
      this.output.drop(machine.userid, unit);
    }
  }

  reset(machine: Machine): void {
    for (const unit of this.#units.of(machine).everything()) this.input.back(unit);
  }

  async logoff(machine: Machine, closed: ReadonlyMap<number, ClosedOutput>): Promise<void> {
    const written = new Map([...closed.values()].map((one) => [one.handle, one]));
    const units = this.#units.of(machine).everything();
    this.#units.logoff(machine);
    machine.console.spool(undefined);
    for (const unit of units) {
      this.input.back(unit);
      const { output } = unit;
      if (output) {
        const what = written.get(output.handle) ?? { handle: -1, records: 0, bytes: 0 };
        await this.output.close(machine, unit, what);
      }
      if (unit.kind === 'CON') await this.closeConsole(machine, unit);
    }
  }

  lost(machine: Machine): Promise<void> {
    for (const unit of this.#units.of(machine).everything()) {
      this.input.back(unit);
      if (unit.output) {
        this.core.cp.notify(
          machine.userid,
          `${unit.kind} FILE open when the processor failed is lost`,
        );
        this.output.drop(machine.userid, unit);
      }
    }
    return Promise.resolve();
  }

  /** The device is detached: the caller closed its output before. */
  detached(machine: Machine, address: number): void {
    const units = this.#units.of(machine);
    const unit = units.everything().find((one) => one.address === address);
    if (!unit) return;
    this.input.back(unit);
    units.forget(address);
  }

  /** The device has another address. */
  renumbered(machine: Machine, address: number, to: number): void {
    this.#units.of(machine).renumber(address, to);
  }

  /** SPOOL CONSOLE START and STOP. */
  consoleLog(machine: Machine, unit: SpoolUnit, start: boolean): void {
    unit.started = start;
    if (!start) {
      machine.console.spool(undefined);
      return;
    }
    machine.console.spool((line) => {
      unit.log ??= this.#newLog(machine, unit);
      unit.log.add(line);
    });
  }

  /** CLOSE of the console's log. */
  async closeConsole(machine: Machine, unit: SpoolUnit, options: CloseOptions = {}): Promise<void> {
    const { log } = unit;
    unit.log = undefined;
    const written = await log?.close();
    const none = { handle: -1, records: 0, bytes: 0 };
    await this.output.close(machine, unit, written ?? none, options);
  }

  #newLog(machine: Machine, unit: SpoolUnit): ConsoleLog {
    const open = async () => {
      const output = await this.output.make(machine.userid, unit);
      return output && { ...output };
    };
    const more = () => {
      const answer = this.output.raise(machine, unit);
      return answer.kind === 'output' ? answer.limit : undefined;
    };
    return new ConsoleLog(this.core.files, { open, more }, () => {
      this.consoleLog(machine, unit, false);
      this.core.cp.notify(machine.userid, fullMessage('SPX', 423));
    });
  }
}
