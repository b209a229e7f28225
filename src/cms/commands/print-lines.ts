/** Lines with ANSI control characters for the printer (CMS Command Reference, "PRINT"). */

/** The printer. */
export const PRINTER = 0x00e;
/** Writes a line without spacing: control characters space before it. */
export const WRITE_LINE = 0x01;
/** Immediate commands by control character. */
export const PRINT_CONTROL: Readonly<Record<string, number>> = {
  ' ': 0x0b,
  '0': 0x13,
  '-': 0x1b,
  '1': 0x8b,
};
