/**
 * What we use of WebAssembly: memory that threads share, and one small module on it (byte-run-module.ts). The types of
 * the language's own library have it only together with those of a browser.
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

  /** A module from its binary form. */
  const Module: new (bytes: Uint8Array) => object;

  /** A module on what it imports. */
  class Instance {
    constructor(
      module: object,
      imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>,
    );
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
