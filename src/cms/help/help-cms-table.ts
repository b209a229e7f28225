/** HELP pages of the CMS commands. */
import { page, type HelpPage } from './help-page.js';
import { programHelpTable } from './help-programs-table.js';

const FILEID =
  'A fileid is a filename, a filetype (each 1 to 8 of A-Z 0-9 $ # @ + - : _) and a filemode: the letter of an accessed disk, with a number 0 to 6 if you like.';
const PATTERN =
  'In filename and filetype * stands for any characters and % for one; as filemode * means all accessed disks.';

/** The pages. */
export const cmsHelpTable: readonly HelpPage[] = [
  page(
    'ACcess [vdev fm[/ext] [fn [ft [fm]]]] [(NOPROF ERASE]',
    'give a mode letter to a minidisk',
    'Makes the minidisk at virtual address vdev known to CMS as filemode fm. Without operands: 191 as A.',
    'With /ext the disk is a read-only extension of the disk ext: commands that read from ext look here too. A fileid behind that restricts the extension to the files that fit.',
    'NOPROF, as the first line after IPL CMS, leaves out the PROFILE EXEC. ERASE removes all files of the disk.',
    'Messages: 113S (100) no such device, 112S (100) not a CMS disk or damaged, 017E, 048E (24), 069E (36) ext not accessed, 060E (28) no such files. 723I the disk is read-only, 724I, 725I, 726I what it replaces or is known as.',
  ),
  page(
    'Assemble fn [(options]',
    'assemble a System/370 program',
    'Assembles fn ASSEMBLE (records of up to 80 characters) with the language of Assembler XF. Makes fn TEXT for LOAD and fn LISTING. Macros and COPY members come from the MACLIBs of GLOBAL MACLIB. Messages are typed as IFOnnn; the return code is the highest severity: 4 warning, 8 and 12 error, 16 given up.',
    'Options: DIsk, PRint or NOPRint (where the listing goes), NOList, NOESD, NORLD, NOXref or XRef(SHORT), NOOBJect, NOTERMinal, NOALign, FLag(n), LINECount(n), SYSPARM(text).',
    'Limits: 100,000 records, symbols of 8 and values of 255 characters, 9999 macro calls, ACTR 4096, macros and COPY nested 200 deep.',
    'Messages: 001E (24), 002E (28), 003E (24), 006E (36) no disk to write on, 007E, 056E (32), 109S (104).',
  ),
  page(
    'ATTN',
    'put a line on the program stack (for programs)',
    'List: ATTN, LIFO or FIFO, length (1 byte) and address (3).',
  ),
  page(
    'CARDPH',
    'punch a card (for programs)',
    'List: CARDPH, address of 80 bytes. Return code 2: not ready, 100: no punch.',
  ),
  page(
    'CARDRD',
    'read a card (for programs)',
    'List: CARDRD, address of 80 bytes. Return code 1: end of file or no file, 100: no reader.',
  ),
  page(
    'CONWAIT',
    'wait until all is typed (for programs)',
    'Every function types before it returns, so that this does nothing.',
  ),
  page(
    'CP [command]',
    'give a command to CP',
    'Passes the rest of the line to the control program. The return code is that of CP: 0, or the number of its message.',
    'With SET IMPCP ON (as at IPL) what CMS does not know goes to CP without this word.',
  ),
  page(
    'CMDCALL [EXEC|NOEXEC] command',
    'call a command as if from an EXEC',
    'Runs the command with the flag of another kind of caller, which some commands answer differently.',
  ),
  page(
    'COPYfile fileid1 [fileid2 ...] [output] [(options]',
    'copy, join and convert files',
    FILEID,
    'In the inputs * stands for any name; in the output = stands for the part that the input has. One output with = in name or type: a copy of each input. Without =: all inputs are joined in one file. One fileid alone changes that file itself.',
    ' NEWFile REPlace APpend     what to do with a file that is there\n FRom n  FRLabel xxxxxxxx   begin with this record\n FOR n   TOLabel xxxxxxxx   so many records, or up to this one\n RECfm F|V  LRecl n         other record format or length\n TRunc  FIll c|hh           take away, or fill with, c at the end\n UPcase  LOwcase            change the case of letters\n OLDDate  NEWDate  TYPE     keep the date; say what is copied',
    'All files of one command on a disk appear together or not at all. Messages: 002E, 024E (28), 037E, 069E (36), 067E (24), 156E (32), 173E (40), 107S (100) disk full.',
  ),
  page(
    'DEBUG',
    'look into storage after an abend',
    'Shows and changes registers, storage and PSW as they were when the program stopped. Subcommands: GPR, PSW, X hexloc, STORE, ORIGIN, BREAK, GO, RETURN, HX.',
  ),
  page('DESBUF', 'clear the program stack', 'All buffers and lines typed ahead are gone.'),
  page(
    'DISK DUMP fileid\nDISK LOAD [(NOREPlac]',
    'files with their attributes as cards',
    'DUMP punches a file with all its attributes on the virtual punch; SPOOL says to whom it goes. LOAD reads such cards from the reader and makes the files anew on the A-disk.',
    'Messages: 047E, 014E, 070E (24), 002E (28), 078E, 077E (32) not such a deck or not all of it, 205W (8) reader empty. When LOAD fails, the file stays in the reader.',
  ),
  page(
    'DROPBUF [n]',
    'drop buffers of the program stack',
    'The newest one, or buffer n and all above it. Return code 1: it is not there.',
  ),
  page(
    'ERASE fileid [(Type|NOType]',
    'remove files',
    PATTERN,
    'Without a filemode the A-disk is meant; with a pattern the filemode must be given. Files of read-only disks are not touched. All files of one command on a disk go at once.',
    'Messages: 002E (28), 037E, 069E (36), 054E, 073E (24).',
  ),
  page('ESTATE fileid', 'is there such a file', 'As STATE.'),
  page('ESTATEW fileid', 'is there such a file on a disk that can be written', 'As STATEW.'),
  page(
    'EXec name [arguments]',
    'run an EXEC procedure',
    'Runs the file name EXEC of the first disk in the search order that has one. With SET IMPEX ON its name alone is enough. &1, &2 ... are the arguments.',
    'A first line that begins with a comment in /* and */ makes it REXX: PARSE ARG has the arguments, commands go to ADDRESS CMS (as typed), COMMAND or CP, RC is the return code. An error ends it with DMSREXnnnE and return code 200nn.',
    'HI halts EXECs (SIGNAL ON HALT traps it), HX ends all at once.',
  ),
  page(
    'EXECIO n|* operation [operands] [(options]',
    'move lines between files, units, CP and the stack or variables',
    ' DISKR fn ft [fm [line]]             read records; DISKRU: to write them again\n DISKW fn ft [fm [line [F|V [lrecl]]]]  write records\n CARD  PUNCH  PRINT                  the reader, punch and printer\n CP                                  the response of a CP command\n EMSG                                lines as messages, as SET EMSG has it',
    'n is the most lines that are moved, * all: to the end of the file, the number in the variable with 0 behind the stem, or up to a null line of the program stack. A file stays open, and the next EXECIO goes on in it, until FINIS or the end of the command that was typed.',
    ' FINIS             close the file          STRING text   this line (the last option)\n STEM x  VAR x     variables of the EXEC   FIFO LIFO SKIP  order on the stack, or nowhere\n FIND /t/  LOCATE /t/  AVOID /t/           look for a line, its numbers come first\n ZONE n m          columns to look in      MARGINS n m   columns to move\n STRIP  CASE U|M   no blanks at the end; upper case\n CC c|DATA         carriage control of PRINT\n NOTYPE            no messages             BUFFER n      is taken and not needed',
    'Return codes: 1 a record was cut off, 2 end of file before n lines, 3 not found, 24 bad plist (621E), 28 no such file, 41 no room (622E), 1nn return code nn of a file or unit routine (632E), 1nnn of CP, 2008 not a name of a variable.',
  ),
  page(
    'FINIS fn ft fm',
    'close files that a program has open',
    '* is any. Return code 6: none is open. What is left open is closed before Ready.',
  ),
  page(
    'FORMAT vdev fm [blocks] [(BLksize n | LABEL]',
    'make a minidisk a CMS disk',
    'Erases all files: asks 603R first (answer 1 or YES), then 605R for a label of 1 to 6 characters. n is 512, 1024, 2048 or 4096 (as is usual here). LABEL only writes another label.',
    'If the power goes meanwhile, the disk has its old files or is empty. Messages: 113S (100), 037E (36), 017E, 048E, 029E (24), 216E (88) too small; return code 8 when the answer was not yes.',
  ),
  page(
    'GLobal MACLIB|TXTLIB|DOSLIB|LOADLIB [name ...]',
    'name the libraries that are searched',
    'ASSEMBLE looks for macros and COPY members in the MACLIBs, the loader for what is missing in the TXTLIBs, in this order; up to 63 of each. Without names: none. QUERY MACLIB (and so on) or QUERY LIBRARY shows them.',
    'Messages: 002E (28) a library is not there, the others hold; 014E, 047E (24), 108S (88).',
  ),
  page(
    'Help [name | CMS [name] | CP [name] | DMSxxxnnn]',
    'this',
    'Shows the page of a command, the list of commands, or what a message means. Pages are files of type HELPCMS and HELPCP; your own are found too.',
  ),
  page(
    'HI',
    'end all EXECs (immediate)',
    'Typed while an EXEC runs: it and all that called it end with the command that runs now.',
  ),
  page(
    'HT',
    'stop typing (immediate)',
    'Typed while output runs: what a program types is dropped until RT, or until the program ends.',
  ),
  page(
    'HX',
    'end the program (immediate)',
    'Typed while a program runs: it ends, and CMS is ready again. If the program does not even let CMS see that, use PA1 and IPL CMS.',
  ),
  page('MAKEBUF', 'make a new buffer in the program stack', 'The return code is its number.'),
  page(
    'POINT',
    'set the next item of a file (for programs)',
    'List: POINT, name, type, mode, item to write, item to read; 0 leaves one as it is.',
  ),
  page(
    'PRINTR',
    'print a line (for programs)',
    'List: PRINTR, address, length; the first character is carriage control. Return code 1: too long, 4: not ready, 100: no printer.',
  ),
  page(
    'RDBUF',
    'read a file (for programs)',
    'List: an FSCB. Return codes: 1 not found, 3 disk error, 8 buffer too small, 9 open for output, 12 end of file.',
  ),
  page(
    'TE',
    'end tracing REXX programs (immediate)',
    'Takes back TS; the same as SET EXECTRAC OFF.',
  ),
  page(
    'TS',
    'trace REXX programs (immediate)',
    'Typed while an EXEC runs: from its next clause on it is traced with pauses, as TRACE ?R has it, until TE. SET EXECTRAC ON does the same before one begins.',
  ),
  page(
    'EXECDrop fn|* [ft|*]',
    'take EXECs out of storage',
    'Drops what EXECLOAD has brought into storage. 416E (28): not loaded.',
  ),
  page(
    'EXECLoad fn [ft [fm]] [newname [newtype]]',
    'bring an EXEC into storage',
    'The EXEC (or XEDIT macro) then runs from storage, whatever happens to the file, until EXECDROP or the next IPL. Messages: 002E (28) no such file, 622E (41) no room.',
  ),
  page(
    'EXECMap [fn [ft]]',
    'list the EXECs in storage',
    'Name, type, records and bytes of what EXECLOAD has brought into storage. 416E (28): none.',
  ),
  page(
    'EXECStat fn [ft]',
    'find out where an EXEC is',
    'Return code 0: in storage, 4: on an accessed disk, 28: nowhere.',
  ),
  page(
    'GLOBALV [SELECT group] function [operands]',
    'variables that outlive EXECs',
    ' SET name value ...    for this IPL      SETL name text   the rest of the line\n SETS, SETLS           for this session  SETP, SETLP      for ever\n PUT, PUTS, PUTP name  from variables of the REXX program that calls\n GET name ...          into its variables, empty when there is none\n LIST, STACK [name]    show values, or stack them\n PURGE [group]  GRPLIST  GRPSTACK  INIT',
    'SELECT names the group for this and later GLOBALV; without, it is UNNAMED. SETS and PUTS keep values in SESSION GLOBALV A until the next LOGON, SETP and PUTP in LASTING GLOBALV A; both are read by the first GLOBALV after IPL.',
    'Messages: 014E, 047E, 050E, 070E (24), 622E (41) no room, 631E (40) not called from REXX, 037E, 069E (36) the A-disk cannot be written.',
  ),
  page(
    'IDentify [(STACK|FIFO|LIFO|TYPE]',
    'who and where you are, and the time',
    'One line: userid AT node VIA rscsid date time zone weekday; on the program stack with STACK, FIFO or LIFO.',
  ),
  page('VMFCLEAR', 'clear the screen', 'Nothing happens on a terminal without a screen.'),
  page('RT', 'resume typing (immediate)', 'Takes back HT.'),
  page(
    'Listfile [fn [ft [fm]]] [(options]',
    'list files',
    PATTERN,
    ' FName FType FMode   so much of the fileid\n FOrmat ALloc        record format, number of records and blocks\n Date Label          date and time, label of the disk as well\n Header NOHeader     with the heading line or without\n EXec APpend         into the file CMS EXEC A1\n STACK FIFO LIFO     onto the program stack\n TOTal               only how many files and blocks',
    'Messages: 002E (28), 069E (36), 003E, 048E, 066E (24).',
  ),
  page(
    'NUCEXT',
    'declare a nucleus extension (for programs)',
    'A program calls it by SVC 202 with a list: NUCEXT, the name, the bytes of mask and key, the entry address, a user word. From then on SVC 202 finds that name before every command. Entry 0 cancels, entry -1 asks whether the name is there (return code 1: it is not). Typed, it does nothing: return code 24.',
  ),
  page(
    'NUCXDrop name ...|*',
    'cancel nucleus extensions',
    'Message: 616W (4) the name is not there.',
  ),
  page('NUCXMap', 'list the nucleus extensions', 'Message: 617E (28) there are none.'),
  page(
    'PEEK [spoolid] [(FRom n FOR n]',
    'look at a file in the reader',
    'Types the first 200 records (or as FROM and FOR say) of the next file in the reader, or of the one with this number. The file stays there; RECEIVE takes it.',
    'Messages: 645E (28), 640E (24), 644E (32), 618E (32).',
  ),
  page(
    'PIPE [(options)] stage | stage ...',
    'run records through a pipeline of stages',
    'Each stage gets records from the one on its left and gives records to the one on its right. HELP PIPE shows all stages, HELP PIPE LOCATE one of them.',
    ' PIPE < PROFILE EXEC | locate /SET/ | console\n PIPE cp query names | split at , | strip | sort | > USERS NOW A',
    'A stage with a label has further streams: (endchar ?) < IN FILE | a: locate /x/ | > X FILE A ? a: | > REST FILE A.',
    ' STAGESEP c  ENDCHAR c  ESCAPE c   other characters between stages and pipelines\n NAME word   TRACE   LISTERR       for messages',
    'Your own stages are files fn REXX. Return code: the worst of the stages; below zero when nothing has run. HI or HX end a pipeline.',
  ),
  page(
    'PRint fileid [(CC|NOCC UPcase LInecoun n]',
    'print a file',
    'Sends a file to the virtual printer 00E and closes it. CC (usual for type LISTING): the first character of a line is carriage control. LINECOUN: lines on a page, 55 if not given.',
    'Messages: 002E (28), 044E (32) lines too long, 123S, 113S (100).',
  ),
  page(
    'PUnch fileid [(Header|NOHeader]',
    'punch a file',
    'Sends a file to the virtual punch 00D and closes it; CP SPOOL PUNCH TO user says whose reader gets it. A :READ card goes in front, by which READCARD and RECEIVE know the name.',
    'Messages: 002E (28), 044E (32) records longer than 80, 118S, 113S (100).',
  ),
  page(
    'Query DISK [fm|*|R/W] | SEARCH | ACCESSED | LIBRARY | CMSLEVEL | setting',
    'show what CMS knows',
    'DISK: label, address, size and room of disks. SEARCH: the search order. ACCESSED: disks and number of files. LIBRARY: the libraries of GLOBAL. CMSLEVEL: which CMS this is. A setting of SET by its name: its value. What CMS does not know goes to CP QUERY.',
  ),
  page(
    'READcard *|fn ft [fm]',
    'cards from the reader into files',
    'With *: each :READ card names a file; without one it is READCARD CMSUT1. Files are RECFM F, 80; one of that name is replaced.',
    'Messages: 205W (8) nothing in the reader, 738I length of records, 037E, 069E (36), 107S (100).',
  ),
  page(
    'RECEIVE [spoolid|- [fn|= [ft|= [fm]]]] [(REPlace OLDDate|NEWDate]',
    'take a file from the reader',
    'Takes the next file in the reader, or the one with this number, whether it was sent with SENDFILE, DISK DUMP or PUNCH, and makes the file on disk (A if no fm is given). It leaves the reader only when it is safely on disk.',
    'Messages: 024E (28) there is such a file: use REPLACE; 645E (28), 640E (24), 644E, 618E (32), 107S (100).',
  ),
  page(
    'RELease fm|vdev [(DETach]',
    'give a mode letter back',
    'CMS forgets the disk. DET gives the device back to CP as well. The S-disk stays.',
    'Messages: 069E (36), 017E, 048E (24).',
  ),
  page(
    'Rename old new [(Type|NOType]',
    'give files other names',
    'Both are fileids of three words on the same disk. * in the old and = in the new one rename many files at once. The data and the date stay as they are.',
    'Messages: 002E, 024E (28), 037E, 069E (36), 019E, 051E, 054E (24), 062E (20).',
  ),
  page(
    'SENDFile fileid [TO] user [AT node] [(NEw|Old TYPE|NOType CLass c]',
    'send a file to a user',
    'Sends a file into the reader of a user, who takes it with RECEIVE. NEW, the usual way, is NETDATA and keeps name, format and date; OLD is DISK DUMP. SF is the same.',
    'Messages: 002E (28), 647E, 649E (24), 648E (32) no such user, 651E (40) another node.',
  ),
  page('SENTRIES', 'how many lines are on the program stack', 'The return code is the number.'),
  page('SF fileid [TO] user', 'send a file to a user', 'The same as SENDFILE.'),
  page(
    'SET setting value',
    'change how CMS behaves',
    ' IMPCP ON|OFF     unknown words go to CP\n IMPEX ON|OFF     names of EXECs are commands\n ABBREV ON|OFF    short forms\n RDYMSG LMSG|SMSG Ready message with times or without\n CMSTYPE HT|RT    console output off or on\n LINEND ON c|OFF  c divides commands on a line\n LDRTBLS n        pages for the names of LOAD, 1 to 128 (204 names each)\n EXECTRAC ON|OFF  REXX programs are traced\n AUTOREAD, PROTECT, RELPAGE, REDTYPE ON|OFF',
    'What CMS does not know here goes to CP SET.',
  ),
  page(
    'STATE fileid',
    'is there such a file',
    'Return code 0 when the file is there, 28 with 002E when it is not. * stands for any filename, filetype or disk.',
    'Other messages: 054E, 048E (24), 020E, 062E (20), 069E (36).',
  ),
  page(
    'STATEW fileid',
    'is there such a file on a disk that can be written',
    'As STATE, for disks accessed read/write only.',
  ),
  page(
    'TELL user [AT node] text',
    'a line to another user',
    "Shows the text on the user's console, as CP MSG does. The return code is that of CP: 45 not logged on, 57 not receiving.",
  ),
  page(
    'SUBCOM',
    'declare a subcommand environment (for programs)',
    "As NUCEXT, for names that are called with X'02' in the high byte of register 1.",
  ),
  page(
    'Type fileid [from [to]] [(HEX COL m-n NUM]',
    'type a file on the console',
    'Types all records, or those from one number to another. COL: only these columns; HEX: in hexadecimal; NUM: with numbers. HT stops it.',
    'Messages: 002E (28), 049E, 054E (24), 062E (20), 069E (36).',
  ),
  page(
    'TYPLIN',
    'type a line (for programs)',
    "List: TYPLIN, X'01' and address, color, flags (X'80': with trailing blanks), length.",
  ),
  page(
    'WAITRD',
    'read a line (for programs)',
    "List: WAITRD, X'01' and address, edit code U V S T or X, and the length of the line comes back.",
  ),
  page(
    'WAKEUP [hh:mm[:ss]|+hh:mm[:ss]|+n] [(SMSG VMCF RDR CONS KILL]',
    'wait for what a service machine lives by',
    'Waits until one of what is named happens; the return code says which. A time of day, or with + a time from now (+n: n minutes). SMSG or VMCF: a special message (CP SET SMSG ON first) or one sent by SENDX. RDR: a file that can be read is in the reader. CONS: a line was typed, which the next read gets; so it is when nothing is named. KILL takes no messages any more.',
    'Return code 1: a message; a line is on the program stack: *SMSG or *VMCF in columns 1 to 8, the user in 9 to 16, the text from 17. 2: the time. 4: a file. 6: the console. Messages that come while nobody waits stay with CP and come at the next WAKEUP.',
    'Messages: 003E, 070E (24), 109S (104) no room on the stack, 415E (100) VMCF refused.',
  ),
  page(
    'WRBUF',
    'write a file (for programs)',
    'List: an FSCB. Return codes: 3 disk error, 4 and 5 bad mode, 8 no length, 11 bad format, 12 read-only, 13 full, 15 other record length, 16 other format.',
  ),
  page(
    'Xedit fn ft [fm]',
    'edit a file full-screen',
    'Commands go to the command line, prefix commands (A D C M F P, doubled for blocks, with numbers) over the numbers at the left. PF1 HELP, PF3 QUIT, PF7 and PF8 page, PF10 and PF11, PF12 CURSOR HOME.',
    ' FILE SAVE       write the file (and end)\n QUIT QQUIT      end, QQUIT even when changed\n INPUT ADD       new lines\n DELETE COPY MOVE CHANGE/old/new/ LOCATE/text/\n TOP BOTTOM UP DOWN NEXT\n SET LINEND ON c|OFF  c (#) divides subcommands\n #CP command     a command of CP',
  ),
  ...programHelpTable,
];
