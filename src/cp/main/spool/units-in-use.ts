/** The unit-record devices of all machines that are logged on. */
import type { Machine } from '../cp-services.js';
import { MachineUnits, type SpoolUnit } from './spool-units.js';

/** Units by machine. */
export class UnitsInUse {
  readonly #machines = new Map<number, MachineUnits>();

  logon(machine: Machine): void {
    this.#machines.set(machine.id, new MachineUnits(machine));
  }

  /** From here on what the store still opens for this machine is closed again. */
  logoff(machine: Machine): void {
    this.#machines.delete(machine.id);
  }

  /** The units of a machine; of one that is not logged on, as they would be at logon. */
  of(machine: Machine): MachineUnits {
    return this.#machines.get(machine.id) ?? new MachineUnits(machine);
  }

  /** The machine was logged off, or the device detached, while the store worked for it. */
  isGone(machine: Machine, unit: SpoolUnit): boolean {
    return this.#machines.get(machine.id)?.everything().includes(unit) !== true;
  }
}
