/**
 * What a job of CMSBATCH may use and may ask of CP (VM/370: CMS User's Guide, "The CMS batch facility"): processor time by
 * the interval timer, lines and cards by what CMS itself prints and punches. A job that goes over a limit is ended as by HX.
 */
import { readClock } from './context.js';
import { MOST_OF_A_JOB, type JobLimits } from './job-state.js';
import type { Activation, Nucleus } from './nucleus.js';

/** Where the interval timer stands, and how much it counts in a millisecond. */
const INTERVAL_TIMER = 80;
const UNITS = 76.8;
/** Milliseconds after which the time is looked at at the latest: the timer holds no more than seven hours. */
const SPAN = 20_000_000;
/** The bit of an external interruption code that is the interval timer's. */
const CODE_TIMER = 0x80;
const PUNCH = 0x00d;
const PRINTER = 0x00e;

/** A job begins, with all that one can have. */
export function beginJob(n: Nucleus): void {
  const most = { TIME: MOST_OF_A_JOB, PRINT: MOST_OF_A_JOB, PUNCH: MOST_OF_A_JOB };
  const depth = n.state.activations.length;
  const began = readClock(n).virtual;
  n.state.job = { depth, running: false, most, used: { PRINT: 0, PUNCH: 0 }, began };
  setTimer(n, n.state.job);
}

/** Milliseconds that a job has left. */
function timeLeft(n: Nucleus, job: JobLimits): number {
  return job.most.TIME * 1000 - (readClock(n).virtual - job.began) / 1000;
}

/** Sets the interval timer to what is left. */
export function setTimer(n: Nucleus, job: JobLimits): void {
  const left = Math.max(1, Math.min(SPAN, timeLeft(n, job)));
  n.machine.setWord(INTERVAL_TIMER, Math.ceil(left * UNITS));
}

/** An external interruption: true when it tells that a job is over its time. */
export function jobTimer(n: Nucleus, code: number): boolean {
  const { job } = n.state;
  if ((code & CODE_TIMER) === 0 || code >= 0x1000 || job === undefined) return false;
  if (!job.running || timeLeft(n, job) > 0) {
    setTimer(n, job);
    return false;
  }
  job.over = 'TIME';
  return true;
}

/** Whether the job under way has to be ended as by HX. */
export function jobIsOver(n: Nucleus): boolean {
  return n.state.job?.running === true && n.state.job.over !== undefined;
}

/** Records have gone to a unit: true when that was too much, and the job is to be ended. */
export function jobWrote(n: Nucleus, device: number, records: number): boolean {
  const { job } = n.state;
  if (job?.running !== true) return false;
  const what = device === PUNCH ? 'PUNCH' : device === PRINTER ? 'PRINT' : undefined;
  if (what === undefined) return false;
  job.used[what] += records;
  if (job.used[what] <= job.most[what]) return false;
  job.over = what;
  return true;
}

/** Commands of CP that a job may give. */
const ALLOWED = [
  ...['CHANGE', 'CLOSE', 'DETACH', 'DISPLAY', 'DUMP', 'INDICATE', 'LINK', 'MSG', 'MESSAGE'],
  ...['PURGE', 'QUERY', 'REWIND', 'SET', 'SLEEP', 'SMSG', 'SPOOL', 'STORE', 'TAG', 'TERMINAL'],
  ...['TRANSFER', 'VMDUMP'],
];
/** Words for the reader and the console of the batch machine, which are not the job's. */
const NOT_ITS = ['00C', 'C', '0C', '000C', 'RDR', 'READER', 'CONSOLE', 'CONS', '009', '9', '0009'];
/** And disks of it. */
const DISKS = ['190', '191', '195', '19E'];

/** Whether a job may give a command of CP. */
export function jobMay(command: string): boolean {
  // one command may hide another behind a line end of CP
  if (/[\x15\n]/.test(command)) return command.split(/[\x15\n]/).every(jobMay);
  const [verb = '', ...rest] = command.toUpperCase().trim().split(/\s+/);
  const known = ALLOWED.find(
    (one) => one.startsWith(verb) && verb.length >= Math.min(one.length, 3),
  );
  const asks = verb === 'Q' || verb === 'QU' || known === 'QUERY';
  if (asks) return true;
  if (known === undefined) return false;
  if (rest.some((word) => NOT_ITS.includes(word))) return false;
  if (known === 'SET' && rest[0] !== undefined && /^(TIMER|RUN)$/.test(rest[0])) return false;
  return known !== 'DETACH' || !rest.some((word) => DISKS.includes(word.replace(/^0+/, '')));
}

/** Who passes on to CP what a user has written; what other commands ask of it is their own. */
const PASSED_ON = ['CP', 'PIPE', 'EXEC', 'EXECIO', 'XEDIT', 'SET', 'QUERY'];

/** What is said instead of a command of CP that the job must not give; undefined: it may, or it is none of the job's. */
export function refusedToJob(n: Nucleus, a: Activation, command: string): string | undefined {
  if (n.state.job?.running !== true || jobMay(command)) return undefined;
  if (!PASSED_ON.includes(a.command)) return undefined;
  const [verb = ''] = command.trim().split(/\s+/);
  return `DMSBTP107E CP/CMS command ${verb.toUpperCase()} not allowed`;
}
