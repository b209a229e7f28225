/**
 * STOW (SVC 21; OS/VS Data Management Macro Instructions, "STOW"), and members that a program writes into a macro library:
 * they are kept until CLOSE, which writes the library anew with all of them. A program that ends before that has changed
 * nothing.
 */
import type { Frame, StepContext, StepResult } from '../command.js';
import { fileCommand } from '../commands/command-fault.js';
import { fetchOf } from '../functions/caller-list.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import { MOST_MEMBERS } from '../maclib/maclib.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import type { LibrarySource } from '../maclib/library-state.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';
import { callerRegister } from './caller.js';
import type { MemberOutput, OpenDcb } from './os-state.js';

const MODULE = 'SVT';
/** Most records of members that are kept. */
const MOST_RECORDS = 10_000;
/** Return codes. */
const RC = { there: 4, notThere: 8, full: 12, error: 16, notOpen: 20 } as const;
const ALIAS = 0x80;

/** What is to become of a library, before anything is known of it. */
export function newMemberOutput(): MemberOutput {
  return {
    ...{ records: [], size: 0, old: undefined, sources: undefined },
    ...{ changed: false, rewriting: undefined },
  };
}

/** Keeps a record of the member that is being written; false when they are too many. */
export function putMemberRecord(members: MemberOutput, data: Uint8Array): boolean {
  if (members.size >= MOST_RECORDS) return false;
  const card = new Uint8Array(80).fill(0x40);
  card.set(data.subarray(0, 80));
  members.records.push(card);
  members.size++;
  return true;
}

/** The members of the library; `more` when it has still to be read, `damaged` when it is none. */
function sourcesOf(
  context: StepContext,
  dcb: OpenDcb,
  members: MemberOutput,
): LibrarySource[] | 'more' | 'damaged' {
  if (members.sources !== undefined) return members.sources;
  if (members.old === undefined) {
    const { name, mode } = dcb.definition;
    const old = openLibrary(context, name, mode.charAt(0));
    if (old === 'damaged') return 'damaged';
    if (old === undefined) return (members.sources = []);
    members.old = old;
  }
  if (!readDirectory(context, members.old)) return 'more';
  const old = [...members.old.members.values()].sort((a, b) => a.record - b.record);
  members.sources = old.map((member) => ({ kind: 'old', member }));
  return members.sources;
}

/** Where a name stands: its source, and whether it is an alias of it. */
function find(sources: readonly LibrarySource[], name: string): number {
  return sources.findIndex((one) =>
    one.kind === 'old'
      ? one.member.name === name
      : one.name === name || one.aliases?.includes(name) === true,
  );
}

/** Takes a name away; what has no other name goes with it. */
function drop(sources: LibrarySource[], name: string): void {
  const at = find(sources, name);
  const one = sources[at];
  if (one === undefined) return;
  const aliases = one.kind === 'new' ? (one.aliases ?? []) : [];
  if (one.kind === 'old' || aliases.length === 0) sources.splice(at, 1);
  else if (one.name !== name) {
    sources[at] = { ...one, aliases: aliases.filter((other) => other !== name) };
  } else sources[at] = { ...one, name: aliases[0]!, aliases: aliases.slice(1) };
}

/** What was written becomes a member, or gets one more name. */
function add(members: MemberOutput, sources: LibrarySource[], name: string, alias: boolean): void {
  const last = sources.at(-1);
  if (alias && members.records.length === 0 && last?.kind === 'new') {
    sources[sources.length - 1] = { ...last, aliases: [...(last.aliases ?? []), name] };
  } else {
    sources.push({ kind: 'new', name, lines: members.records });
    members.records = [];
  }
  members.changed = true;
}

/** Another name for one. */
function rename(sources: LibrarySource[], from: string, to: string): void {
  const at = find(sources, from);
  const one = sources[at]!;
  if (one.kind === 'old') sources[at] = { kind: 'old', member: { ...one.member, name: to } };
  else if (one.name === from) sources[at] = { ...one, name: to };
  else {
    const aliases = (one.aliases ?? []).map((other) => (other === from ? to : other));
    sources[at] = { ...one, aliases };
  }
}

function nameAt(context: StepContext, at: number): string {
  return fromEbcdic(fetchOf(context, at, 8)).trimEnd();
}

/** Register 0: the list, register 1: the DCB; their signs say what is done. */
function stow(context: StepContext): StepResult {
  const [list, block] = [callerRegister(context, 0), callerRegister(context, 1)];
  const address = Math.abs(block) & 0xffffff;
  const dcb = context.cms.os.open.find((one) => one.address === address);
  if (dcb?.members === undefined) return { rc: RC.notOpen };
  const { members } = dcb;
  const sources = sourcesOf(context, dcb, members);
  if (sources === 'more') return { effect: { kind: 'work' }, frame: {}, cost: 700 };
  if (sources === 'damaged') return { rc: RC.error };
  const at = Math.abs(list) & 0xffffff;
  const name = nameAt(context, at);
  const there = find(sources, name) >= 0;
  if (list < 0 && block >= 0) {
    if (!there) return { rc: RC.notThere };
    drop(sources, name);
    members.changed = true;
    return { rc: 0 };
  }
  if (list < 0) {
    const to = nameAt(context, at + 8);
    if (!there) return { rc: RC.notThere };
    if (find(sources, to) >= 0) return { rc: RC.there };
    rename(sources, name, to);
    members.changed = true;
    return { rc: 0 };
  }
  if (there && block >= 0) return { rc: RC.there };
  if (!there && sources.length >= MOST_MEMBERS) return { rc: RC.full };
  const alias = (fetchOf(context, at + 11, 1)[0]! & ALIAS) !== 0;
  if (there) drop(sources, name);
  add(members, sources, name, alias);
  return { rc: there || block >= 0 ? 0 : RC.notThere };
}

/** How far CLOSE is with the members of a block. */
export type ClosingMembers = 'more' | 'done' | 'damaged' | 'nothing';

/** Writes the library; `done` when the change is only to be committed. */
export function closeMembers(
  context: StepContext,
  dcb: OpenDcb,
  members: MemberOutput,
): ClosingMembers {
  if (members.rewriting === undefined) {
    const { member, name, mode } = dcb.definition;
    const open = member !== undefined && members.records.length > 0;
    if (!open && !members.changed) return 'nothing';
    const sources = sourcesOf(context, dcb, members);
    if (typeof sources === 'string') return sources;
    if (open) {
      drop(sources, member);
      add(members, sources, member, false);
    }
    const { old } = members;
    const library = { module: 'SOP', name, letter: mode.charAt(0), old, sources };
    members.rewriting = startRewriting(context, { ...library, type: 'MACLIB' });
  }
  return rewriteSome(context, members.rewriting) ? 'done' : 'more';
}

/** STOW, as a command whose name begins with an asterisk: the library is written anew in steps. */
export const stowRoutine = fileCommand(
  '*STOW',
  5,
  MODULE,
  stow,
  (_frame: Frame, _answer, context) => stow(context),
);
