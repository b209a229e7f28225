/** Expressions of quick clauses put together from functions. */
import type { Symbols } from '../code.js';
import type { Expression } from './clauses.js';
import type { QuickCode } from './frame.js';
import { computed, constantOperand, variableOperand } from './operand.js';
import type { Operand } from './operand.js';
import { binaryOperand, unaryOperand } from './operators.js';
import { functionCompute, referenceCompute } from './terms.js';

/** What computes an expression. */
export function operandOf(
  expression: Expression,
  symbols: Symbols,
  tails: QuickCode['tails'],
): Operand {
  const of = (one: Expression): Operand => operandOf(one, symbols, tails);
  switch (expression.kind) {
    case 'constant':
      return constantOperand(expression.value);
    case 'own': {
      const { number } = expression;
      return computed((frame) => frame.unit.values[number]!);
    }
    case 'variable':
      return variableOperand(expression.slot);
    case 'reference':
      return computed(referenceCompute(expression.reference, symbols, tails));
    case 'unary':
      return unaryOperand(expression.op, of(expression.operand));
    case 'binary': {
      const { op, left, right, which } = expression;
      return binaryOperand(op, of(left), of(right), which);
    }
    case 'function': {
      const { name, builtin, given } = expression;
      const operands = given.map((one) => (one === undefined ? undefined : of(one)));
      return computed(functionCompute(name, builtin, operands));
    }
  }
}
