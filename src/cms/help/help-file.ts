/**
 * A file of HELP: lines, of which `.cs n on` and `.cs n off` enclose the sections that a reader may ask for alone (CMS
 * User's Guide, "Tailoring the HELP facility"). Lines outside of sections are shown always.
 */

/** The sections by their numbers. */
export const SECTION = {
  description: 1,
  format: 2,
  parameters: 3,
  options: 4,
  notes: 5,
  errors: 6,
  brief: 7,
  related: 8,
} as const;

/** What a reader asks for. */
export type HelpView =
  | 'ALL'
  | 'BRIEF'
  | 'DETAIL'
  | 'RELATED'
  | 'DESCRIPT'
  | 'FORMAT'
  | 'PARMS'
  | 'OPTIONS'
  | 'NOTES'
  | 'ERRORS';

const { description, format, parameters, options, notes, errors, brief, related } = SECTION;
const DETAIL = [description, format, parameters, options, notes, errors];

/** Sections of a view. */
const SHOWN: Readonly<Record<HelpView, readonly number[]>> = {
  ALL: [...DETAIL, related],
  BRIEF: [brief, format],
  DETAIL,
  RELATED: [related],
  DESCRIPT: [description],
  FORMAT: [format],
  PARMS: [parameters],
  OPTIONS: [options],
  NOTES: [notes],
  ERRORS: [errors],
};

const CONTROL = /^\.cs\s+(\d)\s+(on|off)\s*$/i;

/** A section as the file has it. */
export function section(number: number, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`.cs ${number} on`, ...lines, `.cs ${number} off`];
}

/** The lines of a view; undefined when the file has sections and none that it asks for. */
export function viewOf(lines: readonly string[], view: HelpView): string[] | undefined {
  const wanted = SHOWN[view];
  const open = new Set<number>();
  const shown: string[] = [];
  let divided = false;
  let found = false;
  for (const line of lines) {
    const control = CONTROL.exec(line);
    if (control !== null) {
      divided = true;
      const number = Number(control[1]);
      if (control[2]!.toLowerCase() === 'on') open.add(number);
      else open.delete(number);
      found ||= wanted.includes(number);
    } else if (open.size === 0 || [...open].some((number) => wanted.includes(number))) {
      shown.push(line);
    }
  }
  return divided && !found ? undefined : shown;
}
