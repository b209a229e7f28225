/** DISK DUMP and DISK LOAD: a file with all its attributes as cards (CMS Command Reference, "DISK"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { loadStep, startLoad } from './card-loader.js';
import type { LoadFrame } from './load-frame.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { conflict, optionRules, parseOptions, splitOperands } from './operands.js';
import { inputFile } from './punch.js';
import { chooseAny, startChoose, type ChooseFrame, type ReaderFile } from './reader-file.js';
import { outputStep, PUNCH, startOutput, type OutputFrame } from './record-output.js';

/** The options of DISK LOAD (z/VM: CMS Commands and Utilities Reference, "DISK"). */
export const DISK_OPTIONS = optionRules('REPlace', 'NOREPlac');

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  conflict('DSK', parseOptions('DSK', DISK_OPTIONS, options), 'REPLACE', 'NOREPLAC');
  const [what, ...rest] = operands;
  if (what === undefined) throw fault('DSK', 47);
  if (what === 'DUMP') {
    const file = inputFile(context, 'DSK', rest);
    return startOutput(context, file, {
      module: 'DSK',
      device: PUNCH,
      form: 'dump',
      style: undefined,
      close: `CLOSE 00D NAME ${file.entry.name} ${file.entry.type}`,
      closeShown: true,
      done: [],
      refused: undefined,
    });
  }
  if (what !== 'LOAD') throw fault('DSK', 14, what);
  if (rest[0] !== undefined) throw fault('DSK', 70, rest[0]);
  writableVolume(context, 'DSK', 'A');
  return startChoose('DSK', undefined);
}

function load(context: StepContext, { records: cards, kept }: ReaderFile): StepResult {
  const { options } = splitOperands(context.tokens);
  const replace = !parseOptions('DSK', DISK_OPTIONS, options).has('NOREPLAC');
  return startLoad(context, {
    module: 'DSK',
    letter: 'A',
    modeNumber: undefined,
    name: undefined,
    type: undefined,
    otherwise: undefined,
    replace,
    oldDate: true,
    only: 'disk',
    report: true,
    cards,
    kept,
    from: undefined,
  });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose !== undefined) {
    const step = chooseAny(choose, answer);
    return 'result' in step ? step.result : load(context, step.file);
  }
  return 'intake' in frame
    ? loadStep(frame as LoadFrame, answer, context)
    : outputStep(frame as OutputFrame, answer, context);
}

/** The DISK command. */
export const disk = fileCommand('DISK', 4, 'DSK', start, resume);
