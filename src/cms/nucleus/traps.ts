/**
 * Interruptions that programs handle themselves (VM/370 CMS Command and Macro Reference, "HNDINT", "HNDEXT", "HNDSVC"):
 * their routines run disabled under the key of the nucleus and come back through a gate of their own.
 */
import { CSW, EXTERNAL_AREA, GATE, OLD_PSW, PSW_DISABLED, TRAP_SAVE } from './layout.js';
import { goIdle, type IoTrap, type Nucleus } from './nucleus.js';
import { restoreProgram, saveProgram } from './program-state.js';

/** Offsets in the area that a routine for external interruptions gets. */
const AREA = { registers: 0, floats: 64, psw: 96, user: 104 } as const;
const ATTENTION = 0x80;

/** Registers 0 to 4 of a routine for I/O interruptions: old PSW, CSW, device. */
export function trapRegisters(trap: IoTrap): Record<number, number> {
  const [psw0, psw1, csw0, csw1] = trap.pending ?? [0, 0, 0, 0];
  return { 0: psw0, 1: psw1, 2: csw0, 3: csw1, 4: trap.device };
}

/** An I/O interruption: true when the routine of a program takes it. `console`: what CMS itself does there goes on. */
export function ioTrap(n: Nucleus, device: number, console: boolean): boolean {
  const trap = n.state.traps.io.find((one) => one.device === device);
  if (trap === undefined || n.state.traps.running) return false;
  const m = n.machine;
  const status = (m.word(CSW + 4) ?? 0) >>> 24;
  if (console && n.state.console.active !== 'none' && (status & ATTENTION) === 0) return false;
  trap.pending = [
    m.word(OLD_PSW.io) ?? 0,
    m.word(OLD_PSW.io + 4) ?? 0,
    m.word(CSW) ?? 0,
    m.word(CSW + 4) ?? 0,
  ];
  if (trap.address === 0 || !trap.soon) {
    trap.posted = trap.posted || trap.address === 0 || !trap.soon;
    return false;
  }
  saveProgram(n, TRAP_SAVE, OLD_PSW.io);
  enter(n, trap.address, trapRegisters(trap));
  n.state.traps.entered = trap.name;
  return true;
}

function enter(n: Nucleus, address: number, registers: Record<number, number>): void {
  n.state.traps.running = true;
  for (const [r, value] of Object.entries(registers)) n.machine.setRegister(Number(r), value);
  n.machine.setRegister(14, GATE.trapReturned);
  n.machine.setRegister(15, address);
  n.machine.loadPsw(PSW_DISABLED, address);
}

/** The routine has come back: register 15 of 0 says that its device is done. */
export function trapReturned(n: Nucleus): void {
  const { traps } = n.state;
  if (!traps.running) {
    goIdle(n);
    return;
  }
  traps.running = false;
  const trap = traps.io.find((one) => one.name === traps.entered);
  if (trap !== undefined && n.machine.register(15) === 0) trap.posted = true;
  traps.entered = '';
  const at = (n.machine.word(TRAP_SAVE + 20) ?? 0) & 0xffffff;
  // a nucleus that waited looks again whether it still has to
  if (at >= GATE.idle && at < GATE.idle + 8) goIdle(n);
  else restoreProgram(n, TRAP_SAVE);
}

/** An external interruption: true when the routine of a program takes it. */
export function externalTrap(n: Nucleus): boolean {
  const { traps } = n.state;
  if (traps.external === 0 || traps.running) return false;
  const m = n.machine;
  saveProgram(n, TRAP_SAVE, OLD_PSW.external);
  for (let r = 0; r < 16; r++) m.setWord(EXTERNAL_AREA + AREA.registers + r * 4, m.register(r));
  for (let f = 0; f < 8; f++) m.setWord(EXTERNAL_AREA + AREA.floats + f * 4, m.floatWord(f));
  for (let i = 0; i < 2; i++) {
    m.setWord(EXTERNAL_AREA + AREA.psw + i * 4, m.word(OLD_PSW.external + i * 4) ?? 0);
  }
  enter(n, traps.external, { 1: EXTERNAL_AREA, 13: EXTERNAL_AREA + AREA.user });
  return true;
}

/** The routine of a program for this supervisor call; 0 for none. */
export function svcTrap(n: Nucleus, number: number): number {
  return n.state.traps.svc.find((one) => one.number === number)?.address ?? 0;
}
