import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

describe('REXX programs of CMS', () => {
  it('say, ask, compute and end with a return code', () => {
    const rig = cmsRig([
      execFile(
        'HELLO',
        '/* a greeting */',
        'parse arg first rest',
        "say 'Hello,' first'!' length(rest)",
        'pull answer',
        "say 'You typed' answer",
        'exit 6 * 7',
      ),
    ]);
    expect(session(rig, 'hello World and all', 'some words')).to.deep.equal([
      '> hello World and all',
      'Hello, World! 7',
      '> some words',
      'You typed SOME WORDS',
      readyRc('00042'),
    ]);
  });

  it('issue commands to CMS, COMMAND and CP, and see their return codes', () => {
    const rig = cmsRig([
      execFile(
        'CMDS',
        '/* */',
        "'STATE NOSUCH FILE'",
        'say rc',
        "'NOSUCHCMD X'",
        'say rc',
        "'INNER 1 2'",
        'say rc',
        'address command',
        "'INNER 1 2'",
        'say rc',
        "'STATE CMDS EXEC A'",
        'say rc address()',
        "say word(diag(8,'NOSUCH'), 2)",
      ),
      execFile('INNER', '/* */', 'arg a b', 'return a + b'),
    ]);
    expect(session(rig, 'cmds')).to.deep.equal([
      '> cmds',
      'DMSSTT002E File NOSUCH FILE * not found',
      '28',
      "     4 *-* 'NOSUCHCMD X'",
      '       +++ RC(-3) +++',
      '-3',
      '3',
      "     9 *-* 'INNER 1 2'",
      '       +++ RC(-3) +++',
      '-3',
      '0 COMMAND',
      'Unknown',
      READY,
    ]);
  });

  it('call external routines, trap errors and name the line of those that they do not', () => {
    const rig = cmsRig([
      execFile(
        'MAIN',
        '/* */',
        'say twice(21)',
        'signal on syntax name wrong',
        "say nosuch('x')",
        "wrong: say 'line' sigl 'error' rc",
        "call twice 'x'",
        "say 'not reached'",
      ),
      execFile('TWICE', '/* */', 'parse arg n', 'parse source . how .', 'return word(2*n how, 1)'),
    ]);
    expect(session(rig, 'main')).to.deep.equal([
      '> main',
      '42',
      'line 4 error 43',
      '     4 +++ return word(2*n how, 1)',
      'DMSREX476E Error 41 running TWICE EXEC, line 4: Bad arithmetic conversion',
      "     6 +++ call twice 'x'",
      'DMSREX475E Error 40 running MAIN EXEC, line 6: Incorrect call to routine',
      readyRc('20040'),
    ]);
  });

  it('have said all that they say before a command runs, a line is read, or another program runs', () => {
    const says = ['/* */', 'parse arg who', 'do n = 1 to 350; say who n; end'];
    const rig = cmsRig([
      execFile('OTHER', ...says),
      execFile(
        'TALKS',
        ...['/* */', 'do n = 1 to 350; say n; end', "'STATE NO SUCH A'", 'call other 2', 'say 3'],
        ...["call lineout , 'by a stream'", 'do n = 1 to 350; say n; end', 'pull x; say x'],
      ),
    ]);
    const numbers = Array.from({ length: 350 }, (_, i) => String(i + 1));
    expect(session(rig, 'talks', 'answer')).to.deep.equal([
      ...['> talks', ...numbers, 'DMSSTT002E File NO SUCH A not found'],
      ...[...numbers.map((n) => `2 ${n}`), '3', 'by a stream', ...numbers],
      ...['> answer', 'ANSWER', READY],
    ]);
  });

  it('are halted by HI, or trap it, and by HX', () => {
    const rig = cmsRig([
      execFile('LOOP', '/* */', 'do forever', 'n = 1', 'end'),
      execFile('TRAP', '/* */', 'signal on halt', 'do forever; end', "halt: say 'halted in' sigl"),
    ]);
    rig.run();
    const from = rig.transcript.length;
    for (const [command, halt] of [
      ['loop', 'hi'],
      ['trap', 'hi'],
      ['loop', 'hx'],
    ] as const) {
      rig.type(command);
      rig.runSlices(50);
      rig.type(halt);
      rig.run();
    }
    const lines = rig.transcript.slice(from).filter((line) => !/ \*-\* |^Ready; /.test(line));
    expect(lines).to.deep.equal([
      ...['> loop', '> hi'],
      lines[2],
      'DMSREX452E Error 4 running LOOP EXEC, line ' +
        /line (\d)/.exec(lines[3]!)![1]! +
        ': Program interrupted',
      lines[4],
      ...['> trap', '> hi', 'halted in 3', '> loop', '> hx'],
    ]);
  });
});
