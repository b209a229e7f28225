/** People at terminals: real ssh2 clients that log on with a key, see what comes and type. */
import ssh2 from 'ssh2';
import type { Client, ClientChannel } from 'ssh2';
import xterm from '@xterm/headless';
import type { BenchServer } from './server.js';

/** `screen`: a terminal whose cells can be looked at; `raw`: one whose bytes are only searched; `lines`: none. */
export type ClientKind = 'screen' | 'raw' | 'lines';

const SIZE = { cols: 80, rows: 24 };
/** Characters that are kept of what came, for a search. */
const KEPT = 32 * 1024;
const PATIENCE = 60_000;

/** CLEAR as a terminal sends it (Ctrl-L). */
export const CLEAR = '\f';

/** One person. */
export class BenchClient {
  readonly userid: string;
  readonly #client: Client;
  readonly #channel: ClientChannel;
  readonly #screen: xterm.Terminal | undefined;
  readonly #watchers = new Set<(at: number) => void>();
  #text = '';
  /** Bytes and lines that have come. */
  received = 0;
  lines = 0;

  private constructor(userid: string, client: Client, channel: ClientChannel, kind: ClientKind) {
    this.userid = userid;
    this.#client = client;
    this.#channel = channel;
    if (kind === 'screen') this.#screen = new xterm.Terminal({ ...SIZE, allowProposedApi: true });
    channel.on('data', (data: Buffer) => this.#came(data));
    client.on('error', () => undefined);
  }

  /** Logs on and waits for CMS to be ready. */
  static async logon(
    server: BenchServer,
    userid: string,
    kind: ClientKind = 'screen',
  ): Promise<BenchClient> {
    const client = new ssh2.Client();
    const channel = await new Promise<ClientChannel>((resolve, reject) => {
      client.on('error', reject);
      client.on('ready', () => {
        const pty = kind === 'lines' ? (false as const) : { term: 'xterm-256color', ...SIZE };
        client.shell(pty, (error, stream) => {
          if (error) reject(error);
          else resolve(stream);
        });
      });
      const { port, home } = server;
      client.connect({ host: '127.0.0.1', port, username: userid, privateKey: home.key });
    });
    const person = new BenchClient(userid, client, channel, kind);
    await person.until(/Ready;/);
    return person;
  }

  /** Logs several on, a few at a time: the door lets ten strangers of one address in at once. */
  static async logonAll(
    server: BenchServer,
    userids: readonly string[],
    kind: ClientKind,
  ): Promise<BenchClient[]> {
    const people: BenchClient[] = [];
    const left = [...userids];
    const one = async (): Promise<void> => {
      for (let userid = left.shift(); userid !== undefined; userid = left.shift())
        people.push(await BenchClient.logon(server, userid, kind));
    };
    await Promise.all(Array.from({ length: 5 }, one));
    return people;
  }

  /** What the screen shows, or what came last. */
  get text(): string {
    if (this.#screen === undefined) return this.#text;
    const { active } = this.#screen.buffer;
    const rows: string[] = [];
    for (let row = 0; row < SIZE.rows; row++)
      rows.push(active.getLine(active.baseY + row)?.translateToString(true) ?? '');
    return rows.join('\n');
  }

  /** Sends keys. */
  type(keys: string): void {
    this.#channel.write(keys);
  }

  /** Forgets what came, so that a search sees only what comes; a screen is as it is. */
  forget(): void {
    this.#text = '';
  }

  /**
   * Waits until what is seen fits.
   * @returns when the bytes came that made it fit (performance.now), or now when it fits already
   * @throws Error with what is seen when it does not fit for a minute
   */
  until(what: RegExp): Promise<number> {
    if (what.test(this.text)) return Promise.resolve(performance.now());
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(late);
        this.#watchers.delete(look);
      };
      const look = (at: number): void => {
        if (!what.test(this.text)) return;
        done();
        resolve(at);
      };
      const late = setTimeout(() => {
        done();
        reject(new Error(`${this.userid} never saw ${what.source}, but\n${this.text}`));
      }, PATIENCE);
      this.#watchers.add(look);
    });
  }

  /** The line is dropped. */
  end(): void {
    this.#client.destroy();
    this.#screen?.dispose();
  }

  #came(data: Buffer): void {
    const at = performance.now();
    this.received += data.length;
    for (const byte of data) if (byte === 0x0a) this.lines++;
    if (this.#screen !== undefined) {
      this.#screen.write(data, () => this.#tell(at));
      return;
    }
    this.#text = (this.#text + data.toString('latin1')).slice(-KEPT);
    this.#tell(at);
  }

  #tell(at: number): void {
    for (const watcher of [...this.#watchers]) watcher(at);
  }
}

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
