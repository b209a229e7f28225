/** FILEDEF's options as a program finds them in its DCB, one case each. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';
import { OPEN_CASES, REFUSALS, type OpenCase } from './filedef-options-table.js';

const LINES = ['first line', 'second', 'the third of them'];
const FILES = [
  { name: 'FIXED', type: 'DATA', lines: LINES, fixedLength: 20 },
  { name: 'VAR', type: 'DATA', lines: LINES },
  { name: 'BLOCKS', type: 'DATA', lines: LINES, fixedLength: 20, modeNumber: 4 },
];

/** Opens DD and types what its DCB has; ends with 8 when it is not open. */
function opener({ dcb, output }: OpenCase): ReturnType<typeof macroProgram> {
  const macrf = output === true ? 'PM' : 'GM';
  return macroProgram(
    'OPENER',
    ' LA 13,AREA',
    ` OPEN (DD,(${output === true ? 'OUTPUT' : 'INPUT'}))`,
    ' TM DD+48,16',
    ' BZ BAD',
    ' SR 2,2',
    ' IC 2,DD+36',
    ' LH 3,DD+82',
    ' LH 4,DD+62',
    " LINEDIT TEXT='.. ..... .....',SUB=(HEX,(2),DEC,(3),DEC,(4))",
    ' CLOSE (DD)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    'AREA DS 18F',
    `DD DCB DDNAME=DD,MACRF=(${macrf})${dcb === '' ? '' : `,${dcb}`}`,
  );
}

describe('FILEDEF, a DCB and a file', () => {
  for (const one of OPEN_CASES) {
    it(`come to ${String(one.comes)}: ${one.filedef}${one.dcb === '' ? '' : `, DCB ${one.dcb}`}`, () => {
      const rig = cmsRig([...FILES, opener(one)], { tape: 'ring' });
      const lines = session(rig, `filedef dd ${one.filedef}`, 'load opener (start');
      const said = lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line) && line !== '');
      const wanted =
        typeof one.comes === 'number'
          ? `DMSSOP036E Open error code ${String(one.comes)} on DD`
          : one.comes;
      expect(said.map((line) => line.trim().replace(/ +/g, ' ').replace(/\.$/, ''))).to.deep.equal([
        wanted,
      ]);
    });
  }
});

describe('FILEDEF', () => {
  for (const [operands, message] of REFUSALS) {
    it(`${message === undefined ? 'takes' : 'refuses'} ${operands}`, () => {
      const lines = session(cmsRig([]), `filedef ${operands}`, 'query filedef');
      const none = 'No user defined FILEDEFs in effect';
      if (message === undefined) expect(lines.at(-2)).to.not.equal(none);
      else {
        expect(lines.slice(1, 3)).to.deep.equal([message, readyRc('00024')]);
        expect(lines.at(-2)).to.equal(none);
      }
    });
  }
});

describe('a block that is not as the DCB has it', () => {
  const gets = (name: string, ...synad: string[]): ReturnType<typeof macroProgram> =>
    macroProgram(
      name,
      ' LA 13,AREA',
      ' OPEN (DD)',
      'LOOP GET DD,BUF',
      ' WRTERM BUF,10',
      ' B LOOP',
      'EOF SR 15,15',
      ' BR 11',
      ...synad,
      'AREA DS 18F',
      'BUF DS CL64',
      `DD DCB DDNAME=DD,MACRF=(GM),EODAD=EOF${synad.length > 0 ? ',SYNAD=FAULT' : ''}`,
    );
  const blocks = {
    name: 'BAD',
    type: 'DATA',
    lines: ['x'.repeat(25)],
    fixedLength: 25,
    modeNumber: 4,
  };
  const good = {
    ...blocks,
    name: 'GOOD',
    lines: ['x'.repeat(10) + 'y'.repeat(10)],
    fixedLength: 20,
  };

  it('is for SYNAD, with the DCB in register 1; without one the program ends with 001', () => {
    const synad = ['FAULT LA 1,0(,1)', ' LA 2,DD', ' SR 1,2', ' LA 15,4(,1)', ' BR 11'];
    const lines = session(
      cmsRig([blocks, good, gets('WITH', ...synad), gets('NONE')]),
      'filedef dd disk good data a4 (recfm fb lrecl 10 block 20',
      'load with (start',
      'filedef dd disk bad data a4 (recfm fb lrecl 10 block 20',
      'load with (start',
      'load none (start',
    );
    const said = lines.filter((line) => !/^(?:> |Ready;|DMSLIO740I|CMS)/.test(line) && line !== '');
    expect(said.slice(0, 3)).to.deep.equal(['x'.repeat(10), 'y'.repeat(10), readyRc('00004')]);
    expect(said[3]).to.match(/^DMSABN148T System abend 001 called from 0200\w\w$/);
  });
});
