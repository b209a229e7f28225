/**
 * Saved segments and systems in the storage of machines: what main and a real processor tell each other about them.
 * Frames of shared pages are main's; a machine's page table only points to them.
 */

/** A stretch of page table entries (cpu/machine-block.ts) that main has made up. */
export interface LentPages {
  /** Block of 2K that the first entry is for. */
  readonly block: number;
  readonly entries: Int32Array;
}

/** A segment or system that a machine has in its storage. */
export interface LoadedSegment {
  /** Number of its file. */
  readonly id: number;
  readonly name: string;
  /** Address of its first and its last byte. */
  readonly start: number;
  readonly end: number;
}

/** A segment with its pages, for a machine that loads it. */
export interface SegmentPages extends LoadedSegment {
  readonly pages: readonly LentPages[];
}

/** DIAGNOSE X'64' asks main. */
export interface SegmentAsk {
  readonly service: 'segment';
  readonly name: string;
  /** `find`: only where it is. */
  readonly what: 'find' | 'load';
  /** All pages are the machine's own. */
  readonly exclusive?: boolean;
}

/** An IPL of a saved system. */
export interface SavedIpl extends SegmentPages {
  readonly psw: readonly [number, number];
  readonly general: readonly number[];
  readonly control: readonly number[];
  readonly float: readonly number[];
  /** Registers that take the PARM, first and last; undefined for none. */
  readonly parmRegisters: readonly [number, number] | undefined;
}
