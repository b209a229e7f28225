/** Names with a shortest form, as CMS and CP understand them. */

/** Something that may be typed short. */
export interface Named {
  readonly name: string;
  readonly minimum: number;
}

/** Whether `word` (upper case) is `named` in full or cut off no shorter than its minimum. */
export function isForm(named: Named, word: string): boolean {
  return word.length >= named.minimum && named.name.startsWith(word);
}

/** The entry that `word` stands for; a full name goes before any abbreviation. */
export function findNamed<T extends Named>(
  table: readonly T[],
  word: string,
  abbreviations = true,
): T | undefined {
  return (
    table.find((entry) => entry.name === word) ??
    (abbreviations ? table.find((entry) => isForm(entry, word)) : undefined)
  );
}
