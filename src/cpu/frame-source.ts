/**
 * Where guest storage gets frames of real storage from. The host deals frames to each real processor in
 * batches, so taking one never waits.
 */

/** Gives and takes back frames of {@link FRAME_BYTES} bytes in the shared memory. */
export interface FrameSource {
  /** Byte address of a frame that is all zeros, a multiple of 2048 below 2 GiB; 0 when there is none. */
  take(): number;
  /** Gives a frame back; the source clears it before it is taken again. */
  give(frame: number): void;
}
