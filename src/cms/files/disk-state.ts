/**
 * What CMS knows of its minidisks between steps: the accessed disks by mode letter, the search order
 * (A to Z, each followed by its read-only extensions) and the volumes behind them. Plain data. Two modes on
 * one device share one volume, so that they cannot contradict each other.
 */
import type { BlockDevice, DiskOpener } from '../block-device.js';
import { findSlot, listEntries, matches } from './directory.js';
import type { FileEntry } from './layout.js';
import { decodeEntry, FST_LENGTH, nameKey } from './layout.js';
import type { OpenFile } from './open-files.js';
import { mounted, mountSome, startMount, type Mounting } from './mount.js';
import type { Volume } from './volume.js';
import { DiskError, dropChanges } from './volume.js';

/** A mode letter in use. */
export interface AccessedDisk {
  readonly letter: string;
  readonly device: number;
  /** The mode that this one is a read-only extension of. */
  readonly parent?: string;
  readonly readOnly: boolean;
  /** Only these files were accessed. */
  readonly subset?: { readonly name: string; readonly type: string; readonly number?: number };
}

/** A volume of OS with a mode letter; CMS has no files there. */
export interface ForeignDisk {
  readonly letter: string;
  readonly device: number;
  readonly parent?: string;
  readonly readOnly: boolean;
  readonly label: string;
  /** Four digits. */
  readonly type: string;
  readonly cylinders: number;
  readonly heads: number;
  /** Where its table of contents begins. */
  readonly vtoc: { readonly cylinder: number; readonly head: number };
}

/** The accessed disks. Changed in place. */
export interface DiskState {
  readonly version: 1;
  /** By letter, sorted. */
  modes: AccessedDisk[];
  /** By letter, sorted; no letter is here and in `modes`. */
  foreign: ForeignDisk[];
  volumes: Volume[];
  /** Disks read so far: no two readings share a generation. */
  mounts: number;
  /** Files that programs have open. */
  open: OpenFile[];
}

/** Nothing accessed yet. */
export function newDiskState(): DiskState {
  return { version: 1, modes: [], foreign: [], volumes: [], mounts: 0, open: [] };
}

/** The disk behind a mode letter. */
export function modeOf(state: DiskState, letter: string): AccessedDisk | undefined {
  return state.modes.find((mode) => mode.letter === letter);
}

/** The volume on a device; the device must have been accessed. */
export function volumeOf(state: DiskState, device: number): Volume {
  const volume = state.volumes.find((one) => one.device === device);
  if (volume === undefined) throw new Error(`device ${device.toString(16)} is not accessed`);
  return volume;
}

/** The volume that a mode would share with another one on its device. */
function sharedVolume(
  state: DiskState,
  mode: AccessedDisk,
  device: BlockDevice,
): Volume | undefined {
  const shared = state.modes.some(
    (one) => one.letter !== mode.letter && one.device === mode.device,
  );
  const volume = state.volumes.find((one) => one.device === mode.device);
  return shared && volume?.readOnly === device.readOnly ? volume : undefined;
}

/** Giving a mode letter to a device, under way; plain data. */
export interface Accessing {
  readonly mode: AccessedDisk;
  readonly mounting: Mounting;
  /** Where the first file of a subset is looked for. */
  place: number;
}

/** How far giving a mode letter has come: the last two are ends without a letter given. */
export type AccessStage = 'more' | 'accessed' | 'not-cms' | 'no-files';

/** Files of the directory that are looked at in one step. */
const FILES_A_STEP = 500;

/** Starts to give a mode letter to a device. Nothing changes before the disk has been read. */
export function startAccess(context: DiskOpener, mode: AccessedDisk): Accessing {
  return { mode, mounting: startMount(openFor(context, mode)), place: 0 };
}

function openFor(context: DiskOpener, mode: AccessedDisk): BlockDevice {
  const device = context.disk(mode.device);
  if (device === undefined) throw new DiskError('gone', mode.device);
  return device;
}

/**
 * Goes on with giving a mode letter to a device, in place of what it stood for before. Reads the disk
 * unless another mode has it already. Throws a DiskError.
 */
export function accessSome(
  state: DiskState,
  context: DiskOpener,
  accessing: Accessing,
): AccessStage {
  const { mode, mounting } = accessing;
  const device = openFor(context, mode);
  const shared = sharedVolume(state, mode, device);
  if (shared === undefined && !mountSome(mounting, device)) {
    accessing.place = 0;
    return 'more';
  }
  const volume = shared ?? mounted(mounting, device);
  if (volume === undefined) return 'not-cms';
  if (mode.subset !== undefined) {
    const { name, type } = mode.subset;
    const some = listEntries(volume, name, type, accessing.place, FILES_A_STEP);
    if (some.entries.length === 0) {
      if (some.next === undefined) return 'no-files';
      accessing.place = some.next;
      return 'more';
    }
  }
  if (shared === undefined) volume.generation = ++state.mounts * 2 ** 32;
  const others = state.modes.filter((one) => one.letter !== mode.letter);
  state.volumes = [...state.volumes.filter((one) => one.device !== mode.device), volume];
  state.modes = [...others, mode].sort((a, b) => (a.letter < b.letter ? -1 : 1));
  state.foreign = state.foreign.filter((one) => one.letter !== mode.letter);
  forgetUnused(state);
  return 'accessed';
}

/** The same in one go, for a disk that is known to be small or empty; false when it is not in CMS format. */
export function accessDisk(state: DiskState, context: DiskOpener, mode: AccessedDisk): boolean {
  const accessing = startAccess(context, mode);
  for (;;) {
    const stage = accessSome(state, context, accessing);
    if (stage !== 'more') return stage === 'accessed';
  }
}

/** Takes mode letters away: those for which `gone` says so, and extensions of them stay on their own. */
export function releaseDisks(
  state: DiskState,
  gone: (mode: Pick<AccessedDisk, 'letter' | 'device'>) => boolean,
): void {
  state.modes = state.modes.filter((mode) => !gone(mode));
  state.foreign = state.foreign.filter((mode) => !gone(mode));
  forgetUnused(state);
}

function forgetUnused(state: DiskState): void {
  state.volumes = state.volumes.filter((volume) =>
    state.modes.some((mode) => mode.device === volume.device),
  );
}

/** To be called when a command that was typed has ended: what nobody will finish is given up. */
export function endOfCommand(state: DiskState): void {
  state.open = [];
  for (const volume of state.volumes) if (volume.takenCount > 0) dropChanges(volume);
}

/** A file where it was found. */
export interface FoundFile {
  readonly mode: AccessedDisk;
  readonly volume: Volume;
  readonly entry: FileEntry;
}

/** Whether a file of a disk is to be seen through a mode: private files and subsets are not always. */
export function isVisible(mode: AccessedDisk, entry: FileEntry): boolean {
  if (entry.modeNumber === 0 && mode.readOnly) return false;
  const subset = mode.subset;
  return (
    subset === undefined ||
    (matches(subset.name, entry.name) &&
      matches(subset.type, entry.type) &&
      (subset.number === undefined || subset.number === entry.modeNumber))
  );
}

/**
 * The modes that a filemode stands for, in order of search: `*` all of them, a letter that disk and
 * (unless `alone`) its extensions.
 */
export function searchOrder(state: DiskState, filemode: string, alone = false): AccessedDisk[] {
  const letter = filemode.charAt(0);
  if (letter === '*' || letter === '') return state.modes;
  return state.modes
    .filter((mode) => mode.letter === letter || (!alone && mode.parent === letter))
    .sort((a, b) => Number(b.letter === letter) - Number(a.letter === letter));
}

/** Whether a filemode's number, if it has one, is that of a file. */
function numberFits(filemode: string, entry: FileEntry): boolean {
  const number = filemode.charAt(1);
  return number === '' || number === '*' || Number(number) === entry.modeNumber;
}

/** Finds a file by its full name; `filemode` is `*`, a letter, or a letter with a number. */
export function findFile(
  state: DiskState,
  name: string,
  type: string,
  filemode = '*',
  alone = false,
): FoundFile | undefined {
  const key = nameKey(name, type);
  for (const mode of searchOrder(state, filemode, alone)) {
    const volume = volumeOf(state, mode.device);
    const slot = findSlot(volume, key);
    if (slot < 0) continue;
    const entry = decodeEntry(volume.entries, slot * FST_LENGTH);
    if (isVisible(mode, entry) && numberFits(filemode, entry)) return { mode, volume, entry };
  }
  return undefined;
}

/** Where listing files stands; plain data. */
export interface ListCursor {
  readonly name: string;
  readonly type: string;
  readonly filemode: string;
  readonly alone: boolean;
  readonly letters: readonly string[];
  at: number;
  place: number;
}

/** Starts to list files by a pattern. */
export function startList(
  state: DiskState,
  name: string,
  type: string,
  filemode: string,
  alone = false,
): ListCursor {
  const letters = searchOrder(state, filemode, alone).map((mode) => mode.letter);
  return { name, type, filemode, alone, letters, at: 0, place: 0 };
}

/** Whether a file of a disk is one of those that a list is of. */
export function isListed(cursor: ListCursor, mode: AccessedDisk, entry: FileEntry): boolean {
  return (
    matches(cursor.name, entry.name) &&
    matches(cursor.type, entry.type) &&
    isVisible(mode, entry) &&
    numberFits(cursor.filemode, entry)
  );
}

/**
 * Files that fit, in search order; looks at `budget` directory entries at most.
 * @returns the files, and whether the list has ended
 */
export function listSome(
  state: DiskState,
  cursor: ListCursor,
  budget = 4000,
): { readonly files: FoundFile[]; readonly done: boolean } {
  const files: FoundFile[] = [];
  let left = budget;
  while (cursor.at < cursor.letters.length && left > 0) {
    const mode = modeOf(state, cursor.letters[cursor.at]!);
    if (mode !== undefined) {
      const volume = volumeOf(state, mode.device);
      const some = listEntries(volume, cursor.name, cursor.type, cursor.place, left);
      left -= (some.next ?? volume.count) - cursor.place + 1;
      for (const entry of some.entries) {
        if (isVisible(mode, entry) && numberFits(cursor.filemode, entry)) {
          files.push({ mode, volume, entry });
        }
      }
      if (some.next !== undefined) {
        cursor.place = some.next;
        continue;
      }
    }
    cursor.at++;
    cursor.place = 0;
  }
  return { files, done: cursor.at >= cursor.letters.length };
}
