import { expect } from 'chai';
import { NO_COMPRESSION } from '../../src/devices/backing.js';
import { TestFiles, TestRing } from './support/channel-bench.js';
import { diagnose24 } from '../../src/devices/identity-table.js';
import { makeUnit } from '../../src/devices/make-unit.js';
import type { UnitDescription } from '../../src/devices/make-unit.js';

const image = { handle: 1, base: 512, slot: 512, cylinders: 1, readOnly: false } as const;

describe("device identity (DIAGNOSE X'24')", () => {
  const cases: [UnitDescription, string, string][] = [
    [{ type: 'console', mode: '3215' }, '80000000', '80000082'],
    [{ type: 'console', mode: '3270' }, '8000a010', '40010250'],
    [{ type: 'reader' }, '20820000', '20820000'],
    [{ type: 'punch' }, '10820000', '10820000'],
    [{ type: 'printer' }, '10410000', '10410000'],
    [{ type: 'tape', model: '3420', medium: undefined }, '08100000', '08100800'],
    [{ type: 'tape', model: '2401', medium: undefined }, '08800000', '08800000'],
    [{ type: 'fba', handle: 1, blocks: 2, readOnly: true }, '01010000', '01010100'],
    [{ type: 'ckd', model: '3350', ...image }, '04080000', '04080000'],
    [{ type: 'ckd', model: '2314', ...image }, '04400000', '04400000'],
    [{ type: 'ckd', model: '3330-11', ...image }, '04100000', '04100b00'],
  ];
  for (const [description, virtual, real] of cases)
    it(`is that of VM/370: ${description.type} ${virtual} ${real}`, () => {
      const unit = makeUnit(description, {
        files: new TestFiles(),
        console: new TestRing(),
        compression: NO_COMPRESSION,
      });
      const words = diagnose24(unit).map((word) => (word >>> 0).toString(16).padStart(8, '0'));
      expect(words).to.eql([virtual, real]);
    });
});
