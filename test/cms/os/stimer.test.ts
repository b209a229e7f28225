/** Intervals of STIMER whose end an exit takes: the macros of OS, assembled, loaded and run on CMS. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** What is left of a session when what was typed and Ready are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line));

describe('exits of STIMER', () => {
  /** Runs until the machine rests, lets time go by, and again. */
  const later = (rig: ReturnType<typeof cmsRig>, milliseconds: number): string[] => {
    const from = rig.transcript.length;
    rig.pass(milliseconds);
    rig.run();
    return rig.transcript.slice(from);
  };

  it('are taken while a program waits for the event that the exit posts', () => {
    const program = macroProgram(
      'WAITS',
      ' LA 13,AREA',
      ' STIMER REAL,EXIT,BINTVL=SHORT',
      ' TTIMER ,MIC,LEFT',
      ' WAIT ECB=EVENT',
      ' TTIMER CANCEL',
      ' LR 15,0',
      ' L 2,LEFT',
      ' LTR 2,2',
      ' BPR 11',
      ' LA 15,77',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT STM 14,12,12(13)',
      ' LR 8,15',
      ' DROP 15',
      ' USING EXIT,8',
      " WTO 'TIME IS UP'",
      ' POST EVENT,0',
      ' LM 14,12,12(13)',
      ' SR 0,0',
      ' BR 14',
      'AREA DS 18F',
      "SHORT DC F'300'",
      'LEFT DS D',
      "EVENT DC F'0'",
    );
    const rig = cmsRig([program], { slice: 7 });
    expect(shown(session(rig, 'load waits (start'))).to.deep.equal([]);
    expect(shown(later(rig, 2_000))).to.deep.equal([]);
    const lines = later(rig, 1_100);
    expect(shown(lines)).to.deep.equal(['TIME IS UP']);
    expect(lines.at(-1)).to.equal(READY);
  });

  it('are taken in the midst of a program, by real time and by its own, and keep its registers', () => {
    const program = macroProgram(
      'LOOPS',
      ' LA 13,AREA',
      ' STIMER TASK,EXIT,TUINTVL=UNITS',
      " L 3,=F'5'",
      'LOOP LR 4,3',
      ' CR 4,3',
      ' BNE BAD',
      ' CLI DONE,2',
      ' BNE LOOP',
      ' SR 15,15',
      ' BR 11',
      'BAD LA 15,9',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT LR 8,15',
      ' DROP 15',
      ' USING EXIT,8',
      ' LR 7,14',
      ' IC 2,DONE',
      ' LA 2,1(,2)',
      ' STC 2,DONE',
      ' CLI DONE,2',
      ' BER 7',
      ' STIMER REAL,(8),BINTVL=SOON',
      ' LM 3,4,UNITS',
      ' BR 7',
      'AREA DS 18F',
      "UNITS DC F'100'",
      "SOON DC F'1'",
      "DONE DC X'00'",
    );
    const atSlice = (one: ReturnType<typeof cmsRig>): void => {
      one.pass(1);
      one.processor.charge(20);
    };
    const rig = cmsRig([program], { slice: 20, atSlice });
    expect(session(rig, 'load loops (start').at(-1)).to.equal(READY);
  });

  it('wait until a service of CMS is done, and are gone with their program', () => {
    const program = macroProgram(
      'READS',
      ' LA 13,AREA',
      ' STIMER REAL,EXIT,BINTVL=NONE',
      ' CLI DONE,1',
      ' BE GOOD',
      ' LA 15,5',
      ' BR 11',
      'GOOD STIMER REAL,EXIT,BINTVL=LONG',
      ' SR 15,15',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT MVI DONE,1',
      ' BR 14',
      'AREA DS 18F',
      "NONE DC F'0'",
      "LONG DC F'100'",
      "DONE DC X'00'",
    );
    const rig = cmsRig([program], {
      atSlice: (one) => {
        one.pass(1);
      },
    });
    expect(session(rig, 'load reads (start').at(-1)).to.equal(READY);
    expect(later(rig, 5_000)).to.deep.equal([]);
    expect(session(rig, 'state reads text a').at(-1)).to.equal(READY);
  });

  it('go on when CMS is written down and made anew at any slice', () => {
    const program = macroProgram(
      'AGAIN',
      ' LA 13,AREA',
      ' STIMER REAL,EXIT,BINTVL=SOON',
      ' STIMER WAIT,BINTVL=LATE',
      ' LH 15,COUNT',
      ' BR 11',
      ' USING EXIT,15',
      'EXIT LR 8,15',
      ' DROP 15',
      ' USING EXIT,8',
      ' LR 7,14',
      ' LH 2,COUNT',
      ' LA 2,1(,2)',
      ' STH 2,COUNT',
      ' STIMER WAIT,BINTVL=SOON',
      ' STIMER REAL,(8),BINTVL=SOON',
      ' BR 7',
      'AREA DS 18F',
      "SOON DC F'10'",
      "LATE DC F'100'",
      "COUNT DC H'0'",
    );
    const rig = cmsRig([program], {
      slice: 11,
      atSlice: (one) => {
        one.rebuild();
      },
    });
    session(rig, 'load again (start');
    for (let i = 0; i < 130; i++) later(rig, 10);
    // every 200 ms: an interval of 100 and a wait of as much, in a second
    expect(rig.transcript.at(-1)).to.equal(readyRc('00005'));
  });
});
