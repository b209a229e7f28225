/** HELP pages of the commands for files. */
import { page, type HelpPage } from './help-page.js';

/** The pages. */
export const fileHelpTable: readonly HelpPage[] = [
  page(
    'COPYfile fileid1 [fileid2 ...] [output] [(options]',
    'copy, join and convert files',
    'In the inputs * stands for any characters and % for one; in the output = stands for the part that the input has. With = in name or type there is a copy of each input; without, or with SINGLE, all inputs are joined in one file. One fileid alone changes that file itself.',
    ' NEWFile REPlace          what to do with a file that is there\n APpend OVly              write behind it, or over its records\n FRom n  FRLabel xxxxxxxx begin with this record\n FOR n   TOLabel xxxxxxxx so many records, or up to this one\n RECfm F|V  LRecl n       other record format or length\n TRUnc NOTRUnc FIll c|hh  take away, or fill with, c at the end\n UPcase LOwcase EBcdic    change letters, or characters of BCD\n TRAns                    change characters: asks for pairs\n SPecs NOSPecs            move columns: asks for a list\n PAck UNPack              make the file small, and as it was\n OLDDate NEWDate          the date of the input or of today\n Type NOType PRompt NOPRompt SIngle',
    'SPECS asks 601R for pairs of what and where: 1-8 20 takes columns 1 to 8 to column 20, /text/ 1 puts text there, hC1C2 5 bytes in hexadecimal; at most 20. TRANS asks 602R for pairs of characters or hexadecimal bytes: a b 81 C1. A line that ends in ++ goes on in the next.',
    'OVLY puts the records over those of the old file, with SPECS only the columns that it names. Packed files have records of 1024 bytes; only COPYFILE (UNPACK reads them.',
    'All files of one command on a disk appear together or not at all. Messages: 002E, 024E (28), 003E, 029E, 042E, 050E, 054E, 064E, 065E, 066E, 067E, 172E (24), 020E, 062E (20), 037E, 069E (36), 063E, 173E (40), 068E, 156E, 157E (32), 102S, 103S (88), 107S (100) disk full. 721I tells what was copied.',
  ),
  page(
    'COMpare fileid1 fileid2 [(COL m-n]',
    'compare two files record by record',
    'Types 179I, then the records that differ in pairs. With COL only these columns count.',
    'Return code 4 and 209W when they differ. Messages: 010E (40) one ends before the other, 011E (32) other RECFM or LRECL, 009E, 019E, 029E, 042E, 054E, 070E, 211E (24), 002E (28), 069E (36).',
  ),
  page(
    'Listfile [fn [ft [fm]]] [(options]',
    'list files',
    'In filename and filetype * stands for any characters and % for one; as filemode * means all accessed disks.',
    ' FName FType FMode   so much of the fileid\n FOrmat ALloc        record format, number of records and blocks\n Date Label          date and time, label of the disk as well\n Header NOHeader     with the heading line or without\n EXec APpend         into the file CMS EXEC A1, behind what is in it\n TRace ARgs          the EXEC shows what it does; &3 to &15 behind\n STACK FIFO LIFO     onto the program stack\n STEM name.          into variables of the REXX program that calls\n TOTal BLocks        only how many files and blocks',
    'Messages: 002E (28), 037E, 069E (36), 003E, 048E, 066E, 070E (24), 020E (20), 688E (24) the option XEDIT, 686E (36) STEM without a program, 622E (41), 107S (100).',
  ),
  page(
    'SORT fileid1 fileid2',
    'sort the records of a file',
    'Asks 604R for columns in pairs, from and to: 10 17 1 4 sorts by columns 10 to 17, and what is equal there by 1 to 4. Writes the records in ascending order into fileid2, which must not be there. Records are of one length (RECFM F); 16 megabytes at the most. Equal records keep their order.',
    'Messages: 002E, 024E (28), 034E (32), 009E, 019E, 042E, 053E, 054E, 070E (24), 062E (20), 037E, 069E (36), 063E, 212E (40), 107S (100).',
  ),
  page(
    'Type fileid [from [to]] [(HEX COL m-n NUM MEMBER name|*]',
    'type a file on the console',
    'Types all records, or those from one number to another. COL: only these columns; HEX: in hexadecimal; NUM: with numbers; MEMBER: that member of a library, or all. HT stops it.',
    'Messages: 002E (28), 013E, 033E (32) no such member, no library, 029E, 049E, 054E, 070E, 211E (24), 020E, 062E (20), 069E (36).',
  ),
  page(
    'SYNonym [fn [SYNONYM [fm]]] [(STD|NOSTD CLEAR]',
    'give commands names of your own',
    'The file has records of 80 characters: command, your name for it, and if you like the number of characters that are enough; lines with * in front are comments. Your names are looked for behind EXECs and before commands, typed and from EXECs; a command may be an EXEC or MODULE. CLEAR: no names of your own; NOSTD: no short forms of commands, STD brings them back. Without operands your names are shown, as by QUERY SYNONYM USER; QUERY SYNONYM SYSTEM shows short forms.',
    'Messages: 002E (28), 003E, 032E, 066E, 070E (24), 007E, 056E (32), 069E (36), 109S (104) more than 500 names, 711I none.',
  ),
  page(
    'HB',
    'end the batch machine behind its job (immediate)',
    'Typed at a machine that runs CMSBATCH: it does not take a further job. Elsewhere nothing happens.',
  ),
  page(
    'TAPE DUMP|LOAD|SCAN|SKIP|MODESET|DVOL1|WVOL1|move [operands] [(options]',
    'files to and from tape',
    ' DUMP fn ft [fm]        write files, with * and % in their names\n LOAD [fn [ft [fm]]]    bring files to a disk, in place of others\n SCAN [fn [ft]]         list files; go in front of that one\n SKIP [fn [ft]]         list files; go behind that one\n BSF BSR FSF FSR [n]    back or forward over n files or records\n WTM ERG [n]            write tape marks, erase gaps\n REW RUN                rewind; rewind and unload\n DVOL1, WVOL1 volid [owner] (REWIND LEAVE   show or write a label\n MODESET                set the density of DEN only',
    'Options: TAPn (TAP1 is 181, the usual one) or an address; WTM: a tape mark behind each file; EOF n: up to n tape marks, one as is usual; EOT: to two of them; Term, PRint, DISK (TAPE MAP A5) or NOPRint: where names go; BLKSIZE 4096|800; DEN 200|556|800|1600|6250; 7TRACK 9TRACK 18TRACK TRTCH.',
    'The operator mounts reels (vmts tape), in form of AWS or HET files. DUMP ends the tape with a mark, over which the next one writes. The blocks are those of VM: z/VM reads what BLKSIZE 4096 writes, VM/370 what BLKSIZE 800 writes, and TAPE what they have dumped.',
    'Messages: 002E (28), 003E, 014E, 023E, 029E, 042E, 047E, 048E, 050E, 066E, 070E (24), 020E (20), 037E, 069E (36), 043E (36) no ring, 058E (40) end of tape, 057E, 096E, 431E (32), 008E, 110S, 111S, 113S (100) no reel, errors, no drive, 107S (100) disk full.',
  ),
  page(
    'VMFPLC2 DUMP|LOAD|SCAN|SKIP|MODESET|move [operands] [(options]',
    'files to and from tape, in the form of service tapes',
    ' DUMP fn ft [fm]        write files, with * and % in their names\n LOAD [fn [ft [fm]]]    bring files to a disk, in place of others\n SCAN [fn [ft]]         list files; go in front of that one\n SKIP [fn [ft]]         list files; go behind that one\n BSF BSR FSF FSR [n]    back or forward over n files or records\n WTM ERG [n]            write tape marks, erase gaps\n REW RUN                rewind; rewind and unload\n MODESET                set the density of DEN only',
    'Options: TAPn (TAP1 is 181, the usual one) or an address; WTM: a tape mark behind each file; EOF n: up to n tape marks, one as is usual; EOT: to two of them; Term, PRint, DISK (TAPE MAP A5) or NOPRint: where names go; DEN 200|556|800|1600|6250; 7TRACK 9TRACK 18TRACK TRTCH.',
    'A file begins with a block that names it, then come blocks of 4000 bytes: the form of VM/370, which TAPE does not read. DUMP ends the tape with a mark, over which the next one writes.',
    'Messages: 002E (28), 003E, 014E, 023E, 029E, 042E, 047E, 066E, 070E (24), 020E (20), 037E, 069E (36), 043E (36) no ring, 058E (40) end of tape, 057E not of this form, 096E (32) damaged, 008E, 110S, 111S, 113S (100) no reel, errors, no drive, 107S (100) disk full.',
  ),
  page(
    'VMARC PACK|UNPK|LIST input [output] [(options]',
    'archives of compacted files',
    ' PACK fn ft fm [fn ft fm]   files into an archive\n UNPK fn ft fm [fn ft fm]   members out of archives\n LIST fn ft fm [fn ft fm]   names of members',
    'The output of PACK may have = as in COPYFILE; without it each file takes its own place. Behind UNPK and LIST it says which members, and onto which disk.',
    'The archives are those of VMARC of other systems, with records of 80 bytes. Bring them as binary files (vmts, RECFM F, LRECL 80). Each member is typed with its bytes before and after.',
    ' LZw S2 STOre         how PACK makes them small, or does not\n APpend BLock n       behind an archive that is there; length of its records\n REplace              in place of files that are there\n NEWRepla ASKrepla    only of older ones; after a question (UNPK)\n OLDdate NEWDate      dates of members or of today\n IGNore               names FILEnnnn VMARCOUT\n PUnch  REAder HOld   as cards; from the reader, and leave it there\n Trace NOTrace FIfo LIfo   lines typed, not typed, onto the stack',
    'Return codes: 8 with a line that says what is wrong, 28 no such file; messages 069E (36), 107S (100) disk full. Tapes are not read: MOVEFILE brings an archive from there.',
  ),
  page(
    'DDR [fn ft [fm]]',
    'dump disks to tape, restore and copy them',
    'Control statements come from the file, or are typed behind ENTER: until a null line.',
    ' INput vdev type [label|SCRATCH] [(options]   where it comes from\n OUTput vdev type [label|SCRATCH] [(options]  where it goes\n DUmp COpy REstore ALL|n [TO m] [Reorder [TO] k]   blocks n to m\n n [TO m] [Reorder [TO] k]                    further ones, up to 20\n TYpe|PRint n [TO m]                          show blocks of INPUT\n SYsprint                                     is not needed',
    'Types: FB-512 or DASD for a minidisk of blocks, 3420 or TAPE for a drive. Options of a drive: SKIP n files, REWIND, UNLOAD or LEAVE behind it, MODE (not needed). A disk need not be accessed; one that is written to is released. When its label is another than the one that was said, DDR asks; SCRATCH: it is not looked at.',
    'Reels are for DDR of this system. Disks of tracks are not dumped. Return codes: 1 no such file (719E), 2 a statement is wrong (701E, 702E, 703E, 708E, 712E, 713E), 3 a device (704E, 705E, 709E, 710E, 714E, 718E). Questions: 711R, 716R, 717R, 725R.',
  ),
  page(
    'NETDATA QUERY | RECEIVE [fn|= [ft|= [fm]]] | SEND fn ft fm TO user AT node [(options]',
    'send and receive files (for EXECs)',
    'QUERY types what the next file of the reader is. RECEIVE makes it a file on disk, with = for the name that it came with. SEND punches a file into the reader of a user of this node; what was punched before and not closed goes with it.',
    ' TYPe NOType             lines are typed, or not\n REPlace NOREPlace       RECEIVE: in place of an old file\n OLDDate NEWDate         RECEIVE: the date of the sender, or of today\n ACk NOAck NOTE FIle CLass c   SEND',
    'Of options that exclude each other the last counts. Messages: 002E, 024E, 645E (28), 003E, 029E, 042E, 047E, 050E, 054E, 070E, 647E (24), 069E, 037E (36), 618E, 648E (32) another format, no such user, 636E (28) no such function, 651E (40) another node.',
  ),
];
