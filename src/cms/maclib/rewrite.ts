/**
 * A macro library, or one of load modules, written anew as a whole, in steps: members of the old one and new ones,
 * then the directory. The old one stays until the new one is durable. Plain data between steps.
 */
import type { BlockDevice, StepContext } from '../command.js';
import { deviceOf, fault, writableVolume } from '../commands/command-fault.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry } from '../files/layout.js';
import { readRecord, seekRecord } from '../files/reader.js';
import { volumeOf } from '../files/disk-state.js';
import { collect, collectSome } from '../files/tree.js';
import { finishFile, newChange, startFile, writeRecord, type FileWriter } from '../files/writer.js';
import { cardOf, closingRecord, encodeDirectory, encodeHeader } from './maclib.js';
import type { LibrarySource, NewLibrary, OpenLibrary, Rewriting } from './library-state.js';

/** Records that one step writes. */
const RECORDS = 150;

/** Begins to write. */
export function startRewriting(context: StepContext, library: NewLibrary): Rewriting {
  const volume = writableVolume(context, library.module, library.letter);
  return {
    ...library,
    ...{ change: newChange(volume.device), source: 0, next: 0, writer: undefined, directory: [] },
    ...{ moved: new Map(), collecting: undefined },
  };
}

/** What a member is known by: its record, negative in the library that is copied from. */
function placeOf({ member, input }: OldSource): number {
  return input === true ? -member.record : member.record;
}

function sizeOf(source: LibrarySource): number {
  return source.kind === 'old' ? source.member.records : source.lines.length;
}

/** Goes on; true when all is written and only the change is still to be committed. */
export function rewriteSome(context: StepContext, library: Rewriting): boolean {
  const { module, sources, change, type } = library;
  const volume = writableVolume(context, module, library.letter);
  const device = deviceOf(context, volume);
  if (library.writer === undefined) {
    // the header has to know where the directory is before the first member is written
    const seen = new Set<number>();
    let directory = 2;
    let names = 0;
    for (const source of sources) {
      const at = source.kind === 'old' ? placeOf(source) : 0;
      names += source.kind === 'new' ? 1 + (source.aliases?.length ?? 0) : 1;
      if (at === 0 || !seen.has(at)) directory += sizeOf(source) + 1;
      seen.add(at);
    }
    library.writer = type === 'MACLIB' ? startFile(volume, 'F', 80) : startFile(volume, 'V', 1);
    const header = encodeHeader({ directory, members: names }, type);
    writeRecord(volume, device, change, library.writer, header);
  }
  const { writer } = library;
  for (let i = 0; i < RECORDS; i++) {
    const source = sources[library.source];
    if (source === undefined) return endRewriting(context, library, writer);
    const record = nextOf(context, library, source, writer);
    if (record !== undefined) writeRecord(volume, device, change, writer, record);
  }
  return false;
}

/** The next record of a source; undefined when it needs none of its own. */
function nextOf(
  context: StepContext,
  library: Rewriting,
  source: LibrarySource,
  writer: FileWriter,
): Uint8Array | undefined {
  const size = sizeOf(source);
  if (library.next === 0) {
    const at = source.kind === 'old' ? library.moved.get(placeOf(source)) : undefined;
    const record = at ?? writer.records + 1;
    const { name } = source.kind === 'old' ? source.member : source;
    const aliases = source.kind === 'new' ? (source.aliases ?? []) : [];
    const module = source.kind === 'old' ? source.member.module : source.module;
    for (const one of [name, ...aliases]) {
      const facts = module === undefined ? {} : { module };
      library.directory.push({ name: one, record, records: size, ...facts });
    }
    if (at !== undefined) {
      library.source++;
      return undefined;
    }
    if (source.kind === 'old') library.moved.set(placeOf(source), record);
    if (source.kind === 'old' && size > 0) seekMember(context, library, source);
  }
  if (library.next >= size) {
    library.next = 0;
    library.source++;
    return closingRecord();
  }
  const at = library.next++;
  if (source.kind === 'new') {
    const line = source.lines[at]!;
    return typeof line === 'string' ? cardOf(line) : line;
  }
  const from = sourceLibrary(library, source);
  const record = readRecord(from.cursor, oldDevice(context, from));
  if (record === undefined)
    throw fault(library.module, 56, `${library.name} ${library.type}`, 'record');
  return record;
}

type OldSource = Extract<LibrarySource, { readonly kind: 'old' }>;

function sourceLibrary({ old, input }: Rewriting, source: OldSource): OpenLibrary {
  return source.input === true ? input! : old!;
}

function seekMember(context: StepContext, library: Rewriting, source: OldSource): void {
  const { module, name } = library;
  const { member } = source;
  const from = sourceLibrary(library, source);
  const { records } = from.cursor.entry;
  const whole = member.record >= 2 && member.record + member.records <= records;
  if (!whole) throw fault(module, 56, `${name} ${library.type}`, 'record');
  seekRecord(from.cursor, oldDevice(context, from), member.record);
}

function oldDevice(context: StepContext, old: OpenLibrary): BlockDevice {
  return deviceOf(context, volumeOf(context.cms.disks, old.device));
}

function endRewriting(context: StepContext, library: Rewriting, writer: FileWriter): boolean {
  const { module, name, change, type } = library;
  const volume = writableVolume(context, module, library.letter);
  const device = deviceOf(context, volume);
  if (library.collecting === undefined) {
    for (const record of encodeDirectory(library.directory, type)) {
      writeRecord(volume, device, change, writer, record);
    }
    const old = findEntry(volume, name, type);
    if (old !== undefined) {
      library.collecting = collect(old);
      return false;
    }
  } else if (!collectSome(volume, device, library.collecting, change.freed, 20)) return false;
  const modeNumber = findEntry(volume, name, type)?.modeNumber ?? 1;
  const id = { name, type, modeNumber };
  change.puts.push(encodeEntry(finishFile(volume, device, change, writer, id, context.now)));
  return true;
}
