/** A unit whose outcomes a test gives: for the rules of the channel that no unit of ours shows. */
import type { Outcome, Transfer, Unit, UnitAnswer } from '../../../src/devices/unit.js';

export class ScriptedUnit implements Unit {
  readonly identity = { class: 1, type: 2, model: 3, features: 4 };
  readonly commands: number[] = [];
  onControlUnit?: number;
  halted = 0;
  begun = 0;
  readonly #script: (command: number, transfer: Transfer) => Outcome;

  constructor(script: (command: number, transfer: Transfer) => Outcome) {
    this.#script = script;
  }

  begin(): void {
    this.begun++;
  }

  execute(command: number, transfer: Transfer): Outcome {
    this.commands.push(command);
    return this.#script(command, transfer);
  }

  answer(_answer: UnitAnswer, transfer: Transfer): Outcome {
    return this.#script(-1, transfer);
  }

  halt(): void {
    this.halted++;
  }

  reset(): void {
    this.commands.length = 0;
  }

  sense(): Uint8Array {
    return Uint8Array.of(0x55);
  }

  writeDown(): unknown {
    return { version: 1 };
  }

  restore(): void {
    this.commands.length = 0;
  }
}
