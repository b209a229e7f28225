/**
 * The face of the System/370 processor to CP. One object a virtual processor; all its state lives in
 * the machine block in real storage, so that the object can be thrown away and made again on another
 * real processor at the end of any slice.
 */
import type { Exit } from './exit.js';

/** A program status word, decoded; BC and EC mode (Principles of Operation, "Program-Status Word"). */
export interface Psw {
  /** System mask byte as bits 0-7 of the PSW stand. */
  readonly systemMask: number;
  /** Protection key, 0-15. */
  readonly key: number;
  /** EC mode (bit 12). */
  readonly extended: boolean;
  readonly machineCheckMask: boolean;
  readonly wait: boolean;
  readonly problem: boolean;
  /** Condition code, 0-3. */
  readonly conditionCode: number;
  /** Program mask, 4 bits. */
  readonly programMask: number;
  /** Instruction address, 24 bits. */
  readonly address: number;
  /** BC mode: the interruption code (bits 16-31) as last stored; 0 in EC mode. */
  readonly interruptionCode: number;
  /** BC mode: instruction-length code, 0-3. */
  readonly lengthCode: number;
}

/** Where the processor gets I/O interruptions; CP connects the channels here. */
export interface IoInterruptions {
  /**
   * Takes the I/O interruption of highest priority that `channelMask` lets through (bit 0x8000 >> n is
   * channel n), stores its CSW at real location 64 (absolute `prefix` + 64), and returns the device address;
   * -1 when there is none.
   */
  takeIo(channelMask: number, prefix: number): number;
  /**
   * The external interruption for a message of CP's is being taken: stores the message. False when there is no frame
   * for it, and nothing has changed. Not there: there are no messages.
   */
  takeMessage?(): boolean;
}

/** The virtual processor as CP drives it. */
export interface VirtualProcessor {
  /** Runs at most `budget` instructions, or until something happens that CP has to see. */
  run(budget: number): Exit;
  /** Instructions executed since the machine was made; never goes back. */
  readonly executed: number;

  /** General register `n`, as a signed 32-bit number. */
  register(n: number): number;
  setRegister(n: number, value: number): void;
  controlRegister(n: number): number;
  setControlRegister(n: number, value: number): void;
  /** One of the eight words of the floating-point registers 0, 2, 4, 6. */
  floatWord(n: number): number;
  setFloatWord(n: number, value: number): void;

  psw(): Psw;
  /** Loads a PSW as LPSW does, from its two words; a wait or a bad format shows at the next run. */
  loadPsw(first: number, second: number): void;
  /** The PSW as it would be stored now: two signed words. */
  pswWords(): readonly [number, number];
  /** The TOD clock in microseconds. */
  timeOfDay(): number;
  setConditionCode(cc: number): void;

  /** Takes a program interruption as of the instruction just completed, with `code`. */
  programInterruption(code: number): void;
  /** Takes an SVC interruption as of the instruction just completed, with `code`. */
  svcInterruption(code: number): void;
  /**
   * Makes an external interruption with this code pending: X'40' is the interrupt key, X'80' the timer. Not
   * for signals between processors, which name their source.
   */
  external(code: number): void;
  /** Whether CP has a message, whose external interruption (code 4001) is pending until there is none. */
  setMessagePending(any: boolean): void;
  /** Makes an emergency signal (code 1201) from the processor with this address pending. */
  emergencySignal(source: number): void;
  /** Makes an external call (code 1202) pending; false when one is pending already, and nothing has changed. */
  externalCall(source: number): boolean;
  /** Whether an external call is pending (SIGP sense). */
  readonly externalCallPending: boolean;
  /** Makes a malfunction alert (code 1200) of the processor with this address pending. */
  malfunctionAlert(source: number): void;
  /** Tells the processor which channels have an interruption pending (bit 0x8000 >> n is channel n). */
  setIoPending(channels: number): void;

  /** Charges virtual time: runs down the CPU timer and, where the setting says so, the interval timer. */
  charge(microseconds: number): void;
  /** Milliseconds of wall-clock time until a timer of a waiting machine comes due; undefined when none. */
  untilTimer(): number | undefined;

  /** CPU address (STAP). */
  readonly address: number;
  /** Absolute address of real location 0. */
  readonly prefix: number;
  /**
   * The absolute address of a real address, or of a virtual one when the PSW has translation on and `virtual`
   * asks for it; undefined when it cannot be translated.
   */
  absolute(address: number, virtual: boolean): number | undefined;
  /**
   * CPU reset (SIGP program reset, CPU reset): what is pending is forgotten; PSW, registers and prefix stay
   * as they are.
   */
  cpuReset(): void;
  /** Initial CPU reset (IPL and SYSTEM RESET); `clear` also clears registers (SYSTEM CLEAR, IPL CLEAR). */
  reset(clear: boolean): void;
  /**
   * Store status: timers, PSW, prefix and registers into absolute storage where GA22-7000 has them ("Store
   * Status"); false when there is no frame, and nothing has changed.
   */
  storeStatus(): boolean;
  /** Ends IPL: loads the PSW from location 0 and stores the device address where the mode says. */
  completeIpl(address: number): void;
  /** PSW restart: stores the PSW at 8, loads it from 0 (SYSTEM RESTART); false when there is no frame for it. */
  restart(): boolean;
}
