import { expect } from 'chai';
import {
  EBCDIC_TO_UPPER,
  fromEbcdic,
  isGraphic,
  isPrintable,
  toEbcdic,
  toEbcdicPadded,
  toPrintable,
} from '../../src/shared/ebcdic.js';

describe('EBCDIC code page 1047', () => {
  it('takes every byte to text and back', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(toEbcdic(fromEbcdic(all))).to.deep.equal(all);
    expect(new Set(fromEbcdic(all)).size).to.equal(256);
  });

  it('has the codes that programs rely on', () => {
    expect([...toEbcdic('AaZz09 ')]).to.deep.equal([0xc1, 0x81, 0xe9, 0xa9, 0xf0, 0xf9, 0x40]);
    expect([...toEbcdic('[]^¬{}\\|@#$')]).to.deep.equal([
      0xad, 0xbd, 0x5f, 0xb0, 0xc0, 0xd0, 0xe0, 0x4f, 0x7c, 0x7b, 0x5b,
    ]);
    expect([...toEbcdic('\n')]).to.deep.equal([0x15]);
  });

  it('puts the substitute for what the page does not hold', () => {
    expect([...toEbcdic('€漢')]).to.deep.equal([0x3f, 0x3f]);
    expect(toPrintable(Uint8Array.of(0x3f, 0x00, 0xc1))).to.equal('..A');
  });

  it('knows what may be shown', () => {
    expect(isPrintable(0x40)).to.equal(true);
    expect(isPrintable(0x00)).to.equal(false);
    expect(isPrintable(toEbcdic('\u00ad')[0]!)).to.equal(false);
    expect(isGraphic('é')).to.equal(true);
    expect(isGraphic('\u001b')).to.equal(false);
    expect(isGraphic('😀')).to.equal(false);
  });

  it('pads and folds', () => {
    expect(fromEbcdic(toEbcdicPadded('AB', 4))).to.equal('AB  ');
    expect(fromEbcdic(toEbcdicPadded('ABCDE', 4))).to.equal('ABCD');
    expect(fromEbcdic(toEbcdic('abz1é').map((code) => EBCDIC_TO_UPPER[code]!))).to.equal('ABZ1é');
  });

  it('translates long arrays', () => {
    expect(fromEbcdic(new Uint8Array(100_000).fill(0xc1))).to.equal('A'.repeat(100_000));
  });
});
