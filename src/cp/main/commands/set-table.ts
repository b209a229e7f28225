/** The words of SET, in table order. */
import type { ControlCommand } from '../control-command.js';
import { setLogmsg } from './set-logmsg.js';
import { setPf } from './set-pf.js';
import { setShare } from './set-share.js';
import { setSwitches } from './set-switches.js';
import { setTimeout } from './set-timeout.js';
import { setTimer } from './set-timer.js';

/** All words of SET. */
export const SETS: readonly ControlCommand[] = [
  ...setSwitches,
  ...setPf,
  setTimer,
  setLogmsg,
  setShare,
  setTimeout,
];
