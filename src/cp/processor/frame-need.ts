/** What a machine has to do with frames of real storage that were not there. */

/** Frames that a step of a guest program must find, so that its stores do not fail half-way. */
export const STEP_RESERVE = 32;

/** Whether one machine waits for frames, and why. */
export class FrameNeed {
  /** It waits: nothing of it moves until main has answered. */
  waits = false;
  /** A step of a guest program is taken although there are few frames: main has said that there are no more. */
  reserveWaived = false;
  #forReserve = false;

  /** It waits for a frame, or (`reserve`) only for as many as a step ought to find. */
  want(reserve: boolean): void {
    this.#forReserve = reserve && (!this.waits || this.#forReserve);
    this.waits = true;
  }

  /**
   * Main has answered. @param any - whether there were frames
   * @returns false when the machine cannot go on
   */
  came(any: boolean): boolean {
    const stuck = !any && !this.#forReserve;
    this.reserveWaived = !any;
    this.forget();
    return !stuck;
  }

  /** A reset. */
  forget(): void {
    this.waits = false;
    this.#forReserve = false;
  }
}
