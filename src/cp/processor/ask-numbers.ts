/**
 * Numbers of asks within a machine: those of its channels are even, those of its DIAGNOSEs odd. No number is
 * used twice in the life of a machine, so that an answer that comes late is never taken for another.
 */

/** The ask that the channels call `id`. */
export const channelAsk = (id: number): number => id * 2;

/** What the channels call an ask; undefined when it is one of a DIAGNOSE. */
export const channelId = (ask: number): number | undefined => (ask % 2 === 0 ? ask / 2 : undefined);

/** Counts the asks of DIAGNOSEs. */
export class DiagnoseAsks {
  next = 1;

  take(): number {
    const ask = this.next;
    this.next += 2;
    return ask;
  }
}
