/** The system as a process of its own, as a user starts it, with a probe loaded in front. */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { makeHome } from './home.js';
import type { BenchHome } from './home.js';
import type { ProbeAnswer, ProbeQuestion } from './probe-protocol.js';

const MAIN = resolve(import.meta.dirname, '../../src/main.js');
const PROBE = resolve(import.meta.dirname, 'probe.js');
/** USER_HZ of Linux, which is 100 wherever Node runs. */
const TICKS_A_SECOND = 100;

/** Bytes of resident memory. */
export interface Resident {
  readonly all: number;
  /** Of that the real storage of the virtual machines: what guests have touched. */
  readonly storage: number;
}

/** A running system on a home of its own. */
export class BenchServer {
  readonly home: BenchHome;
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(
    home: BenchHome,
    port: number,
    process_: ChildProcess,
    exited: Promise<unknown>,
  ) {
    this.home = home;
    this.port = port;
    this.#process = process_;
    this.#exited = exited;
  }

  /**
   * Makes a home with `users` users and starts the system on it. What VMTS_BENCH_NODE_OPTIONS has is given to
   * node, for a look with its profiler.
   * @param prepare - what is done with the home before the system runs
   */
  static async start(
    users: number,
    options: readonly string[] = [],
    storage?: string,
    prepare?: (home: BenchHome) => void,
  ): Promise<BenchServer> {
    const home = await makeHome(users, storage);
    prepare?.(home);
    const more = process.env['VMTS_BENCH_NODE_OPTIONS']?.split(' ') ?? [];
    const child = fork(MAIN, ['--home', home.path, '--port', '0', ...options], {
      execArgv: [...more, '--import', PROBE],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const exited = new Promise<unknown>((ended) => child.on('exit', ended));
    const output: string[] = [];
    const port = await new Promise<number>((ready, failed) => {
      const see = (line: string): void => {
        output.push(line);
        const match = /^VM\/TS ready: ssh -p (\d+) /.exec(line);
        if (match) ready(Number(match[1]));
      };
      createInterface({ input: child.stdout! }).on('line', see);
      createInterface({ input: child.stderr! }).on('line', see);
      void exited.then(() => failed(new Error(`the system ended:\n${output.join('\n')}`)));
    });
    return new BenchServer(home, port, child, exited);
  }

  /** Asks the probe. One question at a time. */
  ask(question: ProbeQuestion): Promise<ProbeAnswer> {
    return new Promise((resolved) => {
      this.#process.once('message', (answer) => resolved(answer as ProbeAnswer));
      this.#process.send(question);
    });
  }

  /** Seconds of processor time that the whole process has used. */
  processorSeconds(): number {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }

  /** Resident memory, with the mapping of the real storage told apart: it is by far the largest. */
  resident(): Resident {
    let all = 0;
    let storage = 0;
    let size = 0;
    for (const line of readFileSync(`/proc/${this.#process.pid}/smaps`, 'latin1').split('\n')) {
      const range = /^([0-9a-f]+)-([0-9a-f]+) /.exec(line);
      if (range) size = parseInt(range[2]!, 16) - parseInt(range[1]!, 16);
      const rss = /^Rss: +(\d+) kB/.exec(line);
      if (!rss) continue;
      const bytes = Number(rss[1]) * 1024;
      all += bytes;
      if (size >= 2 ** 30) storage += bytes;
    }
    return { all, storage };
  }

  /** The orderly end; the home is removed. */
  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    // a system that hangs must not leave a process behind
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 20_000);
    await this.#exited;
    clearTimeout(late);
    this.home.remove();
  }
}

/** Runs something on a system and ends it whatever happens. */
export async function onServer<T>(
  users: number,
  work: (server: BenchServer) => Promise<T>,
  options: readonly string[] = [],
  storage?: string,
  prepare?: (home: BenchHome) => void,
): Promise<T> {
  const server = await BenchServer.start(users, options, storage, prepare);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
