/**
 * DIAGNOSE X'A4': synchronous block I/O on fixed-block disks. (z/VM CP Programming Services has a code of this
 * number and purpose; the layout here is ours, see docs/decisions/block-io.md.)
 *
 * Rx: address of the parameter list, on a doubleword:
 *   +0  H  virtual device
 *   +2  X  storage key of the accesses, upper four bits
 *   +3  X  flags: X'80' commit: when the entries are done, what was written to the device is made durable,
 *          and the instruction completes only then
 *   +4  F  block size: 512, 1024, 2048 or 4096
 *   +8  F  number of entries, 0 to 256
 *   +12 F  address of the entries, on a word
 *   +16 F  stored: number of entries done
 *   +20 F  reserved, zero
 * An entry is 12 bytes:
 *   +0  X  X'01' write, X'02' read; then three bytes of zero
 *   +4  F  block number from 0, in blocks of this size
 *   +8  F  address of the data
 *
 * Entries are done in order up to the first that fails. Result:
 *   cc 0  all done
 *   cc 1  R15 = 1 no such device, 2 not a fixed-block disk, 3 write on a read-only disk,
 *         4 block number outside the disk
 *   cc 2  R15 = 5 bad alignment, block size, count, flag or entry
 *   cc 3  R15 = 13 input/output error (the host could not), 14 the commit failed
 * Program interruptions: addressing, protection (the access key), specification (Rx not on a doubleword).
 */
import {
  ADDRESSING,
  PROTECTION,
  SPECIFICATION,
  addressIn,
  program,
  reason,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

const LIST = 24;
const ENTRY = 12;
const MOST_ENTRIES = 256;
const COMMIT = 0x80;
const WRITE = 1;
const READ = 2;
/** Bytes in front of the blocks in an image: none, the file is the disk. */
const PHYSICAL = 512;

interface BlockRequest {
  readonly handle: number;
  readonly blocks: number;
  readonly readOnly: boolean;
  readonly blockSize: number;
  readonly key: number;
}

/** One entry; undefined when it was done. */
function doEntry(
  context: DiagnoseContext,
  request: BlockRequest,
  entry: DataView,
): DiagnoseResult | undefined {
  const { storage, files } = context;
  const operation = entry.getUint32(0) >>> 24;
  if ((entry.getUint32(0) & 0xffffff) !== 0 || (operation !== READ && operation !== WRITE)) {
    return reason(context, 2, 5);
  }
  const block = entry.getUint32(4);
  const address = entry.getUint32(8);
  const { blockSize } = request;
  if ((block + 1) * blockSize > request.blocks * PHYSICAL) return reason(context, 1, 4);
  if (operation === WRITE && request.readOnly) return reason(context, 1, 3);
  if (address + blockSize > storage.size) return program(ADDRESSING);
  if (storage.protects(address, blockSize, request.key, operation === READ)) {
    return program(PROTECTION);
  }
  try {
    if (operation === WRITE) {
      files.writeAt(request.handle, block * blockSize, storage.fetch(address, blockSize)!);
      return undefined;
    }
    // a file that ends early (it was made sparse) reads as zeros
    const data = new Uint8Array(blockSize);
    files.readAt(request.handle, block * blockSize, data);
    return storage.store(address, data) ? undefined : { kind: 'no-frame' };
  } catch {
    // the host's own fault is the guest's I/O error; whoever commits the disk will hear of it too
    return reason(context, 3, 13);
  }
}

/** Block I/O. */
export const blockIo: DiagnoseCode = {
  code: 0xa4,
  execute(context, r1) {
    const { processor, storage } = context;
    const at = addressIn(processor, r1);
    if (at % 8 !== 0) return program(SPECIFICATION);
    const bytes = storage.fetch(at, LIST);
    if (bytes === undefined) return program(ADDRESSING);
    const list = new DataView(bytes.buffer);
    const device = context.device(list.getUint16(0));
    if (device === undefined) return reason(context, 1, 1);
    if (device.spec.type !== 'fba') return reason(context, 1, 2);
    if (device.notReady) return reason(context, 3, 13);
    const flags = list.getUint8(3);
    const blockSize = list.getUint32(4);
    const count = list.getUint32(8);
    const entries = list.getUint32(12);
    if (
      (flags & ~COMMIT) !== 0 ||
      ![512, 1024, 2048, 4096].includes(blockSize) ||
      count > MOST_ENTRIES ||
      entries % 4 !== 0
    ) {
      return reason(context, 2, 5);
    }
    const table = storage.fetch(entries, count * ENTRY);
    if (table === undefined) return program(ADDRESSING);
    const { handle, blocks, readOnly } = device.spec;
    const request = { handle, blocks, readOnly, blockSize, key: list.getUint8(2) >> 4 };
    for (let done = 0; done < count; done++) {
      const entry = new DataView(table.buffer, done * ENTRY, ENTRY);
      const failed = doEntry(context, request, entry);
      if (failed === undefined) continue;
      if (failed.kind !== 'no-frame' && !storage.setWord(at + 16, done))
        return { kind: 'no-frame' };
      return failed;
    }
    if (!storage.setWord(at + 16, count)) return { kind: 'no-frame' };
    if ((flags & COMMIT) === 0) return withCc(0);
    return {
      kind: 'ask',
      question: { kind: 'unit', address: device.spec.address, ask: { kind: 'sync' } },
      plan: {},
    };
  },
  finish(context, _r1, _r3, _plan, answer) {
    if (answer.kind !== 'unit') throw new Error('DIAGNOSE A4 was given a command answer');
    return answer.answer.kind === 'done' ? withCc(0) : reason(context, 3, 14);
  },
};
