/** Messages for statements, the work-space meter and other things that all parts of the assembler share. */
import { AssemblyError, fail, type Near } from './value.js';
import { assemblerMessages, assemblerText } from './messages-table.js';
import type { AssemblyState, Statement } from './state.js';

/** Notes a message for a statement. */
export function flag(state: AssemblyState, statement: number, number: number, fill = ''): void {
  note(
    state,
    statement,
    assemblerMessages[number]!.severity,
    `IFO${String(number).padStart(3, '0')}  ${assemblerText(number, fill)}`,
  );
}

/** Notes a text of any severity: MNOTE. */
export function note(
  state: AssemblyState,
  statement: number,
  severity: number,
  text: string,
): void {
  // both passes may see the same fault
  const key = `${String(statement)} ${text}`;
  if (state.said.has(key)) return;
  state.said.add(key);
  take(state, 128 + text.length);
  state.flags.push({ statement, severity, text });
}

/** Messages that tell a column of the operand. */
const NEAR: ReadonlySet<number> = new Set([178, 217]);

/** The column of an operand field, from 1, that a message points to; its last one when nobody knows. */
function columnOf(near: Near | undefined, operand: string): number {
  if (near === undefined) return Math.max(1, operand.length);
  return Math.max(0, operand.indexOf(near.text)) + near.at + 1;
}

/** Does something for a statement; a fault of the source becomes its message. Gives whether there was none. */
export function guarded(state: AssemblyState, statement: number, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    if (error.number === TERMINATE) throw error;
    const { operand = '' } = state.statements[statement - 1] ?? {};
    const fill = NEAR.has(error.number) ? String(columnOf(error.near, operand)) : error.fill;
    flag(state, statement, error.number, fill);
    return false;
  }
}

/** The message that ends an assembly. */
export const TERMINATE = 304;

/** Takes work space; ends the assembly when there is no more. */
export function take(state: AssemblyState, bytes: number): void {
  state.work += bytes;
  if (state.work > state.options.work) fail(TERMINATE);
}

/** Adds a statement to the program; it gets the next number. */
export function addStatement(
  state: AssemblyState,
  fields: Pick<Statement, 'cards'> & Partial<Statement>,
): Statement {
  const size = fields.cards.reduce((sum, card) => sum + card.length, 0);
  take(state, 160 + size + (fields.operand?.length ?? 0));
  const statement: Statement = {
    ...{ label: '', operation: '', operand: '', generated: false, hidden: false },
    ...{ place: undefined, length: 0 },
    ...fields,
    pool: state.pools.length - 1,
    number: state.statements.length + 1,
  };
  state.statements.push(statement);
  return statement;
}
