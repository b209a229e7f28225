/** HELP: a page for every command that exists, pages as files, menus, messages. */
import { expect } from 'chai';
import { commandTable } from '../../../src/cms/command-table.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { cmsHelpTable } from '../../../src/cms/help/help-cms-table.js';
import { cpHelpTable } from '../../../src/cms/help/help-cp-table.js';
import { pipeHelpTable } from '../../../src/cms/help/help-pipe-table.js';
import { stageTable } from '../../../src/cms/pipelines/stage-table.js';
import { helpFiles } from '../../../src/cms/help/help-pages.js';
import { COMMANDS } from '../../../src/cp/main/command-table.js';
import { fakeGuest, runCommand } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const immediate = ['HI', 'HT', 'HX', 'RT', 'TE', 'TS'];

describe('HELP', () => {
  const guest = fakeGuest({
    S: memoryDisk(0x190, buildDisk(4000, 1024, 'CMS190', helpFiles(), now), true),
  });
  const help = (line: string) => runCommand(guest, fileCommands, line);

  it('KEYS shows what the keys of a terminal do', () => {
    const { rc, lines } = help('HELP KEYS');
    expect(rc).to.equal(0);
    expect(lines).to.include('KEYS OF A TERMINAL ON VM/TS');
    expect(help('HELP KEYS MENU').rc).to.equal(0);
    expect(help('HELP').lines.join('\n')).to.contain('HELP KEYS');
  });

  it('has a page for every CMS command and none for others', () => {
    const there = commandTable
      .map((command) => command.name)
      .filter((name) => !name.startsWith('*'));
    expect(there.length).to.be.greaterThan(25);
    const pages = cmsHelpTable.map((page) => page.name);
    expect(there.filter((name) => !pages.includes(name))).to.deep.equal([]);
    expect(
      pages.filter((name) => !there.includes(name) && !immediate.includes(name)),
    ).to.deep.equal([]);
  });

  it('has a page for every CP command and none for others', () => {
    const there = COMMANDS.map((command) => command.name);
    expect(there.length).to.be.greaterThan(30);
    const pages = cpHelpTable.map((page) => page.name);
    expect(there.filter((name) => !pages.includes(name))).to.deep.equal([]);
    expect(pages.filter((name) => !there.includes(name))).to.deep.equal([]);
  });

  it('tells the shortest form that the tables have', () => {
    for (const page of cmsHelpTable) {
      const command = commandTable.find((one) => one.name === page.name);
      if (command) expect([page.name, page.minimum]).to.deep.equal([page.name, command.minimum]);
    }
    for (const page of cpHelpTable) {
      const command = COMMANDS.find((one) => one.name === page.name)!;
      expect([page.name, page.minimum]).to.deep.equal([page.name, command.minimum]);
    }
  });

  it('shows pages by name, short form and component', () => {
    expect(help('HELP COPYFILE').lines[0]).to.match(/^CMS COPYFILE +VM\/TS HELP$/);
    expect(help('HELP copy').lines[0]).to.match(/^CMS COPYFILE/);
    expect(help('H CP SPOOL').lines[0]).to.match(/^CP SPOOL/);
    expect(help('HELP SPOOL').lines[0]).to.match(/^CP SPOOL/);
    expect(help('HELP CP Q').lines[0]).to.match(/^CP QUERY/);
    for (const page of [...help('HELP COPYFILE').lines, ...help('HELP CP QUERY').lines]) {
      expect(page.length).to.be.at.most(79);
    }
  });

  it('has a page for every stage of pipelines', () => {
    const pages = pipeHelpTable.map((page) => page.name);
    const stages = [...stageTable.map((kind) => kind.names[0]!.toUpperCase()), 'CASEI', 'ZONE'];
    expect([...pages].sort()).to.deep.equal(stages.sort());
    const files = helpFiles().filter((file) => file.type === 'HELPPIPE');
    expect(new Set(files.map((file) => file.name)).size).to.equal(files.length);
    expect(help('HELP PIPE LOCATE').lines[0]).to.match(/^PIPE LOCATE/);
    expect(help('HELP PIPE >>').lines[0]).to.match(/^PIPE >>/);
    expect(help('HELP PIPE SPEC').lines[0]).to.match(/^PIPE SPECS/);
    expect(help('HELP PIPE').lines.some((line) => line.startsWith('LOCATE '))).to.equal(true);
    expect(help('HELP CMS PIPE').lines[0]).to.match(/^CMS PIPE/);
    expect(help('HELP FPLDSK146E').lines[0]).to.equal('FPLDSK146E  File "..." does not exist');
  });

  it('shows menus and messages', () => {
    expect(help('HELP').lines[0]).to.equal('HELP shows what commands do.');
    expect(help('HELP MENU').rc).to.equal(0);
    expect(help('HELP CMS').lines.some((line) => line.startsWith('ACCESS '))).to.equal(true);
    expect(help('HELP CP MENU').lines.some((line) => line.startsWith('SPOOL '))).to.equal(true);
    expect(help('HELP DMSCPY024E').lines[0]).to.equal('DMSCPY024E  File ... already exists...');
  });

  it('says when there is no page', () => {
    expect(help('HELP NOSUCH')).to.deep.equal({
      rc: 28,
      lines: ['DMSHLP254E HELP cannot find the information you requested'],
    });
    expect(help('HELP CMS A*B').rc).to.equal(28);
    expect(help('HELP A B C').rc).to.equal(24);
  });
});
