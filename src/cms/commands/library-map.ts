/**
 * The map of a library (MACLIB, TXTLIB, LOADLIB): in a file `libname MAP`, on the printer, the terminal or
 * the program stack, or in the file that XEDIT edits.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { FileOutput } from '../files/file-output.js';
import { stackLine } from '../program-stack.js';
import { fault } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import { conflict, optionRules } from './operands.js';

/** Where the map goes. */
export type MapPlace = 'DISK' | 'PRINT' | 'TERM' | 'FIFO' | 'LIFO' | 'XEDIT';
/** The options that name it. */
export const MAP_OPTIONS = optionRules(
  ...['TErm', 'DIsk', 'PRint', 'STACK', 'FIFO', 'LIFO', 'XEDIT'],
);

/** A fault for options that cannot go together: STACK goes with FIFO or LIFO. */
export function checkMapOptions(module: string, options: ReadonlyMap<string, unknown>): void {
  for (const order of ['STACK', 'FIFO', 'LIFO']) {
    conflict(module, options, 'TERM', 'PRINT', 'DISK', order, 'XEDIT');
  }
  conflict(module, options, 'FIFO', 'LIFO');
}

/** The place that options name; the disk when they name none. */
export function mapPlace(options: ReadonlyMap<string, unknown>): MapPlace {
  if (options.has('XEDIT')) return 'XEDIT';
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
  /** They go to XEDIT. */
  readonly edited?: boolean;
};

/** What a subcommand environment answers that is not there. */
const NO_ENVIRONMENT = -3;

/** Begins to show or write a map; what follows is {@link moreLibraryMap}, while the frame has a `libraryMap`. */
export function startLibraryMap(
  context: StepContext,
  module: string,
  library: string,
  place: MapPlace,
  lines: readonly string[],
  modeNumber = 5,
): StepResult {
  if (place === 'XEDIT') return edit({ library, lines, output: undefined, edited: true });
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
    ...{ name: library, type: 'MAP', letter: 'A', modeNumber },
    ...{ format: 'F', recordLength: RECORD },
  });
  return again({ library, lines, output });
}

/** The next line goes behind the current one of the file that is edited. */
function edit(map: MapFrame): StepResult {
  const [line = '', ...lines] = map.lines;
  return {
    effect: {
      kind: 'command',
      line: `COMMAND INPUT ${line}`,
      caller: 'subcommand',
      environment: 'XEDIT',
    },
    frame: { libraryMap: { ...map, lines } },
  };
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
  if (map.edited === true) {
    const rc = answer.kind === 'rc' ? answer.rc : 256;
    if (rc === NO_ENVIRONMENT) throw fault(module, 688);
    return rc !== 0 || map.lines.length === 0 ? { rc } : edit(map);
  }
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
