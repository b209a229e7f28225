/** A minidisk of any size that takes memory only for what is written to it, and one with very many files. */
import type { BlockDevice } from '../../src/cms/block-device.js';
import { commitSome, applyCommit } from '../../src/cms/files/commit.js';
import { layOutDisk } from '../../src/cms/files/format-image.js';
import { encodeEntry, LABEL_BLOCK } from '../../src/cms/files/layout.js';
import { mountVolume } from '../../src/cms/files/mount.js';
import { releaseHeld } from '../../src/cms/files/volume.js';
import { finishFile, newChange, startFile, writeRecord } from '../../src/cms/files/writer.js';

/** Blocks of 512 bytes in a piece of memory. */
const PIECE = 128;

/** Makes a disk of so many 512-byte blocks of zeros. */
export function sparseDisk(device: number, blocks: number): BlockDevice {
  const pieces = new Map<number, Uint8Array>();
  const each = (
    block: number,
    length: number,
    action: (piece: Uint8Array, at: number, done: number, part: number) => void,
    make: boolean,
  ): void => {
    for (let done = 0; done < length;) {
      const byte = block * 512 + done;
      const number = Math.floor(byte / (PIECE * 512));
      const at = byte - number * PIECE * 512;
      const part = Math.min(length - done, PIECE * 512 - at);
      let piece = pieces.get(number);
      if (piece === undefined && make) {
        piece = new Uint8Array(PIECE * 512);
        pieces.set(number, piece);
      }
      if (piece !== undefined) action(piece, at, done, part);
      done += part;
    }
  };
  return {
    device,
    blocks,
    readOnly: false,
    read: (block, count) => {
      if (block < 0 || block + count > blocks) return undefined;
      const bytes = new Uint8Array(count * 512);
      const take = (piece: Uint8Array, at: number, done: number, part: number): void =>
        bytes.set(piece.subarray(at, at + part), done);
      each(block, bytes.length, take, false);
      return bytes;
    },
    write: (block, bytes) => {
      if (block < 0 || block * 512 + bytes.length > blocks * 512) return false;
      const put = (piece: Uint8Array, at: number, done: number, part: number): void =>
        piece.set(bytes.subarray(done, done + part), at);
      each(block, bytes.length, put, true);
      return true;
    },
  };
}

/** The name of a file, in an order that has nothing to do with the number. */
export function largeName(index: number): string {
  return `F${String((index * 7919) % 1000003).padStart(6, '0')}`;
}

/**
 * Formats a disk and puts files of one record on it: `F000001 DATA` and so on, every tenth of type OTHER. Their entries
 * stand in the directory in no order.
 */
export function fillDisk(
  device: BlockDevice,
  blockSize: number,
  files: number,
  now: { year: number; month: number; day: number; hour: number; minute: number; second: number },
): void {
  const formatted = layOutDisk(device.blocks, blockSize, 'LARGE', now);
  if (formatted === undefined) throw new Error('the disk is too small');
  for (const { at, bytes } of formatted.writes) device.write(at, bytes);
  device.write(LABEL_BLOCK, formatted.label);
  const volume = mountVolume(device);
  if (volume === undefined) throw new Error('a disk just formatted cannot be read');
  const record = new Uint8Array(80).fill(0x40);
  // in four commits, so that the directory is not in order
  for (let turn = 0; turn < 4; turn++) {
    const change = newChange(device.device);
    for (let i = turn; i < files; i += 4) {
      const writer = startFile(volume, 'F', 80);
      writeRecord(volume, device, change, writer, record);
      const type = i % 10 === 0 ? 'OTHER' : 'DATA';
      const name = { name: largeName(i), type, modeNumber: 1 };
      const fst = encodeEntry(finishFile(volume, device, change, writer, name, now));
      change.puts.push(fst);
    }
    const plan = commitSome(volume, device, change, undefined, now, Infinity);
    applyCommit(volume, device, change, plan);
    releaseHeld(volume);
  }
}
