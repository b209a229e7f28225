/** RUNPIPE EVENTS, and members of text libraries. */
import { expect } from 'chai';
import { encodeDictionary, encodeHeader } from '../../../src/cms/loader/text-library.js';
import { terminator } from '../../../src/cms/loader/library-member.js';
import { toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { pipeWorld } from '../../support/pipe-world.js';

describe('RUNPIPE EVENTS', () => {
  it('tells of sets, stages, commits and messages', () => {
    const events = (spec: string): string[] => [
      ...pipeWorld().run(`literal ${spec}| runpipe events | specs 1 c2x 1 | console`).lines,
    ];
    const found = events('literal x || hole');
    expect(found[0]).to.equal('01');
    expect(found.at(-1)).to.equal('02');
    const count = (code: string): number => found.filter((one) => one === code).length;
    expect(['08', '09', '0E'].map(count)).to.deep.equal([2, 2, 2]);
    expect(found).not.to.include('00');
    expect(events('literal x || aggrc')).to.include('00');
    expect(pipeWorld().run('literal literal x| runpipe frog').rc).to.equal(-112);
  });
});

describe('RUNPIPE EVENTS of pipelines that call others, or stand still', () => {
  const events = (spec: string): string[] => [
    ...pipeWorld().run(`literal ${spec}| runpipe events | specs 1.12 c2x 1 | console`).lines,
  ];

  it('tells which stage waits for which set, and what comes of it', () => {
    const found = events('literal x || not literal y || hole');
    const begun = found.filter((one) => one.startsWith('01'));
    expect(begun).to.have.length(2);
    const set = begun[1]!.slice(8, 16);
    const waits = found.filter((one) => one.startsWith('13'));
    expect(waits).to.have.length(1);
    const stage = waits[0]!.slice(8, 16);
    expect(waits[0]).to.equal(`13000000${stage}${set}`);
    expect(found.filter((one) => one.startsWith('12'))).to.deep.equal([`12000000${stage}00000000`]);
    expect(found.indexOf(waits[0]!)).to.be.below(found.indexOf(`12000000${stage}00000000`));
    expect(found.find((one) => one.startsWith('08') && one.includes(stage))).not.to.equal(
      undefined,
    );
  });

  it('tells the set that stands still in front of the states of its stages', () => {
    const found = events(
      '(end ?) literal a b || split || f: fanout || i: fanin || hole ? f: || i:',
    );
    const codes = found.map((one) => one.slice(0, 2));
    const at = codes.indexOf('0C');
    expect(at).to.be.above(0);
    expect(codes.indexOf('0D')).to.be.above(at);
    expect(found[at]!.slice(8, 16)).to.equal(found[0]!.slice(8, 16));
    expect(found).to.have.length.above(at + 5);
  });
});

describe('members of a TXTLIB', () => {
  const card = (text: string): Uint8Array => toEbcdicPadded(text, 80);
  const cards = [card('one'), card('two'), terminator(''), card('three'), terminator('')];
  const entries = [
    { name: 'FIRST', record: 2 },
    { name: 'ENTRY', record: 2 },
    { name: 'SECOND', record: 5 },
  ];
  const library = {
    ...{ name: 'OWN', type: 'TXTLIB', fixedLength: 80 },
    records: [
      encodeHeader({ dictionary: 7, length: entries.length * 12 }),
      ...cards,
      ...encodeDictionary(entries),
    ],
  };
  const run = (spec: string): readonly string[] => pipeWorld(library).run(spec).lines;

  it('are listed by their first names and read by any', () => {
    expect(
      run('listpds own txtlib | specs w1-3 1 | console').map((one) => one.split(/\s+/)),
    ).to.deep.equal([
      ['FIRST', '2', '3'],
      ['SECOND', '5', '2'],
    ]);
    expect(
      run(`literal second entry| members own txtlib | strip | nlocate /LDT/ | console`),
    ).to.deep.equal([...['three', 'one', 'two']]);
    expect(run('members own txtlib nosuch | console')[0]).to.contain('150E');
  });
});
