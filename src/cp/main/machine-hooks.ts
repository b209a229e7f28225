/** What a virtual machine on CP's main side is made of, and what CP does for it. */
import type { UnitAnswer, UnitAsk } from '../../devices/unit.js';
import type { Clock } from '../../shared/clock.js';
import type { ServiceAnswer, ServiceAsk } from '../guest-services.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type { AskAnswer, MachineAsk, ProcessorStop, StopReason, ToProcessor } from '../protocol.js';
import type { ConnectableConsole } from './console/connectable-console.js';
import type { ConsoleHost } from './console/console-host.js';
import type { MachineMemory } from './machine-memory.js';

/** What CP does for its machines (`Subject`: what a machine is here); implemented by the system. */
export interface MachineHooks<Subject> {
  readonly clock: Clock;
  /** Posts to the real processor that has the machine. */
  post(machine: Subject, message: ToProcessor): void;
  /** Runs a line from the console. */
  consoleCommand(machine: Subject, text: string): Promise<void>;
  /** DIAGNOSE X'08'. */
  guestCommand(
    machine: Subject,
    ask: Extract<MachineAsk, { readonly kind: 'command' }>,
  ): Promise<Extract<AskAnswer, { readonly kind: 'command' }>>;
  /** The saved segments that a machine has now, by the numbers of their files. */
  segmentsHeld(machine: Subject, ids: readonly number[]): void;
  /** An answer to {@link service} has reached the machine, or will not. */
  serviceAnswered(machine: Subject, answer: ServiceAnswer): void;
  /** A DIAGNOSE whose subject main has. */
  service(machine: Subject, request: ServiceAsk): Promise<ServiceAnswer>;
  /** An ask of a unit that is not a console. */
  unitAsk(machine: Subject, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /** An answer that nobody waits for any more. */
  unitWithdrawn(machine: Subject, address: number, answer: UnitAnswer): void;
  /** What an adapter has asked is not wanted any more. */
  unitDropped(machine: Subject, address: number): void;
  /** IPL, reset, logoff or loss: whoever waits for this machine is told. */
  wasReset(machine: Subject): void;
  /** The machine stopped by itself: its user is to be told. */
  stopped(machine: Subject, reason: StopReason): void;
  /** One of its virtual processors stopped, while others go on. */
  processorStopped(machine: Subject, processor: number, reason: ProcessorStop): void;
  /** Whether the machine waits for its console changed: a disconnected one is logged off after a time. */
  consoleWanted(machine: Subject): void;
  /** A fault of ours while we served this machine. */
  fault(machine: Subject, error: unknown): void;
}

/** Parts that a machine is made of. */
export interface MachineParts<Subject> {
  readonly id: number;
  readonly entry: DirectoryEntry;
  readonly memory: MachineMemory;
  readonly hooks: MachineHooks<Subject>;
  readonly storageSize: number;
  readonly makeConsole: (host: ConsoleHost) => ConnectableConsole;
}
