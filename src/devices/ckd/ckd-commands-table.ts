/**
 * The commands of count-key-data disks (Reference Manual for IBM 3830 Storage Control Model 2, GA26-1617,
 * "Commands"; IBM 2314, GA26-3599). Searches and most reads have a multitrack form: the same with bit X'80'.
 */

/** Bit of the multitrack form. */
export const MULTI_TRACK = 0x80;

/** Control. */
export const SEEK = 0x07;
export const SEEK_CYLINDER = 0x0b;
export const SPACE_COUNT = 0x0f;
export const RECALIBRATE = 0x13;
export const RESTORE = 0x17;
export const SEEK_HEAD = 0x1b;
export const SET_FILE_MASK = 0x1f;
export const SET_SECTOR = 0x23;

/** Searches. */
export const SEARCH_KEY_EQUAL = 0x29;
export const SEARCH_ID_EQUAL = 0x31;
export const SEARCH_HOME_ADDRESS = 0x39;
export const SEARCH_KEY_HIGH = 0x49;
export const SEARCH_ID_HIGH = 0x51;
export const SEARCH_KEY_EQUAL_HIGH = 0x69;
export const SEARCH_ID_EQUAL_HIGH = 0x71;

/** Reads. */
export const READ_IPL = 0x02;
export const READ_DATA = 0x06;
export const READ_KEY_DATA = 0x0e;
export const READ_COUNT = 0x12;
export const READ_RECORD_ZERO = 0x16;
export const READ_HOME_ADDRESS = 0x1a;
export const READ_COUNT_KEY_DATA = 0x1e;
export const READ_SECTOR = 0x22;

/** Writes. */
export const WRITE_SPECIAL = 0x01;
export const WRITE_DATA = 0x05;
export const WRITE_KEY_DATA = 0x0d;
export const ERASE = 0x11;
export const WRITE_RECORD_ZERO = 0x15;
export const WRITE_HOME_ADDRESS = 0x19;
export const WRITE_COUNT_KEY_DATA = 0x1d;

/** Kinds of sense. */
export const READ_BUFFERED_LOG = 0xa4;
export const RELEASE = 0x94;
export const RESERVE = 0xb4;

/** Reads and searches that have a multitrack form. */
export const HAS_MULTI_TRACK: ReadonlySet<number> = new Set([
  READ_DATA,
  READ_KEY_DATA,
  READ_COUNT,
  READ_RECORD_ZERO,
  READ_HOME_ADDRESS,
  READ_COUNT_KEY_DATA,
  SEARCH_KEY_EQUAL,
  SEARCH_ID_EQUAL,
  SEARCH_HOME_ADDRESS,
  SEARCH_KEY_HIGH,
  SEARCH_ID_HIGH,
  SEARCH_KEY_EQUAL_HIGH,
  SEARCH_ID_EQUAL_HIGH,
]);

/**
 * Commands over which the index stays passed (GA26-1617, "No Record Found": no read of a home address or of data, no
 * write, sense or control between two of it): searches for an identifier or a key, READ COUNT and READ SECTOR. A search for
 * the home address reads one.
 */
export const KEEPS_INDEX: ReadonlySet<number> = new Set([
  READ_COUNT,
  READ_SECTOR,
  ...[...HAS_MULTI_TRACK]
    .filter((command) => (command & 0x03) === 0x01 && command !== SEARCH_HOME_ADDRESS)
    .flatMap((command) => [command, command | MULTI_TRACK]),
]);
