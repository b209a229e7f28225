/**
 * A logged-on virtual machine as CP's main side has it: who it is, its console, devices and settings, what
 * it is doing, and the requests that its real processor has not answered. It is the host of its console.
 *
 * Generations: IPL, reset, LOGOFF and FORCE raise the generation; what was asked or answered under an
 * older one is dropped, what it has done stays (design, section 4).
 */
import type { UnitAnswer, UnitAsk } from '../../devices/unit.js';
import type { Clock } from '../../shared/clock.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type {
  AskAnswer,
  DeviceSpec,
  FromProcessor,
  MachineAsk,
  MachineRequest,
  MachineSpec,
  Reply,
  StopReason,
  ToProcessor,
} from '../protocol.js';
import { ConsoleDrain } from './console-drain.js';
import type { ConsoleHost } from './console/console-host.js';
import type { ConnectableConsole } from './console/virtual-console.js';
import type { Machine, MachineSettings, VirtualDevice } from './cp-services.js';
import type { LineState } from './line-state.js';
import type { MachineMemory } from './machine-memory.js';

/** What CP does for its machines; implemented by the system. */
export interface MachineHooks {
  readonly clock: Clock;
  /** Posts to the real processor that has the machine. */
  post(machine: VirtualMachine, message: ToProcessor): void;
  /** Runs a line from the console. */
  consoleCommand(machine: VirtualMachine, text: string): Promise<void>;
  /** DIAGNOSE X'08'. */
  guestCommand(
    machine: VirtualMachine,
    ask: Extract<MachineAsk, { readonly kind: 'command' }>,
  ): Promise<Extract<AskAnswer, { readonly kind: 'command' }>>;
  /** An ask of a unit that is not a console. */
  unitAsk(machine: VirtualMachine, address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /** An answer that nobody waits for any more. */
  unitWithdrawn(machine: VirtualMachine, address: number, answer: UnitAnswer): void;
  /** The machine stopped by itself: its user is to be told. */
  stopped(machine: VirtualMachine, reason: StopReason): void;
  /** Whether the machine waits for its console changed: a disconnected one is logged off after a time. */
  consoleWanted(machine: VirtualMachine): void;
  /** A fault of ours while we served this machine. */
  fault(machine: VirtualMachine, error: unknown): void;
}

/** Parts that a machine is made of. */
export interface MachineParts {
  readonly id: number;
  readonly entry: DirectoryEntry;
  readonly memory: MachineMemory;
  readonly hooks: MachineHooks;
  readonly storageSize: number;
  readonly makeConsole: (host: ConsoleHost) => ConnectableConsole;
}

interface Pending {
  readonly request: MachineRequest;
  readonly resolve: (reply: Reply) => void;
}

const SUPERSEDED: Reply = { ok: false, why: 'superseded' };

/** A logged-on virtual machine. */
export class VirtualMachine implements Machine, ConsoleHost {
  readonly id: number;
  readonly userid: string;
  readonly entry: DirectoryEntry;
  readonly memory: MachineMemory;
  readonly console: ConnectableConsole;
  readonly settings: MachineSettings;
  readonly devices = new Map<number, VirtualDevice>();
  readonly logonAt: number;
  storageSize: number;
  /** What was last IPLed, for INDICATE USER; '' before the first IPL. */
  ipled = '';
  line: LineState;
  /** LOGOFF or FORCE is under way. */
  ending = false;
  /** Wakes a SLEEP. */
  wake: (() => void) | undefined;
  /** Ends the waiting for an IPL that goes on and on, when PA1 comes. */
  breakIn: (() => void) | undefined;
  readonly #hooks: MachineHooks;
  readonly #drain: ConsoleDrain;
  readonly #pending = new Map<number, Pending>();
  /** Asks that wait for an answer of ours, by their number. */
  readonly #asks = new Map<number, MachineAsk>();
  #generation = 1;
  #sequence = 0;
  /** CP READ: the console talks to CP. */
  #cpRead = true;
  /** The guest stands still because CP wants it so (or it stopped by itself). */
  #stopped = true;
  #waiting = false;
  /** The guest wants an external interruption from PA2 (DIAGNOSE X'54'). */
  #externalKey = false;
  #readAsk: number | undefined;
  /** Resolves when the machine that was stopped last is CP's. */
  #handover: Promise<Reply> = Promise.resolve({ ok: true });
  #lastAsk: [number, number] = [-1, -1];
  /** Who waits for a password. */
  #prompt: ((line: string | undefined) => void) | undefined;
  /** Stopped by itself, reset, or never loaded: SET RUN ON does not start it, BEGIN does. */
  #dead = true;
  /** A processor has been told of it. */
  #placed = false;

  constructor(parts: MachineParts) {
    this.id = parts.id;
    this.userid = parts.entry.userid;
    this.entry = parts.entry;
    this.memory = parts.memory;
    this.storageSize = parts.storageSize;
    this.#hooks = parts.hooks;
    this.logonAt = parts.hooks.clock.now();
    this.line = { kind: 'disconnected', since: this.logonAt };
    this.settings = {
      msg: true,
      wng: true,
      smsg: false,
      imsg: true,
      emsg: 'ON',
      acnt: false,
      run: false,
      timer: 'ON',
      share: parts.entry.share,
    };
    this.console = parts.makeConsole(this);
    this.#drain = new ConsoleDrain(parts.memory, this.console, parts.hooks.clock);
    this.console.status('CP READ');
  }

  get generation(): number {
    return this.#generation;
  }

  get connected(): boolean {
    return this.line.kind === 'connected';
  }

  get inCpRead(): boolean {
    return this.#cpRead;
  }

  /** Whether the guest stands still for CP. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether the guest stands still only because its console is in CP READ. */
  get mayGoOn(): boolean {
    return this.#cpRead && !this.#dead;
  }

  /** Whether the guest waits (enabled) or runs, as the processor last said. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Whether the machine can go on only when somebody is at its console. */
  get needsConsole(): boolean {
    return this.#stopped || this.#readAsk !== undefined;
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
      terminal: this.console.terminal,
    };
  }

  request(request: MachineRequest): Promise<Reply> {
    const sequence = ++this.#sequence;
    return new Promise((resolve) => {
      this.#pending.set(sequence, { request, resolve });
      this.#hooks.post(this, {
        type: 'request',
        machine: this.id,
        generation: this.#generation,
        sequence,
        request,
      });
    });
  }

  async attach(spec: DeviceSpec): Promise<Reply> {
    const reply = await this.request({ op: 'attach', device: spec });
    if (reply.ok) this.devices.set(spec.address, { spec });
    return reply;
  }

  async detach(address: number): Promise<Reply> {
    const reply = await this.request({ op: 'detach', address });
    if (reply.ok) this.devices.delete(address);
    return reply;
  }

  /** READY and NOTREADY; tells the processor. */
  async setReady(address: number, ready: boolean): Promise<Reply> {
    const reply = await this.request({ op: ready ? 'ready' : 'not-ready', address });
    const device = this.devices.get(address);
    if (reply.ok && device !== undefined) this.devices.set(address, { ...device, ready });
    return reply;
  }

  /**
   * Raises the generation: whatever is under way is answered `superseded` or dropped, the console forgets
   * what the guest had on it. The next request (ipl, reset, discard) carries the new one.
   * @param lost - the processor is gone, and answers nothing any more
   */
  raiseGeneration(lost = false): void {
    this.#generation++;
    const pending: Pending[] = [];
    for (const [sequence, one] of this.#pending) {
      if (one.request.op === 'write-down' && !lost) continue;
      this.#pending.delete(sequence);
      pending.push(one);
    }
    this.#asks.clear();
    this.#readAsk = undefined;
    this.#externalKey = false;
    this.#drain.drop();
    this.console.guestReset();
    for (const { resolve } of pending) resolve(SUPERSEDED);
    this.#hooks.consoleWanted(this);
  }

  /** Stops the guest; resolves when the machine is CP's. */
  halt(): Promise<Reply> {
    if (this.#stopped) return this.#handover;
    this.#stopped = true;
    this.memory.setStop(true);
    this.#handover = this.request({ op: 'stop' });
    this.#hooks.consoleWanted(this);
    return this.#handover;
  }

  /** The machine was given to a processor: it is CP's again when that one has taken it in. */
  arrived(): void {
    if (this.#stopped) this.#handover = this.request({ op: 'stop' });
  }

  /** Lets the guest go on, and the console with it. */
  async go(): Promise<Reply> {
    this.#cpRead = false;
    this.#dead = false;
    this.showStatus();
    if (!this.#stopped) return { ok: true };
    this.#goesOn();
    this.#hooks.consoleWanted(this);
    return this.request({ op: 'start' });
  }

  /** It is the processor's, and counts as running until that says that it waits. */
  #goesOn(): void {
    this.#stopped = false;
    this.#waiting = false;
    this.memory.setStop(false);
  }

  /** An IPL begins: the machine is the processor's, and its user sees it run. */
  loading(): void {
    this.#cpRead = false;
    this.#dead = false;
    this.#goesOn();
    this.showStatus();
  }

  /** After an IPL that runs, or one that stops before the PSW. */
  loaded(running: boolean): void {
    this.#handover = Promise.resolve({ ok: true });
    this.#cpRead = !running;
    this.#stopped = !running;
    this.#dead = !running;
    this.showStatus();
    this.#hooks.consoleWanted(this);
  }

  /** The machine is CP's and its console in CP READ, without asking the processor (reset, death, own stop). */
  enteredCp(): void {
    this.#handover = Promise.resolve({ ok: true });
    this.#cpRead = true;
    this.#stopped = true;
    this.#dead = true;
    this.#waiting = false;
    this.showStatus();
    this.#hooks.consoleWanted(this);
  }

  /** Runs `action` while the guest stands still, and lets it go on if it did not stand still before. */
  async whileStopped<T>(action: () => T): Promise<T | undefined> {
    const generation = this.#generation;
    if (this.#stopped) {
      // it may have been told to stop (or been given to a processor) only just now
      const reply = await this.#handover;
      return reply.ok && generation === this.#generation ? action() : undefined;
    }
    const reply = await this.halt();
    if (!reply.ok || generation !== this.#generation) return undefined;
    try {
      return action();
    } finally {
      // PA1 may have come meanwhile: then it stays stopped
      if (!this.#cpRead || this.settings.run) {
        this.#goesOn();
        void this.request({ op: 'start' });
      }
    }
  }

  /** Tells the processor of settings that it goes by (SET TIMER, SHARE, EMSG). */
  async settingsChanged(): Promise<void> {
    const { timer, share, emsg } = this.settings;
    await this.request({ op: 'settings', timer, share, emsg });
  }

  /** SET RUN: whether the guest goes on while the console is in CP READ, from now on. */
  setRun(on: boolean): void {
    this.settings.run = on;
    if (!this.#cpRead || !on || !this.#stopped || this.#dead) return;
    this.#goesOn();
    void this.request({ op: 'start' });
  }

  /** Shows what the machine does at the bottom right of the screen. */
  showStatus(): void {
    this.console.status(
      this.#cpRead ? 'CP READ' : this.#readAsk === undefined ? 'RUNNING' : 'VM READ',
    );
  }

  /** A message of the processor, already known to be for this machine. */
  receive(message: Extract<FromProcessor, { readonly machine: number }>): void {
    if (message.type === 'reply') this.#replied(message);
    if (message.generation !== this.#generation) return;
    switch (message.type) {
      case 'reply':
        return;
      case 'ask':
        if (!this.#firstAsked(message.ask)) return;
        this.#asks.set(message.ask, message.question);
        this.#ask(message.ask, message.question);
        return;
      case 'withdrawn':
        this.#asks.delete(message.ask);
        if (this.#readAsk === message.ask) this.#read(undefined);
        return;
      case 'stopped':
        this.#drain.run();
        this.enteredCp();
        this.#hooks.stopped(this, message.reason);
        return;
      case 'state':
        this.#waiting = message.state === 'waiting';
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
    this.#lastAsk = [-1, -1];
    for (const [address, { spec }] of this.devices) this.devices.set(address, { spec });
  }

  /**
   * Whether an ask is new. A machine that was written down and rebuilt puts again what is under way, and
   * that runs only once; numbers rise among those of channels (even) and of DIAGNOSE (odd).
   */
  #firstAsked(ask: number): boolean {
    if (ask <= this.#lastAsk[ask & 1]!) return false;
    this.#lastAsk[ask & 1] = ask;
    return true;
  }

  // ---- what the console asks of its machine

  cpLine(text: string): void | Promise<void> {
    if (this.#prompt !== undefined) {
      this.giveUpPrompt(text);
      return;
    }
    if (text.trim() === '') {
      if (this.#cpRead) this.console.cpOutput('CP');
      else this.enterCp();
      return;
    }
    return this.#hooks.consoleCommand(this, text);
  }

  /** Asks the person at the console for a line that is not shown; undefined when nobody is there. */
  askHidden(prompt: string): Promise<string | undefined> {
    if (!this.connected || this.#prompt !== undefined) return Promise.resolve(undefined);
    this.console.cpOutput(prompt);
    this.console.maskNext();
    return new Promise((resolve) => {
      this.#prompt = resolve;
    });
  }

  /** The prompt is over: it has its answer, or nobody will answer any more (line gone, logoff). */
  giveUpPrompt(text?: string): void {
    const answer = this.#prompt;
    this.#prompt = undefined;
    answer?.(text);
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
    void this.request({ op: 'attention', address: this.entry.console.device });
  }

  enterCp(): void {
    this.wake?.();
    this.breakIn?.();
    if (this.#cpRead) return;
    this.#cpRead = true;
    this.showStatus();
    if (!this.settings.run) void this.halt();
  }

  externalKey(): void {
    if (this.#externalKey) void this.request({ op: 'external', code: 0x40 });
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

  // ---- what the machine asks of CP

  #ask(ask: number, question: MachineAsk): void {
    this.#drain.run();
    switch (question.kind) {
      case 'unit':
        this.#unitAsk(ask, question.address, question.ask);
        return;
      case 'command':
        void this.#command(ask, question);
        return;
      case 'cp-read':
        void this.#afterOutput().then((current) => {
          if (!current) return;
          this.enterCp();
          this.#answer(ask, { kind: 'command', rc: 0, lines: [] });
        });
        return;
    }
  }

  #replied(message: Extract<FromProcessor, { readonly type: 'reply' }>): void {
    const pending = this.#pending.get(message.sequence);
    const current = message.generation === this.#generation;
    // what was written down is wanted whatever came meanwhile: the processor has forgotten the machine
    if (pending === undefined || (!current && pending.request.op !== 'write-down')) return;
    this.#pending.delete(message.sequence);
    pending.resolve(message.reply);
  }

  #unitAsk(number: number, address: number, ask: UnitAsk): void {
    const answer = (reply: UnitAnswer): void =>
      this.#answer(number, { kind: 'unit', answer: reply });
    switch (ask.kind) {
      case 'console-read':
        this.#read(number);
        return;
      case 'console-room':
        this.#drain.whenRoom(() => answer({ kind: 'done' }));
        return;
      case 'display-read':
        answer({ kind: 'stream', bytes: this.console.displayRead(ask.operation) });
        return;
      case 'open-input':
      case 'input-ended':
      case 'open-output':
      case 'output-limit':
      case 'sync':
        void this.#hooks.unitAsk(this, address, ask).then(
          (reply) => {
            if (this.#asks.has(number)) answer(reply);
            else this.#hooks.unitWithdrawn(this, address, reply);
          },
          (error: unknown) => {
            this.#hooks.fault(this, error);
            answer(ask.kind === 'open-input' ? { kind: 'none' } : { kind: 'refused' });
          },
        );
        return;
    }
  }

  #read(ask: number | undefined): void {
    this.#readAsk = ask;
    this.showStatus();
    this.#hooks.consoleWanted(this);
  }

  async #command(
    ask: number,
    question: Extract<MachineAsk, { readonly kind: 'command' }>,
  ): Promise<void> {
    // what the guest typed before comes before the response
    if (!(await this.#afterOutput())) return;
    try {
      this.#answer(ask, await this.#hooks.guestCommand(this, question));
    } catch (error) {
      this.#hooks.fault(this, error);
    }
  }

  /** Resolves when the guest's console output so far is shown; false when the generation changed meanwhile. */
  async #afterOutput(): Promise<boolean> {
    const generation = this.#generation;
    await this.#drain.whenEmpty();
    return generation === this.#generation;
  }

  #answer(ask: number, answer: AskAnswer): void {
    // an ask of an older generation is not in the list any more
    if (!this.#asks.delete(ask)) return;
    void this.request({ op: 'answer', ask, answer });
  }
}
