/** Random linear pipelines beside a plain model of what their stages do with lists of texts. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lines, pipeWorld } from '../../support/pipe-world.js';

interface Modelled {
  readonly stage: string;
  readonly model: (records: readonly string[]) => string[];
}

const each = (stage: string, one: (record: string) => string[]): Modelled => ({
  stage,
  model: (records) => records.flatMap(one),
});

const ebcdicOrder = ' -abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** The order of keys without PAD: a shorter one is lower than a longer one that begins with it. */
const compare = (a: string, b: string): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = ebcdicOrder.indexOf(a[i]!) - ebcdicOrder.indexOf(b[i]!);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

const small = fc.integer({ min: 0, max: 6 });
const text = fc.stringMatching(/^[abc ]{1,2}$/);

const stages: fc.Arbitrary<Modelled> = fc.oneof(
  text.map((t) => each(`locate /${t}/`, (r) => (r.includes(t) ? [r] : []))),
  text.map((t) => each(`nlocate /${t}/`, (r) => (r.includes(t) ? [] : [r]))),
  text.map((t) => each(`strfind /${t}/`, (r) => (r.startsWith(t) ? [r] : []))),
  small.map((n) => ({ stage: `take ${n}`, model: (r: readonly string[]) => r.slice(0, n) })),
  small.map((n) => ({ stage: `drop ${n}`, model: (r: readonly string[]) => r.slice(n) })),
  small.map((n) => ({
    stage: `take last ${n}`,
    model: (r: readonly string[]) => (n === 0 ? [] : r.slice(-n)),
  })),
  small.map((n) => ({
    stage: `drop last ${n}`,
    model: (r: readonly string[]) => r.slice(0, Math.max(0, r.length - n)),
  })),
  fc.tuple(text, text).map(([a, b]) => each(`change /${a}/${b}/`, (r) => [r.replaceAll(a, b)])),
  fc.constant(each('xlate upper', (r) => [r.toUpperCase()])),
  small.map((n) => each(`pad ${n}`, (r) => [r.padEnd(n)])),
  small.map((n) => each(`chop ${n}`, (r) => [r.slice(0, n)])),
  fc.constant(each('strip', (r) => [r.replace(/^ +| +$/g, '')])),
  fc.constant(each('reverse', (r) => [[...r].reverse().join('')])),
  small.map((n) => each(`duplicate ${n}`, (r) => Array.from({ length: n + 1 }, () => r))),
  fc.constant(
    each('split', (r) => {
      const words = r.split(' ').filter((word) => word !== '');
      return r === '' ? [''] : words;
    }),
  ),
  small.map((n) => ({
    stage: `join ${n} /-/`,
    model: (r: readonly string[]) => {
      const out: string[] = [];
      for (let i = 0; i < r.length; i += n + 1) out.push(r.slice(i, i + n + 1).join('-'));
      return out;
    },
  })),
  fc.constant({
    stage: 'sort',
    model: (r: readonly string[]) => [...r].sort(compare),
  }),
  fc.constant({
    stage: 'unique first',
    model: (r: readonly string[]) => r.filter((one, i) => i === 0 || compare(one, r[i - 1]!) !== 0),
  }),
  fc.constant({ stage: 'count lines', model: (r: readonly string[]) => [String(r.length)] }),
  fc.constant({ stage: 'buffer', model: (r: readonly string[]) => [...r] }),
  fc.constant({ stage: 'copy', model: (r: readonly string[]) => [...r] }),
  fc.constant({ stage: 'elastic', model: (r: readonly string[]) => [...r] }),
  small.map((n) => each(`specs 1-* ${n + 1}`, (r) => [r === '' ? '' : ' '.repeat(n) + r])),
  fc.constant(
    each('specs w2 1 w1 nw', (r) => {
      const [a = '', b = ''] = r.split(' ').filter((word) => word !== '');
      return [b !== '' && a !== '' ? `${b} ${a}` : b + a];
    }),
  ),
  fc.constant({ stage: 'append literal end', model: (r: readonly string[]) => [...r, 'end '] }),
  fc.constant({ stage: 'literal first', model: (r: readonly string[]) => ['first ', ...r] }),
  fc.constant({ stage: 'instore | outstore', model: (r: readonly string[]) => [...r] }),
);

describe('random linear pipelines', () => {
  const records = fc.array(fc.stringMatching(/^[abcxyz ]{1,8}$/), { maxLength: 12 });
  for (const crawl of [false, true]) {
    it(`give what the model gives${crawl ? ', written down after every run of a stage' : ''}`, () => {
      fc.assert(
        fc.property(records, fc.array(stages, { maxLength: 6 }), (input, chosen) => {
          const world = pipeWorld(lines('IN', 'PUT', 'x', ...input));
          const spec = [
            '< in put',
            ...chosen.map((one) => one.stage),
            'specs /</ 1 1-* n />/ n',
            'console',
          ].join(' | ');
          const result = crawl ? world.crawl(spec) : world.run(spec);
          const expected = chosen.reduce<readonly string[]>(
            (r, one) => one.model(r),
            ['x', ...input],
          );
          expect({ spec, lines: result.lines, rc: result.rc }).to.deep.equal({
            spec,
            lines: expected.map((one) => `<${one}>`),
            rc: 0,
          });
        }),
        { numRuns: crawl ? 25 : 150 },
      );
    });
  }
});
