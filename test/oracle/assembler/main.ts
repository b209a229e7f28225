/**
 * The second opinion on the assembler: every instruction and extended mnemonic that Debian's s390x-linux-gnu-as knows,
 * with random operands, must give the same bytes; the others are held against the manual's encodings.
 *
 *   npm run test:oracle:assembler -- [--seed S] [--cases N]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assemble } from '../../../src/cms/assembler/assembler.js';
import { EXTENDED_MNEMONICS, INSTRUCTIONS } from '../../../src/cpu/instruction-table.js';
import type { Format } from '../../../src/cpu/instruction-table.js';
import { MANUAL_ENCODINGS } from './manual-encodings-table.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    cases: { type: 'string', default: '50' },
  },
});
const cases = Number(values.cases);
let state = Number(values.seed);
if (!Number.isInteger(state) || !Number.isInteger(cases) || cases < 1) {
  console.error('--seed and --cases are whole numbers');
  process.exit(2);
}
console.log(`seed ${String(state)}: ${String(cases)} cases of each instruction`);

/** A whole number below `below` (xorshift). */
function chance(below: number): number {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * below);
}

const register = (): string => String(2 * chance(8));
const base = (): string => String(chance(16));
const displacement = (): string => String([0, 4095, chance(4096)][chance(3)]!);
const storage = (): string => `${displacement()}(${base()})`;
const indexed = (): string => `${displacement()}(${base()},${base()})`;
const length = (most: number): string => `${displacement()}(${String(1 + chance(most))},${base()})`;

/** Pairs of floating-point registers. */
const EXTENDED = new Set(['AXR', 'SXR', 'MXR', 'MXDR', 'MXD', 'LRDR']);
const isFloat = (opcode: number): boolean =>
  (opcode >= 0x20 && opcode <= 0x3f) || (opcode >= 0x60 && opcode <= 0x7f);

function operands(format: Format, mnemonic: string, opcode: number): string {
  const r = (): string =>
    EXTENDED.has(mnemonic)
      ? String(4 * chance(2))
      : isFloat(opcode)
        ? String(2 * chance(4))
        : register();
  const byte = (): string => String(chance(256));
  switch (format) {
    case 'RR':
    case 'RRE':
      return `${r()},${r()}`;
    case 'RRM':
      return `${String(chance(16))},${register()}`;
    case 'RR1':
    case 'RRE1':
      return r();
    case 'I':
      return byte();
    case 'RX':
      return `${r()},${indexed()}`;
    case 'RXM':
      return `${String(chance(16))},${indexed()}`;
    case 'RS':
      return `${register()},${register()},${storage()}`;
    case 'RSM':
      return `${register()},${String(chance(16))},${storage()}`;
    case 'RSS':
      return `${register()},${storage()}`;
    case 'SI':
      return `${storage()},${byte()}`;
    case 'S':
      return storage();
    case 'S0':
      return '';
    case 'SSL':
      return `${length(256)},${storage()}`;
    case 'SSLL':
      return `${length(16)},${length(16)}`;
    case 'SSI':
      return `${length(16)},${storage()},${String(chance(10))}`;
    case 'SSR':
      return `${displacement()}(${register()},${base()}),${storage()},${register()}`;
    case 'SSE':
      return `${storage()},${storage()}`;
  }
}

interface Case {
  readonly mnemonic: string;
  readonly text: string;
}

const all: Case[] = [];
for (let i = 0; i < cases; i++) {
  for (const { mnemonic, format, opcode } of INSTRUCTIONS)
    all.push({ mnemonic, text: `${mnemonic} ${operands(format, mnemonic, opcode)}`.trimEnd() });
  for (const [mnemonic, { register: inRegister }] of EXTENDED_MNEMONICS)
    all.push({ mnemonic, text: `${mnemonic} ${inRegister ? base() : indexed()}` });
}

const folder = mkdtempSync(join(tmpdir(), 'vmts-assembler-'));
const limit = { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' } as const;

/** Runs a tool of binutils. */
function tool(name: string, ...args: readonly string[]): { status: number | null; text: string } {
  const { status, stderr, error } = spawnSync(`s390x-linux-gnu-${name}`, [...args], limit);
  if (error !== undefined) throw error;
  return { status, text: stderr };
}

/** Assembles each text by the GNU assembler; gives the complaints by index, and the bytes when there are none. */
function theirs(texts: readonly string[]): { complaints: Map<number, string>; bytes: Buffer } {
  const [source, object, binary] = ['a.s', 'a.o', 'a.bin'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(source, texts.map((text) => ` ${text.toLowerCase()}\n`).join(''));
  const made = tool('as', '-m31', '-mesa', '-march=g5', source, '-o', object);
  const complaints = new Map<number, string>();
  for (const [, line, text] of made.text.matchAll(/a\.s:(\d+): Error: (.*)/g))
    complaints.set(Number(line) - 1, text!);
  if (made.status !== 0) return { complaints, bytes: Buffer.alloc(0) };
  tool('objcopy', '-O', 'binary', '-j', '.text', object, binary);
  return { complaints, bytes: readFileSync(binary) };
}

let differences = 0;
try {
  const mnemonics = [...new Set(all.map((one) => one.mnemonic))];
  const probe = theirs(mnemonics.map((name) => all.find((one) => one.mnemonic === name)!.text));
  const unknown = new Set<string>();
  for (const [index, text] of probe.complaints) {
    if (/Unrecognized opcode|Opcode .* not available/i.test(text)) unknown.add(mnemonics[index]!);
    else {
      differences++;
      console.log(`${mnemonics[index]!}: ${text}`);
    }
  }
  const compared = all.filter((one) => !unknown.has(one.mnemonic));
  const expected = theirs(compared.map((one) => one.text));
  for (const [index, text] of expected.complaints) {
    differences++;
    console.log(`${compared[index]!.text}: ${text}`);
  }
  let at = 0;
  for (const { text } of expected.complaints.size > 0 ? [] : compared) {
    const { bytes, errors } = assemble(` ${text}`, true);
    const same =
      errors.length === 0 && expected.bytes.subarray(at, at + bytes.length).equals(bytes);
    if (!same && differences++ < 20)
      console.log(
        `${text}: ${Buffer.from(bytes).toString('hex')}, not ${expected.bytes.subarray(at, at + bytes.length).toString('hex')} ${JSON.stringify(errors)}`,
      );
    at += bytes.length;
  }
  for (const [text, hex] of MANUAL_ENCODINGS) {
    const made = Buffer.from(assemble(` ${text}`, true).bytes)
      .toString('hex')
      .toUpperCase();
    unknown.delete(text.split(' ')[0]!);
    if (made === hex) continue;
    differences++;
    console.log(`${text}: ${made}, by the manual ${hex}`);
  }
  for (const mnemonic of unknown) {
    differences++;
    console.log(`${mnemonic}: known neither to the GNU assembler nor to the table of encodings`);
  }
  console.log(
    `${String(compared.length)} statements compared, ${String(MANUAL_ENCODINGS.length)} encodings of the manual, ${String(differences)} differences`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = differences > 0 ? 1 : 0;
