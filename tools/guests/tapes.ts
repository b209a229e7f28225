/** Tape images: the blocks of an AWS tape, and an AWS tape of one in the format of SIMH. */

const AWS_HEADER = 6;
const BEGIN = 0x80;
const END = 0x20;
const MARK = 0x40;
/** Words in a SIMH image: the end of the medium. */
const END_OF_MEDIUM = 0xffffffff;

/** The blocks of the first file of an AWS tape. */
export function firstFile(aws: Uint8Array): Uint8Array[] {
  const view = new DataView(aws.buffer, aws.byteOffset, aws.byteLength);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at + AWS_HEADER <= aws.length;) {
    const length = view.getUint16(at, true);
    if ((view.getUint8(at + 4) & MARK) !== 0) break;
    at += AWS_HEADER;
    blocks.push(aws.subarray(at, at + length));
    at += length;
  }
  return blocks;
}

/** An AWS tape without its first file. */
export function behindFirstFile(aws: Uint8Array): Uint8Array {
  const view = new DataView(aws.buffer, aws.byteOffset, aws.byteLength);
  for (let at = 0; at + AWS_HEADER <= aws.length;) {
    const mark = (view.getUint8(at + 4) & MARK) !== 0;
    at += AWS_HEADER + (mark ? 0 : view.getUint16(at, true));
    if (!mark) continue;
    const rest = aws.slice(at);
    // no block stands before the first one
    rest.fill(0, 2, 4);
    return rest;
  }
  return new Uint8Array(0);
}

function awsBlock(length: number, previous: number, flags: number): Uint8Array {
  const header = new Uint8Array(AWS_HEADER);
  const view = new DataView(header.buffer);
  view.setUint16(0, length, true);
  view.setUint16(2, previous, true);
  view.setUint8(4, flags);
  return header;
}

/**
 * An AWS tape with the blocks of a SIMH image (length, data padded to even, length; zero is a tape mark). A block
 * that the image breaks off in is left out.
 */
export function simhToAws(tap: Uint8Array): Uint8Array {
  const view = new DataView(tap.buffer, tap.byteOffset, tap.byteLength);
  const parts: Uint8Array[] = [];
  let previous = 0;
  for (let at = 0; at + 4 <= tap.length;) {
    const length = view.getUint32(at, true);
    at += 4;
    if (length === END_OF_MEDIUM) break;
    if (length === 0) {
      parts.push(awsBlock(0, previous, MARK));
      previous = 0;
      continue;
    }
    const closing = at + length + (length & 1);
    if (closing + 4 > tap.length || view.getUint32(closing, true) !== length) break;
    if (length > 0xffff) throw new Error(`a block of ${length} bytes`);
    parts.push(awsBlock(length, previous, BEGIN | END), tap.subarray(at, at + length));
    previous = length;
    at = closing + 4;
  }
  return new Uint8Array(Buffer.concat(parts));
}
