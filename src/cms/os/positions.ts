/**
 * BLDL, FIND, NOTE, POINT and BSP (OS/VS Data Management Macro Instructions): where a data set is read next. An address
 * relative to its beginning (TTR) is the number of a record here.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import { fetchOf, storeOf } from '../functions/caller-list.js';
import { abendCaller, callerRegister, returnRegister } from './caller.js';
import { backspaceDataSet } from './data-sets.js';
import { newDirectory, positionTo, readDirectorySome } from './members.js';
import type { OpenDcb } from './os-state.js';
import { positionWork } from './work-file.js';

const MODULE = 'SVT';
/** Entries of a list that are looked up in one step. */
const ENTRIES_A_STEP = 100;
/** Bytes of an entry: name, relative address, number in the concatenation; more if there is room. */
const ENTRY = { name: 0, address: 8, part: 11, least: 12 } as const;
const NOT_THERE = 4;
const NO_DATA_SET = 8;

function dcbAt(context: StepContext, address: number): OpenDcb | undefined {
  return context.cms.os.open.find((one) => one.address === (address & 0xffffff));
}

/** SVC 18. Register 0: the list or name; register 1: the DCB, negative for FIND. */
function search(context: StepContext, frame: Frame, answer?: Answer): StepResult {
  const block = callerRegister(context, 1);
  const list = callerRegister(context, 0) & 0xffffff;
  // the libraries of the system have no directory that could be looked at
  if (block === 0) return { rc: 0 };
  const dcb = dcbAt(context, Math.abs(block));
  const nothing = dcb?.dataSet === undefined && dcb?.parts.length === 0;
  if (dcb === undefined || !dcb.input || nothing) return { rc: NO_DATA_SET };
  dcb.directory ??= newDirectory();
  // entries that were filled in before have had all of it
  const done =
    frame['entry'] !== undefined || readDirectorySome(context, dcb, dcb.directory, answer);
  if (done === false) return { effect: { kind: 'work' }, frame, cost: 700 };
  if (done !== true) return { effect: done, frame, cost: 200 };
  if (block > 0) return buildList(context, dcb, list, frame);
  const place = dcb.directory.names.get(nameAt(context, list));
  return { rc: place !== undefined && positionTo(context, dcb, place) ? 0 : NOT_THERE, cost: 20 };
}

function nameAt(context: StepContext, at: number): string {
  return fromEbcdic(fetchOf(context, at, 8)).trimEnd();
}

/** BLDL: count and length of entries, then the entries, whose names the program has filled in. */
function buildList(context: StepContext, dcb: OpenDcb, list: number, frame: Frame): StepResult {
  const head = fetchOf(context, list, 4);
  const count = (head[0]! << 8) | head[1]!;
  const length = (head[2]! << 8) | head[3]!;
  if (length < ENTRY.least) return { rc: NO_DATA_SET };
  const first = Number(frame['entry'] ?? 0);
  let rc = Number(frame['rc'] ?? 0);
  const end = Math.min(count, first + ENTRIES_A_STEP);
  for (let i = first; i < end; i++) {
    const at = list + 4 + i * length;
    const place = dcb.directory?.names.get(nameAt(context, at));
    const rest = new Uint8Array(Math.min(length, 76) - ENTRY.address);
    if (place === undefined) rc = NOT_THERE;
    else {
      rest.set([place.record >> 16, place.record >> 8, place.record], 0);
      rest[ENTRY.part - ENTRY.address] = place.part;
    }
    storeOf(context, at + ENTRY.address, rest);
  }
  if (end >= count) return { rc, cost: 50 };
  return { effect: { kind: 'work' }, frame: { entry: end, rc }, cost: 300 };
}

/** NOTE: register 1 gets the address of the block that was read or written last. */
function note(context: StepContext): StepResult {
  const dcb = dcbAt(context, callerRegister(context, 1));
  if (dcb === undefined) throw abendCaller('002', context);
  const written = dcb.members?.records.length ?? dcb.output?.writer.records;
  const at = dcb.input || dcb.work !== undefined ? dcb.last : (written ?? dcb.last);
  returnRegister(context, 0, 0);
  returnRegister(context, 1, at << 8);
  return { rc: 0 };
}

/** POINT: register 0 points to such an address; 1 behind it means the block that follows. */
function point(context: StepContext): StepResult {
  const dcb = dcbAt(context, callerRegister(context, 1));
  if (dcb === undefined) throw abendCaller('002', context);
  const bytes = fetchOf(context, callerRegister(context, 0) & 0xffffff, 4);
  const record = ((bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!) + (bytes[3] === 1 ? 1 : 0);
  // a block that is not there is found out by CHECK
  const there =
    dcb.work === undefined
      ? positionTo(context, dcb, { part: dcb.part, record })
      : positionWork(dcb, dcb.work, record);
  if (!there) dcb.astray = true;
  return { rc: 0 };
}

/** BSP (SVC 69): one record back. */
function backspace(context: StepContext): StepResult {
  const dcb = dcbAt(context, callerRegister(context, 1));
  if (dcb?.work !== undefined) {
    return { rc: positionWork(dcb, dcb.work, dcb.work.next) ? 0 : NOT_THERE };
  }
  if (dcb?.dataSet !== undefined) {
    dcb.block = [];
    dcb.begun = undefined;
    return { rc: backspaceDataSet(dcb.dataSet) ? 0 : NOT_THERE };
  }
  const record = (dcb?.parts[dcb.part]?.reader.record ?? 0) - 1;
  if (dcb === undefined || record < 1) return { rc: NOT_THERE };
  return { rc: positionTo(context, dcb, { part: dcb.part, record }) ? 0 : NOT_THERE };
}

const branched = (name: string, start: Command['start']): Command => ({
  ...fileCommand(name, name.length, MODULE, start),
  branched: true,
});

/** BLDL, NOTE, POINT and BSP, as commands whose names begin with an asterisk. */
export const positionRoutines: readonly Command[] = [
  fileCommand(
    '*BLDL',
    5,
    MODULE,
    (context) => search(context, {}),
    (frame, answer, context) => search(context, frame, answer),
  ),
  branched('*NOTE', note),
  branched('*POINT', point),
  fileCommand('*BSP', 4, MODULE, backspace),
];
