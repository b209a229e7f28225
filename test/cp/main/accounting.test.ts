/** Accounting records: at LOGOFF, by DIAGNOSE 4C, for whom they are charged to. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

const UNIT =
  'CONSOLE 009 3215\nSPOOL 00C 2540 READER *\nSPOOL 00D 2540 PUNCH A\nSPOOL 00E 1403 A\n';

describe('accounting', () => {
  let system: TestSystem;
  let batch: TestSession;
  beforeEach(async () => {
    const directory = usualDirectory();
    directory.add(`USER BATCH * 1M 1M G\nACCOUNT 4711\nOPTION ACCT\n${UNIT}`);
    system = await TestSystem.start({ directory });
    batch = await system.session('BATCH');
  });

  const records = async (): Promise<readonly Uint8Array[]> => {
    const reading = system.cp.records.accounting.read();
    await system.idle();
    return reading;
  };
  const text = (card: Uint8Array, from: number, to: number): string =>
    fromEbcdic(card.subarray(from - 1, to)).trimEnd();
  const word = (card: Uint8Array, column: number): number =>
    new DataView(card.buffer, card.byteOffset).getUint32(column - 1);

  /** Executes DIAGNOSE 4C; the condition code, or the code of the program interruption. */
  const diagnose = async (
    session: TestSession,
    registers: Readonly<Record<number, string>>,
  ): Promise<string> => {
    await session.type('STORE 1000 8324004C 05608200 03000000');
    await session.type('STORE 300 00020000 00000EEE');
    await session.type('STORE 68 00020000 00000BAD');
    for (const [n, value] of Object.entries(registers)) await session.type(`STORE G${n} ${value}`);
    await session.type('STORE PSW 00000000 00001000');
    if ((await session.type('BEGIN')).includes('00000BAD')) {
      return `program ${/0028 +\d{4}(\d{4})/.exec(await session.type('DISPLAY 28.4'))?.[1] ?? ''}`;
    }
    const r6 = /= ([0-9A-F])/.exec(await session.type('DISPLAY G6'))?.[1] ?? '';
    return `cc ${Number.parseInt(r6, 16) & 3}`;
  };

  it('makes a record at LOGOFF', async () => {
    await system.pass(90_000);
    await batch.type('LOGOFF');
    const [card, more] = await records();
    expect(more).to.equal(undefined);
    expect(card).to.have.length(80);
    expect([text(card!, 1, 8), text(card!, 9, 16), text(card!, 79, 80)]).to.deep.equal([
      'BATCH',
      '4711',
      '01',
    ]);
    expect(text(card!, 17, 28)).to.match(/^\d{12}$/);
    expect(word(card!, 29)).to.be.within(90, 100);
  });

  it('4C charges another user from then on', async () => {
    // BOB, in EBCDIC
    await batch.type('STORE 2000 C2D6C240 40404040 F9F9F940 40404040');
    expect(await diagnose(batch, { 2: '2000', 4: '0' })).to.equal('cc 0');
    expect(await diagnose(batch, { 2: '2000', 4: '4' })).to.equal('cc 0');
    expect(await diagnose(batch, { 2: '0', 4: '0' })).to.equal('cc 0');
    await batch.type('LOGOFF');
    const cards = await records();
    expect(cards.map((card) => [text(card, 1, 8), text(card, 9, 16)])).to.deep.equal([
      ['BATCH', '4711'],
      ['BOB', 'BOB'],
      ['BOB', '999'],
      ['BATCH', '4711'],
    ]);
  });

  it('4C keeps data of the user’s own', async () => {
    await batch.type('STORE 2000 C1C2C3C4');
    expect(await diagnose(batch, { 2: '2000', 4: '10', 5: '4' })).to.equal('cc 0');
    const [card] = await records();
    expect([text(card!, 1, 8), text(card!, 9, 78), text(card!, 79, 80)]).to.deep.equal([
      'BATCH',
      'ABCD',
      'C0',
    ]);
  });

  it('4C tells what is wrong', async () => {
    const alice = await system.session('ALICE');
    expect(await diagnose(alice, { 2: '0', 4: '0' })).to.equal('cc 1');
    await batch.type('STORE 2000 D5D6C2D6 C4E84040');
    expect(await diagnose(batch, { 2: '2000', 4: '0' })).to.equal('cc 2');
    expect(await diagnose(batch, { 2: '2000', 4: '5' })).to.equal('cc 3');
    for (const [registers, code] of [
      [{ 2: '2004', 4: '0' }, '0006'],
      [{ 2: '200000', 4: '0' }, '0005'],
      [{ 2: '2000', 4: '10', 5: '0' }, '0006'],
      [{ 2: '2000', 4: '10', 5: '47' }, '0006'],
      [{ 2: '2FFE', 4: '10', 5: '4' }, '0006'],
      // that it crosses a page is looked at before where it ends
      [{ 2: 'FFFFE', 4: '10', 5: '4' }, '0006'],
      [{ 2: '100000', 4: '10', 5: '4' }, '0005'],
      [{ 2: 'FF000000', 4: '10', 5: '4' }, '0005'],
    ] as const) {
      expect(await diagnose(batch, registers), JSON.stringify(registers)).to.equal(
        `program ${code}`,
      );
    }
    expect(await records()).to.deep.equal([]);
  });
});
