/** What is kept of streams of unit record devices. */

/** Names of the streams. */
export type UnitName = 'READER' | 'PUNCH' | 'PRINTER';

/** What is kept of a unit between two calls; plain data. */
export interface UnitStream {
  status: 'READY' | 'NOTREADY' | 'ERROR';
  reason: string;
  /** Cards read ahead, and what CHARIN has left of one. */
  readonly cards: string[];
  rest: string;
  /** Behind the cards is the end of the reader file. */
  ended: boolean;
  /** Characters that CHAROUT has not ended a line with. */
  partial: string;
}
