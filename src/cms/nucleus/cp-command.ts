/**
 * Commands of CP by DIAGNOSE X'08' (z/VM CP Programming Services). A response goes into a buffer of the nucleus; a query
 * whose answer is longer is asked once more, with free storage to hold it (as CMS Pipelines does). Another command is not
 * given twice: what it says beyond the buffer is lost.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { giveBackStorage, obtain } from './free-storage.js';
import {
  CP_COMMAND,
  CP_COMMAND_LENGTH,
  CP_RESPONSE,
  CP_RESPONSE_LENGTH,
  PSW_DISABLED,
  STUB,
} from './layout.js';
import type { Nucleus, Progress } from './nucleus.js';

/** Flag in the high byte of Ry: the response comes into a buffer. */
const BUFFERED = 0x40000000;
/** Longest response that CP gives, and what is asked for beyond the length that CP has told: the answer may grow. */
const LONGEST_RESPONSE = 0x100000;
const SLACK = 4096;
const PAGE = 4096;

/** A command line of CP fits. */
export function fitsCp(command: string): boolean {
  return command.length <= CP_COMMAND_LENGTH;
}

/**
 * Gives a command to CP; the condition code of the DIAGNOSE comes to {@link takeResponse}.
 * @param flags - of byte 0 of Ry
 */
export function giveCommand(n: Nucleus, command: string, flags: number): Progress {
  return diagnose(n, command, flags, undefined);
}

function diagnose(n: Nucleus, command: string, flags: number, area: Progress['area']): Progress {
  const m = n.machine;
  const text = toEbcdic(command);
  m.store(CP_COMMAND, text);
  m.setRegister(2, CP_COMMAND);
  m.setRegister(3, area?.at ?? CP_RESPONSE);
  m.setRegister(4, flags | text.length);
  m.setRegister(5, area?.length ?? CP_RESPONSE_LENGTH);
  m.loadPsw(PSW_DISABLED, STUB.diagnose08);
  return { stage: 'diagnose', count: 0, ...(area === undefined ? {} : { area }) };
}

/**
 * The lines of a response; or, when a query has more to say than the buffer holds, how far it is: it has been given
 * again, with a larger one.
 */
export function takeResponse(
  n: Nucleus,
  command: string,
  progress: Progress,
  cc: number,
): readonly string[] | Progress {
  const m = n.machine;
  const { area } = progress;
  const room = area?.length ?? CP_RESPONSE_LENGTH;
  const missing = cc === 0 ? 0 : m.register(5);
  if (missing > 0 && area === undefined && isQuery(command)) {
    const wanted = (room + missing + SLACK + PAGE - 1) & -PAGE;
    const most = Math.min(wanted, LONGEST_RESPONSE);
    const got = obtain(n, { owner: 'user', low: false, high: true, most, least: most });
    if (!('rc' in got)) return diagnose(n, command, BUFFERED, got);
  }
  const length = cc === 0 ? Math.min(m.register(5), room) : room;
  const bytes = length > 0 ? m.fetch(area?.at ?? CP_RESPONSE, length) : undefined;
  if (area !== undefined) giveBackStorage(n, area.at, area.length);
  const lines = fromEbcdic(bytes ?? new Uint8Array()).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** QUERY in one of its short forms: it can be given again. */
function isQuery(command: string): boolean {
  const word = /^\s*(\S+)/.exec(command)?.[1]?.toUpperCase() ?? '';
  return word !== '' && 'QUERY'.startsWith(word) && !/[\n\u0015]/.test(command);
}
