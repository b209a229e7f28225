/** The commands and routines of this folder, for the command table. */
import type { Command } from '../command.js';
import { accessMethods } from './access.js';
import { execosCommand } from './execos.js';
import { filedefCommand } from './filedef.js';
import { labeldefCommand } from './labeldef.js';
import { loadRoutine, osrunCommand } from './load-libraries.js';
import { movefile } from './movefile.js';
import { osClose, osEnd } from './close.js';
import { osOpen, osReset } from './open.js';
import { osRoutines } from './os-routines.js';
import { osServices } from './os-services.js';
import { stowRoutine } from './stow.js';
import { stimer } from './stimer.js';
import { positionRoutines } from './positions.js';

/** Every command of this folder. */
export const osCommands: readonly Command[] = [
  execosCommand,
  filedefCommand,
  labeldefCommand,
  movefile,
  osOpen,
  osReset,
  osClose,
  osEnd,
  ...accessMethods,
  ...osRoutines,
  ...osServices,
  ...positionRoutines,
  stimer,
  stowRoutine,
  loadRoutine,
  osrunCommand,
];
