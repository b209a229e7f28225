/** Starts the real system as a user would, in a home of its own, and logs on with the real OpenSSH client. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PATIENCE, Terminal } from './terminal.js';

const MAIN = resolve(import.meta.dirname, '../../src/main.js');

/** A running VM/TS. */
export class RunningSystem {
  readonly home: string;
  readonly port: number;
  /** Passwords that the first start printed, by userid; handed on at a restart. */
  readonly passwords: ReadonlyMap<string, string>;
  readonly output: string[];
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;

  private constructor(
    home: string,
    port: number,
    passwords: ReadonlyMap<string, string>,
    output: string[],
    process_: ChildProcess,
    exited: Promise<number | null>,
  ) {
    this.home = home;
    this.port = port;
    this.passwords = passwords;
    this.output = output;
    this.#process = process_;
    this.#exited = exited;
  }

  /**
   * Starts the system and waits for its ready line.
   * @param before - the system whose home it goes on with, ended or killed
   */
  static async start(
    options: readonly string[] = [],
    before?: RunningSystem,
  ): Promise<RunningSystem> {
    const home = before?.home ?? (await mkdtemp(join(tmpdir(), 'vmts-home-')));
    const process_ = spawn(process.execPath, [MAIN, '--home', home, '--port', '0', ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = new Promise<number | null>((ended) => process_.on('exit', ended));
    const output: string[] = [];
    const passwords = new Map(before?.passwords);
    const deadline = AbortSignal.timeout(PATIENCE);
    const port = await new Promise<number>((ready, failed) => {
      deadline.addEventListener('abort', () => {
        failed(new Error(`not ready in ${PATIENCE / 1000} seconds:\n${output.join('\n')}`));
      });
      const see = (line: string): void => {
        output.push(line);
        const password = /^ {2}([A-Z0-9$#@]{1,8}) +(\S+)$/.exec(line);
        if (password?.[1] && password[2]) passwords.set(password[1], password[2]);
        const match = /^VM\/TS ready: ssh -p (\d+) /.exec(line);
        if (match) ready(Number(match[1]));
      };
      createInterface({ input: process_.stdout }).on('line', see);
      createInterface({ input: process_.stderr }).on('line', see);
      void exited.then((code) =>
        failed(new Error(`ended with ${String(code)}:\n${output.join('\n')}`)),
      );
    }).catch((error: unknown) => {
      process_.kill('SIGKILL');
      throw error;
    });
    return new RunningSystem(home, port, passwords, output, process_, exited);
  }

  /** The process id, to look at it from outside. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Whether it runs. */
  get running(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Resolves with the status when it has ended. */
  get ended(): Promise<number | null> {
    return this.#exited;
  }

  /** `ssh` as a person would type it; options in front. */
  ssh(userid: string, options = ''): string {
    return (
      `ssh -p ${this.port} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null ` +
      `-o LogLevel=ERROR -o PubkeyAuthentication=no ${options} ${userid}@127.0.0.1`
    );
  }

  /** Opens a terminal, logs on with the password and waits until CMS is ready. */
  async logon(userid: string, columns = 80, rows = 24): Promise<Terminal> {
    const terminal = await Terminal.open(this.ssh(userid.toLowerCase()), columns, rows);
    await terminal.waitFor(/password:/);
    await terminal.enter(this.passwords.get(userid) ?? 'none');
    await terminal.waitFor(/Ready;|RECONNECTED AT|LOGOFF|HCP/);
    return terminal;
  }

  /**
   * SIGTERM, and waits for the orderly end.
   * @throws Error when it does not come; then the process has been killed
   */
  async stop(): Promise<number | null> {
    const deadline = AbortSignal.timeout(PATIENCE);
    deadline.addEventListener('abort', () => this.#process.kill('SIGKILL'));
    this.#process.kill('SIGTERM');
    const code = await this.#exited;
    if (deadline.aborted) throw new Error(`did not end at SIGTERM:\n${this.output.join('\n')}`);
    return code;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  /** Removes the home. */
  async remove(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }
}
