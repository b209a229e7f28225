/** Typed views of the shared memory: made once a thread, used by everything on that thread. */

/** The one shared memory as bytes, host-order words, halfwords and doubles, and through a DataView (big-endian). */
export class MemoryViews {
  readonly buffer: ArrayBufferLike;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly halves: Uint16Array;
  readonly doubles: Float64Array;
  readonly view: DataView;

  /**
   * @param buffer - the buffer of the shared WebAssembly.Memory (or a small buffer in tests); it must not
   * grow afterwards, since views keep their length
   */
  constructor(buffer: ArrayBufferLike) {
    this.buffer = buffer;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.halves = new Uint16Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.view = new DataView(buffer);
  }
}
