/** What a soak counts and what it finds wrong. */
export class Report {
  readonly faults: string[] = [];
  readonly #counts = new Map<string, number>();

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  fault(text: string): void {
    this.faults.push(text);
    console.log(`FAULT ${text}`);
  }

  say(text: string): void {
    console.log(text);
  }

  /** One line with all counts. */
  get counts(): string {
    return [...this.#counts].map(([what, count]) => `${what} ${count}`).join(', ');
  }
}
