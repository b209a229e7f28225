/** What a thread for a real processor is started with (`workerData` of src/processor.ts). */
export interface ProcessorWorkerData {
  /** Real storage. */
  readonly memory: WebAssembly.Memory;
  /** Which processor it is, from 0. */
  readonly index: number;
}
