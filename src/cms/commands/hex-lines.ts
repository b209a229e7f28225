/** Records in hexadecimal, as TYPE and PRINT show them (CMS Command Reference, "TYPE"). */

/** A record as 32 bytes a line in groups of four. */
export function hexLines(record: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < record.length; at += 32) {
    const groups: string[] = [];
    for (let i = at; i < Math.min(at + 32, record.length); i += 4) {
      const part = record.subarray(i, Math.min(i + 4, record.length));
      groups.push([...part].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    lines.push(groups.join(' ').toUpperCase());
  }
  return lines;
}
