/**
 * FORMAT: makes a minidisk an empty CMS disk, gives it another label, or uses more or less of it (CMS Command
 * Reference, "FORMAT").
 * The new directory goes where the old state has nothing, and the label is written last, so that power
 * lost meanwhile leaves the old files or the empty disk.
 */
import type { Answer, BlockDevice, Frame, StepContext, StepResult } from '../command.js';
import { accessDisk, releaseDisks, volumeOf } from '../files/disk-state.js';
import { planResize, type CommitPlan } from '../files/commit.js';
import { formatNeeds, layOutDisk, SMALLEST_DISK } from '../files/format-image.js';
import { BLOCK_SIZES, field, decodeLabel, LABEL_BLOCK, RESERVED_BLOCKS } from '../files/layout.js';
import { mountVolume } from '../files/mount.js';
import { bit, DiskError, sectors, type Volume } from '../files/volume.js';
import { message } from '../messages-table.js';
import { checkSync, fault, faultWith, fileCommand, hexDevice } from './command-fault.js';
import { conflict, optionRules, parseDevice, parseOptions, splitOperands } from './operands.js';

const OPTIONS = optionRules('BLksize=1', 'LABEL', 'RECOMP', 'NOERASE');
/** 512-byte blocks written in one step. */
const SECTORS_A_STEP = 256;

type FormatFrame = {
  readonly stage:
    | 'continue'
    | 'label'
    | 'clean'
    | 'invalid'
    | 'writing'
    | 'written'
    | 'labelled'
    | 'resizing'
    | 'resized';
  readonly label: string;
  readonly directory: number;
  readonly next: number;
  /** The disk and its state on other blocks, with RECOMP. */
  readonly volume?: Volume;
  readonly plan?: CommitPlan;
};

interface Request {
  readonly device: number;
  readonly letter: string;
  readonly blockSize: number;
  readonly limit: number;
  readonly labelOnly: boolean;
  readonly recompute: boolean;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('FOR', OPTIONS, options);
  conflict('FOR', chosen, 'BLKSIZE', 'LABEL', 'RECOMP');
  const [address, letter, count, extra] = operands;
  if (address === undefined) throw fault('FOR', 28);
  const device = parseDevice('FOR', address);
  if (letter === undefined) throw fault('FOR', 73);
  if (!/^[A-Z]$/.test(letter) || letter === 'S') throw fault('FOR', 48, letter);
  if (extra !== undefined) throw fault('FOR', 70, extra);
  if (count !== undefined && !/^[1-9]\d{0,9}$/.test(count)) throw fault('FOR', 70, count);
  const size = (chosen.get('BLKSIZE')?.[0] ?? '4096').replace(/^([124])K$/, (_, k: string) =>
    String(Number(k) * 1024),
  );
  if (!BLOCK_SIZES.includes(Number(size))) throw fault('FOR', 29, size, 'BLKSIZE');
  return {
    device,
    letter,
    blockSize: Number(size),
    limit: count === undefined ? Infinity : Number(count),
    labelOnly: chosen.has('LABEL'),
    recompute: chosen.has('RECOMP'),
  };
}

/** The device, which must be there and take writes. */
function open(context: StepContext, request: Request): BlockDevice {
  const device = context.disk(request.device);
  const name = `${request.letter}(${hexDevice(request.device)})`;
  if (device === undefined) throw fault('FOR', 113, name);
  if (device.blocks === 0) throw fault('FOR', 114, name);
  if (device.readOnly) throw fault('FOR', 37, name);
  if (context.cms.disks.modes.some((m) => m.device === request.device && m.letter === 'S')) {
    throw fault('FOR', 48, 'S');
  }
  return device;
}

function ask(stage: FormatFrame['stage'], lines: readonly string[]): StepResult {
  const frame: FormatFrame = { stage, label: '', directory: 0, next: 0 };
  return { effect: { kind: 'read' }, frame, lines };
}

const nameOf = (request: Request): string => `${request.letter}(${hexDevice(request.device)})`;

function start(context: StepContext): StepResult {
  const request = parse(context);
  const device = open(context, request);
  if (request.labelOnly) {
    const block = device.read(LABEL_BLOCK, 1);
    if (block === undefined || decodeLabel(block) === undefined) {
      throw fault('FOR', 112, nameOf(request));
    }
    return ask('label', [message('FOR', 605)]);
  }
  if (request.recompute) {
    const frame: FormatFrame = { stage: 'resizing', label: '', directory: 0, next: 0 };
    // what other commands have written is durable before it is counted
    return sync(request, frame);
  }
  const size = Math.min(device.blocks, request.limit);
  if (size / (request.blockSize / 512) < SMALLEST_DISK) {
    throw faultWith(88, 'FOR', 216, nameOf(request), request.blockSize);
  }
  return ask('continue', [message('FOR', 603, nameOf(request)), 'Enter 1 (YES) or 0 (NO).']);
}

/** A place for the new directory that the old state does not use; 0 when there is none. */
function findRoom(device: BlockDevice, request: Request, old: Volume | undefined): number {
  const first = RESERVED_BLOCKS + 1;
  if (old === undefined) return first;
  const size = Math.min(device.blocks, request.limit);
  const per = request.blockSize / 512;
  const needs = formatNeeds(size, request.blockSize);
  const last = Math.floor(size / per) - needs + 1;
  const oldPer = sectors(old);
  for (let block = first; block <= last; block++) {
    let clash = 0;
    for (let s = (block - 1) * per; s < (block - 1 + needs) * per; s++) {
      const oldBlock = Math.floor(s / oldPer) + 1;
      if (oldBlock <= old.blocks && bit(old.map, oldBlock)) clash = Math.floor(s / per) + 1;
    }
    if (clash === 0) return block;
    block = clash;
  }
  return 0;
}

function mountOld(device: BlockDevice): Volume | undefined {
  try {
    return mountVolume(device);
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

function writeAll(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const size = Math.min(device.blocks, request.limit);
  const layout = layOutDisk(size, request.blockSize, frame.label, context.now, frame.directory);
  if (layout === undefined) throw faultWith(88, 'FOR', 216, nameOf(request), request.blockSize);
  const end = Math.min(
    layout.writes.length,
    frame.next + SECTORS_A_STEP / (request.blockSize / 512),
  );
  for (const { at, bytes } of layout.writes.slice(frame.next, end)) {
    if (!device.write(at, bytes)) throw fault('FOR', 105, 3, nameOf(request));
  }
  if (end < layout.writes.length) {
    return { effect: { kind: 'work' }, frame: { ...frame, next: end }, cost: 1500 };
  }
  return sync(request, { ...frame, stage: 'written' });
}

function sync(request: Request, frame: FormatFrame, lines: readonly string[] = []): StepResult {
  return { effect: { kind: 'sync', device: request.device }, frame, lines, cost: 300 };
}

/** The new label, once all that it refers to is on the disk. */
function writeLabel(context: StepContext, request: Request, frame: FormatFrame): StepResult {
  const device = open(context, request);
  const size = Math.min(device.blocks, request.limit);
  const layout = layOutDisk(size, request.blockSize, frame.label, context.now, frame.directory);
  if (layout === undefined || !device.write(LABEL_BLOCK, layout.label)) {
    throw fault('FOR', 105, 3, nameOf(request));
  }
  return sync(request, { ...frame, stage: 'labelled' });
}

function relabel(context: StepContext, request: Request, frame: FormatFrame): StepResult {
  const device = open(context, request);
  const block = device.read(LABEL_BLOCK, 1)?.slice();
  if (block === undefined) throw fault('FOR', 112, nameOf(request));
  block.set(field(frame.label, 6), 4);
  if (!device.write(LABEL_BLOCK, block)) throw fault('FOR', 105, 3, nameOf(request));
  const volume = context.cms.disks.volumes.find((one) => one.device === request.device);
  if (volume !== undefined) volume.label = frame.label;
  return sync(request, { ...frame, stage: 'labelled' });
}

/** Uses other blocks of the disk; what is on it stays. */
function resize(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const volume = mountOld(device);
  if (volume === undefined) throw fault('FOR', 112, nameOf(request));
  const blocks = Math.floor(Math.min(device.blocks, request.limit) / sectors(volume));
  if (blocks < SMALLEST_DISK) throw faultWith(88, 'FOR', 216, nameOf(request), volume.blockSize);
  const made = planResize(volume, device, blocks, context.now);
  if (made === undefined) throw faultWith(8, 'FOR', 214);
  return sync(request, { ...frame, stage: 'resized', volume, plan: made });
}

/** The label that makes it so, once all that it refers to is on the disk. */
function relabelResized(device: BlockDevice, request: Request, frame: FormatFrame): StepResult {
  if (!device.write(LABEL_BLOCK, frame.plan!.label)) throw fault('FOR', 105, 3, nameOf(request));
  return sync(request, { ...frame, stage: 'labelled' });
}

function resume(raw: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = raw as FormatFrame;
  const request = parse(context);
  checkSync(answer, request.device);
  const device = open(context, request);
  const text = answer.kind === 'line' ? answer.text.trim().toUpperCase() : '';
  switch (frame.stage) {
    case 'continue':
      if (text !== '1' && text !== 'YES') return { rc: 8 };
      return ask('label', [message('FOR', 605)]);
    case 'label': {
      const label = text.slice(0, 6);
      if (!/^[A-Z0-9$#@+\-:_]{1,6}$/.test(label)) return ask('label', [message('FOR', 605)]);
      if (request.labelOnly) return relabel(context, request, { ...frame, label });
      releaseDisks(context.cms.disks, (mode) => mode.device === request.device);
      const lines = [message('FOR', 733, request.letter)];
      // after this sync the label that is read is the one that a loss of power would leave
      return sync(request, { ...frame, label, stage: 'clean' }, lines);
    }
    case 'clean': {
      const directory = findRoom(device, request, mountOld(device));
      if (directory > 0) {
        return writeAll(context, request, device, { ...frame, directory, stage: 'writing' });
      }
      // a disk full to the last block: it stops being a CMS disk before it becomes a new one
      if (!device.write(LABEL_BLOCK, new Uint8Array(512))) {
        throw fault('FOR', 105, 3, nameOf(request));
      }
      return sync(request, { ...frame, directory: RESERVED_BLOCKS + 1, stage: 'invalid' });
    }
    case 'invalid':
      return writeAll(context, request, device, { ...frame, stage: 'writing' });
    case 'writing':
      return writeAll(context, request, device, frame);
    case 'written':
      return writeLabel(context, request, frame);
    case 'resizing':
      return resize(context, request, device, frame);
    case 'resized':
      return relabelResized(device, request, frame);
    case 'labelled':
      return finish(context, request, device);
  }
}

function finish(context: StepContext, request: Request, device: BlockDevice): StepResult {
  if (request.labelOnly) return { rc: 0 };
  const disks = context.cms.disks;
  releaseDisks(
    disks,
    ({ letter, device: on }) => letter === request.letter || on === request.device,
  );
  const mode = { letter: request.letter, device: request.device, readOnly: false };
  if (!accessDisk(disks, context, mode)) throw fault('FOR', 112, nameOf(request));
  const volume = volumeOf(disks, request.device);
  const used = request.recompute ? volume.blocks * sectors(volume) : request.limit;
  const size = Math.min(device.blocks, used);
  return { rc: 0, lines: [message('FOR', 732, size, nameOf(request))] };
}

/** The FORMAT command. */
export const format = fileCommand('FORMAT', 6, 'FOR', start, resume);
