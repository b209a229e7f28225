/** The load map (CMS Command Reference, "LOAD"): its lines as they come, and what is typed beside it. */

/** What loading adds to the load map, types, and answers. */
export interface LinkOutput {
  /** Lines of the load map. */
  readonly map: string[];
  /** Messages. */
  readonly lines: string[];
  rc: number;
}

/** Most lines of a load map. */
const MOST_MAP_LINES = 20_000;
/** Adds a line; the first column is for the printer. */
export function mapLine(output: LinkOutput, line: string): void {
  if (output.map.length < MOST_MAP_LINES) output.map.push(` ${line}`.slice(0, 100));
}

/** Adds a name, what it is (labels say nothing) and where it lies. */
export function mapName(output: LinkOutput, name: string, what: string, address: number): void {
  const at = address.toString(16).toUpperCase().padStart(6, '0');
  mapLine(output, `${name.padEnd(8)} ${what.padEnd(2)} ${at}`);
}

/** Names on one line of those that are undefined. */
const NAMES_A_LINE = 8;

/** Lines with names that are undefined, as they are typed and as they stand in the map. */
export function nameLines(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += NAMES_A_LINE) {
    const some = names.slice(at, at + NAMES_A_LINE).map((name) => name.padEnd(8));
    lines.push(some.join(' ').trimEnd());
  }
  return lines;
}
