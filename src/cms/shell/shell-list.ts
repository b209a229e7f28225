/** The commands that belong to the nucleus and the shell. */
import type { Command } from '../command.js';
import { cp } from './cp.js';

/** Every command of this folder. */
export const shellCommands: readonly Command[] = [cp];
