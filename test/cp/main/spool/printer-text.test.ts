import { expect } from 'chai';
import { printerText } from '../../../../src/cp/main/spool/printer-text.js';
import { toEbcdic } from '../../../../src/shared/ebcdic.js';
import { encodeRecord } from '../../../../src/shared/spool-record.js';

function paper(...records: readonly (readonly [number, string])[]): string {
  const bytes = records.map(([command, text]) => encodeRecord(command, toEbcdic(text)));
  return printerText(Buffer.concat(bytes));
}

describe('printer files as text', () => {
  it('spaces one, two and three lines', () => {
    expect(paper([0x09, 'A'], [0x11, 'B'], [0x19, 'C'], [0x09, 'D'])).to.equal(
      'A\nB\n\nC\n\n\nD\n',
    );
  });

  it('prints over a line without spacing', () => {
    expect(paper([0x01, 'AB  E'], [0x09, '  CD'])).to.equal('ABCDE\n');
    expect(paper([0x01, 'LAST'])).to.equal('LAST\n');
  });

  it('skips to a new page, but not above the first line', () => {
    expect(paper([0x8b, ''], [0x09, 'A'], [0x8b, ''], [0x89, 'B'], [0x09, 'C'])).to.equal(
      'A\n\fB\n\fC\n',
    );
  });

  it('spaces at once', () => {
    expect(paper([0x01, 'A'], [0x0b, ''], [0x13, ''], [0x09, 'B'])).to.equal('A\n\n\nB\n');
  });

  it('takes control characters out and stops at a torn record', () => {
    const whole = encodeRecord(0x09, Uint8Array.of(0xc1, 0x27, 0x0c, 0xc2));
    expect(printerText(whole)).to.equal('A  B\n');
    expect(printerText(whole.subarray(0, 4))).to.equal('');
  });
});
