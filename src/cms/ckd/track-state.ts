/** Where the reading of tracks stands, as commands and open blocks keep it between steps: plain data. */

/** A stretch of tracks, by their numbers on the volume: cylinder times heads plus head. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** A disk, and the buffer of a command that reads and writes it. Plain data. */
export interface TrackChannel {
  readonly device: number;
  readonly buffer: number;
}

/** A track that is being read; plain data. */
export interface TrackReading {
  readonly channel: TrackChannel;
  readonly cylinder: number;
  readonly head: number;
  home: Uint8Array;
  zero: Uint8Array;
  counts: Uint8Array | undefined;
  data: Uint8Array;
  /** Records that are in `data`, and those that the program under way brings. */
  done: number;
  coming: number;
}
