/** HELP pages of the commands that are EXECs on the system disk: lists, letters, links and the batch machine. */
import { page, type HelpPage } from './help-page.js';

const BESIDE =
  'Commands are typed over the beginning of lines, as many as you like, and run at ENTER. / stands for what the line is about, /n /t /m for filename, filetype and filemode (together: /nt; also within a word: x/n), /o for nothing; without any of them it is put behind the command. Alone, = repeats the last command, ? shows it to be changed, / makes the line the first on the screen. A line that is done has * in front, with the return code when that is not 0, or *? when the command is unknown.';

/** The pages. */
export const listHelpTable: readonly HelpPage[] = [
  page(
    'CMSBATCH',
    'run a job from the reader',
    'Runs in the batch machine, which the operator starts (XAUTOLOG CMSBATCH) and which is IPLed with PARM BATCH: it takes one job after the other out of its reader, and CMS is loaded anew behind each. HB, typed there, ends it behind the present job.',
    'A job is a file of cards: SPOOL PUNCH TO CMSBATCH, PUNCH fn ft (NOHEADER.',
    ' /JOB userid account [jobname]  first; your own userid\n commands                       of CMS and CP, a card each\n /SET TIME n PRINT n PUNCH n    at most n seconds, lines, cards (any of these)\n /*                             the end',
    'What a command reads from the terminal it takes from the cards behind it. The A-disk is empty at first; disks are got with CP LINK and ACCESS, and let go at the end. Printer and punch come into your reader as CMSBATCH jobname (JOB without a name), the console as BATCH CONSOLE; you are told when the job starts and ends, and which limit ended it. A job that you have purged before its turn is not told of. Of CP a job may give those commands that do not touch the reader, the console and the disks of the machine. A job that goes over a limit, whatever it is doing, is ended as by HX; without /SET it may use 32767 of each.',
    'Messages: 106E no /JOB card, not yours, a jobname that is none, or more than 10000 cards; 107E a command that is not allowed; 108E a /SET card that is wrong, or a limit for the second time; 109E CPU, PRINTER or PUNCH limit exceeded.',
  ),
  page(
    'DISCARD [fn ft [fm] | spoolid]',
    'erase a file, or purge a file of the reader',
    'Beside a line of FILELIST, MACLIST or RDRLIST, and in PEEK, it needs no operands. Messages: those of ERASE and CP PURGE, 054E, 070E, 386E (24).',
  ),
  page(
    'EXECUTE [CURSOR|n|*] [command]',
    'run what is typed beside lines (in FILELIST, MACLIST and RDRLIST)',
    'EXECUTE runs what is typed over lines; EXECUTE CURSOR command that command for the line of the cursor, with n for n lines from the first on the screen on, with * for all from there. Elsewhere: 651E (24).',
  ),
  page(
    'FILEList [fn [ft [fm]]] [(Append Filelist PROFile name SHORTdate FULLdate ISOdate VMDate]',
    'files as a list',
    'The files of a disk (A when none is named) in XEDIT, newest first; * stands for any characters.',
    BESIDE,
    'DISCARD erases a file. XEDIT brings the file beside the list; PF3 goes back. On the command line are subcommands of XEDIT and commands of CMS and CP.',
    ' PF2 refresh   PF3 end   PF4 sort by type   PF5 by date   PF6 by size\n PF7 PF8 pages   PF9 files of the same name   PF11 XEDIT\n PF12 to and from the command line',
    ' SNAME STYPE SMODE  by names           SDATE   newest first\n SSIZE SBLK         largest first      SREC    most records first\n SRECF              by record format   SLREC   longest records first',
    'PROFILE names another macro than PROFFLST. APPEND, given within a list, puts the files into it. FILELIST: the file fn ft fm holds the list, as one that was saved or as LISTFILE (EXEC makes it. Dates are mm/dd/yy (SHORTDATE), mm/dd/yyyy, yyyy-mm-dd, or as CP SET DATEFORMAT has them (VMDATE, which is usual). Messages: 002E (28) no such file, 003E, 050E, 054E, 070E, 651E (24), 109S (104) no room for so many: a list is as it was, and FILELIST tells which storage is enough.',
  ),
  page(
    'MACLIST libname [fm] [(Append PROFile name]',
    'members of a macro library as a list',
    'The members of libname MACLIB in XEDIT, by name.',
    BESIDE,
    '/ stands for libname MACLIB fm (MEMBER name: PRINT, PUNCH, SENDFILE and TYPE take one member. XEDIT brings it beside the list; PF3 goes back. DISCARD deletes it from the library (MACLIB DEL).',
    ' PF2 refresh   PF3 end   PF4 sort by name   PF5 by place   PF6 by size\n PF7 PF8 pages   PF11 XEDIT   PF12 to and from the command line',
    'PROFILE names another macro than PROFMLST. APPEND, given within a list, puts the members of a further library into it. Messages: 002E (28) no such library, 056E (32), 003E, 050E, 070E, 386E, 651E (24).',
  ),
  page(
    'NOTE [name ... [CC: name ...]] [(options]',
    'write a letter',
    'Opens a letter in XEDIT with options, date, sender and addressees; INPUT, or PF12, begins to write. PF5, or SEND, sends it to everyone who stands behind To: and cc: by then, and puts it into the notebook. FILE keeps it for later: NOTE alone goes on with it. Names are those of SENDFILE: userids, nicknames, lists.',
    ' ACk NOAck         ask for a receipt, or not\n ADD               these names, too, to the letter that was begun\n CANcel            throw it away (in XEDIT also CANCEL)\n CLAss c           spool class\n LOG NOLog         a line in userid NETLOG, or none\n LOng SHort        with names, telephones and addresses of NAMES, or without\n NOTEbook fn|*     where it is kept, ALL without; *: one for each person\n NONotebook        nowhere\n PROFile name      another macro than PROFNOTE\n REPlace           begin anew though one was begun\n REPLy             to whom the note in PEEK or XEDIT came from\n FORward           with the note in PEEK or XEDIT below its head',
    'The options stand in the first line of the letter and can be changed there; nobody else sees that line. Messages: 002E, 024E (28) there is none, or one; 546E (28), 647E nobody is named, 003E, 029E, 050E, 066E, 070E, 651E (24), those of SENDFILE.',
  ),
  page(
    'RDRList [(Append PROFile name SHORTdate FULLdate ISOdate VMDate]',
    'files of the reader as a list',
    'The files in your reader in XEDIT, newest first. RL is the same.',
    BESIDE,
    'For RDRLIST / is the spoolid: RECEIVE, RECEIVE / = EXEC, PEEK, DISCARD (which purges).',
    ' SNAME STYPE SUSER SNODE SCLASS  by that   SDATE  newest first\n SSIZE SREC                       most records first',
    ' PF2 refresh   PF3 end   PF4 sort by type   PF5 by date   PF6 by user\n PF7 PF8 pages   PF9 receive   PF11 peek   PF12 to and from the command line',
    'PROFILE names another macro than PROFRLST. APPEND, given within the list, puts the files that have come since behind it: what is marked as done stays. Dates are mm/dd, mm/dd/yyyy, yyyy-mm-dd, or as CP SET DATEFORMAT has them (VMDATE, which is usual). Messages: 645E (28) there are none, 003E, 050E, 070E, 651E (24).',
  ),
  page('RL [(options]', 'files of the reader as a list', 'The same as RDRLIST.'),
  page(
    'VMLINK [owner vdev|nickname|category [< vdev fm mode DETach|RELease >] ...] [(options]',
    'link and access minidisks of others',
    'Links the minidisk vdev of owner under a free address from 120 on, for reading, and accesses it with the last letter that is free. Between < and > stand your own: a device number (n, n+ or n- for the next that is free from there, = for that of the owner), a letter (or two, B-F; with /x as an extension) and a mode of LINK; * for what is usual; then whether it is let go. A disk that was linked so before is accessed anew: that shows what has changed on it.',
    'Nicknames are entries of userid NAMES and VMLINK NAMES, or of the files that the file VMLINK CONTROL names in records *FILES fn and *ADDFILE fn, with these tags:',
    ' :product.owner vdev < vdev fm mode >   the disk\n :list.nicknames       that are linked, too\n :title.text           what 2060I calls it\n :category.word        a menu shows those of a category\n :node.nodes           it holds for these alone\n :preexit. :exit.      an EXEC before and behind\n :invoke.command       as with INVOKE',
    ' DETach RELease     let the disks go again\n PUsh POP           the disk that has the letter comes back by POP\n Force              the letter, even if it is in use\n READ Write         the usual mode: RR or MR\n PW password        for LINK\n Invoke command     run that, then let the disks go; the last option\n FIlelist           the files of the disks, then let them go\n Keep NOKeep        the disks stay, or not\n QUEry              what is linked\n NONames NOList NOExit    no nicknames, lists, exits\n ADDfile(fn) ONLy(fn)     NAMES files before the others, or alone\n EXIT(exec) PREExit(exec) EXECs behind and before each disk\n NOInvoke           not what a nickname invokes\n Parms text         that with parameters; the last option\n TYPE NOType STACK FIFO LIFO STEM name  where 2060I and 2061I go\n PROFile name        of the menu, instead of PROFVMLK\n APpend             a category more in the menu that is shown\n Autolink SET|DELete|LISt|RUN  see below',
    'AUTOLINK SET keeps what is to be linked, with the other options, beyond LOGOFF; DELETE forgets it, LIST lists it, RUN links all of it (in PROFILE EXEC).',
    'A category, or nothing, shows the menu of nicknames: commands are typed beside lines as in FILELIST, where / is the nickname. PF4 PF5 sort, PF9 lists the files, PF11 links. When one of several disks is not to be had, those before it are let go. Messages: 003E, 029E, 050E, 064E, 070E, 386E, 651E (24), 2044E no such nickname, 2046E the disk is not linked (28), 2045E no letter, 2048E no device number is free, 2047E the letter is in use (36); those of CP LINK and ACCESS.',
  ),
];
