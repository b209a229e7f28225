/** The commands of spool and minidisks, for the tables of CP, QUERY and SET. */
import type { CpCommand } from '../cp-services.js';

/** SPOOL, CLOSE, CHANGE, PURGE, ORDER, TRANSFER, LINK, DETACH. */
export const SPOOL_COMMANDS: readonly CpCommand[] = [];

/** QUERY READER, PRINTER, PUNCH, FILES, LINKS. */
export const SPOOL_QUERIES: readonly CpCommand[] = [];
