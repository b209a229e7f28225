/**
 * Where the words of a text are. Programs ask for the words of one text one after the other, so what has been found is
 * kept for the length of a step, as far as it was looked for.
 */
const BLANK = 0x20;

/** The words of one text. */
export class WordPlaces {
  #text = '';
  /** Its last character. */
  #end = 0;
  /** Where words begin, and what follows them; those behind `#known` are of other texts. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #known = 0;
  /** All up to here is known. */
  #at = 0;

  /** Whether these are the words of a text. Most others of its length, counters at their end say, differ there. */
  is(text: string): boolean {
    const { length } = text;
    return (
      length === this.#text.length &&
      (length === 0 || text.charCodeAt(length - 1) === this.#end) &&
      text === this.#text
    );
  }

  /** Begins with another text. */
  take(text: string): void {
    this.#text = text;
    this.#end = text.charCodeAt(text.length - 1);
    this.#known = 0;
    this.#at = 0;
  }

  /** Where word `n` (from 1) begins; -1 when there are not so many. */
  start(n: number): number {
    return n <= this.#known || this.#lookFor(n) ? this.#starts[n - 1]! : -1;
  }

  /** What follows word `n`, which is there. */
  end(n: number): number {
    return this.#ends[n - 1]!;
  }

  /** Number of words. */
  count(): number {
    this.#lookFor(Infinity);
    return this.#known;
  }

  /** The number of the word that begins at a place. */
  numberAt(place: number): number {
    let n = this.#known;
    if (n === 0 || this.#starts[n - 1]! < place) {
      while (this.start(n) < place) n++;
      return n;
    }
    let low = 1;
    while (low < n) {
      const middle = (low + n) >> 1;
      if (this.#starts[middle - 1]! < place) low = middle + 1;
      else n = middle;
    }
    return low;
  }

  #lookFor(n: number): boolean {
    const text = this.#text;
    const { length } = text;
    let at = this.#at;
    let known = this.#known;
    while (known < n) {
      while (at < length && text.charCodeAt(at) === BLANK) at++;
      if (at >= length) break;
      const start = at++;
      while (at < length && text.charCodeAt(at) !== BLANK) at++;
      if (known < this.#starts.length) {
        this.#starts[known] = start;
        this.#ends[known] = at;
      } else {
        this.#starts.push(start);
        this.#ends.push(at);
      }
      known++;
    }
    this.#at = at;
    this.#known = known;
    return known >= n;
  }
}

/** Texts whose words are kept. */
const MOST_TEXTS = 4;

/** The words of the texts that were looked at last. */
export class WordCache {
  readonly #places = Array.from({ length: MOST_TEXTS }, () => new WordPlaces());
  #next = 0;
  #last = this.#places[0]!;

  /** The words of a text, good until others are asked for. */
  of(text: string): WordPlaces {
    if (this.#last.is(text)) return this.#last;
    for (const places of this.#places) {
      if (places.is(text)) {
        this.#last = places;
        return places;
      }
    }
    const places = this.#places[this.#next]!;
    this.#next = (this.#next + 1) % MOST_TEXTS;
    places.take(text);
    this.#last = places;
    return places;
  }
}
