/** VMDUMP: what is in the file, whose it is, and what is refused. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { decodeRecord } from '../../../src/shared/spool-record.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

describe('VMDUMP', () => {
  let system: TestSystem;
  let alice: TestSession;
  beforeEach(async () => {
    system = await TestSystem.start({ directory: usualDirectory('MACH 370 2') });
    alice = await system.session('ALICE');
  });

  const name = (record: Uint8Array): string => fromEbcdic(record.subarray(0, 8)).trimEnd();
  const word = (record: Uint8Array, at: number): number =>
    new DataView(record.buffer, record.byteOffset).getUint32(at);

  /** The records of each file of the spool. */
  const files = async (): Promise<readonly (readonly Uint8Array[])[]> =>
    (await system.spooled()).map((bytes) => {
      const records: Uint8Array[] = [];
      for (let at = 0; ;) {
        const found = decodeRecord(bytes, at);
        if (found === undefined) return records;
        records.push(found.record.data);
        at = found.next;
      }
    });

  it('has registers of all processors, and the blocks that hold something', async () => {
    await alice.type('define cpu 1');
    await alice.type('store 1004 cafe0001');
    await alice.type('store ff800 cafe0002');
    await alice.type('cpu 1 store g7 77');
    await alice.type('store psw 00020000 00000abc');
    alice.machine.memory.storage().setKey(0x5000, 0x50);
    expect(
      (await alice.lines('vmdump *after the crash')).filter((line) => !/RDR FILE/.test(line)),
    ).to.deep.equal(['00: Command complete']);
    const [records = []] = await files();
    const [information, first, second, ...blocks] = records;
    expect([name(information!), name(first!), name(second!)]).to.deep.equal([
      'VMDUMP',
      'CPU',
      'CPU',
    ]);
    expect(fromEbcdic(information!.subarray(8, 24))).to.equal('ALICE   CP      ');
    expect(fromEbcdic(information!.subarray(64)).trimEnd()).to.equal('after the crash');
    expect([word(information!, 56), word(information!, 60)]).to.deep.equal([0x100000, 2]);
    expect([word(first!, 16), word(first!, 20)]).to.deep.equal([0x00020000, 0xabc]);
    expect([word(second!, 8), word(second!, 24 + 28)]).to.deep.equal([1, 0x77]);
    // DISPLAY and STORE have set reference and change of pages that they touched
    const there = blocks.filter((block) => block.subarray(16).some((byte) => byte !== 0));
    expect(there.map((block) => [name(block), word(block, 8)])).to.deep.equal([
      ['STORAGE', 0x1000],
      ['STORAGE', 0xff800],
    ]);
    expect([word(there[0]!, 20), word(there[1]!, 16)]).to.deep.equal([0xcafe0001, 0xcafe0002]);
    expect(blocks.find((block) => word(block, 8) === 0x5000)?.[12]).to.equal(0x50);
  });

  it('goes to whom it is sent, as a file of class V, and its areas are whole pages', async () => {
    const bob = await system.session('BOB');
    const operator = await system.session('OPERATOR');
    for (let at = 0; at < 0x8000; at += 0x800) alice.machine.memory.storage().setWord(at, at + 1);
    await alice.type('vmdump 1800.10 4fff-5000 to bob format cms');
    expect(bob.transcript).to.match(/RDR FILE 0001 SENT FROM ALICE .* RECS 0008 CPY {2}001 V/);
    expect(await bob.lines('query rdr all')).to.match(/VMDUMP +CMS/);
    const [records = []] = await files();
    expect(records.slice(2).map((record) => word(record, 8))).to.deep.equal([
      0x1000, 0x1800, 0x4000, 0x4800, 0x5000, 0x5800,
    ]);
    await alice.type('vmdump 0 system');
    expect(operator.transcript).to.match(/RDR FILE 0001 SENT FROM ALICE/);
    await alice.type('vmdump 0 to *');
    expect(await alice.lines('query rdr all')).to.have.length(2);
  });

  for (const [line, reply] of [
    ['vmdump 100000', 'HCPVMD160E Hexloc 100000 exceeds storage'],
    ['vmdump 20-10', 'HCPVMD009E Invalid range - 20-10'],
    ['vmdump qq', 'HCPVMD004E Invalid hexloc - QQ'],
    ['vmdump 0 1 2 3', 'HCPVMD002E Invalid operand - 3'],
    ['vmdump to', 'HCPVMD020E Userid missing or invalid'],
    ['vmdump to nobody', 'HCPVMD053E NOBODY not in CP directory'],
    ['vmdump to bob system', 'HCPVMD013E Conflicting option - SYSTEM'],
    ['vmdump format', 'HCPVMD026E Operand missing or invalid'],
    ['vmdump format muchtoolong', 'HCPVMD026E Operand missing or invalid'],
    [`vmdump *${'x'.repeat(101)}`, 'HCPVMD026E Operand missing or invalid'],
  ] as const) {
    it(`refuses ${line.slice(0, 40)}`, async () => {
      expect(await alice.lines(line)).to.deep.equal([reply]);
      expect(await files()).to.deep.equal([]);
    });
  }

  it('is given up when the machine goes on, and leaves nothing', async () => {
    const { openHandles } = system.files;
    alice.session.line('vmdump');
    for (let n = 0; n < 100 && system.files.openHandles === openHandles; n++) {
      await system.clock.settle(1);
      if (system.clock.deferred === 0) await system.clock.advance(0.1, 1);
    }
    const resetting = system.cp.reset(alice.machine, false);
    await system.idle();
    await resetting;
    expect(alice.transcript).to.contain('HCPVMD181E VMDUMP was given up');
    expect(await files()).to.deep.equal([]);
    expect(system.files.openHandles).to.equal(openHandles);
    expect(await alice.lines('query rdr all')).to.deep.equal(['NO RDR FILES']);
    // and the next one is whole
    await alice.type('vmdump 0');
    expect(await files()).to.have.length(1);
  });
});
