/**
 * Supervisor calls of OS (VM/370 System Programmer's Guide, "OS Simulation"). Those that need no other step are carried
 * out here, the others are routines of the command table.
 */
import { unsupportedSvc, functionAbend } from '../nucleus/abend.js';
import { faultInCaller } from '../nucleus/caller-fault.js';
import { readClock } from '../nucleus/context.js';
import { OLD_PSW } from '../nucleus/layout.js';
import { goIdle, newActivation, type Nucleus } from '../nucleus/nucleus.js';
import { pushSave } from '../nucleus/save-areas.js';
import { setSpie, setStae } from './exits.js';
import { freemainByList, getmainByList, mainByRegisters, type MainResult } from './main-storage.js';

/** Routines by number. */
const ROUTINES: ReadonlyMap<number, string> = new Map([
  [1, '*WAIT'],
  [6, '*LINK'],
  [7, '*XCTL'],
  [8, '*LOADEP'],
  [19, '*OPEN'],
  [20, '*CLOSE'],
  [35, '*WTO'],
]);
const POSTED = 0x40000000;

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
    functionAbend(n, `DMSABN148T System abend ${result.abend} called from ${at}`);
  } else {
    if (result !== 'kept') m.setRegister(15, result);
    m.loadPsw(psw[0] & 0xffff0000, psw[1]);
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
    case 11:
      time(n);
      return 0;
    case 14:
      setSpie(n);
      return 'kept';
    case 48:
    case 56:
      // nobody else is there who could have it
      return 0;
    case 60:
      return setStae(n);
    default:
      return 'unknown';
  }
}

/** DELETE: the name is at register 0. The program stays where it is until the next LOAD. */
function deleteProgram(n: Nucleus): number | undefined {
  const at = Math.abs(n.machine.register(0)) & 0xffffff;
  return n.machine.fetch(at, 8) === undefined ? undefined : 0;
}

const two = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);

/** TIME: register 1 says how (1 timer units, 2 decimal, 3 hundredths of seconds); time in register 0, date in 1. */
function time(n: Nucleus): void {
  const { now } = readClock(n);
  const seconds = now.hour * 3600 + now.minute * 60 + now.second;
  const how = n.machine.register(1) & 0xff;
  const decimal = (two(now.hour) << 24) | (two(now.minute) << 16) | (two(now.second) << 8);
  const unit = how === 1 ? Math.round(seconds * (1e6 / 26.041_666)) : seconds * 100;
  n.machine.setRegister(0, how === 1 || how === 3 ? unit | 0 : decimal);
  const day =
    (Date.UTC(now.year, now.month - 1, now.day) - Date.UTC(now.year, 0, 1)) / 86_400_000 + 1;
  const century = now.year >= 2000 ? 1 : 0;
  const packed = (two(Math.floor(day / 10)) << 8) | ((day % 10) << 4) | 0x0f;
  n.machine.setRegister(1, (century << 24) | (two(now.year % 100) << 16) | packed);
}
