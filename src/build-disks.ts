/**
 * The composition root of the system disks: puts together what belongs on them. `npm run build` runs it as a program; a
 * start loads it when an image is not there or its sources have changed.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { helpFiles } from './cms/help/help-pages.js';
import { macroLibraries } from './cms/macros/macro-libraries.js';
import { samplePrograms } from './cms/sample-programs.js';
import { cpMessageFiles } from './cp/main/messages-help.js';
import { programDisk, systemDisk } from './host/system-disk.js';
import { builtImage } from './store/built-image.js';
import { readFirstFiles } from './store/first-start.js';
import { nodeFiles } from './store/host-files.js';
import { systemImagePlace } from './host/system-image-place.js';

/** The 190: pages of HELP, message by message, macro libraries, and the files of users/MAINT/system. */
export async function buildSystemDisk(): Promise<Uint8Array> {
  const { texts } = systemImagePlace();
  return systemDisk([
    ...helpFiles(),
    ...cpMessageFiles(),
    ...macroLibraries(),
    ...(await readFirstFiles(nodeFiles(), texts)),
  ]);
}

/** The 19E: samples and what else one may do without, the files of users/MAINT/programs. */
export async function buildProgramDisk(): Promise<Uint8Array> {
  const { programs } = systemImagePlace();
  return programDisk([...samplePrograms(), ...(await readFirstFiles(nodeFiles(), programs))]);
}

/** Whether this file is the program. */
const program = process.argv[1];
if (program !== undefined && pathToFileURL(resolve(program)).href === import.meta.url) {
  const { folder, sources } = systemImagePlace();
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  };
  for (const [name, build] of [
    ['190', buildSystemDisk],
    ['19E', buildProgramDisk],
  ] as const) {
    const { version } = await builtImage({ folder, name, sources, build, report });
    process.stdout.write(`system disk ${name} ${version.slice(0, 12)} is in ${folder}\n`);
  }
}
