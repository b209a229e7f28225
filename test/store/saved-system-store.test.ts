import { expect } from 'chai';
import type { SavedBlock, SavedSystem } from '../../src/cp/ports/saved-systems.js';
import { SystemLibrary } from '../../src/cp/main/segments/library.js';
import { FileSavedSystems } from '../../src/store/saved-system-store.js';
import { MemoryFiles, seededChooser } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';

const system = (id: number, more: Partial<SavedSystem> = {}): SavedSystem => ({
  id,
  name: 'DEMO',
  kind: 'NSS',
  class: 'A',
  ranges: [{ first: 0, last: 3, type: 'EW' }],
  minimumStorage: 0x4000,
  parmRegisters: [0, 15],
  origin: 'MAINT',
  created: 1000 + id,
  state: { psw: [0, 1], general: [1], control: [2], float: [3] },
  ...more,
});

const blocks = (fill: number): readonly SavedBlock[] => [
  { block: 0, key: 0xf0, bytes: new Uint8Array(2048).fill(fill) },
  { block: 1, key: 0x20, bytes: undefined },
  { block: 7, key: 0, bytes: new Uint8Array(2048).fill(fill + 1) },
];

describe('saved systems in the home', () => {
  let files: MemoryFiles;
  const said: string[] = [];
  const open = (): FileSavedSystems =>
    new FileSavedSystems(files, '/systems', (line) => void said.push(line));
  beforeEach(() => {
    files = new MemoryFiles(instantClock());
    said.length = 0;
  });

  it('are given back as they were', async () => {
    await open().put(system(1), blocks(5));
    await open().put(system(2, { name: 'SKEL', class: 'S', state: undefined }), []);
    expect(await open().start()).to.deep.equal([
      system(1),
      JSON.parse(JSON.stringify(system(2, { name: 'SKEL', class: 'S', state: undefined }))),
    ]);
    const read = await open().blocks(1);
    expect(read.map(({ block, key }) => [block, key])).to.deep.equal([
      [0, 0xf0],
      [1, 0x20],
      [7, 0],
    ]);
    expect(read.map(({ bytes }) => bytes?.[2047])).to.deep.equal([5, undefined, 6]);
    await open().remove(1);
    expect(await open().start()).to.have.length(1);
    expect(said).to.deep.equal([]);
  });

  it('are left out and said when they are damaged', async () => {
    for (const at of [0, 5, 20, 900, 3000]) {
      await open().put(system(1), blocks(5));
      const handle = await files.open('/systems/0001', 'write');
      const [byte = 0] = await files.read(handle, at, 1);
      await files.write(handle, at, Uint8Array.of(byte ^ 0x55));
      await files.close(handle);
      expect(await open().start()).to.deep.equal([]);
      expect(said.at(-1)).to.contain('saved system 0001');
    }
    const short = await files.open('/systems/0002', 'create');
    await files.close(short);
    expect(await open().start()).to.deep.equal([]);
  });

  it('are whole, old or new, wherever the power is lost', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      files = new MemoryFiles(instantClock());
      await open().put(system(1), blocks(5));
      let left = seed % 12;
      files.before = () => {
        if (left-- <= 0) throw new Error('the power is lost');
      };
      const told = await open()
        .put(system(1, { origin: 'NEW' }), blocks(9))
        .then(
          () => true,
          () => false,
        );
      files = files.crash(seededChooser(seed));
      const [found, more] = await open().start();
      expect(more).to.equal(undefined);
      const fresh = found?.origin === 'NEW';
      if (told) expect(fresh).to.equal(true);
      const read = await open().blocks(1);
      expect(read[0]?.bytes?.[0]).to.equal(fresh ? 9 : 5);
      expect(said).to.deep.equal([]);
    }
  });

  it('of which a crash left two of one name: the one saved last counts', async () => {
    await open().put(system(1, { created: 9000 }), blocks(1));
    await open().put(system(2), blocks(2));
    const library = new SystemLibrary(open());
    await library.start();
    expect(library.all().map(({ id }) => id)).to.deep.equal([1]);
    expect((await open().start()).map(({ id }) => id)).to.deep.equal([1]);
  });
});
