/** The commands that belong to the nucleus and the shell. */
import type { Command } from '../command.js';
import { exec } from '../exec/exec.js';
import { batchJob } from './batch-job.js';
import { cmdcall } from './cmdcall.js';
import { cp } from './cp.js';
import { immcmd } from './immcmd.js';
import { debug } from './debug.js';
import { nucxdrop, nucxmap } from './extension-commands.js';
import { nucext, subcom } from './extensions.js';
import { query } from './query.js';
import { segmentCommand } from './segment.js';
import { endCommandExtensions, purgeExtensions } from './service-calls.js';
import { set } from './set.js';
import { svctrace, svcTracePrinter } from './svctrace.js';

/** Every command of this folder. */
export const shellCommands: readonly Command[] = [
  cp,
  exec,
  query,
  set,
  debug,
  cmdcall,
  immcmd,
  nucext,
  nucxdrop,
  nucxmap,
  subcom,
  segmentCommand,
  purgeExtensions,
  endCommandExtensions,
  svctrace,
  svcTracePrinter,
  batchJob,
];
