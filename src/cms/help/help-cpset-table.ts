/** HELP pages of the words of CP SET (HELP CPSET name). Classes in brackets: without a note, G is enough. */
import { page, type HelpPage } from './help-page.js';

const QUERY_SET = 'CP QUERY SET shows how it is.';

/** The pages. */
export const cpSetHelpTable: readonly HelpPage[] = [
  page(
    'ACNT ON|OFF',
    'show what accounting says',
    `Whether the lines that CP makes of accounting are shown on your console. ON after LOGON. ${QUERY_SET}`,
  ),
  page(
    'DATEFormat [*|userid] SHORTdate|FULLdate|ISOdate|SYSTEM',
    'how dates are shown to you',
    'mm/dd/yy, mm/dd/yyyy or yyyy-mm-dd, in the answers of CP QUERY TIME, CPLEVEL, RDR, PRT, PUN and NSS, in the lines that tell when you left and came back, and in FILELIST, RDRLIST and LISTFILE (VMDATE. SYSTEM, as after LOGON: SHORTDATE. The userid can only be yours. CP QUERY DATEFORMAT shows it.',
    'Messages: 003E invalid option, 026E operand missing.',
  ),
  page(
    'EMSG ON|OFF|CODE|TEXT',
    'how error messages look',
    'ON: number and text (HCPMSG045E BOB not logged on). CODE: the number alone. TEXT: the text alone. OFF: nothing. The messages of CMS follow it, too. ON after LOGON.',
    QUERY_SET,
  ),
  page(
    'IMSG ON|OFF',
    'show what CP has done',
    `Whether CP shows its notices, such as RDR FILE 0001 SENT FROM ALICE, and what CHANGE, DEFINE, DETACH, ORDER, PURGE and TRANSFER answer when they have done it. Messages with a number come in any case, and a program that collects the answer gets it. ON after LOGON. ${QUERY_SET}`,
  ),
  page(
    'LINEDIT ON|OFF',
    'edit lines with symbols',
    `Whether the symbols of TERMINAL (LINEND, LINEDEL, CHARDEL, ESCAPE) work in what you type for your machine. ON after LOGON. ${QUERY_SET}`,
  ),
  page(
    'LOGmsg [n] text|NULL',
    'message of the day (B)',
    'Line n of the message that everyone sees at LOGON, 1 to 32, at most 80 characters. Without a number all lines go and this one is the first. NULL takes a line, or all, away. CP QUERY LOGMSG shows it.',
    'Message: 026E operand missing.',
  ),
  page(
    'MSG ON|OFF',
    'receive messages',
    `Whether CP MSG of other users is shown on your console; they are told when it is not. ON after LOGON. ${QUERY_SET}`,
    'What others see: HCPMFS057I userid not receiving; MSG off.',
  ),
  ...Array.from({ length: 24 }, (_, i): HelpPage => {
    const key = `PF${i + 1}`;
    return page(
      `${key} [IMMED|DELayed] [SUBSt] [text]\n${key} RETrieve [BACKward|FORward]\n${key} TAB n1 [n2...]\n${key} COPY [device]`,
      `what key PF${i + 1} does`,
      'IMMED: the text is entered at once. DELAYED, which is what counts without a word: it is put on the command line, to be changed and entered. SUBST: words that stand in the input area when the key is pressed take their places in the text: &1 to &9 by number, &* all behind the highest number used, && is one &. RETRIEVE brings back lines that were entered, the last one first, FORWARD the next one after one that was brought back. TAB puts the cursor into the next of these columns. COPY would need a printer for displays. Without anything the key does nothing. Inside programs with a screen of their own the keys are theirs.',
      'CP QUERY PF shows the keys. Messages: 002E no column, 003E invalid option, 026E text longer than 135 characters, or TAB alone; 040E no such printer.',
    );
  }),
  page(
    'RUN ON|OFF',
    'let the machine go on in CP READ',
    `ON: your machine runs on while you type to CP after PA1. OFF, as after LOGON: it stands still until BEGIN. ${QUERY_SET}`,
  ),
  page(
    'SHARE userid RELative n|ABSolute n%|INITIAL',
    "a machine's part of the processors (A)",
    'RELATIVE n: against others that run, 1 to 10000; 100 is usual. ABSOLUTE n%: that much of all processors, whoever else runs. INITIAL: as the directory has it. CP QUERY SHARE userid shows it.',
    'Messages: 045E userid not logged on, 002E, 003E, 020E, 026E.',
  ),
  page(
    'SMSG ON|OFF',
    'receive special messages',
    `ON: SMSG of other users goes to the program that has authorised itself for it (VMCF, DIAGNOSE X'68'; WAKEUP (SMSG in CMS). OFF after LOGON. ${QUERY_SET}`,
  ),
  page(
    'TIMEOUT DISConnect|DROPped minutes|OFF',
    'when machines without a person go (A, B)',
    'How long a machine that was disconnected, or whose line was lost, waits before it is logged off. An extension of VM/TS.',
    'Messages: 002E, 003E, 026E.',
  ),
  page(
    'TIMER ON|REAL|OFF',
    'how the interval timer runs',
    `ON: only while the machine uses the processor. REAL: also while it waits. OFF: it stands still. ${QUERY_SET}`,
  ),
  page(
    'WNG ON|OFF',
    'receive warnings',
    `Whether CP WARNING of the operator is shown on your console. ON after LOGON. ${QUERY_SET}`,
  ),
];
