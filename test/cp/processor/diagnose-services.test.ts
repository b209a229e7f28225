/** DIAGNOSE codes that CP's main side serves, and those that want a privilege class. */
import { expect } from 'chai';
import { FAILED, NOT_FOUND, OUTSIDE } from '../../../src/cp/guest-services.js';
import type { ServiceAnswer } from '../../../src/cp/guest-services.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import {
  ADDRESSING,
  AREA,
  PRIVILEGED,
  PROTECTION,
  SPECIFICATION,
  cc,
  diagnose,
  programCode,
} from './diagnose-rig.js';
import { hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

/** Main answers the last ask. */
function answer(machine: RigMachine, reply: ServiceAnswer): void {
  const { ask } = machine.asks.at(-1)!;
  const sent = machine.ask({ op: 'answer', ask, answer: { kind: 'service', answer: reply } });
  expect(sent).to.deep.equal({ ok: true });
  machine.rig.run();
}

describe('DIAGNOSE and privilege classes', () => {
  for (const [code, classes] of [
    [0x04, 'CE'],
    [0x1c, 'F'],
    [0x3c, 'ABC'],
  ] as const) {
    it(`${code.toString(16)} is a privileged operation but for ${classes}, whatever its operands`, () => {
      const rig = new Rig();
      for (const letter of 'ABCDEFG') {
        const machine = rig.machine({ classes: letter });
        diagnose(machine, code, { 2: -1, 4: -1, 5: -1 });
        const allowed = classes.includes(letter);
        expect(programCode(machine) === PRIVILEGED).to.equal(!allowed);
        if (!allowed) expect(machine.asks).to.deep.equal([]);
      }
    });
  }

  it('comes after the problem state, which is the guest’s own interruption', () => {
    const machine = new Rig().machine({ classes: 'ABCDEFG' });
    machine.storage.store(0x68, hex('0002 0000 0000 0bad'));
    for (const code of ['0004', '0014', '0064', '0068', '0044', '0200']) {
      machine.load(0x1000, `8324 ${code}`);
      machine.cpu.loadPsw(0x00010000, 0x1000);
      machine.post({ op: 'start' });
      machine.rig.run();
      expect(programCode(machine)).to.equal(PRIVILEGED);
    }
    expect(machine.asks).to.deep.equal([]);
  });
});

describe('DIAGNOSE 04', () => {
  let machine: RigMachine;
  beforeEach(() => {
    machine = new Rig().machine({ classes: 'E' });
    machine.storage.store(AREA, hex('00000000 00000010'));
  });

  it('stores a word for each address, and leaves the condition code', () => {
    diagnose(machine, 0x04, { 2: AREA, 4: 2, 5: AREA + 0x800 });
    expect(machine.asks.at(-1)?.question).to.deep.equal({
      kind: 'service',
      request: { service: 'cp-storage', addresses: [0, 16] },
    });
    answer(machine, { code: 0, words: [0x12345678, -1] });
    expect(machine.storage.word(AREA + 0x800)).to.equal(0x12345678);
    expect(machine.storage.word(AREA + 0x804)).to.equal(-1);
    expect(cc(machine)).to.equal(2);
  });

  it('is an addressing exception for an address that CP does not have', () => {
    diagnose(machine, 0x04, { 2: AREA, 4: 2, 5: AREA + 0x800 });
    answer(machine, { code: OUTSIDE });
    expect(programCode(machine)).to.equal(ADDRESSING);
  });

  it('does nothing for no address', () => {
    diagnose(machine, 0x04, { 2: AREA, 4: 0, 5: AREA });
    expect(programCode(machine)).to.equal(undefined);
    expect(machine.asks).to.deep.equal([]);
  });

  it('wants lists on words, in one page', () => {
    for (const registers of [
      { 2: AREA + 2, 4: 1, 5: AREA + 0x800 },
      { 2: AREA, 4: 1, 5: AREA + 0x801 },
      { 2: AREA, 4: -1, 5: AREA + 0x800 },
      { 2: AREA, 4: 1, 5: AREA + 0x1000 },
      { 2: AREA + 0xffc, 4: 2, 5: AREA },
      { 2: AREA, 4: 1025, 5: AREA },
      { 2: AREA, 4: 0x40000001, 5: AREA },
    ]) {
      diagnose(machine, 0x04, registers);
      expect(programCode(machine)).to.equal(SPECIFICATION);
    }
    diagnose(machine, 0x04, { 2: AREA, 15: 1 }, { ry: 15 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
  });

  it('goes by storage and its keys', () => {
    diagnose(machine, 0x04, { 2: 0x41000, 4: 1, 5: 0x41800 });
    expect(programCode(machine)).to.equal(ADDRESSING);
    // the page of the lists is 4K, which has two keys
    machine.storage.setKey(AREA, 0x30);
    machine.storage.setKey(AREA + 0x800, 0x10);
    diagnose(machine, 0x04, { 2: AREA, 4: 1, 5: AREA + 0x800 }, { key: 3 });
    expect(programCode(machine)).to.equal(PROTECTION);
    machine.storage.setKey(AREA, 0x18);
    diagnose(machine, 0x04, { 2: AREA, 4: 1, 5: AREA + 4 }, { key: 3 });
    expect(programCode(machine)).to.equal(PROTECTION);
    expect(machine.asks).to.deep.equal([]);
  });
});

describe('DIAGNOSE 1C', () => {
  it('has the error records erased by codes 1 and 2', () => {
    const machine = new Rig().machine({ classes: 'F' });
    for (const code of [1, 0xffffff02 | 0]) {
      diagnose(machine, 0x1c, { 2: code });
      expect(machine.asks.at(-1)?.question).to.deep.equal({
        kind: 'service',
        request: { service: 'error-records' },
      });
      answer(machine, { code: 0 });
      expect(programCode(machine)).to.equal(undefined);
    }
    for (const code of [0, 3, 0x100]) {
      diagnose(machine, 0x1c, { 2: code });
      expect(programCode(machine)).to.equal(SPECIFICATION);
    }
  });
});

describe('DIAGNOSE 3C', () => {
  it('tells by the condition code what came of it', () => {
    const machine = new Rig().machine({ classes: 'B' });
    const name = new DataView(toEbcdic('VMTS    ').buffer);
    for (const [code, expected] of [
      [0, 0],
      [NOT_FOUND, 2],
      [FAILED, 3],
    ] as const) {
      diagnose(machine, 0x3c, { 2: name.getInt32(0), 4: name.getInt32(4) | 0xffff });
      expect(machine.asks.at(-1)?.question).to.deep.equal({
        kind: 'service',
        request: { service: 'directory', volume: 'VMTS' },
      });
      answer(machine, { code });
      expect(cc(machine)).to.equal(expected);
    }
  });
});

describe('DIAGNOSE 44', () => {
  it('ends the slice and leaves registers and condition code', () => {
    const machine = new Rig().machine();
    diagnose(machine, 0x44, { 2: 7, 4: 9 });
    expect([machine.cpu.register(2), machine.cpu.register(4), cc(machine)]).to.deep.equal([
      7, 9, 2,
    ]);
  });

  it('lets another machine run at once', () => {
    const rig = new Rig();
    const [spinning, working] = [rig.machine(), rig.machine()];
    // 44 and back, for ever; a slice that were used up would be a hundred thousand instructions
    spinning.load(0x1000, '8324 0044 47f0 c000');
    spinning.cpu.setRegister(12, 0x1000);
    working.storage.store(0x300, hex('0002 0000 0000 0eee'));
    working.load(0x1000, '8200 0300');
    spinning.post({ op: 'start' });
    rig.run(3);
    const before = spinning.cpu.executed;
    working.post({ op: 'start' });
    rig.run(200);
    expect(working.stopped).to.equal('disabled-wait');
    expect(spinning.cpu.executed - before).to.be.lessThan(1000);
  });
});

describe('DIAGNOSE 48', () => {
  let machine: RigMachine;
  beforeEach(() => {
    machine = new Rig().machine();
  });

  it('has an error record written', () => {
    machine.storage.store(AREA, hex('0102030405'));
    diagnose(machine, 0x48, { 0: 5, 1: AREA, 2: 4 });
    expect(machine.asks.at(-1)?.question).to.deep.equal({
      kind: 'service',
      request: { service: 'error-records', record: hex('0102030405') },
    });
    answer(machine, { code: 0 });
    expect(cc(machine)).to.equal(2);
  });

  it('gives the guest its SVC 76', () => {
    machine.storage.store(0x60, hex('0002 0000 0000 0abc'));
    diagnose(machine, 0x48, { 2: 8 });
    expect(machine.of('stopped').at(-1)?.reason).to.deep.include({ psw: [0x00020000, 0xabc] });
    // BC mode: the code stands in the old PSW, which points behind the DIAGNOSE
    expect(machine.storage.word(0x20)! & 0xffff).to.equal(76);
    expect(machine.storage.word(0x24)! & 0xffffff).to.equal(0x1004);
  });

  it('refuses other codes and records that are none', () => {
    for (const registers of [
      { 0: 5, 1: AREA, 2: 0 },
      { 0: 5, 1: AREA, 2: 12 },
      { 0: 0, 1: AREA, 2: 4 },
      { 0: 4097, 1: AREA, 2: 4 },
      { 0: -1, 1: AREA, 2: 4 },
    ]) {
      diagnose(machine, 0x48, registers);
      expect(programCode(machine)).to.equal(SPECIFICATION);
    }
    diagnose(machine, 0x48, { 0: 4, 1: AREA }, { rx: 0 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x48, { 0: 2, 1: 0x3ffff, 2: 4 });
    expect(programCode(machine)).to.equal(ADDRESSING);
    machine.storage.setKey(AREA, 0x28);
    diagnose(machine, 0x48, { 0: 2, 1: AREA, 2: 4 }, { key: 1 });
    expect(programCode(machine)).to.equal(PROTECTION);
  });
});

describe('DIAGNOSE 28', () => {
  const CCW = AREA + 8;
  let machine: RigMachine;
  beforeEach(() => {
    machine = new Rig().machine();
    machine.storage.store(AREA, hex('02002100 40000050 08002000 00000000'));
  });

  const outcome = (registers: Record<number, number>, stance = {}): readonly number[] => {
    diagnose(machine, 0x28, registers, stance);
    return [cc(machine), machine.cpu.register(15)];
  };

  it('tells what is wrong with the operands', () => {
    expect(outcome({ 2: 0x00c }, { ry: 2 })).to.deep.equal([1, 1]);
    expect(outcome({ 2: CCW, 4: 0x00f })).to.deep.equal([1, 2]);
    expect(outcome({ 2: 0x40000, 4: 0x00c })).to.deep.equal([1, 3]);
    expect(outcome({ 2: -8, 4: 0x00c })).to.deep.equal([1, 3]);
    expect(outcome({ 2: CCW + 4, 4: 0x00c })).to.deep.equal([1, 4]);
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([1, 5]);
  });

  it('looks at the CCW of a program that waits, and lets the change count', () => {
    // the reader waits for CP to say whether there is a file
    machine.storage.store(0x48, hex('00002000'));
    machine.load(0x800, '9c00 000c 8200 0308');
    machine.storage.store(0x308, hex('0002 0000 0000 0111'));
    machine.post({ op: 'start' });
    machine.rig.run();
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([0, 0]);
    machine.storage.store(CCW, hex('08ffff00'));
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([1, 7]);
    machine.storage.store(CCW, hex('08002104'));
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([1, 8]);
    machine.storage.store(CCW, hex('02002104'));
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([1, 6]);
    machine.storage.store(CCW, hex('03000000'));
    expect(outcome({ 2: CCW, 4: 0x00c })).to.deep.equal([0, 0]);
    // its end has come and is not yet told
    const { ask } = machine.asks.at(-1)!;
    machine.post({ op: 'answer', ask, answer: { kind: 'unit', answer: { kind: 'none' } } });
    machine.rig.run();
    expect(outcome({ 2: CCW, 4: 0x00c })[0]).to.equal(2);
  });
});

describe('DIAGNOSE and storage keys', () => {
  let rig: Rig;
  let machine: RigMachine;
  beforeEach(() => {
    rig = new Rig();
    machine = rig.machine();
    machine.storage.setKey(AREA, 0x28);
  });

  it('protects operands against the key of the PSW', () => {
    for (const [code, registers] of [
      [0x00, { 2: AREA, 4: 40 }],
      [0x08, { 2: AREA, 4: 5 }],
      [0x08, { 2: 0x3000, 3: AREA, 4: 0x40000005, 5: 5 }],
      [0x0c, { 2: AREA }],
      [0x8c, { 2: AREA, 3: 0x009, 4: 6 }],
      [0xa4, { 2: AREA }],
      [0xa8, { 2: AREA }],
    ] as const) {
      diagnose(machine, code, registers, { key: 3 });
      expect(programCode(machine), code.toString(16)).to.equal(PROTECTION);
    }
    expect(machine.asks).to.deep.equal([]);
  });

  it('lets key 0 and the key of the storage through', () => {
    for (const key of [0, 2]) {
      diagnose(machine, 0x0c, { 2: AREA }, { key });
      expect(programCode(machine)).to.equal(undefined);
    }
  });

  it('does not go on at 0 behind the last byte of 16M', () => {
    const large = rig.machine({ storageSize: 0x1000000 });
    for (const [code, registers] of [
      [0x00, { 2: 0xfffff8, 4: 40 }],
      [0x08, { 2: 0xfffffe, 4: 5 }],
      [0x08, { 2: AREA, 3: 0xfffffe, 4: 0x40000005, 5: 5 }],
      [0x0c, { 2: 0xfffff8 }],
      [0x8c, { 2: 0xfffffc, 3: 0x009, 4: 6 }],
      [0xa8, { 2: 0xfffff0 }],
    ] as const) {
      diagnose(large, code, registers);
      expect(programCode(large), code.toString(16)).to.equal(ADDRESSING);
    }
    // the upper byte of an address does not count
    diagnose(large, 0x0c, { 2: 0xff000000 | AREA });
    expect(programCode(large)).to.equal(undefined);
  });
});
