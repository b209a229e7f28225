/** Typed views of the shared memory: made once a thread, used by everything on that thread. */

import { byteRunsOn } from './byte-run-module.js';
import type { ByteRuns } from './byte-run-module.js';

/** The one shared memory as bytes, host-order words, halfwords and doubles, and through a DataView (big-endian). */
export class MemoryViews {
  readonly buffer: ArrayBufferLike;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly halves: Uint16Array;
  readonly doubles: Float64Array;
  readonly view: DataView;
  /** What is done to runs of bytes in it. */
  readonly runs: ByteRuns;

  /**
   * @param memory - it must not grow afterwards, since views keep their length
   */
  constructor(memory: WebAssembly.Memory) {
    const { buffer } = memory;
    this.buffer = buffer;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.halves = new Uint16Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.view = new DataView(buffer);
    this.runs = byteRunsOn(memory);
  }
}
