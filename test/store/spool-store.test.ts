import { expect } from 'chai';
import type { SpoolFile } from '../../src/cp/ports/spool-store.js';
import { FILE_HEADER } from '../../src/shared/spool-record.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';
import { MemoryFiles, seededChooser } from '../support/memory-files.js';
import { VirtualClock } from '../support/virtual-clock.js';

const HOME = '/home/spool';

function describeFile(id: number, bytes: number, owner = 'BOB'): SpoolFile {
  return {
    id,
    owner,
    origin: 'ALICE',
    queue: 'RDR',
    device: 'PUN',
    class: 'A',
    records: 1,
    bytes,
    copies: 1,
    hold: 'NONE',
    keep: false,
    name: 'REPORT',
    type: 'DATA',
    dist: 'ALICE',
    form: 'STANDARD',
    created: 1_780_000_000_000,
    order: id,
  };
}

function content(id: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => (id * 31 + n) & 0xff);
}

/** Runs virtual time until the promise settles. */
async function finish<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  const state = { done: false };
  const mark = () => {
    state.done = true;
  };
  work.then(mark, mark);
  for (let n = 0; !state.done && n < 10_000; n++) await clock.advance(1);
  expect(state.done, 'the work ended').to.equal(true);
  return work;
}

async function started(
  clock: VirtualClock,
  files: MemoryFiles,
  log: string[] = [],
): Promise<FileSpoolStore> {
  const store = new FileSpoolStore(files, HOME, (line) => log.push(line));
  await finish(clock, store.start());
  return store;
}

async function write(store: FileSpoolStore, files: MemoryFiles, file: SpoolFile): Promise<void> {
  const { handle } = await store.create();
  files.writeAt(handle, FILE_HEADER, content(file.id, file.bytes));
  await store.commit(handle, file);
}

async function readBack(store: FileSpoolStore, files: MemoryFiles, file: SpoolFile) {
  const { handle, bytes } = await store.open(file.owner, file.id);
  const into = new Uint8Array(bytes);
  expect(files.readAt(handle, FILE_HEADER, into)).to.equal(bytes);
  await store.close(handle);
  return into;
}

describe('spool store', () => {
  let clock: VirtualClock;
  let files: MemoryFiles;
  beforeEach(() => {
    clock = new VirtualClock();
    files = new MemoryFiles(clock);
  });

  it('keeps committed files over a stop and a start', async () => {
    const store = await started(clock, files);
    await finish(clock, write(store, files, describeFile(7, 300)));
    await finish(clock, store.stop());
    expect(files.openHandles).to.equal(0);
    const again = await started(clock, files);
    expect(again.files()).to.deep.equal([describeFile(7, 300)]);
    const bytes = await finish(clock, readBack(again, files, describeFile(7, 300)));
    expect(bytes).to.deep.equal(content(7, 300));
  });

  it('removes files that were open when the process was killed', async () => {
    const store = await started(clock, files);
    const { handle } = await finish(clock, store.create());
    files.writeAt(handle, FILE_HEADER, content(1, 100));
    const after = files.kill();
    const again = await started(clock, after);
    expect(again.files()).to.deep.equal([]);
    expect(after.paths().filter((path) => path.includes('/open/'))).to.deep.equal([]);
  });

  it('moves, changes and removes files durably', async () => {
    const store = await started(clock, files);
    for (const id of [1, 2, 3]) await finish(clock, write(store, files, describeFile(id, 50)));
    const moved = describeFile(9, 50, 'MAINT');
    const changed = { ...describeFile(2, 50), class: 'Z', keep: true };
    await finish(
      clock,
      store.change({
        move: [{ from: { owner: 'BOB', id: 1 }, to: moved }],
        put: [changed],
        remove: [{ owner: 'BOB', id: 3 }],
      }),
    );
    const after = files.kill();
    const again = await started(clock, after);
    expect(again.files()).to.have.deep.members([moved, changed]);
    expect(await finish(clock, readBack(again, after, moved))).to.deep.equal(content(1, 50));
    expect(after.paths().filter((path) => path.includes('/files/')).length).to.equal(2);
  });

  it('rebuilds the queues from the files when the index is lost', async () => {
    const store = await started(clock, files);
    for (const id of [1, 2]) await finish(clock, write(store, files, describeFile(id, 50)));
    await finish(clock, store.change({ put: [{ ...describeFile(2, 50), class: 'Q' }] }));
    await finish(clock, store.stop());
    for (const path of files.paths()) {
      if (!path.includes('/files/')) await finish(clock, files.unlink(path));
    }
    const log: string[] = [];
    const again = await started(clock, files, log);
    expect(again.files()).to.have.deep.members([
      describeFile(1, 50),
      { ...describeFile(2, 50), class: 'Q' },
    ]);
    expect(log.join()).to.match(/rebuilding it from 2 files/);
  });

  it('does not trust an older index when the present one is damaged', async () => {
    const store = await started(clock, files);
    for (const id of [1, 2]) await finish(clock, write(store, files, describeFile(id, 50)));
    await finish(clock, store.stop());
    const handle = await finish(clock, files.open(`${HOME}/index.json`, 'write'));
    await finish(clock, files.write(handle, 40, Uint8Array.of(0)));
    await finish(clock, files.close(handle));
    const log: string[] = [];
    const again = await started(clock, files, log);
    expect(again.files()).to.have.deep.members([describeFile(1, 50), describeFile(2, 50)]);
    expect(log.join()).to.match(/generation before.*rebuilding it from 2 files/);
  });

  it('rebuilds from the files when the journal is damaged in the middle', async () => {
    const store = await started(clock, files);
    for (const id of [1, 2, 3]) await finish(clock, write(store, files, describeFile(id, 50)));
    const after = files.kill();
    const handle = await finish(clock, after.open(`${HOME}/journal-1.jsonl`, 'write'));
    await finish(clock, after.write(handle, 30, Uint8Array.of(0)));
    await finish(clock, after.close(handle));
    const again = await started(clock, after);
    expect(again.files().map((file) => file.id)).to.have.members([1, 2, 3]);
  });

  it('drops a file that could not be synced, says so, and goes on', async () => {
    const log: string[] = [];
    const store = await started(clock, files, log);
    let failures = 1;
    files.before = (operation) => {
      if (operation === 'fdatasync' && failures-- > 0) throw new Error('EIO');
    };
    const failed = await finish(
      clock,
      write(store, files, describeFile(1, 50)).catch((error: unknown) => String(error)),
    );
    expect(failed).to.match(/EIO/);
    expect(log.join()).to.match(/dropped/);
    await finish(clock, write(store, files, describeFile(2, 50)));
    expect(store.files()).to.deep.equal([describeFile(2, 50)]);
    const again = await started(clock, files.kill());
    expect(again.files()).to.deep.equal([describeFile(2, 50)]);
  });

  it('replaces a journal that could not be synced', async () => {
    const log: string[] = [];
    const store = await started(clock, files, log);
    let syncs = 0;
    files.before = (operation) => {
      // of a commit: the first sync is the data's, the second the journal's
      if (operation === 'fdatasync' && ++syncs === 2) throw new Error('EIO');
    };
    const failed = await finish(
      clock,
      write(store, files, describeFile(1, 50)).catch((error: unknown) => String(error)),
    );
    expect(failed).to.match(/EIO/);
    await finish(clock, write(store, files, describeFile(2, 50)));
    const again = await started(clock, files.kill());
    expect(again.files()).to.deep.equal([describeFile(2, 50)]);
    expect(log.join()).to.match(/journal could not be synced/);
  });

  it('refuses a commit that claims more than was written', async () => {
    const store = await started(clock, files);
    const { handle } = await finish(clock, store.create());
    const outcome = await finish(
      clock,
      store.commit(handle, describeFile(1, 80)).catch((error: unknown) => String(error)),
    );
    expect(outcome).to.match(/shorter/);
    expect(store.files()).to.deep.equal([]);
    expect(files.openHandles).to.equal(1); // the journal
  });

  it('makes checkpoints on the way and keeps everything over them', async () => {
    const store = await started(clock, files);
    await finish(clock, write(store, files, describeFile(1, 10)));
    for (let n = 0; n < 2100; n += 100) {
      const changes = Array.from({ length: 100 }, (_, k) =>
        store.change({ put: [{ ...describeFile(1, 10), order: n + k }] }),
      );
      await finish(clock, Promise.all(changes));
    }
    const journals = files.paths().filter((path) => path.includes('journal-'));
    expect(journals).to.deep.equal([`${HOME}/journal-2.jsonl`]);
    const again = await started(clock, files.kill());
    expect(again.files()).to.deep.equal([{ ...describeFile(1, 10), order: 2099 }]);
  });

  it('loses nothing announced and keeps nothing half at every point of power loss', async () => {
    let points = 0;
    let survivors = 0;
    for (let step = 1; step < 200; step++) {
      for (let seed = 0; seed < 6; seed++) {
        const virtual = new VirtualClock();
        const disk = new MemoryFiles(virtual);
        const store = await started(virtual, disk);
        const announced: SpoolFile[] = [];
        const begun: SpoolFile[] = [];
        const from = disk.operations;
        let after: MemoryFiles | undefined;
        disk.before = () => {
          if (disk.operations - from === step)
            after = disk.crash(seededChooser(seed * 1000 + step));
        };
        const sender = async (first: number) => {
          for (const id of [first, first + 1]) {
            const file = describeFile(id, 100 + id);
            begun.push(file);
            await write(store, disk, file);
            announced.push(file);
          }
        };
        void sender(1).catch(() => undefined);
        void sender(11).catch(() => undefined);
        await virtual.advance(60);
        if (after === undefined) {
          expect(announced.length).to.equal(4);
          expect(points).to.be.greaterThan(100);
          expect(survivors).to.be.greaterThan(50);
          return;
        }
        points++;
        const again = await started(virtual, after);
        const kept = again.files();
        for (const file of announced) expect(kept).to.deep.include(file);
        for (const file of kept) {
          expect(begun).to.deep.include(file);
          const bytes = await finish(virtual, readBack(again, after, file));
          expect(bytes).to.deep.equal(content(file.id, file.bytes));
          survivors++;
        }
        const data = after.paths().filter((path) => path.includes('/files/'));
        expect(data.length).to.equal(kept.length);
        expect(after.paths().filter((path) => path.includes('/open/'))).to.deep.equal([]);
      }
    }
    expect.fail('the scenario never came to its end');
  });
});
