import { expect } from 'chai';
import { fileCommands, fileQueries } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

function guest(): FakeGuest {
  const files = ['ONE', 'TWO'].map((name) => ({ name, type: 'MACLIB', lines: ['x'] }));
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(400, 1024, 'A', files, now)) });
}

const query = {
  name: 'QUERY',
  minimum: 1,
  start: (context: Parameters<(typeof fileCommands)[0]['start']>[0]) =>
    fileQueries.find((one) => one.name === context.tokens[1])!.run(context),
};
const table = [...fileCommands, query];

describe('GLOBAL', () => {
  it('names libraries in their order, each once, and QUERY shows them', () => {
    const g = guest();
    expect(runCommand(g, table, 'query maclib').lines).to.deep.equal(['MACLIB   = NONE']);
    expect(runCommand(g, table, 'global maclib two one two')).to.deep.equal({ rc: 0, lines: [] });
    expect(runCommand(g, table, 'query maclib').lines).to.deep.equal(['MACLIB   = TWO      ONE']);
    expect(runCommand(g, table, 'query library').lines).to.deep.equal([
      'MACLIB   = TWO      ONE',
      'TXTLIB   = NONE',
      'DOSLIB   = NONE',
      'LOADLIB  = NONE',
    ]);
    runCommand(g, table, 'gl maclib');
    expect(g.cms.libraries.MACLIB).to.deep.equal([]);
  });

  it('leaves out what is not there, and says so', () => {
    const g = guest();
    expect(runCommand(g, table, 'global maclib one gone')).to.deep.equal({
      rc: 28,
      lines: ['DMSGLB002E File GONE MACLIB not found'],
    });
    expect(g.cms.libraries.MACLIB).to.deep.equal(['ONE']);
    expect(runCommand(g, table, 'global').rc).to.equal(24);
    expect(runCommand(g, table, 'global nolib x').lines).to.deep.equal([
      'DMSGLB014E Invalid keyword NOLIB',
    ]);
    const many = Array.from({ length: 64 }, () => 'ONE').join(' ');
    expect(runCommand(g, table, `global maclib ${many}`)).to.deep.equal({
      rc: 88,
      lines: ['DMSGLB108S More than 63 libraries specified'],
    });
  });
});
