/** Literals and their pools (GC33-4010, "Literals", "LTORG"). */
import { parseConstant } from './constants.js';
import type { Constant } from './constants.js';
import { evaluate } from './expression.js';
import { guarded, take } from './flags.js';
import { splitOperands } from './scanner.js';
import { addSection, advance, here, sectionNamed } from './sections.js';
import type { AssemblyState, Literal, Statement } from './state.js';
import { scope } from './symbols.js';
import { absolute, fail } from './value.js';

/** Notes the literals among the operands of a statement. */
export function collectLiterals(state: AssemblyState, statement: Statement): void {
  if (!statement.operand.includes('=')) return;
  for (const operand of splitOperands(statement.operand)) {
    if (!operand.startsWith('=')) continue;
    evaluate(operand.replace(/\)\(\d*\)$/, ')'), {
      ...scope(state, statement),
      literal: (text) => {
        addLiteral(state, statement, text);
        return absolute(0);
      },
    });
  }
}

/** What a literal is known by: one with the location counter in it is another one in each statement. */
export function literalKey(text: string, statement: Statement): string {
  const moving = /^=\d*[AYS](?:L[\d.]+)?\((?:.*[-(,+*/])?\*/i.test(text);
  return moving ? `${text} ${String(statement.number)}` : text;
}

function addLiteral(state: AssemblyState, statement: Statement, text: string): void {
  const pool = state.pools.at(-1)!;
  const key = literalKey(text, statement);
  const known = pool.get(key);
  if (known !== undefined) {
    if (known.references.at(-1) !== statement.number) known.references.push(statement.number);
    return;
  }
  const constant = parseConstant(text.slice(1), scope(state, statement));
  if (constant.values === undefined || constant.duplication === 0) fail(161);
  if (constant.packed) fail(199);
  take(state, 160 + text.length);
  pool.set(key, {
    ...{ text, constant, place: undefined, origin: statement.place },
    ...{ defined: 0, references: [statement.number] },
  });
}

/** What an external name looks like. */
export const EXTERNAL_NAME = /^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/i;

/** V constants make external symbols, Q constants of dummy sections pseudo registers. */
export function noteExternals(state: AssemblyState, constant: Constant): void {
  if (constant.type === 'Q') {
    for (const name of constant.values ?? []) {
      if (EXTERNAL_NAME.test(name)) externalDummy(state, name.toUpperCase());
    }
    return;
  }
  // V constants of a dummy section are never anywhere
  const { list, current } = state.sections;
  if (constant.type !== 'V' || list[current - 1]?.kind === 'DSECT') return;
  for (const name of constant.values ?? []) {
    // the second pass tells of it
    if (!EXTERNAL_NAME.test(name)) continue;
    if (sectionNamed(state.sections, name.toUpperCase(), true) === 0)
      addSection(state.sections, name.toUpperCase(), 'ER');
  }
}

/** A dummy section that a Q constant names is an external one, as long as it becomes; gives its number, 0 for another name. */
export function externalDummy(state: AssemblyState, name: string): number {
  const known = sectionNamed(state.sections, name, true);
  if (known !== 0) return state.sections.list[known - 1]!.kind === 'XD' ? known : 0;
  const own = state.sections.list[sectionNamed(state.sections, name) - 1];
  return own === undefined || own.kind === 'DSECT' ? addSection(state.sections, name, 'XD', 7) : 0;
}

/** The pool ends: those of doublewords come first, then words, halfwords, the rest. */
export function layOutPool(state: AssemblyState): void {
  const units: Literal[][] = [[], [], [], []];
  for (const literal of state.pools.at(-1)!.values()) {
    // external names of literals have their numbers from here, in the order of the references
    noteExternals(state, literal.constant);
    const { size } = literal.constant;
    units[size % 8 === 0 ? 0 : size % 4 === 0 ? 1 : size % 2 === 0 ? 2 : 3]!.push(literal);
  }
  state.placing = { literals: units.flat(), at: 0 };
}

/** Literals that get their places for one unit. */
const PLACES = 8;

/** Gives some more literals their places, each a statement of its own. */
export function placeLiterals(
  state: AssemblyState,
  placing: NonNullable<AssemblyState['placing']>,
): void {
  const { sections } = state;
  guarded(state, state.statements.length, () => {
    for (const literal of placing.literals.slice(placing.at, placing.at + PLACES)) {
      take(state, 200);
      literal.place = here(sections, literal.constant.length);
      advance(sections, literal.constant.size);
      const number = state.statements.length + 1;
      literal.defined = number;
      state.statements.push({
        ...{
          number,
          label: '',
          operation: '=',
          operand: literal.text,
          generated: false,
          hidden: false,
        },
        ...{ cards: [`               ${literal.text}`.slice(0, 80)], length: 0 },
        place: literal.place,
        ...(literal.origin === undefined ? {} : { origin: literal.origin }),
        pool: state.pools.length - 1,
      });
    }
  });
  placing.at += PLACES;
  if (placing.at < placing.literals.length) return;
  state.placing = undefined;
  state.pools.push(new Map());
}
