/** Real storage, frame lists, owner words and console rings. */
import { expect } from 'chai';
import {
  ConsoleRingConsumer,
  ConsoleRingProducer,
  RING_RECORD_LIMIT,
  RING_SIZE,
} from '../../../src/cp/console-ring.js';
import { MACHINE_BLOCK_BYTES, PROCESSOR_PART_BYTES } from '../../../src/cpu/machine-block.js';
import {
  addProcessor,
  initialiseMachineBlock,
  processorAddresses,
  removeProcessor,
} from '../../../src/cpu/machine-parts.js';
import { FRAME_BATCH, FrameBank, ProcessorFrames } from '../../../src/cp/frame-lists.js';
import { CP_OWNER } from '../../../src/cp/ownership.js';
import { FRAME_SIZE, MachineSlots, RealStorage } from '../../../src/cp/real-storage.js';

const small = (): RealStorage => RealStorage.reserve({ size: 0x400000, machines: 4 });

describe('real storage', () => {
  it('is one memory that another thread sees by the same layout', () => {
    const storage = small();
    const again = new RealStorage(storage.memory);
    expect(again.firstFrame).to.equal(storage.firstFrame);
    expect(again.blockOf(3)).to.equal(storage.blockOf(3));
    storage.processor(2).beat();
    expect(again.processor(2).heartbeat).to.equal(1);
    // slots, rings and frames do not overlap
    expect(storage.ringOf(storage.blockOf(0))).to.be.at.least(
      storage.blockOf(0) + MACHINE_BLOCK_BYTES,
    );
    expect(storage.ringOf(storage.blockOf(0)) + RING_SIZE).to.be.lessThan(storage.blockOf(1));
    const end = storage.ringOf(storage.blockOf(3)) + RING_SIZE + 64;
    expect(storage.firstFrame * FRAME_SIZE).to.be.at.least(end);
    expect(storage.slotOf(storage.blockOf(2))).to.equal(2);
    expect(() => storage.slotOf(storage.blockOf(2) + 8)).to.throw('no machine block');
    expect(() => storage.blockOf(4)).to.throw('no machine slot');
  });

  it('names the limit when it cannot be', () => {
    const options = { machines: 4 };
    expect(() => RealStorage.reserve({ ...options, size: 0x100000000 })).to.throw('2048M');
    expect(() => RealStorage.reserve({ ...options, size: 0x10000 })).to.throw('the least is');
    expect(
      () => new RealStorage(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })),
    ).to.throw('not real storage');
  });

  it('deals slots once, clean, and again when they were given back', () => {
    const storage = small();
    const slots = new MachineSlots(storage);
    const blocks = Array.from({ length: 4 }, () => slots.take()!);
    expect(new Set(blocks).size).to.equal(4);
    expect(slots.take()).to.equal(undefined);
    storage.bytes[blocks[1]! + 100] = 7;
    slots.give(blocks[1]!);
    expect(slots.take()).to.equal(blocks[1]);
    expect(storage.bytes[blocks[1]! + 100]).to.equal(0);
  });
});

describe('parts of further processors', () => {
  it('are dealt once, and come back with the processor or with its machine', () => {
    const storage = RealStorage.reserve({ size: 0x400000, machines: 4, furtherProcessors: 2 });
    const slots = new MachineSlots(storage);
    const block = slots.take()!;
    initialiseMachineBlock(storage.views, block, { serial: 1, model: 0x3090, address: 0 });
    const parts = [slots.takePart()!, slots.takePart()!];
    expect(slots.takePart()).to.equal(undefined);
    expect(parts[0]).to.be.at.least(storage.ringOf(storage.blockOf(3)) + RING_SIZE);
    expect(parts[1]! - parts[0]!).to.equal(PROCESSOR_PART_BYTES);
    expect(storage.firstFrame * FRAME_SIZE).to.be.at.least(parts[1]! + PROCESSOR_PART_BYTES);
    addProcessor(storage.views, block, parts[0]!, 7);
    addProcessor(storage.views, block, parts[1]!, 3);
    expect(processorAddresses(storage.views, block)).to.deep.equal([0, 3, 7]);
    expect(() => addProcessor(storage.views, block, parts[1]!, 3)).to.throw('processor 3');
    expect(() => removeProcessor(storage.views, block, 0)).to.throw('processor 0');
    expect(removeProcessor(storage.views, block, 7)).to.equal(parts[0]);
    slots.givePart(parts[0]!);
    expect(slots.takePart()).to.equal(parts[0]);
    expect(slots.takePart()).to.equal(undefined);
    slots.give(block);
    expect(slots.takePart()).to.equal(parts[1]);
    expect(processorAddresses(storage.views, slots.take()!)).to.deep.equal([]);
  });
});

describe('frame lists', () => {
  it('clears a frame when it is taken, not when it is given', () => {
    const storage = small();
    const frames = new FrameBank(storage).machine(0);
    const at = frames.take();
    storage.bytes[at + 5] = 9;
    frames.give(at);
    expect(storage.bytes[at + 5]).to.equal(9);
    expect(frames.take()).to.equal(at);
    expect(storage.bytes[at + 5]).to.equal(0);
  });

  it('never deals a frame twice, and refuses to take back what somebody else has', () => {
    const storage = small();
    const bank = new FrameBank(storage);
    const all = bank.free;
    const lists = [new ProcessorFrames(storage, 0), new ProcessorFrames(storage, 1)];
    lists.forEach((list, index) => list.add(bank.deal(index, 20)));
    const taken = lists.flatMap((list, slot) =>
      Array.from({ length: 20 }, () => list.machine(slot).take()),
    );
    expect(new Set(taken).size).to.equal(40);
    expect(lists[0]!.machine(0).take()).to.equal(0);
    expect(() => lists[0]!.machine(1).give(taken[0]!)).to.throw('belongs to');
    lists[0]!.machine(0).give(taken[0]!);
    expect(() => lists[0]!.machine(0).give(taken[0]!)).to.throw('belongs to');
    bank.takeBack(0, lists[0]!.surplus(5));
    bank.takeBack(0, Int32Array.of(-1, 1, 1 << 20, taken[1]! / FRAME_SIZE));
    expect(bank.free).to.equal(all - 39);
  });

  it('runs out with an empty batch', () => {
    const storage = small();
    const bank = new FrameBank(storage);
    const all = bank.free;
    let dealt = 0;
    for (;;) {
      const { length } = bank.deal(0, FRAME_BATCH);
      if (length === 0) break;
      dealt += length;
    }
    expect(dealt).to.equal(all);
    expect(bank.machine(0).take()).to.equal(0);
  });

  it('is rebuilt from the owner words when a processor has died', () => {
    const storage = small();
    const bank = new FrameBank(storage);
    const all = bank.free;
    const dead = new ProcessorFrames(storage, 0);
    const alive = new ProcessorFrames(storage, 1);
    dead.add(bank.deal(0, 50));
    alive.add(bank.deal(1, 50));
    for (let n = 0; n < 10; n++) dead.machine(2).take();
    for (let n = 0; n < 10; n++) alive.machine(3).take();
    const late = dead.surplus(5);
    expect(bank.rebuild(0, [2])).to.equal(50);
    expect(bank.free).to.equal(all - 50);
    // a batch that was on its way when the thread ended does not come twice
    bank.takeBack(0, late);
    expect(bank.free).to.equal(all - 50);
    expect(bank.reclaim(3)).to.equal(10);
  });
});

describe('owner word', () => {
  it('changes hands only from the one who has it', () => {
    const storage = small();
    const word = storage.ownerWord(storage.blockOf(1));
    word.initialise(CP_OWNER, 3);
    expect(word.pass(0, 1)).to.equal(false);
    expect(word.pass(CP_OWNER, 0)).to.equal(true);
    expect(word.read()).to.deep.equal({ owner: 0, generation: 3 });
    expect(() => word.assertOwnedBy(CP_OWNER)).to.throw('belongs to 0');
    expect(() => word.hand(CP_OWNER, 1)).to.throw('belongs to 0');
    expect(word.raise(1, 4)).to.equal(false);
    expect(word.raise(0, 4)).to.equal(true);
    expect(word.seize(1, 5)).to.equal(false);
    expect(word.seize(0, 5)).to.equal(true);
    expect(word.read()).to.deep.equal({ owner: CP_OWNER, generation: 5 });
    // other machines' words are others
    expect(storage.ownerWord(storage.blockOf(2)).read().owner).to.equal(CP_OWNER);
  });
});

describe('console ring', () => {
  const ends = (): [ConsoleRingProducer, ConsoleRingConsumer, RealStorage, number] => {
    const storage = small();
    const at = storage.ringOf(storage.blockOf(0));
    return [
      new ConsoleRingProducer(storage.buffer, at),
      new ConsoleRingConsumer(storage.buffer, at),
      storage,
      at,
    ];
  };

  it('brings every record once, in order, over the end of the ring, however it is refused', () => {
    const [producer, consumer] = ends();
    let put = 0;
    let got = 0;
    for (let round = 0; round < 2000; round++) {
      const length = (round * 37) % 301;
      const bytes = Uint8Array.from({ length }, (_, n) => (n + put) & 0xff);
      if (producer.put(1 + (put % 4), bytes)) put++;
      if (round % 3 !== 0) continue;
      const seen = consumer.peek();
      expect(consumer.peek()).to.deep.equal(seen);
      consumer.advance();
      expect(seen?.kind).to.equal(1 + (got % 4));
      expect(seen?.bytes[0] ?? got & 0xff).to.equal(got & 0xff);
      got++;
    }
    while (consumer.peek() !== undefined) {
      consumer.advance();
      got++;
    }
    expect(got).to.equal(put);
    expect(put).to.be.greaterThan(600);
  });

  it('lets lines wait for a page or so only, and a full screen beside them', () => {
    const [producer, consumer] = ends();
    let lines = 0;
    while (producer.put(1, new Uint8Array(76))) lines++;
    expect(lines).to.be.within(5, 10);
    expect(producer.put(4, new Uint8Array(16_000))).to.equal(true);
    for (let n = 0; n <= lines; n++) consumer.advance();
    expect(consumer.empty).to.equal(true);
    expect(producer.put(1, new Uint8Array(76))).to.equal(true);
  });

  it('refuses what does not fit, and cuts off what never would', () => {
    const [producer, consumer] = ends();
    expect(producer.put(1, new Uint8Array(200_000))).to.equal(true);
    expect(consumer.peek()?.bytes.length).to.equal(RING_RECORD_LIMIT);
    expect(producer.put(1, new Uint8Array(8))).to.equal(false);
    consumer.advance();
    expect(consumer.empty).to.equal(true);
    expect(producer.put(1, new Uint8Array(8))).to.equal(true);
  });

  it('tells main once until it begins to drain, and where the guest stood', () => {
    const [producer, consumer] = ends();
    expect(producer.signal()).to.equal(false);
    producer.put(1, Uint8Array.of(1));
    expect(producer.signal()).to.equal(true);
    producer.put(1, Uint8Array.of(2));
    expect(producer.signal()).to.equal(false);
    const { position } = producer;
    consumer.begin();
    producer.put(1, Uint8Array.of(3));
    expect(producer.signal()).to.equal(true);
    consumer.advance();
    expect(consumer.position).to.be.lessThan(position);
    consumer.advance();
    expect(consumer.position).to.equal(position);
    expect(consumer.peek()?.bytes).to.deep.equal(Uint8Array.of(3));
    consumer.drop();
    expect(consumer.empty).to.equal(true);
  });

  it('survives positions and lengths that cannot be', () => {
    const [producer, consumer, storage, at] = ends();
    const words = new Int32Array(storage.buffer, at, 4);
    for (const [head, tail] of [
      [RING_SIZE + 4, 0],
      [3, 0],
      [8, 1],
      [-4, 0],
    ] as const) {
      words[0] = head;
      words[1] = tail;
      expect(consumer.peek()).to.equal(undefined);
      consumer.advance();
    }
    words[0] = words[1] = 0;
    producer.put(1, Uint8Array.of(1, 2, 3));
    storage.bytes[at + 64 + 1] = 0xff; // the length
    expect(consumer.peek()).to.equal(undefined);
    expect(consumer.empty).to.equal(true);
    expect(producer.put(2, Uint8Array.of(9))).to.equal(true);
    expect(consumer.peek()).to.deep.equal({ kind: 2, bytes: Uint8Array.of(9) });
  });
});
