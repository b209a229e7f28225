/** Reading an EXEC from its disk, over steps: the lines of the program, whatever its language. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { LoadedExec } from '../cms-state.js';
import type { StepContext, StepResult } from '../command.js';
import type { FoundFile } from '../files/disk-state.js';
import { EXEC_LIMIT, readSome, type ProgramReading } from '../nucleus/program-files.js';

/** Work units that a step of reading costs. */
export const LOADING_COST = 800;

/** An EXEC on its way from the disk; plain data. */
export interface ExecLoading {
  readonly name: string;
  readonly type: string;
  /** File mode, as PARSE SOURCE tells it. */
  readonly mode: string;
  readonly lines: string[];
  size: number;
  /** Where the reading stands; undefined when all is there. */
  reading: FoundFile | ProgramReading | undefined;
}

/** An EXEC of which nothing has been read; one in storage is there at once. */
export function newLoading(name: string, type: string, found: FoundFile | LoadedExec): ExecLoading {
  if ('lines' in found) {
    const { lines, size, mode } = found;
    return { name, type, mode, lines: [...lines], size, reading: undefined };
  }
  const mode = `${found.mode.letter}${String(found.entry.modeNumber)}`;
  return { name, type, mode, lines: [], size: 0, reading: found };
}

/** A line without blanks and zeros at its end. */
function withoutEnd(line: string): string {
  let to = line.length;
  while (to > 0 && (line[to - 1] === '\0' || line[to - 1]!.trim() === '')) to--;
  return line.slice(0, to);
}

/** Reads on; the message when it cannot be read or is too long. */
export function readExec(context: StepContext, loading: ExecLoading): StepResult | undefined {
  if (loading.reading === undefined) return undefined;
  const { name, type } = loading;
  const some = readSome(context, loading.reading);
  if (some === undefined) {
    return { rc: 100, lines: [`DMSEXT104S Error 3 reading file ${name} ${type} from disk`] };
  }
  for (const record of some.records) {
    loading.size += record.length;
    loading.lines.push(withoutEnd(fromEbcdic(record)));
  }
  if (loading.size > EXEC_LIMIT) {
    return { rc: 104, lines: ['DMSEXT109S Virtual storage capacity exceeded'] };
  }
  const { cursor } = some.reading;
  loading.reading = cursor.record <= cursor.entry.records ? some.reading : undefined;
  return undefined;
}
