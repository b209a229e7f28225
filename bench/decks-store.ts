/**
 * Decks announced and synced per second by the spool alone, without guests, on the real file system. Each
 * sender waits for its announcement before it punches the next. Beside it what one plain write and
 * fdatasync costs here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SpoolCore } from '../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../src/cp/main/spool/spool-manager.js';
import type { Machine } from '../src/cp/main/cp-services.js';
import { FILE_HEADER } from '../src/shared/spool-record.js';
import { nodeFiles } from '../src/store/host-files.js';
import type { HostFiles } from '../src/store/host-files.js';
import { FileSpoolStore } from '../src/store/spool-store.js';
import { median, percentile } from './statistics.js';
import { directoryOf, TestMachine, userEntry } from '../test/support/spool-world.js';

const CARDS = 20;

/** Not the folder for temporary files: that is often memory, which has nothing to sync. */
const UNDER = resolve(import.meta.dirname, '..');

/** What was measured. */
export interface StoreRate {
  /** Decks a second. */
  readonly rate: number;
  /** Milliseconds from the opening of a deck to its announcement, 99th percentile. */
  readonly p99: number;
  /** Milliseconds of one write of 512 bytes and fdatasync, median. */
  readonly sync: number;
}

async function plainSync(files: HostFiles, home: string): Promise<number> {
  const handle = await files.open(`${home}/plain`, 'create');
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const from = performance.now();
    await files.write(handle, n * 512, new Uint8Array(512));
    await files.fdatasync(handle);
    times.push(performance.now() - from);
  }
  await files.close(handle);
  return median(times);
}

async function measure(home: string, senders: number, seconds: number): Promise<StoreRate> {
  const files = nodeFiles();
  const names = Array.from({ length: senders }, (_, n) => `SENDER${String(n)}`);
  const directory = directoryOf(...names.map((name) => userEntry(name)), userEntry('BOB'));
  let announced = 0;
  const store = new FileSpoolStore(files, `${home}/spool`, (line) => console.log(line));
  await files.makeDirectory(`${home}/spool`);
  const clock = { now: () => Date.now() } as ConstructorParameters<typeof SpoolCore>[2]['clock'];
  const inform = (userid: string) => void (announced += userid === 'BOB' ? 1 : 0);
  const around = { clock, notify: inform, inform, operator: (line: string) => console.log(line) };
  const limits = { fileBytes: 1e9, userBytes: 1e12, incoming: 1e9 };
  const core = new SpoolCore(store, files, around, limits);
  const spool = new SpoolManager(core);
  await spool.start();
  const deck = new Uint8Array(83 * CARDS);
  let end = 0;
  const latencies: number[] = [];
  const sender = async (name: string, id: number) => {
    const machine: Machine = new TestMachine(id, directory.find(name)!);
    spool.logon(machine);
    const unit = spool.unit(machine, 0x00d)!;
    unit.settings = { ...unit.settings, route: { to: 'BOB', queue: 'RDR' } };
    while (performance.now() < end) {
      const from = performance.now();
      const answer = await spool.ask(machine, 0x00d, { kind: 'open-output' });
      if (answer.kind !== 'output') throw new Error(answer.kind);
      files.writeAt(answer.handle, FILE_HEADER, deck);
      const written = { handle: answer.handle, records: CARDS, bytes: deck.length };
      await spool.output.close(machine, unit, written);
      latencies.push(performance.now() - from);
      // BOB reads and purges, so that ids never run out
      if (core.queues.total('BOB') > 4000) {
        const files = core.queues.queue('BOB', 'RDR');
        await core.purge(files.filter((file) => !core.queues.inUse(file)));
      }
    }
  };
  const sync = await plainSync(files, home);
  const from = performance.now();
  end = from + seconds * 1000;
  await Promise.all(names.map(sender));
  const taken = (performance.now() - from) / 1000;
  await spool.stop();
  return { rate: announced / taken, p99: percentile(latencies, 0.99), sync };
}

/** Measures on a home of its own. */
export async function measureStore(senders: number, seconds: number): Promise<StoreRate> {
  const home = mkdtempSync(join(UNDER, 'bench-spool-'));
  try {
    return await measure(home, senders, seconds);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
