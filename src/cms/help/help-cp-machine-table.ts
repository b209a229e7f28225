/** HELP pages of CP: the virtual machine, its processors and storage (z/VM CP Commands). */
import { cpPage, page, type HelpPage } from './help-page.js';

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['hexloc', 'an address of the CPU: its prefix counts.'],
  ['L hexloc', 'a virtual address, when the PSW translates.'],
  ['N hexloc', 'an absolute address.'],
  ['hexloc-end', 'from one to the other; END is the end of storage. : is the same as -.'],
  ['hexloc.count', 'so many bytes, in hexadecimal.'],
];
const STANDS =
  'The machine must stand still for it: PA1 enters CP. With SET RUN ON it is stopped for the moment.';

/** The pages. */
export const cpMachineHelp: readonly HelpPage[] = [
  cpPage(
    'G',
    'ADstop hexloc|OFF',
    'stop before an instruction',
    'The machine stops, once, before it executes the instruction at this address, and the console is in CP READ.',
    {
      operands: [
        ['hexloc', 'address of the instruction.'],
        ['OFF', 'takes the address back.'],
      ],
      notes: ['BEGIN goes on. TRACE INSTRUCT RANGE hexloc stops each time.'],
      responses: [['ADSTOP AT 020000', 'The machine stands before it.']],
      messages: [2, 4, 33, 160],
    },
  ),
  cpPage(
    'G',
    'ATTN',
    'attention interruption',
    'The machine gets an attention interruption from its console, as by the ENTER key.',
    { messages: [3] },
  ),
  page('REQuest', 'attention interruption', 'The same as ATTN.'),
  cpPage(
    'G',
    'Begin [hexloc]',
    'the machine goes on',
    'Leaves CP READ: the machine goes on where it was, or at the address given.',
    {
      notes: [
        'On a multiprocessor those CPUs go on that ran; CPU n BEGIN takes one out of the stopped state.',
        'ENTER alone in CP READ types CP, and stays there: CP is left by BEGIN.',
      ],
      messages: [2, 4, 160],
    },
  ),
  cpPage(
    'G',
    'STOP',
    'the machine stands still',
    'The machine stops and its console is in CP READ; BEGIN lets it go on.',
    { notes: ['CPU n STOP stops one CPU while the others go on.'], messages: [3] },
  ),
  cpPage(
    'G',
    'CPU n|ALL command',
    'direct a command to a virtual CPU',
    'BEGIN, STOP, DISPLAY, STORE, EXTERNAL and SYSTEM RESTART are then about that CPU; other commands do what they do without it.',
    {
      operands: [
        ['n', 'address of the CPU, hexadecimal.'],
        ['ALL', 'each in turn.'],
      ],
      notes: [
        'CPU 1 DISPLAY PSW, CPU ALL DISPLAY G.',
        'QUERY VIRTUAL CPUS shows them. On a machine with more than one CPU the lines of CP begin with the number of the CPU that they are about.',
      ],
      messages: [2, 26, 1455],
    },
  ),
  cpPage(
    'G',
    'DEFine STORage [AS] size\nDEFine vdev [AS] newvdev\nDEFine CPU n|n-m ...\nDEFine TAPE vdev [model]\nDEFine CTCA vdev [user]\nDEFine GRAF vdev\nDEFine T3350|T3340|T3330|T2314 [AS] vdev [CYL] n\nDEFine TFB-512|VFB-512 [AS] vdev [BLK] n',
    'another size of storage, another device or CPU',
    'Changes the configuration of the machine until LOGOFF.',
    {
      operands: [
        [
          'STORAGE size',
          'n with K or M: 8M. Storage is cleared and the machine reset; the directory sets the limit.',
        ],
        [
          'vdev AS newvdev',
          'another number for a device: DEFINE 009 AS 01F puts the console where a stand-alone program looks for it.',
        ],
        [
          'CPU n',
          'makes the machine a multiprocessor, while it runs. New CPUs are stopped until the program starts them (SIGP) or CPU n BEGIN does. MACHINE 370 n in the directory is the limit.',
        ],
        [
          'TAPE vdev model',
          'an empty drive: 2401, 2415, 2420, 3410 or 3420, which is usual. The operator puts a tape on it, a file of the host: vmts tape USERID VDEV FILE [--ring].',
        ],
        ['CTCA vdev', 'a channel-to-channel adapter, for COUPLE; user is the only one who may.'],
        ['GRAF vdev', 'a local 3270 that a terminal may DIAL. The program drives it by START I/O.'],
        ['Tnnnn vdev n', 'a temporary disk of n cylinders, gone at DETACH or LOGOFF.'],
        ['TFB-512 vdev n', 'one of n blocks of 512 bytes; VFB-512 says that it lies in storage.'],
      ],
      notes: [
        'DEFINE TFB-512 AS 192 BLK 4000, then FORMAT 192 B.',
        'SPECIAL statements of the directory make tape drives, adapters and displays at LOGON.',
      ],
      responses: [
        ['STORAGE = 8M', 'Then: Storage cleared - system reset.'],
        ['DASD 0192 DEFINED', 'Also TAPE, CTCA, GRAF, CPU.'],
      ],
      messages: [2, 3, 22, 26, 40, 91, 92, 94, 143, 162, 1454, 1457, 1458],
    },
  ),
  cpPage(
    'G',
    'Display [L|N][T|I|K]hexloc[-end|.count] ...\nDisplay G|X|Y [reg[-reg]] | Psw [ALL] | PREFIX | CAW | CSW',
    'show storage and registers',
    'Types words of storage in hexadecimal, registers, or the words of low storage that say what the machine does.',
    {
      operands: [
        ...ADDRESSES,
        ['T', 'with the text beside it.'],
        ['I', 'as instructions.'],
        ['K', 'storage keys, a line for each run of pages with the same.'],
        ['G X Y', 'general, control and floating-point registers: one, a range, all.'],
        ['PSW', 'the PSW; ALL the old and new ones, too.'],
        ['PREFIX CAW CSW', 'prefix register, channel address word, channel status word.'],
      ],
      notes: [STANDS],
      responses: [
        [
          'R00020000  05C047F0 C00A1234 ...',
          'Address and words; V in front of a virtual address, N of an absolute one.',
        ],
      ],
      messages: [4, 9, 10, 33, 160],
    },
  ),
  cpPage(
    'G',
    'DUmp [T|L|N][hexloc[-end|.count]] ... [* title]',
    'print registers and storage',
    'Registers, PSW, storage keys and the range (without one no storage) go to the first virtual printer; CLOSE PRINTER makes it a file. Lines that repeat the one before are left out.',
    {
      operands: [
        ...ADDRESSES,
        ['T', 'with the text beside it.'],
        ['* title', 'a line at the top.'],
      ],
      notes: ['DUMP 0-END dumps all storage. VMDUMP makes a file in a reader.'],
      responses: [['Command complete', 'It is printed.']],
      messages: [2, 4, 9, 160, 193],
    },
  ),
  cpPage(
    'G',
    'STore [L|N]hexloc word ... | [L|N]Shexloc bytes\nSTore G|X|Y reg word ... | Psw [word] word | STATUS',
    'change storage and registers',
    'All operands are read before anything is changed: all of it or nothing.',
    {
      operands: [
        [
          'hexloc word ...',
          'words of up to eight hexadecimal digits, one behind the other. L and N as for DISPLAY.',
        ],
        ['S hexloc bytes', 'a string of bytes, two digits each.'],
        ['G X Y reg word', 'general, control, floating-point registers from this one on.'],
        ['PSW', 'the second word of the PSW, or both.'],
        ['STATUS', 'stores the status of the CPU into low storage.'],
      ],
      notes: [STANDS],
      responses: [['Store complete.', 'It is done.']],
      messages: [2, 4, 10, 12, 26, 33, 160, 410],
    },
  ),
  cpPage(
    'G',
    'EXTernal [code]',
    'external interruption',
    'As the interrupt key of the processor console does (code 40), or one with another code. The machine goes on, if it was in CP READ.',
    { messages: [2] },
  ),
  cpPage(
    'G',
    'Ipl vdev|name [CLear|NOCLear] [STOP] [ATTN] [LOADParm x] [PArm text]',
    'reset and load the machine',
    'Resets the machine and loads it: CMS or a saved system by name, a deck from the reader, a disk or tape by number. Links, spool settings and spool files stay; what was in storage is gone.',
    {
      operands: [
        ['vdev', '00C is the reader, 190 a disk with a system, 181 a tape.'],
        ['CLEAR', 'sets storage to zeros first; NOCLEAR does not.'],
        [
          'STOP',
          'stops when the system has been read in, before it runs: then STORE and DISPLAY, and BEGIN.',
        ],
        [
          'PARM text',
          'up to 64 characters for the system. PARM AUTOCR lets CMS run the PROFILE EXEC without waiting for ENTER, NOSPROF leaves out the SYSPROF EXEC.',
        ],
        ['ATTN LOADPARM', 'are taken, and change nothing.'],
      ],
      notes: [
        'This is how you get a machine back that hangs: PA1, then IPL CMS.',
        'A command of CMS that is at work ends; its files are as they were before it began.',
      ],
      messages: [2, 3, 6, 13, 26, 40, 44, 171, 177, 232, 233, 410],
    },
  ),
  cpPage(
    'G',
    'SYStem CLEAR|RESET|RESTART',
    'keys of the processor console',
    'What the keys of a real processor do; the console is in CP READ then, but for RESTART.',
    {
      operands: [
        ['CLEAR', 'resets the machine and sets storage to zeros.'],
        ['RESET', 'resets processors and devices.'],
        ['RESTART', 'the CPU takes the restart PSW at 0, and the machine runs.'],
      ],
      responses: [['System reset.', 'CLEAR: Storage cleared - system reset.']],
      messages: [3, 26],
    },
  ),
  cpPage(
    'G',
    'TRace event [operands] [options]\nTRace Query [id|ALL|COUNT] | DELete id.. | CLEAR [set] | END [set] | OFF\nTRace GOTO set | CALL set | RETURN | TABle [n|CLEAR]',
    'what the machine does, event by event',
    'Sets traps. When one springs a line says what has happened, and the machine stops in CP READ or goes on.',
    {
      operands: [
        ['Instruct [range]', 'each instruction, or an instruction by its mnemonic: TRACE BALR.'],
        ['BRanch [INTO range]', 'branches that are taken.'],
        ['STore [INTO range]', 'stores; DATA hex of these bytes.'],
        ['G [n-m]', 'changes of registers.'],
        [
          'SVC [n]  PROG [code]',
          'supervisor calls and program interruptions; EXT [code] external ones.',
        ],
        [
          'I/O [vdev]',
          'START I/O and the like, and interruptions; INST or INT one of the two. CCW shows channel programs.',
        ],
        ['SIO CCW [vdev]', 'the same for what the words say.'],
        [
          'PRIV DIAG MASK',
          'privileged instructions, DIAGNOSE, what changes masks of interruptions.',
        ],
        ['ALL COUNT', 'everything; how many instructions.'],
        [
          'RANGE range',
          'only where the instruction stands there: 20000, 20000-20FFF, 20000.100, 20000-END.',
        ],
        ['RUN NORUN', 'go on, or stop after each event; BEGIN goes on.'],
        ['SKip n  PAss n', 'events passed over at first, and after each that is shown.'],
        ['STEp n  STOP n', 'events shown until it stops.'],
        ['IDentifier id', 'a name of up to four characters instead of a number.'],
        ['CMD command', 'runs at each event; several with ; between. It is the last option.'],
        [
          'TERMinal PRinter',
          'where the lines go; BOTH; TABle keeps the last ones for TRACE TABLE. With PRINTER and TABLE it goes on by itself.',
        ],
        ['OFF', 'ends traps for these events; TRACE END ends all.'],
      ],
      notes: [
        'Lines show address, instruction, -> where it went, >> where it stored, operand addresses and condition code. An arrow in front: the instruction does not follow the one before.',
        'Traps stay over IPL and reset. They are invisible to the machine, which may have its own PER.',
        'GOTO set goes to another set of traps, CALL comes back by RETURN.',
      ],
      messages: [2, 3, 13, 26, 188, 189, 190, 191, 192, 193],
    },
  ),
  cpPage(
    'G',
    'PER event [operands] [options]\nPER Query | SAVE set | GET set | CLEAR | END',
    'trace events, in the words of VM/SP',
    'The same traps as those of TRACE, whose events and options hold here too: Branch, Greg, Instruct or Ifetch, Mask, STore. SAVE keeps the traps as a set, GET takes them from one.',
    { messages: [2, 3, 13, 26, 188, 189, 190, 191] },
  ),
  cpPage(
    'G',
    'VMDUMP [hexloc[-end|.count] ...] [TO userid|*|SYSTEM] [FORMAT type] [DSS] [*text]',
    'dump storage into a reader',
    'Registers of all CPUs and the storage named (up to three areas, in whole pages of absolute storage; all of it when none is named) become a file VMDUMP of class V.',
    {
      operands: [
        ['TO userid', 'into whose reader; yours without it. SYSTEM is OPERATNS or OPERATOR.'],
        ['FORMAT type', 'a word for the program that will read it.'],
        ['DSS', 'adds saved segments beyond storage.'],
        ['*text', 'a line of text in the dump.'],
      ],
      notes: [
        'The first record names machine, time, FORMAT and text; records CPU and STORAGE follow. Blocks of zeros are left out.',
      ],
      responses: [['Command complete', 'The file is in the reader.']],
      messages: [2, 4, 9, 13, 20, 26, 53, 160, 181, 426, 428],
    },
  ),
];
