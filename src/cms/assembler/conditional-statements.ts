/**
 * The statements of conditional assembly: SETA, SETB, SETC, LCLx, GBLx, AIF, AGO, ANOP, ACTR, MNOTE, MEXIT, MEND and
 * COPY (GC33-4010, "Conditional Assembly Language").
 */
import { ConditionalExpression, substitute } from './conditional.js';
import { addStatement, guarded, note, take } from './flags.js';
import { readStatement, splitOperands, type RawStatement } from './scanner.js';
import type { AssemblyState, SetSymbol, Statement } from './state.js';
import { fail, failNear } from './value.js';
import { LONGEST_VALUE, macroFrame, setSymbol } from './variables.js';

/** Largest dimension of a SET symbol. */
const MOST_DIMENSION = 32767;

/** What the generator does for these statements. */
export interface GeneratorHelp {
  readonly list: (
    state: AssemblyState,
    raw: RawStatement,
    hidden?: boolean,
  ) => Statement | undefined;
  readonly copy: (state: AssemblyState, raw: RawStatement) => void;
}

/** Carries out a statement of conditional assembly; false when it is none. */
export function conditionalStatement(
  state: AssemblyState,
  raw: RawStatement,
  help: GeneratorHelp,
): boolean {
  const action = ACTIONS[raw.operation];
  if (raw.operation === 'COPY') {
    state.begun = true;
    help.copy(state, raw);
    return true;
  }
  if (action === undefined) return false;
  state.begun = true;
  const { alogic, mlogic } = state.options;
  const open = macroFrame(state) === undefined;
  const listed =
    raw.operation !== 'MNOTE' && (open || mlogic)
      ? help.list(state, raw, open && !alogic)
      : undefined;
  guarded(state, listed?.number ?? state.statements.length + 1, () => {
    action(state, raw);
  });
  return true;
}

type Action = (state: AssemblyState, raw: RawStatement) => void;

const declare =
  (kind: SetSymbol['kind'], global: boolean): Action =>
  (state, raw) => {
    for (const text of splitOperands(raw.operand.toUpperCase())) {
      const match = /^&?([A-Z@#$_][A-Z0-9@#$_]{0,7})(?:\((\d{1,5})\))?$/.exec(text);
      if (match === null) fail(29, text);
      const name = match[1]!;
      const dimension = Number(match[2] ?? 0);
      const declared = match[2] === undefined || dimension > 0;
      if (dimension > MOST_DIMENSION || !declared) fail(30, text);
      declareOne(state, name, kind, dimension, global);
    }
  };

function declareOne(
  state: AssemblyState,
  name: string,
  kind: SetSymbol['kind'],
  dimension: number,
  global: boolean,
): void {
  const frame = macroFrame(state);
  const locals = frame === undefined ? state.locals : frame.locals;
  if (locals.has(name) || frame?.parameters.has(name) === true) {
    const known = locals.get(name);
    if (global && known !== undefined && known === state.globals.get(name)) return;
    fail(5, `&${name}`);
  }
  take(state, 80);
  let symbol: SetSymbol | undefined = global ? state.globals.get(name) : undefined;
  if (symbol !== undefined && symbol.kind !== kind) fail(81, `&${name}`);
  if (symbol !== undefined && symbol.dimension !== dimension) fail(67, `&${name}`);
  symbol ??= { kind, dimension, values: new Map() };
  if (global) state.globals.set(name, symbol);
  locals.set(name, symbol);
}

const set =
  (kind: SetSymbol['kind']): Action =>
  (state, raw) => {
    const match = /^&([A-Z@#$_][A-Z0-9@#$_]{0,7})(?:\((.+)\))?$/i.exec(raw.label);
    if (match === null) fail(31);
    const name = match[1]!.toUpperCase();
    let symbol = setSymbol(state, name);
    if (symbol === undefined) {
      // a SET symbol that nobody has declared is a local one
      if (match[2] !== undefined) fail(6, `&${name}`);
      declareOne(state, name, kind, 0, false);
      symbol = setSymbol(state, name)!;
    }
    if (symbol.kind !== kind) fail(31);
    if ((match[2] !== undefined) !== symbol.dimension > 0) fail(7, `&${name}`);
    let subscript = 0;
    if (match[2] !== undefined) {
      const index = new ConditionalExpression(state, match[2]);
      subscript = index.arithmetic();
      index.end();
      if (subscript < 1) fail(111);
      if (subscript > symbol.dimension) fail(112);
    }
    const expression = new ConditionalExpression(state, raw.operand);
    let value: number | string;
    if (kind === 'A') value = expression.arithmetic();
    else if (kind === 'B') value = Number(expression.logical());
    else value = expression.character().slice(0, LONGEST_VALUE);
    expression.end();
    const before = symbol.values.get(subscript);
    take(
      state,
      (before === undefined ? 40 : 0) +
        (typeof value === 'string' ? value.length : 0) -
        (typeof before === 'string' ? before.length : 0),
    );
    symbol.values.set(subscript, value);
  };

/** Goes to a sequence symbol. */
function branch(state: AssemblyState, target: string): void {
  const symbol = target.toUpperCase();
  if (symbol === '') fail(62);
  if (!/^\.[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(symbol)) fail(73);
  const frame = macroFrame(state);
  const counted = frame ?? state.frames[0]!;
  if (--counted.actr < 0) {
    // the macro is left, or nothing more of open code is looked at
    if (frame === undefined) state.frames.length = 0;
    else leaveMacro(state);
    fail(118);
  }
  if (frame !== undefined) {
    const at = frame.definition.sequence.get(symbol);
    if (at === undefined) fail(76, symbol);
    frame.at = at!;
    return;
  }
  const back = state.openSequence.get(symbol);
  const open = state.frames[0]!;
  if (back !== undefined && back < open.at) {
    state.frames.length = 1;
    open.at = back;
  } else state.seeking = { symbol, wrapped: false };
}

/** Leaves the innermost macro, and the COPY members in it. */
function leaveMacro(state: AssemblyState): void {
  const at = state.frames.findLastIndex((one) => one.kind === 'macro');
  if (at < 0) fail(23);
  state.frames.length = at;
}

function mnote(state: AssemblyState, raw: RawStatement): void {
  const text = substitute(state, raw.operand);
  const match = /^(?:(\*|[^',]*),)?'(.*)'$/s.exec(text);
  const message = match?.[2]?.replaceAll("''", "'").replaceAll('&&', '&');
  const inMacro = macroFrame(state) !== undefined;
  const severity = match?.[1];
  if (match === null || message === undefined) {
    addStatement(state, { cards: raw.cards, generated: inMacro });
    fail(text.trim() === '' ? 62 : text.includes("'") ? 35 : 175);
    return;
  }
  const statement = addStatement(state, {
    cards: [`         MNOTE ${text}`.slice(0, 80)],
    generated: inMacro,
  });
  if (severity === undefined || severity === '*') return;
  let level = 1;
  if (severity !== '') {
    if (!/^[0-9&(]/.test(severity)) failNear(178, severity, 0);
    const expression = new ConditionalExpression(state, severity);
    level = expression.arithmetic();
    expression.end();
    if (level < 0 || level > 255) fail(183);
  }
  note(state, statement.number, level, `MNOTE   ${message}`);
}

const ACTIONS: Readonly<Record<string, Action>> = {
  LCLA: declare('A', false),
  LCLB: declare('B', false),
  LCLC: declare('C', false),
  GBLA: declare('A', true),
  GBLB: declare('B', true),
  GBLC: declare('C', true),
  SETA: set('A'),
  SETB: set('B'),
  SETC: set('C'),
  ANOP: () => undefined,
  ACTR: (state, raw) => {
    if (raw.operand === '') fail(62);
    const expression = new ConditionalExpression(state, raw.operand);
    const limit = expression.arithmetic();
    expression.end();
    const frame = macroFrame(state) ?? state.frames[0]!;
    frame.actr = limit;
  },
  AGO: (state, raw) => {
    branch(state, substitute(state, raw.operand));
  },
  AIF: (state, raw) => {
    if (raw.operand === '') fail(62);
    if (!raw.operand.startsWith('(')) failNear(178, raw.operand, 0);
    const expression = new ConditionalExpression(state, raw.operand, 1);
    const holds = expression.logical();
    const rest = raw.operand.slice(expression.position).trimStart();
    if (!rest.startsWith(')')) fail(215);
    if (holds) branch(state, substitute(state, rest.slice(1)));
  },
  MNOTE: mnote,
  MEXIT: leaveMacro,
  MEND: leaveMacro,
};

/** Notes which symbols are defined where in open code, some lines at a time; false when there are no more. */
export function lookAtLabels(
  state: AssemblyState,
  lines: readonly string[],
  from: number,
  to: number,
): void {
  for (let at = from; at < Math.min(to, lines.length); at++) {
    const label = /^[A-Za-z@#$_][A-Za-z0-9@#$_]{0,7}(?= )/.exec(lines[at]!)?.[0].toUpperCase();
    if (label !== undefined && !state.ahead.has(label)) {
      const { statement } = readStatement(lines, at);
      // a macro's parameter lines are not definitions, but harmless: a real one wins when it comes first
      if (statement.operation !== '') state.ahead.set(label, at);
    }
  }
}
