/** What a machine's next accounting record counts from; see accounting.ts. */

/** What a machine has used when the record before was made: each record tells what came since. */
export interface Accounted {
  readonly at: number;
  readonly virtual: number;
  readonly total: number;
  readonly started: number;
  readonly RDR: number;
  readonly PRT: number;
  readonly PUN: number;
}
