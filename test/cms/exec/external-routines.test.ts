/** External functions and subroutines: where they are looked for, and how those in machine code are called. */
import { expect } from 'chai';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

/** A routine that gives its first argument twice; return code 16 without one, no result for an empty one. */
function twice(name: string): ReturnType<typeof moduleFile> {
  return moduleFile(
    name,
    '         LR    10,14',
    '         LR    9,0',
    '         LR    8,1',
    '         SRL   8,24',
    "         C     8,=F'5'",
    '         BNE   WRONG',
    '         L     8,16(,9)           arguments',
    '         L     7,4(,8)            length of the first',
    '         LTR   7,7',
    '         BM    WRONG              there is none',
    '         BZ    NOTHING',
    '         L     6,0(,8)',
    '         LA    0,31               EVALBLOK: 16 bytes and the data',
    '         ALR   0,7',
    '         ALR   0,7',
    '         SRL   0,3',
    '         LR    5,0',
    "         DC    X'0ACB',AL1(0),AL1(4)",
    '         L     2,20(,9)',
    '         ST    1,0(,2)',
    '         XC    0(16,1),0(1)',
    '         ST    5,4(,1)',
    '         LR    3,7',
    '         ALR   3,7',
    '         ST    3,8(,1)',
    '         LR    3,7',
    '         BCTR  3,0',
    '         EX    3,MOVE',
    '         LA    1,0(1,7)',
    '         EX    3,MOVE',
    'NOTHING  SR    15,15',
    '         BR    10',
    'WRONG    LA    15,16',
    '         BR    10',
    'MOVE     MVC   16(0,1),0(6)',
  );
}

/** A package that knows one function, which it declares as a nucleus extension. */
const userPackage = moduleFile(
  'RXUSERFN',
  '         LR    11,14',
  "         CLC   8(8,1),=CL8'LOAD'",
  '         BNE   NOT',
  "         CLC   16(8,1),=CL8'RXHELLO'",
  '         BNE   NOT',
  '         LA    1,LIST',
  '         SVC   202',
  '         DC    AL4(1)',
  '         SR    15,15',
  '         BR    11',
  'NOT      LA    15,1',
  '         BR    11',
  // the nucleus extension: its result stands in the program
  'HELLO    LR    2,0',
  '         BALR  3,0',
  '         USING *,3',
  '         LR    4,14',
  '         LA    0,3',
  "         DC    X'0ACB',AL1(0),AL1(4)",
  '         L     2,20(,2)',
  '         ST    1,0(,2)',
  '         MVC   0(24,1),RESULT',
  '         SR    15,15',
  '         BR    4',
  '         DROP  3',
  '         DS    0D',
  "RESULT   DC    F'0',F'3',F'5',F'0',CL8'hello'",
  "LIST     DC    CL8'NUCEXT',CL8'RXHELLO',X'FFE00000',A(HELLO),F'0',2F'0'",
);

describe('External routines', () => {
  it('in machine code are called with their arguments, and give a result', () => {
    const rig = cmsRig([
      twice('RXTWICE'),
      twice('DOUBLE'),
      execFile(
        'MAIN',
        '/* */',
        "say twice('ab') double('x') 'DOUBLE'(12)",
        "call twice 'call'; say result",
        "call twice ''; say symbol('RESULT')",
        "signal on syntax; x = twice('')",
        'syntax: say rc sigl',
        'signal on syntax name again; x = twice()',
        'again: say rc sigl',
        "signal on syntax name third; x = nosuch('x')",
        'third: say rc sigl',
      ),
    ]);
    expect(session(rig, 'main')).to.deep.equal([
      ...['> main', 'abab xx 1212', 'callcall', 'LIT', '44 5', '40 7', '43 9', READY],
    ]);
  });

  it('are looked for in packages, files and programs, in this order', () => {
    const rig = cmsRig([
      userPackage,
      twice('HELLO'),
      twice('LAST'),
      execFile('HELLO', '/* */', "return 'never'"),
      execFile('LAST', '/* */', "parse source . how . ; return 'exec' how"),
      execFile('MAIN', '/* */', "say hello('x') last('y'); call last; say result"),
    ]);
    expect(session(rig, 'main', 'nucxmap')).to.deep.equal([
      ...['> main', 'hello exec FUNCTION', 'exec SUBROUTINE', READY],
      ...['> nucxmap', 'Name     Entry    Userword Origin   Bytes    Amode (Attributes)'],
      rig.transcript.find((line) => line.startsWith('RXHELLO '))!,
      READY,
    ]);
  });

  it('take many arguments, and give their storage back', () => {
    const rig = cmsRig([
      twice('RXTWICE'),
      execFile(
        'MAIN',
        '/* */',
        "big = copies('y', 200)",
        "do i = 1 to 400; if twice(big, copies('z', 20000),, 'last') \\== big||big then exit i; end",
        "say 'all'",
      ),
    ]);
    expect(session(rig, 'main').slice(0, 2)).to.deep.equal(['> main', 'all']);
  });

  it('that leave no EVALBLOK, or none that could be one, end in the error of the caller', () => {
    const rig = cmsRig([
      moduleFile(
        'RXWILD',
        '         LR    2,0',
        '         L     2,20(,2)',
        "         MVC   0(4,2),=X'00FFFFF0'",
        '         SR    15,15',
        '         BR    14',
      ),
      execFile('MAIN', '/* */', 'signal on syntax', 'x = wild(1)', 'syntax: say rc'),
    ]);
    expect(session(rig, 'main')).to.deep.equal(['> main', '40', READY]);
  });
});
