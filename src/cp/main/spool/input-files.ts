/**
 * The files that virtual readers read: the next one of the queue opened, kept, held or removed at the end, and
 * put back where it was when the machine loses it. (CP Command Reference: SPOOL, CLOSE.)
 */
import type { UnitAnswer } from '../../../devices/unit.js';
import type { SpoolFile } from '../../ports/spool-store.js';
import type { Machine } from '../cp-services.js';
import type { SpoolCore } from './spool-core.js';
import type { SpoolUnit } from './spool-units.js';
import type { UnitsInUse } from './units-in-use.js';

/** What the readers of all machines read. */
export class InputFiles {
  readonly #core: SpoolCore;
  readonly #units: UnitsInUse;

  constructor(core: SpoolCore, units: UnitsInUse) {
    this.#core = core;
    this.#units = units;
  }

  /** Opens the file that a reader takes next; one that it had open goes back. */
  async open(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    if (unit.kind !== 'RDR') return { kind: 'refused' };
    // the unit has lost its place (it was made anew): from the beginning
    this.back(unit);
    const file = this.#core.queues.next(machine.userid, unit.settings.class);
    if (!file) return { kind: 'none' };
    this.#core.queues.use(file);
    try {
      const { handle, bytes } = await this.#core.store.open(file.owner, file.id);
      // another processor of the machine was faster, by a channel program or DIAGNOSE X'14': what it has stays open
      if (unit.input !== undefined) {
        this.#core.queues.letGo(file);
        await this.#core.store.close(handle);
        return { kind: 'none' };
      }
      unit.input = { handle, file, bytes, place: undefined };
      if (this.#units.isGone(machine, unit)) {
        this.back(unit);
        return { kind: 'none' };
      }
      return { kind: 'input', handle, spoolid: file.id, bytes };
    } catch (error) {
      this.#core.queues.letGo(file);
      this.#core.cp.operator(`SPOOL: ${machine.userid} RDR FILE ${file.id}: ${String(error)}`);
      return { kind: 'none' };
    }
  }

  /** A reader has come to the end of its file: with CONT the next one follows. */
  async ended(machine: Machine, unit: SpoolUnit): Promise<UnitAnswer> {
    await this.close(machine, unit);
    if (!unit.settings.cont) return { kind: 'done' };
    // SPOOL CONT: the files follow each other as one; at the last end of file, as EOF and NOEOF say
    const next = await this.open(machine, unit);
    if (next.kind === 'input' || !unit.settings.eof) return next;
    return { kind: 'done' };
  }

  /** CLOSE of a reader: the file goes, or stays as HOLD and KEEP say. */
  async close(
    machine: Machine,
    unit: SpoolUnit,
    options: { readonly hold?: boolean; readonly keep?: boolean } = {},
  ): Promise<void> {
    const { input } = unit;
    if (!input) return;
    unit.input = undefined;
    this.#units.of(machine).records.RDR += input.file.records;
    await this.#core.store.close(input.handle);
    const keep = options.keep ?? (unit.settings.keep || input.file.keep);
    const hold = options.hold ?? unit.settings.hold;
    try {
      if (keep) {
        const { file } = input;
        const present = this.#core.queues.find(file.owner, file.id) ?? file;
        const held: SpoolFile = { ...present, hold: 'USER', keep: true };
        await this.#core.store.change({ put: [held] });
        this.#core.queues.letGo(input.file);
        this.#core.queues.put(held);
      } else if (!hold) {
        await this.#core.store.change({ remove: [{ owner: input.file.owner, id: input.file.id }] });
        this.#core.queues.remove(input.file);
      }
    } catch (error) {
      this.#core.cp.operator(
        `SPOOL: ${machine.userid} RDR FILE ${input.file.id}: ${String(error)}`,
      );
    }
    this.#core.queues.letGo(input.file);
  }

  /** An input file goes back into the reader, where it was. */
  back(unit: SpoolUnit): void {
    const { input } = unit;
    if (!input) return;
    unit.input = undefined;
    this.#core.queues.letGo(input.file);
    this.#core.store.close(input.handle).catch((error: unknown) => {
      this.#core.cp.operator(`SPOOL: close: ${String(error)}`);
    });
  }
}
