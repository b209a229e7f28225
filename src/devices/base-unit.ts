/**
 * What all units have in common: sense bytes, being ready or not, the commands NO-OP and SENSE
 * (Principles of Operation System/370, GA22-7000, "Sense", "Control").
 */
import {
  CHANNEL_END,
  COMMAND_REJECT,
  DEVICE_END,
  INTERVENTION_REQUIRED,
  UNIT_CHECK,
} from './unit.js';
import type { Outcome, Transfer, Unit, UnitAnswer } from './unit.js';

/** Commands that every unit knows. */
export const NO_OPERATION = 0x03;
export const SENSE = 0x04;

/** A CCW ended well. */
export const ENDED: Outcome = { status: CHANNEL_END | DEVICE_END };

/** What every unit writes down. */
interface WrittenUnit {
  readonly version: number;
  readonly sense: Uint8Array;
  readonly ready: boolean;
}

/** A unit with the common part done; `Written` is what it writes down beside that. */
export abstract class BaseUnit<Written> implements Unit {
  abstract readonly identity: Unit['identity'];
  /** False after NOTREADY. */
  protected isReady = true;
  #sense: Uint8Array;

  /** @param senseBytes - how many sense bytes the unit has */
  constructor(senseBytes = 1) {
    this.#sense = new Uint8Array(senseBytes);
  }

  execute(command: number, transfer: Transfer): Outcome {
    if (command === NO_OPERATION) return ENDED;
    if (command === SENSE) {
      transfer.put(this.sense());
      this.#sense = new Uint8Array(this.#sense.length);
      return ENDED;
    }
    this.#sense = new Uint8Array(this.#sense.length);
    return this.operate(command, transfer);
  }

  /** Executes a command other than NO-OP and SENSE; the sense bytes are zero. */
  protected abstract operate(command: number, transfer: Transfer): Outcome;
  abstract answer(answer: UnitAnswer, transfer: Transfer): Outcome;
  abstract halt(): void;
  /** Forgets what a reset forgets, sense and the state of being ready apart. */
  protected abstract clear(): void;
  /** What the unit knows beside the common part. */
  protected abstract write(): Written;
  protected abstract read(written: Written): void;

  reset(): void {
    this.halt();
    this.#sense = new Uint8Array(this.#sense.length);
    this.clear();
  }

  setReady(ready: boolean): void {
    this.isReady = ready;
  }

  sense(): Uint8Array {
    return this.#sense.slice();
  }

  writeDown(): unknown {
    const common: WrittenUnit = { version: 1, sense: this.sense(), ready: this.isReady };
    return structuredClone({ ...common, own: this.write() });
  }

  restore(written: unknown): void {
    const { version, sense, ready, own } = structuredClone(written) as WrittenUnit & {
      own: Written;
    };
    if (version !== 1) throw new Error('a unit written down by another version');
    this.#sense = sense;
    this.isReady = ready;
    this.read(own);
  }

  /** Ends a CCW with unit check; `sense` are the sense bytes from byte 0 on. */
  protected check(...sense: number[]): Outcome {
    this.#sense.set(sense.slice(0, this.#sense.length));
    return { status: CHANNEL_END | DEVICE_END | UNIT_CHECK };
  }

  protected reject(): Outcome {
    return this.check(COMMAND_REJECT);
  }

  protected notReady(): Outcome {
    return this.check(INTERVENTION_REQUIRED);
  }
}
