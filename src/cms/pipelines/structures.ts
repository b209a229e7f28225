/**
 * Structures: names and types for parts of records (CMS Pipelines, "structure", "Input Range"). A definition begins with
 * `:name`; then come members: identifier, type and place. All of it is plain data.
 *
 *     :event
 *     id     X 5.4
 *     flag(4) U NEXT.1
 *     where  :place NEXT
 */
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD } from './pipe-set.js';
import type { FindStructure, Member, MemberType, Structure } from './structure.js';

/** Most structures of one scope, and most members of a structure. */
export const MOST_STRUCTURES = 500;
const MOST_MEMBERS = 1000;

const NAME = /^[A-Za-z@#$_][A-Za-z0-9@#$_]{0,31}$/;
const MEMBER = /^([A-Za-z@#$_][A-Za-z0-9@#$_]{0,31})(?:\((\d{1,6})\))?$/;
const TYPE = /^([BCDFPRUX])(?:\((\d{1,2})\))?$/i;
const PLACE = /^(?:(\d{1,7})|(N(?:E(?:X(?:T)?)?)?))(?:([-.;])(\d{1,7}|\*))?$/i;

interface Draft {
  readonly name: string;
  readonly members: Record<string, Member>;
  length: number;
  count: number;
}

/** Where a member is: its first byte and its length, undefined when only its beginning is said. */
function placeOf(word: string, draft: Draft): { at: number; length: number | undefined } {
  const match = PLACE.exec(word);
  if (match === null) throw new PipeFault(2012, word);
  const [, column, next, how, to] = match;
  const at = next === undefined ? Number(column) - 1 : draft.length;
  if (at < 0 || !Number.isFinite(at)) throw new PipeFault(2012, word);
  if (how === undefined) return { at, length: undefined };
  if (to === '*') return { at, length: Infinity };
  if (next !== undefined && how !== '.') throw new PipeFault(2012, word);
  const length = how === '.' ? Number(to) : Number(to) - at;
  if (length < 1 || at + length > MOST_RECORD) throw new PipeFault(2012, word);
  return { at, length };
}

/** Adds the member of three words (or two: characters); gives the words that are left. */
function addMember(draft: Draft, words: readonly string[], find: FindStructure): readonly string[] {
  const head = MEMBER.exec(words[0]!);
  if (head === null) throw new PipeFault(2012, words[0]!);
  const name = head[1]!.toUpperCase();
  if (Object.hasOwn(draft.members, name)) throw new PipeFault(2013, name, draft.name);
  if (++draft.count > MOST_MEMBERS) throw new PipeFault(2012, words[0]!);
  let rest = words.slice(1);
  let inner: Structure | undefined;
  let type: MemberType = 'C';
  let scale = 0;
  const kind = TYPE.exec(rest[0] ?? '');
  if (rest[0]?.startsWith(':') === true) {
    inner = find(rest[0].slice(1).toUpperCase());
    if (inner === undefined) throw new PipeFault(2009, rest[0].slice(1).toUpperCase());
    rest = rest.slice(1);
  } else if (kind !== null) {
    type = kind[1]!.toUpperCase() as MemberType;
    scale = Number(kind[2] ?? 0);
    if (scale > 0 && type !== 'P') throw new PipeFault(2012, rest[0]!);
    rest = rest.slice(1);
  }
  if (rest[0] === undefined) throw new PipeFault(2012, words[0]!);
  const { at, length = inner?.length ?? 1 } = placeOf(rest[0], draft);
  const bound = Number(head[2] ?? 0);
  const endless = length === Infinity && (head[2] !== undefined || at >= MOST_RECORD);
  if (endless || (head[2] !== undefined && bound < 1)) throw new PipeFault(2012, words[0]!);
  const end = at + length * Math.max(bound, 1);
  if (end > MOST_RECORD && end !== Infinity) throw new PipeFault(2012, words[0]!);
  draft.members[name] = { type, scale, structure: inner?.name ?? '', at, length, bound };
  draft.length = Math.max(draft.length, end);
  return rest.slice(1);
}

/**
 * Reads definitions: lines, of which those with an asterisk in front are comments.
 * @param find - structures that there are already, which members may be
 * @returns the structures in their order; throws a PipeFault
 */
export function readStructures(lines: readonly string[], find: FindStructure): Structure[] {
  const found: Structure[] = [];
  const known: FindStructure = (name) => found.find((one) => one.name === name) ?? find(name);
  let draft: Draft | undefined;
  const finish = (): void => {
    if (draft === undefined) return;
    if (draft.count === 0) throw new PipeFault(2012, `:${draft.name}`);
    found.push({ name: draft.name, members: draft.members, length: draft.length });
  };
  for (const line of lines) {
    let words: readonly string[] = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]!.startsWith('*')) continue;
    if (words[0]!.startsWith(':')) {
      finish();
      const name = words[0]!.slice(1).toUpperCase();
      if (!NAME.test(name)) throw new PipeFault(2012, words[0]!);
      if (found.some((one) => one.name === name)) throw new PipeFault(2010, name);
      draft = { name, members: {}, length: 0, count: 0 };
      words = words.slice(1);
    }
    if (draft === undefined) throw new PipeFault(2012, words[0]!);
    while (words.length > 0) words = addMember(draft, words, known);
  }
  finish();
  return found;
}

/** The definition of a structure as lines. */
export function structureLines({ name, members }: Structure): string[] {
  const lines = Object.entries(members).map(([member, one]) => {
    const head = one.bound > 0 ? `${member}(${one.bound})` : member;
    const type =
      one.structure !== '' ? `:${one.structure}` : one.scale > 0 ? `P(${one.scale})` : one.type;
    const length = one.length === Infinity ? '*' : String(one.length);
    return `${head} ${type} ${one.at + 1}${length === '*' ? '-' : '.'}${length}`;
  });
  return [`:${name}`, ...lines];
}

/** A part of a name: a member, and what stands in parentheses behind it. */
export interface Segment<T> {
  readonly name: string;
  readonly subscript: T | undefined;
}

/** Where a member is; what is added for each subscript; its type. */
export interface Located<T> {
  readonly at: number;
  readonly length: number;
  readonly type: MemberType;
  readonly scale: number;
  readonly steps: readonly {
    readonly stride: number;
    readonly bound: number;
    readonly subscript: T;
  }[];
}

/** Goes down from a structure by the names of members. Throws a PipeFault. */
export function locateMember<T>(
  structure: Structure,
  segments: readonly Segment<T>[],
  find: FindStructure,
): Located<T> {
  let within: Structure | undefined = structure;
  let place: Located<T> = { at: 0, length: structure.length, type: 'C', scale: 0, steps: [] };
  for (const { name, subscript } of segments) {
    const members: Structure['members'] = within?.members ?? {};
    const member: Member | undefined = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) throw new PipeFault(2011, name, within?.name ?? structure.name);
    const { bound, length: stride, type, scale } = member;
    if (subscript !== undefined && bound === 0) throw new PipeFault(2014, name);
    // an array without subscript is all of its elements
    const whole = bound > 0 && subscript === undefined;
    place = {
      at: place.at + member.at,
      length: whole ? stride * bound : stride,
      type: whole ? 'C' : type,
      scale,
      steps: subscript === undefined ? place.steps : [...place.steps, { stride, bound, subscript }],
    };
    within = member.structure === '' || whole ? undefined : find(member.structure);
  }
  return place;
}

/** Names with numbers as subscripts: `a.b(2).c`. Throws a PipeFault. */
export function segmentsOf(text: string): Segment<number>[] {
  return text.split('.').map((part) => {
    const match = MEMBER.exec(part);
    if (match === null) throw new PipeFault(2014, part);
    const subscript = match[2] === undefined ? undefined : Number(match[2]);
    return { name: match[1]!.toUpperCase(), subscript };
  });
}

/** Where names are looked for: structures, and the one whose members need no name in front (QUALIFY). */
export interface Naming {
  readonly find: FindStructure;
  /** First byte from 0 of that one in the record. */
  readonly qualifier?: { readonly structure: Structure; readonly at: number } | undefined;
}

/** Where a member is in a record: of the structure of QUALIFY, or of the one that it names. Throws a PipeFault. */
export function resolveMember<T>(
  segments: readonly Segment<T>[],
  { find, qualifier }: Naming,
): Located<T> {
  const first = segments[0]!;
  if (qualifier !== undefined) {
    const { structure, at } = qualifier;
    const named = first.name === structure.name && segments.length > 1;
    const own = Object.hasOwn(structure.members, first.name);
    if (own || named || segments.length === 1) {
      const path = own || !named ? segments : segments.slice(1);
      const found = locateMember(structure, path, find);
      return { ...found, at: found.at + at };
    }
  }
  const structure = find(first.name);
  if (structure === undefined) throw new PipeFault(2009, first.name);
  return locateMember(structure, segments.slice(1), find);
}

/** First byte of a member whose subscripts are known. Throws a PipeFault when one is not of an element. */
export function elementAt<T>(place: Located<T>, valueOf: (subscript: T) => number): number {
  let { at } = place;
  for (const { stride, bound, subscript } of place.steps) {
    const value = valueOf(subscript);
    if (!Number.isInteger(value) || value < 1 || value > bound)
      throw new PipeFault(2015, value, bound);
    at += (value - 1) * stride;
  }
  return at;
}
