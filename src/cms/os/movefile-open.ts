/** What MOVEFILE reads and writes: the blocks that it opens for its two files (CMS Command Reference, "MOVEFILE"). */
import type { StepContext } from '../command.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { fault } from '../commands/command-fault.js';
import { findFile, modeOf } from '../files/disk-state.js';
import { DISPLAY_BUFFER, DISPLAY_LENGTH } from '../nucleus/layout.js';
import { attributesOf, DEVICE_DEFAULTS, type Attributes } from './attributes.js';
import { openDataSet } from './data-sets.js';
import { newDirectory } from './members.js';
import { newOpenDcb } from './open.js';
import { openDisk } from './open-disk.js';
import type { FileDefinition, OpenDcb } from './os-state.js';
import { kindOf, RECFM } from './recfm.js';

const MODULE = 'MVE';

/** How messages name a file of a disk, or a data set. */
export function shown(definition: FileDefinition): string {
  const { dataSet } = definition;
  if (dataSet !== undefined) return dataSet.name;
  return `${definition.name} ${definition.type} ${definition.mode}`;
}

/** What is read; with `pds` the members of a library. */
export function openInput(context: StepContext, definition: FileDefinition, pds: boolean): OpenDcb {
  const { disks } = context.cms;
  if (definition.device === 'GRAF') throw fault(MODULE, 75, definition.device, 'input');
  const file = definition.device === 'DISK' && definition.dataSet === undefined;
  const found = file
    ? findFile(disks, definition.name, definition.type, definition.mode.charAt(0))
    : undefined;
  if (file && found === undefined) throw fault(MODULE, 2, shown(definition));
  const none = { recfm: 0, lrecl: 0, blksize: 0 };
  const fallback = found === undefined ? [RECFM.u, 130] : undefined;
  const known = attributesOf(none, definition, found, fallback as [number, number] | undefined);
  if (typeof known === 'number') throw fault(MODULE, 36, known, definition.ddname);
  return opened(context, definition, known, true, pds);
}

/** A fault when nothing can be written there. */
export function checkTarget(context: StepContext, definition: FileDefinition): void {
  if (definition.device === 'GRAF') throw fault(MODULE, 75, definition.device, 'output');
  if (definition.device === 'DISK') {
    const letter = definition.mode.charAt(0);
    // CMS writes no data sets
    if (foreignOf(context.cms.disks, letter) !== undefined) throw fault(MODULE, 37, letter);
    const mode = modeOf(context.cms.disks, letter);
    if (mode === undefined) throw fault(MODULE, 69, letter);
    if (mode.readOnly) throw fault(MODULE, 37, letter);
  }
}

/** What is written; where nothing else is said it is like the input. */
export function openTarget(
  context: StepContext,
  definition: FileDefinition,
  input: OpenDcb,
): OpenDcb {
  checkTarget(context, definition);
  const own = DEVICE_DEFAULTS[definition.device];
  const none = { recfm: 0, lrecl: 0, blksize: 0 };
  const fits = definition.recfm === undefined || kindOf(definition.recfm) === kindOf(input.recfm);
  const copied = definition.lrecl ?? definition.blksize;
  const fallback = own ?? [input.recfm, fits && copied === undefined ? input.lrecl : 0];
  const length = fallback[1] === 0 ? input.lrecl : fallback[1];
  const known = attributesOf(none, definition, undefined, [fallback[0], length], own === undefined);
  if (typeof known === 'number') throw fault(MODULE, 36, known, definition.ddname);
  return opened(context, definition, known, false);
}

function opened(
  context: StepContext,
  definition: FileDefinition,
  known: Attributes,
  input: boolean,
  pds = false,
): OpenDcb {
  const file = definition.device === 'DISK' && definition.dataSet === undefined;
  const found =
    input && file
      ? findFile(context.cms.disks, definition.name, definition.type, definition.mode.charAt(0))
      : undefined;
  const { member } = definition;
  if (!input && member !== undefined) throw fault(MODULE, 75, 'MEMBER', 'output');
  const members = member !== undefined || pds;
  const request = { definition, others: [], output: !input, update: false, members, work: false };
  const disk = file ? openDisk(context, request, found, known) : {};
  if (typeof disk === 'number') throw fault(MODULE, 36, disk, definition.ddname);
  const place = definition.dataSet;
  const dataSet = place === undefined ? undefined : openDataSet(context, place);
  if (typeof dataSet === 'number') throw fault(MODULE, 36, dataSet, definition.ddname);
  const directory = members ? newDirectory() : undefined;
  const dcb = { ...newOpenDcb(definition, known, input), directory, dataSet, ...disk };
  if (definition.device !== 'TAPE') return dcb;
  // blocks of tapes pass through a buffer of the nucleus
  if (known.blksize > DISPLAY_LENGTH) throw fault(MODULE, 44);
  return { ...dcb, buffer: DISPLAY_BUFFER, bufferLength: DISPLAY_LENGTH };
}
