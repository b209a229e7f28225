/** Disks of tracks in functions of DDR: what they are like, whose they are, and whether they are large enough. */
import { askShape, shapeOf } from '../ckd/foreign-disk.js';
import { labelOf } from '../ckd/os-volume.js';
import { startTrack, trackEffect } from '../ckd/track-channel.js';
import type { Answer } from '../command.js';
import { askSize } from './stages.js';
import { DdrFault, isTrackDisk, type Unit } from './statements.js';
import { channel, readAnswer, type TrackRun } from './track-transfer.js';
import { address, askLabel, checkExtents, type Turn } from './turns.js';

/** Asks CP what a disk is like; one of another kind cannot take what comes. */
export function shape(run: TrackRun, which: 'input' | 'output', answer: Answer): Turn | 'go' {
  const unit = run[which];
  if (!run.waiting) {
    run.waiting = true;
    return { effect: askShape(unit.device) };
  }
  const found = shapeOf(answer);
  if (found === undefined || !isTrackDisk(unit, found.type)) throw new DdrFault(708);
  if (which === 'output' && found.readOnly) throw new DdrFault(718, address(unit));
  run.shapes[which] = found;
  if (which === 'input') run.cylinders = found.cylinders;
  const { input, output } = run.shapes;
  if (input !== undefined && output !== undefined && input.heads !== output.heads) {
    throw new DdrFault(708);
  }
  if (run.extents !== 'all' && !run.whole) {
    const any = Number.MAX_SAFE_INTEGER;
    checkExtents(run.extents, input?.cylinders ?? any, output?.cylinders ?? any);
  } else if (which === 'input') {
    run.extents = [{ from: 0, to: found.cylinders - 1, out: 0 }];
  }
  return 'go';
}

/** Reads the label of a disk and asks when it is not the one that is expected. */
export function label(run: TrackRun, unit: Unit, answer: Answer): Turn | 'go' {
  if (run.doing === 'none') {
    run.doing = 'read';
    run.reading = startTrack(channel(run, unit), 0, 0);
    return { effect: trackEffect(run.reading), cost: 100 };
  }
  if (run.reading !== undefined) {
    const track = readAnswer(run, unit, answer);
    if ('effect' in track) return track;
    run.reading = undefined;
    run.label = labelOf(track);
    if (unit === run.input) run.volume = run.label ?? UNLABELLED;
  }
  return askLabel(run, unit, run.label, answer);
}

/** A disk that is too small for all that is to come is asked about. */
export function size(run: TrackRun, answer: Answer): Turn | 'go' {
  return run.whole ? askSize(run, answer, run.cylinders, run.shapes.output!.cylinders) : 'go';
}

/** What a disk without a label is called. */
export const UNLABELLED = 'SCRATCH';
