/**
 * Accounting records of what is not a machine's use of the processor (VM/370 System Programmer's Guide, "Accounting
 * Records"): 02 a tape drive or a dialled display, 03 a temporary disk, 04 too many wrong passwords at the logo
 * or of AUTOLOG, 05 a LINK to
 * another's disk that has a password, 06 too many wrong passwords of LINK. Wrong passwords themselves are not kept.
 */
import { CONSOLE_3270, ckdIdentity, FBA_3310 } from '../../devices/identity-table.js';
import { TAPE_MODELS } from '../../devices/tape/tape-models-table.js';
import type { Unit } from '../../devices/unit.js';
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import type { Clock } from '../../shared/clock.js';
import type { DeviceSpec } from '../protocol.js';
import { datedCard } from './accounting.js';
import type { Accounts } from './accounts.js';
import type { Journal, Machine } from './cp-services.js';
import { deviceText } from './operands.js';
import type { TimeZone } from './time-text.js';

/** Wrong passwords of AUTOLOG from which on they are kept. */
const AUTOLOG_LIMIT = 4;

/** What the journal needs of CP. */
export interface JournalParts {
  readonly clock: Clock;
  readonly zone: TimeZone;
  readonly accounts: Accounts;
}

/** The journal. */
export class AccountJournal implements Journal {
  readonly #parts: JournalParts;
  /** Wrong passwords of AUTOLOG since logon. */
  readonly #autologs = new WeakMap<Machine, number>();

  constructor(parts: JournalParts) {
    this.#parts = parts;
  }

  deviceReleased(machine: Machine, spec: DeviceSpec, since: number, temporary: boolean): void {
    const found = released(spec, temporary);
    if (found === undefined) return;
    const { kind, identity, extent = 0 } = found;
    const { userid, account } = machine.charging ?? machine.entry;
    const now = this.#parts.clock.now();
    const card = datedCard(userid, account, kind, now, this.#parts.zone);
    const view = new DataView(card.buffer);
    view.setUint32(28, Math.max(0, Math.floor((now - since) / 1000)));
    card.set([identity.class, identity.type, identity.model, identity.features], 32);
    // cylinders, or for fixed blocks how many of them
    if (spec.type === 'ckd') view.setUint16(36, extent);
    else if (spec.type === 'fba') view.setUint32(36, extent);
    this.#parts.accounts.note(card);
  }

  logonRefused(userid: string, line: string, count: number, limit: number): void {
    const card = this.#card(userid, '', '04', line);
    const view = new DataView(card.buffer);
    view.setUint16(51, count);
    view.setUint16(53, limit);
    this.#parts.accounts.note(card);
  }

  autologRefused(machine: Machine, userid: string): void {
    const count = (this.#autologs.get(machine) ?? 0) + 1;
    this.#autologs.set(machine, count);
    if (count < AUTOLOG_LIMIT) return;
    const card = this.#card(userid, '', '04', machine.terminalName);
    card.set(toEbcdicPadded(machine.userid, 8), 40);
    const view = new DataView(card.buffer);
    view.setUint16(51, count);
    view.setUint16(53, AUTOLOG_LIMIT);
    this.#parts.accounts.note(card);
  }

  linked(machine: Machine, owner: string, device: number): void {
    this.#parts.accounts.note(this.#link(machine, '05', owner, device));
  }

  linkRefused(machine: Machine, owner: string, device: number, count: number, limit: number): void {
    const card = this.#link(machine, '06', owner, device);
    const view = new DataView(card.buffer);
    view.setUint16(51, count);
    view.setUint16(53, limit);
    this.#parts.accounts.note(card);
  }

  #link(machine: Machine, kind: string, owner: string, device: number): Uint8Array {
    const { userid, account } = machine.entry;
    const card = this.#card(userid, account, kind, machine.terminalName);
    card.set(toEbcdicPadded(owner, 8), 40);
    card.set(toEbcdicPadded(deviceText(device), 3), 48);
    return card;
  }

  /** @param line - the terminal, of whose name four characters fit */
  #card(userid: string, account: string, kind: string, line: string): Uint8Array {
    const { clock, zone } = this.#parts;
    const card = datedCard(userid, account, kind, clock.now(), zone);
    card.set(toEbcdicPadded(line.slice(-4), 4), 28);
    return card;
  }
}

/** The record that a device is worth; undefined when none. */
function released(
  spec: DeviceSpec,
  temporary: boolean,
): { kind: '02' | '03'; identity: Unit['identity']; extent?: number } | undefined {
  switch (spec.type) {
    case 'tape':
      return { kind: '02', identity: TAPE_MODELS[spec.model].identity };
    case 'graf':
      return { kind: '02', identity: CONSOLE_3270 };
    case 'ckd':
      if (!temporary) return undefined;
      return { kind: '03', identity: ckdIdentity(spec.model), extent: spec.cylinders };
    case 'fba':
      return temporary ? { kind: '03', identity: FBA_3310, extent: spec.blocks } : undefined;
    default:
      return undefined;
  }
}
