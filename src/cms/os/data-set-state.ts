/** A data set of a volume of OS, as FILEDEF keeps it and as a block has it open. */
import type { Extent, TrackChannel, TrackReading } from '../ckd/track-state.js';

/** A data set as FILEDEF found it. Plain data. */
export interface DataSetPlace {
  readonly name: string;
  readonly letter: string;
  readonly device: number;
  readonly volume: string;
  readonly heads: number;
  readonly extents: readonly Extent[];
  readonly organisation: string;
  readonly recfm: number | undefined;
  readonly lrecl: number;
  readonly blksize: number;
}

/** A data set that is open. Plain data. */
export interface DataSetReading {
  readonly place: DataSetPlace;
  readonly channel: TrackChannel;
  /** The track that is being read. */
  reading: TrackReading | undefined;
  /** Relative number of the track that is read next. */
  next: number;
  /** Record of it that is wanted first: from 1, or less than 0 from its end. */
  from: number;
  /** The track in hand: its relative number, the number of the block given last, and the blocks behind that. */
  track: number;
  record: number;
  blocks: Uint8Array[];
}
