/** The host's compression of tape blocks (HET). */
import { constants, deflateSync, inflateSync } from 'node:zlib';
import type { Compression } from '../devices/backing.js';

/** A block is compressed while its guest waits: quickly rather than well. */
const LEVEL = 1;

/** zlib of Node. */
export const hostCompression: Compression = {
  deflate: (bytes) => deflateSync(bytes, { level: LEVEL }),
  inflate(bytes, limit) {
    try {
      const out = inflateSync(bytes, { maxOutputLength: limit, finishFlush: constants.Z_FINISH });
      return new Uint8Array(out);
    } catch {
      return undefined;
    }
  },
};
