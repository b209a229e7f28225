/**
 * Stages written in REXX: files of type REXX (CMS Pipelines, "rexx", "Writing a REXX Program to Run in a Pipeline").
 * Their commands go to the dispatcher: see pipeline-commands.ts.
 */
import { newLoading, readExec, type ExecLoading } from '../../exec/exec-source.js';
import type { ProgramStep } from '../../exec/program-step.js';
import { isRexx, newProgram, type RexxProgram } from '../../exec/rexx-program.js';
import { answerProgram, runProgram, subcommandEnded } from '../../exec/run-program.js';
import { findProgram } from '../../nucleus/program-files.js';
import type { Answer } from '../../command.js';
import { PipeFault } from '../pipe-fault.js';
import { newCommands, type CommandState } from '../command-state.js';
import { pipelineCommand } from '../pipeline-commands.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import type { Stage } from '../pipe-set.js';

/** The environment for pipeline commands. */
const ENVIRONMENT = 'REXX';
/** Commands that a program may give without waiting for anything before it is the turn of others. */
const MOST_COMMANDS = 32;
/** Work units that a step of reading costs. */
const LOADING_COST = 800;

interface Rexx {
  readonly name: string;
  readonly args: string;
  loading: ExecLoading | undefined;
  program: RexxProgram | undefined;
  readonly commands: CommandState;
  /** A pipeline command that waits; it is tried again when the stage is run. */
  waiting: string | undefined;
  /** The program has used its share and goes on without having asked for anything. */
  resting: boolean;
  /** Return code of a command whose program goes on when others have had their turn. */
  result: number | undefined;
  /** Commands since others had their turn. */
  since: number;
}

/** Goes through what a program wants until it has to wait. */
function follow(io: StageIo, stage: Stage, s: Rexx, first: ProgramStep): void {
  let step = first;
  for (;;) {
    for (const line of step.lines) io.typeData(line);
    io.cost += step.cost;
    if (step.kind === 'ended') {
      if (step.message !== undefined) io.messageLine(step.message);
      io.end(step.rc);
      return;
    }
    if (step.kind === 'effect') {
      if (step.effect.kind === 'work') {
        s.resting = true;
        // the clock may have ended it: this is no turn
        io.goOn(0);
      } else io.ask(step.effect);
      return;
    }
    if (stage.listCommands) io.message(2020, step.text);
    const rc = pipelineCommand(io, stage, s.commands, s.program, step.text);
    if (stage.done) return;
    if (rc === undefined) {
      s.since = 0;
      s.waiting = step.text;
      return;
    }
    // a program that never waits has its turns, too
    if (++s.since >= MOST_COMMANDS) {
      s.since = 0;
      s.result = rc;
      io.again(0);
      return;
    }
    step = subcommandEnded(s.program!, rc, io.context);
  }
}

const DONE: Answer = { kind: 'done' };

const rexx: StageKind = {
  names: ['REXX'],
  commits: true,
  parse(operands, place): Rexx {
    const name = operands.required().toUpperCase();
    const args = operands.rest.replace(/^ /, '');
    operands.rest = '';
    const found = findProgram(place.io.context.cms, name, 'REXX');
    if (found === undefined) throw new PipeFault(40, name);
    return {
      ...{ name, args, loading: newLoading(name, 'REXX', found), program: undefined },
      ...{ commands: newCommands(), waiting: undefined, resting: false },
      ...{ result: undefined, since: 0 },
    };
  },
  run(io, stage) {
    const s = stage.state as Rexx;
    if (s.loading !== undefined) {
      const failed = readExec(io.context, s.loading);
      if (failed !== undefined) {
        for (const line of failed.lines ?? []) io.messageLine(line);
        io.end('rc' in failed ? failed.rc : 100);
        return;
      }
      if (s.loading.reading !== undefined) {
        io.again(LOADING_COST);
        return;
      }
      const { lines, mode, name, type } = s.loading;
      s.loading = undefined;
      if (!isRexx(lines)) throw new PipeFault(40, name);
      s.program = newProgram(
        lines,
        {
          ...{ kind: 'COMMAND', args: [s.args], name, type, mode, called: name },
          environment: ENVIRONMENT,
        },
        [ENVIRONMENT],
      );
      follow(io, stage, s, runProgram(s.program, io.context));
      return;
    }
    const program = s.program!;
    if (s.result !== undefined) {
      const rc = s.result;
      s.result = undefined;
      follow(io, stage, s, subcommandEnded(program, rc, io.context));
      return;
    }
    if (s.waiting !== undefined) {
      const rc = pipelineCommand(io, stage, s.commands, program, s.waiting);
      if (rc === undefined || stage.done) return;
      s.waiting = undefined;
      follow(io, stage, s, subcommandEnded(program, rc, io.context));
      return;
    }
    const answer = io.takeAnswer() ?? (s.resting ? DONE : undefined);
    s.resting = false;
    if (answer === undefined) throw new Error('a REXX stage was run without a reason');
    follow(io, stage, s, answerProgram(program, answer, io.context));
  },
};

/** The stage of this file. */
export const rexxStages: readonly StageKind[] = [rexx];
