/** A real processor in a worker thread of its own: messages, time used, and its death. */
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { ConsoleRingConsumer } from '../../../src/cp/console-ring.js';
import { FrameBank } from '../../../src/cp/frame-lists.js';
import { MachineUsage } from '../../../src/cp/machine-usage.js';
import { CP_OWNER } from '../../../src/cp/ownership.js';
import type {
  FromProcessor,
  MachineRequest,
  Reply,
  ToProcessor,
} from '../../../src/cp/protocol.js';
import { MachineSlots, RealStorage } from '../../../src/cp/real-storage.js';
import type { ProcessorWorkerData } from '../../../src/cp/worker-data.js';
import { MachineStorage } from '../../../src/cpu/machine-storage.js';
import { MemoryViews } from '../../../src/cpu/memory-views.js';
import { initialiseMachineBlock } from '../../../src/cpu/machine-parts.js';
import { Processor } from '../../../src/cpu/processor.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { hex } from './rig.js';

/** Main's side of one thread. */
class Thread {
  readonly worker: Worker;
  readonly exited: Promise<void>;
  readonly #waiting: {
    wanted: (message: FromProcessor) => boolean;
    found: (m: FromProcessor) => void;
  }[] = [];

  constructor(storage: RealStorage, bank: FrameBank) {
    const data: ProcessorWorkerData = { memory: storage.memory, index: 0 };
    storage.processor(0).initialise();
    this.worker = new Worker(new URL('../../../src/processor.js', import.meta.url), {
      workerData: data,
    });
    this.exited = new Promise((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.on('message', (message: FromProcessor) => {
      if (message.type === 'frames-wanted') {
        this.post({ type: 'frames', frames: bank.deal(0, message.count) });
      }
      for (const waiting of this.#waiting.filter(({ wanted }) => wanted(message))) {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.found(message);
      }
    });
  }

  post(message: ToProcessor): void {
    this.worker.postMessage(message);
  }

  /** The next message that is wanted. */
  next(wanted: (message: FromProcessor) => boolean): Promise<FromProcessor> {
    return new Promise((found) => this.#waiting.push({ wanted, found }));
  }

  async request(
    machine: number,
    generation: number,
    sequence: number,
    request: MachineRequest,
  ): Promise<Reply> {
    const reply = this.next((message) => message.type === 'reply' && message.sequence === sequence);
    this.post({ type: 'request', machine, generation, sequence, request });
    const message = await reply;
    if (message.type !== 'reply') throw new Error(message.type);
    return message.reply;
  }
}

describe('processor thread', () => {
  const threads: Thread[] = [];

  // a worker that lives on keeps the whole run alive
  afterEach(async () => {
    for (const { worker } of threads.splice(0)) await worker.terminate();
  });

  const start = (storage: RealStorage, bank: FrameBank): Thread => {
    const thread = new Thread(storage, bank);
    threads.push(thread);
    return thread;
  };

  it('runs guests, tells their time, dies, and leaves storage that can be used again', async () => {
    const storage = RealStorage.reserve({
      size: 0x1000000,
      machines: 4,
    });
    const bank = new FrameBank(storage);
    const all = bank.free;
    const views = new MemoryViews(storage.memory);
    const block = new MachineSlots(storage).take()!;
    const slot = storage.slotOf(block);
    const owner = storage.ownerWord(block);
    const guest = new MachineStorage(views, block, bank.machine(slot));
    const clock = { now: () => 0 };
    const cpu = new Processor({
      memory: views,
      block,
      storage: guest,
      clock,
      io: { takeIo: () => -1 },
    });
    const layOut = (generation: number): void => {
      initialiseMachineBlock(views, block, { serial: 1, model: 0x370, address: 0 });
      owner.initialise(CP_OWNER, generation);
      guest.define(0x40000);
    };
    const spec = {
      id: 1,
      userid: 'ALICE',
      block,
      storageSize: 0x40000,
      devices: [{ address: 9, type: 'console', mode: '3215' }],
      timer: 'ON',
      share: { kind: 'relative', value: 100 },
    } as const;

    layOut(1);
    let thread = start(storage, bank);
    await thread.next((message) => message.type === 'ready');
    thread.post({ type: 'machine', spec: { ...spec, generation: 1 } });
    expect(await thread.request(1, 1, 1, { op: 'stop' })).to.deep.equal({ ok: true });
    // writes a line, then loops counting: SIO 9; AL 1,X'404'; BR 15
    guest.setWord(0x48, 0x408);
    guest.setWord(0x404, 1);
    guest.store(0x408, hex('09002000 20000005'));
    guest.store(0x2000, toEbcdic('HELLO'));
    guest.store(0x1000, hex('9c00 0009 5e10 0404 07ff'));
    cpu.loadPsw(0, 0x1000);
    cpu.setRegister(15, 0x1004);
    const told = thread.next((message) => message.type === 'console');
    const began = performance.now();
    await thread.request(1, 1, 2, { op: 'start' });
    await told;
    const ring = new ConsoleRingConsumer(storage.buffer, storage.ringOf(block));
    expect(fromEbcdic(ring.peek()!.bytes)).to.equal('HELLO');
    // round trips while it loops: each is answered between two turns, and there are turns between them
    let sequence = 3;
    for (; sequence < 40 || cpu.register(1) <= 1000; sequence++) {
      await thread.request(1, 1, sequence, { op: 'not-ready', address: 9 });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await thread.request(1, 1, sequence, { op: 'stop' });
    expect(owner.isOwnedBy(CP_OWNER)).to.equal(true);
    expect(cpu.register(1)).to.be.greaterThan(1000);
    const usage = new MachineUsage(storage, block);
    // measured, not worked out: no more than there was
    const elapsed = (performance.now() - began) * 1000;
    for (const one of [usage.virtual, usage.real]) {
      expect(one).to.be.greaterThan(0);
      expect(one).to.be.at.most(elapsed);
    }
    // what the thread waited is taken off the virtual time of later turns: until then it may be the greater one
    expect(usage.total).to.equal(Math.max(usage.virtual, usage.real));
    await thread.request(1, 1, sequence + 1, { op: 'start' });
    expect(owner.isOwnedBy(0)).to.equal(true);

    // the thread is ended in the midst of it
    await thread.worker.terminate();
    await thread.exited;
    expect(owner.isOwnedBy(0)).to.equal(true);
    expect(owner.seize(0, 2)).to.equal(true);
    expect(bank.rebuild(0, [slot])).to.be.greaterThan(0);
    storage.clearSlot(block);
    expect(bank.free).to.equal(all);

    // another takes its place
    layOut(2);
    thread = start(storage, bank);
    await thread.next((message) => message.type === 'ready');
    thread.post({ type: 'machine', spec: { ...spec, generation: 2 } });
    await thread.request(1, 2, 1, { op: 'stop' });
    guest.store(0x300, hex('0002 0000 0000 0eee'));
    guest.store(0x1000, hex('8200 0300'));
    cpu.loadPsw(0, 0x1000);
    const stopped = thread.next((message) => message.type === 'stopped');
    await thread.request(1, 2, 2, { op: 'start' });
    expect(await stopped).to.deep.include({ machine: 1, generation: 2 });
    thread.post({ type: 'shutdown' });
    await thread.exited;
  });
});
