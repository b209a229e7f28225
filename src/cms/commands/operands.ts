/** Operands, options and fileids of the commands of this folder, and what is wrong with them. */
import type { FoundFile } from '../files/disk-state.js';
import { fault } from './command-fault.js';
import { isFileName } from '../files/file-name.js';

/** A command line in its parts. */
export interface Operands {
  readonly operands: readonly string[];
  readonly options: readonly string[];
}

/** Splits a tokenised line at the parenthesis. */
export function splitOperands(tokens: readonly string[]): Operands {
  const at = tokens.indexOf('(');
  if (at < 0) return { operands: tokens.slice(1), options: [] };
  const options = tokens.slice(at + 1);
  const end = options.indexOf(')');
  return {
    operands: tokens.slice(1, at),
    options: (end < 0 ? options : options.slice(0, end)).filter((word) => word !== '('),
  };
}

/** An option: its name with the shortest form in capitals, and whether a value follows. */
export interface OptionRule {
  readonly name: string;
  readonly minimum: number;
  readonly values?: number;
}

/** Makes rules from words such as `REPlace` or `FRom=1` (one value). */
export function optionRules(...words: readonly string[]): OptionRule[] {
  return words.map((word) => {
    const [text, values] = word.split('=');
    const name = text ?? '';
    const minimum = /^[A-Z0-9]*/.exec(name)?.[0].length ?? name.length;
    return { name: name.toUpperCase(), minimum, values: Number(values ?? 0) };
  });
}

/** Options by name with their values; a fault for one that is unknown, double or without its value. */
export function parseOptions(
  module: string,
  rules: readonly OptionRule[],
  options: readonly string[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (let i = 0; i < options.length;) {
    const { rule, values } = optionAt(module, rules, options, i, found);
    found.set(rule.name, values);
    i += 1 + values.length;
  }
  return found;
}

/** The option at a place with its values; a fault when it is none, is `there` already, or has none of its values. */
function optionAt(
  module: string,
  rules: readonly OptionRule[],
  options: readonly string[],
  at: number,
  there?: ReadonlyMap<string, unknown>,
): { readonly rule: OptionRule; readonly values: readonly string[] } {
  const word = options[at]!;
  const rule =
    rules.find((one) => one.name === word) ??
    rules.find((one) => word.length >= one.minimum && one.name.startsWith(word));
  if (rule === undefined) throw fault(module, 3, word);
  if (there?.has(rule.name) === true) throw fault(module, 65, rule.name);
  const count = rule.values ?? 0;
  const values = options.slice(at + 1, at + 1 + count);
  if (values.length < count) throw fault(module, 50, rule.name);
  return { rule, values };
}

/**
 * Options by name of a command for which the last of several that say the same or the contrary counts.
 * @param exclusive - options of which one at most stands
 */
export function lastOptions(
  module: string,
  rules: readonly OptionRule[],
  options: readonly string[],
  exclusive: readonly (readonly string[])[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (let i = 0; i < options.length;) {
    const { rule, values } = optionAt(module, rules, options, i);
    for (const group of exclusive) {
      if (group.includes(rule.name)) for (const other of group) found.delete(other);
    }
    found.set(rule.name, values);
    i += 1 + values.length;
  }
  return found;
}

/** A fault when two options that exclude each other are both there. */
export function conflict(
  module: string,
  options: ReadonlyMap<string, unknown>,
  ...names: readonly string[]
): void {
  const there = names.filter((name) => options.has(name));
  if (there.length > 1) throw fault(module, 66, there[0]!, there[1]!);
}

/** A number of an option or operand; a fault when it is none or out of range. */
export function positive(
  module: string,
  option: string,
  value: string,
  most = 2 ** 31 - 1,
): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw fault(module, 29, value, option);
  return number;
}

/** How a fileid may be written. */
export interface FileidRule {
  /** `*` and `%` may stand in name and type. */
  readonly patterns?: boolean;
  /** `=` may stand for what the input has. */
  readonly equal?: boolean;
  /** Filemode when none is given; none means it must be given. */
  readonly filemode?: string;
  /** `*` may stand for the filemode. */
  readonly anyMode?: boolean;
}

/** A fileid as typed. */
export interface Fileid {
  readonly name: string;
  readonly type: string;
  readonly mode: string;
}

/** A fileid in messages. */
export function showFileid(id: Fileid): string {
  return `${id.name} ${id.type} ${id.mode}`;
}

function checkPart(module: string, part: string, whole: string, rule: FileidRule): void {
  if (part === '=' && rule.equal === true) return;
  for (const character of part) {
    if (isFileName(character)) continue;
    if (character === '*' || character === '%') {
      if (rule.patterns === true || (rule.equal === true && part === '*')) continue;
      throw fault(module, 62, character, whole);
    }
    if (character === '=' && rule.equal === true) continue;
    throw fault(module, 20, character, whole);
  }
}

/** Checks and completes a fileid given as up to three words. */
export function parseFileid(module: string, words: readonly string[], rule: FileidRule): Fileid {
  const [name, type, mode = rule.filemode] = words;
  if (name === undefined) throw fault(module, 42);
  if (type === undefined) throw fault(module, 54);
  const whole = words.join(' ');
  checkPart(module, name, whole, rule);
  checkPart(module, type, whole, rule);
  if (mode === undefined) throw fault(module, 54);
  if (!isFilemode(mode, rule)) throw fault(module, 48, mode);
  return { name, type, mode };
}

/** Whether a word can be a filemode. */
export function isFilemode(mode: string, rule: FileidRule = {}): boolean {
  if (mode === '=' && rule.equal === true) return true;
  if (mode === '*') return rule.anyMode === true;
  if (rule.equal === true && /^=[0-6]$/.test(mode)) return true;
  if (rule.anyMode === true && /^\*[0-6]$/.test(mode)) return true;
  return /^[A-Z][0-6]?$/.test(mode);
}

/** The fileid of a file where it was found. */
export function foundName(file: FoundFile): string {
  return `${file.entry.name} ${file.entry.type} ${file.mode.letter}${file.entry.modeNumber}`;
}

/** A device address as typed, X'001' to X'FFFF', or a fault. */
export function parseDevice(module: string, word: string): number {
  const value = /^[0-9A-F]{1,4}$/.test(word) ? Number.parseInt(word, 16) : 0;
  if (value === 0) throw fault(module, 17, word);
  return value;
}

/** Longest line that CMS types; what is longer goes on in the next. */
const TYPED_LINE = 130;

/** A text as lines that the console takes whole. */
export function typedLines(text: string): string[] {
  const lines = [text.slice(0, TYPED_LINE)];
  for (let at = TYPED_LINE; at < text.length; at += TYPED_LINE) {
    lines.push(text.slice(at, at + TYPED_LINE));
  }
  return lines;
}
