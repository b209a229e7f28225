/**
 * Tapes of FILEDEF (CMS Command Reference, "FILEDEF"; OS/VS Tape Labels, GC26-3795): how a reel is brought to a file at
 * OPEN, what is written at CLOSE, and blocks in between.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { fetchOf, storeOf } from '../functions/caller-list.js';
import {
  bringRoutine,
  CALL,
  callExit,
  callRoutine,
  LABEL_EXIT,
  labelExit,
  LIST,
  wantedOf,
} from './label-exits.js';
import { firstLabel, fitsLabel, labelFields } from './label-fields.js';
import type { FileDefinition, OpenDcb } from './os-state.js';

const WRITE = 0x01;
const READ = 0x02;
const REWIND = 0x07;
const WRITE_MARK = 0x1f;
const BACK_BLOCK = 0x27;
const BACK_FILE = 0x2f;
const FORWARD_FILE = 0x3f;
/** Bytes of a label. */
const LABEL = 80;
/** Most user labels of a kind. */
const MOST_LABELS = 8;
/** What a buffer has at least: a label, and the list of a routine for labels. */
export const TAPE_ROOM = LABEL + LIST;

/** A movement, or a label that is written. */
export type TapeStep =
  | 'rewind'
  | 'forward file'
  | 'back file'
  | 'mark'
  /** The next block is no volume label; the tape stands where it stood. */
  | 'unlabelled'
  | 'back block'
  /** Labels up to the tape mark; the first is that of the volume when the tape was rewound. */
  | 'labels'
  /** User labels that nobody wants: up to the tape mark. */
  | 'rest of labels'
  | { readonly write: string }
  /** An exit for a user label in the buffer, or one that puts one there: so many were written before. */
  | { readonly exit: number; readonly written: number }
  /** The label in the buffer is written. */
  | 'buffer'
  /** The routine for labels that are not standard is brought, and called. */
  | 'routine'
  | { readonly call: number };

/** What a tape is still to do; plain data. */
export interface TapeWork {
  readonly steps: readonly TapeStep[];
  /** Labels that were passed. */
  readonly labels: number;
}

/** Why it could not (message 036E). */
export const TAPE_ERROR = { notReady: 11, label: 12, protected: 13 } as const;

/** Where the files of a labelled tape lie: three tape marks each. */
const MARKS_A_FILE = 3;

function repeat(step: TapeStep, count: number): TapeStep[] {
  return Array.from({ length: count }, () => step);
}

/** A definition with what the block is open with, for the labels. */
function labelled({ definition, labelRecfm, lrecl, blksize }: OpenDcb): FileDefinition {
  return { ...definition, recfm: labelRecfm, lrecl, blksize };
}

/** What OPEN does with a tape. */
export function tapeOpening(context: StepContext, dcb: OpenDcb): TapeWork {
  const definition = labelled(dcb);
  const output = !dcb.input;
  const { label, file } = definition.reel;
  switch (label) {
    case 'LABOFF':
      return { steps: [], labels: 0 };
    case 'BLP':
      return { steps: ['rewind', ...repeat('forward file', file - 1)], labels: 0 };
    case 'NL': {
      // a new reel has nothing on it that could be looked at
      const look: TapeStep[] = output ? [] : ['unlabelled'];
      return { steps: ['rewind', ...look, ...repeat('forward file', file - 1)], labels: 0 };
    }
    case 'NSL': {
      const call = output ? CALL.openOutput : CALL.openInput;
      return { steps: ['routine', { call }], labels: 0 };
    }
    case 'SL':
    case 'SUL': {
      const to = repeat('forward file', MARKS_A_FILE * (file - 1));
      if (!output) return { steps: ['rewind', ...to, 'labels'], labels: file === 1 ? 0 : 1 };
      const volume: TapeStep[] = file === 1 ? [{ write: volumeLabel(context, definition) }] : [];
      return {
        steps: [
          ...['rewind' as const, ...to, ...volume, ...headers(context, definition, 'HDR')],
          ...userLabels(context, dcb, LABEL_EXIT.headerOut),
          'mark',
        ],
        labels: 0,
      };
    }
  }
}

/** What CLOSE does with a tape that was written: tape marks, of which the last is written over by what follows. */
export function tapeClosing(context: StepContext, dcb: OpenDcb): TapeWork {
  const definition = labelled(dcb);
  const { label } = definition.reel;
  if (label === 'NSL') {
    return { steps: ['mark', 'routine', { call: CALL.closeOutput }], labels: 0 };
  }
  const standard = label === 'SL' || label === 'SUL';
  const trailers: TapeStep[] = standard
    ? [
        ...headers(context, definition, 'EOF'),
        ...userLabels(context, dcb, LABEL_EXIT.trailerOut),
        'mark',
      ]
    : [];
  return { steps: ['mark', ...trailers, 'mark', 'back file'], labels: 0 };
}

/** The exit that makes user labels, when there is one and FILEDEF has SUL. */
function userLabels(context: StepContext, dcb: OpenDcb, exit: number): TapeStep[] {
  const none = dcb.definition.reel.label !== 'SUL' || labelExit(context, dcb, exit) === 0;
  return none ? [] : [{ exit, written: 0 }];
}

/** What CLOSE does with a tape that was read: a routine for labels is told. */
export function tapeLeaving(dcb: OpenDcb): TapeWork | undefined {
  const nonstandard = dcb.definition.reel.label === 'NSL';
  return nonstandard ? { steps: ['routine', { call: CALL.closeInput }], labels: 0 } : undefined;
}

function volumeLabel(context: StepContext, definition: FileDefinition): string {
  return `VOL1${volumeOf(context, definition).padEnd(6)}`.padEnd(LABEL);
}

/** The volume that FILEDEF or LABELDEF names; empty for any. */
function volumeOf({ cms }: StepContext, { ddname, reel }: FileDefinition): string {
  return reel.volume === '' ? (labelFields(cms.os, ddname).VOLID ?? '') : reel.volume;
}

function headers(
  context: StepContext,
  definition: FileDefinition,
  kind: 'HDR' | 'EOF',
): TapeStep[] {
  const { recfm, lrecl, blksize } = definition;
  const five = (value: number | undefined): string => String(value ?? 0).padStart(5, '0');
  const volume = volumeOf(context, definition);
  const first = `${kind}1${firstLabel(context, definition, volume)}`;
  const form =
    recfm === undefined ? 'U' : (recfm & 0xc0) === 0xc0 ? 'U' : (recfm & 0x80) !== 0 ? 'F' : 'V';
  const second = `${kind}2${form}${five(blksize)}${five(lrecl)}`;
  return [{ write: first.padEnd(LABEL) }, { write: second.padEnd(LABEL) }];
}

/** Address of a drive: TAP0 to TAP7 are 180 to 187, TAP8 to TAPF 288 to 28F. */
export function driveOf({ tape }: FileDefinition): number {
  return (tape < 8 ? 0x180 : 0x280) + tape;
}

function effect(dcb: OpenDcb, command: number, count = 1): Effect {
  return { kind: 'tape', device: driveOf(dcb.definition), command, at: dcb.buffer, count };
}

/** The effect of a step; undefined when there is nothing to do. */
function stepEffect(context: StepContext, dcb: OpenDcb, step: TapeStep): Effect | undefined {
  switch (step) {
    case 'rewind':
      return effect(dcb, REWIND);
    case 'forward file':
      return effect(dcb, FORWARD_FILE);
    case 'back file':
      return effect(dcb, BACK_FILE);
    case 'back block':
      return effect(dcb, BACK_BLOCK);
    case 'mark':
      return effect(dcb, WRITE_MARK);
    case 'unlabelled':
    case 'labels':
    case 'rest of labels':
      return effect(dcb, READ, Math.min(LABEL, dcb.bufferLength));
    case 'buffer':
      return effect(dcb, WRITE, LABEL);
    case 'routine':
      return bringRoutine(context, dcb);
    default:
      if ('exit' in step) return callExit(context, dcb, step.exit, dcb.buffer + LABEL);
      if ('call' in step) return callRoutine(context, dcb, step.call, dcb.buffer + LABEL);
      storeOf(context, dcb.buffer, toEbcdic(step.write));
      return effect(dcb, WRITE, LABEL);
  }
}

/** What comes of a step: the next effect, all done, or an error code. */
export type TapeProgress =
  | { readonly kind: 'effect'; readonly effect: Effect; readonly work: TapeWork }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly code: number };

/** Begins the work of a tape, or goes on with it by the answer to its first step. */
export function tapeWork(
  context: StepContext,
  dcb: OpenDcb,
  work: TapeWork,
  answer?: Answer,
): TapeProgress {
  const now = answer === undefined ? work : taken(context, dcb, work, answer);
  if (typeof now === 'number') return { kind: 'error', code: now };
  const [step] = now.steps;
  if (step === undefined) return { kind: 'done' };
  const made = stepEffect(context, dcb, step);
  if (made !== undefined) return { kind: 'effect', effect: made, work: now };
  // a routine that is nowhere
  if (step !== 'routine') return { kind: 'error', code: TAPE_ERROR.label };
  return tapeWork(context, dcb, { ...now, steps: now.steps.slice(1) });
}

function taken(
  context: StepContext,
  dcb: OpenDcb,
  work: TapeWork,
  answer: Answer,
): TapeWork | number {
  const [step, ...steps] = work.steps;
  if (answer.kind === 'rc') return answered(work, step, steps, answer);
  if (answer.kind !== 'tape') return TAPE_ERROR.notReady;
  const { result } = answer;
  if (result === 'protected') return TAPE_ERROR.protected;
  if (result === 'mark' && step === 'labels') {
    return work.labels === 0 ? TAPE_ERROR.label : { steps, labels: 0 };
  }
  // a tape mark, or a reel with nothing on it, is no label
  if (step === 'unlabelled' && result !== 'not-ready' && result !== 'no-device') {
    const label = result === 'ok' && labelAt(context, dcb).startsWith('VOL1');
    return label ? TAPE_ERROR.label : { steps: ['rewind', ...steps], labels: 0 };
  }
  if (result !== 'ok' && result !== 'mark') return TAPE_ERROR.notReady;
  if (step === 'rest of labels') return { ...work, steps: result === 'mark' ? steps : work.steps };
  if (step !== 'labels') return { ...work, steps };
  const label = labelAt(context, dcb);
  const { definition } = dcb;
  const volume = volumeOf(context, definition);
  const wrong = work.labels === 0 ? !label.startsWith('VOL1') : !/^(?:HDR|UHL)\d/.test(label);
  const other = work.labels === 0 && volume !== '' && label.slice(4, 10).trimEnd() !== volume;
  const differs =
    label.startsWith('HDR1') && !fitsLabel(labelFields(context.cms.os, definition.ddname), label);
  if (wrong || other || differs) return TAPE_ERROR.label;
  const passed = { ...work, labels: work.labels + 1 };
  const exit = LABEL_EXIT.headerIn;
  const shown = label.startsWith('UHL') && definition.reel.label === 'SUL';
  if (!shown || labelExit(context, dcb, exit) === 0) return passed;
  return { ...passed, steps: [{ exit, written: 0 }, ...work.steps] };
}

/** An exit or a routine has come back, or a program was brought. */
function answered(
  work: TapeWork,
  step: TapeStep | undefined,
  steps: readonly TapeStep[],
  answer: Extract<Answer, { readonly kind: 'rc' }>,
): TapeWork | number {
  if (step === 'routine') return { ...work, steps };
  if (typeof step !== 'object') return TAPE_ERROR.notReady;
  // a routine for labels that are not standard says by its return code whether they are good
  if ('call' in step) return answer.rc === 0 ? { ...work, steps } : TAPE_ERROR.label;
  if (!('exit' in step)) return TAPE_ERROR.notReady;
  const { label, again } = wantedOf(answer);
  if (step.exit === LABEL_EXIT.headerIn) {
    // it has seen enough of them
    return { ...work, steps: label ? steps : ['rest of labels', ...steps.slice(1)] };
  }
  const written = step.written + 1;
  const next: TapeStep[] = again && written < MOST_LABELS ? [{ ...step, written }] : [];
  return { ...work, steps: label ? ['buffer', ...next, ...steps] : steps };
}

function labelAt(context: StepContext, dcb: OpenDcb): string {
  return fromEbcdic(fetchOf(context, dcb.buffer, Math.min(LABEL, dcb.bufferLength)));
}

/** Asks for the next block. */
export function readBlock(dcb: OpenDcb): Effect {
  return effect(dcb, READ, Math.min(dcb.blksize, dcb.bufferLength));
}

/** Writes a block, which has at most the length of the buffer. */
export function writeBlock(context: StepContext, dcb: OpenDcb, block: Uint8Array): Effect {
  storeOf(context, dcb.buffer, block);
  return effect(dcb, WRITE, block.length);
}
