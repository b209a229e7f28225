/**
 * The DIAGNOSE that a virtual processor is in the middle of. Most complete at once; one that waits (for CP's main side, a
 * channel program, or a frame of real storage) is in hand as plain data until it goes on, and the guest
 * executes nothing meanwhile.
 */
import type { AskAnswer, MachineAsk } from '../protocol.js';
import { PRIVILEGED_OPERATION, program, SPECIFICATION } from './diagnose/diagnose-code.js';
import type {
  DiagnoseContext,
  DiagnoseResult,
  IoEnd,
  Plan,
  SynchronousIo,
} from './diagnose/diagnose-code.js';
import { DIAGNOSE_CODES } from './diagnose/diagnose-table.js';

/** What a DIAGNOSE in hand waits for. */
type Waiting =
  | { readonly for: 'main'; readonly ask: number; readonly question: MachineAsk }
  | { readonly for: 'io'; readonly address: number }
  /** A frame; then the same call is made again, with what had come already. */
  | { readonly for: 'frame'; readonly answer?: AskAnswer; readonly end?: IoEnd };

/** A DIAGNOSE in hand, plain data. */
export interface InHand {
  readonly code: number;
  readonly r1: number;
  readonly r3: number;
  readonly plan: Plan;
  readonly waiting: Waiting;
}

/** What the runner needs of its machine. */
export interface DiagnoseHost {
  readonly context: DiagnoseContext;
  /** Puts an ask; returns its number. */
  ask(question: MachineAsk): number;
  /** Starts a channel program whose end is told to {@link DiagnoseRunner.ioEnded}. */
  start(io: SynchronousIo): 'started' | 'busy' | 'not-operational';
  /** Has a machine that waits for a frame woken when there are some. */
  wantFrame(): void;
}

/** Whether the instruction is complete, or its machine waits. */
export type DiagnoseState = 'complete' | 'waiting';

/** Executes the DIAGNOSE codes of one virtual processor. */
export class DiagnoseRunner {
  readonly #host: DiagnoseHost;
  #inHand: InHand | undefined;

  constructor(host: DiagnoseHost) {
    this.#host = host;
  }

  /** Whether a DIAGNOSE waits: the processor must not run. */
  get waiting(): boolean {
    return this.#inHand !== undefined;
  }

  /** The instruction has been fetched: registers hold the operands. */
  begin(code: number, r1: number, r3: number): DiagnoseState {
    return this.#after(code, r1, r3, {}, this.#execute(code, r1, r3));
  }

  /**
   * Executes a code that completes at once for a guest program's step.
   * @returns the condition code (that of the PSW when the code sets none), a program interruption, or
   * undefined when it would have to wait
   */
  immediate(code: number, r1: number, r3: number): number | { program: number } | undefined {
    const { context } = this.#host;
    const result = this.#execute(code, r1, r3);
    if (result.kind === 'program') return { program: result.code };
    if (result.kind !== 'done') return undefined;
    return result.cc ?? context.processor.psw().conditionCode;
  }

  /** CP's answer to an ask; false when it is not the one that is waited for. */
  answered(ask: number, answer: AskAnswer): boolean {
    const inHand = this.#inHand;
    if (inHand?.waiting.for !== 'main' || inHand.waiting.ask !== ask) return false;
    // an answer of the wrong kind is a fault of ours, which must not hang the machine
    const asked = inHand.waiting.question.kind;
    const wanted = asked === 'cp-read' ? 'command' : asked;
    if (answer.kind !== wanted) throw new Error(`ask ${ask} was answered by ${answer.kind}`);
    this.#goOn(inHand, { for: 'frame', answer });
    return true;
  }

  /** The channel program at `address` has ended; one that is no longer waited for is passed over. */
  ioEnded(address: number, end: IoEnd): void {
    const inHand = this.#inHand;
    if (inHand?.waiting.for !== 'io' || inHand.waiting.address !== address) return;
    this.#goOn(inHand, { for: 'frame', end });
  }

  /** There are frames again. */
  retry(): void {
    const inHand = this.#inHand;
    if (inHand?.waiting.for === 'frame') this.#goOn(inHand, inHand.waiting);
  }

  /** The machine is reset: what is in hand is forgotten. Returns the ask that is no longer wanted. */
  drop(): number | undefined {
    const waiting = this.#inHand?.waiting;
    this.#inHand = undefined;
    return waiting?.for === 'main' ? waiting.ask : undefined;
  }

  /** Plain data, for {@link restore}. */
  writeDown(): InHand | undefined {
    return this.#inHand;
  }

  /** Takes over what was in hand; returns it so that its ask is put again or its program rejoined. */
  restore(inHand: InHand | undefined): Waiting | undefined {
    this.#inHand = inHand;
    return inHand?.waiting;
  }

  /** A code that is none is a specification exception; one that the user may not use comes before its operands. */
  #execute(code: number, r1: number, r3: number): DiagnoseResult {
    const { context } = this.#host;
    const diagnose = DIAGNOSE_CODES.get(code);
    if (diagnose === undefined) return program(SPECIFICATION);
    if (!mayUse(context.classes, diagnose.classes)) return program(PRIVILEGED_OPERATION);
    return diagnose.execute(context, r1, r3);
  }

  #goOn(inHand: InHand, came: Extract<Waiting, { for: 'frame' }>): void {
    const { code, r1, r3, plan } = inHand;
    const { context } = this.#host;
    const diagnose = DIAGNOSE_CODES.get(code);
    this.#inHand = undefined;
    if (diagnose === undefined) throw new Error(`DIAGNOSE ${code} is in hand and unknown`);
    let result: DiagnoseResult | undefined;
    if (came.answer !== undefined) {
      result = diagnose.finish?.(context, r1, r3, plan, came.answer);
    } else if (came.end !== undefined) {
      result = diagnose.finishIo?.(context, r1, r3, plan, came.end);
    } else {
      result = this.#execute(code, r1, r3);
    }
    if (result === undefined) throw new Error(`DIAGNOSE ${code} cannot go on`);
    this.#after(code, r1, r3, plan, result, came);
  }

  #after(
    code: number,
    r1: number,
    r3: number,
    plan: Plan,
    result: DiagnoseResult,
    came: Extract<Waiting, { for: 'frame' }> = { for: 'frame' },
  ): DiagnoseState {
    const { context } = this.#host;
    switch (result.kind) {
      case 'done':
        if (result.cc !== undefined) context.processor.setConditionCode(result.cc);
        return 'complete';
      case 'program':
        context.processor.programInterruption(result.code);
        return 'complete';
      case 'svc':
        context.processor.svcInterruption(result.code);
        return 'complete';
      case 'no-frame':
        this.#inHand = { code, r1, r3, plan, waiting: came };
        this.#host.wantFrame();
        return 'waiting';
      case 'ask': {
        const { question } = result;
        const ask = this.#host.ask(question);
        const waiting = { for: 'main', ask, question } as const;
        this.#inHand = { code, r1, r3, plan: result.plan, waiting };
        return 'waiting';
      }
      case 'io': {
        const { address } = result.io;
        // in hand before it starts: the end may be told at once
        this.#inHand = { code, r1, r3, plan: result.plan, waiting: { for: 'io', address } };
        const started = this.#host.start(result.io);
        if (started !== 'started') this.ioEnded(address, started);
        return this.waiting ? 'waiting' : 'complete';
      }
    }
  }
}

/** Whether one of the wanted classes is among the user's. */
function mayUse(classes: string, wanted: string | undefined): boolean {
  return wanted === undefined || Array.from(wanted).some((letter) => classes.includes(letter));
}
