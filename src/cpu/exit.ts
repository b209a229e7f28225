/**
 * Why a virtual processor stopped running. CP switches over the reasons exhaustively; the processor
 * knows no device and no CP.
 */

/** The I/O instructions of System/370 that CP simulates (Principles of Operation, "I/O Instructions"). */
export type IoOperation = 'SIO' | 'SIOF' | 'TIO' | 'CLRIO' | 'HIO' | 'HDV' | 'TCH' | 'STIDC';

/**
 * The reason that {@link VirtualProcessor.run} returned.
 *
 * For `diagnose`, `io-instruction` and `signal-processor` the instruction address already points behind the instruction;
 * CP completes it by setting registers and the condition code. For `no-frame` the instruction was
 * nullified and is executed again at the next run.
 */
export type Exit =
  /** The budget of instructions is used. */
  | { readonly reason: 'budget' }
  /** An enabled wait state: some interruption can end it. */
  | { readonly reason: 'wait' }
  /** A wait state that no interruption but a restart can end. */
  | { readonly reason: 'disabled-wait' }
  /** DIAGNOSE in the supervisor state: register numbers and the 24-bit code (base + displacement). */
  | {
      readonly reason: 'diagnose';
      readonly r1: number;
      readonly r3: number;
      readonly code: number;
      /** Where the DIAGNOSE instruction itself stands. */
      readonly at: number;
    }
  /** An I/O instruction in the supervisor state and the 16-bit device address that it names. */
  | { readonly reason: 'io-instruction'; readonly operation: IoOperation; readonly address: number }
  /**
   * SIGNAL PROCESSOR in the supervisor state: the order (low-order 8 bits of the operand address), the
   * address of the processor meant (16 bits), and the parameter. CP sets the condition code, and for code 1
   * the status in general register `r1`.
   */
  | {
      readonly reason: 'signal-processor';
      readonly order: number;
      readonly target: number;
      readonly parameter: number;
      readonly r1: number;
    }
  /** A page is touched for the first time and there is no frame of real storage for it. */
  | { readonly reason: 'no-frame' }
  /** A program interruption leads at once to another: the machine would loop for ever. */
  | { readonly reason: 'program-loop' }
  /** Who follows the processor wants a pause (watcher.ts). */
  | { readonly reason: 'watched' }
  /** The stop word of the state block is set. */
  | { readonly reason: 'stopped' };
