/**
 * Where things lie in the nucleus. The fields of the nucleus constant area (NUCON) that programs rely on
 * are where VM/370 Release 6 has them (VM/370 CMS Data Areas and Control Block Logic, "NUCON"); the rest
 * is our own, in places where Release 6 has its code.
 */

/** The DIAGNOSE code of the gate, from the range left to users. */
export const GATE_CODE = 0x1c0;

/** Permanent storage assignments of System/370 (Principles of Operation). */
export const OLD_PSW = {
  external: 0x18,
  svc: 0x20,
  program: 0x28,
  machine: 0x30,
  io: 0x38,
} as const;
/** Where the new PSWs stand. */
export const NEW_PSW = {
  external: 0x58,
  svc: 0x60,
  program: 0x68,
  machine: 0x70,
  io: 0x78,
} as const;
/** Channel status word. */
export const CSW = 0x40;
/** Channel address word. */
export const CAW = 0x48;

/** Fields of NUCON. */
export const NUCON = {
  asysref: 0x14,
  systemid: 0x200,
  sysname: 0x260,
  ipladdr: 0x268,
  sysaddr: 0x26a,
  device: 0x26c,
  currdate: 0x280,
  currtime: 0x288,
  currvirt: 0x290,
  currcput: 0x294,
  lastvirt: 0x298,
  lastcput: 0x29c,
  lastcmnd: 0x2a0,
  prevcmnd: 0x2a8,
  lastexec: 0x2b0,
  prevexec: 0x2b8,
  lastlmod: 0x2c0,
  lasttmod: 0x2c8,
  /** SVC 202 for reentrant programs: the SVC, the error address, BR 14. */
  svc202: 0x446,
  err202: 0x448,
  br14: 0x44c,
  /** Beginning of the storage that GETMAIN gives out, and the end of what it has given out. */
  mainstrt: 0x504,
  mainhigh: 0x510,
  /** Lower end of high free storage. */
  freelowe: 0x514,
  anucend: 0x520,
  ausrarea: 0x524,
  /** Newest system save area; 0 when nothing runs but the shell. */
  currsave: 0x528,
  code203: 0x52c,
  numfinrd: 0x55c,
  vmsize: 0x560,
  strtaddr: 0x568,
  frstloc: 0x56c,
  lastloc: 0x570,
  loccnt: 0x574,
  psw: 0x580,
  execflag: 0x5e6,
  protflag: 0x5e7,
  subflag: 0x5e9,
  sysref: 0x600,
  /** Entry points that programs branch to. */
  astrinit: 0x640,
  admsfreb: 0x670,
  acmsret: 0x688,
  aerase: 0x6d4,
  ardbuf: 0x6e8,
  awrbuf: 0x6ec,
  afinis: 0x6f0,
  astate: 0x6f4,
  astatew: 0x6f8,
  apoint: 0x6fc,
  cmndline: 0x740,
  /** "EXEC" in front of the list, so that a command line can be handed to EXEC as it stands. */
  cmndexec: 0x840,
  cmndlist: 0x848,
} as const;

/** Gates and stubs below 4096, so that they need no base register. Each is 12 bytes at most. */
export const GATE = {
  /** IPL comes here. */
  ipl: 0xe80,
  /** Gate, then a branch back to it: where the machine stands between steps. */
  idle: 0xe88,
  svc: 0xe90,
  program: 0xe98,
  external: 0xea0,
  io: 0xea8,
  machine: 0xeb0,
  /** Behind SIO. */
  sio: 0xebc,
  /** Behind the DIAGNOSE of a stub. */
  diagnosed: 0xec4,
  diagnosed58: 0xecc,
  diagnosedA4: 0xed4,
  /** Behind HIO. */
  halted: 0xedc,
  /** Behind SVC 202 of a stub. */
  returned: 0xeea,
  /** What ADMSFREB and ASTRINIT point to. */
  storage: 0xef4,
  strinit: 0xef8,
  /** Behind SPT, SCKC and the DIAGNOSE of VMCF. */
  cpuTimer: 0xfc4,
  comparator: 0xfcc,
  diagnosed68: 0xfd4,
  diagnosedAny: 0xe04,
  /** What register 14 of the exits of SPIE and STAE points to. */
  spieReturned: 0xfb8,
  staeReturned: 0xfbc,
  /** And of the routines for interruptions, and of the exits of STIMER. */
  trapReturned: 0xfe8,
  timerReturned: 0xfec,
  /** And of the exits of STAX. */
  attentionReturned: 0xfb4,
} as const;

/** Stubs with the instructions that carry out effects. */
export const STUB = {
  /** SIO 0(1), gate. */
  sio: 0xeb8,
  /** DIAGNOSE 2,4,X'08', gate. */
  diagnose08: 0xec0,
  /** DIAGNOSE 2,4,X'58', gate. */
  diagnose58: 0xec8,
  /** DIAGNOSE 2,4,X'A4', gate. */
  diagnoseA4: 0xed0,
  /** HIO 0(1), gate. */
  hio: 0xed8,
  /** SVC 202, AL4(1), gate. */
  svc202: 0xee4,
  /** SVC 201: what register 14 of a called routine points to. */
  return: 0xef0,
  /** SPT CLOCK, gate. */
  cpuTimer: 0xfc0,
  /** SCKC CLOCK, gate. */
  comparator: 0xfc8,
  /** DIAGNOSE 2,4,X'68', gate. */
  diagnose68: 0xfd0,
  /** DIAGNOSE 2,4, gate: its code is put in each time. */
  diagnoseAny: 0xe00,
} as const;

/**
 * Where program interruptions come: a nucleus that is no longer whole stops in a disabled wait instead of
 * interrupting itself for ever at a gate that nobody answers.
 */
export const GUARD = 0xf10;
/** What the guard compares the eye-catcher with. */
export const GUARD_EYE = 0xfa0;
/** Where the old PSW points when the gate of program interruptions is refused. */
export const GUARD_GATE = 0xfb0;
/** Entry addresses of the access methods, for OPEN: GET and PUT, READ and WRITE, CHECK, PUTX, NOTE, POINT. */
export const OS_ENTRY = {
  queued: 0xff0,
  basic: 0xff4,
  check: 0xff8,
  putx: 0xde0,
  note: 0xdd8,
  point: 0xddc,
} as const;
/** Where DCBs point to for NOTE, with POINT four bytes behind it; branches to their entries. */
export const OS_CONTROL = { note: 0xdc0, point: 0xdc4 } as const;
/** Where DCBs of QSAM point to for GET and PUT, with PUTX four and RELSE and TRUNC eight bytes behind it. */
export const OS_QUEUED = 0xde4;
/** The disabled wait of a broken nucleus, code X'F00'. */
export const GUARD_PSW = 0xfa8;
/** Where the comparator and the CPU timer come from; below 4096, as stubs have no base register. */
export const CLOCK = 0xfd8;
/** Eye-catcher, then the token of this IPL. */
export const ANCHOR = 0xf00;
/** What the anchor must say. */
export const EYE_CATCHER = 'VMTSCMS1';
/** Where CP puts the PARM text: length, then up to 64 bytes. */
export const PARM_AREA = 0xf40;
/** Registers and PSW of what an I/O interruption stopped while the nucleus starts a console read. */
export const IO_SAVE = 0x1100;
/** Registers and PSW of a program that abended. */
export const ABEND_SAVE = 0x1000;
/** Registers and PSW of a program whose own routine handles an interruption. */
export const TRAP_SAVE = 0x1080;
/** Registers and PSW of a program while its exit for STIMER runs. */
export const TIMER_SAVE = 0x1180;
/** Registers and PSW of what an interruption stopped while the nucleus sets the comparator. */
export const CLOCK_SAVE = 0xb00;
/** Registers and PSW of a program while its exit for attentions runs. */
export const ATTENTION_SAVE = 0xb80;
/** What a routine for external interruptions gets: registers, PSW and an area of its own, 176 bytes. */
export const EXTERNAL_AREA = 0x1700;
/** Blocks of nucleus extensions and subcommand environments. */
export const SCBLOCKS = 0x1200;
/** Bytes of one. */
export const SCBLOCK_LENGTH = 32;
/** Most of them. */
export const MAX_EXTENSIONS = 40;
/** The entry points of commands and services, eight bytes each. */
export const ENTRIES = 0x1800;
/** Room for this many entries. */
export const MAX_ENTRIES = 256;

/** Channel programs. */
export const CCWS = 0x2000;
/** Lines on their way to the console. */
export const CONSOLE_OUT = 0x2200;
/** Longest line of the console. */
export const CONSOLE_LINE = 130;
/** Lines in one channel program of the console. */
export const CONSOLE_LINES = 12;
/** A line from the console. */
export const CONSOLE_IN = 0x2a00;
/** Operands of DIAGNOSE that the nucleus executes for itself. */
export const SCRATCH = 0x2c00;
/** A CP command. */
export const CP_COMMAND = 0x2d00;
/** Longest CP command. */
export const CP_COMMAND_LENGTH = 240;
/** Header and text of a message by VMCF, and the parameter list of DIAGNOSE X'68'. */
export const MESSAGE_BUFFER = 0x2e00;
export const MESSAGE_LENGTH = 0x1c0;
export const MESSAGE_LIST = 0x2fc0;
/** Response of a CP command. */
export const CP_RESPONSE = 0x4000;
/** Longest response. */
export const CP_RESPONSE_LENGTH = 8192;
/** Parameter list of DIAGNOSE X'A4'. */
export const BLOCK_LIST = 0x3000;
/** Blocks in one DIAGNOSE X'A4'. */
export const BLOCKS_AT_ONCE = 16;
/** Where STATE leaves a copy of what the directory says of a file. */
export const STATUS_TABLE = 0x3140;
/** Headers of the chains of free storage. */
export const STORAGE_CHAINS = 0x3180;
/** Low free storage of the nucleus; that of users begins where it ends. */
export const LOW_NUCLEUS = 0x3200;
/** Low free storage of users: a block of its own for the storage key. */
export const LOW_USER = 0x3800;
/** End of the low free storage of users. */
export const LOW_USER_END = 0x4000;
/** Buffers of blocks. */
export const BLOCK_BUFFER = 0x6000;
/** Records of unit-record devices. */
export const RECORD_BUFFER = 0x8000;
/** Its length; the channel program of records stands in front of the data. */
export const RECORD_BUFFER_LENGTH = 0x2000;
/** A 3270 data stream. */
export const DISPLAY_BUFFER = 0xa000;
/** Longest data stream. */
export const DISPLAY_LENGTH = 0x4000;

/** The transient area, two pages for disk-resident commands. */
export const TRANSIENT_AREA = 0xe000;
/** Its length. */
export const TRANSIENT_LENGTH = 0x2000;
/** System save areas, each with room for the parameter list that its owner hands on. */
export const SAVE_AREAS = 0x10000;
/** Bytes in each. */
export const SAVE_AREA_SIZE = 0x500;
/** Number of them: how deep calls can nest. */
export const SAVE_AREA_COUNT = 46;
/** The areas that register 13 of called routines points to, in storage of users: they may store there. */
export const USER_SAVES = 0x1e800;
/** Bytes in each. */
export const USER_SAVE_LENGTH = 96;
/** The area that register 13 of an exit for STIMER points to. */
export const TIMER_USER_SAVE = 0x1f980;
/** The area that register 13 of an exit for attentions points to. */
export const ATTENTION_USER_SAVE = 0x1fa00;
/** Where user programs begin. */
export const USER_AREA = 0x20000;
/** Key of the nucleus. */
export const NUCLEUS_KEY = 0;
/** Key of users. */
export const USER_KEY = 0xe;

/** Nucleus, nothing masked (first word of a BC PSW). */
export const PSW_ENABLED = 0xff040000 | 0;
/** Nucleus, everything masked. */
export const PSW_DISABLED = 0x00040000;
/** Nucleus, waiting for any interruption. */
export const PSW_WAIT = 0xff060000 | 0;
/** A user program: all interruptions, key E, supervisor state, as Release 6 runs them. */
export const PSW_USER = 0xffe40000 | 0;
