/**
 * The requests that a machine's real processor has not answered. A request carries the machine's generation
 * and a sequence number; what was asked under an older generation is answered `superseded` (design, section 4).
 */
import type { FromProcessor, MachineRequest, Reply } from '../protocol.js';

interface Pending {
  readonly request: MachineRequest;
  readonly resolve: (reply: Reply) => void;
}

const SUPERSEDED: Reply = { ok: false, why: 'superseded' };

/** The requests of one machine that wait for their reply. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #sequence = 0;

  /** Takes a request in, and has it sent with its sequence number. */
  add(request: MachineRequest, send: (sequence: number) => void): Promise<Reply> {
    const sequence = ++this.#sequence;
    return new Promise((resolve) => {
      this.#pending.set(sequence, { request, resolve });
      send(sequence);
    });
  }

  /** A reply has come; `current` says whether it is of the machine's present generation. */
  replied(message: Extract<FromProcessor, { readonly type: 'reply' }>, current: boolean): void {
    const pending = this.#pending.get(message.sequence);
    // what was written down is wanted whatever came meanwhile: the processor has forgotten the machine
    if (pending === undefined || (!current && pending.request.op !== 'write-down')) return;
    this.#pending.delete(message.sequence);
    pending.resolve(message.reply);
  }

  /**
   * Takes out what a new generation supersedes.
   * @param lost - the processor is gone, and answers nothing any more
   * @returns tells those who asked
   */
  supersede(lost: boolean): () => void {
    const superseded: Pending[] = [];
    for (const [sequence, one] of this.#pending) {
      if (one.request.op === 'write-down' && !lost) continue;
      this.#pending.delete(sequence);
      superseded.push(one);
    }
    return () => {
      for (const { resolve } of superseded) resolve(SUPERSEDED);
    };
  }
}
