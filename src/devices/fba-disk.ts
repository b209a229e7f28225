/**
 * A disk of fixed blocks, as an IBM 3310 (IBM 3310 Direct Access Storage Reference Manual, GA26-1660):
 * DEFINE EXTENT, LOCATE, READ, WRITE within one channel program. Blocks are 512 bytes at their number
 * times 512 in the image. Writing goes to the host's file at once; "write and check data" also makes
 * it durable before device end.
 */
import type { FileAccess } from './backing.js';
import { BaseUnit, ENDED } from './base-unit.js';
import { BLOCK_BYTES, deviceCharacteristics, SENSE_BYTES, SENSE_ID } from './fba-geometry.js';
import { FBA_3310 } from './identity-table.js';
import { COMMAND_REJECT, EQUIPMENT_CHECK, UNIT_CHECK } from './unit.js';
import type { Outcome, Transfer, UnitAnswer } from './unit.js';

/** Commands. */
const READ_IPL = 0x02;
const WRITE = 0x41;
const READ = 0x42;
const LOCATE = 0x43;
const DEFINE_EXTENT = 0x63;
const READ_CHARACTERISTICS = 0x64;
const READ_BUFFERED_LOG = 0xa4;
const READ_ID = 0xe4;
/** Reserve, release and unconditional reserve: the disk has one user, so that they only sense. */
const RESERVES = new Set([0x14, 0x94, 0xb4]);

/** Sense byte 1: file protected. */
const FILE_PROTECTED = 0x04;
/** File mask: control bits, the invalid and the write-inhibit setting, bits that have to be zero. */
const MASK_CONTROL = 0xc0;
const MASK_INVALID = 0x80;
const MASK_INHIBIT = 0x40;
const MASK_ZERO = 0x3b;
/** LOCATE operations. */
const OPERATION_WRITE = 0x01;
const OPERATION_REPLICATED = 0x02;
const OPERATION_WRITE_CHECK = 0x05;
const OPERATION_READ = 0x06;
const OPERATION_ZERO = 0xe0;

/** Blocks that one turn moves. */
const BLOCKS_A_TURN = 64;

/** What DEFINE EXTENT said: dataset blocks `first` to `last` lie at block `origin` of the disk. */
interface Extent {
  readonly inhibited: boolean;
  readonly origin: number;
  readonly first: number;
  readonly last: number;
}

/** What LOCATE said, as far as it is not done: blocks of the disk. */
interface Located {
  readonly operation: number;
  readonly block: number;
  readonly left: number;
}

interface WrittenDisk {
  readonly extent: Extent | undefined;
  readonly located: Located | undefined;
  readonly written: boolean;
}

/** How a direct block operation (DIAGNOSE X'A4') failed. */
export type BlockFault = 'range' | 'read-only' | 'error';

/** A minidisk of fixed blocks. */
export class FbaDisk extends BaseUnit<WrittenDisk> {
  override readonly identity = FBA_3310;
  readonly handle: number;
  readonly blocks: number;
  readonly readOnly: boolean;
  readonly #files: FileAccess;
  #extent: Extent | undefined;
  #located: Located | undefined;
  /** Something was written by a program of the channel, and has not been made durable since. */
  #written = false;

  constructor(files: FileAccess, handle: number, blocks: number, readOnly: boolean) {
    super(SENSE_BYTES);
    this.#files = files;
    this.handle = handle;
    this.blocks = blocks;
    this.readOnly = readOnly;
  }

  begin(): void {
    this.#extent = undefined;
    this.#located = undefined;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    // READ and WRITE have to follow LOCATE at once
    const located = this.#located;
    this.#located = undefined;
    if (RESERVES.has(command)) return this.#send(new Uint8Array(SENSE_BYTES), transfer);
    switch (command) {
      case DEFINE_EXTENT:
        return this.#define(transfer.get(16));
      case LOCATE:
        return this.#locate(transfer.get(8));
      case READ:
        return this.#read(located, transfer);
      case WRITE:
        return this.#write(located, transfer);
      case READ_IPL:
        return this.#readIpl(transfer);
      case READ_CHARACTERISTICS:
        return this.#send(deviceCharacteristics(this.blocks), transfer);
      case READ_ID:
        return this.#send(SENSE_ID, transfer);
      case READ_BUFFERED_LOG:
        return this.#send(new Uint8Array(SENSE_BYTES), transfer);
      default:
        return this.reject();
    }
  }

  answer(): Outcome {
    throw new Error('a disk asks for nothing in the midst of a command');
  }

  unsynced(): boolean {
    return this.#written;
  }

  synced(answer: UnitAnswer): number {
    this.#written = false;
    if (answer.kind === 'done') return 0;
    this.check(EQUIPMENT_CHECK);
    return UNIT_CHECK;
  }

  /** Reads `count` blocks from `first`. */
  readBlocks(first: number, count: number): Uint8Array | BlockFault {
    if (first < 0 || count < 0 || first + count > this.blocks) return 'range';
    const into = new Uint8Array(count * BLOCK_BYTES);
    try {
      // blocks that were never written may lie behind the end of the image: they are zeros
      this.#files.readAt(this.handle, first * BLOCK_BYTES, into);
    } catch {
      return 'error';
    }
    return into;
  }

  /** Writes whole blocks from `first`; undefined when it did. */
  writeBlocks(first: number, bytes: Uint8Array): BlockFault | undefined {
    if (this.readOnly) return 'read-only';
    const whole = bytes.length % BLOCK_BYTES === 0;
    if (!whole || first < 0 || first + bytes.length / BLOCK_BYTES > this.blocks) return 'range';
    try {
      this.#files.writeAt(this.handle, first * BLOCK_BYTES, bytes);
      this.#written = true;
    } catch {
      return 'error';
    }
    return undefined;
  }

  #send(bytes: Uint8Array, transfer: Transfer): Outcome {
    transfer.put(bytes);
    return ENDED;
  }

  #define(bytes: Uint8Array): Outcome {
    if (bytes.length < 16 || this.#extent !== undefined) return this.reject();
    const mask = bytes[0]!;
    if ((mask & MASK_ZERO) !== 0 || (mask & MASK_CONTROL) === MASK_INVALID) return this.reject();
    const [origin, first, last] = [word(bytes, 4), word(bytes, 8), word(bytes, 12)];
    if (last < first || origin + (last - first) >= this.blocks) return this.reject();
    const inhibited = (mask & MASK_CONTROL) === MASK_INHIBIT;
    this.#extent = { inhibited, origin, first, last };
    return ENDED;
  }

  #locate(bytes: Uint8Array): Outcome {
    const extent = this.#extent;
    if (bytes.length < 8 || extent === undefined) return this.reject();
    const operation = bytes[0]! & 0x0f;
    const writes = operation === OPERATION_WRITE || operation === OPERATION_WRITE_CHECK;
    const reads = operation === OPERATION_READ || operation === OPERATION_REPLICATED;
    if ((bytes[0]! & OPERATION_ZERO) !== 0 || (!writes && !reads)) return this.reject();
    const count = (bytes[2]! << 8) | bytes[3]!;
    const block = word(bytes, 4);
    if (count === 0) return this.reject();
    const inside = block >= extent.first && block + count - 1 <= extent.last;
    if (!inside || (writes && (extent.inhibited || this.readOnly)))
      return this.check(COMMAND_REJECT, FILE_PROTECTED);
    this.#located = { operation, block: extent.origin + block - extent.first, left: count };
    return ENDED;
  }

  #readIpl(transfer: Transfer): Outcome {
    const bytes = this.readBlocks(0, 1);
    if (typeof bytes === 'string') return this.check(EQUIPMENT_CHECK);
    // the program that is read may go on with LOCATE: the extent is the whole disk
    this.#extent = { inhibited: false, origin: 0, first: 0, last: this.blocks - 1 };
    return this.#send(bytes, transfer);
  }

  #read(located: Located | undefined, transfer: Transfer): Outcome {
    const operation = located?.operation;
    if (operation !== OPERATION_READ && operation !== OPERATION_REPLICATED) return this.reject();
    let { block, left } = located!;
    for (let turn = 0; left > 0; turn++) {
      if (turn === BLOCKS_A_TURN) return this.#again({ operation, block, left });
      const bytes = this.readBlocks(block, 1);
      if (typeof bytes === 'string') return this.check(EQUIPMENT_CHECK);
      if (transfer.put(bytes) < BLOCK_BYTES) break;
      block++;
      left--;
    }
    return ENDED;
  }

  #write(located: Located | undefined, transfer: Transfer): Outcome {
    const operation = located?.operation;
    if (operation !== OPERATION_WRITE && operation !== OPERATION_WRITE_CHECK) return this.reject();
    let { block, left } = located!;
    for (let turn = 0; left > 0; turn++) {
      if (turn === BLOCKS_A_TURN) return this.#again({ operation, block, left });
      const data = transfer.get(BLOCK_BYTES);
      if (data.length === 0) break;
      // a block of which less is sent is filled up with zeros
      const bytes = new Uint8Array(BLOCK_BYTES);
      bytes.set(data);
      if (this.writeBlocks(block, bytes) !== undefined) return this.check(EQUIPMENT_CHECK);
      block++;
      left--;
    }
    return ENDED;
  }

  #again(located: Located): Outcome {
    this.#located = located;
    return { again: true };
  }

  halt(): void {
    this.#located = undefined;
  }

  protected override clear(): void {
    this.begin();
  }

  protected override write(): WrittenDisk {
    return { extent: this.#extent, located: this.#located, written: this.#written };
  }

  protected override read(written: WrittenDisk): void {
    this.#extent = written.extent;
    this.#located = written.located;
    this.#written = written.written;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
  );
}
