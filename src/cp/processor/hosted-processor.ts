/**
 * A virtual processor of a hosted machine: it runs until it has a reason to stop, and what that reason asks
 * for is done here. Storage, channels and the guest program are the machine's.
 */
import type { Exit } from '../../cpu/exit.js';
import type { Processor } from '../../cpu/processor.js';
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { MachineUsage } from '../machine-usage.js';
import type { StopReason } from '../protocol.js';
import { SPECIFICATION } from './diagnose/diagnose-code.js';
import type { DiagnoseRunner } from './diagnose-runner.js';
import type { GuestHost } from './guest-host.js';
import { executeIo } from './io-instruction.js';
import { loadedPsw } from './loaded-psw.js';
import { CHANNEL_UNIT, INSTRUCTIONS_A_MICROSECOND } from './turn-limits.js';
import type { Gate } from './written-machine.js';

/** What a processor has of its machine. */
export interface HostedProcessorParts {
  readonly processor: Processor;
  readonly diagnose: DiagnoseRunner;
  readonly guest: GuestHost;
  readonly channels: ChannelSubsystem;
  readonly usage: MachineUsage;
  /** Whether there are the frames that a step of the guest program may need. */
  stepPossible(): boolean;
  /** The machine waits for a frame, or (`reserve`) for as many as a step may need. */
  wantFrame(reserve: boolean): void;
  /** The machine stops by itself. */
  stopBy(reason: StopReason): void;
}

/** One virtual processor. */
export class HostedProcessor {
  readonly #parts: HostedProcessorParts;
  /** A gate DIAGNOSE that has been executed, and whose step waits for frames. */
  #gate: Gate | undefined;
  /** It is in an enabled wait, and nothing has come that could end it. */
  waits = false;

  constructor(parts: HostedProcessorParts) {
    this.#parts = parts;
  }

  /** Whether it can go on. */
  get canExecute(): boolean {
    return !this.waits && !this.#parts.diagnose.waiting;
  }

  /** A gate DIAGNOSE in hand, plain data. */
  get gate(): Gate | undefined {
    return this.#gate;
  }

  /** A reset. */
  forget(): void {
    this.waits = false;
    this.#gate = undefined;
  }

  /** Takes over what was in hand elsewhere. */
  restore(gate: Gate | undefined): void {
    this.#gate = gate;
  }

  /**
   * Runs until it has a reason to stop, and does what that asks.
   * @param budget - instructions at the most
   * @returns instructions executed and work done, counted as instructions
   */
  execute(budget: number): number {
    if (this.#gate !== undefined) return this.#step(this.#gate);
    const { processor } = this.#parts;
    const before = processor.executed;
    const exit = processor.run(budget);
    const executed = processor.executed - before;
    if (executed > 0) processor.charge(executed / INSTRUCTIONS_A_MICROSECOND);
    // what takes long takes more of the budget than it counts as instructions
    return (exit.reason === 'budget' ? budget : executed) + this.#exit(exit);
  }

  /** What the processor stopped for; returns work done, counted as instructions. */
  #exit(exit: Exit): number {
    const { processor, channels, usage } = this.#parts;
    switch (exit.reason) {
      case 'budget':
        return 0;
      case 'wait':
        this.waits = true;
        return 0;
      case 'disabled-wait':
      case 'program-loop':
        this.#parts.stopBy({ kind: exit.reason, psw: loadedPsw(processor) });
        return 0;
      case 'diagnose':
        return this.#diagnose(exit);
      case 'io-instruction':
        processor.setConditionCode(executeIo(channels, exit, usage));
        return CHANNEL_UNIT;
      case 'no-frame':
        this.#parts.wantFrame(false);
        return 0;
      case 'stopped':
        // main has set the word; its request comes at the next turn of the event loop
        this.waits = true;
        return 0;
    }
  }

  #diagnose(exit: Extract<Exit, { reason: 'diagnose' }>): number {
    const { diagnose, guest } = this.#parts;
    if (!guest.isGate(exit.code)) {
      diagnose.begin(exit.code, exit.r1, exit.r3);
      return CHANNEL_UNIT;
    }
    return this.#step({ code: exit.code, at: exit.at });
  }

  /** A step of the guest program, once there are the frames that it may need. */
  #step(gate: Gate): number {
    const { processor, guest } = this.#parts;
    const enough = this.#parts.stepPossible();
    this.#gate = enough ? undefined : gate;
    if (!enough) {
      this.#parts.wantFrame(true);
      return 0;
    }
    const result = guest.enter(gate.code, gate.at);
    if (result.kind === 'undefined') {
      processor.programInterruption(SPECIFICATION);
      return 0;
    }
    processor.charge(result.cost);
    return result.cost * INSTRUCTIONS_A_MICROSECOND;
  }
}
