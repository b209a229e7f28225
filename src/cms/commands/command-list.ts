/** The commands of this folder, for the command table. */
import type { Command } from '../command.js';
import type { Subject } from '../subject.js';

/** Every command of this folder. */
export const fileCommands: readonly Command[] = [];

/** What QUERY (DISK, SEARCH, ACCESSED...) knows from this folder. */
export const fileQueries: readonly Subject[] = [];

/** What SET knows from this folder. */
export const fileSettings: readonly Subject[] = [];
