/** Texts of DDR (z/VM: CP Messages and Codes, "HCPDDR"; VM/370 System Messages, "DMKDDR"). `&1` to `&9` are filled in. */

const TEXTS = {
  700: 'E Input unit is not a CPVOL',
  701: 'E Invalid operand - &1',
  702: 'E Control statement sequence error',
  703: 'E Opcode missing or invalid',
  704: 'E Device &1 not operational',
  705: 'E I/O error &1',
  708: 'E Invalid input or output definition',
  709: 'E Wrong input tape mounted',
  710: 'E Device &1 intervention required',
  711: 'R Volume label read is &1&2',
  712: 'E Number of extents exceeds 20',
  713: 'E Overlapping or invalid extents',
  714: 'E Record &1 not found on tape',
  716: 'R No VOL1 label found on &1',
  717: 'R Data dumped from &1 to be restored',
  718: 'E Output unit &1 is file protected',
  719: 'E Invalid filename or file not found',
  723: 'E No valid CP nucleus on the input unit',
  725: 'R Original input device was larger than output device',
} as const;

/** A number of a message. */
export type DdrMessage = keyof typeof TEXTS;

/** Severity and text of a message, not filled in. */
export function ddrMessageText(number: DdrMessage): {
  readonly severity: string;
  readonly text: string;
} {
  const [severity = '', ...words] = TEXTS[number].split(' ');
  return { severity, text: words.join(' ') };
}

/** The message as it is typed. */
export function ddrMessage(number: DdrMessage, ...fill: readonly string[]): string {
  const { severity, text } = ddrMessageText(number);
  const filled = text.replace(/&([1-9])/g, (_, digit: string) => fill[Number(digit) - 1]!);
  return `HCPDDR${number}${severity} ${filled}`;
}
