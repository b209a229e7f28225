/** TRANSLATE (z/VM REXX/VM Reference, "Functions"). */
import { characterOf } from '../character-codes.js';
import type { Arguments } from './arguments.js';
import { codeList, PIECE } from './code-lists.js';

const BLANK = 0x20;

/** What each code becomes. */
type Translation = Uint16Array;

/** A translation that changes nothing. */
function newTranslation(): Translation {
  return Uint16Array.from({ length: 256 }, (_, code) => code);
}

/** Changed for the length of one TRANSLATE only. */
const TABLE = newTranslation();

/** Has the characters of `input`, or all, become those of `output`, or pads where it has no more. */
function change(
  table: Translation,
  output: string,
  input: string | undefined,
  pad: number,
): Translation {
  const becomes = (place: number): number =>
    place < output.length ? output.charCodeAt(place) : pad;
  if (input === undefined) {
    for (let code = 0; code < 256; code++) table[characterOf(code).charCodeAt(0)] = becomes(code);
  } else {
    // the first of several counts
    for (let i = input.length - 1; i >= 0; i--) table[input.charCodeAt(i)] = becomes(i);
  }
  return table;
}

/** What TRANSLATE does with an output table, and with an input table, or without one. */
export function translation(output: string, input: string | undefined, pad = BLANK): Translation {
  return change(newTranslation(), output, input, pad);
}

/** TRANSLATE. */
export function translate(a: Arguments): string {
  const text = a.text(1);
  if (!a.has(2) && !a.has(3) && !a.has(4)) return text.toUpperCase();
  const output = a.text(2, '');
  const pad = a.pad(4).charCodeAt(0);
  const input = a.has(3) ? a.text(3) : undefined;
  const result = translated(text, change(TABLE, output, input, pad));
  if (input === undefined) for (let code = 0; code < 256; code++) TABLE[code] = code;
  else for (let i = 0; i < input.length; i++) TABLE[input.charCodeAt(i)] = input.charCodeAt(i);
  return result;
}

/** Characters for each change, at least, where what stands between changes is taken as it is (a power of two). */
const FAR = 4;

/** TRANSLATE of a text; itself when nothing is changed. */
export function translated(text: string, table: Translation): string {
  const { length } = text;
  const few = length >> FAR;
  let result = '';
  let from = 0;
  let changes = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 256) continue;
    const becomes = table[code]!;
    if (becomes === code) continue;
    if (++changes > few) return result + mapped(text, from, table);
    result += text.slice(from, i) + String.fromCharCode(becomes);
    from = i + 1;
  }
  return changes === 0 ? text : result + text.slice(from);
}

/** What stands from `start` on in a text, by the table. */
function mapped(text: string, start: number, table: Translation): string {
  let result = '';
  for (let from = start; from < text.length; from += PIECE) {
    const codes = codeList(Math.min(PIECE, text.length - from));
    for (let i = 0; i < codes.length; i++) {
      const code = text.charCodeAt(from + i);
      codes[i] = code < 256 ? table[code]! : code;
    }
    result += String.fromCharCode(...codes);
  }
  return result;
}
