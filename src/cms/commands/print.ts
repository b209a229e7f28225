/** PRINT: a file to the virtual printer (CMS Command Reference, "PRINT"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from './command-fault.js';
import { conflict, optionRules, parseOptions, positive, splitOperands } from './operands.js';
import { inputFile } from './punch.js';
import { outputStep, PRINTER, startOutput, type OutputFrame } from './record-output.js';

const OPTIONS = optionRules('CC', 'NOCC', 'UPcase', 'LInecoun=1');
const PAPER = 132;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('PRT', OPTIONS, options);
  conflict('PRT', chosen, 'CC', 'NOCC');
  const file = inputFile(context, 'PRT', operands);
  const { entry } = file;
  const control = chosen.has('CC') || (entry.type === 'LISTING' && !chosen.has('NOCC'));
  if (entry.recordLength > PAPER + Number(control)) throw fault('PRT', 44);
  const count = chosen.get('LINECOUN')?.[0];
  return startOutput(context, file, {
    module: 'PRT',
    device: PRINTER,
    form: 'print',
    style: {
      control,
      upper: chosen.has('UPCASE'),
      linesOnPage: count === undefined ? 55 : positive('PRT', 'LINECOUN', count, 144),
    },
    header: undefined,
    close: `CLOSE 00E NAME ${entry.name} ${entry.type}`,
    closeShown: true,
    done: [],
    refused: undefined,
  });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  return outputStep(frame as OutputFrame, answer, context);
}

/** The PRINT command. */
export const print = fileCommand('PRINT', 2, 'PRT', start, resume);
