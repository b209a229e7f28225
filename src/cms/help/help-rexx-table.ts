/**
 * HELP pages of REXX (HELP REXX name): the instructions, and the functions that are built in. A name that is both has
 * one page.
 */
import { page, type HelpPage } from './help-page.js';

const TARGETS =
  "In a template names get words, the last one the rest; a period takes a word away. 'text' or (name) parts at that text, n at a column, +n and -n at a column counted from the last place, a comma goes on to the next argument.";

/** Instructions. */
const instructions: readonly HelpPage[] = [
  page(
    'ADDRESS [environment [command] | [VALUE] expression]\nADDRESS()',
    'where commands go',
    'An environment alone: all commands from now on. With a command: only that one. Nothing: back to the one before. The function tells where commands go now.',
    ' CMS      as typed: EXECs, then CMS commands and their short forms, then CP\n COMMAND  exactly this CMS command: EXEC name, CP command; in capitals\n CP       a command of CP\n XEDIT    a subcommand, in macros and in EXECs called from them',
    'RC is the return code; -3 when nobody knows the command. SIGNAL ON ERROR and SIGNAL ON FAILURE trap what is not 0.',
  ),
  page(
    "ARG [template]\nARG([n [,'Exists'|'Omitted']])",
    'the arguments, in capitals',
    'As PARSE UPPER ARG. The function tells how many arguments there are, gives one, or whether it was given.',
    TARGETS,
  ),
  page(
    'CALL name [expression] [, ...]\nCALL ON condition [NAME label] | CALL OFF condition',
    'call a routine, or set a trap',
    'A label of the program, a built-in function, or an external routine: RXname MODULE, the packages RXUSERFN, RXLOCFN and RXSYSFN, name EXEC, name MODULE. RESULT is what it returned. A name in quotation marks is never a label.',
    'CALL ON traps ERROR, FAILURE, HALT and NOTREADY between two clauses; the program goes on behind them.',
  ),
  page(
    'DO [repetitor] [WHILE expression | UNTIL expression]; ...; END [name]',
    'a group, or a loop',
    ' DO                                  once\n DO n                                n times\n DO FOREVER                          until LEAVE\n DO i = a [TO b] [BY c] [FOR n]      with a variable',
    'WHILE is asked before each turn, UNTIL behind it. LEAVE and ITERATE end the loop or the turn.',
  ),
  page(
    'DROP name | (name) ...',
    'variables have no value any more',
    'A stem drops all that begin with it. (name): the variables that name lists.',
  ),
  page(
    'EXIT [expression]',
    'end the program',
    'The value is the return code of a command (a whole number), or the result of a function.',
  ),
  page(
    'IF expression THEN instruction [ELSE instruction]',
    'a choice',
    'The expression must be 0 or 1. A null clause (;) does nothing as NOP does, but is no instruction behind THEN.',
  ),
  page(
    'INTERPRET expression',
    'carry out a text',
    'The text is clauses of REXX; labels may not stand in it.',
  ),
  page(
    'ITERATE [name]',
    'the next turn of a loop',
    'Of the innermost loop, or of the one with that variable.',
  ),
  page('LEAVE [name]', 'end a loop', 'The innermost one, or the one with that variable.'),
  page('NOP', 'do nothing', 'For THEN and ELSE where nothing is to be done.'),
  page(
    'NUMERIC DIGITS [n] | FUZZ [n] | FORM [SCIENTIFIC | ENGINEERING | [VALUE] expression]',
    'how numbers are computed',
    'DIGITS: how many (9). FUZZ: how many of them comparisons leave out (0). FORM: how exponents look.',
  ),
  page(
    'OPTIONS expression',
    'options of the language processor',
    'ETMODE, NOETMODE, EXMODE and NOEXMODE are taken and do nothing: there are no double-byte characters.',
  ),
  page(
    'PARSE [UPPER] source [template]',
    'take a text apart',
    ' ARG         the arguments\n PULL        a line of the program stack, or of the console\n EXTERNAL    a line of the console\n LINEIN      the same\n SOURCE      CMS COMMAND|FUNCTION|SUBROUTINE fn ft fm name environment\n VERSION     language, level, date\n NUMERIC     DIGITS FUZZ FORM\n VALUE x WITH   an expression\n VAR name    a variable',
    TARGETS,
  ),
  page(
    'PROCEDURE [EXPOSE name | (name) ...]',
    'own variables of a routine',
    'First in a routine. Variables behind EXPOSE are those of the caller.',
  ),
  page(
    'PULL [template]',
    'read a line, in capitals',
    'As PARSE UPPER PULL: from the program stack, or from the console when that is empty.',
  ),
  page('PUSH [expression]', 'a line onto the program stack', 'The next that is read (LIFO).'),
  page(
    'QUEUE [expression]',
    'a line under the program stack',
    'Read behind those that are there (FIFO).',
  ),
  page(
    'RETURN [expression]',
    'go back from a routine',
    'In the program itself as EXIT. A function must give a value.',
  ),
  page('SAY [expression]', 'type a line', 'HT holds back what is typed.'),
  page(
    'SELECT; WHEN expression THEN instruction ... [OTHERWISE ...] END',
    'a choice among many',
    'Without OTHERWISE one of the WHENs must be true (error 7).',
  ),
  page(
    'SIGNAL label | [VALUE] expression\nSIGNAL ON condition [NAME label] | SIGNAL OFF condition',
    'go on elsewhere, or set a trap',
    'Loops and INTERPRETs of the routine are over. SIGL is the line that was left. Conditions: ERROR (a return code is not 0), FAILURE (it is below 0), HALT (HI), NOVALUE (a variable without a value), NOTREADY, SYNTAX (an error; RC is its number).',
  ),
  page(
    'TRACE [?][!][option] | [VALUE] expression\nTRACE([option])',
    'show what a program does',
    ' All Commands Error Failure Intermediates Labels Normal Off Results Scan',
    '? stops behind each clause that is shown: ENTER goes on, = does the clause once more, anything else is carried out as a clause. A number passes over so many stops; below zero, so many clauses without trace. ! does not issue commands. Only the first letter of an option counts.',
    ' *-* a clause   +++ a message   >>> a result  >.> a period  >C> a compound\n >F> a function  >L> a literal  >O> an operation  >P> a prefix  >V> a variable',
    'TS and TE trace a running program; SET EXECTRAC ON those that begin.',
  ),
  page(
    'UPPER name ...',
    'variables in capitals',
    'The function UPPER(text) gives a text in capitals.',
  ),
];

/** Functions that are no instructions. */
const functions: readonly HelpPage[] = [
  page(
    'ABBREV(word,short [,length])',
    'is it an abbreviation',
    '1 when word begins with short, which has at least length characters (those of short).',
  ),
  page('ABS(number)', 'the number without its sign', 'ABS(-0.3) is 0.3.'),
  page(
    'BITAND(a [,[b] [,pad]])',
    'AND of two strings of bits',
    "BITAND('73'x,'27'x) is '23'x. Without a pad the rest of the longer one stays.",
  ),
  page('BITOR(a [,[b] [,pad]])', 'OR of two strings of bits', "BITOR('15'x,'24'x) is '35'x."),
  page(
    'BITXOR(a [,[b] [,pad]])',
    'exclusive OR of two strings of bits',
    "BITXOR('12'x,'22'x) is '30'x.",
  ),
  page('B2X(bits)', 'hexadecimal digits of bits', "B2X('11000011') is C3."),
  page('CENTER(text,length [,pad])', 'a text in the middle', 'CENTRE is the same.'),
  page('CENTRE(text,length [,pad])', 'a text in the middle', 'As CENTER.'),
  page(
    'CHANGESTR(needle,text,new)',
    'every needle becomes new',
    "CHANGESTR('a','banana','o') is bonono.",
  ),
  page(
    'CMSFLAG(flag)',
    'a setting of CMS',
    '1 or 0: ABBREV, AUTOREAD, CMSTYPE, DOS, EXECTRAC, IMPCP, IMPEX, PROTECT, RELPAGE, SUBSET.',
  ),
  page(
    'CHARIN([stream] [,[start] [,length]])',
    'characters of a stream',
    "The next one, or as many as are asked for, from a place if start is given. Behind each line of a file stands X'15', unless it is open as BINARY. Without a stream: from the terminal.",
    'Condition NOTREADY comes up when there are fewer. HELP REXX STREAM tells what a stream is.',
  ),
  page(
    'CHAROUT([stream] [,[text] [,start]])',
    'write characters to a stream',
    "Gives how many could not be written. X'15' ends a line; what stands behind the last one waits for the rest of its line. The only place to begin at is 1. Without a text and a place the file is closed.",
    'Without a stream: to the terminal, which shows whole lines.',
  ),
  page(
    'CHARS([stream])',
    'how many characters are left',
    'Of a file those behind the last one that was read, the ends of lines with them; of the terminal those typed ahead.',
  ),
  page(
    'COMPARE(a,b [,pad])',
    'where two texts differ',
    '0 when they are the same, else the first place.',
  ),
  page(
    'CONDITION([option])',
    'the condition that was trapped',
    ' C name  D description  I CALL or SIGNAL (the default)  S ON, OFF or DELAY',
  ),
  page('COPIES(text,n)', 'a text n times', "COPIES('ab',3) is ababab."),
  page('COUNTSTR(needle,text)', 'how often needle stands there', "COUNTSTR('a','banana') is 3."),
  page(
    'C2D(text [,length])',
    'the number that bytes are',
    "C2D('81'x) is 129; with a length the first bit is a sign.",
  ),
  page('C2X(text)', 'the hexadecimal digits of bytes', "C2X('72s') is F7F2A2."),
  page(
    'DATATYPE(text [,type])',
    'what a text is',
    'NUM or CHAR; with a type 1 or 0: Alphanumeric, Binary, Lowercase, Mixed case, Number, Symbol, Uppercase, Whole number, heXadecimal.',
  ),
  page(
    'DATE([form [,[date] [,[its form] [,[separator] [,its separator]]]]])',
    'the date, or another form of one',
    ' Base  days since 1 January 0001    Normal    28 Nov 2026 (the default)\n Century  days of the century       Ordered   26/11/28\n Days  days of the year             Sorted    20261128\n European 28/11/26                  Usa       11/28/26\n Julian   26332                     Weekday   Saturday\n Month    November',
    'A date may be given in the forms B, E, J, N, O, S and U. Separators stand between the parts of E, N, O, S and U: one character, or none.',
  ),
  page('DELSTR(text,n [,length])', 'without some characters', "DELSTR('abcde',3,2) is abe."),
  page(
    'DELWORD(text,n [,count])',
    'without some words',
    "DELWORD('Now is the time',2,2) is Now time.",
  ),
  page(
    'DIAG(code [,value ...])',
    'DIAGNOSE instructions',
    "DIAG(8,command): the lines of the response, each with X'15' behind it. DIAGRC has return code and condition code in front. Others: 00, 0C, 14 (acronym, reader: RNSB, RNPUSFB, RNPRSFB, SF, RPF, RSF, BS, RLSB; RSFD, spool id), 24, 5C, 60, 64 (S, L, P or F, segment), 8C, C8 (language), 210 (device). Any other is error 40.",
  ),
  page(
    'DIAGRC(code [,value ...])',
    'DIAGNOSE with its return code',
    'As DIAG; first nine characters return code, a blank, the condition code, six blanks.',
  ),
  page('DIGITS()', 'NUMERIC DIGITS', 'How many digits numbers have.'),
  page(
    'D2C(number [,length])',
    'bytes of a number',
    "D2C(129) is '81'x. A negative number needs a length.",
  ),
  page(
    'D2X(number [,length])',
    'hexadecimal digits of a number',
    'D2X(129) is 81; D2X(-127,2) is 81.',
  ),
  page(
    'ERRORTEXT(n)',
    'the text of an error',
    'ERRORTEXT(16) is Label not found. HELP DMSREX463E tells more.',
  ),
  page('EXTERNALS()', 'lines that were typed ahead', 'What PARSE EXTERNAL would read.'),
  page(
    'FIND(text,words)',
    'the word at which words begin',
    "FIND('now is the time','is the') is 2; 0 when they are not there. WORDPOS is the same the other way round.",
  ),
  page('FORM()', 'NUMERIC FORM', 'SCIENTIFIC or ENGINEERING.'),
  page(
    'FORMAT(number [,[before] [,[after] [,[exponent] [,limit]]]])',
    'a number with so many places',
    "FORMAT('3.03',4,0) is three blanks and 3.",
  ),
  page('FUZZ()', 'NUMERIC FUZZ', 'Digits that comparisons leave out.'),
  page(
    'INDEX(text,needle [,start])',
    'where needle stands in text',
    "INDEX('abcdef','cd') is 3. POS is the same the other way round.",
  ),
  page(
    'INSERT(new,text [,[n] [,[length] [,pad]]])',
    'put new into text',
    "INSERT(' ','abcdef',3) is abc def.",
  ),
  page(
    'JUSTIFY(text,length [,pad])',
    'blanks between words up to a length',
    "JUSTIFY('The blue sky',14) is The  blue  sky.",
  ),
  page(
    'LASTPOS(needle,text [,start])',
    'the last place of needle',
    "LASTPOS(' ','abc def ghi') is 8.",
  ),
  page('LEFT(text,length [,pad])', 'the first characters', "LEFT('abc',8) is abc and five blanks."),
  page('LENGTH(text)', 'how long a text is', "LENGTH('') is 0."),
  page(
    'LINEIN([stream] [,[line] [,count]])',
    'a line of a stream',
    'The next one, or the one with that number. A count of 0 reads none, and only goes there. Without a stream: a line typed on the terminal, whatever is on the program stack.',
    'Condition NOTREADY comes up when there is none. HELP REXX STREAM tells what a stream is.',
  ),
  page(
    'LINEOUT([stream] [,[text] [,line]])',
    'write a line to a stream',
    'Gives 0, or 1 when it could not be written. A file is written at its end, or from that line on; the lines behind it stay as they are. Without a text and a line the file is closed.',
    'Without a stream: to the terminal.',
  ),
  page(
    'LINES([stream])',
    'how many lines are left',
    'Of a file those behind the last one that was read; of the terminal those typed ahead. DO WHILE LINES(file) > 0 reads all.',
  ),
  page('LINESIZE()', 'columns of the terminal', '0 when there is no terminal.'),
  page('LOWER(text)', 'a text in small letters', "LOWER('ABC') is abc."),
  page('MAX(number [,number ...])', 'the greatest number', 'MAX(12,6,7,9) is 12.'),
  page('MIN(number [,number ...])', 'the least number', 'MIN(12,6,7,9) is 6.'),
  page(
    'OVERLAY(new,text [,[n] [,[length] [,pad]]])',
    'new over text',
    "OVERLAY('12','abcdef',3) is ab12ef.",
  ),
  page(
    'POS(needle,text [,start])',
    'where needle stands in text',
    "POS('day','Saturday') is 6; 0 when it is not there.",
  ),
  page('QUEUED()', 'lines on the program stack', 'What PULL would read without asking.'),
  page(
    'RANDOM([min] [,[max] [,seed]])',
    'a number by chance',
    'From 0 to 999, or from min to max, which are at most 100000 apart. The same seed gives the same numbers.',
  ),
  page('REVERSE(text)', 'a text backwards', "REVERSE('ABc.') is .cBA."),
  page('RIGHT(text,length [,pad])', 'the last characters', "RIGHT('12',5,'0') is 00012."),
  page('SIGN(number)', 'the sign of a number', '-1, 0 or 1.'),
  page('SOURCELINE([n])', 'a line of the program', 'Without n: how many lines it has.'),
  page(
    'SPACE(text [,[n] [,pad]])',
    'words with n blanks between them',
    "SPACE('abc  def') is abc def.",
  ),
  page(
    'STORAGE([address [,[length] [,data]]])',
    'storage of the machine',
    'Without an address: the size of storage, in hexadecimal digits. The address is hexadecimal too; data is stored there, and what was there before is given.',
  ),
  page(
    "STREAM(name [,'State' | 'Description' | 'Command',command])",
    'the state of a stream, and commands for it',
    'READER, PUNCH and PRINTER are the unit record devices 00C, 00D and 00E: cards of 80 characters, lines of up to 132, one behind the other; CLOSE (or LINEOUT without text) makes a file of what was written.',
    'A stream is a CMS file: fn ft, or fn ft fm. Its first use opens it; the end of the program closes it. State: READY, NOTREADY (at its end), ERROR or UNKNOWN (not in use); Description adds why.',
    ' OPEN [READ | WRITE | BOTH | NEW | REPLACE] [RECFM F|V] [LRECL n]\n      [TEXT | BINARY] [LINEEND hh]\n CLOSE\n LINEPOS [=|<|+|-]n [READ | WRITE]\n QUERY EXISTS | FORMAT | SIZE | DATETIME | REFDATE | INFO\n QUERY LINEPOS [READ | WRITE]',
    'A command gives READY: or what was asked for, else ERROR: and a number: 3 disk in error, 7 no such line, 10 too many files, 12 disk is read-only, 13 disk is full, 15 line too long, 20 name is none, 24 command or use is wrong, 28 no such file, 36 disk not accessed, 44 NEW, and the file is there.',
    'REPLACE gives the old file up when the first line is written. LINEPOS < counts from the end.',
  ),
  page(
    'STRIP(text [,[option] [,character]])',
    'without blanks at the ends',
    ' Both (the default)  Leading  Trailing',
  ),
  page(
    'SUBSTR(text,n [,[length] [,pad]])',
    'a part of a text',
    "SUBSTR('abc',2,4) is bc and two blanks.",
  ),
  page(
    'SUBWORD(text,n [,count])',
    'some words of a text',
    "SUBWORD('Now is the time',2,2) is is the.",
  ),
  page(
    'SYMBOL(name)',
    'what a name is',
    'BAD: none. VAR: a variable with a value. LIT: a constant, or a variable without one.',
  ),
  page(
    'TIME([form])',
    'the time',
    ' Civil 1:47pm   Elapsed seconds since the first call   Hours\n Long with microseconds\n Minutes of the day   Normal 13:47:22 (the default)\n Reset: as Elapsed, from 0   Seconds of the day',
  ),
  page(
    'TRANSLATE(text [,[output] [,[input] [,pad]]])',
    'other characters for some',
    "TRANSLATE('abc') is ABC; TRANSLATE('abbc','&','b') is a&&c.",
  ),
  page('TRUNC(number [,n])', 'a number with n decimals', 'TRUNC(12.3) is 12.'),
  page('USERID()', 'who you are', 'Eight characters at most.'),
  page(
    'VALUE(name [,new])',
    'the value of a variable by its name',
    'With new the variable is set; the value before is given.',
  ),
  page(
    'VERIFY(text,set [,[option] [,start]])',
    'the first character that is not in set',
    'With Match: the first that is. 0 when there is none.',
  ),
  page('WORD(text,n)', 'word n of a text', "WORD('Now is the time',3) is the."),
  page('WORDINDEX(text,n)', 'where word n begins', "WORDINDEX('Now is the time',3) is 8."),
  page('WORDLENGTH(text,n)', 'how long word n is', '0 when there is none.'),
  page(
    'WORDPOS(words,text [,start])',
    'the word at which words begin',
    "WORDPOS('the','now is the time') is 3.",
  ),
  page('WORDS(text)', 'how many words', "WORDS('Now is the time') is 4."),
  page(
    'XRANGE([first] [,last])',
    'all characters between two',
    "XRANGE('f','r') has those between, too, that are no letters in EBCDIC.",
  ),
  page('X2B(hex)', 'bits of hexadecimal digits', "X2B('C3') is 11000011."),
  page('X2C(hex)', 'bytes of hexadecimal digits', "X2C('F7F2A2') is 72s."),
  page(
    'X2D(hex [,length])',
    'the number that hexadecimal digits are',
    "X2D('81') is 129; with a length the first bit is a sign.",
  ),
];

/** What comes up to the first character that cannot stand in a name is the name. */
const named = ({ name, ...rest }: HelpPage): HelpPage => {
  const short = /^[A-Z0-9]+/.exec(name)![0];
  return { name: short, ...rest, minimum: short.length };
};

/** The pages. */
export const rexxHelpTable: readonly HelpPage[] = [...instructions, ...functions].map(named);

/** HELP EXEC2: the statements of EXEC 2. */
export const exec2HelpLines: readonly string[] = [
  'EXEC 2: an EXEC or XEDIT macro whose first line is &TRACE. Commands of an',
  'EXEC go to CMS as they stand, in capitals: EXEC name, CP command; those of',
  'a macro to XEDIT. &RC is the return code. Names of variables begin with an',
  'ampersand.',
  '',
  '&X = words           a word, a function, or numbers with + and - between them',
  '&ARGS words          sets &1, &2 ... and &N',
  '&BEGPRINT n|*|-label    types the lines below, as BEGTYPE',
  '&BEGSTACK n|*|-label [LIFO]   stacks the lines below',
  '&BEGTYPE n|*|-label  types the lines below',
  '&BUFFER n            is taken and does nothing',
  '&CALL -label words   a routine with arguments; &RETURN goes back',
  '&CASE UPPER|MIXED    whether lines that are read are put into capitals',
  '&COMMAND words       a command for CMS, whatever &PRESUME says',
  '&COMMENT words       nothing',
  '&CONTINUE            nothing',
  '&DUMP ARGS|VARS &X   types variables with their values',
  '&ERROR statement     what is done when a command fails',
  '&EXIT n              ends with a return code',
  '&GOTO -label|line    goes on there',
  '&IF a op b statement    = ¬= < > <= >= or EQ NE LT GT LE GE',
  '&LOOP n|-label m|*|WHILE|UNTIL ...   repeats lines below, or up to a label',
  '&PRESUME &COMMAND|&SUBCOMMAND name   where commands go; alone: as at first',
  '&PRINT words         as TYPE',
  '&READ n|*            carries out lines that are typed or stacked',
  '&READ ARGS           sets &1, &2 ...; VARS &A &B: words; STRING &A: a line',
  '&RETURN words        back from a routine; the value of a function',
  '&SKIP n              n lines further, or back',
  '&STACK [FIFO|LIFO] words   a line for the program stack',
  '&STATE fn ft fm      &RC is 28 when there is no such file',
  '&SUBCOMMAND name words   a command for an environment',
  '&TRACE ALL|ON|ERR|OFF   all statements, commands, those that fail, nothing',
  '&TYPE words          types a line',
  '&UPPER ARGS|VARS &X  puts variables into capitals',
  '',
  'Functions (&X = &LENGTH OF word): &CONCAT &DATATYPE &DIVISION &LEFT &LENGTH',
  '&LITERAL &LOCATION (needle word) &MULTIPLICATION &PIECE (word n m) &POSITION',
  '(word list) &RANGE (stem n m) &RIGHT &STRING &TRANSLATION (word from to) &TRIM',
  '&WORD (n list), and -label OF words: a routine of the program.',
  'Variables: &N &INDEX &0 &1 ... &ARGSTRING &BLANK &CMDSTRING &COMLINE &DATE',
  '&DEPTH &FILENAME &FILETYPE &FILEMODE &FROM &LINE &LINK &RC &RETCODE &TIME',
  '',
  'An error ends it with DMSEXE085E and return code 100nn:',
];
