/**
 * What PER and traces believe of an instruction against what it did: random cases of every instruction, whose
 * changes of storage and registers must lie within the effects.
 */
import { expect } from 'chai';
import { touches } from '../../src/cpu/effects.js';
import type { WatchedInstruction, WatchedProcessor, Watcher } from '../../src/cpu/watcher.js';
import { randomness } from '../oracle/draft.js';
import { makeImage } from '../oracle/driver.js';
import { COMPARED, makeCase } from '../oracle/generator.js';
import { CODE_AT, SIZE, WINDOW_AT, WINDOW_BYTES } from '../oracle/record.js';
import type { TestMachine } from './machine.js';
import { runOn, testMachine } from './machine.js';

/** Cases of each instruction. */
const CASES = 40;

/** Compares each instruction under test with what is said of it. */
class Judge implements Watcher {
  readonly full = false;
  readonly faults: string[] = [];
  judged = 0;
  readonly #machine: TestMachine;
  #storage: Uint8Array = new Uint8Array(0);
  #registers: number[] = [];

  constructor(machine: TestMachine) {
    this.#machine = machine;
  }

  before(at: number): boolean {
    if (at === CODE_AT) {
      const { storage, processor } = this.#machine;
      this.#storage = storage.fetch(WINDOW_AT, WINDOW_BYTES)!;
      this.#registers = Array.from({ length: 16 }, (_, n) => processor.register(n));
    }
    return false;
  }

  interruption(): void {
    // only instructions are judged
  }

  instruction(event: WatchedInstruction, processor: WatchedProcessor): void {
    if (event.at !== CODE_AT || event.open) return;
    this.judged++;
    const { stored, altered, branched } = event.effects;
    const now = this.#machine.storage.fetch(WINDOW_AT, WINDOW_BYTES)!;
    const bytes = (event.target?.decoded ?? event.decoded).bytes;
    const name = Buffer.from(bytes).toString('hex');
    for (let i = 0; i < now.length; i++) {
      const inside = touches(WINDOW_AT + i, 1, {
        first: stored.at,
        last: stored.at + stored.length - 1,
      });
      if (now[i] !== this.#storage[i] && (stored.length === 0 || !inside))
        this.faults.push(`${name} changed ${(WINDOW_AT + i).toString(16)}`);
    }
    for (let n = 0; n < 16; n++)
      if (processor.register(n) !== this.#registers[n] && (altered & (0x8000 >> n)) === 0)
        this.faults.push(`${name} changed register ${n}`);
    const behind = event.next === event.at + event.decoded.bytes.length;
    const op = bytes[0]!;
    if (!branched && !behind && op !== 0x0a && op !== 0x82 && !event.partial)
      this.faults.push(`${name} went to ${event.next.toString(16)}`);
  }
}

describe('what an instruction is believed to do', () => {
  it(`holds for ${CASES} random cases of every instruction`, function () {
    this.timeout(180_000);
    let judged = 0;
    // what works on page tables changes nothing else
    const judgeable = COMPARED.filter(({ format }) => !/^(RRE|SSE)/.test(format));
    for (const entry of judgeable) {
      const random = randomness(entry.opcode * 7919);
      const cases = Array.from({ length: CASES }, () => makeCase(entry, random).bytes);
      const machine = testMachine(SIZE, 400);
      const judge = new Judge(machine);
      machine.storage.store(0, makeImage(cases).subarray(0, 0x40000));
      machine.processor.restart();
      machine.processor.follow(judge);
      try {
        runOn(machine, 200_000, 10_000);
      } catch {
        // a case that never ends, or destroys what is around it, ends the others too
      }
      expect(judge.faults, entry.mnemonic).to.deep.equal([]);
      judged += judge.judged;
    }
    expect(judged).to.be.greaterThan(judgeable.length * CASES * 0.4);
  });
});
