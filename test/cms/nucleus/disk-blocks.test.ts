/** Blocks of a minidisk as CMS reads and writes them: by DIAGNOSE X'A4', some at a time. */
import { expect } from 'chai';
import { openDisk } from '../../../src/cms/nucleus/context.js';
import { BLOCKS_AT_ONCE } from '../../../src/cms/nucleus/layout.js';
import type { Nucleus } from '../../../src/cms/nucleus/nucleus.js';
import { BLOCK_IO, BLOCK_READ, BLOCK_SIZE } from '../../../src/cp/guest-interface.js';

const BLOCKS = 100;

/** A machine with a disk, and what CMS fetched of its storage. */
function machine() {
  const storage = new Uint8Array(1 << 16);
  const disk = Uint8Array.from({ length: BLOCKS * 512 }, (_, i) => (i >> 9) * 3 + i);
  const registers = new Int32Array(16);
  const fetched: Uint8Array[] = [];
  const diagnose = (code: number, rx: number, ry: number): number => {
    expect(code).to.equal(BLOCK_IO);
    const view = new DataView(storage.buffer, registers[rx]);
    const operation = view.getUint8(3);
    if (operation === BLOCK_SIZE) {
      registers[ry] = BLOCKS;
      return 0;
    }
    const list = new DataView(storage.buffer, view.getInt32(8));
    const count = view.getInt32(12);
    expect(count).to.be.within(1, BLOCKS_AT_ONCE);
    for (let i = 0; i < count; i++) {
      const [block, at] = [list.getInt32(i * 8), list.getInt32(i * 8 + 4)];
      const [own, other] = [
        disk.subarray(block * 512, (block + 1) * 512),
        storage.subarray(at, at + 512),
      ];
      if (operation === BLOCK_READ) other.set(own);
      else own.set(other);
    }
    return 0;
  };
  const nucleus = {
    cost: 0,
    machine: {
      diagnose,
      register: (n: number) => registers[n]!,
      setRegister: (n: number, value: number) => (registers[n] = value),
      store: (at: number, bytes: Uint8Array) => {
        storage.set(bytes, at);
        return true;
      },
      fetch: (at: number, length: number) => {
        const bytes = storage.slice(at, at + length);
        fetched.push(bytes);
        return bytes;
      },
    },
  } as unknown as Nucleus;
  return { nucleus, disk, fetched };
}

describe('blocks of a minidisk', () => {
  it('are read and written, however many', () => {
    const { nucleus, disk } = machine();
    const device = openDisk(nucleus, 0x191)!;
    expect(device.blocks).to.equal(BLOCKS);
    for (const count of [0, 1, 15, 16, 17, 32, 40]) {
      expect(device.read(7, count)).to.deep.equal(disk.slice(7 * 512, (7 + count) * 512));
    }
    for (const count of [1, 16, 33]) {
      const bytes = new Uint8Array(count * 512).map((_, i) => i * count);
      expect(device.write(50, bytes)).to.equal(true);
      expect(device.read(50, count)).to.deep.equal(bytes);
    }
    expect(device.read(BLOCKS - 1, 2)).to.equal(undefined);
    expect(device.write(BLOCKS - 1, new Uint8Array(1024))).to.equal(false);
  });

  it('are not copied once more when they come in one transfer', () => {
    const { nucleus, fetched } = machine();
    const device = openDisk(nucleus, 0x191)!;
    const before = fetched.length;
    expect(device.read(3, BLOCKS_AT_ONCE)).to.equal(fetched[before]);
    expect(fetched).to.have.length(before + 1);
  });
});
