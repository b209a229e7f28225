/**
 * Group commit: what many ask for at about the same time is done once for all of them. While one round
 * is under way, those who come join the next.
 */

/** Runs `round` for all items that came while the round before was under way. */
export class Group<T> {
  readonly #round: (items: readonly T[]) => Promise<void>;
  readonly #limit: number;
  #waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = [];
  #busy = false;

  /**
   * @param round - does the work for some items; when it rejects, all of them are told
   * @param limit - items in a round at the most
   */
  constructor(round: (items: readonly T[]) => Promise<void>, limit = 1000) {
    this.#round = round;
    this.#limit = limit;
  }

  /** Resolves when a round that began after this call, and had the item, is done. */
  join(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#busy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#busy = true;
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const round = this.#waiting.slice(0, this.#limit);
      this.#waiting = this.#waiting.slice(this.#limit);
      try {
        await this.#round(round.map((one) => one.item));
        for (const one of round) one.resolve();
      } catch (error) {
        for (const one of round) one.reject(error);
      }
    }
    this.#busy = false;
  }
}
