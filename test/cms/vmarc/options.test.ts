/** Every option of VMARC: its functions, its shortest form, and those that it excludes. */
import { expect } from 'chai';
import { parseVmarc, VMARC_OPTIONS, type VmarcRequest } from '../../../src/cms/vmarc/request.js';

const LINES = {
  pack: ['VMARC', 'PACK', 'ONE', 'DATA', 'A', '('],
  unpack: ['VMARC', 'UNPK', 'ONE', 'VMARC', 'A', '('],
  list: ['VMARC', 'LIST', 'ONE', 'VMARC', 'A', '('],
} as const;
type What = keyof typeof LINES;
const FUNCTIONS = Object.keys(LINES) as What[];

/** Of the reader nothing is said where the archive is. */
function line(what: What, ...options: readonly string[]): string[] {
  const reader = options.some((word) => /^(REA|RD)/.test(word));
  const [command, word] = LINES[what];
  return reader ? [command, word, '(', ...options] : [...LINES[what], ...options];
}
const parsed = (what: What, ...options: readonly string[]): VmarcRequest =>
  parseVmarc(line(what, ...options));
const refused = (what: What, word: string, ...options: readonly string[]): void => {
  expect(() => parsed(what, ...options), `${what} ${options.join(' ')}`).to.throw(
    `Invalid or conflicting option ${word}`,
  );
};

/** What is so without any option. */
const USUAL = [
  ...['LZW', 'NOREPLA', 'NEWFILE', 'NOAPPEND', 'OLDDATE', 'NOIGNORE', 'TRACE', 'NOSTACK', 'DISK'],
  'NOHOLD',
];

describe('The options of VMARC', () => {
  for (const { name, minimum, of, group } of VMARC_OPTIONS) {
    it(`${name}: by its name and its shortest form, for ${of.join(' and ')}`, () => {
      for (const what of FUNCTIONS) {
        if (!of.includes(what)) {
          refused(what, name, name);
          continue;
        }
        const request = parsed(what, name);
        const usual = parseVmarc([...LINES[what]]);
        if (USUAL.includes(name)) expect(request).to.deep.equal(usual);
        else expect(request).to.not.deep.equal(usual);
        expect(parsed(what, name.slice(0, minimum))).to.deep.equal(request);
        expect(parsed(what, name, name)).to.deep.equal(request);
        const less = name.slice(0, minimum - 1);
        const block = what === 'pack' && less === 'B';
        const other = VMARC_OPTIONS.some(
          (one) => one.of.includes(what) && one.minimum <= less.length && one.name.startsWith(less),
        );
        if (less !== '' && !other && !block) refused(what, less, less);
        for (const one of VMARC_OPTIONS) {
          const both = one.of.includes(what) && one.name !== name && one.group === group;
          if (both) refused(what, one.name, name, one.name);
        }
      }
    });
  }

  it('BLOCK has a length, of PACK alone', () => {
    expect(parsed('pack', 'BL', '64').block).to.equal(64);
    expect(parsed('pack', 'BLOCK', '32767').block).to.equal(32767);
    for (const value of ['63', '32768', 'X']) {
      expect(() => parsed('pack', 'BLOCK', value)).to.throw(`Invalid numeric value ${value}`);
    }
    expect(() => parsed('pack', 'BLOCK')).to.throw('Missing numeric value for BLOCK');
    refused('list', 'BLOCK', 'BLOCK', '80');
  });
});
