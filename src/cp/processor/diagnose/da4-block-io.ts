/**
 * DIAGNOSE X'A4': synchronous block I/O on fixed-block disks, by the parameter list that guest-interface.ts describes (z/VM CP
 * Programming Services, "DIAGNOSE Code X'A4'"; commit and size are ours, see docs/decisions/0004-block-io-and-commit.md).
 * Program interruptions for operands are specification exceptions, for System/370 has no operand exception.
 */
import { BLOCK_COMMIT, BLOCK_READ, BLOCK_SIZE, BLOCK_WRITE } from '../../guest-interface.js';
import type { DeviceSpec } from '../../protocol.js';
import { SPECIFICATION, program, reason, withCc } from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';
import { ioParameters, storeAnswer, wellFormed } from './io-parameters.js';

type Disk = Extract<DeviceSpec, { type: 'fba' }>;

const ENTRY = 8;
const MOST_ENTRIES = 500;
const SIZES = [512, 1024, 2048, 4096];
/** Bytes of a block of the device itself. */
const PHYSICAL = 512;

/** Reasons in R15. */
const NOT_ATTACHED = 1;
const NOT_BLOCKS = 2;
const READ_ONLY = 3;
const BUSY = 5;
const BLOCK_LENGTH = 8;
const LIST_OUTSIDE = 10;
const COUNT = 11;
const BUFFER_OUTSIDE = 12;
const ERROR = 13;
const NOT_COMMITTED = 14;

const CHANNEL_END_DEVICE_END = 0x0c;
const UNIT_CHECK = 0x02;
const PROTECTION_CHECK = 0x10;
/** Sense bytes: intervention required; equipment check; beyond the disk (file protected). */
const NOT_READY = Uint8Array.of(0x40, 0x00);
const EQUIPMENT = Uint8Array.of(0x10, 0x00);
const BEYOND = Uint8Array.of(0x00, 0x04);

interface BlockRequest {
  readonly read: boolean;
  readonly disk: Disk;
  readonly size: number;
  readonly key: number;
}

/** What came of one entry; undefined: it was done. */
type Failure =
  | { readonly why: number }
  | { readonly channelStatus: number }
  | { readonly sense: Uint8Array }
  | { readonly kind: 'no-frame' };

/** One entry; its addresses are absolute ones. */
function doEntry(
  { storage, files }: DiagnoseContext,
  { read, disk, size, key }: BlockRequest,
  block: number,
  address: number,
): Failure | undefined {
  if (!storage.holds(address, size)) return { why: BUFFER_OUTSIDE };
  if (storage.protects(address, size, key, read)) return { channelStatus: PROTECTION_CHECK };
  if ((block + 1) * size > disk.blocks * PHYSICAL) return { sense: BEYOND };
  try {
    if (!read) {
      files.writeAt(disk.handle, block * size, storage.fetch(address, size)!);
      return undefined;
    }
    // a file that ends early (it was made sparse) reads as zeros
    const data = new Uint8Array(size);
    files.readAt(disk.handle, block * size, data);
    return storage.store(address, data) ? undefined : { kind: 'no-frame' };
  } catch {
    // what the host cannot do is the guest's I/O error; whoever commits the disk will hear of it too
    return { sense: EQUIPMENT };
  }
}

/** Entries in order, until one fails; those in front of it are done. */
function transfer(
  context: DiagnoseContext,
  r1: number,
  request: BlockRequest,
  list: DataView,
): DiagnoseResult {
  const { storage } = context;
  const entries = list.getUint32(8);
  const count = list.getUint32(12);
  let failure: Failure | undefined;
  let done = 0;
  for (; done < count; done++) {
    const at = entries + done * ENTRY;
    const entry = storage.holds(at, ENTRY) && !storage.protects(at, ENTRY, request.key, false);
    const bytes = entry ? storage.fetch(at, ENTRY) : undefined;
    if (bytes === undefined) return reason(context, 2, LIST_OUTSIDE);
    const view = new DataView(bytes.buffer);
    failure = doEntry(context, request, view.getUint32(0), view.getUint32(4));
    if (failure !== undefined) break;
  }
  if (failure !== undefined && 'why' in failure) return reason(context, 2, failure.why);
  if (failure !== undefined && 'kind' in failure) return failure;
  return answer(context, r1, done, failure);
}

function answer(
  context: DiagnoseContext,
  r1: number,
  done: number,
  failure: Exclude<Failure, { readonly why: number } | { readonly kind: 'no-frame' }> | undefined,
): DiagnoseResult {
  const sense = failure !== undefined && 'sense' in failure ? failure.sense : new Uint8Array();
  const failed = storeAnswer(context, r1, {
    word: done,
    unitStatus: CHANNEL_END_DEVICE_END | (sense.length > 0 ? UNIT_CHECK : 0),
    channelStatus: failure !== undefined && 'channelStatus' in failure ? failure.channelStatus : 0,
    residual: 0,
    sense,
  });
  if (failed !== undefined) return failed;
  return failure === undefined ? reason(context, 0, 0) : reason(context, 3, ERROR);
}

/** Block I/O; condition codes and reasons are in guest-interface.ts. */
export const blockIo: DiagnoseCode = {
  code: 0xa4,
  execute(context, r1, r3) {
    const list = ioParameters(context, r1);
    if (!(list instanceof DataView)) return list;
    const device = context.device(list.getUint16(0));
    if (device === undefined) return reason(context, 1, NOT_ATTACHED);
    if (device.spec.type !== 'fba') return reason(context, 1, NOT_BLOCKS);
    const operation = list.getUint8(3);
    if (!wellFormed(list) || operation < BLOCK_WRITE || operation > BLOCK_SIZE)
      return program(SPECIFICATION);
    const { spec: disk, notReady } = device;
    if (operation === BLOCK_SIZE) {
      context.processor.setRegister(r3, disk.blocks);
      return reason(context, 0, disk.readOnly ? READ_ONLY : 0);
    }
    if (operation === BLOCK_COMMIT) {
      if (notReady) return answer(context, r1, 0, { sense: NOT_READY });
      if (disk.readOnly) return reason(context, 0, 0);
      const ask = { kind: 'sync' } as const;
      return { kind: 'ask', question: { kind: 'unit', address: disk.address, ask }, plan: {} };
    }
    const size = list.getUint32(4);
    if (!SIZES.includes(size)) return reason(context, 2, BLOCK_LENGTH);
    if (list.getUint32(8) % 8 !== 0) return program(SPECIFICATION);
    const count = list.getUint32(12);
    if (count < 1 || count > MOST_ENTRIES) return reason(context, 2, COUNT);
    if (context.channelState(disk.address) !== 'idle') return reason(context, 1, BUSY);
    if (operation === BLOCK_WRITE && disk.readOnly) return reason(context, 1, READ_ONLY);
    if (notReady) return answer(context, r1, 0, { sense: NOT_READY });
    const key = list.getUint8(2) >> 4;
    return transfer(context, r1, { read: operation === BLOCK_READ, disk, size, key }, list);
  },
  finish(context, _r1, _r3, _plan, answered) {
    if (answered.kind !== 'unit') throw new Error('DIAGNOSE A4 was given a command answer');
    return answered.answer.kind === 'done' ? withCc(0) : reason(context, 3, NOT_COMMITTED);
  },
};
