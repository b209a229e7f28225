/**
 * Makes the tokenised parameter list out of a command line (VM/370 CMS Command and Macro Reference,
 * "How CMS scans a command line"): upper case, eight characters a token, parentheses tokens of their own.
 */

/** The largest number of tokens in a parameter list; what is behind is lost, as in CMS. */
export const MAX_TOKENS = 66;

/** The tokens of a command line; not in upper case when it comes by ADDRESS COMMAND. */
export function tokenise(line: string, upper = true): string[] {
  const tokens: string[] = [];
  for (const match of (upper ? line.toUpperCase() : line).matchAll(/[()]|[^\s()\0]+/g)) {
    if (tokens.length === MAX_TOKENS) break;
    tokens.push(match[0].slice(0, 8));
  }
  return tokens;
}
