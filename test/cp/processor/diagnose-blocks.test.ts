/** DIAGNOSE X'A4': what the parameter list asks for, and what it shows behind. */
import { expect } from 'chai';
import type { DeviceSpec } from '../../../src/cp/protocol.js';
import { AREA, cc, diagnose, programCode, SPECIFICATION } from './diagnose-rig.js';
import { Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const DISK: DeviceSpec = { address: 0x191, type: 'fba', handle: 7, blocks: 64, readOnly: false };

describe('DIAGNOSE A4', () => {
  let rig: Rig;
  let machine: RigMachine;
  beforeEach(() => {
    rig = new Rig();
    rig.files.files.set(7, new Uint8Array(64 * 512));
    machine = rig.machine({
      devices: [
        { address: 0x009, type: 'console', mode: '3215' },
        DISK,
        { ...DISK, address: 0x190, readOnly: true },
      ],
    });
  });

  /** Builds the list, with its entries at ENTRIES, and executes it. */
  const ENTRIES = AREA + 0x80;
  function block(
    device: number,
    operation: number,
    size: number,
    entries: readonly (readonly [number, number])[],
    more: Readonly<Record<number, number>> = {},
  ): [number, number] {
    const list = new Uint8Array(88);
    const view = new DataView(list.buffer);
    view.setUint16(0, device);
    view.setUint8(3, operation);
    view.setUint32(4, size);
    view.setUint32(8, ENTRIES);
    view.setUint32(12, entries.length);
    for (const [at, value] of Object.entries(more)) view.setUint8(Number(at), value);
    const bytes = new DataView(new ArrayBuffer(8 * entries.length));
    entries.forEach(([number, address], n) => {
      bytes.setUint32(n * 8, number);
      bytes.setUint32(4 + n * 8, address);
    });
    machine.storage.store(AREA, list);
    machine.storage.store(ENTRIES, new Uint8Array(bytes.buffer));
    diagnose(machine, 0xa4, { 2: AREA, 15: 77 });
    return [cc(machine), machine.cpu.register(15)];
  }

  /** Entries done, statuses, and sense, as the list shows them. */
  function shown(): string {
    const count = machine.storage.word(AREA + 28)! & 0xffff;
    const bytes = [
      ...machine.storage.fetch(AREA + 16, 6)!,
      ...machine.storage.fetch(AREA + 56, count)!,
    ];
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  it('writes and reads blocks of every size', () => {
    for (const size of [512, 1024, 2048, 4096]) {
      const data = Uint8Array.from({ length: size }, (_, n) => (n * 7 + size) & 0xff);
      machine.storage.store(0x8000, data);
      expect(block(0x191, 1, size, [[3, 0x8000]])).to.deep.equal([0, 0]);
      expect(shown()).to.equal('000000010c00');
      expect(rig.files.files.get(7)!.slice(3 * size, 4 * size)).to.deep.equal(data);
      expect(
        block(0x191, 2, size, [
          [3, 0x20000],
          [0, 0x22000],
        ]),
      ).to.deep.equal([0, 0]);
      expect(shown()).to.equal('000000020c00');
      expect(machine.storage.fetch(0x20000, size)).to.deep.equal(data);
    }
  });

  it('tells the size of a disk and whether it may be written', () => {
    expect(block(0x191, 4, 0, [])).to.deep.equal([0, 0]);
    expect(machine.cpu.register(4)).to.equal(64);
    expect(block(0x190, 4, 0, [])).to.deep.equal([0, 3]);
  });

  it('refuses what cannot be, with a reason', () => {
    const one = [[0, 0x8000]] as const;
    expect(block(0x999, 2, 512, one)).to.deep.equal([1, 1]);
    expect(block(0x009, 2, 512, one)).to.deep.equal([1, 2]);
    expect(block(0x190, 1, 512, one)).to.deep.equal([1, 3]);
    expect(block(0x191, 2, 513, one)).to.deep.equal([2, 8]);
    expect(block(0x191, 2, 512, one, { 9: 0x04 })).to.deep.equal([2, 10]);
    expect(block(0x191, 2, 512, one, { 8: 0xff })).to.deep.equal([2, 10]);
    expect(block(0x191, 2, 512, [])).to.deep.equal([2, 11]);
    expect(block(0x191, 2, 512, one, { 14: 1, 15: 0xf5 })).to.deep.equal([2, 11]);
    expect(block(0x191, 2, 512, [[0, 0x3fe01]])).to.deep.equal([2, 12]);
    expect(block(0x191, 2, 512, [[0, 0xffffffff]])).to.deep.equal([2, 12]);
    for (const more of [
      { 2: 1 },
      { 3: 0 },
      { 3: 5 },
      { 11: 4 },
      { 25: 1 },
      { 29: 1 },
      { 32: 1 },
      { 55: 1 },
    ]) {
      block(0x191, 2, 512, one, more);
      expect(programCode(machine), JSON.stringify(more)).to.equal(SPECIFICATION);
    }
  });

  it('shows an error in the list, and how many entries were done', () => {
    const two = (block: number): readonly [number, number][] => [
      [1, 0x8000],
      [block, 0x9000],
    ];
    expect(block(0x191, 2, 512, two(64))).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000010e000004');
    expect(block(0x191, 2, 4096, [[8, 0x8000]])).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000000e000004');
    expect(block(0x191, 2, 512, [[0xffffffff, 0x8000]])).to.deep.equal([3, 13]);
    // the key of the list, not of the PSW
    machine.storage.setKey(0x9000, 0x30);
    expect(block(0x191, 2, 512, two(2), { 2: 0x20 })).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000000c10');
    machine.storage.setKey(0x8000, 0x20);
    machine.storage.setKey(AREA, 0x20);
    expect(block(0x191, 2, 512, two(2), { 2: 0x20 })).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000010c10');
    rig.files.broken = true;
    expect(block(0x191, 2, 512, two(2))).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000000e001000');
    rig.files.broken = false;
    machine.ask({ op: 'not-ready', address: 0x191 });
    expect(block(0x191, 2, 512, two(2))).to.deep.equal([3, 13]);
    expect(shown()).to.equal('000000000e004000');
    machine.ask({ op: 'detach', address: 0x191 });
    expect(block(0x191, 2, 512, two(2))).to.deep.equal([1, 1]);
  });

  it('a commit completes when CP has synced, and tells when CP could not', () => {
    for (const [kind, code, reason] of [
      ['done', 0, 77],
      ['refused', 3, 14],
    ] as const) {
      block(0x191, 3, 512, []);
      const { ask, question } = machine.asks.at(-1)!;
      expect(question).to.deep.equal({ kind: 'unit', address: 0x191, ask: { kind: 'sync' } });
      expect(machine.mine).to.equal(false);
      machine.ask({ op: 'answer', ask, answer: { kind: 'unit', answer: { kind } } });
      rig.run();
      expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([code, reason]);
    }
  });
});
