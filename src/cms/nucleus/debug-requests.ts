/**
 * The requests of DEBUG (VM/370 CMS User's Guide, "Debugging with CMS"): BREAK, GPR, PSW, CSW, CAW, X, STORE, SET,
 * DEFINE, ORIGIN, DUMP, GO, RETURN, HX. They look at an area that keeps registers and PSW as a save area does.
 */
import type { DebugSymbol, Nucleus } from './nucleus.js';
import { setBreakpoint } from './breakpoints.js';
import { CAW, CSW, GATE, NUCON } from './layout.js';

/** Offsets of PSW and general registers in the area, as in a system save area. */
export const AREA = { psw: 16, registers: 32, floats: 96, length: 128 } as const;

/** A dump under way; plain data. */
export interface Dumping {
  readonly to: number;
  at: number;
  readonly title: string;
  headed: boolean;
}

/** What a request comes to. */
export type DebugResult =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'dump'; readonly dump: Dumping }
  | { readonly kind: 'go'; readonly address: number | undefined }
  | { readonly kind: 'return' }
  | { readonly kind: 'halt' };

/** Message for DEBUG's entry. */
export const DEBUG_ENTERED = 'DMSDBG728I DEBUG entered';

/** RETURN when it was no command that has entered DEBUG, and GO without an address when it was one. */
export const INCORRECT_EXIT = 'Incorrect DEBUG exit';

/** Most symbols of DEFINE, and bytes of one. */
const MOST_SYMBOLS = 16;
const MOST_BYTES = 56;
const HEX = /^[0-9A-F]{1,8}$/;

/** Requests that may be cut short: the capitals are the shortest form. */
const SHORT = ['BReak', 'DEFine', 'DUmp', 'ORigin', 'RETurn', 'STore'] as const;

function requestNamed(word: string): string {
  const found = SHORT.find((one) => {
    const minimum = one.replace(/[a-z]/g, '').length;
    return word.length >= minimum && one.toUpperCase().startsWith(word);
  });
  return found?.toUpperCase() ?? word;
}

/** DEBUG is entered: the control words as they stand now are what CSW and CAW show and SET changes, until GO. */
export function keepControlWords(n: Nucleus): void {
  n.state.debug.words = [CSW, CSW + 4, CAW].map((at) => n.machine.word(at) ?? 0);
}

/** GO: the control words are those that DEBUG has kept. */
export function restoreControlWords(n: Nucleus): void {
  n.state.debug.words.forEach((word, i) => n.machine.setWord([CSW, CSW + 4, CAW][i]!, word));
}

/** Carries out one request. `area` is the address of registers and PSW; `stopped`: an interruption has brought them. */
export function debugRequest(
  n: Nucleus,
  area: number,
  line: string,
  stopped: boolean,
): DebugResult {
  const [word = '', ...operands] = line.toUpperCase().trim().split(/\s+/);
  const name = requestNamed(word);
  const words = n.state.debug.words;
  const say = (...lines: string[]): DebugResult => ({ kind: 'lines', lines });
  switch (name) {
    case '':
      return say('DEBUG');
    case 'BREAK': {
      const id = /^\d{1,2}$/.test(operands[0] ?? '') ? Number(operands[0]) : 99;
      const at = location(n, operands[1]);
      const set = at !== undefined && setBreakpoint(n, id, at);
      return set ? say() : say('Invalid operand');
    }
    case 'GPR':
      return gpr(n, area, operands, say);
    case 'PSW':
      // DEBUG as a command has stopped nothing: external interruptions are let in, and the address is its own
      return stopped
        ? say(`${hexWord(n, area + AREA.psw)} ${hexWord(n, area + AREA.psw + 4)}`)
        : say(`01000000 ${hex(GATE.idle)}`);
    case 'CSW':
      return say(`${hex(words[0] ?? 0)} ${hex(words[1] ?? 0)}`);
    case 'CAW':
      return say(hex(words[2] ?? 0));
    case 'X':
      return examine(n, operands, say);
    case 'STORE':
      return store(n, operands, say);
    case 'SET':
      return set(n, area, operands, say);
    case 'ORIGIN': {
      const named = symbolOf(n, operands[0])?.address;
      const base = named ?? address(operands[0]);
      if (base === undefined) return say('Invalid operand');
      n.state.debug.origin = base & 0xffffff;
      return say();
    }
    case 'DEFINE':
      return define(n, operands, say);
    case 'DUMP':
      return dump(n, operands, say);
    case 'GO': {
      const at = operands[0] === undefined ? undefined : location(n, operands[0]);
      if (operands[0] !== undefined && at === undefined) return say('Invalid operand');
      return { kind: 'go', address: at };
    }
    case 'RETURN':
      return { kind: 'return' };
    case 'HX':
      return { kind: 'halt' };
    default:
      return say('Invalid DEBUG request');
  }
}

type Say = (...lines: string[]) => DebugResult;

function gpr(n: Nucleus, area: number, operands: readonly string[], say: Say): DebugResult {
  const first = register(operands[0] ?? '0');
  const last = register(operands[1] ?? operands[0] ?? '15');
  if (first === undefined || last === undefined || last < first) return say('Invalid operand');
  const lines = [];
  for (let r = first; r <= last; r++) lines.push(hexWord(n, area + AREA.registers + r * 4));
  return say(...lines);
}

/** A symbol that DEFINE has made. */
function symbolOf(n: Nucleus, name: string | undefined): DebugSymbol | undefined {
  return n.state.debug.symbols.find((one) => one.name === name);
}

/** An address: a symbol, or a number that is added to the origin. */
function location(n: Nucleus, text: string | undefined): number | undefined {
  const named = symbolOf(n, text);
  if (named !== undefined) return named.address;
  const at = address(text);
  return at === undefined ? undefined : (at + n.state.debug.origin) & 0xffffff;
}

/** DEFINE name hexloc [bytes]. */
function define(n: Nucleus, operands: readonly string[], say: Say): DebugResult {
  const [given = '', where, bytes = '4'] = operands;
  const name = given.slice(0, 8);
  const { debug } = n.state;
  const at = address(where);
  const length = /^\d{1,2}$/.test(bytes) ? Number(bytes) : 0;
  // a name that is a number could not be told from one
  const good = name !== '' && !HEX.test(name) && at !== undefined;
  if (!good || length < 1 || length > MOST_BYTES) return say('Invalid operand');
  const others = debug.symbols.filter((one) => one.name !== name);
  if (others.length >= MOST_SYMBOLS) return say('More than 16 symbols');
  debug.symbols = [...others, { name, address: (at + debug.origin) & 0xffffff, length }];
  return say();
}

/** DUMP [from [to [identification]]]; `*` is the end of storage. */
function dump(n: Nucleus, operands: readonly string[], say: Say): DebugResult {
  const [first = '0', second, title = ''] = operands;
  const at = location(n, first);
  if (at === undefined) return say('Invalid operand');
  const end = (n.machine.word(NUCON.vmsize) ?? 0) - 1;
  const to = second === undefined ? at + 31 : second === '*' ? end : location(n, second);
  if (to === undefined || to < at) return say('Invalid operand');
  if (n.machine.fetch(at, 1) === undefined) return say('Invalid storage address');
  return { kind: 'dump', dump: { at, to: Math.min(to, end), title, headed: false } };
}

function examine(n: Nucleus, operands: readonly string[], say: Say): DebugResult {
  const at = location(n, operands[0]);
  const usual = symbolOf(n, operands[0])?.length ?? 4;
  const length = operands[1] === undefined ? usual : Number(operands[1]);
  if (at === undefined || !Number.isInteger(length) || length < 1 || length > MOST_BYTES) {
    return say('Invalid operand');
  }
  const bytes = n.machine.fetch(at, length);
  if (bytes === undefined) return say('Invalid storage address');
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return say((digits.match(/.{1,8}/g) ?? []).join(' ').toUpperCase());
}

function store(n: Nucleus, operands: readonly string[], say: Say): DebugResult {
  const at = location(n, operands[0]);
  const digits = operands.slice(1, 4);
  if (at === undefined || digits.length === 0) return say('Invalid operand');
  if (digits.some((part) => !/^[0-9A-F]+$/.test(part))) return say('Invalid operand');
  const bytes = hexBytes(digits.map(wholeBytes).join(''));
  const done = n.machine.store(at, bytes);
  return done ? say() : say('Invalid storage address');
}

function set(n: Nucleus, area: number, operands: readonly string[], say: Say): DebugResult {
  const [what, ...values] = operands;
  const words = values.map(address);
  if (what === 'GPR') {
    const r = register(values[0] ?? '');
    const given = words.slice(1);
    if (r === undefined || given.length === 0 || given.length > 2 || r + given.length > 16) {
      return say('Invalid operand');
    }
    if (given.includes(undefined)) return say('Invalid operand');
    given.forEach((word, i) => n.machine.setWord(area + AREA.registers + (r + i) * 4, word ?? 0));
    return say();
  }
  const most = what === 'CAW' ? 1 : 2;
  if (what !== 'PSW' && what !== 'CSW' && what !== 'CAW') return say('Invalid operand');
  if (words.length === 0 || words.length > most || words.includes(undefined)) {
    return say('Invalid operand');
  }
  words.forEach((word, i) => {
    if (what === 'PSW') n.machine.setWord(area + AREA.psw + i * 4, word ?? 0);
    else n.state.debug.words[what === 'CSW' ? i : 2] = word ?? 0;
  });
  return say();
}

/** Eight digits at most; an odd one has a zero in front. */
function wholeBytes(digits: string): string {
  const part = digits.slice(0, 8);
  return part.length % 2 === 0 ? part : `0${part}`;
}

function register(text: string): number | undefined {
  const r = Number(text);
  return text !== '' && Number.isInteger(r) && r >= 0 && r < 16 ? r : undefined;
}

function address(text: string | undefined): number | undefined {
  return text !== undefined && HEX.test(text) ? Number.parseInt(text, 16) | 0 : undefined;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0').toUpperCase();
}

function hexWord(n: Nucleus, at: number): string {
  return hex(n.machine.word(at) ?? 0);
}

function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}
