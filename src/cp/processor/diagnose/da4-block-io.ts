/**
 * DIAGNOSE X'A4': synchronous block I/O on fixed-block disks; the parameter list is described in
 * guest-interface.ts. (z/VM CP Programming Services has a code of this number and purpose; the layout and the
 * commit are ours, see docs/decisions/0004-block-io-and-commit.md.)
 */
import { SPECIFICATION, addressIn, program, reason, withCc } from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

const HEADER = 12;
const ENTRY = 8;
const MOST_ENTRIES = 64;
const WRITE = 1;
const READ = 2;
const COMMIT = 3;
const SIZES = [512, 1024, 2048, 4096];
/** Bytes of a block of the device itself. */
const PHYSICAL = 512;

interface BlockRequest {
  readonly operation: number;
  readonly handle: number;
  readonly blocks: number;
  readonly blockSize: number;
  readonly key: number;
}

/** One entry; undefined when it was done. */
function doEntry(
  context: DiagnoseContext,
  request: BlockRequest,
  block: number,
  address: number,
): DiagnoseResult | undefined {
  const { storage, files } = context;
  const { blockSize } = request;
  const read = request.operation === READ;
  if ((block + 1) * blockSize > request.blocks * PHYSICAL) return reason(context, 3, 13);
  if (
    !storage.holds(address, blockSize) ||
    storage.protects(address, blockSize, request.key, read)
  ) {
    return reason(context, 2, 5);
  }
  try {
    if (!read) {
      files.writeAt(request.handle, block * blockSize, storage.fetch(address, blockSize)!);
      return undefined;
    }
    // a file that ends early (it was made sparse) reads as zeros
    const data = new Uint8Array(blockSize);
    files.readAt(request.handle, block * blockSize, data);
    return storage.store(address, data) ? undefined : { kind: 'no-frame' };
  } catch {
    // what the host cannot do is the guest's I/O error; whoever commits the disk will hear of it too
    return reason(context, 3, 13);
  }
}

/** Block I/O. */
export const blockIo: DiagnoseCode = {
  code: 0xa4,
  execute(context, r1, r3) {
    const { processor, storage } = context;
    const at = addressIn(processor, r1);
    if (at % 4 !== 0) return program(SPECIFICATION);
    const header = storage.fetch(at, HEADER);
    if (header === undefined) return reason(context, 2, 5);
    const list = new DataView(header.buffer);
    const device = context.device(list.getUint16(0));
    if (device === undefined) return reason(context, 1, 1);
    if (device.spec.type !== 'fba') return reason(context, 1, 2);
    const operation = list.getUint8(2);
    const blockSize = list.getUint32(4);
    const count = list.getUint32(8);
    const key = list.getUint8(3);
    if (
      operation < WRITE ||
      operation > COMMIT ||
      (key & 0x0f) !== 0 ||
      !SIZES.includes(blockSize) ||
      count > (operation === COMMIT ? 0 : MOST_ENTRIES)
    ) {
      return reason(context, 2, 5);
    }
    if (device.notReady) return reason(context, 3, 13);
    const { handle, blocks, readOnly, address } = device.spec;
    if (operation === COMMIT) {
      if (readOnly) return withCc(0);
      const ask = { kind: 'sync' } as const;
      return { kind: 'ask', question: { kind: 'unit', address, ask }, plan: {} };
    }
    if (count === 0) {
      processor.setRegister(r3, blocks);
      return reason(context, 0, readOnly ? 3 : 0);
    }
    if (operation === WRITE && readOnly) return reason(context, 1, 3);
    const bytes = storage.fetch(at + HEADER, count * ENTRY);
    if (bytes === undefined) return reason(context, 2, 5);
    const entries = new DataView(bytes.buffer);
    const request = { operation, handle, blocks, blockSize, key: key >> 4 };
    for (let n = 0; n < count; n++) {
      const block = entries.getUint32(n * ENTRY);
      const failed = doEntry(context, request, block, entries.getUint32(n * ENTRY + 4));
      if (failed !== undefined) return failed;
    }
    return withCc(0);
  },
  finish(context, _r1, _r3, _plan, answer) {
    if (answer.kind !== 'unit') throw new Error('DIAGNOSE A4 was given a command answer');
    return answer.answer.kind === 'done' ? withCc(0) : reason(context, 3, 14);
  },
};
