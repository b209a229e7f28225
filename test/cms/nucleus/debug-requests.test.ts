/** The requests of DEBUG as VM/370's HELP describes them, on a program that is stopped and from the command. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

const PROG = macroProgram(
  'PROG',
  ' LA 2,5',
  'LOOP A 4,DATA',
  ' BCT 2,LOOP',
  ' LR 15,2',
  ' BR 11',
  "DATA DC F'3',C'TEXT'",
);
const BAD = macroProgram('BAD', ' LA 3,7', " DC X'0000'", ' LA 15,9', ' BR 11');

/** What was shown, without what was typed. */
function shown(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.startsWith('> '));
}

describe('requests of DEBUG', () => {
  it('stop a program at several places, in their short forms, with symbols and an origin', () => {
    const rig = cmsRig([PROG]);
    const lines = session(
      rig,
      'load prog',
      'debug',
      'or 20000',
      'def data 14 8',
      'def verylongname 6',
      'br 1 verylong',
      'br 15 0a',
      'ret',
      'start',
      'x data',
      'st data 5',
      'x data 4',
      'store data 1 0203 04050607 08',
      'x data',
      'st data 00000004',
      'go',
      'gpr 2',
      'go',
    );
    expect(shown(lines).slice(1)).to.deep.equal(
      [
        'DMSDBG728I DEBUG entered',
        READY,
        'DMSLIO740I Execution begins...',
        'DMSDBG728I DEBUG entered breakpoint 01 at 020006',
        '00000003 E3C5E7E3',
        // an odd digit has a zero in front, the rest stays
        '05000003',
        '01020304 050607E3',
        'DMSDBG728I DEBUG entered breakpoint 15 at 02000A',
        '00000005',
        READY,
      ].filter((line) => line !== ''),
    );
  });

  it('show and change control words as they stood, and the PSW of the command itself', () => {
    const rig = cmsRig([BAD]);
    const [first, ...lines] = shown(
      session(
        rig,
        'load bad (start',
        'debug',
        'caw',
        'set caw 00001230',
        'caw',
        'set csw 11 22',
        'csw',
        'psw',
        'gpr 3',
        'set gpr 3 1 2',
        'gpr 3 4',
        'set psw ffe40000 40020008',
        'go 20008',
      ),
    ).slice(1);
    expect(first).to.equal('DMSITP141T Operation exception occurred at 00020008 in routine BAD');
    expect(lines.slice(0, 2)).to.deep.equal(['CMS', 'DMSDBG728I DEBUG entered']);
    expect(lines.slice(3)).to.deep.equal([
      ...['00001230', '00000011 00000022', 'FFE40001 40020008', '00000007'],
      ...['00000001', '00000002', readyRc('00009')],
    ]);
    expect(shown(session(rig, 'debug', 'psw', 'return'))[1]).to.match(/^01000000 [0-9A-F]{8}$/);
  });

  it('refuse what makes no sense, and go on', () => {
    const rig = cmsRig([]);
    const bad = [
      ...['break', 'break 16 0', 'break 1 3', 'define', 'define abc 0', 'define x 0 57', 'origin'],
      ...['x', 'x 0 57', 'x none', 'gpr 16', 'gpr 5 3', 'set', 'set gpr 1', 'set xyz 0', 'store 0'],
      ...['store 0 xy', 'go nowhere', 'dump 10 0'],
    ];
    const lines = shown(session(rig, 'debug', ...bad, 'nonsense', 'x ffffff', 'return'));
    expect(lines.slice(1, -3)).to.deep.equal(bad.map(() => 'Invalid operand'));
    expect(lines.slice(-3)).to.deep.equal([
      ...['Invalid DEBUG request', 'Invalid storage address', READY],
    ]);
  });
});
