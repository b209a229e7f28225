/**
 * One instruction, before and after, written on a line: `code | before | after`. Words of before and after,
 * all numbers hexadecimal:
 *
 *   3=7FFFFFFF     general register          cr0=E0       control register
 *   f2=41100000    floating-point register: its first or both words
 *   @2000=00FF     storage                   key2000=F8   storage key
 *   cc1  pm8       condition code, program mask
 *   ec  problem    EC mode, problem state    k5           PSW key
 *   mask01         system mask               size8000     storage size
 *   pc=2000        address of the next instruction (else the one behind must follow)
 *   int=0006       a program interruption with this code, old PSW behind the instruction
 *   exit=diagnose  the reason of the exit (else the budget is used)
 *
 * The instruction stands at 1000; register 12 is 1000 and base of what stands there. After the instruction
 * every register, also a floating-point one, that is not named is as before, and so is the condition code.
 */
import { expect } from 'chai';
import { assemble } from '../../src/cms/assembler/assembler.js';
import { testMachine } from './machine.js';
import type { TestMachine } from './machine.js';

/** A line taken apart. */
export interface Step {
  readonly code: string;
  readonly mnemonic: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Takes a line apart. */
export function parseStep(line: string): Step {
  const [code, before, after] = line.split('|').map((part) => part.trim());
  if (code === undefined || before === undefined || after === undefined) throw new Error(line);
  const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
  return {
    code,
    mnemonic: /^\S+/.exec(code)![0],
    before: words(before),
    after: words(after),
  };
}

const hex = (text: string): number => parseInt(text, 16) | 0;
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** Sets up one word of "before"; the masks of the PSW are collected. */
function prepare(
  machine: TestMachine,
  word: string,
  psw: { first: number; cc: number; pm: number },
) {
  const { processor, storage } = machine;
  const match = (pattern: RegExp): RegExpExecArray | null => pattern.exec(word);
  let m: RegExpExecArray | null;
  if ((m = match(/^(\d+)=(\w+)$/))) processor.setRegister(Number(m[1]), hex(m[2]!));
  else if ((m = match(/^cr(\d+)=(\w+)$/))) processor.setControlRegister(Number(m[1]), hex(m[2]!));
  else if ((m = match(/^f(\d)=(\w{8})(\w{8})?$/))) {
    processor.setFloatWord(Number(m[1]), hex(m[2]!));
    if (m[3] !== undefined) processor.setFloatWord(Number(m[1]) + 1, hex(m[3]));
  } else if ((m = match(/^@(\w+)=(\w+)$/)))
    expect(storage.store(hex(m[1]!), fromHex(m[2]!))).to.equal(true);
  else if ((m = match(/^key(\w+)=(\w+)$/))) storage.setKey(hex(m[1]!), hex(m[2]!));
  else if ((m = match(/^cc(\d)$/))) psw.cc = Number(m[1]);
  else if ((m = match(/^pm(\w)$/))) psw.pm = hex(m[1]!);
  else if ((m = match(/^k(\w)$/))) psw.first |= hex(m[1]!) << 20;
  else if ((m = match(/^mask(\w\w)$/))) psw.first |= hex(m[1]!) << 24;
  else if (word === 'ec') psw.first |= 0x80000;
  else if (word === 'problem') psw.first |= 0x10000;
  else if (!word.startsWith('size')) throw new Error(`before: ${word}`);
}

/** Executes the instruction of a line and checks everything that the line says. */
export function checkStep(line: string): void {
  const step = parseStep(line);
  const size = step.before.find((word) => word.startsWith('size'));
  const machine = testMachine(size === undefined ? 0x10000 : hex(size.slice(4)));
  const { processor, storage } = machine;
  const program = assemble(`T START X'1000'\n USING T,12\n ${step.code}\nNEXT DS 0H\n END`, true);
  expect(program.errors, step.code).to.deep.equal([]);
  storage.store(0x1000, program.bytes);
  storage.setWord(104, 0); // program new PSW: disabled, at 3000
  storage.setWord(108, 0x3000);
  processor.setRegister(12, 0x1000);
  const psw = { first: 0, cc: 0, pm: 0 };
  for (const word of step.before) prepare(machine, word, psw);
  const extended = (psw.first & 0x80000) !== 0;
  if (extended) processor.loadPsw(psw.first | (psw.cc << 12) | (psw.pm << 8), 0x1000);
  else processor.loadPsw(psw.first, (psw.cc << 28) | (psw.pm << 24) | 0x1000);
  if (extended) storage.setWord(104, 0x80000);
  const registers = Array.from({ length: 16 }, (_, n) => processor.register(n));
  const float = Array.from({ length: 8 }, (_, n) => processor.floatWord(n));
  const exit = processor.run(1);

  let cc = psw.cc;
  let pc: number | undefined = program.symbols.get('NEXT');
  let reason = 'budget';
  let interruption = 0;
  for (const word of step.after) {
    let m: RegExpExecArray | null;
    if ((m = /^(\d+)=(\w+)$/.exec(word))) registers[Number(m[1])] = hex(m[2]!);
    else if ((m = /^cr(\d+)=(\w+)$/.exec(word)))
      expect(processor.controlRegister(Number(m[1])), `${line}: ${word}`).to.equal(hex(m[2]!));
    else if ((m = /^f(\d)=(\w{8})(\w{8})?$/.exec(word))) {
      float[Number(m[1])] = hex(m[2]!);
      if (m[3] !== undefined) float[Number(m[1]) + 1] = hex(m[3]);
    } else if ((m = /^@(\w+)=(\w+)$/.exec(word))) {
      const found = storage.fetch(hex(m[1]!), m[2]!.length / 2)!;
      expect(Buffer.from(found).toString('hex').toUpperCase(), `${line}: @${m[1]!}`).to.equal(m[2]);
    } else if ((m = /^key(\w+)=(\w+)$/.exec(word)))
      expect(storage.key(hex(m[1]!)), `${line}: ${word}`).to.equal(hex(m[2]!));
    else if ((m = /^cc(\d)$/.exec(word))) cc = Number(m[1]);
    else if ((m = /^pm(\w)$/.exec(word)))
      expect(processor.psw().programMask, line).to.equal(hex(m[1]!));
    else if ((m = /^k(\w)$/.exec(word))) expect(processor.psw().key, line).to.equal(hex(m[1]!));
    else if ((m = /^mask(\w\w)$/.exec(word)))
      expect(processor.psw().systemMask, line).to.equal(hex(m[1]!));
    else if ((m = /^pc=(\w+)$/.exec(word))) pc = m[1] === 'any' ? undefined : hex(m[1]!);
    else if ((m = /^int=(\w+)$/.exec(word))) interruption = hex(m[1]!);
    else if ((m = /^exit=(\S+)$/.exec(word))) reason = m[1]!;
    else throw new Error(`after: ${word}`);
  }
  expect(exit.reason, line).to.equal(reason);
  expect(
    Array.from({ length: 16 }, (_, n) => processor.register(n)),
    `${line}: registers`,
  ).to.deep.equal(registers);
  expect(
    Array.from({ length: 8 }, (_, n) => processor.floatWord(n)),
    `${line}: floating-point registers`,
  ).to.deep.equal(float);
  const now = processor.psw();
  if (interruption === 0) {
    expect(now.conditionCode, `${line}: cc`).to.equal(cc);
    if (pc !== undefined) expect(now.address, `${line}: pc`).to.equal(pc);
    return;
  }
  expect(now.address, `${line}: not interrupted`).to.equal(0x3000);
  const code = storage.word(extended ? 140 : 40)! & 0xffff;
  expect(code, `${line}: interruption code`).to.equal(interruption);
  const second = storage.word(44)!;
  expect(second & 0xffffff, `${line}: old PSW`).to.equal(pc);
  const oldCc = extended ? (storage.word(40)! >> 12) & 3 : (second >> 28) & 3;
  expect(oldCc, `${line}: cc in old PSW`).to.equal(cc);
  const ilc = extended ? (storage.word(140)! >> 17) & 3 : second >>> 30;
  expect(ilc, `${line}: ILC`).to.equal(
    program.bytes[0]! < 0x40 ? 1 : program.bytes[0]! < 0xc0 ? 2 : 3,
  );
}
