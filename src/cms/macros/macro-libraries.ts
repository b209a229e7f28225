/** The macro libraries of the system disk. */
import type { SourceFile } from '../files/build-disk.js';
import { encodeLibrary } from '../maclib/maclib.js';
import { cmsMacros } from './cms-macros-table.js';
import { osMacros } from './os-macros-table.js';

/** A macro in a library: its name and its cards. */
export interface LibraryMacro {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Cuts a text into its macros; the name is that of the prototype. */
export function macrosOf(text: string): LibraryMacro[] {
  const out: LibraryMacro[] = [];
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    lines.push(line);
    if (!/^\S* +MEND\b/.test(line)) continue;
    const name = /^\S* +(\S+)/.exec(lines[1] ?? '')?.[1] ?? '';
    out.push({ name, lines });
    lines = [];
  }
  return out;
}

/** The libraries as files: CMSLIB and DMSSP have the macros of CMS, OSMACRO those of OS. */
export function macroLibraries(): SourceFile[] {
  const file = (name: string, text: string): SourceFile => ({
    ...{ name, type: 'MACLIB', modeNumber: 2, fixedLength: 80 },
    records: encodeLibrary(macrosOf(text)),
  });
  return [file('DMSSP', cmsMacros), file('CMSLIB', cmsMacros), file('OSMACRO', osMacros)];
}
