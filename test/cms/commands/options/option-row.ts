/** What the tables of options of the commands of CMS are made of, and how a row of them is played. */
import type { OptionRule } from '../../../../src/cms/commands/operands.js';
import type { GuestRig } from '../../../support/guest-rig.js';
import { session } from '../../nucleus/cms-rig.js';

/** What one option does. */
export interface OptionRow {
  /** Its full name. */
  readonly name: string;
  /** The line, in which `[name values]` is the option: `copyfile one data a new data a ([from 2] type`. */
  readonly line: string;
  /** Lines typed before. */
  readonly first?: readonly string[];
  /** What is typed when the command asks, and lines typed behind it that show what it has done. */
  readonly then?: readonly string[];
  /** All that is shown from the line on, `Ready;` too, without what was typed. */
  readonly gives: readonly string[];
  /** The same happens without it. */
  readonly usual?: true;
  /** What else it shows, looked at in the machine: cards, pages, the tape. */
  readonly also?: (rig: GuestRig) => unknown;
  /** What `also` gives. */
  readonly shows?: unknown;
}

/** The options of a command, or of one function of it. */
export interface OptionTable {
  /** The command as it is typed, with the function that has these options. */
  readonly title: string;
  /** What is in front of the number of its messages. */
  readonly module: string;
  /** The rules that the command goes by. */
  readonly rules: readonly OptionRule[];
  /** The options as the manual has them, the shortest form in capitals: `Type`, `FRom=1` with one value. */
  readonly options: readonly string[];
  /** A line that takes any option, up to the parenthesis. */
  readonly line: string;
  readonly world: () => GuestRig;
  readonly rows: readonly OptionRow[];
  /** Options that exclude each other, in sets. */
  readonly conflicts: readonly (readonly string[])[];
  /** The last of several options that say the same or the contrary counts, instead of messages 65 and 66. */
  readonly lastCounts?: true;
  /** Values of an option for lines in which any will do; that of its first row otherwise. */
  readonly values?: Readonly<Record<string, string>>;
  /** Lines that are refused, or taken, with return code and the only line that is shown. */
  readonly lines?: readonly (readonly [line: string, rc: number, says?: string])[];
  /** Whether an option without its value is told by 029 instead of 050, as the whole line. */
  readonly missing?: (name: string) => string;
}

/** What a session has shown, without what was typed and without times. */
export function shown(rig: GuestRig, ...lines: readonly string[]): string[] {
  return session(rig, ...lines)
    .filter((line) => !line.startsWith('> '))
    .map((line) => line.replace(/^(Ready(?:\(-?\d+\))?;) T=.*$/, '$1'));
}

/** A return code as `Ready` has it. */
export function readyOf(rc: number): string {
  return rc === 0 ? 'Ready;' : `Ready(${String(rc).padStart(5, '0')});`;
}

/** The option in brackets of a row. */
function bracket(line: string): { name: string; values: string } {
  const [name = '', ...values] = (/\[([^\]]*)\]/.exec(line)?.[1] ?? '').split(' ');
  return { name, values: values.join(' ') };
}

/** The line of a row, with the option written so, or left out. */
export function lineOf({ line }: OptionRow, name?: string): string {
  const { values } = bracket(line);
  return line.replace(/ ?\[[^\]]*\]/, (text) => {
    const before = text.startsWith(' ') ? ' ' : '';
    return name === undefined ? '' : `${before}${name} ${values}`.trimEnd();
  });
}

/** The values of an option: those of its first row when the table has no others. */
export function valuesOf(table: OptionTable, name: string): string {
  const own = table.values?.[name];
  const row = table.rows.find((one) => one.name === name);
  return own ?? (row === undefined ? '' : bracket(row.line).values);
}

/** Plays a row on a new machine with the option written so. */
export function play(table: OptionTable, row: OptionRow, name?: string): readonly unknown[] {
  const rig = table.world();
  for (const line of row.first ?? []) shown(rig, line);
  const lines = shown(rig, lineOf(row, name), ...(row.then ?? []));
  return row.also === undefined ? lines : [...lines, row.also(rig)];
}
