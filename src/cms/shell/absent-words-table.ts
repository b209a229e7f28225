/**
 * Words of SET and QUERY of z/VM's CMS for which there is nothing to be set or shown here, with what is not there (z/VM: CMS
 * Commands and Utilities Reference, "SET", "QUERY"). They are CMS's all the same: without them CP would be asked.
 */
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';

/** A part of z/VM's CMS that is not there, and its words; a `*` stands behind the shortest form. */
interface Absent {
  readonly what: string;
  readonly set: string;
  readonly query: string;
}

const ABSENT: readonly Absent[] = [
  {
    what: 'full-screen CMS',
    set:
      'APL BORDER CHARMODE FULLREAD* IMESCAPE LOCATION LOGFILE NONDISP REMOTE RESERVED TEXT VSCREEN WINDOW ' +
      'WMPF',
    query:
      'APL BORDER CHARMODE CURSOR FULLREAD* HIDE IMESCAPE LOCATION LOGFILE NONDISP REMOTE RESERVED ROUTE SHOW TEXT ' +
      'VSCREEN WINDOW WMPF',
  },
  {
    what: 'the Shared File System',
    set: 'FILEP*OOL FILESP*ACE FILEW*AIT RECALL RORES*PECT THR*ESHOLD',
    query:
      'ACCESSOR*S ALIAS AUT*HORITY BLOCKS DIRATTR ENROLL FILEATTR FILEP*OOL FILESP*ACE FILEW*AIT LIMITS LOCK ' +
      'NAMEDEF RECALL RORES*PECT',
  },
  { what: 'APPC/VM', set: 'COMDIR SERVER', query: 'COMDIR SERVER' },
  {
    what: 'a virtual machine in XA or XC mode',
    set: 'CMS370AC GEN370 GETMAIN KEYPROT*ECT',
    query: 'CMS370AC GEN370 GETMAIN KEYPROT*ECT',
  },
  { what: 'a tape library', set: 'TAPECSL TVICALL', query: 'TAPECSL TVICALL' },
  { what: 'a check of expiration dates of tapes', set: 'TAPENEVR', query: 'TAPENEVR' },
  { what: 'substitution of macro libraries', set: 'MACL*SUBS', query: 'MACL*SUBS' },
  { what: 'a set of commands of earlier releases', set: 'OLDCMDS', query: 'OLDCMDS' },
  { what: 'a loader that buffers TXTLIBs', set: 'OSTXTBUF', query: 'OSTXTBUF' },
  { what: 'a set of messages that programs trap', set: 'TRAPMSG', query: 'TRAPMSG' },
  { what: 'a shared segment of CMS', set: 'NONSHARE', query: '' },
  { what: 'the external trace of CMS', set: '', query: 'ETRACE TRACECTL' },
  { what: 'a workstation session', set: 'WORKSTAT*ION', query: 'WORKSTAT*ION' },
  { what: 'the callable services library', set: '', query: 'CSLLIB' },
];

/** Return code: CMS has not what is asked for. */
const NOT_HERE = 88;

/** A word, its shortest form, and what it belongs to. */
export interface AbsentWord {
  readonly name: string;
  readonly minimum: number;
  readonly what: string;
}

/** The words of SET or of QUERY. */
export function absentWords(command: 'set' | 'query'): AbsentWord[] {
  return ABSENT.flatMap((part) =>
    part[command]
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => {
        const shortest = word.indexOf('*');
        const name = word.replace('*', '');
        return { name, minimum: shortest < 0 ? name.length : shortest, what: part.what };
      }),
  );
}

const subjects = (command: 'set' | 'query', module: 'SET' | 'QRY'): readonly Subject[] =>
  absentWords(command).map(({ name, minimum, what }) => ({
    name,
    minimum,
    run: () => ({ rc: NOT_HERE, lines: [message(module, 2990, name, what)] }),
  }));

/** What SET says of them. Errors: 2990E (88). */
export const absentSettings = subjects('set', 'SET');

/** What QUERY says of them. Errors: 2990E (88). */
export const absentQueries = subjects('query', 'QRY');
