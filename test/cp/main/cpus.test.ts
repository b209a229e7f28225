/** DEFINE CPU, DETACH CPU, CPU n and what else shows that a machine has several virtual processors. */
import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

/** Counts at the address in R2 for ever: L 1,0(,2) / LA 1,1(,1) / ST 1,0(,2) / B X'400'. */
const COUNTER = 'store 400 58102000 41101001 50102000 47f00400';

describe('CP and virtual processors', function () {
  let system: TestSystem;
  let alice: TestSession;

  const start = async (statements: string, furtherProcessors?: number): Promise<void> => {
    system = await TestSystem.start({
      programs: [cmsProgram],
      directory: usualDirectory(statements),
      ...(furtherProcessors === undefined ? {} : { furtherProcessors }),
    });
    alice = await system.session('ALICE');
  };

  /** Types while a guest loops: the system never comes to rest, so a bounded number of turns is run. */
  const typeTo = async (line: string): Promise<string[]> => {
    alice.fresh();
    alice.session.line(line);
    await system.idle(200);
    return alice.fresh().trim().split('\n');
  };

  const pa1 = async (): Promise<void> => {
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle();
  };

  /** The word at an address, shown in CP READ. */
  const word = async (address: string): Promise<number> => {
    const line = (await alice.lines(`display ${address}`)).at(-1) ?? '';
    return Number.parseInt(line.slice(-8), 16);
  };

  /** Processors 0 and 1 count at X'800' and X'804'. */
  const counting = async (): Promise<void> => {
    await alice.type('define cpu 1');
    await alice.type(COUNTER);
    for (const cpu of [0, 1]) {
      await alice.type(`cpu ${cpu} store g2 ${(0x800 + 4 * cpu).toString(16)}`);
      await alice.type(`cpu ${cpu} store psw 00000000 00000400`);
    }
  };

  const refused: readonly (readonly [string, string])[] = [
    ['define cpu', 'HCPCPU026E Operand missing or invalid'],
    ['define cpu 0', 'HCPCPU1454E CPU 00 is already defined'],
    ['define cpu 1 0', 'HCPCPU1454E CPU 00 is already defined'],
    ['define cpu 40', 'HCPCPU002E Invalid operand - 40'],
    ['define cpu x', 'HCPCPU002E Invalid operand - X'],
    ['define cpu 3-1', 'HCPCPU002E Invalid operand - 3-1'],
    ['define cpu 1-2-3', 'HCPCPU002E Invalid operand - 1-2-3'],
    ['define cpu 1-', 'HCPCPU002E Invalid operand - 1-'],
    [
      'define cpu 1-4',
      'HCPCPU1457E CPU 04 is not defined; the maximum of 4 virtual CPUs has been reached',
    ],
    ['detach cpu', 'HCPCPU026E Operand missing or invalid'],
    ['detach cpu 0', 'HCPCPU1456E The base CPU 00 cannot be detached.'],
    ['detach cpu all', 'HCPCPU1456E The base CPU 00 cannot be detached.'],
    ['detach cpu all now', 'HCPCPU002E Invalid operand - NOW'],
    ['detach cpu 1', 'HCPCPU1455E CPU 01 is not defined'],
    ['cpu', 'HCPCPU026E Operand missing or invalid'],
    ['cpu 0', 'HCPCPU026E Operand missing or invalid'],
    ['cpu 1 begin', 'HCPCPU1455E CPU 01 is not defined'],
    ['cpu zz begin', 'HCPCPU002E Invalid operand - ZZ'],
    ['cpu all cpu all begin', 'HCPCPU002E Invalid operand - CPU'],
  ];
  for (const [line, text] of refused) {
    it(`refuses ${line}`, async () => {
      await start('MACH 370 4');
      expect(await alice.lines(line)).to.deep.equal([text]);
      expect(alice.machine.memory.processors).to.deep.equal([0]);
    });
  }

  it('defines and detaches them, and puts their numbers in front of its lines', async () => {
    await start('MACH 370 4');
    expect(await alice.lines('define cpu 1-2 3')).to.deep.equal([
      '00: CPU 01 defined',
      '00: CPU 02 defined',
      '00: CPU 03 defined',
    ]);
    const shown = await alice.lines('query virtual cpus');
    const id = alice.machine.id.toString(16).toUpperCase().padStart(5, '0');
    expect(shown).to.deep.equal([
      `00: CPU 00  ID  FF0${id}03700000 (BASE) STOPPED CP   CPUAFF ON`,
      `00: CPU 01  ID  FF1${id}03700000 STOPPED CP   CPUAFF ON`,
      `00: CPU 02  ID  FF2${id}03700000 STOPPED CP   CPUAFF ON`,
      `00: CPU 03  ID  FF3${id}03700000 STOPPED CP   CPUAFF ON`,
    ]);
    expect(await alice.lines('detach cpu 2')).to.deep.equal(['00: CPU 02 detached']);
    expect(await alice.lines('cpu 3 query userid')).to.deep.equal(['03: ALICE    AT VMTS']);
    await system.session('BOB');
    expect(await alice.lines('msg * hello')).to.match(/^00: .*MSG FROM ALICE/);
    expect(await alice.lines('detach cpu all')).to.deep.equal([
      'CPU 01 detached',
      'CPU 03 detached',
    ]);
    expect(await alice.lines('query userid')).to.deep.equal(['ALICE    AT VMTS']);
    expect(await alice.lines('detach 00e')).to.deep.equal(['PRT  000E DETACHED']);
  });

  it('says so when there is no room for another', async () => {
    await start('MACH 370 64', 2);
    expect(await alice.lines('define cpu 1-3')).to.deep.equal([
      '00: HCPCPU1458E CPU 03 is not defined; there is no room for another virtual CPU',
      '00: CPU 01 defined',
      '00: CPU 02 defined',
    ]);
    await alice.type('logoff');
    const again = await system.session('ALICE');
    expect(await again.lines('define cpu 3f 3e')).to.deep.equal([
      '00: CPU 3F defined',
      '00: CPU 3E defined',
    ]);
  });

  it('has those of the directory at logon, and the base that it names', async () => {
    await start('MACH 370 3\nCPU 0\nCPU 2 BASE\nCPU 5');
    const lines = await alice.lines('query virtual cpus');
    expect(lines.map((line) => line.replace(/ ID .{18}/, ''))).to.deep.equal([
      '02: CPU 00 STOPPED CP   CPUAFF ON',
      '02: CPU 02 (BASE) STOPPED CP   CPUAFF ON',
      '02: CPU 05 STOPPED CP   CPUAFF ON',
    ]);
    expect(await alice.lines('define cpu 1')).to.deep.equal([
      '02: HCPCPU1457E CPU 01 is not defined; the maximum of 3 virtual CPUs has been reached',
    ]);
    await alice.type('ipl cms');
    expect(alice.machine.memory.processorView(2).operating).to.equal(true);
    expect(alice.machine.memory.processorView(0).operating).to.equal(false);
  });

  it('displays and stores for one of them, or for each', async () => {
    await start('MACH 370 2');
    await alice.type('define cpu 1');
    await alice.type('cpu 1 store g5 abc');
    await alice.type('cpu all store g6 6');
    expect(await alice.lines('cpu all display g5-6')).to.deep.equal([
      '00: GPR  5 = 00000000 00000006',
      '01: GPR  5 = 00000ABC 00000006',
    ]);
    expect(await alice.lines('cpu 1 display psw')).to.deep.equal(['01: PSW = 00000000 00000000']);
  });

  it('begins and stops them singly; PA1 and BEGIN are for all', async () => {
    await start('MACH 370 2');
    await counting();
    await typeTo('begin');
    await pa1();
    expect(await word('800')).to.be.greaterThan(1000);
    expect(await word('804')).to.equal(0);
    await typeTo('cpu 1 begin');
    await pa1();
    const both = [await word('800'), await word('804')];
    expect(both[1]).to.be.greaterThan(1000);
    await system.idle(100);
    expect([await word('800'), await word('804')]).to.deep.equal(both);
    await typeTo('begin');
    await typeTo('#cp cpu 0 stop');
    await pa1();
    const stopped = await word('800');
    const ran = await word('804');
    await typeTo('begin');
    await pa1();
    expect(await word('800')).to.equal(stopped);
    expect(await word('804')).to.be.greaterThan(ran);
    expect(await alice.lines('cpu all stop')).to.deep.equal([]);
    expect(alice.machine.inCpRead).to.equal(true);
  });

  it('goes on counting in CP READ with SET RUN ON, on both of them', async () => {
    await start('MACH 370 2');
    await counting();
    await alice.type('set run on');
    await typeTo('cpu all begin');
    alice.session.key({ kind: 'pa', number: 1 });
    await system.idle(200);
    const at = async (): Promise<number[]> =>
      (await typeTo('display 800.8')).map((line) => Number.parseInt(line.slice(12, 20), 16));
    const [first] = await at();
    const [second] = await at();
    expect(second).to.be.greaterThan(first!);
    const shown = await typeTo('query virtual cpus');
    expect(shown.every((line) => !line.includes('STOPPED'))).to.equal(true);
  });

  it('adds and takes away while the guest runs', async () => {
    await start('MACH 370 2');
    await counting();
    await alice.type('detach cpu 1');
    await typeTo('begin');
    expect(await typeTo('#cp define cpu 1')).to.include('00: CPU 01 defined');
    expect(alice.machine.stopped).to.equal(false);
    await typeTo('#cp cpu 1 store g2 804');
    await typeTo('#cp cpu 1 store psw 00000000 00000400');
    await typeTo('#cp cpu 1 begin');
    await system.idle(200);
    expect(await typeTo('#cp detach cpu all')).to.include('CPU 01 detached');
    await system.idle(200);
    expect(alice.machine.stopped).to.equal(false);
    await pa1();
    expect(await word('804')).to.be.greaterThan(1000);
    expect(await word('800')).to.be.greaterThan(1000);
    // what the one that is gone has used still counts
    const used = alice.machine.memory.used();
    expect(used.virtual).to.be.greaterThan(alice.machine.memory.processorView(0).virtual);
  });

  it('tells which of them stopped, and enters CP', async () => {
    await start('MACH 370 2');
    await counting();
    await alice.type('store 500 82000508 00000000 00020000 00000bad');
    await alice.type('cpu 1 store psw 00000000 00000500');
    const lines = await typeTo('cpu all begin');
    expect(lines).to.include('01: HCPGIR450W CP entered; disabled wait PSW 00020000 00000BAD');
    expect(alice.machine.inCpRead).to.equal(true);
    const before = await word('800');
    // BEGIN is for the other
    expect((await typeTo('begin')).join('')).to.equal('');
    await pa1();
    expect(await word('800')).to.be.greaterThan(before);
    await alice.type('cpu 0 store psw 00000000 00000500');
    expect(await typeTo('begin')).to.include(
      '00: HCPGIR450W CP entered; disabled wait PSW 00020000 00000BAD',
    );
  });

  it('shows the time of each', async () => {
    await start('MACH 370 2');
    await counting();
    await typeTo('cpu all begin');
    await pa1();
    const lines = await alice.lines('indicate user');
    expect(lines.filter((line) => /^00: CPU 0[01]: CTIME=00:00 VTIME=/.test(line))).to.have.length(
      2,
    );
  });

  it('keeps them through reset, clear, another size of storage and IPL, all stopped but the base', async () => {
    await start('MACH 370 2');
    await counting();
    for (const line of ['system reset', 'system clear', 'define storage 2m']) {
      await typeTo('cpu all begin');
      await pa1();
      await alice.type(line);
      const states = alice.machine.memory.processors.map(
        (address) => alice.machine.memory.processorView(address).operating,
      );
      expect(states, line).to.deep.equal([false, false]);
    }
    await alice.type('ipl cms');
    expect(alice.transcript).to.contain('00: ');
    const states = alice.machine.memory.processors.map(
      (address) => alice.machine.memory.processorView(address).operating,
    );
    expect(states).to.deep.equal([true, false]);
    await alice.type('logoff');
    const again = await system.session('ALICE');
    expect(again.machine.memory.processors).to.deep.equal([0]);
  });
});
