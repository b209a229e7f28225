/** HELP pages of the subcommands of XEDIT (HELP XEDIT name). */
import { page, type HelpPage } from './help-page.js';

const TARGET =
  'A target is a number of lines (3, -3), * (the end) or -*, :n (line n), .name, or strings: /text/, -/text/ upwards, ^/text/ without it, joined by & and |.';
const BY_TARGET = `Without a target it is the current line. ${TARGET}`;
const RC_TARGET =
  'Return codes: 1 the top or the end was reached, 2 no such target (546E), 5 operands (520E).';
const RC_TYPE =
  'Return codes: 1 the top or the end was reached, 2 no such target (546E), 5 operands (520E).';
const RC_WIDER =
  'Return codes: 2 no such target (546E), 3 truncated (503E), 4 no storage (557S), 5 operands (520E).';

const RC_LINE = 'Return codes: 1 no line, 3 truncated (503E), 4 no storage (557S), 5 operands.';
const RC_FIND = 'Return codes: 2 not found (586E), 5 nothing to look for (545E).';
const RC_NONE = 'Return codes: 5 operands, of which there are none (520E).';
const RC_COLUMNS = 'Return codes: 5 operands (520E).';
const RC_WRITE =
  'Return codes: 5 operands, 12 read/only (037E), 13 the disk is full (107S), 20, 24, 36 the fileid (062E, 048E, 069E), 32 an update that cannot be built (599S), 100 the disk (105S).';
const RC_PUT =
  'Return codes: 1 the end was reached, 2 no such target (546E), 4 no storage (557S), 5 operands, 12 read/only (037E), 13 the disk is full (107S), 20, 24, 36 the fileid (062E, 048E, 069E), 88 not to be unpacked (500E), 100 the disk (104S, 105S).';

/** The pages. */
export const xeditHelpTable: readonly HelpPage[] = [
  page(
    '= [subcommand]',
    'run the last command line again',
    'Each = runs it once more: == twice. With a subcommand behind it, that is run before. PF9 does it.',
  ),
  page(
    '& subcommand',
    'keep a command in the command line',
    'Runs the subcommand, and leaves it there to be changed or entered again.',
  ),
  page(
    '?',
    'bring back a command that was entered',
    'The last command line stands in the command line; each ? goes back one more: ?? two. PF6 does it. Fifty are remembered.',
  ),
  page(
    'Add [n]',
    'add lines',
    'Puts n empty lines (with SET MASK, lines of the mask) behind the current line, the cursor on the first.',
    'Return codes: 4 too many lines (557S), 5 operands.',
  ),
  page(
    'ALL [/string/...]',
    'show only some lines',
    'Shows the lines that have what the target says: ALL /a/ | /b/. Lines that are not shown are out of reach of other subcommands (SET SCOPE). Without a target all are shown again.',
    RC_TARGET,
  ),
  page(
    'BAckward [n|*]',
    'go back by screens',
    'n screens towards the top; at the top it goes to the end. PF7.',
    'Return codes: 1 the top was reached, 5 operands.',
  ),
  page(
    'Bottom',
    'go to the last line',
    'The last line of the file, or of the range (SET RANGE), is current.',
    RC_NONE,
  ),
  page(
    'CANCEL',
    'leave all files',
    'Leaves every file of the ring that has not been changed. Those that have been stay (577E).',
    'Return codes: 5 operands, of which there are none (520E), 12 a file was changed (577E).',
  ),
  page(
    'CAppend [text]',
    'put text at the end of the line',
    'The column pointer stands where the text begins.',
    RC_LINE,
  ),
  page(
    'CDelete [column-target]',
    'delete characters',
    'From the column pointer up to the column: a number, -n, :n, * or a string: CDELETE /end/. Without one it is a character.',
    'Return codes: 1 an end of the zone was reached, 2 not there (546E), 5 operands.',
  ),
  page(
    'CFirst',
    'column pointer to the first column',
    'The first column of the zone (SET ZONE).',
    RC_COLUMNS,
  ),
  page(
    'ALter c1 c2 [target [n|* [first]]]',
    'change one character by another',
    'As CHANGE; each is a character or two hexadecimal digits.',
    'Return codes: as CHANGE, and 5 without both (545E).',
  ),
  page(
    'Change /old/new/ [target [n|* [first]]]',
    'change text',
    `In each line up to the target n occurrences are changed (1 when not given, * all), from the first one that is named on: C/a/b/* *. ${TARGET} SET ZONE, CASE, ARBCHAR, HEX, VARBLANK and SPILL say how. Without operands the last CHANGE is done again.`,
    'Return codes: 2 no such target (546E), 3 lines truncated, 4 nothing changed (585E), 5 operands (511E, 520E, 544E, 545E).',
  ),
  page(
    'CInsert text',
    'insert text at the column pointer',
    'What stands there moves right.',
    RC_LINE,
  ),
  page(
    'CLAst',
    'column pointer to the last column',
    'The last column of the zone (SET ZONE).',
    RC_COLUMNS,
  ),
  page(
    'CLocate column-target',
    'move the column pointer',
    'n or -n columns, :n, * (behind the zone), -* (before it), or to a string, in the line and (SET STREAM ON) in those behind. Without an operand the last string is looked for again.',
    'Return codes: 1 an end of the zone, 2 not found (546E), 5 operands.',
  ),
  page(
    'CMS [command]',
    'run a CMS command',
    "As it would be typed to CMS. The return code is the command's; -1 neither CMS nor CP knows it (542E). Without a command: the CMS subset, where commands are typed until RETURN.",
  ),
  page(
    'CMSG [text]',
    'put text into the command line',
    'For macros: it is there when the screen is shown.',
  ),
  page(
    'COMMAND subcommand',
    'pass over synonyms and macros',
    'Runs the subcommand itself, whatever synonyms (SET SYNONYM) and macros (SET MACRO ON) there are.',
    'Return codes: those of the subcommand; 5 there is none (545E).',
  ),
  page(
    'COMPress [target]',
    'make tab characters of blanks',
    `Blanks up to a tab column (SET TABS) become one tab character. With other tabs, EXPAND draws them out again. ${BY_TARGET}`,
    RC_TARGET,
  ),
  page(
    'COpy target1 target2',
    'copy lines',
    `The lines from the current one up to the first target go behind the line of the second. ${TARGET}`,
    'Return codes: 2 no such target (546E), 4 too many lines (557S), 5 operands.',
  ),
  page(
    'COUnt /string/ [target]',
    'count a string',
    `Tells how often it stands in the lines up to the target (522I). ${TARGET}`,
    'Return codes: 2 no such target (546E), 4 it is not there, 5 operands.',
  ),
  page(
    'COVerlay text',
    'put text over the line at the column pointer',
    'Blanks leave what is there, an underscore puts a blank.',
    RC_LINE,
  ),
  page(
    'CP [command]',
    'run a CP command',
    "What it answers is shown. The return code is the command's; -1 CP does not know it (542E). Without a command: CP READ, until BEGIN.",
  ),
  page(
    'CReplace text',
    'put text in place of others at the column pointer',
    'Blanks do, too.',
    RC_LINE,
  ),
  page(
    'CURsor CMdline [column] [Priority n]\nCURsor Column [Priority n]\nCURsor File [line [column]] [Priority n]\nCURsor Home [Priority n]\nCURsor Screen row [column] [Priority n]',
    'say where the cursor goes',
    'HOME goes between the command line and where the cursor was in the file (PF12). COLUMN is the column pointer. Of several the one with the highest priority counts.',
    'Return codes: 1 there is no such line, or another has a higher priority, 5 operands.',
  ),
  page(
    'DELete [target]',
    'delete lines',
    `The current line, or those up to the target: DEL 3, DEL /end/, DEL *. RECOVER brings them back. ${TARGET}`,
    RC_TARGET,
  ),
  page(
    'Down [n|*]',
    'go down',
    'n lines; NEXT is the same. Return codes: 1 the end was reached, 5 operands.',
  ),
  page(
    'DUPlicat [n [target]]',
    'repeat lines',
    'n times, behind themselves.',
    BY_TARGET,
    'Return codes: 1 no line, 2 no such target (546E), 4 too many lines (557S), 5 operands (520E).',
  ),
  page(
    'EMSG [[mmmnnns] text]',
    'show an error message',
    'For macros; it is in the message line, and LASTMSG of EXTRACT. An identifier (three characters, a number, a severity) gets DMS in front. The alarm sounds, unless the severity is R, I or W.',
  ),
  page(
    'EXPand [target]',
    'draw out tab characters',
    `Each becomes SET FILLER up to the next tab column (SET TABS). ${BY_TARGET}`,
    RC_WIDER,
  ),
  page(
    'EXTract /SIZE/CURLINE/...',
    'give a macro what options are',
    'Sets NAME.0 (how many), NAME.1 and so on for each option between the delimiters: EXTRACT /SIZE/CURLINE/PF3/. HELP XSET name tells the values.',
    'Return codes: 4 it is no macro that asks (631E), 5 no such option (520E).',
  ),
  page(
    'FFile [fn [ft [fm]]]',
    'save, whatever is there, and leave',
    'As FILE, but over another file of that name, too.',
    RC_WRITE,
  ),
  page(
    'FILE [fn [ft [fm]]]',
    'save and leave',
    '= stands for the part that the file has. Another file of that name is not written over (594E): FFILE does that.',
    `${RC_WRITE} 3 the file is there (594E).`,
  ),
  page(
    'Find text',
    'find a line by its beginning',
    'The next line that begins with the text, where a blank stands for anything and _ for a blank. Without text the last one is looked for again. SET WRAP and STAY say what happens at the end.',
    'Return codes: 2 not found (586E), 5 nothing to look for.',
  ),
  page(
    'FINDUp text',
    'find a line above by its beginning',
    'As FIND, upwards. FUP is the same.',
    RC_FIND,
  ),
  page(
    'FOrward [n|*]',
    'go on by screens',
    'n screens towards the end; at the end it goes to the top. PF8.',
    'Return codes: 1 the end was reached, 5 operands.',
  ),
  page('FUp text', 'find a line above by its beginning', 'As FINDUP.', RC_FIND),
  page(
    'GET [fn ft [fm [first [n]]]]',
    'take in lines of a file',
    'n records from the first named one on, or all, go behind the current line; the last is current. Without a file: the lines that PUT or PUTD has kept, in whatever file of the ring.',
    'Return codes: 1 fewer records (564W), 4 too many lines (557S), 5 operands, 28 no such file (002E), or nothing kept (562E), 88 not to be unpacked (500E), 100 the disk (104S).',
  ),
  page(
    'Help [name]',
    'show what subcommands do',
    'The list of subcommands, or the page of one, of an option (HELP SET name) or of a message (HELP DMSXCG585E).',
  ),
  page(
    'HEXType [target]',
    'show lines in hexadecimal',
    `As characters and as digits, sixteen bytes a row. ${BY_TARGET}`,
    RC_TYPE,
  ),
  page(
    'Input [text]',
    'type in lines',
    'With text: one line with it, behind the current one. Alone: input mode; type line by line, ENTER takes them in, ENTER on an empty screen ends it.',
    'Return codes: 3 truncated (503E), 4 too many lines (557S).',
  ),
  page(
    'Join [ALigned] [Column|CURSOR|column...|/string/...]',
    'join lines',
    'The next line goes behind the current one; with COLUMN to the column pointer, with CURSOR to the cursor, with numbers to these columns (one more line for each), with strings behind these. ALIGNED takes the indentation off.',
    'Return codes: 1 no next line, 3 truncated, 4 no storage (557S), 5 operands (561E the cursor is not in the text).',
  ),
  page(
    'LEft [n]',
    'show columns further left',
    'n columns; 0 goes back to the first. RIGHT, RGTLEFT, and SET VERIFY do it, too.',
    RC_COLUMNS,
  ),
  page(
    'LOAD fn ft [fm] [(options]',
    'open the file in another way',
    'The first subcommand of a profile may say which file is edited, with which options of the command XEDIT (HELP XEDIT of CMS): LOAD fn ft (WIDTH 200. Without it the file is as the command has opened it.',
    'Return codes: 3 not the first subcommand of a profile (508E), 20 the fileid (062E), 24 options, 28 no such library (002E), 32 no such member, or no library (013E, 033E), 88 too large, or not to be unpacked (132S, 500E), 100 the disk (104S).',
  ),
  page(
    'Locate target [subcommand]',
    'find a line',
    `The line is current; the subcommand is run there. LOCATE may be left out. ${TARGET} SET CASE, ZONE, ARBCHAR, HEX, SPAN, VARBLANK, WRAP and STAY say how strings are looked for. Without operands the last string is looked for again.`,
    'Return codes: 1 the top or the end, 2 not found (546E), 5 operands.',
  ),
  page('LOWercas [target]', 'make small letters', BY_TARGET, RC_TARGET),
  page(
    'LPrefix [text]',
    'enter a prefix command by a subcommand',
    'As if the text were typed in the prefix area of the current line; prefix commands are HELP PREFIX. Return codes: 5 it cannot be one (520E).',
  ),
  page(
    'MACRO name [operands]',
    'run a macro',
    'A REXX file of type XEDIT, even when a subcommand has the name. Return codes: those of the macro; 5 no name (545E), -1 there is none (542E).',
  ),
  page(
    'MErge target1 target2 [column]',
    'put lines over others',
    'The lines from the current one up to the first target are put, from the column on, over the lines that begin at the second; blanks leave what is there. They are taken out where they were.',
    'Return codes: 1 one of them is the other (505E), 2 no such target, 3 truncated, 4 too many, 5 operands.',
  ),
  page(
    'MODify option',
    'change an option in the command line',
    'Puts SET, the option and what it is into the command line, to be typed over. Return codes: 5 no option that can be set (520E, 545E).',
  ),
  page(
    'MOve target1 target2',
    'move lines',
    `The lines from the current one up to the first target go behind the line of the second. ${TARGET}`,
    'Return codes: 1 the line is one of them (505E), 2 no such target (546E), 5 operands.',
  ),
  page('MSG [text]', 'show a message', 'For macros; it is in the message line.'),
  page(
    'Next [n|*]',
    'go down',
    'n lines; DOWN is the same. Return codes: 1 the end was reached, 5 operands.',
  ),
  page(
    'NFind text',
    'find a line that begins otherwise',
    'As FIND, for the next line that does not begin so.',
    RC_FIND,
  ),
  page(
    'NULLKEY',
    'make room for INSERT',
    'Blanks at the end of the line with the cursor become nulls, so that characters can be put in. PA2.',
    RC_NONE,
  ),
  page(
    'NFINDUp text',
    'find a line above that begins otherwise',
    'As NFIND, upwards. NFUP is the same.',
    RC_FIND,
  ),
  page('NFUp text', 'find a line above that begins otherwise', 'As NFINDUP.', RC_FIND),
  page(
    'Overlay text',
    'put text over the line',
    'From column 1 on: blanks leave what is there, an underscore puts a blank.',
    RC_LINE,
  ),
  page(
    'PARSE column kind...',
    'take operands apart',
    'For macros: the line on top of the program stack, from a column on. Kinds are Alphaword, Dblstring, Line, Number, String, Target and Word. In its place the stack gets a line for each with its column and its length; a double string has two of both.',
    'Return codes: 4 no room on the stack (557S), 5 an operand is missing (545E) or of another kind (520E).',
  ),
  page(
    'POWerinp',
    'type text without regard to lines',
    'The screen is one field: words go on in the next row, and become lines of the file that are no longer than the truncation column (SET TRUNC). The line end character (SET LINEND) begins a new line. ENTER takes what was typed; ENTER again, with nothing typed, ends it. Another key takes it, ends it and does what it is for.',
    'Return codes: 5 operands (520E).',
  ),
  page(
    'PREServe',
    'keep all options',
    'RESTORE brings them back; for macros that change some.',
    RC_NONE,
  ),
  page(
    'PURge macro',
    'take a macro out of storage',
    'A macro is read anew whenever it is called, so that nothing is kept and nothing has to be taken out: a macro that was changed is the new one at once. EXECDROP drops what EXECLOAD has loaded.',
    'Return codes: 5 operands (520E, 545E).',
  ),
  page(
    'PUT [target [fn ft [fm]]]',
    'copy lines out',
    'The lines up to the target are kept for GET, or go to a file: behind the lines that it has, or as a new one.',
    RC_PUT,
  ),
  page(
    'PUTD [target [fn ft [fm]]]',
    'move lines out',
    'As PUT; the lines are taken out of the file when they are written. RECOVER brings them back.',
    RC_PUT,
  ),
  page(
    'QQuit [n]',
    'leave without saving',
    'What was changed since the last SAVE is lost. When it was the last file, XEDIT ends with return code n.',
    'Return codes: 5 no number (520E).',
  ),
  page(
    'Query option',
    'show what an option is',
    'HELP XSET lists them. Return codes: 5 no such option (520E).',
  ),
  page(
    'QUIT [n]',
    'leave a file that was not changed',
    'One that was changed stays (577E): FILE saves it, QQUIT leaves all the same. PF3. When it was the last file, XEDIT ends with return code n, for macros. PQUIT is the same, as PFILE and PSAVE are FILE and SAVE.',
    'Return codes: 5 no number (520E), 12 the file was changed (577E).',
  ),
  page(
    'READ [Cmdline|All|Nochange] [Number] [Tag|NOTag]',
    'wait for a key',
    'For macros: shows the screen, and stacks the command line, or all that was typed; with Nochange the file does not get it. Number puts their numbers in front of lines of the file; with Tag row and column stand in front of these. Tag begins each line with what it is: ETK (ENTER), PFK n and PAK n with what the key is set to, CMD, FIL, PRF (prefix area), RES row column (a reserved line). With All and Nochange, and after another key than ENTER, the first line is the key.',
    'Return codes: 5 operands (520E).',
  ),
  page(
    'RECover [n|*]',
    'bring back deleted lines',
    'The n lines that were deleted last go in front of the current line, whatever has deleted them.',
    'Return codes: 4 no storage (557S), 5 operands. 502I tells how many there were.',
  ),
  page(
    'REFRESH',
    'show the screen',
    'For macros: what the file looks like by now, without waiting for a key. Return codes: 5 operands (520E).',
  ),
  page(
    'RENum [start [increment]]',
    'number lines anew',
    'For files of type VSBASIC (5 digits) and FREEFORT (8): numbers at the beginning of lines. Return codes: 4 no storage (557S), 5 another type (558E), or the numbers become too long (535E).',
  ),
  page(
    'REPEat [target]',
    'repeat the last subcommand line by line',
    `Goes one line on and runs it, up to the target. ${TARGET}`,
    RC_TARGET,
  ),
  page(
    'Replace [text]',
    'put text in place of the line',
    'Without text the line is deleted, and input mode begins.',
    RC_LINE,
  ),
  page(
    'RESet',
    'forget prefix commands that wait',
    'Their place shows the prefix area again.',
    RC_NONE,
  ),
  page(
    'RESTore',
    'bring options back',
    'As PRESERVE has kept them. Return codes: 5 operands (520E), 6 nothing was kept (507E).',
  ),
  page(
    'RGTLEFt [n]',
    'show the columns right, or left again',
    'n columns, three quarters of a screen when not given. PF10.',
    RC_COLUMNS,
  ),
  page(
    'RIght [n]',
    'show columns further right',
    'n columns; 0 goes back to the first.',
    RC_COLUMNS,
  ),
  page(
    'SAVE [fn [ft [fm]]]',
    'save the file',
    'As FILE, and the session goes on.',
    `${RC_WRITE} 3 the file is there (594E).`,
  ),
  page(
    'SCHange [n] [/old/new/]',
    'change one by one',
    'PF5 finds the next place of what the last CHANGE (or one in the command line) changes; the key n (PF6) changes it.',
    'Return codes: 2 not found (586E), or no more there (585E), 5 nothing to change (545E), operands (520E), no such key (525E).',
  ),
  page(
    'SET option operands',
    'set an option',
    'SET may be left out where no subcommand has the name. HELP XSET lists the options.',
    'Return codes: 5 the option or its operands (520E, 525E, 545E).',
  ),
  page(
    'SHift Left|Right [n [target]]',
    'shift lines',
    `By n columns, from the left zone on: what passes it to the left is lost, and what passes the truncation column to the right, unless SET SPILL puts it into new lines. ${BY_TARGET}`,
    RC_WIDER,
  ),
  page(
    'SI',
    'structured input',
    'Adds a line behind the current one, the cursor under the first character of that; ENTER adds another as long as lines are filled. In the prefix area it begins behind its line. This is a macro.',
    RC_NONE,
  ),
  page(
    'SORT target [A|D] [column column]...',
    'sort lines',
    'The lines up to the target, by the fields between the columns (the zone when none are given), ascending or (D) descending, in the order of EBCDIC. SET CASE IGNORE makes capitals and small letters alike. Equal lines stay as they were.',
    RC_TARGET,
  ),
  page(
    'SOS ALarm|CLEAR|POP|PUsh|TABCmd|TABCMDB|TABCMDF\nSOS LINEAdd [n]\nSOS LINEDel [n]\nSOS NUlls [ON|OFF]\nSOS PF3\nSOS TABB|TABF [n]',
    'do what keys do',
    'LINEADD and LINEDEL add and delete lines at the cursor (PF2); TABF and TABB go to the next field and back, PUSH keeps the place of the cursor, POP goes back there, TABCMD goes to the command line. NULLS alone changes one to the other (SET NULLS). PFn stacks what the key n is set to, for macros. Several may follow each other.',
    'Return codes: 4 no storage (557S), 5 operands.',
  ),
  page(
    'SPlit [ALigned] [Column|CURSOR|column...]\nSPlit [ALigned] [Before|After] /string/...',
    'split the line',
    'At the column pointer, the cursor, these columns, or before or behind strings. ALIGNED indents the new lines as the old one.',
    'Return codes: 1 no line, 2 no such string (586E), 4 no storage (557S), 5 operands (561E the cursor is not in the text).',
  ),
  page(
    'SPLTJoin',
    'split the line at the cursor, or join the next',
    'Within the text it splits, behind it it joins. PF11.',
    'Return codes: 1 no line, or no next one, 3 truncated (503E), 4 no storage (557S), 5 operands (520E).',
  ),
  page(
    'SSave [fn [ft [fm]]]',
    'save, whatever is there',
    'As SAVE, but over another file of that name, too.',
    RC_WRITE,
  ),
  page(
    'STAck [target [column [length]]]',
    'stack lines',
    'The lines from the current one up to the target (one line), or columns of them, go to the program stack.',
    'Return codes: 1 end of file, 2 target (546E), 4 no room (557S), 5 operands (520E).',
  ),
  page(
    'STATus [fn]',
    'show all options',
    'Or writes fn XEDIT, a macro that sets them so. Return codes: 3 it is there (594E), 5 operands, 12 read/only (037E), 13 the disk is full (107S), 36 filemode A is not accessed (069E), 100 the disk (105S).',
  ),
  page('TABKey', 'cursor to the next tab column', 'PF4. SET TABS says which there are.', RC_NONE),
  page(
    'TOP',
    'go to the top',
    'In front of the first line of the file, or of the range (SET RANGE).',
    RC_NONE,
  ),
  page(
    'TRAnsfer option...',
    'stack what options are',
    'As EXTRACT, to the program stack: one line an option, the first on top. Return codes: 4 no room there (557S), 5 no such option.',
  ),
  page('Type [target]', 'show lines', `${BY_TARGET} The last is current.`, RC_TYPE),
  page('Up [n|*]', 'go up', 'n lines. Return codes: 1 the top was reached, 5 operands.'),
  page('UPPercas [target]', 'make capital letters', BY_TARGET, RC_TARGET),
  page(
    'Xedit [fn ft [fm]]',
    'edit another file',
    'It joins the ring, and is shown; one that is in it is shown again. Without a file: the next of the ring.',
    'Return codes: 5, 20, 36 the fileid (520E, 062E, 069E), 24 options (003E, 029E, 050E, 065E, 066E), 28 no such library (002E), 32 no such member, or no library (013E, 033E), 88 too large, or not to be unpacked (132S, 500E), 100 the disk (104S).',
  ),
];

/** Names of the files of pages whose names cannot be one. */
export const xeditFileNames: Readonly<Record<string, string>> = {
  ...{ '=': 'EQUAL', '&': 'AMPRSAND', '?': 'QUESTION' },
};
