/** Tables of very many names. */
import { expect } from 'chai';
import { nameIn, putName, type NameTable } from '../../../src/cms/commands/name-table.js';

describe('a table of names', () => {
  it('keeps what was put last for each of very many, and knows no others', () => {
    const table: NameTable<number> = {};
    for (let i = 0; i < 20_000; i++) putName(table, `F${String(i)} DATA`, i);
    putName(table, 'F7 DATA', -7);
    expect(nameIn(table, 'F7 DATA')).to.equal(-7);
    for (const i of [0, 8, 511, 512, 19_999]) {
      expect(nameIn(table, `F${String(i)} DATA`)).to.equal(i);
    }
    expect(nameIn(table, 'F20000 DATA')).to.equal(undefined);
    expect(nameIn({}, 'F1 DATA')).to.equal(undefined);
  });

  it('is of pieces none of which is large, and plain data', () => {
    const table: NameTable<true> = {};
    for (let i = 0; i < 50_000; i++) putName(table, `A F${String(i).padStart(6, '0')} TEXT`, true);
    const sizes = Object.values(table).map((piece) => Object.keys(piece).length);
    expect(sizes.reduce((sum, one) => sum + one, 0)).to.equal(50_000);
    expect(Math.max(...sizes)).to.be.lessThan(300);
    expect(structuredClone(table)).to.deep.equal(table);
  });
});
