/**
 * Which key of a 3270 each key of a terminal is ("Xterm Control Sequences", "PC-Style Function Keys" and
 * "VT220-Style Function Keys"; console_codes(4) for the Linux console).
 */
import type { TerminalKey } from '../cp/ports/console.js';

type Keys = Readonly<Record<string, TerminalKey>>;

const pf = (number: number): TerminalKey => ({ kind: 'pf', number });

/** Control characters, by code. CR and LF are ENTER and looked at before. */
export const CONTROL_KEYS: Readonly<Record<number, TerminalKey>> = {
  0x01: { kind: 'home' }, // Ctrl-A
  0x03: { kind: 'pa', number: 1 }, // Ctrl-C
  0x05: { kind: 'end' }, // Ctrl-E
  0x08: { kind: 'backspace' },
  0x09: { kind: 'tab' },
  0x0b: { kind: 'erase-eof' }, // Ctrl-K
  0x0c: { kind: 'clear' }, // Ctrl-L
  0x0e: { kind: 'newline' }, // Ctrl-N
  0x12: { kind: 'reset' }, // Ctrl-R
  0x15: { kind: 'erase-input' }, // Ctrl-U
  0x7f: { kind: 'backspace' },
};

/** A character behind ESC, which is how Alt is sent. */
export const ALT_KEYS: Keys = {
  '1': { kind: 'pa', number: 1 },
  '2': { kind: 'pa', number: 2 },
  '3': { kind: 'pa', number: 3 },
  c: { kind: 'clear' },
  d: { kind: 'dup' },
  f: { kind: 'field-mark' },
  i: { kind: 'insert' },
  n: { kind: 'newline' },
  r: { kind: 'reset' },
};

/** Letters of the keys that a terminal sends behind CSI in its normal mode and behind ESC O in its application mode. */
const LETTER_KEYS: Keys = {
  A: { kind: 'up' },
  B: { kind: 'down' },
  C: { kind: 'right' },
  D: { kind: 'left' },
  F: { kind: 'end' },
  H: { kind: 'home' },
  P: pf(1),
  Q: pf(2),
  R: pf(3),
  S: pf(4),
};

/** Final characters of CSI sequences. */
export const FINAL_KEYS: Keys = { ...LETTER_KEYS, Z: { kind: 'back-tab' } };

/** Numbers of CSI n ~ sequences. */
export const NUMBERED_KEYS: Keys = {
  1: { kind: 'home' },
  2: { kind: 'insert' },
  3: { kind: 'delete' },
  4: { kind: 'end' },
  5: { kind: 'page-up' },
  6: { kind: 'page-down' },
  7: { kind: 'home' },
  8: { kind: 'end' },
  11: pf(1),
  12: pf(2),
  13: pf(3),
  14: pf(4),
  15: pf(5),
  17: pf(6),
  18: pf(7),
  19: pf(8),
  20: pf(9),
  21: pf(10),
  23: pf(11),
  24: pf(12),
  25: pf(13),
  26: pf(14),
  28: pf(15),
  29: pf(16),
  31: pf(17),
  32: pf(18),
  33: pf(19),
  34: pf(20),
};

/** Characters behind ESC O; the keypad's ENTER is one of them. */
export const SS3_KEYS: Keys = { ...LETTER_KEYS, M: { kind: 'enter' } };

/** Characters behind ESC [ [ on the Linux console. */
export const LINUX_FUNCTION_KEYS: Keys = { A: pf(1), B: pf(2), C: pf(3), D: pf(4), E: pf(5) };
