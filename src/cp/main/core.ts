/** The system as the parts of CP's main side that make up its life see it (logon, logoff, loading, sessions). */
import type { DialledLines } from './dial/dialled-lines.js';
import type { OperatorLog } from '../ports/operator-log.js';
import type { Records } from '../ports/records.js';
import type { Accounts } from './accounts.js';
import type { ConnectableConsole } from './console/connectable-console.js';
import type { ConsoleHost } from './console/console-host.js';
import type { ControlContext, ControlSystem } from './control-command.js';
import type { MachineMemory } from './machine-memory.js';
import type { MemoryWanted } from './real-machine-memory.js';
import type { ProcessorPool } from './processor-pool.js';
import type { MachineHooks } from './machine-hooks.js';
import type { VirtualMachine } from './virtual-machine.js';

/** The system from inside. */
export interface Core extends ControlSystem {
  readonly log: OperatorLog;
  readonly records: Records;
  readonly accounts: Accounts;
  readonly dialled: DialledLines;
  readonly pool: ProcessorPool;
  readonly hooks: MachineHooks<VirtualMachine>;
  /** Machines by userid, in order of logon. */
  readonly registry: Map<string, VirtualMachine>;
  /** Number for the next machine. */
  nextMachine(): number;
  takeMemory(wanted: MemoryWanted): MachineMemory | undefined;
  makeConsole(host: ConsoleHost): ConnectableConsole;
  /** A context in which CP itself says something to a user. */
  context(machine: VirtualMachine): ControlContext;
  /** A machine's console is let go by its line: LOGOFF, DISCONNECT; `hold` shows the logo. */
  release(machine: VirtualMachine, lines: readonly string[], hold: boolean): void;
  /** The state of a machine's line or what it waits for has changed: its time-outs begin or end. */
  watchLine(machine: VirtualMachine): void;
}
