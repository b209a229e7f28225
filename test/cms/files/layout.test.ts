/** Entries of a directory, byte by byte. */
import { expect } from 'chai';
import fc from 'fast-check';
import { decodeEntry, encodeEntry, field, nameAt, nameKey } from '../../../src/cms/files/layout.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('entries of a directory', () => {
  it('have each field in its place', () => {
    const entry = {
      ...({ name: 'PROFILE', type: 'EXEC', modeNumber: 5, format: 'V', recordLength: 72 } as const),
      ...{ origin: 0x010203, dataBlocks: 3, records: 0x12345, levels: 1, pointerSize: 12 },
      written: { year: 2026, month: 11, day: 9, hour: 23, minute: 5, second: 59 },
    };
    const fst = encodeEntry(entry);
    expect(fromEbcdic(fst.subarray(0, 16))).to.equal('PROFILE EXEC    ');
    expect(hex(fst.subarray(16, 24))).to.equal('11092305ffff0001');
    expect(fromEbcdic(fst.subarray(24, 26))).to.equal('A5');
    expect(hex(fst.subarray(26, 38))).to.equal('ffff0000e50800000048' + '0003');
    expect(fromEbcdic(fst.subarray(38, 40))).to.equal('26');
    expect(hex(fst.subarray(40))).to.equal('000102030000000300012345010c261109230559' + '00000000');
    expect(decodeEntry(fst, 0)).to.deep.equal(entry);
  });

  it('have names as the code page has them, whatever stands there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        expect(nameAt(bytes, 0)).to.equal(fromEbcdic(bytes).trimEnd());
      }),
      { seed: 3, numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 10 }), fc.string({ maxLength: 8 }), (name, type) => {
        const key = toEbcdic(name.slice(0, 8).padEnd(8) + type.padEnd(8));
        expect(nameKey(name, type)).to.deep.equal(key);
        expect(field(name, 8)).to.deep.equal(key.subarray(0, 8));
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
