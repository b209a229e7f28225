import { expect } from 'chai';
import { CKD_GEOMETRIES } from '../../src/shared/ckd-geometry-table.js';
import type { CkdModel } from '../../src/shared/ckd-geometry-table.js';
import { herculesHeader, ownHeader, ownLayout, readLayout } from '../../src/store/ckd-image.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { MemoryFiles } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';

const SHAPE = { type: 'ckd', model: '3350', cylinders: 3 } as const;
const PATH = '/h/users/ALICE/0191.image';

describe('images of count-key-data tracks', () => {
  let files: MemoryFiles;
  let disks: FileMinidiskStore;
  beforeEach(() => {
    files = new MemoryFiles(instantClock());
    disks = new FileMinidiskStore(files, '/h', () => undefined);
  });
  const put = async (bytes: Uint8Array, size = bytes.length): Promise<void> => {
    await files.makeDirectory('/h/users/ALICE');
    const handle = await files.open(PATH, 'create');
    await files.write(handle, 0, bytes);
    await files.truncate(handle, size);
    await files.close(handle);
  };
  const fault = async (shape: Parameters<FileMinidiskStore['open']>[2] = SHAPE): Promise<string> =>
    disks.open('ALICE', 0x191, shape, false).then(
      ({ disk }) => `opened ${JSON.stringify(disk)}`,
      (error: unknown) => (error as Error).message,
    );

  it('are made when there is none, and opened as they were made', async () => {
    for (const readOnly of [false, true]) {
      const { disk, handle } = await disks.open('ALICE', 0x191, SHAPE, readOnly);
      expect(disk).to.eql({ ...SHAPE, base: 512, slot: 19_456 });
      await disks.close(handle);
    }
    expect(await files.size(PATH)).to.equal(512 + 3 * 30 * 19_456);
    // the image wins over a directory that was changed since
    expect(await fault({ ...SHAPE, cylinders: 200 })).to.contain('"cylinders":3');
  });

  it('of Hercules are used as they are', async () => {
    const layout = ownLayout({ type: 'ckd', model: '3330-1', cylinders: 2 });
    await put(herculesHeader(layout), 512 + 2 * 19 * layout.slot);
    expect(await fault({ type: 'ckd', model: '3330-11', cylinders: 500 })).to.equal(
      `opened ${JSON.stringify(layout)}`,
    );
  });

  it('are refused when they are of another kind or damaged, and left open nowhere', async () => {
    const own = ownHeader(ownLayout(SHAPE));
    const size = 512 + 3 * 30 * 19_456;
    const changed = (at: number, value: number): Uint8Array => {
      const bytes = own.slice();
      bytes[at] = value;
      return bytes;
    };
    const hercules = herculesHeader(ownLayout(SHAPE));
    const other = (at: number, value: number): Uint8Array => {
      const bytes = hercules.slice();
      bytes[at] = value;
      return bytes;
    };
    const cases: [string, Uint8Array, number, RegExp][] = [
      ['nothing', new Uint8Array(0), 0, /not one of count-key-data/],
      ['zeros', new Uint8Array(512), size, /not one of count-key-data/],
      ['too short', own, size - 1, /too short/],
      ['heads', changed(11, 31), size, /damaged/],
      ['slot', changed(15, 1), size, /damaged/],
      ['model', changed(20, 0x41), size, /unknown device type/],
      ['no cylinders', changed(19, 0), size, /damaged/],
      ['many cylinders', changed(16, 0xff), size, /damaged/],
      ['hercules heads', other(8, 200), size, /damaged/],
      ['hercules slot', other(15, 0x70), size, /damaged/],
      ['hercules slot 0', other(13, 0), size, /damaged/],
      ['hercules type', other(16, 0x99), size, /unknown device type/],
      ['hercules part', other(17, 2), size, /several files/],
      ['hercules empty', hercules, 512, /damaged/],
      ['hercules other type', other(16, 0x30), size, /damaged/],
      ['compressed', Buffer.from('CKD_C370'.padEnd(512, '\0')), size, /not one of count-key-data/],
    ];
    for (const [name, header, bytes, wanted] of cases) {
      await put(header, bytes);
      expect(await fault(), name).to.match(wanted);
      await files.unlink(PATH);
    }
    await put(own, size);
    expect(await fault({ type: 'fba', blocks: 100 })).to.match(/is one of count-key-data/);
    expect(await fault({ type: 'ckd', model: '3330-1', cylinders: 1 })).to.match(/that of a 3350/);
  });

  it('have headers that are read back, for every model', () => {
    for (const model of Object.keys(CKD_GEOMETRIES) as CkdModel[]) {
      const { cylinders, heads } = CKD_GEOMETRIES[model];
      const layout = ownLayout({ type: 'ckd', model, cylinders });
      const size = 512 + cylinders * heads * layout.slot;
      expect(readLayout(ownHeader(layout), size)).to.eql(layout);
      expect(readLayout(herculesHeader(layout), size)).to.eql(layout);
    }
  });
});
