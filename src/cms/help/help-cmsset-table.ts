/** HELP pages of the words of CMS SET (HELP CMSSET name). */
import { page, type HelpPage } from './help-page.js';
import { absentPages } from './help-absent-words.js';

const ERRORS = 'Messages: 050E nothing behind the word, 070E not one of these (24).';

const set = (format: string, brief: string, ...text: readonly string[]): HelpPage =>
  page(format, brief, ...text, ERRORS);

/** The pages. */
export const cmsSetHelpTable: readonly HelpPage[] = [
  set(
    'ABBrev ON|OFF',
    'short forms of commands',
    'ON, as after IPL: COPY stands for COPYFILE, and short forms of SYNONYM work, too. OFF: names must be written out.',
  ),
  set(
    'AUTODUMP OFF',
    'dump behind an abend',
    'OFF, the only value here: an abend shows the PSW; DEBUG shows registers and storage, CP VMDUMP dumps them.',
  ),
  set(
    'AUTORead ON|OFF',
    'read the console at once',
    'ON: CMS waits for a line (VM READ) as soon as the Ready message is out. OFF, as after IPL on a display: it runs, and reads when something is entered.',
  ),
  set(
    'BLIP ON|OFF|string [(count]',
    'characters for every two seconds of work',
    'Typing terminals show them while a program computes; displays do not, and only QUERY BLIP tells them. ON is *. With a count the string is that long. OFF after IPL.',
  ),
  set(
    'CMSPF nn [name [ECHO|NOECHO|DELAYED text|RETRIEVE]]',
    'keys of full-screen CMS',
    'What PF key nn (1 to 24) of the windows of CMS is called, and what it types: at once, shown (ECHO) or not (NOECHO), or only when ENTER is pressed (DELAYED). Without a name it is undefined. The keys of the console, which has no windows here, are those of CP SET PF.',
  ),
  set(
    'CMSType HT|RT',
    'whether CMS types at all',
    'HT: nothing that CMS or programs type is shown, as by the immediate command HT. RT: it is again.',
  ),
  page(
    'DOS ON|OFF',
    'the VSE environment',
    'OFF, as after IPL: programs use the macros of CMS and OS. There is no saved system of VSE here, so that ON is refused.',
    'Messages: 050E nothing behind the word, 070E not one of these (24); 400S (44) the saved system does not exist.',
  ),
  page(
    'DOSLNCnt nn',
    'lines on a page of VSE listings',
    'Needs SET DOS ON. Messages: 099E (40) CMS/DOS is not active.',
  ),
  page(
    'DOSPart nnK',
    'size of the VSE partition',
    'Needs SET DOS ON. Messages: 099E (40) CMS/DOS is not active.',
  ),
  set(
    'EXECTRACe ON|OFF',
    'trace REXX programs',
    'ON: programs stop before each clause as by TRACE ?R. OFF after IPL. The immediate commands TS and TE do it for a program that runs.',
  ),
  set(
    'FULLscreen OFF',
    'windows of CMS',
    'OFF, the only value here: the console is that of CP, and XEDIT and the lists have the whole screen.',
  ),
  set(
    'IMPCP ON|OFF',
    'unknown words go to CP',
    'ON, as after IPL: what is no command of CMS is given to CP. OFF: CP commands must begin with CP.',
  ),
  set(
    'IMPEX ON|OFF',
    'names of EXECs are commands',
    'ON, as after IPL. OFF: EXEC must be written before the name.',
  ),
  set(
    'INPUT [a xx|xx yy]',
    'translate what is typed',
    'The character a, or the byte xx (hexadecimal), becomes the byte xx, or yy, when it is typed. Without operands everything is as it was.',
  ),
  set(
    'INSTSEG OFF',
    'installation saved segment',
    'OFF, the only value here: EXECs of the installation are on the disks S and Y, and in no saved segment.',
  ),
  set(
    'LANGuage AMENG',
    'language of messages',
    'AMENG, American English, is the only language of the messages and pages here.',
  ),
  set(
    'LDRTbls n',
    'storage for names of LOAD',
    'n pages, 1 to 128, hold 204 names each. Give it before LOAD when message 116S (loader table overflow) came.',
  ),
  set(
    'LINEnd ON [c]|OFF',
    'divide commands on a line',
    'ON: the character c, # when none is given, divides commands of CMS on one line. OFF after IPL; the character of CP TERMINAL LINEND works before CMS sees the line.',
  ),
  set(
    'LOADArea 20000|RESPECT',
    'where LOAD begins',
    '20000: programs are loaded from there on. RESPECT: where their addressing mode allows. A System/370 has addresses of 24 bits, so that both mean the same here; LOAD (ORIGIN names another place.',
  ),
  set(
    'OUTPUT [xx a]',
    'translate what is shown',
    'The byte xx (hexadecimal) is shown as the character a. Without operands everything is as it was.',
  ),
  set(
    'PROTect ON|OFF',
    'guard the nucleus',
    'ON, as after IPL: programs have another storage key than the nucleus and cannot destroy it.',
  ),
  set(
    'RDYmsg LMSG|SMSG',
    'the Ready message',
    'LMSG, as after IPL: Ready; T=0.01/0.02 10:11:12, virtual and total processor time and the time of day. SMSG: Ready; alone.',
  ),
  set('REDtype ON|OFF', 'error messages in red', 'For typing terminals with two colours.'),
  set(
    'RELPAGe ON|OFF',
    'give back pages',
    'ON, as after IPL: CMS tells CP of storage that a command has left free, which then needs no real storage.',
  ),
  set(
    'STORECLR ENDCMD',
    'when storage of GETMAIN is given back',
    'ENDCMD, the only value here: behind the command that has got it.',
  ),
  set(
    'SYSNAME CMSVSAM|CMSAMS|CMSDOS|CMSBAM name',
    'saved systems of VSE',
    'What the saved system for this entry is called. QUERY SYSNAMES shows them.',
  ),
  set(
    'TRANslate [ALL|SYStem|USEr] ON|OFF',
    'names of commands in another language',
    'ON, as after IPL: commands are understood by the names that they have in the language of SET LANGUAGE, those of the system, of the user, or (ALL, also when nothing is said) both. AMENG has the names of the commands themselves; names of your own are given by SYNONYM, on which this has no effect.',
  ),
  page(
    'UPSI nnnnnnnn',
    'switches for VSE programs',
    'Needs SET DOS ON. Messages: 099E (40) CMS/DOS is not active.',
  ),
  ...absentPages('set'),
];
