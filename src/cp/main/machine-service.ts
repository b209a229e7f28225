/** What CP does for its machines: runs their commands, serves their units, tells users why a machine stopped. */
import type { UnitAnswer, UnitAsk } from '../../devices/unit.js';
import type {
  AskAnswer,
  MachineAsk,
  ProcessorSignal,
  ProcessorStop,
  StopReason,
  ToProcessor,
} from '../protocol.js';
import type { ServiceAnswer, ServiceAsk } from '../guest-services.js';
import { COMMANDS } from './command-table.js';
import type { ControlContext } from './control-command.js';
import type { Core } from './core.js';
import { serve } from './diagnose-services.js';
import { interpret } from './interpreter.js';
import { editMessage, say } from './messages-table.js';
import type { MessageNumber } from './messages-table.js';
import { cpuText, hex8 } from './operands.js';
import type { MachineHooks } from './machine-hooks.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Most lines of a response that is collected for a guest: more than its buffer of 8192 bytes can hold. */
const COLLECT_LIMIT = 8192;

/** What is said when a signal of another virtual processor stopped one. */
const SIGNALS: Readonly<Partial<Record<ProcessorSignal, MessageNumber>>> = {
  'initial-program-reset': 2625,
  'program-reset': 2626,
  'initial-cpu-reset': 2627,
  'cpu-reset': 2628,
  stop: 2629,
  'stop-and-store-status': 2630,
};

type CommandAsk = Extract<MachineAsk, { readonly kind: 'command' }>;
type CommandAnswer = Extract<AskAnswer, { readonly kind: 'command' }>;

/** How a command runs. */
interface ContextOptions {
  /** Collects the response, which is typed otherwise. */
  readonly lines?: string[] | undefined;
  /** Whether a password may be asked for. */
  readonly mayAsk?: boolean;
  /** The virtual processor that it is about; the base when none is named. */
  readonly cpu?: number;
}

/** Makes the context in which a machine's command runs. */
export function contextFor(
  core: Core,
  user: VirtualMachine,
  origin: ControlContext['origin'],
  { lines, mayAsk = true, cpu: about }: ContextOptions = {},
): ControlContext {
  const cpu = about ?? user.memory.base;
  const respond = (line: string): void => {
    if (lines === undefined) user.console.prefixed(user.linePrefix(cpu), line);
    else if (lines.length < COLLECT_LIMIT) lines.push(line);
  };
  return {
    cp: core,
    user,
    origin,
    cpu,
    named: about !== undefined,
    respond,
    inform(line) {
      if (lines !== undefined || user.settings.imsg) respond(line);
    },
    about: (other) => contextFor(core, user, origin, { lines, mayAsk, cpu: other }),
    message(module, number, severity, text) {
      const line = editMessage(user.settings.emsg, module, number, severity, text);
      if (line !== undefined) respond(line);
      return number;
    },
    askHidden: (prompt) => (mayAsk ? user.askHidden(prompt) : Promise.resolve(undefined)),
  };
}

/** The hooks of all machines. */
export class MachineService implements MachineHooks<VirtualMachine> {
  readonly clock: MachineHooks<VirtualMachine>['clock'];
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
    this.clock = core.clock;
  }

  post(machine: VirtualMachine, message: ToProcessor): void {
    this.#core.pool.post(machine, message);
  }

  async consoleCommand(machine: VirtualMachine, text: string): Promise<void> {
    try {
      await interpret(COMMANDS, text, contextFor(this.#core, machine, 'console'));
    } catch (error) {
      this.fault(machine, error);
    }
  }

  async guestCommand(machine: VirtualMachine, ask: CommandAsk): Promise<CommandAnswer> {
    const lines: string[] = [];
    const context = contextFor(this.#core, machine, 'guest', {
      lines: ask.buffered ? lines : undefined,
      mayAsk: !ask.noPassword,
    });
    const rc = await interpret(COMMANDS, ask.text, context, ask.silentUnknown);
    return { kind: 'command', rc, lines };
  }

  serviceAnswered(machine: VirtualMachine, { segment }: ServiceAnswer): void {
    if (segment !== undefined) this.#core.segments.arrived(machine, segment.id);
  }

  segmentsHeld(machine: VirtualMachine, ids: readonly number[]): void {
    this.#core.segments.held(machine, ids);
  }

  service(machine: VirtualMachine, request: ServiceAsk): Promise<ServiceAnswer> {
    return serve(this.#core, machine, request);
  }

  unitAsk(machine: VirtualMachine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const { ctca, dialled, links, spool, tapes } = this.#core;
    switch (machine.devices.get(address)?.spec.type) {
      case 'fba':
      case 'ckd':
        return links.ask(machine, address, ask);
      case 'graf':
        return Promise.resolve(dialled.ask(machine, address, ask));
      case 'ctca':
        return ctca.ask(machine, address, ask);
      case 'tape':
        return tapes.ask(machine, address, ask);
      default:
        return spool.ask(machine, address, ask);
    }
  }

  unitWithdrawn(machine: VirtualMachine, address: number, answer: UnitAnswer): void {
    this.#core.spool.withdrawn(machine, address, answer);
  }

  unitDropped(machine: VirtualMachine, address: number): void {
    this.#core.ctca.withdrawn(machine, address);
  }

  wasReset(machine: VirtualMachine): void {
    this.#core.ctca.reset(machine);
    this.#core.vmcf.clear(machine);
  }

  stopped(machine: VirtualMachine, reason: StopReason): void {
    const context = contextFor(this.#core, machine, 'cp');
    switch (reason.kind) {
      case 'disabled-wait':
      case 'program-loop':
      case 'signal':
      case 'command':
        this.#processorStopped(machine, reason.processor, reason);
        return;
      case 'no-frame':
        say(context, 'PTR', 410);
        this.#core.operator(`REAL STORAGE IS USED UP: ${machine.userid} STOPPED`);
        return;
      case 'internal-error':
        this.#core.operator(`INTERNAL ERROR, USER ${machine.userid} STOPPED: ${reason.text}`);
        say(context, 'MCH', 617, machine.userid);
        return;
    }
  }

  processorStopped(machine: VirtualMachine, processor: number, reason: ProcessorStop): void {
    this.#processorStopped(machine, processor, reason);
    // CP is entered for the whole machine, which stands still unless SET RUN is ON
    if (reason.kind === 'disabled-wait' || reason.kind === 'program-loop') machine.enterCp();
  }

  #processorStopped(machine: VirtualMachine, processor: number, reason: ProcessorStop): void {
    const context = contextFor(this.#core, machine, 'cp', { cpu: processor });
    switch (reason.kind) {
      case 'disabled-wait':
        say(context, 'GIR', 450, hex8(reason.psw[0]), hex8(reason.psw[1]));
        return;
      case 'program-loop':
        say(context, 'GIR', 453);
        return;
      case 'signal': {
        const number = SIGNALS[reason.order];
        if (number !== undefined) say(context, 'GSP', number, cpuText(reason.from));
        return;
      }
      case 'command':
        // CPU n STOP has told its user
        return;
    }
  }

  consoleWanted(machine: VirtualMachine): void {
    this.#core.watchLine(machine);
  }

  /** A fault of ours costs at most the machine for which we worked. */
  fault(machine: VirtualMachine, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#core.operator(`INTERNAL ERROR, USER ${machine.userid} STOPPED: ${text}`);
    if (machine.ending) return;
    void machine.halt().then(() => machine.enteredCp());
    say(contextFor(this.#core, machine, 'cp'), 'MCH', 617, machine.userid);
  }
}
