/** The file `userid NETLOG A0`, in which SENDFILE, RECEIVE and NOTE keep what was sent and received. */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { LocalTime, StepContext, StepResult } from '../command.js';
import {
  closeOutput,
  putOutput,
  startFileOutput,
  type OutputFile,
} from '../commands/file-output.js';
import { modeOf } from '../files/disk-state.js';

const two = (n: number): string => String(n % 100).padStart(2, '0');

/** Date and time as the log has them: `11/28/26 04:05:06`. */
export function logStamp(now: LocalTime): string {
  const { year, month, day, hour, minute, second } = now;
  return `${two(month)}/${two(day)}/${two(year)} ${two(hour)}:${two(minute)}:${two(second)}`;
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
