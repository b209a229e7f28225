/** All tables of options of commands. */
import { COPYFILE_TABLE } from './copyfile-table.js';
import type { OptionTable } from './option-row.js';

/** They are walked by `options.test.ts`. */
export const OPTION_TABLES: readonly OptionTable[] = [COPYFILE_TABLE];
