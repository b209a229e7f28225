/** QUERY LOGMSG: the message of the day (z/VM CP Commands, "QUERY LOGMSG"). */
import { word } from './query-word.js';

/** What is said when there is none. */
export const NO_LOGMSG = 'There is no logmsg data';

/** QUERY LOGMSG. */
export const queryLogmsg = word('LOGMSG', 3, ({ cp }) => {
  const lines = cp.directory.logMessage();
  return lines.length === 0 ? [NO_LOGMSG] : lines;
});
