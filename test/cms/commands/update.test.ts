/** UPDATE: one update file, many by a control file, and each of its messages. */
import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { STACK_LIMIT, takeStacked } from '../../../src/cms/program-stack.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

/** A line with a number in columns 73 to 80. */
const line = (text: string, number: number | string): string =>
  text.padEnd(72) + String(number).padStart(8, '0');
const cards = (name: string, type: string, ...lines: string[]): SourceFile => ({
  ...{ name, type, lines, fixedLength: 80 },
});
const SOURCE = ['a', 'b', 'c', 'd'].map((text, i) => line(text, (i + 1) * 1000));

function guest(...files: SourceFile[]): FakeGuest {
  const all = files.some(({ type }) => type === 'ASSEMBLE')
    ? files
    : [cards('FOO', 'ASSEMBLE', ...SOURCE), ...files];
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(8000, 1024, 'A', all, now)) });
}

function run(g: FakeGuest, text: string): { rc: number; lines: readonly string[] } {
  const out = runCommand(g, fileCommands, text);
  expect(checkDisk(g.disks.get(0x191)!)).to.deep.equal([]);
  return out;
}

/** Records of a file: what is in it and the last eight columns. */
function records(g: FakeGuest, name: string, type = 'ASSEMBLE'): string[] | undefined {
  const disk = g.disks.get(0x191)!;
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, type);
  if (entry === undefined) return undefined;
  return readRecords(volume, disk, entry).map((one) => fromEbcdic(one).replace(/ {2,}/g, ' '));
}

/** What an update makes of the source, with its warnings. */
function updated(options: string, ...lines: string[]): [number, readonly string[], string[]] {
  const g = guest(cards('FOO', 'UPDATE', ...lines));
  const { rc, lines: typed } = run(g, `update foo (${options}`);
  expect(typed.slice(0, 2)).to.deep.equal([
    "DMSUPD178I Updating 'FOO ASSEMBLE A1'",
    "DMSUPD178I Applying 'FOO UPDATE A1'",
  ]);
  expect(records(g, 'FOO')).to.have.length(4);
  return [rc, typed.slice(2), records(g, '$FOO')!];
}

/** A warning with the line that tells how bad it is. */
const warned = (rc: number, ...texts: string[]): readonly string[] => [
  ...texts,
  `DMSUPD177I Warning messages issued (severity=${String(rc).padStart(2, '0')})`,
];

const [A, B, C, D] = ['a 00001000', 'b 00002000', 'c 00003000', 'd 00004000'] as [
  ...[string, string, string, string],
];

describe('UPDATE with one update file', () => {
  it('inserts, deletes, replaces and numbers', () => {
    expect(updated('', './ I 1000', 'x', './ D 2000 3000', './ R 4000 $', 'y', 'z')).to.deep.equal([
      ...[0, [], [A, 'x ********', 'y 00004100', 'z 00004200']],
    ]);
    expect(updated('INC', './ * x', './ I 0', line('x', 10), './ D 4000')[2]).to.deep.equal([
      ...['x 00000010', A, B, C],
    ]);
    expect(updated('', './ R 2000 3000 $ 2001 5', 'x', 'y')[2]).to.deep.equal([
      ...[A, 'x 00002001', 'y 00002006', D],
    ]);
    expect(updated('', './ S', './ I 1000', 'x')[2].slice(1, 3)).to.deep.equal([
      ...['x 00002000', 'b 00003000'],
    ]);
    expect(updated('NOSEQ8', './ S 5 5 ABCD', './ D 1000')[2]).to.deep.equal([
      ...['b ABC00005', 'c ABC00010', 'd ABC00015'],
    ]);
    expect(updated('NOSEQ8', './ I 1000 $', 'x')[2][1]).to.equal('x FOO01100');
  });

  it('leaves alone records without numbers unless they are within a range', () => {
    const source = [SOURCE[0]!, 'blank', SOURCE[1]!, 'too', SOURCE[2]!];
    const g = guest(
      cards('FOO', 'ASSEMBLE', ...source),
      cards('FOO', 'UPDATE', './ D 1000', './ D 2000 3000'),
    );
    expect(run(g, 'update foo').rc).to.equal(0);
    expect(records(g, '$FOO')!.map((one) => one.trim())).to.deep.equal(['blank']);
  });

  it('keeps a log on the disk or prints it, and replaces the source with REP', () => {
    const g = guest(cards('FOO', 'UPDATE', './ D 1000'));
    expect(run(g, 'update foo assemble a foo update a (rep')).to.have.property('rc', 0);
    expect(records(g, 'FOO')).to.deep.equal([B, C, D]);
    expect(records(g, '$FOO')).to.equal(undefined);
    expect(records(g, 'FOO', 'UPDLOG')!.slice(2)).to.deep.equal([
      'STATEMENT ./ D 1000 ',
      'DELETED a 00001000',
    ]);
    const other = guest(cards('FOO', 'UPDATE', './ D 1000'));
    expect(run(other, 'update foo (print noterm')).to.deep.equal({ rc: 0, lines: [] });
    expect(records(other, 'FOO', 'UPDLOG')).to.equal(undefined);
    expect(other.written).to.have.length(4);
    expect(other.cpCommands).to.deep.equal(['CLOSE 00E']);
    expect(records(other, '$FOO')).to.have.length(3);
  });

  it('warns of what does not fit, and goes on', () => {
    expect(updated('', './ I 9000', 'x')).to.deep.equal([
      12,
      warned(
        12,
        "DMSUPD010W Premature EOF on file 'FOO ASSEMBLE A1'--sequence number '00009000' not found",
      ),
      [A, B, C, D],
    ]);
    expect(updated('INC', './ I 2000', line('x', 1500))).to.deep.equal([
      8,
      warned(8, "DMSUPD174W Sequence error introduced in output file: '00002000' to '00001500'"),
      [A, B, 'x 00001500', C, D],
    ]);
    expect(updated('', './ S 99999998 1')).to.deep.equal([
      8,
      warned(8, "DMSUPD176W Sequencing overflow following sequence number '99999999'"),
      ['a 99999998', 'b 99999999', 'c ********', 'd ********'],
    ]);
    expect(updated('', './ I 1000 $ 1500 0', 'x').slice(0, 2)).to.deep.equal([
      ...[8, warned(8, 'DMSUPD182W Sequence increment is zero')],
    ]);
    expect(updated('', './ D 1000', './ S')).to.deep.equal([
      ...[12, warned(12, "DMSUPD184W './ S' not first card in update file--ignored"), [B, C, D]],
    ]);
    expect(updated('', './ D 10x')).to.deep.equal([
      ...[12, warned(12, "DMSUPD185W Invalid character in sequence field '10x'"), [A, B, C, D]],
    ]);
    expect(updated('', './ D 1500')).to.deep.equal([
      ...[12, warned(12, "DMSUPD186W Sequence number '00001500' not found"), [A, B, C, D]],
    ]);
    expect(updated('', './ D 2000', './ I 1000', 'x')).to.deep.equal([
      ...[12, warned(12, "DMSUPD186W Sequence number '00001000' not found"), [A, C, D]],
    ]);
    for (const bad of ['./ X', 'text', './ D', './ R 200 100', './ D 1 $ 1', './ I 1 2']) {
      expect(updated('', bad), bad).to.deep.equal([
        ...[12, warned(12, 'DMSUPD207W Invalid update file control card'), [A, B, C, D]],
      ]);
    }
    const g = guest(
      cards('FOO', 'ASSEMBLE', line('a', 2), line('b', 1), line('c', '1C')),
      cards('FOO', 'UPDATE', './ * nothing'),
    );
    expect(run(g, 'update foo (rep').lines.slice(2)).to.deep.equal([
      "DMSUPD210W Input file sequence error: '00000002' to '00000001'",
      "DMSUPD185W Invalid character in sequence field '0000001C'",
      'DMSUPD177I Warning messages issued (severity=12); REP option ignored',
    ]);
    expect(records(g, '$FOO')).to.have.length(3);
  });

  it('refuses what it cannot do', () => {
    const short = { name: 'SHORT', type: 'ASSEMBLE', lines: ['x'] };
    const g = guest(cards('FOO', 'ASSEMBLE', ...SOURCE), short);
    for (const [text, rc, message] of [
      ['update', 24, 'DMSUPD001E No filename specified'],
      ['update bar', 28, 'DMSUPD002E File BAR ASSEMBLE A not found'],
      ['update foo', 28, 'DMSUPD002E File FOO UPDATE A not found'],
      ['update foo (ctl', 28, 'DMSUPD002E File FOO CNTRL A not found'],
      ['update foo (frob', 24, 'DMSUPD003E Invalid option: FROB'],
      [
        'update short',
        32,
        'DMSUPD007E File SHORT ASSEMBLE A1 does not have records of 80 characters',
      ],
      ['update foo assemble 7', 24, 'DMSUPD048E Invalid filemode 7'],
      ['update foo (rep rep', 24, 'DMSUPD065E REP option specified twice'],
      ['update foo (rep norep', 24, 'DMSUPD066E REP and NOREP are conflicting options'],
      ['update foo (ctl noinc', 24, 'DMSUPD066E CTL and NOINC are conflicting options'],
      ['update foo assemble q', 36, 'DMSUPD069E Filemode Q not accessed'],
      ['update foo assemble a foo update a x', 24, 'DMSUPD070E Invalid parameter X'],
      ['update foo (stk', 24, 'DMSUPD187E Option STK invalid without CTL'],
    ] as const) {
      expect(run(g, text), text).to.deep.equal({ rc, lines: [message] });
    }
    const files = [cards('FOO', 'ASSEMBLE', ...SOURCE), cards('FOO', 'UPDATE', './ D 1000')];
    const disk = memoryDisk(0x191, buildDisk(2000, 1024, 'A', files, now));
    const locked = fakeGuest({ A: disk });
    Object.assign(locked.cms.disks.modes[0]!, { readOnly: true });
    expect(run(locked, 'update foo')).to.deep.equal({
      ...{ rc: 36, lines: ['DMSUPD037E Filemode A(191) is accessed as read/only'] },
    });
  });

  it('tells of a printer that does not work', () => {
    const g = guest(cards('FOO', 'UPDATE', './ D 1000'));
    g.writeResult = 'no-device';
    expect(run(g, 'update foo (print').lines.at(-1)).to.equal(
      'DMSUPD113S PRT(00E) not attached or invalid device address',
    );
    g.writeResult = 'error';
    expect(run(g, 'update foo (print').lines.at(-1)).to.equal(
      'DMSUPD123S Error printing file FOO UPDLOG',
    );
  });

  it('takes no more than 50000 records', () => {
    const many = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => line('', i + 1));
    const big = (count: number, ...update: string[]): { rc: number; lines: readonly string[] } => {
      const files = [cards('FOO', 'ASSEMBLE', ...many(count)), cards('FOO', 'UPDATE', ...update)];
      const g = fakeGuest({ A: memoryDisk(0x191, buildDisk(60_000, 4096, 'A', files, now)) });
      g.writtenDown = Infinity;
      return runCommand(g, fileCommands, 'update foo (noterm');
    };
    expect(big(50_000, './ I 2', 'x')).to.deep.equal({
      ...{ rc: 41, lines: ['DMSUPD299E Insufficient storage to complete update'] },
    });
    expect(big(50_001, './ D 1')).to.deep.equal({
      ...{ rc: 41, lines: ['DMSUPD300E Insufficient storage to begin update'] },
    });
  });
});

describe('UPDATE with a control file', () => {
  const CNTRL = cards(
    ...(['FOO', 'CNTRL', '* levels', 'TEXT MACS MYLIB OSMACRO'] as const),
    ...['TOP UPDTTOP', 'NONE GONE', 'LOC LOC', 'FIX AUXFIX', 'TEXT'],
  );

  it('applies the updates from the last to the first', () => {
    const g = guest(
      CNTRL,
      cards('FOO', 'AUXFIX', '* two fixes', 'FIX2 the second', 'PTF FIX1 the first'),
      cards('FOO', 'FIX1', './ I 1000 $ 1100 100', 'x'),
      cards('FOO', 'FIX2', './ D 1100', './ I 2000', line('y', 2500)),
      cards('FOO', 'UPDTLOC', './ R 2500 $ 2600', 'z'),
    );
    expect(run(g, 'update foo (ctl stk')).to.deep.equal({
      rc: 0,
      lines: [
        "DMSUPD178I Updating 'FOO ASSEMBLE A1'",
        ...['FIX1', 'FIX2', 'UPDTLOC'].map((type) => `DMSUPD178I Applying 'FOO ${type} A1'`),
      ],
    });
    expect(records(g, '$FOO')).to.deep.equal([A, B, 'z 00002600', C, D]);
    expect(records(g, 'FOO', 'UPDATES')!.map((one) => one.trim())).to.deep.equal([
      ...['FOO FIX1 A1', 'FOO FIX2 A1', 'FOO UPDTLOC A1'],
    ]);
    expect([takeStacked(g.cms.stack), takeStacked(g.cms.stack)]).to.deep.equal([
      ...['* LOC', '* MYLIB OSMACRO'],
    ]);
  });

  it('passes over an auxiliary file where a preferred one is there', () => {
    const control = cards('FOO', 'CNTRL', 'TEXT MACS', 'B AUXB', 'A AUXA AUXB');
    const g = guest(
      ...[control, cards('FOO', 'AUXA', 'FIXA'), cards('FOO', 'AUXB', 'FIXB')],
      ...[cards('FOO', 'FIXA', './ D 1000'), cards('FOO', 'FIXB', './ D 2000')],
    );
    expect(run(g, 'update foo (ctl').rc).to.equal(0);
    expect(records(g, '$FOO')).to.deep.equal([A, C, D]);
  });

  it('tells what is wrong with it', () => {
    const wrong = (lines: string[], ...more: SourceFile[]) =>
      run(guest(cards('FOO', 'CNTRL', ...lines), ...more), 'update foo (ctl');
    for (const lines of [['A LOC'], ['TEXT MACS', 'MACS LIB']]) {
      expect(wrong(lines)).to.deep.equal({
        rc: 32,
        lines: ["DMSUPD179E Missing or duplicate MACS card in control file 'FOO CNTRL A1'"],
      });
    }
    for (const bad of ['TOOLONG LOC', 'A TOOLONG', 'A B C', 'A X(', 'A MACS 1 2 3 4 5 6 7 8 9']) {
      expect(wrong([bad, 'TEXT MACS']).lines[0], bad).to.match(/^DMSUPD183E Invalid control file/);
    }
    expect(wrong(['TEXT MACS', 'A B C']).lines).to.deep.equal([
      "DMSUPD183E Invalid control file control card in file 'FOO CNTRL A1'",
    ]);
    expect(wrong(['TEXT MACS', 'A AUXA'], cards('FOO', 'AUXA', 'X('))).to.deep.equal({
      ...{ rc: 32, lines: ["DMSUPD183E Invalid AUX file control card in file 'FOO AUXA A1'"] },
    });
    expect(wrong(['TEXT MACS', 'A LOC'])).to.deep.equal({
      ...{ rc: 40, lines: ['DMSUPD181E No update files were found'] },
    });
    const aux = cards('FOO', 'AUXA', 'GONE', 'FIX');
    const missing = wrong(['TEXT MACS', 'A AUXA'], aux, cards('FOO', 'FIX', './ D 1000'));
    expect(missing.rc).to.equal(12);
    expect(missing.lines.slice(2)).to.deep.equal(
      warned(12, "DMSUPD180W Missing PTF file 'FOO GONE *'"),
    );
  });

  it('says when the stack is full, and writes nothing', () => {
    const g = guest(
      cards('FOO', 'CNTRL', 'TEXT MACS', 'A LOC'),
      cards('FOO', 'UPDTLOC', './ D 1000'),
    );
    g.cms.stack.size = STACK_LIMIT;
    expect(run(g, 'update foo (ctl stk noterm')).to.deep.equal({
      ...{ rc: 41, lines: ['DMSUPD622E Insufficient free storage'] },
    });
    expect(records(g, '$FOO')).to.equal(undefined);
  });
});
