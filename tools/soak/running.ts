/** A VM/TS under test: started with the probe in it, on a home of its own, looked at from outside. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ssh2 from 'ssh2';
import { remoteAdministration } from '../../src/console/host-commands/administration-line.js';
import type { Administration } from '../../src/cp/ports/administration.js';
import { readToken } from '../../src/store/home.js';
import { connectHome } from '../../src/store/home-lock.js';
import { RunningSystem } from '../../test/system/vmts.js';
import type { ProbeLine } from './probe.js';

/** The key with which all users of a soak log on. */
export interface UserKey {
  readonly private: string;
  readonly public: string;
}

/** Makes one. */
export function userKey(): UserKey {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  return { private: pair.private, public: pair.public };
}

const PROBE = pathToFileURL(join(import.meta.dirname, 'probe.js')).href;

/** What the host says of a process. */
export interface Usage {
  /** Seconds of processor time used. */
  readonly cpu: number;
  readonly rss: number;
  readonly descriptors: number;
}

/** The system with its administration. */
export class SoakSystem {
  readonly system: RunningSystem;
  readonly administration: Administration;
  readonly #end: () => void;

  private constructor(system: RunningSystem, administration: Administration, end: () => void) {
    this.system = system;
    this.administration = administration;
    this.#end = end;
  }

  /** Starts it, on the home of `before` when there was one. */
  static async start(options: readonly string[], before?: SoakSystem): Promise<SoakSystem> {
    process.env['NODE_OPTIONS'] = `--import=${PROBE}`;
    process.env['VMTS_PROBE'] = join(process.env['TMPDIR'] ?? '/tmp', `vmts-probe-${process.pid}`);
    let system: RunningSystem;
    try {
      system = await RunningSystem.start(options, before?.system);
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
    // whatever becomes of us, what we started ends
    const leaving = (): void => {
      if (system.running) process.kill(system.pid, 'SIGKILL');
    };
    process.on('exit', leaving);
    void system.ended.then(() => process.off('exit', leaving));
    const socket = await connectHome(system.home);
    if (socket === undefined) throw new Error('the system does not hold its lock');
    const token = (await readToken(system.home)) ?? '';
    const administration = remoteAdministration(socket, token);
    return new SoakSystem(system, administration, () => socket.destroy());
  }

  /** What it uses now. */
  usage(): Usage {
    const proc = `/proc/${this.system.pid}`;
    const fields = readFileSync(`${proc}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return {
      cpu: ticks / 100,
      rss: Number(readFileSync(`${proc}/statm`, 'latin1').split(' ')[1]) * 4096,
      descriptors: readdirSync(`${proc}/fd`).length,
    };
  }

  /** What the probe saw since a time of the host. */
  probed(since: number): readonly ProbeLine[] {
    const path = process.env['VMTS_PROBE'] ?? '';
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'latin1').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as ProbeLine).filter(({ at }) => at >= since);
  }

  /** The operator's log. */
  log(): string {
    const path = join(this.system.home, '.run/operator.log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Puts a deck of 80-byte cards into a reader. */
  deck(userid: string, cards: Uint8Array): Promise<number> {
    return this.administration.putDeck({
      userid,
      class: 'A',
      name: 'SOAK',
      type: 'DECK',
      form: 'cards',
      content: Buffer.from(cards).toString('base64'),
    });
  }

  kill(): Promise<void> {
    this.#end();
    return this.system.kill();
  }

  /** SIGTERM; the status, or a word when it does not end in time. */
  async stop(): Promise<number | null | 'hangs'> {
    this.#end();
    const timeout = new Promise<'hangs'>((resolve) => setTimeout(() => resolve('hangs'), 20_000));
    const status = await Promise.race([this.system.stop(), timeout]);
    if (status === 'hangs') await this.system.kill();
    return status;
  }
}
