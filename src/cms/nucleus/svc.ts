/**
 * Supervisor calls (VM/370 CMS Command and Macro Reference, "SVC 202", "SVC 203"). SVC 202 calls a
 * command by name; SVC 201 is the way back, which register 14 of every called routine points to.
 */
import { findNamed } from '../abbreviation.js';
import { commandTable } from '../command-table.js';
import { unsupportedSvc, userAbend } from './abend.js';
import { advance, currentActivation, environmentRoutine } from './activation.js';
import { programReturned } from './effects.js';
import { faultInCaller, faultOfList } from './caller-fault.js';
import { callFunction } from './functions.js';
import {
  ENTRIES,
  MAX_ENTRIES,
  NUCLEUS_KEY,
  OLD_PSW,
  PSW_ENABLED,
  PSW_USER,
  STUB,
  USER_KEY,
} from './layout.js';
import { goIdle, newActivation, type Nucleus } from './nucleus.js';
import {
  calledName,
  FROM_END_OF_COMMAND,
  FROM_EXEC,
  FROM_SERVICE,
  FROM_SUBCOMMAND,
  FROM_TERMINAL,
  readCall,
} from './parameter-list.js';
import { traceCall } from './svc-trace.js';
import { svcTrap } from './traps.js';
import { synonymOf } from '../synonyms.js';
import { osCall } from '../os/os-svc.js';
import { findProgram } from './program-files.js';
import {
  currentSave,
  LIST_TEXT,
  popSave,
  pushSave,
  readSave,
  setSaved,
  type SaveArea,
} from './save-areas.js';

/** Return code for a name that nobody knows. */
const NOT_FOUND = -3;
/** What the name of a save area begins with when a program handles the supervisor call. */
const HANDLED = 'SVC ';
/** Return code when calls are nested too deep (109S). */
const TOO_DEEP = 104;

/** The name that the command table gives the routine which loads and enters a MODULE. */
export const MODULE_ROUTINE = '*MODULE';

/** The SVC new PSW has brought the machine to the gate. */
export function supervisorCall(n: Nucleus): void {
  const number = (n.machine.word(OLD_PSW.svc) ?? 0) & 0xff;
  traceCall(n, number);
  const handler = svcTrap(n, number);
  if (handler !== 0) {
    handledCall(n, number, handler);
    return;
  }
  switch (number) {
    case 204:
      callCommand(n, true);
      return;
    case 201:
      returnFromCall(n);
      return;
    case 202:
      callCommand(n);
      return;
    case 203:
      functionCall(n);
      return;
    case 3:
      returnFromCall(n);
      return;
    case 13:
      userAbend(n);
      return;
    default:
      if (!osCall(n, number)) unsupportedSvc(n, number);
  }
}

/** An entry point of a command has been reached: by SVC 202, or by a program that branches to it. */
export function commandEntry(n: Nucleus, gate: number): void {
  const index = (gate - ENTRIES) / 8;
  const command = commandTable[index];
  const m = n.machine;
  let save = currentSave(n);
  const called = save !== 0 && (m.register(14) & 0xffffff) === STUB.return;
  const taken = n.state.activations.some((a) => a.save === save);
  if (!called || taken) {
    // a branch: the way back is register 14, under the PSW that the program has now
    const [first, second] = m.psw();
    const back = m.register(14) & 0xffffff;
    const linkage = {
      callee: command?.name ?? '',
      psw: [first, (second & 0xff000000) | back] as const,
      normal: back,
      error: 0,
      code: 0,
    };
    const pushed = pushSave(n, linkage);
    if (pushed === undefined) {
      m.setRegister(15, TOO_DEEP);
      m.loadPsw(first & 0xffff0000, (second & 0xff000000) | back);
      return;
    }
    save = pushed.address;
  }
  const call =
    command?.branched === true
      ? ({ tokens: [], text: '', caller: 'program' } as const)
      : readCall(n, m.register(0), m.register(1));
  const area = readSave(n, save);
  if (command === undefined || call === undefined || area === undefined) {
    if (area !== undefined) faultOfList(n, area);
    else goIdle(n);
    return;
  }
  const tokens = call.tokens.length === 0 ? [command.name] : call.tokens;
  const a = newActivation(save, command.name, tokens, wholeLine(n, call.text), call.caller);
  n.state.activations.push(a);
  // whoever branches here has a PSW with a key of its own, under which blocks of disks are not to be moved
  goIdle(n);
  advance(n, a);
}

/**
 * A command line as its caller had it: what is longer than the list in storage has room for is taken from the caller's
 * effect, as long as the list has not been changed since.
 */
function wholeLine(n: Nucleus, text: string): string {
  const caller = n.state.activations.at(-1)?.next;
  if (caller?.kind !== 'effect' || caller.progress?.stage !== 'called') return text;
  if (caller.effect.kind !== 'command' && caller.effect.kind !== 'launch') return text;
  const line = caller.effect.line.trimStart();
  const cut = line.length > text.length && caller.effect.line.length > LIST_TEXT;
  return cut && line.startsWith(text) ? line : text;
}

/** Goes to guest code as a called routine: the registers as SVC 202 promises them. */
export function enterRoutine(n: Nucleus, save: SaveArea, address: number, key: number): void {
  const m = n.machine;
  for (let r = 0; r < 12; r++) m.setRegister(r, save.registers[r] ?? 0);
  m.setRegister(12, address);
  m.setRegister(13, save.userSave);
  m.setRegister(14, STUB.return);
  m.setRegister(15, address);
  m.loadPsw(key === NUCLEUS_KEY ? PSW_ENABLED : PSW_USER, address & 0xffffff);
}

/** A supervisor call that a program handles: its routine is called as one. */
function handledCall(n: Nucleus, number: number, address: number): void {
  const m = n.machine;
  const psw = [m.word(OLD_PSW.svc) ?? 0, m.word(OLD_PSW.svc + 4) ?? 0] as const;
  const callee = `${HANDLED}${String(number)}`;
  const save = pushSave(n, { callee, psw, normal: psw[1] & 0xffffff, error: 0, code: 0 });
  if (save === undefined) {
    m.setRegister(15, TOO_DEEP);
    m.loadPsw(psw[0] & 0xffff0000, psw[1]);
    return;
  }
  enterRoutine(n, save, address, USER_KEY);
}

/**
 * SVC 202, and SVC 204 (`typed`), behind which stand two bytes: zeros and the call type that goes into the high byte of
 * register 1.
 */
function callCommand(n: Nucleus, typed = false): void {
  const m = n.machine;
  const psw = [m.word(OLD_PSW.svc) ?? 0, m.word(OLD_PSW.svc + 4) ?? 0] as const;
  const first = psw[1] & 0xffffff;
  const kind = typed ? m.fetch(first, 2)?.[1] : undefined;
  if (typed && kind === undefined) {
    faultInCaller(n, psw);
    return;
  }
  if (kind !== undefined) m.setRegister(1, (kind << 24) | (m.register(1) & 0xffffff));
  const after = typed ? first + 2 : first;
  const name = calledName(n, m.register(1));
  if (name === undefined) {
    faultInCaller(n, psw);
    return;
  }
  // a byte of zeros behind the SVC begins the address of the error return
  const constant = m.fetch(after, 4);
  const hasError = constant?.[0] === 0;
  const save = pushSave(n, {
    callee: name,
    psw,
    normal: hasError ? after + 4 : after,
    error: hasError ? (m.word(after) ?? 0) & 0xffffff : 0,
    code: 0,
  });
  if (save === undefined) {
    m.setRegister(15, TOO_DEEP);
    const error = hasError ? (m.word(after) ?? 0) & 0xffffff : 0;
    const to = error > 1 ? error : hasError ? after + 4 : after;
    m.loadPsw(psw[0] & 0xffff0000, (psw[1] & 0xff000000) | to);
    return;
  }
  resolve(n, save, name);
}

function resolve(n: Nucleus, save: SaveArea, name: string): void {
  const flag = (save.registers[1] ?? 0) >>> 24;
  const typed = flag === FROM_TERMINAL || flag === FROM_EXEC;
  const kind = flag === FROM_SUBCOMMAND ? 'subcom' : 'nucext';
  const attribute = flag === FROM_SERVICE || flag === FROM_END_OF_COMMAND;
  const extension = n.state.extensions.find(
    (one) => one.kind === kind && one.name === name && (!attribute || one.called === true),
  );
  if (attribute && extension === undefined) {
    popSave(n, save, NOT_FOUND);
    return;
  }
  if (extension !== undefined) {
    enterRoutine(n, save, extension.address, extension.key);
    n.machine.setRegister(2, extension.block);
    return;
  }
  if (kind === 'subcom') {
    const routine = environmentRoutine(n, name);
    if (routine === undefined) popSave(n, save, NOT_FOUND);
    else callInternal(n, save, routine.name);
    return;
  }
  const exact = commandTable.findIndex((command) => command.name === name);
  if (exact >= 0 && exact < MAX_ENTRIES) {
    enterRoutine(n, save, ENTRIES + exact * 8, NUCLEUS_KEY);
    return;
  }
  if (findProgram(n.cms, name, 'MODULE') !== undefined) {
    callInternal(n, save, MODULE_ROUTINE);
    return;
  }
  const { abbrev } = n.cms.settings;
  const meant = typed ? synonymOf(n.cms.synonyms, name, abbrev) : undefined;
  if (meant !== undefined) {
    const command = commandTable.findIndex((one) => one.name === meant);
    if (command >= 0) enterRoutine(n, save, ENTRIES + command * 8, NUCLEUS_KEY);
    else if (findProgram(n.cms, meant, 'MODULE') !== undefined)
      callInternal(n, save, MODULE_ROUTINE);
    else popSave(n, save, NOT_FOUND);
    return;
  }
  if (typed && abbrev && n.cms.synonyms.standard) {
    const short = findNamed(commandTable, name);
    if (short !== undefined) {
      enterRoutine(n, save, ENTRIES + commandTable.indexOf(short) * 8, NUCLEUS_KEY);
      return;
    }
  }
  n.state.notFound = true;
  popSave(n, save, NOT_FOUND);
}

/** Calls a routine of the command table that has no name of its own for users. */
function callInternal(n: Nucleus, save: SaveArea, routine: string): void {
  const call = readCall(n, save.registers[0] ?? 0, save.registers[1] ?? 0);
  if (call === undefined) {
    faultOfList(n, save);
    return;
  }
  n.state.activations.push(
    newActivation(save.address, routine, call.tokens, call.text, call.caller),
  );
  goIdle(n);
}

/** SVC 203: a function by number, in the halfword behind the SVC. */
function functionCall(n: Nucleus): void {
  const m = n.machine;
  const first = m.word(OLD_PSW.svc) ?? 0;
  const second = m.word(OLD_PSW.svc + 4) ?? 0;
  const code = m.fetch(second & 0xffffff, 2);
  if (code === undefined) faultInCaller(n, [first, second]);
  else callFunction(n, first, second, new DataView(code.buffer, code.byteOffset).getInt16(0));
}

function returnFromCall(n: Nucleus): void {
  const a = currentActivation(n);
  if (programReturned(n, a)) return;
  const save = readSave(n, currentSave(n));
  if (save === undefined || currentSave(n) === 0) {
    // a return from nowhere: there is no caller to go back to
    unsupportedSvc(n, 201);
    return;
  }
  n.state.activations = n.state.activations.filter((one) => one.save !== save.address);
  n.state.notFound = false;
  if (save.callee.startsWith(HANDLED)) {
    // registers 0 and 1 are results, as those of the SVC would be
    for (const register of [0, 1]) {
      setSaved(n, save.address, { register, value: n.machine.register(register) });
    }
    popSave(n, readSave(n, save.address) ?? save, n.machine.register(15));
    return;
  }
  popSave(n, save, n.machine.register(15));
}
