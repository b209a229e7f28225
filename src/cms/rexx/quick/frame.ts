/**
 * What instructions and quick clauses (steps.ts) have at hand while they run: the pieces of the Activity that they
 * touch, looked up once whenever a routine is entered or left. Nothing in here outlives a step of the program.
 */
import type { Activity, Routine } from '../activity.js';
import { routineOf } from '../activity.js';
import { Arguments } from '../builtins/arguments.js';
import type { CallTarget } from '../calls.js';
import type { Symbols, Unit } from '../code.js';
import { raise } from '../conditions.js';
import { MOST_LENGTH } from '../decimal.js';
import type { NumericSettings } from '../decimal.js';
import type { RexxHost } from '../host.js';
import type { Meter, Pool } from '../pool.js';
import { poolOf, setSimple, setValue } from '../pool.js';
import type { Value } from '../value.js';

/** Thrown when SIGNAL ON NOVALUE has taken a clause: the program goes on where the activity says. */
export const SIGNALLED = new Error('a trap has taken the clause');

/**
 * Carries a clause out, or what stands at the top of a loop, which begins at an address; a region of generated code those
 * behind it, too. Gives the address where the program goes on.
 */
export type Step = (frame: Frame, address: number) => number;

/** What is known of some code; it follows from the code and need not be kept with it. */
export interface QuickCode {
  /** By address: null where there can be no step, undefined where nobody has looked yet. */
  readonly steps: (Step | null | undefined)[];
  /** How often a clause has been executed by instructions. */
  readonly turns: number[];
  /** What has been called so far, by the number of the name among the constants. */
  readonly targets: (CallTarget | undefined)[];
  /** What finds tails of several parts, by the tail. */
  readonly tails: Map<string, (frame: Frame) => Value>;
  /** Addresses of clauses that are in regions of generated code, and characters of text that there is room for. */
  readonly regions: Set<number>;
  room: number;
}

/** Characters of generated code for one program, at most. */
const MOST_GENERATED = 400_000;

/** The present routine at hand, and what is left of the share of work. */
export interface Frame {
  readonly activity: Activity;
  readonly host: RexxHost;
  readonly stack: (Value | undefined)[];
  readonly args: Arguments;
  readonly meter: Meter;
  readonly symbols: Symbols;
  readonly names: readonly string[];
  /** Turns after which code is generated for a clause. */
  readonly worth: number;
  /** Work that may still be done. */
  left: number;
  unit: Unit;
  code: readonly number[];
  /** Address of the present instruction. */
  pc: number;
  quick: QuickCode;
  /** That of the program itself. */
  readonly main: QuickCode;
  /** A step has gone to another unit, or come back from one: `pc` and all else are set. */
  moved: boolean;
  /** TRACE I is on. */
  intermediate: boolean;
  routine: Routine;
  pool: Pool;
  /** Variables by slot, while nothing is exposed; poolOf tells where others are. */
  values: (Value | undefined)[];
  linked: boolean;
  numeric: NumericSettings;
  /** Whole numbers of up to nine digits may be computed with as they are. */
  plain: boolean;
  /** What an operation on longer numbers costs beside its clause. */
  dear: number;
}

/** Digits up to which an operation is as cheap as others (small-decimal.ts). */
const CHEAP_DIGITS = 12;

/** What an operation costs: that grows with the square of the digits when there are many. */
export function costOf(digits: number): number {
  return digits <= CHEAP_DIGITS ? 0 : 4 + Math.trunc(digits / 16 + (digits * digits) / 20_000);
}

/** Digits that a number has at most. */
const lengthOf = (value: Value): number => (typeof value === 'string' ? value.length : 10);

/** What an operation on two numbers costs when DIGITS is large: that goes by the digits that they have. */
export function costOfTwo({ numeric }: Frame, a: Value, b: Value): number {
  return costOf(Math.min(numeric.digits, lengthOf(a) + lengthOf(b)));
}

/** By code, which units that INTERPRET has made may share. */
const known = new WeakMap<readonly number[], QuickCode>();

/** What is known of a unit's code. Of one that is soon gone nothing is, and it is not worth room. */
function quickCode({ code, lasting }: Unit): QuickCode {
  let quick = known.get(code);
  if (quick === undefined) {
    quick = {
      steps: [],
      turns: [],
      targets: [],
      tails: new Map(),
      regions: new Set(),
      room: MOST_GENERATED,
    };
    if (lasting) keep(code, quick);
  }
  return quick;
}

/** Keeps what is known of some code, with room for all of it. */
export function keep(code: readonly number[], quick: QuickCode): void {
  const { steps, turns } = quick;
  while (steps.length < code.length) steps.push(undefined);
  while (turns.length < code.length) turns.push(0);
  known.set(code, quick);
}

function enterUnit(frame: Frame, unit: Unit): void {
  frame.unit = unit;
  frame.code = unit.code;
  frame.quick = unit === frame.activity.main ? frame.main : quickCode(unit);
}

/** Takes up the activity: it has gone on elsewhere, a routine was entered or left, or a setting has changed. */
export function enter(frame: Frame): void {
  const { activity } = frame;
  const routine = routineOf(activity);
  const { pool, settings } = routine;
  const { numeric } = settings;
  if (frame.unit !== activity.unit) enterUnit(frame, activity.unit);
  frame.pc = activity.pc;
  frame.intermediate = settings.trace === 'I';
  frame.routine = routine;
  frame.pool = pool;
  frame.values = pool.values;
  frame.linked = pool.links !== undefined;
  frame.numeric = numeric;
  frame.plain = numeric.digits >= 9 && numeric.fuzz === 0;
  frame.dear = costOf(Math.min(numeric.digits, MOST_LENGTH));
}

/** A frame for the activity as it stands. */
export function newFrame(activity: Activity, host: RexxHost, left: number, worth: number): Frame {
  const { stack, meter, symbols, unit } = activity;
  const routine = routineOf(activity);
  const { pool, settings } = routine;
  const main = quickCode(activity.main);
  const frame: Frame = {
    activity,
    host,
    stack,
    args: new Arguments(activity, host),
    meter,
    symbols,
    names: symbols.names,
    worth,
    left,
    unit,
    code: unit.code,
    pc: activity.pc,
    quick: main,
    main,
    moved: false,
    intermediate: false,
    routine,
    pool,
    values: pool.values,
    linked: false,
    numeric: settings.numeric,
    plain: false,
    dear: 0,
  };
  frame.args.share = frame;
  enterUnit(frame, unit);
  enter(frame);
  return frame;
}

/** The name of a variable without a value, which is its value, unless SIGNAL ON NOVALUE takes it. */
export function unset(frame: Frame, name: string): string {
  const { activity, routine } = frame;
  if (routine.traps.has('NOVALUE') && raise(activity, 'NOVALUE', name)) throw SIGNALLED;
  return name;
}

/** Sets a simple variable. */
export function assign(frame: Frame, slot: number, value: Value): void {
  if (frame.linked) {
    setSimple(frame.pool, slot, value, frame.meter);
    return;
  }
  setValue(frame.values, frame.meter, slot, value);
}

/** The value of a simple variable. */
export function variable(frame: Frame, slot: number): Value {
  const value = frame.linked ? poolOf(frame.pool, slot).values[slot] : frame.values[slot];
  return value === undefined ? unset(frame, frame.names[slot]!) : value;
}
