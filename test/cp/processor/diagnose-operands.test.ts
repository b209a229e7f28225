/** What is wrong with the operands of DIAGNOSE codes, code by code; and operands of a processor that has a prefix. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { ADDRESSING, AREA, SPECIFICATION, cc, diagnose, programCode } from './diagnose-rig.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

describe('operands of DIAGNOSE', () => {
  let machine: RigMachine;
  beforeEach(() => {
    machine = new Rig().machine();
  });
  const size = (): number => machine.storage.size;

  const programs: readonly (readonly [
    number,
    string,
    () => Readonly<Record<number, number>>,
    number,
    { readonly rx?: number; readonly ry?: number }?,
  ])[] = [
    [0x00, 'area not on a doubleword', () => ({ 2: AREA + 4, 4: 40 }), SPECIFICATION],
    [0x00, 'length 0', () => ({ 2: AREA, 4: 0 }), SPECIFICATION],
    [0x00, 'area outside storage', () => ({ 2: size(), 4: 8 }), ADDRESSING],
    [0x08, 'buffer in R15 and R0', () => ({ 15: AREA, 4: 0x40000005 }), SPECIFICATION, { rx: 15 }],
    [0x08, 'length in R15 and R0', () => ({ 2: AREA, 15: 0x40000005 }), SPECIFICATION, { ry: 15 }],
    [0x08, 'pairs that overlap', () => ({ 2: AREA, 3: 0x40000005 }), SPECIFICATION, { ry: 3 }],
    [
      0x08,
      'buffer too long',
      () => ({ 2: AREA, 3: AREA, 4: 0x40000005, 5: 0x100001 }),
      SPECIFICATION,
    ],
    [0x08, 'buffer negative', () => ({ 2: AREA, 3: AREA, 4: 0x40000005, 5: -1 }), SPECIFICATION],
    [0x08, 'buffer outside', () => ({ 2: AREA, 3: size(), 4: 0x40000005, 5: 8 }), ADDRESSING],
    [0x08, 'flags that are none', () => ({ 2: AREA, 4: 0x02000005 }), SPECIFICATION],
    [0x08, 'a flag that is none and no length', () => ({ 2: AREA, 4: 0x10000000 }), SPECIFICATION],
    [0x08, 'too long', () => ({ 2: AREA, 4: 241 }), SPECIFICATION],
    [0x0c, 'area not on a doubleword', () => ({ 2: AREA + 4 }), SPECIFICATION],
    [0x0c, 'area outside storage', () => ({ 2: size() - 8 }), ADDRESSING],
    [0x10, 'first not on a page', () => ({ 2: AREA + 8, 4: AREA }), SPECIFICATION],
    [0x10, 'last not on a page', () => ({ 2: AREA, 4: AREA + 8 }), SPECIFICATION],
    [0x10, 'first behind last', () => ({ 2: AREA + 4096, 4: AREA }), SPECIFICATION],
    [0x10, 'last outside storage', () => ({ 2: AREA, 4: size() }), ADDRESSING],
    [0x20, 'chain not on a doubleword', () => ({ 2: 9, 4: AREA + 4 }), SPECIFICATION],
    [0x58, 'CCW not on a doubleword', () => ({ 2: AREA + 4, 4: 9 }), SPECIFICATION],
    [0x64, 'no such function', () => ({ 2: AREA, 4: 0x14 }), SPECIFICATION],
    [0x64, 'name not on a doubleword', () => ({ 2: AREA + 4, 4: 0 }), SPECIFICATION],
    [0x64, 'name outside storage', () => ({ 2: size(), 4: 0 }), ADDRESSING],
    [0x8c, 'device in R0', () => ({ 15: AREA, 4: 6 }), SPECIFICATION, { rx: 15 }],
    [0x8c, 'negative length', () => ({ 2: AREA, 3: 9, 4: -1 }), SPECIFICATION],
    [0xa4, 'list not on a word', () => ({ 2: AREA + 2 }), SPECIFICATION],
    [0xa4, 'list outside storage', () => ({ 2: size() - 84 }), ADDRESSING],
    [0xa8, 'list not on a word', () => ({ 2: AREA + 2 }), SPECIFICATION],
    [0xa8, 'list outside storage', () => ({ 2: size() - 84 }), ADDRESSING],
  ];
  for (const [code, what, registers, wanted, stance] of programs) {
    it(`${code.toString(16).padStart(2, '0').toUpperCase()}: ${what}`, () => {
      diagnose(machine, code, registers(), stance);
      expect(programCode(machine)).to.equal(wanted);
      expect(machine.asks).to.deep.equal([]);
    });
  }

  it('A8: chain not on a doubleword or beyond 16M, format 1, reserved fields', () => {
    for (const list of [
      '0009 0000 00000000 00002104 00000000',
      '0009 0000 00000000 01002100 00000000',
      '0009 0080 00000000 00002100 00000000',
      '0009 0100 00000000 00002100 00000000',
      '0009 0000 00000001 00002100 00000000',
      '0009 0000 00000000 00002100 00000001',
    ]) {
      machine.storage.store(AREA, hex(list));
      diagnose(machine, 0xa8, { 2: AREA });
      expect(programCode(machine), list).to.equal(SPECIFICATION);
    }
    machine.storage.store(AREA, hex('0777 0000 00000000 00002100 00000000'));
    diagnose(machine, 0xa8, { 2: AREA });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([1, 1]);
  });

  it('20: wrong length is condition code 2, R15 3; suppressed it is none', () => {
    machine.storage.store(AREA + 0x100, toEbcdic('HELLO'));
    for (const [flags, wanted] of [
      ['00', [2, 3]],
      ['20', [0, 99]],
    ] as const) {
      // SENSE has one byte
      machine.storage.store(AREA, hex(`04002100 ${flags}000005`));
      diagnose(machine, 0x20, { 2: 0x009, 4: AREA, 15: 99 });
      expect([cc(machine), machine.cpu.register(15)]).to.deep.equal(wanted);
    }
  });

  it('20, A8: a device with an interruption pending is busy', () => {
    machine.storage.store(AREA, hex('03000000 20000001'));
    machine.storage.store(AREA + 0x40, hex('0009 0000 00000000 00002000 00000000'));
    machine.post({ op: 'attention', address: 0x009 });
    machine.rig.run();
    for (const [code, registers] of [
      [0x20, { 2: 0x009, 4: AREA }],
      [0xa8, { 2: AREA + 0x40 }],
    ] as const) {
      machine.post({ op: 'start' });
      machine.ask({ op: 'attention', address: 0x009 });
      machine.ask({ op: 'stop' });
      diagnose(machine, code, registers);
      expect([cc(machine), machine.cpu.register(15)], code.toString(16)).to.deep.equal([1, 5]);
    }
  });

  it('5C: leaves a message of no length alone, and one that is all code', () => {
    diagnose(machine, 0x5c, { 2: AREA, 4: 0 });
    expect([machine.cpu.register(2), machine.cpu.register(4), cc(machine)]).to.deep.equal([
      AREA,
      0,
      2,
    ]);
  });

  it('58 and 8C: condition code 3 for a device that is no display', () => {
    machine.storage.store(AREA, hex('29002100 20000001'));
    for (const device of [0x00c, 0x777]) {
      diagnose(machine, 0x58, { 2: AREA, 4: device });
      expect(cc(machine), device.toString(16)).to.equal(3);
      diagnose(machine, 0x8c, { 2: AREA, 3: device, 4: 6 });
      expect(cc(machine), device.toString(16)).to.equal(3);
    }
  });

  it('are real addresses: a processor with a prefix has its own page 0', () => {
    const { storage, cpu } = machine;
    storage.store(0x400, hex('00005000'));
    storage.store(0x300, hex(END_PSW));
    storage.store(0x5300, hex(END_PSW));
    machine.load(0x1000, `b210 0400 ${END}`);
    cpu.loadPsw(0, 0x1000);
    machine.post({ op: 'start' });
    machine.rig.run();
    expect(cpu.prefix).to.equal(0x5000);
    diagnose(machine, 0x00, { 2: 0x800, 4: 40 });
    expect(storage.fetch(0x5800, 6)).to.deep.equal(toEbcdic('VM/370'));
    expect(storage.fetch(0x800, 6)).to.deep.equal(new Uint8Array(6));
    // absolute page 0 is at the prefix; an area may lie in both
    diagnose(machine, 0x00, { 2: 0x5ff8, 4: 16 });
    expect(storage.fetch(0xff8, 6)).to.deep.equal(toEbcdic('VM/370'));
    expect(storage.fetch(0x6000, 4)).to.deep.equal(Uint8Array.of(6, 0, 0, 0xff));
    storage.store(0x5900, toEbcdic('QUERY TIME'));
    storage.store(0x900, toEbcdic('LOGOFF    '));
    diagnose(machine, 0x08, { 2: 0x900, 4: 10 });
    expect(machine.asks.at(-1)?.question).to.deep.include({ kind: 'command', text: 'QUERY TIME' });
    machine.post({
      op: 'answer',
      ask: machine.asks.at(-1)!.ask,
      answer: { kind: 'command', rc: 0, lines: [] },
    });
    machine.rig.run();
    // DIAGNOSE 10: the page is released in absolute storage
    storage.store(0x5c00, hex('ff'));
    storage.store(0xc00, hex('ee'));
    diagnose(machine, 0x10, { 2: 0x5000, 4: 0x5000 });
    expect([storage.word(0xc00), storage.word(0x5c00)]).to.deep.equal([0, 0xff000000 | 0]);
  });
});
