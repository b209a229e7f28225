/**
 * The files LASTING GLOBALV and SESSION GLOBALV on the A-disk: a record for each variable that was set, the last of a
 * name counts. A record is the group (8 characters), the length of the name (one byte), the name and the value. The
 * first record of SESSION GLOBALV tells the session (when its user logged on), so that another session begins anew. INITIAL
 * GLOBALV is what users have made themselves; with RECFM F, as an editor makes it, group, name and value have 8 columns each.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { LocalTime, StepContext } from '../command.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../files/disk-state.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry } from '../files/layout.js';
import { giveBack } from '../files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
} from '../files/writer.js';
import { setGlobal, UNNAMED } from '../global-variables.js';
import { readSome, type ProgramReading } from '../nucleus/program-files.js';
import { deviceOf, fault, writableVolume } from './command-fault.js';

/** One of the two files. */
export type Keeping = 'LASTING' | 'SESSION';

/** A variable that is kept. */
export interface Kept {
  readonly group: string;
  readonly name: string;
  readonly value: string;
}

const TYPE = 'GLOBALV';
const GROUP = 8;
const MARK = '*SESSION';
/** Seconds by which two measurements of the same log-on may differ. */
const TOLERANCE = 5;
const MOST_VALUE = 60_000;

/** The files in the order in which they are read: what is in a later one holds. */
const ORDER = ['INITIAL', 'LASTING', 'SESSION'] as const;

/** Reading the files; plain data. */
export interface Loading {
  /** When the user logged on, in seconds. */
  readonly logon: number;
  which: (typeof ORDER)[number];
  reading: FoundFile | ProgramReading | undefined;
  /** The file belongs to this session, as far as that has been seen. */
  own: boolean;
}

/** Seconds of a time, for differences. */
export function secondsOf(now: LocalTime): number {
  const { year, month, day, hour, minute, second } = now;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

function fileOf(context: StepContext, which: (typeof ORDER)[number]): FoundFile | undefined {
  return findFile(context.cms.disks, which, TYPE, 'A');
}

/** Begins to read. */
export function startLoading(context: StepContext, logon: number): Loading {
  return { logon, which: 'INITIAL', reading: fileOf(context, 'INITIAL'), own: true };
}

/** Reads on; whether all is read. A file that cannot be read ends there. */
export function loadSome(context: StepContext, loading: Loading): boolean {
  const some = loading.reading && readSome(context, loading.reading);
  const { cursor } = some?.reading ?? {};
  const fixed = cursor?.entry.format === 'F';
  for (const record of some?.records ?? []) take(context, loading, record, fixed);
  loading.reading =
    cursor !== undefined && cursor.record <= cursor.entry.records && loading.own
      ? some?.reading
      : undefined;
  if (loading.reading !== undefined) return false;
  const next = ORDER[ORDER.indexOf(loading.which) + 1];
  if (next === undefined) return true;
  loading.which = next;
  loading.own = next !== 'SESSION';
  loading.reading = fileOf(context, next);
  return next === 'SESSION' && loading.reading === undefined;
}

function take(context: StepContext, loading: Loading, record: Uint8Array, fixed: boolean): void {
  const group = fromEbcdic(record.subarray(0, GROUP)).trimEnd();
  if (fixed) {
    const [name = '', value = ''] = [1, 2].map((n) =>
      fromEbcdic(record.subarray(n * GROUP, (n + 1) * GROUP)).trimEnd(),
    );
    const upper = group === '' ? UNNAMED : group.toUpperCase();
    if (loading.own && name !== '')
      setGlobal(context.cms.globals, upper, name.toUpperCase(), value);
    return;
  }
  const length = record[GROUP] ?? 0;
  const name = fromEbcdic(record.subarray(GROUP + 1, GROUP + 1 + length));
  const value = fromEbcdic(record.subarray(GROUP + 1 + length));
  if (group === MARK) {
    loading.own = Math.abs(Number(value) - loading.logon) <= TOLERANCE;
    return;
  }
  if (loading.own && name !== '') setGlobal(context.cms.globals, group, name, value);
}

function recordOf({ group, name, value }: Kept): Uint8Array {
  const text = toEbcdic(name);
  return Uint8Array.of(
    ...toEbcdic(group.padEnd(GROUP).slice(0, GROUP)),
    text.length,
    ...text,
    ...toEbcdic(value.slice(0, MOST_VALUE)),
  );
}

/**
 * Writes variables behind those that are kept.
 * @param logon - for a SESSION file that is to begin with this session; undefined: the file is this session's
 * @returns the change, to be committed
 */
export function keep(
  context: StepContext,
  which: Keeping,
  variables: readonly Kept[],
  logon: number | undefined,
): Change {
  if (modeOf(context.cms.disks, 'A') === undefined) throw fault('GLV', 69, 'A');
  const { device: number } = writableVolume(context, 'GLV', 'A');
  const volume = volumeOf(context.cms.disks, number);
  const change = newChange(number);
  try {
    write(context, change, which, variables, logon);
  } catch (error) {
    // a disk that fills up keeps nothing of it
    giveBack(volume, change);
    throw error;
  }
  return change;
}

function write(
  context: StepContext,
  change: Change,
  which: Keeping,
  variables: readonly Kept[],
  logon: number | undefined,
): void {
  const volume = volumeOf(context.cms.disks, change.device);
  const device = deviceOf(context, volume);
  const old = logon === undefined ? findEntry(volume, which, TYPE) : undefined;
  const writer = old ? appendFile(volume, device, change, old) : startFile(volume, 'V', 1);
  const mark = { group: MARK, name: 'LOGON', value: String(logon) };
  for (const one of logon === undefined ? variables : [mark, ...variables]) {
    writeRecord(volume, device, change, writer, recordOf(one));
  }
  const name = { name: which, type: TYPE, modeNumber: old?.modeNumber ?? 1 };
  change.puts.push(encodeEntry(finishFile(volume, device, change, writer, name, context.now)));
}
