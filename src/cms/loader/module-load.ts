/** Bringing a MODULE into storage, record by record (VM/370 CMS Program Logic, "DMSMOD"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { StepResult } from '../command.js';
import { fault, faultWith } from '../commands/command-fault.js';
import type { FoundFile } from '../files/disk-state.js';
import type { FrameContext } from '../nucleus/context.js';
import { freeLower, resetMainStorage } from '../nucleus/free-storage.js';
import { NUCON, TRANSIENT_AREA, TRANSIENT_LENGTH, USER_AREA } from '../nucleus/layout.js';
import { readSome, type ProgramReading } from '../nucleus/program-files.js';
import { decodeModuleHeader, MAP_ENTRY, restoreTable, type ModuleHeader } from './module-file.js';

const MODULE = 'MOD';
/** What comments of the decks begin with; no record of address constants does. */
const COMMENT = 0x5c;

/** A MODULE on its way; plain data. */
export interface ModuleLoading {
  readonly name: string;
  readonly file: string;
  /** Where its first byte goes; undefined for where it was made. */
  base: number | undefined;
  reading: ProgramReading | undefined;
  header: ModuleHeader | undefined;
  /** The first record as it is. */
  information: Uint8Array | undefined;
  /** Bytes of text that are in storage. */
  loaded: number;
  map: Uint8Array;
  relocations: Uint8Array | undefined;
}

/** Starts to load. */
export function newLoading(name: string, found: FoundFile): ModuleLoading & { from: FoundFile } {
  const { entry, mode } = found;
  return {
    name,
    from: found,
    file: `${entry.name} ${entry.type} ${mode.letter}${entry.modeNumber}`,
    base: undefined,
    reading: undefined,
    header: undefined,
    information: undefined,
    loaded: 0,
    map: new Uint8Array(0),
    relocations: undefined,
  };
}

/** Where the module goes, once its first record is there; the place is asked for when it is to be another. */
export type PlaceModule = (header: ModuleHeader) => number;

/**
 * Loads more; true when all is there. Faults: 056E when it is no module, 104S, 109S.
 * @param from - the file, before anything has been read
 */
export function loadModule(
  context: FrameContext,
  loading: ModuleLoading,
  from: FoundFile | undefined,
  place?: PlaceModule,
): boolean {
  const source = loading.reading ?? from;
  if (source === undefined) throw new Error('nothing to load from');
  const some = readSome(context, source);
  if (some === undefined) throw fault(MODULE, 104, 3, loading.file);
  loading.reading = some.reading;
  const { entry } = some.reading.cursor;
  const damaged = faultWith(32, MODULE, 56, loading.file, 'module');
  for (const record of some.records) {
    if (loading.header === undefined) {
      if (!header(loading, record, entry.format === 'F')) throw damaged;
      const { header: known } = loading as { header: ModuleHeader | undefined };
      if (known === undefined) throw damaged;
      loading.base = place === undefined ? known.first : place(known);
      const limit =
        known.first < USER_AREA ? TRANSIENT_AREA + TRANSIENT_LENGTH : freeLower(context.nucleus);
      if (place === undefined && known.last > limit) throw fault(MODULE, 109);
      if (entry.format !== 'F') continue;
    }
    put(context, loading, record);
  }
  if (some.reading.cursor.record <= entry.records) return false;
  const known = loading.header;
  if (known === undefined || loading.loaded < known.last - known.first) throw damaged;
  return true;
}

/** Takes the first record; false when it is none. */
function header(loading: ModuleLoading, record: Uint8Array, transient: boolean): boolean {
  if (!transient) {
    loading.header = decodeModuleHeader(record);
    loading.information = record;
    return loading.header !== undefined;
  }
  if (record.length > TRANSIENT_LENGTH) return false;
  loading.header = {
    start: TRANSIENT_AREA,
    first: TRANSIENT_AREA,
    last: TRANSIENT_AREA + record.length,
    system: true,
    initialise: false,
    names: 0,
    noMap: true,
    relocatable: false,
    clean: false,
    modes: {},
  };
  return true;
}

function put(context: FrameContext, loading: ModuleLoading, record: Uint8Array): void {
  const known = loading.header!;
  const left = known.last - known.first - loading.loaded;
  if (left > 0) {
    const part = record.subarray(0, left);
    if (!context.nucleus.machine.store(loading.base! + loading.loaded, part)) {
      throw fault(MODULE, 109);
    }
    loading.loaded += part.length;
    return;
  }
  const mapLength = known.noMap ? 0 : known.names * MAP_ENTRY;
  if (loading.map.length < mapLength) {
    const bytes = new Uint8Array(Math.min(mapLength, loading.map.length + record.length));
    bytes.set(loading.map);
    bytes.set(record.subarray(0, bytes.length - loading.map.length), loading.map.length);
    loading.map = bytes;
  } else if (record[0] !== COMMENT) loading.relocations ??= record;
}

/** The module is the program in storage now: NUCON and the loader table say so. */
export function adoptModule(context: FrameContext, loading: ModuleLoading): void {
  const m = context.nucleus.machine;
  const known = loading.header!;
  const transient = known.first < USER_AREA;
  if (loading.information !== undefined) {
    m.store(NUCON.strtaddr, loading.information.subarray(0, 80));
  } else {
    m.setWord(NUCON.strtaddr, known.start);
  }
  m.store(transient ? NUCON.lasttmod : NUCON.lastlmod, toEbcdic(loading.name.padEnd(8)));
  restoreTable(context.cms.loader, known, loading.map);
  if (known.initialise && !transient) {
    // what was given out behind an older program is no longer in use
    m.setWord(NUCON.mainhigh, known.last);
    resetMainStorage(context.nucleus);
  }
}

/** Goes on in the next step. */
export function loadMore(loading: ModuleLoading): StepResult {
  return { effect: { kind: 'work' }, frame: { loading }, cost: 800 };
}
