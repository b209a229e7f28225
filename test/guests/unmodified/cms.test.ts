/**
 * CMS of VM/370 Release 6, from devhawala/emx370. Its disks 190 and 19E are not there, so that what it has no command of
 * on its own two disks says DMSMOD104S; what is in its nucleus and its segment works.
 */
import { expect } from 'chai';
import type { ScreenPerson } from '../../support/person.js';
import type { WholeSystem } from '../../support/whole-system.js';
import { CMS_FILES, CMS_USER, iplCms, systemWithCms } from './cms-fixture.js';
import { unmodified } from './material.js';

const BANNER = 'CMS VERSION 6.0 - 09/30/10 21:03';

unmodified('CMS of VM/370 Release 6 at a screen', CMS_FILES, (material) => {
  let whole: WholeSystem;
  let person: ScreenPerson;
  before(async () => {
    whole = await systemWithCms(material);
    person = await whole.logon(CMS_USER);
  });
  beforeEach(() => iplCms(whole, person));

  /** Types a line on an empty screen; the rows that come, with `T=` and the time taken off. */
  async function rows(line: string, pattern: RegExp): Promise<readonly string[]> {
    await whole.command(person, line, pattern);
    const shown = person.rows().slice(1, -1);
    return shown.filter((row) => row !== '').map((row) => row.replace(/ T=\S+ \S+$/, ''));
  }

  it('IPLs, and runs the PROFILE EXEC of its disk', () => {
    expect(person.rows()[1]).to.equal(BANNER);
    // what PROFILE EXEC calls lies on 190
    expect(person.text).to.contain("DMSMOD104S ERROR '3' READING FILE 'GLOBAL MODULE' FROM DISK.");
    expect(person.text).to.match(/\nReady; T=\d\.\d\d\/\d\.\d\d 10:00:0\d\n/);
  });

  it('finds files on its disks, and none that is not there', async () => {
    expect(await rows('state profile exec a', /^Ready/)).to.deep.equal(['Ready;']);
    expect(await rows('state nosuch exec a', /^Ready/)).to.deep.equal([
      "DMSSTT002E File 'NOSUCH EXEC A' not found.",
      'Ready(00028);',
    ]);
  });

  it('gives CP its commands, and says what is none', async () => {
    expect(await rows('cp query userid', /^Ready/)).to.deep.equal(['CMSUSER  AT VMTS', 'Ready;']);
    expect(await rows('nosuch', /^Unknown/)).to.deep.equal([
      'HCPCMD001E Unknown CP command: NOSUCH',
      'Unknown CP/CMS command',
    ]);
  });

  it('interprets an EXEC with the interpreter in its shared segment', async () => {
    await whole.command(person, 'exec profile', /^Ready/);
    expect(person.text).to.contain("'ACCESS MODULE' FROM DISK.");
  });

  it('has the DEBUG environment', async () => {
    expect(await rows('debug', /VM READ/)).to.deep.equal(['DMSDBG728I DEBUG ENTERED.', '.']);
    expect((await rows('psw', /VM READ/)).at(-1)).to.equal('.');
    expect(await rows('x 20000 4', /VM READ/)).to.match(/^[0-9A-F]{8},\.$/);
    expect(await rows('return', /^Ready/)).to.deep.equal(['Ready;']);
  });

  it('enters and leaves the subset', async () => {
    expect(await rows('subset', /^CMS Subset/)).to.deep.equal(['CMS Subset']);
    expect(await rows('state profile exec', /^Ready;/)).to.deep.equal(['Ready;']);
    expect(await rows('return', /^Ready; T=/)).to.deep.equal(['Ready;']);
  });

  it('loads a TEXT deck and starts it', async () => {
    expect(await rows('load hello', /^Ready/)).to.deep.equal([
      'DMSLIO201W THE FOLLOWING NAMES ARE UNDEFINED:',
      ' @@CRT0   PRINTF',
      'Ready(00004);',
    ]);
    // without its library it gets as far as the first undefined name
    expect((await rows('start', /^CMS/))[0]).to.equal('DMSLIO740I Execution begins...');
    expect(person.text).to.contain('DMSITP141T OPERATION EXCEPTION OCCURRED AT 000002');
  });

  it('goes through its abend to the disabled wait that it has without its system disk', async () => {
    // DEBUG stores what is no instruction, and goes there
    await rows('debug', /VM READ/);
    await rows('store 20000 FFFFFFFF', /VM READ/);
    const [, checked] = await rows('go 20000', /^CMS$/);
    expect(checked ?? '').to.equal('CMS');
    expect(person.text).to.contain(
      'DMSITP141T OPERATION EXCEPTION OCCURRED AT 020006 IN ROUTINE DEBUG.',
    );
    // DMSABN recovers at the next command; it wants a MODULE of 190 while the file directory is in use
    await rows('state profile exec a', /disabled wait/);
    expect(person.text).to.contain(
      "DMSABN152T SYSTEM ABEND 0F3 CALLED FROM 01EEC6 WHILE 'UFDBUSY' = 02.\n" +
        'HCPGIR450W CP entered; disabled wait PSW 00020000',
    );
  });

  it('has its typewriter commands rejected by a local 3270, and runs when that is a typewriter again', async () => {
    await whole.press(person, 'PA1', /CP READ/);
    await whole.command(person, 'terminal conmode 3270', /CP READ/);
    await whole.command(person, 'ipl cmsr6', /RUNNING/);
    await whole.press(person, 'PA1', /CP READ/);
    // command reject, or what the channel makes of it
    await whole.command(person, 'display 44.4', /000044/);
    expect(person.text).not.to.contain('CMS VERSION');
    await whole.command(person, 'terminal conmode 3215', /CP READ/);
    await iplCms(whole, person);
  });

  it('runs a MODULE of 192 that asks the terminal what it is', async () => {
    const shown = await rows('fsqry', /^Ready/);
    expect(shown[0]).to.equal('Characteristics of attached 3270 terminal:');
    expect(shown).to.include('Max. Screensize .. : 80 cols x 24 rows');
    expect(shown).to.include('Extended Highlight : yes');
  });

  it("paints the screen of its editor by DIAGNOSE X'58'", async () => {
    person.everyScreen = true;
    // it then wants HNDINT MODULE of 190 to wait for a key, again and again
    await whole.command(person, 'ee$s profile exec a', /'HNDINT MODULE' FROM DISK/);
    const painted = person.screens.find((screen) => screen.startsWith('File: PROFILE  EXEC'));
    expect(painted).to.contain('* * * Top of file * * *');
    expect(painted).to.contain('&CONTROL OFF NOMSG');
    expect(painted).to.contain('02=RNxt 03=Quit 04=Srch');
  });
});

unmodified('CMS of VM/370 Release 6 at a line-mode terminal', CMS_FILES, (material) => {
  it('IPLs and runs commands', async () => {
    const whole = await systemWithCms(material);
    const person = await whole.test.session(CMS_USER);
    expect(await person.lines('ipl cmsr6')).to.deep.equal([BANNER]);
    expect((await person.lines('')).at(-1)).to.match(/^Ready; T=/);
    const [found] = await person.lines('state profile exec a');
    expect(found).to.match(/^Ready; T=/);
    expect((await person.lines('state nosuch exec a'))[0]).to.equal(
      "DMSSTT002E File 'NOSUCH EXEC A' not found.",
    );
    // no screen: what wants one is told so
    expect((await person.lines('ee$s profile exec a')).join('\n')).to.contain('fullscreen');
  });
});
