/**
 * SPIE and STAE (OS/VS Supervisor Services): a program's own routines for program interruptions and for abnormal ends.
 * Each comes back through a gate of its own in register 14.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { ABEND_SAVE, GATE, OLD_PSW, PSW_USER } from '../nucleus/layout.js';
import { obtain } from '../nucleus/free-storage.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { calleeName, currentSave, readSave } from '../nucleus/save-areas.js';
import { AREA } from '../nucleus/debug-requests.js';
import { MOST } from './os-state.js';

/** Program interruption element: address of the PICA, old PSW, registers 14, 15, 0, 1, 2. */
const PIE_LENGTH = 32;
const PIE_REGISTERS = [14, 15, 0, 1, 2] as const;
/** Work area of a STAE exit: parameter, completion code, PSW twice, registers, name of the program. */
const WORK = { parameter: 0, code: 4, psw: 8, registers: 24, name: 88, length: 104 } as const;
/** Program mask in the second word of a PSW, and in the first byte of a PICA. */
const MASK = 0x0f000000;
const RETRY = 4;

function storage(n: Nucleus, length: number): number {
  const got = obtain(n, { owner: 'user', low: true, high: true, most: length, least: length });
  return 'rc' in got ? 0 : got.at;
}

/** SVC 14: register 1 is the address of the PICA, 0 for none; the old one comes back in it. */
export function setSpie(n: Nucleus): void {
  const { os } = n.cms;
  const pica = n.machine.register(1) & 0xffffff;
  n.machine.setRegister(1, os.spie.pica);
  const pie = os.spie.pie !== 0 || pica === 0 ? os.spie.pie : storage(n, PIE_LENGTH);
  os.spie = { pica: pie === 0 ? 0 : pica, pie };
  // overflow, underflow and significance happen only under the program mask of the PICA
  const mask = pica === 0 ? 0 : (n.machine.word(pica) ?? 0) & MASK;
  const old = n.machine.word(OLD_PSW.svc + 4) ?? 0;
  n.machine.setWord(OLD_PSW.svc + 4, (old & ~MASK) | mask);
}

/** A program interruption: true when the exit of the program takes it. */
export function interruptionExit(n: Nucleus): boolean {
  const { os, machine: m } = { os: n.cms.os, machine: n.machine };
  const { pica, pie } = os.spie;
  if (pica === 0 || os.inSpie) return false;
  const [exit, types] = [m.word(pica), m.word(pica + 4)];
  const first = m.word(OLD_PSW.program) ?? 0;
  const code = first & 0xff;
  if (exit === undefined || types === undefined || code === 0 || code > 15) return false;
  if (((types >>> 16) & (1 << (15 - code))) === 0) return false;
  m.setWord(pie, pica);
  m.setWord(pie + 4, first);
  m.setWord(pie + 8, m.word(OLD_PSW.program + 4) ?? 0);
  PIE_REGISTERS.forEach((r, i) => {
    m.setWord(pie + 12 + i * 4, m.register(r));
  });
  os.inSpie = true;
  m.setRegister(1, pie);
  m.setRegister(14, GATE.spieReturned);
  m.setRegister(15, exit & 0xffffff);
  m.loadPsw(first & 0xffff0000, exit & 0xffffff);
  return true;
}

/** The exit has come back: the program goes on as its element says. */
export function spieReturned(n: Nucleus): boolean {
  const { os } = n.cms;
  if (!os.inSpie) return false;
  os.inSpie = false;
  const m = n.machine;
  const { pie } = os.spie;
  PIE_REGISTERS.forEach((r, i) => {
    m.setRegister(r, m.word(pie + 12 + i * 4) ?? 0);
  });
  m.loadPsw((m.word(pie + 4) ?? 0) & 0xffff0000, m.word(pie + 8) ?? 0);
  return true;
}

/** SVC 60: register 0 is 0 to add an exit, 4 to cancel the newest, 8 to change it; register 1 the list. */
export function setStae(n: Nucleus): number | undefined {
  const { os } = n.cms;
  const m = n.machine;
  const request = m.register(0) & 0xff;
  const list = m.register(1) & 0xffffff;
  if (request === 4 || (request === 0 && list === 0)) return os.stae.pop() === undefined ? 4 : 0;
  const [exit, parameter] = [m.word(list), m.word(list + 4)];
  if (exit === undefined || parameter === undefined) return undefined;
  if (request === 8 && os.stae.pop() === undefined) return 4;
  if (os.stae.length >= MOST.stae) return 4;
  os.stae.push({ exit: exit & 0xffffff, parameter });
  return 0;
}

/** An abnormal end: true when the exit of the program is entered. The program is in ABEND_SAVE. */
export function abendExit(n: Nucleus, message: string, code: number): boolean {
  const { os } = n.cms;
  const m = n.machine;
  // the exit of an abnormal end within an exit is the one before
  const exit = os.stae.pop();
  if (exit === undefined || exit.exit === 0) return false;
  const work = storage(n, WORK.length);
  if (work === 0) return false;
  m.setWord(work + WORK.parameter, exit.parameter);
  m.setWord(work + WORK.code, code);
  for (let i = 0; i < 4; i++)
    m.setWord(work + WORK.psw + i * 4, m.word(ABEND_SAVE + AREA.psw + (i % 2) * 4) ?? 0);
  const name = calleeName(n);
  m.store(work + WORK.name, toEbcdic(name.padEnd(8)));
  m.setWord(work + WORK.name + 8, 0);
  for (let r = 0; r < 16; r++) {
    m.setWord(work + WORK.registers + r * 4, m.word(ABEND_SAVE + AREA.registers + r * 4) ?? 0);
  }
  os.ending = message;
  os.inSpie = false;
  m.setRegister(0, 0);
  m.setRegister(1, work);
  m.setRegister(13, readSave(n, currentSave(n))?.userSave ?? 0);
  m.setRegister(14, GATE.staeReturned);
  m.setRegister(15, exit.exit);
  m.loadPsw(PSW_USER, exit.exit);
  return true;
}

/** The exit has come back: gives the message of the abnormal end that goes on, or undefined when the program does. */
export function staeReturned(n: Nucleus): string | undefined {
  const { os } = n.cms;
  const m = n.machine;
  const message = os.ending ?? 'DMSABN148T System abend 0F1 called from the nucleus';
  const retry = os.ending !== undefined && (m.register(15) & 0xff) === RETRY;
  os.ending = undefined;
  if (!retry) return message;
  const at = m.register(0) & 0xffffff;
  m.setRegister(15, at);
  m.loadPsw(PSW_USER, at);
  return undefined;
}
