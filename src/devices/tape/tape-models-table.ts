/**
 * What distinguishes one tape drive from another: how it calls itself, how many sense bytes it has and what
 * stands in them by construction, and what a reel of 2400 feet holds (IBM 2400-Series Magnetic Tape Units Component
 * Description, GA22-6866; IBM 3803/3420 Magnetic Tape Subsystem, GA32-0020; IBM 3410/3411, GA32-0015).
 */
import type { Unit } from '../unit.js';

/** The drives. */
export type TapeModel = '2401' | '2415' | '2420' | '3410' | '3420';

/** One of them. */
export interface TapeDescription {
  readonly identity: Unit['identity'];
  readonly senseBytes: number;
  /** Sense bytes that say what the drive is, by place. */
  readonly constant: readonly (readonly [place: number, value: number])[];
  /** Bytes to the end-of-tape marker. */
  readonly capacity: number;
}

/** VM/370's class of tape drives. */
const TAPE = 0x08;
const megabytes = (count: number): number => count * 1_000_000;

const identity = (type: number, model = 0): Unit['identity'] => ({
  class: TAPE,
  type,
  model,
  features: 0,
});

/** All drives by their type. */
export const TAPE_MODELS: Readonly<Record<TapeModel, TapeDescription>> = {
  2401: { identity: identity(0x80), senseBytes: 6, constant: [], capacity: megabytes(46) },
  2415: { identity: identity(0x40), senseBytes: 6, constant: [], capacity: megabytes(46) },
  2420: { identity: identity(0x20), senseBytes: 6, constant: [], capacity: megabytes(46) },
  3410: {
    identity: identity(0x08),
    senseBytes: 9,
    // new subsystem; two densities, model 2
    constant: [
      [5, 0x40],
      [6, 0x22],
    ],
    capacity: megabytes(46),
  },
  3420: {
    identity: identity(0x10, 8),
    senseBytes: 24,
    // new subsystem; model 8; tape unit and control unit with their serial numbers
    constant: [
      [5, 0xc0],
      [6, 0x03],
      [13, 0x80],
      [14, 0x01],
      [16, 0x01],
      [19, 0xff],
      [20, 0xff],
    ],
    capacity: megabytes(180),
  },
};

/** The model that a word names; undefined when there is none. */
export function tapeModelOf(word: string): TapeModel | undefined {
  return Object.hasOwn(TAPE_MODELS, word) ? (word as TapeModel) : undefined;
}
