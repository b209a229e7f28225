import { expect } from 'chai';
import { checkDisk } from '../../support/check-disk.js';
import { xeditCases } from '../../support/xedit-cases.js';
import { POEM, content, edit, enter, setup } from '../../support/xedit-world.js';

const ABC = ['alpha', 'beta', 'gamma', 'delta'];

describe('XEDIT PUT and GET', () => {
  xeditCases({
    'PUT keeps lines for GET': {
      ...{ lines: ABC, current: 1, enter: ['put 2', 'bottom', 'get'] },
      ...{ expect: [...ABC, 'alpha', 'beta'], at: 6 },
    },
    'PUTD takes them out': {
      ...{ lines: ABC, current: 1, enter: ['putd 2'], expect: ['gamma', 'delta'], at: 1 },
    },
    'what PUTD took out, RECOVER brings back': {
      ...{ lines: ABC, current: 1, enter: ['putd 2', 'recover *'], expect: ABC },
    },
    'PUT keeps what came last': {
      ...{ lines: ABC, current: 1, enter: ['put', 'put', 'get'] },
      expect: ['alpha', 'beta', 'gamma', 'beta', 'delta'],
    },
    'PUT to the end': { lines: ABC, current: 3, enter: ['put *'], rc: 1, at: 5 },
    'PUT into the file itself': { lines: ABC, current: 1, enter: ['put 1 = = ='], rc: 5 },
    'PUT up to what is not there': { lines: ABC, current: 1, enter: ['put /zz/'], rc: 2 },
    'GET before PUT': {
      ...{ lines: ABC, enter: ['get'], rc: 28 },
      message: 'DMSXGT562E No line(s) saved by PUT(D) subcommand',
    },
    'GET of records that are no numbers': { lines: ABC, enter: ['get a b a x'], rc: 5 },
  });

  it('PUT makes a file, and grows one that is there', () => {
    const s = setup();
    const { rc } = edit(s, 'xedit poem data', [
      enter(':1'),
      enter('put 2 some lines'),
      enter(':4'),
      enter('put 1 some lines a'),
      (p) => {
        expect(p.rows()[0]).to.contain('POEM');
        expect(p.rows()[0]).to.contain('Alt=0');
        p.command('quit');
        return 'ENTER';
      },
    ]);
    expect(rc).to.equal(0);
    expect(content(s, 'SOME', 'LINES')).to.deep.equal([POEM[0], POEM[1], POEM[3]]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM);
    expect(checkDisk(s.disk)).to.deep.equal([]);
  });

  it('PUTD takes lines out when they are written, and not when they cannot be', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter(':1'),
      enter('putd 2 some lines z'),
      (p) => {
        expect(p.rows()[1]).to.equal(' DMSXFI069E Filemode Z not accessed');
        expect(p.rows()[0]).to.contain('Size=4');
        p.command('putd 2 some lines');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[0]).to.contain('Size=2 Line=1');
        p.command('file');
        return 'ENTER';
      },
    ]);
    expect(content(s, 'SOME', 'LINES')).to.deep.equal(POEM.slice(0, 2));
    expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM.slice(2));
  });

  it('GET takes some records of a file, and says when there are fewer', () => {
    const s = setup();
    edit(s, 'xedit new file', [
      enter('get poem data a 2 2'),
      (p) => {
        expect(p.rows()[0]).to.contain('Size=2 Line=2');
        p.command('get poem data a 4 9');
        return 'ENTER';
      },
      (p) => {
        expect(p.rows()[1]).to.equal(' DMSXGT564W EOF reached');
        p.command('file');
        return 'ENTER';
      },
    ]);
    expect(content(s, 'NEW', 'FILE')).to.deep.equal([POEM[1], POEM[2], POEM[3]]);
  });

  it('STATUS writes a macro, and not over one that is there', () => {
    const s = setup();
    edit(s, 'xedit poem data', [
      enter('set zone 2 70'),
      enter("set pf1 cmsg it's me"),
      enter('status mine'),
      enter('status mine'),
      (p) => {
        expect(p.rows()[1]).to.contain('594E');
        return 'PF3';
      },
    ]);
    const lines = content(s, 'MINE', 'XEDIT');
    expect(lines).to.include("'COMMAND SET ZONE 2 70'");
    expect(lines).to.include("'COMMAND SET PF1 BEFORE cmsg it''s me'");
    expect(lines[0]).to.match(/^\/\*.*\*\/$/);
  });
});
