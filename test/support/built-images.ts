/**
 * Images of CMS disks that tests begin with, built once: the same files make the same bytes, and most tests start
 * many systems on the same disks.
 */
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { diskBuilder } from '../../src/host/system-disk.js';

/** Images that are kept, the last used ones. */
const KEPT = 16;

const images = new Map<string, Uint8Array>();
const numbers = new WeakMap<SourceFile, number>();
let next = 0;

/** A file is the same when it is the same object. */
function numberOf(file: SourceFile): number {
  const known = numbers.get(file);
  if (known !== undefined) return known;
  numbers.set(file, ++next);
  return next;
}

/**
 * The image of a formatted disk with these files, as the host's builder makes it.
 * @param now - when its files were written, milliseconds
 * @returns bytes that others have too: they are not to be changed
 */
export async function builtImage(
  now: number,
  blocks: number,
  label: string,
  files: readonly SourceFile[],
): Promise<Uint8Array> {
  const key = [now, blocks, label, ...files.map(numberOf)].join(' ');

  const image = images.get(key) ?? (await diskBuilder(() => now)(blocks, label, files));
  images.delete(key);
  images.set(key, image);
  for (const old of images.keys()) {
    if (images.size <= KEPT) break;
    images.delete(old);
  }
  return image;
}
