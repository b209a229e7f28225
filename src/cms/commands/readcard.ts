/** READCARD: cards from the reader into files (CMS Command Reference, "READCARD"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { message } from '../messages-table.js';
import { loadStep, startLoad } from './card-loader.js';
import { LINE } from './kept-file.js';
import type { LoadFrame, LoadRequest } from './load-frame.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { parseFileid, splitOperands } from './operands.js';
import { chooseAny, startChoose, type ChooseFrame } from './reader-file.js';

function request(context: StepContext): Omit<LoadRequest, 'cards' | 'kept'> {
  const { operands, options } = splitOperands(context.tokens);
  if (options[0] !== undefined) throw fault('RDC', 3, options[0]);
  if (operands.length > 3) throw fault('RDC', 70, operands[3]!);
  const [first] = operands;
  if (first === undefined) throw fault('RDC', 42);
  const any = first === '*';
  const words = any ? ['A', 'A', operands[2] ?? 'A'] : operands;
  const id = parseFileid('RDC', words, { filemode: 'A' });
  const number = id.mode.charAt(1);
  return {
    module: 'RDC',
    letter: id.mode.charAt(0),
    modeNumber: number === '' ? undefined : Number(number),
    name: any ? undefined : id.name,
    type: any ? undefined : id.type,
    otherwise: any ? { name: 'READCARD', type: 'CMSUT1' } : undefined,
    replace: true,
    oldDate: true,
    only: 'cards',
    report: false,
    from: undefined,
  };
}

function start(context: StepContext): StepResult {
  writableVolume(context, 'RDC', request(context).letter);
  return startChoose('RDC', undefined);
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose === undefined) return loadStep(frame as LoadFrame, answer, context);
  const step = chooseAny(choose, answer);
  if ('result' in step) return step.result;
  const { records: cards, kept } = step.file;
  const result = startLoad(context, { ...request(context), cards, kept });
  return { ...result, lines: [message('RDC', 738, kept === undefined ? 80 : LINE)] };
}

/** The READCARD command. */
export const readcard = fileCommand('READCARD', 4, 'RDC', start, resume);
