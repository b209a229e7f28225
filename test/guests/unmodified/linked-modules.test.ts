/**
 * MODULEs of Release 6 linked anew from their TEXT files (devhawala/emx370, disks 192 and 194): LOAD MAP and the bytes in
 * storage are those that LOAD of Release 6 made, as far as the library is not missing from which it took the rest.
 */
import { expect } from 'chai';
import type { BlockDevice } from '../../../src/cms/block-device.js';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { openCursor, readRecord } from '../../../src/cms/files/reader.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import type { CmsFile } from '../../../tools/guests/cms-files.js';
import { session } from '../../cms/nucleus/cms-rig.js';
import { GuestRig } from '../../support/guest-rig.js';
import { unmodified } from './material.js';
import { copied, diskOf, filesOf } from './module-disk.js';

const NICOF = 'ncfsockt nicofclt';
const MECAFF = 'eemain eelist eehelp eecmds eeprefix eecore';
/** What the EXECs beside them say; decks that come behind members of a library are left out. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  'EE$D 192': [
    `load ${MECAFF} errhndlg (nolibe noauto`,
    'include eeutl1 eeutl2 eeutl3 eescrn (nolibe noauto',
    'include fs3270 fsio (noauto',
  ],
  'EE$S 192': [
    `load ${MECAFF} (nolibe noauto`,
    'include eeutl1 eeutl2 eeutl3 eescrn fs3270 fsio errhndlg (nolibe noauto',
  ],
  'FSHELP$D 192': [
    'load fshelp eehelp eecore eeutl1 eeutl2 eeutl3 eescrn errhndlg (nolibe noauto',
    'include fs3270 fsio (noauto',
  ],
  'FSQRY 192': ['load fs-qry fsio eeutl1 eeutl2 (nolibe noauto'],
  'FSCTL 192': ['load fs-ctl fsio eeutl1 eeutl2 (nolibe noauto'],
  'FSRDTEST 192': ['load fsrdtest fsio (noauto'],
  'IND$FILD 192': ['load ind$file ind$denc ind$scrn fsio (noauto'],
  'IS-STALE 192': ['load is-stale (noauto'],
  'IOPROXY 194': ['load ioproxy (noauto'],
  'NHFS 194': ['load nhfs nhfscomn svcnhfs ncfbases nicofclt (noauto'],
  'HACC 194': ['load rnhfs nhfscomn svcrnhfs ncfbases nicofclt (noauto'],
  'IPLOOKUP 194': [`load gethost ${NICOF} (noauto`],
  'SOCKC 194': [`load sockc ${NICOF} (noauto`],
  'SOCKS 194': [`load socks ${NICOF} (noauto`],
  'TSERVER 194': [`load tserver ${NICOF} (noauto`],
  'TSELECT 194': [`load tselect ${NICOF} (noauto`],
  'UDPSERV 194': [`load udpserv ${NICOF} (noauto`],
};
const USER_AREA = 0x20000;
/** Where NUCON has the end of what was loaded. */
const LOCCNT = 0x574;

/** Lines of a map without the numbers of sections that have no name. */
function lines(records: readonly Uint8Array[]): string[] {
  return records.map((one) => fromEbcdic(one).replace(/^ \.\d{6}/, ' .NNNNNN'));
}

unmodified('MODULEs linked anew', ['192.ckd', '194.ckd'], (material) => {
  const theirs = new Map<string, CmsFile>();
  let image: Uint8Array;
  before(() => {
    const files = ['192', '194'].flatMap((disk) =>
      filesOf(material, [disk], (_name, type) => /^(?:TEXT|MAP|MODULE)$/.test(type)).map(
        (file) => [disk, file] as const,
      ),
    );
    for (const [disk, file] of files) theirs.set(`${file.name} ${file.type} ${disk}`, file);
    const decks = new Map(files.filter(([, f]) => f.type === 'TEXT').map(([, f]) => [f.name, f]));
    image = diskOf([...decks.values()].map((file) => copied(file)));
  });

  /** Loads into storage that is full of a byte. */
  function linked(
    commands: readonly string[],
    byte: number,
  ): { rig: GuestRig; device: BlockDevice } {
    const device = memoryDevice(image.slice(), 0x191);
    const disks = new Map([[0x191, device]]);
    const rig = new GuestRig({ kind: cmsProgram, parm: 'AUTOCR', disks, size: 0x400000 });
    session(rig);
    rig.storage.store(USER_AREA, new Uint8Array(0x80000).fill(byte));
    session(rig, ...commands);
    return { rig, device };
  }

  for (const [which, commands] of Object.entries(LINKS)) {
    const [name, disk] = which.split(' ');
    it(`gives the map and the text of ${which}`, () => {
      const { rig, device } = linked(commands, 0);
      const volume = mountVolume(device)!;
      const cursor = openCursor(volume, 0x191, findEntry(volume, 'LOAD', 'MAP')!);
      const records: Uint8Array[] = [];
      for (;;) {
        const record = readRecord(cursor, device);
        if (record === undefined) break;
        records.push(record.slice());
      }
      const map = lines(records);
      const old = theirs.get(`${name!} MAP ${disk!}`);
      // the last list of undefined names is longer without the library
      const end = map.findLastIndex((line) => line.includes('NAMES ARE UNDEFINED'));
      const known = map.slice(0, end < 0 ? map.length : end);
      expect(known.length).to.be.greaterThan(0);
      if (old !== undefined) expect(known).to.deep.equal(lines(old.records).slice(0, known.length));
      const module = theirs.get(`${name!} MODULE ${disk!}`)!;
      compareText([rig, linked(commands, 0xff).rig], module);
    });
  }

  /**
   * Bytes that no deck defines are whatever was there before. Words that differ are addresses of what the library has,
   * with nothing but an offset here.
   */
  function compareText(rigs: readonly GuestRig[], module: CmsFile): void {
    const header = Buffer.from(module.records[0]!);
    const [first, last] = [header.readUInt32BE(4), header.readUInt32BE(8)];
    const end = rigs[0]!.storage.word(LOCCNT)!;
    expect(first).to.equal(USER_AREA);
    expect(end).to.be.within(first + 0x100, last);
    const whole = Buffer.concat(module.records.slice(1).map((one) => Buffer.from(one)));
    const texts = rigs.map((rig) => Buffer.from(rig.storage.fetch(first, end - first)!));
    const [ours, again] = texts as [Buffer, Buffer];
    const other: string[] = [];
    for (let at = 0; at + 4 <= ours.length; at += 4) {
      if (ours.readUInt32BE(at) !== again.readUInt32BE(at)) continue;
      const [mine, word] = [ours.readUInt32BE(at), whole.readUInt32BE(at)];
      if (mine === word) continue;
      const missing = word - mine >= end && word - mine <= last;
      if (!missing) other.push(`${(first + at).toString(16)}: ${String(mine)} ${String(word)}`);
    }
    expect(other).to.deep.equal([]);
  }
});
