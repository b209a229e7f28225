import { expect } from 'chai';
import { fakeSystem } from '../../support/fake-system.js';
import type { TestSession } from '../../support/test-system.js';

describe('CP: DEFINE of temporary disks', () => {
  let alice: TestSession;
  beforeEach(async () => {
    const { system } = await fakeSystem();
    alice = await system.session('ALICE');
  });

  it('gives disks of blocks and of tracks that QUERY VIRTUAL shows and DETACH takes back', async () => {
    expect(await alice.lines('define t3350 as 192 cyl 10')).to.eql(['DASD 0192 DEFINED']);
    expect(await alice.lines('def tfb-512 193 4000')).to.eql(['DASD 0193 DEFINED']);
    expect(await alice.lines('define vfb-512 as 194 blk 64')).to.eql(['DASD 0194 DEFINED']);
    expect(alice.machine.devices.get(0x192)?.spec).to.include({
      type: 'ckd',
      model: '3350',
      cylinders: 10,
      readOnly: false,
    });
    const shown = (await alice.lines('query virtual dasd')).filter((line) => line.includes('DSK)'));
    expect(shown.map((line) => line.replace(/ SUB.*/, ''))).to.eql([
      'DASD 0192 3350 (TDSK) R/W         10 CYL ON DASD  TDSK',
      'DASD 0193 9336 (TDSK) R/W       4000 BLK ON DASD  TDSK',
      'DASD 0194 9336 (VDSK) R/W         64 BLK ON DASD  VDSK',
    ]);
    expect(await alice.lines('detach 193-194')).to.eql([
      'DASD 0193 DETACHED',
      'DASD 0194 DETACHED',
    ]);
    expect(await alice.lines('define t2314 193 1')).to.eql(['DASD 0193 DEFINED']);
    expect(await alice.lines('define 193 as 195')).to.eql(['DASD 0195 DEFINED']);
    expect(await alice.lines('detach 195')).to.eql(['DASD 0195 DETACHED']);
  });

  it('says what cannot be', async () => {
    const cases: [string, string][] = [
      ['define t3350', 'HCPDEF022E Virtual device number was not supplied or it was invalid'],
      [
        'define t3350 as 1x2 10',
        'HCPDEF022E Virtual device number was not supplied or it was invalid',
      ],
      ['define t3350 as 192', 'HCPDEF026E Operand missing or invalid'],
      ['define t3350 as 192 cyl', 'HCPDEF026E Operand missing or invalid'],
      ['define t3350 as 192 blk 10', 'HCPDEF002E Invalid operand - 10'],
      ['define t3350 as 192 556', 'HCPDEF002E Invalid operand - 556'],
      ['define t3350 as 192 0', 'HCPDEF002E Invalid operand - 0'],
      ['define t3375 as 192 5', 'HCPDEF002E Invalid operand - 5'],
      ['define tfb-512 as 192 15', 'HCPDEF002E Invalid operand - 15'],
      ['define v3350 as 192 1', 'HCPDEF003E Invalid option - V3350'],
      [
        'define tfb-512 as 009 100',
        'HCPDEF092E DASD 0009 not defined; device address already defined',
      ],
      [
        'define tfb-512 as 192 9999999',
        'HCPDEF091E DASD 0192 not defined; temporary space not available',
      ],
    ];
    for (const [line, text] of cases) expect(await alice.lines(line), line).to.eql([text]);
    expect(await alice.lines('define t3350 as 192 555')).to.eql(['DASD 0192 DEFINED']);
    expect(await alice.lines('define t3330 as 193 808')).to.eql(['DASD 0193 DEFINED']);
    for (const vdev of ['194', '195', '196']) await alice.lines(`define t3350 as ${vdev} 555`);
    // the limit is one for all of them together; what is detached counts no more
    expect(await alice.lines('define t3350 as 197 555')).to.eql([
      'HCPDEF091E DASD 0197 not defined; temporary space not available',
    ]);
    await alice.lines('detach 192-196');
    expect(await alice.lines('define t3350 as 197 555')).to.eql(['DASD 0197 DEFINED']);
  });
});
