import { expect } from 'chai';
import { close } from '../../../../src/cp/main/commands/close.js';
import { spool } from '../../../../src/cp/main/commands/spool.js';
import { HostSpool } from '../../../../src/cp/main/spool/host-spool.js';
import { decodeRecord, FILE_HEADER } from '../../../../src/shared/spool-record.js';
import { fromEbcdic } from '../../../../src/shared/ebcdic.js';
import {
  directoryOf,
  SpoolWorld,
  type TestMachine,
  userEntry,
} from '../../../support/spool-world.js';

const users = [
  userEntry('ALICE', 'G', 'MDISK 191 FB-512 * 100 V MR'),
  userEntry('BOB'),
  'USER DEPOT NOLOG',
];

describe('spool manager', () => {
  let world: SpoolWorld;
  let alice: TestMachine;
  let bob: TestMachine;
  beforeEach(async () => {
    world = new SpoolWorld(directoryOf(...users));
    await world.spool.start();
    alice = await world.logon('ALICE');
    bob = await world.logon('BOB');
  });

  async function send(lines: readonly string[], options = ''): Promise<void> {
    await world.run(alice, spool, `punch to bob ${options}`);
    await world.write(alice, 0x00d, lines);
    const { rc, lines: said } = await world.run(alice, close, 'punch');
    expect(said).to.deep.equal([]);
    expect(rc).to.equal(0);
  }

  async function read(machine: TestMachine): Promise<readonly string[] | undefined> {
    const answer = await world.spool.ask(machine, 0x00c, { kind: 'open-input' });
    if (answer.kind !== 'input') return undefined;
    const bytes = new Uint8Array(answer.bytes);
    world.files.readAt(answer.handle, FILE_HEADER, bytes);
    const cards: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const found = decodeRecord(bytes, at);
      if (!found) throw new Error('a record is torn');
      cards.push(fromEbcdic(found.record.data).trimEnd());
      at = found.next;
    }
    return cards;
  }

  it('sends a deck and tells both, in these words', async () => {
    await send(['one', 'two', 'three']);
    expect(world.notices).to.deep.equal([
      'ALICE: PUN FILE 0001 SENT TO   BOB      RDR AS  0001 RECS 0003 CPY  001 A NOHOLD NOKEEP',
      'BOB: RDR FILE 0001 SENT FROM ALICE    PUN WAS 0001 RECS 0003 CPY  001 A NOHOLD NOKEEP',
    ]);
    expect(await read(bob)).to.deep.equal(['one', 'two', 'three']);
  });

  it('purges a file that was read to its end, and then has nothing', async () => {
    await send(['one']);
    await read(bob);
    const answer = await world.spool.ask(bob, 0x00c, { kind: 'input-ended' });
    expect(answer).to.deep.equal({ kind: 'done' });
    expect(world.spool.filesLine('BOB')).to.equal('FILES:   NO RDR,   NO PRT,   NO PUN');
    const next = await world.spool.ask(bob, 0x00c, { kind: 'open-input' });
    expect(next).to.deep.equal({ kind: 'none' });
  });

  it('leaves a file in the reader over a reset, to be read from the beginning', async () => {
    await send(['one', 'two']);
    await read(bob);
    world.spool.reset(bob);
    expect(world.spool.filesLine('BOB')).to.equal('FILES: 0001 RDR,   NO PRT,   NO PUN');
    expect(await read(bob)).to.deep.equal(['one', 'two']);
  });

  it('keeps a file with KEEP, held, and one with HOLD as it was', async () => {
    await send(['one']);
    await world.run(bob, spool, 'rdr keep');
    await read(bob);
    await world.spool.ask(bob, 0x00c, { kind: 'input-ended' });
    expect(world.core.queues.find('BOB', 1)?.hold).to.equal('USER');
    await send(['two']);
    await world.run(bob, spool, 'rdr nokeep hold');
    expect(await read(bob)).to.deep.equal(['two']);
    await world.spool.ask(bob, 0x00c, { kind: 'input-ended' });
    expect(await read(bob)).to.deep.equal(['two']);
  });

  it('reads only the class of the reader, in order', async () => {
    await send(['a'], 'class a');
    await send(['b'], 'class b');
    await world.run(bob, spool, 'rdr class b');
    expect(await read(bob)).to.deep.equal(['b']);
  });

  it('reads files as one with CONT, and ends after the last', async () => {
    await send(['a']);
    await send(['b']);
    await world.run(bob, spool, 'rdr cont');
    await read(bob);
    const next = await world.spool.ask(bob, 0x00c, { kind: 'input-ended' });
    expect(next.kind).to.equal('input');
    const last = await world.spool.ask(bob, 0x00c, { kind: 'input-ended' });
    expect(last).to.deep.equal({ kind: 'done' });
  });

  it('queues own output without a word, and with MSG says so', async () => {
    await world.write(alice, 0x00e, ['line']);
    await world.run(alice, close, 'prt');
    expect(world.notices).to.deep.equal([]);
    await world.run(alice, spool, 'prt msg');
    await world.write(alice, 0x00e, ['line']);
    await world.run(alice, close, '00e');
    expect(world.notices).to.deep.equal([
      'ALICE: PRT FILE 0002 SENT FROM ALICE    PRT WAS 0002 RECS 0001 CPY  001 A NOHOLD NOKEEP',
    ]);
    expect(world.spool.filesLine('ALICE')).to.equal('FILES:   NO RDR, 0002 PRT,   NO PUN');
  });

  it('refuses what is over the quota, says so, and loses nothing', async () => {
    const limits = { fileBytes: 1000, userBytes: 1500, incoming: 2 };
    world = new SpoolWorld(directoryOf(...users), limits);
    await world.spool.start();
    alice = await world.logon('ALICE');
    bob = await world.logon('BOB');
    await world.write(alice, 0x00d, ['one']);
    const more = await world.spool.ask(alice, 0x00d, { kind: 'output-limit' });
    expect(more).to.deep.equal({ kind: 'refused' });
    expect(world.notices.pop()).to.match(
      /^ALICE: HCPSPX425E PUN 000D not ready; spool space limit/,
    );
    expect(await world.write(alice, 0x00e, ['one'])).to.equal('refused');
    await world.run(alice, close, 'pun');
    expect(world.spool.filesLine('ALICE')).to.equal('FILES:   NO RDR,   NO PRT, 0001 PUN');
    expect(await world.write(alice, 0x00e, ['one'])).to.equal('output');
  });

  it('holds a file for the sender when the receiver has too many', async () => {
    world = new SpoolWorld(directoryOf(...users), {
      fileBytes: 1e6,
      userBytes: 1e7,
      incoming: 1,
    });
    await world.spool.start();
    alice = await world.logon('ALICE');
    bob = await world.logon('BOB');
    await send(['one']);
    await send(['two']);
    expect(world.notices).to.include('ALICE: HCPSPX429E BOB has too many spool files; file held');
    const [held] = world.core.queues.queue('ALICE', 'PUN');
    expect(held?.hold).to.equal('USER');
    expect(world.core.queues.counts('BOB').RDR).to.equal(1);
  });

  it('says that a file is lost when it cannot be synced, and goes on', async () => {
    await world.write(alice, 0x00d, ['one']);
    world.files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    await world.run(alice, close, 'pun');
    world.files.before = undefined;
    expect(world.notices).to.deep.equal(['ALICE: HCPSPX424E PUN FILE 0001 lost; spool I/O error']);
    await send(['two']);
    expect(await read(bob)).to.deep.equal(['two']);
  });

  it('closes output at logoff, and lets a late answer go', async () => {
    await world.write(alice, 0x00e, ['line']);
    const closed = new Map([[0x00e, alice.written.get(0x00e)!]]);
    await world.spool.logoff(alice, closed);
    expect(world.core.queues.counts('ALICE').PRT).to.equal(1);
    const answer = await world.spool.ask(bob, 0x00d, { kind: 'open-output' });
    world.spool.withdrawn(bob, 0x00d, answer);
    expect(world.core.queues.total('BOB')).to.equal(0);
    world.spool.logon(alice);
    await send(['x']);
    const input = await world.spool.ask(bob, 0x00c, { kind: 'open-input' });
    world.spool.withdrawn(bob, 0x00c, input);
    expect(await read(bob)).to.deep.equal(['x']);
  });

  it('does not drop an open file when only an answer about its limit came too late', async () => {
    await world.write(alice, 0x00d, ['one']);
    const answer = await world.spool.ask(alice, 0x00d, { kind: 'output-limit' });
    expect(answer.kind).to.equal('output');
    world.spool.withdrawn(alice, 0x00d, answer);
    await world.run(alice, close, 'pun');
    expect(world.core.queues.counts('ALICE').PUN).to.equal(1);
  });

  it('tells a user once why a device is not ready, however often the guest tries', async () => {
    const limits = { fileBytes: 1000, userBytes: 500, incoming: 2 };
    world = new SpoolWorld(directoryOf(...users), limits);
    await world.spool.start();
    alice = await world.logon('ALICE');
    for (let n = 0; n < 5; n++) expect(await world.write(alice, 0x00d, ['x'])).to.equal('refused');
    expect(world.notices).to.deep.equal([
      'ALICE: HCPSPX425E PUN 000D not ready; spool space limit reached; PURGE files',
    ]);
  });

  it('leaves nothing open when a machine goes while the store works for it', async () => {
    await send(['one']);
    const open = world.files.openHandles;
    const input = world.spool.ask(bob, 0x00c, { kind: 'open-input' });
    const output = world.spool.ask(bob, 0x00d, { kind: 'open-output' });
    const link = world.links.link(bob, 'ALICE', 0x191, 0x291, 'RR');
    await world.spool.logoff(bob, new Map());
    await world.links.logoff(bob);
    expect((await input).kind).to.equal('none');
    expect((await output).kind).to.equal('refused');
    expect((await link).kind).not.to.equal('linked');
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.files.openHandles).to.equal(open);
    expect(world.core.queues.total('BOB')).to.equal(1);
    expect(world.core.queues.next('BOB', '*')?.id).to.equal(1);
  });

  it('keeps the log of a console from START to STOP', async () => {
    await world.run(alice, spool, 'cons start');
    alice.spooled?.('first line');
    alice.spooled?.('second line');
    await world.run(alice, spool, 'cons stop');
    expect(alice.spooled).to.equal(undefined);
    await world.run(alice, spool, 'cons to bob close');
    expect(world.notices).to.deep.equal([
      'ALICE: CON FILE 0001 SENT TO   BOB      RDR AS  0001 RECS 0002 CPY  001 T NOHOLD NOKEEP',
      'BOB: RDR FILE 0001 SENT FROM ALICE    CON WAS 0001 RECS 0002 CPY  001 T NOHOLD NOKEEP',
    ]);
    expect(await read(bob)).to.deep.equal(['first line', 'second line']);
  });

  it('writes a long console log in pieces, beyond the first limit', async () => {
    await world.run(alice, spool, 'cons start');
    const line = 'x'.repeat(1000);
    for (let n = 0; n < 1500; n++) alice.spooled?.(line);
    await world.run(alice, close, 'cons');
    const [file] = world.core.queues.queue('ALICE', 'PRT');
    expect(file?.records).to.equal(1500);
    expect(file?.bytes).to.equal(1500 * 1003);
  });

  it('has the files again after kill -9', async () => {
    await send(['one', 'two']);
    const after = new SpoolWorld(world.directory, undefined, world.files.kill());
    await after.spool.start();
    expect(after.spool.filesLine('BOB')).to.equal('FILES: 0001 RDR,   NO PRT,   NO PUN');
  });

  it('takes decks from the host and gives printer files as text', async () => {
    const host = new HostSpool(world.core, world.directory);
    const content = Buffer.from('//JOB\n\tX\n').toString('base64');
    const deck = { userid: 'bob', class: 'B', name: 'job', type: 'jcl', form: 'text' } as const;
    expect(await host.putDeck({ ...deck, content })).to.equal(1);
    expect(world.notices).to.deep.equal([
      'BOB: RDR FILE 0001 SENT FROM SYSTEM   RDR WAS 0001 RECS 0002 CPY  001 B NOHOLD NOKEEP',
    ]);
    expect(await read(bob)).to.deep.equal(['//JOB', '        X']);
    const long = Buffer.from('x'.repeat(81)).toString('base64');
    const refused = await host
      .putDeck({ ...deck, content: long })
      .catch((error: unknown) => String(error));
    expect(refused).to.match(/line 1 is longer than a card/);
    await world.write(alice, 0x00e, ['HELLO']);
    await world.run(alice, close, 'prt name report listing');
    const [id = 0] = await host.printerFiles('ALICE');
    const printed = await host.printerFile('ALICE', id);
    expect(printed.text).to.equal('HELLO\n');
    expect(printed.name).to.equal('REPORT');
    await host.printed('ALICE', id);
    expect(await host.printerFiles('ALICE')).to.deep.equal([]);
  });
});
