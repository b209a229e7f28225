/**
 * The composition root of a real processor's thread: puts the loop together with the host's clock, the
 * store's files and the systems that are IPLed by name. No logic.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { cmsProgram } from './cms/cms-program.js';
import type { GuestProgramKind } from './cp/guest-interface.js';
import { ProcessorLoop } from './cp/processor/processor-loop.js';
import { ThreadMeter } from './cp/processor/usage-meter.js';
import type { FromProcessor, ProtocolLine, ToProcessor } from './cp/protocol.js';
import { RealStorage } from './cp/real-storage.js';
import type { ProcessorWorkerData } from './cp/worker-data.js';
import { hostCompression } from './host/compression.js';
import { HostClock } from './host/host-clock.js';
import { threadWaited } from './host/thread-time.js';
import { processorFiles } from './store/file-access.js';

/** Systems that IPL knows by name. */
const programs: readonly GuestProgramKind[] = [cmsProgram];

if (parentPort === null) throw new Error('src/processor.ts runs in a worker thread only');
const port = parentPort;
const { memory, index } = workerData as ProcessorWorkerData;

const line: ProtocolLine<FromProcessor, ToProcessor> = {
  post: (message) => port.postMessage(message),
  receive: (receiver) => {
    port.on('message', (message: ToProcessor) => {
      receiver(message);
      if (message.type === 'shutdown') port.close();
    });
  },
};

const clock = new HostClock();

new ProcessorLoop({
  storage: new RealStorage(memory),
  index,
  line,
  clock,
  files: processorFiles(),
  compression: hostCompression,
  programs,
  meter: new ThreadMeter({ waited: threadWaited(), now: () => clock.monotonic() }),
});
