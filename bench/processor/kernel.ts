/** The kernels: small programs whose instructions are counted, assembled by our own assembler. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assemble } from '../../src/cms/assembler/assembler.js';

const FOLDER = resolve(import.meta.dirname, '../../../bench/kernels');

/** Where an image has its iteration count, its checksum and the times of day at its begin and end. */
export const COUNT_AT = 0x300;
export const CHECKSUM_AT = 0x304;
export const TIMES_AT = 0x310;

/** What stands around each kernel: low storage, loaded at 0, ended by a disabled wait C0DE. */
const FRAME = `
KERNEL   START 0
         DC    X'00000000',A(BEGIN)
         ORG   KERNEL+X'68'
         DC    X'0002000000000BAD'
         ORG   KERNEL+X'300'
         DC    F'1',F'0'
         DC    X'000200000000C0DE'
         ORG   KERNEL+X'400'
BEGIN    STCK  X'310'
         LA    15,1
         SLL   15,12
         BR    15
         ORG   KERNEL+X'1000'
`;
const END = `
EXIT     STCK  X'318'
         LPSW  X'308'
         END   KERNEL
`;

/** A kernel. */
export interface Kernel {
  readonly name: string;
  readonly what: string;
  /** Iterations of a run that is timed. */
  readonly iterations: number;
  /** Its checksum after ten iterations, the same on Hercules. */
  readonly checksumOfTen: number;
}

/** All kernels. */
export const KERNELS: readonly Kernel[] = [
  { name: 'moves', what: 'MVC, CLC, TR, MVCL', iterations: 300_000, checksumOfTen: 0x2e746 },
  { name: 'mixed', what: 'as systems have it', iterations: 300_000, checksumOfTen: 0x1e },
  {
    name: 'ledger',
    what: 'decimals up to 31 digits, DP, SRP',
    iterations: 60_000,
    checksumOfTen: 0x45277d58,
  },
  { name: 'float', what: 'short, long, extended', iterations: 120_000, checksumOfTen: 0x772339bd },
  { name: 'long', what: 'MVCL and CLCL of 20 KB', iterations: 15_000, checksumOfTen: 0x2ee40 },
  { name: 'text', what: 'TRT, TR, EX of MVC', iterations: 15_000, checksumOfTen: 0x1cc },
  {
    name: 'swap',
    what: 'CS, CDS, TS, bytes under mask',
    iterations: 600_000,
    checksumOfTen: 0x2d6,
  },
  { name: 'execute', what: 'EX', iterations: 600_000, checksumOfTen: 0xed255d96 },
  { name: 'system', what: 'control blocks, STM and LM', iterations: 600_000, checksumOfTen: 0x1a },
  { name: 'keys', what: 'SSK, ISK, another key', iterations: 12_000, checksumOfTen: 0x5a00 },
  { name: 'services', what: 'SVC within the guest', iterations: 150_000, checksumOfTen: 0xa000033 },
  { name: 'checks', what: 'program interruptions', iterations: 120_000, checksumOfTen: 0x62 },
  // the four that other emulators have been measured with, instruction for instruction
  { name: 'b-sieve', what: '8191 flags', iterations: 500, checksumOfTen: 0x76b },
  { name: 'd-dec', what: 'packed decimal', iterations: 300_000, checksumOfTen: 0x98ae0767 },
  { name: 'e-fib', what: 'linkage of OS', iterations: 150, checksumOfTen: 0x10842 },
  { name: 'f-crc', what: 'table of 256 words', iterations: 1500, checksumOfTen: 0xc2f6910f },
];

/** The image of a kernel, to be loaded at 0. */
export function kernelImage(name: string): Uint8Array {
  const source = readFileSync(resolve(FOLDER, `${name}.assemble`), 'latin1');
  const { bytes, errors } = assemble(FRAME + source + END);
  if (errors.length > 0)
    throw new Error(errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return bytes;
}
