/**
 * The cards of TEXT files (OS/VS Linkage Editor and Loader, "Input Conventions"; VM/370 CMS Command and Macro
 * Reference, "LOAD", "Loader Control Statements"): ESD, TXT, RLD and END of object decks, and the loader's own
 * REP, SLC, ICS, LDT, ENTRY and LIBRARY. Decks are hostile input: what does not parse is an invalid card.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';

/** Bytes of a card. */
export const CARD = 80;
/** First byte of object cards. */
const OBJECT = 0x02;

/** What an item of an ESD card is. */
export type EsdKind =
  'section' | 'label' | 'reference' | 'private' | 'common' | 'pseudo' | 'weak' | undefined;

/** Types of ESD items by code. */
const KINDS: readonly EsdKind[] = [
  'section',
  'label',
  'reference',
  undefined,
  'private',
  'common',
  'pseudo',
  undefined,
  undefined,
  undefined,
  'weak',
];

/** One item of an ESD card. */
export interface EsdItem {
  readonly kind: Exclude<EsdKind, undefined>;
  readonly name: string;
  /** Its number in the deck; of a label that of the section it is in. */
  readonly id: number;
  /** Assembled address. */
  readonly address: number;
  /** Alignment of a pseudo register: 0, 1, 3 or 7. */
  readonly alignment: number;
  readonly length: number;
}

/** One address constant of an RLD card. */
export interface RldItem {
  /** Number of the symbol whose value is added. */
  readonly of: number;
  /** Number of the section that the constant is in. */
  readonly in: number;
  readonly kind: 'address' | 'pseudo' | 'cumulative';
  readonly length: number;
  readonly negative: boolean;
  /** Assembled address. */
  readonly address: number;
}

/** A card. */
export type TextCard =
  | { readonly kind: 'esd'; readonly items: readonly EsdItem[] }
  | {
      readonly kind: 'txt';
      readonly id: number;
      readonly address: number;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'rld'; readonly items: readonly RldItem[] }
  | {
      readonly kind: 'end';
      /** Where the program begins. */
      readonly entry: { readonly id: number; readonly address: number } | undefined;
      readonly name: string;
      /** Length of the section that had none. */
      readonly length: number;
    }
  | {
      readonly kind: 'rep';
      readonly id: number;
      readonly address: number;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'slc'; readonly address: number; readonly name: string }
  | { readonly kind: 'ics'; readonly name: string; readonly length: number }
  | { readonly kind: 'ldt'; readonly name: string }
  | { readonly kind: 'entry'; readonly name: string; readonly text: string }
  /** Names that are never searched for. */
  | { readonly kind: 'library'; readonly names: readonly string[]; readonly text: string }
  /** A line with an asterisk in the first column. */
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'invalid'; readonly text: string };

const half = (card: Uint8Array, at: number): number => (card[at]! << 8) | card[at + 1]!;
const three = (card: Uint8Array, at: number): number =>
  (card[at]! << 16) | (card[at + 1]! << 8) | card[at + 2]!;

/** A name of eight bytes. */
export function nameAt(card: Uint8Array, at: number): string {
  return fromEbcdic(card.subarray(at, at + 8)).trimEnd();
}

/** Reads a card of 80 bytes. */
export function parseCard(card: Uint8Array): TextCard {
  const text = fromEbcdic(card).trimEnd();
  if (card[0] !== OBJECT) return control(text);
  switch (text.slice(1, 4)) {
    case 'ESD':
      return esd(card, text);
    case 'TXT': {
      const count = half(card, 10);
      if (count > 56) return invalid(text);
      const data = card.slice(16, 16 + count);
      return { kind: 'txt', id: half(card, 14), address: three(card, 5), data };
    }
    case 'RLD':
      return rld(card, text);
    case 'END': {
      const there = card[5] !== 0x40 || card[6] !== 0x40 || card[7] !== 0x40;
      const length = half(card, 24) === 0x4040 ? 0 : three(card, 25);
      const id = half(card, 14);
      return {
        kind: 'end',
        entry: there ? { id: id === 0x4040 ? 1 : id, address: three(card, 5) } : undefined,
        name: nameAt(card, 16),
        length: length === 0x404040 ? 0 : length,
      };
    }
    case 'REP':
      return rep(text);
    case 'SLC': {
      const name = nameAt(card, 16);
      const digits = text.slice(6, 12).trim();
      const address = digits === '' ? 0 : hex(digits);
      if (address === undefined || (digits === '' && name === '')) return invalid(text);
      return { kind: 'slc', address, name };
    }
    case 'ICS': {
      const name = nameAt(card, 16);
      const length = hex(text.slice(24, 28));
      return length === undefined || name === '' ? invalid(text) : { kind: 'ics', name, length };
    }
    case 'LDT':
      return { kind: 'ldt', name: nameAt(card, 16) };
    default:
      return invalid(text);
  }
}

/** What the load map shows of a card that is none. */
function invalid(text: string): TextCard {
  return { kind: 'invalid', text };
}

function hex(digits: string): number | undefined {
  return /^[0-9A-F]{1,6}$/.test(digits.trim()) ? Number.parseInt(digits.trim(), 16) : undefined;
}

function esd(card: Uint8Array, text: string): TextCard {
  const count = half(card, 10);
  if (count % 16 !== 0 || count > 48 || count === 0) return invalid(text);
  let id = half(card, 14);
  const items: EsdItem[] = [];
  for (let at = 16; at < 16 + count; at += 16) {
    const kind = KINDS[card[at + 8]!];
    if (kind === undefined) return invalid(text);
    const own = kind === 'label' ? three(card, at + 13) & 0xffff : id++;
    items.push({
      kind,
      name: nameAt(card, at),
      id: own,
      address: kind === 'reference' || kind === 'weak' ? 0 : three(card, at + 9),
      alignment: card[at + 12]!,
      length: kind === 'reference' || kind === 'weak' ? 0 : three(card, at + 13),
    });
  }
  return { kind: 'esd', items };
}

/** Flags of an RLD item. */
const RLD = { kind: 0xf0, negative: 0x02, same: 0x01 } as const;

function rld(card: Uint8Array, text: string): TextCard {
  const count = half(card, 10);
  if (count > 56) return invalid(text);
  const items: RldItem[] = [];
  let pointers: { of: number; in: number } | undefined;
  for (let at = 16; at < 16 + count;) {
    if (pointers === undefined) {
      if (at + 8 > 16 + count) return invalid(text);
      pointers = { of: half(card, at), in: half(card, at + 2) };
      at += 4;
    }
    if (at + 4 > 16 + count) return invalid(text);
    const flag = card[at]!;
    const kind = (flag & RLD.kind) >> 4;
    if (kind > 3) return invalid(text);
    items.push({
      ...pointers,
      kind: kind === 2 ? 'pseudo' : kind === 3 ? 'cumulative' : 'address',
      length: ((flag >> 2) & 3) + 1,
      negative: (flag & RLD.negative) !== 0,
      address: three(card, at + 1),
    });
    if ((flag & RLD.same) === 0) pointers = undefined;
    at += 4;
  }
  return { kind: 'rld', items };
}

function rep(text: string): TextCard {
  const address = hex(text.slice(6, 12));
  const id = hex(text.slice(14, 16));
  const fields = (text.slice(16, 70).split(' ')[0] ?? '').split(',');
  if (address === undefined || id === undefined) return invalid(text);
  if (fields.length > 11 || !fields.every((field) => /^[0-9A-F]{4}$/.test(field))) {
    return invalid(text);
  }
  const data = Uint8Array.from(fields.flatMap((f) => [hex(f.slice(0, 2))!, hex(f.slice(2))!]));
  return { kind: 'rep', id, address, data };
}

function control(text: string): TextCard {
  if (text.startsWith('*')) return { kind: 'comment', text };
  const entry = /^ ?ENTRY +([^\s,]{1,8})/.exec(text);
  if (entry !== null) return { kind: 'entry', name: entry[1]!, text };
  const library = /^ ?LIBRARY +\*? *\(([^)]*)\)/.exec(text);
  if (library !== null) {
    const names = library[1]!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && name.length <= 8);
    return { kind: 'library', names, text };
  }
  return invalid(text);
}
