/** HELP pages of the CP commands. Classes in brackets: without a note, G is enough. */
import { page, type HelpPage } from './help-page.js';

const IDS = 'Files are named by spoolid, CLASS c, FORM f or ALL.';

/** The pages. */
export const cpHelpTable: readonly HelpPage[] = [
  page(
    'ATTN',
    'attention interruption',
    'The machine gets an attention interruption from its console, as by the ENTER key. REQUEST is the same.',
  ),
  page('REQuest', 'attention interruption', 'The same as ATTN.'),
  page(
    'AUTOlog userid password [command]',
    'log on a machine without a line (A, B)',
    'Logs on the user as disconnected and, if a command is given, runs it on that console.',
  ),
  page(
    'Begin [hexloc]',
    'the machine goes on',
    'Leaves CP READ: the machine goes on where it was, or at the address given.',
  ),
  page(
    'CHange RDR|PRT|PUN files attributes',
    'change files in the queues',
    IDS,
    'Attributes: CLASS c, HOLD, NOHOLD, KEEP, NOKEEP, COPY n, DIST code, FORM name, NAME fn ft, NONAME.',
    'Answer: 0000001 FILE  CHANGED.',
  ),
  page(
    'Close RDR|PRT|PUN|CONS|vdev|ALL [options]',
    'end an open spool file',
    'What was punched or printed becomes a file and goes where SPOOL says, or for this file where TO user says. For a reader: the file that was read goes away, unless HOLD or KEEP keeps it.',
    'Options: HOLD NOHOLD KEEP NOKEEP PURGE TO user NAME fn ft CLASS c COPY n DIST code.',
  ),
  page(
    'COUPle vdev [TO] user vdev',
    'join two channel-to-channel adapters',
    'Both machines have one, by DEFINE CTCA vdev or SPECIAL vdev CTCA [user] in the directory. What one writes the other reads.',
    'QUERY VIRTUAL CTCA shows them; UNCOUPLE vdev and DETACH vdev part them.',
  ),
  page(
    'UNCOUple vdev',
    'part two channel-to-channel adapters',
    'The other user is told: CTCA 0700 DROPPED FROM.',
  ),
  page(
    'CPU n|ALL command',
    'direct a command to a virtual CPU',
    'CPU 1 DISPLAY PSW, CPU ALL DISPLAY G. For BEGIN, STOP, DISPLAY, STORE, EXTERNAL and SYSTEM RESTART; ALL is each in turn.',
    'CPU n BEGIN takes a CPU out of the stopped state, CPU n STOP puts it there while the others go on. BEGIN alone: those go on that ran.',
    'QUERY VIRTUAL CPUS shows them. On a machine with more than one CPU the lines of CP begin with the number of the CPU that they are about.',
  ),
  page(
    'DEFine STORage size\nDEFine vdev [AS] newvdev\nDEFine CPU n|n-m ...\nDEFine TAPE vdev [model]\nDEFine CTCA vdev [user]',
    'another size of storage, another address for a device, more CPUs, a tape drive, an adapter',
    'For example DEFINE STORAGE 8M. Storage is cleared and the machine reset; the directory sets the limit.',
    'DEFINE 009 AS 01F puts the console where a stand-alone program looks for it, until LOGOFF.',
    'DEFINE CPU 1-3 makes the machine a multiprocessor, while it runs. New CPUs are stopped until the program starts them (SIGP) or CPU n BEGIN does. MACHINE 370 n in the directory is the limit.',
    'DEFINE TAPE 181 makes an empty drive: 2401, 2415, 2420, 3410 or 3420, which is usual; SPECIAL 181 TAPE in the directory is the same. The operator puts a tape on it, a file of the host: vmts tape USERID VDEV FILE [--ring].',
  ),
  page(
    'DEFSEG name page-page type ...',
    'define a saved segment (E)',
    'Says which pages (hexadecimal numbers of 4K pages) SAVESEG is to keep under this name, for programs that load them by DIAGNOSE 64.',
    'Types: SR one copy that all machines read; ER the same for one machine; EW a copy for each machine; EN pages of zeros.',
    'Example: DEFSEG CMSSEG F00-F0F SR',
  ),
  page(
    'DEFSYS name page-page type ... [MINSIZE=nK] [PARMREGS=m-n|NONE]',
    'define a saved system (E)',
    'Says which pages SAVESYS is to keep under this name, for IPL. Types are those of DEFSEG; MINSIZE is the least storage to IPL it in, PARMREGS the registers that take the PARM of IPL.',
    'Example: DEFSYS MYSYS 0-20 EW MINSIZE=256K',
  ),
  page(
    'DETach vdev|vdev-vdev\nDETach CPU n|n-m|ALL',
    'give a device or a CPU back',
    'The device leaves the machine: DASD 0192 DETACHED. An open spool file on it is closed first.',
    'A CPU leaves the machine, which goes on (on z/VM it is reset): CPU 01 detached. The base CPU stays.',
  ),
  page(
    'DISConnect [HOld]',
    'leave the machine running',
    'The line is free, the machine goes on. Log on again to reconnect; in the usual setting it is logged off 15 minutes after it wants to read from the console.',
    'That the machine goes on, and shows its last output again, also when a line just drops is an extension of VM/TS.',
  ),
  page(
    'Display [T|K]hexloc[-end|.count]\nDisplay G|X|Y [reg[-reg]] | Psw | CAW | CSW',
    'show storage and registers',
    'Storage in hexadecimal (T with text, K keys), general (G), control (X) and floating-point (Y) registers, PSW.',
  ),
  page(
    'EXTernal [code]',
    'external interruption',
    'As the interrupt key of the processor console; another code than 40 may be given.',
  ),
  page('FORCE userid', 'log another user off (A)', 'The machine ends as by LOGOFF.'),
  page(
    'INDicate LOAD | USER [userid]',
    'how busy is the system',
    'LOAD: the processors and storage. USER: what a machine has used. Other users for class E.',
  ),
  page(
    'Ipl vdev|name [CLear] [STOP] [ATTN] [PARM text]',
    'reset and load the machine',
    'IPL CMS starts CMS anew; IPL 00C loads a deck from the reader; IPL 190 CLEAR loads from disk. Links, spool settings and spool files stay; what was in storage is gone.',
    'This is how you get a machine back that hangs: PA1, then IPL CMS. PARM AUTOCR runs the PROFILE EXEC without waiting for ENTER.',
  ),
  page(
    'LINK [TO] user vdev [AS] vdev [mode] [[PASS=]password]',
    'a minidisk of another user',
    'Modes: R read if nobody writes, RR read always, W write if nobody else has it, WR else read, M write unless another writes, MR else read, MW always. Then CMS ACCESS makes it known to CMS.',
  ),
  page(
    'Logon userid [HERE] [NOIPL]',
    'begin a session',
    'At the logo. HERE takes over a session that is on another line; NOIPL does not load what the directory names.',
  ),
  page('LOGIn userid', 'begin a session', 'The same as LOGON.'),
  page(
    'LOGoff [Hold]',
    'end the session',
    'The machine ends, open files are closed. HOLD keeps the line for the next logon.',
  ),
  page('LOGout [Hold]', 'end the session', 'The same as LOGOFF.'),
  page(
    'Message user|*|OPERATOR|ALL text',
    'a line to a user',
    'Shown with the time and your name, unless the user has SET MSG OFF. ALL for classes A and B.',
    'HCPMSG045E userid not logged on, HCPMFS057I userid not receiving.',
  ),
  page('MSg user text', 'a line to a user', 'The same as MESSAGE.'),
  page(
    'MSGNoh user text',
    'a line without a heading (A, B)',
    'For service machines: the text alone is shown.',
  ),
  page(
    'NOTReady vdev',
    'make a device not ready',
    'Its next command gets intervention required, until READY.',
  ),
  page('REAdy vdev', 'device end', 'The device is ready, and a device end is presented.'),
  page(
    'REWind vdev',
    'a tape goes to its load point',
    'What was written is then safe: REWIND COMPLETE.',
  ),
  page('RESet vdev', 'drop what is pending', 'Interruptions pending on the device are gone.'),
  page(
    'ORDer RDR|PRT|PUN files',
    'put files first',
    IDS,
    'The files stand first in their queue, in the order named. Answer: 0000001 FILE  ORDERED.',
  ),
  page(
    'PURge RDR|PRT|PUN|ALL files',
    'remove spool files',
    IDS,
    'Answer: 0000001 FILE  PURGED, or NO FILES PURGED.',
    'PURGE NSS fileid|NAME name|ALL (E) takes away saved systems and segments; one that a machine has goes when the last lets go of it: PENDING PURGE.',
  ),
  page(
    'Query word',
    'show what CP knows',
    ' TIME USERID CPLEVEL PROCESSORS LOGMSG   the system\n NAMES USERS userid                      who is logged on\n RDR|PRT|PUN [spoolid|ALL|CLASS c|HOLD]  spool files\n FILES                                   how many\n VIRTUAL [vdev|STORAGE|UR|DASD|...]      the machine and its devices\n SET TERMINAL PF SHARE                   settings\n LINKS vdev                              who has a minidisk\n NSS [fileid|NAME name|ALL] [MAP]        saved systems and segments (E)',
  ),
  page(
    'SAVESEG name',
    'save a segment (E)',
    'Keeps the pages that DEFSEG named, with their storage keys, as your machine has them now. It takes the place of one that has the name.',
  ),
  page(
    'SAVESYS name',
    'save a system (E)',
    'Keeps the pages that DEFSYS named, storage keys, registers and PSW of your machine as they are now: IPL name goes on from there.',
    'Saving a machine in which CMS runs keeps its storage; CMS itself starts anew at the IPL.',
  ),
  page(
    'SET word value',
    'change settings',
    ' MSG WNG SMSG IMSG ACNT RUN LINEDIT ON|OFF\n EMSG ON|OFF|CODE|TEXT       how error messages look\n PFnn [IMMED|DELAYED text]   what a key does; PFnn RETRIEVE\n TIMER ON|REAL|OFF           how the interval timer runs\n LOGMSG [n] text             message of the day (B)\n SHARE user RELATIVE n|ABSOLUTE n%  (A)\n TIMEOUT DISCONNECT|DROP minutes|OFF',
    'SET RUN ON lets the machine go on while you are in CP. TIMEOUT is an extension of VM/TS.',
  ),
  page(
    'SHUTDOWN',
    'end the system (A)',
    'All users are told, open files are kept, and the system ends in order.',
  ),
  page(
    'SLeep [n [SEC|MIN|HRS]]',
    'rest',
    'The console rests while the machine goes on; the ENTER key ends it.',
  ),
  page(
    'SPool RDR|PRT|PUN|CONS|vdev options',
    'where spool files go',
    'TO user|*|SYSTEM, FOR user, OFF, CLASS c, HOLD NOHOLD, KEEP NOKEEP, CONT NOCONT, COPY n, DIST code, FORM f, NAME fn ft, CLOSE, PURGE. For the console: START and STOP keep a log of the session.',
    'Example: SPOOL PUNCH BOB, then PUNCH fn ft; SPOOL PUNCH OFF.',
  ),
  page('STOP', 'the machine stands still', 'BEGIN lets it go on.'),
  page(
    'STore [L]hexloc word.. | Shexloc bytes\nSTore G|X|Y reg word.. | Psw [word] word | STATUS',
    'change storage and registers',
    'All operands are read before anything is changed. Answer: Store complete.',
  ),
  page(
    'SYStem CLEAR|RESET|RESTART',
    'keys of the processor console',
    'CLEAR sets storage to zeros and resets; RESET resets; RESTART takes the restart PSW.',
  ),
  page(
    'TERMinal setting value',
    'how the console behaves',
    ' CHARDEL LINEDEL LINEND ESCAPE TABCHAR c|OFF   editing characters\n MORE a b          seconds until the alarm, and until the page turns\n HOLD ON|OFF       HOLDING at ENTER\n CONMODE 3215|3270  the console is a typewriter or a display to the program\n BRKKEY key|NONE   which key enters CP',
  ),
  page(
    'TRANsfer RDR|PRT|PUN files TO user|FROM user',
    'pass files on',
    IDS,
    'Answer: 0000001 FILE  TRANSFERRED; the receiver is told.',
  ),
  page('Warning user|ALL text', 'a line that is always shown (A, B)', 'Shown with MSG OFF too.'),
  page('WNg user text', 'a line that is always shown (A, B)', 'The same as WARNING.'),
  page(
    'XAUTolog userid [command]',
    'log on a machine without a line',
    'Without a password: for classes A and B, and for those whom the directory of that user names.',
  ),
];
