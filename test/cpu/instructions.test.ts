import { expect } from 'chai';
import { INSTRUCTIONS } from '../../src/cpu/instruction-table.js';
import { ABSENT_CASES, CONTROL_CASES, IO_CASES } from './control-cases-table.js';
import { DECIMAL_CASES } from './decimal-cases-table.js';
import { FLOAT_CASES } from './float-cases-table.js';
import { CHARACTER_CASES, REGISTER_CASES, STORAGE_CASES } from './general-cases-table.js';
import { ORACLE_CASES } from './oracle-cases-table.js';
import { testMachine } from './machine.js';
import { checkStep, parseStep } from './one-step.js';

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const groups: readonly (readonly [string, readonly string[]])[] = [
  ['registers', lines(REGISTER_CASES)],
  ['storage', lines(STORAGE_CASES)],
  ['storage to storage', lines(CHARACTER_CASES)],
  ['decimal', lines(DECIMAL_CASES)],
  ['floating point', lines(FLOAT_CASES)],
  ['control', lines(CONTROL_CASES)],
  ['I/O', lines(IO_CASES)],
  ['found by the oracle', lines(ORACLE_CASES)],
  ['absent', lines(ABSENT_CASES)],
];

describe('instructions', () => {
  for (const [name, cases] of groups) {
    describe(name, () => {
      for (const line of cases) {
        it(line, () => {
          checkStep(line);
        });
      }
    });
  }

  it('executes what stands in the last halfword of the last frame of all, also by EX', () => {
    const machine = testMachine(0x10000, 2);
    machine.storage.store(0x1000, Uint8Array.of(0x44, 0x00, 0x2f, 0xfe, 0x47, 0xf0, 0x2f, 0xfe));
    machine.storage.store(0x2ffe, Uint8Array.of(0x1a, 0x11)); // AR 1,1
    machine.processor.setRegister(2, 0x2000);
    machine.processor.setRegister(1, 3);
    machine.processor.loadPsw(0, 0x1000);
    machine.processor.run(3);
    expect(machine.processor.register(1)).to.equal(12);
    expect(machine.processor.psw().address).to.equal(0x3000);
  });

  it('has a case for every instruction that the table calls implemented', () => {
    const tested = new Set(
      groups.slice(0, -1).flatMap(([, cases]) => cases.map((line) => parseStep(line).mnemonic)),
    );
    const missing = INSTRUCTIONS.filter(
      (entry) => entry.implemented && !tested.has(entry.mnemonic),
    ).map((entry) => entry.mnemonic);
    expect(missing).to.deep.equal([]);
  });

  it('takes every other instruction of the table for an operation exception', () => {
    const absent = INSTRUCTIONS.filter((entry) => !entry.implemented);
    expect(absent.length).to.be.greaterThan(10);
    for (const { opcode } of absent) {
      const hex = opcode
        .toString(16)
        .padStart(opcode > 0xff ? 4 : 2, '0')
        .padEnd(12, '0');
      const first = opcode > 0xff ? opcode >> 8 : opcode;
      const length = first < 0x40 ? 2 : first < 0xc0 ? 4 : 6;
      const code = `DC X'${hex.slice(0, 2 * length)}'`;
      checkStep(`${code} | | int=0001 pc=${(0x1000 + length).toString(16)}`);
    }
  });
});
