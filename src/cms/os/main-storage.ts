/**
 * GETMAIN and FREEMAIN (OS/VS Supervisor Services; SVC 4, 5 and 10): storage of the program, from free storage of users.
 * What is given out is remembered, so that a new program begins with all of it free.
 */
import { giveBackStorage, obtain } from '../nucleus/free-storage.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { MOST, type MainBlock } from './os-state.js';

/** Modes of the lists of SVC 4 and 5: conditional, variable, list. */
const MODE = { page: 0x10, conditional: 0x20, variable: 0x40, list: 0x80 } as const;
/** Flags of SVC 120: FREEMAIN, unconditional, on a page. */
const FORM = { free: 0x01, unconditional: 0x02, page: 0x04 } as const;
/** Bytes of a page. */
const PAGE = 4096;
/** Least that storage is given out by. */
const UNIT = 8;
const NOT_THERE = 4;

/** What a request comes to: a return code, or the code of an abnormal end. */
export type MainResult = number | { readonly abend: string };

function rounded(length: number): number {
  return (length + 7) & -8;
}

/** Storage for the program, which may begin on a page; undefined when there is none. */
export function giveMain(
  n: Nucleus,
  most: number,
  least = most,
  subpool = 0,
  page = false,
): MainBlock | undefined {
  const { os } = n.cms;
  if (os.main.length >= MOST.main) return undefined;
  const spare = page ? PAGE - UNIT : 0;
  const request = {
    owner: 'user',
    low: false,
    high: true,
    most: rounded(most) + spare,
    least: rounded(least) + spare,
  } as const;
  const all = obtain(n, request);
  if ('rc' in all) return undefined;
  const got = page ? fromPage(n, all, rounded(most)) : all;
  const block: MainBlock = subpool === 0 ? got : { ...got, subpool };
  os.main.push(block);
  return block;
}

/** What of a piece of storage begins on a page and is no longer than was asked for; the rest goes back. */
function fromPage(n: Nucleus, { at, length }: MainBlock, most: number): MainBlock {
  const first = (at + PAGE - 1) & -PAGE;
  const end = Math.min(at + length, first + most);
  if (first > at) giveBackStorage(n, at, first - at);
  if (at + length > end) giveBackStorage(n, end, at + length - end);
  return { at: first, length: end - first };
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

/**
 * SVC 120, of the forms RC and RU: length in register 0, address in register 1, subpool and flags in the low bytes of
 * register 15.
 */
export function mainByForm(n: Nucleus): MainResult {
  const m = n.machine;
  const [length, form] = [m.register(0), m.register(15)];
  const [subpool, flags] = [(form >>> 8) & 0xff, form & 0xff];
  const none = (abend: string): MainResult =>
    (flags & FORM.unconditional) === 0 ? NOT_THERE : { abend };
  if ((flags & FORM.free) === 0) {
    const page = (flags & FORM.page) !== 0;
    const fits = length > 0 && length <= 0xffffff;
    const got = fits ? giveMain(n, length, length, subpool, page) : undefined;
    if (got === undefined) return none('878');
    m.setRegister(1, got.at);
    return 0;
  }
  const at = m.register(1) & 0xffffff;
  if (at === 0 && length === 0 && subpool > 0) {
    takeSubpool(n, subpool);
    return 0;
  }
  return takeMain(n, at, length) ? 0 : none('A78');
}

/** SVC 4: a list with the length, where the address goes, and the mode. */
export function getmainByList(n: Nucleus): MainResult | undefined {
  const m = n.machine;
  const at = m.register(1) & 0xffffff;
  const [lengths, answer, mode] = [m.word(at), m.word(at + 4), m.fetch(at + 8, 1)?.[0]];
  const subpool = m.fetch(at + 9, 1)?.[0] ?? 0;
  if (lengths === undefined || answer === undefined || mode === undefined) return undefined;
  const target = answer & 0xffffff;
  const page = (mode & MODE.page) !== 0;
  const none: MainResult = (mode & MODE.conditional) !== 0 ? NOT_THERE : { abend: '804' };
  if ((mode & (MODE.variable | MODE.list)) === (MODE.variable | MODE.list)) {
    const [least, most] = [m.word(lengths & 0xffffff), m.word((lengths & 0xffffff) + 4)];
    if (least === undefined || most === undefined) return undefined;
    const got = least > 0 && most >= least ? giveMain(n, most, least, subpool, page) : undefined;
    if (got === undefined) return none;
    return m.setWord(target, got.at) && m.setWord(target + 4, got.length) ? 0 : undefined;
  }
  if ((mode & MODE.list) !== 0) {
    return giveList(n, lengths & 0xffffff, target, none, subpool, page);
  }
  const length = lengths & 0xffffff;
  const got = length === 0 ? undefined : giveMain(n, length, length, subpool, page);
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
  page: boolean,
): MainResult | undefined {
  const lengths = lengthsOf(n, from);
  if (lengths === undefined) return undefined;
  const given: MainBlock[] = [];
  for (const length of lengths) {
    const got = length === 0 ? undefined : giveMain(n, length, length, subpool, page);
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
