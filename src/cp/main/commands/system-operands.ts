/** Operands of DEFSYS and DEFSEG: names, ranges of pages, options (z/VM CP Commands). */
import type { PageRange, PageType } from '../../ports/saved-systems.js';
import { abbreviates, decimalOf, hexOf, storageSizeOf } from '../operands.js';
import { Refusal } from './refusal.js';

/** Page numbers of 16 MiB. */
const LAST_PAGE = 0xfff;
/** Ranges of one system. */
const MOST_RANGES = 64;
const TYPES: readonly PageType[] = ['SR', 'ER', 'EW', 'EN'];
const RESERVED = ['LOADDEV', 'DUMPDEV'];

/** What stands behind the name. */
export interface SystemOperands {
  readonly ranges: readonly PageRange[];
  readonly minimumStorage: number | undefined;
  readonly parmRegisters: readonly [number, number] | undefined;
}

/** A name: 1 to 8 letters and digits, and no device number. */
export function systemName(word: string | undefined, module: string): string {
  if (word === undefined) throw new Refusal(module, 26);
  const device = /^[0-9A-F]{1,4}$/.test(word);
  if (!/^[A-Z0-9@#$_+:-]{1,8}$/.test(word) || device || RESERVED.includes(word)) {
    throw new Refusal(module, 2, word);
  }
  return word;
}

function rangeOf(word: string, next: string | undefined, module: string): PageRange {
  const [from = '', to = from] = word.split('-');
  const [first, last] = [hexOf(from, 3), hexOf(to, 3)];
  if (first === undefined || last === undefined || first > last || last > LAST_PAGE) {
    throw new Refusal(module, 9, word);
  }
  const type = TYPES.find((one) => one === next);
  if (type === undefined) {
    throw new Refusal(module, 2, next ?? word);
  }
  return { first, last, type };
}

/** `NAME=value`: the value when the word has this name. */
function optionOf(word: string, name: string, minimum: number): string | undefined {
  const at = word.indexOf('=');
  return at > 0 && abbreviates(word.slice(0, at), name, minimum) ? word.slice(at + 1) : undefined;
}

function registersOf(value: string, module: string): readonly [number, number] | undefined {
  if (value === 'NONE') return undefined;
  const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(value);
  const first = decimalOf(match?.[1], 0, 15);
  const last = decimalOf(match?.[2] ?? match?.[1], 0, 15);
  if (first === undefined || last === undefined || first > last) {
    throw new Refusal(module, 10, value);
  }
  return [first, last];
}

/** Reads them; `options` are those of DEFSYS. */
export function systemOperands(
  words: readonly string[],
  options: boolean,
  module: string,
): SystemOperands {
  const ranges: PageRange[] = [];
  let minimumStorage: number | undefined;
  let parmRegisters: readonly [number, number] | undefined = options ? [0, 15] : undefined;
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? '';
    const size = options ? optionOf(word, 'MINSIZE', 7) : undefined;
    const registers = options ? optionOf(word, 'PARMREGS', 8) : undefined;
    if (size !== undefined) {
      minimumStorage = storageSizeOf(size);
      if (minimumStorage === undefined) {
        throw new Refusal(module, 162, size);
      }
    } else if (registers !== undefined) parmRegisters = registersOf(registers, module);
    else ranges.push(rangeOf(word, words[++n], module));
  }
  if (ranges.length === 0) throw new Refusal(module, 26);
  ranges.sort((a, b) => a.first - b.first);
  const over = ranges.find((range, n) => n > 0 && range.first <= (ranges[n - 1]?.last ?? 0));
  if (over !== undefined || ranges.length > MOST_RANGES) {
    const { first, last } = over ?? ranges[MOST_RANGES]!;
    throw new Refusal(module, 9, `${pageText(first)}-${pageText(last)}`);
  }
  return { ranges, minimumStorage, parmRegisters };
}

/** A page number as CP shows it. */
export function pageText(page: number): string {
  return page.toString(16).toUpperCase().padStart(5, '0');
}

/** The number of a system's file. */
export function fileText(id: number): string {
  return String(id).padStart(4, '0');
}
