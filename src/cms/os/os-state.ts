/** What OS simulation knows between steps: file definitions, open data control blocks, exits. Plain data. */

import type { FileOutput } from '../files/file-output.js';
import type { OpenFile } from '../files/open-files.js';
import type { RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import type { DataSetPlace, DataSetReading } from './data-set-state.js';
import type { LibrarySource, OpenLibrary, Rewriting } from '../maclib/library-state.js';

/** Where a file definition leads. */
export type DefinedDevice =
  'DISK' | 'DUMMY' | 'TERMINAL' | 'PRINTER' | 'PUNCH' | 'READER' | 'TAPE' | 'GRAF';

/** How a reel is labelled, and which of its files is meant. */
export interface Reel {
  readonly label: 'LABOFF' | 'BLP' | 'NL' | 'SL' | 'SUL' | 'NSL';
  readonly file: number;
  /** Volume of SL and SUL, empty for any; of NSL the routine that processes the labels. */
  readonly volume: string;
}

/** A file definition (FILEDEF). */
export interface FileDefinition {
  readonly ddname: string;
  readonly device: DefinedDevice;
  /** Number of the tape drive, 0 to 15; of a display its address. */
  readonly tape: number;
  readonly reel: Reel;
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  readonly permanent: boolean;
  /** Record format as in a DCB; undefined when it was not given. */
  readonly recfm: number | undefined;
  readonly lrecl: number | undefined;
  readonly blksize: number | undefined;
  /** Output goes behind the last record (DISP MOD). */
  readonly append: boolean;
  /** Terminal input, and what goes to or comes from a unit, is translated to upper case. */
  readonly upper: boolean;
  /** Member of a library. */
  readonly member: string | undefined;
  /** It stands behind others of the same ddname (CONCAT). */
  readonly concatenated: boolean;
  /** Organisation, as FILEDEF was given it. */
  readonly dsorg: string | undefined;
  /** A data set of a volume of OS (DSN). */
  readonly dataSet: DataSetPlace | undefined;
}

/** What LABELDEF says of the labels of a tape file; what it leaves out is whatever it is, or what is usual. */
export interface LabelDefinition {
  readonly ddname: string;
  readonly permanent: boolean;
  /** Words of LABELDEF with their values, as they stand in a label. */
  readonly fields: Readonly<Partial<Record<LabelField, string>>>;
}

/** The words of LABELDEF. */
export type LabelField =
  'FID' | 'VOLID' | 'VOLSEQ' | 'FSEQ' | 'GENN' | 'GENV' | 'CRDTE' | 'EXDTE' | 'SEC';

/** A disk file that is read. */
export interface DiskPart {
  readonly reader: RecordCursor;
  readonly device: number;
  readonly letter: string;
  /** Which reading of its disk it belongs to. */
  readonly mount: number;
  /** Records of the disk are blocks (filemode number 4). */
  readonly blocks: boolean;
  /** It is a library: what is read ends behind a member. */
  readonly library: boolean;
}

/** Where a member begins: which file of a concatenation, and which record. */
export interface MemberPlace {
  readonly part: number;
  readonly record: number;
}

/** The directories of the libraries of a block, as far as they are read. */
export interface Directory {
  /** The first file that has a name counts. */
  readonly names: Map<string, MemberPlace>;
  /** File whose directory is being read. */
  part: number;
  /** The library as it is being read, which only the reading itself knows. */
  reading: object;
}

/** Members that are written into a library. */
export interface MemberOutput {
  /** What was written since the last STOW. */
  records: Uint8Array[];
  /** All records that are kept. */
  size: number;
  /** The library as it was, once its directory is wanted. */
  old: OpenLibrary | undefined;
  /** What it will have. */
  sources: LibrarySource[] | undefined;
  changed: boolean;
  /** Being written by CLOSE. */
  rewriting: Rewriting | undefined;
}

/** A file that is written and read (INOUT, OUTIN). */
export interface WorkFile {
  readonly records: Uint8Array[];
  /** Bytes of all records. */
  size: number;
  /** How many records stand in front of where it is read and written next. */
  next: number;
  changed: boolean;
  /** What the disk has is still being read. */
  loading: boolean;
  /** Being written by CLOSE, so many records so far. */
  output: FileOutput | undefined;
  written: number;
}

/** An open data control block. */
export interface OpenDcb {
  /** Its address. */
  readonly address: number;
  readonly definition: FileDefinition;
  readonly input: boolean;
  readonly recfm: number;
  readonly lrecl: number;
  readonly blksize: number;
  /** What the OPEN put its entry address over. */
  readonly macrf: number;
  /** Buffer in free storage, behind an input/output block. */
  readonly buffer: number;
  readonly bufferLength: number;
  /** Disk files that are read, one behind the other, and which of them is now. */
  readonly parts: readonly DiskPart[];
  part: number;
  /** A data set of a volume of OS that is read, in place of files. */
  readonly dataSet: DataSetReading | undefined;
  /** Record of the disk in which the last block began; 0 before the first. */
  last: number;
  /** POINT has named a block that is not there. */
  astray: boolean;
  /** Members of the libraries, when they were asked for. */
  directory: Directory | undefined;
  /** The disk that is written on, and which reading of it this belongs to. */
  readonly device: number;
  readonly mount: number;
  /** A disk file that is written. */
  readonly output: FileOutput | undefined;
  /** A library whose members are written. */
  readonly members: MemberOutput | undefined;
  /** What is written and read. */
  readonly work: WorkFile | undefined;
  /** Records that were read are put back in their place (UPDAT). */
  readonly updating: boolean;
  /** The file as it is written anew around them. */
  update: OpenFile | undefined;
  /** What is written are blocks (filemode number 4). */
  readonly blocks: boolean;
  /** Records of a block that were not taken yet, or that do not fill a block yet (filemode number 4). */
  block: Uint8Array[];
  /** Spanned records: what the segments that were read have of one that goes on in the next block. */
  begun: Uint8Array | undefined;
  /** Blocks of a spanned record that are still to be written on a tape. */
  waiting: Uint8Array[];
  /** Record format as labels of a tape have it; that of spanned blocks, which BSAM reads whole, is U in `recfm`. */
  readonly labelRecfm: number;
  /** A record of locate mode stands in the buffer. */
  pending: boolean;
  /** The last READ found the end, or an error. */
  result: 'ok' | 'end' | 'error';
}

/** Storage that GETMAIN has given out. */
export interface MainBlock {
  readonly at: number;
  readonly length: number;
  /** The subpool that it is counted to, where it is not 0. */
  readonly subpool?: number;
}

/** An interval that STIMER has set. */
export interface OsTimer {
  /** Processor time counts, not the time of day. */
  readonly task: boolean;
  /** When it ends, in microseconds: of virtual processor time, or of the time-of-day clock. */
  readonly due: number;
  /** How long it was, in microseconds. */
  readonly length: number;
  /** Address of the exit; 0 for none. */
  readonly exit: number;
  /** It has ended, and the exit has still to be taken. */
  ended: boolean;
}

/** A load module that was brought into storage. */
export interface LoadedModule {
  readonly name: string;
  readonly entry: number;
  readonly at: number;
  readonly length: number;
  /** How often LOAD has asked for it. */
  uses: number;
}

/** All of it. */
export interface OsState {
  readonly version: 5;
  definitions: FileDefinition[];
  labels: LabelDefinition[];
  open: OpenDcb[];
  main: MainBlock[];
  /** Modules of LOADLIBs. */
  modules: LoadedModule[];
  /** Exit for program interruptions: addresses of the PICA and of the PIE; 0 for none. */
  spie: { readonly pica: number; readonly pie: number };
  /** Its exit runs. */
  inSpie: boolean;
  /** Exits for abnormal ends, newest last. */
  stae: { readonly exit: number; readonly parameter: number }[];
  /** The message of the abnormal end whose exit runs. */
  ending: string | undefined;
  timer: OsTimer | undefined;
  /** Its exit runs. */
  inTimer: boolean;
  /** Exits for attentions, newest last. */
  stax: { readonly exit: number; readonly parameter: number }[];
  /** One of them runs. */
  inStax: boolean;
}

/** Most file definitions, open blocks, pieces of storage and exits. */
export const MOST = {
  definitions: 256,
  labels: 256,
  open: 64,
  main: 4096,
  stae: 16,
  modules: 128,
} as const;

/** Nothing defined. */
export function newOsState(): OsState {
  return {
    version: 5,
    definitions: [],
    labels: [],
    open: [],
    main: [],
    modules: [],
    spie: { pica: 0, pie: 0 },
    inSpie: false,
    stae: [],
    ending: undefined,
    timer: undefined,
    inTimer: false,
    stax: [],
    inStax: false,
  };
}

/** Changes of disks that open blocks have begun, each with its device and the reading of the disk that it belongs to. */
export function openChanges(
  os: OsState,
): { readonly device: number; readonly mount: number; readonly change: Change }[] {
  return os.open.flatMap((dcb) => {
    const { device, mount, update, members } = dcb;
    const output = dcb.output ?? dcb.work?.output;
    const made = [];
    const rewriting = members?.rewriting;
    if (rewriting !== undefined) made.push({ device, mount, change: rewriting.change });
    if (output !== undefined) made.push({ device, mount, change: output.change });
    if (update?.output !== undefined) made.push({ ...update, change: update.output.change });
    return made;
  });
}

/** A program has ended: its exits and open blocks are gone. */
export function endOfProgram(os: OsState): void {
  os.open = [];
  os.modules = [];
  os.spie = { pica: 0, pie: 0 };
  os.inSpie = false;
  os.stae = [];
  os.ending = undefined;
  os.timer = undefined;
  os.inTimer = false;
  os.stax = [];
  os.inStax = false;
}
