/** Control and dummy sections with their location counters (GC33-4010, "Program Sectioning"). */
import { fail } from './value.js';
import type { Value } from './value.js';

/** Storage is 16 MiB; no section goes beyond. */
const MOST = 0x1000000;

interface Section {
  readonly name: string;
  readonly dummy: boolean;
  location: number;
  high: number;
  /** Address of its first byte, known when all lengths are. */
  base: number;
}

/** All sections of a program. */
export class Sections {
  readonly #sections: Section[] = [];
  #current: Section | undefined;
  #origin = 0;

  /** START: where the first control section lies. */
  set origin(address: number) {
    if (this.#sections.length > 0) fail('START after the first section');
    if (address < 0 || address >= MOST) fail('bad address');
    this.#origin = (address + 7) & ~7;
  }

  get origin(): number {
    return this.#origin;
  }

  /** Begins or goes on with a section; the value of its name. */
  enter(name: string, dummy: boolean): Value {
    let index = this.#sections.findIndex((section) => section.name === name);
    if (index < 0) {
      index = this.#sections.length;
      this.#sections.push({ name, dummy, location: 0, high: 0, base: 0 });
    }
    const section = this.#sections[index]!;
    if (section.dummy !== dummy) fail(`${name} is another kind of section`);
    this.#current = section;
    return { value: 0, section: index + 1, length: 1 };
  }

  #section(): Section {
    if (this.#current === undefined) this.enter('', false);
    return this.#current!;
  }

  /** The location counter. */
  here(length = 1): Value {
    const section = this.#section();
    return { value: section.location, section: this.#sections.indexOf(section) + 1, length };
  }

  /** Goes back to a place that `here` has given: for the second pass. */
  place(value: Value): void {
    this.#current = this.#sections[value.section - 1];
    this.move(value.value);
  }

  /** Moves the location counter. */
  move(location: number): void {
    const section = this.#section();
    if (location < 0 || location > MOST) fail('location counter out of range');
    section.location = location;
    section.high = Math.max(section.high, location);
  }

  advance(bytes: number): void {
    this.move(this.#section().location + bytes);
  }

  align(boundary: number): void {
    const { location } = this.#section();
    this.move(Math.ceil(location / boundary) * boundary);
  }

  /** ORG without an operand: behind everything so far. */
  toHighest(): void {
    this.move(this.#section().high);
  }

  /** The first control section is where a literal pool without LTORG goes. */
  enterFirst(): void {
    this.#current = this.#sections.find((section) => !section.dummy);
  }

  /** Lays the control sections one behind the other; returns the bytes of all. */
  layOut(): number {
    let next = this.#origin;
    for (const section of this.#sections) {
      if (section.dummy) continue;
      section.base = next;
      next = (next + section.high + 7) & ~7;
    }
    const last = this.#sections.findLast((section) => !section.dummy);
    const end = last === undefined ? this.#origin : last.base + last.high;
    if (end > MOST) fail('program too large');
    return end - this.#origin;
  }

  /** The address of a value; of a dummy section and of an absolute value the number itself. */
  address(value: Value): number {
    return value.value + (this.#sections[value.section - 1]?.base ?? 0);
  }

  /** Whether a value lies in a section that makes bytes. */
  real(value: Value): boolean {
    return this.#sections[value.section - 1]?.dummy === false;
  }
}
