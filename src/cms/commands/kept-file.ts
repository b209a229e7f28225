/**
 * Files of the reader that a printer or console has written: they count records that are carriage control alone, which no
 * card comes of. So the reader comes to their end unawares, where CP would drop them, wanted or not: they get KEEP while
 * they are read (CP Command Reference, "CHANGE").
 */

/** Bytes of the lines of a printer, which are the records that come of them. */
export const LINE = 132;

const CARD = 80;
const BLANK = 0x40;

/**
 * What came of a read of {@link LINE} bytes with blanks behind the record: a card of 80 columns as it is, the longer line
 * of a printer or console without the blanks at its end. For readers that do not know what wrote the file.
 */
export function cardOrLine(record: Uint8Array): Uint8Array {
  const length = record.findLastIndex((byte) => byte !== BLANK) + 1;
  return record.subarray(0, Math.max(CARD, length));
}

/** One of them. */
export type KeptFile = {
  readonly id: number;
  /** It had KEEP before. */
  readonly own: boolean;
};

/** What is to be told CP when a kept file has been read and closed: `taken`, it is no longer wanted. */
export function afterRead(kept: KeptFile | undefined, taken: boolean): string | undefined {
  if (kept === undefined) return undefined;
  const id = String(kept.id).padStart(4, '0');
  if (kept.own) return taken ? undefined : `CHANGE RDR ${id} NOHOLD`;
  return taken ? `PURGE RDR ${id}` : `CHANGE RDR ${id} NOKEEP NOHOLD`;
}
