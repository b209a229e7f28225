/** EXECs that are looked for: those in storage (EXECLOAD) first, then the accessed disks. */
import type { CmsState, LoadedExec } from '../cms-state.js';
import type { FoundFile } from '../files/disk-state.js';
import { findProgram } from '../nucleus/program-files.js';

/** Bytes that EXECs in storage may take together. */
const LIMIT = 4 << 20;

/** An EXEC in storage. */
export function loadedExec(cms: CmsState, name: string, type: string): LoadedExec | undefined {
  return cms.loadedExecs.find((one) => one.name === name && one.type === type);
}

/** Where an EXEC is: in storage, on a disk, or nowhere. */
export function findExec(
  cms: CmsState,
  name: string,
  type = 'EXEC',
): LoadedExec | FoundFile | undefined {
  return loadedExec(cms, name, type) ?? findProgram(cms, name, type);
}

/** Keeps an EXEC in storage, in place of one of that name; false when there is no room. */
export function keepExec(cms: CmsState, exec: LoadedExec): boolean {
  const others = cms.loadedExecs.filter((one) => one.name !== exec.name || one.type !== exec.type);
  if (others.reduce((sum, one) => sum + one.size, exec.size) > LIMIT) return false;
  cms.loadedExecs = [...others, exec];
  return true;
}
