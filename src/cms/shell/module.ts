/**
 * LOADMOD, START and the routine behind SVC 202 that runs a MODULE (VM/370 CMS Command and Macro Reference,
 * "LOADMOD", "START"). A MODULE's first record is the loader's part of NUCON from STRTADDR on (80 bytes:
 * entry, first and last address); the text follows in records of any length.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { freeLower } from '../nucleus/free-storage.js';
import { NUCON, TRANSIENT_AREA, USER_AREA, USER_KEY } from '../nucleus/layout.js';
import type { FoundFile } from '../files/disk-state.js';
import { findProgram, readSome, type ProgramReading } from '../nucleus/program-files.js';

const INFORMATION = 80;

/** LOADMOD: brings a MODULE into storage and does not start it. */
export const loadmod: Command = {
  name: 'LOADMOD',
  minimum: 5,
  start(context: StepContext): StepResult {
    const name = context.tokens[1];
    if (name === undefined || name === '(') {
      return { rc: 24, lines: ['DMSMOD001E No filename specified'] };
    }
    const type = context.tokens[2] ?? 'MODULE';
    if (type !== 'MODULE' && type !== '*') {
      return { rc: 24, lines: [`DMSMOD070E Invalid parameter ${type}`] };
    }
    return load(context as FrameContext, name, context.tokens[3] ?? '*', loaded);
  },
  resume: (frame, _answer, context) => goOn(frame, context, loaded) ?? { rc: 256 },
};

/** START: runs what was loaded, from its entry or from an address. */
export const start: Command = {
  name: 'START',
  minimum: 3,
  start(context: StepContext): StepResult {
    const operand = context.tokens[1];
    const entry = context.fetch(NUCON.strtaddr, 4);
    let address = entry === undefined ? 0 : new DataView(entry.buffer).getInt32(0) & 0xffffff;
    if (operand !== undefined && operand !== '*' && operand !== '(') {
      if (!/^[0-9A-F]{1,6}$/.test(operand)) {
        return { rc: 40, lines: [`DMSLIO202W ${operand} is not an entry point`] };
      }
      address = Number.parseInt(operand, 16);
    }
    if (address === 0) return { rc: 40, lines: ['DMSLIO021E No start address'] };
    return {
      lines: ['DMSLIO740I Execution begins...'],
      effect: { kind: 'call', address, registers: {}, key: USER_KEY },
      frame: {},
    };
  },
  resume: ended,
};

/** What SVC 202 calls when the name is that of a MODULE. */
export const moduleRoutine: Command = {
  name: '*MODULE',
  minimum: 8,
  start(context: StepContext): StepResult {
    return load(context as FrameContext, context.tokens[0] ?? '', '*', enter);
  },
  resume: (frame, answer, context) => goOn(frame, context, enter) ?? ended(frame, answer),
};

const loaded: Then = () => ({ rc: 0 });
const enter: Then = (address) => ({
  effect: { kind: 'call', address, registers: {}, key: USER_KEY },
  frame: {},
});

function ended(_frame: Frame, answer: Answer): StepResult {
  return { rc: answer.kind === 'rc' ? answer.rc : 256 };
}

/** A MODULE on its way into storage; plain data. */
interface Loading {
  readonly name: string;
  readonly reading: ProgramReading;
  /** The first record. */
  readonly information: Uint8Array;
  /** Where the next record of text goes. */
  readonly at: number;
}

/** Begins to load; the frame that it gives is to be handed to {@link loadMore}. */
function load(context: FrameContext, name: string, filemode: string, then: Then): StepResult {
  const found = findProgram(context.cms, name, 'MODULE', filemode);
  if (found === undefined) {
    return { rc: 28, lines: [`DMSMOD002E File ${name} MODULE ${filemode} not found`] };
  }
  return loadMore(context, name, found, undefined, then);
}

/** What follows when a MODULE is in storage. */
type Then = (entry: number) => StepResult;

function loadMore(
  context: FrameContext,
  name: string,
  from: FoundFile | ProgramReading,
  before: Loading | undefined,
  then: Then,
): StepResult {
  const damaged = { rc: 32, lines: [`DMSMOD071E File ${name} MODULE is not in module format`] };
  const exceeded = { rc: 104, lines: ['DMSMOD109S Virtual storage capacity exceeded'] };
  const some = readSome(context, from);
  if (some === undefined) {
    return { rc: 100, lines: [`DMSMOD104S Error 3 reading file ${name} MODULE from disk`] };
  }
  const text = [...some.records];
  const information = before?.information ?? text.shift();
  if (information === undefined || information.length < INFORMATION) return damaged;
  const view = new DataView(information.buffer, information.byteOffset, information.length);
  const entry = view.getInt32(0) & 0xffffff;
  const first = view.getInt32(4) & 0xffffff;
  const last = view.getInt32(8) & 0xffffff;
  // a module may only go where programs live: the transient or the user area
  const inUser = first >= USER_AREA;
  const inTransient = first >= TRANSIENT_AREA && last <= TRANSIENT_AREA + 0x2000;
  if (last <= first || !(inUser || inTransient)) return damaged;
  if (last > freeLower(context.nucleus)) return exceeded;
  const m = context.nucleus.machine;
  let at = before?.at ?? first;
  for (const record of text) {
    const part = record.subarray(0, Math.max(0, last - at));
    if (part.length > 0 && !m.store(at, part)) return exceeded;
    at += part.length;
  }
  const { cursor } = some.reading;
  if (at < last) {
    if (cursor.record > cursor.entry.records) return damaged;
    const loading: Loading = { name, reading: some.reading, information, at };
    return { effect: { kind: 'work' }, frame: { loading }, cost: 800 };
  }
  m.store(NUCON.strtaddr, information.subarray(0, INFORMATION));
  m.store(inUser ? NUCON.lastlmod : NUCON.lasttmod, toEbcdic(name.padEnd(8)));
  return then(entry);
}

/** Goes on with loading when that is what the frame is about. */
function goOn(frame: Frame, context: StepContext, then: Then): StepResult | undefined {
  const loading = frame['loading'] as Loading | undefined;
  if (loading === undefined) return undefined;
  return loadMore(context as FrameContext, loading.name, loading.reading, loading, then);
}
