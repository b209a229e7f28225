/**
 * The control statements of an update file (CMS Command Reference, "UPDATE"): `./ S` numbers the source, `./ I` inserts,
 * `./ D` deletes, `./ R` replaces, `./ *` is a comment. The command and the stage UPDATE read them alike.
 */

/** `$ [start [step]]`: how new lines are numbered; what is not said is undefined. */
export interface NewNumbers {
  readonly start: number | undefined;
  readonly step: number | undefined;
}

/** A statement as it stands there, without defaults. */
export type ControlStatement =
  | { readonly verb: '*' }
  | ({ readonly verb: 'S'; readonly label: string } & NewNumbers)
  | { readonly verb: 'I'; readonly after: number; readonly numbers: NewNumbers | undefined }
  | { readonly verb: 'D'; readonly from: number; readonly to: number }
  | {
      readonly verb: 'R';
      readonly from: number;
      readonly to: number;
      readonly numbers: NewNumbers | undefined;
    };

/** What is wrong with a statement: as a whole, or a word that is to be a number. */
export type StatementFault = { readonly verb: 'wrong'; readonly number: string | undefined };

class NoNumber extends Error {}

function wholeOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^\d{1,9}$/.test(word)) throw new NoNumber(word);
  return Number(word);
}

const WRONG: StatementFault = { verb: 'wrong', number: undefined };

/** The numbers behind `$`; undefined when there is nothing, a fault when it is something else. */
function newNumbers(words: readonly string[]): NewNumbers | undefined | StatementFault {
  if (words.length === 0) return undefined;
  if (words[0] !== '$' || words.length > 3) return WRONG;
  return { start: wholeOf(words[1]), step: wholeOf(words[2]) };
}

function ranged(verb: 'D' | 'R', words: readonly string[]): ControlStatement | StatementFault {
  const from = wholeOf(words[0]);
  if (from === undefined) return WRONG;
  const pair = words[1] !== undefined && words[1] !== '$';
  const to = pair ? wholeOf(words[1])! : from;
  const rest = words.slice(pair ? 2 : 1);
  if (to < from) return WRONG;
  if (verb === 'D') return rest.some((word) => word !== '$') ? WRONG : { verb, from, to };
  const numbers = newNumbers(rest);
  return numbers !== undefined && 'verb' in numbers ? numbers : { verb, from, to, numbers };
}

/** Whether a line of an update file is a control statement. */
export function isControlStatement(text: string): boolean {
  return text.startsWith('./');
}

/** Reads a control statement, with the columns that may belong to it. */
export function controlStatement(text: string): ControlStatement | StatementFault {
  const [verb = '', ...words] = text.slice(2).trim().split(/\s+/);
  try {
    switch (verb.toUpperCase()) {
      case '*':
        return { verb: '*' };
      case 'S':
        if (words.length > 3) return WRONG;
        return {
          ...{ verb: 'S', start: wholeOf(words[0]), step: wholeOf(words[1]) },
          label: words[2] ?? '',
        };
      case 'I': {
        const after = wholeOf(words[0]);
        const numbers = newNumbers(words.slice(1));
        if (after === undefined) return WRONG;
        return numbers !== undefined && 'verb' in numbers ? numbers : { verb: 'I', after, numbers };
      }
      case 'D':
      case 'R':
        return ranged(verb.toUpperCase() as 'D' | 'R', words);
      default:
        return WRONG;
    }
  } catch (error) {
    if (error instanceof NoNumber) return { verb: 'wrong', number: error.message };
    throw error;
  }
}
