/** DDR on disks of tracks: to tape in the form of VM/370 and back, copied, shown, and what can be wrong. */
import { expect } from 'chai';
import { toEbcdic, toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { CKD_GEOMETRIES } from '../../../src/shared/ckd-geometry-table.js';
import { DEFECTIVE, endsAt, slotBytes } from '../../../src/shared/ckd-track.js';
import {
  readVolumeRecord,
  startTrackBlocks,
  trackOf,
  volumeRecord,
} from '../../../src/cms/ddr/track-tape.js';
import type { GuestRig, TrackVolume } from '../../support/guest-rig.js';
import { TrackVolumeBuilder, type TestRecord } from '../../support/track-volume.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, n) => (n * 7 + seed) & 0xff);

/** A disk with a label, long and short records, keys, ends of files, and tracks that nobody wrote. */
function full(volume = 'TRK001', cylinders = 3): TrackVolumeBuilder {
  const made = new TrackVolumeBuilder('3330-1', cylinders);
  const label = toEbcdicPadded(`VOL1${volume}`, 80);
  made.write(0, [
    { key: toEbcdic('IPL1'), data: bytes(24, 1) },
    { key: toEbcdic('IPL2'), data: bytes(144, 2) },
    { key: toEbcdic('VOL1'), data: label },
  ]);
  made.write(1, [{ data: bytes(13_030, 3) }]);
  made.write(
    2,
    Array.from({ length: 40 }, (_, n): TestRecord => ({ key: bytes(8, n), data: bytes(80, n) })),
  );
  // ends of files, with a key and without
  made.write(3, [
    { data: bytes(100, 4) },
    { data: new Uint8Array(0) },
    { key: bytes(5, 5), data: new Uint8Array(0) },
    { data: bytes(50, 6) },
  ]);
  made.write(4, []);
  for (let track = 20; track < cylinders * 19; track += 7) {
    made.write(track, [{ data: bytes(4096, track) }, { data: bytes(800, track + 1) }]);
  }
  return made;
}

interface World {
  readonly rig: GuestRig;
  readonly tracks: ReadonlyMap<number, TrackVolume>;
}

function world(
  volumes: Readonly<Record<number, TrackVolume>>,
  reel?: Uint8Array,
  atSlice: () => void = () => undefined,
): World {
  const tracks = new Map(Object.entries(volumes).map(([device, one]) => [Number(device), one]));
  const rig = cmsRig([], {
    ...{ tracks, tape: 'ring', atSlice, ...(reel === undefined ? {} : { reel }) },
    cp: (line) => {
      const device = /^QUERY VIRTUAL (\w+)$/.exec(line)?.[1] ?? '';
      const one = tracks.get(Number.parseInt(device, 16));
      if (one === undefined) return { rc: 0, lines: [] };
      const access = one.readOnly === true ? 'R/O' : 'R/W';
      const shape = `${one.model.slice(0, 4)} ALICE  ${access} ${String(one.cylinders)} CYL`;
      return { rc: 0, lines: [`DASD 0${device} ${shape} ON DASD`] };
    },
  });
  return { rig, tracks };
}

const say = (at: World, ...lines: readonly string[]): string[] =>
  session(at.rig, ...lines).filter((line) => !line.startsWith('> ') && !/DMSAC/.test(line));
const SLOT = slotBytes(CKD_GEOMETRIES['3330-1']);

/** A track of a disk as it is now, up to what closes it. */
function trackNow(at: World, device: number, number: number): Uint8Array {
  return used(at.rig.trackImage(device).slice(512 + number * SLOT, 512 + (number + 1) * SLOT));
}

/** A track up to what closes it. */
function used(track: Uint8Array): Uint8Array {
  for (let at = 0; at < track.length; at++) if (endsAt(track, at)) return track.slice(0, at);
  return track;
}

/** Chunks of an AWS file: bytes, or `mark`. */
function reelBlocks(reel: Uint8Array): (Uint8Array | 'mark')[] {
  const out: (Uint8Array | 'mark')[] = [];
  const view = new DataView(reel.buffer, reel.byteOffset, reel.length);
  for (let at = 0; at + 6 <= reel.length;) {
    const length = view.getUint16(at, true);
    out.push((reel[at + 4]! & 0x40) !== 0 ? 'mark' : reel.slice(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return out;
}

describe('DDR of disks of tracks', () => {
  it('dumps as VM/370 does, and restores byte for byte', () => {
    const at = world({ 0x201: full(), 0x202: new TrackVolumeBuilder('3330-1', 3) });
    const dumped = say(at, 'ddr', 'in 201 3330 trk001', 'out 181 3420', 'dump all', '');
    expect(dumped).to.include('END OF DUMP');
    expect(dumped.at(-2)).to.equal('END OF JOB');
    const blocks = reelBlocks(at.rig.reel);
    expect(blocks.at(-1)).to.equal('mark');
    const [volume, first] = blocks as Uint8Array[];
    // what closes it is what opens it under another name, here with the same last cylinder
    const trailer = blocks.at(-2) as Uint8Array;
    expect([...trailer.subarray(0, 4)]).to.deep.equal([...toEbcdic('EOJ ')]);
    expect(trailer.subarray(4)).to.deep.equal(volume!.subarray(4));
    expect(volume).to.have.length(80);
    // tag, most records, last cylinder, last head, label
    expect([...volume!.subarray(0, 4)]).to.deep.equal([...toEbcdic('VHR ')]);
    expect([...volume!.subarray(26, 36)]).to.deep.equal([0, 2, 0, 18, ...toEbcdic('TRK001')]);
    // tag, records, whole blocks, length of the last, flag, home address, record zero, counts, key and data
    expect([...first!.subarray(0, 11)]).to.deep.equal([...toEbcdic('THR '), 0, 3, 0, 1, 0, 0, 0]);
    expect([...first!.subarray(32, 40)]).to.deep.equal([0, 0, 0, 0, 1, 4, 0, 24]);
    expect([...first!.subarray(56, 60)]).to.deep.equal([...toEbcdic('IPL1')]);
    const lengths = blocks.slice(2, 6).map((one) => (one === 'mark' ? 0 : one.length));
    expect(lengths).to.deep.equal([4096, 4096, 4096, 13_030 + 40 - 3 * 4096]);
    const back = say(
      at,
      ...['ddr', 'in 181 3420', 'out 202 3330 scratch', 'restore all', 'yes', ''],
    );
    expect(back).to.include('HCPDDR717R Data dumped from TRK001 to be restored');
    expect(back).to.include('END OF RESTORE');
    for (let track = 0; track < 57; track++) {
      // a track without records may have been written or not
      if (track === 4) continue;
      expect(trackNow(at, 0x202, track), String(track)).to.deep.equal(trackNow(at, 0x201, track));
    }
  });

  it('copies cylinders to other places, with their addresses, and takes records away', () => {
    const at = world({ 0x201: full(), 0x202: full('OTHER') });
    const lines = say(
      at,
      ...[
        'ddr',
        'in 201 3330 scratch',
        'out 202 dasd wrong',
        'copy 1 to 2 reorder 0',
        '',
        'yes',
        '',
      ],
    );
    expect(lines).to.include('HCPDDR711R Volume label read is OTHER not WRONG');
    expect(lines).to.include.members([
      'INPUT  CYLINDER EXTENTS       OUTPUT CYLINDER EXTENTS',
      '1            2             0            1',
      'END OF COPY',
    ]);
    const expected = new TrackVolumeBuilder('3330-1', 3);
    for (let track = 20; track < 57; track += 7) {
      expected.write(track - 19, [{ data: bytes(4096, track) }, { data: bytes(800, track + 1) }]);
    }
    expect(trackNow(at, 0x202, 1)).to.deep.equal(used(expected.track(1)));
    // the label was there, and is not any more
    expect(trackNow(at, 0x202, 0)).to.deep.equal(used(expected.write(0, []).track(0)));
    expect(trackNow(at, 0x202, 40)).to.deep.equal(used(full('OTHER').track(40)));
  });

  for (const [what, ...statements] of [
    ['copies', 'in 201 dasd scratch', 'out 202 dasd scratch', 'copy all', ''],
    ['restores', 'in 181 tape', 'out 202 dasd scratch', 'restore all', 'yes', ''],
  ]) {
    it(`${what} a disk that has no label before it is whole`, () => {
      let looking = (): void => undefined;
      const other = full('OTHER');
      other.write(4, [{ data: bytes(10, 1) }]);
      const at = world({ 0x201: full(), 0x202: other }, undefined, () => {
        looking();
      });
      say(at, 'ddr', 'in 201 dasd scratch', 'out 181 tape', 'dump all', '', 'tape rew');
      const present = (): Uint8Array[] =>
        Array.from({ length: 57 }, (_, track) => trackNow(at, 0x202, track));
      const whole = Array.from({ length: 57 }, (_, track) => trackNow(at, 0x201, track));
      const before = present();
      // of the first track, what all others were just when it changed
      const seen: Uint8Array[][] = [];
      let label: Uint8Array = at.rig.trackImage(0x202).slice(0, 512 + SLOT);
      looking = (): void => {
        const now = at.rig.trackImage(0x202).subarray(0, 512 + SLOT);
        if (Buffer.compare(now, label) === 0) return;
        label = now.slice();
        seen.push(present());
      };
      say(at, 'ddr', ...statements);
      expect(seen).to.have.length(2);
      expect(seen[0]!.slice(1)).to.deep.equal(before.slice(1));
      expect(seen[0]![0]).to.not.deep.equal(whole[0]);
      expect(seen[1]).to.deep.equal(whole);
    });
  }

  for (const [what, ...statements] of [
    ['copies', 'in 201 dasd scratch', 'out 202 dasd scratch', 'copy 1 to 2 reorder 0', ''],
    [
      'dumps and restores',
      'in 181 tape',
      'out 202 dasd scratch',
      'restore 1 2 reorder 0',
      '',
      'yes',
    ],
  ]) {
    it(`${what} records zero, of tracks with records and without, and clears those that were there`, () => {
      const zero = (one: TrackVolumeBuilder, number: number, seed: number): void => {
        one.track(number).set(bytes(8, seed), 5 + 8);
      };
      const [from, to] = [full(), full('OTHER')];
      to.write(5, []);
      from.write(21, []);
      for (const track of [20, 21, 27]) zero(from, track, track);
      for (const track of [3, 5]) zero(to, track, 99);
      const at = world({ 0x201: from, 0x202: to });
      say(at, 'ddr', 'in 201 dasd scratch', 'out 181 tape', 'dump all', '', 'tape rew');
      const said = say(at, 'ddr', ...statements, '');
      expect(said.at(-1), said.join('\n')).to.match(/^Ready;/);
      const dataOf = (number: number): Uint8Array => trackNow(at, 0x202, number).slice(13, 21);
      for (const track of [20, 21, 27]) {
        expect(dataOf(track - 19), String(track)).to.deep.equal(bytes(8, track));
      }
      for (const track of [3, 5]) expect(dataOf(track)).to.deep.equal(new Uint8Array(8));
      expect(trackNow(at, 0x202, 1).slice(21)).to.deep.equal(
        trackNow(at, 0x201, 20)
          .slice(21)
          .map((byte, i) => (i === 1 || i === 4096 + 9 ? 0 : byte)),
      );
    });
  }

  it('closes a dump with its last cylinder, and takes reels that have only a mark, and asks for those that come behind', () => {
    const from = world({ 0x201: full() });
    say(from, 'ddr', 'in 201 dasd scratch', 'out 181 tape', 'dump 0 to 1', '', '');
    const blocks = reelBlocks(from.rig.reel);
    const trailer = blocks.at(-2) as Uint8Array;
    expect([...trailer.subarray(26, 28)]).to.deep.equal([0, 1]);
    const restored = (without: boolean): string[] => {
      const reel = from.rig.reel.slice();
      const at = reel.length - 6 - 80;
      if (!without) reel.set(toEbcdic('EOV '), at);
      // an AWS file: the chunk of the trailer and its header of six bytes
      const bytes = without ? [...reel.slice(0, at - 6), ...reel.slice(-6)] : [...reel];
      const to = world({ 0x202: new TrackVolumeBuilder('3330-1', 3) }, Uint8Array.from(bytes));
      return say(to, 'ddr', 'prompts off', 'in 181 tape', 'out 202 dasd', 'restore all', '');
    };
    expect(restored(true)).to.include('END OF RESTORE');
    expect(restored(false).at(-1)).to.equal('END OF VOLUME CYL 001 HD 018, MOUNT NEXT TAPE');
  });

  it('types records, and prints them', () => {
    const at = world({ 0x201: full() });
    const lines = say(
      at,
      'ddr',
      'in 201 3330',
      'type 0 0 0 to 0 0 1',
      'type 0 3 2',
      'type 2 18',
      '',
    );
    expect(lines).to.include.members([
      'CYL 000 HD 00 REC 000  HOME ADDRESS 0000000000  RECORD ZERO 0000000000000008 0000000000000000',
      'CYL 000 HD 00 REC 001  COUNT 0000000001040018',
      'KEY  LENGTH 4',
      '0000  C9D7D3F1                             *IPL1*',
      'DATA LENGTH 24',
      'CYL 000 HD 03 REC 002  COUNT 0000000302000000',
      'DATA LENGTH 0',
      'CYL 002 HD 18 REC 000  HOME ADDRESS 0000020012  RECORD ZERO 0002001200000008 0000000000000000',
    ]);
    expect(lines.filter((line) => /REC 002/.test(line))).to.have.length(1);
    const printed = say(at, 'ddr', 'in 201 3330', 'print 0', '');
    expect(printed.at(-1)).to.match(/^Ready;/);
  });

  const wrong: readonly (readonly [readonly string[], string, number])[] = [
    [['in 201 dasd', 'out 204 dasd', 'copy all'], '708E Invalid input or output definition', 2],
    [['in 201 3350', 'out 202 3330-1', 'copy all'], '708E Invalid input or output definition', 2],
    [['in 191 3330', 'out 181 tape', 'dump all'], '708E Invalid input or output definition', 2],
    [['in 181 3420 (skip 256'], '701E Invalid operand - SKIP', 2],
    [['in 181 3420 (mode 999'], '701E Invalid operand - MODE', 2],
    [['in 181 3420 (skip 255 leave never'], '701E Invalid operand - NEVER', 2],
    [['in 201 3380', 'out 202 dasd', 'copy all'], '708E Invalid input or output definition', 2],
    [['in 201 3330-11', 'out 181 tape', 'dump cp'], '700E Input unit is not a CPVOL', 2],
    [['in 201 3330-11', 'out 181 tape', 'dump n'], '723E No valid CP nucleus on the input unit', 2],
    [['in 201 dasd', 'out 191 dasd', 'copy all'], '708E Invalid input or output definition', 2],
    [['in 201 dasd', 'out 203 dasd', 'copy all'], '718E Output unit 0203 is file protected', 3],
    [['in 201 dasd', 'out 181 tape', 'dump 0 3', ''], '713E Overlapping or invalid extents', 2],
    [['in 205 dasd', 'out 181 tape', 'dump all'], '705E I/O error 0205', 3],
    [['in 181 tape', 'out 202 dasd', 'restore all'], '705E I/O error 0181', 3],
    [['in 201 dasd', 'type 0 19'], '713E Overlapping or invalid extents', 2],
    [['in 201 dasd', 'type 1 to 0'], '713E Overlapping or invalid extents', 2],
    [['in 201 dasd', 'type 1 2 3 4'], '701E Invalid operand - 4', 2],
    [['in 191 dasd', 'type 1 2 3'], '701E Invalid operand - 3', 2],
  ];
  for (const [lines, message, rc] of wrong) {
    it(`refuses ${lines.join(', ')}`, () => {
      const bad = full();
      bad.track(0)[0] = DEFECTIVE;
      const at = world({
        ...{ 0x201: full(), 0x202: new TrackVolumeBuilder('3330-1', 3) },
        0x203: { model: '3330-1', cylinders: 3, image: full().image, readOnly: true },
        ...{ 0x204: new TrackVolumeBuilder('3350', 1), 0x205: bad },
      });
      const said = say(at, 'ddr', ...lines, '');
      expect(said).to.include(`HCPDDR${message}`);
      expect(said.at(-1)).to.equal(readyRc(String(rc).padStart(5, '0')));
    });
  }

  it('asks when the disk is too small, and leaves out what does not fit', () => {
    const at = world({ 0x201: full(), 0x202: new TrackVolumeBuilder('3330-1', 1) });
    const lines = say(
      at,
      ...['ddr', 'in 201 3330 scratch', 'out 202 3330 scratch', 'copy all', 'yes', ''],
    );
    expect(lines).to.include('HCPDDR725R Original input device was larger than output device');
    for (let track = 0; track < 19; track++) {
      if (track === 4) continue;
      expect(trackNow(at, 0x202, track), String(track)).to.deep.equal(trackNow(at, 0x201, track));
    }
    const no = say(at, 'ddr', 'in 201 3330', 'out 202 3330', 'copy all', 'no', '');
    expect(no).not.to.include('END OF COPY');
  });

  it('takes no reel of blocks, and no track that makes no sense', () => {
    const at = world({ 0x201: full(), 0x202: new TrackVolumeBuilder('3330-1', 3) });
    say(at, 'ddr', 'in 191 dasd scratch', 'out 181 tape', 'dump 0', '', '');
    expect(say(at, 'ddr', 'in 181 tape', 'out 202 3330', 'restore all', '')).to.include(
      'HCPDDR709E Wrong input tape mounted',
    );
    const volume = { volume: 'A', cylinder: 1, head: 18 };
    expect(readVolumeRecord(volumeRecord(volume, 99))).to.deep.equal(volume);
    expect(readVolumeRecord(new Uint8Array(80))).to.equal(undefined);
    const block = new Uint8Array(4096);
    expect(startTrackBlocks(block)).to.equal(undefined);
    block.set(toEbcdic('THR '));
    expect(startTrackBlocks(block)).to.equal(undefined);
    block[7] = 1;
    expect(startTrackBlocks(block)).to.deep.equal({ blocks: [block], left: 0 });
    block[4] = 0xff;
    expect(trackOf({ blocks: [block], left: 0 })).to.equal(undefined);
  });
});
