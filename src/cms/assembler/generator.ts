/**
 * The generator: takes statements from open code, COPY members and macros, carries out conditional assembly and gives
 * everything else, filled in, to the first pass (GC33-4010, "The Macro Facility", "Conditional Assembly Language").
 */
import { conditionalStatement } from './conditional-statements.js';
import { substitute } from './conditional.js';
import { operation } from './encoder.js';
import { firstPass, isDirective } from './first-pass.js';
import { placeLiterals } from './literals.js';
import { addStatement, flag, guarded, take } from './flags.js';
import { defineMacro, startDefinition } from './macro-definition.js';
import { callMacro } from './macro-call.js';
import { readStatement, TOO_MANY_CARDS } from './scanner.js';
import type { RawStatement } from './scanner.js';
import type { AssemblyState, Frame, Statement } from './state.js';
import { fail } from './value.js';
import { macroFrame } from './variables.js';

/** Deepest nesting of COPY and macros. */
export const MOST_FRAMES = 200;
/** Branches that conditional assembly may take when ACTR does not say. */
export const ACTR = 4096;

/** Most cards of an instruction of the machine or of the assembler. */
const MOST_CARDS = 10;

/** Deals with the next statement; when a library member is needed first, `state.wanted` says so. */
export function generate(state: AssemblyState): void {
  if (state.placing !== undefined) {
    placeLiterals(state, state.placing);
    return;
  }
  const raw = state.pending ?? nextStatement(state);
  state.pending = undefined;
  if (raw === undefined) {
    sourceEnded(state);
    return;
  }
  if (state.defining !== undefined) {
    defineMacro(state, raw, listRaw);
    return;
  }
  if (state.seeking !== undefined) {
    if (raw.label !== state.seeking.symbol) {
      if (raw.label.startsWith('.')) noteSequence(state, raw);
      return;
    }
    state.seeking = undefined;
  }
  if (raw.label.startsWith('.')) noteSequence(state, raw);
  if (raw.kind !== 'statement') {
    if (raw.kind === 'comment' || macroFrame(state) === undefined) listRaw(state, raw);
    return;
  }
  if (raw.operation === 'MACRO') {
    state.begun = true;
    startDefinition(state, '');
    listRaw(state, raw);
    return;
  }
  if (conditionalStatement(state, raw, { list: listRaw, copy })) return;
  fill(state, raw);
}

/** Remembers where a sequence symbol of open code stands. */
function noteSequence(state: AssemblyState, raw: RawStatement): void {
  if (state.frames.length !== 1) return;
  if (!state.openSequence.has(raw.label)) state.openSequence.set(raw.label, raw.line - 1);
}

/** The next statement of the innermost source; what has come to its end is left. */
function nextStatement(state: AssemblyState): RawStatement | undefined {
  for (;;) {
    const frame = state.frames.at(-1);
    if (frame === undefined) return undefined;
    const { defining } = state;
    if (frame.kind === 'macro') {
      if (frame.at < frame.definition.body.length) return frame.definition.body[frame.at++];
    } else if (frame.at < frame.lines.length) {
      const { statement, next } = readStatement(frame.lines, frame.at, state.columns);
      frame.at = next;
      // a statement that calls a macro of a library is read again when its definition is there
      const counted = Math.max(
        0,
        next - Math.max(frame.counted ?? 0, next - statement.cards.length),
      );
      frame.counted = Math.max(frame.counted ?? 0, next);
      if (frame.library) state.read.library += counted;
      else state.read.input += counted;
      checkSequence(state, statement);
      return tooLong(state, statement) ? { ...statement, fault: TOO_MANY_CARDS } : statement;
    }
    if (defining !== undefined && state.frames.length <= defining.frames) {
      flag(state, state.statements.length, 305);
      if (defining.library) state.library.set(defining.wanted, false);
      state.defining = undefined;
    }
    if (frame.kind === 'source' && state.frames.length === 1 && state.seeking !== undefined) {
      flag(state, state.statements.length, 76, state.seeking.symbol);
      state.seeking = undefined;
    }
    state.frames.pop();
  }
}

/** Macro instructions and prototypes go on over as many cards as they need, others do not. */
function tooLong({ defining }: AssemblyState, { cards, operation: op }: RawStatement): boolean {
  if (cards.length <= MOST_CARDS) return false;
  const isPrototype = defining?.depth === 1 && defining.definition === undefined;
  return !isPrototype && (op === '' || isDirective(op) || operation(op) !== undefined);
}

function checkSequence(state: AssemblyState, { cards }: RawStatement): void {
  const { sequence } = state;
  if (sequence === undefined) return;
  for (const card of cards) {
    const field = card.padEnd(80).slice(sequence.from - 1, sequence.to);
    if (field.trim() === '') continue;
    if (field <= sequence.last) flag(state, state.statements.length + 1, 25);
    sequence.last = field;
  }
}

function sourceEnded(state: AssemblyState): void {
  if (!state.ended) {
    const statement = addStatement(state, { cards: ['         END'], operation: 'END' });
    flag(state, statement.number, 306);
    firstPass(state, statement);
    // its literals come first
    return;
  }
  state.phase = 'heading';
}

/** Puts a statement into the listing as it is written. */
function listRaw(state: AssemblyState, raw: RawStatement, hidden = false): Statement | undefined {
  const frame = state.frames.at(-1);
  const inMacro = macroFrame(state) !== undefined;
  const library = frame?.kind === 'source' && frame.library && state.defining?.library === true;
  if (library && !state.options.libmac) return undefined;
  const generated = inMacro && !library;
  const statement = addStatement(state, { cards: raw.cards, generated, hidden });
  if (raw.fault > 0) flag(state, statement.number, raw.fault);
  return statement;
}

/** COPY: the member is read next. */
function copy(state: AssemblyState, raw: RawStatement): void {
  const name = raw.operand.trim().toUpperCase();
  const lines = state.library.get(name);
  if (lines === undefined && /^[A-Z0-9@#$_]{1,8}$/.test(name)) {
    requestMember(state, raw, name);
    return;
  }
  const statement = listRaw(state, raw);
  const number = statement?.number ?? state.statements.length;
  guarded(state, number, () => {
    if (name === '') return fail(50);
    if (lines === undefined || lines === false) return fail(68, name);
    if (state.frames.length >= MOST_FRAMES) fail(303);
    // members of OS libraries may be in the form of a macro library's COPY file
    state.frames.push({ kind: 'source', lines, at: 0, library: true, actr: ACTR });
  });
}

/** Has a library member read before the statement is looked at again. */
function requestMember(state: AssemblyState, raw: RawStatement, name: string): void {
  state.pending = raw;
  state.wanted = name;
}

/** The cards of a statement whose variable symbols are filled in. */
function composed(
  raw: RawStatement,
  label: string,
  op: string,
  operand: string,
): readonly string[] {
  if (!/&/.test(raw.label + raw.operation + raw.operand) && !raw.label.startsWith('.'))
    return raw.cards;
  let text = label.padEnd(8) + ' ' + op.padEnd(5) + ' ' + operand;
  if (raw.remarks !== '') text = text.padEnd(Math.min(raw.remarksAt, 60) - 1) + ' ' + raw.remarks;
  const cards: string[] = [];
  text = text.trimEnd();
  for (let rest = text; ;) {
    const first = cards.length === 0;
    const width = first ? 71 : 56;
    const part = rest.slice(0, width);
    rest = rest.slice(width);
    const card = (first ? part : ' '.repeat(15) + part) + (rest === '' ? '' : 'X');
    // what numbers the cards of the macro numbers those that it makes
    const sequence = raw.cards[cards.length]?.slice(72, 80).trimEnd() ?? '';
    cards.push(sequence === '' ? card : card.padEnd(72) + sequence);
    if (rest === '') return cards;
  }
}

/** Fills in variable symbols, and calls the macro or gives the statement to the first pass. */
function fill(state: AssemblyState, raw: RawStatement): void {
  const inMacro = macroFrame(state) !== undefined;
  let op = raw.operation;
  let label = raw.label.startsWith('.') ? '' : raw.label;
  const filled = guarded(state, state.statements.length + 1, () => {
    op = substitute(state, op).trim().toUpperCase();
    label = substitute(state, label).trim().toUpperCase();
  });
  const synonym = state.synonyms.get(op);
  const meant = synonym ?? op;
  const macro = state.macros.get(meant);
  if (filled && macro === undefined && meant !== '' && !known(state, meant)) {
    const member = state.library.get(meant);
    if (member === undefined && /^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(meant)) {
      requestMember(state, raw, meant);
      return;
    }
    if (member !== undefined && member !== false) {
      readMacro(state, raw, meant, member);
      return;
    }
  }
  let operand = raw.operand;
  const good =
    filled &&
    guarded(state, state.statements.length + 1, () => {
      operand = substitute(state, operand);
    });
  const cards = good ? composed(raw, label, op, operand) : raw.cards;
  // a comma alone stands for no operand, so that remarks may follow
  if (operand === ',' && macro === undefined && isDirective(meant)) operand = '';
  const statement = addStatement(state, {
    label,
    operation: meant,
    operand,
    cards,
    generated: inMacro,
    hidden: inMacro && macro !== undefined && !state.options.mcall,
  });
  if (raw.fault > 0) flag(state, statement.number, raw.fault);
  if (!good) return;
  if (macro !== undefined) {
    guarded(state, statement.number, () => {
      callMacro(state, macro, label, operand, MOST_FRAMES);
      // one that is not listed has no number, unless something is wrong with it
      if (statement.hidden && state.flags.at(-1)?.statement !== statement.number) {
        state.statements.pop();
      }
    });
    return;
  }
  if (meant === 'REPRO') repro(state, statement);
  else firstPass(state, statement);
}

function known(state: AssemblyState, op: string): boolean {
  return isDirective(op) || operation(op) !== undefined || state.synonyms.get(op) === '';
}

/** Has the definition of a library macro read; the statement that calls it waits. */
function readMacro(
  state: AssemblyState,
  raw: RawStatement,
  name: string,
  lines: readonly string[],
): void {
  state.pending = undefined;
  const statement = state.frames.at(-1)!;
  if (state.frames.length >= MOST_FRAMES) {
    state.library.set(name, false);
    flag(state, state.statements.length + 1, 303);
    state.pending = raw;
    return;
  }
  // the caller is read again when the definition is there
  stepBack(statement, raw);
  take(state, 64 * lines.length);
  startDefinition(state, name);
  state.frames.push({ kind: 'source', lines, at: 0, library: true, actr: ACTR });
  // the definition's own frame is the one that must not end before MEND
  state.defining = { ...state.defining!, frames: state.frames.length };
}

function stepBack(frame: Frame, raw: RawStatement): void {
  frame.at -= frame.kind === 'macro' ? 1 : raw.cards.length;
}

/** REPRO: the next card goes into the deck as it is. */
function repro(state: AssemblyState, statement: Statement): void {
  const frame = state.frames.at(-1)!;
  const card =
    frame.kind === 'macro' ? frame.definition.body[frame.at]?.cards[0] : frame.lines[frame.at];
  if (card === undefined) {
    flag(state, statement.number, 308);
    return;
  }
  frame.at++;
  addStatement(state, { cards: [card], operation: 'REPRO', operand: card });
}
