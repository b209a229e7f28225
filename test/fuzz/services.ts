/** Blocks of a random guest that ask CP for what has many sides: messages to other machines, segments, other processors. */
import { toEbcdic } from '../../src/shared/ebcdic.js';
import type { Chance } from '../../tools/soak/chance.js';

/** The segment that a stage has, beside names of none. */
export const FUZZ_SEGMENT = 'FUZZSEG';
const NAMES = [FUZZ_SEGMENT, FUZZ_SEGMENT, 'CMS', 'NOSUCH'];
/** Functions of the message facility, and of DIAGNOSE X'64'. */
const MESSAGES = 12;
const SEGMENTS = [0, 4, 8, 12, 16, 20];
const ORDERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

const word = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
const name = (text: string): number[] => [...toEbcdic(text.padEnd(8))];

/** A DIAGNOSE whose Rx names `data`, on a doubleword behind it, and whose Ry is `ry`; register 10 is the base. */
function about(at: number, code: number, ry: number, data: readonly number[]): number[] {
  const to = (at + 18 + 7) & ~7;
  const bytes = [
    ...[0x05, 0xa0], // BALR 10,0
    ...[0x41, 0x20, 0xa0, to - at - 2], // LA 2,DATA
    ...[0x41, 0x30, 0x00, ry],
    ...[0x83, 0x23, 0x00, code],
    ...[0x47, 0xf0, 0xa0, to + data.length - at - 2], // B behind it
  ];
  while (at + bytes.length < to) bytes.push(0);
  return [...bytes, ...data];
}

/** A request to the virtual machine communication facility, with areas within the guest or anywhere. */
function message(random: Chance, at: number, value: (random: Chance) => number): number[] {
  const what = random.below(4) === 0 ? 0 : random.below(MESSAGES);
  const user = random.pick(['BOB', 'ALICE', 'ALICE', 'NOBODY', '']);
  const area = (): number[] => [
    ...word(value(random) & ~7 & 0xffffff),
    ...word(random.pick([0, 40, 64, 200, 2048, random.below(0x10000)])),
  ];
  return about(at, 0x68, 0, [
    ...[random.pick([0, 0, 0x80, 0x40, random.below(256)]), 0],
    ...[0, what],
    ...word(random.below(3)),
    ...name(user),
    ...area(),
    ...area(),
    ...name('DATA'),
  ]);
}

/** One of them. */
export function service(
  random: Chance,
  at: number,
  value: (random: Chance) => number,
): readonly number[] {
  switch (random.below(4)) {
    case 0:
      return about(at, 0x64, random.pick(SEGMENTS), name(random.pick(NAMES)));
    case 1:
      // LA 3,PROCESSOR and SIGP 1,3,ORDER
      return [0x41, 0x30, 0, random.below(4), 0xae, 0x13, 0, random.pick(ORDERS)];
    default:
      return message(random, at, value);
  }
}
