/**
 * Why CP says a message and what its user can do about it, for HELP (as z/VM's "CP Messages and Codes" is made up:
 * explanation, system action, user response). A number of the table of messages without an explanation does not compile.
 */
import type { MessageNumber } from './messages-table.js';

/** What HELP says about a message. */
interface Explanation {
  readonly why: string;
  readonly answer: string;
}

const because = (why: string, answer: string): Explanation => ({ why, answer });

const AGAIN =
  'Enter the command again with what it needs; HELP CP and its name shows how it is written.';
const NAMES = 'QUERY NAMES shows who is logged on.';
const DEVICES = 'QUERY VIRTUAL ALL shows the devices that the machine has.';
const READERS = 'QUERY RDR ALL, QUERY PRT ALL and QUERY PUN ALL show the files that there are.';
const LINKED =
  'QUERY LINKS shows who has the disk. Ask them, or link with a mode that others do not hinder, such as RR.';
const TRAPS = 'TRACE QUERY shows the traps and sets that there are.';
const IPL =
  'IPL CMS, or whatever runs in the machine, anew. If it happens again tell the operator: CP has logged what is needed to find the error.';
const SIGNAL = because(
  'A program of the virtual multiprocessor gave this order to the CPU, by the instruction SIGNAL PROCESSOR, and with it no CPU was left that runs.',
  'Find out from the program why. BEGIN lets the CPUs go on; IPL starts anew.',
);
const FORCED = because(
  'The mode asked for writing, and for reading where that is not to be had. Others have the disk already: it was linked for reading only.',
  LINKED,
);
const REFUSED = because(
  'Others have the disk in a mode that this one must not stand beside.',
  LINKED,
);

/** By number. */
export const EXPLANATIONS: Readonly<Record<MessageNumber, Explanation>> = {
  1: because(
    'The first word is no command of CP, or one of a privilege class that you do not have.',
    'HELP CP lists the commands, QUERY USERID and the directory say who you are. For a command of CMS the console must be in CMS: BEGIN.',
  ),
  2: because(
    'The operand is none that the command knows, or has a value that is not allowed.',
    AGAIN,
  ),
  3: because('The word is no option of the command, or stands where none may be.', AGAIN),
  4: because(
    'An address must be hexadecimal, of at most six digits.',
    'Enter the command with a right address.',
  ),
  6: because('The device is there, but the command is not for devices of its kind.', DEVICES),
  7: because(
    'A userid has one to eight letters, digits or @ # $ _ + : -, and here it must be one that can be meant.',
    NAMES,
  ),
  9: because(
    'A range begins at its lower end; its ends must be numbers that are allowed, and ranges must not overlap.',
    AGAIN,
  ),
  10: because(
    'Registers have the numbers 0 to 15, floating-point registers 0, 2, 4 and 6; a range begins at the lower one.',
    AGAIN,
  ),
  11: because(
    'The display of another machine can only be shown on a terminal with a screen.',
    'Log on from a terminal, not with ssh -T.',
  ),
  12: because(
    'The two words are no PSW that the machine could run with.',
    'Enter a PSW of eight bytes in the format of the control mode that the machine is in.',
  ),
  13: because('Two of the options exclude each other.', 'Leave one of them out.'),
  14: because(
    'The command is for the logo; you are logged on.',
    'LOGOFF HOLD or DISCONNECT HOLD bring the logo back.',
  ),
  15: because('Only LOGON, DIAL and LOGOFF can be entered at the logo.', 'LOGON first.'),
  20: because('A userid is missing, or what stands in its place is none.', AGAIN),
  22: because('A virtual device number is one to four hexadecimal digits, up to 0FFF.', DEVICES),
  26: because('The command needs an operand more, or the one that is there is not allowed.', AGAIN),
  28: because('A class of spool files is one letter or digit.', AGAIN),
  33: because('The address is missing, or not hexadecimal.', AGAIN),
  40: because('The virtual machine has no device of that number or kind.', DEVICES),
  42: because(
    'There is no file of that number in the queue that was named.',
    `${READERS} QUERY NSS ALL shows saved systems.`,
  ),
  43: because(
    'A reader, or another command, has the file open.',
    'CLOSE READER puts it back; or wait until it has been read.',
  ),
  44: because(
    'Nothing was saved under this name, or a segment has it where a system is asked for.',
    'QUERY NSS ALL (class E) shows saved systems and segments. IPL by device number loads from a disk or the reader.',
  ),
  45: because(
    'The user has no session, connected or disconnected.',
    `${NAMES} XAUTOLOG logs on those who may be.`,
  ),
  50: because(
    'Userid and password do not fit. CP does not say which of them is wrong.',
    'Try again. After three wrong passwords the line is closed. On the host vmts user password USERID sets a new one.',
  ),
  53: because(
    'The directory has no such user, or the user has no such disk or queue.',
    'Look at the name. On the host vmts user list shows who is there.',
  ),
  54: because(
    'The user has a session on another terminal.',
    'LOGON userid HERE takes it over: its machine goes on.',
  ),
  55: because(
    'The machine has no display of that number that a terminal could dial, or all are taken.',
    'DEFINE GRAF vdev there makes one more.',
  ),
  56: because(
    'Another terminal has dialled this display.',
    'DIAL userid without number takes the first that is free.',
  ),
  57: because(
    'The user does not take messages of this kind at present, or has no program that does.',
    'The user can SET MSG ON, WNG ON or SMSG ON. WARNING (classes A and B) is always shown.',
  ),
  58: because(
    'The device is no channel-to-channel adapter, or was defined for another user.',
    'DEFINE CTCA vdev, in both machines, then COUPLE.',
  ),
  59: because(
    'The user could not be logged on without a terminal; the reason stands behind it.',
    'Do what the reason says. Whom you may XAUTOLOG stands in the directory of that user.',
  ),
  60: because('An adapter has one partner at a time.', 'UNCOUPLE first.'),
  61: because('The adapter has no partner.', 'COUPLE vdev TO userid vdev.'),
  91: because(
    'CP has no room for a disk of this size, or the machine has as much by DEFINE as one may have.',
    'Ask for less, or DETACH temporary disks that are not needed.',
  ),
  92: because(
    'The machine has a device of that number.',
    `${DEVICES} DETACH it, or take another number.`,
  ),
  94: because(
    'The directory says how much storage the machine may have.',
    'Ask for no more than that. A line of the directory sets it: on the host, see docs/guests.md.',
  ),
  101: FORCED,
  102: FORCED,
  103: FORCED,
  104: REFUSED,
  105: REFUSED,
  106: REFUSED,
  107: because(
    'The directory has no minidisk of that number for that user.',
    'Look at the number.',
  ),
  110: because(
    'Your machine has a device of the number that the disk was to have.',
    `${DEVICES} Give another number behind AS.`,
  ),
  114: because(
    'The disk has no password for this mode, or another one.',
    'Ask its owner. A disk whose read password is ALL needs none.',
  ),
  115: because(
    'Ten wrong passwords have been given in this session.',
    'LOGOFF and LOGON; accounting records tell of it.',
  ),
  122: because(
    'The other machine has a device of that number, or a channel program is at work on the drive.',
    'Give another number behind AS, or try again when it rests.',
  ),
  143: because(
    'A channel program is at work on the device.',
    'Try again when it has ended; RESET vdev ends it.',
  ),
  152: because(
    'The image of the disk cannot be opened on the host, or the machine does not take the device.',
    'Tell the operator: the reason is in his log. vmts disk check looks at an image.',
  ),
  160: because(
    'The address, or the end of the range, lies beyond the storage of the machine.',
    'QUERY VIRTUAL STORAGE shows its size; DEFINE STORAGE changes it.',
  ),
  162: because(
    'A size is a number with K or M behind it: a multiple of 4K, of at most 16M.',
    AGAIN,
  ),
  171: because(
    'The system was saved with a least storage, and pages, that the machine does not have.',
    'DEFINE STORAGE to more, if the directory lets you, and IPL again.',
  ),
  177: because('IPL passes 64 characters of PARM to the system.', 'Enter fewer.'),
  179: because(
    'The host could not write the file.',
    'Tell the operator: the reason is in his log.',
  ),
  181: because(
    'The machine ran again (BEGIN, a reset, an IPL) before the command was through.',
    'Enter the command again and let it end.',
  ),
  182: because(
    'The machine ran again before its pages were taken.',
    'Enter the command again and let it end.',
  ),
  188: because('No trap has that name or number.', TRAPS),
  189: because('No trace set has that name.', TRAPS),
  190: because(
    'Another trap has the name that IDENTIFIER gives.',
    'Choose another, or TRACE DELETE the old one.',
  ),
  191: because(
    'There is room for a number of traps, sets and calls of sets only.',
    `${TRAPS} TRACE DELETE and TRACE END make room.`,
  ),
  192: because('TRACE RETURN goes back behind TRACE CALL; none is open.', TRAPS),
  193: because(
    'The printer of the machine takes no lines: its file has reached the limit, there is no room, or a program is printing.',
    'CLOSE PRINTER and PURGE files that are not needed.',
  ),
  232: because(
    'A block or card could not be read without error, or what was read is no program.',
    'See that the right volume or deck is there. SYSTEM RESET, then DISPLAY, shows what came in.',
  ),
  233: because(
    'The reader is empty, the drive has no tape, or the device is not ready.',
    'QUERY RDR ALL shows what is there; READY vdev makes a device ready.',
  ),
  234: because(
    'Intervention is required at the device.',
    'READY vdev, or see that it has what it needs.',
  ),
  235: because(
    'The host could not write the last blocks of the reel.',
    'See to the disk of the host. What was written before the last REWIND is safe.',
  ),
  236: because(
    'The drive changed its owner, but the reel was taken off it.',
    'Put the tape on again: vmts tape USERID VDEV FILE.',
  ),
  264: because(
    'The machine was there already: what the option says is for a new one.',
    'Nothing. IPL CMS starts CMS anew.',
  ),
  361: because('LOGOFF or FORCE has begun; files are being closed.', 'Wait a moment.'),
  410: because(
    'The machine needed a page of storage, and CP had none to give.',
    'BEGIN tries again. Tell the operator, if it stays so: INDICATE LOAD shows storage.',
  ),
  423: because(
    'The log of the console could not be written any more; the console itself goes on.',
    'PURGE files, then SPOOL CONSOLE START.',
  ),
  424: because(
    'The host could not write the file; what it held is gone.',
    'Make it again. Tell the operator: the reason is in his log.',
  ),
  425: because(
    'A punch or printer cannot write: the user has too many files, or they take too much room.',
    'PURGE or CLOSE files, then READY vdev.',
  ),
  426: because(
    'The host could not write the file of the dump.',
    'Tell the operator: the reason is in his log.',
  ),
  427: because(
    'The host could not write the accounting records; they are kept for the next time.',
    'See to the disk of the host.',
  ),
  428: because('A user can have 9999 spool files.', 'The user must PURGE some.'),
  429: because(
    'The receiver has 9999 spool files. Yours stays in your own queue, held.',
    'TRANSFER it when there is room.',
  ),
  431: because('The directory of saved systems is full.', 'PURGE NSS those that are not needed.'),
  433: because(
    'A skeleton of that name waits for SAVESYS or SAVESEG.',
    'SAVESYS or SAVESEG name, or PURGE NSS NAME name.',
  ),
  440: because('What the command was to do is done.', 'Nothing.'),
  450: because(
    'The program waits with interruptions disabled: it will never go on. The address in the PSW often says why; see the manual of the system.',
    'IPL anew. DISPLAY PSW, DISPLAY G and VMDUMP look at it first.',
  ),
  453: because(
    'The new PSW for program interruptions causes one itself, for ever.',
    'DISPLAY 68.8 shows it. IPL anew.',
  ),
  616: because(
    'The thread of the host that ran the machine came to its end. Disks and spool files are whole; what was in storage is lost.',
    IPL,
  ),
  617: because(
    'CP found an error of its own while it worked for the machine. Others are not touched.',
    IPL,
  ),
  700: because(
    'There is no room for another machine, or CP found an error of its own.',
    'Try again later, and tell the operator.',
  ),
  1454: because('The machine has a CPU of that address.', 'QUERY VIRTUAL CPUS shows them.'),
  1455: because('The machine has no CPU of that address.', 'QUERY VIRTUAL CPUS shows them.'),
  1456: because('The machine is IPLed on it.', 'DETACH the others only.'),
  1457: because('MACHINE 370 n in the directory is the limit.', 'DETACH CPU takes one away.'),
  1458: because(
    'CP has no room for the registers of another CPU.',
    'Try again when others have logged off.',
  ),
  2625: SIGNAL,
  2626: SIGNAL,
  2627: SIGNAL,
  2628: SIGNAL,
  2629: SIGNAL,
  2630: SIGNAL,
};
