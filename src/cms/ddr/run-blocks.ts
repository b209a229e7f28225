/**
 * DUMP, RESTORE and COPY of disks of blocks, a step at a time. What a disk gets anew has no label until all of it is
 * durable: a disk that is half the one and half the other is taken by nobody for either.
 */
import type { Answer, BlockDevice, StepContext } from '../command.js';
import { fromEbcdic } from '../../shared/ebcdic.js';
import { releaseDisks } from '../files/disk-state.js';
import { LABEL_BLOCK } from '../files/layout.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
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
import { ddrMessage } from './messages-table.js';
import { changeReel, endOfReel, nextReel, reelIsFull, type ReelChange } from './reels.js';
import { DdrFault, type Extent, type Unit } from './statements.js';
import {
  address,
  afterwards,
  announce,
  ask,
  askLabel,
  checkExtents,
  command,
  driveAnswer,
  report,
  skipFiles,
  type Run,
  type Turn,
} from './turns.js';

/** Blocks of the disk that one step looks at. */
const BLOCKS_A_STEP = 64;

type Stage =
  | 'input-label'
  | 'output-label'
  | 'size'
  | 'begin'
  | 'skip'
  | 'volume'
  | 'write'
  | 'end-block'
  | 'mark'
  | 'read-volume'
  | 'read'
  | 'copy'
  | 'sync'
  | 'label'
  | 'after'
  | 'report';

const STAGES: Readonly<Record<Run['function'], readonly Stage[]>> = {
  dump: ['input-label', 'begin', 'skip', 'volume', 'write', 'end-block', 'mark', 'after', 'report'],
  restore: [
    ...(['skip', 'read-volume', 'output-label', 'size', 'begin'] as const),
    ...(['read', 'sync', 'label', 'sync', 'after', 'report'] as const),
  ],
  copy: [
    ...(['input-label', 'output-label', 'size', 'begin'] as const),
    ...(['copy', 'sync', 'label', 'sync', 'report'] as const),
  ],
};

/** A function under way; plain data, changed in place. */
export type BlockRun = Run & {
  readonly tracks: false;
  /** Size of what is read. */
  blocks: number;
  block: number;
  /** The output's label, which is written last: of the disk before, or of what has come; undefined: it stays. */
  label: Uint8Array | undefined;
  /** A block of the tape that waits until the disk has no label. */
  held: Uint8Array | undefined;
  /** The last block of the disk that is on the reel, and the reel when it is changed. */
  last: number;
  reel: ReelChange | undefined;
};

function diskOf(context: StepContext, unit: Unit): BlockDevice {
  const disk = context.disk(unit.device);
  if (disk === undefined) throw new DdrFault(704, address(unit));
  if (disk.blocks === 0) throw new DdrFault(708);
  return disk;
}

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
    ...{
      tracks: false,
      function: what,
      prompts,
      input,
      output,
      extents: extents === 'all' ? all : extents,
    },
    ...{ stage: 0, waiting: false, skipped: 0, volume: '', blocks: from?.blocks ?? 0 },
    ...{ extent: 0, block: extents === 'all' ? 0 : extents[0]!.from, bytesIn: 0, bytesOut: 0 },
    ...{ label: undefined, held: undefined, last: 0, reel: undefined },
  };
}

const LABELS = ['CMS1', 'VOL1'];

/** Looks at the label of a disk and asks when it is not the one that is expected. */
function label(context: StepContext, run: BlockRun, unit: Unit, answer: Answer): Turn | 'go' {
  const sector = diskOf(context, unit).read(LABEL_BLOCK, 1);
  if (sector === undefined) throw new DdrFault(705, address(unit));
  const text = fromEbcdic(sector.subarray(0, 10));
  const volume = LABELS.includes(text.slice(0, 4)) ? text.slice(4).trimEnd() : undefined;
  if (unit === run.input) run.volume = volume ?? 'SCRATCH';
  return askLabel(run, unit, volume, answer);
}

/** Goes on until something has to be waited for. */
export function runStep(context: StepContext, run: BlockRun, answer: Answer): Turn {
  for (;;) {
    const stage = STAGES[run.function][run.stage]!;
    if (stage === 'report') return { ended: 'ok', lines: report(run, 'BLOCK') };
    const turn = stageStep(context, run, stage, answer);
    if (turn !== 'go') return turn;
    run.stage++;
    run.waiting = false;
    // the answer belonged to the stage that is over
    answer = { kind: 'done' };
  }
}

function stageStep(context: StepContext, run: BlockRun, stage: Stage, answer: Answer): Turn | 'go' {
  const { input, output } = run;
  const drive = input.kind === 'tape' ? input : output;
  switch (stage) {
    case 'input-label':
      return label(context, run, input, answer);
    case 'output-label':
      return label(context, run, output, answer);
    case 'size':
      return size(context, run, answer);
    case 'begin':
      return announce(run);
    case 'skip':
      return skipFiles(context, run, drive, answer);
    case 'volume':
      return command(context, run, drive, answer, TAPE.write, volumeBlock(run.volume, run.blocks));
    case 'write':
      return dumpSome(context, run, answer);
    case 'end-block':
      return command(context, run, drive, answer, TAPE.write, endBlock(run.bytesIn / DISK_BLOCK));
    case 'mark':
      return command(context, run, drive, answer, TAPE.mark);
    case 'read-volume':
      return readVolume(context, run, answer);
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
      if (run.label !== undefined && !diskOf(context, output).write(LABEL_BLOCK, run.label)) {
        throw new DdrFault(705, address(output));
      }
      return 'go';
    case 'after':
      return afterwards(context, run, drive, answer);
    case 'report':
      return 'go';
  }
}

/** A fault when the disk says that what was written is not on it. */
function durable(run: BlockRun, answer: Answer): void {
  if (answer.kind === 'done' && answer.failed === true) {
    throw new DdrFault(705, address(run.output));
  }
}

/** A disk that is too small for what is to come is asked about. */
function size(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  const room = diskOf(context, run.output).blocks;
  const all = run.extents === 'all' || (run.extents.length === 1 && run.extents[0]!.from === 0);
  if (!all || run.blocks <= room) return 'go';
  const turn = ask(run, answer, ddrMessage(725));
  if (turn === 'go' && run.extents !== 'all') {
    run.extents = run.extents.map((one) => ({ ...one, to: Math.min(one.to, room - 1) }));
  }
  return turn;
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** The extent in hand; undefined behind the last. */
function currentExtent(run: BlockRun): Extent | undefined {
  return run.extents === 'all' ? undefined : run.extents[run.extent];
}

function advance(run: BlockRun, extent: Extent, count: number): void {
  run.block += count;
  run.bytesIn += count * DISK_BLOCK;
  if (run.block <= extent.to || run.extents === 'all') return;
  run.extent++;
  run.block = run.extents[run.extent]?.from ?? 0;
}

/** The next blocks of the disk to tape. */
function dumpSome(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  if (run.reel !== undefined) {
    const turn = changeReel(context, run, run.reel, answer);
    if (turn !== 'go') return turn;
    run.reel = undefined;
  }
  const full = run.waiting && reelIsFull(context, run.output, answer);
  run.waiting = false;
  const extent = currentExtent(run);
  if (extent === undefined) return 'go';
  if (full) {
    const next = extent.out + run.block - extent.from;
    const header = nextVolumeBlock(volumeBlock(run.volume, run.blocks), next, context.now);
    run.reel = endOfReel(`BLOCK ${String(run.last)}`, endOfReelBlock(header), header);
    return dumpSome(context, run, { kind: 'done' });
  }
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

/** The block in front of the dump, which says what it is. */
function readVolume(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  if (answer.kind === 'line') return ask(run, answer, ddrMessage(717, run.volume));
  if (!run.waiting) {
    run.waiting = true;
    return { effect: tapeCommand(context, run.input.device, TAPE.read) };
  }
  const bytes = driveAnswer(context, run.input, answer);
  const block = bytes === 'mark' ? undefined : readDumpBlock(bytes);
  if (block?.kind !== 'volume') throw new DdrFault(709);
  run.volume = block.volume;
  run.blocks = block.blocks;
  run.waiting = false;
  return ask(run, answer, ddrMessage(717, block.volume));
}

/** Whether the label is among what is written. */
function coversLabel(run: BlockRun): boolean {
  if (run.extents === 'all') return true;
  return run.extents.some(
    ({ from, to, out }) => out <= LABEL_BLOCK && LABEL_BLOCK <= out + to - from,
  );
}

/** Before the first write: takes the label off a disk that gets another one; undefined when there is nothing to take. */
function takeLabel(context: StepContext, run: BlockRun): Turn | undefined {
  if (run.label !== undefined || !coversLabel(run)) return undefined;
  const disk = diskOf(context, run.output);
  run.label = disk.read(LABEL_BLOCK, 1);
  if (run.label === undefined || !disk.write(LABEL_BLOCK, new Uint8Array(DISK_BLOCK))) {
    throw new DdrFault(705, address(run.output));
  }
  return { effect: { kind: 'sync', device: run.output.device } };
}

/** Writes blocks; a label among them is kept for the end. */
function writeBlocks(context: StepContext, run: BlockRun, block: number, bytes: Uint8Array): void {
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

/** The next block of the tape onto the disk. */
function restoreSome(context: StepContext, run: BlockRun, answer: Answer): Turn | 'go' {
  const next = (): Turn => {
    run.waiting = true;
    return { effect: tapeCommand(context, run.input.device, TAPE.read), cost: 200 };
  };
  if (run.reel !== undefined) {
    const turn = changeReel(context, run, run.reel, answer);
    if (turn !== 'go') return turn;
    run.reel = undefined;
    return next();
  }
  if (!run.waiting) return next();
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
    return restoreSome(context, run, { kind: 'done' });
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
  return next();
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
