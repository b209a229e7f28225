/**
 * What stands at the head of a note that NOTE has begun (z/VM: CMS Commands and Utilities Reference, "NOTE"): a line of
 * options, a blank line or more, and Date:, From:, To: and cc:, of which the last two tell whom it goes to. Its user has had
 * it in XEDIT: whatever stands there is taken as far as it makes sense.
 */

/** The head of a note. */
export interface NoteHeading {
  /** Words of its options: ACK, LOG, LONG, NOTEBOOK and what follows it, ... */
  readonly options: readonly string[];
  /** Words as SENDFILE takes them behind TO. */
  readonly people: readonly string[];
  /** Lines from the beginning that only the sender needs: options and what is blank behind them. */
  readonly hidden: number;
}

const KEY = /^([A-Za-z]+): ?(.*)$/;

/** Most lines that a head is looked for in. */
export const HEADING_LINES = 600;

/** The lines of options and blanks in front of a note. */
export function hiddenLines(lines: readonly string[]): number {
  if (!/^OPTIONS: /.test(lines[0] ?? '')) return 0;
  const next = lines.findIndex((line, at) => at > 0 && line.trim() !== '');
  return next < 0 ? lines.length : next;
}

/** Reads the head of a note. */
export function noteHeading(lines: readonly string[]): NoteHeading {
  const hidden = hiddenLines(lines);
  const options = hidden === 0 ? [] : lines[0]!.slice(9).toUpperCase().split(/\s+/);
  const long = options.includes('LONG');
  const people: string[] = [];
  let key = '';
  let seen = false;
  for (const line of lines.slice(hidden, HEADING_LINES)) {
    // a blank line ends it
    if (line.trim() === '') {
      if (seen) break;
      continue;
    }
    const match = KEY.exec(line);
    if (match !== null) key = match[1]!.toUpperCase();
    else if (!/^\s/.test(line)) break;
    if (key !== 'TO' && key !== 'CC') continue;
    seen = true;
    const words = (match?.[2] ?? line).replaceAll(',', ' ').trim().split(/\s+/).filter(Boolean);
    // a LONG head has name and telephone in front, and an address below, which names nobody
    if (!long) people.push(...words);
    else if (words.at(-2)?.toUpperCase() === 'AT') people.push(...words.slice(-3));
    else if (match !== null) people.push(...words);
  }
  return { options: options.filter(Boolean), people, hidden };
}
