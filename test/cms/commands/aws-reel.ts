/** Reels in the form of AWS: blocks, and marks as blocks without bytes. */

/** A file of the host with these blocks. */
export function aws(blocks: readonly Uint8Array[]): Uint8Array {
  let before = 0;
  const parts = blocks.map(({ length }, i) => {
    const part = new Uint8Array(6 + length);
    part.set([length & 255, length >> 8, before & 255, before >> 8, length > 0 ? 0xa0 : 0x40, 0]);
    part.set(blocks[i]!, 6);
    before = length;
    return part;
  });
  return Uint8Array.from(Buffer.concat(parts));
}

/** The blocks of a file of the host. */
export function blocksOf(file: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at + 6 <= file.length;) {
    const length = file[at]! | (file[at + 1]! << 8);
    blocks.push(file.slice(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return blocks;
}
