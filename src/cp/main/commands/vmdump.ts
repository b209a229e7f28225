/**
 * VMDUMP [range ...] [TO user|*|SYSTEM] [FORMAT type] [DSS] [*text]: storage and registers as a spool file of a reader,
 * for programs that analyse dumps (VM/370 "CP Command Reference", VMDUMP). The machine stands still meanwhile. The
 * records of the file are described in vmdump-records.ts.
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { fullTime } from '../time-text.js';
import { addressSpace, rangeOf } from './guest-addresses.js';
import type { AddressRange, AddressSpace } from './guest-addresses.js';
import { abbreviates, useridOf } from '../operands.js';
import { spoolOf } from './spool-operands.js';
import { blockRecord, informationRecord, processorRecord } from './vmdump-records.js';

const MODULE = 'VMD';
/** Areas that one command names. */
const MOST_AREAS = 3;
/** Characters of the text behind an asterisk. */
const LONGEST_TEXT = 100;
const PAGE = 4096;
const BLOCK = 2048;
/** Blocks that are read in one go. */
const AT_A_TIME = 64;
const LAST_ADDRESS = 0xffffff;
/** Who gets a dump for the system: the first of these that the directory has. */
const SYSTEM_USERS = ['OPERATNS', 'OPERATOR'];

/** What is asked for. */
interface Wanted {
  readonly areas: readonly string[];
  readonly segments: boolean;
  readonly owner: string;
  readonly type: string;
  readonly text: string;
}

/** Reads the operands; a return code when something has been said. */
function read(context: ControlContext, all: string): Wanted | number {
  const star = /(^| )\*(?! |$)/.exec(all);
  const text = star === null ? '' : all.slice(star.index).trim().slice(1);
  if (text.length > LONGEST_TEXT) return say(context, MODULE, 26);
  const words = (star === null ? all : all.slice(0, star.index)).toUpperCase().match(/\S+/g) ?? [];
  const areas: string[] = [];
  let owner: string | undefined;
  let type = 'CP';
  let segments = false;
  for (let n = 0; n < words.length; n++) {
    const word = words[n]!;
    if (word === 'TO' || word === 'SYSTEM') {
      const name = word === 'TO' ? words[++n] : word;
      if (owner !== undefined) return say(context, MODULE, 13, word);
      const found = receiver(context, name);
      if (typeof found === 'number') return found;
      owner = found;
    } else if (abbreviates(word, 'FORMAT', 4)) {
      const name = words[++n];
      if (name === undefined || name.length > 8) return say(context, MODULE, 26);
      type = name;
    } else if (word === 'DSS') segments = true;
    else areas.push(word);
  }
  if (areas.length > MOST_AREAS) return say(context, MODULE, 2, areas[MOST_AREAS]!.slice(0, 64));
  return { areas, segments, owner: owner ?? context.user.userid, type, text };
}

/** Whose reader gets the dump. */
function receiver(context: ControlContext, word: string | undefined): string | number {
  const { cp, user } = context;
  if (word === '*') return user.userid;
  if (word === 'SYSTEM') {
    return SYSTEM_USERS.find((name) => cp.directory.find(name) !== undefined) ?? user.userid;
  }
  const userid = useridOf(word);
  if (userid === undefined) return say(context, MODULE, 20);
  return cp.directory.find(userid) === undefined ? say(context, MODULE, 53, userid) : userid;
}

/** The areas, in whole pages. */
function areasOf(
  context: ControlContext,
  space: AddressSpace,
  { areas, segments }: Wanted,
): readonly AddressRange[] | number {
  const ranges: AddressRange[] = [];
  for (const area of areas.length === 0 ? [''] : areas) {
    const range = rangeOf(context, MODULE, area, '', space);
    if (typeof range === 'number') return range;
    ranges.push({ first: range.first & ~(PAGE - 1), last: range.last | (PAGE - 1) });
  }
  if (segments) ranges.push({ first: space.last + 1, last: LAST_ADDRESS });
  return ranges;
}

/** The records of a dump, so many at a time; ends early when the machine went on. */
function* records(
  context: ControlContext,
  { type, text }: Wanted,
  space: AddressSpace,
  ranges: readonly AddressRange[],
): Generator<readonly Uint8Array[]> {
  const { user, cp } = context;
  const time = fullTime(cp.clock.now(), cp.zone);
  const processors = user.memory.processors;
  const size = user.storageSize;
  const { userid } = user;
  yield [
    informationRecord({ userid, type, time, size, processors: processors.length, text }),
    ...processors.map((address) => processorRecord(user.memory.processor(address))),
  ];
  const seen = new Set<number>();
  let some: Uint8Array[] = [];
  let looked = 0;
  for (const { first, last } of ranges) {
    for (let at = first; at <= last; at += BLOCK) {
      if (seen.has(at)) continue;
      seen.add(at);
      const record = blockRecord(space, at);
      if (record !== undefined) some.push(record);
      if (++looked % AT_A_TIME !== 0) continue;
      yield some;
      some = [];
    }
  }
  yield some;
}

async function dump(context: ControlContext, wanted: Wanted): Promise<number> {
  const { user, cp } = context;
  // absolute storage is what a dump shows
  const space = addressSpace(context, 'N');
  const ranges = areasOf(context, space, wanted);
  if (typeof ranges === 'number') return ranges;
  const { generation } = user;
  const stands = (): boolean => user.generation === generation && user.stopped && !user.ending;
  const { owner, type } = wanted;
  const written = await spoolOf(cp).enterRecords(
    { owner, origin: user.userid, class: 'V', name: 'VMDUMP', type },
    records(context, wanted, space, ranges),
    stands,
  );
  switch (written) {
    case 'done':
      context.respond('Command complete');
      return 0;
    case 'no-room':
      return say(context, MODULE, 428, owner);
    case 'given-up':
      return say(context, MODULE, 181, 'VMDUMP');
  }
}

/** VMDUMP. */
export const vmdump: ControlCommand = {
  name: 'VMDUMP',
  minimum: 6,
  classes: 'G',
  async run(context, operands) {
    const wanted = read(context, operands.text);
    if (typeof wanted === 'number') return wanted;
    try {
      return (await context.user.whileStopped(() => dump(context, wanted))) ?? 0;
    } catch (error) {
      context.cp.operator(`VMDUMP OF ${context.user.userid}: ${String(error)}`);
      return say(context, MODULE, 426);
    }
  },
};
