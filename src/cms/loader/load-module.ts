/**
 * Load modules as the linkage editor leaves them (OS/VS Linkage Editor Logic, "Record Formats"): a record of the composite
 * external symbol dictionary, then for each piece of text a control record, with the channel command word that would read
 * it, and the text; then records of the relocation dictionary. The module begins at 0.
 */
import { toEbcdic } from '../../shared/ebcdic.js';

/** First bytes of the records. */
const KIND = { symbols: 0x20, control: 0x01, relocation: 0x02 } as const;
/** The last record of a module, or of a segment, has this bit. */
const LAST = 0x08;
const HEAD = 16;
const CESD_ITEMS = 15;
/** Bytes of relocation data in a record. */
const RLD_BYTES = 240;
/** Bytes of text in a record. */
export const TEXT_BYTES = 4096;

/** A name of the module and where it is. */
export interface ModuleSymbol {
  readonly name: string;
  readonly section: boolean;
  readonly address: number;
  readonly length: number;
}

/** An address constant that moves with the module. */
export interface ModuleConstant {
  readonly at: number;
  readonly length: number;
  readonly negative: boolean;
}

/** What a record says. */
export type ModuleRecord =
  | { readonly kind: 'symbols' | 'other' }
  /** The next record is text that goes there; constants of the text before may be in the same record. */
  | {
      readonly kind: 'control';
      readonly at: number;
      readonly length: number;
      readonly constants: readonly ModuleConstant[];
    }
  | { readonly kind: 'relocation'; readonly constants: readonly ModuleConstant[] };

/** Records of the external symbol dictionary. */
export function encodeSymbols(symbols: readonly ModuleSymbol[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let from = 0; from < symbols.length; from += CESD_ITEMS) {
    const part = symbols.slice(from, from + CESD_ITEMS);
    const record = new Uint8Array(8 + part.length * 16);
    const view = new DataView(record.buffer);
    record[0] = KIND.symbols;
    view.setUint16(4, from + 1);
    view.setUint16(6, part.length * 16);
    part.forEach((one, i) => {
      const at = 8 + i * 16;
      record.set(toEbcdic(one.name.padEnd(8)), at);
      view.setUint32(at + 8, one.address);
      record[at + 8] = one.section ? 0 : 3;
      // a label has the number of its section; all of them are relocated with the first
      view.setUint32(at + 12, one.section ? one.length : 1);
    });
    out.push(record);
  }
  return out;
}

/** A control record for text, and the text. */
export function encodeText(at: number, bytes: Uint8Array, last: boolean): [Uint8Array, Uint8Array] {
  const record = new Uint8Array(HEAD + 4);
  const view = new DataView(record.buffer);
  record[0] = KIND.control | (last ? LAST | 0x04 : 0);
  view.setUint16(4, 4);
  view.setUint32(8, at);
  record[8] = 0x06;
  view.setUint16(14, bytes.length);
  view.setUint16(16, 1);
  view.setUint16(18, Math.min(bytes.length, 0xffff));
  return [record, bytes];
}

/** Records of the relocation dictionary: all constants are relocated by the beginning of the module. */
export function encodeRelocations(constants: readonly ModuleConstant[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  const most = (RLD_BYTES - 4) / 4;
  for (let from = 0; from < constants.length; from += most) {
    const part = constants.slice(from, from + most);
    const record = new Uint8Array(HEAD + 4 + part.length * 4);
    const view = new DataView(record.buffer);
    const last = from + most >= constants.length;
    record[0] = KIND.relocation | (last ? LAST | 0x04 : 0);
    view.setUint16(6, 4 + part.length * 4);
    view.setUint16(16, 1);
    view.setUint16(18, 1);
    part.forEach((one, i) => {
      const at = HEAD + 4 + i * 4;
      view.setUint32(at, one.at);
      const more = i + 1 < part.length ? 1 : 0;
      record[at] = ((one.length - 1) << 2) | (one.negative ? 2 : 0) | more;
    });
    out.push(record);
  }
  return out;
}

/** Reads a record that is no text; undefined when it makes no sense. */
export function decodeRecord(record: Uint8Array): ModuleRecord | undefined {
  if (record.length < 8) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const kind = record[0]!;
  if ((kind & 0xf0) === KIND.symbols) return { kind: 'symbols' };
  if ((kind & 0xf0) !== 0) return { kind: 'other' };
  if (record.length < HEAD) return undefined;
  const constants = (kind & KIND.relocation) === 0 ? [] : relocations(record, view);
  if (constants === undefined) return undefined;
  if ((kind & KIND.control) !== 0) {
    const [at, length] = [view.getInt32(8) & 0xffffff, view.getUint16(14)];
    return { kind: 'control', at, length, constants };
  }
  return (kind & KIND.relocation) === 0 ? undefined : { kind: 'relocation', constants };
}

function relocations(record: Uint8Array, view: DataView): ModuleConstant[] | undefined {
  const end = HEAD + view.getUint16(6);
  if (end > record.length) return undefined;
  const constants: ModuleConstant[] = [];
  let at = HEAD;
  let same = false;
  while (at + (same ? 4 : 8) <= end) {
    // numbers of what is relocated and where, unless they are those of the constant before
    if (!same) at += 4;
    const flags = record[at]!;
    const length = ((flags >> 2) & 3) + 1;
    constants.push({ at: view.getUint32(at) & 0xffffff, length, negative: (flags & 2) !== 0 });
    same = (flags & 1) !== 0;
    at += 4;
  }
  return at === end ? constants : undefined;
}
