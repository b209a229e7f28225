/** The records of a file of RECFM V, each behind its length, held against the pointers over them. */
import type { Leaves } from './tree.js';
import type { Checking, Walk } from './walk.js';

/** Says of a block that no record begins in it. */
const NONE = 0xffffffff;
/** Blocks read at a time. */
const STRETCH = 32;

/** Walks through the records. */
export function* walkRecords(
  walk: Walk,
  who: number,
  data: Leaves,
  said: { readonly records: number; readonly recordLength: number; readonly levels: number },
): Checking<void> {
  const { blocks } = data;
  const { size } = walk;
  let record = 0;
  let left = 0; // bytes of the record still to come
  let high = -1; // first byte of a length whose second stands in the next block
  let longest = 0;
  let index = 0;
  while (index < blocks.length) {
    let count = 1;
    while (count < STRETCH && blocks[index + count] === blocks[index]! + count) count++;
    const bytes = yield* walk.read(who, blocks[index]!, count);
    if (bytes === undefined) return;
    for (let n = 0; n < count; n++, index++) {
      let at = n * size;
      const end = at + size;
      let first = NONE;
      if (left === 0 && high < 0 && record === said.records) {
        walk.fault(who, `data block ${String(index + 1)} is behind the last record`);
        return;
      }
      while (at < end && (left > 0 || high >= 0 || record < said.records)) {
        if (left > 0) {
          const part = Math.min(left, end - at);
          left -= part;
          at += part;
          continue;
        }
        if (high < 0) {
          record++;
          if (first === NONE) first = at - n * size;
          high = bytes[at++]!;
          continue;
        }
        left = high * 256 + bytes[at++]!;
        high = -1;
        if (left === 0) {
          walk.fault(who, `record ${String(record)} has no length`);
          return;
        }
        longest = Math.max(longest, left);
      }
      if (said.levels === 0) continue;
      if (data.highest[index] !== record || data.first[index] !== first) {
        walk.fault(who, `pointer ${String(index + 1)} says other than the records`);
        return;
      }
    }
  }
  if (left > 0 || high >= 0 || record < said.records) {
    walk.fault(who, `ends within or before record ${String(Math.max(1, record))}`);
  }
  if (longest > said.recordLength) {
    walk.fault(who, `a record of ${String(longest)} bytes, LRECL ${String(said.recordLength)}`);
  }
}
