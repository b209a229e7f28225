/** QUERY TIME, CPLEVEL, USERID, PROCESSORS: what concerns the system (z/VM CP Commands, "QUERY"). */
import { connectLine, dateText, fullTime, timeOfDay } from '../time-text.js';
import { cpuIdText } from './cpu-id.js';
import { word } from './query-word.js';

/** The words. */
export const querySystem = [
  word('TIME', 1, ({ cp, user }) => [
    `TIME IS ${fullTime(cp.clock.now(), cp.zone, user.settings.dateFormat)}`,
    connectLine(cp.clock.now() - user.logonAt, user.memory.used()),
  ]),
  word('CPLEVEL', 5, ({ cp, user }) => [
    `VM/TS Version ${cp.version}`,
    `IPL at ${dateText(cp.startedAt, cp.zone, user.settings.dateFormat)} ${timeOfDay(cp.startedAt, cp.zone)} ${cp.zone.name}`,
  ]),
  word('CPUID', 3, ({ user, cpu }) => [`CPUID = ${cpuIdText(user, cpu)}`]),
  word('USERID', 6, ({ cp, user }) => [`${user.userid.padEnd(8)} AT ${cp.systemName}`]),
  word(
    'PROCESSORS',
    4,
    ({ cp }) =>
      cp
        .processors()
        .map(
          ({ index }) =>
            `PROCESSOR ${String(index).padStart(2, '0')} ${index === 0 ? 'MASTER CP' : 'ALTERNATE CP'}`,
        ),
    'ABCE',
  ),
] as const;
