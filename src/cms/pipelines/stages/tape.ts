/** TAPE: blocks of a tape as records, up to a tape mark, or records as blocks (CMS Pipelines, "tape"). */
import { EMPTY } from '../bytes.js';
import { LONGEST_BLOCK, TAPE, TAPE_BLOCK } from '../../tape/tape-frame.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import type { Place, StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Tape {
  readonly device: number;
  readonly reads: boolean;
  /** A tape mark is written behind the last block. */
  readonly marks: boolean;
  phase: 'idle' | 'asked' | 'out' | 'mark';
}

const shown = (device: number): string => device.toString(16).toUpperCase().padStart(3, '0');

/** TAPn or a device number; TAP1 when there is none. */
function parseDrive(operands: Operands): number {
  const word = operands.peek();
  const named = /^TAP([0-9A-F])$/i.exec(word)?.[1];
  if (named === undefined && !/^[0-9A-F]{3,4}$/i.test(word)) return 0x181;
  operands.word();
  if (named === undefined) return Number.parseInt(word, 16);
  const number = Number.parseInt(named, 16);
  return (number < 8 ? 0x180 : 0x280) + number;
}

function ask(io: StageIo, s: Tape, command: number, data: Rec = EMPTY): void {
  if (data.length > 0) io.context.store(TAPE_BLOCK, data);
  const count = data.length > 0 ? data.length : command === TAPE.read ? LONGEST_BLOCK : 1;
  io.ask({ kind: 'tape', device: s.device, command, at: TAPE_BLOCK, count });
}

/** What the drive has done: a block, or undefined at a tape mark. Throws a PipeFault. */
function done(io: StageIo, s: Tape): Rec | undefined {
  const answer = io.takeAnswer();
  if (answer?.kind !== 'tape') throw new Error('the drive has not answered');
  switch (answer.result) {
    case 'ok':
      return io.context.fetch(TAPE_BLOCK, Math.min(LONGEST_BLOCK, answer.length)) ?? EMPTY;
    case 'mark':
      return undefined;
    case 'no-device':
      throw new PipeFault(83, shown(s.device));
    case 'not-ready':
      throw new PipeFault(289, shown(s.device));
    case 'protected':
      throw new PipeFault(2003, shown(s.device));
    case 'error':
      throw new PipeFault(2004, shown(s.device));
  }
}

function reading(io: StageIo, s: Tape): void {
  if (s.phase === 'asked') {
    const block = done(io, s);
    if (block === undefined) {
      io.end();
      return;
    }
    s.phase = 'out';
    if (!io.put(block.slice(), 0)) {
      io.end();
      return;
    }
  }
  if (io.blocked(0)) return;
  if (!io.connected(0)) {
    io.end();
    return;
  }
  s.phase = 'asked';
  ask(io, s, TAPE.read);
}

function writing(io: StageIo, s: Tape): void {
  if (s.phase === 'mark') {
    done(io, s);
    io.end();
    return;
  }
  if (s.phase === 'asked') {
    done(io, s);
    const record = io.peek(0)!;
    s.phase = io.put(record, 0) ? 'out' : 'idle';
    if (s.phase === 'idle') io.consume(0);
  }
  if (s.phase === 'out') {
    if (io.blocked(0)) return;
    io.consume(0);
    s.phase = 'idle';
  }
  // null records are no blocks
  while (io.peek(0)?.length === 0) io.consume(0);
  const record = io.peek(0);
  if (record !== undefined) {
    if (record.length > LONGEST_BLOCK) throw new PipeFault(1261, record.length);
    s.phase = 'asked';
    ask(io, s, TAPE.write, record);
  } else if (!io.atEnd(0)) io.waitInput(0);
  else if (s.marks) {
    s.phase = 'mark';
    ask(io, s, TAPE.mark);
  } else io.end();
}

const tape: StageKind = {
  names: ['TAPE'],
  parse(operands: Operands, place: Place): Tape {
    const device = parseDrive(operands);
    const marks = operands.keyword('WTM');
    if (marks && place.first) throw new PipeFault(111, 'WTM');
    operands.finish();
    return { device, reads: place.first, marks, phase: 'idle' };
  },
  run(io, stage) {
    const s = stage.state as Tape;
    if (s.reads) reading(io, s);
    else writing(io, s);
  },
};

/** The stages of this file. */
export const tapes: readonly StageKind[] = [tape];
