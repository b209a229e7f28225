import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { GuestRig } from '../../support/guest-rig.js';

describe('the CMS shell', () => {
  it('stops at VM READ behind the banner when IPL CMS was typed', () => {
    const rig = new GuestRig({ kind: cmsProgram });
    expect(rig.run().reason).to.equal('wait');
    expect(rig.transcript).to.deep.equal(['VM/TS CMS Release 1.0']);
    expect(rig.reading).to.equal(true);
  });

  it('goes on to Ready without a key under PARM AUTOCR', () => {
    const rig = new GuestRig({ kind: cmsProgram, parm: 'AUTOCR' });
    rig.run();
    expect(rig.transcript).to.deep.equal(['VM/TS CMS Release 1.0', 'Ready; T=0.01/0.01 10:11:12']);
    expect(rig.reading).to.equal(false);
  });

  it('runs commands, tells their return code, and asks CP for what it does not know', () => {
    const rig = new GuestRig({
      kind: cmsProgram,
      parm: 'AUTOCR',
      cp: (line) =>
        line.toUpperCase() === 'Q USERID'
          ? { rc: 0, lines: ['ALICE AT VMTS'] }
          : { rc: 1, lines: ['HCPCMD001E Unknown CP command: X'] },
    });
    rig.input.push(
      'query impcp',
      'q userid',
      'set',
      'nonsense now',
      'set rdymsg smsg',
      'cp query time',
    );
    rig.run();
    expect(rig.transcript.slice(2)).to.deep.equal([
      '> query impcp',
      'IMPCP    = ON',
      'Ready; T=0.01/0.01 10:11:12',
      '> q userid',
      'ALICE AT VMTS',
      'Ready; T=0.01/0.01 10:11:12',
      '> set',
      'DMSSET047E No function specified',
      'Ready(00024); T=0.01/0.01 10:11:12',
      '> nonsense now',
      'Unknown CP/CMS command',
      'Ready(-0001); T=0.01/0.01 10:11:12',
      '> set rdymsg smsg',
      'Ready;',
      '> cp query time',
      'HCPCMD001E Unknown CP command: X',
      'Ready(00001);',
    ]);
  });
});
