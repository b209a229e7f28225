/** Functions that programs call by SVC 202 with parameter lists of their own, and the commands of the stack. */
import type { Command } from '../command.js';
import { fileFunctions } from './file-functions.js';
import { lineEditFunction } from './linedit.js';
import { stackCommands } from './stack-commands.js';
import { tapeFunction } from './tape-function.js';
import { terminalFunctions } from './terminal-functions.js';
import { trapFunctions } from './trap-functions.js';
import { unitFunctions } from './unit-functions.js';

/** Every command of this folder. */
export const functionCommands: readonly Command[] = [
  ...terminalFunctions,
  ...unitFunctions,
  ...fileFunctions,
  ...stackCommands,
  ...trapFunctions,
  lineEditFunction,
  tapeFunction,
];
