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
  /** Privilege classes of a command of CP, any of which will do; '' is everybody. */
  readonly classes?: string;
  /** Operands and options, and what each means. */
  readonly operands?: readonly (readonly [word: string, meaning: string])[];
  /** Usage notes. */
  readonly notes?: readonly string[];
  /** Responses, a line each, and when they come. */
  readonly responses?: readonly (readonly [line: string, when: string])[];
  /** Numbers of the messages that it may give. */
  readonly messages?: readonly number[];
}

/** What a page of CP has beyond format, summary and text. */
type Parts = Pick<HelpPage, 'operands' | 'notes' | 'responses' | 'messages'>;

/** Makes a page of a command of CP. */
export function cpPage(
  classes: string,
  format: string,
  brief: string,
  text: string,
  parts: Parts = {},
): HelpPage {
  return { ...page(format, brief, text), classes, ...parts };
}

/** Makes a page; the minimum is the run of capitals that the first word of the first format line begins with. */
export function page(format: string, brief: string, ...text: readonly string[]): HelpPage {
  const lines = format.split('\n');
  const word = /^\S+/.exec(lines[0] ?? '')?.[0] ?? '';
  const minimum = /^[^a-z]*/.exec(word)?.[0].length ?? 0;
  return { name: word.toUpperCase(), minimum, format: lines, brief, text };
}
