/** HELP pages of CP: devices, links (z/VM CP Commands). */
import { cpPage, type HelpPage } from './help-page.js';

/** The pages. */
export const cpDeviceHelp: readonly HelpPage[] = [
  cpPage(
    'G',
    'LINK [TO] userid vdev [AS] vdev [mode] [[PASS=]password]',
    'a minidisk of another user',
    'Makes a minidisk of a user, or one more of your own, a device of your machine. ACCESS then makes it known to CMS.',
    {
      operands: [
        ['userid vdev', 'whose disk, and its number there; * is yourself.'],
        ['AS vdev', 'its number in your machine.'],
        ['R', 'to read, if nobody writes on it. This is the usual one.'],
        ['RR', 'to read, whoever writes.'],
        ['W', 'to write, if nobody else has it; WR: else to read.'],
        ['M', 'to write, unless another writes; MR: else to read.'],
        ['MW', 'to write, whoever else does. CMS destroys a disk that two machines write on.'],
        [
          'password',
          'of the mode; asked for, and not shown, when it is left out and one is needed.',
        ],
      ],
      notes: [
        'The directory (MDISK) has a password for each of reading, writing and multiple writing; ALL is for everybody.',
        'DETACH vdev gives it back. QUERY LINKS vdev shows who has a disk.',
        'VMLINK does LINK and ACCESS in one.',
        'After ten wrong passwords LINK is refused until LOGOFF.',
      ],
      responses: [
        ['DASD 333 LINKED R/O; R/W BY MAINT', 'Others have it, too. Alone there is no answer.'],
      ],
      messages: [3, 7, 20, 22, 53, 101, 102, 103, 104, 105, 106, 107, 110, 114, 115, 152],
    },
  ),
  cpPage(
    'BG',
    'DETach vdev|vdev-vdev ... [FROM userid]\nDETach CPU n|n-m|ALL',
    'give a device or a CPU back',
    'The device leaves the machine. A spool file that is open on it is closed first; a temporary disk is gone with all that is on it.',
    {
      operands: [
        ['vdev', 'one, several, or a range.'],
        ['FROM userid', 'from the machine of another user (class B).'],
        [
          'CPU n',
          'a virtual processor; the machine goes on (on z/VM it is reset). The base CPU stays.',
        ],
      ],
      notes: ['RELEASE vdev (DET is the command of CMS that lets go of a disk and detaches it.'],
      responses: [
        ['DASD 0192 DETACHED', 'It is gone; the user of FROM is told, too.'],
        ['CPU 01 detached', 'Of a processor.'],
      ],
      messages: [2, 6, 20, 22, 26, 40, 45, 235, 1455, 1456],
    },
  ),
  cpPage(
    'G',
    'COUPle vdev [TO] userid vdev',
    'join two channel-to-channel adapters',
    'What a program writes on one adapter, a program in the other machine reads.',
    {
      operands: [
        ['vdev', 'yours: made by DEFINE CTCA vdev, or SPECIAL vdev CTCA [user] in the directory.'],
        ['userid vdev', 'the other one; * is yourself.'],
      ],
      notes: [
        'QUERY VIRTUAL CTCA shows them; UNCOUPLE, DETACH, and the end of a machine part them.',
      ],
      responses: [['CTCA 0700 COUPLED TO BOB 0700', 'The other user reads: CTCA 0700 COUPLED BY.']],
      messages: [3, 6, 20, 22, 40, 45, 58, 60],
    },
  ),
  cpPage(
    'G',
    'UNCOUple vdev',
    'part two channel-to-channel adapters',
    'The adapters stay, each alone.',
    {
      responses: [['CTCA 0700 UNCOUPLED FROM BOB 0700', 'The other user is told, too.']],
      messages: [3, 22, 40, 61],
    },
  ),
  cpPage(
    'B',
    'GIVE [TAPE] vdev [TO] userid [AS vdev] [R/O|R/W]',
    'give a tape drive to another user',
    "The drive, with the reel that is on it, is the other user's from now on. The reel is rewound.",
    {
      operands: [
        ['AS vdev', 'its number in the other machine; without it the same.'],
        ['R/O', 'takes the ring off: the reel cannot be written.'],
      ],
      notes: ['DETACH vdev FROM userid takes a drive away.'],
      responses: [['TAPE 0181 GIVEN TO BOB 0181', 'The receiver and the operator are told, too.']],
      messages: [3, 6, 7, 22, 26, 40, 45, 53, 122, 235, 236],
    },
  ),
  cpPage(
    'G',
    'REAdy vdev',
    'device end',
    'The device is ready, and presents a device end: what the START key of a real one does.',
    {
      notes: ['A punch or printer that had no room goes on.'],
      messages: [3, 22, 40],
    },
  ),
  cpPage(
    'G',
    'NOTReady vdev',
    'make a device not ready',
    'Its next command gets intervention required, until READY: what the STOP key of a real device does.',
    { messages: [3, 22, 40] },
  ),
  cpPage(
    'G',
    'RESet vdev',
    'drop what is pending',
    'Interruptions pending on the device are gone, and a channel program that is at work ends. A terminal that has dialled the device goes back to the logo.',
    { messages: [3, 22, 40] },
  ),
  cpPage(
    'G',
    'REWind vdev',
    'a tape goes to its load point',
    'The tape is rewound, and what was written is safe on the disk of the host.',
    {
      responses: [['REWIND COMPLETE', 'It is at its load point.']],
      messages: [3, 6, 22, 40, 234, 235],
    },
  ),
];
