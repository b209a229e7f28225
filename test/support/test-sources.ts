/** Sources of tests, for tests that look whether each thing has a case. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sources of tests in a folder and in those below it, one behind the other. */
export function testSources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((one) => {
      const path = join(folder, one.name);
      if (one.isDirectory()) return testSources(path);
      return one.name.endsWith('.ts') ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}
