/** Structures of pipelines: definitions, members in ranges and in SPECS, and where they are known. */
import { expect } from 'chai';
import fc from 'fast-check';
import { readStructures, structureLines } from '../../../src/cms/pipelines/structures.js';
import { lines, pipeWorld, type PipeWorld } from '../../support/pipe-world.js';

const DEFINITIONS = lines(
  'DEF',
  'S',
  '* an event',
  ':place',
  'row U 1.2',
  'col U NEXT.2',
  ':event id C 1.4',
  'rc D 5-8 at :place NEXT',
  'flag(3) U NEXT.1',
  'pay P(2) 16.3',
  'rest 19-*',
);
// ABCD -2 row 3 column 9 flags 1 2 3 -12.34 EE
const RECORD = 'strliteral xC1C2C3C4FFFFFFFE0003000901020301234DC5C5';

/** A CMS whose structures are there until IPL. */
function defined(): PipeWorld {
  const world = pipeWorld(DEFINITIONS);
  expect(world.run('< def s | structure add thread')).to.deep.include({ lines: [], rc: 0 });
  return world;
}

const specs = (items: string): readonly string[] =>
  defined().run(`${RECORD} | specs ${items} | console`).lines;

describe('structures', () => {
  it('are listed as they were defined', () => {
    const world = defined();
    expect(world.run('structure listall thread | console').lines).to.deep.equal(['PLACE', 'EVENT']);
    const listed = world.run('literal event | structure list | console').lines;
    expect(listed).to.deep.equal([
      ...[':EVENT', 'ID C 1.4', 'RC D 5.4', 'AT :PLACE 9.4', 'FLAG(3) U 13.1', 'PAY P(2) 16.3'],
      'REST C 19-*',
    ]);
  });

  it('give SPECS members with their types', () => {
    expect(
      specs('qualify event member id 1 print rc nw print at.row nw print pay nw member rest nw'),
    ).to.deep.equal(['ABCD -2 3 -12.34 EE']);
    expect(specs('print event.flag(2) + event.at.col 1')).to.deep.equal(['11']);
    expect(specs('member event.flag(2) c2x 1 member event.at c2x nw')).to.deep.equal([
      '02 00030009',
    ]);
    expect(
      specs('qualify event set #1:=1 while #1<=3 do print flag(#1) nw set #1+=1 done'),
    ).to.deep.equal(['1 2 3']);
    // a structure that begins elsewhere
    expect(specs('qualify place 9 print col 1 print place.row nw')).to.deep.equal(['9 3']);
    expect(specs('a: 1.4 . print a 1 print a |||| event.id nw')).to.deep.equal(['ABCD ABCDABCD']);
    expect(specs('if event.rc < 0 then /bad/ 1 else /good/ 1 endif')).to.deep.equal(['bad']);
    expect(specs('1.2 member event.at.row 1.4 member event.id right')).to.deep.equal([
      'ABCD    AB',
    ]);
  });

  it('give other stages ranges', () => {
    const world = defined();
    const run = (stage: string): readonly string[] =>
      world.run(`${RECORD} | ${stage} | specs 1.4 1 | console`).lines;
    expect(run('locate member event.id /BC/')).to.deep.equal(['ABCD']);
    expect(run('nlocate member event.id /BC/')).to.deep.equal([]);
    expect(run('zone member event.id casei locate /bc/')).to.deep.equal(['ABCD']);
    expect(run('pick member event.flag(3) == x03')).to.deep.equal(['ABCD']);
    expect(run('substr substr 2.2 of member event.id')).to.deep.equal(['BC']);
    expect(run('xlate (member event.id) a-d w-z A-D W-Z')).to.deep.equal(['WXYZ']);
    expect(run('sort member event.rc')).to.deep.equal(['ABCD']);
    expect(run('totarget zone member event.id locate /BC/')).to.deep.equal([]);
  });

  it('refuse what is not theirs, with a message', () => {
    const first = (spec: string): string => defined().run(`${spec} | hole`).lines[0]!;
    expect(first('literal x| specs member nope.x 1')).to.contain('2009E Structure NOPE');
    expect(first('literal x| specs qualify nope 1 1')).to.contain('2009E');
    expect(first('literal x| specs qualify event member nope 1')).to.contain('2011E');
    expect(first('literal x| specs member event.id.x 1')).to.contain('2011E');
    expect(first('literal x| specs member event.id(2) 1')).to.contain('2014E');
    expect(first('literal x| specs member event.flag(4) 1')).to.contain('2015E');
    expect(first('literal x| specs print event.flag(0) 1')).to.contain('2015E');
    expect(first('literal x| specs 1 member event.rest')).to.contain('063E');
    expect(first('literal x| specs print nope(1) 1')).to.contain('1301E');
    expect(first('literal place| structure delete')).to.contain('2009E');
    expect(first('literal :place x 1| structure add thread')).to.contain('2010E');
    expect(first('structure add')).to.contain('127E');
    for (const text of ['x', ':1', ':x', ':x a', ':x a q', ':x a C 0', ':x a C 5-3', ':x a(0) C 1'])
      expect(first(`literal ${text}| structure add`), text).to.contain('2012E');
    expect(first('literal :x a C(1) 1| structure add')).to.contain('2012E');
    expect(first('literal :x a(2) C 1-*| structure add')).to.contain('2012E');
    expect(first('literal :x a 1-* b N.1| structure add')).to.contain('2012E');
    expect(first('literal :x a 1 a 2| structure add')).to.contain('2013E');
    expect(first('literal :x a :y 1| structure add')).to.contain('2009E');
  });

  it('are taken all together or not at all, and deleted', () => {
    const world = pipeWorld(DEFINITIONS, lines('BAD', 'S', ':one a 1', ':two b'));
    expect(world.run('< bad s | structure add thread').rc).to.equal(2012);
    expect(world.run('structure listall thread | console').lines).to.deep.equal([]);
    world.run('< def s | structure add thread');
    expect(world.run('literal event| structure delete thread').rc).to.equal(0);
    const rest = '(end ?) literal event place| split | s: structure list | hole ? s: | console';
    expect(world.run(rest).lines).to.deep.equal(['event']);
  });

  it('of a set are gone with it', () => {
    const world = pipeWorld(DEFINITIONS);
    const spec =
      '< def s | structure add | take last | specs 1 1 | append structure listall caller | console';
    expect(world.run(spec).lines).to.deep.equal(['r', 'PLACE', 'EVENT']);
    expect(world.run('literal event | structure list').rc).to.equal(2009);
  });

  it('of a caller are there for what it calls next', () => {
    const world = pipeWorld(DEFINITIONS);
    // RUNPIPE calls a set for each record, which are sets of one caller
    const spec =
      'literal strliteral xC1C2C3C4 || specs member event.id 1 || console' +
      '| literal < def s || structure add caller | runpipe | console';
    expect(world.run(spec)).to.deep.include({ lines: ['ABCD'], rc: 0 });
    expect(world.run('structure listall thread | console').lines).to.deep.equal([]);
  });

  it('read their own lists', () => {
    const member = fc.record({
      name: fc.stringMatching(/^[A-Z][A-Z0-9]{0,4}$/),
      bound: fc.integer({ min: 0, max: 5 }),
      type: fc.constantFrom('B', 'C', 'D', 'F', 'P(2)', 'R', 'U', 'X'),
      at: fc.integer({ min: 1, max: 500 }),
      length: fc.integer({ min: 1, max: 40 }),
    });
    const members = fc.uniqueArray(member, { minLength: 1, selector: ({ name }) => name });
    fc.assert(
      fc.property(members, (all) => {
        const text = all.map(
          ({ name, bound, type, at, length }) =>
            `${name}${bound > 0 ? `(${bound})` : ''} ${type} ${at}.${length}`,
        );
        const [found] = readStructures([':ONE', ...text], () => undefined);
        expect(structureLines(found!)).to.have.members([':ONE', ...text]);
        expect(found!.length).to.equal(
          Math.max(...all.map(({ at, length, bound }) => at - 1 + length * Math.max(1, bound))),
        );
      }),
    );
  });
});
