/**
 * A guest whose storage is random: blocks of instructions, most of them valid, that work on random
 * registers, run in random modes, start random channel programs on all units and issue DIAGNOSE with random
 * codes. Any interruption goes on with another block, so that one bad instruction does not end it.
 *
 * A guest is a list of blocks, each made by a seed of its own, so that a list that does harm can be made
 * shorter.
 */
import { INSTRUCTIONS } from '../../src/cpu/instruction-table.js';
import { toEbcdic } from '../../src/shared/ebcdic.js';
import { assemble } from '../../src/cms/assembler/assembler.js';
import type { Chance } from '../../tools/soak/chance.js';
import { chance } from '../../tools/soak/chance.js';
import { deckOf } from '../../tools/ipl-deck.js';
import { service } from './services.js';

/** A guest: by the seed of its frame and those of its blocks. */
export interface Draft {
  readonly seed: number;
  readonly blocks: readonly number[];
}

/** Below 4096, so that what an interruption goes on with needs no base register. */
const ORIGIN = 0x400;
/** Where the blocks begin, and how long each is. */
const BLOCKS_AT = 0xa00;
const BLOCK = 192;
const MOST_BLOCKS = 12;

/** Units that a machine may have; some of them are defined by commands before. */
const DEVICES = [
  0x009, 0x00c, 0x00d, 0x00e, 0x190, 0x191, 0x192, 0x193, 0x194, 0x19f, 0x181, 0x300, 0x500,
];
const COMMANDS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0f, 0x11, 0x14,
];
const MORE_COMMANDS = [
  0x1b, 0x1f, 0x23, 0x31, 0x33, 0x41, 0x42, 0x43, 0x47, 0x63, 0x89, 0xb1, 0xe4,
];
const CODES = [0, 4, 8, 0xc, 0x10, 0x14, 0x18, 0x1c, 0x20, 0x24, 0x28, 0x3c, 0x44, 0x48, 0x4c];
const MORE_CODES = [0x54, 0x58, 0x5c, 0x60, 0x64, 0x68, 0x8c, 0xa4, 0xa8, 0x100, 0x11c, 0xff0];
const LINES = [
  'QUERY TIME',
  'QUERY VIRTUAL',
  'CLOSE E',
  'STORE S0 1',
  'BEGIN',
  'TRACE ALL',
  'RESET 00C',
];

/** Whatever the interruption: all registers anew, and on with the next block. */
function frame(random: Chance, blocks: number): Uint8Array {
  const newPsw = (): string => {
    const mask = random.pick(['00', '00', '00', 'FF', '03', '04', '07']);
    const mode = random.pick(['00', '00', '04', '08', '0C']);
    return `X'${mask}${mode}0000',A(NEXT)`;
  };
  const state = random.pick(['00', '00', '01', 'FF', '04']);
  const mode = random.pick(['00', '01', '08', '0C', '30', '31', 'E1']);
  const words = (numbers: readonly number[]): string[] =>
    numbers.map((n) => `         DC    F'${n}'`);
  const source = [
    'FUZZ     START 0',
    '         USING FUZZ,0',
    `         ORG   FUZZ+${ORIGIN}`,
    "BEGIN    MVC   X'58'(40),NEWS",
    'NEXT     L     1,COUNT',
    "         A     1,X'50'",
    '         LA    1,1(1)',
    '         ST    1,COUNT',
    '         N     1,MASK',
    '         SLL   1,2',
    '         L     1,TABLE(1)',
    '         ST    1,STATE+4',
    '         LCTL  0,15,CONTROL',
    '         LM    0,15,REGS',
    '         LPSW  STATE',
    '         DS    0D',
    `STATE    DC    X'${state}${mode}0000',F'0'`,
    'REGS     DS    0F',
    ...words(Array.from({ length: 16 }, () => value(random))),
    '         DS    0D',
    'NEWS     DS    0D',
    ...Array.from({ length: 5 }, () => `         DC    ${newPsw()}`),
    "COUNT    DC    F'1'",
    "MASK     DC    F'15'",
    `CONTROL  DC    X'${random.pick(['000000E0', '008000E0', '009000E0', '400000E0'])}'`,
    `         DC    X'${random.pick(['00000000', '00002000', '0F002000', '01003000'])}'`,
    "         DC    F'-1',11F'0',X'C2000000',F'512'",
    'TABLE    DS    0F',
    ...words(Array.from({ length: 16 }, (_, n) => BLOCKS_AT + BLOCK * (n % Math.max(1, blocks)))),
    '         END   BEGIN',
    '',
  ];
  const { bytes, errors } = assemble(source.join('\n'));
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  if (bytes.length > BLOCKS_AT) throw new RangeError(`${bytes.length} bytes of frame`);
  return bytes.subarray(ORIGIN);
}

/** What a register has: an address within the guest, a small number, or anything. */
function value(random: Chance): number {
  const kind = random.below(8);
  if (kind < 4) return ORIGIN + random.below(0x1000);
  if (kind === 4) return random.below(0x100000) & ~7;
  if (kind === 5) return random.below(300);
  if (kind === 6) return random.pick([0, -1, 0x7fffffff, -0x80000000, 0xffffff, 0x1000000]);
  return random.below(0x1_0000_0000) | 0;
}

/** An instruction of the table with random operands; those that store go anywhere. */
function instruction(random: Chance): number[] {
  const { opcode } = random.pick(INSTRUCTIONS);
  const first = opcode > 0xff ? opcode >> 8 : opcode;
  const length = first < 0x40 ? 2 : first < 0xc0 ? 4 : 6;
  const bytes = [first, ...random.bytes(length - 1)];
  if (opcode > 0xff) bytes[1] = opcode & 0xff;
  return bytes;
}

/** An SIO, TIO, HIO or TCH; the CAW and its program lie behind it, the base is register 10. */
function channelProgram(random: Chance, at: number): number[] {
  const ccws = 1 + random.below(4);
  const chain = (at + 18 + 4 + 7) & ~7;
  const device = random.pick(DEVICES);
  const operation = random.pick([0x9c, 0x9c, 0x9c, 0x9c, 0x9d, 0x9e, 0x9f]);
  const caw = (random.below(4) === 0 ? random.below(256) << 24 : 0) | chain;
  const code = [
    ...[0x05, 0xa0], // BALR 10,0
    ...[0x58, 0x10, 0xa0, chain - 4 - at - 2], // L 1,CAW
    ...[0x50, 0x10, 0x00, 0x48], // ST 1,72
    ...[operation, random.below(4) === 0 ? 1 : 0, device >> 8, device & 0xff],
    ...[0x47, 0xf0, 0xa0, chain + 8 * ccws - at - 2], // B behind it
  ];
  while (at + code.length < chain - 4) code.push(0);
  code.push(caw >>> 24, (caw >> 16) & 255, (caw >> 8) & 255, caw & 255);
  for (let n = 0; n < ccws; n++) {
    const to = random.below(3) === 0 ? value(random) & 0xffffff : random.below(0x4000);
    const flags = random.pick([0x40, 0x60, 0x20, 0x00, 0x80, 0xa0, 0x48, 0x64, random.below(256)]);
    const count = random.pick([1, 5, 8, 16, 80, 512, 4096, random.below(0x10000)]);
    const command = random.pick([...COMMANDS, ...MORE_COMMANDS, random.below(256)]);
    code.push(command, to >> 16, (to >> 8) & 255, to & 255, flags, 0, count >> 8, count & 255);
  }
  return code;
}

/** DIAGNOSE, sometimes with registers as a code wants them: a CP command. */
function diagnose(random: Chance): number[] {
  const code = random.pick([...CODES, ...MORE_CODES, random.below(4096)]);
  const registers = random.below(256);
  if (random.below(3) > 0) return [0x83, registers, code >> 8, code & 255];
  const line = toEbcdic(random.pick(LINES));
  const end = 16 + line.length + (line.length & 1);
  return [
    ...[0x05, 0xa0], // BALR 10,0
    ...[0x41, 0x20, 0xa0, 16], // LA 2,LINE
    ...[0x41, 0x30, 0x00, line.length],
    ...[0x83, 0x23, 0x00, 0x08],
    ...[0x47, 0xf0, 0xa0, end],
    ...line,
    ...(line.length & 1 ? [0] : []),
  ];
}

/** The bytes of one block, to stand at `at`. */
function block(seed: number, at: number): Uint8Array {
  const random = chance(seed);
  const bytes: number[] = [];
  const kind = random.below(8);
  while (bytes.length < BLOCK) {
    const what = random.below(10);
    if (kind === 0) bytes.push(...random.bytes(2));
    else if (kind < 3 ? what < 6 : what === 0)
      bytes.push(...channelProgram(random, at + bytes.length));
    else if (kind < 5 ? what < 5 : what === 1) bytes.push(...diagnose(random));
    else if (kind === 5 ? what < 7 : what === 3)
      bytes.push(...service(random, at + bytes.length, value));
    else if (what === 2) bytes.push(0x05, 0xa0);
    else bytes.push(...instruction(random));
  }
  return Uint8Array.from(bytes.slice(0, BLOCK));
}

/** A draft by chance. */
export function makeDraft(seed: number): Draft {
  const random = chance(seed);
  return {
    seed,
    blocks: Array.from({ length: 1 + random.below(MOST_BLOCKS) }, () => random.below(0x7fffffff)),
  };
}

/** The deck that loads the guest. */
export function fuzzDeck(draft: Draft): Uint8Array {
  const head = frame(chance(draft.seed), draft.blocks.length);
  const bytes = new Uint8Array(BLOCKS_AT - ORIGIN + BLOCK * draft.blocks.length);
  bytes.set(head);
  draft.blocks.forEach((seed, n) => {
    const at = BLOCKS_AT + BLOCK * n;
    bytes.set(block(seed, at), at - ORIGIN);
  });
  return deckOf(ORIGIN, bytes, ORIGIN);
}
