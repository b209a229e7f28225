import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

/** Counts in storage at X'800' for ever: L 1,X'800' / LA 1,1(,1) / ST 1,X'800' / B X'400'. */
const COUNTER = ['store 400 58100800 41101001 50100800 47f00400', 'store psw 00000000 00000400'];

async function typeAll(session: TestSession, lines: readonly string[]): Promise<void> {
  for (const line of lines) await session.type(line);
}

describe('CP with a real processor', function () {
  let system: TestSystem;
  let alice: TestSession;

  beforeEach(async () => {
    system = await TestSystem.start({
      programs: [cmsProgram],
      directory: usualDirectory('MDISK 191 FB-512 0 2000 VOL1 MR'),
    });
    alice = await system.session('ALICE');
  });

  const counter = async (): Promise<string> => (await alice.lines('d 800')).at(-1) ?? '';
  const run = (): Promise<boolean> => system.idle(200);

  /** Types while a guest loops: the system never comes to rest, so a bounded number of turns is run. */
  const typeTo = async (session: TestSession, line: string): Promise<string> => {
    session.fresh();
    session.session.line(line);
    await run();
    return session.fresh();
  };

  it('stands still in CP READ and goes on with BEGIN', async () => {
    await typeAll(alice, COUNTER);
    await typeTo(alice, 'begin');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
    const first = await counter();
    expect(first).to.match(/^000800 {2}[0-9A-F]{8}$/);
    expect(first).to.not.equal('000800  00000000');
    expect(await counter()).to.equal(first);
    await typeTo(alice, 'begin');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
    expect(await counter()).to.not.equal(first);
  });

  it('goes on counting in CP READ with SET RUN ON', async () => {
    await alice.type('set run on');
    await typeAll(alice, COUNTER);
    await typeTo(alice, 'begin');
    alice.session.key({ kind: 'pa', number: 1 });
    await run();
    expect(alice.machine.inCpRead).to.equal(true);
    const first = await typeTo(alice, 'd 800');
    const second = await typeTo(alice, 'd 800');
    expect(first).to.match(/^000800 {2}[0-9A-F]{8}\n$/);
    expect(second).to.match(/^000800 {2}[0-9A-F]{8}\n$/);
    expect(second).to.not.equal(first);
  });

  it('shows a looping guest, which its user escapes by IPL, to nobody else', async () => {
    const bob = await system.session('BOB');
    // a machine that waited before
    await alice.type('ipl cms parm autocr');
    await alice.key({ kind: 'pa', number: 1 });
    await typeAll(alice, COUNTER);
    await typeTo(alice, 'begin');
    expect(await typeTo(bob, 'query userid')).to.equal('BOB      AT VMTS\n');
    expect(await typeTo(bob, 'indicate load')).to.match(/^Q0-00001\(00000\) +DORMANT-00001$/m);
    await typeTo(bob, 'ipl cms');
    expect(bob.transcript).to.include('CMS');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
    expect(await alice.type('ipl cms')).to.include('CMS');
    expect(await alice.type('')).to.match(/Ready;/);
  });

  it('says that a guest loaded a disabled wait', async () => {
    await alice.type('store psw 00020000 0000abcd');
    expect(await alice.lines('begin')).to.deep.equal([
      'HCPGIR450W CP entered; disabled wait PSW 00020000 0000ABCD',
    ]);
    expect(alice.machine.inCpRead).to.equal(true);
    expect(await alice.lines('begin')).to.deep.equal([
      'HCPGIR450W CP entered; disabled wait PSW 00020000 0000ABCD',
    ]);
  });

  it('says that a guest loops on program interruptions', async () => {
    expect(await alice.lines('begin')).to.deep.equal([
      'HCPGIR453W CP entered; program interrupt loop',
    ]);
    expect(await alice.type('ipl cms')).to.include('CMS');
  });

  it('stops in a disabled wait what is left of a CMS that a failed IPL reset', async () => {
    await alice.type('ipl cms parm autocr');
    expect(await alice.lines('cp ipl 191')).to.include('HCPIPL232E IPL unit error; device 0191');
    const text = await alice.type('begin');
    expect(text).to.include('HCPGIR450W CP entered; disabled wait PSW 00020000 00000F00');
    expect(await alice.type('ipl cms parm autocr')).to.match(/Ready;/);
  });

  it('costs the guest nothing to ask for a system or device that is not there', async () => {
    await alice.type('ipl cms parm autocr');
    expect(await alice.type('cp ipl foo')).to.match(/HCPIPL044E .*\nReady\(00044\);/);
    expect(await alice.type('cp ipl 5ff')).to.match(/HCPIPL040E .*\nReady\(00040\);/);
    expect(await alice.type('cp ipl 00d')).to.match(/HCPIPL006E .*\nReady\(00006\);/);
  });

  it('recovers by IPL CMS when the nucleus was zeroed', async () => {
    await alice.type('ipl cms');
    await alice.type('');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
    await alice.type(`store s0 ${'00'.repeat(64)}`);
    await alice.type(`store s40 ${'00'.repeat(64)}`);
    await alice.type('begin');
    const text = await alice.type('listfile');
    expect(alice.machine.inCpRead || text.includes('HCPGIR')).to.equal(true);
    // the line that the dead guest had not taken is still typed, and the new one takes it
    expect((await alice.type('ipl cms')) + (await alice.type(''))).to.match(/CMS[^]*Ready/);
  });

  it('keeps devices over IPL, and loses storage by CLEAR', async () => {
    await alice.type('store 8000 12345678');
    await alice.type('detach 191');
    await alice.type('spool pun bob');
    await alice.type('ipl cms clear');
    await alice.type('');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
    expect(await alice.lines('d 80000')).to.deep.equal(['080000  00000000']);
    expect(await alice.lines('q v 191')).to.deep.equal(['HCPQVD040E Device 0191 does not exist']);
    expect((await alice.lines('q v 00d'))[1]).to.include('TO BOB');
  });

  for (const [command, after] of [
    ['cp ipl cms', /VM\/TS CMS/],
    ['cp system clear', /Storage cleared - system reset\.\n/],
    ['cp define storage 2m', /STORAGE = 2M\nStorage cleared - system reset\.\n/],
  ] as const) {
    it(`lets the guest itself do ${command}`, async () => {
      await alice.type('ipl cms');
      await alice.type('');
      const text = await alice.type(command);
      expect(text).to.match(after);
      expect(text).to.not.match(/Ready/);
      const next = await alice.type(alice.machine.inCpRead ? 'ipl cms' : '');
      expect(next + (await alice.type(''))).to.match(/Ready;/);
    });
  }

  it('lets the guest log itself off', async () => {
    await alice.type('ipl cms');
    await alice.type('');
    await alice.type('cp logoff');
    expect(alice.closed).to.equal(true);
    expect(system.cp.machine('ALICE')).to.equal(undefined);
    const again = await system.session('ALICE');
    expect(again.transcript).to.include('LOGON AT');
  });

  it('types what the guest wrote before the answer to its CP command', async () => {
    await alice.type('ipl cms');
    await alice.type('');
    const text = await alice.type('cp query userid');
    expect(text).to.match(/^ALICE {4}AT VMTS\nReady; T=/);
    expect(await alice.type('cp query nobody')).to.match(
      /^HCPCQU045E NOBODY not logged on\nReady\(00045\); T=/,
    );
  });

  it('gives frames back at logoff', async () => {
    const before = system.cp.frames().used;
    for (let n = 0; n < 3; n++) {
      const user = await system.session('BOB');
      await user.type('ipl cms');
      await user.type('');
      await user.type('#cp logoff');
    }
    expect(system.cp.frames().used - before).to.be.lessThan(1024);
  });
});
