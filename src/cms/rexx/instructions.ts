/**
 * Instructions that hold no others (z/VM REXX/VM Reference, "Keyword Instructions"), assignments and commands.
 * Each compiles one clause up to its end, which the caller takes.
 */
import { OP } from './code.js';
import type { Condition, ParseSource, TrapOrder } from './code.js';
import type { Emitter } from './emitter.js';
import { fail } from './errors.js';
import { callArguments, expression, startsExpression } from './expression.js';
import type { Structures } from './structures.js';
import { template } from './template.js';

/** Longest name of an environment. */
const MOST_ENVIRONMENT = 8;
const CONDITION_NAMES: readonly Condition[] = [
  'ERROR',
  'FAILURE',
  'HALT',
  'NOVALUE',
  'SYNTAX',
  'NOTREADY',
];
const NOT_CALLED: readonly Condition[] = ['NOVALUE', 'SYNTAX'];

type Compiler = (e: Emitter, structures: Structures) => void;

/** Compiles an assignment, a keyword instruction or a command; the clause must not be empty. */
export function simpleInstruction(e: Emitter, structures: Structures): void {
  const token = e.peek();
  if ((token.kind === 'symbol' || token.kind === 'constant') && e.is('=', 1)) {
    assignment(e);
    return;
  }
  const compiler = token.kind === 'symbol' ? KEYWORDS.get(token.text) : undefined;
  if (compiler !== undefined) {
    e.clause();
    e.at++;
    compiler(e, structures);
    return;
  }
  e.clause('command');
  expression(e);
  e.emit(OP.COMMAND);
}

function assignment(e: Emitter): void {
  e.clause();
  const token = e.take();
  e.at++;
  const reference = e.variable(token);
  if (e.clauseOver()) e.emit(OP.CONSTANT, e.value(''));
  else expression(e);
  if (reference.kind === 'simple') e.emit(OP.SET, reference.slot);
  else e.emit(OP.SET_COMPOUND, e.reference(reference));
}

/** An expression that may be left out, which is the same as an empty string. */
function optional(e: Emitter): void {
  if (startsExpression(e)) expression(e);
  else e.emit(OP.CONSTANT, e.value(''));
}

function address(e: Emitter): void {
  if (e.clauseOver()) {
    e.emit(OP.ADDRESS, -2);
    return;
  }
  if (e.skipWord('VALUE') || e.is('(')) {
    expression(e);
    e.emit(OP.ADDRESS, -1);
    return;
  }
  const token = e.take();
  if (!['symbol', 'constant', 'string'].includes(token.kind)) fail(19, 1, token.text);
  if (token.text.length > MOST_ENVIRONMENT) fail(29, 1, token.text);
  const environment = e.value(token.text);
  if (e.clauseOver()) {
    e.emit(OP.ADDRESS, environment);
    return;
  }
  expression(e);
  e.emit(OP.ADDRESS_COMMAND, environment);
}

function call(e: Emitter): void {
  if (e.isWord('ON') || e.isWord('OFF')) {
    trap(e, 'CALL');
    return;
  }
  const token = e.take();
  if (!['symbol', 'constant', 'string'].includes(token.kind)) fail(19, 2, token.text);
  const count = callArguments(e, []);
  e.emit(OP.CALL, e.value(token.text), count, token.kind === 'string' ? 1 : 0);
}

/** SIGNAL ON, SIGNAL OFF, CALL ON, CALL OFF; the next token is ON or OFF. */
function trap(e: Emitter, by: TrapOrder['by']): void {
  const on = e.take().text === 'ON';
  const token = e.take();
  const condition = CONDITION_NAMES.find((name) => token.kind === 'symbol' && name === token.text);
  if (condition === undefined || (by === 'CALL' && NOT_CALLED.includes(condition))) {
    fail(25, on ? 1 : 2, token.text);
  }
  let label: string = condition;
  if (on && e.skipWord('NAME')) {
    const name = e.take();
    if (!['symbol', 'constant', 'string'].includes(name.kind))
      fail(19, by === 'CALL' ? 3 : 5, name.text);
    label = name.text;
  }
  e.emit(OP.TRAP, e.unit.traps.push({ condition, on, by, label }) - 1);
}

/** Names of variables, or `(name)` for a variable that holds names. */
function variableList(e: Emitter, op: number): void {
  const list: number[] = [];
  while (!e.clauseOver()) {
    if (e.is('(')) {
      e.at++;
      const token = e.take();
      const reference = e.variable(token);
      if (!e.is(')')) fail(46, 1, e.peek().text);
      e.at++;
      list.push(2 * e.reference(reference) + 1);
      continue;
    }
    list.push(2 * e.reference(e.variable(e.take())));
  }
  e.emit(op, list.length, ...list);
}

function drop(e: Emitter): void {
  if (e.clauseOver()) fail(20, 1, '');
  variableList(e, OP.DROP);
}

function procedure(e: Emitter): void {
  if (e.clauseOver()) {
    e.emit(OP.PROCEDURE, 0);
    return;
  }
  if (!e.skipWord('EXPOSE')) fail(25, 17, e.peek().text);
  if (e.clauseOver()) fail(20, 1, '');
  variableList(e, OP.PROCEDURE);
}

function returning(op: number): Compiler {
  return (e) => {
    const given = !e.clauseOver();
    if (given) expression(e);
    e.emit(op, given ? 1 : 0);
  };
}

function numeric(e: Emitter): void {
  const token = e.take();
  const what = ['DIGITS', 'FUZZ', 'FORM'].indexOf(token.text);
  if (token.kind !== 'symbol' || what < 0) fail(25, 15, token.text);
  if (e.clauseOver()) {
    e.emit(OP.NUMERIC, what, 0);
    return;
  }
  if (what === 2 && !e.skipWord('VALUE') && e.peek().kind === 'symbol') {
    const form = e.take().text;
    if (form !== 'SCIENTIFIC' && form !== 'ENGINEERING') fail(25, 11, form);
    e.emit(OP.CONSTANT, e.value(form));
  } else {
    expression(e);
  }
  e.emit(OP.NUMERIC, what, 1);
}

/** PARSE, ARG and PULL; `source` is undefined for PARSE, whose operands name it. */
function parsing(source: ParseSource | undefined): Compiler {
  return (e) => {
    let from = source;
    let upper = source === undefined ? 0 : 1;
    if (from === undefined) {
      if (e.skipWord('UPPER')) upper = 1;
      from = parseSource(e);
    }
    const number = template(e);
    e.emit(OP.PARSE, number, e.value(from), upper);
  };
}

function parseSource(e: Emitter): ParseSource {
  const token = e.take();
  switch (token.kind === 'symbol' ? token.text : '') {
    case 'ARG':
    case 'PULL':
    case 'EXTERNAL':
    case 'LINEIN':
    case 'NUMERIC':
    case 'SOURCE':
    case 'VERSION':
      return token.text as ParseSource;
    case 'VAR': {
      const name = e.take();
      const reference = e.variable(name);
      if (reference.kind === 'simple') e.emit(OP.VARIABLE, reference.slot);
      else e.emit(OP.COMPOUND, e.reference(reference));
      return 'VAR';
    }
    case 'VALUE':
      if (e.isWord('WITH')) e.emit(OP.CONSTANT, e.value(''));
      else expression(e, ['WITH']);
      if (!e.skipWord('WITH')) fail(38, 3, e.peek().text);
      return 'VALUE';
    default:
      return fail(25, 12, token.text);
  }
}

function queueing(order: 0 | 1): Compiler {
  return (e) => {
    optional(e);
    e.emit(OP.QUEUE, order);
  };
}

function signal(e: Emitter): void {
  if (e.isWord('ON') || e.isWord('OFF')) {
    trap(e, 'SIGNAL');
    return;
  }
  if (e.skipWord('VALUE') || e.is('(')) {
    expression(e);
    e.emit(OP.SIGNAL_VALUE);
    return;
  }
  const token = e.take();
  if (!['symbol', 'constant', 'string'].includes(token.kind)) fail(19, 4, token.text);
  e.emit(OP.SIGNAL, e.value(token.text));
}

function trace(e: Emitter): void {
  if (e.clauseOver()) {
    e.emit(OP.TRACE, e.value('N'));
    return;
  }
  const token = e.peek();
  if (!e.isWord('VALUE') && (token.kind === 'symbol' || token.kind === 'string')) {
    e.at++;
    e.emit(OP.TRACE, e.value(token.text));
    return;
  }
  e.skipWord('VALUE');
  // `?R` and `!C` are no expressions, although they look like one
  expression(e);
  e.emit(OP.TRACE, -1);
}

function upper(e: Emitter): void {
  if (e.clauseOver()) fail(20, 1, '');
  while (!e.clauseOver()) {
    const token = e.take();
    const reference = e.variable(token);
    if (reference.kind === 'stem') fail(32, 1, token.text);
    e.emit(OP.UPPER, e.reference(reference));
  }
}

const KEYWORDS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['ADDRESS', address],
  ['ARG', parsing('ARG')],
  ['CALL', call],
  ['DROP', drop],
  ['EXIT', returning(OP.EXIT)],
  [
    'INTERPRET',
    (e) => {
      expression(e);
      e.emit(OP.INTERPRET);
    },
  ],
  ['ITERATE', (_, structures) => structures.leave(true)],
  ['LEAVE', (_, structures) => structures.leave(false)],
  ['NOP', () => undefined],
  ['NUMERIC', numeric],
  [
    'OPTIONS',
    (e) => {
      expression(e);
      e.emit(OP.OPTIONS);
    },
  ],
  ['PARSE', parsing(undefined)],
  ['PROCEDURE', procedure],
  ['PULL', parsing('PULL')],
  ['PUSH', queueing(1)],
  ['QUEUE', queueing(0)],
  ['RETURN', returning(OP.RETURN)],
  [
    'SAY',
    (e) => {
      optional(e);
      e.emit(OP.SAY);
    },
  ],
  ['SIGNAL', signal],
  ['TRACE', trace],
  ['UPPER', upper],
]);
