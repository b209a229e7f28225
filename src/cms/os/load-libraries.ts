/**
 * Load modules of the LOADLIBs that GLOBAL names (VM/370 System Programmer's Guide, "OS Simulation", LINK, LOAD, XCTL): they
 * are brought into storage of the program and relocated. And OSRUN, which runs one (CMS Command Reference, "OSRUN").
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, faultWith, fileCommand } from '../commands/command-fault.js';
import { readRecord, seekRecord } from '../files/reader.js';
import { decodeRecord, type ModuleConstant } from '../loader/load-module.js';
import { addTo } from '../loader/address-constants.js';
import type { Member } from '../maclib/maclib.js';
import type { OpenLibrary } from '../maclib/library-state.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import type { FrameContext } from '../nucleus/context.js';
import { USER_KEY } from '../nucleus/layout.js';
import { giveMain, takeMain } from './main-storage.js';
import { MOST, type OsState } from './os-state.js';

const MODULE = 'SLN';
/** Name of the routine that loads a module; its caller gives the name of the module. */
export const LOAD_ROUTINE = '*LOADMEM';
const NOT_THERE = 28;
const RECORDS_A_STEP = 40;
const CONSTANTS_A_STEP = 2_000;
/** Longest parameter of OSRUN. */
const MOST_PARM = 100;

type LoadFrame = {
  readonly name: string;
  libraries: readonly string[];
  library: OpenLibrary | undefined;
  member: Member | undefined;
  /** Records still to be read, and where the text of the next one goes. */
  left: number;
  text: number | undefined;
  storage: { readonly at: number; readonly length: number } | undefined;
  constants: ModuleConstant[];
};

function begin(context: StepContext): StepResult {
  const [, name = ''] = context.tokens;
  const known = context.cms.os.modules.find((one) => one.name === name);
  if (known !== undefined) return { rc: 0 };
  if (context.cms.os.modules.length >= MOST.modules) throw fault(MODULE, 109);
  return again({
    ...{ name, libraries: context.cms.libraries.LOADLIB, library: undefined, member: undefined },
    ...{ left: 0, text: undefined, storage: undefined, constants: [] },
  });
}

function again(frame: LoadFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 500 };
}

function more(given: Frame, _answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as LoadFrame) };
  try {
    return frame.member === undefined ? find(context, frame) : read(context, frame, frame.member);
  } catch (error) {
    const { storage } = frame;
    if (storage !== undefined) {
      takeMain((context as FrameContext).nucleus, storage.at, storage.length);
    }
    throw error;
  }
}

/** Looks into one library after the other. */
function find(context: StepContext, frame: LoadFrame): StepResult {
  if (frame.library === undefined) {
    const [name, ...rest] = frame.libraries;
    if (name === undefined) return { rc: NOT_THERE };
    frame.libraries = rest;
    const opened = openLibrary(context, name, '*', 'LOADLIB');
    if (opened === 'damaged') throw fault(MODULE, 56, `${name} LOADLIB`, 'library');
    frame.library = opened;
    return again(frame);
  }
  if (!readDirectory(context, frame.library)) return again(frame);
  const member = frame.library.members.get(frame.name);
  if (member?.module === undefined) return again({ ...frame, library: undefined });
  const { length, executable } = member.module;
  if (!executable) throw faultWith(12, MODULE, 56, `${frame.library.name} LOADLIB`, 'module');
  const damaged = fault(MODULE, 56, `${frame.library.name} LOADLIB`, 'module');
  const last = member.record + member.records - 1;
  if (member.record < 2 || last > frame.library.cursor.entry.records) throw damaged;
  if (length < 1 || length > 0xffffff) throw damaged;
  const storage = giveMain((context as FrameContext).nucleus, length);
  if (storage === undefined) throw fault(MODULE, 109);
  const device = context.disk(frame.library.device);
  if (device === undefined) throw fault(MODULE, 104, 3, frame.library.name);
  seekRecord(frame.library.cursor, device, member.record);
  return again({ ...frame, member, left: member.records, storage });
}

/** Reads text and constants, then relocates. */
function read(context: StepContext, frame: LoadFrame, member: Member): StepResult {
  const { library, storage } = frame;
  const device = context.disk(library!.device);
  if (device === undefined) throw fault(MODULE, 104, 3, library!.name);
  const damaged = fault(MODULE, 56, `${library!.name} LOADLIB`, 'module');
  const { at, length } = storage!;
  for (let i = 0; i < RECORDS_A_STEP && frame.left > 0; i++) {
    const record = readRecord(library!.cursor, device);
    if (record === undefined) throw damaged;
    frame.left--;
    if (frame.text !== undefined) {
      if (frame.text + record.length > length) throw damaged;
      if (!context.store(at + frame.text, record)) throw fault(MODULE, 109);
      frame.text = undefined;
      continue;
    }
    const said = decodeRecord(record);
    if (said === undefined) throw damaged;
    if (said.kind === 'control') frame.text = said.at;
    if ('constants' in said && said.constants.length > 0) {
      frame.constants = [...frame.constants, ...said.constants];
    }
  }
  if (frame.left > 0) return again(frame);
  const n = (context as FrameContext).nucleus;
  for (const one of frame.constants.splice(0, CONSTANTS_A_STEP)) {
    if (one.at + one.length > length) throw damaged;
    addTo(n, { ...one, at: at + one.at }, at);
  }
  if (frame.constants.length > 0) return again(frame);
  const { entry } = member.module!;
  if (entry < 0 || entry >= length) throw damaged;
  context.cms.os.modules.push({ name: frame.name, entry: at + entry, at, length, uses: 0 });
  return { rc: 0, cost: 50 };
}

/** A module that is in storage. */
export function moduleOf(os: OsState, name: string): OsState['modules'][number] | undefined {
  return os.modules.find((one) => one.name === name);
}

/** Loads a module of a LOADLIB. */
export const loadRoutine = fileCommand(LOAD_ROUTINE, LOAD_ROUTINE.length, MODULE, begin, more);

/** Text of PARM, as it was typed. */
function parameter(context: StepContext): string {
  const typed = /\bPARM\s*=\s*(?:'((?:[^']|'')*)'?|(.*))\s*$/i.exec(context.text);
  return (typed?.[1]?.replaceAll("''", "'") ?? typed?.[2] ?? '').trimEnd();
}

function osrun(context: StepContext): StepResult {
  const [, name, ...rest] = context.tokens;
  if (name === undefined || name === '(') throw fault('OSR', 1);
  if (!/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(name)) throw fault('OSR', 70, name);
  if (rest.length > 0 && !rest[0]!.startsWith('PARM')) throw fault('OSR', 70, rest[0]!);
  const parm = parameter(context);
  if (parm.length > MOST_PARM) throw fault('OSR', 29, `${parm.slice(0, 8)}...`, 'PARM');
  const line = `${LOAD_ROUTINE} ${name}`;
  return { effect: { kind: 'command', line, caller: 'program' }, frame: { name, parm } };
}

function osrunMore(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const rc = answer.kind === 'rc' ? answer.rc : 256;
  if (frame['entered'] === true) return { rc };
  const name = String(frame['name']);
  const module = moduleOf(context.cms.os, name);
  if (rc === NOT_THERE) throw faultWith(32, 'OSR', 13, name, 'LOADLIB');
  // another message has been typed
  if (rc !== 0 || module === undefined) return { rc };
  const parm = toEbcdic(String(frame['parm']));
  const n = (context as FrameContext).nucleus;
  const list = giveMain(n, 8 + parm.length);
  if (list === undefined) throw fault('OSR', 109);
  const bytes = new Uint8Array(6 + parm.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (0x80000000 | (list.at + 4)) >>> 0);
  view.setUint16(4, parm.length);
  bytes.set(parm, 6);
  context.store(list.at, bytes);
  const { entry: address } = module;
  return {
    effect: { kind: 'call', address, registers: { 1: list.at }, key: USER_KEY },
    frame: { entered: true },
  };
}

/** The OSRUN command. */
export const osrunCommand = fileCommand('OSRUN', 5, 'OSR', osrun, osrunMore);
