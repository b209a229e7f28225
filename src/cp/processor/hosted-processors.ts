/**
 * The virtual processors of a hosted machine. They run in turns, each for a chunk of about the same time, so
 * that one that loops holds up the others for no longer than that; which there are says the table in the
 * machine block, which main changes while the machine is CP's (DEFINE CPU, DETACH CPU).
 */
import { FIRST_PROCESSOR, PROCESSORS } from '../../cpu/machine-block.js';
import { processorAddresses } from '../../cpu/machine-parts.js';
import { Processor } from '../../cpu/processor.js';
import type { ProcessorParts } from '../../cpu/machine-state.js';
import type { AskAnswer } from '../protocol.js';
import { ProcessorStatus } from '../processor-status.js';
import type { RealStorage } from '../real-storage.js';
import type { DiagnoseRunner } from './diagnose-runner.js';
import { HostedProcessor } from './hosted-processor.js';
import type { ProcessorHome } from './hosted-processor.js';

/** What processors are made of. */
export interface ProcessorsParts {
  readonly storage: RealStorage;
  readonly parts: Omit<ProcessorParts, 'address'>;
  readonly home: ProcessorHome;
  /** Makes what executes the DIAGNOSE codes of a processor. */
  diagnose(processor: Processor, status: ProcessorStatus): DiagnoseRunner;
}

/** The processors of one machine. */
export class HostedProcessors {
  readonly #parts: ProcessorsParts;
  #all: HostedProcessor[] = [];
  /** Which one ran last. */
  #turn = 0;
  /** Channels with an interruption pending. */
  #ioPending = 0;

  constructor(parts: ProcessorsParts) {
    this.#parts = parts;
    this.look();
  }

  /** All of them, by address. */
  get all(): readonly HostedProcessor[] {
    return this.#all;
  }

  /** The one that is IPLed, which stays for the life of the machine. */
  get base(): HostedProcessor {
    const { block } = this.#parts.parts;
    const first = this.#all.find(({ part }) => part === block + FIRST_PROCESSOR);
    if (first === undefined) throw new Error('a machine without its first processor');
    return first;
  }

  at(address: number): HostedProcessor | undefined {
    return this.#all.find((one) => one.address === address);
  }

  /** Whether one can go on. */
  get canExecute(): boolean {
    return this.#all.some((one) => one.canExecute);
  }

  /** How many can go on. */
  get ready(): number {
    return this.#all.filter((one) => one.canExecute).length;
  }

  /** Whether one is in the operating state. */
  get operating(): boolean {
    return this.#all.some((one) => one.operating);
  }

  /** The next one that can go on, by turns. */
  next(): HostedProcessor | undefined {
    const all = this.#all;
    for (let n = 1; n <= all.length; n++) {
      const which = (this.#turn + n) % all.length;
      const one = all[which]!;
      if (one.canExecute) {
        this.#turn = which;
        return one;
      }
    }
    return undefined;
  }

  /** Something has happened that could end a wait of any of them. */
  wake(): void {
    for (const one of this.#all) one.wake();
  }

  /** Channels with an interruption pending, which any enabled processor may take. */
  ioPending(channels: number): void {
    this.#ioPending = channels;
    for (const one of this.#all) {
      one.processor.setIoPending(channels);
      one.wake();
    }
  }

  /** Milliseconds until a timer may end the wait of one of them; undefined when none can. */
  untilTimer(): number | undefined {
    let least: number | undefined;
    for (const one of this.#all) {
      const due = one.untilTimer();
      if (due !== undefined && (least === undefined || due < least)) least = due;
    }
    return least;
  }

  /** Virtual processor time of those that there are, microseconds. */
  get virtualTime(): number {
    return this.#all.reduce((sum, { status }) => sum + status.virtual, 0);
  }

  /** There are frames again. */
  retry(): void {
    for (const { diagnose } of this.#all) diagnose.retry();
  }

  /** CP's answer to the ask of a DIAGNOSE; false when nobody waits for it. */
  answered(ask: number, answer: AskAnswer): boolean {
    return this.#all.some(({ diagnose }) => diagnose.answered(ask, answer));
  }

  /**
   * Looks at the table again: processors that have been taken out are forgotten, new ones are there, in the
   * stopped state.
   */
  look(): void {
    const { memory, block } = this.#parts.parts;
    const addresses = processorAddresses(memory, block);
    const partOf = (address: number): number => memory.words[(block + PROCESSORS) / 4 + address]!;
    const kept: HostedProcessor[] = [];
    for (const one of this.#all) {
      if (one.part === partOf(one.address)) kept.push(one);
      // its part may be another's by now: nothing of it is touched but what is here
      else one.gone();
    }
    this.#all = addresses.map(
      (address) =>
        kept.find((one) => one.address === address) ?? this.#make(address, partOf(address)),
    );
    this.#turn = 0;
  }

  #make(address: number, part: number): HostedProcessor {
    const { storage, parts, home } = this.#parts;
    const processor = new Processor({ ...parts, address });
    processor.setIoPending(this.#ioPending);
    const status = new ProcessorStatus(storage, part);
    const diagnose = this.#parts.diagnose(processor, status);
    return new HostedProcessor({ address, part, processor, diagnose, status }, home);
  }
}
