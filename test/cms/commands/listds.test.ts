/** ACCESS of volumes of OS, and LISTDS of what is on them. */
import { expect } from 'chai';
import type { GuestRig, TrackVolume } from '../../support/guest-rig.js';
import { directoryBlocks, osVolume, TrackVolumeBuilder } from '../../support/track-volume.js';
import { NUCON } from '../../../src/cms/nucleus/layout.js';
import { DEFECTIVE } from '../../../src/shared/ckd-track.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const names = Array.from({ length: 45 }, (_, n) => `MEMBER${String(n).padStart(2, '0')}`);
const [PS, PO, FB, VBS, U] = [0x4000, 0x0200, 0x90, 0x58, 0xc0];

function volume(): TrackVolumeBuilder {
  const made = osVolume(
    'OSVOL1',
    4,
    [
      {
        ...{ name: 'SYS1.MACLIB', dsorg: PO, recfm: FB, lrecl: 80, blksize: 3120 },
        ...{ created: [76, 60], extents: [[19, 37]] },
      },
      {
        ...{ name: 'MY.DATA', dsorg: PS, recfm: VBS, lrecl: 300, blksize: 6000 },
        ...{ created: [99, 365], extents: [1, 2, 3, 4, 5].map((n) => [38 + n, 38 + n]) },
      },
      {
        ...{ name: 'SYS1.LINKLIB', dsorg: PO, recfm: U, lrecl: 0, blksize: 13030 },
        ...{ created: [0, 0], extents: [[50, 50]] },
      },
    ],
    [
      [3, 0, 16],
      [57, 1, 0],
    ],
  );
  const directory = directoryBlocks(names);
  made.write(19, directory.slice(0, 2)).write(20, [...directory.slice(2), { data: toEbcdic('x') }]);
  made.write(50, [...directoryBlocks(['IEFBR14']), { data: new Uint8Array(0) }]);
  return made;
}

function rig(tracks: ReadonlyMap<number, TrackVolume> = new Map([[0x201, volume()]])): GuestRig {
  return cmsRig([], {
    tracks,
    cp: (line) => {
      const device = /^QUERY VIRTUAL (\w+)$/.exec(line)?.[1] ?? '';
      const one = tracks.get(Number.parseInt(device, 16));
      if (one === undefined) return { rc: 0, lines: [] };
      const access = one.readOnly === true ? 'R/O' : 'R/W';
      const shape = `3330 ALICE  ${access} ${String(one.cylinders).padStart(10)} CYL`;
      return { rc: 0, lines: [`DASD 0${device} ${shape} ON DASD  0${device} SUBCHANNEL = 0005`] };
    },
  });
}

const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready;)/.test(line));

describe('ACCESS of a volume of OS', () => {
  it('gives it a letter that QUERY shows, in place of another disk, and RELEASE takes', () => {
    const at = rig();
    expect(
      shown(
        session(
          at,
          'access 201 b',
          'query disk b',
          'query search',
          'query label b',
          'query accessed b',
          'listfile * * b',
          'access 201 a',
          'release 201',
          'query search',
          'access 201 c/a',
          'query disk c',
          'release c',
        ),
      ),
    ).to.deep.equal([
      'DMSACP723I B (201) R/W - OS',
      'LABEL  VDEV M  STAT   CYL TYPE BLKSZ   FILES  BLKS USED-(%) BLKS LEFT  BLK TOTAL',
      'OSVOL1 201  B   R/W     4 3330 OS',
      'TEST   191  A     R/W',
      'OSVOL1 201  B     R/W - OS',
      'B OSVOL1',
      'Mode   Stat     Files  Vdev  Label/Directory',
      'B      R/W        OS  201   OSVOL1',
      'DMSLST069E Filemode B not accessed',
      'Ready(00036); T=0.01/0.01 10:11:12',
      'DMSACC724I 201 replaces A (191)',
      'DMSACP723I A (201) R/W - OS',
      'DMSACC069E Filemode A not accessed',
      'Ready(00036); T=0.01/0.01 10:11:12',
      'DMSQRY069E Filemode C not accessed',
      'Ready(00036); T=0.01/0.01 10:11:12',
      'DMSARE069E Filemode C not accessed',
      'Ready(00036); T=0.01/0.01 10:11:12',
    ]);
  });

  it('refuses a disk without a label, and one that cannot be read', () => {
    const blank = new TrackVolumeBuilder('3330-1', 1);
    const damaged = osVolume('BAD', 1, [], []);
    damaged.track(0)[0] = DEFECTIVE;
    const at = rig(
      new Map([
        [0x201, blank],
        [0x202, damaged],
      ]),
    );
    const lines = session(at, 'access 201 b', 'access 202 c', 'access 201 d/a * *');
    expect(shown(lines)).to.deep.equal([
      ...['DMSACP112S B(201) device error', readyRc('00100')],
      ...['DMSACP112S C(202) device error', readyRc('00100')],
      ...['DMSACP112S D(201) device error', readyRc('00100')],
    ]);
  });
});

describe('LISTDS', () => {
  const listing = (...lines: readonly string[]): string[] => {
    const at = rig();
    session(at, 'access 201 b');
    return shown(session(at, ...lines));
  };

  it('lists data sets, all of a disk or one, by name or asked for', () => {
    const one = ['FM  DATA SET NAME', 'B   MY.DATA', ''];
    expect(listing('listds b')).to.deep.equal([
      'FM  DATA SET NAME',
      'B   MY.DATA',
      'B   SYS1.LINKLIB',
      'B   SYS1.MACLIB',
      '',
    ]);
    expect(listing('listds my.data b')).to.deep.equal(one);
    expect(listing('listds my data *')).to.deep.equal(one);
    expect(listing('listds ? b', 'my.data')).to.deep.equal([
      'DMSLDS220R Enter data set name:',
      ...one,
    ]);
  });

  it('tells their formats', () => {
    expect(listing('listds b (format')).to.deep.equal([
      'RECFM LRECL BLKSI DSORG   DATE   LABEL  FM  DATA SET NAME',
      ' VBS    300  6000  PS   12/31/99 OSVOL1 B   MY.DATA',
      ' U        0 13030  PO            OSVOL1 B   SYS1.LINKLIB',
      ' FB      80  3120  PO   02/29/76 OSVOL1 B   SYS1.MACLIB',
      '',
    ]);
  });

  it('tells where they stand, and the table of contents with them', () => {
    const heading = 'SEQ TYPE  CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS';
    expect(listing('listds my.data b (extent')).to.deep.equal([
      "EXTENT INFORMATION FOR 'MY.DATA' ON 'B' DISK:",
      heading,
      ...[39, 40, 41, 42, 43].map(
        (n, i) =>
          `00${String(i)} DATA  002 0${String(n - 38)}     ${String(n)}      002 0${String(n - 38)}     ${String(n)}         1`,
      ),
      '',
    ]);
    expect(listing('listds b (extent').slice(0, 4)).to.deep.equal([
      "EXTENT INFORMATION FOR 'VTOC' ON 'B' DISK:",
      heading,
      '000 VTOC  000 01      1      000 02      2         2',
      '',
    ]);
  });

  it('tells what is free', () => {
    expect(listing('listds b (free')).to.deep.equal([
      "FREESPACE EXTENTS FOR 'B' DISK:",
      'CYL-HD(RELTRK) TO CYL-HD(RELTRK)  TRACKS',
      '000 03      3      000 18     18        16',
      '003 00     57      003 18     75        19',
      '',
    ]);
  });

  it('lists members, over several tracks of a directory', () => {
    const lines = listing('listds sys1.maclib b (pds format');
    expect(lines.slice(0, 4)).to.deep.equal([
      'RECFM LRECL BLKSI DSORG   DATE   LABEL  FM  DATA SET NAME',
      ' FB      80  3120  PO   02/29/76 OSVOL1 B   SYS1.MACLIB',
      '',
      'MEMBER NAMES:',
    ]);
    expect(lines.slice(4).join(' ').trim().split(/ +/)).to.deep.equal(names);
    expect(listing('listds b (pd')).to.include.members(['IEFBR14', 'B   MY.DATA']);
  });

  it('says what is wrong', () => {
    const lines = listing(
      'listds',
      'listds ?',
      'listds a',
      'listds no.such.set b',
      'listds q',
      'listds aa',
      'listds my.data b (free',
      'listds my=data b',
      'listds b (free pds',
      'listds b (what',
      `listds ${'LONGNAME.'.repeat(5)}X b`,
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSLDS223E No filemode specified',
      'DMSLDS223E No filemode specified',
      'DMSLDS002E Data set not found',
      'DMSLDS002E Data set NO.SUCH.SET not found',
      'DMSLDS069E Filemode Q not accessed',
      'DMSLDS048E Invalid filemode AA',
      'DMSLDS227E No data set name allowed with FREE option',
      'DMSLDS221E Invalid data set name MY=DATA',
      'DMSLDS066E FREE and PDS are conflicting options',
      'DMSLDS003E Invalid option: WHAT',
      `DMSLDS221E Invalid data set name ${'LONGNAME.'.repeat(5)}X`,
    ]);
  });

  it('says when table of contents or directory cannot be read, and has its storage back', () => {
    const made = volume();
    made.track(2)[0] = DEFECTIVE;
    const at = rig(new Map([[0x201, made]]));
    session(at, 'access 201 b');
    const free = at.storage.word(NUCON.freelowe);
    const lines = shown(session(at, 'listds b', 'listds b (pds'));
    expect(free).to.equal(at.storage.word(NUCON.freelowe));
    expect(lines[0]).to.equal('DMSLDS231E I/O error reading VTOC from OS disk B(201)');
    const other = volume();
    other.track(20)[0] = DEFECTIVE;
    const second = rig(new Map([[0x201, other]]));
    session(second, 'access 201 b');
    expect(shown(session(second, 'listds sys1.maclib b (pds'))).to.include(
      'DMSLDS222E I/O error reading data set SYS1.MACLIB from OS disk',
    );
  });
});
