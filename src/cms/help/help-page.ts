/** What a page of HELP is made of. */

/** A page: how the command is written, what it does, and what else there is to know. */
export interface HelpPage {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** Lines of the format box; the name in capitals as far as it must be typed. */
  readonly format: readonly string[];
  /** One line for the menu. */
  readonly brief: string;
  /** Paragraphs. One that begins with a blank keeps its lines. */
  readonly text: readonly string[];
}

/** Makes a page; the minimum is the run of capitals that the first word of the first format line begins with. */
export function page(format: string, brief: string, ...text: readonly string[]): HelpPage {
  const lines = format.split('\n');
  const word = /^\S+/.exec(lines[0] ?? '')?.[0] ?? '';
  const minimum = /^[^a-z]*/.exec(word)?.[0].length ?? 0;
  return { name: word.toUpperCase(), minimum, format: lines, brief, text };
}
