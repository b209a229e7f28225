/** The words of QUERY, in table order. */
import type { ControlCommand } from '../control-command.js';
import { queryConsole } from './query-console.js';
import { queryLogmsg } from './query-logmsg.js';
import { querySettings } from './query-settings.js';
import { querySystem } from './query-system.js';
import { queryNss } from './query-systems.js';
import { queryTraceWord } from './query-trace.js';
import { queryUsers } from './query-users.js';
import { queryVirtual } from './query-virtual.js';
import { SPOOL_QUERIES } from './spool-table.js';

/** All words of QUERY. */
export const QUERIES: readonly ControlCommand[] = [
  queryTraceWord,
  ...querySystem,
  ...queryUsers,
  queryVirtual,
  ...querySettings,
  ...queryConsole,
  queryLogmsg,
  queryNss,
  ...SPOOL_QUERIES,
];
