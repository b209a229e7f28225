/** All options, and how they are found by their names (z/VM: XEDIT Commands and Macros Reference, "SET", "EXTRACT"). */
import { commandOptions } from './command-options.js';
import { entryOptions } from './entry-options.js';
import { fileOptions } from './file-options.js';
import { COLOUR, lookOptions } from './look-options.js';
import { keyOptions } from './key-options.js';
import type { Option } from './option.js';
import { placeOptions } from './place-options.js';
import { PREFIX_OPTIONS } from './prefix-options.js';
import { screenOptions } from './screen-options.js';
import { SELECTION_OPTIONS } from './selection-options.js';
import { viewOptions } from './view-options.js';
import { searchOptions } from './search-options.js';

/** All, by name. */
export const OPTIONS: readonly Option[] = [
  ...commandOptions,
  ...entryOptions,
  ...fileOptions,
  ...keyOptions,
  ...lookOptions,
  COLOUR,
  ...placeOptions,
  ...PREFIX_OPTIONS,
  ...screenOptions,
  ...searchOptions,
  ...viewOptions,
  ...SELECTION_OPTIONS,
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The option of a name or short form; where several have one, that with the shortest of its own. */
export function findOption(word: string): Option | undefined {
  const upper = word.toUpperCase();
  return (
    OPTIONS.find((one) => one.name === upper) ??
    OPTIONS.find((one) => one.name.startsWith(upper) && upper.length >= one.minimum)
  );
}

/** An option and what stands behind its name: `PF3 QUIT`, `ARBCHAR ON $`. */
export interface Named {
  readonly option: Option;
  readonly rest: string;
}

/** Takes the name of an option off a text; undefined when it begins with none. */
export function namedOption(text: string): Named | undefined {
  const [, word = '', rest = ''] = /^\s*(\S*) ?(.*)$/s.exec(text) ?? [];
  // keys are named with their number
  const [, key, number = ''] = /^(PF|PA)(\d{1,4}|\*)$/i.exec(word) ?? [];
  const option = word === '' ? undefined : findOption(key ?? word);
  if (option === undefined) return undefined;
  return { option, rest: key === undefined ? rest : `${number} ${rest}` };
}
