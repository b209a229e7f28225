/**
 * Calls of external functions and subroutines (z/VM REXX/VM Reference, "External Functions and Subroutines", "Function
 * Packages"; CMS Application Development Guide for Assembler, "Extended Parameter List"): SVC 202 with X'05' in the high
 * byte of register 1. Register 0 points to six words: the name as it is called and its operands (three addresses), 0,
 * the list of arguments (address and length each, closed by eight bytes X'FF'), and the address of the word that gets
 * the address of the result. Bit 0 of register 0 is on for a subroutine, which need not give a result.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Effect } from '../command.js';
import { giveBackStorage } from './free-storage.js';
import { placeBytes, reserveBytes } from './long-lines.js';
import type { Nucleus } from './nucleus.js';
import { listArea } from './save-areas.js';

type RoutineEffect = Extract<Effect, { kind: 'routine' }>;

/** High byte of register 1. */
const FROM_FUNCTION = 0x05;
const SUBROUTINE = 0x80000000;
/** Offsets in the block: the six words, the word for the result, the arguments. */
const RESULT = 24;
const ARGUMENTS = 32;
/** Offsets in an EVALBLOK: doublewords of it, bytes of data, the data. */
const SIZE = 4;
const LENGTH = 8;
const DATA = 16;

/** The lists of a call. */
export interface RoutineLists {
  readonly r0: number;
  readonly r1: number;
  /** Where the lists stand. */
  readonly block: number;
}

/** Builds the lists of a call for the owner of `save`; undefined when there is no storage for them. */
export function buildRoutineLists(
  n: Nucleus,
  save: number,
  { name, called, args, asFunction }: RoutineEffect,
): RoutineLists | undefined {
  const text = toEbcdic(called);
  const values = args.map((arg) => (arg === undefined ? undefined : toEbcdic(arg)));
  const strings = ARGUMENTS + (values.length + 1) * 8;
  const length = values.reduce((sum, value) => sum + (value?.length ?? 0), strings + text.length);
  // the routine stores its result there, so that it is the user's storage
  const block = reserveBytes(n, save, length, 'user');
  if (block === undefined) return undefined;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const word = called.search(/ |$/);
  bytes.set(text, strings);
  view.setInt32(0, block + strings);
  view.setInt32(4, block + strings + Math.min(word + 1, text.length));
  view.setInt32(8, block + strings + text.length);
  view.setInt32(16, block + ARGUMENTS);
  view.setInt32(20, block + RESULT);
  let at = strings + text.length;
  values.forEach((value, i) => {
    // an argument that was left out has neither address nor length
    if (value === undefined) return;
    view.setInt32(ARGUMENTS + i * 8, block + at);
    view.setInt32(ARGUMENTS + i * 8 + 4, value.length);
    bytes.set(value, at);
    at += value.length;
  });
  bytes.fill(0xff, strings - 8, strings);
  placeBytes(n, block, bytes);
  const { list } = listArea(save);
  const tokens = new Uint8Array(16).fill(0xff, 8);
  tokens.set(toEbcdic(name.slice(0, 8).padEnd(8)));
  n.machine.store(list, tokens);
  return { r0: block | (asFunction ? 0 : SUBROUTINE), r1: (FROM_FUNCTION << 24) | list, block };
}

/** The result that a routine has left, whose storage is given back; `bad` when what it left is no EVALBLOK. */
export function takeResult(
  n: Nucleus,
  block: number,
): { readonly value: string } | { readonly bad: true } | undefined {
  const at = (n.machine.word(block + RESULT) ?? 0) & 0xffffff;
  if (at === 0) return undefined;
  const size = n.machine.word(at + SIZE) ?? -1;
  const length = n.machine.word(at + LENGTH) ?? -1;
  if (size < 2 || length < 0 || length > size * 8 - DATA) return { bad: true };
  const bytes = length === 0 ? new Uint8Array() : n.machine.fetch(at + DATA, length);
  if (bytes === undefined) return { bad: true };
  giveBackStorage(n, at, size * 8);
  return { value: fromEbcdic(bytes) };
}
