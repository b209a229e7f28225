/** STATE, STATEW, ESTATE and ESTATEW: whether a file is there (CMS Command Reference, "ESTATE"). */
import { encodeStatusTable, quietForPrograms } from '../functions/status-table.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { listSome, modeOf, startList, type ListCursor } from '../files/disk-state.js';
import { fault, fileCommand } from './command-fault.js';
import { parseFileid, showFileid, splitOperands, type Operands } from './operands.js';

/** Files of the directory looked at in one step. */
const FILES_A_STEP = 500;

/** The fileid: the list of a program ends behind its two bytes of filemode, with or without a fence. */
function fileOfList(context: StepContext): Operands {
  if (context.caller !== 'program') return splitOperands(context.tokens);
  const [, name, type, mode = ''] = context.tokens;
  if (name === undefined || type === undefined)
    return { operands: context.tokens.slice(1), options: [] };
  return { operands: [name, type, mode.slice(0, 2).trimEnd() || '*'], options: [] };
}

function state(writable: boolean): (context: StepContext) => StepResult {
  return (context) => {
    const { operands, options } = fileOfList(context);
    if (options[0] !== undefined) throw fault('STT', 3, options[0]);
    if (operands.length > 3) throw fault('STT', 70, operands[3]!);
    if (operands[1] === undefined) throw fault('STT', 54);
    const [name = '*', type = '*', mode = '*'] = operands;
    // here an asterisk alone stands for any name, other patterns are not allowed
    const part = (word: string): string => (word === '*' ? 'A' : word);
    parseFileid('STT', [part(name), part(type), mode], { anyMode: true });
    const id = { name, type, mode };
    const letter = mode.charAt(0);
    const disks = context.cms.disks;
    if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('STT', 69, letter);
    const cursor = startList(disks, name, type, mode);
    return look(context, { cursor, writable, shown: showFileid(id) });
  };
}

/** The search under way; plain data. */
type LookFrame = {
  readonly cursor: ListCursor;
  readonly writable: boolean;
  readonly shown: string;
};

function look(context: StepContext, frame: LookFrame): StepResult {
  const { files, done } = listSome(context.cms.disks, frame.cursor, FILES_A_STEP);
  const file = files.find((one) => !frame.writable || !one.mode.readOnly);
  if (file !== undefined) {
    return context.caller === 'program' ? encodeStatusTable(context, file) : { rc: 0 };
  }
  if (done) throw fault('STT', 2, frame.shown);
  return { effect: { kind: 'work' }, frame, cost: 400 };
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  return look(context, frame as LookFrame);
}

/** The four commands. */
export const stateCommands: readonly Command[] = [
  quietForPrograms(fileCommand('STATE', 5, 'STT', state(false), resume)),
  quietForPrograms(fileCommand('STATEW', 6, 'STT', state(true), resume)),
  quietForPrograms(fileCommand('ESTATE', 6, 'STT', state(false), resume)),
  quietForPrograms(fileCommand('ESTATEW', 7, 'STT', state(true), resume)),
];
