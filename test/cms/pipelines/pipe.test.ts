import { expect } from 'chai';
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
        'FPLEPT027E Entry point nosuch not found',
        'FPLMSG003I ... Issued from stage 2 of pipeline 1',
        'FPLMSG001I ... Running "nosuch 1"',
      ],
    });
    expect(world.run('literal x | locate /a | > new file a').lines[0]).to.equal(
      'FPLARG060E Delimiter missing after string "/a "',
    );
    expect(world.run('').rc).to.equal(-11);
    expect(world.run('literal a || b').lines).to.deep.equal([]);
    expect(world.run('literal a | | hole').rc).to.equal(-17);
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
        'FPLDSK146E File "NO FILE *" does not exist',
        'FPLMSG003I ... Issued from stage 1 of pipeline 2',
        'FPLMSG001I ... Running "< no file"',
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
