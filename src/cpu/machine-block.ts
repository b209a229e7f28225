/**
 * The layout of a machine block: everything that a virtual machine's processors are, at a fixed place in
 * the one shared memory. No object holds state of its own, so a processor object can be thrown away at the
 * end of a slice and made again on another thread, and CP can write a machine down by copying bytes.
 *
 * A block has a machine part, which all processors of the machine share (size, page table with keys and
 * frames, clock, the host's figures), and the part of the first processor. Further processors have parts of
 * the same form elsewhere in real storage; where, stands in the table at `PROCESSORS`. What a processor part
 * holds is in the second half of this file.
 *
 * All offsets are in bytes from the start of the block or of the part; words are in the byte order of the
 * host (only guest storage is big-endian). Blocks and parts start at a multiple of 8.
 */

/** Byte offset: not 0 = stop at the next fuel boundary (the processor reads it, only CP changes it). */
export const STOP = 0x008;

/** Byte offset: the words named by the `M_` constants. */
export const MACHINE_FIELDS = 0x040;
/** Byte offset: the doubles named by the `MD_` constants. */
export const MACHINE_DOUBLES = 0x0c0;
/** Byte offset: for each processor address the byte address of its part, 0 when there is none. */
export const PROCESSORS = 0x100;
/** Processor addresses of a machine: 0 to 63. */
export const PROCESSOR_ADDRESSES = 64;
/** Byte offset: 256 bytes that the processor does not look at, for the host's accounting of the machine. */
export const HOST_AREA = 0x200;
/** Byte offset: a frame of zeros that stands for every page not yet touched; never written. */
export const ZERO_FRAME = 0x800;
/** Byte offset: the page table, one word for each 2K page of 16 MiB of absolute storage. */
export const PAGE_TABLE = 0x1000;
/** Number of entries of the page table, and of the look-up tables of a processor. */
export const PAGES = 8192;
/** Byte offset: the part of the first processor. */
export const FIRST_PROCESSOR = PAGE_TABLE + 4 * PAGES;

/** Word index in MACHINE_FIELDS: size of storage in bytes. */
export const M_SIZE = 0;
/** Word index: frames in use. */
export const M_FRAMES = 1;
/** Word index: the interval timers' setting: 0 OFF, 1 ON (virtual time), 2 REAL. */
export const M_TIMER_MODE = 2;
/** Word index: low 12 bits of the TOD value last stored, to keep values unique. */
export const M_TOD_SEQUENCE = 3;
/** Word index: the machine's identification (24 bits, STIDP). */
export const M_SERIAL = 4;
/** Word index: model number (16 bits, STIDP). */
export const M_MODEL = 5;

/** Index in MACHINE_DOUBLES: what SCK has added to the host's clock, microseconds. */
export const MD_TOD_OFFSET = 0;
/** Index in MACHINE_DOUBLES: microseconds of the TOD value last stored. */
export const MD_TOD_LAST = 1;

/**
 * A page table entry: the byte address of the frame (a multiple of 2048) in the upper 21 bits, and below
 * it the storage key of the page and whether it has a frame. One look-up of the word answers translation,
 * limit, protection, reference, change and residency together. An entry can have a key and no frame.
 * Entries of a processor's look-up tables have the same form, and are 0 where nothing is known yet.
 */
export const FRAME_MASK = 0x7ffff800;
/** Entry bit: there is a frame. */
export const RESIDENT = 0x001;
/** Entry bit: a processor's look-up table may have a copy of the entry. */
export const COPIED = 0x100;
/**
 * Entry bits of a page of a saved system or segment, which is there although it may lie beyond the size of storage:
 * SHARED alone, the frame (or the page of zeros) is not the machine's and is read only; SHARED and COPY, a store
 * makes a copy first; COPY alone, it is the machine's own.
 */
export const SHARED = 0x200;
export const COPY = 0x400;
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

// ---- a processor part

/** Byte offset in a processor part: sixteen general registers. */
export const GENERAL_REGISTERS = 0x000;
/** Byte offset: sixteen control registers. */
export const CONTROL_REGISTERS = 0x040;
/** Byte offset: eight words of the floating-point registers 0, 2, 4, 6. */
export const FLOAT_REGISTERS = 0x080;
/** Byte offset: the words named by the `F_` constants. */
export const FIELDS = 0x100;
/** Byte offset: the doubles named by the `D_` constants. */
export const DOUBLES = 0x200;
/** Byte offset: 128 bytes that the processor does not look at, for the host's accounting of it. */
export const PROCESSOR_HOST_AREA = 0x280;
/** Byte offset: work area of the processor (target of EX, instruction across two pages); no state. */
export const SCRATCH = 0x300;
/**
 * Byte offsets: the two look-up tables, by real and by virtual page, and the lists of their entries that
 * are in use (look-up-table.ts). They hold nothing that cannot be found again.
 */
export const REAL_LIST = 0x1000;
export const VIRTUAL_LIST = 0x1800;
export const REAL_TABLE = 0x2000;
export const VIRTUAL_TABLE = REAL_TABLE + 4 * PAGES;
/** Entries that a list has room for. */
export const LIST_ENTRIES = 1024;
/** Bytes of a processor part before the look-up tables and their lists. */
export const PROCESSOR_STATE_BYTES = 0x1000;
/** Bytes of a processor part; a multiple of 4096. */
export const PROCESSOR_PART_BYTES = VIRTUAL_TABLE + 4 * PAGES;
/** Bytes of a machine block with the part of its first processor; a multiple of 4096. */
export const MACHINE_BLOCK_BYTES = FIRST_PROCESSOR + PROCESSOR_PART_BYTES;

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
/** Word index: clock comparator, its two words. */
export const F_COMPARATOR_HIGH = 12;
export const F_COMPARATOR_LOW = 13;
/** Word index: processor address (STAP). */
export const F_CPU_ADDRESS = 14;
/** Word index: code of a further external interruption that CP makes pending (EXTERNAL code); 0 is none. */
export const F_EXTERNAL_CODE = 15;
/** Word index: the prefix, a multiple of 4096 (SPX). */
export const F_PREFIX = 16;
/** Word index: entries of the look-up tables in use; above LIST_ENTRIES the list is not complete. */
export const F_REAL_COUNT = 17;
export const F_VIRTUAL_COUNT = 18;
/** Word index: address of the processor whose external call is pending, plus 1; 0 is none. */
export const F_EXTERNAL_CALL = 19;
/**
 * Word indices, two words each: processors whose emergency signal is pending, one bit each, and those whose
 * malfunction alert is.
 */
export const F_EMERGENCY_LOW = 20;
export const F_MALFUNCTION_LOW = 22;
/** Word index: nonzero while CP has a message (external interruption 4001) for the processor, which it stores itself. */
export const F_MESSAGE = 24;
/** Word index: PER events that the next program interruption tells, as at location 150; 0 is none. */
export const F_PER_CODE = 30;
/** Word index: address of the instruction that caused them. */
export const F_PER_ADDRESS = 31;

/** Index in DOUBLES: instructions executed since the processor was made. */
export const D_EXECUTED = 0;
/** Index in DOUBLES: CPU timer, microseconds (may be negative). */
export const D_CPU_TIMER = 1;
/** Index in DOUBLES: ten-thousandths of an interval timer unit not yet counted down. */
export const D_INTERVAL_FRACTION = 2;
/** Index in DOUBLES: wall clock (ms) up to which SET TIMER REAL has been counted. */
export const D_REAL_SEEN = 3;
/** Index in DOUBLES: virtual time charged since the processor was made, microseconds. */
export const D_CHARGED = 4;

/**
 * External causes in F_EXTERNAL, which have one interruption together: these and, below them, external signals
 * 2 to 7. Clock comparator and CPU timer are not there: they are conditions.
 */
export const PENDING_INTERVAL_TIMER = 0x80;
export const PENDING_INTERRUPT_KEY = 0x40;
