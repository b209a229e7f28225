/**
 * The requests of DEBUG (VM/370 CMS User's Guide, "Debugging with CMS"): GPR, PSW, CSW, CAW, X, STORE, SET,
 * ORIGIN, GO, RETURN, HX. They look at an area that keeps registers and PSW as a save area does.
 */
import type { Nucleus } from './nucleus.js';
import { setBreakpoint } from './breakpoints.js';
import { CAW, CSW } from './layout.js';

/** Offsets of PSW and general registers in the area, as in a system save area. */
export const AREA = { psw: 16, registers: 32, floats: 96, length: 128 } as const;

/** What a request comes to. */
export type DebugResult =
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly origin: number }
  | { readonly kind: 'go'; readonly address: number | undefined }
  | { readonly kind: 'return' }
  | { readonly kind: 'halt' };

/** Message for DEBUG's entry. */
export const DEBUG_ENTERED = 'DMSDBG728I DEBUG entered';

const HEX = /^[0-9A-F]{1,8}$/;

/** Carries out one request. `area` is the address of registers and PSW, `origin` the base of addresses. */
export function debugRequest(n: Nucleus, area: number, origin: number, line: string): DebugResult {
  const [name = '', ...operands] = line.toUpperCase().trim().split(/\s+/);
  const say = (...lines: string[]): DebugResult => ({ kind: 'lines', lines, origin });
  switch (name) {
    case '':
      return say('DEBUG');
    case 'BREAK':
    case 'BR': {
      const id = /^\d{1,2}$/.test(operands[0] ?? '') ? Number(operands[0]) : 99;
      const at = address(operands[1]);
      const set = at !== undefined && setBreakpoint(n, id, (at + origin) & 0xffffff);
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
      return examine(n, origin, operands, say);
    case 'STORE':
    case 'ST':
      return store(n, origin, operands, say);
    case 'SET':
      return set(n, area, operands, say);
    case 'ORIGIN': {
      const base = address(operands[0]);
      return base === undefined
        ? say('Invalid operand')
        : { kind: 'lines', lines: [], origin: base & 0xffffff };
    }
    case 'GO': {
      const at = operands[0] === undefined ? undefined : address(operands[0]);
      if (operands[0] !== undefined && at === undefined) return say('Invalid operand');
      return { kind: 'go', address: at === undefined ? undefined : (at + origin) & 0xffffff };
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

function examine(n: Nucleus, origin: number, operands: readonly string[], say: Say): DebugResult {
  const at = address(operands[0]);
  const length = operands[1] === undefined ? 4 : Number(operands[1]);
  if (at === undefined || !Number.isInteger(length) || length < 1 || length > 56) {
    return say('Invalid operand');
  }
  const bytes = n.machine.fetch((at + origin) & 0xffffff, length);
  if (bytes === undefined) return say('Invalid storage address');
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return say((digits.match(/.{1,8}/g) ?? []).join(' ').toUpperCase());
}

function store(n: Nucleus, origin: number, operands: readonly string[], say: Say): DebugResult {
  const at = address(operands[0]);
  const digits = operands.slice(1, 4);
  if (at === undefined || digits.length === 0) return say('Invalid operand');
  if (digits.some((part) => !HEX.test(part) || part.length % 2 !== 0))
    return say('Invalid operand');
  const bytes = hexBytes(digits.join(''));
  const done = n.machine.store((at + origin) & 0xffffff, bytes);
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
