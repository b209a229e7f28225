/** DIAGNOSE X'68' on the processor's side: operands, and the interruptions that are taken. */
import { expect } from 'chai';
import type { ServiceAnswer } from '../../../src/cp/guest-services.js';
import { AUTHORIZE, RC, RECEIVE, REPLY, SEND, SENDR, UNAUTHORIZE } from '../../../src/cp/vmcf.js';
import type { GuestMessage } from '../../../src/cp/vmcf.js';
import { toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import {
  ADDRESSING,
  AREA,
  PROTECTION,
  SPECIFICATION,
  cc,
  diagnose,
  programCode,
} from './diagnose-rig.js';
import { hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

/** Where the buffer is, and other data. */
const BUFFER = 0x3000;
const DATA = 0x4000;

interface Operands {
  readonly addressA?: number;
  readonly lengthA?: number;
  readonly addressB?: number;
  readonly lengthB?: number;
}

function list(what: number, operands: Operands = {}): Uint8Array {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, what);
  view.setUint32(4, 7);
  bytes.set(toEbcdicPadded('ALICE', 8), 8);
  view.setUint32(16, operands.addressA ?? DATA);
  view.setUint32(20, operands.lengthA ?? 0);
  view.setUint32(24, operands.addressB ?? DATA);
  view.setUint32(28, operands.lengthB ?? 0);
  return bytes;
}

const message = (flags: number, urgent = false): GuestMessage => {
  const bytes = list(SEND);
  bytes[0] = flags;
  return { bytes, urgent };
};

describe('DIAGNOSE 68 and the interruptions of VMCF', () => {
  let machine: RigMachine;
  beforeEach(() => {
    machine = new Rig().machine({});
  });

  function run(what: number, operands: Operands = {}, key = 0): number {
    machine.storage.store(AREA, list(what, operands));
    diagnose(machine, 0x68, { 2: AREA, 4: -1 }, { key });
    return machine.cpu.register(4);
  }

  function answered(what: number, reply: ServiceAnswer, operands: Operands = {}): number {
    run(what, operands);
    const { ask } = machine.asks.at(-1)!;
    machine.ask({ op: 'answer', ask, answer: { kind: 'service', answer: reply } });
    machine.rig.run();
    return machine.cpu.register(4);
  }

  const authorize = (): number =>
    answered(AUTHORIZE, { code: 0 }, { addressA: BUFFER, lengthA: 48 });

  /** Waits for an external interruption with the mask of control register 0; whether it came. */
  function waits(mask: number): boolean {
    machine.storage.store(0x58, hex('0002 0000 0000 0e47'));
    machine.storage.store(0x308, hex('0102 0000 0000 0000'));
    machine.load(0x1000, '8200 0308');
    machine.cpu.setControlRegister(0, mask);
    machine.cpu.loadPsw(0, 0x1000);
    const before = machine.of('stopped').length;
    machine.post({ op: 'start' });
    machine.rig.run();
    const reason = machine.of('stopped')[before]?.reason;
    const came = reason?.kind === 'disabled-wait' && reason.psw[1] === 0xe47;
    if (came) expect(machine.storage.word(0x18)! & 0xffff).to.equal(0x4001);
    else machine.ask({ op: 'stop' });
    return came;
  }

  it('looks at the list itself first', () => {
    diagnose(machine, 0x68, { 2: AREA + 4 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x68, { 2: machine.storage.size - 32 });
    expect(programCode(machine)).to.equal(ADDRESSING);
    machine.storage.setKey(AREA, 0x38);
    diagnose(machine, 0x68, { 2: AREA }, { key: 2 });
    expect(programCode(machine)).to.equal(PROTECTION);
    expect(machine.asks).to.deep.equal([]);
  });

  it('gives the return codes of bad operands without asking main', () => {
    const { size } = machine.storage;
    expect(run(12)).to.equal(RC.function);
    expect(run(0xffff)).to.equal(RC.function);
    for (const operands of [
      { addressA: BUFFER + 4, lengthA: 40 },
      { addressA: BUFFER, lengthA: 39 },
      { addressA: size, lengthA: 40 },
      { addressA: size - 32, lengthA: 40 },
      { addressA: 0xfffffff8, lengthA: 40 },
      { addressA: BUFFER, lengthA: 0xffffffff },
    ])
      expect(run(AUTHORIZE, operands)).to.equal(RC.address);
    expect(run(SEND, { addressA: size, lengthA: 1 })).to.equal(RC.address);
    expect(run(SEND, { addressA: 0, lengthA: 65537 })).to.equal(RC.address);
    expect(run(SENDR, { addressB: size, lengthB: 1 })).to.equal(RC.address);
    expect(run(RECEIVE, { addressA: size - 1, lengthA: 2 })).to.equal(RC.address);
    machine.storage.setKey(DATA, 0x30);
    expect(run(RECEIVE, { lengthA: 1 }, 2)).to.equal(RC.protection);
    expect(run(SENDR, { lengthB: 1 }, 2)).to.equal(RC.protection);
    machine.storage.setKey(DATA, 0x38);
    expect(run(SEND, { lengthA: 1 }, 2)).to.equal(RC.protection);
    expect(cc(machine)).to.equal(2);
    expect(machine.asks).to.deep.equal([]);
  });

  it('sends data to main and stores what is received', () => {
    machine.storage.store(DATA, hex('c1c2c3'));
    expect(answered(SEND, { code: RC.duplicate }, { lengthA: 3 })).to.equal(RC.duplicate);
    expect(machine.asks.at(-1)?.question).to.deep.equal({
      kind: 'service',
      request: { service: 'vmcf', list: list(SEND, { lengthA: 3 }), data: hex('c1c2c3') },
    });
    const reply = { code: RC.length, bytes: hex('d1d2') };
    expect(answered(RECEIVE, reply, { lengthA: 2 })).to.equal(RC.length);
    expect(machine.storage.fetch(DATA, 3)).to.deep.equal(hex('d1d2c3'));
  });

  it('interrupts when control register 0 and the PSW allow it, urgent messages first', () => {
    expect(authorize()).to.equal(0);
    machine.post({ op: 'message', message: message(0) });
    machine.post({ op: 'message', message: message(0x20, true) });
    expect(waits(0xe0)).to.equal(false);
    expect(waits(1)).to.equal(true);
    expect(machine.storage.fetch(BUFFER, 40)).to.deep.equal(message(0x20).bytes);
    expect(waits(1)).to.equal(true);
    expect(machine.storage.fetch(BUFFER, 40)).to.deep.equal(message(0).bytes);
    expect(waits(1)).to.equal(false);
  });

  it('stores a reply with its response, and no more of a message than the buffer holds', () => {
    authorize();
    const bytes = new Uint8Array(60).fill(0xaa);
    const reply = { address: DATA, bytes: hex('e1e2') };
    machine.post({ op: 'message', message: { bytes, urgent: false, reply } });
    expect(waits(1)).to.equal(true);
    expect(machine.storage.fetch(DATA, 3)).to.deep.equal(hex('e1e200'));
    expect(machine.storage.fetch(BUFFER + 46, 4)).to.deep.equal(hex('aaaa0000'));
  });

  it('answers nothing whose interruption has not been taken', () => {
    authorize();
    machine.post({ op: 'message', message: message(0) });
    const before = machine.asks.length;
    expect(run(RECEIVE)).to.equal(RC.notPresented);
    expect(run(REPLY)).to.equal(RC.notPresented);
    expect(machine.asks).to.have.length(before);
    waits(1);
    expect(answered(RECEIVE, { code: 0 })).to.equal(0);
  });

  it("is the machine's, whatever reset another processor signals to the first", () => {
    const other = machine.addProcessor(1);
    for (const order of ['07', '08', '0b', '0c']) {
      authorize();
      machine.post({ op: 'message', message: message(0) });
      machine.storage.store(8, hex('0002 0000 0000 0abc'));
      machine.load(0x2000, `ae53 00${order} 8200 0008`);
      other.setRegister(3, 0);
      other.loadPsw(0, 0x2000);
      machine.ask({ op: 'start', processor: 1 });
      machine.rig.run();
      expect(machine.of('stopped').at(-1)?.reason, order).to.deep.include({ processor: 1 });
      expect(waits(1), order).to.equal(true);
    }
  });

  it('forgets what is withdrawn, what is there at UNAUTHORIZE, and all at a reset', () => {
    authorize();
    machine.post({ op: 'message', message: message(0) });
    machine.ask({ op: 'withdraw-message', name: { userid: 'ALICE', id: 7 } });
    expect(waits(1)).to.equal(false);
    machine.post({ op: 'message', message: message(0) });
    answered(UNAUTHORIZE, { code: 0 });
    expect(waits(1)).to.equal(false);
    authorize();
    machine.post({ op: 'message', message: message(0) });
    machine.ask({ op: 'reset', clear: false });
    expect(waits(1)).to.equal(false);
  });
});
