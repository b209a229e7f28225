/**
 * The TEXT deck: ESD, TXT, RLD and END cards (VM/370 Data Areas; OS/VS Assembler Programmer's Guide, GC33-4021,
 * "Object Deck Output").
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { hasText } from './sections.js';
import type { AssemblyState, EsdItem, RelocationEntry } from './state.js';
import { addressOf } from './sections.js';
import { entryValue } from './symbols.js';

/** Bytes of text on a card, and of relocation data. */
const TEXT_BYTES = 56;

/** Adds a card: name in columns 2-4, deck name and number at its end. */
function card(state: AssemblyState, name: string, fields: (bytes: Uint8Array) => void): void {
  const bytes = new Uint8Array(80).fill(0x40);
  bytes[0] = 0x02;
  bytes.set(toEbcdic(name), 1);
  fields(bytes);
  putCard(state, bytes, true);
}

/** A card as it is, or with its deck name and number. */
export function putCard(state: AssemblyState, bytes: Uint8Array, numbered: boolean): void {
  if (numbered) {
    state.cards++;
    const digits = 8 - state.deckName.length;
    const number = digits === 0 ? '' : String(state.cards).padStart(digits, '0').slice(-digits);
    bytes.set(toEbcdic(state.deckName + number), 72);
  }
  state.deck.push(bytes);
}

/** A SYM card with this text. */
export function putSymbolCard(state: AssemblyState, text: readonly number[]): void {
  card(state, 'SYM', (bytes) => {
    put(bytes, 10, text.length, 2);
    bytes.set(text, 16);
  });
}

function put(bytes: Uint8Array, at: number, value: number, length: number): void {
  for (let i = 0; i < length; i++) bytes[at + i] = (value >>> (8 * (length - 1 - i))) & 0xff;
}

const TYPES = { SD: 0, LD: 1, ER: 2, PC: 4, CM: 5, XD: 6, WX: 10 } as const;

/** Entries that are looked at in one go. */
export const ENTRIES = 64;

/** The next items of the external symbol dictionary: some entries that stand behind section `at`, or else that section. */
export function nextItems(
  state: AssemblyState,
  at: number,
  entries: number,
): EsdItem[] | undefined {
  let end = entries;
  while (end - entries < ENTRIES && state.entries[end]?.behind === at) end++;
  if (end > entries) return entryItems(state, entries, end);
  return at < state.sections.list.length ? sectionItems(state, at, at + 1) : undefined;
}

function sectionItems(state: AssemblyState, from: number, to: number): EsdItem[] {
  return state.sections.list.slice(from, to).flatMap((one) => {
    const { kind, name, id, boundary } = one;
    if (kind === 'DSECT') return [];
    const sized = hasText(kind) || kind === 'CM' || kind === 'XD';
    const length = sized ? one.high : 0;
    return [{ name, type: kind, id, address: one.base, length, owner: 0, boundary }];
  });
}

function entryItems(state: AssemblyState, from: number, to: number): EsdItem[] {
  return state.entries.slice(from, to).flatMap(({ name, statement }) => {
    const value = entryValue(state, name, statement);
    if (value === undefined) return [];
    const owner = state.sections.list[value.sections[0]! - 1]!.id;
    const address = addressOf(state.sections, value);
    return [{ name, type: 'LD', id: 0, address, length: 0, owner, boundary: 0 }];
  });
}

/** The ESD cards: up to three items each. */
export function putEsd(state: AssemblyState, items: readonly EsdItem[]): void {
  for (let at = 0; at < items.length; at += 3) {
    const part = items.slice(at, at + 3);
    card(state, 'ESD', (bytes) => {
      put(bytes, 10, 16 * part.length, 2);
      const first = part.find((one) => one.id > 0);
      if (first !== undefined) put(bytes, 14, first.id, 2);
      part.forEach((one, i) => {
        const to = 16 + 16 * i;
        bytes.set(toEbcdic(one.name.padEnd(8)), to);
        bytes[to + 8] = TYPES[one.type];
        put(bytes, to + 9, one.address, 3);
        if (one.type === 'ER' || one.type === 'WX') return;
        if (one.type === 'XD') bytes[to + 12] = one.boundary;
        put(bytes, to + 13, one.type === 'LD' ? one.owner : one.length, 3);
      });
    });
  }
}

/** Text: cards are filled as long as bytes follow each other in a section. */
export function putText(state: AssemblyState, section: number, at: number, data: Uint8Array): void {
  const owner = state.sections.list[section - 1]!;
  if (state.image !== undefined) {
    const to = owner.base + at - state.sections.origin;
    state.image.bytes.set(data.subarray(0, state.image.bytes.length - to), to);
    return;
  }
  for (const [i, byte] of data.entries()) {
    const open = state.card;
    const follows =
      open?.section === section &&
      open.at + open.bytes.length === at + i &&
      open.bytes.length < TEXT_BYTES;
    if (follows) open.bytes.push(byte);
    else {
      flushText(state);
      state.card = { section, at: at + i, bytes: [byte] };
    }
  }
}

/** Puts out the card that is being filled. */
export function flushText(state: AssemblyState): void {
  const open = state.card;
  state.card = undefined;
  if (open === undefined) return;
  const { base, id } = state.sections.list[open.section - 1]!;
  card(state, 'TXT', (bytes) => {
    put(bytes, 5, base + open.at, 3);
    put(bytes, 10, open.bytes.length, 2);
    put(bytes, 14, id, 2);
    bytes.set(open.bytes, 16);
  });
}

/** The RLD cards for some entries, which are sorted; items of the same sections after each other share them. */
export function putRelocations(state: AssemblyState, entries: readonly RelocationEntry[]): void {
  const id = (section: number): number => state.sections.list[section - 1]?.id ?? 0;
  const open = state.dictionary;
  for (const entry of entries) {
    const key = `${String(entry.relative)} ${String(entry.position)}`;
    if (open.data.length + (key === open.before ? 4 : 8) > TEXT_BYTES) flushRelocations(state);
    const { data } = open;
    if (key === open.before) data[open.last]! |= 1;
    else {
      const [of, at] = [id(entry.relative), id(entry.position)];
      // numbers above 255 need both bytes
      data.push(of >> 8, of & 0xff, at >> 8, at & 0xff);
    }
    open.last = data.length;
    const { flag, address } = entry;
    data.push(flag, (address >> 16) & 0xff, (address >> 8) & 0xff, address & 0xff);
    open.before = key;
  }
}

/** Puts out the RLD card that is being filled. */
export function flushRelocations(state: AssemblyState): void {
  const { data } = state.dictionary;
  state.dictionary.data = [];
  state.dictionary.before = '';
  if (data.length === 0) return;
  card(state, 'RLD', (out) => {
    put(out, 10, data.length, 2);
    out.set(data, 16);
  });
}

/** The END card, with the entry point when END names one. */
export function putEnd(state: AssemblyState): void {
  card(state, 'END', (bytes) => {
    const { entry } = state;
    if (entry?.sections.length === 1) {
      const owner = state.sections.list[entry.sections[0]! - 1]!;
      if (hasText(owner.kind)) {
        put(bytes, 5, addressOf(state.sections, entry), 3);
        put(bytes, 14, owner.id, 2);
      } else if (owner.kind === 'ER') bytes.set(toEbcdic(owner.name.padEnd(8)), 16);
    }
    bytes.set(toEbcdic(`1VMTSASM   0100${state.options.julian}`), 32);
  });
}
