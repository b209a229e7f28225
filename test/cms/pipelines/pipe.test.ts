import { expect } from 'chai';
import type { StepContext } from '../../../src/cms/command.js';
import { resumePipe, startPipe } from '../../../src/cms/pipelines/run-pipe.js';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

const FRUIT = lines(
  'FRUIT',
  'LIST',
  'apple red',
  'banana yellow',
  'cherry red',
  'date brown',
  'elder black',
);

describe('PIPE', () => {
  it('runs a pipeline from a file through a filter to the terminal', () => {
    const world = pipeWorld(FRUIT);
    const result = world.run('< fruit list | locate /red/ | console');
    expect(result).to.deep.include({ rc: 0, lines: ['apple red', 'cherry red'] });
  });

  it('counts records, and writes them to the secondary output', () => {
    expect(piped('< fruit list | count lines words characters', FRUIT)).to.deep.equal(['5 10 53']);
    expect(
      piped('(end ?) < fruit list | c: count lines | console ? c: | take 1', FRUIT),
    ).to.deep.equal(['apple red', '5']);
  });

  it('writes a file that replaces the old one, or goes behind it', () => {
    const world = pipeWorld(FRUIT);
    expect(world.run('< fruit list | drop 3 | > fruit list a').rc).to.equal(0);
    expect(world.file('FRUIT', 'LIST')).to.deep.equal(['date brown', 'elder black']);
    expect(world.run('literal one more| >> fruit list').rc).to.equal(0);
    expect(world.file('FRUIT', 'LIST')).to.deep.equal(['date brown', 'elder black', 'one more']);
  });

  it('says what is wrong before any stage has run', () => {
    const world = pipeWorld(FRUIT);
    expect(world.run('literal x | nosuch 1 | > new file a')).to.deep.include({
      rc: -27,
      lines: [
        'FPLSCB027E Entry point NOSUCH not found',
        'FPLSCA003I ... Issued from stage 2 of pipeline 1',
        'FPLSCA001I ... Running "nosuch 1"',
      ],
    });
    expect(world.run('literal x | locate /a | > new file a').lines[0]).to.equal(
      'FPLPAT060E Delimiter missing after string "/a "',
    );
    expect(world.run('').rc).to.equal(-256);
    expect(world.run('literal a || b').lines).to.deep.equal([]);
    expect(world.run('literal a | | hole').rc).to.equal(-17);
    expect(world.run('literal a | hole |').rc).to.equal(-17);
    // but a separator and an end character may come first
    expect(world.run('| literal a | console').lines).to.deep.equal(['a']);
    expect(
      world.run('(end ? name x) ? | literal a | console ? | literal b | console').lines,
    ).to.deep.equal(['a', 'b']);
    expect(world.run('locate /a/').rc).to.equal(-127);
    expect(world.run('literal | < a b').rc).to.equal(-87);
    expect(world.file('NEW', 'FILE')).to.equal(undefined);
  });

  it('begins no stage when another one cannot do its work', () => {
    const world = pipeWorld(FRUIT);
    const result = world.run('(end ?) literal x | console ? < no file | console');
    expect(result).to.deep.include({
      rc: 146,
      lines: [
        'FPLDSR146E File "NO FILE *" does not exist',
        'FPLSCA003I ... Issued from stage 1 of pipeline 2',
        'FPLSCA001I ... Running "< no file"',
      ],
    });
  });

  it('reads lines of the console until a null line', () => {
    const world = pipeWorld();
    expect(world.run('console | locate /x/ | console', ['ax', 'b', 'xc', '']).lines).to.deep.equal([
      'ax',
      'xc',
    ]);
  });

  it('takes labels, connectors and options as they are, or says why not', () => {
    const first = (spec: string): string => pipeWorld(FRUIT).run(spec).lines[0]!;
    expect(first('(end ? literal a')).to.equal('FPLSCA013E No ending ) for global options');
    expect(first('(endd ?) literal a')).to.equal('FPLSCA014E Option endd not valid');
    expect(first('(name) literal a')).to.equal('FPLSCA015E Value missing for keyword "name"');
    expect(first('(escape !) literal a!')).to.equal(
      'FPLSCA016E Last character is escape character',
    );
    expect(first('(name x)')).to.equal('FPLSCA012E Null pipeline');
    expect(first('literal a | x: | hole')).to.equal('FPLSCB046E Label x not declared');
    expect(first('x: literal a | x: hole')).to.equal('FPLSCB047E Label x is already declared');
    expect(first(': literal a')).to.equal('FPLSCB043E Null label');
    expect(first('morethan8: literal a')).to.equal('FPLSCB044E Label morethan8 is not valid');
    expect(first('*: | hole')).to.equal(
      'FPLSCB101E Connector *: can be specified with ADDPIPE or CALLPIPE',
    );
    expect(first('literal a | *: hole')).to.equal('FPLSCB098E Connector not by itself');
    expect(first('literal a | *: | hole')).to.equal(
      'FPLSCB099E Connector not at the beginning or the end of a pipeline',
    );
    expect(first('literal a | xlate 1-2 a')).to.equal('FPLXLA053E Odd number of translate pairs');
    expect(first('literal a | locate xa1b/')).to.equal('FPLPAT065E "xa1b/" is not hexadecimal');
    expect(first('literal a | locate xabc')).to.equal(
      'FPLPAT335E Odd number of characters in hex data: abc',
    );
    expect(first('literal a | locate (1-2 3')).to.equal(
      'FPLRNG057E Missing right parenthesis after inputRanges',
    );
    expect(first('literal a | take x')).to.equal('FPLPAT112E Excessive options "x"');
  });

  it('tells with MSGLEVEL as much as is wanted, and the name of the pipeline', () => {
    const world = pipeWorld(FRUIT);
    expect(world.run('(msglevel 0) < no file | hole').lines).to.have.length(1);
    expect(world.run('(name tea) < no file | hole').lines[1]).to.equal(
      'FPLSCA004I ... Issued from stage 1 of pipeline 1 name "tea"',
    );
  });

  it('ends a step when the machine says that it has lasted long enough', () => {
    const { cms } = pipeWorld(FRUIT);
    const steps = (limit: number): number => {
      let [left, count] = [0, 1];
      const machine = { storageSize: 1 << 20, overdue: () => --left < 0 };
      const context = {
        ...{ cms, disk: () => undefined, now: { hour: 0, minute: 0, second: 0 } },
        nucleus: { machine, state: { haltExecs: false } },
      } as unknown as StepContext;
      left = limit;
      let result = startPipe(context, 'literal x| dup 900 | hole');
      for (; !('rc' in result); count++) {
        left = limit;
        result = resumePipe(result.frame, { kind: 'done' }, context);
      }
      expect(result.rc).to.equal(0);
      return count;
    };
    expect(steps(2)).to.be.greaterThan(20);
    expect(steps(1e9)).to.equal(1);
  });

  it('holds no more than the storage of the machine', () => {
    const { cms } = pipeWorld(FRUIT);
    const context = {
      ...{ cms, disk: () => undefined, now: { hour: 0, minute: 0, second: 0 } },
      nucleus: { machine: { storageSize: 1 << 16 }, state: { haltExecs: false } },
    } as unknown as StepContext;
    let result = startPipe(context, 'literal x| dup * | buffer | hole');
    while (!('rc' in result)) result = resumePipe(result.frame, { kind: 'done' }, context);
    expect(result.rc).to.equal(122);
    expect(result.lines![0]).to.equal('FPLDSP122E Insufficient free storage');
  });

  it('ends a stage whose records nobody will take', () => {
    expect(piped('literal a | duplicate * | take 3')).to.deep.equal(['a', 'a', 'a']);
  });
});

describe('selection stages', () => {
  const select = (stage: string): readonly string[] => piped(`< fruit list | ${stage}`, FRUIT);

  it('LOCATE, NLOCATE, FIND, STRFIND and ALL choose by text', () => {
    expect(select('locate 1-2 /a/')).to.deep.equal(['apple red', 'banana yellow', 'date brown']);
    expect(select('locate word 2 /r/')).to.deep.equal(['apple red', 'cherry red', 'date brown']);
    expect(select('nlocate /e/')).to.deep.equal([]);
    expect(select('locate 12')).to.deep.equal(['banana yellow']);
    expect(select('locate anyof /zw/')).to.deep.equal(['banana yellow', 'date brown']);
    expect(select('find  a')).to.deep.equal(['banana yellow', 'date brown']);
    expect(select('nfind apple_re')).to.have.length(4);
    expect(select('strfind anycase /CHE/')).to.deep.equal(['cherry red']);
    expect(select('casei locate /RED/')).to.deep.equal(['apple red', 'cherry red']);
    expect(select('zone w2 strfind /b/')).to.deep.equal(['date brown', 'elder black']);
    expect(select('all (/red/ ! /black/) & \u00ac/apple/')).to.deep.equal([
      'cherry red',
      'elder black',
    ]);
  });

  it('TAKE and DROP choose by number', () => {
    expect(select('take 2')).to.deep.equal(['apple red', 'banana yellow']);
    expect(select('take last 2')).to.deep.equal(['date brown', 'elder black']);
    expect(select('drop last 4')).to.deep.equal(['apple red']);
    expect(select('drop 4')).to.deep.equal(['elder black']);
    expect(select('take 12 bytes')).to.deep.equal(['apple red', 'ban']);
  });

  it('BETWEEN, INSIDE, OUTSIDE, labels and targets choose by place', () => {
    expect(select('between /b/ /d/ | count lines')).to.deep.equal(['3']);
    expect(select('inside /b/ /d/')).to.deep.equal(['cherry red']);
    expect(select('outside /b/ /d/')).to.deep.equal(['apple red', 'elder black']);
    expect(select('ninside /b/ /d/ | count lines')).to.deep.equal(['4']);
    expect(select('between /b/ 2')).to.deep.equal(['banana yellow', 'cherry red']);
    expect(select('inside /b/ 1')).to.deep.equal(['cherry red']);
    expect(select('frlabel date')).to.deep.equal(['date brown', 'elder black']);
    expect(select('tolabel cherry')).to.deep.equal(['apple red', 'banana yellow']);
    expect(select('whilelab apple')).to.deep.equal(['apple red']);
    expect(select('frtarget locate /brown/')).to.deep.equal(['date brown', 'elder black']);
    expect(select('totarget locate /brown/ | count lines')).to.deep.equal(['3']);
  });
});

describe('stages that make one record of many, and many of one', () => {
  it('go on piece by piece, however many there are', () => {
    const count = (spec: string): string =>
      piped(`literal ab| dup 9999 | ${spec} | count lines`)[0]!;
    expect(count('join 199 / / | split')).to.equal('10000');
    expect(count('instore reverse | outstore')).to.equal('10000');
    expect(count('block 5000 cms | deblock cms')).to.equal('10000');
    expect(count('take last 7000')).to.equal('7000');
    expect(count('snake 4')).to.equal('2500');
    expect(count('fblock 10000 | fblock 2')).to.equal('10000');
    expect(count('unique multiple')).to.equal('10000');
    expect(count('fblock 20000 | change /a/cc/ | deblock fixed 3')).to.equal('10000');
  });
});
