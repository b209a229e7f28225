/**
 * The System/370 processor as CP drives it (GA22-7000; what every method means: virtual-processor.ts).
 *
 * For the host: lay out a block of MACHINE_BLOCK_BYTES with `initialiseMachineBlock` (machine-parts.ts),
 * make a `MachineStorage` on it and `define` its size, then a `Processor`. These objects may be thrown away
 * at the end of any slice and made again on another thread: they hold views only. `initialiseMachineBlock`
 * happens once a machine, not once an object.
 *
 * A multiprocessor: take a processor part for each further processor, enter it with `addProcessor`, and make
 * a `Processor` for each of `processorAddresses(memory, block)`, all with the same `MachineStorage`. They run
 * on one thread, one after the other (`run` of one, then of the next), so nothing is locked. What they share
 * is the machine part: storage, keys, TOD clock, timer mode, stop word. `removeProcessor` takes one out; its
 * `Processor` object must not be used any more.
 */
import type { Exit } from './exit.js';
import type { Psw, VirtualProcessor } from './virtual-processor.js';
import type { Watcher } from './watcher.js';
import { interpret } from './interpreter.js';
import { clearExternal, makePending, setSource } from './external-interruptions.js';
import { programInterruption, restartInterruption, svcInterruption } from './interruptions.js';
import {
  D_CHARGED,
  D_CPU_TIMER,
  D_EXECUTED,
  D_REAL_SEEN,
  F_ADDRESS,
  F_CC,
  F_COMPARATOR_HIGH,
  F_COMPARATOR_LOW,
  F_CPU_ADDRESS,
  F_EMERGENCY_LOW,
  F_EXTERNAL_CALL,
  F_ILC,
  F_MESSAGE,
  F_IO,
  F_KEY_EMWP,
  F_MALFUNCTION_LOW,
  F_PREFIX,
  F_PER_CODE,
  F_PROGRAM_ROW,
  M_TIMER_MODE,
} from './machine-block.js';
import { purgeBoth } from './look-up-table.js';
import { MachineState } from './machine-state.js';
import type { ProcessorParts } from './machine-state.js';
import { decodePsw, loadPswWords, PSW_EC, pswFirst, pswSecond, translating } from './psw.js';
import { ProgramCheck } from './program-check.js';
import { absoluteOf, translate, TRANSLATED } from './translation.js';
import { storeStatus } from './store-status.js';
import { chargeTime, countRealTime, setTimerMode, todNow, untilTimer } from './timers.js';

/** One virtual processor on the machine block. */
export class Processor implements VirtualProcessor {
  readonly #state: MachineState;

  constructor(parts: ProcessorParts) {
    this.#state = new MachineState(parts);
    this.#state.setAddressing(translating(this.#state));
  }

  run(budget: number): Exit {
    countRealTime(this.#state);
    return interpret(this.#state, budget);
  }

  /** Has somebody follow the processor from now on, or nobody; the guest does not notice. */
  follow(watcher: Watcher | undefined): void {
    this.#state.watcher = watcher;
  }

  get executed(): number {
    return this.#state.doubles[D_EXECUTED]!;
  }

  /** Virtual time charged since the processor was made, microseconds. */
  get charged(): number {
    return this.#state.doubles[D_CHARGED]!;
  }

  register(n: number): number {
    return this.#state.general[n & 15]!;
  }

  setRegister(n: number, value: number): void {
    this.#state.general[n & 15] = value;
  }

  controlRegister(n: number): number {
    return this.#state.control[n & 15]!;
  }

  setControlRegister(n: number, value: number): void {
    const { control } = this.#state;
    const before0 = control[0]!;
    const before1 = control[1]!;
    control[n & 15] = value;
    this.#state.controlLoaded(before0, before1);
  }

  floatWord(n: number): number {
    return this.#state.float[n & 7]!;
  }

  setFloatWord(n: number, value: number): void {
    this.#state.float[n & 7] = value;
  }

  psw(): Psw {
    return decodePsw(this.#state);
  }

  loadPsw(first: number, second: number): void {
    this.#state.fields[F_PROGRAM_ROW] = 0;
    this.#state.fields[F_ILC] = 0;
    loadPswWords(this.#state, first, second);
  }

  pswWords(): readonly [number, number] {
    return [pswFirst(this.#state, 0), pswSecond(this.#state, this.#state.fields[F_ILC]!)];
  }

  timeOfDay(): number {
    return todNow(this.#state);
  }

  setConditionCode(cc: number): void {
    this.#state.fields[F_CC] = cc & 3;
  }

  programInterruption(code: number): void {
    this.#interrupt(programInterruption, code);
  }

  svcInterruption(code: number): void {
    this.#interrupt(svcInterruption, code);
  }

  #interrupt(
    take: (state: MachineState, code: number, ilc: number) => boolean,
    code: number,
  ): void {
    const state = this.#state;
    const ilc = state.fields[F_ILC]!;
    if (take(state, code, ilc)) return;
    // no frame for real page 0: as if the instruction had not been executed; the next run ends with `no-frame`
    // or executes it again
    state.fields[F_ADDRESS] = (state.fields[F_ADDRESS]! - 2 * ilc) & 0xffffff;
  }

  external(code: number): void {
    makePending(this.#state.fields, code);
  }

  setMessagePending(any: boolean): void {
    this.#state.fields[F_MESSAGE] = any ? 1 : 0;
  }

  emergencySignal(source: number): void {
    setSource(this.#state.fields, F_EMERGENCY_LOW, source);
  }

  externalCall(source: number): boolean {
    if (this.externalCallPending) return false;
    this.#state.fields[F_EXTERNAL_CALL] = source + 1;
    return true;
  }

  get externalCallPending(): boolean {
    return this.#state.fields[F_EXTERNAL_CALL] !== 0;
  }

  malfunctionAlert(source: number): void {
    setSource(this.#state.fields, F_MALFUNCTION_LOW, source);
  }

  setIoPending(channels: number): void {
    this.#state.fields[F_IO] = channels & 0xffff;
  }

  charge(microseconds: number): void {
    chargeTime(this.#state, microseconds);
  }

  untilTimer(): number | undefined {
    countRealTime(this.#state);
    return untilTimer(this.#state);
  }

  /** How the interval timer counts: TIMER_OFF, TIMER_ON or TIMER_REAL of timers.ts (SET TIMER). */
  get timerMode(): number {
    return this.#state.machine[M_TIMER_MODE]!;
  }

  set timerMode(mode: number) {
    setTimerMode(this.#state, mode);
  }

  get address(): number {
    return this.#state.fields[F_CPU_ADDRESS]!;
  }

  get prefix(): number {
    return this.#state.prefix;
  }

  absolute(address: number, virtual: boolean): number | undefined {
    const { control, storage, prefix } = this.#state;
    if (!virtual || !translating(this.#state)) return absoluteOf(prefix, address & 0xffffff);
    const result = { real: 0, protected: false };
    try {
      const found = translate({ control, storage, prefix }, address, result);
      return found === TRANSLATED ? absoluteOf(prefix, result.real) : undefined;
    } catch (error) {
      if (error instanceof ProgramCheck) return undefined;
      throw error;
    }
  }

  cpuReset(): void {
    const { fields, memory, part } = this.#state;
    clearExternal(fields);
    fields[F_IO] = 0;
    fields[F_PROGRAM_ROW] = 0;
    fields[F_PER_CODE] = 0;
    purgeBoth(memory, part);
  }

  storeStatus(): boolean {
    return storeStatus(this.#state);
  }

  reset(clear: boolean): void {
    const state = this.#state;
    const f = state.fields;
    this.cpuReset();
    f[F_PREFIX] = 0;
    f[F_ILC] = 0;
    f[F_COMPARATOR_HIGH] = 0;
    f[F_COMPARATOR_LOW] = 0;
    state.doubles[D_CPU_TIMER] = 0;
    state.doubles[D_REAL_SEEN] = state.clock.now();
    // initial values of the control registers (GA22-7000, "Control Registers")
    state.control.fill(0);
    state.control[0] = 0xe0;
    state.control[2] = -1;
    state.control[14] = 0xc2000000 | 0;
    state.control[15] = 512;
    loadPswWords(state, 0, 0);
    // the TOD clock goes on through every reset
    if (!clear) return;
    state.general.fill(0);
    state.float.fill(0);
  }

  completeIpl(address: number): void {
    const state = this.#state;
    const storage = state.storage;
    this.loadPsw(storage.word(0) ?? 0, storage.word(4) ?? 0);
    // BC mode: the address takes the place of the interruption code; EC mode: locations 186-187
    if ((state.fields[F_KEY_EMWP]! & PSW_EC) === 0) {
      storage.store(2, Uint8Array.of(address >> 8, address));
    } else {
      storage.store(185, Uint8Array.of(0, address >> 8, address));
    }
  }

  restart(): boolean {
    this.#state.fields[F_PROGRAM_ROW] = 0;
    return restartInterruption(this.#state);
  }
}
