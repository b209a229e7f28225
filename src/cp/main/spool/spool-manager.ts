/**
 * The spool: cards and lines go from virtual punches, printers and console logs to files in users'
 * queues, and from there to virtual readers. A file is announced when the store says that it is durable.
 * (CP Command Reference: SPOOL, CLOSE, TRANSFER; VM/370 System Logic, "Spool file management".)
 */
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import { encodeRecord } from '../../../shared/spool-record.js';
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';
import type { ServiceAnswer } from '../../guest-services.js';
import type { ClosedOutput, DeviceSpec } from '../../protocol.js';
import type { InputAsk } from '../../spool-input.js';
import type { CardFile, Machine, SpoolService } from '../cp-services.js';
import type { TimeZone } from '../time-text.js';
import { ConsoleLog } from './console-log.js';
import { enterQueue } from './enter-queue.js';
import { GuestInput } from './guest-input.js';
import type { SpoolCore } from './spool-core.js';
import { describeUnit, type UnitSettings } from './spool-settings.js';
import { filesText } from './spool-texts.js';
import { MachineUnits, type SpoolUnit } from './spool-units.js';

/** Punch, feed and select stacker 1 (IBM 2540). */
const PUNCHED = 0x01;
/** First limit of a file, and by how much it is raised on demand. */
const STEP = 1024 * 1024;

/** CLOSE with operands: what differs from the unit's settings, for this file only. */
export interface CloseOptions {
  readonly settings?: Partial<UnitSettings>;
  /** Drop the file instead of queueing it. */
  readonly purge?: boolean;
}

/** The spool service, with what the spool commands need beyond it. */
export class SpoolManager implements SpoolService {
  readonly core: SpoolCore;
  readonly #machines = new Map<number, MachineUnits>();
  readonly #guestInput = new GuestInput(this);

  constructor(core: SpoolCore) {
    this.core = core;
  }

  async start(): Promise<void> {
    await this.core.store.start();
    this.core.queues.load(this.core.store.files());
  }

  stop(): Promise<void> {
    return this.core.store.stop();
  }

  logon(machine: Machine): readonly DeviceSpec[] {
    this.#machines.set(machine.id, new MachineUnits(machine));
    return machine.entry.spool.map(({ device, type }) => ({ address: device, type }));
  }

  filesLine(userid: string): string {
    return filesText(this.core.queues.counts(userid));
  }

  records(machine: Machine): Readonly<Record<SpoolQueue, number>> {
    return this.#unitsOf(machine).records;
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
    return this.#unitsOf(machine).at(address);
  }

  readers(machine: Machine, letter: string): readonly number[] {
    return this.units(machine)
      .filter(({ kind, settings }) => kind === 'RDR' && ['*', letter].includes(settings.class))
      .map(({ address }) => address);
  }

  units(machine: Machine): readonly SpoolUnit[] {
    return this.#unitsOf(machine).all();
  }

  async ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const unit = this.unit(machine, address);
    if (unit === undefined) return { kind: 'refused' };
    switch (ask.kind) {
      case 'open-input':
        return this.openInput(machine, unit);
      case 'input-ended':
        return this.#inputEnded(machine, unit);
      case 'open-output':
        return this.#openOutput(machine, unit);
      case 'output-limit':
        return this.#raiseLimit(machine, unit);
      default:
        return { kind: 'refused' };
    }
  }

  withdrawn(machine: Machine, address: number, answer: UnitAnswer): void {
    const unit = this.unit(machine, address);
    if (unit === undefined) return;
    if (answer.kind === 'input' && unit.input?.handle === answer.handle) this.#inputBack(unit);
    const { output } = unit;
    if (answer.kind === 'output' && output?.handle === answer.handle && !output.confirmed) {
      this.#dropOutput(machine.userid, unit);
    }
  }

  reset(machine: Machine): void {
    for (const unit of this.#unitsOf(machine).everything()) this.#inputBack(unit);
  }

  async logoff(machine: Machine, closed: ReadonlyMap<number, ClosedOutput>): Promise<void> {
    const written = new Map([...closed.values()].map((one) => [one.handle, one]));
    const units = this.#unitsOf(machine).everything();
    // from here on what the store still opens for this machine is closed again
    this.#machines.delete(machine.id);
    machine.console.spool(undefined);
    for (const unit of units) {
      this.#inputBack(unit);
      const { output } = unit;
      if (output) {
        const what = written.get(output.handle) ?? { handle: -1, records: 0, bytes: 0 };
        await this.closeOutput(machine, unit, what);
      }
      if (unit.kind === 'CON') await this.closeConsole(machine, unit);
    }
  }

  lost(machine: Machine): Promise<void> {
    for (const unit of this.#unitsOf(machine).everything()) {
      this.#inputBack(unit);
      if (unit.output) {
        this.core.cp.notify(
          machine.userid,
          `${unit.kind} FILE open when the processor failed is lost`,
        );
        this.#dropOutput(machine.userid, unit);
      }
    }
    return Promise.resolve();
  }

  /** The device is detached: the caller closed its output before. */
  detached(machine: Machine, address: number): void {
    const units = this.#unitsOf(machine);
    const unit = units.everything().find((one) => one.address === address);
    if (!unit) return;
    this.#inputBack(unit);
    units.forget(address);
  }

  /** The device has another address. */
  renumbered(machine: Machine, address: number, to: number): void {
    this.#unitsOf(machine).renumber(address, to);
  }

  /**
   * CLOSE of a punch or printer: what the unit wrote becomes a queued file. Resolves when it is durable and
   * announced; a file that could not be made durable is dropped and said.
   */
  async closeOutput(
    machine: Machine,
    unit: SpoolUnit,
    written: ClosedOutput,
    options: CloseOptions = {},
  ): Promise<void> {
    const { output } = unit;
    if (!output) return;
    if (written.handle !== output.handle || written.records === 0 || options.purge) {
      this.#dropOutput(machine.userid, unit);
      return;
    }
    unit.output = undefined;
    if (unit.kind !== 'CON') this.#unitsOf(machine).records[unit.kind] += written.records;
    this.core.promise(machine.userid, -output.limit);
    const settings = { ...unit.settings, ...options.settings };
    await enterQueue(this.core, machine.userid, unit.kind, output.id, written, settings);
  }

  /** CLOSE of a reader: the file goes, or stays as HOLD and KEEP say. */
  async closeInput(
    machine: Machine,
    unit: SpoolUnit,
    options: { readonly hold?: boolean; readonly keep?: boolean } = {},
  ): Promise<void> {
    const { input } = unit;
    if (!input) return;
    unit.input = undefined;
    this.#unitsOf(machine).records.RDR += input.file.records;
    await this.core.store.close(input.handle);
    const keep = options.keep ?? (unit.settings.keep || input.file.keep);
    const hold = options.hold ?? unit.settings.hold;
    try {
      if (keep) {
        const { file } = input;
        const present = this.core.queues.find(file.owner, file.id) ?? file;
        const held: SpoolFile = { ...present, hold: 'USER', keep: true };
        await this.core.store.change({ put: [held] });
        this.core.queues.letGo(input.file);
        this.core.queues.put(held);
      } else if (!hold) {
        await this.core.store.change({ remove: [{ owner: input.file.owner, id: input.file.id }] });
        this.core.queues.remove(input.file);
      }
    } catch (error) {
      this.core.cp.operator(`SPOOL: ${machine.userid} RDR FILE ${input.file.id}: ${String(error)}`);
    }
    this.core.queues.letGo(input.file);
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
    await this.closeOutput(machine, unit, written ?? none, options);
  }

  /** The units of a machine; of one that is not logged on, as they would be at logon. */
  #unitsOf(machine: Machine): MachineUnits {
    return this.#machines.get(machine.id) ?? new MachineUnits(machine);
  }

  /** The machine was logged off, or the device detached, while the store worked for it. */
  #isGone(machine: Machine, unit: SpoolUnit): boolean {
    return this.#machines.get(machine.id)?.everything().includes(unit) !== true;
  }

  /** Opens the file that a reader takes next; one that it had open goes back. */
  async openInput(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    if (unit.kind !== 'RDR') return { kind: 'refused' };
    // the unit has lost its place (it was made anew): from the beginning
    this.#inputBack(unit);
    const file = this.core.queues.next(machine.userid, unit.settings.class);
    if (!file) return { kind: 'none' };
    this.core.queues.use(file);
    try {
      const { handle, bytes } = await this.core.store.open(file.owner, file.id);
      // another processor of the machine was faster, by a channel program or DIAGNOSE X'14': what it has stays open
      if (unit.input !== undefined) {
        this.core.queues.letGo(file);
        await this.core.store.close(handle);
        return { kind: 'none' };
      }
      unit.input = { handle, file, bytes, place: undefined };
      if (this.#isGone(machine, unit)) {
        this.#inputBack(unit);
        return { kind: 'none' };
      }
      return { kind: 'input', handle, spoolid: file.id, bytes };
    } catch (error) {
      this.core.queues.letGo(file);
      this.core.cp.operator(`SPOOL: ${machine.userid} RDR FILE ${file.id}: ${String(error)}`);
      return { kind: 'none' };
    }
  }

  async #inputEnded(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    await this.closeInput(machine, unit);
    if (!unit.settings.cont) return { kind: 'done' };
    // SPOOL CONT: the files follow each other as one; at the last end of file, as EOF and NOEOF say
    const next = await this.openInput(machine, unit);
    if (next.kind === 'input' || !unit.settings.eof) return next;
    return { kind: 'done' };
  }

  async #openOutput(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    if (unit.kind !== 'PUN' && unit.kind !== 'PRT') return { kind: 'refused' };
    if (unit.output) this.#dropOutput(machine.userid, unit);
    const opened = await this.#newOutput(machine.userid, unit);
    if (!opened) return { kind: 'refused' };
    if (this.#isGone(machine, unit)) {
      this.#dropOutput(machine.userid, unit);
      return { kind: 'refused' };
    }
    return { kind: 'output', handle: opened.handle, limit: opened.limit };
  }

  /** Opens an output file within the quota; says so when the quota forbids it. */
  async #newOutput(
    userid: string,
    unit: SpoolUnit,
  ): Promise<{ readonly handle: number; readonly limit: number } | undefined> {
    const limit = Math.min(STEP, this.core.limits.fileBytes);
    const id = this.core.queues.reserve(userid);
    if (id === undefined) {
      this.#refuse(userid, unit, 'spool file limit reached');
      return undefined;
    }
    if (!this.core.grant(userid, limit)) {
      this.core.queues.release(userid, id);
      this.#refuse(userid, unit, 'spool space limit reached; PURGE files');
      return undefined;
    }
    try {
      const { handle } = await this.core.store.create();
      unit.output = { handle, id, limit, confirmed: false };
      unit.refusal = undefined;
      return { handle, limit };
    } catch (error) {
      this.core.queues.release(userid, id);
      this.core.promise(userid, -limit);
      this.core.cp.operator(`SPOOL: ${userid} ${unit.kind}: ${String(error)}`);
      this.#refuse(userid, unit, 'spool I/O error');
      return undefined;
    }
  }

  /** Says why a device is not ready: once, however often its guest tries. */
  #refuse(userid: string, unit: SpoolUnit, why: string): void {
    if (unit.refusal === why) return;
    unit.refusal = why;
    const address = unit.address.toString(16).toUpperCase().padStart(4, '0');
    this.core.cp.notify(userid, `HCPSPX425E ${unit.kind} ${address} not ready; ${why}`);
  }

  #raiseLimit(machine: Machine, unit: SpoolUnit): UnitAnswer {
    const { output } = unit;
    if (!output) return { kind: 'refused' };
    output.confirmed = true;
    const step = Math.min(STEP, this.core.limits.fileBytes - output.limit);
    if (step <= 0 || !this.core.grant(machine.userid, step)) {
      this.#refuse(machine.userid, unit, 'spool space limit reached; CLOSE or PURGE files');
      return { kind: 'refused' };
    }
    output.limit += step;
    unit.refusal = undefined;
    return { kind: 'output', handle: output.handle, limit: output.limit };
  }

  /** An input file goes back into the reader, where it was. */
  #inputBack(unit: SpoolUnit): void {
    const { input } = unit;
    if (!input) return;
    unit.input = undefined;
    this.core.queues.letGo(input.file);
    this.core.store.close(input.handle).catch((error: unknown) => {
      this.core.cp.operator(`SPOOL: close: ${String(error)}`);
    });
  }

  #dropOutput(userid: string, unit: SpoolUnit): void {
    const { output } = unit;
    if (!output) return;
    unit.output = undefined;
    this.core.queues.release(userid, output.id);
    this.core.promise(userid, -output.limit);
    this.core.store.abandon(output.handle).catch((error: unknown) => {
      this.core.cp.operator(`SPOOL: abandon: ${String(error)}`);
    });
  }

  #newLog(machine: Machine, unit: SpoolUnit): ConsoleLog {
    const open = async () => {
      const output = await this.#newOutput(machine.userid, unit);
      return output && { ...output };
    };
    const more = () => {
      const answer = this.#raiseLimit(machine, unit);
      return answer.kind === 'output' ? answer.limit : undefined;
    };
    return new ConsoleLog(this.core.files, { open, more }, () => {
      this.consoleLog(machine, unit, false);
      this.core.cp.notify(machine.userid, 'HCPSPX425E Console spooling stopped');
    });
  }
}
