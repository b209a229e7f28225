/**
 * GETMAIN and FREEMAIN (OS/VS Supervisor Services; SVC 4, 5 and 10): storage of the program, from free storage of users.
 * What is given out is remembered, so that a new program begins with all of it free.
 */
import { giveBackStorage, obtain } from '../nucleus/free-storage.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { MOST, type MainBlock } from './os-state.js';

/** Modes of the lists of SVC 4 and 5: conditional, variable, list. */
const MODE = { conditional: 0x20, variable: 0x40, list: 0x80 } as const;
const NOT_THERE = 4;

/** What a request comes to: a return code, or the code of an abnormal end. */
export type MainResult = number | { readonly abend: string };

function rounded(length: number): number {
  return (length + 7) & -8;
}

/** Storage for the program; undefined when there is none. */
export function giveMain(
  n: Nucleus,
  most: number,
  least = most,
  subpool = 0,
): MainBlock | undefined {
  const { os } = n.cms;
  if (os.main.length >= MOST.main) return undefined;
  const request = {
    owner: 'user',
    low: false,
    high: true,
    most: rounded(most),
    least: rounded(least),
  } as const;
  const got = obtain(n, request);
  if ('rc' in got) return undefined;
  const block: MainBlock = subpool === 0 ? got : { ...got, subpool };
  os.main.push(block);
  return block;
}

/** Takes storage back; false when it was not given out. */
export function takeMain(n: Nucleus, at: number, length: number): boolean {
  const end = at + rounded(length);
  const { os } = n.cms;
  const block = os.main.find((one) => one.at <= at && end <= one.at + one.length);
  if (block === undefined || length <= 0) return false;
  if (giveBackStorage(n, at, end - at) !== 0) return false;
  os.main = os.main.filter((one) => one !== block);
  if (at > block.at) os.main.push({ ...block, length: at - block.at });
  const rest = block.at + block.length - end;
  if (rest > 0) os.main.push({ ...block, at: end, length: rest });
  return true;
}

/** All of a subpool goes back; that there is nothing in it is no error. */
function takeSubpool(n: Nucleus, subpool: number): void {
  const { os } = n.cms;
  const inIt = os.main.filter((one) => (one.subpool ?? 0) === subpool);
  for (const { at, length } of inIt) giveBackStorage(n, at, length);
  os.main = os.main.filter((one) => !inIt.includes(one));
}

/** All storage that GETMAIN gave out is free again. */
export function freeAllMain(n: Nucleus): void {
  for (const { at, length } of n.cms.os.main) giveBackStorage(n, at, length);
  n.cms.os.main = [];
}

/** SVC 10: register 0 is the length, register 1 negative for GETMAIN, else the address for FREEMAIN. */
export function mainByRegisters(n: Nucleus): MainResult {
  const m = n.machine;
  const length = m.register(0) & 0xffffff;
  const subpool = m.register(0) >>> 24;
  if (m.register(1) < 0) {
    const got = length === 0 ? undefined : giveMain(n, length, length, subpool);
    if (got === undefined) return { abend: '80A' };
    m.setRegister(1, got.at);
    return 0;
  }
  // no address: all of the subpool, unless it is that of the program itself
  if ((m.register(1) & 0xffffff) === 0 && length === 0 && subpool > 0) {
    takeSubpool(n, subpool);
    return 0;
  }
  return takeMain(n, m.register(1) & 0xffffff, length) ? 0 : { abend: '90A' };
}

/** SVC 4: a list with the length, where the address goes, and the mode. */
export function getmainByList(n: Nucleus): MainResult | undefined {
  const m = n.machine;
  const at = m.register(1) & 0xffffff;
  const [lengths, answer, mode] = [m.word(at), m.word(at + 4), m.fetch(at + 8, 1)?.[0]];
  const subpool = m.fetch(at + 9, 1)?.[0] ?? 0;
  if (lengths === undefined || answer === undefined || mode === undefined) return undefined;
  const target = answer & 0xffffff;
  const none: MainResult = (mode & MODE.conditional) !== 0 ? NOT_THERE : { abend: '804' };
  if ((mode & (MODE.variable | MODE.list)) === (MODE.variable | MODE.list)) {
    const [least, most] = [m.word(lengths & 0xffffff), m.word((lengths & 0xffffff) + 4)];
    if (least === undefined || most === undefined) return undefined;
    const got = least > 0 && most >= least ? giveMain(n, most, least, subpool) : undefined;
    if (got === undefined) return none;
    return m.setWord(target, got.at) && m.setWord(target + 4, got.length) ? 0 : undefined;
  }
  if ((mode & MODE.list) !== 0) return giveList(n, lengths & 0xffffff, target, none, subpool);
  const length = lengths & 0xffffff;
  const got = length === 0 ? undefined : giveMain(n, length, length, subpool);
  if (got === undefined) return none;
  return m.setWord(target, got.at) ? 0 : undefined;
}

/** Most entries of a list of lengths. */
const MOST_LENGTHS = 256;

/** The lengths of a list, whose last has its first bit on; undefined when it lies outside storage. */
function lengthsOf(n: Nucleus, at: number): number[] | undefined {
  const lengths: number[] = [];
  for (let i = 0; i < MOST_LENGTHS; i++) {
    const word = n.machine.word(at + i * 4);
    if (word === undefined) return undefined;
    lengths.push(word & 0xffffff);
    if (word < 0) break;
  }
  return lengths;
}

/** Gives all areas of a list, or none. */
function giveList(
  n: Nucleus,
  from: number,
  target: number,
  none: MainResult,
  subpool: number,
): MainResult | undefined {
  const lengths = lengthsOf(n, from);
  if (lengths === undefined) return undefined;
  const given: MainBlock[] = [];
  for (const length of lengths) {
    const got = length === 0 ? undefined : giveMain(n, length, length, subpool);
    if (got === undefined) {
      for (const one of given) takeMain(n, one.at, one.length);
      return none;
    }
    given.push(got);
  }
  return given.every((one, i) => n.machine.setWord(target + i * 4, one.at)) ? 0 : undefined;
}

/** Takes back all areas of a list. */
function takeList(n: Nucleus, from: number, target: number): MainResult | undefined {
  const lengths = lengthsOf(n, from);
  if (lengths === undefined) return undefined;
  for (const [i, length] of lengths.entries()) {
    const at = n.machine.word(target + i * 4);
    if (at === undefined) return undefined;
    if (!takeMain(n, at & 0xffffff, length)) return { abend: '905' };
  }
  return 0;
}

/** SVC 5: the other way. */
export function freemainByList(n: Nucleus): MainResult | undefined {
  const m = n.machine;
  const at = m.register(1) & 0xffffff;
  const [lengths, answer, mode] = [m.word(at), m.word(at + 4), m.fetch(at + 8, 1)?.[0]];
  if (lengths === undefined || answer === undefined || mode === undefined) return undefined;
  const target = answer & 0xffffff;
  if ((mode & (MODE.variable | MODE.list)) === MODE.list) {
    return takeList(n, lengths & 0xffffff, target);
  }
  const address = m.word(target);
  const variable = (mode & (MODE.variable | MODE.list)) === (MODE.variable | MODE.list);
  const length = variable ? m.word(target + 4) : lengths & 0xffffff;
  if (address === undefined || length === undefined) return undefined;
  return takeMain(n, address & 0xffffff, length) ? 0 : { abend: '905' };
}
