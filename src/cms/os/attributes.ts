/** Record format and lengths of what a DCB is opened for (OS/VS Data Management Macro Instructions, "OPEN"). */
import type { FoundFile } from '../files/disk-state.js';
import type { FileDefinition } from './os-state.js';
import { isSpanned, kindOf, RECFM } from './recfm.js';

/** Why a block could not be opened (message 036E). */
export const ERROR = {
  notFound: 3,
  attributes: 4,
  readOnly: 5,
  contradictory: 6,
  spanned: 7,
  device: 8,
  tooMany: 9,
  noMember: 10,
} as const;
/** Longest record and block. */
export const LONGEST = 32_760;
/** What record format and length a device has. */
export const DEVICE_DEFAULTS: Readonly<
  Partial<Record<FileDefinition['device'], readonly [number, number]>>
> = {
  READER: [RECFM.f, 80],
  PUNCH: [RECFM.f, 80],
  PRINTER: [RECFM.u, 132],
  TERMINAL: [RECFM.u, 130],
  TAPE: [RECFM.u, 3600],
};
/** Record format and lengths. */
export interface Attributes {
  readonly recfm: number;
  readonly lrecl: number;
  readonly blksize: number;
}

/** Shortest block of spanned records, as OS has it: its segments are not too many. */
const SHORTEST_SPANNED = 18;

/** Where records may be spanned: where there are blocks. */
function takesSpanned(definition: FileDefinition, modeNumber: number | undefined): boolean {
  const { device, dataSet, mode } = definition;
  if (device === 'TAPE' || device === 'DUMMY' || dataSet !== undefined) return true;
  return device === 'DISK' && (modeNumber ?? Number(mode.charAt(1))) === 4;
}

/**
 * Record format and lengths: of the DCB, else of FILEDEF, else of the file, else of the device, else `otherwise` (whose
 * length is that of records with what stands in front of variable ones when `whole`).
 */
export function attributesOf(
  dcb: Attributes,
  definition: FileDefinition,
  found: FoundFile | undefined,
  otherwise?: readonly [number, number],
  whole = false,
): Attributes | number {
  const device = DEVICE_DEFAULTS[definition.device] ?? otherwise;
  const file = found?.entry;
  const ofFile = file === undefined ? undefined : file.format === 'F' ? RECFM.f : RECFM.v;
  const recfm =
    (dcb.recfm & RECFM.u) !== 0 ? dcb.recfm : (definition.recfm ?? ofFile ?? device?.[0] ?? 0);
  if ((recfm & RECFM.u) === 0) return ERROR.attributes;
  const spanned = isSpanned(recfm);
  if (spanned && !takesSpanned(definition, file?.modeNumber)) return ERROR.spanned;
  const variable = kindOf(recfm) === 'V';
  const extra = variable ? 4 : 0;
  let lrecl = dcb.lrecl || (definition.lrecl ?? 0);
  let blksize = dcb.blksize || (definition.blksize ?? 0);
  // what a file says is the length of its data
  const ofDevice = (file?.recordLength ?? device?.[1] ?? 0) + (whole ? 0 : extra);
  if (lrecl === 0 && blksize === 0) lrecl = ofDevice <= extra ? 0 : ofDevice;
  if (lrecl === 0) lrecl = blksize - extra;
  if (blksize === 0) blksize = lrecl + extra;
  if (lrecl <= extra || blksize <= extra) return ERROR.attributes;
  if (lrecl > LONGEST || blksize > LONGEST + extra) return ERROR.contradictory;
  if (spanned && blksize < SHORTEST_SPANNED) return ERROR.contradictory;
  if (variable && !spanned && lrecl > blksize - 4) return ERROR.contradictory;
  if (kindOf(recfm) === 'F' && blksize % lrecl !== 0) return ERROR.contradictory;
  return { recfm, lrecl, blksize };
}
