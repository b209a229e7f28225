/**
 * SYM cards (option TEST; OS/VS-VM/370 Assembler Programmer's Guide, GC33-4021, "Object Deck Output"): the symbols of the
 * program with their kinds and places, in front of everything else in the deck. An entry has a byte of flags, the address
 * in its section (3), the name, and what it is; entries follow each other over cards.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { parseConstant, type Constant } from './constants.js';
import { operation } from './encoder.js';
import { layOutConstants } from './first-pass.js';
import { putSymbolCard } from './object-deck.js';
import { splitOperands } from './scanner.js';
import { scope } from './symbols.js';
import type { AssemblyState, Statement } from './state.js';
import { AssemblyError } from './value.js';

/** Bytes of an entry's text on one card. */
const TEXT_BYTES = 56;
/** What is no data, in bits 1 to 3 of the flags. */
const KIND = {
  space: 0x00,
  SD: 0x10,
  DSECT: 0x20,
  CM: 0x30,
  instruction: 0x40,
  ccw: 0x50,
} as const;
const DATA = { data: 0x80, multiple: 0x40, cluster: 0x20, scaled: 0x10 } as const;
const NAMELESS = 0x08;
/** Data types; the first three have lengths of two bytes. */
const TYPES: Readonly<Record<string, number>> = {
  ...{ C: 0x00, X: 0x04, B: 0x08, F: 0x10, H: 0x14, E: 0x18, D: 0x1c, A: 0x20, Q: 0x20 },
  ...{ Y: 0x24, S: 0x28, V: 0x2c, P: 0x30, Z: 0x34, L: 0x38 },
};
const LONG = ['C', 'X', 'B'];

/** Puts out the entries of the statements from `from` to `to`. */
export function putSymbols(state: AssemblyState, from: number, to: number): void {
  for (const statement of state.statements.slice(from, to)) {
    for (const entry of entriesOf(state, statement)) add(state, entry);
  }
}

/** Puts out the card that is being filled. */
export function flushSymbols(state: AssemblyState): void {
  const bytes = state.symbolText.splice(0);
  if (bytes.length > 0) putSymbolCard(state, bytes);
}

function add(state: AssemblyState, entry: readonly number[]): void {
  for (const byte of entry) {
    state.symbolText.push(byte);
    if (state.symbolText.length === TEXT_BYTES) flushSymbols(state);
  }
}

function entriesOf(state: AssemblyState, statement: Statement): number[][] {
  const { place, label } = statement;
  const [number] = place?.sections ?? [];
  const section = number === undefined ? undefined : state.sections.list[number - 1];
  if (place === undefined || section === undefined) return [];
  // the symbol is another one's when the name is there twice
  const name = state.symbols.get(label)?.defined === statement.number ? label : '';
  switch (statement.operation) {
    case 'START':
    case 'CSECT':
    case 'DSECT':
    case 'COM': {
      const kind = section.kind === 'PC' ? 'SD' : section.kind;
      if (kind !== 'SD' && kind !== 'DSECT' && kind !== 'CM') return [];
      return [head(KIND[kind], section.base, section.name)];
    }
    case 'DC':
    case 'DS':
      return dataEntries(state, statement, name);
    case 'CCW':
      return [head(KIND.ccw, place.value, name)];
    default:
      if (operation(statement.operation) === undefined) return [];
      return [head(KIND.instruction, place.value, name)];
  }
}

function head(flags: number, address: number, name: string): number[] {
  const form = name === '' ? NAMELESS : name.length - 1;
  return [
    flags | form,
    (address >> 16) & 0xff,
    (address >> 8) & 0xff,
    address & 0xff,
    ...toEbcdic(name),
  ];
}

/** Each operand is an entry; the first has the name. */
function dataEntries(state: AssemblyState, statement: Statement, name: string): number[][] {
  let constants: Constant[];
  try {
    const known = scope(state, statement, statement.place);
    constants = splitOperands(statement.operand).map((text) => parseConstant(text, known));
  } catch (error) {
    // its message came in the first pass
    if (error instanceof AssemblyError) return [];
    throw error;
  }
  const { placed } = layOutConstants(constants, statement.place!.value);
  return placed.map(({ constant, at }, i) => dataEntry(constant, at, i === 0 ? name : ''));
}

function dataEntry(constant: Constant, at: number, name: string): number[] {
  const { type, length, scale, values } = constant;
  const times = constant.duplication * (values?.length ?? 1);
  const cluster = (type === 'P' || type === 'Z') && (values?.length ?? 1) > 1;
  const flags =
    DATA.data |
    (times === 1 ? 0 : DATA.multiple) |
    (cluster ? DATA.cluster : 0) |
    (scale === 0 ? 0 : DATA.scaled);
  const size = length - 1;
  return [
    ...head(flags, at, name),
    TYPES[type] ?? 0,
    ...(LONG.includes(type) ? [(size >> 8) & 0xff, size & 0xff] : [size & 0xff]),
    ...(times === 1 ? [] : [(times >> 16) & 0xff, (times >> 8) & 0xff, times & 0xff]),
    ...(scale === 0 ? [] : [(scale >> 8) & 0xff, scale & 0xff]),
  ];
}
