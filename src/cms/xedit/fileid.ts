/** File identifiers as subcommands of XEDIT name them (CMS User's Guide, "File Identifiers"). */
import { isFileName } from '../files/file-name.js';

/** A fileid of two or three words; the mode is `*` when it is not given. */
export function fileidOf(words: readonly string[]): readonly [string, string, string] | undefined {
  const [name, type, mode = '*', extra] = words;
  if (name === undefined || type === undefined || extra !== undefined) return undefined;
  if (!isFileName(name) || !isFileName(type)) return undefined;
  return /^(\*|[A-Z][0-6]?)$/.test(mode) ? [name, type, mode] : undefined;
}
