/** SVCTRACE, and the routine that prints what was traced behind each command. */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import type { FrameContext } from '../nucleus/context.js';

const MODULE = 'OVR';
const PRINTER = 0x00e;
const PRINT_SPACE = 0x09;
const LINES_A_STEP = 40;

function start(context: StepContext): StepResult {
  const [, word, extra] = context.tokens;
  const { svcTrace } = (context as FrameContext).nucleus.state;
  if (word === undefined) throw fault(MODULE, 47);
  if (word !== 'ON' && word !== 'OFF') throw fault(MODULE, 14, word);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  Object.assign(svcTrace, { on: word === 'ON', suspended: false });
  if (word === 'ON') return { rc: 0 };
  return { effect: { kind: 'cp', command: 'CLOSE 00E', buffered: true }, frame: {} };
}

/** The SVCTRACE command. */
export const svctrace: Command = fileCommand('SVCTRACE', 4, MODULE, start, () => ({ rc: 0 }));

function printSome(context: StepContext): StepResult {
  const { svcTrace } = (context as FrameContext).nucleus.state;
  const lines = svcTrace.lines.splice(0, LINES_A_STEP);
  if (lines.length < LINES_A_STEP && svcTrace.lost > 0) {
    lines.push(`${String(svcTrace.lost)} LINES LOST`);
    svcTrace.lost = 0;
  }
  if (lines.length === 0) return { rc: 0 };
  const records = lines.map((line) => ({ command: PRINT_SPACE, data: toEbcdic(line) }));
  return { effect: { kind: 'write-records', device: PRINTER, records }, frame: {}, cost: 200 };
}

/** Prints what was traced. */
export const svcTracePrinter: Command = {
  name: '*SVCTRC',
  minimum: 7,
  start: printSome,
  resume(_frame, answer, context): StepResult {
    if (answer.kind !== 'written' || answer.result === 'ok') return printSome(context);
    // without a printer nothing is kept
    const { svcTrace } = (context as FrameContext).nucleus.state;
    Object.assign(svcTrace, { lines: [], lost: 0 });
    return { rc: 100 };
  },
};
