/** PRINT: a file to the virtual printer (CMS Command Reference, "PRINT"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import type { FoundFile } from '../files/disk-state.js';
import { fault, fileCommand } from './command-fault.js';
import { someParts, startParts, type LibraryPart, type PartsReading } from './library-parts.js';
import { conflict, optionRules, parseOptions, positive, splitOperands } from './operands.js';
import { PAPER, type PrintStyle } from './printed-record.js';
import { inputFile } from './punch.js';
import { outputStep, PRINTER, startOutput, type OutputFrame } from './record-output.js';

const OPTIONS = optionRules(
  'CC',
  'NOCC',
  'UPcase',
  'LInecoun=1',
  'HEX',
  'MEMber=1',
  'TRC',
  'NOTRC',
  'OVersize',
  'TItle',
  'NOTItle',
  'HEADer',
);
const USUAL_LINES = 55;
const MOST_LINES = 144;

type Request = {
  readonly file: FoundFile;
  readonly style: PrintStyle;
  readonly member: string | undefined;
};

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('PRT', OPTIONS, options);
  conflict('PRT', chosen, 'CC', 'NOCC');
  conflict('PRT', chosen, 'CC', 'HEX');
  conflict('PRT', chosen, 'TRC', 'NOTRC');
  conflict('PRT', chosen, 'TRC', 'HEX');
  conflict('PRT', chosen, 'TITLE', 'NOTITLE');
  conflict('PRT', chosen, 'TITLE', 'CC');
  const file = inputFile(context, 'PRT', operands);
  const { entry } = file;
  const hex = chosen.has('HEX');
  const sets = chosen.has('TRC');
  const listing = ['LISTING', 'LISTCPDS', 'LIST3800'].includes(entry.type);
  const control = chosen.has('CC') || (listing && !chosen.has('NOCC') && !hex);
  const header = chosen.has('HEADER');
  // the header belongs to CC, which holds for listings without being said
  if (header && !control) throw fault('PRT', 66, 'HEADER', hex ? 'HEX' : 'NOCC');
  const longest = PAPER + Number(control) + Number(sets);
  if (entry.recordLength > longest && !hex && !chosen.has('OVERSIZE')) throw fault('PRT', 44);
  const count = chosen.get('LINECOUN')?.[0];
  const lines = count === undefined ? USUAL_LINES : /^0+$/.test(count) ? 0 : undefined;
  const heading = `FILE: ${entry.name.padEnd(8)} ${entry.type.padEnd(8)} ${file.mode.letter}${entry.modeNumber}`;
  const title = `${heading.padEnd(48)}VM/TS CONVERSATIONAL MONITOR SYSTEM`;
  return {
    file,
    style: {
      control,
      upper: chosen.has('UPCASE'),
      linesOnPage: lines ?? positive('PRT', 'LINECOUN', count!, MOST_LINES),
      ...{ hex, sets },
      heading: chosen.has('TITLE') ? title : undefined,
      header: header ? title : undefined,
    },
    member: chosen.get('MEMBER')?.[0],
  };
}

function start(context: StepContext): StepResult {
  const request = parse(context);
  const { file, member } = request;
  if (member === undefined) return begin(context, request);
  return look(context, startParts(context, 'PRT', file, member));
}

/** Looks for the members, then prints them. */
function look(context: StepContext, reading: PartsReading): StepResult {
  const parts = someParts(context, reading);
  if (parts !== undefined) return begin(context, parse(context), parts);
  return { effect: { kind: 'work' }, frame: { parts: reading }, cost: 500 };
}

function begin(
  context: StepContext,
  { file, style }: Request,
  parts?: readonly LibraryPart[],
): StepResult {
  return startOutput(context, file, {
    module: 'PRT',
    device: PRINTER,
    form: 'print',
    style,
    ...(parts === undefined ? {} : { parts }),
    close: `CLOSE 00E NAME ${file.entry.name} ${file.entry.type}`,
    closeShown: true,
    done: [],
    refused: undefined,
  });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if ('parts' in frame) return look(context, frame['parts'] as PartsReading);
  return outputStep(frame as OutputFrame, answer, context);
}

/** The PRINT command. */
export const print = fileCommand('PRINT', 2, 'PRT', start, resume);
