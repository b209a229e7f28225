/** What EXECIO is asked to do: its operands and options, checked (z/VM: CMS Commands and Utilities Reference, "EXECIO"). */
import { fault } from '../../commands/command-fault.js';
import { isFilemode } from '../../commands/operands.js';
import type { CommandFault } from '../../commands/command-fault.js';
import { isFileName } from '../../files/file-name.js';

/** Where lines come from or go to. */
export type Operation = 'DISKR' | 'DISKRU' | 'DISKW' | 'CARD' | 'CP' | 'PUNCH' | 'PRINT' | 'EMSG';

const OPERATIONS: ReadonlySet<string> = new Set<Operation>([
  ...(['DISKR', 'DISKRU', 'DISKW', 'CARD', 'CP', 'PUNCH', 'PRINT', 'EMSG'] as const),
]);

/** A line is looked for instead of being read. */
export interface Search {
  readonly kind: 'FIND' | 'LOCATE' | 'AVOID';
  readonly text: string;
}

/** A request; plain data. */
export interface Request {
  readonly operation: Operation;
  /** Lines at most; undefined for `*`. */
  readonly count: number | undefined;
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  /** Number of the first line; 0 for where the file stands. */
  readonly line: number;
  readonly format: 'F' | 'V' | undefined;
  readonly recordLength: number | undefined;
  readonly finis: boolean;
  readonly order: 'FIFO' | 'LIFO' | undefined;
  readonly skip: boolean;
  /** Columns that are moved, and those in which is searched; the second is undefined for the end. */
  readonly margins: readonly [number, number | undefined];
  readonly zone: readonly [number, number | undefined];
  readonly strip: boolean;
  readonly upper: boolean;
  readonly quiet: boolean;
  readonly stem: string | undefined;
  readonly variable: string | undefined;
  readonly string: string | undefined;
  readonly search: Search | undefined;
  /** PRINT: carriage control of every line; undefined when it is the first character of each. */
  readonly control: string | undefined;
}

type Draft = { -readonly [K in keyof Request]: Request[K] };

const MOST = 2_147_483_647;
/** Longest record. */
const MOST_LENGTH = 65_535;

function bad(why: string): CommandFault {
  return fault('EIO', 621, why);
}

function number(word: string | undefined, least: number, most = MOST): number {
  if (word === undefined || !/^\d{1,10}$/.test(word)) throw bad('invalid numeric argument');
  const value = Number(word);
  if (value < least || value > most) throw bad('invalid numeric argument');
  return value;
}

/** Reads a command line, from EXECIO on; a fault when something is wrong with it. */
export function parseRequest(text: string): Request {
  const open = text.indexOf('(');
  const head = (open < 0 ? text : text.slice(0, open)).toUpperCase();
  const words = head.trim().split(/\s+/).slice(1);
  const draft = operands(words);
  if (open >= 0) options(draft, text.slice(open + 1));
  check(draft);
  return draft;
}

function operands(words: readonly string[]): Draft {
  const [lines, operation] = words;
  if (lines === undefined || operation === undefined) {
    throw bad('device and lines arguments are required');
  }
  if (!OPERATIONS.has(operation)) throw bad('invalid device argument');
  const draft: Draft = {
    ...{ operation: operation as Operation, count: lines === '*' ? undefined : number(lines, 0) },
    ...{ name: '', type: '', mode: '*', line: 0, format: undefined, recordLength: undefined },
    ...{ finis: false, order: undefined, skip: false, strip: false, upper: false, quiet: false },
    ...{ margins: [1, undefined], zone: [1, undefined] },
    ...{ stem: undefined, variable: undefined, string: undefined, search: undefined },
    control: ' ',
  };
  if (!operation.startsWith('DISK')) {
    if (words[2] !== undefined) throw bad('extraneous positional argument');
    return draft;
  }
  const writes = operation === 'DISKW';
  const [, , name, type, mode = writes ? 'A1' : '*', line, format, length, extra] = words;
  if (name === undefined || type === undefined) {
    throw bad('disk filename and filetype arguments are required');
  }
  if (!isFileName(name) || !isFileName(type)) {
    throw bad('invalid disk fileid argument');
  }
  if (!isFilemode(mode, { anyMode: !writes })) throw bad('invalid disk filemode argument');
  if (extra !== undefined || (!writes && format !== undefined)) {
    throw bad('extraneous positional argument');
  }
  if (format !== undefined && format !== 'F' && format !== 'V') {
    throw bad('invalid record format argument');
  }
  return {
    ...draft,
    ...{ name, type, mode, format },
    line: line === undefined ? 0 : number(line, 0),
    recordLength: length === undefined ? undefined : number(length, 1, MOST_LENGTH),
  };
}

/** The words of the options, with places in the text, as STRING and delimited texts need them as they stand. */
class Words {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | undefined {
    const match = /^\s*(\S+)/.exec(this.#text.slice(this.#at));
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match[1];
  }

  required(option: string): string {
    return this.next() ?? fail(`value missing after ${option} option`);
  }

  /** The rest, without the blank that parts it from the word in front. */
  rest(): string {
    const rest = this.#text.slice(this.#at).replace(/^\s/, '');
    this.#at = this.#text.length;
    return rest;
  }

  /** A text between two characters that are the same. */
  delimited(option: string): string {
    const match = /^\s*(\S)/.exec(this.#text.slice(this.#at));
    if (match === null) fail(`value missing after ${option} option`);
    const from = this.#at + match[0].length;
    const to = this.#text.indexOf(match[1]!, from);
    if (to < 0) fail(`missing delimiter in ${option} option`);
    this.#at = to + 1;
    return this.#text.slice(from, to);
  }
}

function fail(why: string): never {
  throw bad(why);
}

function options(draft: Draft, text: string): void {
  const words = new Words(text);
  for (let word = words.next(); word !== undefined; word = words.next()) {
    const option = word.toUpperCase();
    switch (option) {
      case ')':
        return;
      case 'FINIS':
        draft.finis = true;
        break;
      case 'FIFO':
      case 'LIFO':
        draft.order = option;
        break;
      case 'SKIP':
        draft.skip = true;
        break;
      case 'STRIP':
        draft.strip = true;
        break;
      case 'NOTYPE':
        draft.quiet = true;
        break;
      case 'CASE': {
        const which = words.required(option).toUpperCase();
        if (which !== 'U' && which !== 'M') fail('invalid value in CASE option');
        draft.upper = which === 'U';
        break;
      }
      case 'MARGINS':
        draft.margins = columns(words, option);
        break;
      case 'ZONE':
        draft.zone = columns(words, option);
        break;
      case 'STEM':
        draft.stem = variableName(words.required(option));
        break;
      case 'VAR':
        draft.variable = variableName(words.required(option));
        break;
      case 'FIND':
      case 'LOCATE':
      case 'AVOID':
        if (draft.search !== undefined) fail('conflicting options');
        draft.search = { kind: option, text: words.delimited(option) };
        break;
      case 'BUFFER':
        number(words.required(option), 1);
        break;
      case 'CC': {
        const code = words.required(option);
        if (code.length > 1 && code.toUpperCase() !== 'DATA') fail('invalid value in CC option');
        draft.control = code.length > 1 ? undefined : code;
        break;
      }
      case 'STRING':
        draft.string = words.rest();
        break;
      default:
        fail(`unknown option ${option}`);
    }
  }
}

function columns(words: Words, option: string): [number, number | undefined] {
  const from = number(words.required(option), 1);
  const word = words.required(option);
  const to = word === '*' ? undefined : number(word, 1);
  if (to !== undefined && to < from) fail('invalid numeric argument');
  return [from, to];
}

function variableName(word: string): string {
  const name = word.replace(/\)$/, '').toUpperCase();
  if (name === '') fail('missing variable name');
  return name;
}

function check(draft: Draft): void {
  const reads = ['DISKR', 'DISKRU', 'CARD', 'CP'].includes(draft.operation);
  if (draft.stem !== undefined && draft.variable !== undefined) fail('conflicting options');
  if (draft.variable !== undefined && draft.search === undefined && draft.count !== 1) {
    // a variable is one line; a question of none is what CP 0 is
    if (draft.count !== 0) fail('VAR is only valid with 1 line');
  }
  if (draft.string !== undefined && reads && draft.operation !== 'CP') {
    fail('STRING is only valid for CP and output');
  }
  if (draft.string !== undefined && !reads && (draft.stem ?? draft.variable) !== undefined) {
    fail('conflicting options');
  }
  if (!reads && (draft.skip || draft.order !== undefined || draft.search !== undefined)) {
    fail('option is only valid for input');
  }
}
