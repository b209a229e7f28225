/**
 * The composition root of the system disk: puts together what belongs on it. `npm run build` runs it as a program; a
 * start loads it when the image is not there or its sources have changed.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { helpFiles } from './cms/help/help-pages.js';
import { macroLibraries } from './cms/macros/macro-libraries.js';
import { sampleModules } from './cms/sample-modules.js';
import { cpMessageFiles } from './cp/main/messages-help.js';
import { systemDisk } from './host/system-disk.js';
import { builtImage } from './store/built-image.js';
import { readFirstFiles } from './store/first-start.js';
import { nodeFiles } from './store/host-files.js';
import { systemImagePlace } from './host/system-image-place.js';

/** The system disk: pages of HELP, message by message, modules, macro libraries, and the files of users/MAINT/system. */
export async function buildSystemDisk(): Promise<Uint8Array> {
  const { texts } = systemImagePlace();
  return systemDisk([
    ...helpFiles(),
    ...cpMessageFiles(),
    ...sampleModules(),
    ...macroLibraries(),
    ...(await readFirstFiles(nodeFiles(), texts)),
  ]);
}

/** Whether this file is the program. */
const program = process.argv[1];
if (program !== undefined && pathToFileURL(resolve(program)).href === import.meta.url) {
  const { folder, sources } = systemImagePlace();
  const image = await builtImage({
    folder,
    sources,
    build: buildSystemDisk,
    report: (line) => {
      process.stderr.write(`${line}\n`);
      process.exitCode = 1;
    },
  });
  process.stdout.write(`system disk ${image.version.slice(0, 12)} is in ${folder}\n`);
}
