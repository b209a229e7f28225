/** Pipelines that ask for too much, or stand in each other's way: each is told by a message and a return code. */
import { expect } from 'chai';
import { MOST_RECORD, MOST_SPECIFIED, MOST_STREAMS } from '../../../src/cms/pipelines/pipe-set.js';
import { lines, pipeWorld, runWithin } from '../../support/pipe-world.js';

const run = (spec: string): { readonly lines: readonly string[]; readonly rc: number } =>
  pipeWorld(lines('IN', 'PUT', 'one')).run(spec);

/** The return code and the first message. */
const told = (spec: string): string => {
  const { lines: out, rc } = run(spec);
  return `${rc} ${out[0] ?? ''}`;
};

const STORAGE = 4 << 20;
const NO_STORAGE = '122 FPLDSP122E Insufficient free storage';
/** A record of nearly as many bytes as one may have, all of them words. */
const LONG = 'literal a b c d | dup 255 | join 255 | dup 400 | join * ';

/** The same in a machine of 4M; at its end nothing is held any more. */
const within = (spec: string, storage = STORAGE): string => {
  const { rc, lines: out, most, held } = runWithin(storage, spec);
  expect(most, spec).to.be.at.most(storage);
  if (rc !== undefined) expect(held, spec).to.equal(0);
  return `${rc ?? 'on'} ${out[0] ?? ''}`.trim();
};

describe('specifications without bound', () => {
  it('of stages and streams', () => {
    const many = (count: number): string => `literal x${'| copy'.repeat(count - 2)}| hole`;
    expect(run(many(MOST_SPECIFIED)).rc).to.equal(0);
    expect(told(many(MOST_SPECIFIED + 1))).to.equal('-122 FPLDSP122E Insufficient free storage');
    expect(told(many(100_000))).to.equal('-122 FPLDSP122E Insufficient free storage');
    const streams = (count: number): string =>
      `(end ?) f: fanin | hole${'? literal x | f:'.repeat(count)}`;
    expect(run(streams(MOST_STREAMS - 1)).rc).to.equal(0);
    expect(told(streams(MOST_STREAMS))).to.equal('-264 FPLSCB264E Too many streams');
  });

  it('of operands', () => {
    expect(told(`literal x| locate (${'1 '.repeat(11)}) /x/ | hole`)).to.contain('-56 FPLRNG056E');
    expect(told(`literal x| specs ${'1 1 '.repeat(1001)}| hole`)).to.contain('-112 FPLPAT112E');
    const deep = (count: number, term: string): string =>
      `${'('.repeat(count)}${term}${')'.repeat(count)}`;
    expect(told(`literal x| specs print ${deep(200, '1')} 1 | hole`)).to.match(/^-\d+ FPL\S+E /);
    expect(told(`literal x| all ${deep(5000, '/x/')} | hole`)).to.match(/^-\d+ FPL\S+E /);
    expect(told(`literal x| ${'zone 1-* '.repeat(3)}locate /x/ | hole`)).to.contain('-642 FPLSEL');
    expect(told(`literal x| ${'not '.repeat(200)}locate /x/ | hole`)).to.contain('FPLDSP122E');
    expect(told(`literal x| specs ${'if 1 then '.repeat(40)}1 1 | hole`)).to.contain('FPLSPX1074E');
    expect(told(`literal x| ${'append '.repeat(200)}literal y| console`)).to.equal('-122 x');
    expect(told('literal x| pad 99999999 | hole')).to.contain('-66 FPLPAT066E');
    expect(told('literal x| fblock 99999999 | hole')).to.contain('-66 FPLPAT066E');
    expect(told('literal x| specs 1 99999999 | hole')).to.contain('-63 FPLSPX063E');
  });

  it('of labels that are not closed, declared or alone', () => {
    expect(told('literal a | x: | hole')).to.equal('-46 FPLSCB046E Label x not declared');
    expect(told('(end ?) a: locate /x/ | hole')).to.contain('-127 FPLSCB127E');
    expect(told('(end ?) literal a | b: locate /x/ | hole ? b')).to.contain('-27 FPLSCB027E');
    expect(told('(end ?) literal a | b: locate /x/ | hole ? b:| b: | b:')).to.contain('-4095 FPL');
    expect(told('(end ?) literal a | b: ')).to.contain('-46 FPLSCB046E');
  });

  it('whose texts are long are told by short messages', () => {
    const text = 'x'.repeat(200_000);
    const { lines: out } = run(`literal x| locate /${text}`);
    expect(out[0]).to.match(/^FPLPAT060E Delimiter missing after string "\/x+"$/);
    for (const line of out) expect(line).to.have.length.below(320);
  });
});

describe('records without bound', () => {
  it('are no longer than a megabyte', () => {
    const long = 'literal abcdefgh| dup 255 | join 255 | dup 1023 | join *';
    expect(told(`${long} | hole`)).to.match(/^78 FPLDSP078E Record length 10\d{5} is too much$/);
    for (const stage of [
      'specs 1-* 1 1-* n',
      'specs 1-* c2x 1',
      'specs 1-* c2b 1',
      'specs print copies(record(),9) 1',
      'specs print record()||||record() 1',
      'specs a: 1-* . set #0:=a set #0||||=#0 print #0 1',
      `change /a/${'b'.repeat(900)}/`,
      'space 1000 /abcdefghij/',
      'insert x40 after | pad 1048576 | insert / /',
      'untab -1000',
    ]) {
      const found = within(`${LONG}| ${stage} | hole`);
      if (!stage.startsWith('untab'))
        expect(found, stage).to.match(/^78 FPLDSP078E Record length \d+ is too much$/);
    }
    // a stage that joins records of two streams
    expect(within('(end ?) literal x| pad 600000|f: fanout| j: juxtapose |hole? f: | j:')).to.equal(
      '78 FPLDSP078E Record length 1200000 is too much',
    );
    expect(MOST_RECORD).to.equal(1 << 20);
  });

  it('are not more than the machine has storage, whoever holds them', () => {
    for (const spec of [
      'literal | dup * | buffer | hole',
      'literal x| dup * | sort | hole',
      'literal x| dup * | take last * | hole',
      'literal x| dup * | instore | hole',
      'literal x| dup * | specs number 1 | lookup autoadd | hole',
      // one record in each stage, of its own
      `literal x| pad 1000000 ${'|xlate upper|pad 1000001|chop 1000000'.repeat(9)}| hole`,
      `literal x| specs ${Array.from({ length: 30 }, (_, i) => `set #${i}:=copies(record(),200000) `).join('')} 1 1| hole`,
      `literal x| pad 1000000 ${'| specs 1-* 1'.repeat(9)}| hole`,
    ]) {
      const storage = spec.includes('dup *') ? STORAGE / 16 : STORAGE;
      expect(within(spec, storage), spec.slice(0, 60)).to.equal(NO_STORAGE);
    }
  });

  it('are held once however many stages pass them on', () => {
    const passing = '|locate /x/|copy|faninany|elastic|dup 0';
    expect(within(`literal x| pad 1000000 ${passing.repeat(20)}| hole`)).to.equal('0');
    const split = `(end ?) literal x| pad 1000000|f: fanout| g: faninany| hole${'? f: | g:'.repeat(20)}`;
    expect(within(split)).to.equal('0');
  });

  it('go on for ever in a bounded space, and say nothing', () => {
    for (const spec of [
      'literal x| dup * | hole',
      'literal x| dup * | specs number 1 | unique last | hole',
      '(end ?) literal x| dup * | f: fanout | i: faninany | hole ? f: | elastic | i:',
      'literal x| specs while 1 do set #1+=1 done 1 1 | hole',
      'literal x| pad 900000| specs while 1 do set #1+=pos(record(),record()) done 1 1 | hole',
    ]) {
      const { rc, lines: out, most } = runWithin(STORAGE, spec, [], 5);
      expect({ spec, rc, out }).to.deep.equal({ spec, rc: undefined, out: [] });
      expect(most).to.be.below(STORAGE);
    }
  });
});

describe('loops in SPECS', () => {
  it('come to the same result however they are cut', () => {
    const spec =
      '(end ?) literal a| dup 4| specs set #0:=0 while #0<900 do set #0+=1 done print #0 1 | i: faninany' +
      ' | console ? literal b| dup 9 | i:';
    const world = pipeWorld();
    const whole = world.run(spec);
    expect(whole.lines).to.have.length(15);
    expect(world.crawl(spec).lines).to.deep.equal(whole.lines);
  });

  it('are not left by their counters or fields', () => {
    expect(told('literal x| specs set #0:=9**9999**9999 1 1 | hole')).to.match(/^1039 FPLSPX1039E/);
    expect(told('literal x| specs set #0:=1 while 1 do set #0*=1E99 done 1 1 | hole')).to.equal(
      '1039 FPLSPX1039E Counter overflow',
    );
  });
});

describe('pipelines that stand still', () => {
  it('say who waits for what, and end', () => {
    const { rc, lines: out } = run(
      '(end ?) literal a b| split | f: fanout | i: fanin | console ? f: | i:',
    );
    expect(rc).to.equal(-4095);
    expect(out).to.include('FPLDSQ029E Pipelines stalled');
    expect(out.filter((line) => line.startsWith('FPLDSQ030I'))).to.have.length(5);
    // a buffer in the way, and they do not
    expect(
      run('(end ?) literal a b| split | f: fanout | i: fanin | console ? f: | buffer | i:').lines,
    ).to.deep.equal(['a', 'b', 'a', 'b']);
  });

  it('end while others of the same set go on, or with them', () => {
    const stalls = 'literal a b| split | f: fanout | i: fanin | hole ? f: | i:';
    const { rc, lines: out } = run(`(end ?) literal here| console ? ${stalls}`);
    expect(rc).to.equal(-4095);
    expect(out[0]).to.equal('here');
    // in a set of its own it ends alone
    const inside = `(end ?) ${stalls.replaceAll('|', '||')}`;
    const inner = run(`(end \\) literal ${inside}| runpipe | hole \\ literal x| dup 2 | console`);
    expect(inner.lines.filter((line) => line === 'x')).to.have.length(3);
    // whoever runs it hears of it, and goes on
    const heard = run(`literal ${inside}| runpipe | append literal behind| console`);
    expect(heard.lines[0]).to.equal('FPLDSQ029E Pipelines stalled');
    expect(heard.lines.filter((line) => line.startsWith('FPLDSQ030I'))).to.have.length(5);
    expect(heard.lines.at(-1)).to.equal('behind');
    const deeper = `literal ${inside.replaceAll('||', '||||')}|| runpipe || console`;
    const twice = run(`literal ${deeper}| runpipe | console`);
    expect(twice.lines[0]).to.equal('FPLDSQ029E Pipelines stalled');
  });
});
