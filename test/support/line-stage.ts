/** The whole system on the virtual clock before somebody whose terminal has no screen: lines in, lines out. */
import type { ConsoleView, Session } from '../../src/cp/ports/console.js';
import type { LineTerminal } from './transcript.js';
import type { WholeSystem } from './whole-system.js';
import { ThreadStage } from './thread-stage.js';

/** Keeps the lines that come. */
class Lines implements ConsoleView {
  lines: string[] = [];
  #open = false;

  changed(): void {
    // there is no screen
  }

  line(text: string, partial: boolean): void {
    if (this.#open) this.lines.push((this.lines.pop() ?? '') + text);
    else this.lines.push(text);
    this.#open = partial;
  }

  alarm(): void {
    // nobody hears it
  }

  close(text?: string): void {
    if (text !== undefined && text !== '') this.lines.push(...text.split('\n'));
  }

  /** What has come since this was asked last. */
  take(): readonly string[] {
    this.#open = false;
    return this.lines.splice(0);
  }
}

/** ALICE at a terminal without a screen, logged on, with nothing on her disk. */
export class LineStage implements LineTerminal {
  readonly #whole: WholeSystem;
  readonly #view = new Lines();
  readonly #session: Session;
  readonly #stage: ThreadStage;

  private constructor(stage: ThreadStage) {
    this.#stage = stage;
    this.#whole = stage.whole;
    const terminal = { screen: false, columns: 80, rows: 24 };
    this.#session = this.#whole.test.cp.sessions.open(
      'ALICE',
      '127.0.0.1:50000',
      this.#view,
      terminal,
    );
  }

  /** Starts a system and logs on. */
  static async start(): Promise<LineStage> {
    const stage = new LineStage(await ThreadStage.start());
    await stage.#answer();
    for (const line of beginning) await stage.type(line);
    return stage;
  }

  type(line: string): Promise<readonly string[]> {
    this.#session.line(line);
    return this.#answer();
  }

  async wait(seconds: number): Promise<readonly string[]> {
    await this.#whole.pass(seconds * 1000);
    return this.#view.take();
  }

  async host(words: readonly string[]): Promise<readonly string[]> {
    await this.#stage.host(words);
    return this.#answer();
  }

  /** Errors of ours in the operator's log. */
  errors(): readonly string[] {
    return this.#stage.errors();
  }

  async #answer(): Promise<readonly string[]> {
    await this.#whole.rest();
    return this.#view.take();
  }
}

/** What is typed before each transcript, so that lines mean what they say. */
export const beginning = ['CP TERMINAL CHARDEL OFF LINEDEL OFF ESCAPE OFF', 'ERASE PROFILE EXEC A'];
