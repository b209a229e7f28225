/**
 * Random clauses of the language itself for the comparison with Regina: stems and compound names, templates of all
 * forms, routines and their arguments, conditions, INTERPRET, what TRACE I shows of an expression.
 */
import { pick, some, type Chance } from './chance.js';

const WORDS = ['a', 'to', 'the', 'rexx', 'abc', 'x', '42', '3.5', 'Hello', ',', '=', '', ' '];
const NAMES = ['v1', 'v2', 'v3'];

function text(chance: Chance): string {
  return `'${some(chance, 5, () => pick(chance, WORDS)).join(pick(chance, [' ', '  ', ',']))}'`;
}

function templateItem(chance: Chance): string {
  switch (chance(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return pick(chance, NAMES);
    case 4:
      return pick(chance, ['.', 's.1', 's.k']);
    case 5:
      return `'${pick(chance, [' ', 'a', ',', 'the', '42', ''])}'`;
    case 6:
      return String(1 + chance(12));
    case 7:
      return `${pick(chance, ['+', '-', '='])}${String(chance(6))}`;
    case 8:
      return `${pick(chance, ['+', '-', '='])}(k)`;
    case 9:
      return '(p)';
    case 10:
      return `"${pick(chance, [',', 'x', '='])}" ${pick(chance, ['', '+1', '-2', '3'])}`;
    default:
      return pick(chance, ['v1 v2', 'v2 . v3', 'v1 s.k']);
  }
}

function template(chance: Chance): string {
  return some(chance, 7, () => templateItem(chance)).join(' ');
}

const SET = "k = 2; p = 'a'; v1 = 1; v2 = 2; v3 = 3; s. = 'S'; ";
const SHOW = "say '<'v1'|'v2'|'v3'|'s.1'|'s.k'>'";

/** PARSE of all sources but those that belong to a system. */
function parsing(chance: Chance, n: string): string {
  const upper = pick(chance, ['', '', 'upper ']);
  const { [chance(5)]: source } = [
    `parse ${upper}value ${text(chance)} with ${template(chance)}`,
    `v3 = ${text(chance)}; parse ${upper}var v3 ${template(chance)}`,
    `queue ${text(chance)}; parse ${upper}pull ${template(chance)}`,
    `push ${text(chance)}; queue 'last'; pull ${template(chance)}; pull v3`,
    `numeric digits ${String(1 + chance(20))}; parse value digits() form() fuzz() with ${template(chance)}`,
  ];
  if (chance(4) > 0) return `${SET}${source!}; ${SHOW}`;
  const args = some(chance, 3, () => pick(chance, [text(chance), '', '1 + 1']));
  const templates = some(chance, 3, () => template(chance)).join(', ');
  // with = behind it ARG would be a variable
  const how = templates.startsWith('=') ? 'parse arg' : pick(chance, ['arg', 'parse upper arg']);
  return (
    `${SET}call t${n} ${args.join(', ')}; ${SHOW} arg(); return; ` +
    `t${n}: ${how} ${templates}; say arg() arg(1, 'e') arg(2, 'o') '<'arg(2)'>'; return`
  );
}

function compound(chance: Chance): string {
  return pick(chance, ['s.i', 's.j', 's.1', 's.i.j', 's.x', 's.i.1', 's.0', 't.i', 's.1E1']);
}

/** Stems: values of their own, of all, none; exposed, dropped, named by VALUE. */
function stems(chance: Chance, n: string): string {
  const steps = some(chance, 8, () => {
    switch (chance(8)) {
      case 0:
        return `s. = '${String(chance(9))}'`;
      case 1:
        return `drop ${pick(chance, ['s.', compound(chance), 'i', '(d)'])}`;
      case 2:
        return `i = ${pick(chance, ['1', '"1"', '01', '"x y"', 'j', '1.0'])}`;
      case 3:
        return `call value '${compound(chance)}', ${String(chance(9))}`;
      case 4:
        return `say symbol('${compound(chance)}') value('${compound(chance)}')`;
      case 5:
        return `call x${n}`;
      default:
        return `${compound(chance)} = ${pick(chance, ['1', 'i', compound(chance), "'z'"])}`;
    }
  });
  const exposed = pick(chance, [
    '',
    ' expose s.',
    ' expose s.i',
    ' expose i s.i',
    ' expose (d)',
    ' expose s.1 d',
  ]);
  return (
    `i = 1; j = 2; d = 's.1 i'; ${steps.join('; ')}; say s.1 s.i s.j s.i.j s.x s.0 t.1 i; return; ` +
    `x${n}: procedure${exposed}; say s.1 s.i i; s.1 = 'new'; i = 3; s.i = 'three'; return`
  );
}

/** Conditions that are raised, and what CONDITION tells. */
function conditions(chance: Chance, n: string): string {
  const tell = "say condition('c') condition('i') condition('s') '<'condition('d')'>'";
  switch (chance(5)) {
    case 0: {
      const bad = pick(chance, ['nope', 's.nope', 'k + nope', "'x' nope.k", 'max(nope, 1)']);
      return `k = 1; signal on novalue name h${n}; say ${bad}; return; h${n}: ${tell}`;
    }
    case 1: {
      const bad = pick(chance, [
        "1 + 'x'",
        '1 / 0',
        "substr('a')",
        'abs()',
        "x2d('g')",
        '2 ** 1.5',
      ]);
      return `signal on syntax name h${n}; say ${bad}; return; h${n}: say rc; signal off syntax; say condition('c') condition('i')`;
    }
    case 2:
      return `signal on novalue name h${n}; signal off novalue; say nope; return; h${n}: say 'no'`;
    case 3:
      return `call u${n}; say result condition('c'); return; u${n}: signal on novalue name h${n}; return nope; h${n}: ${tell}; return 'trapped'`;
    default:
      return `do i = 1 to 3; signal h${n}; end; say 'not'; return; h${n}: say i; say datatype(sigl)`;
  }
}

/** A number: every operand is one, since Regina looks at the left one before it has the right one. */
function numeric(chance: Chance, depth: number): string {
  if (depth === 0)
    return pick(chance, ['1', '2', '3.5', 'v1', 'v2', 's.k', 's.k', 'length(p)', "pos('b', p)"]);
  const op = pick(chance, ['+', '-', '*', '%', '=', '<', '>=', '\\=']);
  const left = numeric(chance, chance(depth));
  const right = numeric(chance, chance(depth));
  switch (chance(6)) {
    case 0:
      return `(${left}) ${op} (${right})`;
    case 1:
      return `${pick(chance, ['-', '+'])}(${right})`;
    case 2:
      return `max(${left}, ${right})`;
    case 3:
      return `(${left} > ${right})`;
    default:
      return `${left} ${op} ${right}`;
  }
}

function expression(chance: Chance, depth: number): string {
  switch (chance(4)) {
    case 0:
      return `left('abc', 2) || (${numeric(chance, depth)})`;
    case 1:
      return `'ab' v3 p == (${numeric(chance, depth)})`;
    case 2:
      return `\\(${numeric(chance, depth)} = v2)`;
    default:
      return numeric(chance, depth);
  }
}

/** What TRACE I shows of an expression and of a template. */
function tracing(chance: Chance): string {
  const traced =
    chance(4) === 0
      ? `parse value ${text(chance)} with ${template(chance).replaceAll(/s\.[1k]/g, 'v2')}`
      : `v3 = ${expression(chance, 3)}`;
  return `${SET}s.2 = 7; trace i; ${traced}; trace o; say v3`;
}

/** Commands end with the return code in them; here, that of the shell. */
function command(chance: Chance): string {
  return `'exit ${String(pick(chance, [0, 0, 1, 3, 8, 28]))}'`;
}

/** CALL ON and SIGNAL ON for commands and streams, with routines in which it happens again. */
function trappedCommands(chance: Chance, n: string): string {
  const how = pick(chance, ['call', 'call', 'signal']);
  const condition = pick(chance, ['error', 'error', 'notready']);
  const event = (): string =>
    condition === 'error' ? command(chance) : `y = linein('/nonexistent/${n}')`;
  const clause = (): string =>
    pick(chance, [
      event(),
      event(),
      `x = 'a' || 1; ${event()}`,
      'say rc',
      `${how} off ${condition}`,
      `call on ${condition} name h${n}`,
      `call u${n}; say 'called' rc`,
      `x = u${n}(); say x`,
      `if 1 then ${event()}; say 'if' rc`,
      `do 2; ${event()}; say 'turn'; end`,
    ]);
  const body = some(chance, 6, clause).join('; ');
  const tell = "say condition('c') condition('i') condition('s') '<'condition('d')'>' rc";
  const again = pick(chance, ['nop', event(), `call on ${condition} name k${n}`, 'return 7']);
  return (
    `trace o; rc = 'none'; ${how} on ${condition} name h${n}; ${event()}; say 'first' rc; ${body}; ` +
    `say 'end' rc; return; u${n}: ${event()}; say 'in u' rc; return 5; ` +
    `k${n}: say 'k'; return; h${n}: ${tell}; ${again}; say 'handled' rc condition('s'); return`
  );
}

/** What each setting of TRACE shows. */
function traces(chance: Chance, n: string): string {
  const assignment = (): string =>
    pick(chance, ['v1 = 3', 'v2 = v1 + 1', "v3 = v1 || 'a'", 's.k = v2', 'v1 = s.k']);
  const parse = (): string =>
    `parse value ${text(chance)} with ${pick(chance, ['v1 v2', 'v1 . v2', 'v3 2 .'])}`;
  const both = (clauses: readonly (() => string)[]): string =>
    some(chance, 6, () => pick(chance, clauses)()).join('; ');
  const call = (): string => `call t${n}`;
  const said = (): string => "say 'said' v1";
  const nothing = (): string =>
    pick(chance, ['nop', 'numeric digits 9', 'drop v3', 'push v1; pull v1']);
  const inside = (): string =>
    pick(chance, [`if v1 = 1 then call t${n}`, `do 2; call t${n}; end`, `v1 = f${n}()`]);
  const [mode, body] = pick(chance, [
    ['a', [assignment, parse, said, nothing, call]],
    ['r', [assignment, parse, said, nothing]],
    ['l', [assignment, parse, said, nothing, call, inside, () => command(chance)]],
    ['c', [assignment, said, nothing, call, () => command(chance), () => command(chance)]],
    ['e', [assignment, said, nothing, call, () => command(chance), () => command(chance)]],
    ['o', [assignment, parse, said, nothing, call, inside, () => command(chance)]],
  ] as const);
  return `${SET}trace ${mode}; ${both(body)}; trace o; say v1 v2 v3 trace(); return; t${n}: return; f${n}: return 2`;
}

/** Loops in loops, left by name; IF and SELECT in each other. */
function structure(chance: Chance): string {
  const leave = (): string =>
    pick(chance, [
      'leave',
      'leave i',
      'leave j',
      'iterate',
      'iterate i',
      'iterate j',
      'nop',
      'say i j',
    ]);
  const test = (): string =>
    pick(chance, [
      'i = 2',
      'j > 1',
      'i + j = 4',
      'i // 2',
      'j = i',
      '1',
      '0',
      'i * j > 3',
      'i = 2 & j = 1',
      'i = 1 | j > 1',
      '(i = 1) && \\(j = 1)',
    ]);
  const inner =
    chance(2) === 0
      ? `if ${test()} then ${leave()}; else if ${test()} then ${leave()}; else say 'e'`
      : `select; when ${test()} then ${leave()}; when ${test()} then do; say 's'; ${leave()}; end; otherwise ${leave()}; end`;
  const first = pick(chance, [
    'i = 1 to 3',
    'i = 3 to 1 by -1',
    'i = 1 for 2',
    'i = 0 by 1 while i < 3',
    'i = 1 until i > 2',
  ]);
  const second = pick(chance, ['j = 1 to 2', 'j = 2 to 1 by -.5', 'j = i to 3', 'j = 1 for i']);
  return `do ${first}; do ${second}; ${inner}; say i j; end j; end i; say i j`;
}

function interpreting(chance: Chance): string {
  const clause = pick(chance, [
    'v1 = v1 + 1',
    'do i = 1 to 2; v1 = v1 i; end',
    "if v1 = 1 then v2 = 'one'; else v2 = 'other'",
    "interpret 'v3 = v1 * 2'",
    's.k = v1; v2 = s.2',
    'drop v1; v2 = v1',
    'return',
    'parse value v1 v2 with v3',
    'leave',
    'v2 = ',
    'numeric digits 3; v2 = 1 / 3',
    'upper v3',
  ]);
  const inLoop = chance(3) === 0;
  const whole = inLoop ? `do 2; interpret "${clause}"; end` : `interpret "${clause}"`;
  return `${SET}v3 = 'xyz'; ${whole}; ${SHOW}`;
}

/** Routines: arguments, results, settings that are as before behind them. */
function routines(chance: Chance, n: string): string {
  const args = some(chance, 3, () => pick(chance, ['1', "'x y'", '', '2 + 3', 'v1'])).join(', ');
  const value = pick(chance, [
    'arg(1) arg(2)',
    'arg()',
    "'r'",
    'arg(1, "E")',
    'digits() fuzz() form()',
    '',
  ]);
  const setting = pick(chance, [
    'nop',
    'numeric digits 4',
    'numeric form engineering',
    'v1 = 9',
    'numeric fuzz 1',
  ]);
  const call =
    chance(2) === 0
      ? `call u${n} ${args}; say symbol('RESULT') v1 digits() fuzz() form()`
      : `say u${n}(${args}) v1 digits() fuzz() form()`;
  return `v1 = 1; drop result; ${call}; return; u${n}: ${pick(chance, ['', 'procedure; '])}${setting}; return ${value}`;
}

/** A few clauses that say something; labels in them have `n` in them. */
export function languageBody(chance: Chance, n: string): string {
  switch (chance(12)) {
    case 0:
    case 1:
    case 2:
      return parsing(chance, n);
    case 3:
    case 4:
      return stems(chance, n);
    case 5:
      return conditions(chance, n);
    case 6:
      return tracing(chance);
    case 7:
      return structure(chance);
    case 8:
      return interpreting(chance);
    case 9:
      return trappedCommands(chance, n);
    case 10:
      return traces(chance, n);
    default:
      return routines(chance, n);
  }
}
