/**
 * Carries out what a step asked for, by instructions that the machine executes. An effect is begun here,
 * the machine goes its way (a stub, a wait, a program), and when it is back at the gate the answer is put
 * into the activation.
 */
import { BLOCK_COMMIT } from '../../cp/guest-interface.js';
import { takeStacked, takeTyped } from '../program-stack.js';
import { blockList } from './block-list.js';
import { consoleFree, startRead } from './console-io.js';
import { fitsCp, giveCommand, takeResponse } from './cp-command.js';
import { BLOCK_LIST, NUCLEUS_KEY, PSW_DISABLED, PSW_ENABLED, PSW_USER, STUB } from './layout.js';
import {
  displayRead,
  DEVICE_BUSY,
  displayBusy,
  displayResult,
  displayWrite,
  inbound,
} from './display-io.js';
import { dropLines } from './long-lines.js';
import { performAwait, performVmcf } from './events.js';
import { startTimer } from './interval-timer.js';
import {
  goIdle,
  waitForInterruption,
  type Activation,
  type InnerAnswer,
  type InnerEffect,
  type Next,
  type Nucleus,
} from './nucleus.js';
import {
  buildList,
  FROM_COMMAND,
  FROM_END_OF_COMMAND,
  FROM_EXEC,
  FROM_PROGRAM,
  FROM_SERVICE,
  FROM_SUBCOMMAND,
  FROM_TERMINAL,
} from './parameter-list.js';
import { buildRoutineLists, takeResult } from './routine-call.js';
import { currentSave, readSave } from './save-areas.js';
import { jobWrote, refusedToJob } from './job-limits.js';
import { performUnit } from './unit-io.js';

type EffectNext = Extract<Next, { kind: 'effect' }>;

/** Flags of DIAGNOSE X'08', in the high byte of Ry. */
const BUFFERED = 0x40000000;
const SILENT_UNKNOWN = 0x01000000;
/** Return code of a CP command that a job of CMSBATCH must not give. */
const NOT_FOR_JOBS = 88;
/** Return code when there is no storage for a command line. */
const NO_STORAGE = 104;
/** What a display sends when no key has been pressed. */
const NO_AID = 0x60;
/** High byte of register 1 by who calls. */
const CALLERS = {
  exec: FROM_EXEC,
  command: FROM_COMMAND,
  program: FROM_PROGRAM,
  subcommand: FROM_SUBCOMMAND,
  service: FROM_SERVICE,
  'end-of-command': FROM_END_OF_COMMAND,
} as const;
/** Begins an effect, or goes on with it. */
export function performEffect(n: Nucleus, a: Activation, next: EffectNext): void {
  const effect = next.effect;
  switch (effect.kind) {
    case 'type':
      a.lines = effect.lines;
      a.typed = 0;
      answer(n, a, { kind: 'done' });
      return;
    case 'work':
      answer(n, a, { kind: 'done' });
      return;
    case 'wait':
      if (next.progress !== undefined) {
        answer(n, a, { kind: 'done' });
        return;
      }
      next.progress = { stage: 'waiting', count: 0 };
      waitForInterruption(n);
      return;
    case 'read':
    case 'read-console':
    case 'terminal':
      read(n, a, next, effect.kind);
      return;
    case 'command':
      call(n, a, next, effect.line, CALLERS[effect.caller], effect.environment);
      return;
    case 'routine':
      callRoutine(n, a, next, effect);
      return;
    case 'launch':
      n.state.halted = effect.quiet;
      call(n, a, next, effect.line, FROM_TERMINAL);
      return;
    case 'cp': {
      const refused = refusedToJob(n, a, effect.command);
      if (refused !== undefined) {
        if (!effect.buffered) a.lines = [...a.lines, refused];
        answer(n, a, { kind: 'cp', rc: NOT_FOR_JOBS, lines: [refused] });
        return;
      }
      const flags = (effect.buffered ? BUFFERED : 0) | (effect.implied ? SILENT_UNKNOWN : 0);
      // CP takes no longer line; a line cut off would be another command
      if (fitsCp(effect.command)) next.progress = giveCommand(n, effect.command, flags);
      else answer(n, a, { kind: 'cp', rc: 24, lines: [] });
      return;
    }
    case 'display-write':
      if (effect.linesFirst === true && n.cms.stack.typed.length > 0)
        answer(n, a, { kind: 'display', result: 'lost' });
      else if (!displayWrite(n, next, effect.command, effect.stream))
        answer(n, a, { kind: 'display', result: 'error' });
      return;
    case 'display-read':
      displayRead(n, next, effect.buffer);
      return;
    case 'read-cards':
    case 'write-records':
    case 'tape': {
      const done = performUnit(n, effect, next);
      if (done?.kind === 'written' && done.result === 'ok' && effect.kind === 'write-records') {
        if (jobWrote(n, effect.device, effect.records.length)) {
          goIdle(n);
          return;
        }
      }
      if (done !== undefined) answer(n, a, done);
      return;
    }
    case 'await': {
      const event = performAwait(n, effect, next);
      if (event !== undefined) answer(n, a, event);
      return;
    }
    case 'set-timer':
      if (startTimer(n, next)) answer(n, a, { kind: 'done' });
      return;
    case 'vmcf':
      performVmcf(n, effect.list, next);
      return;
    case 'diagnose':
      executeDiagnose(n, effect, next);
      return;
    case 'sync':
      sync(n, next, effect.device);
      return;
    case 'call':
      callGuest(n, a, next, effect);
      return;
  }
}

/** Puts the answer to its effect into an activation. */
export function answer(n: Nucleus, a: Activation, what: InnerAnswer): void {
  a.next = { kind: 'answer', answer: what };
  goIdle(n);
}

/** A console line for whoever waits for one; false when nobody does. */
export function answerRead(n: Nucleus, a: Activation | undefined, line: string): boolean {
  if (a?.next.kind !== 'effect' || a.next.progress === undefined) return false;
  if (!['read', 'read-console', 'terminal'].includes(a.next.effect.kind)) return false;
  answer(n, a, { kind: 'line', text: line, from: 'console' });
  return true;
}

/** The stub behind SVC 202 is reached: the called command has ended. */
export function commandReturned(n: Nucleus, a: Activation | undefined): boolean {
  if (a?.next.kind !== 'effect' || a.next.progress?.stage !== 'called') return false;
  if (a.next.effect.kind === 'call') return false;
  const { captured, size, block } = a.next.progress;
  const rc = n.machine.register(15);
  const result = block === undefined ? undefined : takeResult(n, block);
  dropLines(n, a.save);
  if (result !== undefined) {
    answer(n, a, { kind: 'rc', rc, ...result });
    return true;
  }
  answer(
    n,
    a,
    captured === undefined
      ? { kind: 'rc', rc }
      : { kind: 'rc', rc, lines: captured, full: (size ?? 0) > mostCaptured(n) },
  );
  return true;
}

/** Characters of a command's lines that are kept for its caller in the smallest machine. */
const LEAST_CAPTURED = 8 << 20;

/** Most characters of a command's lines that are kept: as many as the machine has storage. */
const mostCaptured = (n: Nucleus): number => Math.max(LEAST_CAPTURED, n.machine.storageSize);

/** Lines of an activation for one below it that captures them; false when nobody does. */
export function captureLines(n: Nucleus, a: Activation): boolean {
  const all = n.state.activations;
  for (let at = all.indexOf(a) - 1; at >= 0; at--) {
    const { next } = all[at]!;
    if (next.kind !== 'effect' || next.effect.kind !== 'command') continue;
    const { progress } = next;
    if (next.effect.captured !== true || progress === undefined) continue;
    progress.captured ??= [];
    const most = mostCaptured(n);
    for (const line of a.lines.slice(a.typed)) {
      progress.size = (progress.size ?? 0) + line.length + 16;
      if (progress.size <= most) progress.captured.push(line);
    }
    return true;
  }
  return false;
}

/** SVC 201 while a program that TypeScript called is running: it has returned. */
export function programReturned(n: Nucleus, a: Activation | undefined): boolean {
  if (a?.next.kind !== 'effect' || a.next.effect.kind !== 'call') return false;
  if (a.next.progress?.stage !== 'called') return false;
  answer(n, a, { kind: 'rc', rc: n.machine.register(15) });
  return true;
}

/** The DIAGNOSE of a stub has been executed, with this condition code. */
export function diagnosed(n: Nucleus, a: Activation | undefined, cc: number): void {
  if (a?.next.kind !== 'effect') {
    goIdle(n);
    return;
  }
  const effect = a.next.effect;
  const m = n.machine;
  if (effect.kind === 'cp') {
    const rc = m.register(4);
    const { progress = { stage: 'diagnose', count: 0 } } = a.next;
    const lines = effect.buffered ? takeResponse(n, effect.command, progress, cc) : [];
    if ('stage' in lines) a.next.progress = lines;
    else answer(n, a, { kind: 'cp', rc, lines });
  } else if (effect.kind === 'vmcf') {
    answer(n, a, { kind: 'rc', rc: m.register(4) });
  } else if (effect.kind === 'diagnose') {
    const bytes = m.fetch(effect.fetch.at, effect.fetch.length) ?? new Uint8Array();
    const registers = [2, 4, 5].map((r) => m.register(r));
    answer(n, a, { kind: 'diagnosed', cc, registers, bytes });
  } else if (effect.kind === 'sync') {
    answer(n, a, cc === 0 ? { kind: 'done' } : { kind: 'done', failed: true });
  } else if (
    cc === DEVICE_BUSY &&
    (effect.kind === 'display-write' || effect.kind === 'display-read')
  ) {
    displayBusy(n, a.next);
  } else if (effect.kind === 'display-write') {
    answer(n, a, { kind: 'display', result: displayResult(n, cc) });
  } else if (effect.kind === 'display-read') {
    const result = displayResult(n, cc);
    const bytes = result === 'ok' ? inbound(n, effect.buffer !== undefined) : new Uint8Array();
    if (effect.buffer !== 'now' && bytes.length > 0 && bytes[0] !== NO_AID) {
      n.state.console.display = 'taken';
    }
    answer(n, a, { kind: 'stream', result, bytes });
  } else {
    goIdle(n);
  }
}

function read(
  n: Nucleus,
  a: Activation,
  next: EffectNext,
  kind: 'read' | 'read-console' | 'terminal',
): void {
  n.state.console.display = 'off';
  const stacked = kind === 'read-console' ? undefined : takeStacked(n.cms.stack);
  if (stacked !== undefined) {
    answer(n, a, { kind: 'line', text: stacked, from: 'stack' });
    return;
  }
  const typed = takeTyped(n.cms.stack);
  if (typed !== undefined) {
    answer(n, a, { kind: 'line', text: typed, from: 'console' });
    return;
  }
  next.progress ??= { stage: 'waiting', count: 0 };
  const quiet = kind === 'terminal' && !n.cms.settings.autoread;
  if (!quiet && consoleFree(n)) startRead(n, 'read');
  else waitForInterruption(n);
}

function call(
  n: Nucleus,
  a: Activation,
  next: EffectNext,
  line: string,
  flag: number,
  environment?: string,
): void {
  // nothing that the shell calls is left behind when it calls anew
  dropLines(n, a.save === 0 ? undefined : a.save);
  const lists = buildList(n, a.save, line, flag, environment);
  if (lists === undefined) {
    answer(n, a, { kind: 'rc', rc: NO_STORAGE });
    return;
  }
  next.progress = { stage: 'called', count: 0 };
  enterSvc(n, lists);
}

function callRoutine(
  n: Nucleus,
  a: Activation,
  next: EffectNext,
  effect: Extract<InnerEffect, { kind: 'routine' }>,
): void {
  const lists = buildRoutineLists(n, a.save, effect);
  if (lists === undefined) {
    answer(n, a, { kind: 'rc', rc: NO_STORAGE });
    return;
  }
  next.progress = { stage: 'called', count: 0, block: lists.block };
  enterSvc(n, lists);
}

function enterSvc(n: Nucleus, lists: { readonly r0: number; readonly r1: number }): void {
  n.state.notFound = false;
  n.machine.setRegister(0, lists.r0);
  n.machine.setRegister(1, lists.r1);
  n.machine.setRegister(15, 0);
  n.machine.loadPsw(PSW_ENABLED, STUB.svc202);
}

function callGuest(
  n: Nucleus,
  a: Activation,
  next: EffectNext,
  effect: Extract<InnerEffect, { kind: 'call' }>,
): void {
  const m = n.machine;
  const save = readSave(n, currentSave(n));
  next.progress = { stage: 'called', count: 0 };
  if (save !== undefined && a.save !== 0) {
    for (let r = 0; r < 16; r++) m.setRegister(r, save.registers[r] ?? 0);
    m.setRegister(13, save.userSave);
  }
  m.setRegister(12, effect.address);
  m.setRegister(14, STUB.return);
  m.setRegister(15, effect.address);
  for (const [r, value] of Object.entries(effect.registers)) m.setRegister(Number(r), value);
  m.loadPsw(effect.key === NUCLEUS_KEY ? PSW_ENABLED : PSW_USER, effect.address & 0xffffff);
}

function executeDiagnose(
  n: Nucleus,
  { code, registers, store }: Extract<InnerEffect, { kind: 'diagnose' }>,
  next: EffectNext,
): void {
  const m = n.machine;
  next.progress = { stage: 'diagnose', count: 0 };
  for (const { at, bytes } of store) m.store(at, bytes);
  m.store(STUB.diagnoseAny + 2, Uint8Array.of(code >> 8, code & 0xff));
  for (const [r, value] of Object.entries(registers)) m.setRegister(Number(r), value);
  m.loadPsw(PSW_DISABLED, STUB.diagnoseAny);
}

function sync(n: Nucleus, next: EffectNext, device: number): void {
  const m = n.machine;
  next.progress = { stage: 'diagnose', count: 0 };
  m.store(BLOCK_LIST, blockList(device, BLOCK_COMMIT, []));
  m.setRegister(2, BLOCK_LIST);
  m.setRegister(4, 0);
  m.loadPsw(PSW_DISABLED, STUB.diagnoseA4);
}
