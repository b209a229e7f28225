/** The whole system on the virtual clock before somebody at a 3270: what comes is the screen, row by row. */
import { beginning } from './line-stage.js';
import type { LineTerminal } from './transcript.js';
import { ThreadStage } from './thread-stage.js';
import type { ScreenPerson } from './person.js';

/** A page of lines whose last one is the Ready message. */
const AT_READY = /^Ready(?:\(-?\d+\))?;[^]*(?:RUNNING|VM READ|MORE\.\.\.) {3}VMTS$/m;

/** ALICE at a screen, logged on, with nothing on her disk. */
export class ScreenStage implements LineTerminal {
  readonly #stage: ThreadStage;
  readonly #person: ScreenPerson;

  private constructor(stage: ThreadStage, person: ScreenPerson) {
    this.#stage = stage;
    this.#person = person;
  }

  /** Starts a system and logs on. */
  static async start(): Promise<ScreenStage> {
    const stage = await ThreadStage.start();
    const screen = new ScreenStage(stage, await stage.whole.logon('ALICE'));
    for (const line of beginning) await screen.type(line);
    return screen;
  }

  /** Types a line; an old page of lines is cleared before. */
  async type(line: string): Promise<readonly string[]> {
    if (AT_READY.test(this.#person.text)) await this.#stage.whole.press(this.#person, 'CLEAR');
    await this.#stage.whole.enter(this.#person, line);
    return this.#rows();
  }

  async press(key: string): Promise<readonly string[]> {
    await this.#stage.whole.press(this.#person, key);
    return this.#rows();
  }

  async wait(seconds: number): Promise<readonly string[]> {
    await this.#stage.whole.pass(seconds * 1000);
    return this.#rows();
  }

  async host(words: readonly string[]): Promise<readonly string[]> {
    await this.#stage.host(words);
    return this.#rows();
  }

  /** Errors of ours in the operator's log. */
  errors(): readonly string[] {
    return this.#stage.errors();
  }

  #rows(): readonly string[] {
    return this.#person.rows();
  }
}
