/**
 * The terminals that we know, by what a client may send as TERM. The client's own word goes no further: it
 * only picks one of ours.
 */

/** How a terminal is served. */
export interface TerminalType {
  /** Painted by blessed, by our own row painter, or line by line. */
  readonly view: 'blessed' | 'rows' | 'lines';
  /** The terminal description that blessed is given. */
  readonly terminal: 'xterm' | 'linux';
  readonly color: boolean;
}

const XTERM: TerminalType = { view: 'blessed', terminal: 'xterm', color: true };
const LINUX: TerminalType = { view: 'blessed', terminal: 'linux', color: true };
/** A VT100 and all that at least understands it. */
const PLAIN: TerminalType = { view: 'rows', terminal: 'xterm', color: false };
const LINES: TerminalType = { view: 'lines', terminal: 'xterm', color: false };

const LIKE_XTERM =
  /^(?:xterm|screen|tmux|rxvt|alacritty|foot|kitty|wezterm|ghostty|iterm2?|st|vte|gnome|konsole|putty|mintty|cygwin|nsterm|mlterm|contour|eterm)(?:[-+.][\w.+-]*)?$/;

/**
 * The type for a client's TERM. Unknown terminals are taken for a VT100, none at all for a printer; one that
 * wants no color (NO_COLOR, no-color.org) is shown what a VT100 is.
 */
export function terminalType(term: string | undefined, colorless = false): TerminalType {
  const name = (term ?? '').slice(0, 64).toLowerCase();
  if (name === '' || name === 'dumb' || name === 'unknown' || name === 'network') return LINES;
  if (colorless) return PLAIN;
  if (LIKE_XTERM.test(name)) return XTERM;
  return /^linux(?:-[\w-]*)?$/.test(name) ? LINUX : PLAIN;
}
