/**
 * TAPEMAC: macro libraries from a partitioned data set that IEHMOVE has unloaded onto tape (CMS Command and Macro
 * Reference, "TAPEMAC"). A library is whole when it takes the place of the one before; one that has come to ITEMCT is
 * followed by a second, up to nine.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { Change } from '../files/writer.js';
import type { Rewriting } from '../maclib/library-state.js';
import { MOST_MEMBERS } from '../maclib/maclib.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';
import { message } from '../messages-table.js';
import { parseTapemac, type TapemacRequest } from '../tape/os-requests.js';
import {
  isCut,
  moveTape,
  newOsTape,
  nextThing,
  readBlock,
  takeAnswer,
  takeMoved,
  type OsTape,
  type OsThing,
} from '../tape/os-tape.js';
import { commitDisk, fault, fileCommand, writableVolume } from './command-fault.js';
import { parseFileid } from './operands.js';

const MODULE = 'TMA';
/** Things that one step takes from the tape. */
const ITEMS = 300;
const CARD = 80;
const MOST_LIBRARIES = 9;
/** Most records of a member. */
const MOST_RECORDS = 65_535;
/** Records of IEHMOVE tell what they are themselves. */
const FORM = { form: 'NOPDS', column1: true } as const;

type NewMember = {
  readonly name: string;
  readonly aliases: string[];
  readonly lines: Uint8Array[];
};

/** Where it stands; plain data. */
type MacFrame = {
  readonly request: TapemacRequest;
  readonly tape: OsTape;
  stage: 'read' | 'work' | 'write' | 'end' | 'moved';
  /** The member that is read. */
  member: NewMember | undefined;
  /** Members of the library, the records that they take, and their names with those of aliases. */
  members: NewMember[];
  records: number;
  names: number;
  /** Which of the libraries it is, from 1. */
  library: number;
  /** All members have been read. */
  last: boolean;
  rewriting: Rewriting | undefined;
  /** What a fault gives up. */
  change: Change | undefined;
};

function start(context: StepContext): StepResult {
  const request = parseTapemac(context.tokens);
  writableVolume(context, MODULE, 'A');
  const tape = newOsTape(request.drive);
  const frame: MacFrame = {
    ...{ request, tape, stage: 'read', member: undefined, members: [] },
    ...{ records: 0, names: 0, library: 1, last: false, rewriting: undefined, change: undefined },
  };
  return { effect: readBlock(tape), frame, cost: 20 };
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as MacFrame) };
  switch (frame.stage) {
    case 'read':
      return read(context, frame, answer);
    case 'work':
      return work(frame);
    case 'write':
      return write(context, frame);
    case 'end':
      return { effect: moveTape(frame.tape, 'forward'), frame: { ...frame, stage: 'moved' } };
    case 'moved':
      takeMoved(frame.tape, answer);
      return { rc: 0 };
  }
}

const again = (frame: MacFrame): StepResult => ({
  ...{ effect: { kind: 'work' }, frame, cost: 600 },
});

function read(context: StepContext, frame: MacFrame, answer: Answer): StepResult {
  const { tape, request } = frame;
  const labels = takeAnswer(context, tape, answer);
  const labelled = tape.labels > 0;
  if (labelled && !request.labelled) throw fault(MODULE, 57);
  if (labels !== undefined) return { effect: readBlock(tape), frame, lines: labels, cost: 20 };
  if (tape.at === 'mark' && tape.blocks === 0) throw fault(MODULE, 58, request.drive.shown);
  if (!labelled && request.labelled) throw fault(MODULE, 431, request.drive.shown);
  if (tape.unloaded === undefined || isCut(tape)) throw fault(MODULE, 57);
  const lines = tape.blocks === 1 ? [loading(frame)] : [];
  return { ...again({ ...frame, stage: 'work' }), lines };
}

/** The first library has the name that was given, the others a digit behind it. */
function libraryName({ request, library }: MacFrame): string {
  return library === 1 ? request.name : `${request.name.slice(0, 7)}${String(library)}`;
}

function loading(frame: MacFrame): string {
  return `LOADING ${libraryName(frame)} MACLIB`;
}

/** Takes some of what is in the block. */
function work(frame: MacFrame): StepResult {
  for (let i = 0; i < ITEMS; i++) {
    const item = nextThing(frame.tape, FORM);
    if (item === undefined) {
      return { effect: readBlock(frame.tape), frame: { ...frame, stage: 'read' }, cost: 50 + i };
    }
    if (item.kind === 'record') addRecord(frame, item.bytes);
    if (item.kind === 'member' && item.alias) addAlias(frame, nameOf(item));
    if (item.kind !== 'last' && (item.kind !== 'member' || item.alias)) continue;
    if (!addMember(frame)) {
      frame.tape.waiting = item;
      return again({ ...frame, stage: 'write' });
    }
    if (item.kind === 'last') return again({ ...frame, stage: 'write', last: true });
    frame.member = { name: nameOf(item), aliases: [], lines: [] };
  }
  return again(frame);
}

function nameOf({ name }: Extract<OsThing, { readonly kind: 'member' }>): string {
  return parseFileid(MODULE, [name ?? '', 'MACLIB', 'A'], {}).name;
}

function addAlias({ member }: MacFrame, name: string): void {
  if (member === undefined) throw fault(MODULE, 57);
  if (member.aliases.length + 1 >= MOST_MEMBERS) throw fault(MODULE, 109);
  member.aliases.push(name);
}

function addRecord({ member, tape }: MacFrame, bytes: Uint8Array): void {
  const fits = tape.unloaded?.format === 'F' && bytes.length === CARD;
  if (!fits || member === undefined) throw fault(MODULE, 57);
  if (member.lines.length >= MOST_RECORDS) throw fault(MODULE, 109);
  member.lines.push(bytes);
}

/** Puts the member that has been read into the library; false when it belongs into the next one. */
function addMember(frame: MacFrame): boolean {
  const { member, members, request } = frame;
  if (member === undefined) return true;
  // one more closes a member
  const records = frame.records + member.lines.length + 1;
  const names = frame.names + 1 + member.aliases.length;
  if (members.length > 0 && (records > request.items || names > MOST_MEMBERS)) return false;
  members.push(member);
  frame.records = records;
  frame.names = names;
  frame.member = undefined;
  return true;
}

/** Writes the library in steps, and goes on with the next one. */
function write(context: StepContext, frame: MacFrame): StepResult {
  const name = libraryName(frame);
  if (frame.members.length === 0) {
    return { rc: 4, lines: [message(MODULE, 213, `${name} MACLIB A`)] };
  }
  frame.rewriting ??= startRewriting(context, {
    ...{ module: MODULE, name, type: 'MACLIB', letter: 'A', old: undefined },
    sources: frame.members.map((member) => ({ kind: 'new', ...member })),
  });
  frame.change = frame.rewriting.change;
  if (!rewriteSome(context, frame.rewriting)) return again(frame);
  const { change } = frame.rewriting;
  const next: MacFrame = {
    ...{ ...frame, stage: frame.last ? 'end' : 'work', members: [], records: 0, names: 0 },
    ...{ library: frame.library + 1, rewriting: undefined, change: undefined },
  };
  if (!frame.last && next.library > MOST_LIBRARIES) {
    const none = fault(MODULE, 139);
    return commitDisk(context, change, { rc: none.rc, lines: none.lines });
  }
  return commitDisk(context, change, { frame: next, lines: frame.last ? [] : [loading(next)] });
}

/** The TAPEMAC command. */
export const tapemac = fileCommand('TAPEMAC', 7, MODULE, start, resume);
