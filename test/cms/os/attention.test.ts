/** STAX, and interruptions that a program lets in itself: the macros assembled, loaded and run on CMS. */
import { expect } from 'chai';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

describe('an exit for attentions', () => {
  const program = macroProgram(
    'ATTENDS',
    ' LA 13,AREA',
    ' STAX EXIT,USADDR=WORD',
    " WRTERM 'WAITING'",
    ' WAIT ECB=EVENT',
    " WRTERM 'GOING ON'",
    ' STAX ,',
    ' LR 5,15',
    ' STAX ,',
    ' AR 5,15',
    ' RDTERM BUF',
    ' WRTERM BUF,8',
    ' LR 15,5',
    ' BR 11',
    ' USING EXIT,15',
    'EXIT STM 14,12,12(13)',
    ' LR 8,15',
    ' DROP 15',
    ' USING EXIT,8',
    ' L 2,0(,1)',
    ' ST 2,GOT',
    ' WRTERM GOT,4',
    ' POST EVENT',
    ' LM 14,12,12(13)',
    ' BR 14',
    'AREA DS 18F',
    "WORD DC CL4'HELD'",
    "EVENT DC F'0'",
    'GOT DS F',
    'BUF DS CL130',
  );

  it('is taken in place of the read, gets its parameter, and lets the line wait for the next read', () => {
    const rig = cmsRig([program]);
    const lines = session(rig, 'load attends (start', 'a line');
    expect(lines.slice(2)).to.deep.equal([
      'WAITING',
      '> a line',
      'HELD',
      'GOING ON',
      'A LINE',
      // there is no second exit to be cancelled
      readyRc('00004'),
    ]);
  });

  it('is taken whatever the machine is built anew in the midst of', () => {
    const rig = cmsRig([program], {
      slice: 7,
      atSlice: (one) => {
        if (one.slices % 3 === 0) one.rebuild();
      },
    });
    const lines = session(rig, 'load attends (start', 'a line');
    expect(lines.slice(4)).to.deep.equal(['HELD', 'GOING ON', 'A LINE', readyRc('00004')]);
  });

  it('goes with its program', () => {
    const left = macroProgram('LEFT', ' STAX EXIT', ' SR 15,15', 'EXIT BR 11');
    const lines = session(cmsRig([left]), 'load left (start', 'query cmslevel');
    expect(lines.at(-1)).to.equal(READY);
    expect(lines).to.include('> query cmslevel');
  });
});

describe('interruptions of VMCF', () => {
  it('stay let in by the program that handles them, and no longer', () => {
    const program = macroProgram(
      'LETSIN',
      ' STCTL 0,0,WORD',
      ' OI WORD+3,1',
      ' LCTL 0,0,WORD',
      ' HNDEXT SET,EXIT',
      // the interruption of the console comes in between
      " WRTERM 'TYPED'",
      ' WAITT',
      ' STCTL 0,0,WORD',
      ' LA 15,1',
      ' N 15,WORD',
      'EXIT BR 11',
      'WORD DS F',
    );
    const rig = cmsRig([program]);
    expect(session(rig, 'load letsin (start').slice(2)).to.deep.equal(['TYPED', readyRc('00001')]);
    expect(rig.processor.controlRegister(0) & 1).to.equal(0);
  });
});
