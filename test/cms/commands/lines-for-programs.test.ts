/** LISTFILE and QUERY whose lines go to the program that asks: into its variables or onto the stack. */
import { expect } from 'chai';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const program = (...lines: readonly string[]) => [
  { name: 'ASK', type: 'EXEC', lines: ['/* */', ...lines] },
  { name: 'ONE', type: 'DATA', lines: ['x'] },
  { name: 'TWO', type: 'DATA', lines: ['x'] },
];
const say = (...lines: readonly string[]): string[] =>
  session(cmsRig(program(...lines)), 'ask').filter((line) => !line.startsWith('> '));

describe('lines for programs', () => {
  it('LISTFILE STEM sets variables', () => {
    expect(
      say(
        "address command 'LISTFILE * DATA A (STEM FOUND.'",
        'say rc found.0 found.1 found.2',
        "address command 'LISTFILE NONE DATA A (STEM FOUND.'",
        'say rc found.0',
        "address command 'LISTFILE ONE DATA A (STEM 1X.'",
        'say rc',
      ),
    ).to.deep.equal([
      '0 2 ONE      DATA     A1 TWO      DATA     A1',
      'DMSLST002E File NONE DATA A not found',
      '28 0',
      'DMSLST029E Invalid parameter 1X.0 in the option STEM field',
      '24',
      READY,
    ]);
    const rig = cmsRig(program());
    expect(session(rig, 'listfile * data (stem x.').slice(1)).to.deep.equal([
      'DMSLST686E This option is for REXX programs only',
      readyRc('00036'),
    ]);
  });

  it('QUERY puts its answer onto the stack in either order', () => {
    expect(
      say(
        "'QUERY DISK A (STACK'",
        'parse pull heading; parse pull line',
        'say rc queued() word(heading, 1) word(line, 3)',
        "'QUERY DISK A (LIFO'",
        'parse pull line',
        'say word(line, 3); parse pull',
        "'QUERY IMPEX (FIFO'",
        'parse pull line; say line',
        "'QUERY DISK Q (STACK'",
        'say rc queued()',
        "'QUERY DISK A (SIDEWAYS'",
        'say rc',
      ),
    ).to.deep.equal([
      '0 0 LABEL A',
      'A',
      'IMPEX    = ON',
      'DMSQRY069E Filemode Q not accessed',
      '36 0',
      'DMSQRY003E Invalid option: SIDEWAYS',
      '24',
      READY,
    ]);
  });
});
