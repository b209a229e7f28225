/** HELP: a page for every command that exists, pages as files, menus, messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { commandTable } from '../../../src/cms/command-table.js';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { cmsHelpTable } from '../../../src/cms/help/help-cms-table.js';
import { cpHelpTable } from '../../../src/cms/help/help-cp-table.js';
import { pipeHelpTable } from '../../../src/cms/help/help-pipe-table.js';
import { pipeMessageTable } from '../../../src/cms/pipelines/pipe-messages-table.js';
import { stageTable } from '../../../src/cms/pipelines/stage-table.js';
import { rexxHelpTable } from '../../../src/cms/help/help-rexx-table.js';
import { CONTROL_WORDS } from '../../../src/cms/exec/exec-words.js';
import { EXEC2_STATEMENTS } from '../../../src/cms/exec/exec2/exec2-statement.js';
import { functionNames } from '../../../src/cms/rexx/builtins/builtin-table.js';
import { ERROR_TEXTS } from '../../../src/cms/rexx/error-table.js';
import { helpFiles } from '../../../src/cms/help/help-pages.js';
import { ddrMessageHelp } from '../../../src/cms/help/help-cms-messages-table.js';
import { messageTable } from '../../../src/cms/messages-table.js';
import { updateMessageTable } from '../../../src/cms/update/messages-table.js';
import { writtenMessages } from '../../../src/cms/help/help-nucleus-messages-table.js';
import { xeditMessageHelp } from '../../../src/cms/help/help-xedit-messages-table.js';
import { SUBCOMMANDS } from '../../../src/cms/xedit/interpreter.js';
import { MESSAGE_NUMBERS } from '../../../src/cms/xedit/messages.js';
import { newPrefixSettings } from '../../../src/cms/xedit/prefix/pending.js';
import { PREFIX_NAMES } from '../../../src/cms/xedit/prefix/run-prefix.js';
import { OPTIONS } from '../../../src/cms/xedit/options/options.js';
import { componentNamed } from '../../../src/cms/help/help-components.js';
import { QUERIES as CMS_QUERIES } from '../../../src/cms/shell/query.js';
import { SETTINGS } from '../../../src/cms/shell/set.js';
import { COMMANDS } from '../../../src/cp/main/command-table.js';
import { QUERIES } from '../../../src/cp/main/commands/query-table.js';
import { SETS } from '../../../src/cp/main/commands/set-table.js';
import { cpMessageFiles } from '../../../src/cp/main/messages-help.js';
import { MESSAGES } from '../../../src/cp/main/messages-table.js';
import { fakeGuest, runCommand } from '../../support/command-harness.js';
import { DisplayOperator, type Turn } from '../../support/display-operator.js';
import { memoryDisk } from '../../support/memory-disk.js';

/** The TypeScript of a folder, file by file. */
function sources(folder: string): string[] {
  const top = fileURLToPath(new URL(`../../../../${folder}`, import.meta.url));
  return readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(top, name), 'utf8'));
}

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
/** Commands that are EXECs on the system disk. */
const execs = [
  'CMSBATCH',
  'DISCARD',
  'EXECUTE',
  'FILELIST',
  'MACLIST',
  'NOTE',
  'RDRLIST',
  'RL',
  'VMLINK',
];
const immediate = [...execs, 'HB', 'HO', 'RO', 'SO', 'HI', 'HT', 'HX', 'RT', 'TE', 'TS'];

/** Words that begin an instruction of REXX. */
const KEYWORDS = [
  ...['ADDRESS', 'ARG', 'CALL', 'DO', 'DROP', 'EXIT', 'IF', 'INTERPRET', 'ITERATE', 'LEAVE', 'NOP'],
  ...['NUMERIC', 'OPTIONS', 'PARSE', 'PROCEDURE', 'PULL', 'PUSH', 'QUEUE', 'RETURN', 'SAY'],
  ...['SELECT', 'SIGNAL', 'TRACE', 'UPPER'],
];

describe('HELP', () => {
  const guest = fakeGuest({
    S: memoryDisk(
      0x190,
      buildDisk(4000, 1024, 'CMS190', [...helpFiles(), ...cpMessageFiles()], now),
      true,
    ),
  });
  const help = (line: string) => runCommand(guest, fileCommands, `${line} (NOSCREEN`);

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

  it('says who may give a command of CP, and which messages it may give', () => {
    for (const { name, classes, minimum } of COMMANDS) {
      const page = cpHelpTable.find((one) => one.name === name)!;
      expect([name, page.minimum]).to.deep.equal([name, minimum]);
      // a page that only points at another says neither
      if (page.text[0]?.startsWith('The same as ') === true) continue;
      expect([name, page.classes]).to.deep.equal([name, classes]);
      const { lines } = help(`HELP CP ${name}`);
      expect(lines, name).to.include(
        `Privilege class: ${classes === '' ? 'any' : [...classes].join(', ')}`,
      );
      expect(Math.max(...lines.map((line) => line.length)), name).to.be.at.most(76);
      for (const number of page.messages ?? [])
        expect(MESSAGES, name).to.have.property(`${number}`);
    }
    // whatever CP can say about a command stands on a page
    const told = new Set(cpHelpTable.flatMap(({ messages }) => messages ?? []));
    const asked = new Set(
      sources('src/cp/main/commands').flatMap((text) =>
        [...text.matchAll(/(?:\bsay\(\s*[^,]+,\s*[^,]+,|Refusal\(\s*\w+,|refuse\()\s*(\d+)/g)].map(
          (match) => Number(match[1]),
        ),
      ),
    );
    expect(asked.size).to.be.greaterThan(40);
    expect([...asked].filter((number) => !told.has(number)).sort()).to.deep.equal([]);
  });

  it('has a page for every word of SET and QUERY, of CP and CMS, and none for others', () => {
    // a key has one page, however its number is written
    const words = (table: readonly { name: string; minimum: number }[]) =>
      table.filter(({ name }) => !/^PF0/.test(name)).map(({ name, minimum }) => [name, minimum]);
    const pages = (name: string) => words(componentNamed(name)!.pages).sort();
    expect(pages('CPSET')).to.deep.equal(words(SETS).sort());
    expect(pages('CPQUERY')).to.deep.equal(words(QUERIES).sort());
    expect(pages('CMSSET')).to.deep.equal(words(SETTINGS).sort());
    expect(pages('CMSQUERY')).to.deep.equal(words(CMS_QUERIES).sort());
    expect(help('HELP CPSET EMSG').lines[0]).to.match(/^CPSET EMSG/);
    expect(help('HELP CPQUERY T').lines[0]).to.match(/^CPQUERY T/);
    expect(help('HELP CPSET').lines.some((line) => line.startsWith('SHARE '))).to.equal(true);
  });

  it('has a page for every subcommand, option and message of XEDIT', () => {
    const pages = (name: string) => new Map(componentNamed(name)!.pages.map((p) => [p.name, p]));
    const subcommands = pages('XEDIT');
    const options = pages('XSET');
    // keys have one page for all; COLOUR is COLOR by another spelling
    const alone = /^(?:P[AF]|COLOUR)$/;
    const short = SUBCOMMANDS.filter(({ name, minimum }) => {
      const page = subcommands.get(name) ?? options.get(name);
      return !alone.test(name) && page?.minimum !== minimum;
    });
    expect(short.map(({ name }) => name)).to.deep.equal([]);
    const set = OPTIONS.filter(
      ({ name, minimum }) => !alone.test(name) && options.get(name)?.minimum !== minimum,
    );
    expect(set.map(({ name }) => name)).to.deep.equal([]);
    expect([...options.keys()]).to.include.members(['PF1', 'PA1']);
    const told = MESSAGE_NUMBERS.filter((n) => xeditMessageHelp[n.slice(0, 3)] === undefined);
    expect(told).to.deep.equal([]);
  });

  it('has a page for every prefix command and none for others', () => {
    const pages = componentNamed('PREFIX')!.pages.map(({ name }) => name);
    const { synonyms } = newPrefixSettings();
    // macros have the names by which they are entered; SI has its own, and goes on under one that nobody enters
    const macros = Object.keys(synonyms).filter((name) => !name.startsWith('.'));
    const names = [...PREFIX_NAMES, ...macros, 'SI', '.NAME'];
    expect([...pages].sort()).to.deep.equal(names.sort());
  });

  it('has a page for every message of CP', () => {
    for (const number of Object.keys(MESSAGES)) {
      const { rc, lines } = help(`HELP HCPABC${number.padStart(3, '0')}`);
      expect([number, rc]).to.deep.equal([number, 0]);
      expect(lines[0]).to.match(new RegExp(`^HCPxxx0*${number}[EWIAS]  .`));
    }
    expect(help('HELP HCP045E').lines[0]).to.equal('HCPxxx045E  ... not logged on');
    expect(help('HELP MSG HCPMSG045E').rc).to.equal(0);
    expect(help('HELP HCPMSG045I').rc).to.equal(28);
  });

  it('says what every message of CMS means, and what to do', () => {
    const tables = [
      ...Object.keys(messageTable).map((number) => ['DMSABC', number] as const),
      ...Object.keys(updateMessageTable).map((number) => ['DMSUPD', number] as const),
      ...Object.keys(ddrMessageHelp).map((number) => ['HCPDDR', number] as const),
    ];
    for (const [part, number] of tables) {
      const id = `${part}${number.padStart(3, '0')}`;
      const { rc, lines } = help(`HELP ${id}`);
      expect(rc, id).to.equal(0);
      expect(lines[0], id).to.match(new RegExp(`^${id}[IWESTR]  .`));
      const meaning = lines[lines.indexOf('') + 1];
      expect(meaning, `${id} is to be explained`).to.match(/^[A-Z].*[.:]?$/);
    }
  });

  it('has a page for every message that is written out in the source', () => {
    const ids = sources('src/cms')
      .flatMap((text) => [...text.matchAll(/['"`](DMS[A-Z]{3}\d{3,4}[IWESTR]) /g)])
      .map((match) => match[1]!);
    const without = [...new Set(ids)].filter((id) => help(`HELP ${id}`).rc !== 0);
    expect(without).to.deep.equal([]);
    expect(Object.keys(writtenMessages).filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it('leads from tasks to pages that are there', () => {
    const { lines } = help('HELP TASK');
    const operands = lines.flatMap((line) => /^ {2}HELP (.*?) {2,}/.exec(line)?.[1] ?? []);
    expect(operands.length).to.be.greaterThan(20);
    for (const one of operands) expect([one, help(`HELP ${one}`).rc]).to.deep.equal([one, 0]);
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
    for (const { name, type, lines } of helpFiles()) {
      const long = lines.filter((line) => line.length > 79);
      expect([name, type, long]).to.deep.equal([name, type, []]);
    }
  });

  it('says what every message of pipelines means', () => {
    // numbers as the source throws and types them
    const used = sources('src/cms/pipelines')
      .flatMap((text) => [
        ...text.matchAll(/(?:PipeFault|ScanFault|message|pipeMessage)\(\s*(\d+)/g),
      ])
      .map((match) => Number(match[1]));
    expect(used.length).to.be.greaterThan(100);
    for (const number of new Set(used)) {
      const entry = pipeMessageTable[number];
      expect(entry, `message ${number}`).not.to.equal(undefined);
      const id = `FPL${String(number).padStart(3, '0')}${entry!.severity}`;
      const { rc, lines } = help(`HELP ${id}`);
      expect(rc, id).to.equal(0);
      const behind = lines.slice(lines.indexOf('') + 1).join(' ');
      expect(behind.startsWith(entry!.help), `${id}: ${behind}`).to.equal(true);
      for (const line of lines) expect(line.length, id).to.be.at.most(79);
      expect(entry!.help.length, id).to.be.greaterThan(5);
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
    expect(help('HELP FPLDSR146E').lines[0]).to.equal('FPLDSR146E  File "..." does not exist');
  });

  it('has a page for every instruction and function of REXX, and for every message', () => {
    const pages = rexxHelpTable.map((page) => page.name);
    expect(pages.filter((name, i) => pages.indexOf(name) !== i)).to.deep.equal([]);
    const there = [...KEYWORDS, ...functionNames()];
    expect(there.filter((name) => !pages.includes(name))).to.deep.equal([]);
    expect(pages.filter((name) => !there.includes(name))).to.deep.equal([]);
    for (const name of there) expect(help(`HELP REXX ${name}`).lines[0]).to.match(/^REXX /);
    expect(help('HELP REXX').lines.some((line) => line.startsWith('SUBSTR '))).to.equal(true);
    expect(help('HELP SOURCELINE').lines[0]).to.match(/^REXX SOURCELINE/);
    for (const [number, { text, message }] of Object.entries(ERROR_TEXTS)) {
      const { lines } = help(`HELP MSG DMSREX${String(message)}E`);
      const heading = lines.slice(0, lines.indexOf('')).join(' ');
      expect(heading.replace(/ {3,}/g, ' ')).to.equal(
        `DMSREX${String(message)}E  Error ${number} running fn ft, line nn: ${text}`,
      );
    }
    const messages = Object.values(ERROR_TEXTS).map(({ message }) => message);
    expect(new Set(messages).size).to.equal(messages.length);
  });

  it('HELP CMSEXEC has every statement and function of the CMS EXEC language, and its errors', () => {
    const { lines } = help('HELP CMSEXEC');
    const text = lines.join('\n');
    for (const name of CONTROL_WORDS) expect(text, name).to.contain(name);
    expect(text).to.contain(' 802  &SKIP or &GOTO error');
    expect(text).to.contain(' 819  Invalid char in variable symbol');
    for (const line of lines) expect(line.length).to.be.at.most(79);
  });

  it('has a line for every statement of EXEC 2', () => {
    const { lines } = help('HELP EXEC2');
    for (const name of EXEC2_STATEMENTS) {
      expect(lines.some((line) => line.startsWith(`${name} `))).to.equal(true, name);
    }
    for (const line of lines) expect(line.length).to.be.at.most(79);
  });

  it('shows menus and messages', () => {
    expect(help('HELP').lines[0]).to.equal('HELP shows what commands do.');
    expect(help('HELP MENU').rc).to.equal(0);
    expect(help('HELP CMS').lines.some((line) => line.startsWith('ACCESS '))).to.equal(true);
    expect(help('HELP CP MENU').lines.some((line) => line.startsWith('SPOOL '))).to.equal(true);
    // without the letters of the part: of CMS, else of XEDIT or REXX
    expect(help('HELP DMS002E').lines[0]).to.equal('DMSxxx002E  File ... not found');
    expect(help('HELP DMS577E').lines[0]).to.match(/^DMSXSU577E  File has been changed/);
    expect(help('HELP DMSXDC546E').lines[0]).to.equal('DMSXDC546E  Target not found');
    expect(help('HELP DMS453E').lines[0]).to.match(/^DMSREX453E {2}Error 6 /);
    expect(help('HELP DMSCPY024E').lines[0]).to.equal('DMSCPY024E  File ... already exists...');
  });

  it('takes the words of SET and QUERY as one types them', () => {
    for (const [typed, meant] of [
      ['QUERY DISK', 'CMSQUERY DISK'],
      ['q disk', 'CMSQUERY DISK'],
      ['SET IMPCP', 'CMSSET IMPCP'],
      ['QUERY NAMES', 'CPQUERY NAMES'],
      ['SET RUN', 'CPSET RUN'],
      ['CMS QUERY DISK', 'CMSQUERY DISK'],
      ['CP QUERY T', 'CPQUERY T'],
      ['CP SET RUN', 'CPSET RUN'],
      ['SET PF', 'CPSET PF1'],
      ['set pfnn', 'CPSET PF1'],
      ['CP SET PF03', 'CPSET PF3'],
      ['QUERY PF', 'CPQUERY PF'],
      ['XEDIT SET CASE', 'XSET CASE'],
      ['XEDIT EXTRACT SIZE', 'XSET SIZE'],
    ] as const) {
      const { rc, lines } = help(`HELP ${meant}`);
      expect({ typed, rc }).to.deep.equal({ typed, rc: 0 });
      expect({ typed, lines: help(`HELP ${typed}`).lines }).to.deep.equal({ typed, lines });
    }
    for (const typed of ['QUERY NOSUCH', 'CMS SET RUN', 'XEDIT QUERY NOSUCH', 'Q Q', 'ERASE DISK'])
      expect({ typed, rc: help(`HELP ${typed}`).rc }).to.deep.equal({ typed, rc: 28 });
    for (const typed of ['CMS ERASE IT', 'REXX SET CASE', 'QUERY DISK A', 'CP SET RUN ON'])
      expect({ typed, rc: help(`HELP ${typed}`).rc }).to.deep.equal({ typed, rc: 24 });
  });

  it('says when there is no page', () => {
    expect(help('HELP NOSUCH')).to.deep.equal({
      rc: 28,
      lines: ['DMSHLP254E HELP cannot find the information you requested'],
    });
    expect(help('HELP CMS A*B').rc).to.equal(28);
    expect(help('HELP A B C').rc).to.equal(24);
  });

  it('shows parts of a page', () => {
    const brief = help('HELP COPYFILE (BRIEF').lines;
    expect(brief.length).to.be.lessThan(help('HELP COPYFILE').lines.length);
    expect(brief[2]).to.match(/^COPYFILE: .*\.$/);
    expect(help('HELP COPYFILE (FORM').lines.join('\n')).to.contain('COPYfile');
    expect(help('HELP COPYFILE (ERR').lines.join('\n')).to.match(/^[^]*Messages: /);
    expect(help('HELP COPYFILE (ERR').lines.join('\n')).not.to.contain('COPYfile');
    expect(help('HELP COPYFILE (FOO')).to.deep.equal({
      rc: 24,
      lines: ['DMSHLP003E Invalid option: FOO'],
    });
    // nothing that divides a page is shown
    expect(help('HELP COPYFILE').lines.filter((line) => /^\.cs/i.test(line))).to.deep.equal([]);
  });
});

describe('HELP on the full screen', () => {
  const disk = memoryDisk(0x190, buildDisk(4000, 1024, 'CMS190', helpFiles(), now), true);

  /** Plays keys; gives the screens that stood before each, and the outcome. */
  function play(line: string, turns: readonly Turn[]) {
    const guest = fakeGuest({ S: disk });
    guest.screen = new DisplayOperator(turns);
    const outcome = runCommand(guest, fileCommands, line);
    expect(outcome).to.deep.equal({ rc: 0, lines: [] });
    return guest.screen.screens;
  }

  it('has heading, page, keys and command line', () => {
    const [screen] = play('HELP COPYFILE', [() => 'PF3']);
    expect(screen).to.have.length(24);
    expect(screen![0]).to.match(/^ CMS COPYFILE {10,}All Help Information {10,}line 1 of \d+$/);
    expect(screen![2]).to.match(/^ CMS COPYFILE/);
    expect(screen!.slice(-4)).to.deep.equal([
      '  PF1= All      PF2= Top     PF3= Quit   PF4= Return PF5= Clocate  PF6= ?',
      '  PF7= Backward PF8= Forward PF9= PFkeys PF10=       PF11= Related PF12= Cursor',
      ' ====>',
      '                                                            Macro-read 1 File',
    ]);
  });

  it('says when a page has no such part, and shows all of it', () => {
    const lines = ['.cs 1 on', 'What MINE does.', '.cs 1 off'];
    const own = buildDisk(400, 1024, 'OWN', [{ name: 'MINE', type: 'HELPCMS', lines }], now);
    const guest = fakeGuest({ A: memoryDisk(0x191, own), S: disk });
    guest.screen = new DisplayOperator([() => 'PF11', () => 'PF3']);
    const outcome = runCommand(guest, fileCommands, 'HELP MINE (RELATED');
    expect(outcome).to.deep.equal({ rc: 0, lines: [] });
    const none = 'DMSHEL523E No help available for Related Information of CMS MINE';
    for (const screen of guest.screen.screens) {
      expect(screen.some((row) => row.includes(none))).to.equal(true);
      expect(screen.some((row) => row.includes('What MINE does.'))).to.equal(true);
    }
    expect(guest.screen.screens).to.have.length(2);
  });

  it('chooses from menus, goes back, and ends from any depth', () => {
    const screens = play('HELP', [
      (at) => {
        at.display.cursor = at.rowOf('HELP CMS ') * 80 + 8;
        return 'ENTER';
      },
      (at) => {
        at.display.cursor = at.rowOf('ACCESS ') * 80 + 3;
        return 'PF1';
      },
      () => 'PF3',
      (at) => {
        at.command('help cp spool');
        return 'ENTER';
      },
      () => 'PF4',
    ]);
    expect(screens.map((screen) => screen[0]!.trim().split(/ {2,}/)[0])).to.deep.equal([
      'HELP MENU',
      'CMS MENU',
      'CMS ACCESS',
      'CMS MENU',
      'CP SPOOL',
    ]);
    expect(screens[1]![0]).to.contain('Menu Help Information');
  });

  it('names the component of a page whole, not by the type of its file', () => {
    for (const page of ['XEDIT CHANGE', 'PREFIX D', 'XSET SCALE', 'REXX PARSE']) {
      const [screen] = play(`HELP ${page}`, [() => 'PF3']);
      expect(screen![0]!.trim().split(/ {2,}/)[0]).to.equal(page);
    }
  });

  it('pages, looks for text, and shows brief and related parts', () => {
    const screens = play('HELP CP MENU', [
      () => 'PF8',
      () => 'PF7',
      (at) => {
        at.command('/spool');
        return 'ENTER';
      },
      (at) => {
        expect(at.rows()[Math.trunc(at.display.cursor / 80)]).to.match(/spool/i);
        at.command('help cms sendfile');
        return 'ENTER';
      },
      () => 'PF1',
      () => 'PF1',
      () => 'PF11',
      (at) => {
        at.command('bogus');
        return 'ENTER';
      },
      (at) => {
        at.command('help nosuch');
        return 'ENTER';
      },
      () => 'PF4',
    ]);
    const tops = screens.map((screen) => screen[0]!.trim());
    expect(tops[0]).to.match(/line 1 of/);
    expect(tops[1]).not.to.match(/line 1 of/);
    expect(tops[2]).to.match(/line 1 of/);
    expect(tops[4]).to.match(/All Help/);
    expect(tops[5]).to.match(/Brief Help/);
    expect(tops[6]).to.match(/All Help/);
    expect(tops[7]).to.match(/Related Help/);
    expect(screens[7]!.join('\n')).to.match(/See also: .*RECEIVE/);
    expect(screens[8]![1]).to.equal(' DMSHEL542E No such subcommand: bogus');
    expect(screens[9]![1]).to.equal(' DMSHLP254E HELP cannot find the information you requested');
  });
});
