/** Where the image of the system disk lies, and what it is made of. Part of the composition roots. */
import { resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '..');

/** The places. */
export function systemImagePlace(): {
  /** The folder of the image. */
  readonly folder: string;
  /** Text files that go on the disk as they are. */
  readonly texts: string;
  /** Everything that makes a difference to the image. */
  readonly sources: readonly string[];
} {
  const texts = resolve(PROGRAM, '../../users/MAINT/system');
  const code = ['cms', 'shared', 'cp/main/messages-help.js', 'cp/main/messages-table.js'];
  const builders = ['build-disks.js', 'host/system-disk.js', 'store/first-start.js'];
  const sources = [...code, ...builders].map((name) => resolve(PROGRAM, name));
  return { folder: resolve(PROGRAM, '../system'), texts, sources: [...sources, texts] };
}
