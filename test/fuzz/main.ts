/**
 * `npm run fuzz -- --seconds N --seed S`: guests whose storage is random, one after the other, beside a
 * neighbour on the whole system (fuzz.test.ts has what they found). Ends with status 1 when CP does not
 * live, the neighbour or a disk of another is not bit for bit what it was, a rejection was not handled, or
 * the event loop was held up.
 *
 * A sixth of the seconds more goes to files for the loader and the assembler of CMS (hostile-files.ts).
 * Of the seconds two thirds go to systems in one thread on a virtual clock, where a seed repeats all that
 * happens, and one third to real threads, where it repeats what the guests are.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { hostileAssembly, hostileFiles } from './hostile-files.js';
import { makeDraft } from './image.js';
import { FuzzStage } from './round.js';
import { shrink } from './shrink.js';
import { fuzzThreads } from './threads.js';

/** Rounds on one system before it is started anew. */
const ROUNDS = 40;
/** Seconds after which a round that has not ended never will. */
const PATIENCE = 120;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const most = Number(values.rounds ?? Infinity);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error('--seconds and --seed are numbers');
  process.exit(2);
}
console.log(`seed ${seed}, ${seconds} s`);

/** A thread that ends the process when a round holds up the event loop for ever, and tells its seed. */
const progress = new Int32Array(new SharedArrayBuffer(8));
const watch = new Worker(
  `const { workerData: p } = require('node:worker_threads');
   let last = -1;
   setInterval(() => {
     const now = Atomics.load(p, 0);
     if (now === last) {
       require('node:fs').writeSync(2, 'no end of the round with --seed ' + Atomics.load(p, 1) + '\\n');
       process.kill(process.pid, 'SIGKILL');
     }
     last = now;
   }, ${PATIENCE * 1000});`,
  { eval: true, workerData: progress },
);
watch.unref();

let stage: FuzzStage | undefined;
process.on('unhandledRejection', (reason) => stage?.rejected(reason));

let faults = 0;
let rounds = 0;
const begun = Date.now();
const until = (part: number): number => begun + seconds * 1000 * part;
while (Date.now() < until(2 / 3) && rounds < most && faults === 0) {
  stage = await FuzzStage.start();
  for (let n = 0; n < ROUNDS && Date.now() < until(2 / 3) && rounds < most; n++) {
    const draft = makeDraft(seed + rounds);
    Atomics.store(progress, 1, draft.seed);
    Atomics.add(progress, 0, 1);
    rounds++;
    const fault = await stage.round(draft);
    if (fault === undefined) continue;
    faults++;
    console.log(`\nround with --seed ${draft.seed} --rounds 1:\n${fault}`);
    const shorter = await shrink(draft);
    console.log(
      shorter === undefined
        ? `not on a system of its own: only behind ${n} others, from --seed ${draft.seed - n}`
        : `for the table in fuzz.test.ts: ${JSON.stringify(shorter)}`,
    );
    break;
  }
}
console.log(`one thread: ${rounds} guests, ${faults} faults`);
stage = undefined;
// files for the loader, the libraries and the assembler of CMS: a sixth of the time more
let files = 0;
const last = Date.now() + seconds * 167;
while (Date.now() < last && files < most && faults === 0) {
  const turn = seed + files++;
  Atomics.store(progress, 1, turn);
  Atomics.add(progress, 0, 1);
  for (const round of [hostileFiles, hostileAssembly]) {
    const fault = round(turn);
    if (fault === undefined) continue;
    faults++;
    console.log(`\n${round.name} with --seed ${turn} --rounds 1:\n${fault}`);
  }
}
console.log(`files of CMS: ${files} rounds, ${faults} faults`);
if (faults === 0 && values.rounds === undefined) {
  Atomics.add(progress, 0, 1);
  const found = await fuzzThreads(seed, Date.now() + seconds * 333, () =>
    Atomics.add(progress, 0, 1),
  );
  for (const fault of found) console.log(`threads: ${fault}`);
  faults += found.length;
}
process.exit(faults === 0 ? 0 : 1);
