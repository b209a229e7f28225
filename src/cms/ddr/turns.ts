/** What functions of DDR have in common: the drive, questions, labels, the report. */
import type { Answer, Effect, StepContext } from '../command.js';
import { TAPE, tapeCommand, tapeData } from '../tape/tape-frame.js';
import { ddrMessage } from './messages-table.js';
import { DdrFault, type Extent, type Unit } from './statements.js';

/** Rewinds and takes the reel off. */
export const UNLOAD = 0x0f;

/** What functions carry from step to step; plain data, changed in place. */
export type Run = {
  readonly function: 'dump' | 'copy' | 'restore';
  /** Questions are asked; without them it goes on as if each had been answered by YES. */
  readonly prompts: boolean;
  input: Unit;
  output: Unit;
  extents: readonly Extent[] | 'all';
  stage: number;
  /** What the drive, a disk or a person was asked for has not come yet. */
  waiting: boolean;
  skipped: number;
  /** Label of what is read. */
  volume: string;
  extent: number;
  bytesIn: number;
  bytesOut: number;
};

/** A step that waits for something. */
export type EffectTurn = {
  readonly effect: Effect;
  readonly lines?: readonly string[];
  readonly cost?: number;
};

/** What a step comes to: an effect, or the end; `no`: somebody has said NO. */
export type Turn = EffectTurn | { readonly ended: 'ok' | 'no'; readonly lines: readonly string[] };

/** The address of a unit as messages have it. */
export const address = (unit: Unit): string =>
  unit.device.toString(16).toUpperCase().padStart(4, '0');

const QUESTION = 'Do you wish to continue?  Respond YES, NO or REREAD:';

/** Asks, until the answer is one; `go` when it is YES, or nothing is to be asked. */
export function ask(run: Run, answer: Answer, line: string): Turn | 'go' {
  if (!run.prompts) return 'go';
  if (run.waiting && answer.kind === 'line') {
    const text = answer.text.trim().toUpperCase();
    run.waiting = false;
    if (text === 'YES' || text === 'Y') return 'go';
    if (text === 'NO' || text === 'N') return { ended: 'no', lines: [] };
  }
  run.waiting = true;
  return { effect: { kind: 'read' }, lines: [line, QUESTION] };
}

/** Asks when a label, undefined where there is none, is another than was said. */
export function askLabel(
  run: Run,
  unit: Unit,
  volume: string | undefined,
  answer: Answer,
): Turn | 'go' {
  if (unit.volume === 'SCRATCH' || (volume !== undefined && unit.volume === volume)) return 'go';
  const line =
    volume === undefined
      ? ddrMessage(716, address(unit))
      : ddrMessage(711, volume, unit.volume === undefined ? '' : ` not ${unit.volume}`);
  return ask(run, answer, line);
}

/** The answer of a drive: its block, or `mark`. */
export function driveAnswer(context: StepContext, unit: Unit, answer: Answer): Uint8Array | 'mark' {
  if (answer.kind !== 'tape') throw new Error('the drive has not answered');
  switch (answer.result) {
    case 'ok':
      return tapeData(context, answer.length);
    case 'mark':
      return 'mark';
    case 'no-device':
      throw new DdrFault(704, address(unit));
    case 'not-ready':
      throw new DdrFault(710, address(unit));
    case 'protected':
      throw new DdrFault(718, address(unit));
    case 'error':
      throw new DdrFault(705, address(unit));
  }
}

/** A command to the drive that belongs to the run; `go` when it has been carried out. */
export function command(
  context: StepContext,
  run: Run,
  unit: Unit,
  answer: Answer,
  code: number,
  data?: Uint8Array,
): Turn | 'go' {
  if (run.waiting) {
    run.waiting = false;
    // what is behind the end of the reel closes it, and there is room for that
    driveAnswer(context, unit, answer);
    return 'go';
  }
  run.waiting = true;
  return { effect: tapeCommand(context, unit.device, code, data), cost: 20 };
}

const FORWARD_FILE = 0x3f;

/** Passes the files in front; `go` when they are passed. */
export function skipFiles(
  context: StepContext,
  run: Run,
  drive: Unit,
  answer: Answer,
): Turn | 'go' {
  while (run.skipped < drive.skip || run.waiting) {
    const turn = command(context, run, drive, answer, FORWARD_FILE);
    if (turn !== 'go') return turn;
    run.skipped++;
  }
  return 'go';
}

/** What the drive does behind the function. */
export function afterwards(
  context: StepContext,
  run: Run,
  drive: Unit,
  answer: Answer,
): Turn | 'go' {
  const code = { rewind: TAPE.rewind, unload: UNLOAD, leave: undefined }[drive.after];
  return code === undefined ? 'go' : command(context, run, drive, answer, code);
}

/** Whether extents fit on disks of so many units and are apart from one another. */
export function checkExtents(extents: readonly Extent[], input: number, output: number): void {
  const sorted = [...extents].sort((a, b) => a.out - b.out);
  let next = 0;
  for (const { from, to, out } of sorted) {
    if (to >= input || out + (to - from) >= output || out < next) throw new DdrFault(713);
    next = out + (to - from) + 1;
  }
}

const DOING = { dump: 'DUMPING', copy: 'COPYING', restore: 'RESTORING' } as const;

/** Says what begins, and of which volume. */
export function announce(run: Run): Turn | 'go' {
  if (run.waiting) return 'go';
  run.waiting = true;
  const line = `${DOING[run.function].padEnd(10)}${run.volume}`;
  return { effect: { kind: 'work' }, lines: [line], cost: 20 };
}

/** What is typed at the end. */
export function report(run: Run, unit: 'BLOCK' | 'CYLINDER'): string[] {
  const { extents } = run;
  const number = (value: number): string => String(value).padEnd(13);
  const map =
    extents === 'all'
      ? []
      : [
          `INPUT  ${unit} EXTENTS       OUTPUT ${unit} EXTENTS`,
          'START        STOP          START        STOP',
          ...extents.map(({ from, to, out }) =>
            `${number(from)}${number(to)} ${number(out)}${String(out + to - from)}`.trimEnd(),
          ),
        ];
  const word = { dump: 'DUMP', restore: 'RESTORE', copy: 'COPY' }[run.function];
  return [
    ...map,
    `END OF ${word}`,
    `BYTES IN  ${String(run.bytesIn).padStart(12, '0')}`,
    `BYTES OUT ${String(run.bytesOut).padStart(12, '0')}`,
  ];
}
