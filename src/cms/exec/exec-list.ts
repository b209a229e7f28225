/** The commands that serve EXECs, for the command table. */
import type { Command } from '../command.js';
import { execcomm } from './execcomm.js';
import { execStorageCommands } from './exec-storage.js';
import { execio } from './execio/execio.js';
import { vmfclear } from './vmfclear.js';
import { xmitmsg } from './xmitmsg.js';

/** Every command of this folder but EXEC itself. */
export const execCommands: readonly Command[] = [
  execcomm,
  execio,
  vmfclear,
  xmitmsg,
  ...execStorageCommands,
];
