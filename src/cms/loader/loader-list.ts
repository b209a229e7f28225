/** The commands of this folder, for the command table. */
import type { Command } from '../command.js';
import { genmod } from './genmod.js';
import { include, load } from './load.js';
import { loadlib } from './loadlib.js';
import { lked } from './lked.js';
import { modmap } from './modmap.js';
import { loadmod, moduleRoutine } from './run-module.js';
import { nucxload } from './nucxload.js';
import { run } from './run.js';
import { start } from './start.js';
import { txtlib } from './txtlib.js';

/** Every command of this folder. */
export const loaderCommands: readonly Command[] = [
  load,
  include,
  loadmod,
  start,
  genmod,
  modmap,
  run,
  nucxload,
  txtlib,
  lked,
  loadlib,
  moduleRoutine,
];
