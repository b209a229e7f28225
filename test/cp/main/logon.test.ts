import { expect } from 'chai';
import { fakeSystem } from '../../support/fake-system.js';
import { ScreenPerson } from '../../support/person.js';
import { TestSession, usualDirectory } from '../../support/test-system.js';

describe('logon, disconnect, logoff', () => {
  it('greets and logs off as VM does', async () => {
    const { system } = await fakeSystem();
    const alice = await system.session('ALICE');
    expect(alice.transcript).to.equal(
      'There is no logmsg data\n' +
        'FILES:   NO RDR,   NO PRT,   NO PUN\n' +
        'LOGON AT 10:00:00 UTC MONDAY 08/17/26\n',
    );
    await system.pass(62_000);
    const lines = await alice.lines('logoff');
    expect(lines).to.deep.equal([
      'CONNECT= 00:01:02 VIRTCPU= 000:00.00 TOTCPU= 000:00.00',
      'LOGOFF AT 10:01:02 UTC MONDAY 08/17/26',
    ]);
    expect(alice.closed).to.equal(true);
    expect(system.cp.machines()).to.have.length(0);
    expect(system.log.slice(-2)).to.deep.equal([
      'GRAF L0001 LOGON  AS  ALICE    USERS = 1    FROM 127.0.0.1:50000',
      'GRAF L0001 LOGOFF AS  ALICE    USERS = 0',
    ]);
  });

  it('IPLs what the directory says, with its PARM', async () => {
    const { system, processor } = await fakeSystem({
      directory: usualDirectory().add(
        'USER CAROL * 1M 2M G\nIPL CMS PARM AUTOCR\nCONSOLE 009 3215',
      ),
    });
    const carol = await system.session('CAROL');
    expect(processor.requests.map(({ request }) => request)).to.deep.equal([
      { op: 'ipl', target: 'CMS', clear: true, stop: false, parm: 'AUTOCR' },
    ]);
    expect(carol.machine.inCpRead).to.equal(false);
    expect(carol.machine.ipled).to.equal('CMS');
  });

  it('keeps lines typed during the logon for the system that is IPLed', async () => {
    const { system, processor } = await fakeSystem({
      directory: usualDirectory().add(
        'USER CAROL * 1M 2M G\nIPL CMS PARM AUTOCR\nCONSOLE 009 3215',
      ),
    });
    const carol = new TestSession(system, 'CAROL');
    carol.session.line('query disk');
    await system.idle();
    expect(carol.transcript).to.not.include('HCP');
    expect(processor.ops).to.deep.equal(['ipl', 'console-line']);
  });

  it('logs off a user who says so during the logon', async () => {
    const { system } = await fakeSystem();
    const alice = new TestSession(system, 'ALICE');
    alice.session.line('#cp logoff');
    await system.idle();
    expect(alice.transcript).to.include('LOGOFF AT 10:00:00');
    expect(system.cp.machines()).to.have.length(0);
    const again = await system.session('ALICE');
    expect(again.transcript).to.include('LOGON AT');
  });

  it('ends a machine that is forced off before a processor has it', async () => {
    const { system } = await fakeSystem();
    const operator = await system.session('OPERATOR');
    const alice = new TestSession(system, 'ALICE');
    operator.session.line('force alice');
    await system.idle();
    expect(alice.transcript).to.include('LOGOFF AT 10:00:00');
    expect(system.cp.machine('ALICE')).to.equal(undefined);
  });

  it('offers to take over a live session, and does', async () => {
    const { system } = await fakeSystem();
    const first = await system.session('ALICE');
    const { machine } = first;
    const second = await system.session('ALICE');
    expect(second.transcript).to.equal(
      'HCPLGA054E Already logged on GRAF L0001\n' +
        'Enter LOGON ALICE HERE to take the session over, or LOGOFF\n',
    );
    expect(first.closed).to.equal(false);
    const text = await second.type('logon alice here');
    expect(text).to.include('RECONNECTED AT 10:00:00 UTC MONDAY 08/17/26\n');
    expect(first.closed).to.equal(true);
    expect(first.farewell).to.include('taken over');
    expect(second.machine).to.equal(machine);
    expect(await second.lines('query alice')).to.deep.equal(['ALICE    -L0002']);
  });

  it('takes what is pasted behind LOGON to the machine that it reconnects to', async () => {
    const { system } = await fakeSystem();
    await system.session('ALICE');
    const second = await system.session('ALICE');
    second.session.line('logon alice here');
    second.session.line('query userid');
    second.session.line('begin');
    for (const character of 'que') second.session.key({ kind: 'character', character });
    await system.idle();
    expect(second.transcript).to.match(/RECONNECTED AT [^\n]*\nALICE +AT [^\n]*\n/);
    expect(second.machine.inCpRead).to.equal(false);
    expect(second.machine.console.state.input.text).to.equal('que');
  });

  it('goes on when the line drops, and reconnects into CP READ', async () => {
    const { system, processor } = await fakeSystem();
    const first = await system.session('ALICE');
    const { machine } = first;
    await first.type('begin');
    expect(machine.stopped).to.equal(false);
    first.session.dropped();
    await system.idle();
    expect(machine.line.kind).to.equal('dropped');
    expect(machine.stopped).to.equal(false);
    expect(system.log.at(-1)).to.equal('GRAF L0001 DISCONNECT ALICE    USERS = 1');
    const second = await system.session('ALICE');
    expect(second.transcript).to.include('DISCONNECT AT 10:00:00 UTC MONDAY 08/17/26\n');
    expect(second.transcript).to.match(/RECONNECTED AT 10:00:00 UTC MONDAY 08\/17\/26\n$/);
    expect(second.machine).to.equal(machine);
    expect(machine.inCpRead).to.equal(true);
    expect(processor.ops.at(-1)).to.equal('stop');
    await second.type('begin');
    expect(machine.inCpRead).to.equal(false);
  });

  it('logs a dropped machine off after its time, whatever it does', async () => {
    const { system } = await fakeSystem();
    const alice = await system.session('ALICE');
    await alice.type('begin');
    alice.session.dropped();
    await system.pass(15 * 60_000 - 1000);
    expect(system.cp.machine('ALICE')).to.not.equal(undefined);
    await system.pass(2000);
    expect(system.cp.machine('ALICE')).to.equal(undefined);
    expect(system.log.at(-1)).to.match(
      /^USER DSC   LOGOFF AS {2}ALICE {4}USERS = 0 {4}LINE DROPPED/,
    );
  });

  it('lets a disconnected machine run, and logs it off when it waits for its console', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    const { machine } = alice;
    await alice.type('begin');
    await alice.type('#cp disc');
    expect(alice.closed).to.equal(true);
    expect(alice.farewell).to.equal('DISCONNECT AT 10:00:00 UTC MONDAY 08/17/26');
    await system.pass(60 * 60_000);
    expect(system.cp.machine('ALICE')).to.equal(machine);
    processor.ask(machine.id, 1, { kind: 'unit', address: 9, ask: { kind: 'console-read' } });
    await system.pass(14 * 60_000);
    expect(system.cp.machine('ALICE')).to.equal(machine);
    await system.pass(2 * 60_000);
    expect(system.cp.machine('ALICE')).to.equal(undefined);
  });

  it('keeps the line with LOGOFF HOLD, where LOGON asks for the password', async () => {
    const { system } = await fakeSystem();
    const alice = await system.session('ALICE');
    const text = await alice.type('logoff hold');
    expect(text).to.include('LOGOFF AT 10:00:00');
    expect(text).to.include('LOGON userid');
    expect(alice.closed).to.equal(false);
    expect(await alice.type('query time')).to.equal(
      'HCPCFC015E Command not valid before LOGON: QUERY\n',
    );
    expect(await alice.type('logon bob')).to.equal('ENTER PASSWORD:\n');
    expect(await alice.type('wrong')).to.equal(
      'HCPLGA050E LOGON unsuccessful--incorrect userid and/or password\n',
    );
    expect(await alice.type('logon nobody wrong')).to.equal(
      'HCPLGA050E LOGON unsuccessful--incorrect userid and/or password\n',
    );
    await alice.type('logon bob');
    expect(await alice.type('bob')).to.include('LOGON AT 10:00:00 UTC MONDAY 08/17/26');
    expect(system.cp.machine('BOB')?.connected).to.equal(true);
  });

  it('neither shows nor brings back a password typed behind LOGON', async () => {
    const { system } = await fakeSystem();
    const alice = new ScreenPerson(system.cp.sessions, 'ALICE');
    await system.idle();
    alice.enter('logoff hold');
    await system.idle();
    for (const line of ['cp login alice wrong here', 'l bob wrong#q time']) {
      alice.enter(line);
      await system.idle();
      expect(alice.text).to.contain('HCPLGA050E');
    }
    expect(alice.rows()).to.include.members(['cp login alice here', 'l bob #q time']);
    expect(alice.text).to.not.contain('wrong');
    alice.key('PF12');
    expect(alice.text).to.not.contain('wrong');
    alice.key('ENTER');
    await system.idle();
    alice.enter('secret');
    await system.idle();
    expect(alice.text).to.not.contain('secret');
    alice.enter('logon alice alice');
    await system.idle();
    expect(alice.text).to.contain('LOGON AT');
    expect(alice.text).to.not.contain('alice alice');
  });

  it('ends a line after four wrong passwords', async () => {
    const { system } = await fakeSystem();
    const alice = await system.session('ALICE');
    await alice.type('logoff hold');
    for (let n = 0; n < 3; n++) await alice.type('logon bob nonsense');
    expect(alice.closed).to.equal(false);
    await alice.type('logon bob nonsense');
    expect(alice.closed).to.equal(true);
  });

  it('shuts down in order', async () => {
    const { system } = await fakeSystem();
    const alice = await system.session('ALICE');
    const maint = await system.session('MAINT');
    expect(await alice.type('shutdown')).to.equal('HCPCMD001E Unknown CP command: SHUTDOWN\n');
    await maint.type('shutdown');
    expect(system.ended).to.equal(true);
    expect(alice.closed && maint.closed).to.equal(true);
    expect(system.log.at(-1)).to.equal('SYSTEM SHUTDOWN COMPLETE');
  });
});
