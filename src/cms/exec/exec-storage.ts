/**
 * EXECLOAD, EXECDROP, EXECMAP and EXECSTAT: EXECs and XEDIT macros in storage, from where they run without the disk
 * (z/VM: CMS Commands and Utilities Reference).
 */
import type { Command, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { isFilemode, splitOperands } from '../commands/operands.js';
import { matches } from '../files/directory.js';
import { findFile } from '../files/disk-state.js';
import { findExec, keepExec, loadedExec } from './loaded-execs.js';
import { LOADING_COST, newLoading, readExec, type ExecLoading } from './exec-source.js';
import { isFileName } from '../files/file-name.js';

/** Return codes of EXECSTAT. */
const IN_STORAGE = 0;
const ON_DISK = 4;
const NOWHERE = 28;

interface LoadFrame {
  readonly loading: ExecLoading;
  readonly name: string;
  readonly type: string;
}

function startLoad(context: StepContext): StepResult {
  const { operands } = splitOperands(context.tokens);
  const [name, type = 'EXEC', third, fourth, fifth, extra] = operands;
  if (name === undefined) throw fault('EXL', 1);
  if (extra !== undefined) throw fault('EXL', 70, extra);
  const withMode = third !== undefined && isFilemode(third, { anyMode: true });
  const mode = withMode ? third : '*';
  const [newName = name, newType = type] = withMode ? [fourth, fifth] : [third, fourth];
  for (const word of [newName, newType]) if (!isFileName(word)) throw fault('EXL', 70, word);
  const found = findFile(context.cms.disks, name, type, mode);
  if (found === undefined) throw fault('EXL', 2, `${name} ${type} ${mode}`);
  const loading = newLoading(name, type, found);
  return load(context, { loading, name: newName, type: newType });
}

function load(context: StepContext, frame: LoadFrame): StepResult {
  const { loading, name, type } = frame;
  const failed = readExec(context, loading);
  if (failed !== undefined) return failed;
  if (loading.reading !== undefined) {
    return { effect: { kind: 'work' }, frame: { ...frame }, cost: LOADING_COST };
  }
  const { lines, size, mode } = loading;
  if (!keepExec(context.cms, { name, type, mode, lines, size })) throw fault('EXL', 622);
  return { rc: 0 };
}

function drop(context: StepContext): StepResult {
  const [, name, type = 'EXEC', extra] = context.tokens.filter((word) => word !== '(');
  if (name === undefined) throw fault('EXD', 1);
  if (extra !== undefined && extra !== 'USER' && extra !== ')') throw fault('EXD', 70, extra);
  const { cms } = context;
  const kept = cms.loadedExecs.filter(
    (one) => !(matches(name, one.name) && matches(type, one.type)),
  );
  if (kept.length === cms.loadedExecs.length) throw fault('EXD', 416, `${name} ${type}`);
  cms.loadedExecs = kept;
  return { rc: 0 };
}

function map(context: StepContext): StepResult {
  const [, name = '*', type = '*'] = context.tokens;
  const fits = context.cms.loadedExecs.filter(
    (one) => matches(name, one.name) && matches(type, one.type),
  );
  if (fits.length === 0) throw fault('EXM', 416, `${name} ${type}`);
  const lines = fits.map((one) => {
    const records = String(one.lines.length).padStart(7);
    return `${one.name.padEnd(8)} ${one.type.padEnd(8)} ${records} ${String(one.size).padStart(8)}`;
  });
  return { rc: 0, lines: ['Name     Type     Records    Bytes', ...lines], data: true };
}

function status(context: StepContext): StepResult {
  const [, name, type = 'EXEC'] = context.tokens;
  if (name === undefined) throw fault('EXS', 1);
  if (loadedExec(context.cms, name, type) !== undefined) return { rc: IN_STORAGE };
  return { rc: findExec(context.cms, name, type) === undefined ? NOWHERE : ON_DISK };
}

/** The four commands. */
export const execStorageCommands: readonly Command[] = [
  fileCommand('EXECLOAD', 5, 'EXL', startLoad, (frame, _answer, context) =>
    load(context, frame as unknown as LoadFrame),
  ),
  fileCommand('EXECDROP', 5, 'EXD', drop),
  fileCommand('EXECMAP', 5, 'EXM', map),
  fileCommand('EXECSTAT', 5, 'EXS', status),
];
