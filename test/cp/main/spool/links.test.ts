import { expect } from 'chai';
import { detach } from '../../../../src/cp/main/commands/detach.js';
import { link } from '../../../../src/cp/main/commands/link.js';
import { queryLinks } from '../../../../src/cp/main/commands/query-links.js';
import { grant, type LinkMode } from '../../../../src/cp/main/links/link-modes.js';
import {
  directoryOf,
  SpoolWorld,
  type TestMachine,
  userEntry,
} from '../../../support/spool-world.js';

const users = [
  userEntry('ALICE', 'G', 'MDISK 191 FB-512 * 100 VMTS MR SECRET WPASS MPASS'),
  userEntry('BOB', 'G', 'MDISK 191 FB-512 * 100 VMTS MR\nLINK MAINT 190 190 RR'),
  userEntry('MAINT', 'G', 'MDISK 190 FB-512 * 200 VMTS MR ALL'),
];

describe('links to minidisks', () => {
  let world: SpoolWorld;
  let alice: TestMachine;
  let bob: TestMachine;
  beforeEach(async () => {
    world = new SpoolWorld(directoryOf(...users));
    alice = await world.logon('ALICE');
    bob = await world.logon('BOB');
  });

  it('gives each mode what the table of access modes says', () => {
    const none = { writers: [], readers: [] };
    const reader = { writers: [], readers: ['X'] };
    const writer = { writers: ['X'], readers: [] };
    const table: Readonly<Record<LinkMode, readonly string[]>> = {
      R: ['read', 'read', 'refused'],
      RR: ['read', 'read', 'read'],
      W: ['write', 'refused', 'refused'],
      WR: ['write', 'forced-read', 'forced-read'],
      M: ['write', 'write', 'refused'],
      MR: ['write', 'write', 'forced-read'],
      MW: ['write', 'write', 'write'],
    };
    for (const [mode, wanted] of Object.entries(table)) {
      const got = [none, reader, writer].map((present) => grant(mode as LinkMode, present));
      expect(got, mode).to.deep.equal(wanted);
    }
  });

  it('attaches own disks and the linked system disk at logon, and says what is shared', async () => {
    expect(bob.devices.get(0x191)?.spec).to.include({ type: 'fba', blocks: 100, readOnly: false });
    expect(bob.devices.get(0x190)?.spec).to.include({ blocks: 200, readOnly: true });
    const again = await world.links.logon(world.machine('ALICE')!);
    expect(again.lines).to.deep.equal(['HCPLNM101W DASD 191 forced R/O; R/W BY ALICE']);
    const shared = await world.run(alice, link, 'maint 190 190 rr');
    expect(shared).to.deep.equal({ rc: 0, lines: ['DASD 190 LINKED R/O; R/O BY BOB'] });
  });

  it('links disks of count-key-data tracks, and says what cannot be one', async () => {
    const entry = userEntry('CAROL', 'G', 'MDISK 191 3350 * 100 VMTS MR\nMDISK 192 3330 * 5 V MR');
    world = new SpoolWorld(directoryOf(entry));
    const carol = await world.logon('CAROL');
    expect(carol.devices.get(0x191)?.spec).to.include({
      type: 'ckd',
      model: '3350',
      cylinders: 100,
      readOnly: false,
    });
    expect(world.links.describe(world.machine('CAROL')!, 0x191)).to.deep.equal([
      'DASD 0191 3350 CAROL  R/W        100 CYL ON DASD  0191 SUBCHANNEL = 0004',
    ]);
    expect((await world.run(carol, detach, '191')).lines).to.deep.equal(['DASD 0191 DETACHED']);
    const image = await world.files.open('/home/users/CAROL/0191.image', 'write');
    await world.files.write(image, 0, Uint8Array.of(1, 2, 3));
    await world.files.close(image);
    expect(await world.run(carol, link, '* 191 191')).to.deep.equal({
      rc: 152,
      lines: ['HCPLNM152E CAROL 0191 not linked; image is not one of count-key-data tracks'],
    });
    expect(carol.devices.has(0x191)).to.equal(false);
  });

  it('asks for the password of the mode, and takes it from the line', async () => {
    world.hidden = 'wrong';
    expect(await world.run(bob, link, 'to alice 191 as 291 rr')).to.deep.equal({
      rc: 114,
      lines: ['HCPLNM114E ALICE 0191 not linked; mode or password incorrect'],
    });
    world.hidden = 'secret';
    expect((await world.run(bob, link, 'alice 191 291 rr')).rc).to.equal(0);
    expect(world.prompts).to.deep.equal(['ENTER READ PASSWORD:', 'ENTER READ PASSWORD:']);
    expect((await world.run(bob, link, 'alice 191 292 mw pass=mpass')).rc).to.equal(0);
    expect(bob.devices.get(0x292)?.spec).to.include({ readOnly: false });
    world.hidden = undefined;
    expect((await world.run(alice, link, 'bob 191 291')).rc).to.equal(114);
    // what has a password and is another's is told to the accounts
    expect(world.journalled).to.deep.equal(['linked BOB ALICE 191', 'linked BOB ALICE 191']);
  });

  it('refuses and forces as others hold the disk', async () => {
    expect(await world.run(bob, link, 'alice 191 291 r secret')).to.deep.equal({
      rc: 104,
      lines: ['HCPLNM104E ALICE 0191 not linked; R/W BY ALICE'],
    });
    expect(await world.run(bob, link, 'alice 191 291 mr mpass')).to.deep.equal({
      rc: 101,
      lines: ['HCPLNM101W DASD 291 forced R/O; R/W BY ALICE'],
    });
    expect(bob.devices.get(0x291)?.spec).to.include({ readOnly: true });
    expect((await world.run(bob, queryLinks, '291')).lines).to.deep.equal([
      'ALICE    0191 R/W, BOB      0291 R/O',
    ]);
    expect(await world.run(bob, link, 'alice 191 292 w wpass')).to.deep.equal({
      rc: 106,
      lines: ['HCPLNM106E ALICE 0191 not linked; R/W BY ALICE; R/O BY BOB'],
    });
  });

  it('says what is not there, or there already', async () => {
    expect((await world.run(bob, link, 'alice 999 291')).lines).to.deep.equal([
      'HCPLNM107E ALICE 0999 not linked; not in CP directory',
    ]);
    expect((await world.run(bob, link, 'maint 190 191')).rc).to.equal(110);
    expect((await world.run(bob, queryLinks, '00c')).rc).to.equal(40);
    expect((await world.run(bob, queryLinks, '')).rc).to.equal(22);
  });

  it('takes no more passwords after ten wrong ones', async () => {
    for (let n = 0; n < 10; n++) await world.run(bob, link, 'alice 191 291 rr bad');
    expect((await world.run(bob, link, 'alice 191 291 rr secret')).rc).to.equal(115);
    expect(world.journalled).to.deep.equal(['refused BOB ALICE 191 10']);
  });

  it('detaches disks and ranges, closes files of units, and frees the disk for others', async () => {
    await world.run(bob, link, 'alice 191 291 rr secret');
    expect((await world.run(bob, detach, '290-29f')).lines).to.deep.equal(['DASD 0291 DETACHED']);
    expect(world.links.present('ALICE', 0x191).readers).to.deep.equal([]);
    await world.spool.start();
    await world.write(bob, 0x00d, ['x']);
    expect((await world.run(bob, detach, '00d')).lines).to.deep.equal(['PUN  000D DETACHED']);
    expect(world.core.queues.counts('BOB').PUN).to.equal(1);
    expect((await world.run(bob, detach, '00d')).rc).to.equal(40);
  });

  it('syncs what is written, and refuses when the host cannot', async () => {
    expect(await world.links.ask(bob, 0x191, { kind: 'sync' })).to.deep.equal({ kind: 'done' });
    world.files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    expect(await world.links.ask(bob, 0x191, { kind: 'sync' })).to.deep.equal({ kind: 'refused' });
    world.files.before = undefined;
    expect(await world.links.ask(bob, 0x191, { kind: 'sync' })).to.deep.equal({ kind: 'refused' });
    expect(world.operatorLines.join('\n')).to.match(/could not be synced/);
  });

  it('lets go of everything at logoff', async () => {
    await world.links.logoff(bob);
    await world.links.logoff(alice);
    expect(world.files.openHandles).to.equal(0);
    expect(world.links.present('MAINT', 0x190).readers).to.deep.equal([]);
  });
});
