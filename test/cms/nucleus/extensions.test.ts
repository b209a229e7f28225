/** Attributes of nucleus extensions: SYSTEM, SERVICE, ENDCMD, IMMCMD, permanent ones, and the storage that goes with them. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { macroProgram } from '../../support/macro-program.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

/** What an extension does: types the high byte of register 1 and its second token, then returns `rc`. */
const telling = (rc = 0): string[] => [
  ' MVC TOKEN,8(1)',
  ' STCM 1,8,FLAG',
  ' UNPK HEX(3),FLAG(2)',
  ' TR HEX(2),TABLE-240',
  " MVI HEX+2,C' '",
  ' WRTERM LINE,11',
  ` LA 15,${String(rc)}`,
  ' BR 11',
  'FLAG DS CL2',
  'LINE DS 0CL11',
  'HEX DS CL3',
  'TOKEN DS CL8',
  // what is translated begins with X'F0'
  ' DS CL240',
  "TABLE DC C'0123456789ABCDEF'",
];

/** As a relocatable MODULE, ready for NUCXLOAD. */
function loaded(files: readonly SourceFile[], ...names: string[]): GuestRig {
  const rig = cmsRig(files);
  session(rig, ...names.flatMap((name) => [`load ${name} (rldsave`, 'genmod']));
  return rig;
}

const told = (lines: readonly string[]): string[] =>
  lines.filter((line) => /^[0-9A-F]{2} \w/.test(line));

const TELL = macroProgram('TELL', ...telling());
const BREAKS = macroProgram('BREAKS', " DC X'0000'");
const LOOP = macroProgram('LOOP', 'HERE B HERE');

describe('operands of NUCEXT and SUBCOM', () => {
  /** The four bytes behind the name: mask, key, attributes. */
  const bytes = (statement: string): string => {
    const { records } = macroProgram('PROG', ` ${statement}`, 'A DS 0H', ' BR 11');
    const deck = records!.map((card) => [...card.slice(16, 72)]).flat();
    const names = toEbcdic('MINE    ');
    const at = deck.findIndex((_, i) => names.every((byte, k) => deck[i + k] === byte));
    return Buffer.from(deck.slice(at + 8, at + 12)).toString('hex');
  };

  it('make mask, key and attributes', () => {
    const cases = [
      ['NUCEXT SET,NAME=MINE,ENTRY=A', 'ffe00000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,SYSTEM=YES', 'ffe08000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,SERVICE=YES', 'ffe04000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,ENDCMD=YES', 'ffe01000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,PERM=YES', 'ffe00800'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,IMMCMD=YES', 'ffe00400'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,KEY=NUCLEUS,SYSTEM=YES', 'ff048000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,INTTYPE=NONE', '00e00000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,INTTYPE=EXTERNAL', '01e00000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,INTTYPE=NONCONSOLE', '40e00000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,INTTYPE=CONSOLE', '80e00000'],
      ['NUCEXT SET,NAME=MINE,ENTRY=A,INTTYPE=IO', 'c0e00000'],
      ['SUBCOM SET,NAME=MINE,ENTRY=A,KEY=NUCLEUS', 'ff040000'],
      ['SUBCOM SET,NAME=MINE,ENTRY=A,INTTYPE=IO', 'c0e00000'],
    ] as const;
    for (const [statement, expected] of cases) expect(bytes(statement)).to.equal(expected);
    for (const wrong of ['KEY=X', 'INTTYPE=X']) {
      expect(() => bytes(`NUCEXT SET,NAME=MINE,${wrong}`)).to.throw();
    }
  });
});

describe('nucleus extensions', () => {
  it('with SERVICE are told of HX, abnormal ends and NUCXDROP; others are not', () => {
    const rig = loaded([TELL, BREAKS], 'tell', 'breaks');
    const lines = session(
      rig,
      ...[
        'nucxload keeps tell (service system',
        'nucxload goes tell (service',
        'nucxload quiet tell',
      ],
      ...['breaks', 'hx', 'nucxmap', 'nucxdrop keeps', 'nucxmap', 'keeps'],
    ).filter((line) => line !== READY && !line.startsWith('> nucxload'));
    expect(lines.slice(0, 8)).to.deep.equal([
      '> breaks',
      'DMSITP141T Operation exception occurred at 00020004 in routine BREAKS',
      'CMS',
      '> hx',
      'FF PURGE',
      'FF PURGE',
      '> nucxmap',
      'Name     Entry    Userword Origin   Bytes    Amode (Attributes)',
    ]);
    expect(lines[8]).to.match(
      /^KEEPS {4}00[0-9A-F]{6} 0{8} 00[0-9A-F]{6} 00000[0-9A-F]{3} {2}24 {3}SYSTEM SERVICE$/,
    );
    expect(lines.slice(9)).to.deep.equal([
      '> nucxdrop keeps',
      'FF RESET',
      '> nucxmap',
      'DMSNXM617E No nucleus extensions are loaded',
      readyRc('00028'),
      '> keeps',
      'Unknown CP/CMS command',
      'Ready(-0001); T=0.01/0.01 10:11:12',
    ]);
  });

  it('are not told again when one of them fails', () => {
    const bad = macroProgram('BAD', " DC X'0000'");
    const rig = loaded([TELL, bad, BREAKS], 'tell', 'bad', 'breaks');
    const lines = session(
      rig,
      ...['nucxload one tell (service system', 'nucxload two bad (service system'],
      ...['breaks', 'query impex', 'query impcp', 'nucxmap'],
    );
    expect(lines.filter((line) => line.startsWith('DMSITP141T')).length).to.equal(2);
    expect(told(lines)).to.deep.equal([]);
    expect(lines.filter((line) => /^IMP/.test(line))).to.deep.equal([
      'IMPEX    = ON',
      'IMPCP    = ON',
    ]);
    expect(lines.filter((line) => line.endsWith('SYSTEM SERVICE')).length).to.equal(2);
  });

  it('are told of an HX in the middle of a program, with a command that follows', () => {
    const rig = loaded([TELL, LOOP], 'tell', 'loop');
    session(rig, 'nucxload tell (service', 'nucxload other tell (service system');
    const from = rig.transcript.length;
    rig.type('loop');
    rig.runSlices(50);
    rig.type('hx');
    rig.runSlices(200);
    rig.input.push('nucxmap');
    rig.run();
    const lines = rig.transcript.slice(from);
    expect(told(lines)).to.deep.equal(['FF PURGE', 'FF PURGE']);
    expect(lines.filter((line) => line.endsWith('SERVICE')).length).to.equal(1);
  });

  it('with ENDCMD are called at the end of each command, once, whatever its return code', () => {
    const rig = loaded([TELL], 'tell');
    const lines = session(
      rig,
      ...['nucxload tell (endcmd', 'query impex', 'state nosuch file', 'nonsense', 'nucxdrop tell'],
      'query impex',
    );
    expect(lines.filter((line) => !line.startsWith('> '))).to.deep.equal([
      ...['FE ENDCMD', READY],
      ...['IMPEX    = ON', 'FE ENDCMD', READY],
      ...['DMSSTT002E File NOSUCH FILE * not found', 'FE ENDCMD', readyRc('00028')],
      ...['FE ENDCMD', 'Unknown CP/CMS command', 'Ready(-0001); T=0.01/0.01 10:11:12'],
      READY,
      ...['IMPEX    = ON', READY],
    ]);
  });

  it('with IMMCMD are called at once while a program or an EXEC runs, and typed at Ready', () => {
    const asks: SourceFile = {
      name: 'FOREVER',
      type: 'EXEC',
      lines: [
        '/* */',
        "'IMMCMD QUERY TELL'; say rc",
        'do until finished = 1',
        'finished = 0',
        'end',
      ],
    };
    const rig = loaded([TELL, LOOP, asks], 'tell', 'loop');
    session(rig, 'nucxload tell (immcmd system');
    for (const command of ['loop', 'forever']) {
      const from = rig.transcript.length;
      rig.type(command);
      rig.runSlices(300);
      rig.type('tell now');
      rig.runSlices(300);
      rig.type('tell again');
      rig.runSlices(300);
      expect(told(rig.transcript.slice(from)), command).to.deep.equal(['06 NOW', '06 AGAIN']);
      if (command === 'forever') expect(rig.transcript.slice(from)).to.include('0');
      rig.type('hx');
      rig.run();
    }
    expect(told(session(rig, 'tell me'))).to.deep.equal(['0B ME']);
  });

  it('are called alike in a machine that is written down and rebuilt at any time', () => {
    const lines = [
      ...[
        'load tell (rldsave',
        'genmod',
        'load breaks',
        'genmod',
        'nucxload keeps tell (service system',
      ],
      ...['nucxload goes tell (service endcmd', 'query impex', 'breaks', 'hx', 'nucxdrop keeps'],
    ];
    const plain = session(cmsRig([TELL, BREAKS], { slice: 7 }), ...lines);
    let random = 4711;
    const rebuilt = cmsRig([TELL, BREAKS], {
      slice: 7,
      atSlice: (rig) => {
        random = (Math.imul(random, 1103515245) + 12345) >>> 0;
        if (random % 3 === 0) rig.rebuild();
      },
    });
    expect(session(rebuilt, ...lines)).to.deep.equal(plain);
    expect(told(plain)).to.deep.equal([
      ...['FE ENDCMD', 'FE ENDCMD', 'FF PURGE', 'FF PURGE', 'FF RESET'],
    ]);
  });

  it('that are permanent outlive NUCXDROP *, and are gone by name', () => {
    const rig = loaded([TELL], 'tell');
    const lines = session(
      rig,
      ...['nucxload stays tell (permanent', 'nucxload goes tell', 'nucxdrop *', 'nucxmap stays'],
      ...['nucxmap goes', 'nucxdrop stays', 'nucxmap'],
    );
    expect(lines.filter((line) => line.endsWith(' PERM')).length).to.equal(1);
    expect(lines).to.include('DMSNXM616E GOES does not exist');
    expect(lines.at(-2)).to.equal('DMSNXM617E No nucleus extensions are loaded');
  });

  it('that hide others are listed alone, with ALL together, and may go to the stack', () => {
    const full: SourceFile = {
      name: 'FULL',
      type: 'EXEC',
      lines: [
        "/* */ 'MAKEBUF'; signal on syntax",
        "do forever; queue copies('X', 60); end",
        "syntax: 'NUCXMAP (STACK'; say rc; 'DROPBUF'",
      ],
    };
    const rig = loaded([TELL, full], 'tell');
    session(rig, 'nucxload tell', 'nucxload tell (push');
    const count = (line: string): number =>
      session(rig, line).filter((one) => one.startsWith('TELL ')).length;
    expect(count('nucxmap')).to.equal(1);
    expect(count('nucxmap (all')).to.equal(2);
    expect(count('nucxmap tell (stack')).to.equal(0);
    const stacked = session(rig, 'sentries');
    // both lines were commands behind NUCXMAP: nothing is left of them
    expect(stacked.at(-1)).to.equal(READY);
    expect(session(rig, 'full').slice(1, 3)).to.deep.equal([
      'DMSNXM622E Insufficient free storage',
      '41',
    ]);
    expect(session(rig, 'nucxmap one two').at(-2)).to.equal('DMSNXM070E Invalid parameter TWO');
    expect(session(rig, 'nucxmap (segment').at(-2)).to.equal('DMSNXM003E Invalid option: SEGMENT');
    expect(session(rig, 'nucxmap (fifo lifo').at(-1)).to.equal(readyRc('00024'));
  });

  it('are declared by NUCEXT with attributes, key and the storage that NUCXDROP gives back', () => {
    const own = macroProgram(
      'OWN',
      ' DMSFREE DWORDS=64,TYPE=NUCLEUS,AREA=HIGH,ERR=BAD',
      ' LR 3,1',
      ' DMSKEY NUCLEUS',
      ' MVC 0(256,3),CODE',
      ' DMSKEY RESET',
      ' LA 4,512',
      ' NUCEXT SET,NAME=MINE,ENTRY=(3),UWORD=7,ORIGIN=((3),(4)),SYSTEM=YES,   *',
      '               SERVICE=YES,KEY=NUCLEUS,ERROR=BAD',
      ' NUCEXT SET,NAME=LOST,ENTRY=(3),ERROR=BAD',
      ' SUBCOM SET,NAME=KEPT,ENTRY=(3),SYSTEM=YES,ERROR=BAD',
      ' SUBCOM SET,NAME=GONE,ENTRY=(3),ERROR=BAD',
      ' SR 15,15',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      'CODE DS 0D',
      // the PSW has the key of the nucleus: it may store where users may not
      " STCM 1,8,X'C00'",
      ' LA 15,33',
      ' BR 14',
      ' DS CL256',
    );
    const rig = loaded([own, BREAKS], 'own', 'breaks');
    rig.run();
    const before = rig.storage.word(0x514)!;
    const lines = session(rig, 'own', 'mine', 'lost', 'breaks', 'hx', 'mine', 'lost', 'nucxmap');
    expect(lines.filter((line) => line.startsWith('Ready('))).to.deep.equal([
      ...[readyRc('00033'), readyRc('00033')],
      'Ready(-0001); T=0.01/0.01 10:11:12',
    ]);
    expect(lines.filter((line) => line.startsWith('DMSITP141T'))[0]).to.include('Protection');
    expect(lines.at(-2)).to.match(/^MINE .* 00000200 {2}24 {3}SYSTEM SERVICE$/);
    const asked = (name: string): string => session(rig, `subcom ${name}`).at(-1) ?? '';
    expect([asked('kept'), asked('gone')]).to.deep.equal([READY, readyRc('00001')]);
    session(rig, 'nucxdrop mine');
    expect(rig.storage.word(0x514)).to.equal(before);
  });
});
