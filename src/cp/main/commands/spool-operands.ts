/** What the spool commands have in common: finding the spool, and reading devices, ids and options. */
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';
import { LinkManager } from '../links/link-manager.js';
import { abbreviates, decimalOf, deviceNumberOf, deviceText4, useridOf } from '../operands.js';
import type { CommandContext, ControlProgram } from '../cp-services.js';
import { SpoolManager } from '../spool/spool-manager.js';
import { LAST_ID, type Selection } from '../spool/spool-queues.js';
import type { UnitKind } from '../spool/spool-settings.js';
import type { SpoolUnit } from '../spool/spool-units.js';
import type { MessageNumber } from '../messages-table.js';
import { Refusal } from './refusal.js';

/** The spool behind the service. */
export function spoolOf(cp: ControlProgram): SpoolManager {
  if (cp.spool instanceof SpoolManager) return cp.spool;
  throw new Error('this system has no spool');
}

/** The links behind the service. */
export function linksOf(cp: ControlProgram): LinkManager {
  if (cp.links instanceof LinkManager) return cp.links;
  throw new Error('this system has no links');
}

/** `READER`, `RDR`, `PRINTER`, `PRT`, `PUNCH`, `PCH`, `PUN` in their short forms. */
export function queueOf(word: string | undefined): SpoolQueue | undefined {
  if (word === 'RDR' || abbreviates(word, 'READER', 1)) return 'RDR';
  if (word === 'PRT' || abbreviates(word, 'PRINTER', 1)) return 'PRT';
  if (word === 'PCH' || abbreviates(word, 'PUNCH', 2)) return 'PUN';
  return undefined;
}

/** The kind of unit that a word names. */
export function kindOf(word: string | undefined): UnitKind | undefined {
  return abbreviates(word, 'CONSOLE', 3) ? 'CON' : queueOf(word);
}

/**
 * The units that the first operand of SPOOL and CLOSE names: all of a kind, or the one at an address.
 * A device that is there but is no unit-record device is not accepted.
 */
export function unitsOf(
  context: CommandContext,
  word: string | undefined,
  module: string,
): readonly SpoolUnit[] {
  if (word === undefined) throw new Refusal(module, 26);
  const spool = spoolOf(context.cp);
  const kind = kindOf(word);
  if (kind !== undefined) {
    const units = spool.units(context.user).filter((unit) => unit.kind === kind);
    if (units.length > 0) return units;
    throw new Refusal(module, 40, word);
  }
  const address = deviceNumberOf(word);
  if (address === undefined) throw new Refusal(module, 3, word);
  if (!context.user.devices.has(address)) {
    throw new Refusal(module, 40, deviceText4(address));
  }
  const unit = spool.unit(context.user, address);
  if (unit) return [unit];
  throw new Refusal(module, 6, deviceText4(address));
}

/** The words of a command, taken one after the other. */
export class Words {
  readonly #words: readonly string[];
  readonly #module: string;
  #at: number;

  constructor(words: readonly string[], module: string, at = 0) {
    this.#words = words;
    this.#module = module;
    this.#at = at;
  }

  get peek(): string | undefined {
    return this.#words[this.#at];
  }

  get more(): boolean {
    return this.#at < this.#words.length;
  }

  next(): string | undefined {
    return this.#words[this.#at++];
  }

  /** Takes the next word when it is a form of `name`. */
  take(name: string, minimum: number): boolean {
    if (!abbreviates(this.peek, name, minimum)) return false;
    this.#at++;
    return true;
  }

  /** The next word, which must be there. */
  need(): string {
    const word = this.next();
    if (word === undefined) this.refuse(26);
    return word;
  }

  /** A class: one letter or digit. */
  spoolClass(star = false): string {
    const word = this.next();
    if (word !== undefined && (/^[A-Z0-9]$/.test(word) || (star && word === '*'))) return word;
    return this.refuse(28);
  }

  /** A name of at most eight characters for a file, form, distribution code. */
  name(): string {
    const word = this.need();
    if (word.length <= 8 && /^[\x21-\x7e]+$/.test(word)) return word;
    return this.invalid(word);
  }

  /** A file name and type, where only the name must be there. */
  fileName(): { readonly name: string; readonly type: string } {
    const name = this.name();
    return { name, type: this.more ? this.name() : '' };
  }

  number(least: number, most: number): number {
    const word = this.need();
    return decimalOf(word, least, most) ?? this.invalid(word);
  }

  invalid(word: string | undefined): never {
    if (word === undefined) this.refuse(26);
    return this.refuse(3, word);
  }

  refuse(number: MessageNumber, ...inserts: readonly string[]): never {
    throw new Refusal(this.#module, number, ...inserts);
  }

  /** No more operands may follow. */
  end(): void {
    if (this.more) this.invalid(this.peek);
  }
}

/** A userid that is in the directory. */
export function knownUser(cp: ControlProgram, word: string, module: string): string {
  const userid = useridOf(word);
  if (userid === undefined) throw new Refusal(module, 7, word);
  if (!cp.directory.find(userid)) throw new Refusal(module, 53, userid);
  return userid;
}

/** Whether a user has one of the classes. */
export function hasClass(context: CommandContext, letters: string): boolean {
  return [...letters].some((letter) => context.user.entry.classes.includes(letter));
}

/** `spid spid ...`, `CLASS c`, `FORM f` or `ALL`. */
export function selectionOf(words: Words): Selection {
  if (words.take('ALL', 3)) return { by: 'all' };
  if (words.take('CLASS', 2)) return { by: 'class', class: words.spoolClass() };
  if (words.take('FORM', 2)) return { by: 'form', form: words.name() };
  const ids: number[] = [];
  for (let word = words.peek; word !== undefined; word = words.peek) {
    if (!/^\d+$/.test(word)) break;
    ids.push(decimalOf(word, 1, LAST_ID) ?? words.invalid(word));
    words.next();
  }
  if (ids.length === 0) words.invalid(words.peek);
  return { by: 'ids', ids };
}

/** Whose queue a command works on, and which. Class D may name another user in front. */
export function queueOperand(
  context: CommandContext,
  words: Words,
  module: string,
): { readonly owner: string; readonly queue: SpoolQueue } {
  let owner = context.user.userid;
  let queue = queueOf(words.peek);
  if (queue === undefined && words.more && hasClass(context, 'D')) {
    owner = knownUser(context.cp, words.need(), module);
    queue = queueOf(words.peek);
  }
  if (queue === undefined) return words.invalid(words.peek);
  words.next();
  return { owner, queue };
}

/** The files that a command names; one that is named by id must be there, one in use is left alone. */
export function selectFiles(
  context: CommandContext,
  owner: string,
  queue: SpoolQueue,
  selection: Selection,
  module: string,
): readonly SpoolFile[] {
  const { queues } = spoolOf(context.cp).core;
  const files = queues.select(owner, queue, selection);
  if (selection.by === 'ids') {
    for (const id of selection.ids) {
      const file = files.find((one) => one.id === id);
      const text = String(id).padStart(4, '0');
      if (!file) throw new Refusal(module, 42, `Spool id ${text}`);
      if (queues.inUse(file)) throw new Refusal(module, 43, text);
    }
  }
  return files.filter((file) => !queues.inUse(file));
}
