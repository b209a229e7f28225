import { expect } from 'chai';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import { NUCON } from '../../../src/cms/nucleus/layout.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

/** Calls the command whose list is at PLIST, with and without error return. */
const CALLER = moduleFile(
  'CALLER',
  '         LR    11,14',
  '         LA    1,PLIST',
  '         SVC   202',
  '         DC    AL4(FAILED)',
  '         LA    15,1',
  '         BR    11',
  'FAILED   LA    15,100(,15)',
  '         BR    11',
  "PLIST    DC    CL8'EXEC',CL8'INNER',8X'FF'",
);

const LOOPER = moduleFile('LOOPER', "LOOP     L     3,=F'7'", '         B     LOOP');

describe('System/370 programs under CMS', () => {
  it('run as MODULEs, call commands by SVC 202 and get return codes', () => {
    const rig = cmsRig([
      CALLER,
      moduleFile('RETURN9', '         LA    15,9', '         BR    14'),
      execFile('INNER', '&CONTROL OFF', '&TYPE INNER', '&EXIT 28'),
    ]);
    expect(session(rig, 'return9', 'caller', 'loadmod return9', 'start')).to.deep.equal([
      '> return9',
      readyRc('00009'),
      '> caller',
      'INNER',
      readyRc('00128'),
      '> loadmod return9',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
    ]);
  });

  it('get the registers that SVC 202 promises', () => {
    const rig = cmsRig([
      moduleFile(
        'REGS',
        '         STM   0,15,AREA',
        '         SR    15,15',
        '         BR    14',
        'AREA     DS    16F',
      ),
    ]);
    session(rig, 'regs one two');
    const area = rig.storage.fetch(0x20000 + 8, 64);
    const view = new DataView(area?.buffer ?? new ArrayBuffer(64));
    const register = (r: number): number => view.getInt32(r * 4) & 0xffffff;
    expect(register(12)).to.equal(0x20000);
    expect(register(15)).to.equal(0x20000);
    expect(rig.storage.word(register(1) + 8)).to.equal(0xd6d5c540 | 0);
    expect(register(13)).to.be.within(0x10000, 0x20000);
    expect(rig.storage.word(NUCON.currsave)).to.equal(0);
  });

  it('are halted by HX hundreds of times, in every kind of nest, and leave nothing behind', function () {
    const rig = cmsRig([
      LOOPER,
      CALLER,
      execFile('INNER', '&CONTROL OFF', '&TYPE INNER', 'LOOPER'),
      execFile('OUTER', '&CONTROL OFF', '&TYPE OUTER', 'CALLER'),
      execFile('FOREVER', '&CONTROL OFF', '-A &GOTO -A'),
      execFile('TALK', '&CONTROL OFF', '-A', '&TYPE AND SO ON', '&GOTO -A'),
      execFile('ASKING', '&CONTROL OFF', '&READ ARGS'),
    ]);
    rig.run();
    let frames = 0;
    for (let turn = 0; turn < 300; turn++) {
      const command = ['looper', 'outer', 'forever', 'talk', 'asking'][turn % 5] ?? '';
      rig.type(command);
      rig.runSlices(20 + ((turn * 7) % 60));
      expect(rig.type('hx'), `turn ${String(turn)}`).to.equal(true);
      rig.runSlices(5);
      rig.makeRoom();
      expect(rig.run().reason).to.equal('wait');
      expect(rig.transcript.at(-1)).to.match(/^Ready; T=/);
      expect(rig.storage.word(NUCON.currsave)).to.equal(0);
      if (turn === 9) frames = rig.storage.frames;
    }
    expect(rig.storage.frames).to.equal(frames);
    expect(session(rig, 'query impex')).to.deep.equal(['> query impex', 'IMPEX    = ON', READY]);
  });

  it('stop typing at HT and go on at RT', () => {
    const rig = cmsRig([
      execFile('TALK', '&CONTROL OFF', '&LOOP 1 2000', '&TYPE AND SO ON', '&EXIT 3'),
    ]);
    rig.run();
    rig.type('talk');
    rig.runSlices(40);
    rig.type('ht');
    rig.runSlices(10);
    const typed = rig.transcript.length;
    expect(typed).to.be.within(10, 1000);
    rig.run();
    expect(rig.transcript.slice(typed)).to.have.length(1);
    expect(rig.transcript.at(-1)).to.match(/^Ready\(00003\);/);
  });

  it('abend with a message; DEBUG sees them as they were and GO resumes', () => {
    const rig = cmsRig([
      moduleFile(
        'BREAK',
        "         L     5,=F'305419896'",
        "         DC    X'0000'",
        '         LR    15,5',
        '         BR    14',
      ),
    ]);
    expect(
      session(rig, 'break', 'debug', 'gpr 5', 'set gpr 5 0000000B', 'psw', 'x 20004 2', 'go'),
    ).to.deep.equal([
      '> break',
      'DMSITP141T Operation exception occurred at 00020006 in routine BREAK',
      'CMS',
      '> debug',
      'DMSDBG728I DEBUG entered',
      '> gpr 5',
      '12345678',
      '> set gpr 5 0000000B',
      '> psw',
      'FFE40001 40020006',
      '> x 20004 2',
      '0000',
      '> go',
      readyRc('00011'),
    ]);
  });

  it('are cleared away by the next command behind an abend', () => {
    const rig = cmsRig([
      moduleFile('BREAK', "         DC    X'0000'"),
      moduleFile('BADLIST', '         LNR   1,12', '         SVC   202', '         BR    14'),
    ]);
    expect(session(rig, 'break', 'query impcp', 'badlist', 'hx')).to.deep.equal([
      '> break',
      'DMSITP141T Operation exception occurred at 00020002 in routine BREAK',
      'CMS',
      '> query impcp',
      'IMPCP    = ON',
      READY,
      '> badlist',
      'DMSITP141T Addressing exception occurred at 00020004 in routine BADLIST',
      'CMS',
      '> hx',
      READY,
    ]);
    expect(rig.storage.word(NUCON.currsave)).to.equal(0);
  });

  it('declare nucleus extensions, which SVC 202 finds first, with their block in register 2', () => {
    const rig = cmsRig([
      moduleFile(
        'DECLARE',
        '         LR    11,14',
        '         LA    1,LIST',
        '         SVC   202',
        '         DC    AL4(1)',
        '         LTR   15,15',
        '         BNZR  11',
        '         LA    1,CALL',
        '         SVC   202',
        '         DC    AL4(1)',
        '         BR    11',
        'MINE     L     15,4(,2)',
        '         BR    14',
        '         DS    0D',
        "LIST     DC    CL8'NUCEXT',CL8'QUERY',X'FFE00000',A(MINE),F'77',2F'0'",
        "CALL     DC    CL8'QUERY',8X'FF'",
      ),
    ]);
    expect(session(rig, 'declare', 'nucxdrop query', 'query impcp', 'nucxmap')).to.deep.equal([
      '> declare',
      readyRc('00077'),
      '> nucxdrop query',
      READY,
      '> query impcp',
      'IMPCP    = ON',
      READY,
      '> nucxmap',
      'DMSNXM617E No nucleus extensions are loaded',
      readyRc('00028'),
    ]);
  });

  it('cannot store into the nucleus under their key', () => {
    const rig = cmsRig([moduleFile('STORE', "         ST    1,X'60'", '         BR    14')]);
    expect(session(rig, 'store')[1]).to.equal(
      'DMSITP141T Protection exception occurred at 00020004 in routine STORE',
    );
  });

  it('hang the machine when they overwrite the new PSWs, and IPL CMS brings it back', () => {
    const rig = cmsRig([
      moduleFile(
        'RUIN',
        '         SPKA  0',
        "         XC    X'58'(40),X'58'",
        '         SVC   202',
        '         BR    14',
      ),
    ]);
    rig.run();
    rig.input.push('ruin');
    expect(rig.run().reason).to.be.oneOf(['program-loop', 'disabled-wait']);
    rig.ipl();
    rig.transcript.length = 0;
    expect(session(rig, 'query impcp')).to.deep.equal(['> query impcp', 'IMPCP    = ON', READY]);
  });

  it('stop in a disabled wait when they break the anchor of the nucleus', () => {
    const rig = cmsRig([
      moduleFile(
        'RUIN',
        '         SPKA  0',
        "         L     2,=A(X'F00')",
        '         XC    0(12,2),0(2)',
        '         BR    14',
      ),
    ]);
    rig.run();
    rig.input.push('ruin');
    expect(rig.run().reason).to.equal('disabled-wait');
    expect(rig.processor.pswWords()[1] & 0xffffff).to.equal(0xf00);
    rig.ipl();
    expect(rig.run().reason).to.equal('wait');
    expect(rig.transcript.at(-1)).to.equal(READY);
  });
});

describe('CMS as plain data', () => {
  it('says the same when it is written down and rebuilt anywhere', () => {
    const files = [
      CALLER,
      execFile('INNER', '&CONTROL ALL', '&TYPE INNER', '&STACK Q IMPEX', '&READ', '&EXIT 3'),
      execFile('OUTER', '&LOOP 3 4', 'CALLER', '&TYPE &RETCODE', 'LISTFILE * * A (DATE', '&EXIT 2'),
    ];
    const lines = ['outer', 'set rdymsg smsg', 'type outer exec', 'nonsense', 'query disk a'];
    const plain = session(cmsRig(files, { slice: 7 }), ...lines);
    let random = 12345;
    const rebuilt = cmsRig(files, {
      slice: 7,
      atSlice: (rig) => {
        random = (Math.imul(random, 1103515245) + 12345) >>> 0;
        if (random % 3 === 0) rig.rebuild();
      },
    });
    expect(session(rebuilt, ...lines)).to.deep.equal(plain);
    expect(plain.length).to.be.greaterThan(30);
  });
});
