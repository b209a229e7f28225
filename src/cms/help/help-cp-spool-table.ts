/** HELP pages of CP: spool files (z/VM CP Commands). */
import { cpPage, type HelpPage } from './help-page.js';

/** Operands that name files. */
const FILES: readonly (readonly [string, string])[] = [
  ['RDR PRT PUN', 'the queue: also READER, PRINTER, PUNCH.'],
  ['spoolid ...', 'files by their numbers.'],
  ['CLASS c', 'all files of the class.'],
  ['FORM name', 'all of the form.'],
  ['ALL', 'all files of the queue.'],
];
const OTHERS = 'Class D may put a userid in front of the queue, for the files of that user.';
const IN_USE = 'A file that a reader has open is left alone; CLOSE READER puts it back first.';
const SELECTING = [3, 7, 26, 28, 42, 43, 53];

/** The pages. */
export const cpSpoolHelp: readonly HelpPage[] = [
  cpPage(
    'G',
    'SPool RDR|PRT|PUN|CONS|vdev option ...',
    'where spool files go',
    'Says what becomes of the files that a virtual punch or printer writes, which files a reader takes, and whether a log of the console is kept. It holds until it is changed, or LOGOFF.',
    {
      operands: [
        [
          '[TO] userid',
          'to the reader of that user; TO * is your own. PRT or PUN behind it: to that queue.',
        ],
        [
          'OFF SYSTEM',
          'not to a user: files stay in your queue of the device, where vmts printer on the host takes them.',
        ],
        ['FOR userid', 'the files are made for another: they are his.'],
        ['CLASS c', 'class of the files; of a reader the class that it takes, * for all.'],
        [
          'HOLD NOHOLD',
          'files are held in the queue; a reader with HOLD leaves the file that it has read, held.',
        ],
        ['KEEP NOKEEP', 'files stay when they have been read.'],
        [
          'CONT NOCONT',
          'several files become one: CLOSE waits until NOCONT. A reader goes from file to file without end of file.',
        ],
        ['EOF NOEOF', 'of a reader with CONT: whether the last file has an end.'],
        ['COPY n', 'so many copies, 1 to 255.'],
        ['FORM name', 'name of the paper.'],
        ['DIST code', 'whose pigeon-hole it is for; OFF or * is that of the directory.'],
        ['NAME fn ft', 'name of the files; NONAME takes it away.'],
        ['CLOSE', 'closes what is open, by the new settings. PURGE drops it.'],
        [
          'START STOP',
          'of the console: begins and ends the log, which CLOSE CONSOLE makes a file.',
        ],
      ],
      notes: [
        'SPOOL PUNCH BOB, then PUNCH fn ft, then SPOOL PUNCH OFF sends a file as cards. SENDFILE does all of it.',
        'SPOOL CONSOLE START TO * keeps a log that comes into your own reader.',
        'QUERY VIRTUAL UR and QUERY VIRTUAL 00D show the settings.',
      ],
      messages: [3, 6, 26, 28, 40, 53],
    },
  ),
  cpPage(
    'G',
    'Close RDR|PRT|PUN|CONS|vdev|ALL [option ...]',
    'end an open spool file',
    'What was punched or printed becomes a file, and goes where SPOOL says. It is announced when it is safe on the disk of the host. Of a reader: the file that was read goes away, or stays as KEEP and HOLD say.',
    {
      operands: [
        ['TO userid', 'this file goes there: TO * to yourself.'],
        ['NAME fn ft', 'its name. CLASS c, COPY n, DIST code as for SPOOL.'],
        ['HOLD NOHOLD', 'held in the queue, or not.'],
        ['KEEP NOKEEP', 'stays when it has been read, or not.'],
        ['PURGE', 'drops it.'],
        ['ALL', 'all devices.'],
      ],
      responses: [
        [
          'PUN FILE 0012 SENT TO BOB RDR AS 0003 RECS 0080 CPY 001 A NOHOLD NOKEEP',
          'It has gone to the reader of another.',
        ],
        [
          'RDR FILE 0003 SENT FROM ALICE PUN WAS 0012 RECS 0080 CPY 001 A NOHOLD NOKEEP',
          'What the other sees.',
        ],
      ],
      notes: ['A device that wrote nothing makes no file. LOGOFF and DETACH close, too.'],
      messages: [3, 6, 26, 28, 40, 53],
    },
  ),
  cpPage(
    'DG',
    'CHange RDR|PRT|PUN files attribute ...',
    'change files in the queues',
    'Gives files that wait in a queue other attributes.',
    {
      operands: [
        ...FILES,
        ['CLASS c', 'another class.'],
        ['HOLD NOHOLD', 'held, or not. What the operator holds only class D lets go.'],
        ['KEEP NOKEEP', 'whether it stays when it has been read.'],
        ['COPY n', 'copies, 1 to 255.'],
        ['DIST code, FORM name', 'as for SPOOL.'],
        ['NAME fn ft', 'another name; NONAME takes it away.'],
      ],
      notes: [OTHERS, IN_USE],
      responses: [['0000002 FILES CHANGED', 'So many; NO FILES CHANGED.']],
      messages: SELECTING,
    },
  ),
  cpPage(
    'DG',
    'ORDer RDR|PRT|PUN files',
    'put files first',
    'The files stand first in their queue, in the order in which they are named: what RECEIVE and READCARD take next.',
    {
      operands: FILES,
      notes: [OTHERS, IN_USE],
      responses: [['0000001 FILE  ORDERED', 'So many.']],
      messages: SELECTING,
    },
  ),
  cpPage(
    'DEG',
    'PURge RDR|PRT|PUN files\nPURge ALL\nPURge NSS fileid|NAME name|ALL',
    'remove spool files',
    'The files are gone for good. PURGE RDR ALL empties a queue, PURGE ALL all three.',
    {
      operands: [
        ...FILES,
        ['NSS', 'saved systems and segments (class E): by number, by name, or all.'],
      ],
      notes: [
        OTHERS,
        IN_USE,
        'A saved system that a machine has goes when the last one lets go of it: PENDING PURGE.',
      ],
      responses: [['0000001 FILE  PURGED', 'So many; NO FILES PURGED.']],
      messages: SELECTING,
    },
  ),
  cpPage(
    'DG',
    'TRANsfer RDR|PRT|PUN files TO userid|* [RDR|PRT|PUN]\nTRANsfer RDR|PRT|PUN files FROM userid',
    'pass files on',
    'Files of a queue go to that of another user, who is told. FROM takes back what you have sent and he has not read.',
    {
      operands: [
        ...FILES,
        ['TO userid', '* is yourself: so a file goes from one of your queues into another.'],
      ],
      notes: [OTHERS, IN_USE],
      responses: [['0000001 FILE  TRANSFERRED', 'So many.']],
      messages: [...SELECTING, 428],
    },
  ),
];
