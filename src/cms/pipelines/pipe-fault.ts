/**
 * A pipeline's fault: a message with its number and a return code. Return codes of stages are message numbers,
 * those of the scanner, before any stage has run, are negative (CMS Pipelines, "Return Codes").
 */
import { pipeMessageTable } from './pipe-messages-table.js';

/** Ends a stage, or the scan of a pipeline, from anywhere within a step. */
export class PipeFault extends Error {
  readonly number: number;
  readonly fill: readonly string[];
  /** The return code alone tells of it. */
  quiet = false;
  constructor(number: number, ...fill: readonly (string | number)[]) {
    super(pipeMessage(number, ...fill));
    this.number = number;
    this.fill = fill.map(String);
  }
}

/** The line behind a message that tells which stage it is about. */
export const whereLine = (place: number, pipeline: number, name: string): string =>
  name === '' ? pipeMessage(3, place, pipeline) : pipeMessage(4, place, pipeline, name);

/** Characters of what is filled in, at most: operands may be as long as a record. */
const MOST_FILL = 255;

/** A message as it is typed: FPLxxxnnns and its text. */
export function pipeMessage(number: number, ...fill: readonly (string | number)[]): string {
  const entry = pipeMessageTable[number];
  if (entry === undefined) throw new Error(`no message ${number}`);
  const text = entry.text.replace(/&(\d)/g, (_, digit: string) =>
    String(fill[Number(digit) - 1] ?? '').slice(0, MOST_FILL),
  );
  return `FPL${entry.module}${String(number).padStart(3, '0')}${entry.severity} ${text}`;
}
