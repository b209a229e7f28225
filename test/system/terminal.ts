/**
 * A real terminal for tests: tmux in control mode, so that a test waits for what the screen shows and
 * for nothing else. Each change of the screen arrives as an event; no timer but the one that gives up.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** Names of keys as tmux spells them (`Enter`, `F3`, `C-l`, `PPage`). */
type Key = string;

/** Milliseconds until what is awaited counts as missing: far more than a host takes that four others share. */
export const PATIENCE = 45_000;

let terminals = 0;

/** One tmux server with one window, running one program. */
export class Terminal {
  readonly #tmux: ChildProcessWithoutNullStreams;
  readonly #socket: string;
  #buffer = '';
  #block: string[] | undefined;
  readonly #replies: ((lines: string[]) => void)[] = [];
  readonly #watchers = new Set<() => void>();
  #ended = false;

  private constructor(socket: string, tmux: ChildProcessWithoutNullStreams) {
    this.#socket = socket;
    this.#tmux = tmux;
    tmux.stdout.setEncoding('utf8');
    tmux.stdout.on('data', (text: string) => this.#receive(text));
    tmux.on('close', () => {
      this.#ended = true;
      for (const reply of this.#replies.splice(0)) reply([]);
      this.#changed();
    });
  }

  /** Starts `command` (a shell command line) in a terminal of the given size. */
  static async open(command: string, columns = 80, rows = 24): Promise<Terminal> {
    const socket = `vmts-test-${process.pid}-${++terminals}`;
    const env = { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
    const arguments_ = ['-C', '-u', '-L', socket, '-f', '/dev/null'];
    const size = ['-x', String(columns), '-y', String(rows)];
    const tmux = spawn('tmux', [...arguments_, 'new-session', ...size, command], { env });
    const terminal = new Terminal(socket, tmux);
    // the reply to new-session itself
    await new Promise<string[]>((resolve) => terminal.#replies.push(resolve));
    await terminal.#tell('set-option -g escape-time 0');
    await terminal.#tell('set-option -g window-size manual');
    await terminal.resize(columns, rows);
    return terminal;
  }

  /** Gives the window another size. */
  async resize(columns: number, rows: number): Promise<void> {
    await this.#tell(`resize-window -x ${columns} -y ${rows}`);
  }

  /** Types text as it is. */
  async type(text: string): Promise<void> {
    const hex = [...Buffer.from(text, 'utf8')].map((byte) => byte.toString(16));
    for (let at = 0; at < hex.length; at += 200) {
      await this.#tell(`send-keys -H ${hex.slice(at, at + 200).join(' ')}`);
    }
  }

  /** Presses keys. */
  async press(...keys: Key[]): Promise<void> {
    await this.#tell(`send-keys ${keys.join(' ')}`);
  }

  /** Types a line and presses Enter. */
  async enter(line: string): Promise<void> {
    await this.type(line);
    await this.press('Enter');
  }

  /** The rows of the screen, without trailing blanks. */
  async screen(): Promise<string[]> {
    return (await this.#tell('capture-pane -p')).map((row) => row.trimEnd());
  }

  /** The rows with colours, as escape sequences. */
  async colours(): Promise<string[]> {
    return this.#tell('capture-pane -p -e');
  }

  /**
   * Waits until the screen fits and returns its rows.
   * @throws Error with the last screen when it does not within `milliseconds`
   */
  async waitFor(
    what: string | RegExp | ((rows: string[]) => boolean),
    milliseconds = PATIENCE,
  ): Promise<string[]> {
    const fits = (rows: string[]): boolean => {
      if (typeof what === 'function') return what(rows);
      const text = rows.join('\n');
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    };
    const deadline = AbortSignal.timeout(milliseconds);
    for (;;) {
      const event = this.#nextChange(deadline);
      const rows = await this.screen();
      if (fits(rows)) return rows;
      if (deadline.aborted || this.#ended) {
        const shown = rows.map((row) => `  |${row}`).join('\n');
        throw new Error(`the terminal never showed ${String(what)}; its screen:\n${shown}`);
      }
      await event;
    }
  }

  /** Waits until the program in the terminal has ended. */
  async end(milliseconds = PATIENCE): Promise<void> {
    const deadline = AbortSignal.timeout(milliseconds);
    while (!this.#ended) {
      if (deadline.aborted) throw new Error('the program in the terminal did not end');
      await this.#nextChange(deadline);
    }
  }

  /** Ends the tmux server that this terminal started, and with it the program. */
  close(): void {
    if (this.#ended) return;
    this.#tmux.stdin.write('kill-server\n');
  }

  /** Name of the tmux socket, for a look from outside. */
  get socket(): string {
    return this.#socket;
  }

  #nextChange(deadline: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#watchers.delete(done);
        deadline.removeEventListener('abort', done);
        resolve();
      };
      this.#watchers.add(done);
      deadline.addEventListener('abort', done);
    });
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #tell(command: string): Promise<string[]> {
    if (this.#ended) return Promise.resolve([]);
    return new Promise((resolve) => {
      this.#replies.push(resolve);
      this.#tmux.stdin.write(`${command}\n`);
    });
  }

  #receive(text: string): void {
    this.#buffer += text;
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      if (end < 0) return;
      const line = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + 1);
      this.#line(line);
    }
  }

  #line(line: string): void {
    if (this.#block) {
      if (line.startsWith('%end ') || line.startsWith('%error ')) {
        const block = this.#block;
        this.#block = undefined;
        this.#replies.shift()?.(block);
      } else this.#block.push(line);
      return;
    }
    if (line.startsWith('%begin ')) this.#block = [];
    else if (line.startsWith('%output ') || line.startsWith('%exit')) this.#changed();
  }
}
