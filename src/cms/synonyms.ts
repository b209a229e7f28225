/** Names that a user gives to commands (CMS Command Reference, "SYNONYM"): plain data. */
import { isForm } from './abbreviation.js';

/** A further name of a command. */
export interface Synonym {
  readonly command: string;
  readonly synonym: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
}

/** The names that hold now. */
export interface Synonyms {
  /** Short forms of the system's commands are understood. */
  standard: boolean;
  user: readonly Synonym[];
}

/** The names right after IPL. */
export function newSynonyms(): Synonyms {
  return { standard: true, user: [] };
}

/** The command that a word is a user's name for; `short`: cut off as well. */
export function synonymOf(synonyms: Synonyms, word: string, short: boolean): string | undefined {
  const found =
    synonyms.user.find((one) => one.synonym === word) ??
    (short
      ? synonyms.user.find((one) => isForm({ name: one.synonym, minimum: one.minimum }, word))
      : undefined);
  return found?.command;
}
