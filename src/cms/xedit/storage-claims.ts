/** What the texts of a session may take of storage, and who claims more of it (z/VM: DMSXED557S). */
import type { Text } from './text/text.js';

/** A file, as far as its texts go. */
interface Holding {
  readonly text: Text;
  readonly update?: { readonly base: Text; readonly inserted: Text } | undefined;
}

/** Most lines that one file may have here; the bound has a message (DMSXED557S). */
export const MAXIMUM_LINES = 2_000_000;
/** Most bytes that the texts of all files of a session may hold, with what each line takes beside its text. */
export const MAXIMUM_HELD = 256 << 20;
/** What a line takes beside its text. */
const LINE_COST = 8;

/** There is no storage for what a subcommand adds (DMSXED557S). */
export class NoStorage extends Error {}

/** Bytes of the work space that a file takes. */
export function heldBy({ text, update }: Holding): number {
  const beside = update === undefined ? 0 : update.base.held + update.inserted.held;
  return text.held + text.size * LINE_COST + beside;
}

/** Refuses to let a file grow by more lines and bytes than there is room for. */
export function claim(
  file: Holding & { readonly most: number },
  lines: number,
  bytes: number,
): void {
  const { size } = file.text;
  if (size + lines > MAXIMUM_LINES || heldBy(file) + bytes + lines * LINE_COST > file.most) {
    throw new NoStorage();
  }
}
