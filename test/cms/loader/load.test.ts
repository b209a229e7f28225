import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { NUCON } from '../../../src/cms/nucleus/layout.js';
import { code, end, esd, program, rld, statement, textFile, txt } from '../../support/text-deck.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const words = (...values: number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  values.forEach((value, i) => {
    new DataView(bytes.buffer).setInt32(i * 4, value);
  });
  return bytes;
};

/** A section of address constants alone. */
const RETURN9 = program('RETURN9', '         LA    15,9', '         BR    14');

/** Calls SUB by a V constant; its code comes first, the constant behind. */
const MAIN_CODE = code(
  'MAIN     CSECT',
  '         USING MAIN,12',
  '         LR    11,14',
  '         L     15,VCON',
  '         BALR  14,15',
  '         BR    11',
  '         DS    0F',
  'VCON     DC    A(0)',
);
const MAIN = textFile(
  'MAIN',
  esd(['SD', 'MAIN', 1, 0, MAIN_CODE.length], ['ER', 'SUB', 2]),
  txt(1, 0, MAIN_CODE),
  rld([2, 1, 0x1c, MAIN_CODE.length - 4]),
  end(0),
);
const SUB = program('SUB', '         LA    15,21', '         BR    14');

describe('LOAD', () => {
  it('brings a TEXT file to the user area; START runs it', () => {
    const rig = cmsRig([RETURN9]);
    expect(session(rig, 'load return9', 'start', 'load return9 (start')).to.deep.equal([
      '> load return9',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
      '> load return9 (start',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
    ]);
    expect(rig.storage.word(NUCON.strtaddr)).to.equal(0x20000);
    expect(rig.storage.word(NUCON.lastloc)).to.equal(0x20008);
  });

  it('resolves references from files of the command, of the disks, and leaves others undefined', () => {
    const rig = cmsRig([MAIN, SUB, { ...MAIN, name: 'OTHER' }]);
    expect(session(rig, 'load main sub', 'start', 'load main', 'start *')).to.deep.equal([
      '> load main sub',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00021'),
      '> load main',
      READY,
      '> start *',
      'DMSLIO740I Execution begins...',
      readyRc('00021'),
    ]);
    expect(session(rig, 'load main (noauto', 'include sub', 'start main')).to.deep.equal([
      '> load main (noauto',
      'DMSLIO201W The following names are undefined:',
      ' SUB',
      readyRc('00004'),
      '> include sub',
      READY,
      '> start main',
      'DMSLIO740I Execution begins...',
      readyRc('00021'),
    ]);
  });

  it('relocates constants of every length and sign by the place of their section', () => {
    const rig = cmsRig([
      textFile(
        'CONSTS',
        // assembled at X'100': what is in the text is relative to that
        esd(
          ['SD', 'FIRST', 1, 0x100, 16],
          ['SD', 'CONSTS', 2, 0x110, 16],
          ['LD', 'INNER', 2, 0x118],
        ),
        txt(1, 0x100, words(0x110, 0x118, 1000, 0x112 << 8)),
        txt(2, 0x110, words(0, 0, 0, 0)),
        rld([2, 1, 0x0c, 0x100], [2, 1, 0x0c, 0x104], [2, 1, 0x0e, 0x108], [2, 1, 0x08, 0x10c]),
        end(),
      ),
      textFile(
        'NEXT',
        esd(['SD', 'NEXT', 1, 0, 8], ['ER', 'INNER', 2], ['WX', 'NOTHERE', 3]),
        txt(1, 0, words(4, 5)),
        rld([2, 1, 0x0c, 0], [3, 1, 0x0c, 4]),
        end(),
      ),
    ]);
    expect(session(rig, 'load consts next')).to.deep.equal(['> load consts next', READY]);
    const at = (address: number) => rig.storage.word(address)! >>> 0;
    expect(at(0x20000)).to.equal(0x20010);
    expect(at(0x20004)).to.equal(0x20018);
    // 1000 less what the section was moved by
    expect(at(0x20008) | 0).to.equal(1000 - (0x20010 - 0x110));
    expect(at(0x2000c)).to.equal((0x20012 << 8) >>> 0);
    expect(at(0x20020)).to.equal(0x2001c);
    // a weak reference is not missed
    expect(at(0x20024)).to.equal(5);
  });

  it('passes a duplicate section over, with and without a message', () => {
    const rig = cmsRig([
      RETURN9,
      textFile('TWICE', esd(['SD', 'RETURN9', 1, 0, 4]), txt(1, 0, words(-1)), end()),
    ]);
    expect(session(rig, 'load return9 twice', 'start', 'load return9 twice (nodup')).to.deep.equal([
      '> load return9 twice',
      'DMSLIO202W Duplicate identifier RETURN9',
      readyRc('00004'),
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
      '> load return9 twice (nodup',
      READY,
    ]);
  });

  it('lays out common areas and pseudo registers when the program is started', () => {
    const rig = cmsRig([
      textFile(
        'COMMON',
        esd(
          ['SD', 'COMMON', 1, 0, 24],
          ['CM', '', 2, 0, 12],
          ['CM', 'SHARED', 3, 0, 4],
          ['XD', 'PR1', 4, 0, 2, 1],
          ['XD', 'PR2', 5, 0, 8, 7],
        ),
        txt(1, 0, words(0x07fe0000, 0, 0, 0, 0, 0)),
        rld([2, 1, 0x0c, 4], [3, 1, 0x0c, 8], [4, 1, 0x2c, 12], [5, 1, 0x2c, 16], [0, 1, 0x3c, 20]),
        end(),
      ),
      textFile('LONGER', esd(['SD', 'LONGER', 1, 0, 4], ['CM', '', 2, 0, 20]), end()),
    ]);
    expect(session(rig, 'load common longer', 'start')).to.deep.equal([
      '> load common longer',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('20000').replace('20000', String(0x20000)),
    ]);
    const at = (address: number) => rig.storage.word(0x20000 + address);
    expect([at(4), at(8)]).to.deep.equal([0x20020, 0x20038]);
    expect([at(12), at(16), at(20)]).to.deep.equal([0, 8, 16]);
    expect(rig.storage.word(NUCON.lastloc)).to.equal(0x20040);
  });

  it('obeys its control cards', () => {
    const bytes = code(
      'X        CSECT',
      '         LA    15,1',
      '         BR    14',
      '         LA    15,2',
      '         BR    14',
    );
    const rig = cmsRig([
      textFile(
        'CARDS',
        statement('ENTRY SECOND'),
        statement('LIBRARY *(NEVER)'),
        statement('SOME REMARK'),
        esd(['SD', 'CARDS', 1, 0, bytes.length], ['LD', 'SECOND', 1, 6], ['ER', 'NEVER', 2]),
        txt(1, 0, bytes),
        statement('02REP  000008  0100005 '.replace('0100005', '010005')),
        end(0),
        statement('02SLC  020800'),
        esd(['SD', 'FAR', 1, 0, 4]),
        end(),
      ),
      textFile('NEVER', esd(['SD', 'NEVER', 1, 0, 4]), end()),
    ]);
    expect(session(rig, 'load cards', 'start', 'type load map')).to.deep.equal([
      '> load cards',
      'DMSLIO201W The following names are undefined:',
      ' NEVER',
      readyRc('00004'),
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00005'),
      '> type load map',
      '',
      ' CONTROL CARD- ENTRY SECOND',
      ' CONTROL CARD- LIBRARY *(NEVER)',
      ' INVALID CARD - SOME REMARK',
      ' CARDS    SD 020000',
      ' SECOND      020006',
      ' REP  000008  010005',
      ' FAR      SD 020800',
      ' THE FOLLOWING NAMES ARE UNDEFINED:',
      ' NEVER',
      READY,
    ]);
  });

  it('says what is wrong and leaves no half a program to be started', () => {
    const rig = cmsRig([
      RETURN9,
      { name: 'VARIABLE', type: 'TEXT', lines: ['X'] },
      textFile('HUGE', esd(['SD', 'HUGE', 1, 0, 0xfffff0]), end()),
      textFile('LOW', esd(['SD', 'LOW', 1, 0, 8]), statement('02SLC  000100'), end()),
      textFile('WILD', esd(['SD', 'WILD', 1, 0, 8]), txt(1, 0xff0000, words(1)), end()),
      textFile(
        'RANDOM',
        Uint8Array.from({ length: 80 }, (_, i) => (i * 37) & 255),
      ),
    ]);
    expect(
      session(
        rig,
        'load',
        'load nosuch',
        'load variable',
        'load huge',
        'load low',
        'load wild',
        'load return9 (origin 1000',
        'load return9 (reset x',
        'load return9 (reset',
        'load return9 (what',
        'load random',
        'start',
        'start nothere',
      ).filter((line) => !line.startsWith('Ready') && !line.startsWith('>')),
    ).to.deep.equal([
      'DMSLIO001E No filename specified',
      'DMSLIO002E File NOSUCH TEXT not found',
      'DMSLIO056E File VARIABLE TEXT A1 contains invalid record formats',
      'DMSLIO109S Virtual storage capacity exceeded',
      'DMSLIO109S Virtual storage capacity exceeded',
      'DMSLIO109S Virtual storage capacity exceeded',
      'DMSLIO109S Virtual storage capacity exceeded',
      'DMSLIO021E Entry point X not found',
      'DMSLIO005E No RESET specified',
      'DMSLIO003E Invalid option: WHAT',
      'DMSLIO055E No entry point defined',
      'DMSLIO021E Entry point NOTHERE not found',
    ]);
  });

  it('gives the program its operands, tokens and as typed', () => {
    const rig = cmsRig([
      program(
        'PARMS',
        '         MVC   SAVE(24),0(1)',
        '         LR    5,0',
        '         MVC   PTRS(12),0(5)',
        '         SR    15,15',
        '         BR    14',
        '         DS    0D',
        'SAVE     DS    CL24',
        'PTRS     DS    3F',
      ),
    ]);
    session(rig, 'load parms', 'start * abc Defghijkl');
    const save = 0x20018;
    expect(rig.storage.fetch(save, 24)).to.deep.equal(
      Uint8Array.from(['*', 'ABC', 'DEFGHIJK'].flatMap((word) => [...toEbcdic(word.padEnd(8))])),
    );
    const [from, to] = [rig.storage.word(save + 28)!, rig.storage.word(save + 32)!];
    expect(rig.storage.fetch(from, to - from)).to.deep.equal(toEbcdic('abc Defghijkl'));
  });
});
