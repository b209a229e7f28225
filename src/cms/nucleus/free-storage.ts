/**
 * Free storage (VM/370 CMS Program Logic, "DMSFRE", "DMSFREE", "DMSFRET", "DMSFRES"). All of it is in guest
 * storage, where Release 6 has it: four chain headers (nucleus and user, low and high) in the nucleus, and in
 * every free block the address of the next one, below it, and its own length. High storage grows down from
 * the end of storage, page by page; whose page it is its storage key says. FREELOWE in NUCON is its lower end.
 */
import {
  LOW_NUCLEUS,
  LOW_USER,
  LOW_USER_END,
  NUCLEUS_KEY,
  NUCON,
  STORAGE_CHAINS,
  USER_AREA,
  USER_KEY,
} from './layout.js';
import type { Nucleus } from './nucleus.js';

/** Return codes of DMSFREE and DMSFRET. */
export const FREE_RC = {
  ok: 0,
  /** Not enough storage. */
  none: 1,
  /** The chain of user storage is destroyed. */
  userChain: 2,
  nucleusChain: 3,
  /** DMSFREE of nothing, or a minimum above the maximum. */
  badRequest: 4,
  /** DMSFRET of nothing. */
  badLength: 5,
  /** DMSFRET of what was never given out. */
  notAllocated: 6,
  notAligned: 7,
  badService: 8,
  internal: 9,
} as const;

/** Whose storage. */
export type Owner = 'user' | 'nucleus';
type Where = 'low' | 'high';

const PAGE = 4096;
const UNIT = 8;
/** Most free blocks in a chain: walking it stays a matter of a millisecond. */
const MOST_BLOCKS = 4096;
/** Bytes of a chain header: address of the highest free block, number of blocks. */
const HEADER = 16;

interface Block {
  readonly at: number;
  readonly length: number;
}

class ChainFault extends Error {
  readonly rc: number;
  constructor(owner: Owner) {
    super(`the chain of ${owner} storage is destroyed`);
    this.rc = owner === 'user' ? FREE_RC.userChain : FREE_RC.nucleusChain;
  }
}

const headerAt = (owner: Owner, where: Where): number =>
  STORAGE_CHAINS + (where === 'high' ? 2 * HEADER : 0) + (owner === 'user' ? HEADER : 0);
const keyOf = (owner: Owner): number => (owner === 'user' ? USER_KEY : NUCLEUS_KEY);

/** Lower end of high free storage; where programs end. */
export function freeLower(n: Nucleus): number {
  const at = n.machine.word(NUCON.freelowe) ?? 0;
  const size = n.machine.storageSize;
  return at >= USER_AREA && at <= size && at % PAGE === 0 ? at : size;
}

/** Nothing is given out: at IPL. */
export function initialiseStorage(n: Nucleus): void {
  const m = n.machine;
  m.setWord(NUCON.freelowe, m.storageSize & -PAGE);
  m.setWord(NUCON.mainstrt, USER_AREA);
  m.setWord(NUCON.mainhigh, USER_AREA);
  m.store(STORAGE_CHAINS, new Uint8Array(4 * HEADER));
  writeChain(n, 'nucleus', 'low', [{ at: LOW_NUCLEUS, length: LOW_USER - LOW_NUCLEUS }]);
  writeChain(n, 'user', 'low', [{ at: LOW_USER, length: LOW_USER_END - LOW_USER }]);
}

/** What is asked of {@link obtain}; lengths in bytes. */
export interface Request {
  readonly owner: Owner;
  readonly low: boolean;
  readonly high: boolean;
  readonly most: number;
  /** The least that will do; the same as `most` unless the request is variable. */
  readonly least: number;
}

/** Gives out storage: its address and length, or a return code. */
export function obtain(n: Nucleus, request: Request): Block | { readonly rc: number } {
  const { owner, most, least } = request;
  if (most <= 0 || least <= 0 || least > most) return { rc: FREE_RC.badRequest };
  return guarded(() => {
    const places: Where[] = [
      ...(request.low ? ['low' as const] : []),
      ...(request.high ? ['high' as const] : []),
    ];
    for (const where of places) {
      const got = takeFrom(n, owner, where, most, most);
      if (got !== undefined) return got;
      if (where === 'high' && extend(n, owner, most)) {
        const more = takeFrom(n, owner, where, most, most);
        if (more !== undefined) return more;
      }
    }
    if (least < most) {
      // the largest piece there is: of the chains, or what is left between programs and free storage
      const room = freeLower(n) - ((programEnd(n) + PAGE - 1) & -PAGE);
      if (request.high && room >= least) extend(n, owner, Math.min(room, most));
      let best: { where: Where; length: number } | undefined;
      for (const where of places) {
        for (const block of readChain(n, owner, where)) {
          if (block.length >= least && block.length > (best?.length ?? 0)) {
            best = { where, length: block.length };
          }
        }
      }
      if (best !== undefined) {
        const got = takeFrom(n, owner, best.where, best.length, least);
        if (got !== undefined) return got;
      }
    }
    return { rc: FREE_RC.none };
  });
}

/** Takes storage back; gives the return code. */
export function giveBackStorage(n: Nucleus, at: number, length: number): number {
  if (length <= 0) return FREE_RC.badLength;
  if (at % UNIT !== 0) return FREE_RC.notAligned;
  const result = guarded((): { readonly rc: number } => {
    const end = at + length;
    const low = freeLower(n);
    const where: Where | undefined =
      at >= LOW_NUCLEUS && end <= LOW_USER_END
        ? 'low'
        : at >= low && end <= n.machine.storageSize
          ? 'high'
          : undefined;
    if (where === undefined) return { rc: FREE_RC.notAllocated };
    const owner = ownerOf(n, at);
    for (let page = at & -2048; page < end; page += 2048) {
      if (ownerOf(n, page) !== owner) return { rc: FREE_RC.notAllocated };
    }
    if (where === 'low' && owner !== (at >= LOW_USER ? 'user' : 'nucleus')) {
      return { rc: FREE_RC.notAllocated };
    }
    const chain = readChain(n, owner, where);
    if (chain.some((block) => block.at < end && at < block.at + block.length)) {
      return { rc: FREE_RC.notAllocated };
    }
    if (!writeChain(n, owner, where, joined([...chain, { at, length }]))) {
      return { rc: FREE_RC.internal };
    }
    if (where === 'high') shrink(n);
    return { rc: FREE_RC.ok };
  });
  return result.rc;
}

/** DMSFRES UREC: all user storage is free again. */
export function releaseUserStorage(n: Nucleus): void {
  writeChain(n, 'user', 'low', [{ at: LOW_USER, length: LOW_USER_END - LOW_USER }]);
  const blocks: Block[] = [];
  for (let at = freeLower(n); at < n.machine.storageSize; at += PAGE) {
    if (ownerOf(n, at) === 'user') blocks.push({ at, length: PAGE });
  }
  writeChain(n, 'user', 'high', joined(blocks));
  guarded(() => {
    shrink(n);
    return { rc: 0 };
  });
}

/** DMSFRES CHECK: 0, or which chain is destroyed. */
export function checkStorage(n: Nucleus): number {
  return guarded((): { readonly rc: number } => {
    for (const owner of ['user', 'nucleus'] as const) {
      readChain(n, owner, 'low');
      readChain(n, owner, 'high');
    }
    return { rc: FREE_RC.ok };
  }).rc;
}

/** DMSFRES CALOC: bytes that are given out. */
export function allocatedStorage(n: Nucleus): number {
  let free = 0;
  guarded(() => {
    for (const owner of ['user', 'nucleus'] as const) {
      for (const where of ['low', 'high'] as const) {
        for (const block of readChain(n, owner, where)) free += block.length;
      }
    }
    return { rc: 0 };
  });
  return LOW_USER_END - LOW_NUCLEUS + n.machine.storageSize - freeLower(n) - free;
}

/** STRINIT: nothing of GETMAIN is in use; storage begins behind what is loaded. */
export function resetMainStorage(n: Nucleus): void {
  const start = (programEnd(n) + UNIT - 1) & -UNIT;
  n.machine.setWord(NUCON.mainstrt, start);
  n.machine.setWord(NUCON.mainhigh, start);
}

function guarded<T>(action: () => T): T | { readonly rc: number } {
  try {
    return action();
  } catch (error) {
    if (error instanceof ChainFault) return { rc: error.rc };
    throw error;
  }
}

function ownerOf(n: Nucleus, at: number): Owner {
  return (n.machine.key(at) ?? 0) >> 4 === USER_KEY ? 'user' : 'nucleus';
}

/** End of the program in storage, which high storage does not grow into. */
function programEnd(n: Nucleus): number {
  const words = [NUCON.mainhigh, NUCON.loccnt, NUCON.lastloc].map((at) => n.machine.word(at) ?? 0);
  const sane = words.filter((word) => word >= USER_AREA && word <= n.machine.storageSize);
  return Math.max(USER_AREA, ...sane);
}

/** The free blocks of a chain, highest first, each checked. */
function readChain(n: Nucleus, owner: Owner, where: Where): Block[] {
  const m = n.machine;
  const blocks: Block[] = [];
  const header = headerAt(owner, where);
  const count = m.word(header + 4) ?? 0;
  const first = where === 'low' ? (owner === 'user' ? LOW_USER : LOW_NUCLEUS) : freeLower(n);
  let above = where === 'low' ? (owner === 'user' ? LOW_USER_END : LOW_USER) : m.storageSize;
  let at = m.word(header) ?? 0;
  while (at !== 0) {
    const length = m.word(at + 4) ?? 0;
    const good = at >= first && length > 0 && (at | length) % UNIT === 0 && at + length <= above;
    if (!good || blocks.length >= count || ownerOf(n, at) !== owner) throw new ChainFault(owner);
    blocks.push({ at, length });
    above = at;
    at = m.word(at) ?? 0;
  }
  if (blocks.length !== count) throw new ChainFault(owner);
  n.cost += 1 + (blocks.length >> 4);
  return blocks;
}

/** Writes a chain; false when it would have too many blocks. */
function writeChain(n: Nucleus, owner: Owner, where: Where, blocks: readonly Block[]): boolean {
  if (blocks.length > MOST_BLOCKS) return false;
  const header = headerAt(owner, where);
  n.machine.setWord(header, blocks[0]?.at ?? 0);
  n.machine.setWord(header + 4, blocks.length);
  blocks.forEach((block, i) => {
    n.machine.setWord(block.at, blocks[i + 1]?.at ?? 0);
    n.machine.setWord(block.at + 4, block.length);
  });
  return true;
}

/** Blocks in order, highest first, those that touch made one. */
function joined(blocks: readonly Block[]): Block[] {
  const out: Block[] = [];
  for (const block of [...blocks].sort((a, b) => b.at - a.at)) {
    const last = out.at(-1);
    if (last !== undefined && block.at + block.length === last.at) {
      out[out.length - 1] = { at: block.at, length: block.length + last.length };
    } else {
      out.push(block);
    }
  }
  return out;
}

/** The first block that is large enough; what is given out is its upper end. */
function takeFrom(
  n: Nucleus,
  owner: Owner,
  where: Where,
  most: number,
  least: number,
): Block | undefined {
  const chain = readChain(n, owner, where);
  const place = chain.findIndex((block) => block.length >= least);
  const block = chain[place];
  if (block === undefined) return undefined;
  const length = Math.min(most, block.length);
  const rest = block.length - length;
  chain.splice(place, 1, ...(rest > 0 ? [{ at: block.at, length: rest }] : []));
  writeChain(n, owner, where, chain);
  return { at: block.at + rest, length };
}

/** High storage grows down by whole pages, so that `length` bytes of it are free in one piece. */
function extend(n: Nucleus, owner: Owner, length: number): boolean {
  const lower = freeLower(n);
  const to = (lower - length) & -PAGE;
  if (length > lower || to < ((programEnd(n) + PAGE - 1) & -PAGE)) return false;
  const chain = readChain(n, owner, 'high');
  for (let at = to; at < lower; at += 2048) n.machine.setKey(at, keyOf(owner) << 4);
  n.machine.setWord(NUCON.freelowe, to);
  return writeChain(n, owner, 'high', joined([...chain, { at: to, length: lower - to }]));
}

/** Pages at the lower end that are free as a whole are the user's again. */
function shrink(n: Nucleus): void {
  for (;;) {
    const lower = freeLower(n);
    if (lower >= n.machine.storageSize) return;
    const owner = ownerOf(n, lower);
    const chain = readChain(n, owner, 'high');
    const last = chain.at(-1);
    if (last?.at !== lower || last.length < PAGE) return;
    const given = last.length & -PAGE;
    const rest = last.length - given;
    const kept = rest > 0 ? [{ at: lower + given, length: rest }] : [];
    writeChain(n, owner, 'high', [...chain.slice(0, -1), ...kept]);
    for (let at = lower; at < lower + given; at += 2048) n.machine.setKey(at, USER_KEY << 4);
    n.machine.setWord(NUCON.freelowe, lower + given);
  }
}
