/**
 * The access modes of LINK and what becomes of them when others have the disk (CP Command Reference,
 * "LINK", table of access modes).
 */

/** Access modes. The first letter is what is wanted, the second what will do instead. */
export type LinkMode = 'R' | 'RR' | 'W' | 'WR' | 'M' | 'MR' | 'MW';

const modes: readonly string[] = ['R', 'RR', 'W', 'WR', 'M', 'MR', 'MW'];

/** Whether a word, in upper case, is an access mode. */
export function isLinkMode(word: string): word is LinkMode {
  return modes.includes(word);
}

/** Links that others (or the user under another number) have to the disk. */
export interface PresentLinks {
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}

/** What a mode comes to: access, read access instead of write access, or no link. */
export type Granted = 'read' | 'write' | 'forced-read' | 'refused';

/** Applies the rules. */
export function grant(mode: LinkMode, present: PresentLinks): Granted {
  const written = present.writers.length > 0;
  const linked = written || present.readers.length > 0;
  switch (mode) {
    case 'R':
      return written ? 'refused' : 'read';
    case 'RR':
      return 'read';
    case 'W':
      return linked ? 'refused' : 'write';
    case 'WR':
      return linked ? 'forced-read' : 'write';
    case 'M':
      return written ? 'refused' : 'write';
    case 'MR':
      return written ? 'forced-read' : 'write';
    case 'MW':
      return 'write';
  }
}

/** Which password of the MDISK statement a mode wants: 0 read, 1 write, 2 multi-write. */
export function passwordOf(mode: LinkMode): 0 | 1 | 2 {
  if (mode === 'R' || mode === 'RR') return 0;
  return mode === 'W' || mode === 'WR' ? 1 : 2;
}

/** `BOB`, or `003 USERS`. */
export function usersText(users: readonly string[]): string {
  const different = [...new Set(users)];
  const [one] = different;
  if (different.length === 1 && one !== undefined) return one;
  return `${String(different.length).padStart(3, '0')} USERS`;
}

/** `R/W BY MAINT; R/O BY 004 USERS`; '' when nobody has the disk. */
export function presentText(present: PresentLinks): string {
  const parts: string[] = [];
  if (present.writers.length > 0) parts.push(`R/W BY ${usersText(present.writers)}`);
  if (present.readers.length > 0) parts.push(`R/O BY ${usersText(present.readers)}`);
  return parts.join('; ');
}
