/** I/O and external interruptions, and the lines that come with them. */
import { attentionExit } from './attention-exit.js';
import { typeAhead } from '../program-stack.js';
import { interruptKey } from './abend.js';
import { currentActivation, haltExecution } from './activation.js';
import {
  attentionDue,
  CONSOLE,
  STATUS,
  consoleInterruption,
  consoleStarted,
  startRead,
} from './console-io.js';
import { answer, answerRead } from './effects.js';
import { externalCode, externalEvent, holdEvents, noteArrival } from './events.js';
import { immediateCommand } from './immediate.js';
import { immediateCall } from './immediate-call.js';
import { CSW, GATE, IO_SAVE, NUCON, OLD_PSW } from './layout.js';
import { jobTimer } from './job-limits.js';
import { timerInterruption } from './interval-timer.js';
import type { Activation } from './nucleus.js';
import { goIdle, loadStoredPsw, waitForInterruption, waitsLong, type Nucleus } from './nucleus.js';
import { restoreProgram, saveProgram } from './program-state.js';
import { externalTrap, ioTrap } from './traps.js';
import { unitInterruption, unitStarted } from './unit-io.js';

const INTERRUPT_KEY = 0x40;

/** The I/O new PSW has brought the machine to the gate. */
export function ioInterruption(n: Nucleus): void {
  const m = n.machine;
  holdEvents(n);
  const first = m.word(OLD_PSW.io) ?? 0;
  const second = m.word(OLD_PSW.io + 4) ?? 0;
  const device = first & 0xffff;
  const csw = m.word(CSW + 4) ?? 0;
  m.setWord(NUCON.device, device);
  if (n.state.abend === undefined && ioTrap(n, device, device === CONSOLE)) return;
  const idle = (second & 0xffffff) >= GATE.idle && (second & 0xffffff) < GATE.idle + 8;
  if (device !== CONSOLE) {
    noteArrival(n, device);
    unitInterruption(n, device);
  } else if (n.state.abend === undefined && attentionExit(n, currentActivation(n), idle)) return;
  else if (consoleLine(n, csw)) return;
  if (idle) {
    goIdle(n);
  } else if (immediateCall(n)) {
    return;
  } else if (attentionDue(n)) {
    // the interrupted program waits for the SIO only, not for the line
    saveProgram(n, IO_SAVE, OLD_PSW.io);
    n.state.interrupted = true;
    startRead(n, 'attention');
  } else {
    loadStoredPsw(n, OLD_PSW.io);
  }
}

/** The SIO of the stub has been executed. */
export function ioStarted(n: Nucleus): void {
  const cc = (n.machine.psw()[1] >>> 28) & 3;
  const who = n.state.starting;
  n.state.starting = undefined;
  if (who === 'console') consoleStarted(n, cc, currentActivation(n));
  else unitStarted(n, cc);
  if (n.state.interrupted) {
    n.state.interrupted = false;
    restoreProgram(n, IO_SAVE);
  } else if (who === 'unit' && n.state.unit?.phase === 'busy' && endsLater(n, cc)) {
    waitForInterruption(n);
  } else {
    goIdle(n);
  }
}

/** Whether an interruption will tell that what is busy has ended: a channel, or a unit that is at work by itself. */
function endsLater(n: Nucleus, cc: number): boolean {
  return cc === 2 || (n.machine.word(CSW + 4) ?? 0) >>> 24 === STATUS.busy;
}

/** The external new PSW has brought the machine to the gate. */
export function externalInterruption(n: Nucleus): void {
  holdEvents(n);
  const code = externalCode(n);
  const a = currentActivation(n);
  const at = (n.machine.word(OLD_PSW.external + 4) ?? 0) & 0xffffff;
  const idle = at >= GATE.idle && at < GATE.idle + 8;
  if (jobTimer(n, code)) {
    haltExecution(n, false);
    return;
  }
  if (timerInterruption(n, code, idle ? waitsLong(a) : undefined)) return;
  const event = n.state.abend === undefined ? externalEvent(n, a, code) : undefined;
  if (a !== undefined && event !== undefined) answer(n, a, event);
  else if (n.state.abend === undefined && externalTrap(n)) return;
  else if ((code & INTERRUPT_KEY) !== 0 && n.state.abend === undefined) interruptKey(n);
  else loadStoredPsw(n, OLD_PSW.external);
}

/** An interruption of the console; true when it has decided how the machine goes on. */
function consoleLine(n: Nucleus, csw: number): boolean {
  const ended = consoleInterruption(n, csw >>> 24, csw & 0xffff);
  if (ended === undefined) return false;
  const a = currentActivation(n);
  // a command that was typed ahead and has not begun yet is as good as one that runs
  const ready =
    a?.save === 0 &&
    a.next.kind === 'effect' &&
    a.next.effect.kind === 'terminal' &&
    n.cms.stack.typed.length === 0;
  // while DEBUG asks, HX is a request of its own
  const debugging =
    a?.command === 'DEBUG' && a.next.kind === 'effect' && a.next.effect.kind === 'read-console';
  if (!ready && !debugging && n.state.abend === undefined) {
    const what = immediateCommand(n.state, n.cms.settings, ended.line);
    if (what === 'halt') {
      haltExecution(n, false);
      return true;
    }
    // an EXEC that waits for a line has none, so that it ends at once
    if (what === 'done' && n.state.haltExecs && ended.purpose === 'read' && halts(a)) {
      return answerRead(n, a, '');
    }
    if (what === 'done') return false;
  }
  if (ended.purpose === 'read' && answerRead(n, a, ended.line)) return true;
  // room was made sure of before the read was started
  typeAhead(n.cms.stack, ended.line);
  return false;
}

/** Whether what waits for a line looks for HI when it has it. */
function halts(a: Activation | undefined): boolean {
  return a?.command === 'EXEC' || a?.command === 'PIPE';
}
