/** The gate: what each of its addresses means. */
import { spieReturned } from '../os/exits.js';
import { abend, abendExitReturned, programCheck } from './abend.js';
import { advance, currentActivation, haltExecution } from './activation.js';
import { attentionReturned } from './attention-exit.js';
import { attentionDue, startRead } from './console-io.js';
import { commandReturned, diagnosed } from './effects.js';
import { comparatorSet, timerReturned } from './interval-timer.js';
import { branchToStorage, branchToStrinit } from './functions.js';
import { idleImmediateCall } from './immediate-call.js';
import { initialise } from './initial-load.js';
import { externalInterruption, ioInterruption, ioStarted } from './interruptions.js';
import { ANCHOR, ENTRIES, EYE_CATCHER, GATE, MAX_ENTRIES, OLD_PSW, NUCON } from './layout.js';
import { jobIsOver } from './job-limits.js';
import { goIdle, type Nucleus } from './nucleus.js';
import { commandEntry, supervisorCall } from './svc.js';
import { trapReturned } from './traps.js';
import { unitHalted } from './unit-io.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { GuestMachine } from '../../cp/guest-interface.js';

const GATES = new Set<number>(Object.values(GATE));
/** What every gate entry costs. */
const STEP_COST = 4;

/** Whether a DIAGNOSE at this address is a gate of a whole nucleus with this token. */
export function isGate(machine: GuestMachine, gate: number, token: number): boolean {
  const entry = (gate - ENTRIES) / 8;
  const known = GATES.has(gate) || (Number.isInteger(entry) && entry >= 0 && entry < MAX_ENTRIES);
  if (!known) return false;
  const eye = machine.fetch(ANCHOR, 8);
  if (eye === undefined || fromEbcdic(eye) !== EYE_CATCHER) return false;
  const found = machine.word(ANCHOR + 8);
  if (found === 0 && gate === GATE.ipl) return machine.setWord(ANCHOR + 8, token);
  return found === (token | 0);
}

/** A saved system has been loaded: when it is a nucleus, its gates are those of this IPL. */
export function adoptNucleus(
  storage: Pick<GuestMachine, 'fetch' | 'setWord'>,
  token: number,
): boolean | 'no-frame' {
  const eye = storage.fetch(ANCHOR, 8);
  if (eye === undefined || fromEbcdic(eye) !== EYE_CATCHER) return false;
  return storage.setWord(ANCHOR + 8, token) || 'no-frame';
}

/** Most lines that the halfword of NUCON counts. */
const MOST_COUNTED = 0x7fff;

/** One step; a program finds the number of lines that wait to be read in NUCON. */
export function enterGate(n: Nucleus, gate: number): void {
  step(n, gate);
  const { buffers, typed } = n.cms.stack;
  const lines = buffers.reduce((sum, one) => sum + one.length, typed.length);
  const count = Math.min(lines, MOST_COUNTED);
  n.machine.store(NUCON.numfinrd, Uint8Array.of(count >> 8, count & 0xff));
}

function step(n: Nucleus, gate: number): void {
  n.cost += STEP_COST;
  if (gate === GATE.ipl || !n.state.started) {
    initialise(n);
    return;
  }
  if (gate >= ENTRIES) {
    commandEntry(n, gate);
    return;
  }
  const cc = (n.machine.psw()[1] >>> 28) & 3;
  switch (gate) {
    case GATE.idle:
      idle(n);
      return;
    case GATE.svc:
      supervisorCall(n);
      return;
    case GATE.program:
      programCheck(n);
      return;
    case GATE.external:
      externalInterruption(n);
      return;
    case GATE.io:
      ioInterruption(n);
      return;
    case GATE.machine:
      abend(n, OLD_PSW.machine, 'DMSABN148T System abend 0F8: machine check');
      return;
    case GATE.sio:
      ioStarted(n);
      return;
    case GATE.halted:
      unitHalted(n);
      return;
    case GATE.storage:
      branchToStorage(n);
      return;
    case GATE.strinit:
      branchToStrinit(n);
      return;
    case GATE.cpuTimer:
      goIdle(n);
      return;
    case GATE.comparator:
      comparatorSet(n);
      return;
    case GATE.timerReturned:
      timerReturned(n);
      return;
    case GATE.attentionReturned:
      attentionReturned(n);
      return;
    case GATE.spieReturned:
      if (!spieReturned(n)) goIdle(n);
      return;
    case GATE.trapReturned:
      trapReturned(n);
      return;
    case GATE.staeReturned:
      abendExitReturned(n);
      return;
    case GATE.returned:
      if (!commandReturned(n, currentActivation(n))) goIdle(n);
      return;
    default:
      diagnosed(n, currentActivation(n), cc);
  }
}

function idle(n: Nucleus): void {
  if (attentionDue(n)) {
    startRead(n, 'attention');
    return;
  }
  if (jobIsOver(n)) {
    haltExecution(n, false);
    return;
  }
  const a = currentActivation(n);
  if (idleImmediateCall(n, a)) return;
  if (a === undefined) {
    // the chain of save areas says that a program runs, yet the machine stands in the nucleus
    abend(n, OLD_PSW.svc, 'DMSABN148T System abend 0F1 called from the nucleus');
    return;
  }
  advance(n, a);
}
