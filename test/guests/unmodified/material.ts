/**
 * Software of others that runs unmodified. It is not in the repository: VMTS_GUESTS names the folder that
 * `npm run guests` made (docs/guests.md). What is not there is skipped, with a line that says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads a file of the folder. */
export type Material = (name: string) => Uint8Array;

const folder = process.env['VMTS_GUESTS'] ?? '';

function missing(files: readonly string[]): string | undefined {
  if (folder === '') return 'VMTS_GUESTS is not set';
  const without = files.filter((name) => !existsSync(join(folder, name)));
  return without.length > 0 ? `VMTS_GUESTS has no ${without.join(', ')}` : undefined;
}

/** As `describe`, with the files that the tests want; a pending test says which are missing. */
export function unmodified(
  title: string,
  files: readonly string[],
  tests: (material: Material) => void,
): void {
  const why = missing(files);
  describe(title, () => {
    if (why === undefined) tests((name) => new Uint8Array(readFileSync(join(folder, name))));
    else it(`skipped: ${why}`);
  });
}
