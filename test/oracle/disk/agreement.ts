/** Whether two runs of a channel program agree, and where they may differ. */
import { HOME_BYTES, behind, recordAt } from '../../../src/shared/ckd-track.js';
import { placeOf } from './cases.js';
import type { DiskRun } from './machines.js';

/** What differs. */
export interface Disagreement {
  readonly text: string;
}

const HEADS = 30;

/** A track up to its end. */
function used(track: Buffer): string {
  let at = HOME_BYTES;
  for (;;) {
    const shape = recordAt(track, at);
    if (shape === undefined) return 'damaged';
    if (shape === 'end') return track.subarray(0, at).toString('hex');
    at = behind(at, shape);
  }
}

/**
 * A CSW. A command that was refused has moved nothing, and incorrect length is not said of it (Principles of Operation,
 * "Incorrect Length"); Hercules says it.
 */
function cswText(csw: Buffer): string {
  const bytes = Buffer.from(csw);
  if ((bytes[4]! & 0x02) !== 0) bytes[5]! &= ~0x40;
  return bytes.toString('hex');
}

/** Compares case `n` of two runs; undefined when they agree. */
export function disagreement(n: number, ours: DiskRun, theirs: DiskRun): Disagreement | undefined {
  const [our, their] = [ours.results[n]!, theirs.results[n]!];
  const differ: string[] = [];
  const compare = (name: string, a: string, b: string): void => {
    if (a !== b) differ.push(`${name} ${a} ${b}`);
  };
  compare('cc', String(our.cc), String(their.cc));
  compare('csw', cswText(our.csw), cswText(their.csw));
  compare(
    'sense',
    our.sense.subarray(0, 8).toString('hex'),
    their.sense.subarray(0, 8).toString('hex'),
  );
  if (Buffer.compare(our.area, their.area) !== 0) {
    const at = our.area.findIndex((byte, index) => byte !== their.area[index]);
    differ.push(
      `storage at ${at.toString(16)} ${our.area.subarray(at, at + 8).toString('hex')} ${their.area.subarray(at, at + 8).toString('hex')}`,
    );
  }
  const { cylinder, head } = placeOf(n);
  for (let number = cylinder * HEADS + head; number < cylinder * HEADS + head + 3; number++) {
    compare(`track ${number}`, used(ours.track(number)), used(theirs.track(number)));
  }
  if (differ.length === 0) return undefined;
  return { text: differ.map((line) => line.slice(0, 300)).join('\n  ') };
}
