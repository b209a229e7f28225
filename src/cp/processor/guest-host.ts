/**
 * The guest program (CMS) of one machine behind its gate, and its view of the machine. A program is opened
 * at the first gate DIAGNOSE after an IPL and discarded by any reset; the token of the IPL tells a nucleus that was
 * loaded by this IPL from bytes that only look like one.
 */
import type { Clock } from '../../shared/clock.js';
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { GuestMachine, GuestProgram, GuestProgramKind } from '../guest-interface.js';
import type { WrittenMachine } from '../protocol.js';
import type { DiagnoseRunner } from './diagnose-runner.js';

/** What a step came to. */
export type GateResult =
  /** Not a gate of a program that is here: what an undefined code gets. */
  | { readonly kind: 'undefined' }
  /** Work units used (GuestProgram.step). */
  | { readonly kind: 'step'; readonly cost: number };

/** A step may charge no more than this, so that a fault in a program cannot take a machine's time for ever. */
const MOST_COST = 1_000_000;

/** How long a step may last, milliseconds: below the 2 ms that it may hold others up. */
const STEP_MS = 1.2;

type StepClock = Pick<Clock, 'monotonic'>;

/** The view of the machine that a step gets. */
class MachineView implements GuestMachine {
  readonly #processor: VirtualProcessor;
  readonly #storage: GuestStorage;
  readonly #diagnose: DiagnoseRunner;
  readonly #clock: StepClock;
  readonly #end: number;
  /** The program interruption that is to be taken at the end of the step. */
  interruption: number | undefined;

  constructor(
    processor: VirtualProcessor,
    storage: GuestStorage,
    diagnose: DiagnoseRunner,
    clock: StepClock,
  ) {
    this.#clock = clock;
    this.#end = clock.monotonic() + STEP_MS;
    this.#processor = processor;
    this.#storage = storage;
    this.#diagnose = diagnose;
  }

  overdue(): boolean {
    return this.#clock.monotonic() >= this.#end;
  }

  get storageSize(): number {
    return this.#storage.size;
  }

  register(n: number): number {
    return this.#processor.register(n);
  }

  setRegister(n: number, value: number): void {
    this.#processor.setRegister(n, value);
  }

  floatWord(n: number): number {
    return this.#processor.floatWord(n);
  }

  setFloatWord(n: number, value: number): void {
    this.#processor.setFloatWord(n, value);
  }

  controlRegister(n: number): number {
    return this.#processor.controlRegister(n);
  }

  setControlRegister(n: number, value: number): void {
    this.#processor.setControlRegister(n, value);
  }

  psw(): readonly [number, number] {
    return this.#processor.pswWords();
  }

  loadPsw(first: number, second: number): void {
    this.#processor.loadPsw(first, second);
  }

  setConditionCode(cc: number): void {
    this.#processor.setConditionCode(cc);
  }

  fetch(address: number, length: number): Uint8Array | undefined {
    return this.#storage.fetch(address, length);
  }

  store(address: number, bytes: Uint8Array): boolean {
    return this.#storage.store(address, bytes);
  }

  word(address: number): number | undefined {
    return this.#storage.word(address);
  }

  setWord(address: number, value: number): boolean {
    return this.#storage.setWord(address, value);
  }

  key(address: number): number | undefined {
    return this.#storage.key(address);
  }

  setKey(address: number, key: number): boolean {
    return this.#storage.setKey(address, key);
  }

  diagnose(code: number, r1: number, r3: number): number | undefined {
    const result = this.#diagnose.immediate(code, r1, r3);
    if (typeof result !== 'object') return result;
    this.programInterruption(result.program);
    return undefined;
  }

  timeOfDay(): number {
    return this.#processor.timeOfDay();
  }

  programInterruption(code: number): void {
    this.interruption ??= code;
  }
}

/** The guest programs of one machine. */
export class GuestHost {
  readonly #kinds: readonly GuestProgramKind[];
  readonly #storage: GuestStorage;
  readonly #clock: StepClock;
  #open: { readonly kind: GuestProgramKind; readonly program: GuestProgram } | undefined;
  #token: number;

  /** @param token - of the IPL that is in force */
  constructor(
    kinds: readonly GuestProgramKind[],
    storage: GuestStorage,
    token: number,
    clock: StepClock,
  ) {
    this.#clock = clock;
    this.#kinds = kinds;
    this.#storage = storage;
    this.#token = token;
  }

  get token(): number {
    return this.#token;
  }

  /** The kind that is IPLed by this name. */
  named(name: string): GuestProgramKind | undefined {
    return this.#kinds.find((kind) => kind.image.name === name);
  }

  /** Whether a DIAGNOSE code is that of a gate. */
  isGate(code: number): boolean {
    return this.#kinds.some((kind) => kind.gateCode === code);
  }

  /** Any reset or IPL: the program is gone, and a nucleus in storage is not ours until it is entered anew. */
  discard(token: number): void {
    this.#open = undefined;
    this.#token = token;
  }

  /** A saved system has been loaded, which may be a program's; false when there was no frame for that. */
  adopt(processor: VirtualProcessor): boolean {
    for (const kind of this.#kinds) {
      const adopted = kind.adopt?.(this.#storage, this.#token);
      if (adopted === 'no-frame') return false;
      if (adopted === true) processor.loadPsw(...kind.image.psw);
    }
    return true;
  }

  /** One step behind the gate DIAGNOSE at `gate`, on the processor that has executed it. */
  enter(
    code: number,
    gate: number,
    processor: VirtualProcessor,
    diagnose: DiagnoseRunner,
  ): GateResult {
    const kind = this.#kinds.find((one) => one.gateCode === code);
    if (kind === undefined) return { kind: 'undefined' };
    const view = new MachineView(processor, this.#storage, diagnose, this.#clock);
    if (!kind.recognises(view, gate, this.#token)) return { kind: 'undefined' };
    if (this.#open?.kind !== kind) this.#open = { kind, program: kind.open(this.#token) };
    const cost = this.#open.program.step(view, gate);
    if (view.interruption !== undefined) processor.programInterruption(view.interruption);
    return { kind: 'step', cost: Math.min(Math.max(0, cost), MOST_COST) };
  }

  /** The terminal has another size; whether the program that is here wants an attention for that. */
  terminalChanged(): boolean {
    return this.#open?.program.terminalChanged?.() === true;
  }

  writeDown(): WrittenMachine['guest'] {
    if (this.#open === undefined) return undefined;
    const { kind, program } = this.#open;
    return { name: kind.image.name, token: this.#token, state: program.writeDown() };
  }

  restore(written: WrittenMachine['guest']): void {
    if (written === undefined) return;
    const kind = this.named(written.name);
    if (kind === undefined) throw new Error(`no guest program ${written.name} on this processor`);
    this.#token = written.token;
    this.#open = { kind, program: kind.open(written.token, written.state) };
  }
}
