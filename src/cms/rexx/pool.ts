/**
 * The variables of a REXX program (z/VM REXX/VM Reference, "Assignments and Symbols"): a pool for each PROCEDURE,
 * with what it exposes bound to the pool of the caller. Plain data, and metered: the bytes that all pools of a
 * program hold are bounded by its storage.
 */
import type { Reference, Symbols } from './code.js';
import { fail } from './errors.js';
import { shortest, textOf } from './value.js';
import type { Value } from './value.js';

/** A stem: its value for tails that have none of their own, and the others. */
export interface Stem {
  value: Value | undefined;
  /**
   * By tail, which is a number where its text is that of one (value.ts). null: dropped, although the stem has a value.
   */
  readonly tails: Map<Value, Value | null>;
  /** Those of the tails 0, 1, 2 and so on, as long as they lie close together; undefined: not there. */
  readonly items: (Value | null | undefined)[];
  /** How many of the items are there. */
  filled: number;
  /** Single compound variables that are exposed: the stem of the caller that has them. */
  exposed: Map<Value, Stem> | undefined;
}

/** The variables of one PROCEDURE. By slot. */
export interface Pool {
  readonly values: (Value | undefined)[];
  readonly stems: (Stem | undefined)[];
  /** Pools in which exposed variables are, by slot; undefined when nothing is exposed. */
  readonly links: (Pool | undefined)[] | undefined;
}

/** Bytes in use by all pools of a program. */
export interface Meter {
  held: number;
}

/** Where going through all variables stands; plain data. */
export interface VariableCursor {
  /** Names of the program that have been looked at. */
  slot: number;
  /** Variables of the last of them that are still to be given out, last first. */
  readonly names: string[];
}

/** Most bytes that variables may hold. */
export const MOST_HELD = 32 << 20;
/** What a tail costs beside its name and value. */
const TAIL_COST = 48;

/** A pool without variables. */
export function newPool(links?: (Pool | undefined)[]): Pool {
  return { values: [], stems: [], links };
}

/** The pool that has a slot's variable. */
export function poolOf(pool: Pool, slot: number): Pool {
  return pool.links?.[slot] ?? pool;
}

function sizeOf(value: Value | null | undefined): number {
  return typeof value === 'string' ? value.length : 0;
}

function charge(meter: Meter, bytes: number): void {
  meter.held += bytes;
  if (meter.held > MOST_HELD) {
    meter.held -= bytes;
    fail(5);
  }
}

/** Sets a simple variable among those of a pool that has it. */
export function setValue(values: Pool['values'], meter: Meter, slot: number, value: Value): void {
  const before = values[slot];
  if (typeof value === 'string' || typeof before === 'string') {
    const bytes = sizeOf(value) - sizeOf(before);
    if (bytes !== 0) charge(meter, bytes);
  }
  values[slot] = value;
}

/** Sets a simple variable. */
export function setSimple(pool: Pool, slot: number, value: Value, meter: Meter): void {
  setValue(poolOf(pool, slot).values, meter, slot, value);
}

/** Drops a simple variable. */
export function dropSimple(pool: Pool, slot: number, meter: Meter): void {
  const { values } = poolOf(pool, slot);
  meter.held -= sizeOf(values[slot]);
  values[slot] = undefined;
}

/** The tail of a compound variable, its symbols replaced by their values. */
export function tailOf(
  pool: Pool,
  reference: Extract<Reference, { kind: 'compound' }>,
  symbols: Symbols,
): Value {
  const { tail } = reference;
  if (tail.length === 1) {
    const part = partOf(pool, tail[0]!, symbols);
    return typeof part === 'string' ? shortest(part) : part;
  }
  let text = textOf(partOf(pool, tail[0]!, symbols));
  for (let i = 1; i < tail.length; i++) text += `.${textOf(partOf(pool, tail[i]!, symbols))}`;
  return text;
}

function partOf(pool: Pool, part: string | { readonly slot: number }, symbols: Symbols): Value {
  if (typeof part === 'string') return part;
  return poolOf(pool, part.slot).values[part.slot] ?? symbols.names[part.slot]!;
}

/** Items that may be missing below one that is there, beside as many as there are. */
const MOST_GAP = 64;

function tailValue(stem: Stem, tail: Value): Value | null | undefined {
  if (typeof tail === 'number' && tail >= 0 && tail < stem.items.length) return stem.items[tail];
  return stem.tails.get(tail);
}

function setTail(stem: Stem, tail: Value, value: Value | null): void {
  if (typeof tail === 'number' && tail >= 0) {
    const { items } = stem;
    if (tail < items.length) {
      if (items[tail] === undefined) stem.filled++;
      items[tail] = value;
      return;
    }
    if (tail <= 2 * stem.filled + MOST_GAP && !stem.tails.has(tail)) {
      while (items.length < tail) {
        // what has been set out of order comes along
        const other = stem.tails.get(items.length);
        if (other !== undefined) {
          stem.tails.delete(items.length);
          stem.filled++;
        }
        items.push(other);
      }
      items.push(value);
      stem.filled++;
      return;
    }
  }
  stem.tails.set(tail, value);
}

function deleteTail(stem: Stem, tail: Value): void {
  if (typeof tail === 'number' && tail >= 0 && tail < stem.items.length) {
    if (stem.items[tail] !== undefined) stem.filled--;
    stem.items[tail] = undefined;
  } else stem.tails.delete(tail);
}

/** Goes through the tails of a stem, with their values. */
export function* tailsOf(stem: Stem): Generator<readonly [tail: Value, value: Value | null]> {
  for (let tail = 0; tail < stem.items.length; tail++) {
    const value = stem.items[tail];
    if (value !== undefined) yield [tail, value];
  }
  yield* stem.tails;
}

/** What a tail that is there costs. */
function costOf(tail: Value): number {
  return TAIL_COST + (typeof tail === 'string' ? tail.length : 0);
}

function stemOf(pool: Pool, slot: number): Stem {
  const owner = poolOf(pool, slot);
  return (owner.stems[slot] ??= {
    value: undefined,
    tails: new Map(),
    items: [],
    filled: 0,
    exposed: undefined,
  });
}

/** The value of a compound variable; undefined when it has none. */
export function compoundValue(pool: Pool, slot: number, tail: Value): Value | undefined {
  const stem = poolOf(pool, slot).stems[slot];
  if (stem === undefined) return undefined;
  const holder = stem.exposed?.get(tail) ?? stem;
  const value = tailValue(holder, tail);
  if (value === null) return undefined;
  return value ?? holder.value;
}

/** Sets a compound variable. */
export function setCompound(
  pool: Pool,
  slot: number,
  tail: Value,
  value: Value,
  meter: Meter,
): void {
  const stem = stemOf(pool, slot);
  setIn(stem.exposed?.get(tail) ?? stem, tail, value, meter);
}

/** Sets a tail of the stem that has it. */
function setIn(holder: Stem, tail: Value, value: Value, meter: Meter): void {
  const before = tailValue(holder, tail);
  charge(meter, sizeOf(value) - sizeOf(before) + (before === undefined ? costOf(tail) : 0));
  setTail(holder, tail, value);
}

/** Sets a stem: all its compound variables, had or not, get the value, those of the caller that are exposed, too. */
export function setStem(pool: Pool, slot: number, value: Value, meter: Meter): void {
  const stem = stemOf(pool, slot);
  empty(stem, meter);
  charge(meter, sizeOf(value));
  stem.value = value;
  for (const [tail, holder] of stem.exposed ?? []) setIn(holder, tail, value, meter);
}

function empty(stem: Stem, meter: Meter): void {
  for (const [tail, value] of tailsOf(stem)) meter.held -= sizeOf(value) + costOf(tail);
  meter.held -= sizeOf(stem.value);
  stem.tails.clear();
  stem.items.length = 0;
  stem.filled = 0;
  stem.value = undefined;
}

/** Drops a tail of the stem that has it. */
function dropIn(holder: Stem, tail: Value, meter: Meter): void {
  const before = tailValue(holder, tail);
  if (before !== undefined) {
    meter.held -= sizeOf(before) + costOf(tail);
    deleteTail(holder, tail);
  }
  // the stem's own value must not shine through
  if (holder.value !== undefined) {
    charge(meter, costOf(tail));
    setTail(holder, tail, null);
  }
}

/** DROP of one variable. */
export function dropVariable(
  pool: Pool,
  reference: Reference,
  symbols: Symbols,
  meter: Meter,
): void {
  const owner = poolOf(pool, reference.slot);
  switch (reference.kind) {
    case 'simple':
      dropSimple(pool, reference.slot, meter);
      return;
    case 'stem': {
      const stem = owner.stems[reference.slot];
      if (stem === undefined) return;
      empty(stem, meter);
      for (const [tail, holder] of stem.exposed ?? []) dropIn(holder, tail, meter);
      return;
    }
    case 'compound': {
      const stem = owner.stems[reference.slot];
      if (stem === undefined) return;
      const tail = tailOf(pool, reference, symbols);
      dropIn(stem.exposed?.get(tail) ?? stem, tail, meter);
    }
  }
}

/** Makes a variable of `from` one of `pool`, too (PROCEDURE EXPOSE). */
export function expose(pool: Pool, from: Pool, reference: Reference, symbols: Symbols): void {
  const { slot } = reference;
  const owner = poolOf(from, slot);
  if (reference.kind !== 'compound') {
    pool.links![slot] = owner;
    return;
  }
  if (pool.links![slot] !== undefined) return;
  // what is in the tail counts only when it has been exposed before
  const tail = tailOf(pool, reference, symbols);
  const theirs = stemOf(owner, slot);
  const ours = stemOf(pool, slot);
  ours.exposed ??= new Map();
  ours.exposed.set(tail, theirs.exposed?.get(tail) ?? theirs);
}

/** The name of a variable as its value when it has none: with the tail as it stands then. */
export function nameOf(pool: Pool, reference: Reference, symbols: Symbols): string {
  const name = symbols.names[reference.slot]!;
  return reference.kind === 'compound' ? name + textOf(tailOf(pool, reference, symbols)) : name;
}

/** The value of a variable; undefined when it has none. A stem has that of its name. */
export function valueOf(pool: Pool, reference: Reference, symbols: Symbols): Value | undefined {
  switch (reference.kind) {
    case 'simple':
      return poolOf(pool, reference.slot).values[reference.slot];
    case 'stem':
      return poolOf(pool, reference.slot).stems[reference.slot]?.value;
    case 'compound':
      return compoundValue(pool, reference.slot, tailOf(pool, reference, symbols));
  }
}

/** Sets any variable. */
export function setVariable(
  pool: Pool,
  reference: Reference,
  value: Value,
  symbols: Symbols,
  meter: Meter,
): void {
  switch (reference.kind) {
    case 'simple':
      setSimple(pool, reference.slot, value, meter);
      return;
    case 'stem':
      setStem(pool, reference.slot, value, meter);
      return;
    case 'compound':
      setCompound(pool, reference.slot, tailOf(pool, reference, symbols), value, meter);
  }
}
