/** HELP pages of CP: sessions, messages, the console, what one can ask (z/VM CP Commands). */
import { cpPage, page, type HelpPage } from './help-page.js';

/** The pages. */
export const cpSessionHelp: readonly HelpPage[] = [
  cpPage(
    '',
    'Logon userid [password] [HERE] [NOIPL]',
    'begin a session',
    'Gives you your virtual machine: storage, processor, console, reader, punch, printer and minidisks, as the directory says; then loads what the directory names, most often CMS. If the machine is there already, disconnected, you come back to it as you left it.',
    {
      operands: [
        [
          'password',
          'is asked for, and not shown, when you leave it out and have no key that proves who you are.',
        ],
        ['HERE', 'takes over a session that is on another terminal.'],
        ['NOIPL', 'a new machine is not loaded: the console is in CP READ.'],
      ],
      notes: [
        'Given at the logo. A userid in the ssh command with a key or password needs no LOGON.',
        'After three wrong passwords the line is closed.',
        'RECONNECTED AT says that the machine was there; BEGIN lets it go on.',
      ],
      responses: [
        ['LOGON AT hh:mm:ss zone weekday mm/dd/yy', 'The machine is new.'],
        ['RECONNECTED AT hh:mm:ss zone weekday mm/dd/yy', 'It was there.'],
        ['FILES: 0001 RDR, NO PRT, NO PUN', 'What is in your queues.'],
      ],
      messages: [3, 20, 50, 54, 264, 361, 700],
    },
  ),
  page('LOGIn userid', 'begin a session', 'The same as LOGON.'),
  cpPage(
    '',
    'LOGoff [HOld]',
    'end the session',
    'Ends the virtual machine: files of punch, printer and console that are open are closed and go where SPOOL says, minidisks are given back, what was in storage is gone.',
    {
      operands: [['HOLD', 'keeps the line, and shows the logo for the next LOGON.']],
      notes: [
        'DISCONNECT leaves the machine at work instead.',
        'A line that drops does not log you off: the machine goes on, and after 15 minutes in which it wants something from its console it is logged off (SET TIMEOUT).',
      ],
      responses: [
        [
          'CONNECT= hh:mm:ss VIRTCPU= mmm:ss.hs TOTCPU= mmm:ss.hs',
          'Time of the session, of the guest, and of the guest with CP.',
        ],
        ['LOGOFF AT hh:mm:ss zone weekday mm/dd/yy', 'It is over.'],
      ],
      messages: [3],
    },
  ),
  page('LOGout [HOld]', 'end the session', 'The same as LOGOFF.'),
  cpPage(
    '',
    'DISConnect [HOld]',
    'leave the machine running',
    'Frees the terminal; the virtual machine goes on. LOGON brings you back to it.',
    {
      operands: [['HOLD', 'keeps the line, and shows the logo.']],
      notes: [
        'What the machine types is kept, and the end of it shown when you come back. SPOOL CONSOLE START keeps all of it.',
        'In the usual setting a machine that wants to read from its console, or stands in CP READ, is logged off after 15 minutes: QUERY TIMEOUT.',
        'That a machine goes on in the same way when its line drops is an extension of VM/TS.',
      ],
      responses: [['DISCONNECT AT hh:mm:ss zone weekday mm/dd/yy', 'The line is free.']],
      messages: [3],
    },
  ),
  cpPage(
    '',
    'DIAL userid [vdev]',
    'tie a terminal to another machine',
    'The terminal becomes the screen of a local 3270 of that machine: a second operating system in it may have its own users so.',
    {
      operands: [
        ['userid', 'whose machine it is.'],
        ['vdev', 'which of its displays (DEFINE GRAF); without it the first one that is free.'],
      ],
      notes: [
        "Given at the logo (LOGOFF HOLD and DISCONNECT HOLD bring it). Every key is the program's, PA1 too.",
        'It ends when the line is closed, when the user gives RESET vdev or DETACH vdev or logs off, or by UNDIAL typed before the program has written.',
        'QUERY DIALED shows who has dialled, QUERY VIRTUAL GRAF the displays of your machine.',
      ],
      responses: [
        ['DIALED TO userid vdev', 'From here on the program has the screen.'],
        ['DROP FROM userid vdev', 'It is over; the logo comes.'],
      ],
      messages: [3, 11, 14, 20, 22, 45, 55, 56, 361],
    },
  ),
  cpPage(
    '',
    'Message userid|*|OPerator|ALL text',
    'a line to a user',
    'Types a line on the console of another user, with the time and your name in front.',
    {
      operands: [
        ['userid', 'who gets it; * is you, OPERATOR whoever looks after the system.'],
        ['ALL', 'everybody who takes messages (classes A and B).'],
        ['text', 'as it is typed, capitals and small letters.'],
      ],
      notes: [
        'SET MSG OFF keeps messages away; WARNING comes nevertheless.',
        'Programs use MSGNOH (no heading) and SMSG (to a program).',
        'TELL is the command of CMS that knows nicknames.',
      ],
      responses: [['hh:mm:ss  * MSG FROM userid  : text', 'What the other sees.']],
      messages: [7, 20, 26, 45, 57],
    },
  ),
  page('MSg user text', 'a line to a user', 'The same as MESSAGE.'),
  cpPage(
    'AB',
    'MSGNoh userid|*|OPerator|ALL text',
    'a line without a heading',
    'As MESSAGE, but the text alone is typed: for service machines that make their own headings.',
    { messages: [7, 20, 26, 45, 57] },
  ),
  cpPage(
    'AB',
    'Warning userid|*|OPerator|ALL text',
    'a line that is always shown',
    'As MESSAGE; it is also shown to users with SET MSG OFF, but not to those with SET WNG OFF.',
    {
      responses: [['hh:mm:ss  * WNG FROM userid  : text', 'What the other sees.']],
      messages: [7, 20, 26, 45, 57],
    },
  ),
  page('WNg user text', 'a line that is always shown', 'The same as WARNING.'),
  cpPage(
    'G',
    'SMsg userid|* text',
    'a special message to a program',
    'Hands a line to a program in another machine. Nothing is shown there: the program decides what it does.',
    {
      notes: [
        "The program authorises itself by VMCF (DIAGNOSE X'68'), and its user has SET SMSG ON. In REXX: PIPE STARMSG.",
        'SERVER EXEC on the 19E is a service machine to begin with.',
      ],
      messages: [7, 20, 26, 45, 57],
    },
  ),
  cpPage(
    '',
    'SLeep [n [SEC|MIN|HRS]]',
    'rest',
    'The console rests. Typed by a person the machine stands still meanwhile; given by a program (CP SLEEP 5 SEC in an EXEC) the command comes back when the time is over.',
    {
      operands: [
        [
          'n',
          'so long: minutes where no unit stands behind it. Without it until ENTER is pressed.',
        ],
        ['SEC MIN HRS', 'the unit.'],
      ],
      notes: ['ENTER, or any other attention, ends it earlier.'],
      messages: [2, 3],
    },
  ),
  cpPage(
    'G',
    'TERMinal setting value [setting value ...]',
    'how the console behaves',
    'Sets the characters that edit a line, and how output fills the screen. When one of several settings is wrong none is changed.',
    {
      operands: [
        [
          'CHARDEL c',
          'takes away the character before it: @ at first. ON is the usual one, OFF none; so for the next four.',
        ],
        ['LINEDEL c', 'takes away the line before it: [ (the cent sign on an American 3270).'],
        ['LINEND c', 'ends a line within a line: #. So #CP enters a command of CP from anywhere.'],
        ['ESCAPE c', 'lets the next character stand for itself: ".'],
        ['TABCHAR c', 'is a tabulator.'],
        ['LINESIZE n|OFF', 'columns that output is folded at, 1 to 255.'],
        [
          'MORE a b',
          'seconds at MORE... until the alarm sounds, and from then until the page turns.',
        ],
        [
          'HOLD ON|OFF',
          'whether a full page waits for CLEAR (HOLDING) instead of turning by itself.',
        ],
        ['TIMESTAMP ON|OFF', 'the time in front of each line of output.'],
        [
          'BRKKEY PA1|PFnn|NONE',
          'the key that enters CP from a full-screen program. With NONE only the end of the program, or another session, does.',
        ],
        [
          'CONMODE 3215|3270',
          'the console is a typewriter to the program, or a display that it drives by itself. CMS needs 3215.',
        ],
      ],
      notes: ['QUERY TERMINAL shows them.'],
      messages: [2, 3, 26],
    },
  ),
  cpPage(
    '',
    'Query word [operands]',
    'show what CP knows',
    'HELP CPQUERY lists the words; HELP CPQUERY and a word is its page. The most used:',
    {
      operands: [
        ['TIME', 'the time, and what the session has used.'],
        ['NAMES', 'who is logged on, and where.'],
        ['USERS', 'how many; USERS userid whether he is.'],
        ['RDR PRT PUN', 'files in your queues: a spoolid, ALL, CLASS c, HOLD behind it.'],
        ['FILES', 'how many there are.'],
        [
          'VIRTUAL',
          'the machine and its devices: ALL, STORAGE, CPUS, DASD, UR, GRAF, CONSOLE or a number behind it.',
        ],
        ['SET TERMINAL PF', 'settings of the console.'],
        ['LINKS vdev', 'who has one of your minidisks.'],
        ['TRACE', 'traps.'],
        ['CPLEVEL USERID LOGMSG', 'the system, you, the message of the day.'],
      ],
      notes: ['QUERY userid says whether a user is logged on.'],
      messages: [3, 26, 45],
    },
  ),
  cpPage(
    '',
    'SET word value',
    'change settings',
    'HELP CPSET lists the words; HELP CPSET and a word is its page. The most used:',
    {
      operands: [
        [
          'MSG WNG SMSG IMSG',
          'ON or OFF: whether messages, warnings, special messages, and notes of CP come.',
        ],
        ['EMSG ON|OFF', 'how error messages look; also CODE, TEXT.'],
        ['RUN ON|OFF', 'whether the machine goes on while you are in CP.'],
        [
          'PFnn text',
          'what a key types: IMMED at once, DELAYED into the input area; PFnn RETRIEVE brings back what was typed.',
        ],
        ['TIMER ON|REAL|OFF', 'how the interval timer runs.'],
        ['ACNT ON|OFF', 'whether notes of accounting come.'],
        ['SHARE', 'how much of the processors a machine gets (A).'],
        ['LOGMSG', 'the message of the day (B).'],
        ['TIMEOUT', 'when a machine without its person is logged off (A, B).'],
      ],
      messages: [3, 26],
    },
  ),
  cpPage(
    'EG',
    'INDicate [LOAD]\nINDicate USER [userid|*]',
    'how busy is the system',
    'Shows what the processors and storage are doing, or what one machine has used since it was logged on.',
    {
      operands: [
        [
          'LOAD',
          'processors (100% each), real storage that guests have, machines that run and that wait.',
        ],
        [
          'USER userid',
          'storage, pages in use, time of each CPU, cards and lines. Another user than yourself: class E.',
        ],
      ],
      responses: [
        ['AVGPROC-007% 02', 'Processors, on average, and how many.'],
        ['STORAGE-012%', 'Real storage that is in use.'],
        [
          'CPU 00: CTIME=00:10 VTIME=000:01 TTIME=000:01 IO=000123',
          'Of a machine: hours and minutes connected, virtual and total time, I/O started.',
        ],
      ],
      messages: [3, 7, 45],
    },
  ),
];
