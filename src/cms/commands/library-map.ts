/** The map of a library (MACLIB, TXTLIB, LOADLIB): in `libname MAP A5`, on the printer, the terminal or the program stack. */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { FileOutput } from '../files/file-output.js';
import { stackLine } from '../program-stack.js';
import { fault } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import { optionRules } from './operands.js';

/** Where the map goes. */
export type MapPlace = 'DISK' | 'PRINT' | 'TERM' | 'FIFO' | 'LIFO';
/** The options that name it. */
export const MAP_OPTIONS = optionRules('TErm', 'DIsk', 'PRint', 'STACK', 'FIFO', 'LIFO');

/** The place that options name; the disk when they name none. */
export function mapPlace(options: ReadonlyMap<string, unknown>): MapPlace {
  if (options.has('LIFO')) return 'LIFO';
  if (options.has('FIFO') || options.has('STACK')) return 'FIFO';
  return options.has('TERM') ? 'TERM' : options.has('PRINT') ? 'PRINT' : 'DISK';
}

const PRINTER = 0x00e;
const PRINT_SPACE = 0x09;
const RECORD = 80;
const LINES_A_STEP = 150;

type MapFrame = {
  readonly library: string;
  lines: readonly string[];
  readonly output: FileOutput | undefined;
};

/** Begins to show or write a map; what follows is {@link moreLibraryMap}, while the frame has a `libraryMap`. */
export function startLibraryMap(
  context: StepContext,
  module: string,
  library: string,
  place: MapPlace,
  lines: readonly string[],
): StepResult {
  if (place === 'TERM') return { rc: 0, lines, data: true };
  if (place === 'FIFO' || place === 'LIFO') {
    for (const line of lines) {
      if (!stackLine(context.cms.stack, line, place)) throw fault(module, 622);
    }
    return { rc: 0 };
  }
  if (place === 'PRINT') {
    const records = lines.map((line) => ({ command: PRINT_SPACE, data: toEbcdic(line) }));
    const frame = { libraryMap: { library, lines: [], output: undefined } satisfies MapFrame };
    return { effect: { kind: 'write-records', device: PRINTER, records }, frame };
  }
  const output = startFileOutput(context, module, {
    ...{ name: library, type: 'MAP', letter: 'A', modeNumber: 5 },
    ...{ format: 'F', recordLength: RECORD },
  });
  return again({ library, lines, output });
}

function again(map: MapFrame): StepResult {
  const frame = { libraryMap: map, change: map.output?.change };
  return { effect: { kind: 'work' }, frame, cost: 800 };
}

/** Goes on with a map. */
export function moreLibraryMap(
  context: StepContext,
  module: string,
  frame: Frame,
  answer: Answer,
): StepResult {
  const map = frame['libraryMap'] as MapFrame;
  if (answer.kind === 'cp') return { rc: 0 };
  if (answer.kind === 'written') {
    if (answer.result !== 'ok') throw fault(module, 123, `${map.library} MAP`);
    return { effect: { kind: 'cp', command: 'CLOSE 00E', buffered: true }, frame };
  }
  const output = map.output!;
  if (!replaceSome(context, output)) return again(map);
  for (const line of map.lines.slice(0, LINES_A_STEP)) putOutput(context, output, toEbcdic(line));
  const lines = map.lines.slice(LINES_A_STEP);
  return lines.length > 0 ? again({ ...map, lines }) : closeOutput(context, output, { rc: 0 });
}
