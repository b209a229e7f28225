/** Texts of the spool: the notices of a file that was sent, and the layouts of QUERY. */
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';

/** Number of records in a notice: four digits, or thousands. */
function shortCount(records: number): string {
  if (records < 10_000) return String(records).padStart(4, '0');
  return `${String(Math.min(999, Math.floor(records / 1000))).padStart(3, '0')}K`;
}

/** A spool id, four digits. */
export function idText(id: number): string {
  return String(id).padStart(4, '0');
}

function attributes(file: SpoolFile): string {
  const copies = String(file.copies).padStart(3, '0');
  const hold = file.hold === 'NONE' ? 'NOHOLD' : 'HOLD';
  const keep = file.keep ? 'KEEP' : 'NOKEEP';
  return `RECS ${shortCount(file.records)} CPY  ${copies} ${file.class} ${hold} ${keep}`;
}

/** The sender's notice: `PUN FILE 0021 SENT TO   BOB      RDR AS  0051 RECS ...`. */
export function sentTo(file: SpoolFile, was: number): string {
  const to = `SENT TO   ${file.owner.padEnd(8)} ${file.queue} AS  ${idText(file.id)}`;
  return `${file.device} FILE ${idText(was)} ${to} ${attributes(file)}`;
}

/** The receiver's notice: `RDR FILE 0051 SENT FROM ALICE    PUN WAS 0021 RECS ...`. */
export function sentFrom(file: SpoolFile, was: number): string {
  const from = `SENT FROM ${file.origin.padEnd(8)} ${file.device} WAS ${idText(was)}`;
  return `${file.queue} FILE ${idText(file.id)} ${from} ${attributes(file)}`;
}

/** `FILES: 0003 RDR,   NO PRT,   NO PUN`. */
export function filesText(counts: Readonly<Record<SpoolQueue, number>>): string {
  const one = (queue: SpoolQueue) =>
    `${counts[queue] === 0 ? '  NO' : idText(counts[queue])} ${queue}`;
  return `FILES: ${one('RDR')}, ${one('PRT')}, ${one('PUN')}`;
}

/** `0000001 FILE  PURGED`, `NO FILES PURGED`. */
export function doneText(count: number, done: string): string {
  if (count === 0) return `NO FILES ${done}`;
  return `${String(count).padStart(7, '0')} ${count === 1 ? 'FILE ' : 'FILES'} ${done}`;
}

/** Heading of the long layout (QUERY RDR ALL); `lead` is ORIGINID or OWNERID, `width` that of a date. */
export function longHeading(lead: string, width: number): string {
  return `${lead.padEnd(8)} FILE CLASS RECORDS  CPY HOLD ${'DATE'.padEnd(width)} TIME     NAME      TYPE     DIST`;
}

/** Heading of the short layout. */
export function shortHeading(lead: string): string {
  return `${lead.padEnd(8)} FILE CLASS RECORDS  CPY HOLD FORM     DEST     KEEP MSG`;
}

function front(lead: string, file: SpoolFile): string {
  const records = String(file.records).padStart(8, '0').slice(-8);
  const copies = String(file.copies).padStart(3, '0');
  const { device, hold } = file;
  return `${lead.padEnd(8)} ${idText(file.id)} ${file.class} ${device} ${records} ${copies} ${hold.padEnd(4)}`;
}

/** A row of the long layout. `created` is local time, as text: `mm/dd hh:mm:ss`, or a longer date. */
export function longRow(lead: string, file: SpoolFile, created: string): string {
  const names = `${file.name.padEnd(8)}  ${file.type.padEnd(8)} ${file.dist}`;
  return `${front(lead, file)} ${created} ${names}`.trimEnd();
}

/** A row of the short layout. */
export function shortRow(lead: string, file: SpoolFile): string {
  const keep = (file.keep ? 'ON' : 'OFF').padEnd(4);
  return `${front(lead, file)} ${file.form.padEnd(8)} ${'OFF'.padEnd(8)} ${keep} OFF`;
}
