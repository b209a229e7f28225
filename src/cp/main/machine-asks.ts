/**
 * What a virtual machine asks of CP: the asks of its units and its DIAGNOSE X'08' that wait for an answer,
 * and the read that is out on its console. An ask runs at most once, and is answered as long as nobody has
 * withdrawn it (design, section 4).
 */
import type { ReadOperation } from '../../devices/display/display-table.js';
import type { UnitAnswer, UnitAsk } from '../../devices/unit.js';
import type { AskAnswer, MachineAsk } from '../protocol.js';
import type { ServiceAnswer, ServiceAsk } from '../guest-services.js';
import type { ConsoleDrain } from './console-drain.js';

type CommandAsk = Extract<MachineAsk, { readonly kind: 'command' }>;

/** What serves the asks of one machine. */
export interface AskServices {
  readonly drain: ConsoleDrain;
  /** The machine's generation now. */
  generation(): number;
  /** DIAGNOSE X'08'. */
  command(ask: CommandAsk): Promise<Extract<AskAnswer, { readonly kind: 'command' }>>;
  /** A DIAGNOSE whose subject main has. */
  service(request: ServiceAsk): Promise<ServiceAnswer>;
  /** An ask of a unit that is not a console. */
  unitAsk(address: number, ask: UnitAsk): Promise<UnitAnswer>;
  /** An answer that nobody waits for any more. */
  unitWithdrawn(address: number, answer: UnitAnswer): void;
  /** HIO, reset of a device: what an adapter has asked is not wanted any more. */
  unitDropped(address: number): void;
  /** What is on the program's screen. */
  displayRead(operation: ReadOperation, chained: boolean): Uint8Array;
  /** Whether what was written to it last was valid. */
  displayValid(): boolean;
  /** Runs a command that a trap of the user's has. */
  traceCommand(text: string): Promise<void>;
  enterCp(): void;
  /** A traced event: the console enters CP READ and the machine stops. */
  stopTraced(): void;
  /** The console read began or ended. */
  readChanged(): void;
  /** Sends an answer to the machine's processor; resolves when it has been taken or refused. */
  send(ask: number, answer: AskAnswer): Promise<unknown>;
  /** An answer to a service has been taken or refused, or was not wanted any more. */
  served(answer: ServiceAnswer): void;
  /** A fault of ours while we served this machine. */
  fault(error: unknown): void;
}

/** The asks of one machine. */
export class MachineAsks {
  readonly #services: AskServices;
  /** Asks that wait for an answer of ours, by their number. */
  readonly #waiting = new Map<number, MachineAsk>();
  #last: [number, number] = [-1, -1];
  #read: number | undefined;

  constructor(services: AskServices) {
    this.#services = services;
  }

  /** Whether a read is out on the console. */
  get reading(): boolean {
    return this.#read !== undefined;
  }

  /** The processor asks something; what it asks a second time is dropped. */
  asked(ask: number, question: MachineAsk): void {
    if (!this.#first(ask)) return;
    this.#waiting.set(ask, question);
    this.#services.drain.run();
    switch (question.kind) {
      case 'unit':
        // a read that had a line before main heard of it: the screen behind it is what the user sees
        if (question.behind !== undefined && this.#services.drain.hasShownBehind(question.behind))
          return;
        this.#unitAsk(ask, question.address, question.ask);
        return;
      case 'command':
        void this.#command(ask, question);
        return;
      case 'service':
        void this.#service(ask, question.request);
        return;
      case 'cp-read':
        void this.#afterOutput().then((current) => {
          if (!current) return;
          this.#services.enterCp();
          void this.#answer(ask, { kind: 'command', rc: 0, lines: [] });
        });
        return;
      case 'traced':
        void this.#traced(ask, question);
        return;
    }
  }

  /** The user sees the event, then what his commands say of it. */
  async #traced(
    ask: number,
    { stop, commands }: Extract<MachineAsk, { readonly kind: 'traced' }>,
  ): Promise<void> {
    const generation = this.#services.generation();
    if (!(await this.#afterOutput())) return;
    for (const command of commands) {
      await this.#services.traceCommand(command);
      // the command was an IPL, a reset or LOGOFF
      if (generation !== this.#services.generation()) return;
    }
    if (stop) this.#services.stopTraced();
    await this.#answer(ask, { kind: 'command', rc: 0, lines: [] });
  }

  /** Nobody waits for the answer any more. */
  withdrawn(ask: number): void {
    const question = this.#waiting.get(ask);
    this.#waiting.delete(ask);
    if (question?.kind === 'unit' && question.ask.kind.startsWith('ctca')) {
      this.#services.unitDropped(question.address);
    }
    if (this.#read === ask) this.#setRead(undefined);
  }

  /** The machine is reset: whatever it has asked is forgotten. */
  forget(): void {
    this.#waiting.clear();
    this.#read = undefined;
  }

  /** A processor that knows nothing of the machine's past will number its asks from the beginning. */
  renewed(): void {
    this.#last = [-1, -1];
  }

  /**
   * Whether an ask is new. A machine that was written down and rebuilt puts again what is under way, and
   * that runs only once; numbers rise among those of channels (even) and of DIAGNOSE (odd).
   */
  #first(ask: number): boolean {
    if (ask <= this.#last[ask & 1]!) return false;
    this.#last[ask & 1] = ask;
    return true;
  }

  #unitAsk(number: number, address: number, ask: UnitAsk): void {
    const answer = (reply: UnitAnswer): void =>
      void this.#answer(number, { kind: 'unit', answer: reply });
    switch (ask.kind) {
      case 'console-read':
        this.#setRead(number);
        return;
      case 'console-room':
        this.#services.drain.whenRoom(() => answer({ kind: 'done' }));
        return;
      case 'display-read': {
        const { operation, chained } = ask;
        const read = (): void =>
          answer({ kind: 'stream', bytes: this.#services.displayRead(operation, chained) });
        // a read that goes on where a write has ended waits until that has been done
        if (!chained) read();
        else void this.#afterOutput().then((current) => current && read());
        return;
      }
      case 'display-written':
        void this.#afterOutput().then((current) => {
          if (current) answer({ kind: this.#services.displayValid() ? 'done' : 'invalid' });
        });
        return;
      case 'open-input':
      case 'input-ended':
      case 'open-output':
      case 'output-limit':
      case 'sync':
      case 'unload':
      case 'graf-read':
      case 'graf-write':
      case 'ctca':
      case 'ctca-end':
      case 'ctca-data':
        void this.#services.unitAsk(address, ask).then(
          (reply) => {
            if (this.#waiting.has(number)) answer(reply);
            else this.#services.unitWithdrawn(address, reply);
          },
          (error: unknown) => {
            this.#services.fault(error);
            answer(ask.kind === 'open-input' ? { kind: 'none' } : { kind: 'refused' });
          },
        );
        return;
    }
  }

  #setRead(ask: number | undefined): void {
    this.#read = ask;
    this.#services.readChanged();
  }

  async #command(ask: number, question: CommandAsk): Promise<void> {
    // what the guest typed before comes before the response
    if (!(await this.#afterOutput())) return;
    try {
      void this.#answer(ask, await this.#services.command(question));
    } catch (error) {
      this.#services.fault(error);
    }
  }

  async #service(ask: number, request: ServiceAsk): Promise<void> {
    try {
      const answer = await this.#services.service(request);
      await this.#answer(ask, { kind: 'service', answer });
      this.#services.served(answer);
    } catch (error) {
      this.#services.fault(error);
    }
  }

  /** Resolves when the guest's console output so far is shown; false when the generation changed meanwhile. */
  async #afterOutput(): Promise<boolean> {
    const generation = this.#services.generation();
    await this.#services.drain.whenEmpty();
    return generation === this.#services.generation();
  }

  async #answer(ask: number, answer: AskAnswer): Promise<void> {
    // an ask of an older generation is not in the list any more
    if (this.#waiting.delete(ask)) await this.#services.send(ask, answer);
  }
}
