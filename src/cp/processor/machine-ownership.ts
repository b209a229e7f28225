/** Whose a hosted machine is, as its real processor sees it (the rules of hand-over: ../ownership.ts). */
import { CP_OWNER } from '../ownership.js';
import type { OwnerWord } from '../ownership.js';

/** The owner word of one machine in the hands of its real processor. */
export class MachineOwnership {
  readonly #word: OwnerWord;
  readonly #index: number;

  /** The machine has been given to real processor `index`, which takes it from CP. */
  constructor(word: OwnerWord, index: number) {
    this.#word = word;
    this.#index = index;
    word.hand(CP_OWNER, index);
  }

  /** The machine block has been laid out anew, and the word with it. */
  initialise(generation: number): void {
    this.#word.initialise(this.#index, generation);
  }

  /** Does something to the machine, which CP gives for so long when it has it. */
  owning<T>(action: () => T): T {
    const lent = this.#word.pass(CP_OWNER, this.#index);
    try {
      return action();
    } finally {
      if (lent) this.release();
    }
  }

  /** Hands the machine to CP's main side. */
  release(): void {
    this.#word.pass(this.#index, CP_OWNER);
  }

  /** Takes it back, as main said by a request. */
  acquire(): void {
    this.#word.pass(CP_OWNER, this.#index);
    this.#word.assertOwnedBy(this.#index);
  }

  /** Whether CP has stopped the machine: nothing of it moves. */
  get stopped(): boolean {
    return !this.#word.isOwnedBy(this.#index);
  }

  /** A request of a higher generation raises the machine's. */
  raise(generation: number): void {
    this.#word.raise(this.#word.read().owner, generation);
  }
}
