import { expect } from 'chai';
import { TestSession, TestSystem } from '../../support/test-system.js';

const MINUTE = 60_000;
/** An enabled wait: the machine runs, and needs nobody at its console. */
const ENABLED_WAIT = 'store psw 01020000 00000400';
const DISABLED_WAIT = 'store psw 00020000 00000BAD';

describe('time-outs of machines without a person', () => {
  let system: TestSystem;
  let alice: TestSession;

  const there = (): boolean => system.cp.machine('ALICE') !== undefined;

  async function begin(psw: string): Promise<void> {
    await alice.type(psw);
    await alice.type('begin');
  }

  async function drop(): Promise<void> {
    alice.session.dropped();
    await system.idle();
  }

  beforeEach(async () => {
    system = await TestSystem.start();
    alice = await system.session('ALICE');
  });

  describe('after DISCONNECT', () => {
    for (const [how, psw] of [
      ['in CP READ', undefined],
      ['in a disabled wait', DISABLED_WAIT],
    ] as const) {
      it(`logs a machine ${how} off after 15 minutes`, async () => {
        if (psw !== undefined) await begin(psw);
        await alice.type('#cp disc');
        expect(alice.farewell).to.equal('DISCONNECT AT 10:00:00 UTC MONDAY 08/17/26');
        await system.pass(15 * MINUTE - 1000);
        expect(there()).to.equal(true);
        await system.pass(1000);
        expect(there()).to.equal(false);
        expect(system.log.at(-1)).to.equal(
          'USER DSC   LOGOFF AS  ALICE    USERS = 0    FORCED BY SYSTEM',
        );
      });
    }

    it('counts from when a running machine comes to need its console', async () => {
      await begin(ENABLED_WAIT);
      await alice.type('#cp disc');
      await system.pass(24 * 60 * MINUTE);
      expect(there()).to.equal(true);
      // as PA1 of nobody would do it: the guest stands still in CP READ
      system.cp.machine('ALICE')!.enterCp();
      await system.pass(15 * MINUTE - 1000);
      expect(there()).to.equal(true);
      await system.pass(1000);
      expect(there()).to.equal(false);
    });

    it('is over when the user comes back, and begins anew with the next', async () => {
      const { machine } = alice;
      await alice.type('disc');
      await system.pass(14 * MINUTE);
      const again = await system.session('ALICE');
      expect(again.machine).to.equal(machine);
      expect(again.transcript).to.include('DISCONNECT AT 10:00:00 UTC MONDAY 08/17/26\n');
      expect(again.transcript).to.include('RECONNECTED AT 10:14:00 UTC MONDAY 08/17/26\n');
      await system.pass(60 * MINUTE);
      expect(await again.lines('query userid')).to.deep.equal(['ALICE    AT VMTS']);
      await again.type('disc');
      await system.pass(15 * MINUTE - 1000);
      expect(there()).to.equal(true);
      await system.pass(1000);
      expect(there()).to.equal(false);
    });
  });

  describe('after the line dropped', () => {
    it('logs the machine off after 15 minutes, though it runs', async () => {
      await begin(ENABLED_WAIT);
      await drop();
      expect(system.log.at(-1)).to.equal('GRAF L0001 DISCONNECT ALICE    USERS = 1');
      await system.pass(15 * MINUTE - 1000);
      expect(there()).to.equal(true);
      await system.pass(1000);
      expect(there()).to.equal(false);
      expect(system.log.at(-1)).to.match(/^USER DSC {3}LOGOFF AS {2}ALICE .*LINE DROPPED/);
    });

    it('is over when the user comes back, and the guest goes on', async () => {
      await begin(ENABLED_WAIT);
      const { machine } = alice;
      await drop();
      await system.pass(14 * MINUTE);
      const again = await system.session('ALICE');
      expect(again.machine).to.equal(machine);
      expect(again.transcript).to.include('DISCONNECT AT 10:00:00 UTC MONDAY 08/17/26\n');
      await again.type('begin');
      await system.pass(60 * MINUTE);
      expect(there()).to.equal(true);
      expect(machine.stopped).to.equal(false);
    });
  });

  describe('SET TIMEOUT', () => {
    let maint: TestSession;

    beforeEach(async () => {
      maint = await system.session('MAINT');
    });

    it('sets the time of each state', async () => {
      expect(await maint.lines('set timeout disconnect 5')).to.deep.equal([]);
      expect(await maint.lines('set timeout drop 2')).to.deep.equal([]);
      const bob = await system.session('BOB');
      await alice.type('disc');
      bob.session.dropped();
      await system.pass(2 * MINUTE);
      expect(system.cp.machine('BOB')).to.equal(undefined);
      await system.pass(3 * MINUTE - 1000);
      expect(there()).to.equal(true);
      await system.pass(1000);
      expect(there()).to.equal(false);
    });

    it('OFF lets machines stay for ever', async () => {
      await maint.type('set timeout disconnect off');
      await maint.type('set timeout drop off');
      const bob = await system.session('BOB');
      await alice.type('disc');
      bob.session.dropped();
      await system.pass(7 * 24 * 60 * MINUTE);
      expect(system.cp.machines()).to.have.length(3);
    });

    for (const [line, answer] of [
      ['set timeout', 'HCPCFS026E Operand missing or invalid'],
      ['set timeout drop', 'HCPCFS026E Operand missing or invalid'],
      ['set timeout drop 0', 'HCPCFS002E Invalid operand - 0'],
      ['set timeout drop soon', 'HCPCFS002E Invalid operand - SOON'],
      ['set timeout never 5', 'HCPCFS003E Invalid option - NEVER'],
      ['set timeout drop 5 6', 'HCPCFS003E Invalid option - 6'],
    ] as const) {
      it(`refuses ${line}`, async () => {
        expect(await maint.lines(line)).to.deep.equal([answer]);
        expect(system.cp.timeouts).to.deep.equal({
          disconnected: 15 * MINUTE,
          dropped: 15 * MINUTE,
        });
      });
    }

    it('is not for class G', async () => {
      expect(await alice.lines('set timeout drop off')).to.not.deep.equal([]);
      expect(system.cp.timeouts.dropped).to.equal(15 * MINUTE);
    });
  });
});
