/** ACNT, accounting records of devices and passwords, and their way to DISKACNT. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { decodeRecord } from '../../../src/shared/spool-record.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

const COLLECTOR = 'USER DISKACNT * 1M 1M G\nCONSOLE 009 3215\nSPOOL 00C 2540 READER *';

describe('accounting of devices and passwords', () => {
  let system: TestSystem;
  let operator: TestSession;
  let alice: TestSession;

  const start = async (collector = false): Promise<void> => {
    const directory = usualDirectory();
    if (collector) directory.add(COLLECTOR);
    system = await TestSystem.start({ directory });
    operator = await system.session('OPERATOR');
    alice = await system.session('ALICE');
  };

  const text = (card: Uint8Array, from: number, to: number): string =>
    fromEbcdic(card.subarray(from - 1, to)).trimEnd();
  const word = (card: Uint8Array, column: number): number =>
    new DataView(card.buffer, card.byteOffset).getUint32(column - 1);
  const half = (card: Uint8Array, column: number): number =>
    new DataView(card.buffer, card.byteOffset).getUint16(column - 1);

  const kept = async (kind?: string): Promise<readonly Uint8Array[]> => {
    const reading = system.cp.records.accounting.read();
    await system.idle();
    const cards = await reading;
    return cards.filter((card) => kind === undefined || text(card, 79, 80) === kind);
  };

  /** The cards in DISKACNT's reader, all files one behind the other. */
  const punched = async (): Promise<readonly Uint8Array[]> => {
    const cards: Uint8Array[] = [];
    for (const bytes of await system.spooled()) {
      for (let at = 0; ;) {
        const found = decodeRecord(bytes, at);
        if (found === undefined) break;
        cards.push(found.record.data);
        at = found.next;
      }
    }
    return cards;
  };

  it('ACNT makes a record for each user, and the next one counts from there', async () => {
    await start();
    await system.pass(10_000);
    expect(await operator.lines('acnt alice')).to.deep.equal(['Command complete']);
    await system.pass(5000);
    expect(await operator.lines('ac all')).to.deep.equal(['Command complete']);
    const cards = await kept('01');
    expect(cards.map((card) => text(card, 1, 8))).to.deep.equal(['ALICE', 'OPERATOR', 'ALICE']);
    expect(word(cards[0]!, 29)).to.be.within(10, 12);
    expect(word(cards[2]!, 29)).to.be.within(5, 6);
  });

  for (const [line, reply] of [
    ['acnt', 'HCPACN020E Userid missing or invalid'],
    ['acnt nobody', 'HCPACN045E NOBODY not logged on'],
    ['acnt alice nobody', 'HCPACN045E NOBODY not logged on'],
    ['acnt a,b', 'HCPACN007E Invalid userid - A,B'],
    ['acnt all alice', 'HCPACN003E Invalid option - ALICE'],
    ['acnt all close', 'HCPACN053E DISKACNT not in CP directory'],
  ] as const) {
    it(`refuses ${line}`, async () => {
      await start();
      expect(await operator.lines(line)).to.deep.equal([reply]);
      expect((await kept()).length).to.equal(line.endsWith('close') ? 2 : 0);
      expect(await alice.lines(line)).to.deep.equal(['HCPCMD001E Unknown CP command: ACNT']);
    });
  }

  it('ACNT CLOSE punches what there is to DISKACNT, and keeps it no longer', async () => {
    await start(true);
    const collector = await system.session('DISKACNT');
    await operator.type('acnt alice');
    expect(await operator.lines('acnt operator close')).to.deep.equal(['Command complete']);
    expect(await kept()).to.deep.equal([]);
    expect(await collector.lines('query rdr all')).to.have.length(2);
    expect(collector.transcript).to.match(
      /RDR FILE 0001 SENT FROM SYSTEM .* RECS 0002 CPY {2}001 C/,
    );
    const cards = await punched();
    expect(cards.map((card) => [card.length, text(card, 1, 8), text(card, 79, 80)])).to.deep.equal([
      [80, 'ALICE', '01'],
      [80, 'OPERATOR', '01'],
    ]);
    // nothing more: no empty file
    await operator.type('acnt close');
    expect(await collector.lines('query rdr all')).to.have.length(2);
  });

  it('punches by itself when there are a hundred', async () => {
    await start(true);
    for (let n = 0; n < 50; n++) await operator.type('acnt all');
    expect(await kept()).to.deep.equal([]);
    const cards = await punched();
    expect(cards).to.have.length(100);
    await operator.type('acnt alice');
    expect(await kept()).to.have.length(1);
  });

  it('makes a record of a temporary disk at DETACH and LOGOFF', async () => {
    await start();
    await alice.type('define t3350 192 10');
    await alice.type('define tfb-512 193 4000');
    await system.pass(20_000);
    await alice.type('detach 192');
    await alice.type('detach 00e');
    await alice.type('logoff');
    const [ckd, fba, ...more] = await kept('03');
    expect(more).to.deep.equal([]);
    expect([text(ckd!, 1, 8), text(ckd!, 9, 16), half(ckd!, 37)]).to.deep.equal([
      'ALICE',
      'ALICE',
      10,
    ]);
    expect([...ckd!.subarray(32, 36)]).to.deep.equal([0x04, 0x08, 0, 0]);
    expect(word(ckd!, 29)).to.be.within(20, 21);
    expect(word(fba!, 37)).to.equal(4000);
    expect(await kept('02')).to.deep.equal([]);
  });

  it('makes a record of a tape drive', async () => {
    await start();
    await alice.type('define tape 181');
    await system.pass(7000);
    await alice.type('detach 181');
    const [card] = await kept('02');
    expect([text(card!, 1, 8), card![32], word(card!, 29)]).to.deep.equal(['ALICE', 0x08, 7]);
  });

  it('makes a record of wrong passwords of AUTOLOG, from the fourth on', async () => {
    await start();
    for (let n = 0; n < 5; n++) await operator.type('autolog bob wrong');
    const cards = await kept('04');
    expect(
      cards.map((card) => [text(card, 1, 8), text(card, 41, 48), half(card, 52)]),
    ).to.deep.equal([
      ['BOB', 'OPERATOR', 4],
      ['BOB', 'OPERATOR', 5],
    ]);
  });

  it('makes a record when one line gives too many wrong passwords, without them', async () => {
    await start();
    await alice.type('disconnect hold');
    for (let n = 0; n < 4; n++) await alice.type(`logon bob wrong${n}`);
    expect(alice.closed).to.equal(true);
    const [card, more] = await kept('04');
    expect(more).to.equal(undefined);
    expect([
      text(card!, 1, 8),
      text(card!, 29, 32),
      half(card!, 52),
      half(card!, 54),
    ]).to.deep.equal(['BOB', '0002', 4, 4]);
    expect(fromEbcdic(card!)).not.to.match(/WRONG/i);
  });
});
