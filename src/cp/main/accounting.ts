/**
 * Accounting records as VM punches them, 80 columns (VM/370 System Programmer's Guide, "Accounting Records"): kept in
 * the home (accounts.ts). 1 userid, 9 account number, 17 mmddyyhhmmss, 79 the kind. Kind 01, at LOGOFF and by DIAGNOSE X'4C':
 * 29 seconds connected, 33 processor time and 37 virtual processor time in milliseconds, 41 pages read, 45 written,
 * 49 I/O operations, 53 cards punched, 57 lines printed, 61 cards read, four bytes each. Kind C0: 9 a user's own data.
 */
import { toEbcdic, toEbcdicPadded } from '../../shared/ebcdic.js';
import type { Accounted } from './accounted.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type { Core } from './core.js';
import { dateText, timeOfDay } from './time-text.js';
import type { TimeZone } from './time-text.js';
import type { VirtualMachine } from './virtual-machine.js';

const CARD = 80;
const BLANK = 0x40;
const KIND_AT = 78;

/** What a machine has used so far. */
function usedSoFar(core: Core, machine: VirtualMachine): Accounted {
  const { virtual, total, started } = machine.memory.used();
  return { at: core.clock.now(), virtual, total, started, ...core.spool.records(machine) };
}

/** A record of what a machine has used since the one before, for whom it was charged to. */
export function closeAccount(core: Core, machine: VirtualMachine): Uint8Array {
  const now = usedSoFar(core, machine);
  const nothing = { virtual: 0, total: 0, started: 0, RDR: 0, PRT: 0, PUN: 0 };
  const from = machine.accounted ?? { at: machine.logonAt, ...nothing };
  machine.accounted = now;
  return usageRecord(core, machine.charging ?? machine.entry, from, now);
}

/** A record of what a machine has used between two looks, charged to a user. */
function usageRecord(
  core: Core,
  charged: Pick<DirectoryEntry, 'userid' | 'account'>,
  from: Accounted,
  to: Accounted,
): Uint8Array {
  const card = datedCard(charged.userid, charged.account, '01', to.at, core.zone);
  const words = [
    (to.at - from.at) / 1000,
    (to.total - from.total) / 1000,
    (to.virtual - from.virtual) / 1000,
    0,
    0,
    to.started - from.started,
    to.PUN - from.PUN,
    to.PRT - from.PRT,
    to.RDR - from.RDR,
  ];
  const view = new DataView(card.buffer);
  words.forEach((word, n) => view.setUint32(28 + 4 * n, Math.max(0, Math.floor(word))));
  return card;
}

/** A record with a user's own data, at most 70 bytes. */
export function ownRecord(userid: string, data: Uint8Array): Uint8Array {
  const card = blankCard(userid, 'C0');
  card.set(data.subarray(0, 70), 8);
  return card;
}

/** A record with userid, account number, time and kind, blank otherwise. */
export function datedCard(
  userid: string,
  account: string,
  kind: string,
  at: number,
  zone: TimeZone,
): Uint8Array {
  const card = blankCard(userid, kind);
  card.set(toEbcdicPadded(account, 8), 8);
  const when = (dateText(at, zone) + timeOfDay(at, zone)).replaceAll(/[/:]/g, '');
  card.set(toEbcdic(when.slice(0, 12)), 16);
  return card;
}

function blankCard(userid: string, kind: string): Uint8Array {
  const card = new Uint8Array(CARD).fill(BLANK);
  card.set(toEbcdicPadded(userid, 8));
  card.set(toEbcdic(kind), KIND_AT);
  return card;
}
