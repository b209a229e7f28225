/**
 * Long records: stages that take their time with one go on where they were, and what comes of it does not depend on how
 * often they have given way.
 */
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { EBCDIC_TO_LATIN1, toEbcdic } from '../../../src/shared/ebcdic.js';
import { pipeWorld, runWithin } from '../../support/pipe-world.js';

const STORAGE = 16 << 20;
/** A record of 100,000 bytes, of all sorts of lengths of runs. */
const TEXT = '0123456789 ab   cccccccccc      d ef%41?x=1&y  ';
const RECORD = TEXT.repeat(Math.ceil(100_000 / TEXT.length)).slice(0, 100_000);
const made = `strliteral /${TEXT}/ | dup 2999 | join * | chop ${RECORD.length}`;

/** What a pipeline writes; with `patience` 1 every step has lasted long enough. */
const piped = (stages: string, patience = 64): readonly string[] => {
  const { rc, lines } = runWithin(
    STORAGE,
    `${made} | ${stages} | console`,
    [],
    1_000_000,
    patience,
  );
  expect(rc, stages).to.equal(0);
  return lines;
};

describe('long records', () => {
  it('have the digests of other programs', () => {
    for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
      for (const length of [0, 1, 55, 56, 63, 64, 111, 112, 119, 120, 127, 128, 16_384, 99_999]) {
        const part = toEbcdic(RECORD.slice(0, length));
        const expected = createHash(name).update(part).digest('hex').toUpperCase();
        const cut = `chop ${length} | digest ${name} | specs 1-* c2x 1`;
        expect(piped(cut, 1), `${name} ${length}`).to.deep.equal([expected]);
      }
    }
  });

  it('have the remainders of all their bytes', () => {
    // ISO-HDLC and CCITT-FALSE of "123456789" are in every list of check values
    const check = (how: string): string =>
      pipeWorld().run(`strliteral x313233343536373839| crc ${how} | specs 1-* c2x 1 | console`)
        .lines[0]!;
    expect(check('32bit')).to.equal('CBF43926');
    expect(check('16bit')).to.equal('29B1');
    let value = 0xffffffff;
    for (const byte of toEbcdic(RECORD)) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
    }
    const expected = (~value >>> 0).toString(16).toUpperCase().padStart(8, '0');
    expect(piped('crc 32bit | specs 1-* c2x 1', 1)).to.deep.equal([expected]);
  });

  it('come out the same however often a stage gives way', () => {
    for (const stages of [
      ...['pack', 'pack fixed', 'chop 60000 | pack | unpack', 'utf 8 16', 'utf 8 32 | utf 32 8'],
      ...[
        'change / /xy/',
        'change anycase /CCD/x/ 900',
        'change (w1-* 5-90) /c/xx/',
        'change /3/0/',
      ],
      ...['change anycase (1-90000 5-60000 w3-*) / A/yy/', 'change /zz/x/', 'change //x/'],
      ...['64encode | 64decode', 'vchar 8 12 | vchar 12 8', 'urldeblock', 'qpencode', 'crc 16bit'],
      ...['digest sha1 append | digest sha1 verify', 'digest md5 append | digest md5 verify'],
    ]) {
      const ascii = stages.startsWith('utf') ? 'xlate e2a | ' : '';
      const digest = `${ascii}${stages} | digest md5 | specs 1-* c2x 1`;
      expect(piped(digest, 1), stages).to.deep.equal(piped(digest, 1e9));
    }
  }).timeout(60_000);

  it('are changed as the engine changes texts, and typed as they are', () => {
    const changed = piped('change / /xy/', 1);
    expect(changed).to.deep.equal([RECORD.replaceAll(' ', 'xy')]);
    const some = RECORD.replaceAll('ab', 'AB').replaceAll('  c', '--').trimEnd();
    expect(piped('change anycase /AB/AB/ | change /  c/--/', 1)).to.deep.equal([some]);
    expect(piped('copy', 1)).to.deep.equal([RECORD.trimEnd()]);
  });

  it('come back as they were', () => {
    const ascii = RECORD.replace(/[^]/g, (c) =>
      String.fromCharCode(EBCDIC_TO_LATIN1[toEbcdic(c)[0]!]!),
    );
    expect(ascii).to.equal(RECORD);
    const same = `digest md5 | specs 1-* c2x 1`;
    const whole = piped(same);
    for (const stages of [
      'xlate e2a | utf 8 32 | utf 32 16 | utf 16 8 | xlate a2e',
      '64encode | 64decode | join *',
      'qpencode | qpdecode',
      'vchar 8 12 | vchar 12 8',
      'specs 1-* c2x 1 | specs 1-* x2c 1',
      'chop 100000 | specs 1-* c2b 1 | specs 1-* b2c 1',
    ]) {
      expect(piped(`${stages} | ${same}`, 1), stages).to.deep.equal(whole);
    }
    const packed = `chop 60000 | ${same}`;
    expect(piped(`chop 60000 | pack | unpack | ${same}`, 1)).to.deep.equal(piped(packed));
  }).timeout(60_000);

  it('are read word by word where numbers are wanted', () => {
    const numbers = `strliteral /3 / | dup 29999 | join * | insert /7 / | insert / 5/ after`;
    const rc = runWithin(STORAGE, `${numbers} | aggrc`, [], 100_000, 1).rc;
    expect(rc).to.equal(7);
    const out = pipeWorld({
      ...{ name: 'IN', type: 'PUT', lines: ['one', 'two', 'three'] },
    }).run(`strliteral /1 3 / | dup 2999 | join * | filerandom in put | count lines | console`);
    expect(out.lines).to.deep.equal(['6000']);
    const bad = runWithin(STORAGE, `${made} | greg2sec | hole`, [], 100_000, 1);
    expect(bad.rc).to.equal(1183);
  });
});
