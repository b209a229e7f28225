/** Expanding what bzip2 compressed, and bytes that it never wrote. */
import { expect } from 'chai';
import fc from 'fast-check';
import { bunzip2 } from '../../src/shared/bzip2.js';

describe('bzip2', () => {
  const packed = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
  const TEXT = 'the quick brown fox jumps over the lazy dog; then it rests, and the dog goes on';
  const TEXT_PACKED =
    'QlpoOTFBWSZTWYHqqJMAACKZgEAEAAg////wIABA1TymTJp6mjBMm1BQADQAAFy9ZISsuCxHCNelSpwYoBm8GGCQDJixGvdnRkHCF/dXlg8xObRMqqvWn0vxdyRThQkIHqqJMA==';

  it('expands what the tool of that name compresses', () => {
    const cases: [string, Buffer][] = [
      [TEXT_PACKED, Buffer.from(TEXT)],
      ['QlpoORdyRThQkAAAAAA=', Buffer.alloc(0)],
      ['QlpoOTFBWSZTWXdLsBQAAAAAgABAIAAhGEaC7kinChIO6XYCgA==', Buffer.from('x')],
      ['QlpoOTFBWSZTWeOubKkAACrAAMAAAAggADCAKmlgEYBxdyRThQkOOubKkA==', Buffer.alloc(65_535)],
    ];
    for (const [bytes, plain] of cases)
      expect(Buffer.from(bunzip2(packed(bytes), 65_535)!)).to.eql(plain);
  });

  it('gives nothing for what is damaged, cut off or too long', () => {
    const bytes = packed(TEXT_PACKED);
    expect(bunzip2(bytes, TEXT.length - 1)).to.equal(undefined);
    for (let n = 0; n < bytes.length; n++) {
      expect(bunzip2(bytes.subarray(0, n), 500), `cut at ${String(n)}`).to.equal(undefined);
      const broken = Uint8Array.from(bytes);
      broken[n]! ^= 0x10;
      const out = bunzip2(broken, 500);
      // a bit that nothing depends on may be wrong, but never the text
      if (out !== undefined) expect(Buffer.from(out).toString()).to.equal(TEXT);
    }
  });

  it('expands long runs and a list of many symbols', () => {
    // 704 times a, b, four times c, and the numbers to 200
    const runs = Buffer.from(
      [
        'QlpoOTFBWSZTWQ0eHx4AAVvJCMAQf+A4AAABAAhAAbBwaFP1QR+p+qQBFTyY29VUaAUNNMABD9VKTTf6',
        'nqqBp87rW+XHn13GACzIDg6A2GgaBsOgODICzABFABamQHB0BsNA0DYdAcGQFmACKACVKkkki7u7u7GP',
        'FVnFZAepJJJO/OM3Ddw3cN3Ddw3cN3Ddw3cN3PrlW222WSSSdmAAAXlvLbbZLJJJ30AABeW3xbbZJZJJ',
        '35AAAvLbfi22SSySd8gAAXltt822SSWSd+AAALZVXhZJJGTVwAAAAAGyqryySSSzvAAAM5fFttt9dkkk',
        'koAAY95z93M9/2+/G/4u5IpwoSAaPD48',
      ].join(''),
      'base64',
    );
    const numbers = Array.from({ length: 200 }, (_, n) => `${n + 1}\n`).join('');
    expect(Buffer.from(bunzip2(runs, 2000)!).toString()).to.equal(
      `${'a'.repeat(704)}bcccc${numbers}`,
    );
  });

  it('gives nothing for bytes at random behind a good header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const header = [0x42, 0x5a, 0x68, 0x31, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
        expect(bunzip2(Uint8Array.from([...header, ...bytes]), 5000)).to.equal(undefined);
      }),
    );
  });
});
