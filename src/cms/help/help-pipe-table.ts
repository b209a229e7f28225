/** HELP pages of the stages of CMS Pipelines (HELP PIPE name). */
import { page, type HelpPage } from './help-page.js';

const RANGE =
  'An input range is n, n-m, n.count or n;m (columns, below zero from the end, * for the end), or one of these behind WORD (W) or FIELD (F); several stand in parentheses.';
const STRING = 'A string stands between two equal characters (/text/), or is Xhex or Bbits.';
const SECOND = 'Records that are not selected go to the secondary output.';

/** A page whose name is that of the stage, with its shortest form in capitals. */
const stage = page;

/** Names of files for stages whose names cannot be one. */
export const stageFileNames: Readonly<Record<string, string>> = {
  '<': 'DISKREAD',
  '>': 'DISKWRIT',
  '>>': 'DISKAPP',
};

/** The pages. */
export const pipeHelpTable: readonly HelpPage[] = [
  stage(
    '< fn ft [fm]',
    'read a file',
    'First in a pipeline. The file must be there before any stage begins (146E).',
  ),
  stage(
    '> fn ft [fm] [Fixed [n]|Variable] [PAD c]',
    'write a file',
    'Replaces the file when all records have come; they are also passed on. Null records are left out. Messages: 147E, 115E, 150E.',
  ),
  stage(
    '>> fn ft [fm] [Fixed|Variable]',
    'write behind a file',
    'The file keeps its record format; one that is not there is made.',
  ),
  stage(
    'ADDRDW Variable|CMS|SF|SF4|NETdata',
    'put lengths in front of records',
    'What BLOCK puts in front of them.',
  ),
  stage(
    'AGGRC',
    'the worst of return codes',
    'Input: return codes. The worst becomes a record, or without output the return code of the stage.',
  ),
  stage(
    'ALL expression',
    'select by an expression',
    'Strings with ! (or), & (and), a not sign or ^, and parentheses.',
    SECOND,
  ),
  stage(
    'APPEND stage',
    'copy, then add what a stage writes',
    'The stage runs when the input has ended.',
  ),
  stage(
    'BETWEEN /from/ /to/|n',
    'select groups of records',
    'From a record that begins with the first string to one that begins with the second, or n records.',
    SECOND,
  ),
  stage(
    'BLOCK n [Fixed|Variable|CMS|C|CRLF|LINEND [c]|NETdata|SF|SF4|STRing /s/|TEXTfile] [TERMinate]',
    'make blocks',
    'DEBLOCK takes them apart again.',
  ),
  stage(
    'BUFFER [n]',
    'hold all records',
    'Writes nothing before its input has ended. Bounded by the work space of a pipeline (122E).',
  ),
  stage(
    'CASEI selection-stage',
    'select without regard to case',
    'Stands in front of LOCATE, FIND, BETWEEN, PICK and other selections.',
  ),
  stage(
    'CHAnge [ANYCASE] [ranges] /from/to/ [n]',
    'replace strings',
    RANGE,
    'With a secondary output records that are not changed go there.',
  ),
  stage(
    'CHOP [n|[offset] [BEFORE|AFTER] [NOT] [ANYOF] /s/|c]',
    'cut records off',
    'What is cut off goes to the secondary output. Without operands: at 80.',
  ),
  stage(
    'CMS [command]',
    'run CMS commands, their lines as records',
    'As from an EXEC: EXECs and CP commands are found, too. Each input record is a further command. Return codes go to the secondary output.',
  ),
  stage(
    'COLLATE [range [range]] [MASTER] [DETAIL]',
    'match two sorted inputs',
    'Masters on the primary, details on the secondary input. Outputs: pairs, masters alone, details alone.',
  ),
  stage(
    'COMMAND [command]',
    'run CMS commands as ADDRESS COMMAND does',
    'As CMS, but neither EXECs nor abbreviations nor CP commands are looked for.',
  ),
  stage(
    'CONSole [EOF /s/|NOEOF]',
    'read or write the terminal',
    'First in a pipeline it reads lines until a null one; else it types records and passes them on. TERMinal is the same.',
  ),
  stage(
    'COMBINE [n|*] OR|AND|XOR|FIRST|LAST',
    'combine records byte by byte',
    'A record with the n that follow it, or, without n, those of the primary and secondary input.',
  ),
  stage('COPY', 'pass records on, one late', 'Breaks a stall where several streams meet.'),
  stage(
    'COUNT CHARS|WORDS|LINES|MINLINE|MAXLINE ...',
    'count',
    'The counts become a record when the input has ended. With a secondary output the records go there.',
  ),
  stage(
    'CP [command]',
    'run CP commands, their lines as records',
    'Each input record is a further command. Return codes go to the secondary output.',
  ),
  stage(
    'DAM',
    'wait for the first record',
    'All streams wait until a record has come on the primary one.',
  ),
  stage(
    'DEAL [STREAMid range [STRIP]|SECONDARY]',
    'each record to one output',
    'To each output in turn, or to the one whose number or name is in the record, or in one of the secondary input.',
  ),
  stage(
    'DEBLOCK [Fixed n|Variable|CMS|C|CRLF|LINEND [c]|NETdata|SF|SF4|STRing /s/|TEXTfile]',
    'take blocks apart',
    'Default: FIXED 80.',
  ),
  stage(
    'DELAY',
    'hold records until a time',
    'The first word of a record: +seconds, +mm:ss, or a time hh, hh:mm or hh:mm:ss.',
  ),
  stage(
    'DROP [FIRST|LAST] [n|*] [BYTES]',
    'leave out records',
    'Those that are left out go to the secondary output.',
  ),
  stage('DUPlicate [n|*]', 'repeat each record', 'n further copies; * without end.'),
  stage(
    'ELASTIC',
    'keep records until they are wanted',
    'Takes what comes on either input at once, so that a feedback does not stall.',
  ),
  stage(
    'ESCAPE [/characters/]',
    'mark characters',
    'The first of them is put in front of each of them. Without: the quotation mark, in front of what means something to PIPE.',
  ),
  stage('FANIN [streams]', 'inputs one after the other'),
  stage('FANINANY [STRICT]', 'whichever input has a record'),
  stage('FANINTWO', 'as FANINANY, the primary input first'),
  stage('FANOUT [STOP ALLEOF|ANYEOF|n]', 'each record to all outputs'),
  stage(
    'FBLOCK n [c]',
    'records of one length',
    'All input as one stream of bytes; the last record is filled with c when it is there.',
  ),
  stage(
    'FIND string',
    'select by the beginning',
    'A blank in the string fits any character, an underscore a blank. Blanks at the end count.',
    SECOND,
  ),
  stage(
    'FRLABel string',
    'from a record on',
    'From the first record that begins with the string.',
    SECOND,
  ),
  stage(
    'FRTARGET selection-stage',
    'from a record on',
    'From the first record that the selection would keep.',
    SECOND,
  ),
  stage(
    'GATE [STRICT]',
    'stop other streams',
    'Copies its other streams until a record comes on the primary one.',
  ),
  stage('GATHER [STOP ANYEOF]', 'a record of each input in turn'),
  stage('HOLE', 'take records and do nothing'),
  stage(
    'IMMCMD name',
    'typed lines as records',
    'First. Lines typed with this name while the pipeline runs become records. PIPESTOP ends it.',
  ),
  stage('INSERT /s/ [BEFORE|AFTER]', 'put a string in front of records or behind', STRING),
  stage(
    'INSIDE /from/ /to/|n',
    'select inside of groups',
    'As BETWEEN without the first and last record.',
    SECOND,
  ),
  stage(
    'INSTORE [REVERSE]',
    'keep all records',
    'Writes one record that stands for them. OUTSTORE makes them records again.',
  ),
  stage(
    'JOIN [n|*] [/s/] [most]',
    'join records',
    'A record with the n that follow it, with a string between them.',
  ),
  stage(
    'JOINCONT [NOT] [LEADing|TRAILing] [KEEP] [ANYOF] /mark/ [/s/]',
    'join records that are continued',
  ),
  stage(
    'JUXTAPOSe',
    'put a record in front of others',
    'The last record of the primary input goes in front of each of the secondary one.',
  ),
  stage('LITERAL [text]', 'write a record', 'Then copies its input. Blanks at the end count.'),
  stage(
    'LOCATE [ANYCASE] [ranges] [ANYOF] [/s/]',
    'select records that have a string',
    RANGE,
    STRING,
    'Without a string: records in which the range is.',
    SECOND,
  ),
  stage(
    'LOOKUP [COUNT] [MAXcount n] [AUTOADD [BEFORE]] [KEYONLY] [ALLMASTERs [PAIRWISE]] [SETCOUNT]\n       [range [range]] [DETAIL] [MASTER]',
    'look records up',
    'Reads the masters from the secondary input first. Outputs: details found with their masters, details not found, masters that were not used (all, with counts, under COUNT); the fifth has masters whose key was there. Masters that come on the tertiary input later are added. AUTOADD makes masters of details that are not found.',
  ),
  stage('MERGE [PAD c] [ANYCASE] [range [Ascending|Descending]] ...', 'merge sorted inputs'),
  stage('NFIND string', 'the opposite of FIND'),
  stage('NINSIDE /from/ /to/|n', 'the opposite of INSIDE', 'NOTINSIDE is the same.'),
  stage('NLOCATE [ranges] /s/', 'the opposite of LOCATE'),
  stage('NOT stage', 'change over the outputs of a stage'),
  stage('OUTSIDE /from/ /to/|n', 'the opposite of BETWEEN'),
  stage('OUTSTORE', 'records out of one made by INSTORE'),
  stage(
    'OVERLAY [c]',
    'lay records over each other',
    'One of each input; where the higher stream has c (a blank) the lower one is seen.',
  ),
  stage(
    'OVERSTR',
    'overprinted lines as one',
    'The first character is ASA carriage control; lines with + go over the one before.',
  ),
  stage('PAD [LEFT|RIGHT] [MODULO] n [c]', 'fill records up'),
  stage(
    'PICK [NOPAD|PAD c] [ANYCASE] [FROM|TO [AFTER]] a op b [AND|OR a op b] ...',
    'select by comparing',
    'Of ranges and strings; = < > <= >= /= with blanks filled in, == << >> without.',
    SECOND,
  ),
  stage('PIPESTOP', 'end the stages that wait for events'),
  stage(
    'PREDSELEct',
    'select by what others say',
    'A record of the primary input goes to the primary output when one comes on the secondary input, to the secondary when one comes on the tertiary.',
  ),
  stage('PREFACE stage', 'what a stage writes, then copy'),
  stage('PREFIX stage', 'what a stage writes, then copy'),
  stage(
    'PRINTMC [vdev]',
    'write a printer',
    'The first byte is the channel command. CP CLOSE 00E ends the file.',
  ),
  stage('PUNCH [vdev]', 'write a punch', 'Records of up to 80 bytes. CP CLOSE 00D ends the file.'),
  stage('RANDOM [n|*] [seed]', 'random numbers', 'First. Four bytes each, below n.'),
  stage(
    'READER [vdev] [FILE n] [HOLD|KEEP]',
    'read a reader file',
    'First. Each record is a channel command and a card. A file that is not read to its end stays.',
  ),
  stage('RETAB [stops]', 'blanks into tabs'),
  stage('REVERSE', 'turn records round'),
  stage(
    'REXX fn [arguments]',
    'run a stage in REXX',
    'A file fn REXX. The name alone does the same when no stage has it.',
    'Commands: PEEKTO, READTO, OUTPUT, SHORT, SELECT, SEVER, CALLPIPE, ADDPIPE, COMMIT, NOCOMMIT, STREAMNUM, STREAMSTATE, MAXSTREAM, STAGENUM, RESOLVE, REXX, MESSAGE, SETRC. RC 12: end of file.',
  ),
  stage('REXXVARS [level]', 'all variables of a program', 'Records n name and v value.'),
  stage(
    'RUNPIPE',
    'run records as pipelines',
    'Messages become records, return codes go to the secondary output.',
  ),
  stage('SNAKE columns [rows]', 'lines into columns'),
  stage(
    'SORT [UNIQue|COUNT] [PAD c|NOPAD] [ANYCASE] [range [Ascending|Descending]] ...',
    'sort',
    'What is equal keeps its order. Bounded by the work space of a pipeline (122E).',
  ),
  stage('SPACE [n [c [characters]]]', 'n blanks between words'),
  stage(
    'SPECs items',
    'build records',
    'Items: input [STRIP] [conversion] output. Input: a range, /string/, RECNO [FROM n] [BY n], TODCLOCK. Conversions: C2X X2C C2B B2C C2D D2C C2P P2C C2V V2C, and X2B and the like.',
    'Output: n, n-m, n.length, NEXT (N) or NEXTWORD (NW), with .length, then LEFT, CENTER or RIGHT.',
    'Others: READ, READSTOP, WRITE, SELECT stream, PAD c, WORDSEP c, FIELDSEP c, EOF; STOP ANYEOF in front.',
    RANGE,
  ),
  stage('SPILL n [KEEP] [ANYOF /s/] [OFFSET n]', 'break long lines'),
  stage(
    'SPLIT [AT|[n] BEFORE|AFTER] [NOT] [ANYOF] [c|/s/]',
    'split records',
    'Default: at blanks.',
  ),
  stage(
    'STACK [FIFO|LIFO]',
    'the program stack',
    'First: reads it until it is empty; else puts records on it.',
  ),
  stage(
    'STATE [QUIet] [fn ft [fm]]',
    'look for files',
    'A record for each that is there; others go to the secondary output.',
  ),
  stage(
    'STEM stem. [APPEND] [FROM n] [level]',
    'elements of a stem',
    'First: reads them; else sets them, and element 0 to their number.',
  ),
  stage('STRFRLABel [ANYCASE] /s/', 'as FRLABEL, with a delimited string', SECOND),
  stage('STRFIND [ANYCASE] /s/', 'select by the beginning', SECOND),
  stage('STRIP [BOTH|LEADing|TRAILing] [NOT] [c|/s/|ANYOF /s/] [n]', 'strip records'),
  stage('STRLITERAL [APPEND] /s/', 'write a record', 'In front of the input, or behind it.'),
  stage('STRTOLABel [ANYCASE] [INCLUSIVe] /s/', 'as TOLABEL, with a delimited string', SECOND),
  stage('STRWHILElabel [ANYCASE] /s/', 'as WHILELABEL, with a delimited string', SECOND),
  stage('SUBSTRing range', 'a part of each record', RANGE),
  stage('STRNFIND [ANYCASE] /s/', 'the opposite of STRFIND'),
  stage('SUBCOM environment [command]', 'commands for a subcommand environment'),
  stage('SYNChronise', 'keep streams in step', 'Waits until each input has a record.'),
  stage(
    'TAKE [FIRST|LAST] [n|*] [BYTES]',
    'select the first or last records',
    'The others go to the secondary output.',
  ),
  stage('TIMESTAMP [n [m]]', 'put the time in front of records'),
  stage('TOKENISE /characters/ [/s/]', 'words as records'),
  stage(
    'TOLABel string',
    'up to a record',
    'Up to the first record that begins with the string.',
    SECOND,
  ),
  stage('TOTARGET selection-stage', 'up to a record', SECOND),
  stage(
    'UNIQue [COUNT] [NOPAD|PAD c] [ANYCASE] [ranges] [LAST|FIRST|SINGLEs|MULTIPLE|PAIRwise]',
    'one of equal neighbours',
    'The others go to the secondary output.',
  ),
  stage('UNTAB [stops]', 'tabs into blanks', 'EXPAND is the same. Default: every 8 columns.'),
  stage('URO [vdev]', 'write a unit record device', 'The first byte is the channel command.'),
  stage(
    'VAR name [level]',
    'a variable',
    'First: its value as a record; else the first record becomes its value.',
  ),
  stage('VARLOAD [level]', 'set variables', 'Records /name/value.'),
  stage('VCHAR n m', 'characters of n bits into such of m'),
  stage('WHILELABel string', 'while records begin with a string', SECOND),
  stage(
    'XEDIT [fn [ft [fm]]]',
    'lines of the XEDIT ring',
    'First: from the current line on; else records go in behind the current line.',
  ),
  stage(
    'XLATE [ranges] [UPper|LOwer|A2E|E2A|INput|OUtput|FROM page|TO page] [from to] ...',
    'translate characters',
    'Default: to upper case. from and to are characters, hexadecimal codes or ranges of them.',
  ),
  stage('XRANGE [c-c]', 'a range of characters', 'First. Without operands all 256.'),
  stage('ZONE range [CASEI] [REVERSE] selection-stage', 'select by a part of the record'),
];
