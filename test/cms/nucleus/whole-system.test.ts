import { expect } from 'chai';
import { cmsSystem } from '../../support/cms-system.js';
import { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import { execFile, moduleFile } from '../../support/cms-disk.js';

const FILES = [
  execFile('PROFILE', '&CONTROL OFF', '&TYPE PROFILE'),
  execFile('REIPL', '&CONTROL OFF', 'CP IPL CMS', '&TYPE NEVER'),
  execFile('CLEARIT', '&CONTROL OFF', 'CP SYSTEM CLEAR', '&TYPE NEVER'),
  execFile('STOR', '&CONTROL OFF', 'CP DEFINE STORAGE 2M', '&TYPE NEVER'),
  execFile('DET', '&CONTROL OFF', 'CP DETACH 191', 'TYPE PROFILE EXEC', '&EXIT &RETCODE'),
  execFile(
    'MANY',
    '/* cards to oneself, a file each */',
    'address command',
    "'CP SPOOL PUNCH TO *'",
    'do n = 1 to 150',
    "  'EXECIO 1 PUNCH (STRING CARD' n",
    "  'CP CLOSE PUNCH NAME N'n 'DATA'",
    'end',
  ),
  execFile('OUT', '&CONTROL OFF', 'CP LOGOFF', '&TYPE NEVER'),
  execFile('TALK', '&CONTROL OFF', '-A', '&TYPE AND SO ON', '&GOTO -A'),
  execFile('SPIN', '&CONTROL OFF', '-A', '&GOTO -A'),
  moduleFile('LOOPER', "LOOP     L     3,=F'7'", '         B     LOOP'),
  moduleFile('RUIN', '         SPKA  0', "         XC    X'58'(40),X'58'", '         SVC   202'),
];

describe('CMS in the whole system', function () {
  // a page of output has to be turned again and again before HX is seen

  it('comes to Ready by AUTOCR in the directory', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    expect(alice.fresh()).to.match(/VM\/TS CMS Release 1.0\nPROFILE\nReady; T=0.01/);
    expect(await alice.lines('listfile * module')).to.include('LOOPER   MODULE   A1');
  });

  for (const looping of ['talk', 'spin', 'looper']) {
    it(`lets its user out of ${looping} by HX`, async () => {
      const system = await cmsSystem(FILES);
      const alice = await system.session('ALICE');
      alice.session.line(looping);
      await system.clock.settle(200);
      alice.session.line('hx');
      for (let turn = 0; turn < 20 && !/Ready; T=.*\n$/.test(alice.transcript.slice(-60)); turn++) {
        await system.clock.settle(200);
        await system.clock.advance(5000);
      }
      expect(await alice.lines('set rdymsg smsg')).to.include('Ready;');
    });
  }

  it('takes a response of CP that is longer than its buffer, as often as one asks', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    await alice.type('cp set imsg off');
    await alice.type('many');
    // a heading and 150 lines of 80 characters: more than 8192
    for (let turn = 0; turn < 3; turn++)
      expect(await alice.lines('pipe cp q rdr all | count lines | console')).to.include('151');
    const last = await alice.lines('pipe cp query reader all | take last | spec 39.20 1 | console');
    expect(last.join(' ')).to.match(/N150 +DATA|150/);
    // what is not a query is not given twice
    expect(await alice.lines('pipe cp purge reader all | console')).to.include(
      '0000150 FILES PURGED',
    );
    expect(await alice.lines('pipe cp q rdr all | count lines | console')).to.include('1');
  });

  it('survives what an EXEC does to its own machine', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    expect(await alice.type('reipl')).to.match(/VM\/TS CMS Release 1.0/);
    expect(await alice.type('')).to.match(/PROFILE\nReady;/);
    expect(await alice.type('stor')).to.match(/STORAGE = 2M/);
    expect(await alice.type('ipl cms parm autocr')).to.match(/PROFILE\nReady;/);
    expect(await alice.type('clearit')).to.not.match(/NEVER/);
    expect(await alice.type('ipl cms parm autocr')).to.match(/PROFILE\nReady;/);
    expect(await alice.type('out')).to.match(/LOGOFF AT/);
    expect(alice.transcript).to.not.match(/NEVER/);
  });

  it('finds the data of a disk gone when an EXEC detaches it', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    const detached = await alice.type('det');
    expect(detached).to.match(/DASD 0191 DETACHED/);
    // the directory is in storage, as in the real CMS; the data are gone
    expect(detached).to.match(/DMS.*\n(.*\n)*Ready\(\d+\)/);
    expect(detached).to.not.match(/&CONTROL/);
  });

  it('comes from the system disk by IPL 190', async () => {
    const system = await cmsSystem(FILES, '');
    const alice = await system.session('ALICE');
    expect(await alice.type('ipl 190 clear parm autocr')).to.match(
      /VM\/TS CMS Release 1.0\nPROFILE\nReady;/,
    );
    expect(await alice.type('ipl 190 clear')).to.match(/VM\/TS CMS Release 1.0\n/);
    expect(await alice.type('listfile * * a')).to.match(
      /^PROFILE\n(.|\n)*PROFILE {2}EXEC(.|\n)*Ready;/m,
    );
  });

  it('edits a file on the whole screen, by DIAGNOSE 58 and attentions', async () => {
    const system = await WholeSystem.start();
    const alice = await system.logon('ALICE', 100, 30);
    await system.sees(alice, /^Ready;/);
    await system.enter(alice, 'xedit new file', /Creating new file/);
    // the command line is in the last row but one of this terminal, and the session takes it all
    expect(alice.rows()[28]).to.match(/^ ====>/);
    await system.enter(alice, 'input Hello from XEDIT', /===== Hello from XEDIT/);
    alice.type('fi');
    alice.session.resize(132, 43);
    await system.rest();
    // drawn anew without a key, and what was typed stands there
    expect(alice.rows()[41]).to.equal(' ====> fi');
    expect(alice.rows()[42]).to.match(/^ {112}X E D I T {2}1 File$/);
    alice.session.resize(90, 26);
    await system.rest();
    expect(alice.rows()[24]).to.equal(' ====> fi');
    await system.enter(alice, 'le', /^Ready;/);
    expect(await system.command(alice, 'type new file a')).to.match(/^Hello from XEDIT$/m);
  });

  it('types again what a message of somebody else has covered in XEDIT', async () => {
    const system = await WholeSystem.start();
    const alice = await system.logon('ALICE');
    const bob = await system.logon('BOB');
    await system.sees(alice, /^Ready;/);
    await system.sees(bob, /^Ready;/);
    await system.enter(alice, 'xedit new file', /Creating new file/);
    await system.enter(alice, 'input Hello from XEDIT', /===== Hello from XEDIT/);
    alice.type('change /Hello/Good');
    await system.enter(bob, 'cp msg alice are you there');
    await system.sees(alice, /MSG FROM BOB/);
    await system.press(alice, 'CLEAR', /^ ====> change \/Hello\/Good$/);
    alice.type(' day/');
    await system.press(alice, 'ENTER', /===== Good day from XEDIT/);
    // nothing is there a second time
    expect(alice.rows()[22]).to.equal(' ====>');
    await system.enter(alice, 'file', /^Ready;/);
    expect(await system.command(alice, 'type new file a')).to.match(/^Good day from XEDIT$/m);
  });

  it('draws HELP anew when the terminal gets another size, and BROWSE, and leaves lines alone', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i}`);
    const system = await WholeSystem.start({
      systemDisk: [{ name: 'COPYFILE', type: 'HELPCMS', lines }],
      disks: { ALICE: [{ name: 'SIXTY', type: 'DATA', lines }] },
    });
    const alice = await system.logon('ALICE', 100, 30);
    await system.sees(alice, /^Ready;/);
    for (const command of ['help copyfile', 'pipe < sixty data | browse']) {
      await system.enter(alice, command, /line 1 of 60$/);
      const last = /help/.test(command) ? 3 : 2;
      for (const [columns, rows] of [
        [132, 43],
        [80, 24],
        [100, 30],
      ] as const) {
        alice.session.resize(columns, rows);
        await system.rest();
        expect(alice.rows()[0]!.length).to.be.within(columns - 1, columns);
        const shown = alice.rows().filter((row) => /^ line \d+$/.test(row));
        expect(shown.length, command).to.be.within(rows - 8, rows - 4);
        expect(alice.rows().slice(-last).join('\n')).to.match(/^ ====>/m);
      }
      await system.press(alice, 'PF3', /^Ready;/);
      await system.press(alice, 'CLEAR');
    }
    // at Ready an attention would be a line
    alice.session.resize(132, 43);
    await system.rest();
    expect(alice.rows().join('').trim()).to.match(/^RUNNING +VMTS$/);
  });

  it('types again in HELP what was typed there', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i}`);
    const system = await WholeSystem.start({
      systemDisk: [{ name: 'COPYFILE', type: 'HELPCMS', lines }],
    });
    const alice = await system.logon('ALICE', 100, 30);
    await system.sees(alice, /^Ready;/);
    await system.enter(alice, 'help copyfile', /line 1 of 60$/);
    alice.type('down 7');
    alice.session.resize(132, 43);
    await system.rest();
    expect(alice.rows()[41]).to.equal(' ====> down 7');
    await system.press(alice, 'ENTER', /line 8 of 60$/);
  });

  it('tells at once that XEDIT needs a screen, on a line without one', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    expect(await alice.type('xedit new file')).to.match(
      /DMSXIN529E XEDIT is only valid in display mode\nReady\(00003\)/,
    );
    expect(await alice.lines('set rdymsg smsg')).to.include('Ready;');
  });

  it('loses nothing edited when its user comes back on a line without a screen', async () => {
    const system = await cmsSystem(FILES);
    const screen = new ScreenPerson(system.cp.sessions, 'ALICE');
    await system.idle();
    screen.enter('xedit new file');
    await system.idle();
    screen.enter('input Hello from XEDIT');
    await system.idle();
    expect(screen.text).to.contain('===== Hello from XEDIT');
    screen.session.dropped();
    const alice = await system.session('ALICE');
    expect(await alice.type('begin')).to.match(/DMSXIN529E .*\nEnter a subcommand/);
    expect(await alice.type('file')).to.match(/Ready;/);
    expect(await alice.lines('type new file a')).to.include('Hello from XEDIT');
  });

  it('begins anew by SYSTEM RESTART, whatever ran', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    alice.session.line('looper');
    await system.clock.settle(200);
    expect(await alice.type('#cp system restart')).to.match(
      /VM\/TS CMS Release 1.0\nPROFILE\nReady;/,
    );
    expect(await alice.lines('set rdymsg smsg')).to.include('Ready;');
  });

  it('is told by CP when a program ruins the new PSWs, and IPL CMS recovers', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    expect(await alice.type('ruin')).to.match(/HCPGIR45[03]/);
    expect(await alice.type('ipl cms parm autocr')).to.match(/PROFILE\nReady;/);
  });

  it('sees STORE and the interrupt key as any machine does', async () => {
    const system = await cmsSystem(FILES);
    const alice = await system.session('ALICE');
    expect(await alice.type('#cp external')).to.match(/DEBUG entered/);
    await alice.type('#cp store s20000 C1C2C3C4');
    expect(await alice.type('x 20000 4')).to.match(/C1C2C3C4/);
    await alice.type('go');
    expect(await alice.type('query impcp')).to.match(/IMPCP {4}= ON\nReady;/);
  });

  it('lets a program handle the interrupt key by HNDEXT', async () => {
    const program = moduleFile(
      'KEYS',
      '         LR    11,14',
      '         LA    1,SETX',
      '         SVC   202',
      '         DC    AL4(1)',
      '         LA    1,EVENT',
      '         LA    0,1',
      '         SVC   1',
      '         LA    15,7',
      '         BR    11',
      // register 1 has the registers and the PSW of what was interrupted
      '         USING MINE,15',
      'MINE     CLI   99(1),64',
      '         BNER  14',
      '         MVI   EVENT,64',
      '         BR    14',
      '         DS    0D',
      "EVENT    DC    F'0'",
      '         DS    0D',
      "SETX     DC    CL8'HNDEXT',CL4'SET',A(MINE)",
    );
    const system = await cmsSystem([program]);
    const alice = await system.session('ALICE');
    await alice.type('keys');
    expect(await alice.type('#cp external')).to.match(/Ready\(00007\)/);
    // it was the program's alone
    expect(await alice.type('#cp external')).to.match(/DEBUG entered/);
  });
});
