/** Packed files: the codes of z/VM, those of before, and damage. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  feedUnpacking,
  finishPacking,
  packedHeader,
  packRecord,
  packSome,
  startPacking,
  startUnpacking,
  unpackRecord,
  unpackShared,
  type PackedFile,
} from '../../../src/cms/files/packed.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';

/** The first records of a packed file. */
function unpack(blocks: readonly Uint8Array[]): string[] | 'damaged' | 'none' {
  const file = packedHeader(blocks[0]!);
  if (file === undefined) return 'none';
  const unpacking = startUnpacking(file, blocks[0]!);
  const out: string[] = [];
  for (let next = 1; ;) {
    const record = unpackRecord(unpacking);
    if (record === 'damaged') return 'damaged';
    if (record === 'end') return out;
    if (record === 'more') {
      if (next === blocks.length) return 'damaged';
      feedUnpacking(unpacking, blocks[next++]!);
    } else out.push(fromEbcdic(record));
  }
}

/** A block of 1,024 bytes: some bytes, then what stood in the buffer before. */
const block = (...bytes: (number | string)[]): Uint8Array => {
  const out = new Uint8Array(1024).fill(0x84);
  out.set(bytes.flatMap((one) => (typeof one === 'string' ? [...toEbcdic(one)] : [one])));
  return out;
};
const HEADER = [0x00, 0x01, 0x40, 0xc6, 0, 0, 0, 20];

describe('packed files', () => {
  it('of z/VM have fills, runs and bytes, and end with FF whatever stands behind', () => {
    const file = block(
      ...HEADER,
      ...[0x86, '* Hello', 0x04, 0x7a, 0x02, '0', 0x80, '1', 0x7a, 0x03, '0'],
      // one piece may fill records, and go on in the next
      ...[0x27, 0x80, 'x', 0x12, 0xff],
    );
    expect(unpack([file])).to.deep.equal([
      '* Hello     00010000',
      ...['', ''].map((line) => line.padEnd(20)),
      'x'.padEnd(20),
    ]);
  });

  it('are unpacked into the same room record after record', () => {
    const file = block(...HEADER, 0x93, 'abcdefghijklmnopqrst', 0x27, 0xff);
    const unpacking = startUnpacking(packedHeader(file)!, file);
    const first = unpackShared(unpacking) as Uint8Array;
    expect(fromEbcdic(first)).to.equal('abcdefghijklmnopqrst');
    for (let i = 0; i < 2; i++)
      expect(unpackShared(unpacking)).to.deep.equal(toEbcdic(' '.repeat(20)));
    expect(fromEbcdic(first)).to.equal(' '.repeat(20));
    expect(unpackShared(unpacking)).to.equal('end');
  });

  it('have the codes of z/VM when they are made here', () => {
    const cases: readonly (readonly [string, readonly (number | string)[]])[] = [
      // three of a kind are a run where a piece begins, and at the end of the record
      ['* Hello     00010000', [0x86, '* Hello', 0x04, 0x7a, 2, '0', 0x80, '1', 0x7a, 3, '0']],
      [
        'x 000 a 0000 b  1000',
        [0x87, 'x 000 a ', 0x7a, 3, '0', 0, 0x80, 'b', 1, 0x80, '1', 0x7a, 2, '0'],
      ],
      ['*** Begin  "***" 111', [0x7a, 2, '*', 0, 0x84, 'Begin', 1, 0x85, '"***" ', 0x7a, 2, '1']],
      // two are not, and one fill character is a piece only where one begins
      ['00 1 2 3 4 5 6 11 00', [0x93, '00 1 2 3 4 5 6 11 00']],
      [' a'.padEnd(20), [0x00, 0x80, 'a', 0x11]],
    ];
    for (const [record, pieces] of cases) {
      for (const most of [1, 3, Infinity]) {
        const made = startPacking({ format: 'F', recordLength: 20, fill: 0x40 });
        const bytes = toEbcdic(record);
        do packSome(made, bytes, most);
        while (made.at > 0);
        const [first] = finishPacking(made);
        const whole = block(...HEADER, ...pieces, 0xff);
        const length = whole.lastIndexOf(0xff) + 1;
        expect(first!.subarray(0, length), record).to.deep.equal(whole.subarray(0, length));
        expect(unpack([first!])).to.deep.equal([record]);
      }
    }
  });

  it('of before can still be unpacked', () => {
    const old = block(
      ...[0, 'PACKED1', 0x40, 0xe5, 0, 0, 0, 0, 0, 9],
      ...[0x01, 'ab', 0x82, 0xc1, 'z', 0xff, 0x00, 'c', 0xff, 0xfe],
    );
    expect(unpack([old])).to.deep.equal(['ab   zzzzz', 'c']);
  });

  it('give back what went in, with any bytes and lengths', () => {
    const record = fc.array(fc.constantFrom(0x40, 0x40, 0x7a, 0x7f, 0xff, 1), {
      minLength: 1,
      maxLength: 900,
    });
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 255 }),
        (records, fixed, fill) => {
          const lines = records.map((bytes) =>
            Uint8Array.from({ length: fixed ? 77 : bytes.length }, (_, i) => bytes[i] ?? 0x40),
          );
          const file: PackedFile = { format: fixed ? 'F' : 'V', recordLength: 77, fill };
          const packing = startPacking(file);
          const blocks = lines.flatMap((line) => packRecord(packing, line));
          blocks.push(...finishPacking(packing));
          expect(blocks.every(({ length }) => length === 1024)).to.equal(true);
          expect(unpack(blocks)).to.deep.equal(lines.map((line) => fromEbcdic(line)));
        },
      ),
      { numRuns: 100 },
    );
  });

  const damaged: readonly (readonly [string, Uint8Array])[] = [
    ['a record that is not whole at the end', block(...HEADER, 0x80, 'x', 0xff)],
    ['a code that is none', block(...HEADER, 0x7c, 0xff)],
    ['no end', block(...HEADER)],
  ];
  for (const [what, bytes] of damaged) {
    it(`are damaged by ${what}`, () => {
      expect(unpack([bytes])).to.equal('damaged');
    });
  }

  it('are told from others by their header', () => {
    expect(unpack([block(0, 2, 0x40, 0xc6, 0, 0, 0, 20)])).to.equal('none');
    expect(unpack([block(0, 1, 0x40, 0xc1, 0, 0, 0, 20)])).to.equal('none');
    expect(unpack([block(0, 1, 0x40, 0xc6, 0, 0, 0, 0)])).to.equal('none');
    expect(packedHeader(new Uint8Array(80))).to.equal(undefined);
  });
});
