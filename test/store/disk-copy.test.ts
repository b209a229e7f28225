/** Minidisks brought in from files of the host and taken out, on files of Hercules where it is installed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { AdministrationFault } from '../../src/cp/ports/administration.js';
import { behind, HOME_BYTES, recordAt } from '../../src/shared/ckd-track.js';
import { StoreDiskAdministration } from '../../src/store/disk-administration.js';
import type { FileDirectoryStore } from '../../src/store/directory-store.js';
import { parseEntry } from '../../src/store/directory-statements.js';
import { nodeFiles } from '../../src/store/host-files.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { describeWithTools, HERCULES_TOOLS, hercules } from '../support/hercules-tools.js';

const SLOT = 19_456;
const ENTRY = parseEntry(
  [
    'USER ALICE * 1M',
    'MDISK 191 FB-512 * 100 V MR',
    'MDISK 350 3350 0 555 V MR',
    'MDISK 351 3350 0 3 V MR',
    'MDISK 330 3330 0 808 V MR',
    'MDISK 340 3340 0 696 V MR',
    'MDISK 314 2314 0 200 V MR',
  ].join('\n'),
).entry;

/** A track up to its end. */
function used(image: Uint8Array, at: number, slot: number): string {
  const track = image.subarray(at, at + slot);
  let end = HOME_BYTES;
  for (let shape = recordAt(track, end); shape !== 'end'; shape = recordAt(track, end)) {
    if (shape === undefined) throw new Error('no record');
    end = behind(end, shape);
  }
  return Buffer.from(track.subarray(0, end + 8)).toString('hex');
}

describe('disks as files of the host', () => {
  let folder: string;
  let disks: FileMinidiskStore;
  let administration: StoreDiskAdministration;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmts-disk-'));
    const files = nodeFiles();
    disks = new FileMinidiskStore(files, folder, () => undefined);
    const find = (userid: string) => (userid === 'ALICE' ? ENTRY : undefined);
    const directory = { find } as unknown as FileDirectoryStore;
    administration = new StoreDiskAdministration(files, directory, disks);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const at = (name: string): string => join(folder, name);
  const image = (device: string): Uint8Array => readFileSync(at(`users/ALICE/0${device}.image`));
  const bring = (device: number, ...names: readonly string[]): Promise<string> =>
    administration.importDisk('alice', device, names.map(at), false);
  const refusal = async (work: Promise<string>): Promise<string> => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AdministrationFault);
    return (error as Error).message;
  };

  it('of blocks are copied as they are, with holes where there is nothing', async () => {
    const bytes = new Uint8Array(100 * 512);
    bytes.fill(7, 512 * 99);
    writeFileSync(at('blocks'), bytes);
    expect(await bring(0x191, 'blocks')).to.equal('ALICE 0191: 9336 100 BLK');
    expect(Buffer.compare(image('191'), bytes)).to.equal(0);
    await administration.exportDisk('ALICE', 0x191, at('out'), false);
    expect(Buffer.compare(readFileSync(at('out')), bytes)).to.equal(0);
    const again = administration.exportDisk('ALICE', 0x191, at('out'), false);
    expect(await refusal(again)).to.contain('EEXIST');
  });

  it('are refused with a reason, and what was there stays', async () => {
    writeFileSync(at('odd'), 'x');
    writeFileSync(at('large'), new Uint8Array(101 * 512));
    writeFileSync(at('header'), Buffer.from('CKD_P370'.padEnd(512, '\0')));
    writeFileSync(at('blocks'), new Uint8Array(512).fill(1));
    await bring(0x191, 'blocks');
    const cases: [number, string[], RegExp][] = [
      [0x191, ['none'], /ENOENT/],
      [0x191, ['odd'], /neither an image/],
      [0x191, ['large'], /file is 9336 101 BLK, but the minidisk 9336 100 BLK/],
      [0x191, ['header'], /damaged header/],
      [0x350, ['blocks'], /file is 9336 1 BLK, but the minidisk 3350 555 CYL/],
      [0x191, ['blocks', 'odd'], /shadow files belong/],
      [0x999, ['blocks'], /no MDISK 0999/],
    ];
    for (const [device, names, wanted] of cases) {
      expect(await refusal(bring(device, ...names)), names.join()).to.match(wanted);
    }
    expect(await refusal(administration.importDisk('BOB', 0x191, [at('odd')], false))).to.contain(
      'not in the directory',
    );
    expect(
      await refusal(administration.importDisk('ALICE', 0x191, [at('blocks')], true)),
    ).to.contain('not an image of count-key-data');
    expect(await refusal(administration.exportDisk('ALICE', 0x350, at('x'), true))).to.contain(
      'never been linked',
    );
    expect(image('191')[0]).to.equal(1);
    const { handle } = await disks.open('ALICE', 0x191, { type: 'fba', blocks: 100 }, true);
    expect(await refusal(bring(0x191, 'blocks'))).to.contain('in use');
    expect(await administration.listDisks('alice')).to.deep.include.members([
      { device: 0x191, shape: '9336 100 BLK', mode: 'MR', made: true, inUse: true },
      { device: 0x350, shape: '3350 555 CYL', mode: 'MR', made: false, inUse: false },
    ]);
    await disks.close(handle);
  });

  /** A compressed image of one cylinder of a 3350 made by hand: track 0 is `content`. */
  function compressed(how: number, content: Uint8Array, change?: (bytes: Buffer) => void): void {
    const bytes = Buffer.alloc(1024 + 4 + 2048 + 5 + content.length);
    bytes.write('CKD_C370');
    bytes.writeUInt32LE(30, 8);
    bytes.writeUInt32LE(SLOT, 12);
    bytes[16] = 0x50;
    bytes.writeUInt32LE(1, 512 + 4);
    bytes.writeUInt32LE(1, 512 + 40);
    bytes.writeUInt32LE(1028, 1024);
    bytes.writeUInt32LE(1028 + 2048, 1028);
    bytes.writeUInt16LE(5 + content.length, 1032);
    bytes[1028 + 2048] = how;
    content.forEach((byte, n) => (bytes[1028 + 2048 + 5 + n] = byte));
    change?.(bytes);
    writeFileSync(at('c'), bytes);
  }
  const content = Buffer.from('00000000000000080000000000000000ffffffffffffffff', 'hex');

  it('that are compressed and damaged are refused, whatever is wrong', async () => {
    compressed(1, deflateSync(content));
    expect(await bring(0x351, 'c')).to.equal('ALICE 0351: 3350 1 CYL');
    const cases: [string, () => void, RegExp][] = [
      ['bomb', () => compressed(1, deflateSync(Buffer.alloc(1_000_000))), /track 0/],
      ['zlib', () => compressed(1, Buffer.from('nonsense')), /track 0/],
      ['bzip2', () => compressed(2, Buffer.from('BZh9nonsense')), /track 0/],
      ['kind', () => compressed(3, content), /unknown compression/],
      ['no end', () => compressed(0, content.subarray(0, 16)), /track 0 is damaged/],
      ['cylinders', () => compressed(0, content, (b) => b.writeUInt32LE(0, 552)), /damaged/],
      [
        'tables',
        () => compressed(0, content, (b) => b.writeUInt32LE(1e9, 516)),
        /number of tables/,
      ],
      [
        'no tables',
        () => compressed(0, content, (b) => b.writeUInt32LE(0, 516)),
        /number of tables/,
      ],
      ['table', () => compressed(0, content, (b) => b.writeUInt32LE(1e9, 1024)), /table 0/],
      ['track', () => compressed(0, content, (b) => b.writeUInt32LE(1e9, 1028)), /track 0/],
      ['order', () => compressed(0, content, (b) => b.writeUInt8(2, 515)), /high byte first/],
      ['shadow', () => compressed(0, content, (b) => b.write('CKD_S370')), /shadow file alone/],
    ];
    for (const [name, make, wanted] of cases) {
      make();
      expect(await refusal(bring(0x351, 'c')), name).to.match(wanted);
    }
    const random = fc.record({ place: fc.nat(3000), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(random, { maxLength: 5 }), async (changes) => {
        compressed(1, deflateSync(content), (bytes) => {
          for (const { place, value } of changes) bytes[place % bytes.length] = value;
        });
        await bring(0x351, 'c').catch((error: unknown) => {
          expect(error).to.be.instanceOf(AdministrationFault);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('take tracks that changed from shadow files', async () => {
    const other = Buffer.from(content);
    other[12] = 0x77;
    compressed(0, other, (bytes) => bytes.write('CKD_S370'));
    writeFileSync(at('s'), readFileSync(at('c')));
    compressed(0, content);
    await bring(0x351, 'c', 's');
    expect(used(image('351'), 512, SLOT)).to.contain('77');
    expect(await refusal(bring(0x351, 'c', 'c'))).to.contain('does not belong');
  });

  describeWithTools('of Hercules', HERCULES_TOOLS, () => {
    it('have the same tracks here, plain and compressed', async () => {
      for (const [device, type, slot, heads] of [
        ['350', '3350', SLOT, 30],
        ['330', '3330', 13_312, 19],
        ['340', '3340', 8704, 12],
        ['314', '2314', 7680, 20],
      ] as const) {
        const plain = `${type}.plain`;
        hercules(folder, 'dasdinit', plain, type, 'VOL001', '3');
        const tracks = 3 * heads;
        for (const option of ['', '-0', '-z', '-bz2']) {
          const name = option === '' ? plain : `${type}${option}`;
          let same = plain;
          if (option !== '') {
            hercules(folder, 'dasdinit', option, name, type, 'VOL001', '3');
            // what Hercules itself reads from it
            same = `${name}.plain`;
            hercules(folder, 'dasdcopy', '-q', '-o', 'CKD', name, same);
          }
          const original = readFileSync(at(same));
          const wanted = Array.from({ length: tracks }, (_, n) =>
            used(original, 512 + n * slot, slot),
          );
          const said = await bring(Number.parseInt(device, 16), name);
          expect(said).to.equal(`ALICE 0${device}: ${type} 3 CYL`);
          const copy = image(device);
          const got = Array.from({ length: tracks }, (_, n) => {
            const at = 512 + n * slot;
            // one that has nothing on it is a hole
            const hole = copy.subarray(at, at + slot).every((byte) => byte === 0);
            return hole ? '' : used(copy, at, slot);
          });
          got.forEach((track, n) => {
            if (track !== '') expect(track, `${name} track ${n}`).to.equal(wanted[n]);
            else expect(wanted[n], `${name} track ${n}`).to.have.length(2 * 29);
          });
          expect(got.filter((track) => track !== '').length).to.be.greaterThan(0);
        }
      }
    }).timeout(120_000);

    it('with files on them go in compressed and out plain, and Hercules reads them', async () => {
      const text = Array.from({ length: 500 }, (_, n) => `line ${n}`.padEnd(80)).join('');
      writeFileSync(at('text'), text);
      writeFileSync(
        at('control'),
        'TSTRES 3350 5\nSYS1.TEXT SEQ text CYL 1 0 0 PS FB 80 800\nSYSVTOC VTOC CYL 1\n',
      );
      hercules(folder, 'dasdload', 'control', 'plain');
      const plain = readFileSync(at('plain'));
      for (const option of ['-z', '-bz2']) {
        hercules(folder, 'dasdcopy', option, '-o', 'CCKD', 'plain', `packed${option}`);
        await bring(0x350, `packed${option}`);
        const out = at(`out${option}`);
        expect(await administration.exportDisk('ALICE', 0x350, out, true)).to.match(
          /: 3350 (5|555) CYL$/,
        );
        const back = readFileSync(out);
        for (let n = 0; n < 150; n++) {
          expect(used(back, 512 + n * SLOT, SLOT), `track ${n}`).to.equal(
            used(plain, 512 + n * SLOT, SLOT),
          );
        }
        expect(hercules(folder, 'dasdls', out))
          .to.contain('VOLSER=TSTRES')
          .and.to.contain('SYS1.TEXT');
        hercules(folder, 'dasdcopy', '-z', '-o', 'CCKD', out, `again${option}`);
        hercules(folder, 'cckdcdsk', '-3', `again${option}`);
      }
    }).timeout(120_000);

    it('are made of minidisks that were hardly written', async () => {
      const shape = { type: 'ckd', model: '3330-1', cylinders: 4 } as const;
      const { handle } = await disks.open('ALICE', 0x330, shape, false);
      await disks.close(handle);
      await administration.exportDisk('ALICE', 0x330, at('ours'), false);
      expect(statSync(at('ours')).blocks, 'holes stay holes').to.be.lessThan(100);
      await administration.exportDisk('ALICE', 0x330, at('out'), true);
      hercules(folder, 'dasdcopy', '-0', '-o', 'CCKD', at('out'), at('packed'));
      hercules(folder, 'cckdcdsk', '-3', at('packed'));
      expect(existsSync(at('packed'))).to.equal(true);
    });
  });
});
