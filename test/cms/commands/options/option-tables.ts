/** All tables of options of commands. */
import { COPYFILE_TABLE } from './copyfile-table.js';
import { DISK_LOAD_TABLE } from './disk-load-table.js';
import { DISK_TABLES } from './disk-tables.js';
import { FILE_TABLES } from './file-tables.js';
import { NETDATA_TABLE } from './netdata-table.js';
import { TAPE_TABLES } from './tape-tables.js';
import { FILEDEF_TABLES } from './filedef-tables.js';
import { LIBRARY_TABLES } from './library-tables.js';
import type { OptionTable } from './option-row.js';

/** They are walked by `options.test.ts`. */
export const OPTION_TABLES: readonly OptionTable[] = [
  COPYFILE_TABLE,
  ...FILE_TABLES,
  ...DISK_TABLES,
  ...TAPE_TABLES,
  ...LIBRARY_TABLES,
  ...FILEDEF_TABLES,
  NETDATA_TABLE,
  DISK_LOAD_TABLE,
];
