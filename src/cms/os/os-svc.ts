/**
 * Supervisor calls of OS (VM/370 System Programmer's Guide, "OS Simulation"). Those that need no other step are carried
 * out here, the others are routines of the command table.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import { addName, mostNames } from '../loader/loader-state.js';
import { unsupportedSvc, functionAbend } from '../nucleus/abend.js';
import { faultInCaller } from '../nucleus/caller-fault.js';
import { readClock } from '../nucleus/context.js';
import { OLD_PSW } from '../nucleus/layout.js';
import { goIdle, newActivation, type Nucleus } from '../nucleus/nucleus.js';
import { pushSave } from '../nucleus/save-areas.js';
import { setAttentionExit } from '../nucleus/attention-exit.js';
import { dropTyped } from '../program-stack.js';
import { stopTimer } from '../nucleus/interval-timer.js';
import { analyseError } from './synad.js';
import { setSpie, setStae } from './exits.js';
import {
  freemainByList,
  getmainByList,
  mainByForm,
  mainByRegisters,
  takeMain,
  type MainResult,
} from './main-storage.js';
import { nameAddress } from './caller.js';

/** Routines by number. */
const ROUTINES: ReadonlyMap<number, string> = new Map([
  [1, '*WAIT'],
  [6, '*LINK'],
  [7, '*XCTL'],
  [8, '*LOADEP'],
  [18, '*BLDL'],
  [19, '*OPEN'],
  [20, '*CLOSE'],
  [21, '*STOW'],
  [22, '*OPEN'],
  [23, '*TCLOSE'],
  [24, '*DEVTYPE'],
  [35, '*WTO'],
  [42, '*ATTACH'],
  [47, '*STIMER'],
  [51, '*SNAP'],
  [64, '*RDJFCB'],
  [69, '*BSP'],
  [93, '*TGET'],
]);
const POSTED = 0x40000000;
/**
 * Calls that do nothing where there is one user and one task: RESTORE, TRKBAL, EXTRACT, CHAP, DEQ, ENQ, FREEDBUF, DETACH,
 * CHKPT, PGRLSE.
 */
const NOTHING: ReadonlySet<number> = new Set([17, 25, 40, 44, 48, 56, 57, 62, 63, 112]);
/** FEOV: there is no other volume. */
const NO_VOLUME = 4;
/** IDENTIFY: the name is there with this address, or with another. */
const IDENTIFIED = { again: 4, other: 8 } as const;

/** Carries out a supervisor call of OS; false when there is none by that number. */
export function osCall(n: Nucleus, number: number): boolean {
  const m = n.machine;
  const psw = [m.word(OLD_PSW.svc) ?? 0, m.word(OLD_PSW.svc + 4) ?? 0] as const;
  const after = psw[1] & 0xffffff;
  const routine = ROUTINES.get(number);
  if (routine !== undefined) {
    const save = pushSave(n, { callee: routine, psw, normal: after, error: 0, code: 0 });
    if (save === undefined) {
      unsupportedSvc(n, number);
      return true;
    }
    n.state.activations.push(newActivation(save.address, routine, [], '', 'program'));
    goIdle(n);
    return true;
  }
  const result = immediate(n, number);
  if (result === 'unknown') return false;
  if (result === undefined) {
    faultInCaller(n, psw);
  } else if (typeof result === 'object') {
    const at = after.toString(16).toUpperCase().padStart(6, '0');
    const code = Number.parseInt(result.abend, 16) << 12;
    functionAbend(n, `DMSABN148T System abend ${result.abend} called from ${at}`, code);
  } else {
    if (result !== 'kept') m.setRegister(15, result);
    // SPIE has changed the program mask in it
    m.loadPsw(psw[0] & 0xffff0000, m.word(OLD_PSW.svc + 4) ?? psw[1]);
  }
  return true;
}

/** Undefined: a list or block lies outside storage. */
function immediate(n: Nucleus, number: number): MainResult | undefined | 'kept' | 'unknown' {
  const m = n.machine;
  switch (number) {
    case 2: {
      const done = m.setWord(m.register(1) & 0xffffff, POSTED | (m.register(0) & 0x3fffffff));
      return done ? 0 : undefined;
    }
    case 4:
      return getmainByList(n);
    case 5:
      return freemainByList(n);
    case 9:
      return deleteProgram(n);
    case 10:
      return mainByRegisters(n);
    case 120:
      return mainByForm(n);
    case 11:
      return time(n) ? 0 : undefined;
    case 14:
      setSpie(n);
      return 'kept';
    case 31:
      return NO_VOLUME;
    case 41:
      return identify(n);
    case 46:
      return testTimer(n);
    case 60:
      return setStae(n);
    case 68:
      return analyseError(n);
    case 96:
      return setAttentionExit(n);
    case 94:
      dropTyped(n.cms.stack);
      return 0;
    default:
      return NOTHING.has(number) ? 0 : 'unknown';
  }
}

/** IDENTIFY: the name is at register 0, its address in register 1. */
function identify(n: Nucleus): number | undefined {
  const bytes = n.machine.fetch(n.machine.register(0) & 0xffffff, 8);
  if (bytes === undefined) return undefined;
  const { loader } = n.cms;
  const name = fromEbcdic(bytes).trimEnd();
  const address = n.machine.register(1) & 0xffffff;
  const known = loader.names.get(name);
  if (known?.address !== undefined) {
    return known.address === address ? IDENTIFIED.again : IDENTIFIED.other;
  }
  if (known !== undefined || loader.names.size >= mostNames(loader)) return IDENTIFIED.other;
  addName(loader, name, 'label', address);
  return 0;
}

/** Flags of TTIMER in register 1. */
const CANCEL = 1;
const MICROSECONDS = 2;
/** Microseconds of a timer unit. */
const TIMER_UNIT = 1e6 / 38_400;

/** TTIMER: what is left of the interval, in timer units in register 0 or in microseconds where that points. */
function testTimer(n: Nucleus): number | undefined {
  const { timer } = n.cms.os;
  const m = n.machine;
  const time = timer?.task === true ? readClock(n).virtual : m.timeOfDay();
  const left = timer === undefined ? 0 : Math.max(0, Math.round(timer.due - time));
  const request = m.register(1) & 0xff;
  if ((request & MICROSECONDS) !== 0) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, BigInt(left) << 12n);
    if (!m.store(m.register(0) & 0xffffff, bytes)) return undefined;
  } else m.setRegister(0, Math.round(left / TIMER_UNIT) | 0);
  if ((request & CANCEL) !== 0) stopTimer(n);
  return 0;
}

/** DELETE: the name is at register 0. A module of a LOADLIB goes with its last use, others stay until the next LOAD. */
function deleteProgram(n: Nucleus): number | undefined {
  const name = n.machine.fetch(nameAddress(n.machine.register(0)), 8);
  if (name === undefined) return undefined;
  const text = fromEbcdic(name).trimEnd();
  const { os } = n.cms;
  const module = os.modules.find((one) => one.name === text);
  if (module === undefined) return n.cms.loader.names.get(text)?.address === undefined ? 4 : 0;
  if (--module.uses <= 0) {
    os.modules = os.modules.filter((one) => one !== module);
    takeMain(n, module.at, module.length);
  }
  return 0;
}

/** TIME MIC. */
const MICROSECONDS_TIME = 3;

const two = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);

/**
 * TIME: register 1 says how (0 timer units, 1 hundredths of seconds, 2 decimal; 3 microseconds, as the clock has them, in
 * eight bytes at register 0); time in register 0, date in 1. False when the area lies outside storage.
 */
function time(n: Nucleus): boolean {
  const { now } = readClock(n);
  const seconds = now.hour * 3600 + now.minute * 60 + now.second;
  const how = n.machine.register(1) & 0xff;
  const decimal = (two(now.hour) << 24) | (two(now.minute) << 16) | (two(now.second) << 8);
  const unit = how === 0 ? seconds * 38_400 : seconds * 100;
  if (how === MICROSECONDS_TIME) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, BigInt(seconds * 1e6) << 12n);
    if (!n.machine.store(n.machine.register(0) & 0xffffff, bytes)) return false;
  } else n.machine.setRegister(0, how === 0 || how === 1 ? unit | 0 : decimal);
  const day =
    (Date.UTC(now.year, now.month - 1, now.day) - Date.UTC(now.year, 0, 1)) / 86_400_000 + 1;
  const century = now.year >= 2000 ? 1 : 0;
  const packed = (two(Math.floor(day / 10)) << 8) | ((day % 10) << 4) | 0x0f;
  n.machine.setRegister(1, (century << 24) | (two(now.year % 100) << 16) | packed);
  return true;
}
