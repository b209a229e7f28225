/** What is known between steps of a library that is read or written anew; plain data. */
import type { RecordCursor } from '../files/reader.js';
import type { Collecting } from '../files/tree.js';
import type { Change, FileWriter } from '../files/writer.js';
import type { LibraryType, Member, ModuleFacts } from './maclib.js';

/** A library that has been opened. */
export interface OpenLibrary {
  readonly name: string;
  readonly type: LibraryType;
  readonly device: number;
  readonly cursor: RecordCursor;
  /** Members as far as the directory is read; the first of a name counts. */
  readonly members: Map<string, Member>;
  /** All members, in the order of the directory: ADD puts a second one of a name behind the first. */
  entries: Member[];
  /** Record of the directory of a library in the old form; undefined for others. */
  readonly oldDirectory: number | undefined;
  /** Directory entries still to be read. */
  left: number;
}

/** A member that goes into the library: from the old one, or what a file or a program has for it. */
export type LibrarySource =
  | {
      readonly kind: 'old';
      readonly member: Member;
      /** It comes from the other library, which is copied from. */
      readonly input?: true;
    }
  | {
      readonly kind: 'new';
      readonly name: string;
      readonly aliases?: readonly string[];
      readonly lines: readonly (string | Uint8Array)[];
      /** Of a load module. */
      readonly module?: ModuleFacts;
    };

/** What is to be written. */
export interface NewLibrary {
  readonly module: string;
  readonly name: string;
  readonly type: LibraryType;
  readonly letter: string;
  readonly old: OpenLibrary | undefined;
  /** Another library that members come from. */
  readonly input?: OpenLibrary | undefined;
  readonly sources: readonly LibrarySource[];
}

/** How far that is. */
export interface Rewriting extends NewLibrary {
  /** What becomes of the disk; to be committed when {@link rewriteSome} says so. */
  readonly change: Change;
  /** Source that is being written, and the record of it that comes next. */
  source: number;
  next: number;
  writer: FileWriter | undefined;
  directory: Member[];
  /** Where members are now by their old records, those of `input` negative: several names may be those of one. */
  readonly moved: Map<number, number>;
  collecting: Collecting | undefined;
}
