/** SIGNAL PROCESSOR between the virtual processors of a machine (GA22-7000, "CPU Signaling and Response"). */
import { expect } from 'chai';
import type { Processor } from '../../../src/cpu/processor.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const SENSE = 0x01;
const EXTERNAL_CALL = 0x02;
const EMERGENCY = 0x03;
const START = 0x04;
const STOP = 0x05;
const RESTART = 0x06;
const INITIAL_PROGRAM_RESET = 0x07;
const PROGRAM_RESET = 0x08;
const STORE_STATUS = 0x09;
const INITIAL_RESET = 0x0b;
const CPU_RESET = 0x0c;

/** A machine of three processors; 1 and 2 loop at X'2000', counting in R3. */
class Signals {
  readonly rig = new Rig({ limits: { chunk: 200, instructions: 1000 } });
  readonly machine: RigMachine = this.rig.machine();
  readonly cpus: Processor[] = [
    this.machine.cpu,
    this.machine.addProcessor(1),
    this.machine.addProcessor(2),
  ];

  constructor() {
    const { storage } = this.machine;
    storage.store(0x300, hex(END_PSW));
    storage.store(0x2000, hex('4130 3001 07ff'));
    for (const cpu of this.cpus) {
      cpu.loadPsw(0, 0x2000);
      cpu.setRegister(15, 0x2000);
    }
  }

  /** Starts processors 1 and 2, so that the machine runs whatever 0 does. */
  runOthers(): void {
    for (const processor of [1, 2]) this.machine.ask({ op: 'start', processor });
    this.rig.run(10);
    this.machine.ask({ op: 'stop-processor', processor: 0 });
  }

  /** Processor 0 gives an order and stops. */
  order(code: number, address: number): { cc: number; status: number } {
    const { machine, rig, cpus } = this;
    machine.ask({ op: 'stop' });
    // SIGP 5,3,code; BALR 4,0; LPSW
    machine.storage.store(0x1000, hex(`ae53 00${code.toString(16).padStart(2, '0')} 0540 ${END}`));
    cpus[0]!.setRegister(3, address);
    cpus[0]!.setRegister(5, -1);
    cpus[0]!.loadPsw(0, 0x1000);
    machine.ask({ op: 'start', processor: 0 });
    rig.run(10);
    machine.ask({ op: 'stop' });
    return { cc: (cpus[0]!.register(4) >>> 28) & 3, status: cpus[0]!.register(5) };
  }

  /** Lets the others run on for a while; whether a processor did. */
  ran(address: number): boolean {
    const cpu = this.cpus[address]!;
    const before = cpu.executed;
    this.machine.ask({ op: 'start' });
    this.rig.run(20);
    this.machine.ask({ op: 'stop' });
    return cpu.executed > before;
  }
}

const ACCEPTED = { cc: 0, status: -1 };

describe('SIGNAL PROCESSOR', () => {
  let signals: Signals;
  let machine: RigMachine;
  let cpus: Processor[];

  beforeEach(() => {
    signals = new Signals();
    ({ machine, cpus } = signals);
    signals.runOthers();
  });

  it('senses nothing, the stopped state, a pending external call', () => {
    expect(signals.order(SENSE, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(STOP, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(SENSE, 1)).to.deep.equal({ cc: 1, status: 0x40 });
    expect(signals.order(EXTERNAL_CALL, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(SENSE, 1)).to.deep.equal({ cc: 1, status: 0xc0 });
    // of itself
    expect(signals.order(SENSE, 0)).to.deep.equal(ACCEPTED);
  });

  it('finds nobody at an address without a processor', () => {
    for (const address of [3, 63, 64, 0xffff]) {
      expect(signals.order(SENSE, address)).to.deep.equal({ cc: 3, status: -1 });
    }
    expect(signals.order(0x40, 3)).to.deep.equal({ cc: 3, status: -1 });
  });

  it('says that an order is none', () => {
    for (const code of [0x00, 0x0a, 0x0d, 0xff]) {
      expect(signals.order(code, 1)).to.deep.equal({ cc: 1, status: 0x02 });
      expect(signals.order(code, 0)).to.deep.equal({ cc: 1, status: 0x02 });
    }
  });

  it('stops and starts', () => {
    expect(signals.order(STOP, 1)).to.deep.equal(ACCEPTED);
    expect(signals.ran(1)).to.equal(false);
    expect(signals.ran(2)).to.equal(true);
    expect(machine.of('processor-stopped').at(-2)).to.deep.include({
      processor: 1,
      reason: { kind: 'signal', order: 'stop', from: 0 },
    });
    // a second stop does nothing, and is not told
    const told = machine.of('processor-stopped').length;
    expect(signals.order(STOP, 1)).to.deep.equal(ACCEPTED);
    expect(machine.of('processor-stopped').length).to.equal(told + 1);
    expect(signals.order(START, 1)).to.deep.equal(ACCEPTED);
    expect(signals.ran(1)).to.equal(true);
    expect(signals.order(START, 1)).to.deep.equal(ACCEPTED);
  });

  it('stops itself when the instruction is complete', () => {
    signals.order(STOP, 0);
    expect(machine.of('processor-stopped').at(-1)).to.deep.include({
      processor: 0,
      reason: { kind: 'signal', order: 'stop', from: 0 },
    });
    expect(cpus[0]!.pswWords()[1] & 0xffffff).to.equal(0x1004);
    expect(cpus[0]!.psw().conditionCode).to.equal(0);
  });

  it('keeps one external call pending, with the address of the sender', () => {
    expect(signals.order(EXTERNAL_CALL, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(EXTERNAL_CALL, 1)).to.deep.equal({ cc: 1, status: 0x80 });
    machine.storage.store(0x58, hex('0000 0000 0000 2000'));
    cpus[1]!.setControlRegister(0, 0x2000);
    cpus[1]!.loadPsw(0x01080000, 0x2000);
    expect(signals.ran(1)).to.equal(true);
    // EC mode: CPU address at 132, code at 134
    expect(machine.storage.word(132)! & 0xffff).to.equal(0x1202);
    expect(machine.storage.word(132)! >>> 16).to.equal(0);
    expect(signals.order(EXTERNAL_CALL, 1)).to.deep.equal(ACCEPTED);
  });

  it('wakes one that waits, by an emergency signal', () => {
    machine.storage.store(0x58, hex('0000 0000 0000 2000'));
    cpus[2]!.setControlRegister(0, 0x4000);
    cpus[2]!.loadPsw(0x010a0000, 0x2000);
    signals.ran(2);
    expect(signals.ran(2)).to.equal(false);
    expect(signals.order(EMERGENCY, 2)).to.deep.equal(ACCEPTED);
    expect(signals.ran(2)).to.equal(true);
    expect(machine.storage.word(132)! & 0xffff).to.equal(0x1201);
  });

  it('keeps an emergency signal of each sender, and one of itself', () => {
    signals.order(STOP, 1);
    expect(signals.order(EMERGENCY, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(EMERGENCY, 1)).to.deep.equal(ACCEPTED);
    cpus[1]!.emergencySignal(2);
    machine.storage.store(0x58, hex('0008 0000 0000 2100'));
    // 2100: LH 6,132; AR 7,6; LA 8,1(,8); LPSW 24
    machine.storage.store(0x2100, hex('4860 0084 1a76 4180 8001 8200 0018'));
    cpus[1]!.setControlRegister(0, 0x4000);
    cpus[1]!.setRegister(7, 0);
    cpus[1]!.setRegister(8, 0);
    cpus[1]!.loadPsw(0x01080000, 0x2000);
    signals.order(START, 1);
    signals.ran(1);
    expect(cpus[1]!.register(8)).to.equal(2);
    expect(cpus[1]!.register(7)).to.equal(2);
    expect(signals.order(EMERGENCY, 0)).to.deep.equal(ACCEPTED);
  });

  it('restarts a stopped one with the PSW at its location 0', () => {
    signals.order(STOP, 1);
    machine.storage.store(0, hex('0000 0000 0000 2200'));
    machine.storage.store(0x2200, hex('4140 4001 07f5'));
    cpus[1]!.setRegister(4, 0);
    cpus[1]!.setRegister(5, 0x2200);
    expect(signals.order(RESTART, 1)).to.deep.equal(ACCEPTED);
    expect(signals.ran(1)).to.equal(true);
    expect(cpus[1]!.register(4)).to.be.greaterThan(10);
    expect(machine.storage.word(12)! & 0xffffff).to.be.within(0x2000, 0x2004);
  });

  it('stops and stores the status', () => {
    cpus[1]!.setControlRegister(14, 0x1234);
    expect(signals.order(STORE_STATUS, 1)).to.deep.equal(ACCEPTED);
    expect(signals.ran(1)).to.equal(false);
    const { storage } = machine;
    expect(storage.word(0x180 + 4 * 3)).to.equal(cpus[1]!.register(3));
    expect(storage.word(0x180 + 4 * 15)).to.equal(0x2000);
    expect(storage.word(0x1c0 + 4 * 14)).to.equal(0x1234);
    expect(storage.word(0x104)! & 0xffffff).to.equal(cpus[1]!.pswWords()[1] & 0xffffff);
    expect(machine.of('processor-stopped').at(-2)!.reason).to.deep.include({
      order: 'stop-and-store-status',
    });
  });

  it('resets: what is pending goes, and with an initial reset PSW, control registers and prefix', () => {
    for (const [code, initial] of [
      [CPU_RESET, false],
      [PROGRAM_RESET, false],
      [INITIAL_RESET, true],
      [INITIAL_PROGRAM_RESET, true],
    ] as const) {
      signals.order(START, 1);
      cpus[1]!.loadPsw(0, 0x2000);
      cpus[1]!.setControlRegister(14, 0x1234);
      signals.order(EXTERNAL_CALL, 1);
      expect(signals.order(code, 1)).to.deep.equal(ACCEPTED);
      expect(signals.ran(1)).to.equal(false);
      expect(signals.order(SENSE, 1)).to.deep.equal({ cc: 1, status: 0x40 });
      expect(cpus[1]!.pswWords()[1] & 0xffffff).to.equal(
        initial ? 0 : 0x2000 + (cpus[1]!.pswWords()[1] & 4),
      );
      expect(cpus[1]!.controlRegister(14)).to.equal(initial ? 0xc2000000 | 0 : 0x1234);
      expect(cpus[1]!.register(15)).to.equal(0x2000);
      expect(signals.ran(2)).to.equal(true);
    }
  });

  it('is busy while an instruction that waits for CP holds up an order, but for a reset', () => {
    const { rig } = signals;
    machine.storage.store(0x2800, toEbcdic('QUERY'));
    machine.storage.store(0x2300, hex('8324 0008 07ff'));
    cpus[1]!.loadPsw(0, 0x2300);
    cpus[1]!.setRegister(2, 0x2800);
    cpus[1]!.setRegister(4, 5);
    signals.ran(1);
    expect(machine.asks).to.have.length(1);
    expect(signals.order(SENSE, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(STOP, 1)).to.deep.equal(ACCEPTED);
    for (const code of [SENSE, START, STOP, STORE_STATUS, EXTERNAL_CALL, 0xff]) {
      expect(signals.order(code, 1), `order ${code}`).to.deep.equal({ cc: 2, status: -1 });
    }
    machine.post({
      op: 'answer',
      ask: machine.asks[0]!.ask,
      answer: { kind: 'command', rc: 7, lines: [] },
    });
    signals.ran(2);
    expect(signals.order(SENSE, 1)).to.deep.equal({ cc: 1, status: 0x40 });
    expect(cpus[1]!.register(4)).to.equal(7);
    // once more, and a reset ends it
    signals.order(START, 1);
    cpus[1]!.loadPsw(0, 0x2300);
    cpus[1]!.setRegister(4, 5);
    signals.ran(1);
    signals.order(STOP, 1);
    expect(signals.order(SENSE, 1).cc).to.equal(2);
    expect(signals.order(CPU_RESET, 1)).to.deep.equal(ACCEPTED);
    expect(signals.order(SENSE, 1)).to.deep.equal({ cc: 1, status: 0x40 });
    expect(machine.of('withdrawn')).to.have.length(1);
    rig.run(5);
  });

  it('leaves the machine to CP when the last one stops', () => {
    signals.order(STOP, 1);
    signals.order(STOP, 2);
    machine.ask({ op: 'start', processor: 0 });
    const { rig } = signals;
    machine.ask({ op: 'stop' });
    machine.storage.store(0x1000, hex('ae53 0005 07ff'));
    cpus[0]!.setRegister(3, 0);
    cpus[0]!.loadPsw(0, 0x1000);
    machine.ask({ op: 'start', processor: 0 });
    rig.run();
    expect(machine.mine).to.equal(true);
    expect(machine.of('stopped').at(-1)!.reason).to.deep.equal({
      kind: 'signal',
      order: 'stop',
      from: 0,
      processor: 0,
    });
  });

  it('tells a flood of resets only so often', () => {
    machine.ask({ op: 'stop' });
    machine.storage.store(0x1000, hex('ae53 000b 07fe'));
    cpus[0]!.setRegister(3, 1);
    cpus[0]!.setRegister(14, 0x1000);
    cpus[0]!.loadPsw(0, 0x1000);
    machine.ask({ op: 'start', processor: 0 });
    signals.rig.run(500);
    expect(cpus[0]!.executed).to.be.greaterThan(500);
    expect(machine.of('processor-stopped').length).to.be.lessThan(70);
  });
});
