/** The programs of the comparison: what each is about, and its text. They stand in `programs/`, one a file. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../bench/rexx/programs');

/** A program that says its results, and nothing else. */
export interface Program {
  readonly name: string;
  readonly what: string;
}

/** All programs. */
export const PROGRAMS: readonly Program[] = [
  { name: 'loops', what: 'empty loops of every form' },
  { name: 'integers', what: 'whole numbers of up to nine digits' },
  { name: 'fractions', what: 'fractions at DIGITS 9' },
  { name: 'digits', what: 'fractions at DIGITS 50' },
  { name: 'strings', what: 'concatenation, SUBSTR, POS, OVERLAY and their like' },
  { name: 'words', what: 'WORD, WORDS, SUBWORD and their like' },
  { name: 'parse', what: 'PARSE by words, patterns and columns' },
  { name: 'sieve', what: 'a stem with numbers for tails' },
  { name: 'stems', what: 'stems with several symbols for tails' },
  { name: 'calls', what: 'internal functions and subroutines' },
  { name: 'interpret', what: 'INTERPRET and VALUE' },
  { name: 'count', what: 'the words of a text counted' },
  { name: 'report', what: 'records read, added up, sorted and printed' },
];

/** The file that a program is in. */
export function fileOf({ name }: Program): string {
  return resolve(FOLDER, `${name}.rexx`);
}

/** The text of a program. */
export function sourceOf(program: Program): string {
  return readFileSync(fileOf(program), 'utf8').trimEnd();
}
