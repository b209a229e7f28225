/**
 * DDR: dumps disks to tape, restores and copies them, and shows their blocks (VM/370 CMS Command and Macro Reference,
 * "DDR"), by control statements of a file or from the terminal.
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import { ddrMessage } from '../ddr/messages-table.js';
import { endRun, hasTracks, MOST_EXTENTS, runStep, startRun, type AnyRun } from '../ddr/run.js';
import type { Run } from '../ddr/turns.js';
import { blockLines } from '../ddr/show.js';
import { endTrackShow, showTrack, startTrackShow, type TrackShow } from '../ddr/show-tracks.js';
import { DdrFault, parseStatement, type Extent, type Unit } from '../ddr/statements.js';
import { findFile } from '../files/disk-state.js';
import { readRecords } from '../files/reader.js';
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { deviceOf, fileCommand } from './command-fault.js';
import { splitOperands } from './operands.js';
import { PRINTER } from './record-output.js';

const TITLE = 'VM/TS DASD DUMP/RESTORE PROGRAM';
/** Statements of a file. */
const MOST_STATEMENTS = 500;
const BLOCKS_A_STEP = 4;
const WRITE_AND_SPACE = 0x09;
/** Return codes: no control file; statements that are wrong; a device that fails. */
const RC = { file: 1, statement: 2, device: 3 } as const;
const DEVICE_FAULTS = /^HCPDDR(704|705|709|710|714|718)/;

/** Where it stands. */
type DdrFrame = {
  /** Statements of the file; undefined: they are typed. */
  readonly file: readonly string[] | undefined;
  at: number;
  input: Unit | undefined;
  output: Unit | undefined;
  /** A function whose extents are still coming. */
  pending: { readonly function: Run['function']; readonly extents: readonly Extent[] } | undefined;
  run: AnyRun | undefined;
  show: { readonly print: boolean; next: number; readonly to: number } | undefined;
  /** Tracks that are shown. */
  tracks: { readonly print: boolean; readonly show: TrackShow } | undefined;
  /** Questions are asked (PROMPTS); what PRINT shows is typed (SYSPRINT CONS). */
  readonly prompts: boolean;
  readonly console: boolean;
  /** Something has been printed. */
  printed: boolean;
  /** Behind a fault statements of a file are read, and nothing is done. */
  checking: boolean;
  rc: number;
};

function start(context: StepContext): StepResult {
  const { operands } = splitOperands(context.tokens);
  const [name, type, mode = '*'] = operands;
  let file: readonly string[] | undefined;
  if (name !== undefined) {
    const found = type === undefined ? undefined : findFile(context.cms.disks, name, type, mode);
    if (found === undefined || found.entry.records > MOST_STATEMENTS || operands.length > 3) {
      return { rc: RC.file, lines: [ddrMessage(719)] };
    }
    const device = deviceOf(context, found.volume);
    file = readRecords(found.volume, device, found.entry).map((record) => fromEbcdic(record));
  }
  const frame: DdrFrame = {
    ...{ file, at: 0, input: undefined, output: undefined, pending: undefined, run: undefined },
    ...{ show: undefined, tracks: undefined, printed: false, checking: false, rc: 0 },
    ...{ prompts: true, console: false },
  };
  return next(context, frame, [TITLE]);
}

/** The next statement, or the end. */
function next(context: StepContext, frame: DdrFrame, lines: readonly string[]): StepResult {
  if (frame.file === undefined) {
    return { effect: { kind: 'read' }, frame, lines: [...lines, 'ENTER:'], cost: 100 };
  }
  const line = frame.file[frame.at];
  if (line === undefined) {
    if (frame.pending !== undefined) return begin(context, frame, lines);
    return end(frame, lines);
  }
  frame.at++;
  return statement(context, frame, line, lines);
}

function end(frame: DdrFrame, lines: readonly string[]): StepResult {
  const all = [...lines, 'END OF JOB'];
  if (!frame.printed) return { rc: frame.rc, lines: all };
  const effect = { kind: 'cp' as const, command: 'CLOSE 00E NAME DDR', buffered: true };
  return { effect, frame: { ...frame, printed: false }, lines: all };
}

/** A statement that is wrong, or a device that does not work. */
function failed(
  context: StepContext,
  given: DdrFrame,
  error: unknown,
  lines: readonly string[],
): StepResult {
  endRun(context, given.run);
  if (given.tracks !== undefined) endTrackShow(context, given.tracks.show);
  if (!(error instanceof DdrFault)) throw error;
  const rc = DEVICE_FAULTS.test(error.line) ? RC.device : RC.statement;
  const frame: DdrFrame = {
    ...given,
    ...{ pending: undefined, run: undefined, show: undefined, tracks: undefined },
    rc: Math.max(given.rc, rc),
    checking: given.file !== undefined,
  };
  return next(context, frame, [...lines, error.line]);
}

function statement(
  context: StepContext,
  frame: DdrFrame,
  line: string,
  lines: readonly string[],
): StepResult {
  try {
    const said = parseStatement(line);
    const typed = frame.file === undefined;
    if (said === undefined) {
      // a null line ends what is typed
      if (typed && frame.pending !== undefined) return begin(context, frame, lines);
      return typed ? end(frame, lines) : next(context, frame, lines);
    }
    if (said.kind === 'extent') return extent(context, frame, said.extent, lines);
    if (frame.pending !== undefined) {
      // statements of a file are put back: first the function in front of them
      if (typed || (said.kind !== 'input' && said.kind !== 'output')) throw new DdrFault(702);
      return begin(context, { ...frame, at: frame.at - 1 }, lines);
    }
    switch (said.kind) {
      case 'input':
        return next(context, { ...frame, input: said.unit }, lines);
      case 'output':
        return next(context, { ...frame, output: said.unit }, lines);
      case 'sysprint':
        return next(context, { ...frame, console: said.console }, lines);
      case 'prompts':
        return next(context, { ...frame, prompts: said.on }, lines);
      case 'type':
      case 'print': {
        if (frame.checking) return next(context, frame, lines);
        if (frame.input === undefined) throw new DdrFault(702);
        if (frame.input.kind !== 'disk') throw new DdrFault(708);
        return show(context, frame, frame.input, said, lines);
      }
      default: {
        const { kind, extents } = said;
        if (frame.checking) return next(context, frame, lines);
        if (extents === 'all') return go(context, frame, kind, 'all', lines);
        if (extents === 'cpvol' || extents === 'nucleus') {
          if (frame.input === undefined || frame.output === undefined) throw new DdrFault(702);
          // CP keeps nothing of its own on the disks of users
          throw new DdrFault(extents === 'cpvol' ? 700 : 723);
        }
        const pending = { function: kind, extents };
        const asked =
          extents.length === 0 ? 'ENTER BLOCK EXTENTS' : 'ENTER NEXT EXTENT OR NULL LINE';
        return next(context, { ...frame, pending }, typed ? [...lines, asked] : lines);
      }
    }
  } catch (error) {
    return failed(context, frame, error, lines);
  }
}

function extent(
  context: StepContext,
  frame: DdrFrame,
  one: Extent,
  lines: readonly string[],
): StepResult {
  if (frame.checking) return next(context, frame, lines);
  if (frame.pending === undefined) throw new DdrFault(702);
  const extents = [...frame.pending.extents, one];
  if (extents.length > MOST_EXTENTS) throw new DdrFault(712);
  const asked = frame.file === undefined ? ['ENTER NEXT EXTENT OR NULL LINE'] : [];
  const pending = { ...frame.pending, extents };
  return next(context, { ...frame, pending }, [...lines, ...asked]);
}

/** The extents are complete. */
function begin(context: StepContext, frame: DdrFrame, lines: readonly string[]): StepResult {
  const { function: what, extents } = frame.pending!;
  const rest: DdrFrame = { ...frame, pending: undefined };
  if (extents.length === 0) return failed(context, rest, new DdrFault(713), lines);
  return go(context, rest, what, extents, lines);
}

function go(
  context: StepContext,
  frame: DdrFrame,
  what: Run['function'],
  extents: Run['extents'],
  lines: readonly string[],
): StepResult {
  try {
    const run = startRun(context, what, frame.input, frame.output, extents, frame.prompts);
    return turn(context, { ...frame, run }, { kind: 'done' }, lines);
  } catch (error) {
    return failed(context, frame, error, lines);
  }
}

/** The function goes on. */
function turn(
  context: StepContext,
  frame: DdrFrame,
  answer: Answer,
  lines: readonly string[],
): StepResult {
  try {
    const made = runStep(context, frame.run!, answer);
    if ('ended' in made) {
      endRun(context, frame.run);
      return next(context, { ...frame, run: undefined }, [...lines, ...made.lines]);
    }
    const { effect, cost = 100 } = made;
    return { effect, frame, lines: [...lines, ...(made.lines ?? [])], cost };
  } catch (error) {
    return failed(context, frame, error, lines);
  }
}

/** TYPE and PRINT begin. */
function show(
  context: StepContext,
  frame: DdrFrame,
  unit: Unit,
  {
    kind,
    from,
    to,
  }: { kind: 'type' | 'print'; from: readonly number[]; to?: readonly number[] | undefined },
  lines: readonly string[],
): StepResult {
  const print = kind === 'print' && !frame.console;
  if (hasTracks(context, unit)) {
    const tracks = { print, show: startTrackShow(context, unit, from, to) };
    return showTracks(context, { ...frame, tracks }, { kind: 'done' }, lines);
  }
  const [first = 0, second] = from;
  const last = to === undefined ? (second ?? first) : (to[0] ?? first);
  const extra = from[to === undefined ? 2 : 1] ?? to?.[1];
  if (extra !== undefined) throw new DdrFault(701, String(extra));
  if (last < first) throw new DdrFault(713);
  return showSome(context, { ...frame, show: { print, next: first, to: last } }, lines);
}

/** Tracks, typed or printed, one after the other. */
function showTracks(
  context: StepContext,
  frame: DdrFrame,
  answer: Answer,
  lines: readonly string[],
): StepResult {
  const { print, show } = frame.tracks!;
  try {
    const made = showTrack(show, answer);
    if (made === 'done') {
      endTrackShow(context, show);
      return next(context, { ...frame, tracks: undefined }, lines);
    }
    if ('kind' in made) return { effect: made, frame, lines, cost: 200 };
    if (made.length === 0) return { effect: { kind: 'work' }, frame, lines };
    if (!print) return { effect: { kind: 'work' }, frame, lines: [...lines, ...made], cost: 400 };
    return { ...printed(made), frame: { ...frame, printed: true }, lines };
  } catch (error) {
    return failed(context, frame, error, lines);
  }
}

/** Lines on paper. */
function printed(lines: readonly string[]): { readonly effect: Effect; readonly cost: number } {
  const records = lines.map((line) => ({ command: WRITE_AND_SPACE, data: toEbcdic(line || ' ') }));
  return { effect: { kind: 'write-records', device: PRINTER, records }, cost: 400 };
}

/** Some blocks, typed or printed. */
function showSome(context: StepContext, frame: DdrFrame, lines: readonly string[]): StepResult {
  const show = { ...frame.show! };
  const disk = context.disk(frame.input!.device);
  if (disk === undefined) {
    const device = frame.input!.device.toString(16).toUpperCase().padStart(4, '0');
    return failed(context, frame, new DdrFault(704, device), lines);
  }
  if (disk.blocks === 0) return failed(context, frame, new DdrFault(708), lines);
  if (show.to >= disk.blocks) return failed(context, frame, new DdrFault(713), lines);
  const shown: string[] = [];
  for (let i = 0; i < BLOCKS_A_STEP && show.next <= show.to; i++, show.next++) {
    const bytes = disk.read(show.next, 1);
    if (bytes === undefined) return failed(context, frame, new DdrFault(705, 'DASD'), lines);
    shown.push(...blockLines(show.next, bytes));
  }
  const more: DdrFrame = { ...frame, show: show.next > show.to ? undefined : show };
  if (show.print) {
    return { ...printed(shown), frame: { ...more, printed: true }, lines };
  }
  if (more.show === undefined) return next(context, more, [...lines, ...shown]);
  return { effect: { kind: 'work' }, frame: more, lines: [...lines, ...shown], cost: 400 };
}

function resume(raw: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(raw as DdrFrame) };
  if (frame.run !== undefined) return turn(context, frame, answer, []);
  if (frame.tracks !== undefined && (answer.kind !== 'written' || answer.result === 'ok')) {
    return showTracks(context, frame, answer, []);
  }
  if (answer.kind === 'cp') return { rc: frame.rc };
  if (answer.kind === 'written' && answer.result !== 'ok') {
    return failed(context, frame, new DdrFault(705, '000E'), []);
  }
  if (frame.show !== undefined) return showSome(context, frame, []);
  if (answer.kind === 'line') return statement(context, frame, answer.text, []);
  return next(context, frame, []);
}

/** The DDR command. */
export const ddr = fileCommand('DDR', 3, 'DDR', start, resume);
