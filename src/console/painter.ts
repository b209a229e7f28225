/** What paints a screen on a terminal; thrown away with it. */
import type { CellStyle, Screen } from '../cp/ports/console.js';

/** A painter. Its first paint shows everything, each later one what has changed. */
export interface Painter {
  paint(screen: Screen): void;
  /** Gives the terminal back as it was. `quiet`: the line is gone, nothing may be written. */
  stop(quiet: boolean): void;
}

/** ANSI colours of the 3270's. */
export const ANSI_COLORS: Readonly<Record<CellStyle['color'], number | undefined>> = {
  default: undefined,
  blue: 4,
  red: 1,
  pink: 5,
  green: 2,
  turquoise: 6,
  yellow: 3,
  white: 7,
};

/** Bits of light: bold 1, underscore 2, blink 4, reverse 8. */
export function light(style: CellStyle): number {
  const highlight = { none: 0, underscore: 2, blink: 4, reverse: 8 }[style.highlight];
  return highlight | (style.intense ? 1 : 0);
}
