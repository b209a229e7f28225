/**
 * RECEIVE: takes a file out of the reader, whether it came as NETDATA, DISK DUMP, PUNCH or plain cards (CMS
 * Command Reference, "RECEIVE").
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { loadStep, startLoad, type LoadFrame } from './card-loader.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { conflict, optionRules, parseFileid, parseOptions, splitOperands } from './operands.js';
import { chooseStep, startChoose, type ChooseFrame, type ReaderFile } from './reader-file.js';

const OPTIONS = optionRules(
  'REPlace',
  'OLDDate',
  'NEWDate',
  'LOg',
  'NOLog',
  'NOPrompt',
  'FULLPrompt',
  'MINPrompt',
);

interface Request {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly mode: string;
  readonly replace: boolean;
  readonly oldDate: boolean;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('REC', OPTIONS, options);
  conflict('REC', chosen, 'OLDDATE', 'NEWDATE');
  conflict('REC', chosen, 'LOG', 'NOLOG');
  const [id, name = '=', type = '=', mode = 'A', extra] = operands;
  if (extra !== undefined) throw fault('REC', 70, extra);
  parseFileid('REC', [name === '=' ? 'A' : name, type === '=' ? 'A' : type, mode], {});
  return {
    id: id === '-' ? undefined : id,
    name: name === '=' ? undefined : name,
    type: type === '=' ? undefined : type,
    mode,
    replace: chosen.has('REPLACE'),
    oldDate: !chosen.has('NEWDATE'),
  };
}

function start(context: StepContext): StepResult {
  const request = parse(context);
  writableVolume(context, 'REC', request.mode.charAt(0));
  return startChoose('REC', request.id);
}

function load(context: StepContext, file: ReaderFile): StepResult {
  const request = parse(context);
  const number = request.mode.charAt(1);
  return startLoad(context, {
    module: 'REC',
    letter: request.mode.charAt(0),
    modeNumber: number === '' ? undefined : Number(number),
    name: request.name,
    type: request.type,
    otherwise: file.name === '' ? undefined : { name: file.name, type: file.type || 'DATA' },
    replace: request.replace,
    oldDate: request.oldDate,
    only: undefined,
    report: true,
    cards: file.records,
    from: `${file.origin} at ${context.node}`,
  });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose === undefined) return loadStep(frame as LoadFrame, answer, context);
  const step = chooseStep(choose, answer);
  return 'result' in step ? step.result : load(context, step.file);
}

/** The RECEIVE command. */
export const receive = fileCommand('RECEIVE', 7, 'REC', start, resume);
