/**
 * A statement of an EXEC as it is carried out, and shown by &CONTROL ALL: its tokens with variables put in, but for those
 * that name variables (VM/370 CMS Command and Macro Reference, "EXEC control statements").
 */
import { wrong, type ExecState } from './exec-program.js';
import { converted, nameOf, substitute, type ExecSurroundings } from './exec-words.js';

/** Most tokens. */
const MOST_TOKENS = 32;

/** The tokens of a statement; those that come to nothing are gone. */
export function scan(
  state: ExecState,
  tokens: readonly string[],
  around: ExecSurroundings,
): string[] {
  if (tokens.length > MOST_TOKENS) wrong(13);
  const first = nameOf(tokens[0] ?? '');
  if (tokens[1] === '=' && first.startsWith('&')) {
    const values = put(state, tokens.slice(2), around, true);
    return [named(state, tokens[0]!, around), '=', ...values];
  }
  switch (first) {
    case '&IF': {
      const rest = tokens.slice(4);
      return [first, ...put(state, tokens.slice(1, 4), around), ...scan(state, rest, around)];
    }
    case '&READ':
      if (nameOf(tokens[1] ?? '') !== 'VARS') break;
      return [first, 'VARS', ...tokens.slice(2).map((token) => named(state, token, around))];
    case '&LOOP': {
      // a condition is looked at afresh in front of every turn, so that it keeps its variables
      const operands = put(state, tokens.slice(1), around);
      return operands.length <= 2
        ? [first, ...operands]
        : [first, operands[0]!, ...tokens.slice(2)];
    }
    case '&ERROR':
      return [first, ...tokens.slice(1)];
  }
  return put(state, tokens, around);
}

/** The name of a variable: only what is behind the first ampersand is looked up, &X&I is &X1. */
function named(state: ExecState, token: string, around: ExecSurroundings): string {
  if (!token.startsWith('&')) return token;
  return nameOf(`&${substitute(state, token.slice(1), around)}`.slice(0, 8));
}

/** Tokens with variables put in. What stands behind &LITERAL stays. */
export function put(
  state: ExecState,
  tokens: readonly string[],
  around: ExecSurroundings,
  assigning = false,
): string[] {
  const values: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    let token = tokens[i]!;
    if (nameOf(token) === '&LITERAL' && i + 1 < tokens.length) {
      values.push(tokens[++i]!);
      continue;
    }
    if (token.includes('&')) token = substitute(state, token, around);
    if (state.hex) token = converted(token, assigning);
    if (token !== '') values.push(token);
  }
  return values;
}
