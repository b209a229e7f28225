/**
 * EXECCOMM: the variables of a program of REXX or EXEC 2 for programs (z/VM REXX/VM Reference, "Direct Interface to Current
 * Variables"). SVC 202 with X'02' in the high byte of register 1; the fourth word of the extended parameter list points
 * to a chain of requests (SHVBLOCK, 32 bytes each). Register 15: all SHVRET together, or -1 or -2.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import { fetchOf, storeOf } from '../functions/caller-list.js';
import { ListFault } from '../nucleus/caller-fault.js';
import type { FrameContext } from '../nucleus/context.js';
import { currentSave, readSave } from '../nucleus/save-areas.js';
import type { Naming } from '../rexx/variables.js';
import { callerPool, type VariablePool } from './caller-pool.js';
import { programOf } from './caller-variables.js';

/** Offsets in a request block. */
const NEXT = 0;
const CODE = 8;
const RETURN = 9;
const BUFFER_LENGTH = 12;
const NAME = 16;
const NAME_LENGTH = 20;
const VALUE = 24;
const VALUE_LENGTH = 28;
const BLOCK = 32;
/** Bits of SHVRET. */
const NEW_VARIABLE = 0x01;
const LAST_VARIABLE = 0x02;
const TRUNCATED = 0x04;
const BAD_NAME = 0x08;
const BAD_VALUE = 0x10;
const BAD_CODE = 0x80;
/** Return codes for all requests together. */
const BAD_LIST = -1;
const NO_STORAGE = -2;

/** Requests in one call, and in one step of it. */
const MOST_BLOCKS = 100_000;
const BLOCKS_A_STEP = 200;
/** Longest value that a program may set at once. */
const MOST_VALUE = 1 << 20;

/** Where a chain of requests stands; plain data. */
interface Progress {
  readonly block: number;
  readonly done: number;
  readonly rc: number;
}

interface Block {
  readonly at: number;
  readonly view: DataView;
}

/** The routine of the environment EXECCOMM. */
export const execcomm: Command = {
  name: '*EXECCOM',
  minimum: 8,
  environment: {
    name: 'EXECCOMM',
    active: (running) => running.some((one) => programOf(one) !== undefined),
  },
  start(context: StepContext): StepResult {
    const n = (context as FrameContext).nucleus;
    const list = (readSave(n, currentSave(n))?.registers[0] ?? 0) & 0xffffff;
    const bytes = fetchOf(context, list, 16);
    const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
    const first = view.getInt32(12) & 0xffffff;
    if (first === 0 || view.getInt32(4) !== view.getInt32(8)) return { rc: BAD_LIST };
    return serve(context, { block: first, done: 0, rc: 0 });
  },
  resume: (frame, _answer, context) => serve(context, frame['progress'] as Progress),
};

function serve(context: StepContext, progress: Progress): StepResult {
  const pool = callerPool(context);
  if (pool === undefined) return { rc: BAD_LIST };
  let { block, rc } = progress;
  for (let i = 0; i < BLOCKS_A_STEP; i++) {
    const bytes = fetchOf(context, block, BLOCK);
    const request = { at: block, view: new DataView(bytes.buffer, bytes.byteOffset, BLOCK) };
    const code = fromEbcdic(bytes.subarray(CODE, CODE + 1));
    const result = carryOut(context, pool, request, code);
    if (result === 'full') return { rc: NO_STORAGE };
    storeOf(context, block + RETURN, Uint8Array.of(result));
    rc |= result;
    block = request.view.getInt32(NEXT) & 0xffffff;
    if (block === 0) return { rc, cost: 2 * i };
  }
  // a chain that leads back to itself ends here
  if (progress.done > MOST_BLOCKS) return { rc: BAD_LIST };
  const next: Progress = { block, done: progress.done + BLOCKS_A_STEP, rc };
  return { effect: { kind: 'work' }, frame: { progress: next }, cost: 2 * BLOCKS_A_STEP };
}

function carryOut(
  context: StepContext,
  pool: VariablePool,
  block: Block,
  code: string,
): number | 'full' {
  const naming: Naming = code === code.toUpperCase() ? 'direct' : 'symbolic';
  if (code === 'N') return fetchNext(context, pool, block);
  if (!'SFDP'.includes(code.toUpperCase())) return BAD_CODE;
  const name = nameOf(context, block);
  if (code === 'P') {
    const value = pool.told(name);
    return value === undefined ? BAD_NAME : giveValue(context, block, value);
  }
  // going through all variables begins again after any other request
  pool.endListing();
  switch (code.toUpperCase()) {
    case 'S': {
      const length = block.view.getInt32(VALUE_LENGTH);
      if (length < 0 || length > MOST_VALUE) return BAD_VALUE;
      const before = pool.read(name, naming);
      const value = fromEbcdic(fetchOf(context, block.view.getInt32(VALUE) & 0xffffff, length));
      const result = pool.write(name, value, naming);
      if (result === 'full') return 'full';
      if (result === 'bad' || before === 'bad') return BAD_NAME;
      return before.set ? 0 : NEW_VARIABLE;
    }
    case 'F': {
      const seen = pool.read(name, naming);
      if (seen === 'bad') return BAD_NAME;
      return giveValue(context, block, seen.value) | (seen.set ? 0 : NEW_VARIABLE);
    }
    default: {
      const before = pool.read(name, naming);
      if (before === 'bad') return BAD_NAME;
      pool.unset(name, naming);
      return before.set ? 0 : NEW_VARIABLE;
    }
  }
}

function nameOf(context: StepContext, { view }: Block): string {
  const length = view.getInt32(NAME_LENGTH);
  if (length <= 0 || length > 250) return '';
  return fromEbcdic(fetchOf(context, view.getInt32(NAME) & 0xffffff, length));
}

/** Puts a value where the request wants it: into its buffer, cut off when that is too short. */
function giveValue(context: StepContext, { at, view }: Block, value: string): number {
  const bytes = toEbcdic(value);
  const buffer = view.getInt32(BUFFER_LENGTH);
  const given = view.getInt32(VALUE) & 0xffffff;
  if (given === 0) throw new ListFault('no buffer');
  storeOf(context, given, bytes.subarray(0, Math.max(0, buffer)));
  storeOf(context, at + VALUE_LENGTH, word(bytes.length));
  return bytes.length > buffer ? TRUNCATED : 0;
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return bytes;
}

/** Fetch next: SHVUSER is the length of the buffer for the name. */
function fetchNext(context: StepContext, pool: VariablePool, block: Block): number {
  const next = pool.next(pool.listing());
  if (next === undefined) {
    pool.endListing();
    return LAST_VARIABLE;
  }
  const room = block.view.getInt32(4);
  const name = toEbcdic(next.name);
  storeOf(context, block.view.getInt32(NAME) & 0xffffff, name.subarray(0, Math.max(0, room)));
  storeOf(context, block.at + NAME_LENGTH, word(name.length));
  const value = giveValue(context, block, next.value);
  return name.length > room ? value | TRUNCATED : value;
}
