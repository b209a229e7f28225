/**
 * Reads the operands of a stage from left to right (CMS Pipelines, "Syntax Notation", "Delimited String",
 * "Character or Hexadecimal Character"). Keywords in any case. Throws a PipeFault.
 */
import { LATIN1_TO_EBCDIC, toEbcdic } from '../../shared/ebcdic.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec } from './pipe-set.js';
import type { Naming } from './structures.js';

/** Characters that have a name. */
const NAMED: Readonly<Record<string, number>> = {
  BLANK: 0x40,
  SPACE: 0x40,
  TAB: 0x05,
  TABULATE: 0x05,
};

/** The word that may stand in front of a delimited string. */
const KEYWORD = /^\s*STR(?:I|IN|ING)?\s+(?=\S)/i;

/** The operands of one stage. */
export class Operands {
  /** What has not been read yet. */
  rest: string;
  /** Structures that MEMBER can name, and the one whose members need no name in front. */
  naming: Naming;

  constructor(text: string, naming: Naming = { find: () => undefined }) {
    this.rest = text;
    this.naming = naming;
  }

  /** Operands of their own, for a part of these. */
  part(text: string): Operands {
    return new Operands(text, this.naming);
  }

  /** Whether nothing but blanks is left. */
  get empty(): boolean {
    return this.rest.trim() === '';
  }

  /** The next word without taking it; '' at the end. */
  peek(): string {
    return /^\s*(\S*)/.exec(this.rest)![1]!;
  }

  /** Takes the next word; '' at the end. */
  word(): string {
    const found = /^\s*(\S*)/.exec(this.rest)!;
    this.rest = this.rest.slice(found[0].length);
    return found[1]!;
  }

  /** Takes the next word, which must be there. */
  required(): string {
    const word = this.word();
    if (word === '') throw new PipeFault(113);
    return word;
  }

  /** Takes the next word when it is one of these; a capital part is the shortest form. */
  keyword(...forms: readonly string[]): boolean {
    const word = this.peek().toUpperCase();
    if (word === '' || !forms.some((form) => fits(form, word))) return false;
    this.word();
    return true;
  }

  /** Nothing may be left. */
  finish(): void {
    if (!this.empty) throw new PipeFault(112, this.rest.trim());
  }

  /** A whole number between bounds. */
  number(least = 0, most = 2 ** 31 - 1): number {
    const word = this.required();
    return wholeNumber(word, least, most);
  }

  /** A number if one follows. */
  optionalNumber(least = 0, most = 2 ** 31 - 1): number | undefined {
    return /^[-+]?\d+$/.test(this.peek()) ? this.number(least, most) : undefined;
  }

  /** A number, or `*` for no bound. */
  count(otherwise: number, least = 0): number {
    if (this.peek() === '*') {
      this.word();
      return Infinity;
    }
    return this.optionalNumber(least) ?? otherwise;
  }

  /** Whether a delimited string, or a hexadecimal or binary one, follows. */
  stringFollows(): boolean {
    const word = this.peek();
    if (word === '') return false;
    if (KEYWORD.test(this.rest)) return true;
    if (/^[xXhH][0-9A-Fa-f]+$/.test(word) || /^[bB][01]+$/.test(word)) return true;
    return /^[^A-Za-z0-9*(]/.test(word) && this.rest.trimStart().includes(word.charAt(0), 1);
  }

  /** A delimited string: /text/, Xhex, Bbits; behind STRING any character delimits, a letter, too. */
  string(): Rec {
    this.rest = this.rest.trimStart();
    const keyword = KEYWORD.exec(this.rest);
    if (keyword !== null) {
      this.rest = this.rest.slice(keyword[0].length);
      return this.#delimited();
    }
    const first = this.rest.charAt(0);
    if (first === '') throw new PipeFault(113);
    const hex = /^[xXhH]([0-9A-Fa-f]+)(?=\s|$)/.exec(this.rest);
    if (hex !== null) {
      this.rest = this.rest.slice(hex[0].length);
      return fromHex(hex[1]!);
    }
    const alone = /^([xXhHbB])(?=\s|$)/.exec(this.rest);
    if (alone !== null) throw new PipeFault(/[bB]/.test(first) ? 337 : 64, first);
    const bits = /^[bB]([01]+)(?=\s|$)/.exec(this.rest);
    if (bits !== null) {
      this.rest = this.rest.slice(bits[0].length);
      if (bits[1]!.length % 8 !== 0) throw new PipeFault(336, bits[1]!);
      return Uint8Array.from(bits[1]!.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
    }
    // letters delimit nothing: they begin hexadecimal and binary strings
    if (/[bB]/.test(first)) throw new PipeFault(338, this.peek().slice(1));
    if (/[A-Za-z]/.test(first)) {
      throw new PipeFault(/[xXhH]/.test(first) ? 65 : 60, this.peek());
    }
    return this.#delimited();
  }

  #delimited(): Rec {
    const end = this.rest.indexOf(this.rest.charAt(0), 1);
    if (end < 0) throw new PipeFault(60, this.rest);
    const text = this.rest.slice(1, end);
    this.rest = this.rest.slice(end + 1);
    return toEbcdic(text);
  }

  /** A character, two hexadecimal digits, or BLANK or TAB; gives its EBCDIC code. */
  character(): number {
    const word = this.required();
    const code = characterCode(word);
    if (code === undefined) throw new PipeFault(50, word);
    return code;
  }

  /** A character, a range of them (a-z, 40.8; behind FF comes 00), or those of a delimited string. */
  characters(): Rec {
    if (this.stringFollows()) return this.string();
    const [from, to] = characterRange(this.required());
    return Uint8Array.from({ length: ((to - from + 256) % 256) + 1 }, (_, i) => (from + i) % 256);
  }

  /** A character, if the next word is one. */
  optionalCharacter(): number | undefined {
    const code = characterCode(this.peek());
    if (code !== undefined) this.word();
    return code;
  }
}

function fits(form: string, word: string): boolean {
  const minimum = /^[^a-z]*/.exec(form)![0].length;
  return word.length >= minimum && form.toUpperCase().startsWith(word);
}

/** A character or a range of them: `a`, `c1`, `a-z`, `00-3f`, `f0.10`. First and last code; behind FF comes 00. */
export function characterRange(word: string): readonly [number, number] {
  const match = /^(.|[^-.]{2,})([-.])(.+)$/.exec(word);
  const from = characterCode(match === null ? word : match[1]!);
  if (from === undefined) throw new PipeFault(50, word);
  if (match === null) return [from, from];
  if (match[2] === '.') {
    const count = /^\d{1,3}$/.test(match[3]!) ? Number(match[3]) : 0;
    if (count < 1 || count > 256) throw new PipeFault(50, word);
    return [from, (from + count - 1) % 256];
  }
  const to = characterCode(match[3]!);
  if (to === undefined) throw new PipeFault(50, word);
  return [from, to];
}

/** The code of a character as operands have it; undefined when it is none. */
export function characterCode(word: string): number | undefined {
  if (word.length === 1) return LATIN1_TO_EBCDIC[word.charCodeAt(0) & 0xff]!;
  if (/^[0-9A-Fa-f]{2}$/.test(word)) return Number.parseInt(word, 16);
  return NAMED[word.toUpperCase()];
}

/** Bytes of hexadecimal text. */
export function fromHex(text: string): Rec {
  if (text.length % 2 !== 0) throw new PipeFault(335, text);
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** The number that a word is. */
export function wholeNumber(word: string, least = 0, most = 2 ** 31 - 1): number {
  if (!/^[-+]?\d{1,15}$/.test(word)) throw new PipeFault(58, word);
  const number = Number(word);
  if (number < 0 && least === 0) throw new PipeFault(287, word);
  if (number < least || number > most) throw new PipeFault(66, word);
  return number;
}
