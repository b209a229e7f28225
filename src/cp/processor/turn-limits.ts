/** How long a turn of a machine on its real processor may be. */

/** The limits; whichever is reached first ends the turn. */
export interface TurnLimits {
  /** Instructions between two looks at the doorbell and the clock. */
  readonly chunk: number;
  /** Instructions in one turn at the most. */
  readonly instructions: number;
  /** Milliseconds in one turn at the most, by the monotonic clock. */
  readonly milliseconds: number;
}

/**
 * A turn is ended by the clock; the instructions are a limit for one that stands still, and more than any host
 * executes in the time.
 */
export const TURN_LIMITS: TurnLimits = { chunk: 50_000, instructions: 500_000, milliseconds: 1.5 };

/** Instructions that one unit of channel work counts as. */
export const CHANNEL_UNIT = 200;
/** Units of channel work between two looks at the processor. */
export const CHANNEL_SHARE = 64;
