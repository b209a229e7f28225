/** The line to a terminal, as views write to it. */
export interface TerminalPort {
  /** Sends text; dropped silently when the line is gone. Never throws. */
  write(text: string): void;
  /** Bytes that wait to be sent. */
  backlog(): number;
  /** The session is over: the line is closed, once what was written is sent. */
  end(): void;
}

/** Bytes waiting above which a screen is not painted: the terminal does not keep up. */
export const PAINT_BACKLOG = 64 * 1024;
/** Bytes waiting above which lines are held. */
export const LINE_BACKLOG = 32 * 1024;

/** Takes what a terminal could take for a control out of a text. */
export function stripControls(text: string): string {
  // C0 and C1 are what is looked for; line ends and tabs stay
  return text.replaceAll(CONTROLS, '.');
}

const CONTROLS = new RegExp(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g);
