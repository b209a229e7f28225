import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { samplePrograms } from '../../../src/cms/sample-programs.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

/** A program that calls lists one after the other; the return codes are its own as decimal digits. */
function caller(name: string, lists: readonly string[], ...data: string[]): SourceFile {
  return moduleFile(
    name,
    '         LR    11,14',
    '         SR    9,9',
    ...lists.flatMap((list) => [
      `         LA    1,${list}`,
      '         SVC   202',
      '         DC    AL4(1)',
      "         MH    9,=H'100'",
      '         AR    9,15',
    ]),
    '         LR    15,9',
    '         BR    11',
    '         DS    0D',
    ...data,
  );
}

const fscb = (label: string, name: string, ...rest: string[]): string[] => [
  '         DS    0D',
  `${label.padEnd(8)} DC    CL8'${name}',CL8'DATA',CL8'FILE',CL2'A1'`,
  `         DC    ${rest.join(',')}`,
];

describe('functions of SVC 202', () => {
  it('type a line and read one, as WRTERM and RDTERM want it', () => {
    const rig = cmsRig([
      caller(
        'TALK',
        ['TYPE', 'READ', 'ECHO', 'WAIT'],
        "TYPE     DC    CL8'TYPLIN',AL1(1),AL3(ASK),C'B',X'00',H'12'",
        "READ     DC    CL8'WAITRD',AL1(1),AL3(LINE),C'U',X'00',H'0'",
        "ECHO     DC    CL8'TYPLIN',AL1(1),AL3(LINE),C'B',X'00',H'130'",
        "WAIT     DC    CL8'CONWAIT'",
        "ASK      DC    CL12'YOUR NAME?'",
        'LINE     DS    CL130',
      ),
    ]);
    expect(session(rig, 'talk', 'Grace')).to.deep.equal([
      '> talk',
      'YOUR NAME?',
      '> Grace',
      'GRACE',
      READY,
    ]);
  });

  it('stack lines by ATTN, in both orders', () => {
    const rig = cmsRig([
      caller(
        'STACKER',
        ['LIFO', 'FIFO'],
        "LIFO     DC    CL8'ATTN',CL4'LIFO',AL1(5),AL3(ONE)",
        "FIFO     DC    CL8'ATTN',CL4'FIFO',AL1(5),AL3(TWO)",
        "ONE      DC    CL5'* ONE'",
        "TWO      DC    CL5'* TWO'",
      ),
      execFile(
        'ORDER',
        '&CONTROL OFF',
        'STACKER',
        'SENTRIES',
        '&TYPE &RETCODE',
        'MAKEBUF',
        '&TYPE &RETCODE',
        '&STACK THREE',
        'DROPBUF',
        '&READ VARS &A &B',
        '&TYPE &B',
        'DESBUF',
        'SENTRIES',
        '&TYPE &RETCODE',
      ),
    ]);
    expect(session(rig, 'order')).to.deep.equal(['> order', '2', '1', 'ONE', '0', READY]);
  });

  it('write records, read them back by number, change one in the middle, and close', () => {
    const rig = cmsRig([
      caller(
        'FILER',
        ['W1', 'W2', 'W3', 'F', 'U2', 'F', 'R2', 'R0', 'R9', 'F'],
        ...fscb('W1', 'WRBUF', "H'0'", 'A(ONE)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('W2', 'WRBUF', "H'0'", 'A(TWO)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('W3', 'WRBUF', "H'0'", 'A(THREE)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('U2', 'WRBUF', "H'2'", 'A(NEW)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('R2', 'RDBUF', "H'2'", 'A(BUFFER)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('R0', 'RDBUF', "H'0'", 'A(BUFFER+10)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        ...fscb('R9', 'RDBUF', "H'9'", 'A(BUFFER)', "F'10'", "C'F'", "X'00'", "H'1'", "F'0'"),
        "F        DC    CL8'FINIS',CL8'DATA',CL8'FILE',CL8'A1',8X'FF'",
        "ONE      DC    CL10'RECORD 1'",
        "TWO      DC    CL10'RECORD 2'",
        "THREE    DC    CL10'RECORD 3'",
        "NEW      DC    CL10'CHANGED'",
        'BUFFER   DS    CL20',
      ),
    ]);
    const lines = session(rig, 'filer', 'type data file', 'erase data file', 'filer');
    // the last RDBUF but one is end of file: 12, FINIS 0
    expect(lines.slice(0, 8)).to.deep.equal([
      '> filer',
      readyRc('01200'),
      '> type data file',
      '',
      'RECORD 1',
      'CHANGED',
      'RECORD 3',
      READY,
    ]);
    expect(lines.at(-1)).to.equal(readyRc('01200'));
    const text = toEbcdic('CHANGED   RECORD 3  ');
    const storage = rig.storage.fetch(0x20000, 0x400) ?? new Uint8Array();
    expect(Buffer.from(storage).includes(Buffer.from(text))).to.equal(true);
  });

  it('close at Ready what a program left open, and nothing of it is there behind HX', () => {
    const write = fscb('W', 'WRBUF', "H'0'", 'A(ONE)', "F'9'", "C'V'", "X'00'", "H'1'", "F'0'");
    const rig = cmsRig([
      caller('LEAVE', ['W'], ...write, "ONE      DC    CL9'LEFT OPEN'"),
      caller(
        'BREAK',
        ['W', 'R'],
        ...write,
        "ONE      DC    CL9'NOT THERE'",
        "R        DC    CL8'WAITRD',AL1(1),AL3(LINE),C'T',X'00',H'0'",
        'LINE     DS    CL130',
      ),
    ]);
    expect(session(rig, 'leave', 'break', 'hx', 'type data file')).to.deep.equal([
      '> leave',
      READY,
      '> break',
      '> hx',
      READY,
      '> type data file',
      '',
      'LEFT OPEN',
      READY,
    ]);
  });

  it('find files by STATE, set POINT, and tell programs by codes alone', () => {
    const rig = cmsRig([
      execFile('DATA', 'A'),
      caller(
        'FINDER',
        ['S', 'N', 'E'],
        '         DS    0D',
        "S        DC    CL8'STATE',CL8'DATA',CL8'EXEC',CL4'*',A(0)",
        "         DC    8X'FF'",
        "N        DC    CL8'STATE',CL8'NOTHERE',CL8'EXEC',CL4'*',A(0)",
        "         DC    8X'FF'",
        "E        DC    CL8'ERASE',CL8'NOTHERE',CL8'EXEC',CL8'A',8X'FF'",
      ),
      moduleFile(
        'TABLE',
        '         LR    11,14',
        '         LA    1,S',
        '         SVC   202',
        '         DC    AL4(1)',
        '         L     2,28(,1)',
        '         L     15,32(,2)',
        '         BR    11',
        '         DS    0D',
        "S        DC    CL8'STATE',CL8'DATA',CL8'EXEC',CL4'*',A(0)",
        "         DC    8X'FF'",
      ),
    ]);
    expect(session(rig, 'finder', 'table')).to.deep.equal([
      '> finder',
      readyRc('02828'),
      '> table',
      readyRc('00001'),
    ]);
  });

  it('punch, print and read cards', () => {
    const rig = cmsRig([
      execFile('MANY', '&CONTROL OFF', '&LOOP 1 170', 'UNITS'),
      caller(
        'UNITS',
        ['P', 'L', 'C'],
        "P        DC    CL8'CARDPH',A(CARD)",
        "         DC    8X'00'",
        "L        DC    CL8'PRINTR',A(LINE),F'132'",
        "C        DC    CL8'CARDRD',A(CARD)",
        "         DC    8X'00'",
        "CARD     DC    CL80'A CARD'",
        "LINE     DC    CL126' A LINE',CL6'THEEND'",
      ),
    ]);
    // no file in the reader: 1
    expect(session(rig, 'units')).to.deep.equal(['> units', readyRc('00001')]);
    expect(session(rig, 'many').at(-1)).to.match(/^Ready;/);
    const written = [...rig.files.values()].map((bytes) => Buffer.from(bytes));
    expect(written.some((bytes) => bytes.includes(Buffer.from(toEbcdic('A CARD'))))).to.equal(true);
    expect(written.some((bytes) => bytes.includes(Buffer.from(toEbcdic('A LINE'))))).to.equal(true);
  });

  it('make a bad address in a list an addressing exception of the program', () => {
    const rig = cmsRig([
      caller('BADLIST', ['T'], "T        DC    CL8'TYPLIN',X'01FFFFF0',C'B',X'00',H'12'"),
    ]);
    expect(session(rig, 'badlist', 'hx')[1]).to.match(
      /^DMSITP141T Addressing exception occurred at 0002000[0-9A-F] in routine BADLIST$/,
    );
  });

  it('call a subcommand environment that SUBCOM declared', () => {
    const rig = cmsRig([
      moduleFile(
        'DECLARE',
        '         LR    11,14',
        '         LA    1,LIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         LA    1,CALL',
        "         O     1,=X'02000000'",
        '         LA    0,EXTENDED',
        '         SVC   202',
        '         DC    AL4(1)',
        '         LR    9,15',
        '         LA    1,OTHER',
        "         O     1,=X'02000000'",
        '         SVC   202',
        '         DC    AL4(1)',
        '         LCR   15,15',
        "         MH    9,=H'10'",
        '         AR    15,9',
        '         BR    11',
        'MINE     L     15,4(,2)',
        '         BR    14',
        '         DS    0D',
        "LIST     DC    CL8'SUBCOM',CL8'MYENV',X'FFE00000',A(MINE),F'42',2F'0'",
        "CALL     DC    CL8'MYENV',8X'FF'",
        "OTHER    DC    CL8'NOENV',8X'FF'",
        "EXTENDED DC    A(CALL,CALL,CALL),F'0'",
      ),
    ]);
    expect(session(rig, 'declare')).to.deep.equal(['> declare', readyRc('00423')]);
  });

  it('can be branched to at their entry points, by the addresses in NUCON', () => {
    const rig = cmsRig([
      execFile('DATA', 'A'),
      moduleFile(
        'BRANCHER',
        '         LR    11,14',
        '         LA    1,S',
        "         L     15,X'6F4'",
        '         BALR  14,15',
        '         LR    9,15',
        '         LA    1,N',
        "         L     15,X'6F4'",
        '         BALR  14,15',
        '         AR    15,9',
        '         BR    11',
        '         DS    0D',
        "S        DC    CL8'STATE',CL8'DATA',CL8'EXEC',CL4'*',A(0)",
        "         DC    8X'FF'",
        "N        DC    CL8'STATE',CL8'NOTHERE',CL8'EXEC',CL4'*',A(0)",
        "         DC    8X'FF'",
      ),
    ]);
    expect(session(rig, 'brancher')).to.deep.equal(['> brancher', readyRc('00028')]);
  });
});

describe('the sample on the 19E', () => {
  it('greets, called by name, and by LOADMOD and START', () => {
    const rig = cmsRig(samplePrograms());
    expect(session(rig, 'hello', 'hello grace', 'loadmod hello', 'start')).to.deep.equal([
      '> hello',
      'HELLO, WORLD',
      READY,
      '> hello grace',
      'HELLO, GRACE',
      READY,
      '> loadmod hello',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      'HELLO, WORLD',
      READY,
    ]);
  });
});

describe('the console', () => {
  it('takes long lines in pieces, none lost', () => {
    const rig = cmsRig([
      execFile('LONG', 'A'.repeat(200)),
      { name: 'LONG', type: 'TEXT', lines: ['B'.repeat(300)] },
    ]);
    const lines = session(rig, 'type long text');
    expect(lines.join('').replace(/[^B]/g, '')).to.have.length(300);
  });
});
