/** A tape that VMFPLC2 of VM/370 has written, 46 files of HELP: listed, loaded, dumped, and loaded once more. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { blocksOf } from '../../cms/commands/aws-reel.js';
import { cmsRig, session } from '../../cms/nucleus/cms-rig.js';
import { cmsDisk } from '../../support/cms-disk.js';
import { unmodified } from './material.js';

const HEAD = 77;

/** What the blocks of a tape say, file by file; behind the records of one stands what was in a buffer. */
function filesOf(reel: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let name = '';
  for (const block of blocksOf(reel)) {
    if (block.length === HEAD) {
      name = `${fromEbcdic(block.subarray(5, 13))} ${fromEbcdic(block.subarray(13, 21)).trimEnd()}`;
      files.set(name, new Uint8Array(0));
    } else if (block.length > 0) {
      files.set(name, Uint8Array.from([...files.get(name)!, ...block.subarray(5)]));
    }
  }
  return files;
}

unmodified('a tape of VMFPLC2', ['help.aws'], (material) => {
  it('is listed, loaded, and dumped with the same bytes', () => {
    const reel = material('help.aws');
    const expected = filesOf(reel);
    expect(expected.size).to.equal(46);
    const disk = cmsDisk(0x191, []);
    const rig = cmsRig([], { disks: new Map([[0x191, disk]]), tape: 'ring', reel });
    const scanned = session(rig, 'vmfplc2 scan', 'vmfplc2 rew').filter((line) => /A\d$/.test(line));
    const names = scanned.map((line) => line.slice(0, -2).trimEnd());
    expect(names).to.deep.equal([...expected.keys()]);
    expect(session(rig, 'vmfplc2 load').at(-1)).to.match(/^Ready;/);
    const volume = mountVolume(disk)!;
    const loaded = new Map<string, Buffer>();
    for (const [id, bytes] of expected) {
      const entry = findEntry(volume, id.slice(0, 8).trimEnd(), id.slice(9))!;
      const records = readRecords(volume, disk, entry).flatMap((record) => [
        ...(entry.format === 'V' ? [record.length >> 8, record.length & 255] : []),
        ...record,
      ]);
      const whole = Buffer.from(records);
      expect(whole.length).to.be.greaterThan(0);
      expect(whole.equals(bytes.subarray(0, whole.length)), id).to.equal(true);
      loaded.set(id, whole);
    }
    session(rig, 'vmfplc2 rew', 'vmfplc2 dump * * a', 'vmfplc2 rew');
    const dumped = filesOf(rig.reel);
    expect([...dumped.keys()].sort()).to.deep.equal([...expected.keys()].sort());
    for (const [id, whole] of loaded) {
      expect(whole.equals(dumped.get(id)!.subarray(0, whole.length)), id).to.equal(true);
    }
  });
});
