/**
 * Random programs that are traced, and what is typed in their pauses (z/VM REXX/VM Reference, "TRACE", "Interactive Debugging of
 * Programs"), for the comparison with Regina.
 *
 * Where Regina does not as the book says is left out: TRACE of the program itself, which does not count while there are pauses;
 * TRACE ? in a pause; what is wrong in one, which ends Regina's program; TRACE -n, which is in interactive-table.ts;
 * settings that show few clauses (the pause is behind what is shown only); labels of functions, which it does not
 * show; clauses of INTERPRET; SELECT and a plain DO, behind which it does not pause; ITERATE, where it shows END and
 * the DO twice; UNTIL, which it looks at behind END.
 */
import { pick, some, type Chance } from './chance.js';
import type { Interactive } from './interactive-table.js';

const NAMES = ['v1', 'v2', 'v3'];
const SETTINGS = ['a', 'r', 'all', 'results', 'A', 'Rx'];

/** One instruction, on lines of its own, that stands so deep; `whole`: of all kinds. */
function instruction(chance: Chance, depth: number, whole: boolean): string[] {
  const name = pick(chance, NAMES);
  const inside = (): string[] =>
    some(chance, 2, () => instruction(chance, depth + 1, whole))
      .flat()
      .map((line) => `  ${line}`);
  const simple = (): string =>
    pick(chance, [
      `${name} = ${String(chance(9))}`,
      `${name} = v1 + ${String(chance(3))}`,
      `say '${name}' ${name}`,
      'nop',
      "parse value 'a b' with v3 .",
      'upper v1',
      'drop v3',
    ]);
  switch (depth < 3 ? chance(8) : 9) {
    case 0:
      return [`do i${String(depth)} = 1 to ${String(1 + chance(3))}`, ...inside(), 'end'];
    case 1:
      return [`do ${String(chance(3))}`, ...inside(), 'end'];
    case 2:
      if (!whole) return [`if v1 > ${String(chance(9))} then ${simple()}`, `else ${simple()}`];
      return [`if v1 > ${String(chance(9))} then do`, ...inside(), 'end', `else ${simple()}`];
    case 3:
      if (!whole) return ['nop'];
      return ['select', `when v1 = ${String(chance(4))} then nop`, 'otherwise', ...inside(), 'end'];
    case 4:
      return ['call t'];
    case 5:
      if (!whole) return [simple()];
      return ['do', ...inside(), 'end'];
    default:
      return [simple()];
  }
}

function typed(chance: Chance, n: number): string {
  return pick(chance, [
    ...['', '', '', '', `say 'pause' ${String(n)}`, 'say v1 v2', 'v1 = v1 + 1', 'say 1; say 2'],
    ...['do 2; say v1; end', "call trace 'A'", `trace ${String(1 + chance(3))}`],
    'nop',
  ]);
}

/** A program, and what is typed; where the pauses are can be told from what is said in them. */
export function tracedProgram(chance: Chance): Interactive {
  const interactive = chance(3) > 0;
  const body = some(chance, 6, () => instruction(chance, 0, !interactive)).flat();
  return {
    program: [
      'v1 = 1; v2 = 2; v3 = 3',
      `trace ${interactive ? '?' : ''}${pick(chance, SETTINGS)}`,
      ...body,
      "say 'end' v1 v2",
      'exit',
      't:',
      "say 'in t'",
      'return',
    ].join('\n'),
    typed: interactive
      ? [...Array.from({ length: 400 }, (_, n) => typed(chance, n)), 'trace o']
      : [],
  };
}

/**
 * What was shown, as both have it: Regina shows THEN with its IF, no END of a SELECT, other results by TRACE R, and indents by
 * its own count.
 */
export function tracedLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => !/^ +>.>|^ +\d* *\*-\* +(?:then|else|end)$/i.test(line))
    .map((line) =>
      line
        .replace(/^ +\+\+\+ Interactive trace\..*$/, 'HINT')
        .replace(/^ +\+\+\+ (Error \d+).*$/, '+++ $1')
        .replace(/^ +\d* *\*-\* +/, '*-* ')
        .replace(/^(\*-\* (?:if|when) .*?) then.*$/, '$1'),
    )
    .join('\n')
    .trimEnd();
}
