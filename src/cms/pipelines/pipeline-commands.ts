/**
 * Pipeline commands: what a stage in REXX asks of the dispatcher (CMS Pipelines User's Guide and Reference, "Pipeline
 * Commands"): PEEKTO, READTO, OUTPUT, SHORT, SELECT, SEVER, CALLPIPE, ADDPIPE, COMMIT, STREAMNUM, STREAMSTATE,
 * MAXSTREAM, STAGENUM, RESOLVE, REXX, MESSAGE, ISSUEMSG, SETRC, NOCOMMIT, BEGOUTPUT, EOFREPORT, ADDSTREAM, SUSPEND; and
 * those of pipeline-scans.ts.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { topActivity, type RexxProgram } from '../exec/rexx-program.js';
import { findProgram } from '../nucleus/program-files.js';
import { unsetVariable, writeVariable } from '../rexx/variables.js';
import type { CommandState } from './command-state.js';
import { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { pipeMessageTable } from './pipe-messages-table.js';
import { MOST_RECORD, worse, type Stage } from './pipe-set.js';
import { getRange, scanOperand } from './pipeline-scans.js';
import type { StageIo } from './stage-io.js';
import { addStream, select, sever, sideOf, streamNumber, streamState } from './stream-commands.js';

/** End of file, or a stream that is not connected. */
const END_OF_FILE = 12;
/** EOFREPORT: an output has ended, or all have. */
const OUTPUT_ENDED = 4;
const OUTPUTS_ENDED = 8;
/** Return codes: no such command, wrong operands, a name that is none. */
const UNKNOWN = -7;
const BAD_OPERAND = -111;
const BAD_NAME = -191;

/** What a command gives: its return code; undefined when the stage has to wait and the command is tried again. */
type Result = number | undefined;

/**
 * Carries out a pipeline command, or goes on with it.
 * @param program - the program that gave it, whose variables it sets; undefined for PIPCMD
 */
export function pipelineCommand(
  io: StageIo,
  stage: Stage,
  s: CommandState,
  program: RexxProgram | undefined,
  text: string,
): Result {
  if (s.implied !== undefined && text === s.implied) {
    s.implied = undefined;
    return 0;
  }
  const match = /^\s*(\S*) ?(.*)$/s.exec(s.implied === undefined ? text : `OUTPUT ${text}`)!;
  const verb = match[1]!.toUpperCase();
  const rest = match[2]!;
  if (WITH_COMMIT.includes(verb) && !stage.committed && !s.noCommit) {
    s.phase = 'commit';
    stage.wait = 'commit';
    io.commit(stage);
    return undefined;
  }
  if (s.phase === 'commit' && verb !== 'COMMIT') {
    s.phase = 'none';
    // another stage could not begin: there is nothing to be done
    if (io.groupOf(stage).rc !== 0) {
      io.end();
      return undefined;
    }
  }
  switch (verb) {
    case 'PEEKTO':
    case 'READTO':
      return take(io, s, program, rest, verb === 'READTO');
    case 'OUTPUT':
      return output(io, s, rest);
    case 'SHORT':
      io.short(s.input, s.output);
      return 0;
    case 'SELECT':
      return select(stage, s, rest);
    case 'SEVER':
      return sever(io, stage, s, rest);
    case 'CALLPIPE':
      return call(io, stage, s, rest);
    case 'REXX':
      return call(io, stage, s, `*: | rexx ${rest} | *:`);
    case 'ADDPIPE':
      stage.called = 0;
      io.call(rest, false);
      return stage.called;
    case 'COMMIT':
      return commit(io, stage, s, rest);
    case 'NOCOMMIT':
      s.noCommit = true;
      return 0;
    case 'STREAMNUM':
      return streamNumber(stage, rest);
    case 'STREAMSTATE':
      return streamState(io, stage, s, rest);
    case 'MAXSTREAM':
      return sideOf(rest) === undefined ? BAD_OPERAND : stage.names.length - 1;
    case 'STAGENUM':
      return stage.place;
    case 'RESOLVE':
      return io.find(rest.trim()) !== undefined ||
        findProgram(io.context.cms, rest.trim().toUpperCase(), 'REXX') !== undefined
        ? 1
        : 0;
    case 'MESSAGE':
      io.messageLine(rest);
      return 0;
    case 'SETRC':
      if (!/^\s*-?\d{1,9}\s*$/.test(rest)) return BAD_OPERAND;
      stage.rc = Number(rest);
      return 0;
    case 'BEGOUTPUT':
      s.implied = rest.trim();
      return 0;
    case 'EOFREPORT':
      return report(s, rest);
    case 'ADDSTREAM':
      return addStream(stage, rest);
    case 'SUSPEND':
      return suspend(io, s);
    case 'ISSUEMSG':
      return issueMessage(io, rest);
    case 'SCANSTRING':
    case 'SCANRANGE':
      return scanOperand(io, program, verb === 'SCANRANGE', rest);
    case 'GETRANGE':
      return getRange(program, rest);
    default:
      return UNKNOWN;
  }
}

/** Commands that commit a stage to level 0 before they do anything. */
const WITH_COMMIT = [
  'PEEKTO',
  'READTO',
  'OUTPUT',
  'SHORT',
  'CALLPIPE',
  'REXX',
  'ADDPIPE',
  'SELECT',
];

function take(
  io: StageIo,
  s: CommandState,
  program: RexxProgram | undefined,
  rest: string,
  consumes: boolean,
): Result {
  const name = rest.trim().toUpperCase();
  const activity = program === undefined ? undefined : topActivity(program);
  if (activity === undefined && name !== '') return BAD_OPERAND;
  if (s.any) {
    const { inputs } = io.stage;
    const found = inputs.findIndex((_, i) => io.peek(i) !== undefined);
    if (found >= 0) s.input = found;
    else if (inputs.some((_, i) => !io.atEnd(i))) {
      const told = outputsEnded(io, s);
      if (told > 0) return told;
      io.waitInput(-1);
      return undefined;
    }
  }
  const record = io.peek(s.input);
  const told = record === undefined ? outputsEnded(io, s) : 0;
  if (told > 0) return told;
  if (record === undefined) {
    if (!io.atEnd(s.input)) {
      io.waitInput(s.input);
      return undefined;
    }
    if (activity !== undefined && name !== '') unsetVariable(activity, name, 'symbolic');
    return END_OF_FILE;
  }
  if (activity !== undefined && name !== '') {
    const how = writeVariable(activity, name, fromEbcdic(record), 'symbolic');
    if (how !== 'ok') return BAD_NAME;
  }
  if (consumes) io.consume(s.input);
  return 0;
}

/** EOFREPORT: whether an end of outputs is told in place of waiting for input: 4 any of them, 8 all of them. */
function outputsEnded(io: StageIo, s: CommandState): number {
  const { outputs } = io.stage;
  const ended = outputs.filter((link, i) => link >= 0 && !io.connected(i)).length;
  if (s.report !== 'current' && io.outputsGone()) return OUTPUTS_ENDED;
  return s.report === 'any' && ended > 0 ? OUTPUT_ENDED : 0;
}

function report(s: CommandState, rest: string): Result {
  const word = rest.trim().toUpperCase();
  if (word === 'ANY' || word === 'ALL' || word === 'CURRENT') {
    s.report = word === 'ANY' ? 'any' : word === 'ALL' ? 'all' : 'current';
    return 0;
  }
  return BAD_OPERAND;
}

/** SUSPEND: lets the others run that can. */
function suspend(io: StageIo, s: CommandState): Result {
  if (s.phase === 'suspended') {
    s.phase = 'none';
    return 0;
  }
  s.phase = 'suspended';
  io.set.ready.unshift(io.stage.id);
  io.stage.queued = true;
  return undefined;
}

/** ISSUEMSG number module /text/ ...: a message of pipelines. Its number is the return code. */
function issueMessage(io: StageIo, rest: string): Result {
  const match = /^\s*(\d{1,4})\s*(?:[A-Za-z]\S*\s*)?(.*)$/s.exec(rest);
  if (match === null || pipeMessageTable[Number(match[1])] === undefined) return BAD_OPERAND;
  const operands = new Operands(match[2]!);
  const fill: string[] = [];
  try {
    while (!operands.empty) fill.push(fromEbcdic(operands.string()));
  } catch (error) {
    if (error instanceof PipeFault) return BAD_OPERAND;
    throw error;
  }
  io.message(Number(match[1]), ...fill);
  return Number(match[1]);
}

function output(io: StageIo, s: CommandState, rest: string): Result {
  if (s.phase === 'output') {
    if (io.blocked(s.output)) return undefined;
    s.phase = 'none';
    return 0;
  }
  if (rest.length > MOST_RECORD) return BAD_OPERAND;
  if (!io.put(toEbcdic(rest), s.output)) return END_OF_FILE;
  s.phase = 'output';
  io.waitOutput(s.output);
  return undefined;
}

function call(io: StageIo, stage: Stage, s: CommandState, spec: string): Result {
  if (s.phase === 'call') {
    s.phase = 'none';
    return stage.called;
  }
  stage.called = 0;
  io.call(spec);
  // a specification in error has not begun
  if (stage.wait !== 'call') return stage.called;
  s.phase = 'call';
  return undefined;
}

function commit(io: StageIo, stage: Stage, s: CommandState, rest: string): Result {
  const level = Number(rest.trim());
  if (!Number.isInteger(level)) return BAD_OPERAND;
  const group = io.groupOf(stage);
  if (s.phase === 'commit' || level < 0 || stage.committed) {
    s.phase = 'none';
    return worse(0, group.rc);
  }
  s.phase = 'commit';
  stage.wait = 'commit';
  io.commit(stage);
  return undefined;
}
