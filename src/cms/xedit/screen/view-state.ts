/** What a session keeps of its views; plain data. */
import { UNDIVIDED, type Split } from './split.js';

/** What a view keeps while another one is active. */
export interface View {
  /** Index in the ring. */
  file: number;
  commandLine: string;
  messages: string[];
}

/** The division of the display and the views on it. */
export interface Views {
  split: Split;
  all: View[];
  active: number;
}

/** One view on the first file. */
export function newViews(): Views {
  return { split: UNDIVIDED, all: [{ file: 0, commandLine: '', messages: [] }], active: 0 };
}
