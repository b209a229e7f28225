/**
 * Cards into files: recognises what a reader file holds (NETDATA, DISK DUMP, PUNCH with its :READ card, or
 * plain cards) and turns it into records and what is known of the file. Plain data, changed in place.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { RecordFormat, Stamp } from '../files/layout.js';
import {
  feedDump,
  isDumpCard,
  newDumpReader,
  takeRecords,
  type DumpReader,
} from '../netdata/disk-dump.js';
import {
  feedNetdata,
  isNetdata,
  newNetdataReader,
  type NetdataReader,
} from '../netdata/netdata.js';

/** What is known of a file that comes in. */
export interface IncomingFile {
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly format: RecordFormat;
  readonly recordLength: number;
  readonly written: Stamp | undefined;
}

/** Where it stands. */
export interface CardIntake {
  readonly version: 1;
  kind: 'unknown' | 'netdata' | 'disk' | 'cards';
  netdata: NetdataReader | undefined;
  dump: DumpReader | undefined;
  /** Files that ended before this one. */
  files: number;
  /** Cards not yet looked at. */
  waiting: Uint8Array[];
  file: IncomingFile | undefined;
  /** Plain cards of the present file have been given out. */
  begun: boolean;
  /** The present file is complete; a further one may follow. */
  fileEnded: boolean;
  fault: string | undefined;
}

/** Starts on the first card. */
export function newIntake(): CardIntake {
  return {
    version: 1,
    kind: 'unknown',
    netdata: undefined,
    dump: undefined,
    files: 0,
    waiting: [],
    file: undefined,
    begun: false,
    fileEnded: false,
    fault: undefined,
  };
}

/** A :READ card, or undefined. */
export function readCard(card: Uint8Array): IncomingFile | undefined {
  const text = fromEbcdic(card);
  if (!text.startsWith(':READ ')) return undefined;
  const words = text.slice(6).trim().split(/ +/);
  const [name = '', type = '', mode = 'A1'] = words;
  const stamp = /(\d\d)\/(\d\d)\/(\d\d) +(\d?\d):(\d\d):(\d\d)/.exec(text);
  const part = (i: number): number => Number(stamp?.[i] ?? 0);
  return {
    name: name.slice(0, 8),
    type: type.slice(0, 8),
    modeNumber: /^[A-Z][0-6]$/.test(mode) ? Number(mode.charAt(1)) : 1,
    format: 'F',
    recordLength: 80,
    written:
      stamp === null
        ? undefined
        : {
            year: part(3) + (part(3) < 70 ? 2000 : 1900),
            month: part(1),
            day: part(2),
            hour: part(4),
            minute: part(5),
            second: part(6),
          },
  };
}

function blank(card: Uint8Array): boolean {
  return card.every((byte) => byte === 0x40 || byte === 0);
}

function recognise(intake: CardIntake, card: Uint8Array): void {
  if (isNetdata(card)) {
    intake.kind = 'netdata';
    intake.netdata = newNetdataReader();
  } else if (isDumpCard(card)) {
    intake.kind = 'disk';
    intake.dump = newDumpReader();
  } else intake.kind = 'cards';
}

/** Whether there is something to do without further cards. */
export function hasWork(intake: CardIntake): boolean {
  return intake.waiting.length > 0 || (intake.dump?.file !== undefined && !intake.fileEnded);
}

/** Goes on to the file behind the one that ended. */
export function nextFile(intake: CardIntake): void {
  intake.files++;
  intake.kind = 'unknown';
  intake.netdata = intake.dump = undefined;
  intake.file = undefined;
  intake.begun = false;
  intake.fileEnded = false;
}

/**
 * Takes records out of the cards that wait, at most about `budget` bytes; stops at the end of a file.
 */
export function drawRecords(intake: CardIntake, budget = 65536): Uint8Array[] {
  const records: Uint8Array[] = [];
  let left = budget;
  let used = 0;
  const cards = intake.waiting;
  while (used < cards.length && left > 0 && !intake.fileEnded && intake.fault === undefined) {
    if (intake.dump?.file !== undefined) break;
    const card = cards[used]!;
    if (intake.kind === 'unknown') {
      if (intake.files > 0 && blank(card)) {
        used++;
        continue;
      }
      recognise(intake, card);
    }
    used++;
    left -= 100;
    if (intake.netdata !== undefined) {
      records.push(...feedNetdata(intake.netdata, card));
      const { file } = intake.netdata;
      intake.file ??= file;
      intake.fault = intake.netdata.fault;
      intake.fileEnded = intake.netdata.ended;
    } else if (intake.dump !== undefined) {
      feedDump(intake.dump, card);
      intake.fault = intake.dump.fault;
    } else {
      const header = readCard(card);
      if (header === undefined) {
        records.push(card);
        intake.begun = true;
      } else if (intake.file === undefined && !intake.begun) intake.file = header;
      else {
        // a further :READ card begins a further file
        used--;
        intake.fileEnded = true;
      }
    }
  }
  intake.waiting = cards.slice(used);
  if (intake.dump?.file !== undefined) {
    intake.file ??= intake.dump.file;
    const drawn = takeRecords(intake.dump, Math.max(left, 4096));
    records.push(...drawn);
    intake.fault = intake.dump.fault;
    intake.fileEnded = intake.dump.record > intake.dump.file.records;
  }
  return records;
}
