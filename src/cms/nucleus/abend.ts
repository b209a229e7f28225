/** Starts an abnormal end, or DEBUG by the interrupt key. What follows is the abend routine's. */
import { ABEND_SAVE, NUCON, OLD_PSW } from './layout.js';
import { goIdle, newActivation, type Nucleus } from './nucleus.js';
import { reachedBreakpoint } from './breakpoints.js';
import { keepControlWords } from './debug-requests.js';
import { abendExit, interruptionExit, staeReturned } from '../os/exits.js';
import { saveProgram } from './program-state.js';
import { calleeName, currentSave } from './save-areas.js';
import { fromEbcdic } from '../../shared/ebcdic.js';

/** Names of program interruptions by code (Principles of Operation). */
const EXCEPTIONS = [
  '',
  'Operation',
  'Privileged operation',
  'Execute',
  'Protection',
  'Addressing',
  'Specification',
  'Data',
  'Fixed-point overflow',
  'Fixed-point divide',
  'Decimal overflow',
  'Decimal divide',
  'Exponent overflow',
  'Exponent underflow',
  'Significance',
  'Floating-point divide',
] as const;

/** Bit of a PSW that is in the format of the extended-control mode, which has no interruption code in it. */
const EXTENDED_CONTROL = 0x80000;
/** Where the code stands then (Principles of Operation, "Assigned storage locations"). */
const PROGRAM_CODE = 0x8c;

/** A program interruption that nobody handles. */
export function programCheck(n: Nucleus): void {
  const first = n.machine.word(OLD_PSW.program) ?? 0;
  const second = n.machine.word(OLD_PSW.program + 4) ?? 0;
  const code = ((first & EXTENDED_CONTROL ? n.machine.word(PROGRAM_CODE) : first) ?? 0) & 0xff;
  const kind = EXCEPTIONS[code] ?? `Program interruption ${hex(code, 2)}`;
  const at = hex(second & 0xffffff, 8);
  const breakpoint = reachedBreakpoint(n);
  if (breakpoint !== undefined) {
    const number = String(breakpoint.id).padStart(2, '0');
    enterDebug(n, OLD_PSW.program, ` breakpoint ${number} at ${hex(breakpoint.address, 6)}`);
    return;
  }
  if (interruptionExit(n)) return;
  abend(
    n,
    OLD_PSW.program,
    `DMSITP141T ${kind} exception occurred at ${at} in routine ${routine(n)}`,
    (0x0c0 + code) << 12,
  );
}

/** An SVC that CMS has nothing for. */
export function unsupportedSvc(n: Nucleus, number: number): void {
  const at = hex((n.machine.word(OLD_PSW.svc + 4) ?? 0) & 0xffffff, 6);
  abend(
    n,
    OLD_PSW.svc,
    `DMSITS121S Unsupported SVC ${String(number)} (hex ${hex(number, 2)}) called from ${at}`,
  );
}

/** The ABEND macro (SVC 13): the code is in the low twelve bits of register 1. */
export function userAbend(n: Nucleus): void {
  const at = hex((n.machine.word(OLD_PSW.svc + 4) ?? 0) & 0xffffff, 6);
  const code = hex(n.machine.register(1) & 0xfff, 4);
  abend(
    n,
    OLD_PSW.svc,
    `DMSABN155T User abend ${code} called from ${at}`,
    n.machine.register(1) & 0xfff,
  );
}

/** A function by number could not be carried out, and its caller does not look at return codes. */
export function functionAbend(n: Nucleus, message: string, code = 0): void {
  abend(n, OLD_PSW.svc, message, code);
}

/**
 * Begins an abend: the program's registers and the PSW stored at `oldPsw` are kept.
 * @param code - completion code: of the system in the upper twelve of 24 bits, of the user in the lower
 */
export function abend(n: Nucleus, oldPsw: number, message: string, code = 0): void {
  saveProgram(n, ABEND_SAVE, oldPsw);
  keepControlWords(n);
  if (abendExit(n, message, code)) return;
  showAbend(n, message);
}

/** The exit for abnormal ends has come back. */
export function abendExitReturned(n: Nucleus): void {
  const message = staeReturned(n);
  if (message !== undefined) showAbend(n, message);
}

function showAbend(n: Nucleus, message: string): void {
  const activation = newActivation(0, '*ABEND', [], '', 'terminal');
  activation.frame = { message };
  // an abend is typed even behind HT: it is what the user has to know
  n.state.halted = false;
  n.state.console.display = 'off';
  n.state.abend = { why: 'abend', activation };
  goIdle(n);
}

/** The interrupt key: DEBUG, with the interrupted program as it stands. */
export function interruptKey(n: Nucleus): void {
  enterDebug(n, OLD_PSW.external, '');
}

/** DEBUG, with the program stopped at `oldPsw`; RETURN lets it go on as GO does. */
function enterDebug(n: Nucleus, oldPsw: number, where: string): void {
  saveProgram(n, ABEND_SAVE, oldPsw);
  keepControlWords(n);
  const activation = newActivation(0, '*ABEND', [], '', 'terminal');
  activation.frame = { debug: true, external: true, where };
  n.state.abend = { why: 'external', activation };
  goIdle(n);
}

/** The routine that runs: the callee of the newest save area, or, behind START, the last module loaded. */
function routine(n: Nucleus): string {
  if (currentSave(n) === 0) return 'CMS';
  const callee = calleeName(n);
  if (callee !== 'START') return callee;
  const module = n.machine.fetch(NUCON.lastlmod, 8);
  const name = module === undefined ? '' : fromEbcdic(module).trim();
  return name === '' ? callee : name;
}

/** Upper-case hexadecimal of fixed length. */
export function hex(value: number, digits: number): string {
  return (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');
}
