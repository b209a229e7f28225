/** DIAGNOSE X'18', X'20' and X'24' on count-key-data disks, as a guest executes them. */
import { expect } from 'chai';
import type { DeviceSpec } from '../../../src/cp/protocol.js';
import { CKD_GEOMETRIES } from '../../../src/shared/ckd-geometry-table.js';
import { slotBytes } from '../../../src/shared/ckd-track.js';
import { END, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const CHAIN = 0x2000;
const SEEK_ARGUMENT = 0x2100;
const BUFFER = 0x3000;

const slot = slotBytes(CKD_GEOMETRIES['3350']);
const DISK: DeviceSpec = {
  address: 0x192,
  type: 'ckd',
  model: '3350',
  cylinders: 2,
  handle: 7,
  base: 512,
  slot,
  readOnly: false,
};

describe("DIAGNOSE X'18', X'20' and X'24' on count-key-data disks", () => {
  let rig: Rig;
  let machine: RigMachine;
  let answered: number;
  beforeEach(() => {
    rig = new Rig();
    answered = 0;
    const image = new Uint8Array(512 + slot * 4);
    // track 0,2: two records of 800 bytes
    const track = [hex('00 0000 0002'), hex('0000 0002 00 00 0008 0000000000000000')];
    for (const n of [1, 2]) {
      track.push(hex(`0000 0002 0${n} 00 0320`), new Uint8Array(800).fill(0x10 + n));
    }
    track.push(new Uint8Array(8).fill(0xff));
    image.set(Buffer.concat(track), 512 + slot * 2);
    rig.files.files.set(7, image);
    machine = rig.machine({
      devices: [
        { address: 0x009, type: 'console', mode: '3215' },
        DISK,
        { ...DISK, address: 0x190, readOnly: true },
        { address: 0x191, type: 'fba', handle: 8, blocks: 4, readOnly: false },
      ],
    });
  });

  /** Executes DIAGNOSE with Rx = R2 and Ry = R4; the condition code and R15. */
  function diagnose(code: number, device: number, records = 0, chain = CHAIN): [number, number] {
    machine.load(0x1000, `8324 ${code.toString(16).padStart(4, '0')} 0560 ${END}`);
    machine.storage.store(0x300, hex('0002 0000 0000 0000'));
    machine.cpu.setRegister(2, device);
    machine.cpu.setRegister(4, chain);
    machine.cpu.setRegister(15, records);
    machine.post({ op: 'start' });
    machine.rig.run();
    // what was written is made durable before the instruction ends
    for (const { ask } of machine.asks.slice(answered)) {
      answered++;
      machine.post({ op: 'answer', ask, answer: { kind: 'unit', answer: { kind: 'done' } } });
      machine.rig.run();
    }
    return [(machine.cpu.register(6) >>> 28) & 3, machine.cpu.register(15)];
  }

  /** A chain of SEEK and, for each record, SET SECTOR, SEARCH, TIC and the transfer. */
  function chain(
    records: readonly number[],
    { place = '0000 0000 0002', operation = '06', count = 800, buffer = BUFFER, last = '' } = {},
  ): void {
    const word = (n: number): string => n.toString(16).padStart(6, '0');
    const ccws = [`07 ${word(SEEK_ARGUMENT)} 4000 0006`];
    machine.storage.store(SEEK_ARGUMENT, hex(place));
    machine.storage.store(SEEK_ARGUMENT + 6, hex('00'));
    records.forEach((record, n) => {
      const argument = SEEK_ARGUMENT + 8 + n * 8;
      machine.storage.store(argument, hex(`0000 0002 0${record}`));
      const search = CHAIN + 8 * (ccws.length + 1);
      const flags = n + 1 < records.length ? '60' : '20';
      ccws.push(
        `23 ${word(SEEK_ARGUMENT + 6)} 4000 0001`,
        `31 ${word(argument)} 4000 0005`,
        `08 ${word(search)} 0000 0000`,
        `${operation} ${word(buffer + n * count)} ${flags}00 ${count.toString(16).padStart(4, '0')}`,
      );
    });
    machine.storage.store(CHAIN, hex(ccws.join('') + last));
  }

  it('18 reads and writes records', () => {
    chain([1, 2]);
    expect(diagnose(0x18, 0x192, 2)).to.eql([0, 2]);
    expect([...machine.storage.fetch(BUFFER + 799, 2)!]).to.eql([0x11, 0x12]);
    machine.storage.store(BUFFER, new Uint8Array(800).fill(0x77));
    chain([2], { operation: '05' });
    expect(diagnose(0x18, 0x192, 1)[0]).to.equal(0);
    chain([1, 2]);
    expect(diagnose(0x18, 0x192, 2)[0]).to.equal(0);
    expect([...machine.storage.fetch(BUFFER + 799, 2)!]).to.eql([0x11, 0x77]);
    expect(answered, 'once for the program that wrote').to.equal(1);
    expect(machine.of('stopped').length, 'without an interruption').to.equal(3);
  });

  it('18 takes the chain at the real address of a processor with a prefix', () => {
    chain([1]);
    // the chain is moved to real page 0, which is absolute X'5000'; the TIC goes by absolute addresses
    const ccws = machine.storage.fetch(CHAIN, 40)!;
    new DataView(ccws.buffer).setUint32(24, 0x08000000 + 0x5800 + 16);
    machine.storage.store(0x5800, ccws);
    for (const page of [0, 0x5000]) machine.storage.store(page + 0x300, hex('0002 0000 0000 0000'));
    machine.storage.store(0x400, hex('00005000'));
    machine.execute(0x1000, `b210 0400 ${END}`);
    expect(machine.cpu.prefix).to.equal(0x5000);
    expect(diagnose(0x18, 0x192, 1, 0x800)).to.eql([0, 1]);
    expect([...machine.storage.fetch(BUFFER + 799, 1)!]).to.eql([0x11]);
  });

  it('18 is content with fewer records than R15 says', () => {
    chain([1, 2]);
    expect(diagnose(0x18, 0x192, 3)).to.eql([0, 3]);
    expect([...machine.storage.fetch(BUFFER + 799, 2)!]).to.eql([0x11, 0x12]);
  });

  it('18 says what cannot be, and does nothing', () => {
    const cases: [string, () => [number, number], [number, number]][] = [
      ['no device', () => diagnose(0x18, 0x292, 1), [1, 1]],
      ['fixed blocks', () => diagnose(0x18, 0x191, 1), [1, 2]],
      ['console', () => diagnose(0x18, 0x009, 1), [1, 2]],
      ['alignment', () => diagnose(0x18, 0x192, 1, CHAIN + 4), [2, 5]],
      ['chain outside storage', () => diagnose(0x18, 0x192, 1, 0xfffff8), [2, 6]],
      ['no records', () => diagnose(0x18, 0x192, 0), [2, 11]],
      ['16 records', () => diagnose(0x18, 0x192, 16), [2, 11]],
      ['more records than R15 says', () => diagnose(0x18, 0x192, 1), [2, 11]],
    ];
    chain([1, 2]);
    for (const [name, run, wanted] of cases) expect(run(), name).to.eql(wanted);
    const chains: [string, Parameters<typeof chain>[1], number, [number, number]][] = [
      ['read only', { operation: '05' }, 0x190, [1, 3]],
      ['cylinder', { place: '0000 0002 0000' }, 0x192, [1, 4]],
      ['head', { place: '0000 0000 001e' }, 0x192, [1, 4]],
      ['another command', { operation: '1d' }, 0x192, [2, 7]],
      ['count 0', { count: 0 }, 0x192, [2, 8]],
      ['count 2049', { count: 2049 }, 0x192, [2, 9]],
      ['buffer outside storage', { buffer: 0xffff00 }, 0x192, [2, 10]],
    ];
    for (const [name, how, device, wanted] of chains) {
      chain([1], how);
      expect(diagnose(0x18, device, 1), name).to.eql(wanted);
    }
    // SEEK HEAD to another cylinder, behind the first record
    chain([1]);
    const head = 0x3800;
    machine.storage.store(head, hex('0000 0001 0002 00'));
    machine.storage.store(CHAIN + 0x20 + 4, hex('60'));
    machine.storage.store(CHAIN + 0x28, hex('1b 003800 4000 0006 03 000000 2000 0001'));
    expect(diagnose(0x18, 0x192, 1), 'another cylinder').to.eql([2, 12]);
    machine.storage.store(head, hex('0000 0000 0002 00'));
    expect(diagnose(0x18, 0x192, 1), 'the same cylinder').to.eql([0, 1]);
    chain([1]);
    expect(diagnose(0x18, 0x190, 1), 'reading is allowed').to.eql([0, 1]);
  });

  it('18 gives condition code 3 and keeps the sense bytes of an error', () => {
    chain([9]);
    machine.storage.store(64, new Uint8Array(8));
    expect(diagnose(0x18, 0x192, 1)).to.eql([3, 13]);
    // channel end, device end, unit check: the CSW is stored
    expect(machine.storage.fetch(68, 1)).to.eql(Uint8Array.of(0x0e));
    expect(machine.storage.word(64)! & 0xffffff).to.be.greaterThan(CHAIN);
    machine.storage.store(CHAIN, hex(`04 003000 2000 0018`));
    expect(diagnose(0x20, 0x192)[0]).to.equal(0);
    expect([...machine.storage.fetch(BUFFER, 2)!]).to.eql([0x00, 0x08]);
  });

  it('18 does not look for the end of a chain that has none', () => {
    const loop = hex(`03 000000 4000 0001`.repeat(200));
    machine.storage.store(CHAIN, loop);
    expect(diagnose(0x18, 0x192, 15)).to.eql([2, 7]);
  });

  it('20 runs any chain, and gives sense in Ry', () => {
    chain([1]);
    expect(diagnose(0x20, 0x192)[0]).to.equal(0);
    expect([...machine.storage.fetch(BUFFER, 1)!]).to.eql([0x11]);
    machine.storage.store(CHAIN, hex('07 002100 2000 0006'));
    expect(diagnose(0x20, 0x192)[0], 'a seek alone').to.equal(0);
    chain([7]);
    expect(diagnose(0x20, 0x192)).to.eql([3, 13]);
    expect(machine.cpu.register(4) & 0xffff).to.equal(0x0008);
  });

  it('24 shows a 3350 as VM/370 does', () => {
    for (const [device, virtual] of [
      [0x192, 0x04080000],
      [0x190, 0x04080080],
    ] as const) {
      expect(diagnose(0x24, device)[0]).to.equal(0);
      expect([machine.cpu.register(4), machine.cpu.register(5)]).to.eql([virtual, 0x04080000]);
    }
  });
});
