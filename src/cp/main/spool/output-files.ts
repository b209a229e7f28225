/**
 * The files that virtual punches, printers and console logs write: opened within the user's quota, allowed to grow a
 * step at a time, and queued or dropped at the end. (CP Command Reference: SPOOL, CLOSE.)
 */
import type { UnitAnswer } from '../../../devices/unit.js';
import type { ClosedOutput } from '../../protocol.js';
import type { Machine } from '../cp-services.js';
import { fullMessage } from '../messages-table.js';
import { enterQueue } from './enter-queue.js';
import type { SpoolCore } from './spool-core.js';
import type { UnitSettings } from './spool-settings.js';
import type { SpoolUnit } from './spool-units.js';
import type { UnitsInUse } from './units-in-use.js';

/** First limit of a file, and by how much it is raised on demand. */
const STEP = 1024 * 1024;

/** CLOSE with operands: what differs from the unit's settings, for this file only. */
export interface CloseOptions {
  readonly settings?: Partial<UnitSettings>;
  /** Drop the file instead of queueing it. */
  readonly purge?: boolean;
}

/** What the output units of all machines write. */
export class OutputFiles {
  readonly #core: SpoolCore;
  readonly #units: UnitsInUse;

  constructor(core: SpoolCore, units: UnitsInUse) {
    this.#core = core;
    this.#units = units;
  }

  /** A punch or printer wants a file. */
  async open(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    if (unit.kind !== 'PUN' && unit.kind !== 'PRT') return { kind: 'refused' };
    if (unit.output) this.drop(machine.userid, unit);
    const opened = await this.make(machine.userid, unit);
    if (!opened) return { kind: 'refused' };
    if (this.#units.isGone(machine, unit)) {
      this.drop(machine.userid, unit);
      return { kind: 'refused' };
    }
    return { kind: 'output', handle: opened.handle, limit: opened.limit };
  }

  /** Opens an output file within the quota; says so when the quota forbids it. */
  async make(
    userid: string,
    unit: SpoolUnit,
  ): Promise<{ readonly handle: number; readonly limit: number } | undefined> {
    const limit = Math.min(STEP, this.#core.limits.fileBytes);
    const id = this.#core.queues.reserve(userid);
    if (id === undefined) {
      this.#refuse(userid, unit, 'spool file limit reached');
      return undefined;
    }
    if (!this.#core.grant(userid, limit)) {
      this.#core.queues.release(userid, id);
      this.#refuse(userid, unit, 'spool space limit reached; PURGE files');
      return undefined;
    }
    try {
      const { handle } = await this.#core.store.create();
      unit.output = { handle, id, limit, confirmed: false };
      unit.refusal = undefined;
      return { handle, limit };
    } catch (error) {
      this.#core.queues.release(userid, id);
      this.#core.promise(userid, -limit);
      this.#core.cp.operator(`SPOOL: ${userid} ${unit.kind}: ${String(error)}`);
      this.#refuse(userid, unit, 'spool I/O error');
      return undefined;
    }
  }

  /** A file has come to its limit. */
  raise(machine: Machine, unit: SpoolUnit): UnitAnswer {
    const { output } = unit;
    if (!output) return { kind: 'refused' };
    output.confirmed = true;
    const step = Math.min(STEP, this.#core.limits.fileBytes - output.limit);
    if (step <= 0 || !this.#core.grant(machine.userid, step)) {
      this.#refuse(machine.userid, unit, 'spool space limit reached; CLOSE or PURGE files');
      return { kind: 'refused' };
    }
    output.limit += step;
    unit.refusal = undefined;
    return { kind: 'output', handle: output.handle, limit: output.limit };
  }

  /**
   * CLOSE of a punch or printer: what the unit wrote becomes a queued file. Resolves when it is durable and
   * announced; a file that could not be made durable is dropped and said.
   */
  async close(
    machine: Machine,
    unit: SpoolUnit,
    written: ClosedOutput,
    options: CloseOptions = {},
  ): Promise<void> {
    const { output } = unit;
    if (!output) return;
    if (written.handle !== output.handle || written.records === 0 || options.purge) {
      this.drop(machine.userid, unit);
      return;
    }
    unit.output = undefined;
    if (unit.kind !== 'CON') this.#units.of(machine).records[unit.kind] += written.records;
    this.#core.promise(machine.userid, -output.limit);
    const settings = { ...unit.settings, ...options.settings };
    await enterQueue(this.#core, machine.userid, unit.kind, output.id, written, settings);
  }

  /** What the unit has written is given up. */
  drop(userid: string, unit: SpoolUnit): void {
    const { output } = unit;
    if (!output) return;
    unit.output = undefined;
    this.#core.queues.release(userid, output.id);
    this.#core.promise(userid, -output.limit);
    this.#core.store.abandon(output.handle).catch((error: unknown) => {
      this.#core.cp.operator(`SPOOL: abandon: ${String(error)}`);
    });
  }

  /** Says why a device is not ready: once, however often its guest tries. */
  #refuse(userid: string, unit: SpoolUnit, why: string): void {
    if (unit.refusal === why) return;
    unit.refusal = why;
    const address = unit.address.toString(16).toUpperCase().padStart(4, '0');
    this.#core.cp.notify(userid, fullMessage('SPX', 425, `${unit.kind} ${address}`, why));
  }
}
