import { expect } from 'chai';
import { FileRecords } from '../../src/store/record-store.js';
import { MemoryFiles } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';

const record = (text: string): Uint8Array => Buffer.from(text);
const texts = (records: readonly Uint8Array[]): string[] =>
  records.map((one) => Buffer.from(one).toString());

describe('records', () => {
  let files: MemoryFiles;
  const open = (limit?: number): FileRecords => new FileRecords(files, '/d', 'x', limit);
  beforeEach(() => {
    files = new MemoryFiles(instantClock());
  });

  it('are given back in order, also from another object', async () => {
    const records = open();
    expect(await records.read()).to.deep.equal([]);
    await records.append([record('one'), record('')]);
    await Promise.all([records.append([record('two')]), records.append([record('three')])]);
    expect(texts(await open().read())).to.deep.equal(['one', '', 'two', 'three']);
  });

  it('survive a loss of power once appended', async () => {
    await open().append([record('one')]);
    files = files.crash(() => 0);
    expect(texts(await open().read())).to.deep.equal(['one']);
  });

  it('leave out what was cut off, and go on behind what is whole', async () => {
    await open().append([record('one'), record('two')]);
    const handle = await files.open('/d/x', 'write');
    await files.truncate(handle, 8);
    await files.close(handle);
    expect(texts(await open().read())).to.deep.equal(['one']);
    await open().append([record('three')]);
    expect(texts(await open().read())).to.deep.equal(['one', 'three']);
  });

  it('give up the oldest when there are too many', async () => {
    const records = open(8);
    for (const text of ['aaaaaaaa', 'bbbbbbbb', 'cccccccc']) await records.append([record(text)]);
    expect(texts(await records.read())).to.deep.equal(['bbbbbbbb', 'cccccccc']);
  });

  it('are gone when erased', async () => {
    const records = open(8);
    await records.append([record('aaaaaaaa')]);
    await records.append([record('bbbbbbbb')]);
    await records.erase();
    expect(await records.read()).to.deep.equal([]);
    await records.append([record('c')]);
    expect(texts(await open().read())).to.deep.equal(['c']);
  });

  it('tell when they could not be kept', async () => {
    files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    const records = open();
    let told = '';
    await records.append([record('one')]).catch((error: unknown) => {
      told = String(error);
    });
    expect(told).to.contain('EIO');
  });
});
