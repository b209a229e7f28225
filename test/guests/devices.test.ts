/** What a user does to the devices and the storage of his machine takes effect in the guest. */
import { expect } from 'chai';
import { moduleFile } from '../support/cms-disk.js';
import { WholeSystem } from '../support/whole-system.js';

/** Waits until FLAG is not zero, then calls STATE with the list behind it. */
const CALLER = moduleFile(
  'CALLER',
  '         LR    11,14',
  'LOOP     L     3,FLAG',
  '         LTR   3,3',
  '         BZ    LOOP',
  '         LA    1,PLIST',
  '         SVC   202',
  '         DC    AL4(1)',
  '         BR    11',
  '         ORG   CALLER+256',
  "FLAG     DC    F'0'",
  "PLIST    DC    CL8'STATE',CL8'PROFILE',CL8'EXEC',CL8'*',8X'FF'",
);

describe('devices and storage of a running guest', () => {
  it('DETACH 191 takes the disk away, and LINK gives it back', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    await whole.command(bob, '#cp detach 191', /DASD 0191 DETACHED/);
    expect(await whole.command(bob, 'type profile exec')).to.contain('DMSTYP113S');
    await whole.command(bob, '#cp query virtual 191', /HCP\w{3}040E/);
    await whole.command(bob, '#cp link * 191 191 mr', /RUNNING/);
    await whole.command(bob, 'access 191 a', /Ready;/);
    expect(await whole.command(bob, 'type profile exec')).to.contain('RETRIEVE');
  });

  it('NOTREADY 00D stops the punch and loses nothing, READY lets it go on', async () => {
    const whole = await WholeSystem.start();
    const bob = await whole.logon('BOB');
    await whole.command(bob, 'spool punch to *', /Ready;/);
    await whole.command(bob, '#cp notready 00d', /RUNNING/);
    expect(await whole.command(bob, 'punch profile exec')).to.match(
      /DMSPUN118S .*\nReady\(00100\)/,
    );
    await whole.command(bob, '#cp ready 00d', /RUNNING/);
    await whole.command(bob, 'punch profile exec', /RDR FILE 0001 SENT FROM BOB .* RECS 0003/);
  });

  it('STORE into a parameter list changes the call', async () => {
    const whole = await WholeSystem.start({ disks: { BOB: [CALLER] } });
    const bob = await whole.logon('BOB');
    const run = async (...stores: string[]): Promise<string> => {
      await whole.command(bob, 'caller', /RUNNING/);
      await whole.press(bob, 'PA1', /CP READ/);
      for (const store of [...stores, 's20100 00000001']) {
        await whole.enter(bob, `store ${store}`, /Store complete/);
      }
      return whole.command(bob, 'begin');
    };
    expect(await run()).to.match(/begin\nReady;/);
    // NOFILE in place of PROFILE
    expect(await run('2010c d5d6c6c9 d3c54040')).to.match(/^begin\nReady\(00028\)/);
  });
});
