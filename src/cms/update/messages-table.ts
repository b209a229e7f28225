/**
 * Messages that UPDATE alone has (z/VM: CMS and REXX/VM Messages and Codes, DMSUPD): some of their numbers have another text
 * in the table that the other commands share. `&1` to `&3` are filled in.
 */

interface UpdateMessage {
  readonly severity: 'I' | 'W' | 'E';
  readonly rc: number;
  readonly text: string;
}

const m = (severity: UpdateMessage['severity'], rc: number, text: string): UpdateMessage => ({
  ...{ severity, rc, text },
});

/** Texts and return codes by number. */
export const updateMessageTable: Readonly<Record<number, UpdateMessage>> = {
  10: m('W', 12, "Premature EOF on file '&1'--sequence number '&2' not found"),
  174: m('W', 8, "Sequence error introduced in output file: '&1' to '&2'"),
  176: m('W', 8, "Sequencing overflow following sequence number '&1'"),
  177: m('I', 0, 'Warning messages issued (severity=&1)&2'),
  178: m('I', 0, "&1 '&2'"),
  179: m('E', 32, "Missing or duplicate MACS card in control file '&1'"),
  180: m('W', 12, "Missing PTF file '&1'"),
  181: m('E', 40, 'No update files were found'),
  182: m('W', 8, 'Sequence increment is zero'),
  183: m('E', 32, "Invalid &1 file control card in file '&2'"),
  184: m('W', 12, "'./ S' not first card in update file--ignored"),
  185: m('W', 12, "Invalid character in sequence field '&1'"),
  186: m('W', 12, "Sequence number '&1' not found"),
  187: m('E', 24, 'Option STK invalid without CTL'),
  207: m('W', 12, 'Invalid update file control card'),
  210: m('W', 4, "Input file sequence error: '&1' to '&2'"),
  299: m('E', 41, 'Insufficient storage to complete update'),
  300: m('E', 41, 'Insufficient storage to begin update'),
};

/** A message as it is typed. */
export function updateMessage(
  module: string,
  number: number,
  ...fill: readonly (string | number)[]
): { readonly rc: number; readonly line: string } {
  const { severity, rc, text } = updateMessageTable[number]!;
  const filled = text.replace(/&(\d)/g, (_, digit: string) =>
    String(fill[Number(digit) - 1] ?? ''),
  );
  return { rc, line: `DMS${module}${String(number).padStart(3, '0')}${severity} ${filled}` };
}
