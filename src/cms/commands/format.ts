/**
 * FORMAT: makes a minidisk an empty CMS disk, gives it another label, or uses more or less of it (CMS Command
 * Reference, "FORMAT").
 * The new directory goes where the old state has nothing, and the label is written last, so that power
 * lost meanwhile leaves the old files or the empty disk.
 */
import type { Answer, BlockDevice, Frame, StepContext, StepResult } from '../command.js';
import {
  accessSome,
  releaseDisks,
  startAccess,
  volumeOf,
  type Accessing,
} from '../files/disk-state.js';
import { labelOf, resizeSome, startResizing, type Resizing } from '../files/commit.js';
import { formatNeeds, layOutDisk, SMALLEST_DISK } from '../files/format-image.js';
import { searchRoom, startSearch, type RoomSearch } from '../files/format-room.js';
import { decodeLabel } from '../files/label.js';
import { BLOCK_SIZES, field, LABEL_BLOCK, RESERVED_BLOCKS } from '../files/layout.js';
import { mounted, mountSome, startMount, type Mounting } from '../files/mount.js';
import { DiskError, sectors, type Volume } from '../files/volume.js';
import { message } from '../messages-table.js';
import { checkSync, fault, faultWith, fileCommand, hexDevice } from './command-fault.js';
import { conflict, optionRules, parseDevice, parseOptions, splitOperands } from './operands.js';
import { isFileName } from '../files/file-name.js';

/** Its options. */
export const FORMAT_OPTIONS = optionRules('BLksize=1', 'LABEL', 'RECOMP', 'NOERASE');
/** Blocks written in one step. */
const WRITES_A_STEP = 64;

type FormatFrame = {
  readonly stage:
    | 'continue'
    | 'label'
    | 'clean'
    | 'search'
    | 'invalid'
    | 'writing'
    | 'written'
    | 'labelled'
    | 'access'
    | 'measure'
    | 'resizing'
    | 'resized';
  readonly label: string;
  readonly directory: number;
  readonly next: number;
  /** The old state of the disk being read, and the search for a place where it has nothing. */
  readonly mounting?: Mounting;
  readonly search?: RoomSearch;
  /** Its state on other blocks, with RECOMP. */
  readonly resizing?: Resizing;
  /** The new disk being accessed. */
  readonly accessing?: Accessing;
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
  const chosen = parseOptions('FOR', FORMAT_OPTIONS, options);
  conflict('FOR', chosen, 'BLKSIZE', 'LABEL', 'RECOMP');
  conflict('FOR', chosen, 'NOERASE', 'LABEL', 'RECOMP');
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
    const frame: FormatFrame = { stage: 'measure', label: '', directory: 0, next: 0 };
    // what other commands have written is durable before it is counted
    return sync(request, frame);
  }
  const size = Math.min(device.blocks, request.limit);
  if (size / (request.blockSize / 512) < SMALLEST_DISK) {
    throw fault('FOR', 216);
  }
  return ask('continue', [message('FOR', 603, nameOf(request)), ' Enter 1 (YES) or 0 (NO).']);
}

/** Reads the old state of the disk: `more`, or what it is; undefined when it is none of CMS or damaged. */
function readOld(device: BlockDevice, mounting: Mounting): Volume | 'more' | undefined {
  try {
    return mountSome(mounting, device) ? mounted(mounting, device) : 'more';
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

/** A frame without what one stage alone needs. */
function bare({ stage, label, directory, next }: FormatFrame): FormatFrame {
  return { stage, label, directory, next };
}

function again(frame: FormatFrame): StepResult {
  return { effect: { kind: 'work' }, frame, cost: 600 };
}

/** Looks for a place of the new directory that the old state does not use. */
function search(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const { mounting } = frame;
  if (mounting !== undefined) {
    const old = readOld(device, mounting);
    if (old === 'more') return again(frame);
    const rest = bare(frame);
    if (old === undefined) {
      const first = { ...rest, directory: RESERVED_BLOCKS + 1, stage: 'writing' } as const;
      return writeAll(context, request, device, first);
    }
    const { blockSize, limit } = request;
    const blocks = Math.floor(Math.min(device.blocks, limit) / (blockSize / 512));
    const needs = formatNeeds(Math.min(device.blocks, limit), blockSize);
    return again({ ...rest, search: startSearch(old, blockSize, blocks, needs) });
  }
  const directory = searchRoom(frame.search!);
  if (directory === undefined) return again(frame);
  const rest = bare(frame);
  if (directory > 0) {
    return writeAll(context, request, device, { ...rest, directory, stage: 'writing' });
  }
  // a disk full to the last block: it stops being a CMS disk before it becomes a new one
  if (!device.write(LABEL_BLOCK, new Uint8Array(512))) {
    throw fault('FOR', 105, 3, nameOf(request));
  }
  return sync(request, { ...rest, directory: RESERVED_BLOCKS + 1, stage: 'invalid' });
}

function writeAll(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const size = Math.min(device.blocks, request.limit);
  const layout = layOutDisk(size, request.blockSize, frame.label, context.now, frame.directory);
  if (layout === undefined) throw fault('FOR', 216);
  const end = Math.min(layout.writes.length, frame.next + WRITES_A_STEP);
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
function measure(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const mounting = frame.mounting ?? startMount(device);
  const volume = readOld(device, mounting);
  if (volume === 'more') return again({ ...frame, mounting });
  if (volume === undefined) throw fault('FOR', 112, nameOf(request));
  const blocks = Math.floor(Math.min(device.blocks, request.limit) / sectors(volume));
  if (blocks < SMALLEST_DISK) throw fault('FOR', 216);
  const resizing = startResizing(volume, blocks, context.now);
  if (resizing === undefined) throw faultWith(8, 'FOR', 214);
  const rest = bare(frame);
  return again({ ...rest, stage: 'resizing', resizing });
}

function resize(request: Request, device: BlockDevice, frame: FormatFrame): StepResult {
  const resizing = frame.resizing!;
  resizeSome(resizing, device);
  if (resizing.plan.stage !== 'ready') return again(frame);
  return sync(request, { ...frame, stage: 'resized' });
}

/** The label that makes it so, once all that it refers to is on the disk. */
function relabelResized(device: BlockDevice, request: Request, frame: FormatFrame): StepResult {
  const { volume, plan } = frame.resizing!;
  if (!device.write(LABEL_BLOCK, labelOf(volume, plan))) {
    throw fault('FOR', 105, 3, nameOf(request));
  }
  const rest = bare(frame);
  return sync(request, { ...rest, stage: 'labelled' });
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
      if (!isFileName(label, 6)) return ask('label', [message('FOR', 605)]);
      if (request.labelOnly) return relabel(context, request, { ...frame, label });
      releaseDisks(context.cms.disks, (mode) => mode.device === request.device);
      const lines = [message('FOR', 733, request.letter)];
      // after this sync the label that is read is the one that a loss of power would leave
      return sync(request, { ...frame, label, stage: 'clean' }, lines);
    }
    case 'clean':
      return search(context, request, device, {
        ...frame,
        stage: 'search',
        mounting: startMount(device),
      });
    case 'search':
      return search(context, request, device, frame);
    case 'invalid':
      return writeAll(context, request, device, { ...frame, stage: 'writing' });
    case 'writing':
      return writeAll(context, request, device, frame);
    case 'written':
      return writeLabel(context, request, frame);
    case 'measure':
      return measure(context, request, device, frame);
    case 'resizing':
      return resize(request, device, frame);
    case 'resized':
      return relabelResized(device, request, frame);
    case 'labelled':
      return accessNew(context, request, frame);
    case 'access':
      return access(context, request, device, frame);
  }
}

function accessNew(context: StepContext, request: Request, frame: FormatFrame): StepResult {
  if (request.labelOnly) return { rc: 0 };
  const { letter, device } = request;
  releaseDisks(context.cms.disks, (mode) => mode.letter === letter || mode.device === device);
  const accessing = startAccess(context, { letter, device, readOnly: false });
  return again({ ...frame, stage: 'access', accessing });
}

function access(
  context: StepContext,
  request: Request,
  device: BlockDevice,
  frame: FormatFrame,
): StepResult {
  const disks = context.cms.disks;
  const stage = accessSome(disks, context, frame.accessing!);
  if (stage === 'more') return again(frame);
  if (stage !== 'accessed') throw fault('FOR', 112, nameOf(request));
  const volume = volumeOf(disks, request.device);
  const used = request.recompute ? volume.blocks * sectors(volume) : request.limit;
  const size = Math.min(device.blocks, used);
  return { rc: 0, lines: [message('FOR', 732, size, nameOf(request))] };
}

/** The FORMAT command. */
export const format = fileCommand('FORMAT', 6, 'FOR', start, resume);
