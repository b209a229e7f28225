/** Programs without bound end in an error of their own. */
import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import type { GuestProgram, GuestProgramKind } from '../../../src/cp/guest-interface.js';
import { execFile } from '../../support/cms-disk.js';
import type { RigOptions } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const EXHAUSTED = 'Machine storage exhausted or request exceeds limit';

describe('REXX programs without bound', () => {
  const cases: readonly [string, string, string, string][] = [
    ['a string that doubles', "s = 'x'; do forever; s = s || s; end", '5', EXHAUSTED],
    ['a stem that grows', "do i = 1; a.i = copies('x', 9999); end", '5', EXHAUSTED],
    ['names without end', "do i = 1; x = value('v'i, i); end", '5', EXHAUSTED],
    ['calls within calls', 'again: call again', '11', 'Control stack full'],
    ['INTERPRET within INTERPRET', "s = 'interpret s'; interpret s", '11', 'Control stack full'],
    [
      'an expression without bottom',
      `interpret 'x =' copies('(', 5000)`,
      '11',
      'Control stack full',
    ],
    ['a clause without end', `interpret 'x =' copies('1+', 50000)'1'`, '5', EXHAUSTED],
    ['groups in groups', `interpret copies('do;', 20000)`, '11', 'Control stack full'],
    [
      'SELECT in SELECT',
      `interpret copies('select; when 1 then ', 40000)`,
      '11',
      'Control stack full',
    ],
    [
      'functions that call themselves',
      'say f(1); f: return f(arg(1) + 1)',
      '11',
      'Control stack full',
    ],
    [
      'procedures that keep what they have',
      "call p 1; p: procedure; parse arg n; a.n = copies('x', 20000); call p n + 1",
      '5',
      EXHAUSTED,
    ],
    ['digits without bound', 'numeric digits 1000000000; say 1 / 3', '26', 'Invalid whole number'],
    ['many digits', 'numeric digits 999999999; say 1 / 3', '5', EXHAUSTED],
    ['a number of many places', 'say format(1, 3, 999999999)', '5', EXHAUSTED],
    ['a text that is filled up', "say length(left('a', 999999999))", '5', EXHAUSTED],
    ['bits of a long text', "x = x2b(copies('F', 2000000))", '5', EXHAUSTED],
    [
      'a name of many parts',
      "interpret 'x = a'copies('.b', 20000)",
      '30',
      'Name or string too long',
    ],
    [
      'many arguments',
      "interpret 'x = max(1'copies(',1', 1000)')'",
      '40',
      'Incorrect call to routine',
    ],
    [
      'a trap that falls into its own error',
      "signal on syntax name s; s: x = copies('a', 99999999)",
      '5',
      EXHAUSTED,
    ],
    ['a program that calls itself', 'call endless', '40', 'Incorrect call to routine'],
    ['a text for INTERPRET', "interpret copies('nop;', 400000)", '5', EXHAUSTED],
    ['COPIES', "x = copies('abc', 99999999)", '5', EXHAUSTED],
  ];
  for (const [what, line, number, text] of cases) {
    it(`${what}: error ${number}`, () => {
      const rig = cmsRig([execFile('ENDLESS', '/* */', line)]);
      const lines = session(rig, 'endless');
      expect(lines.at(-2)).to.match(/^DMSREX\d{3}E Error \d+ running ENDLESS EXEC, line 2: /);
      expect(lines.at(-2)).to.contain(`Error ${number} running`).and.to.contain(text);
      expect(lines.at(-1)).to.contain(`Ready(${String(20_000 + Number(number))});`);
      // the machine is as good as before
      expect(session(rig, 'execstat endless').at(-1)).to.equal(readyRc('00004'));
      expect(session(rig, 'vmfclear').at(-1)).to.equal(READY);
    });
  }

  it('a queue without end: error 5, which can be trapped', () => {
    const rig = cmsRig([
      execFile(
        'ENDLESS',
        "/* */ signal on syntax; do forever; queue copies('q', 200); end",
        "syntax: e = rc; n = queued(); 'DESBUF'; say e (n > 1000) queued()",
      ),
    ]);
    expect(session(rig, 'endless').slice(0, 2)).to.deep.equal(['> endless', '5 1 0']);
  });

  it('EXECs that call themselves as commands: a message and a return code', () => {
    const rig = cmsRig([execFile('ENDLESS', '/* */', "'EXEC ENDLESS'; exit rc")]);
    const lines = session(rig, 'endless');
    expect(lines.at(-2)).to.match(/^DMSEXT072E Error in EXEC file ENDLESS, .*Too many EXECs/);
    expect(lines.at(-1)).to.equal(readyRc('00805'));
    expect(session(rig, 'execstat endless').at(-1)).to.equal(readyRc('00004'));
  });

  it('a line of blanks without end is read as fast as any other', () => {
    const rig = cmsRig([execFile('BLANKS', '/* */', `say 'a'${' '.repeat(60_000)}/* */`)]);
    const begun = performance.now();
    expect(session(rig, 'blanks').at(1)).to.equal('a');
    expect(performance.now() - begun).to.be.lessThan(5000);
  });
});

/** Steps that a command takes, and the cost of the dearest, in work units. */
function measured(
  exec: SourceFile,
  options: Partial<RigOptions> = {},
): readonly [string[], number[]] {
  const costs: number[] = [];
  const kind: GuestProgramKind = {
    ...cmsProgram,
    open: (token, written) => {
      const program = cmsProgram.open(token, written);
      const step: GuestProgram['step'] = (machine, gate) => {
        const cost = program.step(machine, gate);
        costs.push(cost);
        return cost;
      };
      return { ...program, step };
    },
  };
  const rig = cmsRig([exec], { kind, ...options });
  rig.run();
  costs.length = 0;
  return [session(rig, exec.name.toLowerCase()), costs];
}

describe('REXX programs that take long', () => {
  const most = 2000;

  it('end their step behind each function on a long string', () => {
    for (const call of ['translate(x,1,2)', 'pos(1,x)', 'words(x)', 'left(x,1000000)']) {
      const loop = `x = copies('a ', 300000); do 5; y = ${call}; end; say 'done'`;
      const [lines, costs] = measured(execFile('LONG', '/* */', loop));
      expect(lines[1]).to.equal('done');
      expect(costs.filter((cost) => cost > most).length, call).to.be.greaterThan(4);
    }
  });

  it('are compiled a part at a time', () => {
    const body = Array.from({ length: 12_000 }, (_, i) => `if n = ${String(i)} then m = m + n`);
    for (const exec of [
      execFile('LONG', '/* */', 'm = 0; n = 11999', ...body, 'say m'),
      execFile('LONG', '/* */', 'm = 0; n = 11999; do 1', ...body, 'end; say m'),
      execFile('LONG', '/* */', "interpret copies('if 0 then nop;', 30000) 'm = 11999'; say m"),
    ]) {
      const [lines, costs] = measured(exec);
      expect(lines[1]).to.equal('11999');
      expect(Math.max(...costs)).to.be.lessThan(most);
      expect(costs.reduce((sum, cost) => sum + cost)).to.be.greaterThan(10 * most);
    }
  });

  it('are compiled to the end although their machine is built anew all the time', () => {
    const body = Array.from({ length: 3000 }, (_, i) => `x${String(i % 70)} = ${String(i)}`);
    const exec = execFile('LONG', '/* */', 'do 1', ...body, 'end', "say x0 x69 symbol('X70')");
    const still = measured(exec);
    const moved = measured(exec, {
      atSlice: (rig) => {
        rig.rebuild();
      },
    });
    expect(moved[0][1]).to.equal('2940 2939 LIT');
    expect(moved[0][1]).to.equal(still[0][1]);
  });

  it('have labels in a long text for INTERPRET refused as in a short one', () => {
    const text = "copies('nop;', 3000) 'a: nop'";
    const trapped = `signal on syntax; do 2; interpret ${text}; end; syntax: say rc sigl`;
    expect(measured(execFile('LONG', '/* */', trapped))[0][1]).to.equal('47 2');
  });
});
