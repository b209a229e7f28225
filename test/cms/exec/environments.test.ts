/** Commands of REXX programs to environments, and their variables for other programs. */
import { expect } from 'chai';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

/** A request block of EXECCOMM. */
const block = (label: string, next: string, code: string, name: string, value: string) => [
  `${label.padEnd(8)} DC    A(${next}),F'20',CL1'${code}',X'00',H'0',F'8'`,
  `         DC    A(N${label}),A(L'N${label}),A(${value}),A(L'${value})`,
  `N${label}`.padEnd(8) + ` DC    C'${name}'`,
  '         DS    0F',
];

describe('Environments and variables of REXX programs', () => {
  it('are found as SUBCOM declared them, with the command in the extended list', () => {
    const rig = cmsRig([
      moduleFile(
        'DECLARE',
        '         LR    11,14',
        '         LA    1,LIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         LA    1,CALL',
        '         SVC   202',
        '         DC    AL4(1)',
        '         BR    11',
        // the length of the command, and its first character
        'MINE     LR    1,0',
        '         L     15,8(,1)',
        '         S     15,4(,1)',
        '         SLL   15,10',
        '         L     1,4(,1)',
        '         SR    2,2',
        '         IC    2,0(,1)',
        '         AR    15,2',
        '         BR    14',
        '         DS    0D',
        "LIST     DC    CL8'SUBCOM',CL8'MYENV',X'FFE00000',A(MINE),F'42',2F'0'",
        "CALL     DC    CL8'EXEC',CL8'TALK',8X'FF'",
      ),
      execFile(
        'TALK',
        '/* */',
        'signal on failure',
        "address command 'SUBCOM MYENV'",
        'say rc address()',
        'address myenv',
        "'a b(c  d'",
        'say rc address()',
        "address noenv 'x'",
        'failure: say rc sigl address()',
      ),
    ]);
    // 8 characters times 1024, and the first of them, X'81'
    expect(session(rig, 'declare')).to.deep.equal([
      ...['> declare', '0 CMS', '8321 MYENV'],
      ...["     8 *-* address noenv 'x'", '       +++ RC(-3) +++'],
      ...['-3 8 MYENV', READY],
    ]);
  });

  it('find a line that ends where storage of 16M does', () => {
    // 312 bytes: a multiple of eight, so that nothing lies between the line and the end
    const rig = cmsRig(
      [
        execFile('TALK', '/* */', "line = copies('x ', 151)", "'EXEC HEAR' line"),
        execFile('HEAR', '/* */', 'parse arg text', 'say length(text) words(text)'),
      ],
      { size: 0x1000000 },
    );
    expect(session(rig, 'talk')).to.deep.equal(['> talk', '302 151', READY]);
  });

  it('are none that do not exist', () => {
    const rig = cmsRig([
      execFile(
        'ASK',
        '/* */',
        "address command 'SUBCOM NOENV'",
        'x = rc',
        "'SUBCOM EXECCOMM'",
        'say x rc',
      ),
    ]);
    expect(session(rig, 'ask').filter((line) => !/\*-\*|\+\+\+/.test(line))).to.deep.equal([
      ...['> ask', '1 0', READY],
    ]);
  });

  it('can be set, fetched, dropped and listed by a program through EXECCOMM', () => {
    const rig = cmsRig([
      moduleFile(
        'VARS',
        '         LR    11,14',
        '         LA    1,LIST',
        "         O     1,=X'02000000'",
        '         LA    0,PLIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         BR    11',
        '         DS    0F',
        "LIST     DC    CL8'EXECCOMM',8X'FF'",
        'PLIST    DC    A(LIST,LIST,LIST),A(B1)',
        ...block('B1', 'B2', 'S', 'GIVEN', 'TEXT'),
        ...block('B2', 'B3', 's', 'list.i', 'TEXT'),
        ...block('B3', 'B4', 'D', 'GONE', 'TEXT'),
        ...block('B4', 'B5', 'F', 'COUNT', 'FOUND'),
        ...block('B5', 'B6', 'S', 'COPY', 'FOUND'),
        ...block('B6', 'B7', 'S', 'LIST.any tail', 'TEXT'),
        ...block('B7', '0', 'P', 'ARG', 'FOUND'),
        "TEXT     DC    C'hello'",
        "FOUND    DC    CL8' '",
      ),
      moduleFile(
        'BAD',
        '         LR    11,14',
        '         LA    1,LIST',
        "         O     1,=X'02000000'",
        '         LA    0,PLIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         BR    11',
        '         DS    0F',
        "LIST     DC    CL8'EXECCOMM',8X'FF'",
        'PLIST    DC    A(LIST,LIST,LIST),A(B1)',
        ...block('B1', 'B2', 'S', '1BAD', 'TEXT'),
        ...block('B2', '0', 'Q', 'NAME', 'TEXT'),
        "TEXT     DC    C'hello'",
      ),
      execFile(
        'CALLER',
        '/* */',
        'i = 7; gone = 1; count = 42',
        "'VARS'",
        "tail = 'any tail'",
        "say given list.7 symbol('gone') strip(copy) list.tail 'rc' rc",
        "'BAD'",
        "say 'rc' rc",
      ),
    ]);
    const lines = session(rig, 'caller', 'vars').filter((line) => !/\*-\*|\+\+\+/.test(line));
    expect(lines).to.deep.equal([
      // new: GIVEN, LIST.7, COPY, LIST.any tail
      ...['> caller', 'hello hello LIT 42 hello rc 1', `rc ${String(0x88)}`, READY],
      // nobody's variables
      ...['> vars', 'Ready(-0003); T=0.01/0.01 10:11:12'],
    ]);
  });

  it('of EXEC 2 programs can be set, fetched, dropped and listed through EXECCOMM', () => {
    const rig = cmsRig([
      moduleFile(
        'VARS',
        '         LR    11,14',
        '         LA    1,LIST',
        "         O     1,=X'02000000'",
        '         LA    0,PLIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         BR    11',
        '         DS    0F',
        "LIST     DC    CL8'EXECCOMM',8X'FF'",
        'PLIST    DC    A(LIST,LIST,LIST),A(B1)',
        ...block('B1', 'B2', 'S', 'GIVEN', 'TEXT'),
        ...block('B2', 'B3', 'S', '2', 'TEXT'),
        ...block('B3', 'B4', 'D', 'GONE', 'TEXT'),
        ...block('B4', 'B5', 'F', 'COUNT', 'FOUND'),
        ...block('B5', 'B6', 'S', 'COPY', 'FOUND'),
        ...block('B6', 'B7', 'F', 'NONE', 'FOUND'),
        ...block('B7', 'B8', 'S', 'NONE.AT.ALL', 'FOUND'),
        ...block('B8', '0', 'P', 'SOURCE', 'FOUND'),
        "TEXT     DC    C'hello'",
        "FOUND    DC    CL8' '",
      ),
      moduleFile(
        'LISTVARS',
        '         LR    11,14',
        '         SR    10,10',
        'LOOP     LA    1,LIST',
        "         O     1,=X'02000000'",
        '         LA    0,PLIST',
        '         SVC   202',
        '         DC    AL4(1)',
        "         TM    B1+9,X'02'",
        '         BO    END',
        '         LA    10,1(10)',
        '         B     LOOP',
        'END      LR    15,10',
        '         BR    11',
        '         DS    0F',
        "LIST     DC    CL8'EXECCOMM',8X'FF'",
        'PLIST    DC    A(LIST,LIST,LIST),A(B1)',
        "B1       DC    A(0),F'20',CL1'N',X'00',H'0',F'8'",
        "         DC    A(NAME),F'0',A(VALUE),F'0'",
        "NAME     DC    CL20' '",
        "VALUE    DC    CL20' '",
      ),
      execFile(
        'CALLER',
        '&TRACE OFF',
        '&COMMAND SUBCOM EXECCOMM',
        '&TYPE &RC',
        '&GONE = 1',
        '&COUNT = 42',
        '&COMMAND VARS',
        '&N = &LENGTH OF &NONE',
        '&TYPE rc &RC &GIVEN &2 ( &GONE ) &COPY &N',
        '&COMMAND LISTVARS',
        '&FIRST = &RC',
        '&COMMAND LISTVARS',
        '&TYPE &FIRST &RC',
      ),
    ]);
    expect(session(rig, 'caller one')).to.deep.equal([
      ...['> caller one', '0', 'rc 9 hello hello ( ) 42       0', '6 7', READY],
    ]);
  });

  it('get messages of CMS by XMITMSG, with their variables in them', () => {
    const rig = cmsRig([
      execFile(
        'ASK',
        '/* */',
        "address command; id = 'My File A'; which = 3",
        "'XMITMSG 002 ID (CALLER TST'",
        "'XMITMSG 24 ID NOVAR (NOHEADER'",
        "'XMITMSG 002 ID (CALLER TST VAR)'; say message.0 message.1",
        "trace o; 'XMITMSG 9999'; say rc; 'XMITMSG 2 (NOSUCH'; say rc; 'XMITMSG'; say rc",
      ),
    ]);
    expect(session(rig, 'ask', 'xmitmsg 2 some (caller abc', 'xmitmsg 2 x (var')).to.deep.equal([
      ...['> ask', 'DMSTST002E File My File A not found', 'File My File A already existsNOVAR'],
      ...['1 DMSTST002E File My File A not found', 'DMSXMI813E Message 9999 not found', '28'],
      ...[
        'DMSXMI003E Invalid option: NOSUCH',
        '24',
        'DMSXMI005E No message number specified',
        '24',
      ],
      ...[READY, '> xmitmsg 2 some (caller abc', 'DMSABC002E File SOME not found', READY],
      ...['> xmitmsg 2 x (var', 'DMSXMI686E This option is for REXX programs only'],
      'Ready(00036); T=0.01/0.01 10:11:12',
    ]);
  });

  it('tell the time to the microsecond', () => {
    const rig = cmsRig([
      execFile('CLOCK', '/* */', "call time 'r'", 'pull x', "say time('E') time('L')"),
    ]);
    session(rig, 'clock');
    rig.pass(250.25);
    expect(session(rig, 'x').slice(0, 2)).to.deep.equal([...['> x', '0.250250 10:11:12.250250']]);
  });

  it('carry out DIAGNOSE instructions, and give their bytes', () => {
    const rig = cmsRig([
      execFile(
        'ASK',
        '/* */',
        "say c2x(diag(60)) storage() strip(left(diag('00'), 8)) substr(diag(0), 17, 8)",
        "say substr(diag('0C'), 9, 8) length(diag(c))",
        "signal on syntax; say diag('FFF')",
        'syntax: say rc',
        "signal on syntax name more; say diag(24, 'XYZ')",
        "more: say rc; say word(diagrc(64, 'F', 'NOSUCH'), 1)",
      ),
    ]);
    const lines = session(rig, 'ask');
    expect(lines[1]).to.match(/^00[0-9A-F]{6} [0-9A-F]+ VM\/(370|TS) [A-Z0-9]+ *$/);
    expect(lines[2]).to.match(/^10:11:12 32$/);
    expect(lines.slice(3, 5)).to.deep.equal(['40', '40']);
  });
});
