/**
 * A logged-on virtual machine as CP's main side has it: who it is, its console, devices and settings, what
 * it is doing, and the requests that its real processor has not answered. It is the host of its console.
 *
 * Generations: IPL, reset, LOGOFF and FORCE raise the generation; what was asked or answered under an
 * older one is dropped, what it has done stays (design, section 4).
 */
import type { TapeMedium } from '../../devices/tape/tape-file.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type { DeviceSpec, FromProcessor, MachineRequest, MachineSpec, Reply } from '../protocol.js';
import type { Accounted } from './accounted.js';
import { noTrace } from '../trace/trace-state.js';
import type { TraceState } from '../trace/trace-state.js';
import { ConsoleDrain } from './console-drain.js';
import type { ConsoleHost } from './console/console-host.js';
import type { ConnectableConsole } from './console/connectable-console.js';
import type { Machine, MachineSettings, VirtualDevice } from './cp-services.js';
import { HiddenPrompt } from './hidden-prompt.js';
import { shownPart, withoutPassword } from './hidden-words.js';
import type { LineState } from './line-state.js';
import { MachineAsks } from './machine-asks.js';
import { AttachedDevices } from './attached-devices.js';
import type { MachineHooks, MachineParts } from './machine-hooks.js';
import type { MachineMemory } from './machine-memory.js';
import { cpuText } from './operands.js';
import { PendingRequests } from './pending-requests.js';
import { RunState } from './run-state.js';

/** A logged-on virtual machine. */
export class VirtualMachine implements Machine, ConsoleHost {
  readonly id: number;
  readonly userid: string;
  readonly entry: DirectoryEntry;
  readonly memory: MachineMemory;
  readonly console: ConnectableConsole;
  readonly settings: MachineSettings;
  readonly devices = new Map<number, VirtualDevice>();
  readonly #attached: AttachedDevices;
  readonly logonAt: number;
  storageSize: number;
  /** What is traced, as the processor last said; it lives on when that one dies. */
  trace: TraceState = noTrace();
  /** What was last IPLed, for INDICATE USER; '' before the first IPL. */
  ipled = '';
  line: LineState;
  /** Whom what it uses is charged to, and from when on it has not been. */
  charging: { readonly userid: string; readonly account: string } | undefined;
  accounted: Accounted | undefined;
  /** LOGOFF or FORCE is under way. */
  ending = false;
  /** Wakes a SLEEP. */
  wake: (() => void) | undefined;
  /** Ends the waiting for an IPL that goes on and on, when PA1 comes. */
  breakIn: (() => void) | undefined;
  readonly #hooks: MachineHooks<VirtualMachine>;
  readonly #drain: ConsoleDrain;
  readonly #pending = new PendingRequests();
  readonly #asks: MachineAsks;
  readonly #run: RunState;
  #generation = 1;
  /** The guest wants an external interruption from PA2 (DIAGNOSE X'54'). */
  #externalKey = false;
  readonly #prompt = new HiddenPrompt();
  /** A processor has been told of it. */
  #placed = false;

  constructor(parts: MachineParts<VirtualMachine>) {
    this.id = parts.id;
    this.userid = parts.entry.userid;
    this.entry = parts.entry;
    this.memory = parts.memory;
    this.storageSize = parts.storageSize;
    this.#hooks = parts.hooks;
    this.#attached = new AttachedDevices(this.devices, parts.hooks.clock, (request) =>
      this.request(request),
    );
    this.logonAt = parts.hooks.clock.now();
    this.line = { kind: 'disconnected', since: this.logonAt };
    this.settings = {
      msg: true,
      wng: true,
      smsg: false,
      imsg: true,
      emsg: 'ON',
      acnt: false,
      dateFormat: 'SHORTDATE',
      run: false,
      timer: 'ON',
      share: parts.entry.share,
    };
    this.console = parts.makeConsole(this);
    this.#drain = new ConsoleDrain(parts.memory, this.console, parts.hooks.clock);
    this.#asks = this.#makeAsks();
    this.#run = new RunState({
      generation: () => this.#generation,
      request: (request) => this.request(request),
      setStop: (stop) => this.memory.setStop(stop),
      runs: () => this.settings.run,
      showStatus: () => this.showStatus(),
      consoleWanted: () => this.#hooks.consoleWanted(this),
    });
    this.console.status('CP READ');
  }

  #makeAsks(): MachineAsks {
    const hooks = this.#hooks;
    return new MachineAsks({
      drain: this.#drain,
      generation: () => this.#generation,
      command: (ask) => hooks.guestCommand(this, ask),
      service: (request) => hooks.service(this, request),
      unitAsk: (address, ask) => hooks.unitAsk(this, address, ask),
      unitWithdrawn: (address, answer) => hooks.unitWithdrawn(this, address, answer),
      unitDropped: (address) => hooks.unitDropped(this, address),
      displayRead: (operation, chained) => this.console.displayRead(operation, chained),
      displayValid: () => this.console.displayValid,
      traceCommand: (text) => hooks.consoleCommand(this, text),
      enterCp: () => this.enterCp(),
      stopTraced: () => this.#run.stopTraced(),
      readChanged: () => {
        this.showStatus();
        hooks.consoleWanted(this);
      },
      send: (ask, answer) => this.request({ op: 'answer', ask, answer }),
      served: (answer) => hooks.serviceAnswered(this, answer),
      fault: (error) => hooks.fault(this, error),
    });
  }

  get generation(): number {
    return this.#generation;
  }

  get connected(): boolean {
    return this.line.kind === 'connected';
  }

  get terminalName(): string {
    return this.line.kind === 'connected' ? this.line.line : 'DSC';
  }

  get inCpRead(): boolean {
    return this.#run.cpRead;
  }

  /** Whether the guest stands still for CP. */
  get stopped(): boolean {
    return this.#run.stopped;
  }

  /** Whether the guest stands still only because its console is in CP READ. */
  get mayGoOn(): boolean {
    return this.#run.mayGoOn;
  }

  /** Whether the guest waits (enabled) or runs, as the processor last said. */
  get waiting(): boolean {
    return this.#run.waiting;
  }

  /** Whether the machine can go on only when somebody is at its console. */
  get needsConsole(): boolean {
    return this.#run.stopped || this.#asks.reading;
  }

  /** Resolves when the logon has given the machine to a processor: nothing it is asked before gets an answer. */
  placed: Promise<void> = Promise.resolve();

  /** What a processor is told of it. */
  spec(): MachineSpec {
    this.#placed = true;
    return {
      id: this.id,
      userid: this.userid,
      generation: this.#generation,
      block: this.memory.block,
      storageSize: this.storageSize,
      devices: [...this.devices.values()].map((device) => device.spec),
      timer: this.settings.timer,
      share: this.settings.share,
      emsg: this.settings.emsg,
      classes: this.entry.classes,
      accounting: this.entry.accounting,
      terminal: this.console.terminal,
      trace: this.trace,
    };
  }

  request(request: MachineRequest): Promise<Reply> {
    return this.#pending.add(request, (sequence) => {
      this.#hooks.post(this, {
        type: 'request',
        machine: this.id,
        generation: this.#generation,
        sequence,
        request,
      });
    });
  }

  attach(spec: DeviceSpec): Promise<Reply> {
    return this.#attached.attach(spec);
  }

  detach(address: number): Promise<Reply> {
    return this.#attached.detach(address);
  }

  /** DEFINE vdev AS newvdev. */
  renumber(address: number, to: number): Promise<Reply> {
    return this.#attached.renumber(address, to);
  }

  /** TERMINAL CONMODE; what it is now. */
  get consoleMode(): '3215' | '3270' {
    return this.#attached.consoleMode;
  }

  setConsoleMode(mode: '3215' | '3270'): Promise<void> {
    return this.#attached.setConsoleMode(mode);
  }

  /** Address of the console, which may be another than at logon. */
  get consoleAddress(): number {
    return this.#attached.consoleAddress;
  }

  mount(address: number, medium: TapeMedium): Promise<Reply> {
    return this.#attached.mount(address, medium);
  }

  unmounted(address: number): void {
    this.#attached.setMedium(address, undefined);
  }

  /** READY and NOTREADY; tells the processor. */
  setReady(address: number, ready: boolean): Promise<Reply> {
    return this.#attached.setReady(address, ready);
  }

  /**
   * Raises the generation: whatever is under way is answered `superseded` or dropped, the console forgets
   * what the guest had on it. The next request (ipl, reset, discard) carries the new one.
   * @param lost - the processor is gone, and answers nothing any more
   */
  raiseGeneration(lost = false): void {
    this.#generation++;
    const tellSuperseded = this.#pending.supersede(lost);
    this.#asks.forget();
    this.#hooks.wasReset(this);
    this.#externalKey = false;
    this.#drain.drop();
    this.console.guestReset();
    tellSuperseded();
    this.#hooks.consoleWanted(this);
  }

  /** Stops the guest; resolves when the machine is CP's. */
  halt(): Promise<Reply> {
    return this.#run.halt();
  }

  /** The machine was given to a processor: it is CP's again when that one has taken it in. */
  arrived(): void {
    this.#run.arrived();
  }

  /**
   * Lets the guest go on, and the console with it. @param processor - leaves the stopped state, too (BEGIN for one
   * virtual processor, or for all)
   */
  go(processor?: number | 'all'): Promise<Reply> {
    return this.#run.go(processor);
  }

  /** An IPL begins: the machine is the processor's, and its user sees it run. */
  loading(): void {
    this.#run.loading();
  }

  /** After an IPL that runs, or one that stops before the PSW. */
  loaded(running: boolean): void {
    this.#run.loaded(running);
  }

  /** The machine is CP's and its console in CP READ, without asking the processor (reset, death, own stop). */
  enteredCp(): void {
    this.#run.enteredCp();
  }

  /** Runs `action` while the guest stands still, and lets it go on if it did not stand still before. */
  whileStopped<T>(action: () => T | Promise<T>): Promise<T | undefined> {
    return this.#run.whileStopped(action);
  }

  /**
   * DEFINE CPU: one more virtual processor, while the guest goes on. False when there is no room for another,
   * undefined when the machine was reset or lost meanwhile.
   */
  defineProcessor(address: number): Promise<boolean | undefined> {
    return this.#changeProcessors(() => this.memory.addProcessor(address));
  }

  /** DETACH CPU: what the virtual processor was in the middle of is forgotten. False when it could not be done. */
  async detachProcessor(address: number): Promise<boolean> {
    const detached = await this.#changeProcessors(() => {
      if (!this.memory.processors.includes(address)) return false;
      this.memory.removeProcessor(address);
      return true;
    });
    // nothing is left that could run
    const some = this.memory.processors.some((one) => this.memory.processorView(one).operating);
    if (detached === true && !some && !this.stopped) await this.halt().then(() => this.enteredCp());
    return detached === true;
  }

  #changeProcessors<T>(change: () => T): Promise<T | undefined> {
    return this.whileStopped(() => {
      const changed = change();
      void this.request({ op: 'processors', timer: this.settings.timer });
      return changed;
    });
  }

  /** CPU n STOP: it enters the stopped state, while others go on; the last one takes the machine to CP. */
  stopProcessor(address: number): Promise<Reply> {
    return this.request({ op: 'stop-processor', processor: address });
  }

  /** What stands in front of CP's lines on the console of a multiprocessor (z/VM): `00: `. */
  linePrefix(processor = this.memory.base): string {
    return this.memory.processors.length > 1 ? `${cpuText(processor)}: ` : '';
  }

  /** Tells the processor of settings that it goes by (SET TIMER, SHARE, EMSG). */
  async settingsChanged(): Promise<void> {
    const { timer, share, emsg } = this.settings;
    await this.request({ op: 'settings', timer, share, emsg });
  }

  /** SET RUN: whether the guest goes on while the console is in CP READ, from now on. */
  setRun(on: boolean): void {
    this.settings.run = on;
    if (on) this.#run.runOn();
  }

  /** Shows what the machine does at the bottom right of the screen. */
  showStatus(): void {
    this.console.status(this.#run.cpRead ? 'CP READ' : this.#asks.reading ? 'VM READ' : 'RUNNING');
  }

  /** A message of the processor, already known to be for this machine. */
  receive(message: Extract<FromProcessor, { readonly machine: number }>): void {
    const current = message.generation === this.#generation;
    if (message.type === 'reply') this.#pending.replied(message, current);
    // what a reset has taken out of storage is out of it, whatever has come since
    if (message.type === 'segments') this.#hooks.segmentsHeld(this, message.held);
    if (!current) return;
    switch (message.type) {
      case 'reply':
      case 'segments':
        return;
      case 'ask':
        this.#asks.asked(message.ask, message.question);
        return;
      case 'withdrawn':
        this.#asks.withdrawn(message.ask);
        return;
      case 'stopped':
        this.#drain.run();
        this.enteredCp();
        this.#hooks.stopped(this, message.reason);
        return;
      case 'processor-stopped':
        this.#drain.run();
        this.#hooks.processorStopped(this, message.processor, message.reason);
        return;
      case 'state':
        this.#run.waiting = message.state === 'waiting';
        return;
      case 'console':
        this.#drain.run();
        return;
      case 'accepted':
        this.console.accepted();
        return;
      case 'external-key':
        this.#externalKey = message.on;
        return;
    }
  }

  /** A processor that knows nothing of the machine's past will number its asks from the beginning. */
  renewed(): void {
    this.#asks.renewed();
    this.#attached.renewed();
  }

  // ---- what the console asks of its machine

  cpLine(text: string): void | Promise<void> {
    if (this.#prompt.answer(text)) return;
    if (text.trim() === '') {
      if (this.#run.cpRead) this.console.cpOutput('CP');
      else this.enterCp();
      return;
    }
    return this.#hooks.consoleCommand(this, text);
  }

  /** Asks the person at the console for a line that is not shown; undefined when nobody is there. */
  askHidden(prompt: string): Promise<string | undefined> {
    return this.connected ? this.#prompt.ask(this.console, prompt) : Promise.resolve(undefined);
  }

  /** Nobody will answer a prompt any more (line gone, logoff). */
  giveUpPrompt(): void {
    this.#prompt.answer(undefined);
  }

  guestLine(bytes: Uint8Array): void {
    this.wake?.();
    void this.request({ op: 'console-line', bytes });
  }

  async withdrawLine(): Promise<boolean> {
    const reply = await this.request({ op: 'withdraw-line' });
    return reply.ok;
  }

  attention(): void {
    this.wake?.();
    void this.request({ op: 'attention', address: this.consoleAddress });
  }

  enterCp(): void {
    this.wake?.();
    this.breakIn?.();
    this.#run.enterCp();
  }

  externalKey(): void {
    if (this.#externalKey) void this.request({ op: 'external', code: 0x40 });
  }

  shownPart(typed: string): string {
    return shownPart(typed, this.console.settings, withoutPassword);
  }

  drain(): void {
    this.#drain.run();
  }

  displayLost(): void {
    void this.request({ op: 'display-lost' });
  }

  terminalChanged(): void {
    // before its first placing the processor learns it with the machine
    if (this.#placed) void this.request({ op: 'terminal', terminal: this.console.terminal });
  }
}
