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

  it('keeps keys of full-screen CMS and names of saved systems for who asks', () => {
    const rig = new GuestRig({ kind: cmsProgram, parm: 'AUTOCR' });
    rig.input.push(
      'set rdymsg smsg',
      'set cmspf 5 Files ECHO FILELIST * exec',
      'set cmspf 06 Again retrieve',
      'query cmspf 5',
      'query cmspf 06',
      'set cmspf 5',
      'query cmspf 5',
      'set cmspf',
      'set cmspf 25',
      'set cmspf 1 x shout',
      'set cmspf 1 x retrieve more',
      'query cmspf 0',
      'query cmspf 1 2',
      'set sysname cmsdos mydos',
      'query sysnames',
      'set sysname',
      'set sysname cmsdos',
      'set sysname other x',
      'query sysnames all',
    );
    rig.run();
    const refused = (text: string): string[] => [`DMS${text}`, 'Ready(00024);'];
    const shown = rig.transcript.slice(2).filter((line) => !line.startsWith('> '));
    expect(shown).to.deep.equal([
      ...['Ready;', 'Ready;', 'Ready;'],
      ...['CMSPF 05 Files     ECHO     FILELIST * exec', 'Ready;'],
      ...['CMSPF 06 Again     RETRIEVE', 'Ready;', 'Ready;'],
      ...['CMSPF 05 UNDEFINED', 'Ready;'],
      ...refused('SET050E Parameter missing after CMSPF'),
      ...refused('SET070E Invalid parameter 25'),
      ...refused('SET070E Invalid parameter SHOUT'),
      ...refused('SET070E Invalid parameter more'),
      ...refused('QRY070E Invalid parameter 0'),
      ...refused('QRY070E Invalid parameter 2'),
      ...['Ready;', 'SYSNAMES: CMSVSAM  CMSAMS   CMSDOS   CMSBAM'],
      ...['ENTRIES:  CMSVSAM  CMSAMS   MYDOS    CMSBAM', 'Ready;'],
      ...refused('SET050E Parameter missing after SYSNAME'),
      ...refused('SET050E Parameter missing after CMSDOS'),
      ...refused('SET070E Invalid parameter OTHER'),
      ...refused('QRY070E Invalid parameter ALL'),
    ]);
  });
});
