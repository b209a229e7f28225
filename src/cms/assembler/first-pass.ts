/** The first pass: gives statements their places, defines symbols and collects literals (GC33-4010). */
import { constantAttributes } from './attributes.js';
import { collectLiterals, layOutPool, noteExternals } from './literals.js';
import { parseConstant } from './constants.js';
import type { Constant } from './constants.js';
import { operation, operationLength } from './encoder.js';
import { evaluate, number } from './expression.js';
import { flag, guarded } from './flags.js';
import { splitOperands } from './scanner.js';
import {
  addSection,
  advance,
  align,
  enterSection,
  hasText,
  here,
  move,
  setOrigin,
  toHighest,
} from './sections.js';
import type { AssemblyState, Statement } from './state.js';
import { define, scope } from './symbols.js';
import { absolute, fail, place, sectionOf } from './value.js';
import type { Value } from './value.js';

type Directive = (state: AssemblyState, statement: Statement) => void;

const section =
  (kind: 'SD' | 'DSECT' | 'CM'): Directive =>
  (state, statement) => {
    const { label } = statement;
    const value = enterSection(state.sections, label, label === '' && kind === 'SD' ? 'PC' : kind);
    statement.place = here(state.sections);
    if (label !== '' && !state.symbols.has(label)) define(state, statement, value, { type: 'J' });
  };

const external =
  (kind: 'ER' | 'WX', type: string): Directive =>
  (state, statement) => {
    for (const name of splitOperands(statement.operand.toUpperCase())) {
      const inner: Statement = { ...statement, label: name };
      if (name === '') fail(178, 'NAME EXPECTED');
      if (state.symbols.has(name)) fail(196, name);
      define(state, inner, place(addSection(state.sections, name, kind), 0), { type });
    }
  };

/** Directives that the second pass alone looks at. */
const later: Directive = () => undefined;

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  START: (state, statement) => {
    const { operand } = statement;
    setOrigin(
      state.sections,
      operand === '' ? 0 : number(operand, scope(state, statement, absolute(0))),
    );
    section('SD')(state, statement);
  },
  CSECT: section('SD'),
  DSECT: section('DSECT'),
  COM: section('CM'),
  DXD: (state, statement) => {
    const constants = constantsOf(state, statement);
    const boundary = Math.max(...constants.map((one) => one.alignment));
    const id = addSection(state.sections, statement.label, 'XD', boundary - 1);
    state.sections.list[id - 1]!.high = constants.reduce(
      (sum, one) => Math.ceil(sum / one.alignment) * one.alignment + one.size,
      0,
    );
    define(state, statement, place(id, 0, constants[0]?.length ?? 1), { type: 'J' });
  },
  CXD: (state, statement) => {
    align(state.sections, 4);
    statement.place = here(state.sections);
    define(state, statement, here(state.sections, 4), { type: 'A' });
    advance(state.sections, 4);
  },
  ENTRY: (state, statement) => {
    for (const name of splitOperands(statement.operand.toUpperCase()))
      state.entries.push({ name, statement: statement.number });
  },
  EXTRN: external('ER', 'T'),
  WXTRN: external('WX', '$'),
  EQU: (state, statement) => {
    const [text, length, type] = splitOperands(statement.operand);
    if (statement.label === '') fail(16);
    const known = scope(state, statement);
    const value = evaluate(text ?? fail(210), known);
    const size = length === undefined || length === '' ? value.length : number(length, known);
    if (size < 0 || size > 65535) fail(302, length);
    const code = type === undefined ? undefined : number(type, known);
    const letter = code === undefined ? 'U' : letterOf(code);
    define(state, statement, { ...value, length: size }, { type: letter });
  },
  ORG: (state, statement) => {
    const { sections } = state;
    define(state, statement, here(sections));
    if (statement.operand === '') toHighest(sections);
    else {
      const value = evaluate(statement.operand, scope(state, statement));
      if (sectionOf(value, statement.operand) !== here(sections).sections[0]) fail(307);
      move(sections, value.value);
    }
    statement.place = here(sections);
  },
  LTORG: (state, statement) => {
    align(state.sections, 8);
    statement.place = here(state.sections);
    define(state, statement, here(state.sections));
    layOutPool(state);
  },
  USING: (state, statement) => {
    // the location counter may stand in it
    if (state.sections.current > 0 || statement.operand.startsWith('*'))
      statement.place = here(state.sections);
  },
  DROP: later,
  PUSH: later,
  POP: later,
  PRINT: later,
  TITLE: later,
  EJECT: later,
  SPACE: later,
  PUNCH: later,
  REPRO: later,
  CNOP: (state, statement) => {
    align(state.sections, 2);
    statement.place = here(state.sections);
    define(state, statement, here(state.sections));
    advance(state.sections, paddingOf(state, statement));
  },
  CCW: (state, statement) => {
    align(state.sections, 8);
    statement.place = here(state.sections);
    define(state, statement, here(state.sections, 8), { type: 'W' });
    advance(state.sections, 8);
    collectLiterals(state, statement);
  },
  DC: storage,
  DS: storage,
  ICTL: (state, statement) => {
    if (state.begun) fail(12);
    const [begin = 1, end = 71, resume = 0] = splitOperands(statement.operand).map((one) =>
      number(one, scope(state, statement, absolute(0))),
    );
    if (begin < 1 || begin > 40 || end < 41 || end > 80 || begin > end - 5) fail(302, 'ICTL');
    if (resume !== 0 && (resume <= begin || resume > 40)) fail(302, 'ICTL');
    state.columns = { begin, end, resume };
  },
  ISEQ: (state, statement) => {
    const operands = splitOperands(statement.operand);
    if (operands.length === 0) {
      state.sequence = undefined;
      return;
    }
    const [from = 0, to = 0] = operands.map((one) =>
      number(one, scope(state, statement, absolute(0))),
    );
    if (from < 1 || to < from || to > 80 || to - from > 7) fail(302, 'ISEQ');
    state.sequence = { from, to, last: '' };
  },
  OPSYN: (state, statement) => {
    const op = statement.operand.toUpperCase();
    if (!/^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(statement.label)) fail(13);
    if (op === '') state.synonyms.set(statement.label, '');
    else if (state.macros.has(op) || isDirective(op) || operation(op) !== undefined)
      state.synonyms.set(statement.label, state.synonyms.get(op) ?? op);
    else fail(14);
  },
  END: (state, statement) => {
    const { sections } = state;
    state.ended = true;
    state.end = statement;
    state.frames.length = 0;
    if (state.pools.at(-1)!.size > 0) {
      const first = sections.list.findIndex((one) => hasText(one.kind));
      if (first >= 0) sections.current = first + 1;
      toHighest(sections);
      align(sections, 8);
      layOutPool(state);
    }
  },
};

/** A character by its EBCDIC code, for the type attribute that EQU gives. */
function letterOf(code: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const at =
    code >= 0xc1 && code <= 0xc9
      ? code - 0xc1
      : code >= 0xd1 && code <= 0xd9
        ? code - 0xd1 + 9
        : code >= 0xe2 && code <= 0xe9
          ? code - 0xe2 + 18
          : -1;
  return letters[at] ?? 'U';
}

/** Whether a name is that of an assembler instruction. */
export function isDirective(op: string): boolean {
  return Object.hasOwn(DIRECTIVES, op);
}

/** Gives a statement to the first pass. */
export function firstPass(state: AssemblyState, statement: Statement): void {
  const { operation: op } = statement;
  guarded(state, statement.number, () => {
    if (isDirective(op)) DIRECTIVES[op]!(state, statement);
    else instruction(state, statement);
  });
  if (!['ICTL', 'PRINT', 'TITLE', 'EJECT', 'SPACE', 'OPSYN'].includes(op)) state.begun = true;
}

function instruction(state: AssemblyState, statement: Statement): void {
  const op = operation(statement.operation);
  if (op === undefined) {
    // a name alone is a place
    if (statement.operation !== '') fail(78, statement.operation);
    define(state, statement, here(state.sections));
    return;
  }
  align(state.sections, 2);
  const length = operationLength(op);
  statement.place = here(state.sections, length);
  statement.length = length;
  advance(state.sections, length);
  define(state, statement, statement.place, { type: 'I' });
  collectLiterals(state, statement);
}

function constantsOf(state: AssemblyState, statement: Statement): Constant[] {
  const texts = splitOperands(statement.operand);
  if (texts.length === 0) fail(210);
  return texts.map((text) => parseConstant(text, scope(state, statement)));
}

/** A constant of a statement with its place: byte and, when it is packed, bit. */
export interface PlacedConstant {
  readonly constant: Constant;
  readonly at: number;
  readonly bit: number;
}

/** Lays the operands of DC or DS one behind the other; packed ones follow each other bit by bit. */
export function layOutConstants(
  constants: readonly Constant[],
  from: number,
): { readonly placed: PlacedConstant[]; readonly end: number } {
  let bits = 8 * from;
  const placed = constants.map((constant) => {
    if (!constant.packed) {
      const byte = Math.ceil(bits / 8);
      bits = 8 * Math.ceil(byte / constant.alignment) * constant.alignment;
    }
    const one = { constant, at: Math.floor(bits / 8), bit: bits % 8 };
    bits += constant.packed
      ? constant.bits * constant.duplication * (constant.values?.length ?? 1)
      : 8 * constant.size;
    return one;
  });
  return { placed, end: Math.ceil(bits / 8) };
}

function storage(state: AssemblyState, statement: Statement): void {
  const { sections } = state;
  const constants = constantsOf(state, statement);
  const from = here(sections).value;
  const { placed, end } = layOutConstants(constants, from);
  const first = placed[0]!;
  const attributes = constantAttributes(
    splitOperands(statement.operand)[0]!,
    scope(state, statement),
  );
  statement.place = place(sections.current, first.at, first.constant.length);
  move(sections, Math.max(end, first.at));
  define(state, statement, statement.place, { ...attributes, length: first.constant.length });
  for (const constant of constants) noteExternals(state, constant);
}

/** Bytes that CNOP fills. */
export function paddingOf(state: AssemblyState, statement: Statement): number {
  const at = statement.place!;
  const [byte, unit] = splitOperands(statement.operand).map((one) =>
    number(one, scope(state, statement, at)),
  );
  if (byte === undefined || unit === undefined) return fail(210);
  if ((unit !== 4 && unit !== 8) || byte % 2 !== 0 || byte < 0 || byte >= unit)
    return fail(302, 'CNOP');
  return (((byte - at.value) % unit) + unit) % unit;
}

/** The value of a symbol for an attribute or report; a message when ENTRY names none that can be one. */
export function entryValue(
  state: AssemblyState,
  name: string,
  statement: number,
): Value | undefined {
  const value = state.symbols.get(name);
  const owner = value === undefined ? undefined : state.sections.list[(value.sections[0] ?? 0) - 1];
  if (value?.sections.length !== 1 || owner === undefined || !hasText(owner.kind)) {
    flag(state, statement, 189, name);
    return undefined;
  }
  if (value.references.at(-1) !== statement) value.references.push(statement);
  return value;
}
