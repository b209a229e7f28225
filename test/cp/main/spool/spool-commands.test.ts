import { expect } from 'chai';
import { change } from '../../../../src/cp/main/commands/change.js';
import { close } from '../../../../src/cp/main/commands/close.js';
import { detach } from '../../../../src/cp/main/commands/detach.js';
import { order } from '../../../../src/cp/main/commands/order.js';
import { purge } from '../../../../src/cp/main/commands/purge.js';
import { spool } from '../../../../src/cp/main/commands/spool.js';
import { SPOOL_COMMANDS, SPOOL_QUERIES } from '../../../../src/cp/main/commands/spool-table.js';
import { transfer } from '../../../../src/cp/main/commands/transfer.js';
import {
  directoryOf,
  SpoolWorld,
  type TestMachine,
  userEntry,
} from '../../../support/spool-world.js';

const users = [userEntry('ALICE'), userEntry('BOB'), userEntry('OPER', 'DG')];

function query(name: string) {
  const found = SPOOL_QUERIES.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}

describe('spool commands', () => {
  let world: SpoolWorld;
  let alice: TestMachine;
  let bob: TestMachine;
  let oper: TestMachine;
  beforeEach(async () => {
    world = new SpoolWorld(directoryOf(...users));
    await world.spool.start();
    alice = await world.logon('ALICE');
    bob = await world.logon('BOB');
    oper = await world.logon('OPER');
  });

  async function send(letter: string, name = 'REPORT DATA'): Promise<void> {
    await world.run(alice, spool, `pun bob class ${letter} name ${name}`);
    await world.write(alice, 0x00d, ['one', 'two']);
    await world.run(alice, close, '00d');
    world.notices.length = 0;
  }

  const ids = () => world.core.queues.queue('BOB', 'RDR').map((file) => file.id);

  it('shows a queue in the short and in the long layout', async () => {
    await send('A');
    expect((await world.run(bob, query('RDR'))).lines).to.deep.equal([
      'ORIGINID FILE CLASS RECORDS  CPY HOLD FORM     DEST     KEEP MSG',
      'ALICE    0001 A PUN 00000002 001 NONE STANDARD OFF      OFF  OFF',
    ]);
    expect((await world.run(bob, query('READER'), 'all')).lines).to.deep.equal([
      'ORIGINID FILE CLASS RECORDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST',
      'ALICE    0001 A PUN 00000002 001 NONE 08/17 10:00:00 REPORT    DATA     ALICE',
    ]);
    expect((await world.run(bob, query('PRT'))).lines).to.deep.equal(['NO PRT FILES']);
    expect((await world.run(bob, query('FILES'))).lines).to.deep.equal([
      'FILES: 0001 RDR,   NO PRT,   NO PUN',
    ]);
  });

  it('shows a long queue with turns for others in between', async () => {
    await send('A');
    const [one] = world.core.queues.queue('BOB', 'RDR');
    for (let id = 2; id <= 1000; id++) world.core.queues.put({ ...one!, id, order: id });
    let turns = 0;
    const { clock } = world.core.cp;
    const defer = clock.defer.bind(clock);
    clock.defer = (action) => {
      turns++;
      defer(action);
    };
    const { lines } = await world.run(bob, query('RDR'), 'all');
    expect(lines.length).to.equal(1001);
    expect(lines.at(-1)).to.match(/^ALICE {4}1000 A PUN/);
    expect(turns).to.equal(5);
  });

  it('shows what one has sent to another, class D everything', async () => {
    await send('A');
    expect((await world.run(alice, query('RDR'), 'bob')).lines.length).to.equal(2);
    expect((await world.run(bob, query('RDR'), 'alice')).lines).to.deep.equal(['NO RDR FILES']);
    const all = await world.run(oper, query('RDR'), 'system');
    expect(all.lines[1]).to.match(/^BOB {6}0001 A PUN/);
    expect((await world.run(bob, query('RDR'), 'system')).rc).to.equal(53);
    expect((await world.run(bob, query('FILES'), 'alice')).rc).to.equal(3);
  });

  it('shows the next file, files by class and by id, and says which id is not there', async () => {
    await send('A');
    await send('B');
    await world.run(bob, change, 'rdr 1 hold');
    expect((await world.run(bob, query('RDR'), 'next')).lines[1]).to.match(/^ALICE {4}0002/);
    expect((await world.run(bob, query('RDR'), 'class b')).lines.length).to.equal(2);
    expect((await world.run(bob, query('RDR'), '1')).lines.length).to.equal(2);
    expect(await world.run(bob, query('RDR'), '77')).to.deep.equal({
      rc: 42,
      lines: ['HCPCSU042E Spool id 0077 does not exist'.replace('CSU', 'CQS')],
    });
  });

  it('changes files and counts them', async () => {
    await send('A');
    await send('B');
    const done = await world.run(bob, change, 'rdr all class z hold copy 3 name new name');
    expect(done).to.deep.equal({ rc: 0, lines: ['0000002 FILES CHANGED'] });
    const file = world.core.queues.find('BOB', 2);
    expect(file).to.include({ class: 'Z', hold: 'USER', copies: 3, name: 'NEW', type: 'NAME' });
    expect((await world.run(bob, change, 'rdr class q hold')).lines).to.deep.equal([
      'NO FILES CHANGED',
    ]);
  });

  it('lets only class D free what the spool operator holds', async () => {
    await send('A');
    await world.run(oper, change, 'bob rdr 1 hold');
    expect(world.core.queues.find('BOB', 1)?.hold).to.equal('SYS');
    await world.run(bob, change, 'rdr 1 nohold');
    expect(world.core.queues.find('BOB', 1)?.hold).to.equal('SYS');
    await world.run(oper, change, 'bob rdr 1 nohold');
    expect(world.core.queues.find('BOB', 1)?.hold).to.equal('NONE');
  });

  it('purges by id, by class and all', async () => {
    for (const letter of ['A', 'B', 'B', 'C']) await send(letter);
    expect((await world.run(bob, purge, 'rdr 1')).lines).to.deep.equal(['0000001 FILE  PURGED']);
    expect((await world.run(bob, purge, 'r class b')).lines).to.deep.equal([
      '0000002 FILES PURGED',
    ]);
    expect((await world.run(bob, purge, 'rdr all')).lines).to.deep.equal(['0000001 FILE  PURGED']);
    expect((await world.run(bob, purge, 'all')).lines).to.deep.equal(['NO FILES PURGED']);
    await world.spool.stop();
    expect(world.files.paths().filter((path) => path.includes('/files/'))).to.deep.equal([]);
  });

  it('does not purge half of what was named, nor a file that is being read', async () => {
    await send('A');
    await send('A');
    expect((await world.run(bob, purge, 'rdr 1 9')).rc).to.equal(42);
    expect(ids()).to.deep.equal([1, 2]);
    await world.spool.ask(bob, 0x00c, { kind: 'open-input' });
    expect((await world.run(bob, purge, 'rdr 1')).lines).to.deep.equal([
      'HCPCSU043E Spool file 0001 is in use',
    ]);
    expect((await world.run(bob, purge, 'rdr all')).lines).to.deep.equal(['0000001 FILE  PURGED']);
    expect(ids()).to.deep.equal([1]);
  });

  it('leaves a file alone that a reader took while it was being changed', async () => {
    await send('A');
    const changing = world.run(bob, change, 'rdr 1 class z');
    const input = await world.spool.ask(bob, 0x00c, { kind: 'open-input' });
    await changing;
    expect(input.kind).to.equal('input');
    expect((await world.run(bob, purge, 'rdr 1')).rc).to.equal(43);
    expect((await world.spool.ask(bob, 0x00c, { kind: 'input-ended' })).kind).to.equal('done');
    expect(ids()).to.deep.equal([]);
  });

  it('counts two purges of the same files once', async () => {
    for (const letter of ['A', 'A', 'A']) await send(letter);
    const [one, two] = await Promise.all([
      world.run(bob, purge, 'rdr all'),
      world.run(oper, purge, 'bob rdr all'),
    ]);
    expect([one.lines, two.lines]).to.deep.equal([['0000003 FILES PURGED'], ['NO FILES PURGED']]);
  });

  it('orders a queue, over a restart too', async () => {
    for (const letter of ['A', 'B', 'C']) await send(letter);
    expect((await world.run(bob, order, 'rdr 3 1')).lines).to.deep.equal(['0000002 FILES ORDERED']);
    expect(ids()).to.deep.equal([3, 1, 2]);
    await world.run(bob, order, 'rdr class b');
    expect(ids()).to.deep.equal([2, 3, 1]);
    const after = new SpoolWorld(world.directory, undefined, world.files.kill());
    await after.spool.start();
    expect(after.core.queues.queue('BOB', 'RDR').map((file) => file.id)).to.deep.equal([2, 3, 1]);
  });

  it('transfers to another user, and back to the one who sent', async () => {
    await send('A');
    const done = await world.run(bob, transfer, 'rdr 1 to oper');
    expect(done.lines).to.deep.equal(['0000001 FILE  TRANSFERRED']);
    expect(world.notices).to.deep.equal([
      'OPER: RDR FILE 0001 SENT FROM ALICE    PUN WAS 0001 RECS 0002 CPY  001 A NOHOLD NOKEEP',
    ]);
    expect((await world.run(bob, transfer, 'rdr all from oper')).lines).to.deep.equal([
      'NO FILES TRANSFERRED',
    ]);
    await world.run(alice, transfer, 'rdr all from oper');
    expect(world.core.queues.counts('ALICE').RDR).to.equal(1);
    expect(world.core.queues.counts('OPER').RDR).to.equal(0);
  });

  it('keeps another from a queue without class D', async () => {
    await send('A');
    expect((await world.run(alice, purge, 'bob rdr all')).rc).to.equal(3);
    expect((await world.run(oper, purge, 'bob rdr all')).rc).to.equal(0);
    expect(ids()).to.deep.equal([]);
  });

  it('puts off the end of a file with CONT until NOCONT', async () => {
    await world.run(alice, spool, 'pun cont');
    await world.write(alice, 0x00d, ['one']);
    await world.run(alice, close, 'pun');
    expect(world.core.queues.counts('ALICE').PUN).to.equal(0);
    await world.run(alice, spool, 'pun nocont close');
    expect(world.core.queues.counts('ALICE').PUN).to.equal(1);
  });

  it('closes with operands for this file only, and drops it with PURGE', async () => {
    await world.write(alice, 0x00d, ['one']);
    await world.run(alice, close, 'pun to bob name deck one hold');
    expect(world.core.queues.find('BOB', 1)).to.include({
      name: 'DECK',
      type: 'ONE',
      hold: 'USER',
    });
    await world.write(alice, 0x00d, ['one']);
    await world.run(alice, close, 'pun purge');
    expect(world.core.queues.counts('ALICE').PUN).to.equal(0);
    await world.write(alice, 0x00d, ['one']);
    await world.write(alice, 0x00e, ['one']);
    await world.run(alice, close, 'all');
    expect(world.core.queues.counts('ALICE')).to.deep.equal({ RDR: 0, PRT: 1, PUN: 1 });
  });

  it('shows a unit as QUERY VIRTUAL does', async () => {
    await world.run(alice, spool, 'prt class b copy 2 to bob hold');
    expect(world.spool.describe(alice, 0x00e)).to.deep.equal([
      'PRT  000E CL B NOCONT HOLD   CPY 002 READY FORM STANDARD',
      '     000E TO BOB      RDR DIST ALICE    FLASHC 000 DEST OFF',
      '     000E FLASH      CHAR      MDFY      0 FCB      LPP OFF',
      '     000E 1403 EOF CLOSED NOKEEP NOMSG NONAME',
      '     000E SUBCHANNEL = 0003',
    ]);
    expect(world.spool.describe(alice, 0x00c)[0]).to.equal(
      'RDR  000C CL * NOCONT NOHOLD EOF   READY',
    );
    expect(world.spool.describe(alice, 0x191)).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, string, number])[] = [
    ['SPOOL', '', 26],
    ['SPOOL', 'pun', 26],
    ['SPOOL', '00f class a', 40],
    ['SPOOL', 'xyz class a', 3],
    ['SPOOL', 'pun class', 28],
    ['SPOOL', 'pun class ab', 28],
    ['SPOOL', 'pun to nobody', 53],
    ['SPOOL', 'pun nobody', 3],
    ['SPOOL', 'pun copy 0', 3],
    ['SPOOL', 'pun copy 256', 3],
    ['SPOOL', 'rdr to bob', 3],
    ['SPOOL', 'pun start', 3],
    ['SPOOL', 'pun name toolongname x', 3],
    ['SPOOL', 'pun hold __proto__', 3],
    ['CLOSE', '', 26],
    ['CLOSE', '999', 40],
    ['CLOSE', 'pun bogus', 3],
    ['CHANGE', '', 26],
    ['CHANGE', 'rdr', 26],
    ['CHANGE', 'rdr all', 26],
    ['CHANGE', 'rdr 10000 hold', 3],
    ['CHANGE', 'rdr 5 hold', 42],
    ['PURGE', '', 26],
    ['PURGE', 'rdr', 26],
    ['PURGE', 'disk all', 3],
    ['PURGE', `rdr ${'9'.repeat(5000)}`, 3],
    ['ORDER', 'rdr', 26],
    ['TRANSFER', 'rdr all', 26],
    ['TRANSFER', 'rdr all to nobody', 53],
    ['TRANSFER', 'rdr all to bob disk', 26],
    ['DETACH', '', 22],
    ['DETACH', '999', 40],
    ['DETACH', '009', 6],
    ['LINK', '', 20],
    ['LINK', 'bob', 22],
    ['LINK', 'nobody 191 291', 53],
  ];
  for (const [name, operands, rc] of wrong) {
    it(`answers ${name} ${operands.slice(0, 30)} with ${String(rc)} and changes nothing`, async () => {
      const before = JSON.stringify(world.spool.units(alice).map((unit) => unit.settings));
      const command = name === 'DETACH' ? detach : SPOOL_COMMANDS.find((one) => one.name === name)!;
      const answer = await world.run(alice, command, operands);
      expect(answer.rc).to.equal(rc);
      expect(answer.lines.length).to.equal(1);
      expect(answer.lines[0]).to.match(
        new RegExp(`^HCP...0${String(rc).padStart(2, '0')}E .{5,90}$`),
      );
      const after = JSON.stringify(world.spool.units(alice).map((unit) => unit.settings));
      expect(after).to.equal(before);
    });
  }
});
