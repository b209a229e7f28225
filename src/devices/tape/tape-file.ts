/**
 * The blocks of a tape in a file of AWS or HET form: chunks with a header of six bytes (length of this chunk and
 * of the one before, low byte first, and two bytes of flags). A tape mark is a chunk without data. In a HET file
 * the data of a block may be compressed (AWSTAPE as of the P/390; HET as of Hercules, hetlib.h). Files come from
 * anywhere: whatever stands in them, nothing here reads on without bound or throws.
 */
import type { Compression, FileAccess } from '../backing.js';
import { bunzip2 } from '../../shared/bzip2.js';

/** The longest block: what one CCW can move. */
export const LONGEST_BLOCK = 65_535;

/** Flags of a chunk: the first byte. */
const BEGINS = 0x80;
const MARK = 0x40;
const ENDS = 0x20;
const METHOD = 0x03;
const ZLIB = 0x01;
const BZIP2 = 0x02;
/** The second byte: zlib as Bus-Tech marks it. */
const BUS_TECH = 0x80;

const HEADER = 6;
/** Data of a chunk at the most, and chunks of a block. */
const LONGEST_CHUNK = 0xffff;
const MOST_CHUNKS = 64;
/** A compressed block may be longer than it was by so much. */
const SLACK = 1024;

/** Where a tape stands, between two blocks. */
export interface TapePosition {
  /** The next chunk in the file. */
  readonly at: number;
  /** Data bytes of the chunk before. */
  readonly previous: number;
  /** Tape marks passed, and blocks and tape marks passed. */
  readonly file: number;
  readonly block: number;
}

/** A tape at its load point. */
export const LOAD_POINT: TapePosition = { at: 0, previous: 0, file: 0, block: 0 };

/** A reel as it was mounted, plain data. */
export interface TapeMedium {
  readonly handle: number;
  /** Bytes that are recorded: the file's size. */
  readonly size: number;
  /** Without a write ring. */
  readonly readOnly: boolean;
  /** What is written is compressed (HET). */
  readonly compressed: boolean;
}

/** What stands next on a tape. */
export type TapeBlock =
  | { readonly kind: 'block'; readonly bytes: Uint8Array; readonly to: TapePosition }
  | { readonly kind: 'mark'; readonly to: TapePosition }
  /** A block that cannot be read; the tape has moved over it when that was possible. */
  | { readonly kind: 'damaged'; readonly to: TapePosition }
  /** Nothing is recorded here. */
  | { readonly kind: 'void' }
  /** The load point is in the way. */
  | { readonly kind: 'start' }
  /** The host could not read. */
  | { readonly kind: 'failed' };

interface Header {
  readonly length: number;
  readonly previous: number;
  readonly flags: number;
  readonly method: number;
}

/** A mounted reel; what changes is in `medium`, which the drive writes down. */
export class TapeFile {
  medium: TapeMedium;
  readonly #files: FileAccess;
  readonly #compression: Compression;

  constructor(files: FileAccess, compression: Compression, medium: TapeMedium) {
    this.#files = files;
    this.#compression = compression;
    this.medium = medium;
  }

  /** The block behind `from`; its bytes are left out (and not looked at) when only the way is wanted. */
  next(from: TapePosition, wanted: boolean): TapeBlock {
    try {
      return this.#next(from, wanted);
    } catch {
      return { kind: 'failed' };
    }
  }

  /** The block in front of `from`; `to` is where it begins. */
  before(from: TapePosition, wanted: boolean): TapeBlock {
    try {
      return this.#before(from, wanted);
    } catch {
      return { kind: 'failed' };
    }
  }

  /** Writes a block; what was recorded behind it is gone. Undefined when the host cannot. */
  write(from: TapePosition, bytes: Uint8Array): TapePosition | undefined {
    const packed = this.medium.compressed ? this.#compression.deflate(bytes) : bytes;
    // what does not become shorter is written as it is
    const compressed = packed.length < bytes.length;
    const data = compressed ? packed : bytes;
    const chunk = new Uint8Array(HEADER + data.length);
    chunk.set(header(data.length, from.previous, BEGINS | ENDS | (compressed ? ZLIB : 0)));
    chunk.set(data, HEADER);
    return this.#put(from, chunk, from.file);
  }

  /** Writes a tape mark; undefined when the host cannot. */
  mark(from: TapePosition): TapePosition | undefined {
    return this.#put(from, header(0, from.previous, MARK), from.file + 1);
  }

  /** Erases what is recorded behind `from`; false when the host cannot. */
  erase(from: TapePosition): boolean {
    try {
      this.#cut(from.at);
      return true;
    } catch {
      return false;
    }
  }

  #put(from: TapePosition, chunk: Uint8Array, file: number): TapePosition | undefined {
    try {
      this.#cut(from.at);
      this.#files.writeAt(this.medium.handle, from.at, chunk);
    } catch {
      return undefined;
    }
    const at = from.at + chunk.length;
    this.medium = { ...this.medium, size: at };
    return { at, previous: chunk.length - HEADER, file, block: from.block + 1 };
  }

  #cut(at: number): void {
    if (this.medium.size <= at) return;
    this.#files.cutAt(this.medium.handle, at);
    this.medium = { ...this.medium, size: at };
  }

  #next(from: TapePosition, wanted: boolean): TapeBlock {
    if (from.at >= this.medium.size) return { kind: 'void' };
    const parts: Uint8Array[] = [];
    let at = from.at;
    let total = 0;
    let method = 0;
    for (let n = 0; n < MOST_CHUNKS; n++) {
      const chunk = this.#header(at);
      if (chunk === undefined) break;
      const { flags, length } = chunk;
      if ((flags & MARK) !== 0) {
        if (n > 0 || length > 0) break;
        return { kind: 'mark', to: passed(from, at + HEADER, 0, 1) };
      }
      total += length;
      const begins = (flags & BEGINS) !== 0;
      const fits = at + HEADER + length <= this.medium.size && total <= LONGEST_BLOCK + SLACK;
      if (begins !== (n === 0) || length === 0 || !fits) break;
      if (n === 0) method = chunk.method;
      if (wanted) parts.push(this.#read(at + HEADER, length));
      at += HEADER + length;
      if ((flags & ENDS) === 0) continue;
      const to = passed(from, at, length, 0);
      if (!wanted) return { kind: 'block', bytes: NOTHING, to };
      const bytes = this.#expanded(parts.length === 1 ? parts[0]! : joined(parts, total), method);
      return bytes === undefined ? { kind: 'damaged', to } : { kind: 'block', bytes, to };
    }
    return { kind: 'damaged', to: from };
  }

  #before(from: TapePosition, wanted: boolean): TapeBlock {
    if (from.at <= 0) return { kind: 'start' };
    let at = from.at;
    let { previous } = from;
    for (let n = 0; n < MOST_CHUNKS; n++) {
      at -= HEADER + previous;
      const chunk = at < 0 ? undefined : this.#header(at);
      if (chunk?.length !== previous) break;
      const { flags } = chunk;
      const to = { at, previous: chunk.previous, file: from.file, block: from.block - 1 };
      if ((flags & MARK) !== 0) {
        if (n > 0 || chunk.length > 0) break;
        return { kind: 'mark', to: { ...to, file: from.file - 1 } };
      }
      if (((flags & ENDS) !== 0) !== (n === 0)) break;
      previous = chunk.previous;
      if ((flags & BEGINS) === 0) continue;
      const block = this.#next(to, wanted);
      return block.kind === 'block' || block.kind === 'damaged' ? { ...block, to } : block;
    }
    return { kind: 'damaged', to: from };
  }

  #header(at: number): Header | undefined {
    const bytes = this.#read(at, HEADER);
    if (bytes.length < HEADER) return undefined;
    const [low, high, previousLow, previousHigh, flags, more] = bytes;
    const busTech = (more! & BUS_TECH) !== 0;
    return {
      length: low! | (high! << 8),
      previous: previousLow! | (previousHigh! << 8),
      flags: flags!,
      method: busTech ? ZLIB : flags! & METHOD,
    };
  }

  #read(at: number, length: number): Uint8Array {
    const into = new Uint8Array(length);
    return into.subarray(0, this.#files.readAt(this.medium.handle, at, into));
  }

  /** The block as it was written; undefined when it is damaged or too long. */
  #expanded(data: Uint8Array, method: number): Uint8Array | undefined {
    if (method === ZLIB) return this.#compression.inflate(data, LONGEST_BLOCK);
    if (method === BZIP2) return bunzip2(data, LONGEST_BLOCK);
    return method === 0 && data.length <= LONGEST_BLOCK ? data : undefined;
  }
}

const NOTHING = new Uint8Array(0);

function passed(from: TapePosition, at: number, previous: number, marks: number): TapePosition {
  return { at, previous, file: from.file + marks, block: from.block + 1 };
}

function header(length: number, previous: number, flags: number): Uint8Array {
  if (length > LONGEST_CHUNK) throw new Error('a chunk of a tape is too long');
  return Uint8Array.of(
    length & 0xff,
    length >> 8,
    previous & 0xff,
    (previous >> 8) & 0xff,
    flags,
    0,
  );
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const out = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
