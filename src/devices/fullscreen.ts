/**
 * The CCWs of DIAGNOSE X'58' (VM/370 System Programmer's Guide, "DIAGNOSE Code X'58'"): command and
 * control byte become a command of the display, numbered above the 256 that a channel can send.
 */
import type { Ccw } from './ccw.js';

/** Added to a 3270 command: it means the display, whatever the console's mode is. */
export const DISPLAY = 0x100;
/** Added to a line number: text is put on that line of the screen (CCW X'19'). */
export const DISPLAY_LINE = 0x1900;
/** Added to that: the screen is erased first. */
export const ERASE_FIRST = 0x80;
/** CCW X'19' with control X'FF' or X'FE': the screen is cleared. */
export const DISPLAY_CLEAR = 0x1aff;

/** 3270 commands as a channel sends them. */
export const WRITE = 0x01;
export const READ_BUFFER = 0x02;
export const ERASE_WRITE = 0x05;
export const READ_MODIFIED = 0x06;
export const ERASE_WRITE_ALTERNATE = 0x0d;
export const READ_MODIFIED_ALL = 0x0e;
export const ERASE_UNPROTECTED = 0x0f;
export const WRITE_STRUCTURED = 0x11;

/** The command of the display that a CCW of DIAGNOSE X'58' means; a plain 3270 command passes as it is. */
export function fullscreenCommand(ccw: Ccw): number {
  const { command, control } = ccw;
  if (command === 0x19)
    return control >= 0xfe ? DISPLAY_CLEAR : DISPLAY_LINE | (control & (ERASE_FIRST | 0x3f));
  if (command === 0x2a) return DISPLAY | ((control & 0x80) !== 0 ? READ_MODIFIED : READ_BUFFER);
  if (command === 0x29) {
    if ((control & 0xc0) === 0xc0 || control === 0x40) return DISPLAY | ERASE_WRITE_ALTERNATE;
    if ((control & 0x80) !== 0) return DISPLAY | ERASE_WRITE;
    return DISPLAY | ((control & 0x20) !== 0 ? WRITE_STRUCTURED : WRITE);
  }
  return command === 0x03 || command === 0x04 ? command : DISPLAY | command;
}
