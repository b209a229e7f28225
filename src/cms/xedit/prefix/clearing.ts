/** Entries of the pending list that are taken back: macros that were waiting are told (z/VM: XEDIT User's Guide, "PREFIX CLEAR"). */
import { oldName, type PendingPrefix, type WithPending } from './pending.js';

/** The subcommands that tell the macros of entries which were held on the list. */
export function clearing(file: WithPending, entries: readonly PendingPrefix[]): string[] {
  return entries
    .filter(
      ({ kind, name }) => kind === 'block' || (kind === 'held' && name !== oldName(file, name)),
    )
    .map(({ name, line }) => `MACRO ${oldName(file, name)} PREFIX CLEAR ${String(line)}`);
}
