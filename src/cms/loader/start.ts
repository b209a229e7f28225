/** START: runs what was loaded (CMS Command Reference, "START"). */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { NUCON, USER_KEY } from '../nucleus/layout.js';
import { currentSave, listArea, readSave } from '../nucleus/save-areas.js';
import { completeProgram } from './complete-program.js';
import { entryPoint } from './loader-state.js';
import { setProgram } from './program-area.js';

const MODULE = 'LIO';
/** High bytes of register 1 with which there is an extended list. */
const EXTENDED: readonly number[] = [0x01, 0x03, 0x0b];

function begin(context: StepContext): StepResult {
  const n = (context as FrameContext).nucleus;
  const { loader } = context.cms;
  const operand = context.tokens[1] ?? '*';
  const named = operand !== '*' && operand !== '(';
  const given = context.fetch(NUCON.strtaddr, 4);
  const known = given === undefined ? 0 : new DataView(given.buffer).getInt32(0) & 0xffffff;
  let address = named ? loader.names.get(operand)?.address : (entryPoint(loader) ?? known);
  if (named && address === undefined) throw fault(MODULE, 21, operand);
  if (address === undefined || address === 0) throw fault(MODULE, 55);
  address &= 0xffffff;
  const output = { map: [], lines: [], rc: 0 };
  completeProgram(n, loader, output);
  if (loader.first !== undefined) {
    const start = n.machine.word(NUCON.strtaddr) ?? 0;
    setProgram(n, loader);
    if (entryPoint(loader) === undefined) n.machine.setWord(NUCON.strtaddr, start);
  }
  const { tokens } = context;
  const no = tokens.at(-1) === ')' ? tokens.slice(-3) : tokens.slice(-2);
  if (no[0] === '(' && no[1] === 'NO' && tokens.indexOf('(') <= 2) return { rc: 0 };
  return {
    lines: [message(MODULE, 740)],
    effect: { kind: 'call', address, registers: parameters(context), key: USER_KEY },
    frame: {},
  };
}

/** The program's list begins at the entry point; the extended one as well. */
function parameters(context: StepContext): Record<number, number> {
  const n = (context as FrameContext).nucleus;
  const save = readSave(n, currentSave(n));
  const list = save?.registers[1];
  if (save === undefined || list === undefined || context.tokens.length < 2) return {};
  const [flag, at] = [list >>> 24, list & 0xffffff];
  const registers: Record<number, number> = { 1: (flag << 24) | (at + 8) };
  if (!EXTENDED.includes(flag)) return registers;
  const old = save.registers[0]! & 0xffffff;
  const [begin, end] = [n.machine.word(old + 4), n.machine.word(old + 8)];
  if (begin === undefined || end === undefined || end < begin || end - begin > 4096) {
    return registers;
  }
  const text = n.machine.fetch(begin & 0xffffff, end - begin);
  if (text === undefined) return registers;
  const skip = (from: number, blank: boolean): number => {
    let i = from;
    while (i < text.length && (text[i] === 0x40) === blank) i++;
    return i;
  };
  const word = skip(0, true);
  const area = listArea(save.address).extended;
  [begin + word, begin + skip(skip(word, false), true), end, 0].forEach((value, i) => {
    n.machine.setWord(area + i * 4, value);
  });
  return { ...registers, 0: area };
}

/** The START command. */
export const start: Command = fileCommand(
  'START',
  3,
  MODULE,
  begin,
  (_frame: Frame, answer: Answer) => ({ rc: answer.kind === 'rc' ? answer.rc : 256 }),
);
