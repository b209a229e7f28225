/** The file system against a model: files in, files out, every block accounted for. */
import { expect } from 'chai';
import fc from 'fast-check';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { applyCommit, commitSome } from '../../../src/cms/files/commit.js';
import { directorySome, startDirectory } from '../../../src/cms/files/directory-change.js';
import { findEntry, findSlot, listEntries, matches } from '../../../src/cms/files/directory.js';
import { encodeEntry, nameKey } from '../../../src/cms/files/layout.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import {
  openCursor,
  readRecord,
  readRecords,
  readShared,
  seekRecord,
} from '../../../src/cms/files/reader.js';
import { collect, collectSome } from '../../../src/cms/files/tree.js';
import { blocksLeft, DiskError, dropChanges, releaseHeld } from '../../../src/cms/files/volume.js';
import type { Volume } from '../../../src/cms/files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type FileWriter,
} from '../../../src/cms/files/writer.js';
import { checkDisk } from '../../support/check-disk.js';
import { afterPowerLoss, memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

function mounted(disk: MemoryDisk): Volume {
  const volume = mountVolume(disk);
  if (volume === undefined) throw new Error('not a CMS disk');
  return volume;
}

function record(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 7) & 0xff);
}

type Operation =
  | { kind: 'write'; file: number; format: 'F' | 'V'; lengths: number[]; append: boolean }
  | { kind: 'erase'; file: number }
  | { kind: 'rename'; file: number; to: number };

const name = (file: number): string => `F${file}`;
/** The writer of a file that has ended: the next file takes its buffers, whatever the blocks of its disk are. */
let ended: FileWriter | undefined;

/** A change over steps, or in one go, with its two syncs. */
function commit(
  disk: MemoryDisk,
  volume: Volume,
  change: ReturnType<typeof newChange>,
  budget = Infinity,
): void {
  let plan = commitSome(volume, disk, change, undefined, now, budget);
  while (plan.stage !== 'ready') plan = commitSome(volume, disk, change, plan, now, budget);
  disk.sync();
  expect(applyCommit(volume, disk, change, plan)).to.equal(true);
  disk.sync();
  releaseHeld(volume);
}

function free(disk: MemoryDisk, volume: Volume, file: string, into: number[]): void {
  const entry = findEntry(volume, file, 'DATA');
  if (entry === undefined) return;
  const state = collect(entry);
  while (!collectSome(volume, disk, state, into, 3));
}

function perform(
  disk: MemoryDisk,
  volume: Volume,
  model: Map<string, { format: 'F' | 'V'; records: Uint8Array[] }>,
  operation: Operation,
  seed: number,
): void {
  const change = newChange(disk.device);
  const file = name(operation.file);
  if (operation.kind === 'write') {
    const old = model.get(file);
    const append = operation.append && old !== undefined;
    const format = append ? old.format : operation.format;
    const length = append && format === 'F' ? old.records[0]!.length : operation.lengths[0]!;
    let writer;
    if (append) writer = appendFile(volume, disk, change, findEntry(volume, file, 'DATA')!);
    else {
      free(disk, volume, file, change.freed);
      writer = startFile(volume, format, length, ended);
    }
    const records = operation.lengths.map((n, i) =>
      record(format === 'F' ? length : n, seed * 1000 + i),
    );
    for (const one of records) writeRecord(volume, disk, change, writer, one);
    const id = { name: file, type: 'DATA', modeNumber: 1 };
    change.puts.push(encodeEntry(finishFile(volume, disk, change, writer, id, now)));
    ended = writer;
    commit(disk, volume, change, 1 + ((seed * 97) % 500));
    model.set(file, { format, records: append ? [...old.records, ...records] : records });
  } else if (operation.kind === 'erase') {
    if (!model.has(file)) return;
    free(disk, volume, file, change.freed);
    change.removes.push(nameKey(file, 'DATA'));
    commit(disk, volume, change);
    model.delete(file);
  } else {
    const to = name(operation.to);
    if (!model.has(file) || model.has(to)) return;
    change.removes.push(nameKey(file, 'DATA'));
    change.puts.push(encodeEntry({ ...findEntry(volume, file, 'DATA')!, name: to }));
    commit(disk, volume, change);
    model.set(to, model.get(file)!);
    model.delete(file);
  }
}

const lengths = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 }),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 }),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(510, 509, 508, 1022, 1024), {
      minLength: 1,
      maxLength: 70,
    }),
  },
);
const file = fc.integer({ min: 0, max: 20 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      file,
      format: fc.constantFrom('F' as const, 'V' as const),
      lengths,
      append: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('erase' as const), file }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), file, to: file }) },
);

describe('CMS file system', () => {
  for (const blockSize of [512, 1024, 2048, 4096]) {
    it(`keeps what a model keeps, at random, blocks of ${blockSize}`, () => {
      fc.assert(
        fc.property(fc.array(operation, { minLength: 1, maxLength: 25 }), (operations) => {
          const disk = memoryDisk(0x191, buildDisk(6000, blockSize, 'TEST', [], now));
          let volume = mounted(disk);
          const model = new Map<string, { format: 'F' | 'V'; records: Uint8Array[] }>();
          operations.forEach((one, i) => {
            perform(disk, volume, model, one, i);
            if (i % 5 === 4) volume = mounted(disk);
          });
          expect(checkDisk(disk)).to.deep.equal([]);
          expect(volume.takenCount).to.equal(0);
          volume = mounted(disk);
          expect(volume.count).to.equal(model.size);
          for (const [key, { format, records }] of model) {
            const entry = findEntry(volume, key, 'DATA')!;
            expect(entry.format).to.equal(format);
            expect(readRecords(volume, disk, entry)).to.deep.equal(records);
            const cursor = openCursor(volume, disk.device, entry);
            const n = 1 + ((records.length * 7) % records.length);
            seekRecord(cursor, disk, records.length);
            expect(readRecord(cursor, disk)).to.deep.equal(records.at(-1));
            seekRecord(cursor, disk, n);
            expect(readRecord(cursor, disk)).to.deep.equal(records[n - 1]);
          }
        }),
        { seed: blockSize, numRuns: 40 },
      );
    });
  }

  it('changes a directory as a model does, over steps of any size', () => {
    const files = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    const together = (items: Uint8Array[], by: number): Uint8Array[] => {
      const chunks: Uint8Array[] = [];
      for (let i = 0; i < items.length; i += by) {
        chunks.push(Uint8Array.from(items.slice(i, i + by).flatMap((one) => [...one])));
      }
      return chunks;
    };
    fc.assert(
      fc.property(
        files,
        files,
        files,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (there, gone, come, budget, by) => {
          const sources = there.map((n) => ({ name: name(n), type: 'DATA', lines: [`${n}`] }));
          const volume = mounted(memoryDisk(0x191, buildDisk(400, 512, 'TEST', sources, now)));
          const entry = (n: number, i: number): Uint8Array =>
            encodeEntry({
              ...{ name: name(n), type: 'DATA', modeNumber: 2, format: 'F', recordLength: i + 1 },
              ...{ origin: 0, dataBlocks: 0, records: 0, levels: 0, pointerSize: 4, written: now },
            });
          const puts = [...come, ...come.slice(0, 3)].map(entry);
          const removes = gone.map((n) => nameKey(name(n), 'DATA'));
          const change = { removes: together(removes, by), puts: together(puts, by) };
          const made = startDirectory(volume, change);
          while (made.stage !== 'done') directorySome(volume, change, made, budget);
          const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
          const model = new Map(
            listEntries(volume, '*', '*').entries.map((one) => {
              const fst = volume.entries.subarray(
                findSlot(volume, nameKey(one.name, one.type)) * 64,
              );
              return [hex(fst.subarray(0, 16)), hex(fst.subarray(0, 64))];
            }),
          );
          for (const key of removes) model.delete(hex(key));
          for (const fst of puts) model.set(hex(fst.subarray(0, 16)), hex(fst));
          const found = [...made.order].map((slot) =>
            hex(made.entries.subarray(slot * 64, slot * 64 + 64)),
          );
          expect(made.count).to.equal(model.size);
          expect(found).to.deep.equal([...model].sort().map(([, fst]) => fst));
          expect([...made.order].sort((a, b) => a - b)).to.deep.equal([...found.keys()]);
          // a block that is not written anew must be as it was
          for (let slot = 0; slot < made.count; slot++) {
            if (made.dirty[Math.floor((slot + 2) / 8)] === 1) continue;
            const [from, to] = [slot * 64, slot * 64 + 64];
            expect(made.entries.slice(from, to)).to.deep.equal(volume.entries.slice(from, to));
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it('holds the old state or the new one when power is lost at any moment of a commit', () => {
    let lost = 0;
    fc.assert(
      fc.property(
        fc.array(operation, { minLength: 2, maxLength: 6 }),
        fc.integer(),
        (list, seed) => {
          const disk = memoryDisk(0x191, buildDisk(4000, 512, 'TEST', [], now));
          const volume = mounted(disk);
          const model = new Map<string, { format: 'F' | 'V'; records: Uint8Array[] }>();
          const states: string[] = [];
          const describeModel = (): string =>
            JSON.stringify([...model].map(([k, v]) => [k, v.records.length]).sort());
          const read = (image: Uint8Array): string => {
            const copy = memoryDisk(0x191, image);
            expect(checkDisk(copy)).to.deep.equal([]);
            const found = mounted(copy);
            return JSON.stringify(
              listEntries(found, '*', '*')
                .entries.map((e) => [e.name, e.records])
                .sort(),
            );
          };
          let chance = seed;
          // every write and every sync is a moment at which the power may go
          const moment = (): void => {
            // with nothing to lose all ways are the same
            const ways = disk.unsynced.length === 0 ? ['all'] : ['none', 'all', 'some', 'torn'];
            for (const way of ways) {
              const image = afterPowerLoss(disk, (i) => {
                chance = (Math.imul(chance, 1103515245) + 12345) >>> 0;
                if (way === 'torn') return i < disk.unsynced.length / 2;
                return way === 'all' || (way === 'some' && (chance & 0x10000) !== 0);
              });
              expect(states).to.include(read(image));
              lost++;
            }
          };
          const write = disk.write.bind(disk);
          const sync = disk.sync.bind(disk);
          disk.write = (block, bytes) => {
            const done = write(block, bytes);
            if (disk.writes % 3 === 0 || block === 1) moment();
            return done;
          };
          disk.sync = () => {
            moment();
            sync();
          };
          for (const [i, one] of list.entries()) {
            const before = describeModel();
            // what will be: performed on a copy first
            const twin = memoryDisk(0x191, disk.image);
            const twinModel = new Map(model);
            perform(twin, mounted(twin), twinModel, one, i);
            const after = JSON.stringify(
              [...twinModel].map(([k, v]) => [k, v.records.length]).sort(),
            );
            states.splice(0, states.length, before, after);
            perform(disk, volume, model, one, i);
          }
        },
      ),
      { seed: 7, numRuns: 15 },
    );
    expect(lost).to.be.greaterThan(200);
  });

  it('refuses what does not fit and leaves the disk as it was', () => {
    const disk = memoryDisk(0x191, buildDisk(400, 1024, 'TEST', [], now));
    const volume = mounted(disk);
    const left = blocksLeft(volume);
    const change = newChange(0x191);
    const writer = startFile(volume, 'F', 1024);
    expect(() => {
      for (let i = 0; i < 1000; i++) writeRecord(volume, disk, change, writer, record(1024, i));
    }).to.throw(DiskError, /full/);
    dropChanges(volume);
    expect(blocksLeft(volume)).to.equal(left);
    disk.sync();
    expect(checkDisk(disk)).to.deep.equal([]);
  });

  it('reads records that share bytes, and records for whoever changes them', () => {
    const disk = memoryDisk(0x191, buildDisk(400, 1024, 'TEST', [], now));
    const volume = mounted(disk);
    const change = newChange(0x191);
    const writer = startFile(volume, 'F', 512);
    for (const seed of [1, 2]) writeRecord(volume, disk, change, writer, record(512, seed));
    const id = { name: 'TWO', type: 'DATA', modeNumber: 1 };
    const cursor = openCursor(volume, 0x191, finishFile(volume, disk, change, writer, id, now));
    const [first, second] = [readShared(cursor, disk)!, readShared(cursor, disk)!];
    expect(first.buffer).to.equal(second.buffer);
    seekRecord(cursor, disk, 1);
    readRecord(cursor, disk)!.fill(0);
    readRecord(cursor, disk)!.fill(0);
    expect(readRecord(cursor, disk)).to.equal(undefined);
    expect([first, second]).to.deep.equal([record(512, 1), record(512, 2)]);
  });

  it('lets a full disk be emptied again', () => {
    const disk = memoryDisk(0x191, buildDisk(200, 512, 'TEST', [], now));
    const volume = mounted(disk);
    let files = 0;
    for (; files < 300; files++) {
      const change = newChange(0x191);
      try {
        const writer = startFile(volume, 'F', 80);
        writeRecord(volume, disk, change, writer, record(80, files));
        const id = { name: name(files), type: 'DATA', modeNumber: 1 };
        change.puts.push(encodeEntry(finishFile(volume, disk, change, writer, id, now)));
        commit(disk, volume, change);
      } catch (error) {
        expect(error).to.be.instanceOf(DiskError);
        dropChanges(volume);
        break;
      }
    }
    expect(files).to.be.within(100, 199);
    for (let i = 0; i < files; i++) {
      const change = newChange(0x191);
      free(disk, volume, name(i), change.freed);
      change.removes.push(nameKey(name(i), 'DATA'));
      commit(disk, volume, change);
    }
    expect(volume.count).to.equal(0);
    expect(checkDisk(disk)).to.deep.equal([]);
  });

  it('finds 32,000 files', () => {
    const files = Array.from({ length: 32000 }, (_, i) => ({
      name: `N${i}`,
      type: 'DATA',
      lines: ['x'],
    }));
    const disk = memoryDisk(0x191, buildDisk(90000, 512, 'TEST', files, now));
    const volume = mounted(disk);
    expect(volume.count).to.equal(32000);
    expect(findEntry(volume, 'N31999', 'DATA')?.records).to.equal(1);
    expect(findEntry(volume, 'N32000', 'DATA')).to.equal(undefined);
    expect(listEntries(volume, 'N1%', '*').entries).to.have.length(10);
    const change = newChange(0x191);
    for (let i = 0; i < 32000; i += 3) {
      free(disk, volume, `N${i}`, change.freed);
      change.removes.push(nameKey(`N${i}`, 'DATA'));
    }
    commit(disk, volume, change);
    expect(mounted(disk).count).to.equal(21333);
    expect(checkDisk(disk)).to.deep.equal([]);
  });

  it('matches patterns', () => {
    expect(matches('A*B', 'AxxB')).to.equal(true);
    expect(matches('A%B', 'AxB')).to.equal(true);
    expect(matches('A%B', 'AxxB')).to.equal(false);
    expect(matches('*PROF*', 'MYPROFILE')).to.equal(true);
    expect(matches('PROF', 'PROFILE')).to.equal(false);
    expect(matches('%*', '')).to.equal(false);
  });

  it('takes any damage to a disk for what it is, never for an exception of ours', () => {
    const files = [
      { name: 'A', type: 'B', lines: Array.from({ length: 300 }, (_, i) => `line ${i}`) },
      { name: 'C', type: 'D', lines: ['one', 'two'], fixedLength: 80 },
    ];
    const image = buildDisk(200, 512, 'TEST', files, now);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20000), fc.nat(255)), { maxLength: 20 }), (hits) => {
        const copy = image.slice();
        for (const [at, value] of hits) copy[512 + (at % (copy.length - 512))] = value;
        const disk = memoryDisk(0x191, copy);
        try {
          const volume = mountVolume(disk);
          if (volume === undefined) return;
          for (const entry of listEntries(volume, '*', '*').entries) {
            try {
              readRecords(volume, disk, entry);
            } catch (error) {
              if (!(error instanceof DiskError)) throw error;
            }
          }
        } catch (error) {
          if (!(error instanceof DiskError)) throw error;
        }
        expect(checkDisk(disk)).to.be.an('array');
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
