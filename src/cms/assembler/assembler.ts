/**
 * The assembler for System/370, with the language of Assembler XF (OS/VS-DOS/VSE-VM/370 Assembler Language,
 * GC33-4010). An assembly is plain data that is driven step by step; {@link assemble} does all of one at once.
 */
import { lookAtLabels } from './conditional-statements.js';
import { emit } from './second-pass.js';
import { flag, TERMINATE } from './flags.js';
import { ACTR, generate } from './generator.js';
import { putHeading, report } from './reports.js';
import { STANDARD_COLUMNS } from './scanner.js';
import { layOutSections, newSections } from './sections.js';
import { addressOf } from './sections.js';
import type { AssemblyOptions, AssemblyState, Literal } from './state.js';
import { newUsings } from './usings.js';
import { AssemblyError } from './value.js';

export type { AssemblyOptions, AssemblyState } from './state.js';

/** A statement that is in error. */
export interface AssemblyMessage {
  /** Number of the statement, from 1: of the line, as long as there are no continued ones before it. */
  readonly line: number;
  readonly message: string;
}

/** An assembled program. */
export interface Assembly {
  /** Its bytes from `origin` on; what DS leaves open is zeros. */
  readonly bytes: Uint8Array;
  /** Address of the first byte (START, else 0). */
  readonly origin: number;
  /** Where it begins: the operand of END, else the origin. */
  readonly entry: number;
  /** Addresses and values by name. */
  readonly symbols: ReadonlyMap<string, number>;
  /** What is wrong (severity 8 and more); such statements made no bytes or zeros. */
  readonly errors: readonly AssemblyMessage[];
}

const DEFAULTS: AssemblyOptions = {
  ...{ sysparm: '', list: false, esd: false, rld: false, xref: 'none', align: true },
  rent: false,
  ...{ deck: false, yflag: true, alogic: true, mlogic: false, mcall: false, libmac: false },
  ...{ test: false, number: false, stmt: true, object: true, terminal: false },
  ...{ lineCount: 55, flag: 0, date: '01/01/70', time: '00.00', julian: '70001' },
  work: 64 << 20,
};

/** Begins an assembly of these lines. */
export function startAssembly(
  lines: readonly string[],
  options: Partial<AssemblyOptions> = {},
): AssemblyState {
  return {
    ...{ version: 1, options: { ...DEFAULTS, ...options }, phase: 'generate', work: 0 },
    frames: [{ kind: 'source', lines, at: 0, library: false, actr: ACTR }],
    ...{ columns: STANDARD_COLUMNS, pending: undefined, wanted: undefined, defining: undefined },
    ...{ seeking: undefined, macros: new Map(), library: new Map(), globals: new Map() },
    ...{ locals: new Map(), synonyms: new Map(), ahead: new Map(), openSequence: new Map() },
    ...{ calls: 0, sequence: undefined, begun: false, looked: 0 },
    ...{ statements: [], symbols: new Map(), sections: newSections() },
    ...{
      pools: [new Map<string, Literal>()],
      placing: undefined,
      flags: [],
      said: new Set(),
      sorting: undefined,
    },
    ...{
      tally: { flagged: 0, severity: 0, last: 0 },
      literals: [],
      items: [],
      symbolText: [],
      dictionary: { data: [], last: -1, before: '' },
    },
    ...{ entries: [], ended: false, end: undefined, flagged: new Set() },
    ...{ at: 0, usings: newUsings(), emitting: [], relocations: [] },
    ...{ print: { on: true, gen: true, data: false }, printStack: [], title: '', deckName: '' },
    ...{ page: 0, lineOnPage: 0, report: { part: 'sort messages', at: 0, from: 0 }, sorted: [] },
    ...{ listing: [], deck: [], terminal: [], image: undefined, card: undefined, cards: 0 },
    ...{ entry: undefined, read: { input: 0, library: 0, printed: 0 } },
  };
}

/** Lines whose labels are looked at for one unit. */
const LABELS = 16;

/**
 * Goes on with an assembly for about `units` statements.
 * @returns what it needs next: `member` is a macro or COPY member, to be given by {@link provideMember}
 */
export function assembleSome(
  state: AssemblyState,
  units: number,
):
  | { readonly kind: 'more' }
  | { readonly kind: 'done' }
  | { readonly kind: 'member'; readonly name: string } {
  try {
    for (let i = 0; i < units; i++) {
      if (state.phase === 'done') return { kind: 'done' };
      step(state);
      if (state.wanted !== undefined) return { kind: 'member', name: state.wanted };
    }
  } catch (error) {
    if (!(error instanceof AssemblyError) || error.number !== TERMINATE) throw error;
    terminate(state);
  }
  return { kind: 'more' };
}

/** Work space is used up: what has been assembled so far is reported, and nothing more. */
function terminate(state: AssemblyState): void {
  state.work = -Infinity;
  state.frames.length = 0;
  state.wanted = undefined;
  state.emitting.length = 0;
  flag(state, state.statements.length, TERMINATE);
  state.phase = 'report';
  state.placing = undefined;
  state.sorting = undefined;
  state.report = { part: 'sort flags', at: 0, from: 0 };
}

function step(state: AssemblyState): void {
  switch (state.phase) {
    case 'generate': {
      const [open] = state.frames;
      if (open?.kind === 'source' && state.looked < open.lines.length) {
        lookAtLabels(state, open.lines, state.looked, state.looked + LABELS);
        state.looked += LABELS;
        return;
      }
      generate(state);
      return;
    }
    case 'heading':
      heading(state);
      return;
    case 'emit':
      emit(state);
      return;
    case 'report':
      report(state);
      return;
    case 'done':
      return;
  }
}

function heading(state: AssemblyState): void {
  if (state.report.part !== 'sort messages' || state.sorting !== undefined) {
    putHeading(state);
    return;
  }
  try {
    const size = layOutSections(state.sections);
    if (state.image !== undefined) state.image = { ...state.image, bytes: new Uint8Array(size) };
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    flag(state, state.statements.length, error.number, error.fill);
  }
  putHeading(state);
}

/** Gives the member that was asked for; undefined when no library has it. */
export function provideMember(
  state: AssemblyState,
  name: string,
  lines: readonly string[] | undefined,
): void {
  state.library.set(name, lines ?? false);
  state.wanted = undefined;
}

/**
 * Assembles a program whole, without libraries. Errors are told in the result; nothing is thrown for bad source.
 * @param lenient - registers and operands that an instruction must not have are taken as they are, to see the machine refuse them
 */
export function assemble(source: string, lenient = false): Assembly {
  const state = startAssembly(source.split(/\r?\n/));
  state.image = { bytes: new Uint8Array(0), lenient };
  for (;;) {
    const next = assembleSome(state, 1000);
    if (next.kind === 'done') break;
    if (next.kind === 'member') provideMember(state, next.name, undefined);
  }
  const { origin } = state.sections;
  const symbols = new Map<string, number>();
  for (const [name, value] of state.symbols) symbols.set(name, addressOf(state.sections, value));
  return {
    bytes: state.image.bytes,
    origin,
    entry: state.entry === undefined ? origin : addressOf(state.sections, state.entry),
    symbols,
    errors: state.flags
      .filter((one) => one.severity >= 8)
      .map((one) => ({ line: one.statement, message: one.text })),
  };
}

/** The return code of an assembly: its highest severity. */
export function returnCode(state: AssemblyState): number {
  return state.tally.severity;
}
