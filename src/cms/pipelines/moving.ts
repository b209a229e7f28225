/** Records that pass through a stage: each is consumed when it has been taken (CMS Pipelines, "delay the record"). */
import type { StageIo } from './stage-io.js';

/** A record on its way from an input to an output: consumed when it has been taken. */
export interface Moving {
  /** Input whose record is out; -1: none. */
  from: number;
  to: number;
}

/** Sees to the record that is out; false when it has to wait for it. */
export function settled(s: Moving, io: StageIo): boolean {
  if (s.from < 0) return true;
  if (io.blocked(s.to)) return false;
  io.consume(s.from);
  s.from = -1;
  return true;
}

/** Begins to move the record of an input, which is there; one that nobody takes is consumed at once. */
export function move(
  s: Moving,
  io: StageIo,
  from: number,
  to: number,
  record = io.peek(from)!,
): boolean {
  if (!io.put(record, to)) {
    io.consume(from);
    return true;
  }
  s.from = from;
  s.to = to;
  return false;
}

/** Number of inputs of the stage. */
export const inputsOf = (io: StageIo): number => io.stage.inputs.length;

/** Whether nothing will come any more on the inputs from one on. */
export function allAtEnd(io: StageIo, first = 0): boolean {
  for (let i = first; i < inputsOf(io); i++) if (!io.atEnd(i)) return false;
  return true;
}
