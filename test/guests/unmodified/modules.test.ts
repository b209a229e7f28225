/**
 * MODULEs made for CMS of VM/370 Release 6 (devhawala/emx370, disks 191 and 192), copied to a disk of this CMS: they run
 * unchanged, as far as they need nothing of the disks that are not to be had.
 */
import { expect } from 'chai';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { cmsFiles } from '../../../tools/guests/cms-files.js';
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import { unmodified } from './material.js';

const BLOCKS = 8000;
const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const ENTRY = [
  'USER CMSUSER * 2M 2M G',
  'CONSOLE 009 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
  `MDISK 191 FB-512 0 ${String(BLOCKS)} * MR`,
  'LINK OPERATOR 190 190 RR',
].join('\n');

unmodified('MODULEs of VM/370 Release 6', ['191.ckd', '192.ckd'], (material) => {
  let whole: WholeSystem;
  let person: ScreenPerson;
  before(async () => {
    const files = ['191.ckd', '192.ckd'].flatMap((name) =>
      cmsFiles(material(name), (_name, type) => type === 'MODULE' || type === 'TEXT'),
    );
    const disk = buildDisk(
      BLOCKS,
      1024,
      'R6MODS',
      [
        ...files.map(({ name, type, format, recordLength, records }) => ({
          name,
          type,
          records,
          ...(format === 'F' ? { fixedLength: recordLength } : {}),
        })),
        { name: 'SOME', type: 'TEXTFILE', lines: ['one line', 'and another'] },
      ],
      NOW,
    );
    whole = await WholeSystem.start({
      entries: { CMSUSER: ENTRY },
      images: [{ owner: 'CMSUSER', device: 0x191, bytes: disk }],
    });
    person = await whole.logon('CMSUSER');
    await whole.command(person, '#cp ipl cms parm autocr', /Ready;/);
  });

  async function rows(line: string, pattern: RegExp): Promise<readonly string[]> {
    await whole.command(person, line, pattern);
    const shown = person.rows().slice(1, -1);
    return shown.filter((row) => row !== '').map((row) => row.replace(/ T=\S+ \S+$/, ''));
  }

  it('say how they are to be called', async () => {
    const shown = await rows('fsctl', /^Ready/);
    expect(shown[0]).to.equal('Usage: FSCTL ATTR { <element> <color> [ HIGHLight ] }+');
    expect(shown.at(-1)).to.equal('Ready;');
  });

  it('ask the terminal what it is', async () => {
    const shown = await rows('fsqry', /^Ready/);
    expect(shown[0]).to.equal('Characteristics of attached 3270 terminal:');
    expect(shown).to.include('Max. Screensize .. : 80 cols x 24 rows');
    expect(shown).to.include('Extended Highlight : yes');
  });

  it('end where they need what is on a disk that is not there', async () => {
    const [message] = await rows('testcmd', /^CMS/);
    expect(message).to.match(
      /^DMSITP141T Operation exception occurred at 00020\w{3} in routine TESTCMD$/,
    );
    await whole.command(person, 'hx', /^Ready/);
  });

  it('have their load maps listed', async () => {
    const shown = await rows('modmap testcmd', /^Ready/);
    expect(shown).to.include('@@MAIN    0201E4');
  });

  it('edit a file full-screen, with interruptions of the terminal by HNDINT, and write it', async () => {
    await whole.command(person, 'ee$s some textfile a', /Top of file/);
    expect(person.text).to.contain('one line');
    expect(person.text).to.contain('* * * Bottom of file * * *');
    await whole.command(person, 'input a third line', /a third line/);
    await whole.command(person, 'file', /^Ready;/);
    const shown = await rows('type some textfile a', /^Ready/);
    expect(shown.slice(0, 3).sort()).to.deep.equal(['a third line', 'and another', 'one line']);
  });
});
