/** LISTFILE: names and attributes of files (CMS Command Reference, "LISTFILE"). */
import { toEbcdicPadded } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, volumeOf, type ListCursor } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import type { Change } from '../files/writer.js';
import { callerPool } from '../exec/caller-pool.js';
import { stackLine } from '../program-stack.js';
import { fault, fileCommand } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import {
  DATE_OPTIONS,
  dateForm,
  fileLine,
  LIST_COLUMNS,
  listHeading,
  type DateForm,
} from './list-line.js';
import {
  conflict,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';

/** Its options. */
export const LISTFILE_OPTIONS = optionRules(
  'Header',
  'NOHeader',
  'EXec',
  'TRace',
  'ARgs',
  'APpend',
  'STACK',
  'FIFO',
  'LIFO',
  'Xedit',
  'FName',
  'FType',
  'FMode',
  'FOrmat',
  'ALloc',
  'Date',
  'Label',
  'TOTal',
  'BLocks',
  'STEM=1',
  'SHORTdate',
  'FULLdate',
  'ISOdate',
  'VMDate',
);
/** Options of the file CMS EXEC; each asks for it. */
const INTO_EXEC = ['EXEC', 'APPEND', 'TRACE', 'ARGS'];
/** Length of the records of CMS EXEC. */
const EXEC_RECORD = 80;
/** Directory entries looked at in one step. */
const FILES_A_STEP = 250;

type ListFrame = {
  readonly cursor: ListCursor;
  readonly level: number;
  readonly form: DateForm;
  readonly heading: boolean;
  /** Type lines, make an EXEC, stack them or put them into variables. */
  readonly way: 'type' | 'exec' | 'fifo' | 'lifo' | 'stem';
  /** Of a STEM: what the names of the variables begin with. */
  readonly stem?: string | undefined;
  readonly files: number;
  readonly blocks: number;
  readonly totals: boolean;
  readonly fileid: string;
  /** What stands behind the fileid in the records of the EXEC. */
  readonly behind: string;
  /** The file CMS EXEC, with its change where it is given up from. */
  readonly output?: FileOutput;
  readonly change?: Change;
};

/** VMDATE: how dates are shown is asked of CP first. */
type AskFrame = { readonly stage: 'date-format' };

function start(context: StepContext): StepResult {
  const { options } = splitOperands(context.tokens);
  if (!parseOptions('LST', LISTFILE_OPTIONS, options).has('VMDATE')) return begin(context);
  const frame: AskFrame = { stage: 'date-format' };
  return { effect: { kind: 'cp', command: 'QUERY DATEFORMAT', buffered: true }, frame };
}

function begin(context: StepContext, usual?: DateForm): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('LST', LISTFILE_OPTIONS, options);
  conflict('LST', chosen, 'HEADER', 'NOHEADER');
  conflict('LST', chosen, ...DATE_OPTIONS);
  // STACK goes with FIFO and LIFO, and what an EXEC is to have goes with EXEC
  for (const order of ['STACK', 'FIFO', 'LIFO']) {
    for (const one of INTO_EXEC) conflict('LST', chosen, one, order, 'XEDIT', 'STEM');
  }
  conflict('LST', chosen, 'FIFO', 'LIFO');
  if (chosen.has('XEDIT')) throw fault('LST', 688);
  if (operands.length > 3) throw fault('LST', 70, operands[3]!);
  const [name = '*', type = '*', mode = 'A'] = operands;
  const id = parseFileid('LST', [name, type, mode], { patterns: true, anyMode: true });
  if (!id.mode.startsWith('*') && modeOf(context.cms.disks, id.mode.charAt(0)) === undefined) {
    throw fault('LST', 69, id.mode.charAt(0));
  }
  const levels = LIST_COLUMNS.map((column, i) => (chosen.has(column) ? i : -1));
  const level = Math.max(...levels) < 0 ? 2 : Math.max(...levels);
  let way: ListFrame['way'] = 'type';
  if (INTO_EXEC.some((one) => chosen.has(one))) way = 'exec';
  if (chosen.has('STACK') || chosen.has('FIFO')) way = 'fifo';
  if (chosen.has('LIFO')) way = 'lifo';
  const stem = chosen.get('STEM')?.[0];
  if (stem !== undefined) {
    way = 'stem';
    setVariable(context, `${stem}0`, '0');
  }
  const alone = operands.length < 3;
  const frame: ListFrame = {
    cursor: startList(context.cms.disks, id.name, id.type, id.mode, alone),
    level,
    form: usual ?? dateForm(chosen),
    heading: way === 'type' && (chosen.has('HEADER') || (level > 2 && !chosen.has('NOHEADER'))),
    way,
    stem,
    files: 0,
    blocks: 0,
    totals: chosen.has('TOTAL') || chosen.has('BLOCKS'),
    fileid: showFileid(id),
    behind: chosen.has('ARGS')
      ? ` ${Array.from({ length: 13 }, (_, i) => `&${i + 3}`).join(' ')}`
      : '',
  };
  if (way !== 'exec') return listStep(context, frame);
  const file = { name: 'CMS', type: 'EXEC', letter: 'A', modeNumber: 1, format: 'F' } as const;
  const output = startFileOutput(
    context,
    'LST',
    { ...file, recordLength: EXEC_RECORD },
    chosen.has('APPEND'),
  );
  if (chosen.has('TRACE')) putOutput(context, output, toEbcdicPadded('&CONTROL ALL', EXEC_RECORD));
  return listStep(context, { ...frame, output, change: output.change });
}

/** Sets a variable of the program that has called. */
function setVariable(context: StepContext, name: string, value: string): void {
  const variables = callerPool(context);
  if (variables === undefined) throw fault('LST', 686);
  const result = variables.write(name, value);
  if (result === 'bad') throw fault('LST', 29, name, 'STEM');
  if (result === 'full') throw fault('LST', 622);
}

function listStep(context: StepContext, frame: ListFrame): StepResult {
  const { output } = frame;
  // nothing of it is left when the change is given up with a frame
  const linked = output === undefined ? {} : { output, change: output.change };
  if (output !== undefined && !replaceSome(context, output)) {
    return { effect: { kind: 'work' }, frame: { ...frame, ...linked }, cost: 1500 };
  }
  const { files, done } = listSome(context.cms.disks, frame.cursor, FILES_A_STEP);
  const lines: string[] = [];
  const count = frame.files + files.length;
  const blocks = frame.blocks + files.reduce((sum, file) => sum + file.entry.dataBlocks, 0);
  if (frame.heading && frame.files === 0 && files.length > 0)
    lines.push(listHeading(frame.level, frame.form));
  let number = frame.files;
  for (const file of files) {
    const line = fileLine(file, frame.level, frame.form);
    if (output !== undefined) {
      const text = `&1 &2 ${line}${frame.behind}`;
      putOutput(context, output, toEbcdicPadded(` ${text}`.slice(0, EXEC_RECORD), EXEC_RECORD));
    } else if (frame.way === 'fifo' || frame.way === 'lifo') {
      const order = frame.way === 'fifo' ? 'FIFO' : 'LIFO';
      if (!stackLine(context.cms.stack, line, order)) throw fault('LST', 622);
    } else if (frame.stem !== undefined) setVariable(context, `${frame.stem}${++number}`, line);
    else if (!frame.totals) lines.push(line);
  }
  const cost = 50 + files.length * 2;
  if (!done) {
    const next: ListFrame = { ...frame, ...linked, files: count, blocks };
    return { effect: { kind: 'work' }, frame: next, lines, cost };
  }
  if (count === 0) throw fault('LST', 2, frame.fileid);
  if (frame.stem !== undefined) setVariable(context, `${frame.stem}0`, String(count));
  if (output !== undefined) return closeOutput(context, output, { rc: 0 });
  if (frame.totals && frame.way === 'type') lines.push(`${count} FILES ${blocks} BLOCKS`);
  return { rc: 0, lines, cost };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['stage'] === 'date-format') {
    const [word = ''] = answer.kind === 'cp' ? answer.lines : [];
    return begin(context, dateForm(new Set([word.trim()])));
  }
  for (const mode of context.cms.disks.modes) volumeOf(context.cms.disks, mode.device);
  return listStep(context, frame as ListFrame);
}

/** The LISTFILE command. */
export const listfile = fileCommand('LISTFILE', 1, 'LST', start, resume);
