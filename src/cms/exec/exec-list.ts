/** The commands that serve EXECs, for the command table. */
import type { Command } from '../command.js';
import { execcomm } from './execcomm.js';
import { execio } from './execio/execio.js';

/** Every command of this folder but EXEC itself. */
export const execCommands: readonly Command[] = [execcomm, execio];
