/** TEXT decks by hand: cards of 80 bytes as an assembler punches them. */
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { assemble } from '../../src/cms/assembler/assembler.js';
import { toEbcdic } from '../../src/shared/ebcdic.js';

/** An item of an ESD card: type, name, number (16-bit), address, length. */
export type Symbol = readonly [
  type: 'SD' | 'LD' | 'ER' | 'PC' | 'CM' | 'XD' | 'WX',
  name: string,
  id: number,
  address?: number,
  length?: number,
  alignment?: number,
];

const TYPES = { SD: 0, LD: 1, ER: 2, PC: 4, CM: 5, XD: 6, WX: 10 } as const;

function card(type: string): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(80).fill(0x40);
  bytes[0] = 2;
  bytes.set(toEbcdic(type), 1);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** ESD cards, one item each. */
export function esd(...symbols: readonly Symbol[]): Uint8Array[] {
  return symbols.map(([type, name, id, address = 0, length = 0, alignment = 0]) => {
    const { bytes, view } = card('ESD');
    view.setUint16(10, 16);
    if (type !== 'LD') view.setUint16(14, id);
    bytes.set(toEbcdic(name.padEnd(8)), 16);
    view.setUint32(24, (TYPES[type] << 24) | address);
    view.setUint32(28, (alignment << 24) | (type === 'LD' ? id : length));
    return bytes;
  });
}

/** TXT cards. */
export function txt(id: number, address: number, data: Uint8Array): Uint8Array[] {
  const cards: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 56) {
    const part = data.subarray(at, at + 56);
    const { bytes, view } = card('TXT');
    view.setUint32(4, (0x40 << 24) | (address + at));
    view.setUint16(10, part.length);
    view.setUint16(14, id);
    bytes.set(part, 16);
    cards.push(bytes);
  }
  return cards;
}

/** An RLD card for each constant: of, in, flags, address. */
export function rld(
  ...items: readonly (readonly [number, number, number, number])[]
): Uint8Array[] {
  return items.map(([of, place, flags, address]) => {
    const { bytes, view } = card('RLD');
    view.setUint16(10, 8);
    view.setUint16(16, of);
    view.setUint16(18, place);
    view.setUint32(20, (flags << 24) | address);
    return bytes;
  });
}

/** An END card; with an entry address when one is given. */
export function end(entry?: number, id = 1, length?: number): Uint8Array {
  const { bytes, view } = card('END');
  if (entry !== undefined) {
    view.setUint32(4, (0x40 << 24) | entry);
    view.setUint16(14, id);
  }
  if (length !== undefined) view.setUint32(24, length);
  return bytes;
}

/** A card with text, as it stands when it begins with a blank or a letter; `02` in front makes it an object card. */
export function statement(text: string): Uint8Array {
  const bytes = new Uint8Array(80).fill(0x40);
  bytes.set(toEbcdic(text.slice(0, 80)));
  if (text.startsWith('02')) {
    bytes.set(toEbcdic(text.slice(2, 80)), 1);
    bytes[0] = 2;
    bytes[text.length - 1] = 0x40;
  }
  return bytes;
}

/** A TEXT file. */
export function textFile(name: string, ...cards: (Uint8Array | Uint8Array[])[]): SourceFile {
  return { name, type: 'TEXT', records: cards.flat(), fixedLength: 80 };
}

/** The bytes of a program assembled at 0. */
export function code(...source: string[]): Uint8Array {
  const program = assemble([...source, '         END'].join('\n'));
  if (program.errors.length > 0) throw new Error(JSON.stringify(program.errors));
  return program.bytes;
}

/** A TEXT file of one section that begins at 0, with USING on register 12. */
export function program(name: string, ...source: string[]): SourceFile {
  const bytes = code(`${name.padEnd(8)} CSECT`, `         USING ${name},12`, ...source);
  return textFile(name, esd(['SD', name, 1, 0, bytes.length]), txt(1, 0, bytes), end(0));
}
