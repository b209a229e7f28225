import { expect } from 'chai';
import { fakeSystem } from '../../support/fake-system.js';
import { ScreenPerson } from '../../support/person.js';
import type { TestSystem } from '../../support/test-system.js';
import { usualDirectory } from '../../support/test-system.js';

describe('passwords on command lines', () => {
  let system: TestSystem;
  let alice: ScreenPerson;

  async function enter(line: string): Promise<void> {
    alice.enter(line);
    await system.idle();
  }

  beforeEach(async () => {
    const directory = usualDirectory().add(
      'USER CAROL * 1M 2M BG\nCONSOLE 009 3215\nMDISK 191 FB-512 0 1000 CAR191 MR READPW WRITEPW',
    );
    ({ system } = await fakeSystem({ directory }));
    alice = new ScreenPerson(system.cp.sessions, 'ALICE');
    await system.idle();
  });

  for (const [typed, shown] of [
    ['link carol 191 291 rr secret', 'link carol 191 291 rr'],
    ['link to carol 191 as 291 rr pass=secret', 'link to carol 191 as 291 rr'],
    ['link carol 191 291 secret', 'link carol 191 291'],
    ['#cp link carol 191 291 rr secret', '#cp link carol 191 291 rr'],
    ['autolog bob secret begin', 'autolog bob begin'],
    ['q userid#autol bob secret#q time', 'q userid#autol bob #q time'],
  ] as const) {
    it(`neither shows nor brings back that of: ${typed}`, async () => {
      await enter(typed);
      expect(alice.rows()).to.include(shown);
      expect(alice.text).to.not.contain('secret');
      alice.key('PF12');
      expect(alice.text).to.not.contain('secret');
      expect(alice.text.split(shown)).to.have.length(3);
    });
  }

  it('shows lines without a password as they are', async () => {
    for (const line of [
      'link carol 191 291 rr',
      'autolog',
      'query links 191',
      'linkage a b c d e',
    ]) {
      await enter(line);
      expect(alice.rows()).to.include(line);
      if (alice.text.includes('PASSWORD:')) await enter('wrong');
    }
  });

  it('takes the password that it hides', async () => {
    await enter('link carol 191 291 rr readpw');
    expect(system.cp.machine('ALICE')?.devices.has(0x291)).to.equal(true);
  });

  it('asks for the password that LINK needs, without showing it', async () => {
    await enter('link carol 191 291 rr');
    expect(alice.text).to.contain('ENTER READ PASSWORD:');
    await enter('readpw');
    expect(alice.text).to.not.match(/readpw/i);
    expect(system.cp.machine('ALICE')?.devices.has(0x291)).to.equal(true);
    alice.key('PF12');
    expect(alice.text).to.not.match(/readpw/i);
  });

  it('refuses LINK when the answer is wrong, or nobody is there to answer', async () => {
    await enter('link carol 191 291 w');
    expect(alice.text).to.contain('ENTER WRITE PASSWORD:');
    await enter('readpw');
    expect(alice.text).to.contain('HCPLNM114E CAROL 0191 not linked; mode or password incorrect');
    const machine = system.cp.machine('ALICE')!;
    machine.console.spool((line) => lines.push(line));
    const lines: string[] = [];
    system.cp.disconnect(machine, false);
    expect(await system.cp.execute(machine, 'link carol 191 291 rr')).to.equal(114);
    expect(lines.join()).to.not.contain('PASSWORD:');
    expect(machine.devices.has(0x291)).to.equal(false);
  });
});
