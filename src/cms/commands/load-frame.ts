/** What loading cards from the reader is asked for, and where it stands: plain data. */
import type { Effect } from '../command.js';
import type { Collecting } from '../files/tree.js';
import type { Change, FileWriter } from '../files/writer.js';
import type { LogEntry } from '../mail/net-log.js';
import type { CardIntake } from './card-intake.js';
import { fault, type CommandFault } from './command-fault.js';
import type { KeptFile } from './kept-file.js';

/** The reader. */
export const READER = 0x00c;
/** A CP command about the reader whose answer nobody needs to see. */
export function quietly(command: string): Effect {
  return { kind: 'cp', command, buffered: true };
}

/** What is to be loaded and how. */
export type LoadRequest = {
  readonly module: string;
  readonly letter: string;
  /** Filemode number when the user gave one. */
  readonly modeNumber: number | undefined;
  /** Names in place of those that came with the first file. */
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Name of a file that came without one. */
  readonly otherwise: { readonly name: string; readonly type: string } | undefined;
  readonly replace: boolean;
  readonly oldDate: boolean;
  /** Only cards of this kind are taken; undefined: whatever it is. */
  readonly only: 'cards' | 'disk' | 'netdata' | undefined;
  /** `created` lines are wanted. */
  readonly report: boolean;
  /**
   * Cards in the reader file. It is read so far and no further: at the end of file CP would drop it
   * before what it held is safe on disk.
   */
  readonly cards: number;
  /** CP keeps the file until it has been read. */
  readonly kept?: KeptFile | undefined;
  /** Who sent it, for the last line. */
  readonly from: string | undefined;
  /** Name of the NOTEBOOK that notes are put into; undefined: a note is a file like others. */
  readonly notebook?: string;
  /** The user is asked of each file whether he wants it: always, or when it has another name than its spool file. */
  readonly ask?: 'always' | 'other-name';
};

type Target = {
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly old: boolean;
  readonly was: string;
};

/** Where loading stands. */
export type LoadFrame = {
  stage: 'cards' | 'asked' | 'renamed' | 'committed' | 'closed' | 'failed';
  readonly request: LoadRequest;
  readonly intake: CardIntake;
  readonly change: Change;
  read: number;
  end: boolean;
  target: Target | undefined;
  /** Files whose blocks are still to be given free. */
  readonly replacing: Collecting[];
  writer: FileWriter | undefined;
  written: number;
  lines: string[];
  /** The same for the log. */
  readonly log: LogEntry[];
  rc: number;
  /** What the sender wants to be told to have been received. */
  acknowledge?: string;
  /** Records that wait until the user has said that he wants them. */
  held?: Uint8Array[];
  /** He has been asked about the file in hand, and what he calls it. */
  answered?: boolean;
  renamed?: { readonly name: string; readonly type: string; readonly number: string };
  /** CP has been told what becomes of a kept file. */
  settled?: boolean;
  /** He does not want the file in hand: its records are passed over. */
  skipping?: boolean;
  /** He did not want a file: the spool file stays in the reader. */
  left?: boolean;
  /** Nothing at all was wanted. */
  refused?: boolean;
  /** Lines at the head of a note that only its sender needs are being left out. */
  heading?: 'options' | 'blank' | 'done';
};

/** The cards are not what the command can read. */
export function badFormat(frame: LoadFrame): CommandFault {
  const { module } = frame.request;
  return frame.intake.kind === 'netdata' ? fault(module, 618) : fault(module, 78);
}
