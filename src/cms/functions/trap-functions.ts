/**
 * HNDINT, HNDEXT (TRAP), HNDSVC and WAIT (VM/370 CMS Command and Macro Reference, "HNDINT", "HNDEXT", "HNDSVC", "WAITD"): programs
 * handle interruptions themselves. Lists begin with the name and SET or CLR. HNDINT: entries of symbolic name (4), address
 * (4), device (2), A (at once) or W (at WAITD), type; HNDSVC: number (1) and address (3); both closed by X'FF'.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { NUCLEUS_KEY } from '../nucleus/layout.js';
import { trapRegisters } from '../nucleus/traps.js';
import { callerList, fetchOf, programFunction, storeOf } from './caller-list.js';

const BAD_FUNCTION = 1;
const NOT_THERE = 2;
const TOO_MANY = 4;
/** Most devices and supervisor calls that are handled. */
const MOST = 32;
/** Supervisor calls of CMS itself. */
const RESERVED: readonly number[] = [201, 202, 203, 204];
const HEAD = 12;
const FENCE = 0xff;

/** What the list asks for, and where its entries begin. */
function request(context: StepContext): { readonly what: string; readonly at: number } {
  const list = callerList(context, HEAD);
  return { what: fromEbcdic(list.bytes.subarray(8, 11)), at: list.at + HEAD };
}

function hndint(context: StepContext): StepResult {
  const { traps } = (context as FrameContext).nucleus.state;
  const { what, at } = request(context);
  if (what !== 'SET' && what !== 'CLR') return { rc: BAD_FUNCTION };
  let rc = 0;
  for (let i = 0; i < MOST; i++) {
    const entry = at + i * 12;
    if (fetchOf(context, entry, 1)[0] === FENCE) break;
    const bytes = fetchOf(context, entry, 12);
    const view = new DataView(bytes.buffer, bytes.byteOffset, 12);
    const name = fromEbcdic(bytes.subarray(0, 4));
    const others = traps.io.filter((one) => one.name !== name);
    if (what === 'CLR') {
      if (others.length === traps.io.length) rc = NOT_THERE;
      traps.io = others;
      continue;
    }
    if (others.length >= MOST) return { rc: TOO_MANY };
    const device = view.getUint16(8);
    traps.io = [
      ...others.filter((one) => one.device !== device),
      {
        name,
        device,
        address: view.getInt32(4) & 0xffffff,
        soon: fromEbcdic(bytes.subarray(10, 11)) !== 'W',
        posted: false,
        pending: undefined,
      },
    ];
  }
  return { rc };
}

function hndext(context: StepContext): StepResult {
  const { traps } = (context as FrameContext).nucleus.state;
  const { what, at } = request(context);
  if (what === 'CLR') {
    const known = traps.external !== 0;
    traps.external = 0;
    return { rc: known ? 0 : NOT_THERE };
  }
  if (what !== 'SET') return { rc: BAD_FUNCTION };
  const bytes = fetchOf(context, at, 4);
  traps.external = (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
  return { rc: 0 };
}

/** What HNDEXT of Release 6 calls. List: name, address; 0 takes the routine away. */
function trap(context: StepContext): StepResult {
  const { traps } = (context as FrameContext).nucleus.state;
  traps.external = callerList(context, HEAD).view.getInt32(8) & 0xffffff;
  return { rc: 0 };
}

function hndsvc(context: StepContext): StepResult {
  const { traps } = (context as FrameContext).nucleus.state;
  const { what, at } = request(context);
  if (what !== 'SET' && what !== 'CLR') return { rc: BAD_FUNCTION };
  let rc = 0;
  for (let i = 0; i < MOST; i++) {
    const first = fetchOf(context, at + i * 4, 4);
    const number = first[0]!;
    if (number === FENCE) break;
    if (RESERVED.includes(number)) return { rc: BAD_FUNCTION };
    const others = traps.svc.filter((one) => one.number !== number);
    if (what === 'CLR') {
      if (others.length === traps.svc.length) rc = NOT_THERE;
      traps.svc = others;
      continue;
    }
    if (others.length >= MOST) return { rc: TOO_MANY };
    const address = (first[1]! << 16) | (first[2]! << 8) | first[3]!;
    traps.svc = [...others, { number, address }];
  }
  return { rc };
}

/** WAITD: until one of the devices named in the list (4 bytes each, closed by zeros) has interrupted: its name comes behind. */
function waitFor(context: StepContext): StepResult {
  const { traps } = (context as FrameContext).nucleus.state;
  const list = callerList(context, 8);
  const names: string[] = [];
  let fence = list.at + 8;
  for (; names.length < MOST; fence += 4) {
    const bytes = fetchOf(context, fence, 4);
    if (bytes[0] === 0 || bytes[0] === FENCE) break;
    names.push(fromEbcdic(bytes));
  }
  const known = traps.io.filter((one) => names.includes(one.name));
  if (known.length === 0) return { rc: NOT_THERE };
  const trap = known.find((one) => one.posted);
  if (trap === undefined) return { effect: { kind: 'wait' }, frame: {} };
  trap.posted = false;
  storeOf(context, fence + 4, toEbcdic(trap.name));
  if (trap.soon || trap.address === 0 || trap.pending === undefined) return { rc: 0 };
  // the routine runs now
  return {
    effect: {
      kind: 'call',
      address: trap.address,
      registers: trapRegisters(trap),
      key: NUCLEUS_KEY,
    },
    frame: { called: true },
  };
}

function waitMore(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const again = frame['called'] === true && answer.kind === 'rc' && answer.rc !== 0;
  return frame['called'] === true && !again ? { rc: 0 } : waitFor(context);
}

/** HNDINT, HNDEXT, TRAP, HNDSVC and WAIT, for the table of functions. */
export const trapFunctions: readonly Command[] = [
  programFunction('HNDINT', hndint),
  programFunction('HNDEXT', hndext),
  programFunction('TRAP', trap),
  programFunction('HNDSVC', hndsvc),
  programFunction('WAIT', waitFor, waitMore),
];
