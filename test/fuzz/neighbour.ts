/** What must not change of a machine whose neighbour does harm: registers, PSW, storage and its keys. */
import { createHash } from 'node:crypto';
import type { VirtualMachine } from '../../src/cp/main/virtual-machine.js';
import type { RealStorage } from '../../src/cp/real-storage.js';
import { MachineStorage } from '../../src/cpu/machine-storage.js';
import { Processor } from '../../src/cpu/processor.js';

/** The interval timer, which counts. */
const TIMER_AT = 0x50;
const PAGE = 2048;

/** A machine, part by part. */
type MachineState = ReadonlyMap<string, string>;

/**
 * Registers, PSW, and storage with its keys page by page, read out of real storage whoever owns the
 * machine. It must not run meanwhile; nothing of it is changed, reference bits neither.
 */
export function stateOf(machine: VirtualMachine, real: RealStorage): MachineState {
  const memory = real.views;
  const { block } = machine.memory;
  const frames = { take: () => 0, give: () => undefined };
  const storage = new MachineStorage(memory, block, frames);
  const clock = { now: () => 0 };
  const io = { takeIo: () => -1 };
  const processor = new Processor({ memory, block, storage, clock, io });
  const state = new Map<string, string>();
  for (let n = 0; n < 16; n++) {
    state.set(`general register ${n}`, String(processor.register(n)));
    state.set(`control register ${n}`, String(processor.controlRegister(n)));
    state.set(`floating-point word ${n & 7}`, String(processor.floatWord(n & 7)));
  }
  state.set('psw', processor.pswWords().join());
  const words = new Int32Array(PAGE / 4);
  for (let page = 0; page < storage.size; page += PAGE) {
    for (let at = 0; at < PAGE; at += 4)
      words[at >> 2] = page + at === TIMER_AT ? 0 : storage.word(page + at)!;
    const digest = createHash('sha256').update(new Uint8Array(words.buffer)).digest('hex');
    state.set(`page ${page.toString(16)}`, `${storage.key(page)} ${digest}`);
  }
  return state;
}

/** The parts that differ. */
export function changed(before: MachineState, after: MachineState): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (part) => before.get(part) !== after.get(part),
  );
}
