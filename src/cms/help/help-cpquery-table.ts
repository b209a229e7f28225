/** HELP pages of the words of CP QUERY (HELP CPQUERY name). Classes in brackets: without a note, any is enough. */
import { page, type HelpPage } from './help-page.js';

const queue = (format: string, what: string): HelpPage =>
  page(
    `${format} [spoolid|CLass c|FORM f|ALL|HOLD|NOHOLD] [SHORTdate|FULLdate|ISOdate|VMDate]`,
    `spool files of your ${what} queue (D, G)`,
    'Origin, spoolid, class, kind, records, copies, hold. ALL adds date, time, name and type; the date as CP SET DATEFORMAT has it (VMDATE), or mm/dd, mm/dd/yyyy, yyyy-mm-dd. With class D a userid or * SYSTEM may stand behind it.',
    'Example: ALICE    0051 A PUN 00000020 001 NONE',
    'Message: HCPQRQ042E spoolid does not exist.',
  );

/** The pages. */
export const cpQueryHelpTable: readonly HelpPage[] = [
  page(
    'CPLEVel',
    'which CP this is',
    'Name and level of this CP, when it was made and when it was started.',
  ),
  page(
    'CPUid',
    'the number of your processor',
    'What the instruction STIDP gives to your machine.',
  ),
  page(
    'DATEFormat',
    'how dates are shown to you',
    'SHORTDATE, FULLDATE or ISODATE, as CP SET DATEFORMAT has it.',
  ),
  page(
    'DIALED',
    'terminals that have dialled',
    'Which terminals are displays of which machine, by DIAL.',
  ),
  page(
    'Files',
    'how many spool files there are (D, G)',
    'Your files in reader, printer and punch: FILES: 0001 RDR, NO PRT, NO PUN.',
  ),
  page(
    'LINKs vdev',
    'who has a minidisk',
    'Userid, device and mode of everyone who has a link to the minidisk that this device of yours is.',
    'Message: HCPQVD040E Device vdev does not exist.',
  ),
  page('LOGmsg', 'the message of the day', 'What everyone sees at LOGON.'),
  page(
    'Names',
    'who is logged on',
    'Userids with their lines, DSC for those that are disconnected.',
  ),
  page(
    'NSS [NAME name|fileid|ALL] [MAP]',
    'saved systems and segments (E)',
    'File, name, kind, class and how many use it; MAP shows the pages and how they are shared.',
    'Message: HCPQNS044E Named Saved System does not exist.',
  ),
  page(
    'PF [nn]',
    'what the keys do',
    'All PF keys, or one: PF12 RETRIEVE BACKWARD. CP SET PFnn changes them.',
  ),
  ...Array.from({ length: 24 }, (_, i): HelpPage => {
    return page(`PF${i + 1}`, `what key PF${i + 1} does`, 'CP SET PFnn changes it.');
  }),
  queue('PCH', 'punch'),
  queue('PRinter', 'printer'),
  queue('PRT', 'printer'),
  page(
    'PROCessors',
    'the real processors (A, B, C, E)',
    'Which of them CP uses: PROCESSOR 00 MASTER CP, PROCESSOR 01 ALTERNATE CP.',
  ),
  queue('PUnch', 'punch'),
  queue('RDR', 'reader'),
  queue('Reader', 'reader'),
  page(
    'SET',
    'settings of your machine',
    'MSG, WNG, EMSG, ACNT, RUN, LINEDIT, TIMER, IMSG, SMSG, as CP SET has them.',
  ),
  page(
    'SHARE [userid]',
    "a machine's part of the processors",
    'Yours, or with class A or E that of another: USER ALICE    : RELATIVE SHARE = 100.',
    'Message: HCPQSH045E userid not logged on.',
  ),
  page(
    'TERMinal',
    'settings of your terminal',
    'LINEND, LINEDEL, CHARDEL, ESCAPE, LINESIZE, MODE, HOLD, TIMESTAMP and others, as TERMINAL sets them.',
  ),
  page(
    'Time',
    'date, time and use',
    'Date and time, how long you are connected, the processor time of your machine (VIRTCPU) and with that of CP (TOTCPU).',
  ),
  page(
    'TIMEOUT',
    'when machines without a person go',
    'How long a machine that was disconnected, or whose line was lost, waits before it is logged off; SET TIMEOUT sets it. An extension of VM/TS.',
    'Answer: DISCONNECT 015 MINUTES, DROPPED 015 MINUTES',
  ),
  page('TRace', 'what is traced', 'The trace sets of your machine and their traps.'),
  page('USERID', 'who you are', 'Userid and system: ALICE    AT VMTS.'),
  page(
    'Users [userid]',
    'how many are logged on',
    'The number of users, or whether and where one is logged on.',
    'Message: HCPCQU045E userid not logged on.',
  ),
  page(
    'Virtual [vdev|vdev-vdev|STORage|CPUs|CONSole|GRaf|DAsd|CTca|TApes|UR|Reader|PUnch|PRinter]',
    'your machine and its devices',
    'All of it, or what is named. A range of devices may be given.',
    'Message: HCPQVD040E Device vdev does not exist.',
  ),
];
