import { expect } from 'chai';
import { testMachine } from './machine.js';

describe('MachineStorage', () => {
  it('takes a frame at the first store only, and gives it back', () => {
    const { storage, frames } = testMachine(0x10000);
    expect(storage.fetch(0x3000, 4)).to.deep.equal(new Uint8Array(4));
    expect(storage.frames).to.equal(0);
    expect(storage.store(0x37fe, Uint8Array.of(1, 2, 3, 4))).to.equal(true);
    expect(storage.frames).to.equal(2);
    expect(storage.word(0x37fe)).to.equal(0x01020304);
    storage.release(0x3000, 0x3fff);
    expect(storage.frames).to.equal(0);
    expect(frames.free).to.equal(32);
    expect(storage.word(0x37fe)).to.equal(0);
  });

  it('releases whole 4K pages only and keeps keys', () => {
    const { storage } = testMachine(0x10000);
    for (let at = 0; at < 0x4000; at += 0x800) storage.setWord(at, -1);
    storage.setKey(0x1000, 0x50);
    storage.release(0x0800, 0x37ff);
    expect(storage.frames).to.equal(4);
    expect(storage.word(0x0800)).to.equal(-1);
    expect(storage.word(0x1000)).to.equal(0);
    expect(storage.word(0x3000)).to.equal(-1);
    expect(storage.key(0x1000)! & 0xf8).to.equal(0x50);
  });

  it('refuses addresses outside, whole or in part, and stores nothing then', () => {
    const { storage } = testMachine(0x10000);
    const four = Uint8Array.of(1, 2, 3, 4);
    for (const at of [0xfffd, 0x10000, -1, 0x7fffffff, 0.5, NaN]) {
      expect(storage.fetch(at, 4)).to.equal(undefined);
      expect(storage.store(at, four)).to.equal(false);
      expect(storage.word(at)).to.equal(undefined);
    }
    expect(storage.key(0x10000)).to.equal(undefined);
    expect(storage.setKey(-1, 0)).to.equal(false);
    expect(storage.frames).to.equal(0);
    expect(storage.fetch(0x10000, 0)).to.deep.equal(new Uint8Array(0));
  });

  it('stores all or nothing when frames run out', () => {
    const { storage } = testMachine(0x10000, 1);
    expect(storage.store(0x7fe, Uint8Array.of(1, 2, 3, 4))).to.equal(false);
    expect(storage.word(0x7fc)).to.equal(0);
  });

  it('knows what a key protects', () => {
    const { storage } = testMachine(0x10000);
    storage.setKey(0x2000, 0x50);
    storage.setKey(0x2800, 0x58);
    expect(storage.protects(0x2000, 8, 5, true)).to.equal(false);
    expect(storage.protects(0x2000, 8, 4, true)).to.equal(true);
    expect(storage.protects(0x2000, 8, 4, false)).to.equal(false);
    expect(storage.protects(0x27ff, 2, 4, false)).to.equal(true);
    expect(storage.protects(0x2000, 0x1000, 0, true)).to.equal(false);
  });

  it('records reference and change', () => {
    const { storage } = testMachine(0x10000);
    storage.fetch(0x2000, 1);
    expect(storage.key(0x2000)).to.equal(0x04);
    storage.store(0x2000, Uint8Array.of(1));
    expect(storage.key(0x2000)).to.equal(0x06);
  });

  it('changes size by clearing', () => {
    const { storage, frames } = testMachine(0x10000);
    storage.setWord(0, 5);
    storage.define(0x8000);
    expect(storage.size).to.equal(0x8000);
    expect(storage.word(0)).to.equal(0);
    expect(storage.word(0x8000)).to.equal(undefined);
    expect(frames.free).to.equal(32);
    expect(() => {
      storage.define(0x1001000);
    }).to.throw(RangeError);
  });
});
