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
/** Adds a line. */
export function mapLine(output: LinkOutput, line: string): void {
  if (output.map.length < MOST_MAP_LINES) output.map.push(line.slice(0, 100));
}

/** Adds a name, what it is and where it lies. */
export function mapName(output: LinkOutput, name: string, what: string, address: number): void {
  const at = address.toString(16).toUpperCase().padStart(6, '0');
  mapLine(output, `${name.padEnd(8)} ${what} ${at}`);
}
