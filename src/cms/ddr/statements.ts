/** Control statements of DDR (VM/370 CMS Command and Macro Reference, "DDR"). Columns 1 to 71 count. */
import { isForm } from '../abbreviation.js';
import { ddrMessage, type DdrMessage } from './messages-table.js';

/** A disk or a drive. */
export type Unit = {
  readonly device: number;
  readonly kind: 'disk' | 'tape';
  /** What the statement says that it is: FB-512, 3330, 3420... */
  readonly type: string;
  /** Label that is expected; SCRATCH: none is looked for; undefined: it is asked whether it is the right one. */
  readonly volume: string | undefined;
  /** Of a drive: another one, on which the next reel is. */
  readonly alternate?: number | undefined;
  /** Files of the tape that are passed. */
  readonly skip: number;
  readonly after: 'rewind' | 'unload' | 'leave';
};

/** Blocks from one to another, and where the first of them goes. */
export type Extent = { readonly from: number; readonly to: number; readonly out: number };

/** What a statement says. */
export type Statement =
  | { readonly kind: 'input' | 'output'; readonly unit: Unit }
  /** What PRINT shows is typed; or printed on the printer, whatever its address. */
  | { readonly kind: 'sysprint'; readonly console: boolean }
  | { readonly kind: 'prompts'; readonly on: boolean }
  | {
      readonly kind: 'dump' | 'copy' | 'restore';
      /** `all`, what only volumes of CP have, or the first extent when the statement has one. */
      readonly extents: 'all' | 'cpvol' | 'nucleus' | readonly Extent[];
    }
  | {
      readonly kind: 'type' | 'print';
      /** A block or two, or cylinder, head and record; the same behind TO. */
      readonly from: readonly number[];
      readonly to: readonly number[] | undefined;
    }
  | { readonly kind: 'extent'; readonly extent: Extent };

/** Ends a statement. */
export class DdrFault extends Error {
  readonly line: string;
  constructor(number: DdrMessage, ...fill: readonly string[]) {
    const line = ddrMessage(number, ...fill);
    super(line);
    this.line = line;
  }
}

/** Disks of blocks, and of tracks with the names of their models; DASD is any. */
const BLOCK_DISKS = /^(FB-512|9332|9335|9336|3310|3370|0671|DASD)$/;
const TRACK_DISKS = /^(2314|2319|3330(-1|-11)?|3340(-35|-70)?|3350|DASD)$/;
const TAPES = /^(24[01]0|2415|2420|3410|3411|3420|3422|3430|3480|3490|3590|8809|9347|9348|TAPE)$/;

const hex = (word: string): number =>
  /^[0-9A-F]{1,4}$/.test(word) ? Number.parseInt(word, 16) : 0;

function unitOf(words: readonly string[]): Unit {
  const [address = '', type = '', ...rest] = words;
  const device = hex(address);
  if (device === 0) throw new DdrFault(701, address || 'CUU');
  const disk = BLOCK_DISKS.test(type) || TRACK_DISKS.test(type);
  const kind = disk ? 'disk' : TAPES.test(type) ? 'tape' : undefined;
  if (kind === undefined) throw new DdrFault(708);
  const at = rest.indexOf('(');
  const [name, ...extra] = at < 0 ? rest : rest.slice(0, at);
  if (extra[0] !== undefined) throw new DdrFault(701, extra[0]);
  if (name !== undefined && kind === 'disk' && !/^[A-Z0-9$#@]{1,7}$/.test(name)) {
    throw new DdrFault(701, name);
  }
  const alternate = name === undefined || kind === 'disk' ? undefined : hex(name);
  if (alternate === 0 || alternate === device) throw new DdrFault(701, name!);
  let skip = 0;
  let after: Unit['after'] = 'rewind';
  const options = at < 0 ? [] : rest.slice(at + 1).filter((word) => !'()'.includes(word));
  for (let i = 0; i < options.length; i++) {
    const word = options[i]!;
    const value = options[i + 1] ?? '';
    if (word === 'SKIP' && /^\d{1,3}$/.test(value) && Number(value) <= 255)
      skip = Number(options[++i]);
    else if (word === 'MODE' && /^(800|1600|6250|38K|XF|3490B|3490C)$/.test(value)) i++;
    else if (word === 'REWIND' || word === 'UNLOAD' || word === 'LEAVE') {
      after = word.toLowerCase() as Unit['after'];
    } else if (word !== 'COMPACT') throw new DdrFault(701, word);
  }
  const volume = kind === 'disk' ? name : undefined;
  return { device, kind, type, volume, alternate, skip, after };
}

const block = (word: string | undefined): number => {
  if (word === undefined || !/^\d{1,9}$/.test(word)) throw new DdrFault(701, word ?? 'BLOCK');
  return Number(word);
};

/** `n [TO n] [REORDER [TO] n]`. */
function extentOf(words: readonly string[]): Extent {
  const rest = [...words];
  const from = block(rest.shift());
  let to = from;
  if (rest[0] === 'TO') {
    rest.shift();
    to = block(rest.shift());
  } else if (/^\d/.test(rest[0] ?? '')) to = block(rest.shift());
  let out = from;
  if (rest[0] !== undefined && isForm({ name: 'REORDER', minimum: 1 }, rest[0])) {
    rest.shift();
    if (rest[0] === 'TO') rest.shift();
    out = block(rest.shift());
  }
  if (rest[0] !== undefined) throw new DdrFault(701, rest[0]);
  if (to < from) throw new DdrFault(713);
  return { from, to, out };
}

/** A block, or cylinder, head and record. */
function placeOf(words: readonly string[]): number[] {
  if (words[3] !== undefined) throw new DdrFault(701, words[3]);
  return words.length === 0 ? [block(undefined)] : words.map((word) => block(word));
}

const OPCODES = [
  { name: 'INPUT', minimum: 2 },
  { name: 'OUTPUT', minimum: 3 },
  { name: 'SYSPRINT', minimum: 2 },
  { name: 'PROMPTS', minimum: 3 },
  { name: 'DUMP', minimum: 2 },
  { name: 'COPY', minimum: 2 },
  { name: 'RESTORE', minimum: 2 },
  { name: 'TYPE', minimum: 2 },
  { name: 'PRINT', minimum: 2 },
] as const;

/** Parts of a volume that have names. */
const PARTS = [
  { name: 'ALL', minimum: 3, extents: 'all' },
  { name: 'CPVOL', minimum: 2, extents: 'cpvol' },
  { name: 'NUCLEUS', minimum: 1, extents: 'nucleus' },
] as const;

/** Whether a disk of blocks can be what the statement says. */
export function isBlockDisk({ type }: Unit): boolean {
  return BLOCK_DISKS.test(type);
}

/** Whether a disk of tracks, of the type that CP calls it, is what the statement says; 2319 is 2314. */
export function isTrackDisk({ type }: Unit, found: string): boolean {
  const said = type.replace(/-.*/, '').replace('2319', '2314');
  return type === 'DASD' || said === found;
}

/** Reads a statement; undefined when the line is empty or a comment. */
export function parseStatement(line: string): Statement | undefined {
  const words = line
    .slice(0, 71)
    .toUpperCase()
    .replace(/[()]/g, ' $& ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const [word, ...rest] = words;
  if (word === undefined || word.startsWith('*')) return undefined;
  if (/^\d/.test(word)) return { kind: 'extent', extent: extentOf(words) };
  const opcode = OPCODES.find((one) => isForm(one, word));
  switch (opcode?.name) {
    case 'INPUT':
    case 'OUTPUT':
      return { kind: opcode.name === 'INPUT' ? 'input' : 'output', unit: unitOf(rest) };
    case 'SYSPRINT':
      if (rest[0] !== undefined && rest[0] !== 'CONS' && hex(rest[0]) === 0) {
        throw new DdrFault(701, rest[0]);
      }
      if (rest[1] !== undefined) throw new DdrFault(701, rest[1]);
      return { kind: 'sysprint', console: rest[0] === 'CONS' };
    case 'PROMPTS':
      if ((rest[0] !== 'ON' && rest[0] !== 'OFF') || rest[1] !== undefined) {
        throw new DdrFault(701, rest[1] ?? rest[0] ?? 'PROMPTS');
      }
      return { kind: 'prompts', on: rest[0] === 'ON' };
    case 'DUMP':
    case 'COPY':
    case 'RESTORE': {
      const kind = opcode.name.toLowerCase() as 'dump' | 'copy' | 'restore';
      if (rest[0] === undefined) return { kind, extents: [] };
      const part = PARTS.find((one) => isForm(one, rest[0]!));
      if (part !== undefined) {
        if (rest[1] !== undefined) throw new DdrFault(701, rest[1]);
        return { kind, extents: part.extents };
      }
      return { kind, extents: [extentOf(rest)] };
    }
    case 'TYPE':
    case 'PRINT': {
      const shown = rest.filter((one) => !/^(HEX|GRAPHIC|COUNT)$/.test(one));
      const at = shown.indexOf('TO');
      const from = placeOf(at < 0 ? shown : shown.slice(0, at));
      const to = at < 0 ? undefined : placeOf(shown.slice(at + 1));
      return { kind: opcode.name === 'TYPE' ? 'type' : 'print', from, to };
    }
    default:
      throw new DdrFault(703);
  }
}
