/** What XEDIT begins with for files of each type, and what comes of it when they are saved. */
import { expect } from 'chai';
import { encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import { newFile } from '../../../src/cms/xedit/load.js';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

/** As the books' table of defaults has them: type, SERIAL, TRUNC, LRECL, RECFM, VERIFY, CASE, SPILL, IMAGE. */
const ROWS = `
$EXEC    ON  72  80  F 72  MIXED OFF  ON
ASM3705  ON  71  80  F 71  UPPER OFF  ON
ASSEMBLE ON  71  80  F 72  UPPER OFF  ON
BASIC    OFF 156 156 V 156 MIXED OFF  ON
COBOL    ON  72  80  F 72  UPPER OFF  ON
COPY     ON  71  80  F 71  UPPER OFF  ON
EXEC     OFF 130 130 V 130 UPPER OFF  ON
LISTING  OFF 121 121 V 121 UPPER OFF  ON
MACLIB   OFF 71  80  F 72  UPPER OFF  OFF
MACRO    ON  71  80  F 72  UPPER OFF  ON
MEMBER   ON  71  80  F 72  UPPER OFF  ON
MEMO     OFF 80  80  V 80  MIXED WORD ON
MODULE   OFF 80  80  V 72  MIXED OFF  OFF
NAMES    OFF 255 255 V 255 MIXED OFF  ON
NOTE     OFF 132 132 V 132 MIXED WORD ON
PASCAL   OFF 72  72  V 72  MIXED OFF  ON
SCRIPT   OFF 132 132 V 132 MIXED WORD CANON
TEXT     OFF 80  80  F 72  MIXED OFF  OFF
UPDATE   ON  71  80  F 72  UPPER OFF  ON
XEDIT    OFF 255 255 V 255 UPPER OFF  ON
DATA     OFF 80  80  F 80  MIXED OFF  ON
`;

describe('Types of files in XEDIT', () => {
  for (const row of ROWS.trim().split('\n')) {
    it(row, () => {
      const [type = ''] = row.split(/\s+/);
      const file = newFile(['POEM', type, 'A1']);
      const { options, settings, screen } = file;
      const told = [
        ...[type, options.serial.text, settings.truncation, file.lrecl, file.recfm],
        ...[screen.verify.pairs[0]!.last ?? file.lrecl, settings.case.enter],
        ...[options.spill, options.image],
      ];
      expect(told.join(' ')).to.equal(row.replace(/\s+/g, ' '));
      expect(settings.zone).to.deep.equal([1, settings.truncation]);
    });
  }

  it('gives statements of a program their numbers, and cuts what is typed at column 71', () => {
    const s = setup();
    const { at } = edit(s, 'xedit prog assemble', [
      enter(`input ${'x'.repeat(60)}yyyyyyyyyyyz`),
      enter('input short'),
      enter('file'),
    ]);
    expect(at.screens[0]![0]).to.contain('F 80  Trunc=71 Size=0');
    expect(content(s, 'PROG', 'ASSEMBLE')).to.deep.equal([
      `${'X'.repeat(60)}${'Y'.repeat(11)} PRO00010`,
      `${'SHORT'.padEnd(72)}PRO00020`,
    ]);
  });

  it('gives a member of a library what a macro has', () => {
    const records = encodeLibrary([{ name: 'ONE', lines: ['MACRO', 'MEND'] }]);
    const s = setup({ files: [{ name: 'LIB', type: 'MACLIB', fixedLength: 80, records }] });
    const { at } = edit(s, 'xedit lib maclib (member one', [
      enter('next#input mnote'),
      enter('query serial#query trunc'),
      enter('file'),
    ]);
    expect(at.screens[0]![0]).to.contain('ONE      MEMBER   A1  F 80  Trunc=71 Size=2');
    expect(at.screens[2]!.join()).to.contain('SERIAL ON 10 10').and.contain('TRUNC 71');
    expect(content(s, 'ONE', 'MEMBER')).to.deep.equal([
      `${'MACRO'.padEnd(72)}ONE00010`,
      `${'MNOTE'.padEnd(72)}ONE00020`,
      `${'MEND'.padEnd(72)}ONE00030`,
    ]);
  });

  it('leaves the form of a file that is there, and its long lines', () => {
    const long = 'say 1'.padEnd(200, '+');
    const s = setup({ files: [{ name: 'LONG', type: 'EXEC', lines: [long] }] });
    const { at } = edit(s, 'xedit long exec', [enter('input say 2'), enter('file')]);
    expect(at.screens[0]![0]).to.contain('V 200  Trunc=200 Size=1');
    expect(content(s, 'LONG', 'EXEC')).to.have.members([long, 'SAY 2']);
  });

  it('writes no numbers into a program of other records', () => {
    const s = setup({ files: [{ name: 'OLD', type: 'ASSEMBLE', lines: ['one'] }] });
    edit(s, 'xedit old assemble', [enter('input two'), enter('file')]);
    expect(content(s, 'OLD', 'ASSEMBLE')).to.have.members(['one', 'TWO']);
  });

  it('PUT writes no numbers that were not there', () => {
    const s = setup();
    edit(s, 'xedit poem data', [enter('next#put 1 part assemble'), enter('qquit')]);
    expect(content(s, 'PART', 'ASSEMBLE').join()).to.match(/^Roses are red *$/);
  });
});
