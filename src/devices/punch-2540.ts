/**
 * The card punch of an IBM 2540 (IBM 2821 Control Unit Component Description, GA24-3312, "2540 Card
 * Read Punch"): write, feed and select stacker, in EBCDIC. Column binary and punch-feed-read are
 * rejected: spooled cards hold 80 bytes of EBCDIC.
 */
import { PUNCH_2540 } from './identity-table.js';
import { OutputUnit } from './output-unit.js';
import type { Transfer } from './unit.js';
import type { SpoolRecord } from '../shared/spool-record.js';

/** Columns of a card. */
const COLUMNS = 80;
const BLANK = 0x40;

/** A virtual card punch. */
export class Punch2540 extends OutputUnit {
  override readonly identity = PUNCH_2540;

  protected override record(command: number, transfer: Transfer): SpoolRecord | 'reject' {
    // write, feed, select stacker P1, P2 or RP3
    if (command !== 0x01 && command !== 0x41 && command !== 0x81) return 'reject';
    const data = new Uint8Array(COLUMNS).fill(BLANK);
    data.set(transfer.get(COLUMNS));
    return { command, data };
  }
}
