/** DIAGNOSE X'14': what a real processor asks main about the files in a guest's virtual reader. */

/** The functions that need main. */
export type InputFunction =
  | 'read'
  | 'print-block'
  | 'punch-block'
  | 'select'
  | 'repeat'
  | 'restart'
  | 'backspace'
  | 'monitor-block'
  | 'monitor-read'
  | 'again'
  | 'unseen'
  | 'descriptor';

/** One function, for the reader at an address; descriptors need none. */
export interface InputAsk {
  readonly service: 'spool-input';
  readonly what: InputFunction;
  readonly reader: number;
  /**
   * Spool id (select, descriptor: 0 is the head of the chain), number of copies (repeat), 1 to begin anew (unseen);
   * else 0.
   */
  readonly value: number;
}

/** Bytes of a spool buffer. */
export const PAGE_BYTES = 4096;
/** Bytes of a spool file block. */
export const BLOCK_BYTES = 104;
/** Bytes of a descriptor. */
export const DESCRIPTOR_BYTES = 252;
