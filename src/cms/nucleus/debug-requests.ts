/**
 * The requests of DEBUG (VM/370 CMS User's Guide, "Debugging with CMS"): BREAK, GPR, PSW, CSW, CAW, X, STORE, SET,
 * DEFINE, ORIGIN, DUMP, GO, RETURN, HX. They look at an area that keeps registers and PSW as a save area does.
 */
import type { DebugSymbol, Nucleus } from './nucleus.js';
import { setBreakpoint } from './breakpoints.js';
import { CAW, CSW, NUCON } from './layout.js';

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

/** Most symbols of DEFINE, and bytes of one. */
const MOST_SYMBOLS = 16;
const MOST_BYTES = 56;
const HEX = /^[0-9A-F]{1,8}$/;

/** Carries out one request. `area` is the address of registers and PSW. */
export function debugRequest(n: Nucleus, area: number, line: string): DebugResult {
  const [name = '', ...operands] = line.toUpperCase().trim().split(/\s+/);
  const say = (...lines: string[]): DebugResult => ({ kind: 'lines', lines });
  switch (name) {
    case '':
      return say('DEBUG');
    case 'BREAK':
    case 'BR': {
      const id = /^\d{1,2}$/.test(operands[0] ?? '') ? Number(operands[0]) : 99;
      const at = location(n, operands[1]);
      const set = at !== undefined && setBreakpoint(n, id, at);
      return set ? say() : say('Invalid operand');
    }
    case 'GPR':
      return gpr(n, area, operands, say);
    case 'PSW':
      return say(`${hexWord(n, area + AREA.psw)} ${hexWord(n, area + AREA.psw + 4)}`);
    case 'CSW':
      return say(`${hexWord(n, CSW)} ${hexWord(n, CSW + 4)}`);
    case 'CAW':
      return say(hexWord(n, CAW));
    case 'X':
      return examine(n, operands, say);
    case 'STORE':
    case 'ST':
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
    case 'DEF':
      return define(n, operands, say);
    case 'DUMP':
    case 'DU':
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
  const [name = '', where, bytes = '4'] = operands;
  const { debug } = n.state;
  const at = address(where);
  const length = /^\d{1,2}$/.test(bytes) ? Number(bytes) : 0;
  const good = /^[^\s]{1,8}$/.test(name) && at !== undefined;
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
  if (digits.some((part) => !HEX.test(part) || part.length % 2 !== 0))
    return say('Invalid operand');
  const bytes = hexBytes(digits.join(''));
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
  const place = what === 'PSW' ? area + AREA.psw : what === 'CSW' ? CSW : CAW;
  const most = what === 'CAW' ? 1 : 2;
  if (what !== 'PSW' && what !== 'CSW' && what !== 'CAW') return say('Invalid operand');
  if (words.length === 0 || words.length > most || words.includes(undefined)) {
    return say('Invalid operand');
  }
  words.forEach((word, i) => n.machine.setWord(place + i * 4, word ?? 0));
  return say();
}

function register(text: string): number | undefined {
  const r = Number(text);
  return text !== '' && Number.isInteger(r) && r >= 0 && r < 16 ? r : undefined;
}

function address(text: string | undefined): number | undefined {
  return text !== undefined && HEX.test(text) ? Number.parseInt(text, 16) | 0 : undefined;
}

function hexWord(n: Nucleus, at: number): string {
  return ((n.machine.word(at) ?? 0) >>> 0).toString(16).padStart(8, '0').toUpperCase();
}

function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
}
