/**
 * Pipeline commands: what a stage in REXX asks of the dispatcher (CMS Pipelines User's Guide and Reference, "Pipeline
 * Commands"): PEEKTO, READTO, OUTPUT, SHORT, SELECT, SEVER, CALLPIPE, ADDPIPE, COMMIT, STREAMNUM, STREAMSTATE,
 * MAXSTREAM, STAGENUM, RESOLVE, REXX, MESSAGE, SETRC, NOCOMMIT, BEGOUTPUT, EOFREPORT.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { topActivity, type RexxProgram } from '../exec/rexx-program.js';
import { findProgram } from '../nucleus/program-files.js';
import { unsetVariable, writeVariable } from '../rexx/variables.js';
import { MOST_RECORD, worse, type Stage } from './pipe-set.js';
import type { StageIo } from './stage-io.js';

/** End of file, or a stream that is not connected. */
const END_OF_FILE = 12;
/** Return codes: no such stream, no such command, wrong operands. */
const NO_STREAM = 4;
const UNKNOWN = -7;
const BAD_OPERAND = -111;
const BAD_NAME = -191;

/** Streams that are selected, and what is under way. Plain data. */
export interface CommandState {
  input: number;
  output: number;
  /** SELECT ANYINPUT: the input is the one that has a record. */
  any: boolean;
  noCommit: boolean;
  /** OUTPUT has been offered, CALLPIPE has been begun. */
  phase: 'none' | 'output' | 'call' | 'commit';
}

/** A stage that has not given a command yet. */
export function newCommands(): CommandState {
  return { input: 0, output: 0, any: false, noCommit: false, phase: 'none' };
}

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
  const match = /^\s*(\S*) ?(.*)$/s.exec(text)!;
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
    case 'EOFREPORT':
      return 0;
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
      io.waitInput(-1);
      return undefined;
    }
  }
  const record = io.peek(s.input);
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

function output(io: StageIo, s: CommandState, rest: string): Result {
  if (s.phase === 'output') {
    if (!io.taken(s.output)) {
      io.waitOutput(s.output);
      return undefined;
    }
    s.phase = 'none';
    return 0;
  }
  if (rest.length > MOST_RECORD) return BAD_OPERAND;
  if (!io.put(toEbcdic(rest), s.output)) return END_OF_FILE;
  s.phase = 'output';
  io.waitOutput(s.output);
  return undefined;
}

function sideOf(word: string): 'input' | 'output' | undefined {
  const upper = word.trim().split(/\s+/)[0]?.toUpperCase() ?? '';
  if (upper.length >= 2 && 'INPUT'.startsWith(upper)) return 'input';
  return upper.length >= 3 && 'OUTPUT'.startsWith(upper) ? 'output' : undefined;
}

/** The number of a stream; -1 when it is not there. */
function numberOf(stage: Stage, word: string): number {
  if (/^\d{1,4}$/.test(word)) {
    const number = Number(word);
    return number < stage.names.length ? number : -1;
  }
  return word === '' ? 0 : stage.names.indexOf(word);
}

function select(stage: Stage, s: CommandState, rest: string): Result {
  const words = rest.trim().split(/\s+/);
  const first = words[0]?.toUpperCase() ?? '';
  if (first === 'ANYINPUT') {
    s.any = true;
    return 0;
  }
  const side = sideOf(first);
  const both = first === 'BOTH' || side === undefined;
  const word = side === undefined && first !== 'BOTH' ? words[0]! : (words[1] ?? '');
  const number = numberOf(stage, word);
  if (number < 0) return NO_STREAM;
  if (both || side === 'input') {
    s.input = number;
    s.any = false;
  }
  if (both || side === 'output') s.output = number;
  return 0;
}

function sever(io: StageIo, stage: Stage, s: CommandState, rest: string): Result {
  const side = sideOf(rest);
  const word = rest.trim().split(/\s+/)[1];
  if (side === undefined) return BAD_OPERAND;
  const number =
    word === undefined ? (side === 'input' ? s.input : s.output) : numberOf(stage, word);
  if (number < 0) return NO_STREAM;
  const there = (side === 'input' ? stage.inputs : stage.outputs)[number] !== -1;
  if (side === 'input') io.severInput(number);
  else io.severOutput(number);
  return there ? 0 : END_OF_FILE;
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

function streamNumber(stage: Stage, rest: string): Result {
  const word = rest.trim().split(/\s+/)[1] ?? '';
  if (sideOf(rest) === undefined) return BAD_OPERAND;
  const number = numberOf(stage, word);
  return number < 0 ? -NO_STREAM : number;
}

/** 0: a record waits, or is wanted; 4: another stage holds it; 8: none yet; 12: end of file; -4: no such stream. */
function streamState(io: StageIo, stage: Stage, s: CommandState, rest: string): Result {
  const side = sideOf(rest);
  if (side === undefined) return BAD_OPERAND;
  const word = rest.trim().split(/\s+/)[1];
  const number =
    word === undefined ? (side === 'input' ? s.input : s.output) : numberOf(stage, word);
  if (number < 0) return -NO_STREAM;
  if (side === 'input') {
    if (io.peek(number) !== undefined) return 0;
    return io.atEnd(number) ? END_OF_FILE : 8;
  }
  if (!io.connected(number)) return END_OF_FILE;
  const link = io.set.links[stage.outputs[number]!]!;
  const consumer = io.set.stages[link.to];
  return consumer?.wait === 'input' || consumer?.wait === 'either' ? 0 : 8;
}
