/**
 * What CP prints on a machine's first printer, between the lines of the guest: DUMP, and TRACE PRINTER (VM/370
 * "CP Command Reference"). A file or room in it is asked of main as for the guest, and meanwhile neither
 * guest nor channels move, so that the two never ask at once. Plain data between two turns.
 */
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import { toEbcdic } from '../../shared/ebcdic.js';
import type { AskAnswer, MachineAsk, Reply } from '../protocol.js';

/** WRITE AND SPACE 1 AFTER PRINTING. */
const WRITE_LINE = 0x09;
/** Print positions. */
const POSITIONS = 132;

/** What the printing has of its machine. */
export interface PrintingParts {
  readonly channels: Pick<ChannelSubsystem, 'unit'>;
  /** Address of the machine's first printer. */
  printer(): number | undefined;
  /** Puts an ask; returns its number. */
  ask(question: MachineAsk): number;
  /** Answers a request to print. */
  reply(sequence: number, reply: Reply): void;
}

/** Everything that it knows. */
export interface WrittenPrinting {
  /** Lines of a request, and its number. */
  readonly job: { readonly lines: readonly string[]; readonly sequence: number } | undefined;
  readonly waiting: { readonly ask: number; readonly question: MachineAsk } | undefined;
  /** CP gave no file or no more room: lines are dropped until the printer is closed. */
  readonly refused: boolean;
}

/** CP's printing on one machine. */
export class Printing {
  readonly #parts: PrintingParts;
  #job: WrittenPrinting['job'];
  #waiting: WrittenPrinting['waiting'];
  #refused = false;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
  }

  /** Whether it waits for main. */
  get waiting(): boolean {
    return this.#waiting !== undefined;
  }

  /**
   * One line of a trace; `later` when the printer cannot take it now. `lost`: it is dropped, as there is no printer,
   * or CP gives it no more room.
   */
  line(text: string): 'done' | 'later' | 'lost' {
    if (this.#waiting !== undefined) return 'later';
    const put = this.#put(text);
    if (put === 'failed') return 'lost';
    return put === 'done' ? 'done' : 'later';
  }

  /** A request's lines; the reply comes when the printer has them. */
  begin(lines: readonly string[], sequence: number): Reply | undefined {
    if (this.#parts.printer() === undefined) return { ok: false, why: 'no-device' };
    if (this.#job !== undefined || this.#waiting !== undefined)
      return { ok: false, why: 'io-error' };
    this.#refused = false;
    this.#job = { lines, sequence };
    return this.#goOn();
  }

  /** Whether an ask is this one's. */
  wants(ask: number): boolean {
    return this.#waiting?.ask === ask;
  }

  /** CP's answer. */
  answered(answer: AskAnswer): void {
    const address = this.#addressOf(this.#waiting?.question);
    this.#waiting = undefined;
    const unit = address === undefined ? undefined : this.#parts.channels.unit(address);
    if (answer.kind !== 'unit') throw new Error(`a print was answered by ${answer.kind}`);
    if (unit?.opened?.(answer.answer) !== true) this.#refused = true;
    const job = this.#job;
    if (job === undefined) return;
    const reply = this.#goOn();
    if (reply !== undefined) this.#parts.reply(job.sequence, reply);
  }

  /** A reset; returns the ask that is not wanted any more. */
  forget(): number | undefined {
    const ask = this.#waiting?.ask;
    const job = this.#job;
    this.#job = undefined;
    this.#waiting = undefined;
    this.#refused = false;
    if (job !== undefined) this.#parts.reply(job.sequence, { ok: false, why: 'superseded' });
    return ask;
  }

  /** The printer was closed: the next file may be had. */
  closed(): void {
    this.#refused = false;
  }

  writeDown(): WrittenPrinting {
    return { job: this.#job, waiting: this.#waiting, refused: this.#refused };
  }

  /** Takes over what another processor wrote down; returns an ask to be put again. */
  restore(written: WrittenPrinting): WrittenPrinting['waiting'] {
    this.#job = written.job;
    this.#waiting = written.waiting;
    this.#refused = written.refused;
    return written.waiting;
  }

  /** Goes on with the request; its reply when it is done. */
  #goOn(): Reply | undefined {
    for (let job = this.#job; job !== undefined; job = this.#job) {
      const [line, ...lines] = job.lines;
      const put = line === undefined ? 'done' : this.#put(line);
      if (put === 'waits') return undefined;
      this.#job = put === 'done' && lines.length > 0 ? { ...job, lines } : undefined;
      if (put !== 'done') return { ok: false, why: 'io-error' };
    }
    return { ok: true };
  }

  #put(text: string): 'done' | 'busy' | 'waits' | 'failed' {
    const address = this.#parts.printer();
    const unit = address === undefined ? undefined : this.#parts.channels.unit(address);
    if (address === undefined || unit?.append === undefined || this.#refused) return 'failed';
    const put = unit.append({ command: WRITE_LINE, data: toEbcdic(text.slice(0, POSITIONS)) });
    if (put === 'done' || put === 'busy' || put === 'failed') return put;
    const question: MachineAsk = { kind: 'unit', address, ask: put };
    this.#waiting = { ask: this.#parts.ask(question), question };
    return 'waits';
  }

  #addressOf(question: MachineAsk | undefined): number | undefined {
    return question?.kind === 'unit' ? question.address : undefined;
  }
}
