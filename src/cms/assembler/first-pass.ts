/** The first pass: gives statements their places, defines symbols and collects literals (GC33-4010). */
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import { constantAttributes } from './attributes.js';
import { collectLiterals, EXTERNAL_NAME, layOutPool, noteExternals } from './literals.js';
import { parseConstant } from './constants.js';
import type { Constant } from './constants.js';
import { operation, operationLength } from './encoder.js';
import { evaluate, number } from './expression.js';
import { guarded } from './flags.js';
import { putCard } from './object-deck.js';
import { quoted, splitOperands } from './scanner.js';
import { forwardScope } from './forward-symbols.js';
import {
  addSection,
  advance,
  align,
  enterSection,
  hasText,
  here,
  move,
  sectionNamed,
  setOrigin,
  toHighest,
} from './sections.js';
import type { AssemblyState, Statement } from './state.js';
import { define, scope } from './symbols.js';
import { absolute, fail, place, sectionOf } from './value.js';

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
      if (!EXTERNAL_NAME.test(name)) fail(186);
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
    // a Q constant may have named it already
    const known = sectionNamed(state.sections, statement.label, true);
    const boundary = constants[0]!.alignment - 1;
    const id = known || addSection(state.sections, statement.label, 'XD', boundary);
    state.sections.list[id - 1]!.boundary = boundary;
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
    for (const name of splitOperands(statement.operand.toUpperCase())) {
      if (!/^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(name)) fail(186);
      state.entries.push({
        ...{ name, statement: statement.number },
        behind: state.sections.list.length,
      });
    }
  },
  EXTRN: external('ER', 'T'),
  WXTRN: external('WX', '$'),
  EQU: (state, statement) => {
    const [text, length, type] = splitOperands(statement.operand);
    if (statement.label === '') fail(163);
    const known = scope(state, statement);
    const value = evaluate(text ?? fail(177), known);
    const size = length === undefined || length === '' ? value.length : number(length, known);
    if (size < 0 || size > 65535) fail(65, statement.label);
    const code = type === undefined ? undefined : number(type, known);
    if (code !== undefined && (code < 0 || code > 255)) fail(66, statement.label);
    const letter = code === undefined ? 'U' : letterOf(code);
    define(state, statement, { ...value, length: size }, { type: letter });
  },
  ORG: (state, statement) => {
    const { sections } = state;
    define(state, statement, here(sections));
    if (statement.operand === '') toHighest(sections);
    else {
      const value = evaluate(statement.operand, scope(state, statement));
      const owner = sectionOf(value);
      if (owner === 0) fail(174);
      if (owner !== here(sections).sections[0]) fail(173);
      if (value.value < 0) fail(172);
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
  // the first that has a name gives the deck its name
  TITLE: (state, { label }) => {
    if (state.deckName === '') state.deckName = label.slice(0, 8);
  },
  EJECT: later,
  SPACE: later,
  PUNCH: (state, statement) => {
    early(state, statement, () => quoted(statement.operand, 0).text.replaceAll('&&', '&'));
  },
  REPRO: (state, statement) => {
    early(state, statement, () => statement.operand);
  },
  CNOP: (state, statement) => {
    pad(state, statement, 2);
    const place = here(state.sections);
    define(state, statement, place);
    const padding = paddingOf(state, { ...statement, place });
    statement.place = place;
    advance(state.sections, padding);
  },
  CCW: (state, statement) => {
    pad(state, statement, 8);
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
    if (begin < 1 || begin > 40 || end < 41 || end > 80 || begin > end - 5) fail(19);
    if (resume !== 0 && (resume <= begin || resume > 40)) fail(19);
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
    if (from < 1 || to < from || to > 80 || to - from > 7) fail(19);
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

/** Moves the location counter to a boundary; the bytes are zeros in the deck. */
function pad(state: AssemblyState, statement: Statement, boundary: number): void {
  const { value } = here(state.sections);
  align(state.sections, boundary);
  statement.gap = here(state.sections).value - value;
}

/** A card in front of the first section goes out in front of the external symbol dictionary. */
function early(state: AssemblyState, statement: Statement, text: () => string): void {
  if (state.sections.list.length > 0 || state.image !== undefined) return;
  statement.early = true;
  const data = text();
  if (data === '' || data.length > 80) return;
  putCard(state, toEbcdicPadded(data, 80), false);
}

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
    if (statement.operation !== '') fail(78);
    define(state, statement, here(state.sections));
    return;
  }
  pad(state, statement, 2);
  const length = operationLength(op);
  statement.place = here(state.sections, length);
  statement.length = length;
  advance(state.sections, length);
  define(state, statement, statement.place, { type: 'I' });
  collectLiterals(state, statement);
}

function constantsOf(state: AssemblyState, statement: Statement): Constant[] {
  const texts = splitOperands(statement.operand);
  if (texts.length === 0) fail(62);
  const known = forwardScope(state, statement);
  return texts.map((text) => parseConstant(text, known));
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
    forwardScope(state, statement),
  );
  if (statement.operation === 'DC') statement.gap = first.at - from;
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
  if (byte === undefined || unit === undefined) return fail(178);
  if (unit !== 4 && unit !== 8) return fail(180);
  if (byte % 2 !== 0 || byte < 0 || byte > 6) return fail(181);
  if (byte >= unit) return fail(182);
  return (((byte - at.value) % unit) + unit) % unit;
}
