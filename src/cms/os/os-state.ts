/** What OS simulation knows between steps: file definitions, open data control blocks, exits. Plain data. */

import type { FileOutput } from '../files/file-output.js';
import type { RecordCursor } from '../files/reader.js';

/** Where a file definition leads. */
export type DefinedDevice = 'DISK' | 'DUMMY' | 'TERMINAL' | 'PRINTER' | 'PUNCH' | 'READER' | 'TAPE';

/** A file definition (FILEDEF). */
export interface FileDefinition {
  readonly ddname: string;
  readonly device: DefinedDevice;
  /** Number of the tape drive, 1 to 4. */
  readonly tape: number;
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
  /** Terminal input is translated to upper case. */
  readonly upper: boolean;
  /** Member of a library. */
  readonly member: string | undefined;
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
  /** A disk file that is read, and which reading of its disk it belongs to. */
  readonly reader: RecordCursor | undefined;
  readonly device: number;
  readonly mount: number;
  /** A disk file that is written. */
  readonly output: FileOutput | undefined;
  /** Records of the disk are blocks (filemode number 4). */
  readonly blocks: boolean;
  /** Records of a block that were not taken yet, or that do not fill a block yet (filemode number 4). */
  block: Uint8Array[];
  /** A record of locate mode stands in the buffer. */
  pending: boolean;
  /** The last READ found the end, or an error. */
  result: 'ok' | 'end' | 'error';
}

/** Storage that GETMAIN has given out. */
export interface MainBlock {
  readonly at: number;
  readonly length: number;
}

/** All of it. */
export interface OsState {
  readonly version: 1;
  definitions: FileDefinition[];
  open: OpenDcb[];
  main: MainBlock[];
  /** Exit for program interruptions: addresses of the PICA and of the PIE; 0 for none. */
  spie: { readonly pica: number; readonly pie: number };
  /** Its exit runs. */
  inSpie: boolean;
  /** Exits for abnormal ends, newest last. */
  stae: { readonly exit: number; readonly parameter: number }[];
  /** The message of the abnormal end whose exit runs. */
  ending: string | undefined;
}

/** Most file definitions, open blocks, pieces of storage and exits. */
export const MOST = { definitions: 256, open: 64, main: 4096, stae: 16 } as const;

/** Nothing defined. */
export function newOsState(): OsState {
  return {
    version: 1,
    definitions: [],
    open: [],
    main: [],
    spie: { pica: 0, pie: 0 },
    inSpie: false,
    stae: [],
    ending: undefined,
  };
}

/** A program has ended: its exits and open blocks are gone. */
export function endOfProgram(os: OsState): void {
  os.open = [];
  os.spie = { pica: 0, pie: 0 };
  os.inSpie = false;
  os.stae = [];
  os.ending = undefined;
}
