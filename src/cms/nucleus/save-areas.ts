/**
 * System save areas in guest storage (VM/370 CMS Data Areas, "SVCSAVE"): the chain of them is the stack
 * of what runs. To each belongs a user save area, which register 13 of the callee points to, and
 * room for the parameter list of the call that its owner makes next.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import {
  NUCON,
  SAVE_AREAS,
  SAVE_AREA_COUNT,
  SAVE_AREA_SIZE,
  USER_SAVES,
  USER_SAVE_LENGTH,
} from './layout.js';
import type { Nucleus } from './nucleus.js';
import { letTimerIn } from './interval-timer.js';
import { traceReturn } from './svc-trace-state.js';

/** Offsets in a save area. */
const TYPE = 1;
const CODE = 2;
const CALLER = 4;
const CALLEE = 8;
const OLD_PSW_AT = 16;
const NORMAL = 24;
const ERROR = 28;
const GPRS = 32;
const FPRS = 96;
const CHECK_1 = 128;
const NEXT = 132;
const PREVIOUS = 136;
const USER_SAVE = 140;
/** Keys that DMSKEY put away: how many, then up to seven. */
export const KEY_STACK = 0x94;
const CHECK_2 = 0xa4;
/** Where the parameter list of the next call stands. */
const LIST = 0x140;
/** What check word 1 says. */
const CHECK_WORD = 0xd5e4c3e2 | 0; // NUCS

/** A save area as the nucleus reads it back. */
export interface SaveArea {
  readonly address: number;
  readonly callee: string;
  /** PSW of the caller, two words. */
  readonly psw: readonly [number, number];
  readonly normal: number;
  readonly error: number;
  readonly registers: readonly number[];
  readonly previous: number;
  /** Address of the user save area. */
  readonly userSave: number;
}

/** What a call puts into a save area. */
export interface CallLinkage {
  readonly callee: string;
  readonly psw: readonly [number, number];
  readonly normal: number;
  readonly error: number;
  readonly code: number;
}

/** Address of the newest save area; 0 for none. A chain that leads astray counts as none. */
export function currentSave(n: Nucleus): number {
  const address = n.machine.word(NUCON.currsave) ?? 0;
  return isSaveArea(address) ? address : 0;
}

/**
 * Name of what the newest save area was made for: a command or a program called by SVC 202, or, below a
 * LINK or ATTACH that has entered one, the program; '' when nothing was called.
 */
export function calleeName(n: Nucleus): string {
  const address = currentSave(n);
  const callee = address === 0 ? '' : (readSave(n, address)?.callee ?? '');
  const top = n.state.activations.at(-1);
  // supervisor calls of OS have names of their own, which mean nothing to people
  if (top?.save !== address || top.frame['entered'] !== true) return callee;
  return callee.startsWith('*') ? String(top.frame['name']) : callee;
}

/** The save areas in use, newest first. */
export function saveChain(n: Nucleus): number[] {
  const chain: number[] = [];
  let address = currentSave(n);
  while (address !== 0 && !chain.includes(address)) {
    if (n.machine.word(address + CHECK_1) !== CHECK_WORD) break;
    chain.push(address);
    const previous = n.machine.word(address + PREVIOUS) ?? 0;
    address = isSaveArea(previous) ? previous : 0;
  }
  return chain;
}

/** Pushes a save area with the registers as they stand; undefined when calls are nested too deep. */
export function pushSave(n: Nucleus, linkage: CallLinkage): SaveArea | undefined {
  const chain = saveChain(n);
  const address = freeSave(chain);
  if (address === undefined) return undefined;
  const m = n.machine;
  const area = new Uint8Array(LIST);
  const view = new DataView(area.buffer);
  area[TYPE] = linkage.error === 0 ? 0 : 0x80;
  view.setInt16(CODE, linkage.code);
  view.setInt32(CALLER, linkage.psw[1] & 0xffffff);
  area.set(toEbcdic(linkage.callee.padEnd(8).slice(0, 8)), CALLEE);
  view.setInt32(OLD_PSW_AT, linkage.psw[0]);
  view.setInt32(OLD_PSW_AT + 4, linkage.psw[1]);
  view.setInt32(NORMAL, linkage.normal);
  view.setInt32(ERROR, linkage.error);
  for (let r = 0; r < 16; r++) view.setInt32(GPRS + r * 4, m.register(r));
  for (let f = 0; f < 8; f++) view.setInt32(FPRS + f * 4, m.floatWord(f));
  const previous = chain[0] ?? 0;
  view.setInt32(CHECK_1, CHECK_WORD);
  view.setInt32(PREVIOUS, previous);
  view.setInt32(USER_SAVE, userSaveOf(address));
  m.store(userSaveOf(address), new Uint8Array(USER_SAVE_LENGTH));
  view.setInt32(CHECK_2, CHECK_WORD);
  m.store(address, area);
  if (previous !== 0) m.setWord(previous + NEXT, address);
  m.setWord(NUCON.currsave, address);
  return readSave(n, address);
}

/** Reads a save area back. */
export function readSave(n: Nucleus, address: number): SaveArea | undefined {
  const bytes = n.machine.fetch(address, LIST);
  if (bytes === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const previous = view.getInt32(PREVIOUS);
  return {
    address,
    callee: fromEbcdic(bytes.subarray(CALLEE, CALLEE + 8)).trimEnd(),
    psw: [view.getInt32(OLD_PSW_AT), view.getInt32(OLD_PSW_AT + 4)],
    normal: view.getInt32(NORMAL) & 0xffffff,
    error: view.getInt32(ERROR) & 0xffffff,
    registers: Array.from({ length: 16 }, (_, r) => view.getInt32(GPRS + r * 4)),
    previous: isSaveArea(previous) ? previous : 0,
    userSave: userSaveOf(address),
  };
}

/**
 * Pops the newest save area: the caller's registers come back, register 15 is the return code, and the
 * machine goes on at the normal or the error return.
 */
export function popSave(n: Nucleus, save: SaveArea, rc: number): void {
  const m = n.machine;
  traceReturn(n.state.svcTrace, save, rc);
  const view = new DataView((m.fetch(save.address + FPRS, 32) ?? new Uint8Array(32)).buffer);
  for (let f = 0; f < 8; f++) m.setFloatWord(f, view.getInt32(f * 4));
  for (let r = 0; r < 15; r++) m.setRegister(r, save.registers[r] ?? 0);
  m.setRegister(15, rc);
  m.setWord(save.address + CHECK_1, 0);
  m.setWord(NUCON.currsave, save.previous);
  // an error address of 1 means: errors too go to the normal return
  const at = rc !== 0 && save.error > 1 ? save.error : save.normal;
  m.loadPsw(save.psw[0] & 0xffff0000, (save.psw[1] & 0xff000000) | at);
  letTimerIn(n, true);
}

/** Changes what the caller of a save area gets back: a register, or where it goes on. */
export function setSaved(
  n: Nucleus,
  address: number,
  change: { readonly register: number; readonly value: number } | { readonly normal: number },
): void {
  if ('normal' in change) n.machine.setWord(address + NORMAL, change.normal);
  else n.machine.setWord(address + GPRS + change.register * 4, change.value);
}

/** Forgets every save area: HX and recovery. */
export function dropAllSaves(n: Nucleus): void {
  for (const address of saveChain(n)) n.machine.setWord(address + CHECK_1, 0);
  n.machine.setWord(NUCON.currsave, 0);
}

/** Where the owner of save area `address` builds the parameter list of a call; the shell uses NUCON. */
export function listArea(address: number): { list: number; extended: number; text: number } {
  return address === 0
    ? { list: NUCON.cmndlist, extended: NUCON.cmndlist + 536, text: NUCON.cmndline }
    : { list: address + LIST, extended: address + LIST + 536, text: address + LIST + 552 };
}

/** Longest command line that fits a list area. */
export const LIST_TEXT = 255;

function userSaveOf(address: number): number {
  return USER_SAVES + ((address - SAVE_AREAS) / SAVE_AREA_SIZE) * USER_SAVE_LENGTH;
}

function isSaveArea(address: number): boolean {
  const offset = address - SAVE_AREAS;
  return offset >= 0 && offset % SAVE_AREA_SIZE === 0 && offset / SAVE_AREA_SIZE < SAVE_AREA_COUNT;
}

function freeSave(chain: readonly number[]): number | undefined {
  for (let i = 0; i < SAVE_AREA_COUNT; i++) {
    const address = SAVE_AREAS + i * SAVE_AREA_SIZE;
    if (!chain.includes(address)) return address;
  }
  return undefined;
}
