/** WAIT, LINK, XCTL, LOAD and WTO (OS/VS Supervisor Services): supervisor calls that take more than one step. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fetchOf, storeNumber, storeOf } from '../functions/caller-list.js';
import { USER_KEY } from '../nucleus/layout.js';
import { LOAD_ROUTINE, moduleOf } from './load-libraries.js';
import { abendCaller, callerRegister, nameAddress, returnRegister, returnTo } from './caller.js';

const POSTED = 0x40;
/** Longest message of an operator. */
const LINE = 125;
const WTO_HEADER = 4;

/** Whether as many of the event control blocks are posted as WAIT asks for. */
function posted(context: StepContext): boolean {
  const at = callerRegister(context, 1);
  if (at >= 0) return (fetchOf(context, at & 0xffffff, 1)[0]! & POSTED) !== 0;
  let count = callerRegister(context, 0) & 0xff;
  const list = -at & 0xffffff;
  for (let i = 0; i < 256 && count > 0; i++) {
    const entry = fetchOf(context, list + i * 4, 4);
    const block = (entry[1]! << 16) | (entry[2]! << 8) | entry[3]!;
    if ((fetchOf(context, block, 1)[0]! & POSTED) !== 0) count--;
    if ((entry[0]! & 0x80) !== 0) break;
  }
  return count <= 0;
}

function waitStep(context: StepContext): StepResult {
  return posted(context) ? { rc: 0 } : { effect: { kind: 'wait' }, frame: {} };
}

/** The name that a list or register points to. */
function programName(context: StepContext, at: number): string {
  return fromEbcdic(fetchOf(context, at & 0xffffff, 8))
    .replaceAll('\0', ' ')
    .trimEnd();
}

/** Where a program is that is in storage. */
export function whereIs(context: StepContext, name: string): number | undefined {
  const { os, loader } = context.cms;
  return moduleOf(os, name)?.entry ?? loader.names.get(name)?.address;
}

/** Loads a program unless it is loaded, then goes on: from a LOADLIB, else as INCLUDE does. */
function bring(context: StepContext, name: string): StepResult {
  if (whereIs(context, name) !== undefined) return { effect: { kind: 'work' }, frame: { name } };
  const libraries = context.cms.libraries.LOADLIB.length > 0;
  const line = libraries ? `${LOAD_ROUTINE} ${name}` : `INCLUDE ${name} (NOMAP NODUP`;
  const effect = { kind: 'command', line, caller: 'program' } as const;
  return { effect, frame: libraries ? { name, libraries } : { name } };
}

/** When no LOADLIB has a program, INCLUDE is asked. */
function brought(
  then: (frame: Frame, answer: Answer, context: StepContext) => StepResult,
): (frame: Frame, answer: Answer, context: StepContext) => StepResult {
  return (frame, answer, context) => {
    const name = String(frame['name']);
    if (frame['libraries'] !== true || whereIs(context, name) !== undefined) {
      return then(frame, answer, context);
    }
    const line = `INCLUDE ${name} (NOMAP NODUP`;
    return { effect: { kind: 'command', line, caller: 'program' }, frame: { name } };
  };
}

/** In the second word of a list of LINK and XCTL: where it goes on when there is no such program is in the third. */
const ERROR_RETURN = 0x80;
/** No such program: the completion code, and why. */
const NO_PROGRAM = { code: 0x806, reason: 4 } as const;

/** There is no such program, and the caller wants to know: it goes on where its list says, or ends abnormally. */
function notBrought(context: StepContext): StepResult {
  const list = fetchOf(context, (callerRegister(context, 15) & 0xffffff) + 4, 8);
  if ((list[0]! & ERROR_RETURN) === 0) throw abendCaller('806', context);
  returnTo(context, (list[5]! << 16) | (list[6]! << 8) | list[7]!);
  returnRegister(context, 1, NO_PROGRAM.code);
  return { rc: NO_PROGRAM.reason };
}

function listed(context: StepContext): string {
  const list = callerRegister(context, 15) & 0xffffff;
  const bytes = fetchOf(context, list, 4);
  return programName(context, (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!);
}

function linked(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['entered'] === true) return { rc: answer.kind === 'rc' ? answer.rc : 256 };
  const address = whereIs(context, String(frame['name']));
  if (address === undefined) return notBrought(context);
  return {
    effect: { kind: 'call', address, registers: {}, key: USER_KEY },
    // the name is for the message of an abnormal end
    frame: { entered: true, name: frame['name'] },
  };
}

/** ATTACH is a LINK; the event of the list is posted with the return code. */
function attached(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const there = whereIs(context, String(frame['name'])) !== undefined;
  // its list has no address for errors
  if (frame['entered'] !== true && !there) throw abendCaller('806', context);
  const result = linked(frame, answer, context);
  if ('effect' in result) return result;
  const list = fetchOf(context, callerRegister(context, 15) & 0xffffff, 12);
  const event = (list[9]! << 16) | (list[10]! << 8) | list[11]!;
  if (event !== 0) storeNumber(context, event, (POSTED << 24) | (result.rc & 0xffffff), 4);
  returnRegister(context, 1, event);
  return { rc: 0 };
}

function transferred(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const address = whereIs(context, String(frame['name']));
  if (address === undefined) return notBrought(context);
  returnTo(context, address);
  return { rc: address };
}

function loaded(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const address = whereIs(context, String(frame['name']));
  if (address === undefined) {
    // the first bit of register 1: ERRET
    if (callerRegister(context, 1) >= 0) throw abendCaller('806', context);
    returnRegister(context, 1, NO_PROGRAM.code);
    return { rc: NO_PROGRAM.reason };
  }
  const module = moduleOf(context.cms.os, String(frame['name']));
  if (module !== undefined) module.uses++;
  returnRegister(context, 0, address);
  return { rc: 0 };
}

function writeToOperator(context: StepContext): StepResult {
  const at = callerRegister(context, 1) & 0xffffff;
  const head = fetchOf(context, at, 4);
  const reply = head[0] !== 0;
  const message = reply ? at + 8 : at;
  const lengths = fetchOf(context, message, 4);
  const length = ((lengths[0]! << 8) | lengths[1]!) - WTO_HEADER;
  const text = fromEbcdic(fetchOf(context, message + 4, Math.max(0, Math.min(LINE, length))));
  if (!reply) return { rc: 0, lines: [text.trimEnd()], data: true };
  const buffer = (head[1]! << 16) | (head[2]! << 8) | head[3]!;
  return {
    lines: [text.trimEnd()],
    data: true,
    effect: { kind: 'read' },
    frame: { buffer, length: head[0], list: at },
  };
}

function replied(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const length = Number(frame['length']);
  const line = answer.kind === 'line' ? toEbcdic(answer.text) : new Uint8Array(0);
  const text = new Uint8Array(length).fill(0x40);
  text.set(line.subarray(0, length));
  storeOf(context, Number(frame['buffer']), text);
  const pointer = fetchOf(context, Number(frame['list']) + 4, 4);
  const event = (pointer[1]! << 16) | (pointer[2]! << 8) | pointer[3]!;
  storeNumber(context, event, POSTED << 24, 4);
  return { rc: 0 };
}

function routine(
  name: string,
  start: Command['start'],
  resume: NonNullable<Command['resume']>,
): Command {
  return { name, minimum: name.length, start, resume };
}

/**
 * Supervisor calls that may take several steps (WAIT, LINK, ATTACH ...), as commands whose names begin with an
 * asterisk.
 */
export const osRoutines: readonly Command[] = [
  routine('*WAIT', waitStep, (_frame, _answer, context) => waitStep(context)),
  routine('*LINK', (context) => bring(context, listed(context)), brought(linked)),
  routine('*ATTACH', (context) => bring(context, listed(context)), brought(attached)),
  routine('*XCTL', (context) => bring(context, listed(context)), brought(transferred)),
  routine(
    '*LOADEP',
    (context) => bring(context, programName(context, nameAddress(callerRegister(context, 0)))),
    brought(loaded),
  ),
  routine('*WTO', writeToOperator, replied),
];
