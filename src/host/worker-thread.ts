/** A worker thread as the processor pool wants it. */
import type { Worker } from 'node:worker_threads';
import type { ProcessorThread } from '../cp/main/processor-pool.js';
import type { FromProcessor } from '../cp/protocol.js';

/** Wraps a worker that was just started. */
export function workerThread(worker: Worker): ProcessorThread {
  let why: string | undefined;
  let exited = false;
  let listener: ((why: string) => void) | undefined;
  worker.on('error', (error: unknown) => {
    why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  });
  worker.on('exit', (code) => {
    exited = true;
    listener?.(why ?? `thread ended with ${code}`);
  });
  return {
    line: {
      post: (message) => {
        if (!exited) worker.postMessage(message);
      },
      receive: (receiver) => {
        worker.on('message', (message: FromProcessor) => receiver(message));
      },
    },
    terminate: async () => {
      listener = undefined;
      await worker.terminate();
    },
    onExit: (told) => {
      listener = told;
    },
  };
}
