/** How names of files, and what is built as they are, may be written (CMS User's Guide, "File identifiers"). */

const WRONG = /[^A-Z0-9$#@+\-:_]/;

/** Longest filename, and longest filetype. */
const NAME_LENGTH = 8;

/** Whether a word, in capitals, may be a filename or a filetype; `most`: its longest form. */
export function isFileName(word: string, most = NAME_LENGTH): boolean {
  return word !== '' && word.length <= most && !WRONG.test(word);
}

/** The first character of a word that no filename has; undefined when there is none. */
export function wrongCharacter(word: string): string | undefined {
  return WRONG.exec(word)?.[0];
}
