/** Disks of blocks in functions of DDR: whose they are, and blocks on their way; a label that comes is kept until the end. */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, BlockDevice, StepContext } from '../command.js';
import { LABEL_BLOCK } from '../files/layout.js';
import { DISK_BLOCK } from './dump-tape.js';
import { askSize, type StagedRun } from './stages.js';
import { DdrFault, type Extent, type Unit } from './statements.js';
import { address, askLabel, type Turn } from './turns.js';

/** A function under way; plain data, changed in place. */
export type BlockRun = StagedRun & {
  readonly tracks: false;
  /** Size of what is read. */
  blocks: number;
  block: number;
  /** The output's label, which is written last: of the disk before, or of what has come; undefined: it stays. */
  label: Uint8Array | undefined;
  /** A block of the tape that waits until the disk has no label. */
  held: Uint8Array | undefined;
  /** The last block of the disk that is on the reel. */
  last: number;
};

/** The disk of a unit; a fault when it is not there, or not one of blocks. */
export function diskOf(context: StepContext, unit: Unit): BlockDevice {
  const disk = context.disk(unit.device);
  if (disk === undefined) throw new DdrFault(704, address(unit));
  if (disk.blocks === 0) throw new DdrFault(708);
  return disk;
}

const LABELS = ['CMS1', 'VOL1'];

/** Looks at the label of a disk and asks when it is not the one that is expected. */
export function label(
  context: StepContext,
  run: BlockRun,
  unit: Unit,
  answer: Answer,
): Turn | 'go' {
  const sector = diskOf(context, unit).read(LABEL_BLOCK, 1);
  if (sector === undefined) throw new DdrFault(705, address(unit));
  const text = fromEbcdic(sector.subarray(0, 10));
  const volume = LABELS.includes(text.slice(0, 4)) ? text.slice(4).trimEnd() : undefined;
  if (unit === run.input) run.volume = volume ?? 'SCRATCH';
  return askLabel(run, unit, volume, answer);
}

/** A disk that is too small for all that is to come is asked about. */
export function size(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  const all = run.extents === 'all' || (run.extents.length === 1 && run.extents[0]!.from === 0);
  return all ? askSize(run, answer, run.blocks, diskOf(context, run.output).blocks) : 'go';
}

/** A fault when the disk says that what was written is not on it. */
export function durable(run: BlockRun, answer: Answer): void {
  if (answer.kind === 'done' && answer.failed === true) {
    throw new DdrFault(705, address(run.output));
  }
}

/** The extent in hand; undefined behind the last. */
export function currentExtent(run: BlockRun): Extent | undefined {
  return run.extents === 'all' ? undefined : run.extents[run.extent];
}

/** So many blocks from where it stands have been read. */
export function advance(run: BlockRun, extent: Extent, count: number): void {
  run.block += count;
  run.bytesIn += count * DISK_BLOCK;
  if (run.block <= extent.to || run.extents === 'all') return;
  run.extent++;
  run.block = run.extents[run.extent]?.from ?? 0;
}

/** Whether the label is among what is written. */
function coversLabel(run: BlockRun): boolean {
  if (run.extents === 'all') return true;
  return run.extents.some(
    ({ from, to, out }) => out <= LABEL_BLOCK && LABEL_BLOCK <= out + to - from,
  );
}

/** Before the first write: takes the label off a disk that gets another one; undefined when there is nothing to take. */
export function takeLabel(context: StepContext, run: BlockRun): Turn | undefined {
  if (run.label !== undefined || !coversLabel(run)) return undefined;
  const disk = diskOf(context, run.output);
  run.label = disk.read(LABEL_BLOCK, 1);
  if (run.label === undefined || !disk.write(LABEL_BLOCK, new Uint8Array(DISK_BLOCK))) {
    throw new DdrFault(705, address(run.output));
  }
  return { effect: { kind: 'sync', device: run.output.device } };
}

/** Writes blocks; a label among them is kept for the end. */
export function writeBlocks(
  context: StepContext,
  run: BlockRun,
  block: number,
  bytes: Uint8Array,
): void {
  let data = bytes;
  const at = (LABEL_BLOCK - block) * DISK_BLOCK;
  if (run.label !== undefined && at >= 0 && at < bytes.length) {
    run.label = bytes.slice(at, at + DISK_BLOCK);
    data = bytes.slice();
    data.fill(0, at, at + DISK_BLOCK);
  }
  if (!diskOf(context, run.output).write(block, data)) throw new DdrFault(705, address(run.output));
  run.bytesOut += bytes.length;
}

/** Puts the label back that was kept, behind all else. */
export function putLabel(context: StepContext, run: BlockRun): void {
  if (run.label === undefined) return;
  if (!diskOf(context, run.output).write(LABEL_BLOCK, run.label)) {
    throw new DdrFault(705, address(run.output));
  }
}
