/** The commands and routines of this folder, for the command table. */
import type { Command } from '../command.js';
import { accessMethods } from './access.js';
import { filedefCommand } from './filedef.js';
import { movefile } from './movefile.js';
import { osClose, osEnd, osOpen } from './open.js';
import { osRoutines } from './os-routines.js';

/** Every command of this folder. */
export const osCommands: readonly Command[] = [
  filedefCommand,
  movefile,
  osOpen,
  osClose,
  osEnd,
  ...accessMethods,
  ...osRoutines,
];
