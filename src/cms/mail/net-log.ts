/** The file `userid NETLOG A0`, in which SENDFILE, RECEIVE and NOTE keep what was sent and received. */
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

/** Date and time as the log has them: `11/28/26 04:05:06`. */
export function logStamp(now: LocalTime): string {
  const time = [now.hour, now.minute, now.second].map((n) => String(n).padStart(2, '0'));
  return `${shortDate(now)} ${time.join(':')}`;
}

/** Whether there is an A-disk on which a log can be kept. */
export function canLog(context: StepContext): boolean {
  return modeOf(context.cms.disks, 'A')?.readOnly === false;
}

/** Puts lines behind those of the log and makes it durable; then goes on as `then` says. */
export function keepLog(
  context: StepContext,
  module: string,
  lines: readonly string[],
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
  for (const line of lines) putOutput(context, output, toEbcdic(line));
  return closeOutput(context, output, then);
}
