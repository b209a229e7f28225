/** Where the images of the system disks lie, and what they are made of. Part of the composition roots. */
import { resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '..');

/** The folders and files, from where this program itself lies. */
export function systemImagePlace(): {
  /** The folder of the images. */
  readonly folder: string;
  /** Text files that go on the 190 as they are. */
  readonly texts: string;
  /** Text files that go on the 19E. */
  readonly programs: string;
  /** Everything that makes a difference to the images. */
  readonly sources: readonly string[];
} {
  const maint = resolve(PROGRAM, '../../users/MAINT');
  const [texts, programs] = [`${maint}/system`, `${maint}/programs`];
  const code = ['cms', 'shared', 'cp/main/messages-help.js', 'cp/main/messages-table.js'];
  const builders = ['build-disks.js', 'host/system-disk.js', 'store/first-start.js'];
  const sources = [...code, ...builders].map((name) => resolve(PROGRAM, name));
  const folder = resolve(PROGRAM, '../system');
  return { folder, texts, programs, sources: [...sources, texts, programs] };
}
