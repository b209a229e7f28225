/**
 * Follows a machine's processors for TRACE, PER and ADSTOP: matches events with the traps, makes their lines,
 * and has the machine wait until its user has seen them. Lines go through the console ring and so wait for
 * MORE... as the guest's own; commands and stops are asked of main. All of it is plain data between two turns.
 */
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import type {
  WatchedInstruction,
  WatchedInterruption,
  WatchedProcessor,
  Watcher,
} from '../../../cpu/watcher.js';
import { RING_CP, RING_ROOM } from '../../../devices/backing.js';
import type { ConsoleOutput } from '../../../devices/backing.js';
import { toEbcdic } from '../../../shared/ebcdic.js';
import type { AskAnswer, MachineAsk } from '../../protocol.js';
import { editTrace } from '../../trace/trace-edit.js';
import type { TraceEdit, TraceRefusal } from '../../trace/trace-edit.js';
import { activeTraps, noTrace, TABLE_LIMIT, traces } from '../../trace/trace-state.js';
import type { TraceState, Trap } from '../../trace/trace-state.js';
import {
  channelProgramLines,
  hexText,
  instructionText,
  interruptionLines,
  pswLine,
  registerLines,
} from './trace-lines.js';
import { fire, meetsInstruction, meetsInterruption } from './trap-match.js';

/** Real locations. */
const CSW = 64;
const CAW = 72;
/** Said when the first line of a trace is lost, and again when some have been printed meanwhile. */
const PRINTER_LOST =
  'HCPTRP193E PRT cannot take the output: it is busy, full or at its limit; lines of TRACE are lost';
/** Lines that wait before the processor pauses. */
const BATCH = 16;

/** What a tracer has of its machine. */
export interface TracerParts {
  readonly ring: ConsoleOutput;
  /** Puts an ask; returns its number. */
  ask(question: MachineAsk): number;
  /** The console's address; an ask for room goes there. */
  console(): number | undefined;
  /** A word of the guest's absolute storage. */
  word(address: number): number | undefined;
  /** What stands in front of the lines about a processor: `01: ` in a machine that has several. */
  mark(processor: number): string;
  /** A line for the printer; `later` when it cannot take one now, `lost` when it cannot take any. */
  print(line: string): 'done' | 'later' | 'lost';
}

/** What the met traps of one event want together. */
interface Wants {
  terminal: boolean;
  printer: boolean;
  table: boolean;
  ccw: boolean;
  stop: boolean;
  readonly commands: string[];
}

/** A line on its way. */
interface QueuedLine {
  readonly text: string;
  readonly to: 'console' | 'printer';
}

/** An instruction that CP has not completed, and the processor that executes it. */
interface OpenInstruction {
  readonly processor: number;
  readonly wants: Wants;
  readonly left: string;
  readonly right: string;
}

/** Everything that a tracer knows. */
export interface WrittenTracer {
  readonly state: TraceState;
  readonly queue: readonly QueuedLine[];
  readonly open: readonly OpenInstruction[];
  readonly waiting: { readonly ask: number; readonly question: MachineAsk } | undefined;
  readonly stop: boolean;
  readonly commands: readonly string[];
  readonly lost: boolean;
  /** By processor: where the next instruction stands if it follows the one shown last. */
  readonly follows: readonly (readonly [number, number])[];
}

/** The tracer of one machine. */
export class Tracer {
  #state: TraceState;
  readonly #parts: TracerParts;
  #queue: QueuedLine[] = [];
  #open: OpenInstruction[] = [];
  #waiting: WrittenTracer['waiting'];
  /** The printer could not take a line. */
  #stalled = false;
  /** The printer takes no line at all, and the user has been told. */
  #lost = false;
  #stop = false;
  #commands: string[] = [];
  /** By processor: where the next instruction stands if it follows the one shown last. */
  #follows = new Map<number, number>();
  /** The SVC interruption of the instruction that is about to be told. */
  #svc: WatchedInterruption | undefined;

  constructor(state: TraceState | undefined, parts: TracerParts) {
    this.#state = structuredClone(state ?? noTrace());
    this.#parts = parts;
  }

  /** What follows a processor; undefined when nothing is traced. */
  watcher(processor: number): Watcher | undefined {
    if (!traces(this.#state)) return undefined;
    const full = (): boolean => this.#full;
    return {
      get full() {
        return full();
      },
      before: (at) => this.#before(processor, at),
      instruction: (event, registers) => this.#instruction(processor, event, registers),
      interruption: (event) => this.#interruption(processor, event),
    };
  }

  /** Whether the machine waits for its user, or for the printer. */
  get waiting(): boolean {
    return this.#waiting !== undefined || this.#stalled;
  }

  /** Something has happened: the printer may be free. */
  wake(): void {
    this.#stalled = false;
  }

  /** Changes what is traced, or tells it. */
  edit(edit: TraceEdit): { readonly state: TraceState; readonly refused?: TraceRefusal } {
    const refused = editTrace(this.#state, edit);
    const state = structuredClone(this.#state);
    return refused === undefined ? { state } : { state, refused };
  }

  // ---- what the processor tells

  get #full(): boolean {
    return this.#queue.length >= BATCH || this.#stop || this.#commands.length > 0;
  }

  #before(processor: number, at: number): boolean {
    if (this.#state.adstop !== at) return false;
    this.#state.adstop = undefined;
    this.#put(`${this.#parts.mark(processor)}ADSTOP AT ${hexText(at, 6)}`, 'console');
    this.#stop = true;
    return true;
  }

  #instruction(processor: number, event: WatchedInstruction, registers: WatchedProcessor): void {
    const svc = this.#svc;
    this.#svc = undefined;
    const met = activeTraps(this.#state).filter((trap) => meetsInstruction(trap, event));
    const wants = this.#fire(met);
    if (wants === undefined) return;
    const { before, left, right } = instructionText(
      event,
      this.#follows.get(processor) === event.at,
    );
    this.#follows.set(processor, event.next);
    const show = (lines: readonly string[]): void => this.#show(processor, wants, lines);
    show(before);
    if (event.open) {
      const io = event.decoded.bytes[0] === 0x9c;
      this.#open.push({ processor, wants, left, right });
      if (wants.ccw && io)
        show(
          channelProgramLines(this.#word(registers.prefix + CAW), (address) =>
            this.#parts.word(address),
          ),
        );
      return;
    }
    show([`${left}CC ${event.conditionCode}${right}`]);
    if (met.some(({ kind }) => kind === 'GPR'))
      show(registerLines(event.effects.altered, (n) => registers.register(n)));
    if (svc !== undefined && met.some(({ kind }) => kind === 'SVC' || kind === 'ALL'))
      show([pswLine(svc.old, svc.new)]);
    this.#want(wants);
  }

  #interruption(processor: number, event: WatchedInterruption): void {
    if (event.class === 'SVC') {
      this.#svc = event;
      return;
    }
    const met = activeTraps(this.#state).filter((trap) => meetsInterruption(trap, event));
    const wants = this.#fire(met);
    if (wants === undefined) return;
    const { prefix } = event;
    const csw =
      event.class === 'I/O'
        ? `CSW ${hexText(this.#word(prefix + CSW), 8)} ${hexText(this.#word(prefix + CSW + 4), 8)}`
        : undefined;
    this.#follows.delete(processor);
    this.#show(processor, wants, interruptionLines(event, csw));
    this.#want(wants);
  }

  // ---- between two runs

  /**
   * Before the processor runs on: what CP has completed is shown, and what waits goes out.
   * @returns whether it may run
   */
  proceed(address: number, processor: VirtualProcessor): boolean {
    const open = this.#open.find((one) => one.processor === address);
    if (open !== undefined) {
      this.#open = this.#open.filter((one) => one !== open);
      this.#show(address, open.wants, [
        `${open.left}CC ${processor.psw().conditionCode}${open.right}`,
      ]);
      this.#want(open.wants);
    }
    return this.flush();
  }

  /** CP's answer to an ask; false when it is none of the tracer's. */
  answered(ask: number, answer: AskAnswer): boolean {
    const waiting = this.#waiting;
    if (waiting?.ask !== ask) return false;
    const wanted = waiting.question.kind === 'unit' ? 'unit' : 'command';
    if (answer.kind !== wanted) throw new Error(`trace ask ${ask} was answered by ${answer.kind}`);
    this.#waiting = undefined;
    return true;
  }

  /** A reset: what is under way is forgotten, the traps stay. Returns the ask that is not wanted any more. */
  forget(): number | undefined {
    const ask = this.#waiting?.ask;
    this.#queue = [];
    this.#open = [];
    this.#waiting = undefined;
    this.#stop = false;
    this.#commands = [];
    this.#svc = undefined;
    this.#stalled = false;
    this.#lost = false;
    this.#follows.clear();
    return ask;
  }

  writeDown(): WrittenTracer {
    return {
      state: this.#state,
      queue: this.#queue,
      open: this.#open,
      waiting: this.#waiting,
      stop: this.#stop,
      commands: this.#commands,
      lost: this.#lost,
      follows: [...this.#follows],
    };
  }

  /** Takes over what another processor wrote down; returns an ask to be put again. */
  restore(written: WrittenTracer): WrittenTracer['waiting'] {
    const { state, queue, open, waiting, stop, commands, lost, follows } = structuredClone(written);
    this.#state = state;
    this.#queue = [...queue];
    this.#open = [...open];
    this.#waiting = waiting;
    this.#stop = stop;
    this.#commands = [...commands];
    this.#lost = lost;
    this.#follows = new Map(follows);
    return waiting;
  }

  // ---- inside

  /** What the traps that an event meets want; undefined when nothing. */
  #fire(met: readonly Trap[]): Wants | undefined {
    let wants: Wants | undefined;
    for (const trap of met) {
      const how = fire(trap);
      if (how === 'nothing') continue;
      wants ??= {
        terminal: false,
        printer: false,
        table: false,
        ccw: false,
        stop: false,
        commands: [],
      };
      wants.terminal ||= trap.output === 'TERM' || trap.output === 'BOTH';
      wants.printer ||= trap.output === 'PRT' || trap.output === 'BOTH';
      wants.table ||= trap.output === 'TABLE';
      wants.ccw ||= trap.ccw === true;
      wants.stop ||= how === 'stop';
      wants.commands.push(...trap.commands);
    }
    return wants;
  }

  #show(processor: number, wants: Wants, lines: readonly string[]): void {
    for (const text of lines) {
      const line = this.#parts.mark(processor) + text;
      if (wants.terminal) this.#put(line, 'console');
      if (wants.printer) this.#put(line, 'printer');
      if (!wants.table) continue;
      this.#state.table.push(line);
      if (this.#state.table.length > TABLE_LIMIT) this.#state.table.shift();
    }
  }

  #want(wants: Wants): void {
    this.#stop ||= wants.stop;
    this.#commands.push(...wants.commands);
  }

  #put(text: string, to: QueuedLine['to']): void {
    this.#queue.push({ text, to });
  }

  /** Sends what waits; false while it has to wait. */
  flush(): boolean {
    if (this.waiting) return false;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (next.to === 'printer') {
        const printed = this.#parts.print(next.text);
        if (printed === 'later') {
          this.#stalled = true;
          return false;
        }
        if (printed === 'done') this.#lost = false;
        else if (!this.#lost) {
          // told once, and in the place of the line: the machine goes on without its printer
          this.#lost = true;
          this.#queue[0] = { text: PRINTER_LOST, to: 'console' };
          continue;
        }
      } else if (!this.#parts.ring.put(RING_CP, toEbcdic(next.text))) {
        this.#wait({ kind: 'unit', address: this.#console, ask: { kind: 'console-room' } });
        return false;
      }
      this.#queue.shift();
    }
    if (!this.#stop && this.#commands.length === 0) return true;
    // what the commands say must not run ahead of their reader, whether the event shows a line or not
    if (!this.#parts.ring.put(RING_ROOM, new Uint8Array(0))) {
      this.#wait({ kind: 'unit', address: this.#console, ask: { kind: 'console-room' } });
      return false;
    }
    const question = { kind: 'traced', stop: this.#stop, commands: this.#commands } as const;
    this.#stop = false;
    this.#commands = [];
    this.#wait(question);
    return false;
  }

  #word(address: number): number {
    return this.#parts.word(address) ?? 0;
  }

  get #console(): number {
    return this.#parts.console() ?? 0;
  }

  #wait(question: MachineAsk): void {
    this.#waiting = { ask: this.#parts.ask(question), question };
  }
}
