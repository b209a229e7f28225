/** The second pass: makes bytes, relocations and the lines of the listing, statement by statement (GC33-4010). */
import { encodeConstant } from './constants.js';
import type { ConstantScope, Relocation } from './constants.js';
import { parseConstant } from './constants.js';
import { encode, operation } from './encoder.js';
import { evaluate, number } from './expression.js';
import { flag, guarded } from './flags.js';
import { layOutConstants, paddingOf } from './first-pass.js';
import { externalDummy, literalKey } from './literals.js';
import { listStatement, newPage, spaceLines, type Shown } from './listing.js';
import { print, punch, pushOrPop, title, visible } from './listing-control.js';
import { flushText, putText } from './object-deck.js';
import { boundaryOf, checkOperands, storedOperand } from './operand-rules.js';
import { quoted, splitOperands } from './scanner.js';
import { addressOf, hasText, sectionNamed } from './sections.js';
import type { AssemblyState, Piece, Statement } from './state.js';
import { drop, resolveAddress, use } from './usings.js';
import { absolute, fail, place } from './value.js';
import type { Value } from './value.js';

/** Bytes that go into the deck for one unit. */
const STEP_BYTES = 512;
/** Message for Y constants, which NOYFLAG leaves out. */
const RELOCATABLE_Y = 205;
/** Most bytes of a statement that the listing shows with PRINT DATA. */
const MOST_SHOWN = 1024;

/** Does the next statement, or puts out more of the bytes of the last one. */
export function emit(state: AssemblyState): void {
  const piece = state.emitting[0];
  if (piece !== undefined) {
    emitPiece(state, piece);
    return;
  }
  const statement = state.statements[state.at++];
  if (statement === undefined) {
    flushText(state);
    newPage(state);
    state.phase = 'report';
    return;
  }
  const shown: Shown = {
    place: undefined,
    bytes: [],
    kind: 'none',
    first: undefined,
    second: undefined,
  };
  const { place: at, gap = 0 } = statement;
  if (at !== undefined && gap > 0) {
    queue(state, at.value - gap, new Uint8Array(gap), 1, at.sections[0]!);
  }
  const good = guarded(state, statement.number, () => {
    second(state, statement, shown);
  });
  if (!good && statement.length > 0 && statement.place !== undefined) {
    shown.place = statement.place;
    shown.kind = 'instruction';
    shown.bytes = Array.from({ length: statement.length }, () => 0);
    state.emitting.length = gap > 0 ? 1 : 0;
    queue(
      state,
      statement.place.value,
      Uint8Array.from(shown.bytes),
      1,
      statement.place.sections[0]!,
    );
  }
  listStatement(state, statement, shown);
}

function emitPiece(state: AssemblyState, piece: Piece): void {
  const size = piece.bytes.length;
  const times = Math.min(piece.times, Math.max(1, Math.floor(STEP_BYTES / Math.max(1, size))));
  for (let i = 0; i < times; i++) {
    putText(state, piece.section, piece.at, piece.bytes);
    piece.at += size;
  }
  piece.times -= times;
  if (piece.times === 0 || size === 0) state.emitting.shift();
}

function queue(
  state: AssemblyState,
  at: number,
  bytes: Uint8Array,
  times: number,
  section: number,
): void {
  if (times === 0 || !hasText(state.sections.list[section - 1]!.kind)) return;
  state.emitting.push({ section, at, bytes, times });
}

function scopeOf(state: AssemblyState, statement: Statement): ConstantScope {
  return {
    symbol: (name) => {
      const entry = state.symbols.get(name);
      if (entry === undefined) return fail(188, name);
      entry.references.push(statement.number);
      return entry;
    },
    here: statement.place ?? absolute(0),
    resolve: (value) => resolveAddress(state.usings, value),
    address: (value) => {
      // constants of a dummy section are never anywhere
      const owner = state.sections.list[(statement.place?.sections[0] ?? 0) - 1];
      for (const one of owner === undefined || hasText(owner.kind) ? value.sections : []) {
        const { kind } = state.sections.list[Math.abs(one) - 1]!;
        if (kind === 'DSECT' || kind === 'XD') fail(158);
      }
      return addressOf(state.sections, value);
    },
    external: (kind, name) => externalValue(state, kind, name),
    warn: (warning) => {
      if (warning !== RELOCATABLE_Y || state.options.yflag) flag(state, statement.number, warning);
    },
  };
}

function externalValue(state: AssemblyState, kind: 'V' | 'Q', name: string): Value {
  if (kind === 'V') {
    // nobody knows a name that only dummy sections have
    const known = sectionNamed(state.sections, name, true);
    return known === 0 ? absolute(0) : place(known, 0);
  }
  const id = externalDummy(state, name);
  const own = state.sections.list[sectionNamed(state.sections, name) - 1];
  const defined = own?.kind === 'DSECT' || state.symbols.get(name)?.sections[0] === id;
  return id === 0 || !defined ? fail(207) : place(id, 0);
}

/** Enters address constants into the relocation dictionary. */
function relocate(
  state: AssemblyState,
  section: number,
  at: number,
  relocations: readonly Relocation[],
): void {
  const owner = state.sections.list[section - 1]!;
  if (!hasText(owner.kind)) return;
  for (const { offset, length, kind, value } of relocations) {
    for (const one of value.sections) {
      const type = kind === 'V' ? 0x10 : kind === 'Q' ? 0x20 : 0;
      const flags = type | ((length - 1) << 2) | (one < 0 ? 2 : 0);
      state.relocations.push({
        position: section,
        relative: Math.abs(one),
        flag: flags,
        address: owner.base + at + offset,
      });
    }
  }
}

const NEED_PLACE = new Set(['DC', '=', 'CNOP', 'CCW', 'CXD']);

function second(state: AssemblyState, statement: Statement, shown: Shown): void {
  const { operation: op, operand } = statement;
  const scope = scopeOf(state, statement);
  const numbers = (texts: readonly string[]): number[] => texts.map((text) => number(text, scope));
  shown.place = statement.place;
  // the first pass has told what is wrong with it
  if (statement.place === undefined && NEED_PLACE.has(op)) return;
  switch (op) {
    case '':
    case 'START':
    case 'CSECT':
    case 'DSECT':
    case 'COM':
    case 'ORG':
    case 'LTORG':
    case 'ENTRY':
    case 'EXTRN':
    case 'WXTRN':
    case 'DXD':
    case 'ICTL':
    case 'ISEQ':
    case 'OPSYN':
      return;
    case 'EQU': {
      // its value stands where addresses do
      const value = state.symbols.get(statement.label);
      if (value !== undefined) shown.second = addressOf(state.sections, value);
      shown.place = undefined;
      return;
    }
    case 'END':
      if (operand !== '') {
        state.entry = evaluate(splitOperands(operand)[0]!, scope);
        if (state.entry.sections.length !== 1) {
          state.entry = undefined;
          fail(217);
        }
        shown.place = state.entry;
      }
      return;
    case 'USING': {
      const [start, ...registers] = splitOperands(operand);
      if (registers.length === 0) fail(178);
      const value = evaluate(start!, scope);
      use(state.usings, value, numbers(registers));
      shown.place = undefined;
      shown.second = value.value + (value.sections.length > 0 ? baseOf(state, value) : 0);
      return;
    }
    case 'DROP':
      // a comma alone stands for no operand where a remark follows
      drop(state.usings, operand === ',' ? [] : numbers(splitOperands(operand)));
      return;
    case 'PUSH':
    case 'POP':
      pushOrPop(state, op, splitOperands(operand.toUpperCase()));
      return;
    case 'PRINT':
      print(state, splitOperands(operand.toUpperCase()));
      return;
    case 'TITLE':
      title(state, statement);
      shown.kind = 'hidden';
      return;
    case 'EJECT':
      if (visible(state, statement)) newPage(state);
      shown.kind = 'hidden';
      return;
    case 'SPACE': {
      const count = operand === '' ? 1 : Number(/^\d{1,3}$/.exec(operand)?.[0] ?? fail(242));
      if (visible(state, statement)) spaceLines(state, count);
      shown.kind = 'hidden';
      return;
    }
    case 'PUNCH': {
      const text = quoted(operand, 0).text.replaceAll('&&', '&');
      if (text === '' || text.length > 80) fail(165);
      if (statement.early !== true) punch(state, text);
      return;
    }
    case 'REPRO':
      if (operand !== '' && statement.early !== true) punch(state, operand);
      return;
    case 'CXD':
      // the linkage editor fills it in
      shown.kind = 'data';
      shown.bytes = [0, 0, 0, 0];
      state.relocations.push({
        position: statement.place!.sections[0]!,
        relative: 0,
        flag: 0x3c,
        address: addressOf(state.sections, statement.place!),
      });
      return;
    case 'CNOP': {
      const length = paddingOf(state, statement);
      const bytes = Uint8Array.from({ length }, (_, i) => (i % 2 === 0 ? 7 : 0));
      data(state, statement, shown, bytes);
      return;
    }
    case 'CCW': {
      const [code, address, flags, count, more] = splitOperands(operand);
      if (count === undefined) fail(178);
      if (more !== undefined) fail(211);
      const literal = literalOf(state, statement);
      const value = evaluate(address!, { ...scope, literal });
      const at = scope.address(value);
      const size = number(count, scope);
      if (size < 0 || size > 0xffff) fail(184);
      if (at < 0 || at > 0xffffff) fail(241);
      const [command, flagged] = numbers([code!, flags!]);
      if (command! > 255 || command! < 0 || flagged! > 255 || flagged! < 0) fail(183);
      const bytes = [
        command!,
        at >> 16,
        (at >> 8) & 0xff,
        at & 0xff,
        flagged!,
        0,
        size >> 8,
        size & 0xff,
      ];
      data(state, statement, shown, Uint8Array.from(bytes));
      relocate(
        state,
        statement.place!.sections[0]!,
        statement.place!.value,
        value.sections.length > 0 ? [{ offset: 1, length: 3, kind: 'A', value }] : [],
      );
      return;
    }
    case '=':
    case 'DC':
      constants(state, statement, shown, scope);
      return;
    case 'DS':
      return;
    default:
      machine(state, statement, shown, scope);
  }
}

/** RENT: an instruction that stores into a control section makes the program one that cannot be shared. */
function checkReentrant(
  state: AssemblyState,
  statement: Statement,
  opcode: number,
  first: Value | undefined,
): void {
  const at = storedOperand(opcode);
  const owner = state.sections.list[(first?.sections[0] ?? 0) - 1];
  if (at === undefined || owner === undefined || owner.kind === 'DSECT') return;
  const upTo = splitOperands(statement.operand).slice(0, at + 1);
  flag(state, statement.number, 229, String(upTo.join(',').length));
}

function baseOf(state: AssemblyState, value: Value): number {
  return value.sections.length === 1 && value.sections[0]! > 0
    ? state.sections.list[value.sections[0]! - 1]!.base
    : 0;
}

function data(state: AssemblyState, statement: Statement, shown: Shown, bytes: Uint8Array): void {
  const at = statement.place!;
  queue(state, at.value, bytes, 1, at.sections[0]!);
  shown.kind = 'data';
  shown.bytes = [...bytes];
}

function constants(
  state: AssemblyState,
  statement: Statement,
  shown: Shown,
  scope: ConstantScope,
): void {
  const texts =
    statement.operation === '=' ? [statement.operand.slice(1)] : splitOperands(statement.operand);
  const at = statement.place!;
  const section = at.sections[0]!;
  const parsed = texts.map((text) => parseConstant(text, scope));
  shown.kind = 'data';
  const { placed } = layOutConstants(parsed, at.value);
  let end = at.value;
  let bits = '';
  let bitsAt = 0;
  const flush = (): void => {
    if (bits === '') return;
    const whole = bits.padEnd(8 * Math.ceil(bits.length / 8), '0');
    const bytes = Uint8Array.from({ length: whole.length / 8 }, (_, i) =>
      parseInt(whole.slice(8 * i, 8 * i + 8), 2),
    );
    queue(state, bitsAt, bytes, 1, section);
    show(shown, bitsAt - at.value, bytes, 1);
    end = bitsAt + bytes.length;
    bits = '';
  };
  for (const one of placed) {
    const here = statement.origin ?? place(section, one.at, one.constant.length);
    const fixed = statement.origin !== undefined;
    const made = encodeConstant(one.constant, { ...scope, here, fixed });
    if (one.constant.packed) {
      if (bits === '') {
        bitsAt = one.at;
        bits = '0'.repeat(one.bit);
      }
      bits += made.bits;
      continue;
    }
    flush();
    // bytes that only bring a constant to its boundary are zeros
    if (one.at > end) {
      queue(state, end, new Uint8Array(one.at - end), 1, section);
    }
    relocate(state, section, one.at, made.relocations);
    queue(state, one.at, made.once, made.times, section);
    show(shown, one.at - at.value, made.once, made.times);
    end = one.at + made.once.length * made.times;
  }
  flush();
}

/** Adds bytes to what the listing shows. */
function show(shown: Shown, at: number, bytes: Uint8Array, times: number): void {
  for (let i = 0; i < times && shown.bytes.length < MOST_SHOWN; i++) {
    while (shown.bytes.length < Math.min(at, MOST_SHOWN)) shown.bytes.push(0);
    shown.bytes.push(...bytes.subarray(0, MOST_SHOWN - shown.bytes.length));
  }
}

function literalOf(state: AssemblyState, statement: Statement): (text: string) => Value {
  return (text) => {
    const found = state.pools[statement.pool]?.get(literalKey(text, statement));
    return found?.place ?? fail(161);
  };
}

function machine(
  state: AssemblyState,
  statement: Statement,
  shown: Shown,
  scope: ConstantScope,
): void {
  const known = operation(statement.operation);
  if (known === undefined || statement.place === undefined) return;
  const { opcode } = known.instruction;
  const boundary = state.options.align ? boundaryOf(opcode) : 1;
  // what is stored into is the first of the operands in storage
  let operand: Value | undefined;
  const used = (value: Value, base: number | undefined): void => {
    operand ??= value;
    const address = value.value + (base === undefined ? baseOf(state, value) : 0);
    if (shown.first === undefined) shown.first = address;
    else shown.second = address;
    // where a register of the program points to is not known
    if ((base ?? 0) === 0 && value.value % boundary !== 0) flag(state, statement.number, 220);
  };
  const seen = (value: Value): void => {
    const address = addressOf(state.sections, value);
    if (shown.first === undefined) shown.first = address;
    else shown.second = address;
  };
  const literal = literalOf(state, statement);
  shown.kind = 'instruction';
  const bytes = encode(known, statement.operand, { ...scope, literal, used, seen });
  if (state.image?.lenient !== true) checkOperands(opcode, statement.operand, bytes);
  if (state.options.rent) checkReentrant(state, statement, opcode, operand);
  const at = statement.place;
  shown.bytes = bytes;
  queue(state, at.value, Uint8Array.from(bytes), 1, at.sections[0]!);
}
