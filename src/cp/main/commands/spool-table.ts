/** The commands of spool and minidisks, for the tables of CP and QUERY. */
import type { ControlCommand } from '../control-command.js';
import { change } from './change.js';
import { close } from './close.js';
import { link } from './link.js';
import { order } from './order.js';
import { purge } from './purge.js';
import { queryLinks } from './query-links.js';
import { queryFiles, queryQueues } from './query-spool.js';
import { spool } from './spool.js';
import { transfer } from './transfer.js';

/** SPOOL, CLOSE, CHANGE, PURGE, ORDER, TRANSFER, LINK. */
export const SPOOL_COMMANDS: readonly ControlCommand[] = [
  close,
  change,
  link,
  order,
  purge,
  spool,
  transfer,
];

/** QUERY READER, PRINTER, PUNCH, FILES, LINKS. */
export const SPOOL_QUERIES: readonly ControlCommand[] = [...queryQueues, queryFiles, queryLinks];
