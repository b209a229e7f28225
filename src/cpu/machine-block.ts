/**
 * The layout of a machine block: everything that a virtual processor is, at a fixed place in the one
 * shared memory. No object holds state of its own, so a processor object can be thrown away at the end
 * of a slice and made again on another thread, and CP can write a machine down by copying bytes.
 *
 * All offsets are in bytes from the start of the block; words are in the byte order of the host (only
 * guest storage is big-endian). A block starts at a multiple of 8.
 */

/** Byte offset: not 0 = stop at the next fuel boundary (the processor reads it, only CP changes it). */
export const STOP = 0x008;

/** Byte offset: sixteen general registers. */
export const GENERAL_REGISTERS = 0x040;
/** Byte offset: sixteen control registers. */
export const CONTROL_REGISTERS = 0x080;
/** Byte offset: eight words of the floating-point registers 0, 2, 4, 6. */
export const FLOAT_REGISTERS = 0x0c0;

/** Byte offset: the words named by the `F_` constants. */
export const FIELDS = 0x0e0;
/** Byte offset: the doubles named by the `D_` constants. */
export const DOUBLES = 0x160;
/** Byte offset: 256 bytes that the processor does not look at, for the host's accounting of the machine. */
export const HOST_AREA = 0x200;
/** Byte offset: work area of the processor (target of EX, instruction across two pages); no state. */
export const SCRATCH = 0x300;
/** Byte offset: a frame of zeros that stands for every page not yet touched; never written. */
export const ZERO_FRAME = 0x800;
/** Byte offset: the page table, one word for each 2K page of 16 MiB. */
export const PAGE_TABLE = 0x1000;
/** Number of entries of the page table. */
export const PAGES = 8192;

/** Bytes of a machine block; a multiple of 4096. */
export const MACHINE_BLOCK_BYTES = PAGE_TABLE + 4 * PAGES;

/**
 * A page table entry: the byte address of the frame (a multiple of 2048) in the upper 21 bits, and below
 * it the storage key of the page and whether it has a frame. One look-up of the word answers translation,
 * limit, protection, reference, change and residency together. An entry can have a key and no frame.
 */
export const FRAME_MASK = 0x7ffff800;
/** Entry bit: there is a frame. */
export const RESIDENT = 0x001;
/** Entry bits: the storage key as SSK has it (access 4 bits, fetch protection, reference, change). */
export const KEY_MASK = 0x0fe;
/** Key bit: fetch protection. */
export const KEY_FETCH = 0x008;
/** Key bit: reference. */
export const KEY_REFERENCE = 0x004;
/** Key bit: change. */
export const KEY_CHANGE = 0x002;
/** Bytes of a frame, and of a page that has one key. */
export const FRAME_BYTES = 2048;

/** Word index in FIELDS: system mask, bits 0-7 of the PSW. */
export const F_SYSTEM_MASK = 0;
/** Word index: bits 8-15 of the PSW: key, EC, machine check, wait, problem. */
export const F_KEY_EMWP = 1;
/** Word index: condition code, 0-3. */
export const F_CC = 2;
/** Word index: program mask, 4 bits. */
export const F_PROGRAM_MASK = 3;
/** Word index: instruction address. */
export const F_ADDRESS = 4;
/** Word index: interruption code (BC mode) as the current PSW was loaded with. */
export const F_CODE = 5;
/** Word index: length of the instruction last executed, in halfwords (0-3). */
export const F_ILC = 6;
/** Word index: bits of an EC-mode PSW that should be zero and are not, first and second word. */
export const F_BAD_FIRST = 7;
export const F_BAD_SECOND = 8;
/** Word index: external causes pending, the `PENDING_` bits. */
export const F_EXTERNAL = 9;
/** Word index: channels with an I/O interruption pending (0x8000 >> n). */
export const F_IO = 10;
/** Word index: program interruptions in a row without an instruction completed between. */
export const F_PROGRAM_ROW = 11;
/** Word index: size of storage in bytes. */
export const F_SIZE = 12;
/** Word index: frames in use. */
export const F_FRAMES = 13;
/** Word index: the interval timer's setting: 0 OFF, 1 ON (virtual time), 2 REAL. */
export const F_TIMER_MODE = 14;
/** Word index: clock comparator, CPU timer and interval-timer state: see timers.ts. */
export const F_COMPARATOR_HIGH = 15;
export const F_COMPARATOR_LOW = 16;
/** Word index: low 12 bits of the TOD value last stored, to keep values unique. */
export const F_TOD_SEQUENCE = 17;
/** Word index: the processor's identification (24 bits, STIDP). */
export const F_SERIAL = 18;
/** Word index: processor address (STAP). */
export const F_CPU_ADDRESS = 19;
/** Word index: model number (16 bits, STIDP). */
export const F_MODEL = 20;
/** Word index: code of a further external interruption that CP makes pending (EXTERNAL code); 0 is none. */
export const F_EXTERNAL_CODE = 21;

/** Index in DOUBLES: instructions executed since the machine was made. */
export const D_EXECUTED = 0;
/** Index in DOUBLES: CPU timer, microseconds (may be negative). */
export const D_CPU_TIMER = 1;
/** Index in DOUBLES: what SCK has added to the host's clock, microseconds. */
export const D_TOD_OFFSET = 2;
/** Index in DOUBLES: microseconds of the TOD value last stored. */
export const D_TOD_LAST = 3;
/** Index in DOUBLES: ten-thousandths of an interval timer unit not yet counted down. */
export const D_INTERVAL_FRACTION = 4;
/** Index in DOUBLES: wall clock (ms) up to which SET TIMER REAL has been counted. */
export const D_REAL_SEEN = 5;
/** Index in DOUBLES: virtual time charged since the machine was made, microseconds. */
export const D_CHARGED = 6;

/** External causes in F_EXTERNAL. Clock comparator and CPU timer are not there: they are conditions. */
export const PENDING_INTERVAL_TIMER = 0x80;
export const PENDING_INTERRUPT_KEY = 0x40;
