/** A question of CP whose answer is neither shown nor kept, such as a password. */
import type { VirtualConsole } from './console/console-host.js';

/** The question that may be out on one console; there is only one at a time. */
export class HiddenPrompt {
  #waits: ((line: string | undefined) => void) | undefined;

  /** Asks; undefined when nobody answers, or another question is out. */
  ask(
    console: Pick<VirtualConsole, 'cpOutput' | 'maskNext'>,
    prompt: string,
  ): Promise<string | undefined> {
    if (this.#waits !== undefined) return Promise.resolve(undefined);
    console.cpOutput(prompt);
    console.maskNext();
    return new Promise((resolve) => {
      this.#waits = resolve;
    });
  }

  /** The answer, or undefined when there will be none. Whether somebody waited for it. */
  answer(line: string | undefined): boolean {
    const waits = this.#waits;
    this.#waits = undefined;
    waits?.(line);
    return waits !== undefined;
  }
}
