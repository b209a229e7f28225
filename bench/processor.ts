/**
 * Instructions per second of the processor on the kernels given as assembler sources (flat images loaded
 * at 0: iteration count at X'300', checksum at X'304', end in a disabled wait C0DE), beside Hercules when
 * it is installed.
 *
 *   node dist/bench/processor.js [--hercules] DIRECTORY-OF-KERNELS
 *
 * Needs binutils-s390x-linux-gnu. A kernel is warmed up for 1/20 of its iterations and then run twice, of which
 * the better counts; time is processor time, so that other work on the host matters less. Hercules is timed by
 * its own time-of-day clock.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testMachine } from '../test/cpu/machine.js';

/** Kernel, iterations and checksum, all checked against two other implementations. */
const KERNELS: readonly (readonly [string, number, number, number])[] = [
  ['b_sieve', 1300, 0x0000076b, 149653408],
  ['e_fib', 460, 0x002f7bdc, 151046986],
  ['f_crc', 4000, 0xd9787856 | 0, 147497706],
];

function assemble(directory: string, kernel: string, work: string): Uint8Array {
  const to = (suffix: string): string => join(work, kernel + suffix);
  const source = join(directory, `${kernel}.s`);
  const options = ['-m31', '-march=g5', '-mesa', '-I', directory, '-o', to('.o'), source];
  execFileSync('s390x-linux-gnu-as', options);
  const link = ['-m', 'elf_s390', '-Ttext=0', '-e', '0', '-o', to('.elf'), to('.o')];
  execFileSync('s390x-linux-gnu-ld', link);
  const copy = ['-O', 'binary', '-j', '.text', to('.elf'), to('.bin')];
  execFileSync('s390x-linux-gnu-objcopy', copy);
  return readFileSync(to('.bin'));
}

/** Runs a kernel; seconds, instructions and checksum. */
function run(image: Uint8Array, iterations: number): { mips: number; checksum: number } {
  const machine = testMachine(0x100000);
  machine.storage.store(0, image);
  machine.storage.setWord(0x300, iterations);
  machine.processor.restart();
  const start = process.cpuUsage();
  const before = machine.processor.executed;
  for (;;) {
    const exit = machine.processor.run(100_000);
    if (exit.reason === 'budget') continue;
    if (exit.reason !== 'disabled-wait') throw new Error(exit.reason);
    break;
  }
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  return {
    mips: (machine.processor.executed - before) / seconds / 1e6,
    checksum: machine.storage.word(0x304)!,
  };
}

/** Million instructions a second of Hercules on a kernel, by its own time-of-day clock. */
function hercules(image: Uint8Array, iterations: number, count: number, work: string): number {
  const patched = Uint8Array.from(image);
  new DataView(patched.buffer).setInt32(0x300, iterations);
  const file = join(work, 'image.bin');
  writeFileSync(file, patched);
  const config = join(work, 'hercules.cnf');
  writeFileSync(
    config,
    'CPUSERIAL 000001\nCPUMODEL 3090\nMAINSIZE 16\nNUMCPU 1\nARCHMODE S/370\n000F 3215-C\n',
  );
  const script = `pause 1\nloadcore ${file} 0\nrestart\npause 5\nr 310.10\npause 1\nexit\n`;
  writeFileSync(join(work, 'run.rc'), script);
  const result = spawnSync('hercules', ['-d', '-f', config], {
    env: { ...process.env, HERCULES_RC: join(work, 'run.rc') },
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words = /R:0*310:K:..=((?:[0-9A-F]{8} ?){4})/.exec(result.stdout + result.stderr);
  if (words === null) return NaN;
  const [a, b, c, d] = words[1]!.split(' ').map((word) => parseInt(word, 16));
  const micros = (c! - a!) * 0x100000 + (d! - b!) / 4096;
  return count / micros;
}

const withHercules = process.argv.includes('--hercules');
const directory = resolve(process.argv.at(-1) ?? '.');
const work = mkdtempSync(join(tmpdir(), 'vmts-bench-'));
try {
  for (const [kernel, iterations, checksum, count] of KERNELS) {
    const image = assemble(directory, kernel, work);
    run(image, Math.ceil(iterations / 20));
    const runs = [run(image, iterations), run(image, iterations)];
    const result = runs[0]!.mips > runs[1]!.mips ? runs[0]! : runs[1]!;
    const right = result.checksum === checksum ? '' : ' WRONG CHECKSUM';
    let line = `${kernel.padEnd(8)} ${result.mips.toFixed(0).padStart(5)} MIPS${right}`;
    if (withHercules) {
      const other = hercules(image, iterations, count, work);
      line += `  Hercules ${other.toFixed(0)} MIPS, ratio ${(result.mips / other).toFixed(2)}`;
    }
    console.log(line);
  }
} finally {
  rmSync(work, { recursive: true });
}
