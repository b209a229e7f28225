/** What names a program that LINK or ATTACH has called when it ends abnormally. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { program as textDeck } from '../../support/text-deck.js';
import { cmsRig, session } from '../nucleus/cms-rig.js';

describe('a program called by LINK or ATTACH that ends abnormally', () => {
  const DIES = textDeck('DIES', " DC H'0'");

  it('has its name in the message, and its caller when it has come back', () => {
    for (const call of ['LINK EP=DIES', 'ATTACH EP=DIES']) {
      const program = macroProgram('CALLS', ' LA 13,AREA', ` ${call}`, ' BR 11', 'AREA DS 18F');
      const lines = session(cmsRig([program, DIES]), 'load calls (start');
      expect(lines.join(), call).to.match(
        /Operation exception occurred at 000\w+ in routine DIES,/,
      );
    }
    const GOOD = textDeck('GOOD', ' BR 14');
    const after = macroProgram('CALLS', ' LA 13,AREA', ' LINK EP=GOOD', " DC H'0'", 'AREA DS 18F');
    const lines = session(cmsRig([after, GOOD]), 'load calls (start');
    expect(lines.join()).to.match(/Operation exception occurred at 000\w+ in routine CALLS,/);
  });

  it('has its name in the work area of STAE', () => {
    const program = macroProgram(
      'CALLS',
      ' LA 13,AREA',
      ' STAE EXIT',
      ' LINK EP=DIES',
      ' BR 11',
      'EXIT BALR 10,0',
      ' USING *,10',
      ' LR 5,14',
      ' LA 2,88(,1)',
      ' MVC SAID,0(2)',
      " LINEDIT TEXT='NAME ........',SUB=(CHARA,SAID),DOT=NO",
      ' LR 14,5',
      ' SR 15,15',
      ' BR 14',
      "SAID DC CL8' '",
      'AREA DS 18F',
    );
    const lines = session(cmsRig([program, DIES]), 'load calls (start');
    expect(lines.join()).to.contain('NAME DIES');
  });
});
