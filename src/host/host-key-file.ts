/** The file of the SSH server's host key, readable by its owner only. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';

/** The key file at `path`, for `hostKey` of `src/console/host-key.ts`. */
export function hostKeyFile(path: string): {
  read(): string | undefined;
  create(key: string): void;
} {
  return {
    read() {
      try {
        // a key that others could read once is mended quietly: it is a file of our own home
        if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
        const text = readFileSync(path, 'utf8');
        // a crash between making and writing leaves an empty file
        return text.trim() === '' ? undefined : text;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    create(key) {
      const file = openSync(path, 'w', 0o600);
      try {
        writeSync(file, key);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}
