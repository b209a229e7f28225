/** Options of stages that look records up, deal them out and join them, and of those that number or count them. */
import { expect } from 'chai';
import { lines, pipeWorld } from '../../support/pipe-world.js';

const INPUT = lines('IN', 'PUT', 'a one', 'a two', 'b three', 'a four x', 'five');

/** What a set of pipelines types, the same however it is cut into steps. */
function typed(spec: string): readonly string[] {
  const whole = `(end ?) ${spec}`;
  const out = pipeWorld(INPUT).run(whole).lines;
  expect(pipeWorld(INPUT).crawl(whole).lines).to.deep.equal(out);
  return out;
}

/** LOOKUP with details, masters and a tag in front of what each output has. */
function looked(operands: string, details: string, masters: string, more = ''): readonly string[] {
  const outputs = ['f', 'no', 'm', 'gone', 'twice', 'none'];
  const inputs = [`literal ${details}| split`, `literal ${masters}| split`, ...more.split(';')];
  const pipes = outputs.map((tag, i) => {
    const from = (inputs[i] ?? '').trim() || 'literal x| take 0';
    const stage = i === 0 ? `l: lookup ${operands}` : 'l:';
    return `${from} | ${stage} | insert /${tag} / | i: faninany | console`;
  });
  // all outputs come together in one console
  const [first, ...others] = pipes;
  const spec = [first, ...others.map((one) => one.replace('i: faninany | console', 'i:'))].join(
    ' ? ',
  );
  return more === '' ? typed(spec) : pipeWorld(INPUT).run(`(end ?) ${spec}`).lines;
}

describe('LOOKUP', () => {
  it('tells what goes out, and in which order', () => {
    expect(looked('1 master', 'a1 b1', 'a2 c2')).to.deep.equal(['f a2', 'no b1', 'm c2']);
    expect(looked('1 allmaster detail', 'a1', 'a2 a3')).to.deep.equal(['f a2', 'f a3', 'f a1']);
    expect(looked('1 detail allmaster pairwise', 'a1', 'a2 a3')).to.deep.equal([
      ...['f a1', 'f a2', 'f a1', 'f a3'],
    ]);
    expect(looked('1 2 detail master', 'a1', 'xa ya')).to.deep.equal([
      ...['twice ya', 'f a1', 'f xa'],
    ]);
  });

  it('finds the nearest master below or above', () => {
    expect(looked('floor 1-* master', '03 15 08 01', '10 05')).to.deep.equal([
      ...['no 03', 'f 10', 'f 05', 'no 01'],
    ]);
    expect(looked('ceiling 1-* master', '03 15 08', '10 05')).to.deep.equal([
      ...['f 05', 'no 15', 'f 10'],
    ]);
    // a shorter key is filled up
    expect(looked('floor pad 0 1-* master', '35 29', '3')).to.deep.equal(['f 3', 'no 29']);
  });

  it('finds the nearest of many, as a list in order does', () => {
    const masters = Array.from({ length: 1500 }, (_, i) =>
      String((i * 7919) % 10000).padStart(4, '0'),
    );
    const kept = [...new Set(masters)].sort();
    const details = ['0000', '0001', '4242', '7777', '9999'];
    const world = pipeWorld(lines('MA', 'STER', ...masters), lines('DE', 'TAIL', ...details));
    const spec = '(end ?) < de tail | l: lookup floor 1-4 master | console ? < ma ster | l:';
    const expected = details.flatMap((one) => kept.filter((key) => key <= one).slice(-1));
    expect(world.run(spec).lines).to.deep.equal(expected);
  });

  it('counts', () => {
    const zeros = (n: number): string => String(n).padStart(10);
    expect(looked('count autoadd before keyonly 1 detail', 'a1 b1 a2', ' x')).to.deep.equal([
      ...['f a1', 'f b1', 'f a2', `m ${zeros(0)}x`, `m ${zeros(2)}a`, `m ${zeros(1)}b`],
    ]);
    expect(
      typed(
        'literal 5a 7a| split | specs 1 1.10 right 2 n | l: lookup setcount increment trackcount 1 master | console ? literal 4a| specs 1 1.10 right 2 n | l:',
      ),
    ).to.deep.equal([`${zeros(9)}a`, `${zeros(16)}a`]);
    // the detail that makes a master is none of those that it counts
    const sums = pipeWorld(lines('IN', 'PUT', '7 a', '2 b', '3 a', '1 a')).run(
      '(end ?) < in put | specs w1 1.10 right w2 n | l: lookup autoadd count increment w1 | hole ? l: ? l: | specs 1.10 strip 1 11-* nw | console',
    );
    expect(sums.lines).to.deep.equal(['4 a', '0 b']);
    expect(looked('increment 1', 'a', 'a')).to.deep.equal([
      'FPLDSP401E Input record too short (1 bytes)',
      'FPLSCA003I ... Issued from stage 3 of pipeline 1',
      'FPLSCA001I ... Running "lookup increment 1"',
    ]);
  });

  it('takes masters in and out while it runs', () => {
    // which of the inputs is first is nobody's promise
    const more = 'literal c1 a9| split;literal b zz| split';
    const out = looked('1 master', 'a5', 'a1 b1', more);
    expect(out).to.have.members(['twice a9', 'gone b1', 'none zz', 'f a1', 'm c1']);
    const late = looked('1 master', 'x| take 0', 'a1 b1', 'literal c1 a9| split;');
    expect(late).to.deep.equal(['twice a9', 'm a1', 'm b1', 'm c1']);
  });

  it('refuses what does not fit', () => {
    const refused = (operands: string): string =>
      pipeWorld(INPUT).run(`< in put | lookup ${operands} | hole`).lines[0]!;
    expect(refused('autoadd floor')).to.contain('635E');
    expect(refused('autoadd 1 2')).to.contain('761E');
    expect(refused('frog')).to.contain('112E');
  });
});

describe('options', () => {
  it('DEAL by what the secondary input says', () => {
    const deal = (how: string, say: string): readonly string[] =>
      typed(
        `< in put | d: deal secondary ${how} | insert /0 / | console ? literal ${say}| split | d: | insert /1 / | console`,
      );
    const expected = ['1 a one', '0 a two', '1 b three', '0 a four x', '0 five'];
    expect(deal('', '1 0 1 0 0')).to.deep.equal(expected);
    expect(deal('release', '1 0 1 0 0')).to.deep.equal(expected);
    expect(deal('', '1 0')).to.deep.equal(expected.slice(0, 2));
    expect(deal('latch', '1')).to.deep.equal(INPUT.lines!.map((line) => `1 ${line}`));
  });

  it('JOINCONT by a range, and KEEP', () => {
    expect(typed('< in put | joincont range 1 /a/ | console')).to.deep.equal([
      ...[' one twob three', ' four xfive'],
    ]);
    expect(typed('< in put | joincont not range 1 /a/ keep /+/ | console')).to.deep.equal([
      ...['a one', 'a two', 'b three+a four x', 'five+'],
    ]);
    expect(typed('< in put | joincont leading delay anyof /ab/ /,/ | console')).to.deep.equal([
      ...['a one, two, three, four x', 'five'],
    ]);
  });

  it('SEC2GREG with an offset, FILERANDOM in blocks', () => {
    expect(typed('literal 0| sec2greg offset 3600 | console')).to.deep.equal(['19700101010000']);
    expect(typed('literal 0| sec2greg offset -01:30 | console')).to.deep.equal(['19691231223000']);
    expect(typed('literal 4 2-3| filerandom in put blocked numbers | console')).to.deep.equal([
      ...['         4a four x', '         2a two         3b three'],
    ]);
    expect(typed('literal 5-*| filerandom in put blocked | console')).to.deep.equal(['five']);
  });

  it('NOMSG233: the return code tells alone', () => {
    for (const stage of ['var x', 'stem x.', 'rexxvars']) {
      const world = pipeWorld(INPUT);
      expect(world.run(`${stage} nomsg233 | console`)).to.deep.include({ lines: [], rc: 233 });
      expect(world.run(`${stage} | console`).lines[0]).to.contain('233E');
    }
  });

  it('PICK compares numbers, prefixes, lists and runs', () => {
    const pick = (operands: string): readonly string[] =>
      typed(`< in put | pick ${operands} | console`);
    expect(pick('1+ == /a t/')).to.deep.equal(['a two']);
    expect(pick('/a t/ == 1+')).to.deep.equal(['a two']);
    expect(pick('w2 IN /two/ , /three/')).to.deep.equal(['a two', 'b three']);
    expect(pick('w2 NOTIN /two/ , /three/ , /one/')).to.deep.equal(['a four x', 'five']);
    expect(pick('from w1 == /b/ to after w2 == /four/')).to.deep.equal(['b three', 'a four x']);
    expect(pick('from w2 == /two/ to w1 == /five/')).to.deep.equal([
      'a two',
      'b three',
      'a four x',
    ]);
    const numbers = (operands: string): readonly string[] =>
      typed(`literal 10 2 033 4x| split | pick ${operands} | console`);
    expect(numbers('1-* > /9/')).to.deep.equal(['10', '033']);
    expect(numbers('1-* = /33/')).to.deep.equal(['033']);
    expect(numbers('1-* == /33/')).to.deep.equal([]);
    expect(pick('w1 frog /a/')[0]).to.equal('FPLPCK623E Unrecognised relational operator frog');
  });

  it('PAD to a multiple, SPLIT so many times, SPACE with strings, STRIP without case', () => {
    const one = (text: string, stage: string): readonly string[] =>
      typed(`literal ${text}| ${stage} | console`);
    expect(one('abcd', 'pad 3 modulo 4 .')).to.deep.equal(['abcd...']);
    expect(one('abc', 'pad 3 modulo 4 .')).to.deep.equal(['abc']);
    expect(one('a', 'pad left modulo 4 .')).to.deep.equal(['...a']);
    expect(one('a b c d', 'split / / 2')).to.deep.equal(['a', 'b', 'c d']);
    expect(one('a,b,c', 'split after , 1')).to.deep.equal(['a,', 'b,c']);
    expect(one('a--b  c', 'space 1 /<>/ any /- /')).to.deep.equal(['a<>b<>c']);
    expect(one('XabY', 'strip anycase leading string /xA/')).to.deep.equal(['bY']);
    expect(one('aXb', 'change str xXxYx')[0]).to.contain('060E');
    expect(one('aXb', 'locate str XaX')).to.deep.equal(['aXb']);
    expect(typed('xrange fe-01 | specs 1-* c2x 1 | console')).to.deep.equal(['FEFF0001']);
    expect(one('x', 'timestamp')).to.deep.equal(['10111200x']);
    expect(one('x', 'timestamp 8 6')).to.deep.equal(['101112x']);
    expect(one('x', 'timestamp 16 8')).to.deep.equal(['20261122x']);
    expect(one('x', 'timestamp 4 6')[0]).to.contain('066E');
    expect(one('x', 'specs recno 1.3 1-* n')).to.deep.equal(['  1x']);
  });

  it('names in their short forms', () => {
    expect(typed('< in put | l /five/ | trunc 2 | term')).to.deep.equal(['fi']);
    expect(typed('file in put | strlit /x/ | take 1 | console')).to.deep.equal(['x']);
  });
});
