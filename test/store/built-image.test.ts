/** The images of the system disks: made once, taken as it is, made anew when something that it is made of has changed. */
import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgramDisk, buildSystemDisk } from '../../src/build-disks.js';
import { helpFiles } from '../../src/cms/help/help-pages.js';
import { findEntry, listEntries } from '../../src/cms/files/directory.js';
import { mountVolume } from '../../src/cms/files/mount.js';
import type { Volume } from '../../src/cms/files/volume.js';
import { cpMessageFiles } from '../../src/cp/main/messages-help.js';
import { builtImage, type SystemImage } from '../../src/store/built-image.js';
import { checkImage } from '../support/check-disk.js';
import { memoryDisk } from '../support/memory-disk.js';

/** Which filemode numbers the files of a disk have. */
function modeNumbers(volume: Volume): number[] {
  const found = listEntries(volume, '*', '*', 0, 10_000);
  return [...new Set(found.entries.map(({ modeNumber }) => modeNumber))];
}

describe('the images of the system disks', () => {
  let folder: string;
  let built: number;
  const said: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmts-image-'));
    mkdirSync(join(folder, 'texts'));
    writeFileSync(join(folder, 'texts/HELLO.EXEC'), 'one');
    writeFileSync(join(folder, 'code.js'), '1');
    built = 0;
    said.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const take = (into = join(folder, 'system')): Promise<SystemImage> =>
    builtImage({
      folder: into,
      name: '190',
      sources: [join(folder, 'texts'), join(folder, 'code.js'), join(folder, 'not there')],
      build: () => Promise.resolve(new Uint8Array(1024).fill(++built)),
      report: (line) => void said.push(line),
    });

  it('is made once', async () => {
    const one = await take();
    const two = await take();
    expect(built).to.equal(1);
    expect(two.version).to.equal(one.version);
    expect([two.blocks, (await two.bytes())[0]]).to.deep.equal([2, 1]);
  });

  const changes: Readonly<Record<string, () => void>> = {
    'a text has another size': () => writeFileSync(join(folder, 'texts/HELLO.EXEC'), 'two!'),
    'a text has another time': () => utimesSync(join(folder, 'texts/HELLO.EXEC'), 5, 5),
    'there is a further text': () => writeFileSync(join(folder, 'texts/WHO.EXEC'), ''),
    'a text is gone': () => rmSync(join(folder, 'texts/HELLO.EXEC')),
    'the code has changed': () => writeFileSync(join(folder, 'code.js'), '12'),
    'the image is gone': () => rmSync(join(folder, 'system/190.image')),
    'the image is cut': () => writeFileSync(join(folder, 'system/190.image'), 'short'),
    'what stands beside it is damaged': () => writeFileSync(join(folder, 'system/190.json'), 'no'),
    'nothing stands beside it': () => rmSync(join(folder, 'system/190.json')),
    'something else stands beside it': () => writeFileSync(join(folder, 'system/190.json'), '[1]'),
  };
  for (const [title, change] of Object.entries(changes)) {
    it(`is made anew when ${title}`, async () => {
      await take();
      change();
      expect((await (await take()).bytes())[0]).to.equal(2);
      // and kept
      await take();
      expect(built).to.equal(2);
      expect(readFileSync(join(folder, 'system/190.image'))[0]).to.equal(2);
    });
  }

  it('is not taken with bytes that somebody has changed', async () => {
    await take();
    const image = await take();
    writeFileSync(join(folder, 'system/190.image'), new Uint8Array(1024).fill(99));
    expect((await image.bytes())[0]).to.equal(2);
  });

  it('is made for one start where it cannot be kept', async () => {
    writeFileSync(join(folder, 'file'), '');
    const image = await take(join(folder, 'file', 'system'));
    expect((await image.bytes())[0]).to.equal(1);
    expect(said.join()).to.match(/^the system disk 190 cannot be kept in /);
  });

  it('has the same bytes each time, is whole, and has every page of HELP', async () => {
    const bytes = await buildSystemDisk();
    expect(Buffer.compare(bytes, await buildSystemDisk())).to.equal(0);
    expect(checkImage(bytes)).to.deep.equal([]);
    const disk = memoryDisk(0x190, bytes);
    const volume = mountVolume(disk)!;
    for (const { name, type } of [...helpFiles(), ...cpMessageFiles()]) {
      expect(findEntry(volume, name, type), `${name} ${type}`).to.not.equal(undefined);
    }
    for (const [name, type] of [
      ['DMSSP', 'MACLIB'],
      ['PROFFLST', 'XEDIT'],
    ] as const) {
      expect(findEntry(volume, name, type), `${name} ${type}`).to.not.equal(undefined);
    }
    expect(modeNumbers(volume)).to.deep.equal([2]);
  });

  it('has the samples on the 19E, all of them with mode number 2', async () => {
    const bytes = await buildProgramDisk();
    expect(Buffer.compare(bytes, await buildProgramDisk())).to.equal(0);
    expect(checkImage(bytes)).to.deep.equal([]);
    const volume = mountVolume(memoryDisk(0x19e, bytes))!;
    for (const name of [
      'HELLO EXEC',
      'HELLO MODULE',
      'GREET ASSEMBLE',
      'WUMPUS EXEC',
      'WHO EXEC',
    ]) {
      const [file = '', type = ''] = name.split(' ');
      expect(findEntry(volume, file, type), name).to.not.equal(undefined);
    }
    expect(modeNumbers(volume)).to.deep.equal([2]);
  });
});
