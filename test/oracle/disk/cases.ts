/** Random channel programs for a 3350, each with three tracks of its own, and the image that they begin with. */
import { slotBytes } from '../../../src/shared/ckd-track.js';
import { CKD_GEOMETRIES } from '../../../src/shared/ckd-geometry-table.js';

const GEOMETRY = CKD_GEOMETRIES['3350'];
export const SLOT = slotBytes(GEOMETRY);
export const CYLINDERS = 100;
/** Tracks that one case works on; it may look at those behind them. */
const TRACKS = 3;
/** Cases of one cylinder. */
const GROUPS = GEOMETRY.heads / TRACKS;
/** The most cases of one run. */
export const MOST_CASES = CYLINDERS * GROUPS;

/** Storage: the programs and data of the cases. */
export const AREA_AT = 0x20000;
export const AREA_BYTES = 0x1000;
const BUFFERS = 0x200;

/** A number below `below`. */
export type Chance = (below: number) => number;

/** One case: bytes of its area, where the channel program begins. */
export interface DiskCase {
  readonly area: Buffer;
  /** The commands, for the report. */
  readonly text: string;
}

interface Made {
  readonly command: number;
  readonly data?: readonly number[];
  readonly length?: number;
}

const half = (n: number): number[] => [n >> 8, n & 0xff];

/** The tracks of case `n`. */
export function placeOf(n: number): { readonly cylinder: number; readonly head: number } {
  return { cylinder: Math.floor(n / GROUPS), head: (n % GROUPS) * TRACKS };
}

/** What stands on the tracks before: random records, the same for the same chance. */
export function makeTracks(chance: Chance, cases: number): Map<number, Buffer> {
  const tracks = new Map<number, Buffer>();
  for (let number = 0; number < CYLINDERS * GEOMETRY.heads; number++) {
    const cylinder = Math.floor(number / GEOMETRY.heads);
    const head = number % GEOMETRY.heads;
    const id = [...half(cylinder), ...half(head)];
    const bytes = [0, ...id, ...id, 0, 0, 0, 8, ...new Array<number>(8).fill(0)];
    const records = number < (cases / GROUPS + 1) * GEOMETRY.heads ? chance(5) : 0;
    for (let record = 1; record <= records; record++) {
      const key = chance(3) === 0 ? 1 + chance(6) : 0;
      const data = chance(6) === 0 ? 0 : 1 + chance(chance(4) === 0 ? 900 : 20);
      bytes.push(...id, record, key, ...half(data));
      for (let at = 0; at < key; at++) bytes.push(chance(3));
      for (let at = 0; at < data; at++) bytes.push(chance(256));
    }
    tracks.set(number, Buffer.from([...bytes, ...new Array<number>(8).fill(0xff)]));
  }
  return tracks;
}

/** One command, or a few that belong together. */
function some(chance: Chance, cylinder: number, head: number): Made[] {
  const id = (): number[] => [...half(cylinder), ...half(head + chance(2)), chance(6)];
  const search = (): Made[] => [
    { command: [0x31, 0x31, 0x31, 0x51, 0x71, 0xb1, 0xd1, 0xf1][chance(8)]!, data: id() },
    { command: 0x08 },
  ];
  const key = Array.from({ length: 1 + chance(6) }, () => chance(3));
  const exact: Made[] = [{ command: 0x31, data: id() }, { command: 0x08 }];
  const length = 1 + chance(chance(3) === 0 ? 1000 : 40);
  const body = (count: number): number[] => Array.from({ length: count }, () => chance(256));
  const record = (): number[] => {
    const keyLength = chance(2) * chance(5);
    const dataLength = chance(5) === 0 ? 0 : chance(30);
    return [...id(), keyLength, ...half(dataLength), ...body(keyLength + dataLength)];
  };
  switch (chance(12)) {
    case 0:
    case 1:
      return search();
    case 2:
      return [
        { command: [0x29, 0x49, 0x69, 0xa9, 0xc9, 0xe9][chance(6)]!, data: key },
        { command: 0x08 },
      ];
    case 3:
      // no way back: on Hercules a home address that is not there is sought for ever
      return [
        { command: [0x39, 0xb9][chance(2)]!, data: [...half(cylinder), ...half(head + chance(2))] },
        { command: 0x03 },
      ];
    case 4:
    case 5:
    case 6: {
      const reads = [0x06, 0x0e, 0x12, 0x16, 0x1a, 0x1e, 0x86, 0x8e, 0x92, 0x96, 0x9a, 0x9e];
      return [{ command: reads[chance(reads.length)]!, length }];
    }
    case 7:
      return [{ command: 0x1b, data: [0, 0, ...half(cylinder), ...half(head + chance(2))] }];
    case 8:
      return [...exact, { command: 0x05, data: body(length) }];
    case 9:
      return [...exact, { command: 0x0d, data: body(length) }];
    case 10:
      return [...exact, { command: [0x1d, 0x1d, 0x11][chance(3)]!, data: record() }];
    default:
      return [
        { command: 0x39, data: [...half(cylinder), ...half(head)] },
        { command: 0x03 },
        { command: 0x15, data: [...half(cylinder), ...half(head), 0, 0, 0, 8, ...body(8)] },
      ];
  }
}

/** Makes case `n`. */
export function makeCase(chance: Chance, n: number): DiskCase {
  const { cylinder, head } = placeOf(n);
  const base = AREA_AT + n * AREA_BYTES;
  const made: Made[] = [];
  if (chance(2) === 0)
    made.push({ command: 0x1f, data: [[0xc0, 0, 0x80, 0x40, 0x18, 0xd0][chance(6)]!] });
  const seek = { command: 0x07, data: [0, 0, ...half(cylinder), ...half(head)] };
  // a mask that forbids the seek ends the case; mostly the arm is there before
  made.splice(chance(4) === 0 ? made.length : 0, 0, seek);
  for (let left = 1 + chance(5); left > 0; left--) made.push(...some(chance, cylinder, head));
  // a key search that meets a record without a key takes no bytes; nobody says what length that is
  const area = Buffer.alloc(AREA_BYTES);
  let at = BUFFERS;
  made.forEach(({ command, data, length = 1 }, index) => {
    if (command === 0x08) {
      area.writeUInt32BE(0x08000000 + base + (index - 1) * 8, index * 8);
      return;
    }
    const count = data?.length ?? length;
    if (at + count > AREA_BYTES) at = BUFFERS;
    const chained = index + 1 < made.length ? 0x40 : 0;
    const key = (command & 0x1f) === 0x09;
    const flags = chance(4) === 0 && !key ? 0 : 0x20;
    area.writeUInt32BE(command * 0x1000000 + base + at, index * 8);
    area[index * 8 + 4] = chained | flags;
    area.writeUInt16BE(count, index * 8 + 6);
    if (data !== undefined) area.set(data, at);
    at += count;
  });
  const text = made
    .map(({ command, data }) => {
      const argument =
        data === undefined ? '' : `(${Buffer.from(data.slice(0, 16)).toString('hex')})`;
      return command.toString(16).padStart(2, '0') + argument;
    })
    .join(' ');
  return { area, text };
}
