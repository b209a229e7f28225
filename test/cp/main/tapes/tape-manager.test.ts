/** Tapes from the operator's side: who gets which file, and what is on disk when it is said to be. */
import { expect } from 'chai';
import { WholeSystem } from '../../../support/whole-system.js';

const none = (): Promise<Uint8Array> => Promise.reject(new Error('no file is read'));

interface World {
  readonly whole: WholeSystem;
  readonly host: (line: string) => Promise<{ readonly status: number; readonly said: string }>;
}

async function world(entries: Record<string, string> = {}): Promise<World> {
  const whole = await WholeSystem.start({ entries });
  return {
    whole,
    host: async (line) => {
      const { status, said } = await whole.host(['tape', ...line.split(' ')], none);
      return { status, said: said.join('\n') };
    },
  };
}

describe('tapes on drives', () => {
  it('are refused with a reason, and nothing is half done', async () => {
    const { whole, host } = await world();
    const refused = async (line: string, why: RegExp): Promise<void> => {
      const { status, said } = await host(line);
      expect(said).to.match(why);
      expect(status).to.be.greaterThan(0);
    };
    await refused('bob 181 home/a.aws --ring', /BOB is not logged on/);
    const bob = await whole.logon('BOB');
    await whole.logon('ALICE');
    await refused('bob 181 home/a.aws', /home\/a.aws is not there/);
    await refused('bob 1811 home/a.aws --ring', /not a device number/);
    await refused('bob xyz home/a.aws --ring', /not a device number/);
    await refused('bob 009 home/a.aws --ring', /0009 of BOB is not a tape drive/);
    await refused('bob 181 --unload', /no tape is on drive 181/);
    await refused('bob 181', /wrong number of operands/);
    await refused('bob 181 --unload --ring', /exclude each other/);
    expect(await whole.command(bob, '#cp query virtual tapes', /HCP/)).to.contain('HCPCQV040E');
    expect((await host('bob 181 home/a.aws --ring')).status).to.equal(0);
    await refused('bob 181 home/b.aws --ring', /is on drive 181 already/);
    await refused('alice 181 home/a.aws', /is on another drive/);
    expect((await host('bob 181 --unload')).status).to.equal(0);
    // two may read it
    expect((await host('alice 181 home/a.aws')).status).to.equal(0);
    expect((await host('bob 181 home/a.aws')).status).to.equal(0);
    await refused('alice 182 home/a.aws --ring', /is on another drive/);
  });

  it('are given back at LOGOFF, FORCE and DETACH', async () => {
    const { whole, host } = await world();
    const alice = await whole.logon('ALICE');
    for (const end of ['detach', 'logoff', 'force'] as const) {
      const bob = await whole.logon('BOB');
      expect((await host('bob 181 home/a.aws --ring')).said).to.contain('TO BOB R/W');
      if (end === 'detach') {
        await whole.command(bob, '#cp detach 181', /TAPE 0181 DETACHED/);
        expect((await host('alice 181 home/a.aws --ring')).status).to.equal(0);
        await whole.command(alice, '#cp detach 181', /TAPE 0181 DETACHED/);
      }
      if (end === 'force') {
        const operator = await whole.logon('OPERATOR');
        await whole.enter(operator, '#cp force bob', /LOGOFF AS {2}BOB/);
      } else await whole.enter(bob, '#cp logoff');
      await whole.until(() => bob.closed);
      expect((await host('alice 181 home/a.aws --ring')).said).to.contain('TO ALICE');
      expect((await host('alice 181 --unload')).status).to.equal(0);
      await whole.command(alice, '#cp detach 181', /TAPE 0181 DETACHED/);
    }
  });

  it('go to another user with GIVE, and are taken away with DETACH FROM', async () => {
    const { whole, host } = await world();
    const maint = await whole.logon('MAINT');
    const bob = await whole.logon('BOB');
    for (const [line, reply] of [
      ['give', /HCPGIV022E/],
      ['give 181 bob', /HCPGIV040E Device 0181 does not exist/],
      ['give 00c bob', /HCPGIV006E Invalid device type - 000C/],
      ['give 181 nobody', /HCPGIV053E NOBODY not in CP directory/],
    ] as const)
      await whole.command(maint, `#cp ${line}`, reply);
    expect((await host('maint 181 home/g.aws --ring')).said).to.contain('TO MAINT R/W');
    for (const [line, reply] of [
      ['give 181 alice', /HCPGIV045E ALICE not logged on/],
      ['give 181 maint', /HCPGIV007E Invalid userid - MAINT/],
      ['give 181 bob 00c', /HCPGIV122E TAPE 0181 not given to BOB; device 000C already defined/],
      ['give 181 bob 182 r/x', /HCPGIV002E|HCPGIV003E/],
    ] as const)
      await whole.command(maint, `#cp ${line}`, reply);
    await whole.command(bob, '#cp give 181 maint', /HCPCMD001E Unknown CP command: GIVE/);
    await whole.command(maint, '#cp give tape 181 to bob as 182', /TAPE 0181 GIVEN TO BOB 0182/);
    await whole.sees(bob, /TAPE 0182 GIVEN BY MAINT/);
    await whole.command(bob, '#cp query virtual tapes', /TAPE 0182 ON DEV {2}g.aws 3420 R\/W/);
    await whole.command(maint, '#cp query virtual tapes', /HCPCQV040E/);
    // back, without its ring, by the operator who may
    await whole.command(maint, '#cp detach 182 from bob', /TAPE 0182 DETACHED/);
    await whole.sees(bob, /TAPE 0182 DETACHED BY MAINT/);
    await whole.command(maint, '#cp detach 182 from alice', /HCPDTV045E ALICE not logged on/);
    expect((await host('maint 181 home/g.aws --ring')).status).to.equal(0);
    await whole.command(maint, '#cp give 181 bob r/o', /GIVEN TO BOB 0181/);
    await whole.command(bob, '#cp query virtual tapes', /TAPE 0181 ON DEV {2}g.aws 3420 R\/O/);
    // an empty drive goes, too
    await whole.command(maint, '#cp define tape 185 3410', /DEFINED/);
    await whole.command(maint, '#cp give 185 bob', /GIVEN TO BOB 0185/);
    await whole.command(bob, '#cp query virtual 185', /NONE 3410 NOT READY/);
  });

  it('go without their reel (236) when the host cannot open it again', async () => {
    const { whole, host } = await world();
    const maint = await whole.logon('MAINT');
    const bob = await whole.logon('BOB');
    await host('maint 181 home/g.aws --ring');
    whole.files.before = (operation, path) => {
      if (operation === 'open' && path.endsWith('g.aws')) throw new Error('EIO');
    };
    await whole.command(maint, '#cp give 181 bob', /HCPGIV236E Device 0181: the reel is not on it/);
    whole.files.before = undefined;
    await whole.command(bob, '#cp query virtual 181', /NONE 3420 NOT READY/);
    expect((await host('bob 181 home/g.aws --ring')).status).to.equal(0);
  });

  it('are on drives that the directory has', async () => {
    const entry = ['USER CAROL * 1M', 'CONSOLE 009 3215', 'SPECIAL 181 TAPE', 'SPECIAL 182 3410'];
    const { whole, host } = await world({ CAROL: entry.join('\n') });
    const carol = await whole.logon('CAROL');
    await whole.command(carol, 'query virtual tapes', /0181 .* NONE 3420 NOT READY/);
    await whole.sees(carol, /0182 .* NONE 3410 NOT READY/);
    expect((await host('carol 182 home/c.het --ring')).status).to.equal(0);
    await whole.command(carol, 'query virtual 182', /0182 ON DEV {2}c\.het 3410 R\/W/);
  });

  it('lose nothing that was announced when the power goes', async () => {
    const { whole, host } = await world();
    const bob = await whole.logon('BOB');
    await host('bob 181 home/a.aws --ring');
    const handle = (): number => {
      const spec = whole.test.cp.machine('BOB')?.devices.get(0x181)?.spec;
      return spec?.type === 'tape' ? (spec.medium?.handle ?? -1) : -1;
    };
    whole.files.writeAt(handle(), 0, Uint8Array.of(1, 2, 3));
    await whole.command(bob, '#cp rewind 181', /REWIND COMPLETE/);
    whole.files.writeAt(handle(), 3, Uint8Array.of(4));
    whole.kill(() => 0);
    const reading = whole.files.readFile('home/a.aws');
    await whole.clock.advance(10);
    expect([...(await reading)!]).to.eql([1, 2, 3]);
  });

  it('are off the drive for good when the host cannot make them durable', async () => {
    const { whole, host } = await world();
    const bob = await whole.logon('BOB');
    await host('bob 181 home/a.aws --ring');
    whole.files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    await whole.command(bob, '#cp rewind 181', /HCPCPV235E .*may be lost/);
    whole.files.before = undefined;
    // a sync that failed is never tried again as if nothing had happened
    await whole.command(bob, '#cp rewind 181', /HCPCPV235E/);
    await whole.command(bob, '#cp detach 181', /HCPDTV235E/);
    expect((await host('bob 181 home/a.aws --ring')).status).to.equal(0);
    await whole.command(bob, '#cp rewind 181', /REWIND COMPLETE/);
  });
});
