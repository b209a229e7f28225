/** HELP pages of CP: what operators and administrators do (z/VM CP Commands). */
import { cpPage, type HelpPage } from './help-page.js';

/** The pages. */
export const cpOperatorHelp: readonly HelpPage[] = [
  cpPage(
    'A',
    'ACnt userid ...|ALL [CLOSE]\nACnt CLOSE',
    'make accounting records',
    'Makes a record of kind 01 for each user, of what his machine has used since the last one.',
    {
      operands: [
        ['userid ... ALL', 'for whom.'],
        [
          'CLOSE',
          'puts all records that have been made into the reader of DISKACNT, as cards of class C.',
        ],
      ],
      notes: [
        'By themselves records go there when there are a hundred. Without a user DISKACNT they are kept in the home.',
        "Kinds: 01 use of the processor (ACNT, LOGOFF, DIAGNOSE X'4C'), 02 tape drives and dialled displays, 03 temporary disks, 04 too many wrong passwords at the logo or of AUTOLOG, 05 LINK to a disk with a password, 06 too many wrong passwords of LINK, C0 a user's own.",
      ],
      responses: [['Command complete', 'The records are safe.']],
      messages: [3, 7, 20, 45, 53, 427, 428],
    },
  ),
  cpPage(
    'AB',
    'AUTOlog userid password [command]',
    'log on a machine without a line',
    'Logs on the user as disconnected; what the directory names is loaded. The command, if there is one, is run on that console behind it.',
    {
      notes: ['XAUTOLOG needs no password.'],
      messages: [20, 50, 53, 54, 59, 361],
    },
  ),
  cpPage(
    'ABG',
    'XAUTolog userid [command]',
    'log on a machine without a line',
    'Logs on the user as disconnected, as AUTOLOG does, without a password: for classes A and B, and for those whom an AUTOLOG statement in the directory of that user names.',
    {
      responses: [
        ['Command accepted', 'It begins.'],
        ['AUTO LOGON  ***  userid USERS = n', 'It is logged on; the operator is told, too.'],
      ],
      messages: [20, 53, 54, 59, 361],
    },
  ),
  cpPage(
    'A',
    'FORCE userid',
    'log another user off',
    'The machine ends as by LOGOFF: its files are closed, its disks given back. It cannot be abbreviated.',
    {
      notes: ['A machine that only hangs needs no FORCE: its user can IPL it anew.'],
      responses: [['USER DSC LOGOFF AS userid USERS = n FORCED BY userid', 'It is over.']],
      messages: [3, 20, 45, 361],
    },
  ),
  cpPage(
    'A',
    'SHUTDOWN',
    'end the system',
    'All users are told and logged off, open files are kept, and the system ends in order. It cannot be abbreviated.',
    { messages: [3] },
  ),
  cpPage(
    'E',
    'DEFSYS name page-page type ... [MINSIZE=nK] [PARMREGS=m-n|NONE]',
    'define a saved system',
    'Says which pages SAVESYS is to keep under this name, for IPL name.',
    {
      operands: [
        ['name', 'one to eight letters and digits, and no device number.'],
        ['page-page', 'hexadecimal numbers of 4K pages: 0-20 is 132K.'],
        ['EW', 'each machine has a copy of its own.'],
        ['EN', 'each machine has pages of zeros.'],
        ['SR', 'all machines share one copy, which none can change.'],
        ['ER', 'as SR, for one machine.'],
        [
          'MINSIZE=',
          'the least storage to IPL it in; the end of the last page where it is not there.',
        ],
        ['PARMREGS=', 'registers that take the PARM of IPL.'],
      ],
      notes: [
        'Example: DEFSYS MYSYS 0-20 EW MINSIZE=256K',
        'QUERY NSS ALL shows them, QUERY NSS ALL MAP with their pages.',
      ],
      responses: [
        [
          'HCPNSD440I The Named Saved System (NSS) MYSYS was successfully defined in fileid 0001.',
          'SAVESYS comes next.',
        ],
      ],
      messages: [2, 9, 10, 26, 162, 431, 433, 440],
    },
  ),
  cpPage(
    'E',
    'DEFSEG name page-page type ...',
    'define a saved segment',
    "Says which pages SAVESEG is to keep under this name, for programs that load them by DIAGNOSE X'64'.",
    {
      operands: [
        [
          'page-page',
          'hexadecimal numbers of 4K pages; a segment may lie beyond the storage of a machine.',
        ],
        ['SR ER EW EN', 'as for DEFSYS.'],
      ],
      notes: ['Example: DEFSEG CMSSEG F00-F0F SR'],
      responses: [
        [
          'HCPNSD440I Saved segment CMSSEG was successfully defined in fileid 0002.',
          'SAVESEG comes next.',
        ],
      ],
      messages: [2, 9, 26, 431, 433, 440],
    },
  ),
  cpPage(
    'E',
    'SAVESYS name',
    'save a system',
    'Keeps the pages that DEFSYS named, storage keys, registers and PSW of your machine as they are now: IPL name goes on from there.',
    {
      notes: [
        'It takes the place of a system that has the name; machines that have that one keep it.',
        'Saving a machine in which CMS runs keeps its storage; CMS itself starts anew at the IPL.',
      ],
      messages: [2, 3, 26, 44, 160, 179, 182, 440],
    },
  ),
  cpPage(
    'E',
    'SAVESEG name',
    'save a segment',
    'Keeps the pages that DEFSEG named, with their storage keys, as your machine has them now. It takes the place of one that has the name.',
    { messages: [2, 3, 26, 44, 160, 179, 182, 440] },
  ),
];
