/** DDR where a reel ends: dumps that go on on the next one, and are restored from there. */
import { expect } from 'chai';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { TAPE_MODELS } from '../../../src/devices/tape/tape-models-table.js';
import { toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { TrackVolumeBuilder } from '../../support/track-volume.js';
import { aws, blocksOf } from '../commands/aws-reel.js';
import { cmsRig } from '../nucleus/cms-rig.js';

const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const BLOCKS = 1000;
/** What a reel has room for behind its first file. */
const ROOM = 100_000;
const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, n) => (n * 7 + seed) & 0xff);

/** A reel with one file that leaves little room: what follows ends in its midst. */
function nearlyFull(): Uint8Array {
  const block = new Uint8Array(65_535).fill(0x40);
  const count = Math.floor((TAPE_MODELS['3410'].capacity - ROOM) / (block.length + 6));
  return aws([...Array.from({ length: count }, () => block), new Uint8Array(0)]);
}
const REEL = nearlyFull();

interface World {
  readonly rig: GuestRig;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

function world(reel = REEL): World {
  const from = buildDisk(BLOCKS, 1024, 'SOURCE', [], now);
  from.set(bytes(from.length - 512 * 20, 1), 512 * 20);
  const to = new Uint8Array(from.length).fill(0xee);
  const tracks = new Map([
    [0x201, disk(3)],
    [0x202, new TrackVolumeBuilder('3330-1', 3)],
  ]);
  const rig = cmsRig([], {
    disks: new Map([
      [0x191, memoryDevice(buildDisk(BLOCKS, 1024, 'OWN', [], now), 0x191)],
      [0x192, memoryDevice(from, 0x192)],
      [0x193, memoryDevice(to, 0x193)],
    ]),
    ...{ tracks, tape: 'ring', tapeModel: '3410', reel },
    cp: (line) => {
      const device = /^QUERY VIRTUAL (\w+)$/.exec(line)?.[1] ?? '';
      const one = tracks.get(Number.parseInt(device, 16));
      const shape = `DASD 0${device} 3330 ALICE  R/W 3 CYL ON DASD`;
      return { rc: 0, lines: one === undefined ? [] : [shape] };
    },
  });
  rig.run();
  return { rig, from, to };
}

function disk(cylinders: number): TrackVolumeBuilder {
  const made = new TrackVolumeBuilder('3330-1', cylinders);
  made.write(0, [{ key: toEbcdicPadded('VOL1', 4), data: toEbcdicPadded('VOL1TRACKS', 80) }]);
  for (let track = 1; track < cylinders * 19; track++) {
    made.write(track, [{ data: bytes(4096, track) }, { data: bytes(800, track + 1) }]);
  }
  return made;
}

/** Types lines, and gives what came of them. */
function say({ rig }: World, ...lines: readonly string[]): string[] {
  const at = rig.transcript.length;
  rig.input.push(...lines);
  rig.run(400_000);
  return rig.transcript.slice(at).filter((line) => !line.startsWith('> ') && !/DMSAC/.test(line));
}

/** Time passes; what came meanwhile. */
function pass({ rig }: World, seconds: number): string[] {
  const at = rig.transcript.length;
  for (let n = 0; n < seconds; n++) {
    rig.pass(1000);
    rig.run(400_000);
  }
  return rig.transcript.slice(at);
}

const BLANK = new Uint8Array(0);
const reelOf = ({ rig }: World, handle: number): Uint8Array => rig.files.get(handle)!;

/** Dumps onto two reels: what was typed, and the reels. */
function dumpOn(
  at: World,
  input: string,
  second = BLANK,
): { readonly asked: string; readonly reels: Reels } {
  const output = 'out 181 3410 (skip 1';
  const said = say(at, 'ddr', 'prompts off', `in ${input}`, output, 'dump all');
  expect(said.at(-1)).to.match(/^END OF VOLUME .*, MOUNT NEXT TAPE$/);
  // nothing happens without a reel
  expect(pass(at, 7)).to.deep.equal([]);
  const handle = at.rig.mount(0x181, second);
  expect(pass(at, 4)).to.include('END OF DUMP');
  say(at, '');
  return { asked: said.at(-1)!, reels: [at.rig.reel.slice(), reelOf(at, handle).slice()] };
}

type Reels = readonly [Uint8Array, Uint8Array];
const made = new Map<string, Reels>();

/** The reels of a disk, which are made once. */
function reelsOf(input: string): Reels {
  const reels = made.get(input) ?? dumpOn(world(), input).reels;
  made.set(input, reels);
  return reels;
}

/** Begins to restore from the first reel, up to the question for the next one. */
function restoreTo(at: World, output: string, type = 'restore all'): string {
  const input = 'in 181 3410 (skip 1';
  const said = say(at, 'ddr', 'prompts off', input, `out ${output}`, type);
  return said.at(-1)!;
}

describe('DDR at the end of a reel', () => {
  for (const [what, input, output, place] of [
    ['blocks', '192 fb-512 scratch', '193 fb-512 scratch', /BLOCK \d+/],
    ['tracks', '201 3330 scratch', '202 3330 scratch', /CYL 00[01] HD 0[01]\d/],
  ] as const) {
    it(`dumps ${what} onto two reels, and restores them`, () => {
      const dumped = world();
      const { asked, reels } = dumpOn(dumped, input);
      expect(asked).to.match(place);
      const [first, second] = reels.map((reel) => blocksOf(reel));
      // the last block and the mark, and the first one of the next reel, which is the same but for its name
      expect(first!.at(-1)).to.have.length(0);
      expect(first!.at(-2)!.subarray(4)).to.deep.equal(second![0]!.subarray(4));
      const at = world(reels[0]);
      expect(restoreTo(at, output)).to.equal(asked);
      expect(pass(at, 5)).to.deep.equal([]);
      at.rig.mount(0x181, reels[1], true);
      expect(pass(at, 4)).to.include('END OF RESTORE');
      if (what === 'blocks') expect(at.to).to.deep.equal(at.from);
      else {
        for (const track of ['0 0', '0 12', '1 9', '2 18']) {
          const type = `type ${track} 0 to ${track} 2`;
          const shown = say(at, 'in 202 dasd', type);
          expect(shown.length).to.be.greaterThan(10);
          expect(shown).to.deep.equal(say(at, 'in 201 dasd', type));
        }
      }
    });
  }

  it('goes on on the other drive, and back on the first', () => {
    const at = world();
    at.rig.addDrive(0x182);
    const handle = at.rig.mount(0x182, BLANK);
    const said = say(
      at,
      ...['ddr', 'prompts off', 'in 192 fb-512 scratch', 'out 181 3410 182 (skip 1', 'dump all'],
    );
    expect(said).to.include('END OF DUMP');
    expect(said.join('\n')).to.not.match(/MOUNT/);
    const other = world(at.rig.reel);
    other.rig.addDrive(0x182);
    const restored = say(
      other,
      ...['ddr', 'prompts off', 'in 181 3410 182 (skip 1', 'out 193 fb-512 scratch', 'restore all'],
    );
    expect(restored.at(-1)).to.match(/MOUNT NEXT TAPE$/);
    other.rig.mount(0x182, reelOf(at, handle));
    expect(pass(other, 4)).to.include('END OF RESTORE');
    expect(other.to).to.deep.equal(other.from);
  });

  for (const [input, output] of [
    ['192 fb-512 scratch', '193 fb-512 scratch'],
    ['201 3330 scratch', '202 3330 scratch'],
  ] as const) {
    it(`copies the reels of ${input} onto one`, () => {
      const [first, second] = reelsOf(input);
      const at = world(first);
      at.rig.addDrive(0x182);
      const one = at.rig.mount(0x182, BLANK);
      const said = say(at, 'ddr', 'in 181 3410 (skip 1', 'out 182 3420', 'copy all');
      expect(said.at(-1)).to.match(
        /^END OF VOLUME (BLOCK \d+|CYL 00\d HD 0\d\d), MOUNT NEXT TAPE$/,
      );
      at.rig.mount(0x181, second);
      expect(pass(at, 4)).to.include('END OF COPY');
      const other = world(reelOf(at, one));
      const restored = say(
        other,
        ...['ddr', 'prompts off', 'in 181 3410', `out ${output}`, 'restore all'],
      );
      expect(restored).to.include('END OF RESTORE');
      if (input.startsWith('192')) expect(other.to).to.deep.equal(other.from);
    });
  }

  for (const [input, output] of [
    ['192 fb-512 scratch', '193 fb-512 scratch'],
    ['201 3330 scratch', '202 3330 scratch'],
  ] as const) {
    it(`copies a reel of ${input} onto two`, () => {
      const whole = world(BLANK);
      say(whole, 'ddr', 'prompts off', `in ${input}`, 'out 181 3410', 'dump all', '');
      const at = world();
      at.rig.addDrive(0x182);
      at.rig.mount(0x182, whole.rig.reel, true);
      const said = say(at, 'ddr', 'in 182 3420', 'out 181 3410 (skip 1', 'copy all');
      expect(said.at(-1)).to.match(/^END OF VOLUME (BLOCK \d+|CYL 00\d HD 0\d\d), MOUNT/);
      const handle = at.rig.mount(0x181, BLANK);
      expect(pass(at, 4)).to.include('END OF COPY');
      const other = world(at.rig.reel);
      expect(restoreTo(other, output)).to.equal(said.at(-1));
      other.rig.mount(0x181, reelOf(at, handle));
      expect(pass(other, 4)).to.include('END OF RESTORE');
      if (input.startsWith('192')) expect(other.to).to.deep.equal(other.from);
      else {
        const type = 'type 2 18 0 to 2 18 2';
        const shown = say(other, 'in 202 dasd', type);
        expect(shown.length).to.be.greaterThan(10);
        expect(shown).to.deep.equal(say(other, 'in 201 dasd', type));
      }
    });
  }

  it('gives a wrong reel back and asks again', () => {
    const reels = reelsOf('192 fb-512 scratch');
    const other = reelsOf('201 3330 scratch');
    const at = world(reels[0]);
    const asked = restoreTo(at, '193 fb-512 scratch');
    const wrong = ['HCPDDR709E Wrong input tape mounted', asked];
    for (const reel of [other[1], aws([new Uint8Array(0)]), aws([bytes(80, 1)])]) {
      at.rig.mount(0x181, reel);
      expect(pass(at, 4)).to.deep.equal(wrong);
    }
    at.rig.mount(0x181, reels[1]);
    expect(pass(at, 4)).to.include('END OF RESTORE');
    expect(at.to).to.deep.equal(at.from);
  });

  it('ends with a message when the next reel has no ring', () => {
    const at = world();
    say(at, ...['ddr', 'prompts off', 'in 192 fb-512 scratch', 'out 181 3410 (skip 1', 'dump all']);
    at.rig.mount(0x181, BLANK, true);
    expect(pass(at, 4)[0]).to.equal('HCPDDR718E Output unit 0181 is file protected');
  });

  it('leaves a disk without its label while the next reel is waited for', () => {
    const reels = reelsOf('192 fb-512 scratch');
    const at = world(reels[0]);
    restoreTo(at, '193 fb-512 scratch');
    expect([...at.to.slice(1024, 1536)]).to.deep.equal([...new Uint8Array(512)]);
  });

  for (const line of ['in 181 3410 181', 'in 181 3410 tape', 'out 181 3410 182 183']) {
    it(`refuses ${line}`, () => {
      expect(say(world(), 'ddr', line).join('\n')).to.match(
        /HCPDDR701E Invalid operand - (181|TAPE|183)/,
      );
    });
  }
});
