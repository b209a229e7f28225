/** Text as a user or a macro enters it into a file: SET CASE and SET IMAGE (z/VM: XEDIT Commands and Macros Reference). */
import type { EditFile } from './edit-file.js';
import { imaged } from './image.js';

/** Text in the case that SET CASE asks for, its tab characters as SET IMAGE says. */
export function cased(file: EditFile, text: string): string {
  return imaged(file, file.settings.case.enter === 'UPPER' ? inCapitals(file, text) : text);
}

/** Text in capitals, with those that SET TRANSLAT names. */
export function inCapitals(file: EditFile, text: string): string {
  return mapped(text, pairsOf(file), (character) => character.toUpperCase());
}

/** The other way round. */
export function inSmallLetters(file: EditFile, text: string): string {
  const pairs = pairsOf(file).map(([small, capital]) => [capital, small] as const);
  return mapped(text, pairs, (character) => character.toLowerCase());
}

type Pair = readonly [string, string];

function pairsOf({ options: { translat } }: EditFile): readonly Pair[] {
  if (translat === 'OFF') return [];
  return Array.from({ length: translat.length / 2 }, (_, i): Pair => {
    return [translat.charAt(2 * i), translat.charAt(2 * i + 1)];
  });
}

function mapped(text: string, pairs: readonly Pair[], usual: (text: string) => string): string {
  if (pairs.length === 0) return usual(text);
  const map = new Map(pairs);
  return [...text].map((character) => map.get(character) ?? usual(character)).join('');
}
