import { expect } from 'chai';
import { DamagedFile, DurableJson } from '../../src/store/durable-json.js';
import { Journal, readJournal } from '../../src/store/journal.js';
import { MemoryFiles, seededChooser } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';
import { VirtualClock } from '../support/virtual-clock.js';

async function replace(files: MemoryFiles, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await files.open(path, 'write');
  await files.truncate(handle, 0);
  await files.write(handle, 0, bytes);
  await files.close(handle);
}

describe('durable JSON', () => {
  let files: MemoryFiles;
  beforeEach(async () => {
    files = new MemoryFiles(instantClock());
    await files.makeDirectory('/d');
  });

  it('gives back what was written, null before', async () => {
    const json = new DurableJson<{ n: number }>(files, '/d', 'x.json');
    expect(await json.read()).to.equal(null);
    await json.write({ n: 1 });
    await json.write({ n: 2 });
    expect(await new DurableJson(files, '/d', 'x.json').read()).to.deep.equal({ n: 2 });
    expect(files.paths()).to.deep.equal(['/d/x.json', '/d/x.json.bak']);
  });

  it('makes one write of many that come together', async () => {
    const json = new DurableJson<{ n: number }>(files, '/d', 'x.json');
    let syncs = 0;
    files.before = (operation) => {
      if (operation === 'fdatasync') syncs++;
    };
    await Promise.all(Array.from({ length: 200 }, (_, n) => json.write({ n })));
    expect(syncs).to.be.lessThan(3);
    expect(await json.read()).to.deep.equal({ n: 199 });
  });

  it('uses the generation before when the present one is damaged, and says so', async () => {
    const said: string[] = [];
    const json = new DurableJson<{ n: number }>(files, '/d', 'x.json', (line) => said.push(line));
    await json.write({ n: 1 });
    await json.write({ n: 2 });
    await replace(files, '/d/x.json', Buffer.from('VMTS1 0\n{"n":3}'));
    expect(await json.read()).to.deep.equal({ n: 1 });
    expect(said.length).to.equal(1);
    await replace(files, '/d/x.json.bak', new Uint8Array());
    const failure = await json.read().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DamagedFile);
  });

  it('tells only those whose write failed, and leaves the old state', async () => {
    const json = new DurableJson<{ n: number }>(files, '/d', 'x.json');
    await json.write({ n: 1 });
    files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    const failure = await json.write({ n: 2 }).catch((error: unknown) => String(error));
    expect(failure).to.match(/EIO/);
    files.before = undefined;
    expect(await json.read()).to.deep.equal({ n: 1 });
    await json.write({ n: 3 });
    expect(await json.read()).to.deep.equal({ n: 3 });
  });

  it('has an acknowledged state or a later one after every loss of power', async () => {
    let points = 0;
    for (let step = 1; ; step++) {
      const clock = new VirtualClock();
      const disk = new MemoryFiles(clock);
      await Promise.all([disk.makeDirectory('/d'), clock.advance(1)]);
      let acknowledged = 0;
      let after: MemoryFiles | undefined;
      const from = disk.operations;
      disk.before = () => {
        if (disk.operations - from === step) after = disk.crash(seededChooser(step));
      };
      const json = new DurableJson<{ n: number }>(disk, '/d', 'x.json');
      const work = async () => {
        for (let n = 1; n <= 4; n++) {
          await json.write({ n });
          acknowledged = n;
        }
      };
      void work();
      await clock.advance(40);
      if (after === undefined) {
        expect(acknowledged).to.equal(4);
        expect(points).to.be.greaterThan(20);
        return;
      }
      points++;
      const again = new DurableJson<{ n: number }>(after, '/d', 'x.json').read();
      await clock.advance(5);
      const state = await again;
      expect(state?.n ?? 0).to.be.within(acknowledged, 4);
    }
  });
});

describe('journal', () => {
  let files: MemoryFiles;
  beforeEach(async () => {
    files = new MemoryFiles(instantClock());
    await files.makeDirectory('/d');
  });

  it('cuts a torn tail off and goes on behind what is good', async () => {
    const journal = await Journal.create<number>(files, '/d', 'j', 5);
    await journal.append([1, 2]);
    await journal.append([3]);
    await journal.close();
    const bytes = (await files.readFile('/d/j'))!;
    for (let length = 0; length < bytes.length; length++) {
      const content = readJournal<number>(bytes.subarray(0, length));
      expect(content.damaged).to.equal(false);
      expect(content.entries).to.deep.equal(length < 35 ? [] : [1, 2]);
    }
    await replace(files, '/d/j', bytes.subarray(0, bytes.length - 3));
    const opened = await Journal.open<number>(files, '/d', 'j');
    expect(opened.content.entries).to.deep.equal([1, 2]);
    expect(opened.content.tornBytes).to.be.greaterThan(0);
    expect(opened.journal.next).to.equal(6);
    await opened.journal.append([4]);
    const again = readJournal<number>((await files.readFile('/d/j'))!);
    expect(again).to.include({ first: 5, last: 6, tornBytes: 0, damaged: false });
    expect(again.entries).to.deep.equal([1, 2, 4]);
  });

  it('knows damage in the middle from a torn tail', async () => {
    const journal = await Journal.create<number>(files, '/d', 'j', 0);
    for (const n of [1, 2, 3]) await journal.append([n]);
    const bytes = (await files.readFile('/d/j'))!;
    bytes[12] = (bytes[12] ?? 0) ^ 1;
    expect(readJournal<number>(bytes).damaged).to.equal(true);
  });

  it('is over after a sync that failed', async () => {
    const journal = await Journal.create<number>(files, '/d', 'j', 0);
    files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    const first = await journal.append([1]).catch((error: unknown) => String(error));
    files.before = undefined;
    const second = await journal.append([2]).catch((error: unknown) => String(error));
    expect([first, second]).to.deep.equal(['Error: EIO', 'Error: journal failed']);
  });
});
