/** HELP pages of the commands that are EXECs on the system disk: lists and letters, built on XEDIT. */
import { page, type HelpPage } from './help-page.js';

const BESIDE =
  'Commands are typed over the beginning of lines, as many as you like, and run at ENTER. / stands for what the line is about, /n /t /m for filename, filetype and filemode, /o for nothing; without any of them it is put behind the command. = repeats the last command. A line that is done has * in front, with the return code when that is not 0.';

/** The pages. */
export const listHelpTable: readonly HelpPage[] = [
  page(
    'FILEList [fn [ft [fm]]] [(PROFile name]',
    'files as a list',
    'The files of a disk (A when none is named) in XEDIT, newest first; * stands for any characters.',
    BESIDE,
    'DISCARD erases a file. XEDIT brings the file beside the list; PF3 goes back. On the command line are subcommands of XEDIT and commands of CMS and CP.',
    ' PF2 refresh   PF3 end   PF4 sort by type   PF5 by date   PF6 by size\n PF7 PF8 pages   PF9 files of the same name   PF11 XEDIT\n PF12 to and from the command line',
    'PROFILE names another macro than PROFFLST. Messages: 002E (28) no such file, 003E, 050E, 070E (24).',
  ),
  page(
    'NOTE name ... [CC: name ...] [(ACK LOG|NOLOG NOTEBOOK fn|NONOTEBOOK]',
    'write a letter',
    'Opens a letter in XEDIT with date, sender and addressees; INPUT, or PF12, begins to write. PF5 sends it with SENDFILE to everyone, and puts it into ALL NOTEBOOK, or the one of NOTEBOOK. PF3 ends without; what was saved by then (SAVE, FILE) is there at the next NOTE. Names are those of SENDFILE: userids, nicknames, lists.',
    'ACK asks for a receipt. Messages: 647E nobody is named, 003E, 050E (24), those of SENDFILE.',
  ),
  page(
    'RDRList [(PROFile name]',
    'files of the reader as a list',
    'The files in your reader in XEDIT, newest first. RL is the same.',
    BESIDE,
    'For RDRLIST / is the spoolid: RECEIVE, RECEIVE / = EXEC, PEEK, DISCARD (which purges).',
    ' PF2 refresh   PF3 end   PF4 sort by type   PF5 by date   PF6 by user\n PF7 PF8 pages   PF9 receive   PF11 peek   PF12 to and from the command line',
    'Messages: 645E (28) there are none, 003E, 050E, 070E (24).',
  ),
  page('RL [(PROFile name]', 'files of the reader as a list', 'The same as RDRLIST.'),
];
