/**
 * GLOBAL: names the libraries that are searched for macros, text and modules (CMS Command Reference, "GLOBAL",
 * "QUERY MACLIB" and its like). A library that is not there is told and left out; the others hold.
 */
import { findFile } from '../files/disk-state.js';
import { LIBRARY_KINDS, MOST_LIBRARIES, type LibraryKind } from '../libraries.js';
import { message } from '../messages-table.js';
import type { StepContext, StepResult } from '../command.js';
import type { Subject } from '../subject.js';
import { fault, fileCommand } from './command-fault.js';
import { isFileName } from '../files/file-name.js';
import { splitOperands } from './operands.js';

const NOT_FOUND = 28;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  if (options[0] !== undefined) throw fault('GLB', 3, options[0]);
  const [word, ...names] = operands;
  if (word === undefined) throw fault('GLB', 47);
  const kind = LIBRARY_KINDS.find((one) => one === word);
  if (kind === undefined) throw fault('GLB', 14, word);
  if (names.length > MOST_LIBRARIES) throw fault('GLB', 108, MOST_LIBRARIES);
  const lines: string[] = [];
  const found = names.filter((name) => {
    const there = isFileName(name) && findFile(context.cms.disks, name, kind) !== undefined;
    if (!there) lines.push(message('GLB', 2, `${name} ${kind}`));
    return there;
  });
  context.cms.libraries[kind] = [...new Set(found)];
  return { rc: lines.length > 0 ? NOT_FOUND : 0, lines };
}

/** The GLOBAL command. */
export const global = fileCommand('GLOBAL', 2, 'GLB', start);

/** Names on one line of the answer. */
const ON_A_LINE = 8;

function show(context: StepContext, kind: LibraryKind): string[] {
  const names = context.cms.libraries[kind];
  if (names.length === 0) return [`${kind.padEnd(8)} = NONE`];
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += ON_A_LINE) {
    const part = names.slice(at, at + ON_A_LINE).map((name) => name.padEnd(8));
    lines.push(`${at === 0 ? `${kind.padEnd(8)} = ` : ' '.repeat(11)}${part.join(' ')}`.trimEnd());
  }
  return lines;
}

/** QUERY MACLIB, TXTLIB, DOSLIB, LOADLIB and QUERY LIBRARY, which shows all. */
export const libraryQueries: readonly Subject[] = [
  ...LIBRARY_KINDS.map((kind): Subject => ({
    name: kind,
    // DOS is a setting
    minimum: { MACLIB: 3, TXTLIB: 3, DOSLIB: 4, LOADLIB: 5 }[kind],
    run: (context) => ({ rc: 0, lines: show(context, kind) }),
  })),
  {
    name: 'LIBRARY',
    minimum: 3,
    run: (context) => ({ rc: 0, lines: LIBRARY_KINDS.flatMap((kind) => show(context, kind)) }),
  },
];
