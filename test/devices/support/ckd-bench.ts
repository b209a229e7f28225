/** A count-key-data disk on a channel, and a short way to write channel programs for it. */
import { expect } from 'chai';
import { ccw, ChannelBench, hex } from './channel-bench.js';
import { slotBytes } from '../../../src/shared/ckd-track.js';
import { CKD_GEOMETRIES } from '../../../src/shared/ckd-geometry-table.js';
import type { CkdModel } from '../../../src/shared/ckd-geometry-table.js';

export const DISK = 0x191;
const HANDLE = 4;
const BASE = 512;
const PROGRAM = 0x800;
const DATA = 0x2000;

/** One command: what it sends, or how many bytes it wants. */
export interface Step {
  readonly command: number;
  readonly send?: readonly number[] | Uint8Array;
  readonly want?: number;
  /** Beside command chaining. */
  readonly flags?: number;
}

/** How a program ended. */
export interface Ended {
  /** Unit and channel status and residual count, as digits. */
  readonly status: string;
  /** The number of the CCW at which it ended. */
  readonly at: number;
  /** What each command brought. */
  readonly got: readonly string[];
  /** Sense bytes, as digits. */
  readonly sense: string;
}

/** Number as two bytes. */
export const half = (n: number): number[] => [n >> 8, n & 0xff];

/** SEEK. */
export const seek = (cylinder: number, head: number): Step => ({
  command: 0x07,
  send: [0, 0, ...half(cylinder), ...half(head)],
});

/** SEARCH ID EQUAL, then TIC back to it. */
export const find = (cylinder: number, head: number, record: number): Step[] => [
  { command: 0x31, send: [...half(cylinder), ...half(head), record] },
  { command: 0x08 },
];

/** WRITE COUNT, KEY AND DATA (or another that takes the same). */
export function make(
  cylinder: number,
  head: number,
  record: number,
  key: readonly number[],
  data: readonly number[],
  command = 0x1d,
): Step {
  const id = [...half(cylinder), ...half(head), record];
  return { command, send: [...id, key.length, ...half(data.length), ...key, ...data] };
}

/** A count as digits. */
export const count = (
  cylinder: number,
  head: number,
  record: number,
  keyLength: number,
  dataLength: number,
): string =>
  hex(Uint8Array.from([...half(cylinder), ...half(head), record, keyLength, ...half(dataLength)]));

/** The disk with its machine. */
export class CkdBench extends ChannelBench {
  readonly model: CkdModel;

  constructor(model: CkdModel = '3350', cylinders = 3, readOnly = false) {
    super(0x40000);
    this.model = model;
    this.files.files.set(HANDLE, new Uint8Array(BASE));
    const slot = slotBytes(CKD_GEOMETRIES[model]);
    this.attach(DISK, {
      type: 'ckd',
      model,
      handle: HANDLE,
      base: BASE,
      slot,
      cylinders,
      readOnly,
    });
  }

  /** The slot of a track. */
  track(cylinder: number, head: number): Uint8Array {
    const geometry = CKD_GEOMETRIES[this.model];
    const slot = slotBytes(geometry);
    const at = BASE + (cylinder * geometry.heads + head) * slot;
    const image = this.files.files.get(HANDLE)!;
    if (image.length < at + slot) {
      const longer = new Uint8Array(at + slot);
      longer.set(image);
      this.files.files.set(HANDLE, longer);
    }
    return this.files.files.get(HANDLE)!.subarray(at, at + slot);
  }

  /** Puts a chain of commands into storage; says where each has its data. */
  chain(steps: readonly Step[]): number[] {
    let at = DATA;
    const places: number[] = [];
    const ccws = steps.map(({ command, send, want, flags = 0x20 }, n) => {
      const chained = n === steps.length - 1 ? 0 : 0x40;
      if (command === 0x08) return ccw(8, PROGRAM + (places.push(at) - 2) * 8, 0, 1);
      const length = send?.length ?? want ?? 1;
      if (send !== undefined) this.put(at, send);
      else this.put(at, new Uint8Array(length));
      places.push(at);
      at += length;
      return ccw(command, places.at(-1)!, chained | flags, length);
    });
    this.program(PROGRAM, ...ccws);
    return places;
  }

  /** Runs a chain to its end. */
  do(...steps: readonly (Step | readonly Step[])[]): Ended {
    const all = steps.flat();
    const places = this.chain(all);
    const cc = this.channels.startIo(DISK, true);
    if (cc !== 0) throw new Error(`SIO gave ${cc}`);
    this.run(100_000);
    this.sync();
    const taken = this.channels.takeIo(0xffff);
    if (taken !== DISK) throw new Error(`no interruption: ${this.channels.asks().length} asks`);
    const csw = this.csw();
    const shown = (Number.parseInt(csw.slice(2, 8), 16) - PROGRAM) / 8 - 1;
    const got = all.map(({ want }, n) => hex(this.at(places[n]!, want ?? 0)));
    const sense = hex(this.channels.unit(DISK)!.sense());
    return { status: csw.slice(8), at: shown, got, sense };
  }

  /** Takes the device end that comes behind a seek. */
  arrived(): string {
    return this.interruption(DISK);
  }
}

/** SET FILE MASK: everything is allowed. */
export const MASK_ALL: Step = { command: 0x1f, send: [0xc0] };
/** So many bytes of one value. */
export const bytes = (length: number, value: number): number[] =>
  new Array<number>(length).fill(value);
/** SEARCH HOME ADDRESS, then TIC back to it. */
export const home = (cylinder: number, head: number): Step[] => [
  { command: 0x39, send: [...half(cylinder), ...half(head)] },
  { command: 0x08 },
];
/** Writes three records on track 1,2: without a key, with one, and an end of file. */
const THREE: readonly Step[] = [
  seek(1, 2),
  ...find(1, 2, 0),
  make(1, 2, 1, [], bytes(10, 0x11)),
  make(1, 2, 2, [0xd1, 0xd2], bytes(20, 0x22)),
  make(1, 2, 3, [], []),
];
/** A disk with these three records on it. */
export const three = (model?: CkdModel): CkdBench => {
  const bench = new CkdBench(model);
  const made = bench.do(...THREE);
  expect(made.status).to.equal('0c000000');
  return bench;
};
