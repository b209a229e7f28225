/**
 * Control sections, dummy sections, common and external names with their location counters (GC33-4010, "Program
 * Sectioning and Linking"). Plain data; a section's number is its place in the list, from 1.
 */
import { fail, place } from './value.js';
import type { Value } from './value.js';

/** Storage is 16 MiB; no section goes beyond. */
export const MOST_STORAGE = 0x1000000;

/** What a name stands for: a control section (SD, or PC without a name), common, dummy, external name, pseudo register. */
export type SectionKind = 'SD' | 'PC' | 'CM' | 'DSECT' | 'ER' | 'WX' | 'XD';

/** One of them. */
export interface Section {
  readonly name: string;
  readonly kind: SectionKind;
  location: number;
  high: number;
  /** Address of its first byte, known when all lengths are. */
  base: number;
  /** Number in the external symbol dictionary; 0 for dummy sections. */
  readonly id: number;
  /** Of XD: boundary, less one. */
  boundary: number;
}

/** All of a program. */
export interface Sections {
  readonly list: Section[];
  /** Numbers by name: of sections, and of external names. */
  readonly own: Map<string, number>;
  readonly external: Map<string, number>;
  /** Highest number of the external symbol dictionary. */
  ids: number;
  /** Number of the present one; 0 before the first. */
  current: number;
  origin: number;
}

/** None yet. */
export function newSections(): Sections {
  return { list: [], own: new Map(), external: new Map(), ids: 0, current: 0, origin: 0 };
}

/** Whether a kind has bytes in the object deck. */
export function hasText(kind: SectionKind): boolean {
  return kind === 'SD' || kind === 'PC';
}

/** START: where the first control section lies. */
export function setOrigin(sections: Sections, address: number): void {
  if (sections.list.some((one) => hasText(one.kind))) fail(164);
  if (address < 0 || address >= MOST_STORAGE) fail(164);
  sections.origin = (address + 7) & ~7;
}

/** Number of the section with this name; 0 when there is none. External names are not looked at unless asked for. */
export function sectionNamed(sections: Sections, name: string, external = false): number {
  return (external ? sections.external : sections.own).get(name) ?? 0;
}

/** Adds a name. */
export function addSection(
  sections: Sections,
  name: string,
  kind: SectionKind,
  boundary = 0,
): number {
  const id = kind === 'DSECT' ? 0 : ++sections.ids;
  sections.list.push({ name, kind, location: 0, high: 0, base: 0, id, boundary });
  const names = ['ER', 'WX', 'XD'].includes(kind) ? sections.external : sections.own;
  if (!names.has(name)) names.set(name, sections.list.length);
  return sections.list.length;
}

/** Begins or goes on with a section; the value of its name. */
export function enterSection(sections: Sections, name: string, kind: SectionKind): Value {
  const found = sectionNamed(sections, name);
  const known = sections.list[found - 1];
  if (known !== undefined && known.kind !== kind) fail(196, name);
  sections.current = found > 0 ? found : addSection(sections, name, kind);
  return place(sections.current, 0);
}

function section(sections: Sections): Section {
  if (sections.current === 0) enterSection(sections, '', 'PC');
  return sections.list[sections.current - 1]!;
}

/** The location counter. */
export function here(sections: Sections, length = 1): Value {
  const { location } = section(sections);
  return place(sections.current, location, length);
}

/** Moves the location counter. */
export function move(sections: Sections, location: number): void {
  const one = section(sections);
  if (location < 0 || location > MOST_STORAGE) fail(246);
  one.location = location;
  one.high = Math.max(one.high, location);
}

/** Moves the location counter on. */
export function advance(sections: Sections, bytes: number): void {
  move(sections, section(sections).location + bytes);
}

/** Moves the location counter to a boundary. */
export function align(sections: Sections, boundary: number): void {
  const { location } = section(sections);
  move(sections, Math.ceil(location / boundary) * boundary);
}

/** ORG without an operand: behind everything so far. */
export function toHighest(sections: Sections): void {
  move(sections, section(sections).high);
}

/** Lays the control sections one behind the other; returns the bytes of all. */
export function layOutSections(sections: Sections): number {
  for (const one of sections.list) {
    const dummy =
      one.kind === 'XD' ? sections.list[sectionNamed(sections, one.name) - 1] : undefined;
    if (dummy?.kind === 'DSECT') one.high = dummy.high;
  }
  let next = sections.origin;
  let end = next;
  for (const one of sections.list) {
    if (!hasText(one.kind)) continue;
    one.base = next;
    end = next + one.high;
    next = (end + 7) & ~7;
  }
  if (end > MOST_STORAGE) fail(246);
  return end - sections.origin;
}

/** The address of a value of at most one section; of a dummy section and of an absolute value the number itself. */
export function addressOf(sections: Sections, value: Value): number {
  return value.sections.reduce((sum, one) => {
    const { base } = sections.list[Math.abs(one) - 1]!;
    return sum + (one > 0 ? base : -base);
  }, value.value);
}
