/**
 * The one place where text becomes code. The text is the generator's own (writer.ts): its words, and numbers. Whatever comes
 * from a program stands among the constants. See docs/decisions/0010-generated-code-of-rexx.md.
 */
import { HELPERS } from './helpers.js';
import type { Step } from '../frame.js';

const NAMES = Object.keys(HELPERS);

/**
 * Makes a region; undefined where the host allows no code to be made of text.
 * @param text - the body of a function of `f`, a frame, and `p`, an address
 * @param constants - what `k0`, `k1` and so on are in it
 */
export function made(text: string, constants: readonly unknown[]): Step | undefined {
  const names = constants.map((_, n) => `k${String(n)}`);
  // names that are constants of one closure: the host takes them for what they are
  const source = `'use strict';const {${NAMES.join(',')}}=H;const [${names.join(',')}]=K;return function region(f,p){${text}}`;
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
    const make = new Function('H', 'K', source) as (
      helpers: typeof HELPERS,
      constants: readonly unknown[],
    ) => Step;
    return make(HELPERS, constants);
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
