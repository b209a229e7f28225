import { expect } from 'chai';
import type { TestSession, TestSystem } from '../../support/test-system.js';
import { fakeSystem } from '../../support/fake-system.js';

describe('CP: QUERY, SET, TERMINAL', () => {
  let system: TestSystem;
  let alice: TestSession;
  let maint: TestSession;

  beforeEach(async () => {
    ({ system } = await fakeSystem());
    alice = await system.session('ALICE');
    maint = await system.session('MAINT');
  });

  /** Typed lines of ALICE and the answers to them. */
  const answers: readonly (readonly [string, readonly string[]])[] = [
    ['q userid', ['ALICE    AT VMTS']],
    ['q n', ['ALICE    -L0001, MAINT    -L0002']],
    ['q us', ['2 USERS, 0 DIALED, 2 NET']],
    ['q alice', ['ALICE    -L0001']],
    ['q *', ['ALICE    -L0001']],
    ['q bob', ['HCPCQU045E BOB not logged on']],
    ['q nosuchuser', ['HCPCQV003E Invalid option - NOSUCHUSER']],
    ['q bob extra', ['HCPCQV003E Invalid option - EXTRA']],
    ['q', ['HCPCQG026E Operand missing or invalid']],
    ['q t x', ['HCPCQV003E Invalid option - X']],
    [
      'q t',
      [
        'TIME IS 10:00:00 UTC MONDAY 08/17/26',
        'CONNECT= 00:00:00 VIRTCPU= 000:00.00 TOTCPU= 000:00.00',
      ],
    ],
    ['q cplevel', ['VM/TS Version 0.1.0', 'IPL at 08/17/26 10:00:00 UTC']],
    ['q logmsg', ['There is no logmsg data']],
    ['q proc', ['HCPCQU045E PROC not logged on']],
    [
      'q set',
      [
        'MSG ON  , WNG ON  , EMSG ON  , ACNT OFF, RUN OFF',
        'LINEDIT ON  , TIMER ON  , ISAM OFF, ECMODE ON',
        'IMSG ON  , SMSG OFF',
      ],
    ],
    ['q dateformat', ['SHORTDATE']],
    ['set dateformat', ['HCPCFS026E Operand missing or invalid']],
    ['set dateformat *', ['HCPCFS026E Operand missing or invalid']],
    ['set dateformat maint iso', ['HCPCFS003E Invalid option - MAINT']],
    ['set dateformat iso date', ['HCPCFS003E Invalid option - DATE']],
    ['q share', ['USER ALICE    : RELATIVE SHARE = 100']],
    ['q share maint', ['HCPCQU045E MAINT not logged on']],
    ['q pf3', ['PF03 UNDEFINED']],
    ['q pf03', ['PF03 UNDEFINED']],
    ['q pf25', ['HCPCQU045E PF25 not logged on']],
    ['q v stor', ['STORAGE = 1M']],
    ['q v cpus', ['CPU 00  ID  FF00000103700000 (BASE) STOPPED CP   CPUAFF ON']],
    ['q v 009 x', ['HCPCQV003E Invalid option - X']],
    ['q v fff', ['HCPQVD040E Device 0FFF does not exist']],
    ['q v nonsense', ['HCPCQV003E Invalid option - NONSENSE']],
    ['q v dasd', ['HCPCQV040E Device DASD does not exist']],
    ['q f', ['FILES:   NO RDR,   NO PRT,   NO PUN']],
    ['set', ['HCPCFS026E Operand missing or invalid']],
    ['set nonsense on', ['HCPCFS003E Invalid option - NONSENSE']],
    ['set msg', ['HCPCFS026E Operand missing or invalid']],
    ['set msg perhaps', ['HCPCFS003E Invalid option - PERHAPS']],
    ['set msg on off', ['HCPCFS003E Invalid option - OFF']],
    ['set share alice relative 5', ['HCPCFS003E Invalid option - SHARE']],
    ['set logmsg hello', ['HCPCFS003E Invalid option - LOGMSG']],
    ['set timer maybe', ['HCPCFS003E Invalid option - MAYBE']],
    ['term', ['HCPCFT026E Operand missing or invalid']],
    ['term nonsense on', ['HCPCFT003E Invalid option - NONSENSE']],
    ['term more 300 1', ['HCPCFT002E Invalid operand - 300']],
    ['term linend ab', ['HCPCFT002E Invalid operand - AB']],
  ];

  for (const [line, answer] of answers) {
    it(`answers ${line}`, async () => {
      expect(await alice.lines(line)).to.deep.equal(answer);
    });
  }

  it('shows the virtual machine with all its devices', async () => {
    const lines = await alice.lines('query virtual');
    expect(lines.slice(0, 3)).to.deep.equal([
      'STORAGE = 1M',
      'CPU 00  ID  FF00000103700000 (BASE) STOPPED CP   CPUAFF ON',
      'CONS 0009 ON GRAF L0001 TERM STOP',
    ]);
    for (const device of ['RDR  000C', 'PUN  000D', 'PRT  000E'])
      expect(lines.filter((line) => line.startsWith(device))).to.have.length(1);
    expect(await alice.lines('query v 00c')).to.deep.equal(
      lines.filter((line) => /^(RDR {2}| {5})000C/.test(line)),
    );
  });

  it('shows to class A and E what it keeps from others', async () => {
    expect(await maint.lines('q proc')).to.deep.equal(['PROCESSOR 00 MASTER CP']);
    expect(await maint.lines('q share alice')).to.deep.equal([
      'USER ALICE    : RELATIVE SHARE = 100',
    ]);
  });

  it('keeps what SET sets', async () => {
    for (const line of [
      'set msg off',
      'set wng off',
      'set smsg on',
      'set imsg off',
      'set acnt on',
      'set run on',
      'set emsg text',
      'set linedit off',
      'set timer real',
    ])
      expect(await alice.lines(line), line).to.deep.equal([]);
    expect(await alice.lines('q set')).to.deep.equal([
      'MSG OFF , WNG OFF , EMSG TEXT, ACNT ON, RUN ON',
      'LINEDIT OFF , TIMER REAL, ISAM OFF, ECMODE ON',
      'IMSG OFF , SMSG ON',
    ]);
  });

  it('keeps what TERMINAL sets, and nothing of a line that is wrong', async () => {
    const shown = async () => (await alice.lines('q terminal')).join(' ');
    expect(await shown()).to.include('BRKKEY PA1');
    await alice.type('terminal brkkey pf12 linesize off');
    expect(await shown()).to.match(/LINESIZE OFF.*BRKKEY PF12/);
    await alice.type('term brkkey none');
    expect(await shown()).to.include('BRKKEY NONE');
    expect(await alice.lines('term linesize 60 brkkey pf25')).to.deep.equal([
      'HCPCFT002E Invalid operand - PF25',
    ]);
    expect(await shown()).to.include('LINESIZE OFF');
    await alice.type('term brkkey pa1 linesize 80');
  });

  it('shows messages as SET EMSG says', async () => {
    await alice.type('set emsg code');
    expect(await alice.lines('q nobody')).to.deep.equal(['HCPCQU045E']);
    await alice.type('set emsg text');
    expect(await alice.lines('q nobody')).to.deep.equal(['NOBODY not logged on']);
    await alice.type('set emsg off');
    expect(await alice.lines('q nobody')).to.deep.equal([]);
  });

  it('does not type with SET IMSG OFF what a command has done', async () => {
    await alice.type('set imsg off');
    expect(await alice.lines('define 00c as 01c')).to.deep.equal([]);
    expect(await alice.lines('detach 01c')).to.deep.equal([]);
    // what is wrong is told
    expect(await alice.lines('detach 01c')).to.deep.equal([
      'HCPDTV040E Device 001C does not exist',
    ]);
    await alice.type('set imsg on');
    expect(await alice.lines('detach 00d')).to.deep.equal(['PUN  000D DETACHED']);
  });

  it('keeps PF keys with their case, and undefines them', async () => {
    await alice.type('set pf5 immed Query Time');
    await alice.type('set pf06 delayed  msg bob hi');
    await alice.type('set pf12 retrieve');
    await alice.type('set pf7 just a text');
    expect(await alice.lines('q pf5')).to.deep.equal(['PF05 IMMED Query Time']);
    expect(await alice.lines('q pf6')).to.deep.equal(['PF06 DELAYED msg bob hi']);
    expect(await alice.lines('q pf7')).to.deep.equal(['PF07 DELAYED just a text']);
    const all = await alice.lines('q pf');
    expect(all).to.have.length(24);
    expect(all[11]).to.equal('PF12 RETRIEVE BACKWARD');
    await alice.type('set pf5');
    expect(await alice.lines('q pf5')).to.deep.equal(['PF05 UNDEFINED']);
    expect(await alice.lines('set pf12 retrieve more')).to.deep.equal([
      'HCPCFS003E Invalid option - MORE',
    ]);
    expect(await alice.lines(`set pf1 immed ${'x'.repeat(136)}`)).to.deep.equal([
      'HCPCFS026E Operand missing or invalid',
    ]);
  });

  it('keeps PF keys that retrieve forward, substitute and tab', async () => {
    const shown = async (n: number, operands: string): Promise<string | undefined> => {
      await alice.type(`set pf${n} ${operands}`);
      return (await alice.lines(`q pf${n}`))[0];
    };
    expect(await shown(11, 'retrieve forward')).to.equal('PF11 RETRIEVE FORWARD');
    expect(await shown(11, 'ret back')).to.equal('PF11 RETRIEVE BACKWARD');
    expect(await shown(1, 'subst tell &1 &*')).to.equal('PF01 DELAYED SUBST tell &1 &*');
    expect(await shown(1, 'immed subst tell &1')).to.equal('PF01 IMMED SUBST tell &1');
    expect(await shown(1, 'subst imm q &1')).to.equal('PF01 IMMED SUBST q &1');
    expect(await shown(4, 'tab 20 8 20')).to.equal('PF04 TAB 8 20');
    for (const [operands, said] of [
      ['tab', 'HCPCFS026E Operand missing or invalid'],
      ['tab 5 256', 'HCPCFS002E Invalid operand - 256'],
      ['copy 01f', 'HCPCFS040E Device 01F does not exist'],
      ['retrieve forward more', 'HCPCFS003E Invalid option - MORE'],
    ]) {
      expect(await alice.lines(`set pf4 ${operands!}`)).to.deep.equal([said]);
    }
    expect(await alice.lines('q pf4')).to.deep.equal(['PF04 TAB 8 20']);
  });

  it('changes the terminal, all of a line or nothing', async () => {
    const before = await alice.lines('q term');
    expect(before[3]).to.match(/^AUTOCR OFF, MORE 050 010, HOLD (ON|OFF), TIMESTAMP OFF$/);
    expect(await alice.lines('terminal more 10 5 hold off nonsense on')).to.deep.equal([
      'HCPCFT003E Invalid option - NONSENSE',
    ]);
    expect(await alice.lines('q term')).to.deep.equal(before);
    await alice.type('terminal more 10 5 hold off linesize 100 linend % escape off');
    const after = await alice.lines('q term');
    expect(after[0]).to.match(/^LINEND % , .*ESCAPE OFF, /);
    expect(after[1]).to.match(/^LINESIZE 100, /);
    expect(after[3]).to.match(/AUTOCR OFF, MORE 010 005, HOLD OFF, TIMESTAMP OFF$/);
    await alice.type('term timest on');
    expect((await alice.lines('q userid'))[0]).to.match(/^\d\d:\d\d:\d\d ALICE    AT VMTS$/);
  });

  it('lets class B set the log message and everybody see it', async () => {
    await maint.type('set logmsg System down at noon');
    await maint.type('set logmsg 2 Bring cake');
    expect(await alice.lines('q log')).to.deep.equal(['System down at noon', 'Bring cake']);
    const bob = await system.session('BOB');
    expect(bob.transcript).to.match(/^System down at noon\nBring cake\nFILES:/);
    await maint.type('set logmsg 1 null');
    expect(await alice.lines('q log')).to.deep.equal(['Bring cake']);
    await maint.type('set logmsg null');
    expect(await alice.lines('q log')).to.deep.equal(['There is no logmsg data']);
  });

  it('sets shares', async () => {
    expect(await maint.lines('set share alice rel 200')).to.deep.equal([
      'USER ALICE    : RELATIVE SHARE = 200',
    ]);
    expect(await maint.lines('set share alice absolute 12.5%')).to.deep.equal([
      'USER ALICE    : ABSOLUTE SHARE = 12.5%',
    ]);
    expect(await maint.lines('set share alice initial')).to.deep.equal([
      'USER ALICE    : RELATIVE SHARE = 100',
    ]);
    expect(await maint.lines('set share alice rel 0')).to.deep.equal([
      'HCPCFS002E Invalid operand - 0',
    ]);
    expect(await maint.lines('set share alice abs 101%')).to.deep.equal([
      'HCPCFS002E Invalid operand - 101%',
    ]);
    expect(await maint.lines('set share nobody rel 1')).to.deep.equal([
      'HCPCFS045E NOBODY not logged on',
    ]);
    expect(await maint.lines('set share')).to.deep.equal(['HCPCFS020E Userid missing or invalid']);
  });

  it('sets the times after which machines without a line are logged off', async () => {
    expect(await alice.lines('set timeout drop 5')).to.deep.equal([
      'HCPCFS003E Invalid option - TIMEOUT',
    ]);
    expect(await maint.lines('set timeout drop 5')).to.deep.equal([]);
    alice.session.dropped();
    await system.pass(5 * 60_000 + 1000);
    expect(system.cp.machine('ALICE')).to.equal(undefined);
  });
});
