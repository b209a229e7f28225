/** VMCF on CP's main side: what each function does to the messages of two machines, and its return codes. */
import { expect } from 'chai';
import { Vmcf, MESSAGE_LIMIT } from '../../../src/cp/main/vmcf.js';
import type { VirtualMachine } from '../../../src/cp/main/virtual-machine.js';
import type { MachineRequest, Reply } from '../../../src/cp/protocol.js';
import {
  AUTHORIZE,
  CANCEL,
  FOR_ONE,
  IDENTIFY,
  LIST_BYTES,
  PRIORITY,
  QUIESCE,
  RC,
  readParameters,
  RECEIVE,
  REJECT,
  REPLY,
  RESUME,
  SEND,
  SENDR,
  SENDX,
  SPECIAL,
  UNAUTHORIZE,
} from '../../../src/cp/vmcf.js';
import { toEbcdic, toEbcdicPadded } from '../../../src/shared/ebcdic.js';

/** A machine that keeps the requests it gets; `take` takes the first interruption. */
class Fake {
  readonly got: Extract<MachineRequest, { op: 'message' }>[] = [];
  readonly withdrawn: number[] = [];
  readonly #replies: ((reply: Reply) => void)[] = [];
  readonly userid: string;
  readonly machine: VirtualMachine;
  constructor(userid: string) {
    this.userid = userid;
    this.machine = this as unknown as VirtualMachine;
  }

  request(request: MachineRequest): Promise<Reply> {
    if (request.op === 'withdraw-message') this.withdrawn.push(request.name.id);
    if (request.op !== 'message') return Promise.resolve({ ok: true });
    this.got.push(request);
    return new Promise((resolve) => this.#replies.push(resolve));
  }

  async take(): Promise<Uint8Array> {
    this.#replies.shift()!({ ok: true });
    const { bytes } = this.got.shift()!.message;
    await Promise.resolve();
    await Promise.resolve();
    return bytes;
  }
}

interface Operands {
  readonly flags?: number;
  readonly id?: number;
  readonly lengthA?: number;
  readonly lengthB?: number;
  readonly data?: string;
}

describe('VMCF', () => {
  let vmcf: Vmcf;
  let alice: Fake;
  let bob: Fake;

  const call = (from: Fake, what: number, userid = '', operands: Operands = {}) => {
    const { flags = 0, id = 1, data, lengthA = data?.length ?? 0, lengthB = 0 } = operands;
    const list = new Uint8Array(LIST_BYTES);
    const view = new DataView(list.buffer);
    list[0] = flags;
    view.setUint16(2, what);
    view.setUint32(4, id);
    list.set(toEbcdicPadded(userid, 8), 8);
    view.setUint32(16, 0x2000);
    view.setUint32(20, lengthA);
    view.setUint32(24, 0x3000);
    view.setUint32(28, lengthB);
    list.set(toEbcdicPadded(`FROM${from.userid}`.slice(0, 8), 8), 32);
    const bytes = data === undefined ? {} : { data: toEbcdic(data) };
    return vmcf.serve(from.machine, { service: 'vmcf', list, ...bytes });
  };
  const rc = (...operands: Parameters<typeof call>): number => call(...operands).code;

  beforeEach(() => {
    alice = new Fake('ALICE');
    bob = new Fake('BOB');
    const machines = new Map([alice, bob].map((one) => [one.userid, one.machine]));
    vmcf = new Vmcf((userid) => machines.get(userid));
    for (const one of [alice, bob]) expect(rc(one, AUTHORIZE, '', { lengthA: 48 })).to.equal(0);
  });

  it('hands the data of SENDX over with the header, then answers the source', async () => {
    expect(rc(alice, SENDX, 'BOB', { data: 'HELLO' })).to.equal(0);
    const sent = await bob.take();
    expect([...sent.subarray(40)]).to.deep.equal([...toEbcdic('HELLO')]);
    expect(readParameters(sent)).to.deep.include({ flags: 0, userid: 'ALICE', lengthA: 5, id: 1 });
    const response = await alice.take();
    expect(readParameters(response)).to.deep.include({ flags: 0x80, userid: 'BOB', lengthA: 0 });
    expect(response[1]).to.equal(0);
    expect(rc(alice, SENDX, 'BOB', { data: 'TOO LONG!' })).to.equal(RC.tooLarge);
    expect(rc(bob, RECEIVE, 'ALICE')).to.equal(RC.notFound);
  });

  it('keeps the data of SEND until it is received', async () => {
    rc(alice, SEND, 'BOB', { data: 'HELLO' });
    expect((await bob.take()).length).to.equal(LIST_BYTES);
    expect(alice.got).to.deep.equal([]);
    const { code, bytes: data } = call(bob, RECEIVE, 'ALICE', { lengthA: 80 });
    expect([code, [...data!]]).to.deep.equal([0, [...toEbcdic('HELLO')]]);
    expect(readParameters(await alice.take())).to.deep.include({ flags: 0x80, lengthA: 0 });
    expect(rc(bob, RECEIVE, 'ALICE')).to.equal(RC.notFound);
  });

  it('tells both of a buffer that is too short', async () => {
    rc(alice, SEND, 'BOB', { data: 'HELLO' });
    await bob.take();
    const { code, bytes: data } = call(bob, RECEIVE, 'ALICE', { lengthA: 2 });
    expect([code, data!.length]).to.deep.equal([RC.length, 2]);
    const response = await alice.take();
    expect([response[1], readParameters(response).lengthA]).to.deep.equal([RC.length, 3]);
  });

  it('carries SEND/RECV, RECEIVE and REPLY, with the user doubleword of who replies', async () => {
    rc(alice, SENDR, 'BOB', { data: 'WHAT', lengthB: 4 });
    await bob.take();
    expect(rc(bob, RECEIVE, 'ALICE', { lengthA: 4 })).to.equal(0);
    expect(rc(bob, RECEIVE, 'ALICE', { lengthA: 4 })).to.equal(RC.protocol);
    expect(rc(bob, REPLY, 'ALICE', { data: 'THAT!' })).to.equal(RC.length);
    const reply = alice.got[0]?.message.reply;
    expect(reply).to.deep.equal({ address: 0x3000, bytes: toEbcdic('THAT') });
    const response = await alice.take();
    expect(readParameters(response)).to.deep.include({ lengthA: 0, lengthB: 0 });
    expect([...response.subarray(32)]).to.deep.equal([...toEbcdic('FROMBOB ')]);
    expect(rc(bob, REPLY, 'ALICE')).to.equal(RC.notFound);
  });

  it('rejects, and lets a reply to SEND not be', async () => {
    rc(alice, SEND, 'BOB', { data: 'HELLO' });
    await bob.take();
    expect(rc(bob, REPLY, 'ALICE')).to.equal(RC.protocol);
    expect(rc(bob, REJECT, 'ALICE')).to.equal(0);
    expect(readParameters(await alice.take())).to.deep.include({ flags: 0xc0, lengthA: 5 });
    expect(rc(bob, REJECT, 'ALICE')).to.equal(RC.notFound);
  });

  it('cancels what has not been answered', async () => {
    rc(alice, SEND, 'BOB', { id: 1 });
    expect(rc(bob, CANCEL, 'ALICE')).to.equal(RC.protocol);
    expect(rc(alice, CANCEL, 'BOB')).to.equal(0);
    expect(bob.withdrawn).to.deep.equal([1]);
    expect(rc(alice, CANCEL, 'BOB')).to.equal(RC.notFound);
    rc(alice, SENDX, 'BOB', { id: 2 });
    await bob.take();
    await bob.take();
    expect(rc(alice, CANCEL, 'BOB', { id: 2 })).to.equal(RC.tooLate);
    rc(alice, SENDR, 'BOB', { id: 3 });
    await bob.take();
    rc(bob, RECEIVE, 'ALICE', { id: 3 });
    expect(rc(alice, CANCEL, 'BOB', { id: 3 })).to.equal(RC.replyCancelled);
    expect(rc(bob, REPLY, 'ALICE', { id: 3 })).to.equal(RC.notFound);
    expect(rc(alice, CANCEL, 'NOBODY')).to.equal(RC.unavailable);
  });

  it('identifies without a response', async () => {
    expect(rc(alice, IDENTIFY, 'BOB')).to.equal(0);
    expect(readParameters(await bob.take())).to.deep.include({ function: IDENTIFY, id: 1 });
    expect(alice.got).to.deep.equal([]);
    expect(rc(alice, IDENTIFY, 'BOB')).to.equal(0);
  });

  it('refuses who may not, and whom nobody reaches', () => {
    expect(rc(alice, SEND, 'NOBODY')).to.equal(RC.unavailable);
    expect(rc(alice, SEND, 'BOB', { flags: PRIORITY })).to.equal(RC.noPriority);
    expect(rc(bob, QUIESCE)).to.equal(0);
    expect(rc(alice, SEND, 'BOB')).to.equal(RC.quiesced);
    expect(rc(bob, RESUME)).to.equal(0);
    expect(rc(alice, SEND, 'BOB')).to.equal(0);
    expect(rc(alice, SEND, 'BOB')).to.equal(RC.duplicate);
    rc(bob, AUTHORIZE, 'CAROL', { flags: FOR_ONE, lengthA: 40 });
    expect(rc(alice, SEND, 'BOB', { id: 2 })).to.equal(RC.unavailable);
    rc(bob, AUTHORIZE, 'ALICE', { flags: FOR_ONE | PRIORITY, lengthA: 40 });
    expect(rc(alice, SEND, 'BOB', { id: 2, flags: PRIORITY })).to.equal(0);
    expect(bob.got.map(({ message }) => message.urgent)).to.deep.equal([false, true]);
    expect(rc(alice, UNAUTHORIZE)).to.equal(0);
    for (const what of [UNAUTHORIZE, SEND, RECEIVE, CANCEL, QUIESCE, IDENTIFY])
      expect(rc(alice, what, 'BOB')).to.equal(RC.unauthorized);
    expect(rc(bob, SEND, 'ALICE')).to.equal(RC.unavailable);
  });

  it('lets a source have so many messages, until the response is taken', async () => {
    for (let id = 0; id < MESSAGE_LIMIT; id++) expect(rc(alice, SENDX, 'BOB', { id })).to.equal(0);
    expect(rc(alice, SENDX, 'BOB', { id: 99 })).to.equal(RC.limit);
    await bob.take();
    expect(rc(alice, SENDX, 'BOB', { id: 99 })).to.equal(RC.limit);
    await alice.take();
    expect(rc(alice, SENDX, 'BOB', { id: 99 })).to.equal(0);
  });

  it('answers what a machine that is reset had, and takes back what it has sent', async () => {
    rc(alice, SEND, 'BOB', { id: 1, data: 'HELLO' });
    rc(bob, SEND, 'ALICE', { id: 2 });
    vmcf.clear(bob.machine);
    expect(alice.withdrawn).to.deep.equal([2]);
    const response = readParameters(alice.got[1]!.message.bytes);
    expect(response).to.deep.include({ flags: 0x80, id: 1, lengthA: 5, userid: 'BOB' });
    expect(alice.got[1]!.message.bytes[1]).to.equal(RC.unavailable);
    await bob.take();
    expect(alice.got).to.have.length(2);
    expect(rc(alice, SEND, 'BOB')).to.equal(RC.unavailable);
  });

  it('sends special messages to who wants them', async () => {
    expect(vmcf.special('ALICE', bob.machine, 'hi')).to.equal('not authorized');
    rc(bob, AUTHORIZE, '', { flags: SPECIAL, lengthA: 48 });
    expect(vmcf.special('ALICE', bob.machine, 'nine char')).to.equal('buffer too small');
    for (let n = 0; n < MESSAGE_LIMIT; n++)
      expect(vmcf.special('ALICE', bob.machine, 'hi')).to.equal('sent');
    expect(vmcf.special('ALICE', bob.machine, 'hi')).to.equal('too many messages');
    const sent = await bob.take();
    expect(readParameters(sent)).to.deep.include({ function: SENDX, userid: 'SYSTEM', lengthA: 2 });
    expect([...sent.subarray(32)]).to.deep.equal([...toEbcdic('ALICE   hi')]);
    expect(vmcf.special('ALICE', bob.machine, 'hi')).to.equal('sent');
    rc(bob, QUIESCE);
    expect(vmcf.special('ALICE', bob.machine, 'hi')).to.equal('not authorized');
  });
});
