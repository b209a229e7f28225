/** The disk side of an open DCB: the files that it reads, one behind the other, or the one that it writes. */
import type { StepContext } from '../command.js';
import { startFileOutput } from '../commands/file-output.js';
import { findEntry } from '../files/directory.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../files/disk-state.js';
import type { RecordFormat } from '../files/layout.js';
import { openCursor } from '../files/reader.js';
import { mountOf } from '../functions/file-control.js';
import { ERROR, type Attributes } from './attributes.js';
import type { DiskPart, FileDefinition, OpenDcb } from './os-state.js';
import { kindOf, RECFM } from './recfm.js';
import { newMemberOutput } from './stow.js';
import { newWorkFile } from './work-file.js';

const MODULE = 'SOP';
/** Record length of a macro library. */
const CARD = 80;
/** Filetypes of libraries whose members a program may read. */
const LIBRARIES: readonly string[] = ['MACLIB', 'TXTLIB'];

/** What OPEN wants of a disk. */
export interface DiskRequest {
  readonly definition: FileDefinition;
  /** Files behind the first of a concatenation. */
  readonly others: readonly FileDefinition[];
  readonly output: boolean;
  /** Records are put back where they were read (UPDAT). */
  readonly update: boolean;
  /** The program reads members. */
  readonly members: boolean;
  /** It reads what it writes. */
  readonly work: boolean;
}

/** The disk side of a block; an error code when that cannot be. */
export function openDisk(
  context: StepContext,
  request: DiskRequest,
  found: FoundFile | undefined,
  known: Attributes,
): Partial<OpenDcb> | number {
  if (request.work) return openWork(context, request, found, known);
  if (request.output) {
    const library = request.members && request.definition.type === 'MACLIB';
    return library
      ? openMembers(context, request.definition, known)
      : openOutput(context, request.definition, known);
  }
  if (found === undefined) return ERROR.notFound;
  if (request.update) {
    if (found.mode.readOnly) return ERROR.readOnly;
    // a block has no place of its own in the file that could be written alone
    if (found.entry.modeNumber === 4 && (known.recfm & RECFM.blocked) !== 0) return ERROR.device;
  }
  const parts: DiskPart[] = [];
  for (const file of [found, ...others(context, request)]) {
    const part = openPart(context, file, request.members, known);
    if (typeof part === 'number') return part;
    parts.push(part);
  }
  return { parts, device: found.mode.device };
}

/** A work file: what is there is read first, unless the program begins by writing. */
function openWork(
  context: StepContext,
  { definition, output }: DiskRequest,
  found: FoundFile | undefined,
  known: Attributes,
): Partial<OpenDcb> | number {
  const mode = modeOf(context.cms.disks, definition.mode.charAt(0));
  if (mode === undefined || mode.readOnly) return ERROR.readOnly;
  if (!output && found === undefined) return ERROR.notFound;
  const old = output && !definition.append ? undefined : found;
  const part = old === undefined ? undefined : openPart(context, old, false, known);
  if (typeof part === 'number') return part;
  const mount = mountOf(volumeOf(context.cms.disks, mode.device));
  const blocks = part?.blocks ?? definition.mode.charAt(1) === '4';
  const parts = part === undefined ? [] : [part];
  return { work: newWorkFile(part !== undefined), parts, device: mode.device, mount, blocks };
}

function others(context: StepContext, request: DiskRequest): FoundFile[] {
  return request.others.flatMap(
    ({ name, type, mode }) => findFile(context.cms.disks, name, type, mode.charAt(0)) ?? [],
  );
}

function openPart(
  context: StepContext,
  file: FoundFile,
  members: boolean,
  known: Attributes,
): DiskPart | number {
  const { entry, mode } = file;
  const wrong = entry.format === 'F' && entry.recordLength !== known.lrecl;
  if (kindOf(known.recfm) === 'F' && entry.modeNumber !== 4 && wrong) return ERROR.contradictory;
  return {
    reader: openCursor(file.volume, mode.device, entry),
    device: mode.device,
    letter: mode.letter,
    mount: mountOf(volumeOf(context.cms.disks, mode.device)),
    blocks: entry.modeNumber === 4,
    library: members && LIBRARIES.includes(entry.type),
  };
}

/** A library that members are written into. */
function openMembers(
  context: StepContext,
  definition: FileDefinition,
  known: Attributes,
): Partial<OpenDcb> | number {
  const mode = modeOf(context.cms.disks, definition.mode.charAt(0));
  if (mode === undefined || mode.readOnly) return ERROR.readOnly;
  if (kindOf(known.recfm) !== 'F' || known.lrecl !== CARD) return ERROR.contradictory;
  const mount = mountOf(volumeOf(context.cms.disks, mode.device));
  return { members: newMemberOutput(), device: mode.device, mount };
}

function openOutput(
  context: StepContext,
  definition: FileDefinition,
  known: Attributes,
): Partial<OpenDcb> | number {
  const letter = definition.mode.charAt(0);
  const mode = modeOf(context.cms.disks, letter);
  if (mode === undefined || mode.readOnly) return ERROR.readOnly;
  const modeNumber = definition.mode.length > 1 ? Number(definition.mode.charAt(1)) : 1;
  const blocks = modeNumber === 4;
  const fixed = kindOf(known.recfm) === 'F' && (!blocks || known.blksize === known.lrecl);
  const format: RecordFormat = fixed ? 'F' : 'V';
  const old = findEntry(volumeOf(context.cms.disks, mode.device), definition.name, definition.type);
  if (definition.append && old !== undefined && old.records > 0) {
    const other = old.format !== format || (fixed && old.recordLength !== known.lrecl);
    if (other) return ERROR.contradictory;
  }
  const { name, type, append } = definition;
  const recordLength = fixed ? known.lrecl : 1;
  const file = { name, type, letter, modeNumber, format, recordLength };
  return {
    output: startFileOutput(context, MODULE, file, append),
    device: mode.device,
    mount: mountOf(volumeOf(context.cms.disks, mode.device)),
    blocks,
  };
}
