/**
 * Which exception comes first, and what an instruction that has ended early leaves behind (GA22-7000,
 * "Interruptions": nullification, suppression, termination, priority of access exceptions).
 */
import { expect } from 'chai';
import { DAT, Translated } from './translated.js';

/** Pages 4000 and on of 2K are not there. */
function absent(): Translated {
  const t = new Translated();
  t.put(t.entryAt(0x4000), 4);
  for (let page = 0x3800; page < 0x4000; page += 4)
    t.machine.storage.setWord(page, 0x11111111 * ((page >> 2) & 7));
  return t;
}

/** What storage has from 3FF0 to the end of the last page that is there. */
const end = (t: Translated): string =>
  Buffer.from(t.machine.storage.fetch(0x3ff0, 16)!).toString('hex');

describe('an instruction that meets a page that is not there', () => {
  const cases: readonly (readonly [string, number[], number])[] = [
    ['ST', [0x50, 0x10, 0x2f, 0xfe], 2],
    ['STH', [0x40, 0x10, 0x2f, 0xff], 2],
    ['STM', [0x90, 0x0f, 0x2f, 0xf8], 2],
    ['STCM', [0xbe, 0x1f, 0x2f, 0xfe], 2],
    ['STCTL', [0xb6, 0x0f, 0x2f, 0xf8], 2],
    ['STD', [0x60, 0x00, 0x2f, 0xfc], 2],
    ['CVD', [0x4e, 0x10, 0x2f, 0xfc], 2],
    ['LCTL', [0xb7, 0x3f, 0x2f, 0xf8], 2],
    ['LM', [0x98, 0x01, 0x2f, 0xfc], 2],
    ['MVC', [0xd2, 0x0f, 0x2f, 0xf8, 0x20, 0x00], 3],
    ['XC', [0xd7, 0x0f, 0x2f, 0xf8, 0x20, 0x00], 3],
    ['MVC from it', [0xd2, 0x0f, 0x20, 0x00, 0x2f, 0xf8], 3],
    ['TR', [0xdc, 0x0f, 0x2f, 0xf8, 0x20, 0x00], 3],
    ['PACK', [0xf2, 0xff, 0x2f, 0xf8, 0x20, 0x00], 3],
    ['AP', [0xfa, 0xff, 0x2f, 0xf8, 0x20, 0x00], 3],
    ['EX', [0x44, 0x00, 0x2f, 0xfe], 2],
  ];
  for (const [name, code, length] of cases) {
    it(`is as if it had not been executed: ${name}`, () => {
      const t = absent();
      const { processor, storage } = t.machine;
      storage.store(0x3ffe, Uint8Array.of(0xd2, 0x07));
      for (let n = 3; n < 16; n++) processor.setControlRegister(n, 0x01000000 + n);
      for (let n = 0; n < 16; n++) processor.setRegister(n, n === 2 ? 0x3000 : 0x01010101 * n);
      const before = [0, 1, 3, 4, 15].map((n) => processor.register(n));
      const storedBefore = end(t);
      expect(t.step(code, DAT | 0x2f00)).to.equal(0x11);
      expect(storage.word(140)).to.equal((length << 17) | 0x11);
      expect(storage.word(144)).to.equal(0x4000);
      expect(t.old, 'instruction address').to.equal(0x1000);
      expect((storage.word(40)! >> 8) & 0x3f, 'condition code, mask').to.equal(0x2f);
      expect(end(t)).to.equal(storedBefore);
      expect([0, 1, 3, 4, 15].map((n) => processor.register(n))).to.deep.equal(before);
      expect(processor.controlRegister(3)).to.equal(0x01000003);
    });
  }

  it('keeps what MVCL has moved, and goes on when the page has come', () => {
    const t = absent();
    const { processor, storage } = t.machine;
    storage.store(
      0x9000,
      Uint8Array.from({ length: 32 }, (_, n) => n + 1),
    );
    processor.setRegister(4, 0x3ff0);
    processor.setRegister(5, 32);
    processor.setRegister(6, 0x9000);
    processor.setRegister(7, 32);
    expect(t.step([0x0e, 0x46])).to.equal(0x11);
    expect(t.old).to.equal(0x1000);
    expect([4, 5, 6, 7].map((n) => processor.register(n))).to.deep.equal([0x4000, 16, 0x9010, 16]);
    t.map(0x4000, 0xa000);
    processor.loadPsw(DAT, 0x1000);
    processor.run(1);
    expect(processor.psw().address).to.equal(0x1002);
    expect(storage.fetch(0xa00f, 1)).to.deep.equal(Uint8Array.of(32));
    expect(storage.fetch(0x3fff, 1)).to.deep.equal(Uint8Array.of(16));
    expect(processor.psw().conditionCode).to.equal(0);
  });
});

describe('the first of several exceptions', () => {
  const cases: readonly (readonly [string, number[], number, number])[] = [
    ['privileged operation before access', [0x82, 0, 0x20, 0], DAT | 0x10000, 2],
    ['privileged operation before specification', [0x82, 0, 0x20, 4], DAT | 0x10000, 2],
    ['specification before access', [0x82, 0, 0x20, 4], DAT, 6],
    ['specification before access: CS', [0xba, 0x13, 0x20, 2], DAT, 6],
    ['specification before access: CDS', [0xbb, 0x13, 0x20, 0], DAT, 6],
    ['specification before access: M', [0x5c, 0x10, 0x20, 0], DAT, 6],
    ['specification before access: MP', [0xfc, 0x12, 0x20, 0, 0x20, 0], DAT, 6],
    ['specification before access: EX', [0x44, 0x00, 0x20, 1], DAT, 6],
    ['operation before access', [0x51, 0x10, 0x20, 0], DAT, 1],
    ['operation of what is not installed before privilege', [0xb2, 0, 0x20, 0], DAT | 0x10000, 1],
    ['access before data: AP', [0xfa, 0x00, 0x20, 0, 0xe0, 0], DAT, 0x11],
    ['special operation before access: SSM', [0x80, 0, 0x20, 0], DAT, 0x13],
  ];
  for (const [name, code, first, expected] of cases) {
    it(name, () => {
      const t = absent();
      const { processor } = t.machine;
      processor.setRegister(2, 0x4000);
      processor.setRegister(14, 0x9000);
      if (expected === 0x13) processor.setControlRegister(0, 0x404000e0);
      expect(t.step(code, first)).to.equal(expected);
      expect(t.old).to.equal(expected === 0x11 ? 0x1000 : 0x1000 + code.length);
    });
  }

  it('a bad PSW before an interruption that it would let in', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    storage.setWord(0x9000, 0x01080001);
    storage.setWord(0x9004, 0x1000);
    processor.external(0x40);
    processor.setRegister(2, 0x9000);
    storage.store(0x1000, Uint8Array.of(0x82, 0, 0x20, 0));
    processor.loadPsw(0x00080000, 0x1000);
    processor.run(2);
    expect(storage.word(140)).to.equal(6);
    expect(storage.word(40)).to.equal(0x01080001);
    expect(storage.word(24)).to.equal(0);
  });
});
