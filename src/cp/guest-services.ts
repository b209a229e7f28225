/**
 * What a guest asks of CP's main side by a DIAGNOSE whose subject main alone has: accounting, the directory, error
 * records, CP's own storage. Plain data that goes between a real processor and main; a part that is large enough
 * has a file of its own and is joined here.
 */

import type { VmcfAsk } from './vmcf.js';
import type { LoadedSegment, SegmentAsk, SegmentPages } from './segments.js';
import type { InputAsk } from './spool-input.js';

/** Words of CP's storage (DIAGNOSE X'04'). */
export interface StorageAsk {
  readonly service: 'cp-storage';
  readonly addresses: readonly number[];
}

/** The directory is read again (DIAGNOSE X'3C'). */
export interface DirectoryAsk {
  readonly service: 'directory';
  /** Name of the volume that it is on, without blanks behind it. */
  readonly volume: string;
}

/** A record of an error (DIAGNOSE X'48'), or all records away (X'1C'). */
export interface ErrorAsk {
  readonly service: 'error-records';
  /** The record; undefined to erase. */
  readonly record?: Uint8Array;
}

/** Accounting (DIAGNOSE X'4C'): a user's own data, or what was used is charged, and whom from now on. */
export interface AccountingAsk {
  readonly service: 'accounting';
  readonly data?: Uint8Array;
  /** Whom to charge; the user himself when not given. */
  readonly userid?: string;
  /** The account number, when not that of the directory. */
  readonly account?: string;
}

/** Asks to CP's services. */
export type ServiceAsk =
  StorageAsk | DirectoryAsk | ErrorAsk | SegmentAsk | AccountingAsk | InputAsk | VmcfAsk;

/** What came of it. */
export interface ServiceAnswer {
  /** 0 done; what else there may be, each service says. */
  readonly code: number;
  /** Words that were asked for. */
  readonly words?: readonly number[];
  /** Bytes that were asked for: a spool buffer or block, a message. */
  readonly bytes?: Uint8Array;
  /** The segment that was to be loaded. */
  readonly segment?: SegmentPages;
  /** Where the segment is that was to be found. */
  readonly found?: LoadedSegment;
}

/** {@link ServiceAnswer.code}: an address is outside of what there is. */
export const OUTSIDE = 1;
/** {@link ServiceAnswer.code}: what was named is not there. */
export const NOT_FOUND = 2;
/** {@link ServiceAnswer.code}: the user may not. */
export const NOT_ALLOWED = 4;
/** {@link ServiceAnswer.code}: the host could not read or write. */
export const FAILED = 3;
/** {@link ServiceAnswer.code}: there is no more. */
export const AT_END = 5;
/** {@link ServiceAnswer.code}: something else is under way with it. */
export const BUSY = 6;
