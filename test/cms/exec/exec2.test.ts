/** EXEC 2 programs: statements, functions, arguments, calls, errors. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** What a program types. */
function types(...lines: string[]): string[] {
  const rig = cmsRig([execFile('PROG', '&TRACE OFF', ...lines)]);
  return session(rig, 'prog one two three').slice(1, -1);
}

describe('EXEC 2', () => {
  it('has arguments, variables of any length and lists of them', () => {
    expect(
      types(
        '* a comment',
        '&TYPE &N &1 &3 &0 ( &ARGSTRING ) &4 .',
        '&A_LONG_NAME = ABCDEFGHIJKLM',
        '&I = 2',
        '&X&I = second',
        '&TYPE &A_LONG_NAME &X2 &X&I &&I &NONE end',
        '&2 = changed',
        '&ARGS &2 &2 more',
        '&TYPE &N &1 &2 &3 &N: .',
        '&TYPE &FILENAME &FILETYPE &LINE',
      ),
    ).to.deep.equal([
      '3 ONE THREE PROG ( ONE TWO THREE ) .',
      'ABCDEFGHIJKLM second second TWO end',
      '3 changed changed more .',
      'PROG EXEC 11',
    ]);
  });

  it('has functions, those of the program too, and arithmetic', () => {
    expect(
      types(
        '&A = &CONCAT OF abc def gh',
        '&B = &PIECE OF &A 3 4',
        '&C = &LENGTH OF &A',
        '&D = &LOCATION OF def &A',
        '&E = &MULTIPLICATION OF 6 7 -2',
        '&F = &DIV OF 17 5',
        '&G = &POSITION OF three one two three',
        '&H = &TRANSLATION OF &A',
        '&J = &TRANS OF abcab ab xy',
        '&K = &DATATYPE OF &C',
        '&L = 10 + &LENGTH OF xyz',
        '&M = -DOUBLE OF 21',
        '&O = 5 - 7 + &C',
        '&P = &WORD OF 2 a b c',
        '&Q = &RANGE OF & 1 2',
        '&S = &LITERAL OF &A stays',
        '&TYPE &A &B &C &D &E &F &G &H &J &K &L &M &O &P &Q',
        '&TYPE &S',
        '&EXIT',
        '-DOUBLE &R = &MULT OF &1 2',
        '&RETURN &R',
      ),
    ).to.deep.equal(['abcdefgh cdef 8 4 -84 3 3 ABCDEFGH xycxy NUM 13 42 6 b ONE TWO', '&A stays']);
  });

  it('branches, loops and calls', () => {
    expect(
      types(
        '&I = 0',
        '&LOOP 2 3',
        '&I = &I + 1',
        '&TYPE turn &I',
        '&LOOP -END WHILE &I > 1',
        '&I = &I - 1',
        '&IF &I = 1 &TYPE down to &I',
        '-END',
        '&LOOP 1 UNTIL &I >= 3',
        '&I = &I + 1',
        '&CALL -SUB a b',
        '&TYPE back &1 &I',
        '&GOTO -OUT',
        '&TYPE never',
        '-SUB &TYPE sub &1 &2 &N &DEPTH',
        '&RETURN',
        '-OUT &SKIP 1',
        '&TYPE never',
        '&IF A EQ a &TYPE never',
        '&IF 007 = 7 &IF &1 NE &2 &TYPE out',
      ),
    ).to.deep.equal([
      ...['turn 1', 'turn 2', 'turn 3', 'down to 1', 'sub a b 2 1', 'back ONE 3', 'out'],
    ]);
  });

  it('reads, stacks and types blocks of lines', () => {
    const rig = cmsRig([
      execFile(
        'PROG',
        '&TRACE OFF',
        '&BEGTYPE 2',
        'as &IT stands',
        '  with blanks',
        '&BEGSTACK -LINES',
        'first of the block',
        'second line',
        '-LINES &STACK LIFO top of all',
        '&READ VARS &A &B',
        '&READ STRING &S',
        '&CASE M',
        '&READ ARGS',
        '&TYPE &A &B &S &1 &N',
        '&READ 1',
        '&READ VARS &Y * &Z',
        '&TYPE &X &Y &Z',
        '&UPPER VARS &Y &Z',
        '&DUMP VARS &Y &Z',
      ),
    ]);
    expect(session(rig, 'prog', '&X = typed', 'a b c')).to.deep.equal([
      ...['> prog', 'as &IT stands', '  with blanks', 'TOP OF FIRST OF THE BLOCK second 2'],
      ...['> &X = typed', '> a b c', 'typed a c', '&Y = A', '&Z = C', READY],
    ]);
  });

  it('issues commands to CMS and environments, and acts on what fails', () => {
    const rig = cmsRig([
      execFile(
        'PROG',
        '&TRACE ERR',
        'STATE PROG EXEC A',
        '&TYPE rc &RC',
        'STATE NONE EXEC A',
        '&TYPE rc &RETCODE &COMLINE',
        'state prog exec a',
        '&STATE PROG EXEC',
        '&TYPE rc &RC',
        '&SUBCOMMAND NOENV x y',
        'EXEC REXXONE some words',
        '&ERROR &EXIT &RC',
        '&PRESUME &SUBCOMMAND NOENV',
        'whatever',
        '&TYPE never',
      ),
      execFile('REXXONE', '/* */', 'parse arg all', 'say all; exit 9'),
    ]);
    expect(session(rig, 'prog')).to.deep.equal([
      ...['> prog', 'rc 0', 'DMSSTT002E File NONE EXEC A not found'],
      ...['STATE NONE EXEC A', '+++(28)+++', 'rc 28 4'],
      ...['state prog exec a', '+++(-3)+++', 'rc 0'],
      ...['x y', '+++(-3)+++', 'some words', 'EXEC REXXONE some words', '+++(9)+++'],
      ...['whatever', '+++(-3)+++', 'Ready(-0003); T=0.01/0.01 10:11:12'],
    ]);
  });

  it('ends with the number of an error, and the line', () => {
    const cases: readonly [string, number, string][] = [
      ['&GOTO -NOWHERE', 10006, 'Label not found'],
      ['&X = 1 + A', 10012, 'Conversion error'],
      ['&X = 2147483647 + 1', 10013, 'Numeric overflow'],
      ['&X = &DIV OF 1 0', 10016, 'Division by zero'],
      ['&X = &NOSUCH OF 1', 10014, 'Invalid function name'],
      ['&IF A ? B &TYPE x', 10008, 'Invalid form of condition'],
      ['&RETURN', 10021, 'Statement out of context'],
      ['&LOOP 5 2', 10015, 'End of file found in loop'],
      ['-AGAIN &CALL -AGAIN', 10097, 'Insufficient storage available'],
      [`&X = ${'x'.repeat(256)}`, 10003, 'Word is too long'],
    ];
    for (const [line, rc, text] of cases) {
      const rig = cmsRig([execFile('PROG', '&TRACE OFF', line)]);
      expect(session(rig, 'prog').slice(1)).to.deep.equal([
        `DMSEXE085E Error in PROG EXEC A1, line 2 - ${text}`,
        readyRc(String(rc)),
      ]);
    }
  });

  it('is halted by HI when it does not end', () => {
    const rig = cmsRig([execFile('PROG', '&TRACE OFF', '-A &X = &X', '&GOTO -A')]);
    rig.run();
    rig.type('prog');
    rig.runSlices(50);
    rig.type('hi');
    rig.run();
    expect(rig.transcript.at(-1)).to.match(/^Ready/);
  });
});

describe('CMS EXECs that LISTFILE has made', () => {
  it('run commands on the files', () => {
    const rig = cmsRig([
      execFile('ONE', '/* */', "say 'one'"),
      { name: 'NOTES', type: 'DATA', lines: ['text of notes'] },
    ]);
    const lines = session(rig, 'listfile notes data a (exec', 'exec cms type', 'exec cms state');
    expect(lines.filter((line) => line !== '')).to.deep.equal([
      ...['> listfile notes data a (exec', READY, '> exec cms type'],
      ...['TYPE NOTES DATA A1', 'text of notes', READY],
      ...['> exec cms state', 'STATE NOTES DATA A1', READY],
    ]);
  });
});

describe('Variables of EXEC 2 programs', () => {
  const data = { name: 'DATA', type: 'FILE', lines: ['alpha', 'beta  two', 'gamma'] };

  /** What a program with a file types. */
  function typesOf(...lines: string[]): string[] {
    const rig = cmsRig([data, execFile('PROG', '&TRACE OFF', ...lines)]);
    return session(rig, 'prog').slice(1, -1);
  }

  it('are read and set by EXECIO', () => {
    expect(
      typesOf(
        '&COMMAND EXECIO * DISKR DATA FILE A ( FINIS STEM LINE.',
        '&I = 3',
        '&TYPE &RC &LINE.0 &LINE.1 &LINE.&I',
        '&COMMAND EXECIO 1 DISKR DATA FILE A 2 ( FINIS VAR V',
        '&N2 = &LENGTH OF &V',
        '&TYPE &RC &V &N2',
        '&LINE.0 = 2',
        '&COMMAND EXECIO * DISKW OUT FILE A ( FINIS STEM LINE.',
        '&COMMAND EXECIO 1 DISKW OUT FILE A ( FINIS VAR V',
        '&TYPE &RC',
        '&COMMAND EXECIO * DISKW OUT FILE A ( FINIS STEM NONE.',
        '&TYPE &RC',
        '&COMMAND TYPE OUT FILE A',
      ),
    ).to.deep.equal([
      ...['0 3 alpha gamma', '0 beta  two 9', '0'],
      ...['DMSEIO621E Bad plist: invalid numeric argument', '24'],
      ...['', 'alpha', 'beta  two', 'beta  two'],
    ]);
  });

  it('are read and set by GLOBALV, LISTFILE and XMITMSG', () => {
    expect(
      typesOf(
        '&WHO = ALICE',
        '&COMMAND GLOBALV SELECT MINE PUT WHO NOTSET',
        '&TYPE &RC',
        '&WHO = BOB',
        '&NOTSET = now',
        '&COMMAND GLOBALV SELECT MINE GET WHO NOTSET',
        '&TYPE &RC &WHO ( &NOTSET )',
        '&COMMAND LISTFILE DATA * A ( STEM F.',
        '&TYPE &RC &F.0 &F.1',
        '&FN = DATA',
        '&COMMAND XMITMSG 2 FN ( VAR',
        '&TYPE &RC &MESSAGE.0 &MESSAGE.1',
      ),
    ).to.deep.equal([
      ...['0', '0 ALICE ( )', '0 1 DATA     FILE     A1'],
      '0 1 DMSXMI002E File DATA not found',
    ]);
  });

  it('hold a word of 255 characters at most, and have names that are variables', () => {
    const rig = cmsRig([
      { name: 'LONG', type: 'FILE', lines: ['x'.repeat(300)] },
      execFile(
        'PROG',
        '&TRACE OFF',
        '&COMMAND EXECIO 1 DISKR LONG FILE A ( FINIS VAR V',
        '&TYPE &RC ( &V )',
        '&COMMAND EXECIO 1 DISKR LONG FILE A 1 ( FINIS MARGINS 1 3 VAR 9',
        '&TYPE &RC',
      ),
    ]);
    expect(session(rig, 'prog').slice(1, -1)).to.deep.equal([
      ...['DMSEIO622E Insufficient free storage', '41 ( )'],
      ...['DMSEIO632E I/O error in EXECIO; rc=8 from EXECCOMM command', '2008'],
    ]);
  });
});
