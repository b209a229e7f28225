/** HELP pages of the commands of CP, by subject in the tables beside this one. */
import { cpDeviceHelp } from './help-cp-device-table.js';
import { cpMachineHelp } from './help-cp-machine-table.js';
import { cpOperatorHelp } from './help-cp-operator-table.js';
import { cpSessionHelp } from './help-cp-session-table.js';
import { cpSpoolHelp } from './help-cp-spool-table.js';
import type { HelpPage } from './help-page.js';

/** The pages. */
export const cpHelpTable: readonly HelpPage[] = [
  ...cpSessionHelp,
  ...cpMachineHelp,
  ...cpDeviceHelp,
  ...cpSpoolHelp,
  ...cpOperatorHelp,
];
