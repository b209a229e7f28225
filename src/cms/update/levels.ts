/**
 * Updates applied to a source one level behind the other: those of one update file, or all that a control file names (CMS
 * Command Reference, "UPDATE", "Multilevel updates"). The command UPDATE and XEDIT go through them alike, a step at a time;
 * between two steps it is plain data.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { deviceOf } from '../commands/command-fault.js';
import { foundName } from '../commands/operands.js';
import { findFile, volumeOf, type FoundFile } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import {
  MOST_UPDATE_RECORDS,
  startUpdating,
  updateSome,
  type SequenceRule,
  type Updating,
} from './apply.js';
import { cardFile, updateFault } from './card-file.js';
import { auxiliaryFile, controlFile, type ControlRecord } from './control-file.js';
import { updateMessage } from './messages-table.js';

/** Records that one step reads or changes. */
const RECORDS = 200;

/** A file on its way in. */
type Reading = {
  readonly device: number;
  readonly cursor: RecordCursor;
  readonly name: string;
  readonly records: Uint8Array[];
};

/** Something that is still to be looked up. */
type Pending = {
  readonly kind: 'source' | 'control' | 'auxiliary' | 'update';
  /** Filetype of the name of the source; '' for the file that was named with it. */
  readonly type: string;
  readonly level: string;
  /** It is told when there is no such file. */
  readonly mustBe: boolean;
};

/** An update that was named last. */
export interface NewestUpdate {
  /** '' for the file that was named with the source. */
  readonly type: string;
  /** `fn ft fm`; undefined when there is no such file. */
  readonly name: string | undefined;
  readonly records: readonly Uint8Array[];
  /** The source without it. */
  readonly before: readonly Uint8Array[];
}

/** Where the updating of a source stands. */
export interface Levels {
  /** Three letters in its messages. */
  readonly module: string;
  /** Filename of source and updates. */
  readonly name: string;
  readonly sourceName: string;
  readonly rule: SequenceRule;
  /** The update or control file, as three words. */
  readonly second: string;
  /** Filetype of the last update that is wanted; undefined: all. */
  readonly until: string | undefined;
  /** The next first. */
  pending: readonly Pending[];
  reading: (Reading & Pending) | undefined;
  /** Records of the source with what has been applied to it. */
  source: readonly Uint8Array[];
  updating: Updating | undefined;
  /** Libraries of the control file. */
  libraries: readonly string[];
  /** Level of the last update that was found, and the files that were applied. */
  level: string;
  applied: readonly string[];
  newest: NewestUpdate | undefined;
  /** The source as it was read. */
  original: readonly Uint8Array[];
  /** An update, and the newest of them, has given the source new numbers (`./ S`). */
  renumbered: boolean;
  newestRenumbers: boolean;
  /** The update after which no further one is wanted has come. */
  stopped: boolean;
  rc: number;
}

/** What one step has brought. */
export interface LevelStep {
  readonly done: boolean;
  /** Lines for the log. */
  readonly log: readonly string[];
  /** Those of them that are told. */
  readonly told: readonly string[];
}

/** What is to be updated, and how. */
export type LevelRequest = Pick<Levels, 'module' | 'rule' | 'until'> & {
  readonly source: FoundFile;
  /** `fn ft fm` of the update or control file. */
  readonly second: string;
  /** The second file is a control file. */
  readonly control: boolean;
  /** An update file that is not there is told. */
  readonly mustBe: boolean;
};

function readingOf(file: FoundFile, what: Pending): Reading & Pending {
  const cursor = openCursor(file.volume, file.volume.device, file.entry);
  const device = file.volume.device;
  return { ...what, device, cursor, name: foundName(file), records: [] };
}

/** Begins. */
export function startLevels(request: LevelRequest): Levels {
  const { source, control, mustBe, ...others } = request;
  const plain = { type: '', level: '', mustBe };
  return {
    ...others,
    name: source.entry.name,
    sourceName: foundName(source),
    pending: [{ ...plain, kind: control ? 'control' : 'update' }],
    reading: readingOf(source, { ...plain, kind: 'source' }),
    ...{ source: [], updating: undefined, libraries: [], level: 'TEXT', applied: [] },
    ...{ newest: undefined, stopped: false, rc: 0 },
    ...{ original: [], renumbered: false, newestRenumbers: false },
  };
}

const told = (...lines: readonly string[]): LevelStep => ({
  ...{ done: false, log: lines, told: lines },
});

/** Goes on; a fault when a file cannot be read, is none of the kind, or has no room. */
export function applyLevels(context: StepContext, levels: Levels): LevelStep {
  if (levels.reading !== undefined) return read(context, levels, levels.reading);
  if (levels.updating !== undefined) return apply(levels, levels.updating);
  const [next, ...rest] = levels.pending;
  if (next === undefined || levels.stopped) return { done: true, log: [], told: [] };
  levels.pending = rest;
  return open(context, levels, next);
}

/** Looks for a file that was named with the source, or in a control file. */
function open(context: StepContext, levels: Levels, what: Pending): LevelStep {
  const named = what.type === '' ? levels.second.split(' ') : [levels.name, what.type, '*'];
  const [name = '', type = '', mode = ''] = named;
  const file = cardFile(context, levels.module, name, type, mode);
  if (file !== undefined) {
    levels.reading = readingOf(file, what);
    return told();
  }
  if (what.kind === 'update') {
    levels.newest = { type: what.type, name: undefined, records: [], before: levels.source };
    levels.newestRenumbers = false;
    levels.stopped = what.type === levels.until;
  }
  if (!what.mustBe) return told();
  const { rc, line } = updateMessage(levels.module, 180, `${name} ${type} ${mode}`);
  levels.rc = Math.max(levels.rc, rc);
  return told(line);
}

function read(context: StepContext, levels: Levels, file: Reading & Pending): LevelStep {
  const device = deviceOf(context, volumeOf(context.cms.disks, file.device));
  for (let n = 0; n < RECORDS; n++) {
    const record = readRecord(file.cursor, device);
    if (record === undefined) {
      levels.reading = undefined;
      return have(context, levels, file);
    }
    if (file.records.length >= MOST_UPDATE_RECORDS) throw updateFault(levels.module, 300);
    file.records.push(record.slice());
  }
  return told();
}

/** A file has been read. */
function have(context: StepContext, levels: Levels, file: Reading & Pending): LevelStep {
  const { records, name } = file;
  const { module, sourceName } = levels;
  if (file.kind === 'source') {
    levels.source = levels.original = records;
    return told();
  }
  if (file.kind === 'update') {
    const [first] = levels.applied;
    const updating = updateMessage(module, 178, 'Updating', sourceName).line;
    const applying = updateMessage(module, 178, 'Applying', name).line;
    levels.newest = { type: file.type, name, records, before: levels.source };
    levels.updating = startUpdating(levels.rule, sourceName, levels.source, records, module);
    levels.applied = [...levels.applied, name];
    if (file.level !== '') levels.level = file.level;
    return first === undefined ? told(updating, applying) : told(applying);
  }
  // what is behind column 72 is no part of a control file
  const lines = records.map((record) => fromEbcdic(record.subarray(0, 72)));
  if (file.kind === 'auxiliary') {
    const types = auxiliaryFile(lines);
    if (types === undefined) throw updateFault(module, 183, 'AUX', name);
    const { level } = file;
    const found = types.map((type) => ({ kind: 'update', type, level, mustBe: true }) as const);
    levels.pending = [...found, ...levels.pending];
    return told();
  }
  const control = controlFile(lines);
  if (control === 'macs') throw updateFault(module, 179, name);
  if (control === 'card') throw updateFault(module, 183, 'control', name);
  levels.libraries = control.libraries;
  levels.pending = control.records
    .filter(({ preferred }) => !preferred.some((type) => isThere(context, levels.name, type)))
    .map(pendingOf);
  return told();
}

const isThere = (context: StepContext, name: string, type: string): boolean =>
  findFile(context.cms.disks, name, type, '*') !== undefined;

const pendingOf = ({ level, type, auxiliary }: ControlRecord): Pending => ({
  ...{ kind: auxiliary ? 'auxiliary' : 'update', type, level, mustBe: false },
});

function apply(levels: Levels, updating: Updating): LevelStep {
  const became = updateSome(updating, RECORDS);
  if (became === 'full') throw updateFault(levels.module, 299);
  const log = updating.log.splice(0);
  const warnings = updating.warnings.splice(0);
  levels.rc = Math.max(levels.rc, updating.rc);
  if (became === 'done') {
    levels.source = updating.output;
    levels.updating = undefined;
    levels.newestRenumbers = updating.renumber !== undefined;
    levels.renumbered ||= levels.newestRenumbers;
    levels.stopped = levels.newest?.type === levels.until;
  }
  return { done: false, log, told: warnings };
}
