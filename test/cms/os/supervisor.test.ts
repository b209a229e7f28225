/** Supervisor services of OS, called by programs in guest code. */
import { expect } from 'chai';
import { moduleFile } from '../../support/cms-disk.js';
import { program } from '../../support/text-deck.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const run = (name: string, ...source: string[]) =>
  cmsRig([moduleFile(name, '         LR    11,14', ...source)]);

describe('GETMAIN and FREEMAIN', () => {
  it('give storage by registers and lists, in part too, and all of it back at the end', () => {
    const rig = run(
      'MAIN',
      "         L     0,=F'1000'",
      "         L     1,=X'80000000'",
      '         SVC   10',
      '         ST    11,0(,1)',
      '         LR    5,1',
      "         L     0,=F'400'",
      '         LA    1,8(,1)',
      '         SVC   10',
      '         LTR   15,15',
      '         BNZR  11',
      '         LA    1,LIST',
      '         SVC   4',
      '         LTR   15,15',
      '         BNZR  11',
      '         L     6,PLACE',
      '         ST    11,0(,6)',
      '         LA    1,LIST',
      '         SVC   5',
      '         LTR   15,15',
      '         BNZR  11',
      '         LA    1,TOOMUCH',
      '         SVC   4',
      '         BR    11',
      '         DS    0F',
      "LIST     DC    A(300),A(PLACE),X'0000'",
      '         DS    0F',
      "TOOMUCH  DC    X'00FFFFF0',A(PLACE),X'2000'",
      'PLACE    DS    2F',
    );
    const lower = (): number => rig.storage.word(0x514)!;
    rig.run();
    const before = lower();
    expect(session(rig, 'main', 'main')).to.deep.equal([
      '> main',
      readyRc('00004'),
      '> main',
      readyRc('00004'),
    ]);
    expect(lower()).to.equal(before);
  });

  it('end the program that asks for too much, or frees what is not its own', () => {
    const rig = cmsRig([
      moduleFile(
        'MUCH',
        "         L     0,=X'00FFFFF0'",
        '         LNR   1,12',
        '         SVC   10',
        '         BR    14',
      ),
      moduleFile(
        'WRONG',
        '         LA    0,8',
        '         LA    1,0(,12)',
        '         SVC   10',
        '         BR    14',
      ),
    ]);
    const lines = session(rig, 'much', 'hx', 'wrong', 'hx').filter((line) =>
      line.startsWith('DMS'),
    );
    expect(lines[0]).to.match(/^DMSABN148T System abend 80A called from 0200/);
    expect(lines[1]).to.match(/^DMSABN148T System abend 90A called from 0200/);
  });
});

describe('TIME, WTO and WTOR, POST and WAIT', () => {
  it('tell the time and the day, and talk with the user', () => {
    const rig = run(
      'TALK',
      '         LA    1,2',
      '         SVC   11',
      '         STM   0,1,TIMES',
      '         LA    1,SAYS',
      '         SVC   35',
      '         LA    1,ASKS',
      '         SVC   35',
      '         LA    1,EVENT',
      '         LA    0,1',
      '         SVC   1',
      '         LA    1,ECHO',
      '         SVC   35',
      '         LA    1,OTHER',
      '         LA    0,5',
      '         SVC   2',
      '         L     15,OTHER',
      '         LA    15,0(,15)',
      '         BR    11',
      '         DS    0F',
      'TIMES    DS    2F',
      "EVENT    DC    F'0'",
      "OTHER    DC    F'0'",
      "SAYS     DC    AL2(9),X'0000',C'HELLO'",
      '         DS    0F',
      "ASKS     DC    AL1(6),AL3(REPLY),A(EVENT),AL2(8),X'0000',C'NAME'",
      "ECHO     DC    AL2(10),X'0000'",
      'REPLY    DS    CL6',
    );
    expect(session(rig, 'talk', 'Bob')).to.deep.equal([
      '> talk',
      'HELLO',
      'NAME',
      '> Bob',
      'Bob',
      readyRc('00005'),
    ]);
    const at = 0x20000;
    const found = Array.from({ length: 64 }, (_, i) => rig.storage.word(at + i * 4)! >>> 0);
    expect(found).to.include(0x10111200);
    // 22 November 2026 is day 326
    expect(found).to.include(0x0126326f);
  });

  it('wait for what never comes until they are halted', () => {
    const rig = run(
      'WAITS',
      '         LA    1,EVENT',
      '         LA    0,1',
      '         SVC   1',
      '         BR    11',
      '         DS    0F',
      "EVENT    DC    F'0'",
    );
    rig.run();
    rig.input.push('waits');
    expect(rig.run().reason).to.equal('wait');
    expect(session(rig, 'ht', 'hx').at(-1)).to.equal(READY);
  });
});

describe('SPIE and STAE', () => {
  it('let a program go on behind its own program interruption, and only behind those it names', () => {
    const source = (types: string): string[] => [
      '         LA    1,PICA',
      '         SVC   14',
      "         DC    X'0000'",
      '         SR    1,1',
      '         SVC   14',
      '         LR    15,5',
      '         BR    11',
      // the exit: which interruption it was, and on behind it
      'EXIT     DS    0H',
      '         USING EXIT,15',
      '         IC    5,7(,1)',
      '         N     5,MASK',
      '         BR    14',
      '         DROP  15',
      '         DS    0F',
      "MASK     DC    F'255'",
      `PICA     DC    X'00',AL3(EXIT),X'${types}'`,
    ];
    const rig = cmsRig([
      moduleFile(
        'TAKES',
        '         LR    11,14',
        '         SR    5,5',
        ...source('4000').map((line) => line.replace('N     5,MASK', 'LA    5,0(,5)')),
      ),
      moduleFile('OTHER', '         LR    11,14', ...source('0800')),
    ]);
    expect(
      session(rig, 'takes', 'other', 'hx').map((line) => line.replace(/0002\w{4}/, '*')),
    ).to.deep.equal([
      '> takes',
      readyRc('00001'),
      '> other',
      'DMSITP141T Operation exception occurred at * in routine OTHER',
      'CMS',
      '> hx',
      READY,
    ]);
  });

  it('let a program retry or clean up when it ends abnormally', () => {
    const source = (rc: number): string[] => [
      '         SR    0,0',
      '         LA    1,LIST',
      '         SVC   60',
      '         LA    1,77',
      '         SVC   13',
      '         USING *,15',
      'EXIT     L     5,4(,1)',
      '         L     0,RETRYAT',
      `         LA    15,${String(rc)}`,
      '         BR    14',
      'RETRYAT  DC    A(RETRY)',
      '         USING *,15',
      'RETRY    LR    15,5',
      '         BR    11',
      '         DS    0F',
      'LIST     DC    A(EXIT),A(0)',
    ];
    const fix = (lines: string[]): string[] =>
      lines.map((line) => (line === '         USING *,15' ? '         DS    0H' : line));
    const exit = (lines: string[]): string[] =>
      fix(lines)
        .map((line) =>
          line.startsWith('EXIT ')
            ? 'EXIT     DS    0H\n         USING EXIT,15\n         L     5,4(,1)'
            : line,
        )
        .flatMap((line) => line.split('\n'));
    const rig = cmsRig([
      moduleFile('RETRIES', '         LR    11,14', ...exit(source(4))),
      moduleFile('GIVESUP', '         LR    11,14', ...exit(source(0))),
    ]);
    expect(
      session(rig, 'retries', 'givesup', 'hx').map((line) =>
        line.replace(/from 0200\w\w/, 'from *'),
      ),
    ).to.deep.equal([
      '> retries',
      readyRc('00077'),
      '> givesup',
      'DMSABN155T User abend 004D called from *',
      'CMS',
      '> hx',
      READY,
    ]);
  });
});

describe('LINK, XCTL, LOAD', () => {
  const CALLED = program(
    'CALLED',
    '         L     15,0(,1)',
    '         LA    15,1(,15)',
    '         BR    14',
  );
  const files = (name: string, ...source: string[]) => [
    CALLED,
    moduleFile(name, '         LR    11,14', ...source),
  ];
  it('bring TEXT files to storage and enter them', () => {
    const list = [
      '         DS    0F',
      "PARM     DC    F'41'",
      'LIST     DC    A(NAME),A(0)',
      "NAME     DC    CL8'CALLED'",
    ];
    const rig = cmsRig([
      ...files(
        'LINKS',
        '         LA    1,PARM',
        '         LA    15,LIST',
        '         SVC   6',
        '         LA    15,100(,15)',
        '         BR    11',
        ...list,
      ),
      ...files(
        'GOES',
        '         LA    1,PARM',
        '         LA    15,LIST',
        '         SVC   7',
        '         BR    11',
        ...list,
      ).slice(1),
      ...files(
        'LOADS',
        '         LA    0,NAME',
        '         SR    1,1',
        '         SVC   8',
        '         LR    15,0',
        '         LA    1,PARM',
        '         LR    12,15',
        '         BALR  14,15',
        '         BALR  12,0',
        '         USING *,12',
        '         BR    11',
        ...list,
      ).slice(1),
      ...files(
        'NONE',
        '         LA    15,LIST',
        '         SVC   6',
        ...list.map((line) => line.replace('CALLED', 'NOWHERE')),
      ).slice(1),
    ]);
    const lines = session(rig, 'links', 'goes', 'loads', 'none');
    expect(lines.filter((line) => line.startsWith('Ready('))).to.deep.equal([
      readyRc('00142'),
      readyRc('00042'),
      readyRc('00042'),
    ]);
    expect(lines.at(-2)).to.match(/^DMSABN148T System abend 806 called from/);
  });
});
