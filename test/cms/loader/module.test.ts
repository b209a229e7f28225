import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { loaderCommands } from '../../../src/cms/loader/loader-list.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fakeGuest, runCommand } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';
import { end, esd, program, rld, statement, textFile, txt } from '../../support/text-deck.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const RETURN9 = program('RETURN9', '         LA    15,9', '         BR    14');
/** Answers what its address constant points to: a byte 33 in its second section. */
const POINTS = textFile(
  'POINTS',
  esd(['SD', 'POINTS', 1, 0, 16], ['SD', 'DATA', 2, 16, 8]),
  // SR 15,15 / L 1,12(,12) / IC 15,0(1) / BR 14 / A(DATA)
  txt(
    1,
    0,
    Uint8Array.from([
      0x1b, 0xff, 0x58, 0x10, 0xc0, 0x0c, 0x43, 0xf0, 0x10, 0, 7, 0xfe, 0, 0, 0, 16,
    ]),
  ),
  txt(2, 16, Uint8Array.of(33)),
  rld([2, 1, 0x0c, 12]),
  end(0),
);

describe('GENMOD', () => {
  it('makes a MODULE with the program and its load map, which runs, loads and is listed', () => {
    const rig = cmsRig([POINTS, RETURN9]);
    expect(
      session(
        rig,
        'load points',
        'genmod',
        'load return9',
        'points',
        'loadmod points',
        'start',
        'modmap points',
        'include return9',
        'start return9',
      ),
    ).to.deep.equal([
      '> load points',
      READY,
      '> genmod',
      READY,
      '> load return9',
      READY,
      '> points',
      readyRc('00033'),
      '> loadmod points',
      READY,
      '> start',
      'DMSLIO740I Execution begins...',
      readyRc('00033'),
      '> modmap points',
      'NAME      LOCATION',
      'POINTS    020000',
      'DATA      020010',
      READY,
      '> include return9',
      READY,
      '> start return9',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
    ]);
  });

  it('takes part of the program, without a map, into the transient area, or clears up behind it', () => {
    const rig = cmsRig([POINTS, RETURN9]);
    expect(
      session(
        rig,
        'load return9 points',
        'genmod part (from points nomap clean',
        'modmap part',
        'load return9 (origin trans',
        'genmod trans (system',
        'trans',
        'listfile trans module (format noheader',
        'load return9 points (origin 20000',
        'genmod part2 (from points to return9',
        'genmod part3 (from nothere',
        'genmod a b',
        'genmod a module 1',
      ).filter((line) => !line.startsWith('> ')),
    ).to.deep.equal([
      READY,
      READY,
      'DMSMDP018E No load map available',
      readyRc('00040'),
      READY,
      READY,
      readyRc('00009'),
      'TRANS    MODULE   A1 F          8',
      READY,
      READY,
      'DMSMOD084E Invalid use of FROM and TO options',
      readyRc('00024'),
      'DMSMOD021E Entry point NOTHERE not found',
      readyRc('00040'),
      'DMSMOD032E Invalid filetype B',
      readyRc('00024'),
      'DMSMOD048E Invalid filemode 1',
      readyRc('00024'),
    ]);
  });

  it('has nothing to do before anything is loaded', () => {
    const rig = cmsRig([{ name: 'BAD', type: 'MODULE', lines: ['NO MODULE'] }]);
    const lines = session(rig, 'genmod x', 'loadmod nosuch', 'loadmod bad', 'bad', 'modmap bad');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSMOD040E No files loaded',
      'DMSMOD002E File NOSUCH MODULE * not found',
      'DMSMOD056E File BAD MODULE A1 contains invalid module formats',
      'DMSMOD056E File BAD MODULE A1 contains invalid module formats',
      'DMSMDP018E No load map available',
    ]);
  });
});

describe('DEBUG of a program that was loaded', () => {
  it('stops at breakpoints, shows and changes registers and storage, and goes on', () => {
    const rig = cmsRig([RETURN9]);
    const lines = session(
      rig,
      'load return9',
      'debug',
      'break 1 20004',
      'break 2 20003',
      'x 20004 2',
      'return',
      'start',
      'gpr 15',
      'psw',
      'x 20004 2',
      'set gpr 15 00000021',
      'go',
      'start',
    );
    expect(lines.filter((line) => !line.startsWith('> '))).to.deep.equal([
      READY,
      'DMSDBG728I DEBUG entered',
      'Invalid operand',
      '00E1',
      READY,
      'DMSLIO740I Execution begins...',
      'DMSDBG728I DEBUG entered breakpoint 01 at 020004',
      '00000009',
      'FFE40001 40020004',
      '07FE',
      readyRc('00033'),
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
    ]);
  });
});

describe('NUCXLOAD', () => {
  it('keeps a relocated MODULE in free storage until it is dropped', () => {
    const rig = cmsRig([POINTS, RETURN9]);
    const lower = (): number => rig.storage.word(0x514)!;
    rig.run();
    const before = lower();
    const lines = session(
      rig,
      'load points (rldsave',
      'genmod',
      'load return9',
      'genmod',
      'nucxload point points',
      'load return9',
      'point',
      'nucxload point points',
      'nucxload sys points (system',
      'hx',
      'point',
      'sys',
      'nucxload return9',
      'nucxload nosuch',
      'nucxload return9 (servant',
      'nucxdrop sys',
    );
    expect(lines.filter((line) => !line.startsWith('> ') && line !== READY)).to.deep.equal([
      readyRc('00033'),
      readyRc('00001'),
      readyRc('00033'),
      readyRc('00033'),
      'DMSMOD056E File RETURN9 MODULE A1 contains invalid module formats'.replace('MOD', 'NXL'),
      readyRc('00032'),
      'DMSNXL002E File NOSUCH MODULE * not found',
      readyRc('00028'),
      'DMSNXL003E Invalid option: SERVANT',
      readyRc('00024'),
    ]);
    session(rig, 'nucxdrop point');
    expect(lower()).to.equal(before);
  });
});

describe('RUN', () => {
  it('starts what there is by that name', () => {
    const rig = cmsRig([
      RETURN9,
      { name: 'SAYS', type: 'EXEC', lines: ['&TYPE &1 &2', '&EXIT 3'] },
    ]);
    expect(
      session(rig, 'run return9', 'run says (a b', 'run nosuch', 'run says script'),
    ).to.deep.equal([
      '> run return9',
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
      '> run says (a b',
      'A B',
      readyRc('00003'),
      '> run nosuch',
      'DMSRUN002E File NOSUCH * * not found',
      readyRc('00028'),
      '> run says script',
      'DMSRUN032E Invalid filetype SCRIPT',
      readyRc('00024'),
    ]);
  });
});

describe('TXTLIB', () => {
  const CALLS = textFile(
    'CALLS',
    esd(['SD', 'CALLS', 1, 0, 16], ['ER', 'INNER', 2]),
    // L 15,8(,12) / BR 15 / A(INNER)
    txt(1, 0, Uint8Array.from([0x58, 0xf0, 0xc0, 0x08, 7, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    rld([2, 1, 0x0c, 8]),
    end(0),
  );
  const OUTER = textFile(
    'OUTER',
    esd(['SD', 'SECT', 1, 0, 16], ['LD', 'INNER', 1, 4]),
    txt(1, 0, Uint8Array.from([7, 0xfe, 0, 0, 0x41, 0xf0, 0, 77, 7, 0xfe])),
    end(),
    statement(' ALIAS OTHER'),
    statement(' NAME OUTER(R)'),
  );

  it('names members after their files when that is asked for', () => {
    const rig = cmsRig([OUTER]);
    const lines = session(
      rig,
      'copyfile outer text a first text a',
      'txtlib gen mylib first (filename',
      'txtlib map mylib (term',
      'txtlib del mylib first',
      'txtlib gen mylib first (term',
    );
    expect(lines.filter((line) => !/^(?:> |Ready;)/.test(line))).to.deep.equal([
      ...['ENTRY     INDEX', 'FIRST         2', 'SECT          2', 'INNER         2'],
      'OTHER         2',
      '4 ENTRIES IN LIBRARY',
      'DMSLBT003E Invalid option: TERM',
      readyRc('00024'),
    ]);
  });

  it('makes, changes and lists libraries, and LOAD finds entry points in them', () => {
    const rig = cmsRig([CALLS, OUTER, RETURN9]);
    expect(
      session(
        rig,
        'txtlib gen mylib outer nosuch',
        'txtlib add mylib return9',
        'txtlib map mylib (term',
        'erase outer text',
        'erase return9 text',
        'global txtlib mylib',
        'load calls (start',
        'load return9 (start',
        'load calls (nolibe',
        'txtlib del mylib inner',
        'txtlib del mylib outer',
        'txtlib map mylib (term',
        'txtlib del mylib return9',
        'txtlib map mylib',
      ).filter((line) => !line.startsWith('> ')),
    ).to.deep.equal([
      'DMSLBT002W File NOSUCH TEXT not found',
      readyRc('00004'),
      READY,
      'ENTRY     INDEX',
      'OUTER         2',
      'SECT          2',
      'INNER         2',
      'OTHER         2',
      'RETURN9       7',
      '5 ENTRIES IN LIBRARY',
      READY,
      READY,
      READY,
      READY,
      'DMSLIO740I Execution begins...',
      readyRc('00077'),
      'DMSLIO740I Execution begins...',
      readyRc('00009'),
      'DMSLIO201W The following names are undefined:',
      ' INNER',
      readyRc('00004'),
      'DMSLBT013W Member INNER not found in library MYLIB',
      readyRc('00004'),
      READY,
      'ENTRY     INDEX',
      'RETURN9       2',
      '1 ENTRIES IN LIBRARY',
      READY,
      READY,
      'DMSLBT002E File MYLIB TXTLIB not found',
      readyRc('00028'),
    ]);
  });

  it('says what is wrong', () => {
    const rig = cmsRig([
      { name: 'BROKEN', type: 'TXTLIB', lines: ['LIBPDS'], fixedLength: 80 },
      textFile('NONAME', end()),
      RETURN9,
    ]);
    const lines = session(
      rig,
      'txtlib',
      'txtlib what',
      'txtlib gen',
      'txtlib gen x',
      'txtlib del broken',
      'txtlib map broken',
      'txtlib gen x noname',
      'txtlib gen b*d return9',
      'global txtlib broken',
      'load return9',
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSLBT047E No function specified',
      'DMSLBT014E Invalid keyword WHAT',
      'DMSLBT046E No library name specified',
      'DMSLBT001E No filename specified',
      'DMSLBT005E No member name specified',
      'DMSLBT056E File BROKEN TXTLIB A1 contains invalid library formats',
      'DMSLBT056E File NONAME TEXT contains invalid name formats',
      'DMSLBT213W Library X TXTLIB not created',
      'DMSLBT062E Invalid character * in fileid B*D TXTLIB A',
      'DMSLIO056E File BROKEN TXTLIB A1 contains invalid library formats',
    ]);
  });

  it('writes its map on disk and printer', () => {
    const guest = fakeGuest({ A: memoryDisk(0x191, buildDisk(1000, 1024, 'T', [RETURN9], NOW)) });
    const run = (line: string) => runCommand(guest, [...fileCommands, ...loaderCommands], line);
    expect(run('TXTLIB GEN L RETURN9').rc).to.equal(0);
    expect(run('TXTLIB MAP L').rc).to.equal(0);
    expect(run('TYPE L MAP A').lines.slice(1)).to.deep.equal([
      'ENTRY     INDEX',
      'RETURN9       2',
      '1 ENTRIES IN LIBRARY',
    ]);
    expect(run('TXTLIB MAP L (PRINT').rc).to.equal(0);
    expect(guest.written.map((one) => fromEbcdic(one.data))[1]).to.equal('RETURN9       2');
    expect(guest.cpCommands).to.deep.equal(['CLOSE 00E']);
  });
});
