/**
 * Tapes of FILEDEF (CMS Command Reference, "FILEDEF"; OS/VS Tape Labels, GC26-3795): how a reel is brought to a file at
 * OPEN, what is written at CLOSE, and blocks in between.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext } from '../command.js';
import { fetchOf, storeOf } from '../functions/caller-list.js';
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
export const LABEL = 80;

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
  | { readonly write: string };

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
    case 'SL': {
      const to = repeat('forward file', MARKS_A_FILE * (file - 1));
      if (!output) return { steps: ['rewind', ...to, 'labels'], labels: file === 1 ? 0 : 1 };
      const volume: TapeStep[] = file === 1 ? [{ write: volumeLabel(context, definition) }] : [];
      return {
        steps: ['rewind', ...to, ...volume, ...headers(context, definition, 'HDR'), 'mark'],
        labels: 0,
      };
    }
  }
}

/** What CLOSE does with a tape that was written: tape marks, of which the last is written over by what follows. */
export function tapeClosing(context: StepContext, dcb: OpenDcb): TapeWork {
  const definition = labelled(dcb);
  const trailers: TapeStep[] =
    definition.reel.label === 'SL' ? [...headers(context, definition, 'EOF'), 'mark'] : [];
  return { steps: ['mark', ...trailers, 'mark', 'back file'], labels: 0 };
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

function stepEffect(context: StepContext, dcb: OpenDcb, step: TapeStep): Effect {
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
      return effect(dcb, READ, Math.min(LABEL, dcb.bufferLength));
    default:
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
  return { kind: 'effect', effect: stepEffect(context, dcb, step), work: now };
}

function taken(
  context: StepContext,
  dcb: OpenDcb,
  work: TapeWork,
  answer: Answer,
): TapeWork | number {
  if (answer.kind !== 'tape') return TAPE_ERROR.notReady;
  const { result } = answer;
  const [step, ...steps] = work.steps;
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
  if (step !== 'labels') return { ...work, steps };
  const label = labelAt(context, dcb);
  const { definition } = dcb;
  const volume = volumeOf(context, definition);
  const wrong = work.labels === 0 ? !label.startsWith('VOL1') : !/^(?:HDR|UHL)\d/.test(label);
  const other = work.labels === 0 && volume !== '' && label.slice(4, 10).trimEnd() !== volume;
  const differs =
    label.startsWith('HDR1') && !fitsLabel(labelFields(context.cms.os, definition.ddname), label);
  return wrong || other || differs ? TAPE_ERROR.label : { ...work, labels: work.labels + 1 };
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
