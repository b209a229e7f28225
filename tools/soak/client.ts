/** A person's SSH client: with a screen, or line by line. Waits for what is shown. */
import { createRequire } from 'node:module';
import type { Terminal } from '@xterm/headless';
import ssh2 from 'ssh2';
import type { ClientChannel } from 'ssh2';
import type { SoakSystem, UserKey } from './running.js';

const { Client } = ssh2;
const { Terminal: Headless } = createRequire(import.meta.url)('@xterm/headless') as {
  Terminal: typeof Terminal;
};
const KEPT = 64 * 1024;

/** One line to the system. */
export class SoakClient {
  readonly userid: string;
  readonly screen: boolean;
  #closed = false;
  readonly #client = new Client();
  readonly #terminal: Terminal | undefined;
  #channel: ClientChannel | undefined;
  #text = '';
  #watchers: (() => void)[] = [];

  private constructor(userid: string, screen: boolean) {
    this.userid = userid;
    this.screen = screen;
    this.#terminal = screen
      ? new Headless({ cols: 80, rows: 24, allowProposedApi: true })
      : undefined;
  }

  /** Connects, and logs on with the key. */
  static async open(
    soak: SoakSystem,
    userid: string,
    key: UserKey,
    screen: boolean,
  ): Promise<SoakClient> {
    // the server bounds lines that have not yet logged on: another try comes through
    for (let tries = 1; ; tries++) {
      const client = new SoakClient(userid, screen);
      try {
        await client.#connect(soak.system.port, key.private);
        return client;
      } catch (error) {
        if (tries === 4) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500 * tries));
      }
    }
  }

  #connect(port: number, privateKey: string): Promise<void> {
    const client = this.#client;
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        this.#closed = true;
        this.#changed();
        reject(new Error(`${this.userid}: the line was closed`));
      };
      client.on('error', gone);
      client.on('close', gone);
      client.on('ready', () => {
        const pty = this.screen ? { term: 'xterm-256color', cols: 80, rows: 24 } : false;
        client.shell(pty, (error, channel) => {
          if (error !== undefined) {
            reject(error);
            return;
          }
          this.#channel = channel;
          channel.on('data', (data: Buffer) => this.#receive(data));
          channel.on('close', () => {
            this.#closed = true;
            this.#changed();
            client.end();
          });
          resolve();
        });
      });
      client.connect({
        host: '127.0.0.1',
        port,
        username: this.userid.toLowerCase(),
        privateKey,
        readyTimeout: 30_000,
        keepaliveInterval: 0,
      });
    });
  }

  #receive(data: Buffer): void {
    this.#text = (this.#text + data.toString('utf8')).slice(-KEPT);
    if (this.#terminal === undefined) this.#changed();
    else this.#terminal.write(data, () => this.#changed());
  }

  #changed(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }

  /** Whether the line is gone. */
  isClosed(): boolean {
    return this.#closed;
  }

  /** What is seen: the screen, or the last lines that came. */
  get shown(): string {
    const terminal = this.#terminal;
    if (terminal === undefined) return this.#text;
    const { active } = terminal.buffer;
    const rows: string[] = [];
    for (let row = 0; row < terminal.rows; row++) {
      rows.push(active.getLine(active.baseY + row)?.translateToString(true) ?? '');
    }
    return rows.join('\n');
  }

  /** Forgets what came so far on a line without a screen. */
  forget(): void {
    this.#text = '';
  }

  /** Types bytes as they are. */
  raw(data: string | Uint8Array): void {
    if (!this.#closed) this.#channel?.write(Buffer.from(data as Uint8Array));
  }

  /** Types a line. */
  line(text: string): void {
    this.raw(text + (this.screen ? '\r' : '\n'));
  }

  /** Presses PA1. */
  attention(): void {
    this.raw('\x03');
  }

  resize(columns: number, rows: number): void {
    if (this.screen && !this.#closed) this.#channel?.setWindow(rows, columns, 0, 0);
  }

  /** Fits the screen behind sizes that only the system has heard of. */
  usualSize(): void {
    this.resize(80, 24);
  }

  /** Drops the line as a broken network does. */
  drop(): void {
    this.#closed = true;
    this.#client.destroy();
  }

  /** Waits until something is shown; turns pages that wait for CLEAR. False after the time. */
  async sees(pattern: RegExp, milliseconds: number): Promise<boolean> {
    const end = Date.now() + milliseconds;
    let turned = 0;
    for (;;) {
      const { shown } = this;
      if (pattern.test(shown)) return true;
      if (this.#closed || Date.now() >= end) return false;
      if (/MORE\.\.\.|HOLDING/.test(shown) && Date.now() - turned > 100) {
        turned = Date.now();
        this.raw('\x0c');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 150);
        this.#watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
