/**
 * The stack of what runs. Each activation of a TypeScript command is a plain frame named by its system
 * save area; the chain of save areas in guest storage is the truth, and a frame whose save area is no
 * longer in it is dropped.
 */
import type { Command, StepResult } from '../command.js';
import { editMessages } from './edit-messages.js';
import { commandTable } from '../command-table.js';
import { shellStep, type ShellResult } from '../shell/shell.js';
import { abendStep } from './abend-routine.js';
import { faultOfActivation, ListFault } from './caller-fault.js';
import { consoleFree, startWrite } from './console-io.js';
import { stepContext } from './context.js';
import { answer, captureLines, performEffect } from './effects.js';
import { dropTraps } from './events.js';
import { dropUserExtensions } from './user-extensions.js';
import { clearBreakpoints } from './breakpoints.js';
import { restoreControlWords } from './debug-requests.js';
import { goIdle, waitForInterruption, type Activation, type Nucleus } from './nucleus.js';
import { ABEND_SAVE, CONSOLE_LINE } from './layout.js';
import { stopTimer } from './interval-timer.js';
import { dropLines } from './long-lines.js';
import { restoreProgram } from './program-state.js';
import { abandonUnit } from './unit-io.js';
import { mountOf } from '../functions/file-control.js';
import { giveBack } from '../files/volume.js';
import { endOfProgram, openChanges } from '../os/os-state.js';
import { dropStacked, emptyStack, typeFirst } from '../program-stack.js';
import { currentSave, dropAllSaves, popSave, readSave, saveChain } from './save-areas.js';

/** The activation that is on top now; undefined when a guest program is (or nothing that we know). */
export function currentActivation(n: Nucleus): Activation | undefined {
  if (n.state.abend !== undefined) return n.state.abend.activation;
  const chain = saveChain(n);
  const live = n.state.activations.filter((a) => a.save === 0 || chain.includes(a.save));
  if (live.length !== n.state.activations.length) n.state.activations = live;
  const save = chain[0] ?? 0;
  return live.findLast((a) => a.save === save);
}

/** One step of an activation: types, computes, or sees to its effect. */
export function advance(n: Nucleus, a: Activation): void {
  if (a.typed < a.lines.length) {
    typeLines(n, a);
    return;
  }
  const next = a.next;
  switch (next.kind) {
    case 'start':
    case 'answer':
      compute(n, a);
      return;
    case 'effect':
      performEffect(n, a, next);
      return;
    case 'end':
      endActivation(n, a, next.rc);
      return;
  }
}

/**
 * HX, or `recovering` behind an abend: nothing runs but the shell, and what the rest held is free again. HX drops what was typed
 * ahead; the steps of recovery (VM/SP System Programmer's Guide, "Abend Recovery") name no line of the terminal, and whoever
 * typed them has not asked for an end.
 */
export function haltExecution(n: Nucleus, recovering: boolean): void {
  const s = n.state;
  dropAllSaves(n);
  dropLines(n);
  // its file definitions go with a program that was halted, unless they are permanent
  giveUpOpen(n);
  stopTimer(n);
  endOfProgram(n.cms.os);
  n.cms.os.main = [];
  n.cms.os.definitions = n.cms.os.definitions.filter((one) => one.permanent);
  n.cms.os.labels = n.cms.os.labels.filter((one) => one.permanent);
  s.abend = undefined;
  s.activations = s.activations.filter((a) => a.save === 0 && a.command === '').slice(0, 1);
  s.interrupted = false;
  clearBreakpoints(n);
  dropTraps(n);
  // extensions that want to know of it are called first, by the shell, but never for ever
  s.purging = s.purging !== true && s.extensions.some((one) => one.service === true);
  if (!s.purging) dropUserExtensions(n);
  s.immediate = [];
  s.immediateCalls = [];
  s.halted = false;
  s.haltExecs = false;
  if (s.job !== undefined) s.job.running = false;
  s.console.display = 'off';
  const ahead = n.cms.stack.typed.length > 0;
  // what was stacked was meant for the program that is gone
  if (recovering) dropStacked(n.cms.stack);
  else emptyStack(n.cms.stack);
  const shell = s.activations[0];
  if (shell !== undefined) {
    shell.lines = [];
    shell.typed = 0;
    const waiting = shell.next.kind === 'effect' && shell.next.effect.kind === 'terminal';
    if (!waiting || ahead || s.purging) answer(n, shell, { kind: 'halted', quiet: recovering });
  }
  abandonUnit(n);
}

/** What the program wrote to files that it had not closed is not there. */
function giveUpOpen(n: Nucleus): void {
  for (const { device, mount, change } of openChanges(n.cms.os)) {
    const volume = n.cms.disks.volumes.find((one) => one.device === device);
    if (volume !== undefined && mountOf(volume) === mount) giveBack(volume, change);
  }
}

function typeLines(n: Nucleus, a: Activation): void {
  if (captureLines(n, a) || !n.cms.settings.typing || n.state.halted) {
    a.typed = a.lines.length;
    goIdle(n);
  } else if (consoleFree(n)) {
    startWrite(n, a);
  } else {
    waitForInterruption(n);
  }
}

function compute(n: Nucleus, a: Activation): void {
  if (n.state.abend?.activation === a) {
    computeAbend(n, a);
    return;
  }
  let result: StepResult | ShellResult;
  try {
    result = step(n, a);
  } catch (error) {
    if (!(error instanceof ListFault)) throw error;
    faultOfActivation(n, a, error);
    return;
  }
  n.cost += result.cost ?? 0;
  const lines = result.lines ?? [];
  a.lines = inPieces('data' in result && result.data ? lines : editMessages(n, lines));
  a.typed = 0;
  if ('rc' in result) {
    a.next = { kind: 'end', rc: result.rc };
  } else {
    a.frame = result.frame;
    a.next = { kind: 'effect', effect: result.effect, progress: undefined };
  }
  goIdle(n);
}

/** Lines as the console takes them: a longer one goes on in further lines. */
function inPieces(lines: readonly string[]): readonly string[] {
  if (lines.every((line) => line.length <= CONSOLE_LINE)) return lines;
  return lines.flatMap((line) => {
    const pieces = [line.slice(0, CONSOLE_LINE)];
    for (let at = CONSOLE_LINE; at < line.length; at += CONSOLE_LINE) {
      pieces.push(line.slice(at, at + CONSOLE_LINE));
    }
    return pieces;
  });
}

function computeAbend(n: Nucleus, a: Activation): void {
  const result = abendStep(n, a.frame, a.next.kind === 'answer' ? a.next.answer : undefined);
  if ('halt' in result) {
    haltExecution(n, false);
  } else if ('recover' in result) {
    haltExecution(n, true);
    typeFirst(n.cms.stack, result.recover);
  } else if ('go' in result) {
    n.state.abend = undefined;
    restoreControlWords(n);
    restoreProgram(n, ABEND_SAVE, result.go);
  } else {
    a.frame = result.frame;
    a.lines = result.lines;
    a.typed = 0;
    a.next = { kind: 'effect', effect: result.effect, progress: undefined };
    goIdle(n);
  }
}

/** The routine of CMS itself for a subcommand environment; undefined when that is not there. */
export function environmentRoutine(n: Nucleus, name: string): Command | undefined {
  return commandTable.find(
    ({ environment }) => environment?.name === name && environment.active(n.state.activations),
  );
}

function step(n: Nucleus, a: Activation): StepResult | ShellResult {
  const context = stepContext(n, a, (name) => environmentRoutine(n, name) !== undefined);
  const given = a.next.kind === 'answer' ? a.next.answer : undefined;
  if (a.save === 0) return shellStep(a.frame, given, context);
  const command = commandTable.find((c) => c.name === a.command);
  if (command === undefined) return { rc: -3 };
  if (given === undefined) return command.start(context);
  if (given.kind === 'halted' || command.resume === undefined) return { rc: 256 };
  return command.resume(a.frame, given, context);
}

function endActivation(n: Nucleus, a: Activation, rc: number): void {
  n.state.activations = n.state.activations.filter((other) => other !== a);
  // a command that was found may return -3 like one that was not
  n.state.notFound = false;
  const save = readSave(n, a.save);
  if (save === undefined || currentSave(n) !== a.save) goIdle(n);
  else popSave(n, save, rc);
}
