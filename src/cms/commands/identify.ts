/** IDENTIFY: who and where this is, and what time it is (z/VM: CMS Commands and Utilities Reference, "IDENTIFY"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { stackLine } from '../program-stack.js';
import { fault, fileCommand } from './command-fault.js';
import { DATE_OPTIONS, dateForm, listDate, type DateForm } from './list-line.js';
import { conflict, optionRules, parseOptions, splitOperands } from './operands.js';

const OPTIONS = optionRules(
  'STack',
  'FIFO',
  'LIFO',
  'TYPE',
  'SHORTdate',
  'FULLdate',
  'ISOdate',
  'VMDate',
);
/** The machine that passes files on to other systems. */
const RSCS = 'RSCS';

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  if (operands[0] !== undefined) throw fault('IDE', 70, operands[0]);
  const chosen = parseOptions('IDE', OPTIONS, options);
  conflict('IDE', chosen, ...DATE_OPTIONS);
  conflict('IDE', chosen, 'FIFO', 'LIFO');
  // `STACK LIFO` is the same as LIFO
  const order = chosen.has('LIFO') ? 'LIFO' : 'FIFO';
  const stacked = chosen.has('STACK') || chosen.has('FIFO') || chosen.has('LIFO');
  const effect = { kind: 'cp', command: 'QUERY TIME', buffered: true } as const;
  return { effect, frame: { order: stacked ? order : '', form: dateForm(chosen) } };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const line = answer.kind === 'cp' ? (answer.lines[0] ?? '') : '';
  const [, zone = '', weekday = ''] = /\d\d:\d\d:\d\d +(\S+) +(\S+DAY)/.exec(line) ?? [];
  const { hour, minute, second } = context.now;
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = listDate(context.now, frame['form'] as DateForm).replace(/^ /, '0');
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  const text =
    `${context.userid.padEnd(8)} AT ${context.node.padEnd(8)} VIA ${RSCS.padEnd(8)} ` +
    `${date} ${time} ${zone.padEnd(6)} ${weekday}`;
  const order = frame['order'];
  if (order !== 'FIFO' && order !== 'LIFO') return { rc: 0, lines: [text.trimEnd()] };
  return stackLine(context.cms.stack, text.trimEnd(), order)
    ? { rc: 0 }
    : { rc: 41, lines: fault('IDE', 622).lines };
}

/** The IDENTIFY command. */
export const identify = fileCommand('IDENTIFY', 2, 'IDE', start, resume);
