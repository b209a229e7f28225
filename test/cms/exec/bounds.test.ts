/** Programs without bound end in an error of their own. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
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
      `interpret 'x =' copies('(', 50000)`,
      '11',
      'Control stack full',
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
    expect(session(rig, 'endless')).to.deep.equal(['> endless', '5 1 0', READY]);
  });
});
