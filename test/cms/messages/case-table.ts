/**
 * Lines of commands that bring a message each: what is typed on the disks of `message-world.ts`, the return code, and the
 * line that says it. What `completeness.test.ts` finds in no other test has its place here.
 */
import { stackLine } from '../../../src/cms/program-stack.js';
import type { FakeGuest } from '../../support/command-harness.js';

/** One of them. */
export interface MessageCase {
  readonly line: string;
  readonly rc: number;
  /** A line of the answer. */
  readonly says: string;
  /** Lines typed before, which have to go well. */
  readonly first?: readonly string[];
  /** What is typed when the command asks. */
  readonly input?: readonly string[];
  /** What is wrong with the machine. */
  readonly wrong?: (guest: FakeGuest) => void;
}

const lines = (...all: (readonly [string, number, string])[]): MessageCase[] =>
  all.map(([line, rc, says]) => ({ line, rc, says }));

const COPY = 'COPYFILE ONE DATA A NEW DATA A';

/** Operands and options that are wrong. */
const words = lines(
  ['ACCESS 191 C/Q', 36, 'DMSACC069E Filemode Q not accessed'],
  ['ACCESS 192 B/A * * A MORE', 24, 'DMSACC070E Invalid parameter MORE'],
  ['ACCESS 192 B (MORE', 24, 'DMSACC003E Invalid option: MORE'],
  ['RELEASE 333', 24, 'DMSARE017E Invalid device address 333'],
  ['RELEASE B MORE', 24, 'DMSARE070E Invalid parameter MORE'],
  ['ASSEMBLE ONE MORE', 24, 'DMSASM070E Invalid parameter MORE'],
  ['COPYFILE ONE DATA A A=B DATA A', 20, 'DMSCPY020E Invalid character = in fileid A=B DATA A'],
  [
    `COPYFILE ${Array.from({ length: 21 }, (_, n) => `F${String(n)} DATA A`).join(' ')}`,
    88,
    'DMSCPY102S Too many fileids',
  ],
  [`${COPY} (FRLABEL AB TOLABEL AB`, 24, 'DMSCPY172E TOLABEL AB equals FRLABEL AB'],
  [`${COPY} (REPLACE REPLACE`, 24, 'DMSCPY065E REPLACE option specified twice'],
  [`${COPY} (NEVER`, 24, 'DMSCPY003E Invalid option: NEVER'],
  [`${COPY} (UPCASE LOWCASE`, 24, 'DMSCPY066E UPCASE and LOWCASE are conflicting options'],
  [
    'COPYFILE ONE DATA A TWO DATA A ALL DATA A (PACK',
    24,
    'DMSCPY067E Combined input files illegal with PACK or UNPACK options',
  ],
  ['COPYFILE ONE DATA A (UNPACK', 32, 'DMSCPY068E Input file ONE DATA A1 not in packed format'],
  [
    'COPYFILE ONE DATA A NEW DATA A (FRLABEL gamma TOLABEL gamma2',
    32,
    'DMSCPY157E Label GAMMA not found in file ONE DATA A1',
  ],
  [
    'COPYFILE EMPTYISH DATA A NEW DATA A (FRLABEL NONE',
    28,
    'DMSCPY002E File EMPTYISH DATA A not found',
  ],
  ['COMPARE ONE DATA A', 24, 'DMSCMP054E Incomplete fileid specified'],
  ['NETDATA', 24, 'DMSDDL047E No function specified'],
  ['NETDATA SEND', 24, 'DMSDDL042E No fileid specified'],
  [
    'NETDATA SEND ONE DATA A TO BOB AT VMTS (CLASS ?',
    24,
    'DMSDDL029E Invalid parameter ? in the option CLASS field',
  ],
  ['NETDATA SEND ONE DATA A TO BOB AT VMTS (CLASS', 24, 'DMSDDL050E Parameter missing after CLASS'],
  ['DEFAULTS LIST PEEK RECEIVE', 24, 'DMSDEF070E Invalid parameter RECEIVE'],
  ['DISK LOAD MORE', 24, 'DMSDSK070E Invalid parameter MORE'],
  ['ERASE ONE DATA A MORE', 24, 'DMSERS070E Invalid parameter MORE'],
  ['EXECLOAD', 24, 'DMSEXL001E No filename specified'],
  ['EXECLOAD ONE DATA A OTHER EXEC MORE', 24, 'DMSEXL070E Invalid parameter MORE'],
  ['EXECDROP', 24, 'DMSEXD001E No filename specified'],
  ['EXECDROP ONE EXEC MORE', 24, 'DMSEXD070E Invalid parameter MORE'],
  ['EXECSTAT', 24, 'DMSEXS001E No filename specified'],
  ['EXECMAP', 28, 'DMSEXM416E * * is not loaded'],
  ['FILEDEF X DISK A?B DATA A', 20, 'DMSFLD020E Invalid character ? in fileid A?B DATA'],
  ['FILEDEF X DISK AB', 24, 'DMSFLD023E No filetype specified'],
  ['FILEDEF X DISK AB DATA AA', 24, 'DMSFLD048E Invalid filemode AA'],
  ['FORMAT 192 B 100 MORE', 24, 'DMSFOR070E Invalid parameter MORE'],
  ['GLOBAL', 24, 'DMSGLB047E No function specified'],
  ['GLOBALV SELECT TOOLONGNAME GET A', 24, 'DMSGLV070E Invalid parameter TOOLONGNAME'],
  ['HELP CMS COPYFILE MORE', 24, 'DMSHLP070E Invalid parameter MORE'],
  ['QUERY SEARCH X', 24, 'DMSQRY070E Invalid parameter X'],
  ['QUERY DISK A B', 24, 'DMSQRY070E Invalid parameter B'],
  ['QUERY LABELDEF X (STACK', 24, 'DMSQRY070E Invalid parameter X'],
  ['QUERY CMSLEVEL X', 24, 'DMSQRY070E Invalid parameter X'],
  ['QUERY IMPEX FOO', 24, 'DMSQRY070E Invalid parameter FOO'],
  ['SET RDYMSG SMSG FOO', 24, 'DMSSET070E Invalid parameter FOO'],
  ['SET CMSTYPE RT FOO', 24, 'DMSSET070E Invalid parameter FOO'],
  ['SET LINEND ON ! FOO', 24, 'DMSSET070E Invalid parameter FOO'],
  ['IDENTIFY (FIFO LIFO', 24, 'DMSIDE066E FIFO and LIFO are conflicting options'],
  ['IDENTIFY MORE', 24, 'DMSIDE070E Invalid parameter MORE'],
  ['MACLIB COMP MINE (DISK', 24, 'DMSLBM003E Invalid option: DISK'],
  ['MACLIB GEN A?B ONE', 20, 'DMSLBM020E Invalid character ? in fileid A?B MACLIB A'],
  ['MACLIB COMP MINE MORE', 24, 'DMSLBM070E Invalid parameter MORE'],
  ['TXTLIB MAP MINE MORE', 24, 'DMSLBT070E Invalid parameter MORE'],
  ['LOADLIB LIST MINE LOADLIB A MORE', 24, 'DMSUTL070E Invalid parameter MORE'],
  ['LOADLIB COMPRESS MINE (MODIFY', 24, 'DMSUTL003E Invalid option: MODIFY'],
  ['LOADLIB LIST MINE TXTLIB', 24, 'DMSUTL032E Invalid filetype TXTLIB'],
  ['LOADLIB LIST EMPTY', 32, 'DMSUTL039E No entries in library EMPTY LOADLIB'],
  ['LOADLIB LIST', 24, 'DMSUTL046E No library name specified'],
  ['LOADLIB', 24, 'DMSUTL047E No function specified'],
  ['LOADLIB LIST ONE', 28, 'DMSUTL002E File ONE LOADLIB not found'],
  ['LOADLIB LIST BAD', 32, 'DMSUTL056E File BAD LOADLIB contains invalid library formats'],
  ['LOAD ONE (ORIGIN XYZ', 24, 'DMSLIO029E Invalid parameter XYZ in the option ORIGIN field'],
  ['LKED', 24, 'DMSLKD001E No filename specified'],
  ['LKED LONG', 32, 'DMSLKD007E File LONG TEXT A1 does not have records of 80 characters'],
  ['LKED ONE MORE', 24, 'DMSLKD070E Invalid parameter MORE'],
  ['LKED CARDS (SIZE X 2', 24, 'DMSLKD029E Invalid parameter X in the option SIZE field'],
  ['LISTFILE * * A MORE', 24, 'DMSLST070E Invalid parameter MORE'],
  ['NAMEFIND :NICK A (XEDIT', 24, 'DMSNAM688E XEDIT option only valid from XEDIT environment'],
  ['LISTFILE * * A (XEDIT', 24, 'DMSLST688E XEDIT option only valid from XEDIT environment'],
  ['MODMAP', 24, 'DMSMDP001E No filename specified'],
  ['MODMAP NONE', 28, 'DMSMDP002E File NONE MODULE * not found'],
  ['MODMAP ONE MORE', 24, 'DMSMDP070E Invalid parameter MORE'],
  ['LOADMOD', 24, 'DMSMOD001E No filename specified'],
  ['LOADMOD ONE MODULE A MORE', 24, 'DMSMOD070E Invalid parameter MORE'],
  ['MOVEFILE A B C', 24, 'DMSMVE070E Invalid parameter C'],
  ['MOVEFILE A B (DISK', 24, 'DMSMVE003E Invalid option: DISK'],
  ['NUCXDROP', 24, 'DMSNXD001E No module name specified'],
  ['NUCXLOAD', 24, 'DMSNXL001E No filename specified'],
  ['NUCXLOAD ONE ONE TEXT', 24, 'DMSNXL032E Invalid filetype TEXT'],
  ['NUCXLOAD ONE ONE MODULE MORE', 24, 'DMSNXL048E Invalid filemode MORE'],
  ['NUCXLOAD ONE ONE MODULE A MORE', 24, 'DMSNXL070E Invalid parameter MORE'],
  ['NUCXLOAD ONE (NOWAY', 24, 'DMSNXL003E Invalid option: NOWAY'],
  ['OSRUN', 24, 'DMSOSR001E No filename specified'],
  ['OSRUN ONE MORE', 24, 'DMSOSR070E Invalid parameter MORE'],
  ['PEEK 12 MORE', 24, 'DMSPEK070E Invalid parameter MORE'],
  ['READCARD ONE DATA A (MORE', 24, 'DMSRDC003E Invalid option: MORE'],
  ['READCARD ONE DATA A MORE', 24, 'DMSRDC070E Invalid parameter MORE'],
  ['RENAME', 24, 'DMSRNM042E No fileid specified'],
  ['RENAME NONE SUCH A NEW DATA A', 28, 'DMSRNM002E File NONE SUCH A not found'],
  ['RENAME ONE DATA A A=B DATA A', 20, 'DMSRNM020E Invalid character = in fileid A=B DATA A'],
  ['RENAME ONE DATA Q NEW DATA Q', 36, 'DMSRNM069E Filemode Q not accessed'],
  ['RENAME ONE DATA A NEW DATA A MORE', 24, 'DMSRNM070E Invalid parameter MORE'],
  ['RUN', 24, 'DMSRUN001E No filename specified'],
  ['SENDFILE ONE', 24, 'DMSSDF023E No filetype specified'],
  ['SENDFILE ONE DATA A AT', 24, 'DMSSDF649E Extraneous parameter AT'],
  [
    'SENDFILE ONE DATA A BOB (CLASS ?',
    24,
    'DMSSDF029E Invalid parameter ? in the option CLASS field',
  ],
  ['SORT', 24, 'DMSSRT042E No fileid specified'],
  ['SORT ONE DATA A', 24, 'DMSSRT054E Incomplete fileid specified'],
  ['SORT FIXED DATA A NEW DATA A MORE', 24, 'DMSSRT070E Invalid parameter MORE'],
  ['SORT NONE SUCH A NEW DATA A', 28, 'DMSSRT002E File NONE SUCH A not found'],
  ['SORT FIXED DATA A NEW DATA A (MORE', 24, 'DMSSRT003E Invalid option: MORE'],
  ['SORT FIXED DATA A = = A', 24, 'DMSSRT019E Identical fileids'],
  ['SORT FIXED DATA A ONE DATA A', 28, 'DMSSRT024E File ONE DATA A already exists'],
  ['SORT ONE DATA A NEW DATA A', 32, 'DMSSRT034E File ONE DATA A1 is not fixed length'],
  ['SORT FIXED DATA A NEW DATA AA', 24, 'DMSSRT048E Invalid filemode AA'],
  ['SORT FIXED DATA Q NEW DATA A', 36, 'DMSSRT069E Filemode Q not accessed'],
  ['STATE ONE DATA Q', 36, 'DMSSTT069E Filemode Q not accessed'],
  ['STATE ONE DATA A MORE', 24, 'DMSSTT070E Invalid parameter MORE'],
  ['TAPE', 24, 'DMSTPE047E No function specified'],
  ['TAPE FLY', 24, 'DMSTPE014E Invalid keyword FLY'],
  ['TAPE DUMP', 24, 'DMSTPE042E No fileid specified'],
  ['TAPE DUMP ONE', 24, 'DMSTPE023E No filetype specified'],
  ['TAPE DUMP ONE DATA A MORE', 24, 'DMSTPE070E Invalid parameter MORE'],
  ['TAPE DUMP ONE DATA Q', 36, 'DMSTPE069E Filemode Q not accessed'],
  ['TAPE DUMP * * A (DEN 77', 24, 'DMSTPE029E Invalid parameter 77 in the option DEN field'],
  ['TAPE WVOL1', 24, 'DMSTPE050E Parameter missing after WVOL1'],
  ['TAPE REW', 100, 'DMSTPE113S TAP1(181) not attached or invalid device address'],
  ['TYPE ONE DATA Q', 36, 'DMSTYP069E Filemode Q not accessed'],
  ['TYPE ONE DATA A 1 2 MORE', 24, 'DMSTYP070E Invalid parameter MORE'],
  ['XMITMSG 2 (APPLID', 24, 'DMSXMI050E Parameter missing after APPLID'],
  ['XMITMSG 2 (APPLID XYZ', 24, 'DMSXMI029E Invalid parameter XYZ in the option APPLID field'],
  ['XMITMSG ABC', 24, 'DMSXMI049E Invalid line number ABC'],
);

/** Questions, and answers that are wrong. */
const asked: readonly MessageCase[] = [
  {
    line: `${COPY} (SPECS`,
    input: [''],
    rc: 40,
    says: 'DMSCPY063E No specification list entered',
  },
  {
    line: `${COPY} (TRANS`,
    input: [''],
    rc: 40,
    says: 'DMSCPY063E No translation list entered',
  },
  {
    line: `${COPY} (SPECS`,
    input: ['1-3 X'],
    rc: 24,
    says: 'DMSCPY064E Invalid specification at or near X',
  },
  {
    line: `${COPY} (TRANS`,
    input: ['A B C'],
    rc: 24,
    says: 'DMSCPY064E Invalid translate specification at or near C',
  },
  {
    line: `${COPY} (SPECS`,
    input: [Array.from({ length: 21 }, (_, n) => `1 ${String(n + 1)}`).join(' ')],
    rc: 88,
    says: 'DMSCPY103S Number of SPECS exceeds the maximum of 20',
  },
  {
    line: `${COPY} (FRLABEL alpha FOR 1`,
    rc: 32,
    says: 'DMSCPY157E Label ALPHA not found in file ONE DATA A1',
  },
  {
    line: 'COPYFILE CARDS TEXT A NEW TEXT A (TOLABEL 123',
    rc: 40,
    says: 'DMSCPY173E No records were copied to output file NEW TEXT A1',
  },
  {
    line: 'SORT FIXED DATA A NEW DATA A',
    input: [''],
    rc: 40,
    says: 'DMSSRT063E No sort list entered',
  },
  {
    line: 'SORT FIXED DATA A NEW DATA A',
    input: ['1 100'],
    rc: 24,
    says: 'DMSSRT009E Column 100 exceeds record length',
  },
  {
    line: 'SORT FIXED DATA A NEW DATA A',
    input: ['3'],
    rc: 24,
    says: 'DMSSRT053E Invalid sort field pair defined',
  },
  {
    line: 'FORMAT 191 A 100 (RECOMP',
    first: ['COPYFILE BIG DATA A COPY DATA A'],
    rc: 8,
    says: 'DMSFOR214W Cannot recompute without loss of data; no change',
  },
];

const badReader = (guest: FakeGuest): void => {
  guest.readerFails = 'error';
};
const noDisks = (guest: FakeGuest): void => {
  guest.cms.disks.modes.length = 0;
};
const readOnly = (guest: FakeGuest): void => {
  guest.cms.disks.modes.forEach((mode, at, modes) => (modes[at] = { ...mode, readOnly: true }));
};
const fullStack = (guest: FakeGuest): void => {
  const { stack } = guest.cms;
  while (stackLine(stack, 'X'.repeat(255), 'FIFO'));
  while (stackLine(stack, '', 'FIFO'));
};
const unit =
  (result: FakeGuest['writeResult']) =>
  (guest: FakeGuest): void => {
    guest.writeResult = result;
  };
const drive =
  (result: FakeGuest['tapeFails']) =>
  (guest: FakeGuest): void => {
    guest.tapeFails = result;
  };
const badBlocks = (guest: FakeGuest): void => {
  for (const disk of guest.disks.values()) for (let at = 0; at < 800; at++) disk.bad.add(at);
};

/** Devices and disks that do not do what they should. */
const devices: readonly MessageCase[] = (
  [
    ['NETDATA RECEIVE', badReader, 100, 'DMSDDL124S Error reading card file'],
    ['PEEK', badReader, 100, 'DMSPEK124S Error reading card file'],
    ['RECEIVE', badReader, 100, 'DMSREC124S Error reading card file'],
    [
      'PEEK',
      (guest) => (guest.reader = undefined),
      8,
      'DMSPEK205W Reader empty, not ready, or hold',
    ],
    ['GLOBALV SELECT G SETLP A B', noDisks, 36, 'DMSGLV069E Filemode A not accessed'],
    ['QUERY DISK MAX', readOnly, 36, 'DMSQRY006E No read/write disk accessed'],
    ['ASSEMBLE PROG', readOnly, 36, 'DMSASM006E No read/write disk accessed'],
    [
      'ASSEMBLE PROG (PRINT',
      unit('no-device'),
      100,
      'DMSASM113S PRT(00E) not attached or invalid device address',
    ],
    ['ASSEMBLE PROG (PRINT', unit('not-ready'), 100, 'DMSASM123S Error printing file PROG LISTING'],
    ['ASSEMBLE PROG (DECK', unit('not-ready'), 100, 'DMSASM118S Error punching file'],
    [
      'PRINT ONE DATA A',
      unit('no-device'),
      100,
      'DMSPRT113S PRT(00E) not attached or invalid device address',
    ],
    ['PRINT ONE DATA A', unit('error'), 100, 'DMSPRT123S Error printing file ONE DATA A1'],
    [
      'PUNCH ONE DATA A',
      unit('no-device'),
      100,
      'DMSPUN113S PUN(00D) not attached or invalid device address',
    ],
    ['PUNCH ONE DATA A', unit('error'), 100, 'DMSPUN118S Error punching file'],
    ['TAPE SCAN', drive('not-ready'), 100, 'DMSTPE008E Device TAP1(181) not ready'],
    ['TAPE SCAN', drive('error'), 100, 'DMSTPE110S Error reading TAP1(181)'],
    ['TAPE WTM', drive('error'), 100, 'DMSTPE111S Error writing TAP1(181)'],
    ['TAPE WTM', drive('protected'), 36, 'DMSTPE043E TAP1(181) is file protected'],
    ['TAPE FSR', drive('mark'), 40, 'DMSTPE058E End-of-file or end-of-tape on TAP1(181)'],
    [
      'TAPE DUMP ONE DATA A',
      drive('mark'),
      40,
      'DMSTPE058E End-of-file or end-of-tape on TAP1(181)',
    ],
    ['TAPE DVOL1', drive('mark'), 32, 'DMSTPE431E VOL1 label missing on TAP1(181)'],
    ['FORMAT 192 B (LABEL', badBlocks, 100, 'DMSFOR112S B(192) device error'],
    ['IDENTIFY (STACK', fullStack, 41, 'DMSIDE622E Insufficient free storage'],
    ['QUERY SEARCH (STACK', fullStack, 41, 'DMSQRY622E Insufficient free storage'],
    ['LISTFILE * * A (STACK', fullStack, 41, 'DMSLST622E Insufficient free storage'],
    ['GLOBALV SELECT G STACK A', fullStack, 41, 'DMSGLV622E Insufficient free storage'],
    ['EXECIO * DISKR ONE DATA A', fullStack, 41, 'DMSEIO622E Insufficient free storage'],
    [
      'NAMEFIND :NICK KENT :USERID (STACK FILE ALICE',
      fullStack,
      41,
      'DMSNAM622E Insufficient free storage',
    ],
  ] as const satisfies readonly (readonly [string, (guest: FakeGuest) => void, number, string])[]
).map(([line, wrong, rc, says]) => ({ line, wrong, rc, says }));

const full: readonly MessageCase[] = [
  {
    line: 'FILEDEF DDX TERMINAL',
    first: Array.from({ length: 256 }, (_, n) => `FILEDEF DD${String(n)} TERMINAL`),
    rc: 104,
    says: 'DMSFLD109S Virtual storage capacity exceeded',
  },
  {
    line: 'LABELDEF DDX SEC 1',
    first: Array.from({ length: 256 }, (_, n) => `LABELDEF DD${String(n)} SEC 1`),
    rc: 104,
    says: 'DMSLBD109S Virtual storage capacity exceeded',
  },
  {
    line: 'FORMAT 192 B',
    input: ['1', 'NEW192'],
    wrong: (guest) => {
      const disk = guest.disks.get(0x192)!;
      for (let at = 2; at < 400; at++) disk.bad.add(at);
    },
    rc: 100,
    says: 'DMSFOR105S Error 3 writing file B(192) on disk',
  },
];

/** Too much of something. */
const bounds: readonly MessageCase[] = lines(
  ['SYNONYM MANY', 104, 'DMSSYN109S Virtual storage capacity exceeded'],
  ['QUERY DISK 12', 24, 'DMSQRY048E Invalid filemode 12'],
  ['QUERY', 24, 'DMSQRY047E No function specified'],
  ['EXEC', 24, 'DMSEXC001E No filename specified'],
  ['CMDCALL', 24, 'DMSCMC047E No function specified'],
  ['DROPBUF X', 2, 'DMSDBF070E Invalid parameter X'],
  ['RUN ONE EXEC A MORE', 24, 'DMSRUN070E Invalid parameter MORE'],
  ['GENMOD X (NEVER', 24, 'DMSMOD003E Invalid option: NEVER'],
  ['GENMOD X (FROM', 24, 'DMSMOD005E No FROM specified'],
  [
    `OSRUN ONE PARM=${'X'.repeat(101)}`,
    24,
    'DMSOSR029E Invalid parameter XXXXXXXX... in the option PARM field',
  ],
  ['XMITMSG 2 A B C D E F G H I J K', 24, 'DMSXMI070E Invalid parameter J'],
  ['NAMES ALICE MORE', 24, 'DMSNAM070E Invalid parameter MORE'],
);

/** All of them. */
export const messageCases: readonly MessageCase[] = [
  ...words,
  ...asked,
  ...devices,
  ...full,
  ...bounds,
];
