/** The order of files in a queue, dealt out anew. */
import type { SpoolFile } from '../../ports/spool-store.js';

/**
 * The files of a queue whose place changes when some come first, in the order named, and the rest stay as they
 * were; with their new places.
 */
export function reordered(
  queue: readonly SpoolFile[],
  first: readonly SpoolFile[],
): readonly SpoolFile[] {
  const rest = queue.filter((file) => !first.includes(file));
  const places = queue.map((file) => file.order).sort((a, b) => a - b);
  return [...first, ...rest]
    .map((file, n) => ({ ...file, order: places[n] ?? file.order }))
    .filter((file) => queue.find((one) => one.id === file.id)?.order !== file.order);
}
