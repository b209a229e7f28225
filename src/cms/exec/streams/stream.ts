/**
 * Streams of a REXX program (z/VM REXX/VM Reference, "Input and Output Streams"): what is kept of each between two
 * calls. A stream is a CMS file, by `fn ft` or `fn ft fm`; the file itself stands in the list of open files, where
 * programs and EXECIO see it, too. Plain data.
 */
import type { StepContext } from '../../command.js';
import { findFile, type FoundFile } from '../../files/disk-state.js';

/** Streams of a program, at most. */
export const MOST_STREAMS = 64;
/** What CHARIN puts behind a line, and CHAROUT ends one at, unless OPEN says otherwise: X'15'. */
const LINE_END = '\n';
/** Record length of a new file with fixed records when nothing is said. */
const DEFAULT_LENGTH = 80;

/** A stream. */
export interface Stream {
  readonly name: string;
  readonly type: string;
  /** Filemode as it was given; `*` when none was. */
  readonly mode: string;
  /** Which way it was opened; undefined when its first use decides. */
  way: 'READ' | 'WRITE' | undefined;
  /** The file is to be written from nothing; so until the first line is written. */
  replace: boolean;
  /** Of a new file. */
  format: 'F' | 'V';
  recordLength: number;
  /** Ends a line among characters; nothing for BINARY. */
  lineEnd: string;
  /** Next line to be read, and what is left of one of which CHARIN has taken a part. */
  readLine: number;
  current: string | undefined;
  /** Lines read ahead, from which on, of how many, and the state of the disk that they belong to. */
  ahead:
    | {
        readonly generation: number;
        readonly from: number;
        readonly lines: readonly string[];
        readonly records: number;
      }
    | undefined;
  /** Next line to be written, 0 for the end of the file; and characters that do not yet end one. */
  writeLine: number;
  partial: string | undefined;
  /** Characters that are left to be read, once they were counted. */
  left: number | undefined;
  status: 'READY' | 'NOTREADY' | 'ERROR';
  /** Behind the status: why. */
  reason: string;
}

/** What OPEN says of a stream. */
export type StreamOptions = Partial<
  Pick<Stream, 'way' | 'replace' | 'format' | 'recordLength' | 'lineEnd'>
>;

/** The parts of a file identifier; undefined when it is none. */
export function fileParts(name: string): Pick<Stream, 'name' | 'type' | 'mode'> | undefined {
  const [fn = '', ft = '', fm = '*', more] = name.trim().toUpperCase().split(/\s+/);
  if (more !== undefined || !/^(\*|[A-Z][0-6]?)$/.test(fm)) return undefined;
  if (![fn, ft].every((part) => /^[A-Z0-9@#$+\-:_]{1,8}$/.test(part))) return undefined;
  return { name: fn, type: ft, mode: fm };
}

/** A stream that is about to be used. */
export function newStream(
  parts: Pick<Stream, 'name' | 'type' | 'mode'>,
  options: StreamOptions = {},
): Stream {
  return {
    ...parts,
    way: undefined,
    replace: false,
    format: 'V',
    recordLength: DEFAULT_LENGTH,
    lineEnd: LINE_END,
    readLine: 1,
    current: undefined,
    ahead: undefined,
    writeLine: 0,
    partial: undefined,
    left: undefined,
    status: 'READY',
    reason: '',
    ...options,
  };
}

/** The file of a stream, on the first disk that has it. */
export function foundFile(
  context: StepContext,
  { name, type, mode }: Pick<Stream, 'name' | 'type' | 'mode'>,
): FoundFile | undefined {
  return findFile(context.cms.disks, name, type, mode.charAt(0), mode !== '*');
}

/** The stream of a name among those that are in use. */
export function streamOf(streams: readonly Stream[], name: string): Stream | undefined {
  const parts = fileParts(name);
  if (parts === undefined) return undefined;
  const fits = (a: string, b: string): boolean => a.charAt(0) === b.charAt(0);
  return streams.find(
    (one) => one.name === parts.name && one.type === parts.type && fits(one.mode, parts.mode),
  );
}

/** It is at its end, or something has failed. */
export function notReady(stream: Stream, status: Stream['status'], reason: string): void {
  stream.status = status;
  stream.reason = reason;
}
