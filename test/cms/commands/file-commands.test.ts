/** Scenario tables of the file commands: what is typed, what comes back, what is on the disk after. */
import { expect } from 'chai';
import { toEbcdic, fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fileCommands, fileQueries } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry, listEntries } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { takeStacked } from '../../../src/cms/program-stack.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const many = Array.from({ length: 500 }, (_, i) => `record number ${i + 1}`);
const onA: readonly SourceFile[] = [
  { name: 'PROFILE', type: 'EXEC', lines: ['/* profile */', 'say hello'] },
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'Beta  ', 'gamma'] },
  { name: 'FIXED', type: 'DATA', lines: ['one', 'two', 'three'], fixedLength: 80 },
  { name: 'LONG', type: 'LISTING', lines: many },
];
const onS: readonly SourceFile[] = [
  { name: 'SYSTEM', type: 'EXEC', modeNumber: 2, lines: ['system'] },
  { name: 'HIDDEN', type: 'EXEC', modeNumber: 0, lines: ['private'] },
];

function guest(): FakeGuest {
  const a = memoryDisk(0x191, buildDisk(4000, 1024, 'ALI191', onA, now));
  const b = memoryDisk(0x192, buildDisk(4000, 512, 'ALI192', [], now));
  const s = memoryDisk(0x190, buildDisk(800, 4096, 'CMS190', onS, now), true);
  return fakeGuest({ A: a, B: b, S: s });
}

function content(disk: MemoryDisk, name: string, type: string): string[] | undefined {
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type);
  return entry === undefined
    ? undefined
    : readRecords(volume, disk, entry).map((record) => fromEbcdic(record));
}

function names(disk: MemoryDisk): string[] {
  return listEntries(mountVolume(disk)!, '*', '*').entries.map((e) => `${e.name} ${e.type}`);
}

const run = (g: FakeGuest, line: string): { rc: number; lines: readonly string[] } => {
  const before = [...g.disks.values()].map((disk) => disk.image.slice());
  const outcome = runCommand(g, fileCommands, line);
  for (const disk of g.disks.values()) expect(checkDisk(disk)).to.deep.equal([]);
  if (outcome.rc >= 20) {
    // a fault leaves every directory as it was
    [...g.disks.values()].forEach((disk, i) => {
      expect(names(disk)).to.deep.equal(names(memoryDisk(disk.device, before[i]!)));
    });
  }
  return outcome;
};

/** Lines that are refused: rc and first line of the answer. */
const refused: readonly (readonly [string, number, string])[] = [
  ['LISTFILE NONE SUCH A', 28, 'DMSLST002E File NONE SUCH A not found'],
  ['LISTFILE * * Q', 36, 'DMSLST069E Filemode Q not accessed'],
  ['LISTFILE * * (FOO', 24, 'DMSLST003E Invalid option: FOO'],
  ['LISTFILE * * AA', 24, 'DMSLST048E Invalid filemode AA'],
  ['LISTFILE A?B * A', 20, 'DMSLST020E Invalid character ? in fileid A?B * A'],
  ['LISTFILE * * A (HEADER NOHEADER', 24, 'DMSLST066E HEADER and NOHEADER are conflicting options'],
  ['TYPE NONE SUCH', 28, 'DMSTYP002E File NONE SUCH * not found'],
  ['TYPE REPORT', 24, 'DMSTYP054E Incomplete fileid specified'],
  ['TYPE REPORT * A', 20, 'DMSTYP062E Invalid character * in fileid REPORT * A'],
  ['TYPE REPORT DATA A 9', 24, 'DMSTYP049E Invalid line number 9'],
  ['TYPE REPORT DATA A (COL 5-2', 24, 'DMSTYP211E Column fields out of sequence'],
  ['ERASE NONE SUCH A', 28, 'DMSERS002E File NONE SUCH A not found'],
  ['ERASE SYSTEM EXEC S', 36, 'DMSERS037E Filemode S(190) is accessed as read/only'],
  ['ERASE * *', 24, 'DMSERS073E No filemode specified'],
  ['ERASE * * A', 24, 'DMSERS071E ERASE * * A not allowed'],
  ['ERASE * * *', 24, 'DMSERS071E ERASE * * * not allowed'],
  ['ERASE REPORT', 24, 'DMSERS054E Incomplete fileid specified'],
  ['ERASE REPORT DATA Q', 36, 'DMSERS069E Filemode Q not accessed'],
  ['RENAME REPORT DATA A FIXED DATA A', 28, 'DMSRNM024E File FIXED DATA A1 already exists'],
  ['RENAME REPORT DATA A = = =', 24, 'DMSRNM019E Identical fileids'],
  ['RENAME REPORT DATA A NEW', 24, 'DMSRNM054E Incomplete fileid specified'],
  ['RENAME REPORT DATA A NEW DATA B', 24, 'DMSRNM051E Invalid mode change'],
  ['RENAME REPORT DATA A * DATA A', 20, 'DMSRNM062E Invalid character * in fileid * DATA A'],
  ['RENAME SYSTEM EXEC S X EXEC S', 36, 'DMSRNM037E Filemode S(190) is accessed as read/only'],
  ['RENAME * DATA A SAME DATA A', 28, 'DMSRNM024E File SAME DATA A1 already exists'],
  ['COPYFILE', 24, 'DMSCPY042E No fileid specified'],
  ['COPYFILE REPORT DATA', 24, 'DMSCPY054E Incomplete fileid specified'],
  ['COPYFILE NONE SUCH A NEW DATA A', 28, 'DMSCPY002E File NONE SUCH A not found'],
  [
    'COPYFILE REPORT DATA A FIXED DATA A',
    28,
    'DMSCPY024E File FIXED DATA A1 already exists; specify REPLACE option',
  ],
  ['COPYFILE REPORT DATA A = = S', 36, 'DMSCPY037E Filemode S(190) is accessed as read/only'],
  ['COPYFILE REPORT DATA A = = Q', 36, 'DMSCPY069E Filemode Q not accessed'],
  ['COPYFILE REPORT DATA A * DATA B', 20, 'DMSCPY062E Invalid character * in fileid * DATA B'],
  [
    'COPYFILE REPORT DATA A = = B (RECFM X',
    24,
    'DMSCPY029E Invalid parameter X in the option RECFM field',
  ],
  ['COPYFILE REPORT DATA A = = B (LRECL', 24, 'DMSCPY050E Parameter missing after LRECL'],
  [
    'COPYFILE REPORT DATA A = = B (FROM 9',
    32,
    'DMSCPY156E FROM 9 not found--file REPORT DATA A1 has only 3 records',
  ],
  [
    'COPYFILE REPORT DATA A = = B (REPLACE APPEND',
    24,
    'DMSCPY066E REPLACE and APPEND are conflicting options',
  ],
  [
    'COPYFILE REPORT DATA A = = B (FRLABEL zzz',
    32,
    'DMSCPY157E Label ZZZ not found in file REPORT DATA A1',
  ],
  ['STATE NONE SUCH *', 28, 'DMSSTT002E File NONE SUCH * not found'],
  ['STATE REPORT', 24, 'DMSSTT054E Incomplete fileid specified'],
  ['STATE REPORT DA?A A', 20, 'DMSSTT020E Invalid character ? in fileid REPORT DA?A A'],
  ['STATEW SYSTEM EXEC *', 28, 'DMSSTT002E File SYSTEM EXEC * not found'],
  ['STATE HIDDEN EXEC S', 28, 'DMSSTT002E File HIDDEN EXEC S not found'],
  ['ACCESS 999 C', 100, 'DMSACP113S C(999) not attached or invalid device address'],
  ['ACCESS XYZ C', 24, 'DMSACC017E Invalid device address XYZ'],
  ['ACCESS 192 CC', 24, 'DMSACC048E Invalid filemode CC'],
  ['ACCESS 192 C/Q', 24, ''],
  ['RELEASE Q', 36, 'DMSARE069E Filemode Q not accessed'],
  ['RELEASE', 24, 'DMSARE028E No device specified'],
  ['RELEASE S', 24, 'DMSARE048E Invalid filemode S'],
];

describe('file commands', () => {
  for (const [line, rc, text] of refused) {
    it(`refuses ${line}`, () => {
      const outcome = run(guest(), line);
      if (text === '') expect(outcome.rc).to.be.greaterThan(20);
      else expect({ rc: outcome.rc, line: outcome.lines[0] }).to.deep.equal({ rc, line: text });
    });
  }

  it('lists files with as much as is asked for', () => {
    const g = guest();
    expect(run(g, 'LISTFILE').lines).to.deep.equal([
      'FIXED    DATA     A1',
      'LONG     LISTING  A1',
      'PROFILE  EXEC     A1',
      'REPORT   DATA     A1',
    ]);
    expect(run(g, 'L * DATA A (D').lines).to.deep.equal([
      'FILENAME FILETYPE FM FORMAT LRECL       RECS     BLOCKS     DATE     TIME',
      'FIXED    DATA     A1 F         80          3          1  2/03/26  4:05:06',
      'REPORT   DATA     A1 V          6          3          1  2/03/26  4:05:06',
    ]);
    expect(run(g, 'LISTFILE R* D%TA * (LABEL NOHEADER').lines).to.deep.equal([
      'REPORT   DATA     A1 V          6          3          1  2/03/26  4:05:06 ALI191',
    ]);
    expect(run(g, 'LISTFILE * EXEC *').lines).to.deep.equal([
      'PROFILE  EXEC     A1',
      'SYSTEM   EXEC     S2',
    ]);
    expect(run(g, 'LISTFILE * DATA A (STACK').rc).to.equal(0);
    expect(takeStacked(g.cms.stack)).to.equal('FIXED    DATA     A1');
    expect(run(g, 'LISTFILE * DATA A (EXEC').rc).to.equal(0);
    expect(run(g, 'LISTFILE P* EXEC A (APPEND').rc).to.equal(0);
    const made = content(g.disks.get(0x191)!, 'CMS', 'EXEC')!;
    expect(made.map((line) => line.trimEnd())).to.deep.equal([
      ' &1 &2 FIXED    DATA     A1',
      ' &1 &2 REPORT   DATA     A1',
      ' &1 &2 PROFILE  EXEC     A1',
    ]);
  });

  it('types files, ranges, columns and hexadecimal', () => {
    const g = guest();
    expect(run(g, 'TYPE REPORT DATA').lines).to.deep.equal(['', 'alpha', 'Beta', 'gamma']);
    expect(run(g, 'T LONG LISTING A 499').lines).to.deep.equal([
      '',
      'record number 499',
      'record number 500',
    ]);
    expect(run(g, 'TYPE LONG LISTING A 3 4 (COL 8-13').lines).to.deep.equal([
      '',
      'number',
      'number',
    ]);
    expect(run(g, 'TYPE REPORT DATA A 1 1 (HEX').lines).to.deep.equal([
      '',
      'RECORD 1 LENGTH= 5',
      '81939788 81',
      '',
    ]);
    expect(run(g, 'TYPE LONG LISTING').lines).to.have.length(501);
  });

  it('copies, joins, converts', () => {
    const g = guest();
    const a = g.disks.get(0x191)!;
    const b = g.disks.get(0x192)!;
    expect(run(g, 'COPYFILE LONG LISTING A = = B')).to.deep.equal({ rc: 0, lines: [] });
    expect(content(b, 'LONG', 'LISTING')).to.deep.equal(many);
    expect(run(g, 'COPY REPORT DATA A FIXED DATA A BOTH DATA B (TYPE').lines).to.deep.equal([
      'DMSCPY721I Copy REPORT DATA A1 to BOTH DATA B1 new file',
      'DMSCPY721I Copy FIXED DATA A1 append BOTH DATA B1 old file',
    ]);
    expect(content(b, 'BOTH', 'DATA')!.map((line) => line.trimEnd())).to.deep.equal([
      'alpha',
      'Beta',
      'gamma',
      'one',
      'two',
      'three',
    ]);
    expect(run(g, 'COPYFILE REPORT DATA A (RECFM F LRECL 10 FILL . UPCASE').rc).to.equal(0);
    expect(content(a, 'REPORT', 'DATA')).to.deep.equal(['ALPHA.....', 'BETA  ....', 'GAMMA.....']);
    expect(run(g, 'COPYFILE FIXED DATA A SHORT = = (RECFM V TRUNC').rc).to.equal(0);
    expect(content(a, 'SHORT', 'DATA')).to.deep.equal(['one', 'two', 'three']);
    expect(run(g, 'COPYFILE SHORT DATA A LONG LISTING B (APPEND').rc).to.equal(0);
    expect(content(b, 'LONG', 'LISTING')!.slice(499)).to.deep.equal([
      many[499],
      'one',
      'two',
      'three',
    ]);
    expect(run(g, 'COPYFILE LONG LISTING A PART = = (FROM 10 FOR 2').rc).to.equal(0);
    expect(content(a, 'PART', 'LISTING')).to.deep.equal(many.slice(9, 11));
    expect(run(g, 'COPYFILE * DATA A = SAVE B').rc).to.equal(0);
    expect(names(b)).to.include.members(['FIXED SAVE', 'REPORT SAVE', 'SHORT SAVE']);
    expect(run(g, 'COPYFILE LONG LISTING A = = B (REPLACE OLDDATE').rc).to.equal(0);
    expect(findEntry(mountVolume(b)!, 'LONG', 'LISTING')!.written).to.deep.equal(now);
    expect(run(g, 'COPYFILE LONG LISTING A (LOWCASE').rc).to.equal(0);
  });

  it('renames and erases', () => {
    const g = guest();
    const a = g.disks.get(0x191)!;
    expect(run(g, 'RENAME REPORT DATA A NEWNAME = =').rc).to.equal(0);
    expect(content(a, 'NEWNAME', 'DATA')).to.deep.equal(['alpha', 'Beta  ', 'gamma']);
    expect(run(g, 'RENAME * DATA A = OLD A2 (TYPE').lines).to.deep.equal([
      'FIXED OLD A2',
      'NEWNAME OLD A2',
    ]);
    expect(run(g, 'ERASE * OLD A').lines).to.deep.equal(['FIXED OLD A2', 'NEWNAME OLD A2']);
    expect(run(g, 'ERASE LONG LISTING').rc).to.equal(0);
    expect(names(a)).to.deep.equal(['PROFILE EXEC']);
    expect(run(g, 'STATE PROFILE EXEC A').rc).to.equal(0);
    expect(run(g, 'STATEW * EXEC *').rc).to.equal(0);
  });

  it('erases a disk that is accessed with ERASE, all at once and durably', () => {
    const g = guest();
    expect(run(g, 'LISTFILE * * A').rc).to.equal(0);
    expect(run(g, 'ACCESS 191 D (ERASE')).to.deep.equal({
      rc: 0,
      lines: ['DMSACP726I 191 A released'],
    });
    expect(run(g, 'LISTFILE * * D').rc).to.equal(28);
    expect(run(g, 'ACCESS 191 A').rc).to.equal(0);
    expect(run(g, 'LISTFILE * * A').rc).to.equal(28);
    expect(run(g, 'ACCESS 191 A (ERASE').rc).to.equal(0);
    expect(run(g, 'ACCESS 190 C (ERASE')).to.deep.equal({
      rc: 36,
      lines: ['DMSACC037E Filemode C(190) is accessed as read/only'],
    });
    expect(run(g, 'LISTFILE * * S').rc).to.equal(0);
    expect(run(g, 'ACCESS 192 C/A (ERASE').rc).to.equal(36);
  });

  it('accesses, extends and releases disks', () => {
    const g = guest();
    expect(run(g, 'ACCESS 192 Z')).to.deep.equal({ rc: 0, lines: ['DMSACP726I 192 B released'] });
    expect(run(g, 'ACCESS 192 C/A')).to.deep.equal({
      rc: 0,
      lines: ['DMSACC725I 192 also = Z', 'DMSACP723I C/A (192) R/O'],
    });
    expect(run(g, 'RELEASE Z')).to.deep.equal({ rc: 0, lines: [] });
    expect(run(g, 'ACCESS 190 A').lines).to.deep.equal([
      'DMSACC724I 190 replaces A (191)',
      'DMSACC725I 190 also = S',
      'DMSACP723I A (190) R/O',
    ]);
    expect(run(g, 'ACCESS').lines).to.deep.equal(['DMSACC724I 191 replaces A (190)']);
    expect(run(g, 'RELEASE 192 (DET').rc).to.equal(0);
    expect(g.cpCommands).to.deep.equal(['DETACH 192']);
    g.disks.set(0x300, memoryDisk(0x300, new Uint8Array(512 * 100)));
    expect(run.bind(undefined, g, 'ACCESS 300 D')).to.throw(); // the checker finds no label there
    expect(runCommand(g, fileCommands, 'ACCESS 300 D')).to.deep.equal({
      rc: 100,
      lines: ['DMSACP112S D(300) device error'],
    });
  });

  it('answers QUERY DISK, SEARCH and ACCESSED', () => {
    const g = guest();
    const table = fileQueries.map((subject) => ({
      name: 'QUERY',
      minimum: 1,
      subject: subject.name,
      start: subject.run.bind(subject),
    }));
    const query = (line: string): readonly string[] =>
      runCommand(
        g,
        table.filter((one) => one.subject === line.split(' ')[1]),
        line,
      ).lines;
    expect(query('QUERY DISK A')).to.deep.equal([
      'LABEL  VDEV M  STAT   CYL TYPE BLKSZ   FILES  BLKS USED-(%) BLKS LEFT  BLK TOTAL',
      'ALI191 191  A   R/W    FB 9336 1024        4         18-01       1982       2000',
    ]);
    expect(query('QUERY SEARCH')).to.deep.equal([
      'ALI191 191  A     R/W',
      'ALI192 192  B     R/W',
      'CMS190 190  S     R/O',
    ]);
    expect(query('QUERY ACCESSED')).to.deep.equal([
      'Mode   Stat     Files  Vdev  Label/Directory',
      'A      R/W         4  191   ALI191',
      'B      R/W         0  192   ALI192',
      'S      R/O         2  190   CMS190',
    ]);
    expect(query('QUERY DISK Q')).to.deep.equal(['DMSQRY069E Filemode Q not accessed']);
    expect(query('QUERY DISK MAX')[1]).to.match(/^ALI19\d/);
    expect(query('QUERY DISK MAX')).to.have.length(2);
  });

  it('says when a disk is full, cannot be written or is gone, and changes nothing', () => {
    const g = guest();
    const small = memoryDisk(0x193, buildDisk(24, 512, 'SMALL', [], now));
    g.disks.set(0x193, small);
    expect(run(g, 'ACCESS 193 C').rc).to.equal(0);
    for (let i = 0; i < 3; i++) {
      expect(run(g, 'COPYFILE LONG LISTING A = = C')).to.deep.equal({
        rc: 100,
        lines: ['DMSCPY107S Disk C(193) is full'],
      });
    }
    expect(names(small)).to.deep.equal([]);
    expect(run(g, 'COPYFILE REPORT DATA A = = C').rc).to.equal(0);
    for (let block = 3; block < small.blocks; block++) small.bad.add(block);
    expect(runCommand(g, fileCommands, 'COPYFILE REPORT DATA A X = C')).to.deep.equal({
      rc: 100,
      lines: ['DMSCPY105S Error 3 writing file C(193) on disk'],
    });
    g.disks.delete(0x193);
    expect(run(g, 'TYPE REPORT DATA C')).to.deep.equal({
      rc: 100,
      lines: ['DMSTYP113S C(193) not attached or invalid device address'],
    });
  });

  it('never lets a step take more than its share', () => {
    const g = guest();
    const big = memoryDisk(
      0x195,
      buildDisk(
        40000,
        512,
        'BIG',
        [
          {
            name: 'BIG',
            type: 'DATA',
            records: Array.from({ length: 5000 }, (_, i) => toEbcdic(`${i}`.padEnd(1000))),
          },
        ],
        now,
      ),
    );
    g.disks.set(0x195, big);
    run(g, 'ACCESS 195 D');
    g.steps = 0;
    expect(run(g, 'COPYFILE BIG DATA D COPY = =').rc).to.equal(0);
    expect(g.steps).to.be.greaterThan(40);
    expect(run(g, 'ERASE BIG DATA D').rc).to.equal(0);
    expect(content(big, 'COPY', 'DATA')).to.have.length(5000);
    expect(g.longest).to.be.at.most(2000);
  });
});
