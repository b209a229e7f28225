import { expect } from 'chai';
import { assemble } from '../../src/cms/assembler/assembler.js';
import { STOP } from '../../src/cpu/machine-block.js';
import { BLOCK, runOn, testMachine } from './machine.js';
import type { TestMachine } from './machine.js';

/** A machine with a program at 1000, about to execute it under the PSW given. */
function machineWith(source: string, first = 0, second = 0x1000, size = 0x10000): TestMachine {
  const machine = testMachine(size);
  const program = assemble(`T START X'1000'\n USING T,12\n${source}\n END`);
  expect(program.errors).to.deep.equal([]);
  machine.storage.store(0x1000, program.bytes);
  machine.processor.setRegister(12, 0x1000);
  // new PSWs: external 2100, SVC 2200, program 2300, I/O 2500: waits that only look enabled
  for (const [at, address] of [
    [88, 0x2100],
    [96, 0x2200],
    [104, 0x2300],
    [120, 0x2500],
  ] as const) {
    machine.storage.setWord(at, 0x00020000);
    machine.storage.setWord(at + 4, address);
  }
  machine.processor.loadPsw(first, second);
  return machine;
}

const word = (machine: TestMachine, at: number): string =>
  (machine.storage.word(at)! >>> 0).toString(16).padStart(8, '0');

const LOOP = ' B T';

describe('external interruptions', () => {
  it('takes the interrupt key in BC mode, code in the old PSW', () => {
    const machine = machineWith(LOOP, 0x01500000);
    machine.processor.external(0x40);
    expect(machine.processor.run(100)).to.deep.equal({ reason: 'disabled-wait' });
    expect(machine.processor.psw().address).to.equal(0x2100);
    expect(word(machine, 24)).to.equal('01500040');
    expect(word(machine, 28)).to.equal('00001000');
  });

  it('takes it in EC mode, code at 134', () => {
    const machine = machineWith(LOOP, 0x010c0000);
    machine.storage.setWord(132, -1);
    machine.processor.external(0x40);
    runOn(machine);
    expect(word(machine, 24)).to.equal('010c0000');
    expect(word(machine, 132)).to.equal('00000040');
  });

  for (const [mode, first] of [
    ['BC', 0x00000000],
    ['EC', 0x00080000],
  ] as const) {
    it(`keeps it pending while the PSW or CR0 masks it in ${mode} mode`, () => {
      const machine = machineWith(LOOP, first);
      machine.processor.external(0x40);
      expect(machine.processor.run(100).reason).to.equal('budget');
      machine.processor.loadPsw(first | 0x01000000, 0x1000);
      machine.processor.setControlRegister(0, 0x80);
      expect(machine.processor.run(100).reason).to.equal('budget');
      machine.processor.setControlRegister(0, 0x40);
      expect(machine.processor.run(100).reason).to.equal('disabled-wait');
      expect(machine.processor.psw().address).to.equal(0x2100);
    });
  }

  it('is taken at once when an instruction opens the mask', () => {
    const machine = machineWith(" STOSM X'800'(12),1\n LA 1,1\n B T");
    machine.processor.external(0x40);
    runOn(machine);
    expect(machine.processor.register(1)).to.equal(0);
    expect(machine.storage.word(28)! & 0xffffff).to.equal(0x1004);
  });

  it('gives interval timer and interrupt key one interruption with both bits', () => {
    const machine = machineWith(LOOP, 0x01000000);
    machine.storage.setWord(80, 0);
    machine.processor.charge(100);
    machine.processor.external(0x40);
    runOn(machine);
    expect(word(machine, 24)).to.equal('010000c0');
    machine.processor.loadPsw(0x01000000, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('budget');
  });

  it('gives any other code that CP was told to give, once', () => {
    const machine = machineWith(LOOP, 0x01000000);
    machine.processor.setControlRegister(0, 0);
    machine.processor.external(0x0006);
    expect(machine.processor.run(10).reason).to.equal('budget');
    machine.processor.setControlRegister(0, 0x20);
    runOn(machine);
    expect(word(machine, 24)).to.equal('01000006');
    machine.processor.loadPsw(0x01000000, 0x1000);
    expect(machine.processor.run(10).reason).to.equal('budget');
  });

  it('gives VMCF code 4001 under CR0 bit 31', () => {
    const machine = machineWith(LOOP, 0x01000000);
    machine.processor.external(0x4001);
    expect(machine.processor.run(10).reason).to.equal('budget');
    machine.processor.setControlRegister(0, 1);
    runOn(machine);
    expect(word(machine, 24)).to.equal('01004001');
  });
});

describe('I/O interruptions', () => {
  it('stores the device address in the old PSW in BC mode, under the channel mask', () => {
    const machine = machineWith(LOOP, 0x40000000);
    machine.devices.push(0x00c, 0x190);
    machine.processor.setIoPending(0xc000);
    runOn(machine);
    expect(machine.processor.psw().address).to.equal(0x2500);
    expect(word(machine, 56)).to.equal('40000190');
    expect(machine.devices).to.deep.equal([0x00c]);
  });

  it('lets CR2 mask channels 6 and up in BC mode, all in EC mode', () => {
    const machine = machineWith(LOOP, 0x02000000);
    machine.devices.push(0x70f);
    machine.processor.setIoPending(0x0100);
    machine.processor.setControlRegister(2, 0);
    expect(machine.processor.run(10).reason).to.equal('budget');
    machine.processor.setControlRegister(2, 0x01000000);
    runOn(machine);
    expect(word(machine, 56)).to.equal('0200070f');

    const extended = machineWith(LOOP, 0x02080000);
    extended.devices.push(0x00c);
    extended.processor.setIoPending(0x8000);
    extended.processor.setControlRegister(2, 0x7fffffff);
    expect(extended.processor.run(10).reason).to.equal('budget');
    extended.processor.setControlRegister(2, -1);
    runOn(extended);
    expect(word(extended, 56)).to.equal('02080000');
    expect(word(extended, 184)).to.equal('0000000c');
  });

  it('ends an enabled wait; the old PSW has the wait bit', () => {
    const machine = machineWith(LOOP, 0x80020000);
    expect(machine.processor.run(10)).to.deep.equal({ reason: 'wait' });
    machine.devices.push(0x009);
    machine.processor.setIoPending(0x8000);
    runOn(machine);
    expect(word(machine, 56)).to.equal('80020009');
  });

  it('forgets a channel that turns out to have nothing', () => {
    const machine = machineWith(LOOP, 0x80020000);
    machine.processor.setIoPending(0x8000);
    expect(machine.processor.run(10).reason).to.equal('wait');
  });

  it('comes after an external interruption, whose new PSW may let it in', () => {
    const machine = machineWith(LOOP, 0x81000000);
    machine.storage.setWord(88, 0x80000000 | 0);
    machine.devices.push(0x009);
    machine.processor.setIoPending(0x8000);
    machine.processor.external(0x40);
    runOn(machine);
    expect(machine.processor.psw().address).to.equal(0x2500);
    expect(word(machine, 60)).to.equal('00002100');
  });
});

describe('SVC and program interruptions in EC mode', () => {
  it('stores length and number of an SVC at 136', () => {
    const machine = machineWith(' SVC 202', 0x00080000);
    runOn(machine);
    expect(machine.processor.psw().address).to.equal(0x2200);
    expect(word(machine, 136)).to.equal('000200ca');
    expect(word(machine, 36)).to.equal('00001002');
  });

  it('keeps condition code and program mask in the first word of the old PSW', () => {
    const machine = machineWith(' SVC 1', 0x00082500);
    runOn(machine);
    expect(word(machine, 32)).to.equal('00082500');
  });

  it('takes an EC-mode PSW with wrong bits for a specification exception at once, length 0', () => {
    const machine = machineWith(" LPSW BAD\n DS 0D\nBAD DC X'00080001',A(T)", 0x00080000);
    runOn(machine);
    expect(machine.processor.psw().address).to.equal(0x2300);
    expect(word(machine, 140)).to.equal('00000006');
    expect(word(machine, 40)).to.equal('00080001');
    expect(word(machine, 44)).to.equal('00001000');
  });

  it('takes SSM with a bit that must be zero for the same, length 2', () => {
    const machine = machineWith(" SSM MASK\n B T\nMASK DC X'80'", 0x00080000);
    runOn(machine);
    expect(word(machine, 140)).to.equal('00040006');
    expect(word(machine, 40)).to.equal('80080000');
    expect(word(machine, 44)).to.equal('00001004');
  });
});

describe('instruction fetching', () => {
  const fetch = (first: number, second: number, key: number): string => {
    const machine = machineWith(' LA 1,1', first, second);
    machine.storage.setKey(0x1000, key);
    runOn(machine);
    expect(machine.processor.psw().address).to.equal(0x2300);
    expect(machine.processor.register(1)).to.equal(0);
    return `${word(machine, 40)} ${word(machine, 44)}`;
  };

  it('takes an odd address for a specification exception', () => {
    expect(fetch(0, 0x1001, 0)).to.equal('00000006 40001003');
  });
  it('obeys fetch protection', () => {
    expect(fetch(0x00500000, 0x1000, 0x48)).to.equal('00500004 40001002');
  });
  it('takes an address beyond storage for an addressing exception', () => {
    expect(fetch(0, 0x10000, 0)).to.equal('00000005 40010002');
  });

  it('executes an instruction across two pages, and checks the second', () => {
    const machine = machineWith(" ORG T+X'7FE'\n LA 1,1\n B T", 0x00500000, 0x17fe);
    machine.storage.setKey(0x1000, 0x50);
    machine.storage.setKey(0x1800, 0x50);
    machine.processor.run(1);
    expect(machine.processor.register(1)).to.equal(1);
    machine.storage.setKey(0x1800, 0x48);
    machine.processor.loadPsw(0x00500000, 0x17fe);
    runOn(machine);
    expect(word(machine, 40)).to.equal('00500004');
    expect(word(machine, 44)).to.equal('80001802');
  });

  it('wraps at 16 MiB', () => {
    const machine = testMachine(0x1000000, 64);
    const bytes = [0x41, 0x10, 0x00, 0x07]; // LA 1,7
    machine.storage.store(0xfffffe, Uint8Array.from(bytes.slice(0, 2)));
    machine.storage.store(0, Uint8Array.from(bytes.slice(2)));
    machine.processor.loadPsw(0, 0xfffffe);
    machine.processor.run(1);
    expect(machine.processor.register(1)).to.equal(7);
    expect(machine.processor.psw().address).to.equal(2);
  });
});

describe('reasons to stop', () => {
  it('finds a loop of program interruptions', () => {
    const machine = machineWith(" DC H'0'");
    machine.storage.setWord(104, 0);
    expect(machine.processor.run(1000)).to.deep.equal({ reason: 'program-loop' });
    expect(machine.processor.executed).to.be.lessThan(20);
  });

  it('finds one that comes of bad EC-mode PSWs', () => {
    const machine = machineWith(" DC H'0'");
    machine.storage.setWord(104, 0x00080001);
    expect(machine.processor.run(1000)).to.deep.equal({ reason: 'program-loop' });
  });

  it('takes a handler that works for no loop, however often it is called', () => {
    const machine = machineWith(" DC H'0'\nHANDLER LA 1,1(1)\n B T");
    machine.storage.setWord(104, 0);
    machine.storage.setWord(108, 0x1002);
    expect(machine.processor.run(60_000)).to.deep.equal({ reason: 'budget' });
    expect(machine.processor.register(1)).to.be.greaterThan(900);
  });

  it('obeys the stop word before any instruction', () => {
    const machine = machineWith(LOOP);
    machine.memory.words[(BLOCK + STOP) >> 2] = 1;
    expect(machine.processor.run(10)).to.deep.equal({ reason: 'stopped' });
    expect(machine.processor.executed).to.equal(0);
  });

  it('counts exactly the budget', () => {
    const machine = machineWith(LOOP);
    machine.processor.run(12_345);
    expect(machine.processor.executed).to.equal(12_345);
  });

  it('shows DIAGNOSE and I/O instructions, the address behind them', () => {
    const machine = machineWith(" DIAG 3,5,X'58'\n SIO X'19C'\n TCH 0\n HDV 9(1)");
    machine.processor.setRegister(1, 0x7100);
    expect(machine.processor.run(9)).to.deep.equal({
      reason: 'diagnose',
      r1: 3,
      r3: 5,
      code: 0x58,
      at: 0x1000,
    });
    expect(machine.processor.psw().address).to.equal(0x1004);
    const io = [0, 1, 2].map(() => machine.processor.run(9));
    expect(io).to.deep.equal([
      { reason: 'io-instruction', operation: 'SIO', address: 0x19c },
      { reason: 'io-instruction', operation: 'TCH', address: 0 },
      { reason: 'io-instruction', operation: 'HDV', address: 0x7109 },
    ]);
    machine.processor.setConditionCode(3);
    expect(machine.processor.psw().conditionCode).to.equal(3);
  });

  it('lets CP answer a DIAGNOSE with a program interruption', () => {
    const machine = machineWith(" DIAG 3,5,X'58'");
    machine.processor.run(9);
    machine.processor.programInterruption(6);
    runOn(machine);
    expect(word(machine, 40)).to.equal('00000006');
    expect(word(machine, 44)).to.equal('80001004');
  });
});

describe('storage that runs out', () => {
  it('nullifies a store for want of a frame and goes on with one', () => {
    const machine = testMachine(0x10000, 3);
    const program = assemble(" USING *,12\n MVC X'7FE'(4,3),0(2)\n LA 1,1(1)");
    machine.storage.store(0x1000, program.bytes);
    machine.storage.store(0x2000, Uint8Array.of(1, 2, 3, 4));
    machine.processor.setRegister(2, 0x2000);
    machine.processor.setRegister(3, 0x4000);
    machine.processor.loadPsw(0, 0x1000);
    expect(machine.processor.run(10)).to.deep.equal({ reason: 'no-frame' });
    expect(machine.processor.psw().address).to.equal(0x1000);
    expect(machine.storage.word(0x47fc)).to.equal(0);
    machine.frames.give(machine.memory.bytes.length - 2048); // one of the three again, for the test
    expect(machine.frames.free).to.equal(1);
    expect(machine.storage.frames).to.equal(3);
  });

  it('fetches zeros from pages never touched and takes no frame for them', () => {
    const machine = machineWith(" L 1,X'800'(12)\n CLC X'800'(256,12),X'900'(12)");
    machine.processor.setRegister(12, 0x8000);
    const frames = machine.storage.frames;
    machine.processor.setRegister(1, 5);
    machine.processor.run(2);
    expect(machine.processor.register(1)).to.equal(0);
    expect(machine.processor.psw().conditionCode).to.equal(0);
    expect(machine.storage.frames).to.equal(frames);
  });
});

describe('a machine written down between slices', () => {
  it('goes on in new objects with the same result', () => {
    // a long move that is broken off and goes on
    const source = ` LA 10,3
OUTER L 2,FROM
 L 3,COUNT
 L 4,TO
 L 5,COUNT
 MVCL 4,2
 A 1,SUM
 ST 1,SUM
 TR TEXT,TABLE
 BCT 10,OUTER
 LPSW DONE
 DS 0D
DONE DC X'0002000000000BAD'
SUM DC F'7'
FROM DC A(X'2801')
TO DC A(X'1800')
COUNT DC F'50000'
TEXT DC X'000102030405'
TABLE DC X'050403020100'`;
    const start = (): TestMachine => {
      const machine = machineWith(source);
      const pattern = Uint8Array.from({ length: 0x8000 }, (_, i) => (i * 31) & 0xff);
      machine.storage.store(0x4000, pattern);
      return machine;
    };
    const whole = start();
    runOn(whole);
    let pieces = start();
    for (let slice = 1; ; slice = (slice * 7 + 3) % 61) {
      const exit = pieces.processor.run(slice + 1);
      pieces = pieces.rebuild();
      if (exit.reason !== 'budget') break;
    }
    expect(pieces.processor.executed).to.equal(whole.processor.executed);
    expect(pieces.storage.fetch(0, 0x10000)).to.deep.equal(whole.storage.fetch(0, 0x10000));
    expect(pieces.processor.pswWords()).to.deep.equal(whole.processor.pswWords());
    expect(whole.processor.psw().address).to.equal(0xbad);
    expect(whole.storage.word(0x1800)).not.to.equal(0);
  });
});
