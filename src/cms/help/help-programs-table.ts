/** HELP pages of the commands that load, make and run programs. */
import { page, type HelpPage } from './help-page.js';

/** The pages. */
export const programHelpTable: readonly HelpPage[] = [
  page(
    'TAPEIO',
    'read, write and move a tape (for programs)',
    'What RDTAPE, WRTAPE and TAPECTL call. List: TAPEIO, operation (8), TAPn, address of the buffer, its length, length read. Return code 2: tape mark, 3: error, 4: no such name, 5: not attached, 6: no ring, 8: other length.',
  ),
  page(
    'TRAP',
    'take external interruptions (for programs)',
    'What the macro HNDEXT calls. List: TRAP, address of the routine (0: none any more).',
  ),
  page(
    'HNDEXT',
    'handle external interruptions (for programs)',
    'List: HNDEXT, SET and address, or CLR. The routine gets registers (64), floating-point registers (32), PSW (8) and an area of 18 words in register 1, and returns by register 14.',
  ),
  page(
    'HNDINT',
    'handle interruptions of devices (for programs)',
    "List: HNDINT, SET or CLR, then for each device name (4), address (4), device (2), A at once or W at WAITD, type; X'FF'. The routine gets old PSW and CSW in registers 0 to 3, the device in 4, and returns by register 14, with 0 in 15 when the device is done.",
  ),
  page(
    'HNDSVC',
    'handle supervisor calls (for programs)',
    "List: HNDSVC, SET or CLR, then numbers (1) with addresses (3); X'FF'. The routine is called as one by SVC 202; registers 0, 1 and 15 go back.",
  ),
  page(
    'LINEDIT',
    'edit a message and show it (for programs)',
    "The macro LINEDIT makes its list: flags (1: X'80' a period at the end, X'40' no double blanks), where it goes (1: type, none, print, CP, error message), number of fields (1), 0, address of length and text, address of a buffer or 0; for each field type (1), length (3), value or address.",
    'Return code 24: no such list; 100: no printer; with CP that of the command.',
  ),
  page(
    'WAIT',
    'wait for a device (for programs)',
    'List: WAIT, names (4 bytes each) as HNDINT has them, zeros. Comes back when one of the devices is done. Return code 2: none of them is known.',
  ),
  page(
    'FIledef ddname|nn|* device [fileid] [(options]',
    'say which file a ddname stands for',
    ' Disk [fn ft [fm]]   a file; FILE ddname A1 without a fileid\n Disk [fn ft] fm DSN name|?   a data set of a volume of OS\n Terminal PRinter PUnch Reader DUmmy   devices, or nothing\n Graf vdev           a display, for programs that do its I/O themselves\n TAPn [LABOFF|BLP n|NL n|SL n [vol]]   tape drive 18n, file n of it\n CLEAR               no definition; * CLEAR: all but those with PERM',
    ' RECfm F FB V VB U, A or M behind   LRECL n   BLOCK n  BLKSIZE n\n PERM  CHANGE  NOCHANGE   DISP MOD   DSORG PS|PO|DA|IS\n MEMBER name  CONCAT  UPCASE  LOWCASE\n KEYLEN n  XTENT n  LIMCT n  OPTCD x   looked at, and without effect',
    'MEMBER is a member of a MACLIB or TXTLIB that a program reads. With CONCAT the file stands behind those that the ddname has already: one is read behind the other, and members are looked for in all of them.',
    'A data set is one of an accessed volume of OS (fm * for all): its qualifiers with periods or blanks between them, or ? to be asked for it. It can only be read: sequential ones and, with MEMBER or FIND, members of partitioned ones. Format and lengths are those of its label unless FILEDEF or the program say otherwise; it cannot be concatenated.',
    'LABOFF leaves a tape where it is; BLP, NL and SL rewind it and go to file n. NL wants no labels there, SL standard ones, which are written as well. Output ends with two tape marks. DEN, TRTCH, 7TRACK, 9TRACK, 18TRACK, LEAVE and NOEOV are accepted.',
    'Without a definition a program gets FILE ddname A1. In files with the filemode number 4 the records are blocks as OS has them. FILEDEF alone, or QUERY FILEDEF, lists the definitions. HX clears those without PERM.',
    'A program reads members of MACLIBs and TXTLIBs (MEMBER, or FIND), and writes members of MACLIBs (MEMBER, or STOW): up to 10,000 cards, which are there when it has closed them.',
    'Messages: 050E, 027E, 023E, 003E, 029E, 048E, 065E, 070E (24), 020E (20), 069I the disk is not accessed, 220R (a data set is asked for), 221E (24), 002E (28) no such data set, 231E (28), 704I nothing to clear (4). DMSSOP036E tells why a program could not open a file: 3 not there, 4 disk read-only, 5 no record format or length, 6 they contradict each other, 7 spanned records, 8 wrong device, 9 too many are open, 10 no such member, 11 the tape drive is not ready or its tape too short, 12 labels are not as they should be, 13 the tape has no write ring.',
  ),
  page(
    'LKED fname [(options]',
    'make a load module in a LOADLIB',
    'Links fname TEXT, with what it needs from TEXT files and the TXTLIBs of GLOBAL, and puts it into fname LOADLIB A1 as member fname, or under the name of a NAME statement (ALIAS for others). The listing is fname LKEDIT A5. What was loaded in the user area is gone.',
    ' NAME member  LIBE libname   another member, another library\n NCAL                        nothing is searched for\n LET                         it may be run although something is missing\n MAP  XREF                   the listing has the names\n PRINT  DISK  NOPRINT  TERM  NOTERM\n SIZE n n, ALIGN2 DC LIST NE OL OVLY REFR RENT REUS XCAL   accepted',
    'GLOBAL LOADLIB names the libraries of OSRUN and of programs that LINK, LOAD, XCTL or ATTACH. Return code 4: warnings; 8: a name is missing. Messages: 001E, 003E, 005E, 029E, 070E (24), 002E (28), 007E, 056E (32), 069E, 037E (36), 109S (104) the module is longer than 2 MiB.',
  ),
  page(
    'LOADLIB LIST|COMPress libname [LOADLIB [fm]] [(options]   LOADLIB COPY libname1 LOADLIB fm1 libname2 LOADLIB fm2 [(options]',
    'list, compress or copy a library of load modules',
    'LIST shows members with record, records, entry point and length: in libname MAP A5 (DIsk), on the printer (PRint), the terminal (TErm), the program stack (STACK, FIFO or LIFO) or in the file in XEDIT (XEDIT). COMPRESS writes the library anew. COPY puts the members of libname1 into libname2, which is made when it is not there. With an option for a map these two show what has become of the library. LKED puts members in.',
    ' REPlace  members take the place of those with their names\n MODify   statements say which members: in the file of FILEDEF SYSIN,\n          else typed, up to a null line\n SELECT  member ...    these; member(newname) or (member,newname) under\n                       another name; (member,newname,R), (member,,R) or\n                       member(R) in the place of what is there\n EXCLUDE member ...    all but these\n A statement goes on with members on the lines behind it; * in column 1\n makes a comment.',
    'Messages: 003E, 014E, 019E, 032E, 046E, 047E, 054E, 066E, 070E, 688E (24), 002E (28), 081E (28) no statement, 013W (4) no such member, 024W (4) a member is there already, 173W (4) nothing was copied, 706I statements are to be typed, 039E, 044E, 056E (32), 069E, 037E (36), 622E (41), 106S (88), 109S (104), 127S (100).',
  ),
  page(
    "OSRUN member [PARM='text']",
    'run a member of a LOADLIB',
    'Brings a load module of the libraries of GLOBAL LOADLIB into storage and calls it. Register 1 points to the address of a halfword, the length of the text, with the text behind: up to 100 characters. The return code is that of the program.',
    'Messages: 001E, 029E, 070E (24), 013W (32) no such member, DMSSLN056E (32) damaged, or (12) it was linked with something missing, 109S (104).',
  ),
  page(
    'GENmod [fn [MODULE [fm]]] [(options]',
    'make a MODULE of what is loaded',
    'Writes the program in storage as fn MODULE (A1). It begins at fn when that is an entry point, else where START would begin. Without fn it has the name of the first entry point.',
    ' FRom entry  TO entry   only the storage from the one to the other\n MAP | NOMAP            with a load map for LOADMOD, START, MODMAP; or not\n STR | NOSTR            free storage is reset when it is loaded, or not\n SYSTEM                 runs under the key of the nucleus\n CLEAN | NOCLEAN        its storage is cleared when it has ended\n OS DOS ALL             accepted',
    'A program loaded with ORIGIN TRANS and made with SYSTEM is one record of fixed length, for the transient area. Messages: 040E, 021E (40), 032E, 084E (24), 037E, 069E (36), 105S, 107S (100).',
  ),
  page(
    'INclude fn ... [(options]',
    'load more TEXT files',
    'As LOAD, behind what is loaded already. SAME keeps the options of the last LOAD or INCLUDE; CLEAR, DUP and ORIGIN are not kept.',
  ),
  page(
    'LOad fn ... [(options]',
    'load TEXT files for execution',
    'Brings the files fn TEXT, or members fn of the text libraries that GLOBAL TXTLIB names, to the user area, and relocates them. What they refer to is searched as TEXT files and in the libraries.',
    ' CLEAR | NOCLEAR        clear storage first\n ORIGIN hexloc | TRANS  where to begin; TRANS is the transient area\n RESET entry | *        where the program begins\n MAP | NOMAP            LOAD MAP A5 says what lies where\n TYPE | NOTYPE          type it as well\n INV, REP | NOINV, NOREP   invalid cards, REP cards in the map\n AUTO | NOAUTO          search TEXT files\n LIBE | NOLIBE          search text libraries\n DUP | NODUP            message 202W for duplicate names\n RLDSAVE                keep address constants, for NUCXLOAD\n START                  start the program',
    'The program begins at RESET, else at the last ENTRY statement, the last LDT card, the first END card with an address, or its first byte.',
    'Messages: 201W undefined names, 202W, 203W, 206W (4), 002E (28), 021E, 055E (40), 056E (32) the file is no deck, 109S, 116S, 168S, 169S (104) too much for storage or tables (SET LDRTBLS).',
  ),
  page(
    'LOADMod fn [MODULE [fm]]',
    'bring a MODULE into storage',
    'Loads a MODULE without running it: look at it, set stops, then START.',
    'Messages: 002E (28), 032E (24), 056E (32), 109S (104).',
  ),
  page(
    'MODmap fn',
    'list the entry points of a MODULE',
    'Types the load map of fn MODULE. 018E (40): it has none (NOMAP, or a transient module).',
  ),
  page(
    'MOVEfile [inddname [outddname]]',
    'copy from one file definition to another',
    'Copies records from the file that FILEDEF gives inddname (INMOVE) to that of outddname (OUTMOVE): disk, terminal, reader, printer, punch, tape (blocks of up to 16384 bytes), a member, a data set of OS. A null line ends input from the terminal.',
    'Messages: 706I, 708I without a FILEDEF it is FILE ddname A1, 002E (28), 036E (4), 037E, 069E (36), 013W (4) no such member, 041E, 075E (40), 044E (32), 086E (24), 128S, 129S (100).',
  ),
  page(
    'NUCXLoad name [fn [MODULE]] [(SYSTEM PUSH]',
    'load a nucleus extension',
    'Brings fn MODULE into free storage, where it stays until NUCXDROP, and makes it the command name. It must have been made of a program loaded with RLDSAVE. SYSTEM: it survives HX. PUSH: in front of one of the same name; without it return code 1 says that there is one.',
    'Messages: 001E, 032E (24), 002E (28), 056E the module cannot be relocated (32), 109S (104).',
  ),
  page(
    'RUN fn [ft [fm]] [(arguments]',
    'start an EXEC, MODULE or TEXT file',
    'Starts fn EXEC, fn MODULE or fn TEXT, whichever is there first, with the arguments.',
  ),
  page(
    'STArt [entry|* [arguments]] [(NO]',
    'run what was loaded',
    'Starts the program in storage where it begins (*) or at an entry point, and gives it the arguments. (NO lays out common areas and does not start it.',
    'Messages: 740I, 021E no such entry point, 055E nothing is loaded (40).',
  ),
  page(
    'HO',
    'end SVCTRACE while a program runs',
    'Immediate command: nothing more is traced. What was traced is printed when the program has ended.',
  ),
  page(
    'RO',
    'resume SVCTRACE while a program runs',
    'Immediate command: supervisor calls are traced again, after SO.',
  ),
  page(
    'SO',
    'suspend SVCTRACE while a program runs',
    'Immediate command: supervisor calls are not traced until RO, or SVCTRACE ON.',
  ),
  page(
    'SEGment LOAD name [(SHARE|NOSHARE]\nSEGment PURGE|RESERVE|RELEASE name',
    'saved segments in storage',
    'LOAD brings a saved segment of CP into the storage of this machine, its pages shared with others or (NOSHARE) its own; PURGE takes it away. RESERVE keeps the place of a segment from others until RELEASE, also while it is not loaded.',
    'A segment must lie behind the storage that the machine has: all of that is CMS. CP DEFINE STORAGE makes it smaller. QUERY SEGMENT shows what is loaded and reserved.',
    'Messages: 014E no such function, 047E, 050E, 066E, 070E (24); 416E not loaded, 1086E not reserved (28); 1084E the storage is in use (41); 1083E no such segment (44); 1085W there is nothing to be done (4); 1087E CP could not (100); 2990E (88) for ASSIGN: there are no logical segments.',
  ),
  page(
    'SVCTrace ON|OFF',
    'print the supervisor calls of programs',
    'With ON each supervisor call is noted: its number, what SVC 202 calls, where from, registers 0, 1 and 15; and each end with its return code. All of it is printed when the command has ended. OFF ends it and closes the printer. SO, RO and HO suspend, resume and end it while a program runs.',
    'Up to 2000 lines of a command are kept; then it says how many were lost. CP TRACE SVC shows calls as they happen.',
    'Messages: 047E, 014E, 070E (24).',
  ),
  page(
    'TXTlib GEN|ADD|DEL|MAP libname [fn ...] [(options]',
    'make and change text libraries',
    'GEN makes libname TXTLIB of the files fn TEXT, ADD adds to it, DEL takes members away. A member has the name of its NAME statement or first section; other sections and entry points are found as well. With FILename it has the name of its file first.',
    'MAP lists names and records, in libname MAP A5 (DIsk), on the printer (PRint), the terminal (TErm), the program stack (STACK, FIFO or LIFO), or in the file in XEDIT (XEDIT). GLOBAL TXTLIB makes LOAD search a library.',
    'Messages: 001E, 003E, 005E, 014E, 046E, 047E, 066E, 070E, 688E (24), 002E (28), 002W, 013W, 213W (4), 056E (32), 106S (88).',
  ),
];
