/** Code pages of XLATE beside those of the host. */
import { expect } from 'chai';
import { CODE_PAGES } from '../../../src/cms/pipelines/code-pages.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';

describe('code pages of XLATE', () => {
  for (const [number, [from, to]] of Object.entries(CODE_PAGES)) {
    it(`${number} loses nothing from there and back`, () => {
      expect(new Set(from).size).to.equal(256);
      for (let code = 0; code < 256; code++) expect(to[from[code]!]).to.equal(code);
    });
  }

  it('have the characters of PC files where they belong', () => {
    const text = (page: string, ...codes: number[]): string =>
      fromEbcdic(Uint8Array.from(codes, (code) => CODE_PAGES[page]![0][code]!));
    expect(text('850', 0x41, 0x5b, 0x80, 0x81, 0xa4, 0xe1, 0xf8)).to.equal('A[Çüñß°');
    expect(text('437', 0x41, 0x5b, 0x80, 0x81, 0xa4, 0xe1, 0xf8)).to.equal('A[Çüñß°');
    expect(text('850', 0x9d, 0xb5, 0xf3)).to.equal('ØÁ¾');
    expect(text('437', 0x9b, 0x9d, 0xf6)).to.equal('¢¥÷');
    expect(text('37', 0xba, 0xbb, 0xb0, 0x5f, 0xad, 0xbd, 0xc1)).to.equal('[]^¬Ý¨A');
  });
});
