/**
 * The file `userid NETLOG A0`, in which SENDFILE, RECEIVE and NOTE keep what was sent and received, a line each as z/VM
 * has it: `File PROFILE  EXEC     A1 recv from BOB      at VMTS     on 2026-11-28 04:05:06`.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { LocalTime, StepContext, StepResult } from '../command.js';
import {
  closeOutput,
  putOutput,
  startFileOutput,
  type OutputFile,
} from '../commands/file-output.js';
import { shortDate } from '../commands/list-line.js';
import { modeOf } from '../files/disk-state.js';

/** What a line of the log tells. */
export type LogEntry = {
  readonly what: 'File' | 'Note' | 'Ackn';
  readonly way: 'sent' | 'received';
  /** Filename, filetype and filemode here. */
  readonly file: readonly [name: string, type: string, mode: string];
  readonly user: string;
  readonly node: string;
  /** The fileid that the sender gave it, when it is another. */
  readonly was?: string | undefined;
};

const two = (n: number): string => String(n).padStart(2, '0');
const clock = ({ hour, minute, second }: LocalTime): string =>
  [hour, minute, second].map(two).join(':');

/** Date and time as the terminal has them: `11/28/26 04:05:06`. */
export function sentStamp(now: LocalTime): string {
  return `${shortDate(now)} ${clock(now)}`;
}

/** The line of the log for a file that was sent or received, in columns, at a local time. */
export function logLine({ what, way, file, user, node, was }: LogEntry, now: LocalTime): string {
  const [name, type, mode] = file;
  const date = [now.year, two(now.month), two(now.day)].join('-');
  return (
    `${what} ${name.padEnd(8)} ${type.padEnd(8)} ${mode.padEnd(2)} ` +
    `${way === 'sent' ? 'sent to  ' : 'recv from'} ${user.padEnd(8)} at ${node.padEnd(8)} ` +
    `on ${date} ${clock(now)}${was === undefined ? '' : ` sent as ${was}`}`
  );
}

/** Whether there is an A-disk on which a log can be kept. */
export function canLog(context: StepContext): boolean {
  return modeOf(context.cms.disks, 'A')?.readOnly === false;
}

/** Puts lines behind those of the log and makes it durable; then goes on as `then` says. */
export function keepLog(
  context: StepContext,
  module: string,
  entries: readonly LogEntry[],
  then: Parameters<typeof closeOutput>[2],
): StepResult {
  const log: OutputFile = {
    name: context.userid,
    type: 'NETLOG',
    letter: 'A',
    modeNumber: 0,
    format: 'V',
    recordLength: 1,
  };
  const output = startFileOutput(context, module, log, true);
  for (const entry of entries) {
    putOutput(context, output, toEbcdic(logLine(entry, context.now)));
  }
  return closeOutput(context, output, then);
}
