/** A check of the CMS disk in a file of the host, read piece by piece. */
import type { DiskReport } from '../../cp/ports/administration.js';
import type { HostFiles } from '../host-files.js';
import { awaitCheck } from './check-disk.js';

const BLOCK = 512;

/** Checks a file; rejects as the host does when it cannot be read. */
export async function checkImageFile(files: HostFiles, path: string): Promise<DiskReport> {
  const handle = await files.open(path, 'read');
  try {
    const sectors = Math.floor(((await files.size(path)) ?? 0) / BLOCK);
    return await awaitCheck(sectors, async (block, count) => {
      const bytes = await files.read(handle, block * BLOCK, count * BLOCK);
      return bytes.length === count * BLOCK ? bytes : undefined;
    });
  } finally {
    await files.close(handle);
  }
}
