/**
 * Pipeline commands about the streams of a stage: SELECT, SEVER, ADDSTREAM, STREAMNUM, STREAMSTATE (CMS Pipelines, "Pipeline
 * Commands"). They never wait.
 */
import { MOST_STREAMS, type Stage } from './pipe-set.js';
import type { CommandState } from './command-state.js';
import type { StageIo } from './stage-io.js';

/** End of file, or a stream that is not connected. */
const END_OF_FILE = 12;
const NO_STREAM = 4;
const BAD_OPERAND = -111;
const STREAM_THERE = 174;
const TOO_MANY_STREAMS = 264;

/** The side that a word names; undefined when it names none. */
export function sideOf(word: string): 'input' | 'output' | undefined {
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

/** SELECT: the streams that the next commands are about. */
export function select(stage: Stage, s: CommandState, rest: string): number {
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

/** SEVER: a stream is connected no longer. */
export function sever(io: StageIo, stage: Stage, s: CommandState, rest: string): number {
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

/** ADDSTREAM: a further stream, which nothing is connected to. */
export function addStream(stage: Stage, rest: string): number {
  const words = rest.trim().split(/\s+/).filter(Boolean);
  if (sideOf(words[0] ?? '') !== undefined || words[0]?.toUpperCase() === 'BOTH') words.shift();
  const [name = ''] = words;
  if (words.length > 1 || name.length > 8) return BAD_OPERAND;
  if (name !== '' && stage.names.includes(name)) return STREAM_THERE;
  if (stage.names.length >= MOST_STREAMS) return TOO_MANY_STREAMS;
  stage.names.push(name);
  stage.inputs.push(-1);
  stage.outputs.push(-1);
  return 0;
}

/** STREAMNUM: the number of a stream. */
export function streamNumber(stage: Stage, rest: string): number {
  const word = rest.trim().split(/\s+/)[1] ?? '';
  if (sideOf(rest) === undefined) return BAD_OPERAND;
  const number = numberOf(stage, word);
  return number < 0 ? -NO_STREAM : number;
}

/** 0: a record waits, or is wanted; 4: another stage holds it; 8: none yet; 12: end of file; -4: no such stream. */
export function streamState(io: StageIo, stage: Stage, s: CommandState, rest: string): number {
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
