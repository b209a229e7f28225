/** Dynamic address translation: tables, exceptions, keys and recording, and what may be remembered. */
import { expect } from 'chai';
import { testMachine } from './machine.js';
import { CAUGHT, DAT, FORMATS, PAGE_TABLE, SEGMENTS, SMALL, Translated } from './translated.js';

// register 2 is the base
const L = [0x58, 0x10, 0x20, 0];
const ST = [0x50, 0x10, 0x20, 0];
const PTLB = [0xb2, 0x0d, 0, 0];
const SSK = [0x08, 0x13];

for (const format of FORMATS) {
  describe(`translation with ${format.name}`, () => {
    it('finds pages where the tables say', () => {
      const t = new Translated(format);
      const { processor, storage } = t.machine;
      t.map(0x3000, 0x9000);
      storage.setWord(0x9124, 0x01020304);
      processor.setRegister(2, 0x3124);
      expect(t.step(L)).to.equal(0);
      expect(processor.register(1)).to.equal(0x01020304);
      processor.setRegister(1, 5);
      expect(t.step(ST)).to.equal(0);
      expect(storage.word(0x9124)).to.equal(5);
      expect(storage.word(0x3124)).to.equal(0);
    });

    it('crosses pages that lie apart', () => {
      const t = new Translated(format);
      const { processor, storage } = t.machine;
      t.map(0x3000, 0xa000);
      t.map(0x4000, 0x9000);
      if (format.byteBits === 11) t.map(0x3800, 0xb800);
      const end = format.byteBits === 11 ? 0xc000 : 0xb000;
      storage.store(end - 2, Uint8Array.of(1, 2));
      storage.store(0x9000, Uint8Array.of(3, 4));
      processor.setRegister(2, 0x3ffe);
      expect(t.step(L)).to.equal(0);
      expect(processor.register(1)).to.equal(0x01020304);
      processor.setRegister(1, 0x11223344);
      expect(t.step(ST)).to.equal(0);
      expect(storage.fetch(end - 2, 2)).to.deep.equal(Uint8Array.of(0x11, 0x22));
      expect(storage.fetch(0x9000, 2)).to.deep.equal(Uint8Array.of(0x33, 0x44));
    });

    it('nullifies with segment and page exceptions, and shows the address', () => {
      const t = new Translated(format);
      const { processor, storage } = t.machine;
      t.put(t.entryAt(0x5000), format.byteBits === 11 ? 4 : 8);
      processor.setRegister(2, 0x5123);
      expect(t.step(L)).to.equal(0x11);
      expect(t.old).to.equal(0x1000);
      expect(storage.word(140)).to.equal(0x00040011);
      expect(storage.word(144)! & ~0xfff).to.equal(0x5000);
      // the segment behind
      processor.setRegister(2, (1 << format.segmentBits) + 0x5123);
      expect(t.step(L)).to.equal(0x10);
      expect(storage.word(144)! & ~0xfff).to.equal((1 << format.segmentBits) + 0x5000);
      expect(t.old).to.equal(0x1000);
    });

    it('knows the length of both tables', () => {
      const t = new Translated(format);
      const { processor, storage } = t.machine;
      const last = 12 << (format.segmentBits - 4);
      storage.setWord(SEGMENTS, 0xb0000000 | PAGE_TABLE);
      processor.setRegister(2, last);
      expect(t.step(L)).to.equal(0x11);
      processor.setRegister(2, 0x3000);
      expect(t.step(L)).to.equal(0);
      // segments 0 to 15 only
      processor.setControlRegister(1, SEGMENTS);
      storage.setWord(SEGMENTS + 4 * 15, 0xf0000000 | PAGE_TABLE);
      storage.setWord(SEGMENTS + 4 * 16, 0xf0000000 | PAGE_TABLE);
      processor.setRegister(2, (15 << format.segmentBits) | 0x3000);
      expect(t.step(L)).to.equal(0);
      if (format.segmentBits === 20) return;
      processor.setRegister(2, 0x103000);
      expect(t.step(L)).to.equal(0x10);
    });

    it('takes bad formats for what they are only when the entry is valid', () => {
      const t = new Translated(format);
      const { processor } = t.machine;
      const bits = format.byteBits === 11 ? [2] : [2, 4];
      processor.setRegister(2, 0x3004);
      for (const bit of bits) {
        t.put(t.entryAt(0x3000), 0x30 | bit);
        expect(t.step(L), String(bit)).to.equal(0x12);
        expect(t.old).to.equal(0x1004);
        t.put(t.entryAt(0x3000), 0x30 | bit | (format.byteBits === 11 ? 4 : 8));
        expect(t.step(L), String(bit)).to.equal(0x11);
      }
      t.put(t.entryAt(0x3000), 0x31); // the last bit is the program's
      expect(t.step(L)).to.equal(0);
    });
  });
}

describe('translation', () => {
  it('is refused with a format in control register 0 that is none', () => {
    const t = new Translated();
    for (const bits of [0, 4, 0xc, 9, 10 + 1, 24, 0x14]) {
      t.machine.processor.setControlRegister(0, bits << 19);
      expect(t.step(L), String(bits)).to.equal(0x12);
    }
  });

  it('does not happen in BC mode, whatever the bit of the mask', () => {
    const t = new Translated();
    t.machine.processor.setControlRegister(0, 0);
    t.machine.processor.setRegister(2, 0x3000);
    expect(t.step(L, 0x04000000)).to.equal(0);
    expect(t.machine.processor.psw().address).to.equal(0x1004);
  });

  it('fetches an instruction across pages, and gives the exception of the second', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    t.map(0x2000, 0x8000);
    storage.store(0x1ffe, Uint8Array.of(0x41, 0x10));
    storage.store(0x8000, Uint8Array.of(0x01, 0x23));
    processor.loadPsw(DAT, 0x1ffe);
    processor.run(1);
    expect(processor.register(1)).to.equal(0x123);
    t.put(t.entryAt(0x2000), 4);
    expect(t.step(PTLB)).to.equal(0);
    processor.loadPsw(DAT, 0x1ffe);
    processor.run(1);
    expect(storage.word(140)! & 0xffff).to.equal(0x11);
    expect(t.old).to.equal(0x1ffe);
    expect(storage.word(144)).to.equal(0x2000);
  });

  it('records reference and change of the page that is meant, and of no other', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    t.map(0x3000, 0x9000);
    const key = (): number[] => [storage.key(0x3000)!, storage.key(0x9000)!];
    storage.setKey(0x3000, 0);
    storage.setKey(0x9000, 0);
    processor.setRegister(2, 0x3000);
    t.step(L);
    expect(key()).to.deep.equal([0, 4]);
    t.step(ST);
    expect(key()).to.deep.equal([0, 6]);
    // and again after both have been reset, though the page is known
    storage.setKey(0x9000, 0);
    t.step(L);
    expect(key()).to.deep.equal([0, 4]);
    storage.setKey(0x9000, 0x10);
    t.step(ST);
    expect(key()).to.deep.equal([0, 0x16]);
  });

  it('records nothing for one page when the other cannot be stored into', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    t.put(t.entryAt(0x4000), 4);
    storage.setKey(0x3800, 0);
    processor.setRegister(2, 0x3ffe);
    expect(t.step(ST)).to.equal(0x11);
    expect(storage.key(0x3800)).to.equal(0);
  });

  it('checks the key of the real page, as it is at that moment', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    t.map(0x3000, 0x9000);
    for (const at of [0x1000, 0x3000]) storage.setKey(at, 0x50);
    storage.setKey(0x9000, 0x50);
    processor.setRegister(2, 0x3000);
    const under5 = DAT | 0x00500000;
    expect(t.step(ST, under5)).to.equal(0);
    expect(t.step(ST, under5)).to.equal(0);
    // SSK in the supervisor state changes what is known of the page
    processor.setRegister(1, 0x68);
    processor.setRegister(3, 0x9000);
    expect(t.step(SSK)).to.equal(0);
    expect(t.step(ST, under5)).to.equal(4);
    expect(t.step(L, under5)).to.equal(4);
    expect(storage.key(0x9000)! & 6, 'not recorded').to.equal(0);
  });

  it('protects a segment against stores', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    storage.setWord(SEGMENTS + 4, 0xf0000000 | PAGE_TABLE | 4);
    processor.setRegister(2, 0x13000);
    expect(t.step(L)).to.equal(0);
    expect(t.step(ST)).to.equal(4);
    // the same page by another segment is not protected
    processor.setRegister(2, 0x3000);
    expect(t.step(ST)).to.equal(0);
    processor.setRegister(2, 0x13000);
    expect(t.step(ST)).to.equal(4);
    expect(t.step(L)).to.equal(0);
  });

  it('sees a table that has changed after PTLB, another CR1 or IPTE', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    storage.setWord(0x9000, 9);
    storage.setWord(0xa000, 10);
    processor.setRegister(2, 0x3000);
    t.map(0x3000, 0x9000);
    t.step(L);
    t.map(0x3000, 0xa000);
    t.step(PTLB);
    t.step(L);
    expect(processor.register(1)).to.equal(10);
    t.map(0x3000, 0x9000);
    processor.setControlRegister(1, 0x0e000000 | SEGMENTS);
    t.step(L);
    expect(processor.register(1)).to.equal(9);
    processor.setRegister(5, PAGE_TABLE);
    processor.setRegister(6, 0x3000);
    expect(t.step([0xb2, 0x21, 0, 0x56])).to.equal(0);
    expect(storage.fetch(t.entryAt(0x3000), 2)).to.deep.equal(Uint8Array.of(0, 0x94));
    expect(t.step(L)).to.equal(0x11);
  });

  it('forgets what other processors know of a page by IPTE and by a change of the key', () => {
    const t = new Translated();
    const { machine } = t;
    const second = machine.addProcessor(1);
    const { storage } = machine;
    second.setControlRegister(0, SMALL.cr0);
    second.setControlRegister(1, 0x0f000000 | SEGMENTS);
    storage.store(0x1100, Uint8Array.from([...ST, ...ST, ...ST]));
    second.setRegister(2, 0x3000);
    second.loadPsw(DAT | 0x00500000, 0x1100);
    storage.setKey(0x3000, 0x50);
    second.run(1);
    expect(second.psw().address).to.equal(0x1104);
    machine.processor.setRegister(1, 0x60);
    machine.processor.setRegister(3, 0x3000);
    t.step(SSK);
    second.run(1);
    expect(storage.word(140)! & 0xffff).to.equal(4);
    storage.setKey(0x3000, 0x50);
    second.loadPsw(DAT | 0x00500000, 0x1104);
    second.run(1);
    machine.processor.setRegister(5, PAGE_TABLE);
    machine.processor.setRegister(6, 0x3000);
    t.step([0xb2, 0x21, 0, 0x56]);
    second.run(1);
    expect(storage.word(140)! & 0xffff).to.equal(0x11);
  });

  it('gives frames back under it, and finds them again', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    t.map(0x3000, 0x9000);
    storage.setWord(0x9000, 9);
    processor.setRegister(2, 0x3000);
    t.step(L);
    storage.release(0x9000, 0x9fff);
    t.step(L);
    expect(processor.register(1)).to.equal(0);
    processor.setRegister(1, 7);
    t.step(ST);
    expect(storage.word(0x9000)).to.equal(7);
    storage.clear();
    expect(storage.frames).to.equal(0);
    expect(t.machine.frames.free).to.equal(32);
  });

  it('goes on in new objects on the same block', () => {
    const t = new Translated();
    t.map(0x3000, 0x9000);
    t.machine.storage.setWord(0x9000, 9);
    t.machine.processor.setRegister(2, 0x3000);
    t.machine.storage.store(0x1000, Uint8Array.from(L));
    t.machine.processor.loadPsw(DAT, 0x1000);
    const { processor } = t.machine.rebuild();
    processor.run(1);
    expect(processor.register(1)).to.equal(9);
  });

  it('keeps up with more pages than its list has room for', () => {
    const machine = testMachine(0x400000, 32);
    const { processor, storage } = machine;
    storage.setWord(104, 0x00080000);
    storage.setWord(108, CAUGHT);
    // 1M segments of 4K pages, all of which are page 9000; page tables of 512 bytes from 6400 on
    for (let segment = 0; segment < 16; segment++)
      storage.setWord(SEGMENTS + 4 * segment, 0xf0000000 | PAGE_TABLE);
    for (let page = 0; page < 256; page++)
      storage.store(PAGE_TABLE + 2 * page, Uint8Array.of(0, page === 1 ? 0x10 : 0x90));
    processor.setControlRegister(0, 0x9000e0);
    processor.setControlRegister(1, SEGMENTS);
    storage.setWord(0x9000, 1);
    // A 1,0(2) AL 2,=4096 BCT 3,*-8
    storage.store(
      0x1000,
      Uint8Array.of(0x5a, 0x10, 0x20, 0, 0x5e, 0x20, 0xc0, 0x20, 0x46, 0x30, 0xc0, 0),
    );
    storage.store(0x1020, Uint8Array.of(0, 0, 0x10, 0));
    processor.setRegister(2, 0x2000);
    processor.setRegister(3, 3000);
    processor.setRegister(12, 0x1000);
    processor.setRegister(1, 0);
    processor.loadPsw(DAT, 0x1000);
    processor.run(8999);
    // at 1xx000 stands the program, not a one
    const others = Array.from({ length: 3000 }, (_, n) => (0x2000 + n * 4096) & 0xff000);
    const ones = others.filter((page) => page !== 0x1000).length;
    const programs = others.length - ones;
    const sum = ones + programs * 0x5a102000;
    expect(processor.register(1)).to.equal(sum | 0);
    storage.setKey(0x9000, 0);
    expect(storage.key(0x9000)).to.equal(0);
    processor.setRegister(2, 0x2000);
    processor.setRegister(3, 1);
    processor.loadPsw(DAT, 0x1000);
    processor.run(1);
    expect(storage.key(0x9000), 'recorded anew').to.equal(4);
  });
});

describe('low-address protection', () => {
  it('guards 512 bytes, virtual or real, against stores', () => {
    const t = new Translated();
    const { processor, storage } = t.machine;
    processor.setControlRegister(0, SMALL.cr0 | 0x10000000);
    for (const first of [DAT, 0x00080000])
      for (const [at, code] of [
        [508, 4],
        [512, 0],
        [0, 4],
        [0x3000, 0],
      ] as const) {
        processor.setRegister(2, at);
        expect(t.step(ST, first), `${first.toString(16)} ${at}`).to.equal(code);
        expect(t.step(ST, first), `${first.toString(16)} ${at} again`).to.equal(code);
        expect(t.step(L, first)).to.equal(0);
      }
    // not for interruptions, which have been stored all the time
    expect(storage.word(140)).to.not.equal(undefined);
    processor.setControlRegister(0, SMALL.cr0);
    processor.setRegister(2, 0x100);
    expect(t.step(ST)).to.equal(0);
  });
});
