/** The whole system on the virtual clock before somebody whose terminal has no screen: lines in, lines out. */
import type { ConsoleView, Session } from '../../src/cp/ports/console.js';
import type { LineTerminal } from './transcript.js';
import type { WholeOptions, WholeSystem } from './whole-system.js';
import { ThreadStage } from './thread-stage.js';

/** Keeps the lines that come. */
class Lines implements ConsoleView {
  lines: string[];
  /** The session is over. */
  closed = false;
  #open = false;

  /** `before`: what came in an earlier session. */
  constructor(before: readonly string[]) {
    this.lines = [...before];
  }

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
    this.closed = true;
    if (text !== undefined && text !== '') this.lines.push(...text.split('\n'));
  }

  /** What has come since this was asked last. */
  take(): readonly string[] {
    this.#open = false;
    return this.lines.splice(0);
  }
}

/** A person, and what came to them. */
interface Person {
  readonly view: Lines;
  readonly session: Session;
}

/** ALICE at a terminal without a screen, logged on, with nothing on her disk; others log on when they type. */
export class LineStage implements LineTerminal {
  readonly #whole: WholeSystem;
  readonly #people = new Map<string, Person>();
  readonly #stage: ThreadStage;

  #hasty = false;

  private constructor(stage: ThreadStage) {
    this.#stage = stage;
    this.#whole = stage.whole;
  }

  /**
   * Starts a system and logs on. Who is `hasty` types on in the very turn in which as many lines have come as are expected,
   * as over ssh, where nobody can see whether all is at rest.
   */
  static async start(options: WholeOptions = {}, hasty = false): Promise<LineStage> {
    const stage = new LineStage(await ThreadStage.start(options));
    await stage.#person(ALICE);
    stage.#hasty = hasty;
    return stage;
  }

  async type(line: string, expected = 0, userid = ALICE): Promise<readonly string[]> {
    const { session, view } = await this.#person(userid);
    session.line(line);
    if (!this.#hasty) return this.#answer(userid);
    if (expected === 0) return [];
    // what never comes is seen as missing
    await this.#whole.soon(() => view.lines.length >= expected);
    return view.take();
  }

  async wait(seconds: number): Promise<readonly string[]> {
    await this.#whole.pass(seconds * 1000);
    return this.#take(ALICE);
  }

  async host(words: readonly string[]): Promise<readonly string[]> {
    await this.#stage.host(words);
    return this.#answer(ALICE);
  }

  /** Errors of ours in the operator's log. */
  errors(): readonly string[] {
    return this.#stage.errors();
  }

  /** Who has logged off is logged on anew. */
  async #person(userid: string): Promise<Person> {
    const there = this.#people.get(userid);
    if (there?.view.closed === false) return there;
    const view = new Lines(there?.view.take() ?? []);
    const terminal = { screen: false, columns: 80, rows: 24 };
    const session = this.#whole.test.cp.sessions.open(userid, '127.0.0.1:50000', view, terminal);
    this.#people.set(userid, { view, session });
    await this.#answer(userid);
    for (const line of beginning) await this.type(line, 0, userid);
    return { view, session };
  }

  async #answer(userid: string): Promise<readonly string[]> {
    await this.#whole.rest();
    return this.#take(userid);
  }

  #take(userid: string): readonly string[] {
    return this.#people.get(userid)?.view.take() ?? [];
  }
}

const ALICE = 'ALICE';

/** What is typed before each transcript, so that lines mean what they say. */
export const beginning = ['CP TERMINAL CHARDEL OFF LINEDEL OFF ESCAPE OFF', 'ERASE PROFILE EXEC A'];
