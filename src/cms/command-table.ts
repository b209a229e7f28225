/**
 * Every command of CMS. A command is one file that exports a {@link Command}; the lists of the folders
 * meet here, and nowhere else.
 */
import type { Command } from './command.js';
import { execCommands } from './exec/exec-list.js';
import { fileCommands } from './commands/command-list.js';
import { functionCommands } from './functions/function-list.js';
import { xeditSubcommand } from './xedit/outside.js';
import { xedit } from './xedit/xedit.js';
import { loaderCommands } from './loader/loader-list.js';
import { osCommands } from './os/os-list.js';
import { shellCommands } from './shell/shell-list.js';

/** All commands. The place in this list gives a command its entry address in the nucleus. */
export const commandTable: readonly Command[] = [
  ...shellCommands,
  ...fileCommands,
  xedit,
  xeditSubcommand,
  ...execCommands,
  ...functionCommands,
  ...loaderCommands,
  ...osCommands,
];
