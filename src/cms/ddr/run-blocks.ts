/**
 * DUMP, RESTORE and COPY of disks of blocks, a step at a time. What a disk gets anew has no label until all of it is
 * durable: a disk that is half the one and half the other is taken by nobody for either.
 */
import type { Answer, StepContext } from '../command.js';
import { releaseDisks } from '../files/disk-state.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import {
  advance,
  currentExtent,
  diskOf,
  durable,
  label,
  putLabel,
  size,
  takeLabel,
  writeBlocks,
  type BlockRun,
} from './block-transfer.js';
import {
  blocksBlock,
  BLOCKS_TOGETHER,
  DISK_BLOCK,
  endBlock,
  endOfReelBlock,
  nextVolumeBlock,
  readDumpBlock,
  volumeBlock,
} from './dump-tape.js';
import { endOfReel, nextReel, reelIsFull } from './reels.js';
import { newRun, readVolume, throughStages, type Medium } from './stages.js';
import { DdrFault, type Unit } from './statements.js';
import { address, checkExtents, command, driveAnswer, type Run, type Turn } from './turns.js';

/** Blocks of the disk that one step looks at. */
const BLOCKS_A_STEP = 64;

type Stage =
  | 'input-label'
  | 'output-label'
  | 'size'
  | 'volume'
  | 'write'
  | 'end-block'
  | 'read-volume'
  | 'read'
  | 'copy'
  | 'sync'
  | 'label';

const BLOCKS: Medium<BlockRun, Stage> = {
  unit: 'BLOCK',
  stages: {
    dump: [
      ...(['input-label', 'begin', 'skip-output', 'volume', 'write'] as const),
      ...(['end-block', 'mark', 'after-output', 'report'] as const),
    ],
    restore: [
      ...(['skip-input', 'read-volume', 'output-label', 'size', 'begin'] as const),
      ...(['read', 'sync', 'label', 'sync', 'after-input', 'report'] as const),
    ],
    copy: [
      ...(['input-label', 'output-label', 'size', 'begin'] as const),
      ...(['copy', 'sync', 'label', 'sync', 'report'] as const),
    ],
  },
  step: stageStep,
  changed: (context, run, which) =>
    which === 'output' ? dumpNext(context, run) : nextBlock(context, run),
};

/** Starts; a fault when the disks cannot be used so. */
export function startRun(
  context: StepContext,
  what: Run['function'],
  input: Unit,
  output: Unit,
  extents: Run['extents'],
  prompts: boolean,
): BlockRun {
  const from = input.kind === 'disk' ? diskOf(context, input) : undefined;
  const to = output.kind === 'disk' ? diskOf(context, output) : undefined;
  if (to?.readOnly === true) throw new DdrFault(718, address(output));
  if (to !== undefined && to.device === from?.device) throw new DdrFault(708);
  // what CMS knows of the disk is not true any more
  if (to !== undefined) releaseDisks(context.cms.disks, ({ device }) => device === to.device);
  if (extents !== 'all') {
    const any = Number.MAX_SAFE_INTEGER;
    checkExtents(extents, from?.blocks ?? any, to?.blocks ?? any);
  }
  const all = from === undefined ? 'all' : [{ from: 0, to: from.blocks - 1, out: 0 }];
  return {
    ...newRun(what, input, output, extents === 'all' ? all : extents, prompts),
    ...{
      tracks: false,
      blocks: from?.blocks ?? 0,
      block: extents === 'all' ? 0 : extents[0]!.from,
    },
    ...{ label: undefined, held: undefined, last: 0 },
  };
}

/** Goes on until something has to be waited for. */
export function runStep(context: StepContext, run: BlockRun, answer: Answer): Turn {
  return throughStages(BLOCKS, context, run, answer);
}

function stageStep(
  context: StepContext,
  run: BlockRun,
  stage: Stage,
  answer: Answer,
): Turn | 'go' | 'reel' {
  const { input, output } = run;
  switch (stage) {
    case 'input-label':
      return label(context, run, input, answer);
    case 'output-label':
      return label(context, run, output, answer);
    case 'size':
      return size(context, run, answer);
    case 'volume':
      return command(context, run, output, answer, TAPE.write, volumeBlock(run.volume, run.blocks));
    case 'write':
      return dumpSome(context, run, answer);
    case 'end-block':
      return command(context, run, output, answer, TAPE.write, endBlock(run.bytesIn / DISK_BLOCK));
    case 'read-volume':
      return readVolume(context, run, answer, (bytes) => tookVolume(run, bytes));
    case 'read':
      return restoreSome(context, run, answer);
    case 'copy':
      return copySome(context, run, answer);
    case 'sync':
      if (run.waiting) {
        durable(run, answer);
        return 'go';
      }
      run.waiting = true;
      return { effect: { kind: 'sync', device: output.device } };
    case 'label':
      putLabel(context, run);
      return 'go';
  }
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** The drive has answered for a block: the next one, or the next reel. */
function dumpSome(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' | 'reel' {
  const full = run.waiting && reelIsFull(context, run.output, answer);
  run.waiting = false;
  const extent = currentExtent(run);
  if (!full || extent === undefined) return dumpNext(context, run);
  const next = extent.out + run.block - extent.from;
  const header = nextVolumeBlock(volumeBlock(run.volume, run.blocks), next, context.now);
  run.reel = endOfReel(`BLOCK ${String(run.last)}`, endOfReelBlock(header), header);
  return 'reel';
}

/** The next blocks of the disk to tape. */
function dumpNext(context: StepContext, run: BlockRun): Turn | 'go' {
  const extent = currentExtent(run);
  if (extent === undefined) return 'go';
  const disk = diskOf(context, run.input);
  const first = run.block;
  const label = extent.out + (first - extent.from);
  const limit = Math.min(extent.to + 1, first + BLOCKS_A_STEP);
  let data: Uint8Array | undefined;
  let at = first;
  while (at < limit) {
    const count = Math.min(BLOCKS_TOGETHER, limit - at);
    const bytes = disk.read(at, count);
    if (bytes === undefined) throw new DdrFault(705, address(run.input));
    if (!isZero(bytes)) {
      if (at === first) data = bytes;
      break;
    }
    at += count;
  }
  const count = data === undefined ? at - first : data.length / DISK_BLOCK;
  const block = blocksBlock(label, count, data);
  run.last = label + count - 1;
  advance(run, extent, count);
  run.bytesOut += block.length;
  run.waiting = true;
  return {
    effect: tapeCommand(context, run.output.device, TAPE.write, block),
    cost: 100 + (at - first) * 8,
  };
}

/** What the block in front of a dump says. */
function tookVolume(run: BlockRun, bytes: Uint8Array): boolean {
  const block = readDumpBlock(bytes);
  if (block.kind !== 'volume') return false;
  run.volume = block.volume;
  run.blocks = block.blocks;
  return true;
}

function nextBlock(context: StepContext, run: BlockRun): Turn {
  run.waiting = true;
  return { effect: tapeCommand(context, run.input.device, TAPE.read), cost: 200 };
}

/** The next block of the tape onto the disk. */
function restoreSome(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' | 'reel' {
  if (!run.waiting) return nextBlock(context, run);
  if (run.held !== undefined) durable(run, answer);
  const bytes = run.held ?? driveAnswer(context, run.input, answer);
  run.held = undefined;
  const block = bytes === 'mark' ? { kind: 'other' as const } : readDumpBlock(bytes);
  if (block.kind === 'end') {
    if (run.bytesOut === 0) throw new DdrFault(714, String(run.block));
    return 'go';
  }
  if (block.kind === 'reel') {
    run.reel = nextReel(`BLOCK ${String(run.last)}`, bytes as Uint8Array);
    return 'reel';
  }
  if (block.kind !== 'blocks') throw new DdrFault(709);
  const taken = takeLabel(context, run);
  if (taken !== undefined) {
    run.held = bytes as Uint8Array;
    return taken;
  }
  const disk = diskOf(context, run.output);
  run.bytesIn += (bytes as Uint8Array).length;
  run.last = block.from + block.count - 1;
  const wanted = run.extents === 'all' ? [{ from: 0, to: disk.blocks - 1, out: 0 }] : run.extents;
  for (const { from, to, out } of wanted) {
    const first = Math.max(from, block.from);
    const last = Math.min(to, block.from + block.count - 1);
    if (last < first) continue;
    const at = (first - block.from) * DISK_BLOCK;
    const end = (last - block.from + 1) * DISK_BLOCK;
    const data = block.data?.slice(at, end) ?? new Uint8Array(end - at);
    writeBlocks(context, run, out + first - from, data);
  }
  return nextBlock(context, run);
}

/** The next blocks from disk to disk. */
function copySome(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  durable(run, answer);
  const taken = takeLabel(context, run);
  if (taken !== undefined) return taken;
  const extent = currentExtent(run);
  if (extent === undefined) return 'go';
  const count = Math.min(BLOCKS_A_STEP, extent.to - run.block + 1);
  const bytes = diskOf(context, run.input).read(run.block, count);
  if (bytes === undefined) throw new DdrFault(705, address(run.input));
  writeBlocks(context, run, extent.out + run.block - extent.from, bytes);
  advance(run, extent, count);
  return { effect: { kind: 'work' }, cost: 900 };
}
