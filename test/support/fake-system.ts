/** A test system whose processors run nothing: for CP's main side alone. */
import { FakeProcessor } from './fake-processor.js';
import { TestSystem } from './test-system.js';
import type { TestOptions } from './test-system.js';

/** The system and its processors. */
export interface FakeSystem {
  readonly system: TestSystem;
  readonly processors: readonly FakeProcessor[];
  /** The processor last started. */
  readonly processor: FakeProcessor;
  /** Says in real storage that processor 0 does not sleep: without a heartbeat it hangs. */
  awake(): void;
}

/** Starts one. */
export async function fakeSystem(options: TestOptions = {}): Promise<FakeSystem> {
  const processors: FakeProcessor[] = [];
  const system = await TestSystem.start({
    ...options,
    startThread: (_, clock) => {
      const processor = new FakeProcessor(clock);
      processors.push(processor);
      return processor;
    },
  });
  return {
    system,
    processors,
    get processor() {
      return processors.at(-1)!;
    },
    awake: () => {
      system.storage.processor(0).asleep = false;
    },
  };
}
