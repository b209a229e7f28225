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
  { name: 'sieve', what: 'bytes and BXLE', iterations: 1300, checksumOfTen: 0x76b },
  { name: 'calls', what: 'recursion, STM and LM', iterations: 460, checksumOfTen: 0x10842 },
  { name: 'crc', what: 'shifts, logic, table', iterations: 4000, checksumOfTen: 0xc2f6910f },
  { name: 'moves', what: 'MVC, CLC, TR, MVCL', iterations: 400_000, checksumOfTen: 0x2e746 },
  { name: 'mixed', what: 'as systems have it', iterations: 700_000, checksumOfTen: 0x1e },
];

/** The image of a kernel, to be loaded at 0. */
export function kernelImage(name: string): Uint8Array {
  const source = readFileSync(resolve(FOLDER, `${name}.assemble`), 'latin1');
  const { bytes, errors } = assemble(FRAME + source + END);
  if (errors.length > 0)
    throw new Error(errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return bytes;
}
