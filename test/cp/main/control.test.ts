import { expect } from 'chai';
import type { FakeSystem } from '../../support/fake-system.js';
import { fakeSystem } from '../../support/fake-system.js';
import type { TestSession, TestSystem } from '../../support/test-system.js';
import { usualDirectory } from '../../support/test-system.js';

describe('CP: commands that control the machine', () => {
  let fake: FakeSystem;
  let system: TestSystem;
  let alice: TestSession;

  beforeEach(async () => {
    fake = await fakeSystem();
    ({ system } = fake);
    alice = await system.session('ALICE');
  });

  const refused: readonly (readonly [string, string])[] = [
    ['nonsense 1 2', 'HCPCMD001E Unknown CP command: NONSENSE'],
    ['force bob', 'HCPCMD001E Unknown CP command: FORCE'],
    ['shutdown', 'HCPCMD001E Unknown CP command: SHUTDOWN'],
    ['wng bob hi', 'HCPCMD001E Unknown CP command: WNG'],
    ['ipl', 'HCPIPL026E Operand missing or invalid'],
    ['ipl nosuchsys1', 'HCPIPL002E Invalid operand - NOSUCHSYS1'],
    ['ipl 00d', 'HCPIPL006E Invalid device type - 000D'],
    ['ipl cms nonsense', 'HCPIPL003E Invalid option - NONSENSE'],
    ['ipl cms clear noclear', 'HCPIPL013E Conflicting option - NOCLEAR'],
    [`ipl cms parm ${'x'.repeat(65)}`, 'HCPIPL177E Parameters too long: more than 64 characters'],
    ['begin zz', 'HCPCPB004E Invalid hexloc - ZZ'],
    ['begin 100000', 'HCPCPB160E Hexloc 100000 exceeds storage'],
    ['begin 0 1', 'HCPCPB002E Invalid operand - 1'],
    ['stop now', 'HCPCPS003E Invalid option - NOW'],
    ['system', 'HCPCPV026E Operand missing or invalid'],
    ['system nonsense', 'HCPCPV003E Invalid option - NONSENSE'],
    ['system clear all', 'HCPCPV003E Invalid option - ALL'],
    ['define', 'HCPDEF026E Operand missing or invalid'],
    ['define drum 181', 'HCPDEF003E Invalid option - DRUM'],
    ['define storage', 'HCPDEF026E Operand missing or invalid'],
    ['define storage 3X', 'HCPDEF162E Invalid storage size - 3X'],
    ['define storage 8M', 'HCPDST094E Storage not redefined; maximum allowed is 4M'],
    ['external zz', 'HCPCPV002E Invalid operand - ZZ'],
    ['attn now', 'HCPCPV003E Invalid option - NOW'],
    ['ready', 'HCPCPV022E Virtual device number was not supplied or it was invalid'],
    ['ready xyz', 'HCPCPV022E Virtual device number was not supplied or it was invalid'],
    ['ready 999', 'HCPCPV040E Device 0999 does not exist'],
    ['notready 999', 'HCPCPV040E Device 0999 does not exist'],
    ['reset 999', 'HCPCPV040E Device 0999 does not exist'],
    ['ready 00c now', 'HCPCPV003E Invalid option - NOW'],
    ['display', 'HCPCDB033E Hexloc missing or invalid'],
    ['display qq', 'HCPCDB004E Invalid hexloc - QQ'],
    ['display 100000', 'HCPCDB160E Hexloc 100000 exceeds storage'],
    ['display 0-100000', 'HCPCDB160E Hexloc 100000 exceeds storage'],
    ['display 20-10', 'HCPCDB009E Invalid range - 20-10'],
    ['display 0-fffff', 'HCPCDB009E Invalid range - 0-FFFFF'],
    ['display g16', 'HCPCDB010E Invalid register - 16'],
    ['display g5-3', 'HCPCDB010E Invalid register - 5-3'],
    ['display y8', 'HCPCDB010E Invalid register - 8'],
    ['store', 'HCPCDS033E Hexloc missing or invalid'],
    ['store 100', 'HCPCDS026E Operand missing or invalid'],
    ['store zz 1', 'HCPCDS004E Invalid hexloc - ZZ'],
    ['store 100 xyz', 'HCPCDS002E Invalid operand - XYZ'],
    ['store 100 123456789', 'HCPCDS002E Invalid operand - 123456789'],
    ['store s100 123', 'HCPCDS002E Invalid operand - 123'],
    ['store ffffc 1 2', 'HCPCDS160E Hexloc FFFFC exceeds storage'],
    ['store g16 1', 'HCPCDS010E Invalid register - 16'],
    ['store gf 1 2', 'HCPCDS010E Invalid register - F'],
    ['store psw 1 2 3', 'HCPCDS012E Invalid PSW - 1 2 3'],
    ['sleep x', 'HCPSLP002E Invalid operand - X'],
    ['sleep 1 fortnight', 'HCPSLP003E Invalid option - FORTNIGHT'],
    ['logoff now', 'HCPUSO003E Invalid option - NOW'],
    ['disconnect now', 'HCPUSO003E Invalid option - NOW'],
    ['logon bob', 'HCPLGA054E Already logged on GRAF L0001'],
    ['indicate nonsense', 'HCPIND003E Invalid option - NONSENSE'],
    ['indicate user maint', 'HCPIND045E MAINT not logged on'],
    ['msg', 'HCPMSG020E Userid missing or invalid'],
    ['msg bob', 'HCPMFS026E Operand missing or invalid'],
    ['msg bob hello', 'HCPMSG045E BOB not logged on'],
    ['msg all hello', 'HCPMSG045E ALL not logged on'],
    ['msg b?b hello', 'HCPMSG007E Invalid userid - B?B'],
    ['xautolog', 'HCPXAL020E Userid missing or invalid'],
    ['xautolog bob', 'HCPXAL053E BOB not in CP directory'],
    ['autolog bob x', 'HCPCMD001E Unknown CP command: AUTOLOG'],
    ['x'.repeat(241), 'HCPCFC026E Operand missing or invalid'],
  ];

  for (const [line, text] of refused) {
    it(`refuses ${line.slice(0, 40)}`, async () => {
      const before = fake.processor.requests.length;
      expect(await alice.lines(line)).to.deep.equal([text]);
      const ops = fake.processor.requests.slice(before).map(({ request }) => request.op);
      expect(ops.filter((op) => op !== 'stop' && op !== 'start')).to.deep.equal([]);
    });
  }

  it('ignores comments and takes CP in front', async () => {
    expect(await alice.lines('* nothing')).to.deep.equal([]);
    expect(await alice.lines('cp cp #cp query userid')).to.deep.equal(['ALICE    AT VMTS']);
    expect(await alice.lines('cp')).to.deep.equal([]);
  });

  it('takes the shortest forms in table order', async () => {
    expect(await alice.lines('l')).to.deep.equal(['HCPLGA054E Already logged on GRAF L0001']);
    expect(await alice.lines('d psw')).to.deep.equal(['PSW = 00000000 00000000']);
    expect(await alice.lines('q userid')).to.deep.equal(['ALICE    AT VMTS']);
    await alice.type('i cms');
    expect(fake.processor.ops).to.deep.equal(['ipl']);
    await alice.type('#cp sys cle');
    expect(alice.transcript).to.match(/HCPCPV003E Invalid option - CLE\n$/);
    await alice.type('#cp log');
    expect(alice.closed).to.equal(true);
  });

  it('IPLs with options, raising the generation', async () => {
    const { machine } = alice;
    const before = machine.generation;
    await alice.type('ipl 00c clear stop parm Hello There');
    const last = fake.processor.requests.at(-1);
    expect(last?.request).to.deep.equal({
      op: 'ipl',
      target: 0x00c,
      clear: true,
      stop: true,
      parm: 'Hello There',
    });
    expect(last?.generation).to.equal(before + 1);
    expect(machine.generation).to.equal(before + 1);
    expect(machine.inCpRead).to.equal(true);
  });

  const failures = [
    ['no-device', '00c', 'HCPIPL040E Device 000C does not exist'],
    ['no-system', 'cms', 'HCPIPL044E Named Saved System (NSS) CMS does not exist'],
    [
      'no-input',
      '00c',
      'HCPIPL233E IPL unit error; device 000C is not ready or has nothing to read',
    ],
    ['io-error', '190', 'HCPIPL232E IPL unit error; device 0190'],
    ['storage-small', 'cms', 'HCPIPL171E CMS needs more storage than the virtual machine has'],
    ['no-frame', 'cms', 'HCPPTR410W CP entered; paging error'],
  ] as const;
  for (const [why, target, text] of failures) {
    it(`says that an IPL failed by ${why}, in CP READ`, async () => {
      fake.processor.answers.set('ipl', { ok: false, why });
      expect(await alice.lines(`ipl ${target}`)).to.deep.equal([text]);
      expect(alice.machine.inCpRead).to.equal(true);
    });
  }

  it('drops the answer of an IPL that another one overtook', async () => {
    fake.processor.answers.set('ipl', 'silent');
    await alice.type('ipl 00c');
    fake.processor.answers.delete('ipl');
    await alice.key({ kind: 'pa', number: 1 });
    alice.session.line('');
    await system.idle();
    // the second one is typed behind #CP while the first waits for its reader
    void system.cp.execute(alice.machine, 'ipl cms');
    await system.idle();
    expect(alice.machine.ipled).to.equal('CMS');
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('resets, clears and restarts', async () => {
    await alice.type('begin');
    expect(await alice.lines('#cp system clear')).to.deep.equal([
      'Storage cleared - system reset.',
    ]);
    expect(fake.processor.ops).to.deep.equal(['start', 'stop', 'reset']);
    expect(alice.machine.inCpRead).to.equal(true);
    expect(await alice.lines('system reset')).to.deep.equal(['System reset.']);
    await alice.type('system restart');
    expect(fake.processor.ops.slice(-2)).to.deep.equal(['restart', 'start']);
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('defines storage of another size', async () => {
    expect(await alice.lines('define storage 2m')).to.deep.equal([
      'STORAGE = 2M',
      'Storage cleared - system reset.',
    ]);
    expect(await alice.lines('q v stor')).to.deep.equal(['STORAGE = 2M']);
    expect(await alice.lines('d 1ffffc')).to.deep.equal(['1FFFFC  00000000']);
    expect(await alice.lines('def stor as 512k')).to.have.length(2);
    expect(await alice.lines('d 80000')).to.deep.equal(['HCPCDB160E Hexloc 80000 exceeds storage']);
  });

  it('stores and displays storage, registers, PSW', async () => {
    expect(await alice.lines('store 1000 c1c2c3c4 5')).to.deep.equal(['Store complete']);
    expect(await alice.lines('d 1000-1007')).to.deep.equal(['001000  C1C2C3C4 00000005']);
    expect(await alice.lines('d l1000.4')).to.deep.equal(['001000  C1C2C3C4']);
    expect(await alice.lines('d t1000.8')).to.deep.equal([
      '001000  C1C2C3C4 00000005 00000000 00000000  *ABCD............*',
    ]);
    expect(await alice.lines('store s1001 f0f1')).to.deep.equal(['Store complete']);
    expect(await alice.lines('d 1000')).to.deep.equal(['001000  C1F0F1C4']);
    expect(await alice.lines('d k0-fff')).to.deep.equal(['000000 TO 000FFF   KEY = 00']);
    await alice.type('store g5 1 2 ffffffff');
    expect(await alice.lines('d g')).to.deep.equal([
      'GPR  0 = 00000000 00000000 00000000 00000000',
      'GPR  4 = 00000000 00000001 00000002 FFFFFFFF',
      'GPR  8 = 00000000 00000000 00000000 00000000',
      'GPR 12 = 00000000 00000000 00000000 00000000',
    ]);
    expect(await alice.lines('d g5-6')).to.deep.equal(['GPR  5 = 00000001 00000002']);
    expect(await alice.lines('d g 7')).to.deep.equal(['GPR  7 = FFFFFFFF']);
    await alice.type('store x 14 00c00000');
    expect(await alice.lines('d x14')).to.deep.equal(['ECR 14 = 00C00000']);
    await alice.type('store y0 41100000 1');
    expect(await alice.lines('d y0')).to.deep.equal(['FPR  0 = 4110000000000001']);
    expect(await alice.lines('d y')).to.have.length(4);
    await alice.type('store psw 00040000 00000200');
    expect(await alice.lines('d psw')).to.deep.equal(['PSW = 00040000 00000200']);
    await alice.type('store psw 300');
    expect(await alice.lines('d psw')).to.deep.equal(['PSW = 00040000 00000300']);
    await alice.type('store 48 12345678');
    expect(await alice.lines('d caw csw')).to.deep.equal([
      'CAW = 12345678',
      'CSW = 00000000 00000000',
    ]);
    await alice.type('store status');
    expect(await alice.lines('d 100.8 194.4')).to.deep.equal([
      '000100  00040000 00000300',
      '000194  00000001',
    ]);
  });

  it('stops a running machine to look at it, and lets it go on', async () => {
    await alice.type('begin');
    expect(await alice.lines('#cp d psw')).to.deep.equal(['PSW = 00000000 00000000']);
    expect(fake.processor.ops).to.deep.equal(['start', 'stop', 'start']);
    expect(alice.machine.stopped).to.equal(false);
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('begins at an address', async () => {
    await alice.type('begin 2000');
    expect(alice.machine.memory.processor().pswWords()[1]).to.equal(0x2000);
    expect(fake.processor.ops).to.deep.equal(['start']);
  });

  it('gives interruptions and lets the machine take them', async () => {
    await alice.type('external');
    await alice.type('#cp external 80');
    await alice.key({ kind: 'pa', number: 1 });
    await alice.type('attn');
    await alice.type('#cp request');
    const seen = fake.processor.requests
      .map(({ request }) => request)
      .filter(({ op }) => op === 'external' || op === 'attention');
    expect(seen).to.deep.equal([
      { op: 'external', code: 0x40, processor: 0 },
      { op: 'external', code: 0x80, processor: 0 },
      { op: 'attention', address: 9 },
      { op: 'attention', address: 9 },
    ]);
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('makes devices ready, not ready, reset', async () => {
    await alice.type('ready 00c');
    await alice.type('notr 00d');
    await alice.type('reset 00e');
    expect(fake.processor.requests.map(({ request }) => request)).to.deep.equal([
      { op: 'ready', address: 0xc },
      { op: 'not-ready', address: 0xd },
      { op: 'reset-device', address: 0xe },
    ]);
  });

  it('shows in QUERY VIRTUAL what is not ready, until READY', async () => {
    await alice.type('notready 00d');
    expect((await alice.lines('q v 00d'))[0]).to.match(/CPY 001 NOTREADY FORM STANDARD$/);
    expect((await alice.lines('q v 00e'))[0]).to.match(/CPY 001 READY FORM STANDARD$/);
    await alice.type('ready 00d');
    expect((await alice.lines('q v 00d'))[0]).to.match(/CPY 001 READY FORM STANDARD$/);
  });

  it('leaves the machine alone when what is to be loaded is not there', async () => {
    fake.processor.answers.set('ipl-possible', { ok: false, why: 'no-system' });
    const { generation } = alice.machine;
    const text = 'HCPIPL044E Named Saved System (NSS) FOO does not exist';
    expect(await alice.lines('ipl foo')).to.deep.equal([text]);
    expect(alice.machine.generation).to.equal(generation);
    expect(fake.processor.ops).to.deep.equal([]);
  });

  it('sleeps for a time, or until attention', async () => {
    await alice.type('begin');
    await alice.type('#cp sleep 10 sec');
    expect(alice.machine.stopped).to.equal(true);
    await system.pass(9000);
    expect(alice.machine.stopped).to.equal(true);
    await system.pass(1500);
    expect(alice.machine.stopped).to.equal(false);
    await alice.type('#cp sleep');
    await system.pass(3_600_000);
    expect(alice.machine.stopped).to.equal(true);
    await alice.type('');
    expect(alice.machine.stopped).to.equal(false);
  });

  it('stops with STOP and enters CP READ with PA1, unless SET RUN ON', async () => {
    await alice.type('begin');
    await alice.type('#cp stop');
    expect(alice.machine.inCpRead && alice.machine.stopped).to.equal(true);
    await alice.type('begin');
    await alice.key({ kind: 'pa', number: 1 });
    expect(alice.machine.inCpRead && alice.machine.stopped).to.equal(true);
    expect(await alice.lines('')).to.deep.equal(['CP']);
    await alice.type('set run on');
    expect(alice.machine.inCpRead && !alice.machine.stopped).to.equal(true);
    await alice.type('begin');
    await alice.key({ kind: 'pa', number: 1 });
    expect(alice.machine.inCpRead && !alice.machine.stopped).to.equal(true);
  });

  it('does not stop the machine for #CP', async () => {
    await alice.type('begin');
    expect(await alice.lines('#cp query userid')).to.deep.equal(['ALICE    AT VMTS']);
    expect(fake.processor.ops).to.deep.equal(['start']);
    await alice.type('#cp');
    expect(alice.machine.inCpRead && alice.machine.stopped).to.equal(true);
  });

  it('shows how busy system and machine are', async () => {
    expect(await alice.lines('ind')).to.deep.equal([
      'AVGPROC-000% 01',
      'PAGING-0/SEC',
      'STORAGE-001%',
      `${'Q0-00000(00000)'.padEnd(42)}DORMANT-00001`,
      'PROC 0000-000% CP',
      'LIMITED-00000',
    ]);
    const user = await alice.lines('indicate user');
    expect(user[0]).to.equal('USERID=ALICE    MACH=370 STOR=1M VIRT=V XSTORE=NONE');
    expect(user.slice(1)).to.deep.equal([
      'IPLSYS=NONE DEVNUM=00004',
      'PAGES: RES=0  WS=0  LOCKEDREAL=0  RESVD=0',
      'NPREF=0  PREF=0  READS=0  WRITES=0',
      'CPU 00: CTIME=00:00 VTIME=000:00 TTIME=000:00 IO=000000',
      'RDR=000000 PRT=000000 PCH=000000 TYPE=CP   CPUAFFIN=ON',
    ]);
  });

  it('lets the operator force a user off', async () => {
    const maint = await system.session('MAINT');
    expect(await maint.lines('force nobody')).to.deep.equal(['HCPFOR045E NOBODY not logged on']);
    expect(await maint.lines('force alice')).to.deep.equal([
      'GRAF L0001 LOGOFF AS  ALICE    USERS = 1    FORCED BY MAINT',
    ]);
    expect(alice.closed).to.equal(true);
    expect(alice.farewell).to.match(/LOGOFF AT 10:00:00 UTC MONDAY 08\/17\/26 BY MAINT$/);
    expect(system.log.at(-1)).to.equal(
      'GRAF L0001 LOGOFF AS  ALICE    USERS = 1    FORCED BY MAINT',
    );
  });

  it('autologs with a command, by class, password or the directory', async () => {
    const other = await fakeSystem({
      directory: usualDirectory().add('USER ROBOT * 1M 2M G\nAUTOLOG ALICE\nCONSOLE 009 3215'),
    });
    const maint = await other.system.session('MAINT');
    const user = await other.system.session('ALICE');
    expect(await user.lines('xautolog robot query time')).to.deep.equal([
      'Command accepted',
      'AUTO LOGON  ***       ROBOT    USERS = 3',
    ]);
    expect(await user.lines('q robot')).to.deep.equal(['ROBOT    - DSC']);
    expect(other.system.log.at(-1)).to.equal('AUTO LOGON  ***       ROBOT    USERS = 3');
    expect(await user.lines('xautolog robot')).to.deep.equal([
      'HCPAUT054E Already logged on - DSC',
    ]);
    expect(await maint.lines('autolog bob wrong')).to.deep.equal([
      'HCPAUT050E LOGON unsuccessful--incorrect userid and/or password',
    ]);
    expect(await maint.lines('autolog bob bob begin')).to.deep.equal([]);
    expect(other.system.cp.machine('BOB')?.inCpRead).to.equal(false);
    expect(await maint.lines('xautolog nobody')).to.deep.equal([
      'HCPXAL053E NOBODY not in CP directory',
    ]);
  });
});
