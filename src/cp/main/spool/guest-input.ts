/**
 * DIAGNOSE X'14' on main's side: a guest takes the files of its reader buffer by buffer (VM/370 System Programmer's
 * Guide, "DIAGNOSE Code X'14'"). A file that it has active is the open input file of the reader: CLOSE, a reset and
 * LOGOFF let go of it as of one that the reader reads. A reader that then reads by itself begins with a file anew.
 */
import { FILE_HEADER } from '../../../shared/spool-record.js';
import { AT_END, BUSY, FAILED, NOT_FOUND } from '../../guest-services.js';
import type { ServiceAnswer } from '../../guest-services.js';
import type { SpoolFile } from '../../ports/spool-store.js';
import { PAGE_BYTES } from '../../spool-input.js';
import type { InputAsk, InputFunction } from '../../spool-input.js';
import type { Machine } from '../cp-services.js';
import type { TimeZone } from '../time-text.js';
import { descriptor, fileBlock, spoolBuffer } from './spool-blocks.js';
import type { InputFiles } from './input-files.js';
import type { SpoolCore } from './spool-core.js';
import { reordered } from './spool-order.js';
import type { InputPlace, OpenInput, SpoolUnit } from './spool-units.js';

/** What is read of a file for one buffer: more than fits into it. */
const WINDOW = 2 * PAGE_BYTES;

/** What this needs of the spool. */
export interface InputSpool {
  readonly core: SpoolCore;
  readonly input: InputFiles;
  unit(machine: Machine, address: number): SpoolUnit | undefined;
}

/** An open file with a guest's place in it. */
type Active = OpenInput & { place: InputPlace };

/** Serves the functions of DIAGNOSE X'14'. */
export class GuestInput {
  readonly #spool: InputSpool;
  /** Readers for which a function is under way: another processor of the machine finds them busy. */
  readonly #working = new WeakSet<SpoolUnit>();
  /** By machine: spool ids of files whose descriptors it has been given one by one. */
  readonly #seen = new WeakMap<Machine, Set<number>>();

  constructor(spool: InputSpool) {
    this.#spool = spool;
  }

  /** One function. A failure of the host is told to the operator, and the guest. */
  async serve(machine: Machine, ask: InputAsk, zone: TimeZone): Promise<ServiceAnswer> {
    if (ask.what === 'descriptor') return this.#descriptor(machine, ask.value, zone);
    if (ask.what === 'unseen') return this.#unseen(machine, ask.value !== 0, zone);
    const unit = this.#spool.unit(machine, ask.reader);
    if (unit?.kind !== 'RDR') return { code: NOT_FOUND };
    if (this.#working.has(unit) || (unit.input !== undefined && unit.input.place === undefined)) {
      return { code: BUSY };
    }
    this.#working.add(unit);
    try {
      return await this.#perform(machine, unit, ask, zone);
    } catch (error) {
      this.#spool.core.cp.operator(`SPOOL: ${machine.userid} DIAGNOSE 14: ${String(error)}`);
      return { code: FAILED };
    } finally {
      this.#working.delete(unit);
    }
  }

  async #perform(
    machine: Machine,
    unit: SpoolUnit,
    { what, value }: InputAsk,
    zone: TimeZone,
  ): Promise<ServiceAnswer> {
    if (what === 'print-block' || what === 'punch-block') {
      return this.#block(machine, unit, what, zone);
    }
    // nothing that MONITOR collects goes to the spool
    if (what === 'monitor-block' || what === 'monitor-read') return { code: NOT_FOUND };
    if (what === 'select') return this.#select(machine, value);
    const active = activeOf(unit);
    if (what === 'read') {
      unit.listed = undefined;
      return active === undefined ? this.#open(machine, unit) : this.#next(machine, unit, active);
    }
    if (active === undefined) return { code: NOT_FOUND };
    if (what === 'repeat') return this.#repeat(active, value);
    unit.listed = undefined;
    const { length } = active.place.starts;
    const number = what === 'restart' ? 1 : what === 'again' ? length : length - 1;
    return this.#give(active, Math.max(1, number));
  }

  async #open(machine: Machine, unit: SpoolUnit): Promise<ServiceAnswer> {
    const opened = await this.#spool.input.open(machine, unit);
    const { input } = unit;
    if (input === undefined) return { code: NOT_FOUND };
    // the reader itself may have been faster: then the file is its
    if (opened.kind !== 'input' || opened.handle !== input.handle) return { code: BUSY };
    const place = { starts: [], next: 0, copies: input.file.copies };
    return this.#give(Object.assign(input, { place }), 1);
  }

  async #next(machine: Machine, unit: SpoolUnit, active: Active): Promise<ServiceAnswer> {
    const { place } = active;
    const { length } = place.starts;
    if (length === 0 || place.next < active.bytes) return this.#give(active, length + 1);
    if (!unit.settings.cont) return { code: AT_END };
    if (place.copies > 1) {
      place.copies--;
      return this.#give(active, 1);
    }
    await this.#spool.input.close(machine, unit);
    const { code, ...more } = await this.#open(machine, unit);
    return { code: code === NOT_FOUND ? AT_END : code, ...more };
  }

  /** Gives buffer `number`, at most the one behind the last; where the guest is changes only when it can be read. */
  #give({ handle, file, bytes, place }: Active, number: number): ServiceAnswer {
    const start = place.starts[number - 1] ?? place.next;
    const rest = bytes - start;
    const window = new Uint8Array(Math.min(WINDOW, rest));
    const got = this.#spool.core.files.readAt(handle, FILE_HEADER + start, window);
    const buffer = spoolBuffer(file, number, window.subarray(0, got), rest);
    if (buffer === undefined) return { code: FAILED };
    place.starts.length = number - 1;
    place.starts.push(start);
    place.next = start + buffer.taken;
    return { code: 0, bytes: buffer.page };
  }

  /** The next file of a kind that the reader could take; behind the last one, the end. */
  #block(machine: Machine, unit: SpoolUnit, what: InputFunction, zone: TimeZone): ServiceAnswer {
    const { queues } = this.#spool.core;
    const letter = unit.settings.class;
    const before = unit.listed?.what === what ? unit.listed : undefined;
    const file = queues
      .queue(machine.userid, 'RDR')
      .find(
        (one) =>
          isPrint(one) === (what === 'print-block') &&
          one.hold === 'NONE' &&
          (letter === '*' || one.class === letter) &&
          !queues.inUse(one) &&
          (before === undefined || one.order > before.order),
      );
    if (file === undefined) return { code: before === undefined ? NOT_FOUND : AT_END };
    unit.listed = { what, order: file.order };
    return { code: 0, bytes: fileBlock(file, false, zone) };
  }

  async #select(machine: Machine, id: number): Promise<ServiceAnswer> {
    const { core } = this.#spool;
    const queue = core.queues.queue(machine.userid, 'RDR');
    const file = queue.find((one) => one.id === id);
    if (file === undefined || core.queues.inUse(file)) return { code: NOT_FOUND };
    await core.change(reordered(queue, [file]));
    return { code: 0 };
  }

  async #repeat({ file, place }: Active, copies: number): Promise<ServiceAnswer> {
    const { core } = this.#spool;
    place.copies = copies;
    const present = core.queues.find(file.owner, file.id);
    if (present !== undefined) await core.change([{ ...present, copies }]);
    return { code: 0 };
  }

  /** The first file that has not been given since the beginning, or since it was to begin anew. */
  #unseen(machine: Machine, anew: boolean, zone: TimeZone): ServiceAnswer {
    const { queues } = this.#spool.core;
    const queue = queues.queue(machine.userid, 'RDR');
    // ids are used again: those of files that are gone are forgotten
    const before = (anew ? undefined : this.#seen.get(machine)) ?? new Set<number>();
    const seen = new Set(queue.map(({ id }) => id).filter((id) => before.has(id)));
    this.#seen.set(machine, seen);
    const file = queue.find(({ id }) => !seen.has(id));
    if (file === undefined) return { code: AT_END };
    seen.add(file.id);
    return { code: 0, bytes: descriptor(fileBlock(file, queues.inUse(file), zone)) };
  }

  #descriptor({ userid }: Machine, id: number, zone: TimeZone): ServiceAnswer {
    const { queues } = this.#spool.core;
    const queue = queues.queue(userid, 'RDR');
    const at = queue.findIndex((file) => file.id === id);
    if (id !== 0 && at === -1) return { code: NOT_FOUND };
    const file = queue[at + 1];
    if (file === undefined) return { code: AT_END };
    return { code: 0, bytes: descriptor(fileBlock(file, queues.inUse(file), zone)) };
  }
}

function activeOf({ input }: SpoolUnit): Active | undefined {
  return input?.place === undefined ? undefined : (input as Active);
}

function isPrint({ device }: SpoolFile): boolean {
  return device === 'PRT' || device === 'CON';
}
