/**
 * The one thing that we use of WebAssembly: memory that threads share. The types of the language's own
 * library have it only together with those of a browser.
 */
declare namespace WebAssembly {
  /** Linear memory; `shared` makes its buffer a SharedArrayBuffer. */
  class Memory {
    constructor(descriptor: {
      readonly initial: number;
      readonly maximum: number;
      readonly shared: true;
    });
    readonly buffer: SharedArrayBuffer;
  }
}
