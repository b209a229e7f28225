/** What shows a person in front of a screen that a line stands there as it was typed, before ENTER. */
import { INPUT_ROWS } from '../../src/cp/main/console/output-page.js';

const COLUMNS = 80;
/** Characters at the end of a typed line that must be seen: of a line longer than the input area only the end is. */
const LOOKED_FOR = 40;

/** What stands in the two rows for input, or at the end of a program's screen. */
function inputArea(rows: readonly string[]): string {
  return rows
    .slice(-INPUT_ROWS)
    .map((row) => row.padEnd(COLUMNS))
    .join('');
}

/**
 * Whether rows show a typed line: at the end of the screen or, as a dialled display has it in a row of its own and a
 * panel in one of its fields, in a row that is another than `before`.
 */
export function showsTyped(
  line: string,
  before: readonly string[],
): (rows: readonly string[]) => boolean {
  const end = line.trimEnd().slice(-LOOKED_FOR);
  const elsewhere = (row: string, at: number): boolean =>
    row !== before[at] && row.includes(line.trim());
  return (rows) => inputArea(rows).includes(end) || (end !== '' && rows.some(elsewhere));
}
