/** A guest that resets, changes or ends its own machine from an EXEC; and what a re-IPL keeps and loses. */
import { expect } from 'chai';
import { execFile } from '../support/cms-disk.js';
import { WholeSystem } from '../support/whole-system.js';

const SELF = execFile('SELF', '&CONTROL OFF', '&TYPE BEFORE', 'CP &1 &2 &3', '&TYPE RC &RETCODE');

describe('a guest that commands its own machine from an EXEC', () => {
  const start = async () => {
    const whole = await WholeSystem.start({ disks: { BOB: [SELF] } });
    return { whole, bob: await whole.logon('BOB') };
  };

  it('CP IPL CMS: a new CMS', async () => {
    const { whole, bob } = await start();
    await whole.command(bob, 'self ipl cms', /VM READ/);
    expect(bob.text).to.match(/BEFORE\nVM\/TS CMS/);
    await whole.press(bob, 'ENTER', /Ready;/);
    expect(bob.text).not.to.contain('RC ');
  });

  for (const [command, says] of [
    ['system clear', /Storage cleared - system reset/],
    ['define storage 2m', /STORAGE = 2M/],
  ] as const) {
    it(`CP ${command.toUpperCase()}: the machine stands in CP READ with nothing in it`, async () => {
      const { whole, bob } = await start();
      await whole.command(bob, `self ${command}`, says);
      await whole.sees(bob, /CP READ/);
      expect(bob.text).not.to.contain('RC ');
      await whole.command(bob, 'display 200.10', /000200 {2}00000000 00000000 00000000 00000000/);
      await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
    });
  }

  it('CP DETACH 191: the EXEC goes on, and what it reads next fails', async () => {
    const { whole, bob } = await start();
    expect(await whole.command(bob, 'self detach 191')).to.match(
      /BEFORE\nDASD 0191 DETACHED\nRC 0\nReady;/,
    );
    expect(await whole.command(bob, 'type self exec')).to.contain('DMSTYP113S');
  });

  it('CP LOGOFF: the session ends, and the user can log on again', async () => {
    const { whole, bob } = await start();
    bob.enter('self logoff');
    await whole.until(() => bob.closed);
    expect(bob.farewell).to.match(/^CONNECT= 00:00:00 .*\nLOGOFF AT /);
    await whole.sees(await whole.logon('BOB'), /Ready;/);
  });
});

describe('re-IPL', () => {
  it('keeps links, spool settings and spool files and loses storage', async () => {
    const whole = await WholeSystem.start();
    const alice = await whole.logon('ALICE');
    const bob = await whole.logon('BOB');
    await whole.command(alice, 'spool punch to bob', /Ready;/);
    await whole.command(alice, 'punch profile exec', /PUN FILE/);
    await whole.command(bob, 'spool punch to alice class w', /Ready;/);
    await whole.command(bob, '#cp link maint 190 333 rr', /RUNNING|LINKED/);
    await whole.command(bob, '#cp display 200.4', /^000200 {2}(?!00000000)/);
    for (const system of ['190 clear', 'cms', '190 clear parm autocr', 'cms parm autocr']) {
      await whole.command(bob, `#cp ipl ${system}`, /VM READ|Ready;/);
      if (bob.text.includes('VM READ')) await whole.press(bob, 'ENTER', /Ready;/);
    }
    expect(await whole.command(bob, 'query virtual 333')).to.contain('DASD 0333');
    const punch = await whole.command(bob, 'query virtual 00d');
    expect(punch).to.match(/PUN {2}000D CL W/);
    expect(punch).to.contain('TO ALICE');
    expect(await whole.command(bob, 'query files')).to.contain('0001 RDR');
    // storage is lost by CLEAR, whatever was in it
    await whole.press(bob, 'PA1', /CP READ/);
    await whole.command(bob, 'store s30000 12345678', /Store complete/);
    await whole.command(bob, 'ipl cms clear stop', /CP READ/);
    await whole.command(bob, 'display 30000', /030000 {2}00000000/);
  });
});
