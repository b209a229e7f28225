/** QUERY TRACE: what is traced in the machine (z/VM CP Commands, "QUERY TRACE"). */
import type { ControlCommand } from '../control-command.js';
import { queryTrace } from './trace.js';

/** QUERY TRACE. */
export const queryTraceWord: ControlCommand = {
  name: 'TRACE',
  minimum: 2,
  classes: 'G',
  run: (context, { words }) => queryTrace(context, words[0]),
};
