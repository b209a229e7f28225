/**
 * Random general instructions here and on Hercules (Debian's package of that name), compared to the bit:
 * registers, condition code, program interruption and the storage that the operands lie in.
 *
 *   node dist/test/cpu/hercules-compare.js [SEED [CASES]]
 *
 * Not part of `npm test`, which needs Node alone. Each case loads registers and program mask, executes one
 * instruction and appends 76 bytes to the results: 16 registers, link of a BALR (condition code and mask), old
 * program PSW if the instruction was interrupted.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disassemble } from '../../src/cpu/disassembler.js';
import { runOn, testMachine } from './machine.js';

const SIZE = 0x200000;
const CODE = 0x10000;
const OPERANDS = 0x100000;
const RESULTS = 0x140000;
const RESULT = 76;

const RR = [
  0x04, 0x0e, 0x0f, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a,
  0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
];
const RX = [
  0x40, 0x41, 0x42, 0x43, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4e, 0x4f, 0x50, 0x54, 0x55, 0x56, 0x57,
  0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f,
];
const RS = [
  0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x98, 0xba, 0xbb, 0xbd, 0xbe, 0xbf,
];
const SI = [0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97];
const SS = [0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xdc, 0xdd, 0xe8, 0xf1, 0xf2, 0xf3];
const ALL = [...RR, ...RX, ...RS, ...RS, ...SI, ...SS, ...SS];

/** A small generator (mulberry32), so that a seed names its cases. */
function randomness(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** One case: registers and an instruction whose operands lie where they do no harm. */
function makeCase(random: (below: number) => number): { registers: number[]; code: Buffer } {
  const chance = (percent: number): boolean => random(100) < percent;
  const value = (): number =>
    chance(20)
      ? [0, 1, -1, 0x80000000, 0x7fffffff, 0x80000001][random(6)]!
      : chance(40)
        ? random(600) - 300
        : random(0x100000000);
  const address = (): number =>
    OPERANDS + (chance(70) ? 0x100 + random(0xd00) : 0x7f0 + random(0x11));
  const r = Array.from({ length: 16 }, value);
  const op = ALL[random(ALL.length)]!;
  const b1 = 1 + random(15);
  const b2 = 1 + random(15);
  const high = chance(30) ? 0xff000000 : 0;
  r[b1] = address() + high;
  r[b2] = address() + high;
  let r1 = random(16);
  let r3 = random(16);
  const d = random(64);
  const small = (): number => (chance(60) ? [0, -1, random(50)][random(3)]! : value());
  if (op === 0x0e || op === 0x0f) {
    r1 = 2 * random(4);
    r3 = 8 + 2 * random(3);
    r[r1] = address();
    r[r3] = chance(60) ? address() : r[r1]! + random(40) - 20;
    r[r1 + 1] = random(300) + random(256) * 0x1000000;
    r[r3 + 1] = random(300) + [0, 0x40, 0xff][random(3)]! * 0x1000000;
    return { registers: r, code: Buffer.of(op, (r1 << 4) | r3) };
  }
  const pair = op === 0x1c || op === 0x1d || op === 0x5c || op === 0x5d;
  if (pair && chance(85)) {
    r1 &= 14;
    if (r1 !== b1) r[r1] = small();
  }
  if (op < 0x40) return { registers: r, code: Buffer.of(op, (r1 << 4) | r3) };
  if (op < 0x80) {
    if (op !== 0x4f || chance(20))
      return { registers: r, code: Buffer.of(op, r1 << 4, b1 << 4, d) };
    r[b1] = OPERANDS + 8 * random(128); // CVB: where packed decimals are
    return { registers: r, code: Buffer.of(op, r1 << 4, b1 << 4, 0) };
  }
  if (op < 0x90) {
    if (op >= 0x8c && chance(90)) r1 &= 14;
    return { registers: r, code: Buffer.of(op, (r1 << 4) | r3, chance(30) ? b1 << 4 : 0, d) };
  }
  if (SI.includes(op)) return { registers: r, code: Buffer.of(op, random(256), b1 << 4, d) };
  if (op < 0xc0) {
    if (op >= 0xba && op <= 0xbb && chance(90)) {
      r[b1] -= r[b1] % 8;
      return { registers: r, code: Buffer.of(op, ((r1 & 14) << 4) | (r3 & 14), b1 << 4, d & 56) };
    }
    return { registers: r, code: Buffer.of(op, (r1 << 4) | r3, b1 << 4, d) };
  }
  if (chance(30)) r[b2] = r[b1] + random(16) - 8;
  const length = chance(50) ? random(256) : random(8);
  return { registers: r, code: Buffer.of(op, length, b1 << 4, d, b2 << 4, random(64)) };
}

/** The whole image, and what each case is. */
function makeImage(seed: number, cases: number): { image: Buffer; texts: string[] } {
  const random = randomness(seed);
  const image = Buffer.alloc(SIZE);
  image.writeInt32BE(CODE, 4);
  image.writeInt32BE(0x900, 108);
  image.writeInt32BE(RESULTS, 0x8f0);
  hex('D20708440028' + '82000028').copy(image, 0x900); // keep the old PSW, go on
  for (let i = 0; i < 0x1000; i++)
    image[OPERANDS + i] = [0, 0xff, 0x40, 0xf0 + random(10), random(256), random(256)][random(6)]!;
  for (let i = 0; i < 0x400; i += 8) {
    const zeros = random(15);
    const digits = Array.from({ length: 15 }, (_, n) => (n < zeros ? 0 : random(10)));
    hex(digits.join('') + 'abcdef'[random(6)]!).copy(image, OPERANDS + i);
  }
  const texts: string[] = [];
  let at = CODE;
  for (let n = 0; n < cases; n++) {
    const { registers, code } = makeCase(random);
    const data = Buffer.alloc(68);
    registers.forEach((value, i) => data.writeInt32BE(value | 0, 4 * i));
    data.writeInt32BE(random(64) << 24, 64);
    const whole = Buffer.concat([
      hex('05F0' + '47F0F048'), // BALR 15,0; branch over the data
      data,
      hex('D70708440844' + '5810F044' + '0410' + '980FF004'), // clear, SPM, LM
      code,
      hex('900F0800' + '0510' + '50100840' + '581008F0' + 'D24B10000800' + '4110104C' + '501008F0'),
    ]);
    whole.copy(image, at);
    at += whole.length;
    texts.push(`${disassemble(code).text}   ${data.toString('hex').replace(/.{8}/g, '$& ')}`);
  }
  if (at > OPERANDS - 8) throw new Error('too many cases');
  hex('820008F8').copy(image, at);
  hex('000200000000C0DE').copy(image, 0x8f8);
  return { image, texts };
}

const seed = Number(process.argv[2] ?? 370);
const cases = Number(process.argv[3] ?? 6000);
const { image, texts } = makeImage(seed, cases);
const work = mkdtempSync(join(tmpdir(), 'vmts-hercules-'));
let theirs: Buffer;
try {
  const file = (name: string, data: string | Buffer): string => {
    writeFileSync(join(work, name), data);
    return join(work, name);
  };
  const core = join(work, 'out.core');
  const load = file('in.core', image);
  const config = file('cnf', 'CPUMODEL 3090\nMAINSIZE 16\nNUMCPU 1\nARCHMODE S/370\n000F 3215-C\n');
  const script = file(
    'rc',
    `pause 1\nloadcore ${load} 0\nrestart\npause 2\nsavecore ${core} 0 ${(SIZE - 1).toString(16)}\nexit\n`,
  );
  spawnSync('hercules', ['-d', '-f', config], {
    env: { ...process.env, HERCULES_RC: script },
    stdio: 'ignore',
    timeout: 60_000,
  });
  theirs = readFileSync(core);
} finally {
  rmSync(work, { recursive: true });
}

const machine = testMachine(SIZE);
machine.storage.store(0, image);
machine.processor.restart();
const exit = runOn(machine, 10_000_000);
if (exit.reason !== 'disabled-wait' || machine.processor.psw().address !== 0xc0de)
  throw new Error(`our run ended with ${exit.reason}`);
const ours = Buffer.from(machine.storage.fetch(0, SIZE)!);
let different = 0;
texts.forEach((text, n) => {
  const at = RESULTS + n * RESULT;
  const [a, b] = [ours.subarray(at, at + RESULT), theirs.subarray(at, at + RESULT)];
  if (a.equals(b)) return;
  if (++different <= 10)
    console.log(`${text}\n  ours   ${a.toString('hex')}\n  theirs ${b.toString('hex')}`);
});
const operands = (bytes: Buffer): Buffer => bytes.subarray(OPERANDS, OPERANDS + 0x1000);
const same = operands(ours).equals(operands(theirs));
console.log(
  `seed ${seed}: ${cases} cases, ${different} differ, storage ${same ? 'equal' : 'DIFFERS'}`,
);
process.exitCode = different === 0 && same ? 0 : 1;
