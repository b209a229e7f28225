/** CMS disks with EXECs and MODULEs, in memory, for tests of CMS. */
import { assemble } from '../../src/cms/assembler/assembler.js';
import type { BlockDevice } from '../../src/cms/command.js';
import { buildDisk, type SourceFile } from '../../src/cms/files/build-disk.js';
import { memoryDevice } from '../../src/cms/files/format-image.js';
import { watchDisk } from './check-disk.js';

/** An EXEC. */
export function execFile(name: string, ...lines: string[]): SourceFile {
  return { name, type: 'EXEC', lines };
}

/** A MODULE assembled from System/370 source; it must not be in error. */
export function moduleFile(name: string, ...source: string[]): SourceFile {
  return assembledModule(
    name,
    [
      `${name.padEnd(8)} START X'20000'`,
      `         USING ${name},12`,
      ...source,
      '         END',
    ].join('\n'),
  );
}

/** A MODULE from a whole source. */
export function assembledModule(
  name: string,
  source: string,
): SourceFile & { readonly records: readonly Uint8Array[] } {
  const program = assemble(source);
  if (program.errors.length > 0) throw new Error(JSON.stringify(program.errors));
  const information = new Uint8Array(80);
  const view = new DataView(information.buffer);
  view.setInt32(0, program.entry);
  view.setInt32(4, program.origin);
  view.setInt32(8, program.origin + program.bytes.length);
  return { name, type: 'MODULE', records: [information, program.bytes] };
}

/** A disk of 1,000 blocks with these files; it must be whole when the test has ended. */
export function cmsDisk(device: number, files: readonly SourceFile[]): BlockDevice {
  const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
  const image = buildDisk(1000, 1024, 'TEST', files, now);
  const plain = memoryDevice(image, device);
  let written = false;
  return {
    ...plain,
    write: (block, bytes) => {
      if (!written) watchDisk(device.toString(16), () => image);
      written = true;
      return plain.write(block, bytes);
    },
  };
}
