/** The options at the end of TRACE and PER: where the lines go, whether the machine goes on, how often. */
import type { NewTrap } from '../../trace/trace-edit.js';
import type { TrapOutput } from '../../trace/trace-state.js';
import type { CommandContext, Operands } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates, decimalOf } from '../operands.js';

/** What the options say. */
export interface TrapOptions extends Pick<
  NewTrap,
  'output' | 'run' | 'commands' | 'skip' | 'pass' | 'stop' | 'step'
> {
  readonly id?: string;
  readonly off: boolean;
}

/** The largest number of SKIP, PASS, STOP and STEP. */
const COUNT_LIMIT = 99_999;

/** What has been read so far. */
interface Read {
  terminal: boolean | undefined;
  printer: boolean | undefined;
  table: boolean;
  run: boolean | undefined;
  commands: string[];
  counts: Record<'skip' | 'pass' | 'stop' | 'step', number>;
  id: string | undefined;
  off: boolean;
}

/** Words that stand alone. */
const SWITCHES: readonly (readonly [name: string, minimum: number, set: (read: Read) => void])[] = [
  ['TERMINAL', 4, (read) => (read.terminal = true)],
  ['NOTERMINAL', 6, (read) => (read.terminal = false)],
  ['PRT', 3, (read) => (read.printer = true)],
  ['PRINTER', 2, (read) => (read.printer = true)],
  ['NOPRT', 5, (read) => (read.printer = false)],
  ['NOPRINTER', 4, (read) => (read.printer = false)],
  ['BOTH', 4, (read) => (read.terminal = read.printer = true)],
  ['TABLE', 3, (read) => (read.table = true)],
  ['RUN', 2, (read) => (read.run = true)],
  ['NORUN', 5, (read) => (read.run = false)],
  ['SIM', 3, () => undefined],
  ['OFF', 3, (read) => (read.off = true)],
];
const COUNTS = ['skip', 'pass', 'stop', 'step'] as const;
const MINIMA = { skip: 2, pass: 2, stop: 4, step: 3 } as const;

/**
 * Reads options from word `from` on.
 * @returns what they say, or the return code of a message
 */
export function trapOptions(
  context: CommandContext,
  module: string,
  operands: Operands,
  from: number,
): TrapOptions | number {
  const { words } = operands;
  const read: Read = {
    terminal: undefined,
    printer: undefined,
    table: false,
    run: undefined,
    commands: [],
    counts: { skip: 0, pass: 0, stop: 0, step: 0 },
    id: undefined,
    off: false,
  };
  for (let n = from; n < words.length; n++) {
    const word = words[n]!;
    if (abbreviates(word, 'CMD', 2)) {
      read.commands = commandList(operands.from(n + 1));
      if (read.commands.length === 0) return say(context, module, 26);
      break;
    }
    const count = COUNTS.find((name) => abbreviates(word, name.toUpperCase(), MINIMA[name]));
    if (count !== undefined) {
      const value = decimalOf(words[++n], 0, COUNT_LIMIT);
      if (value === undefined) return say(context, module, 2, words[n] ?? word);
      read.counts[count] = value;
      continue;
    }
    if (abbreviates(word, 'IDENTIFIER', 2)) {
      const id = words[++n];
      if (id === undefined || !/^[A-Z0-9]{1,4}$/.test(id))
        return say(context, module, 2, id ?? word);
      read.id = id;
      continue;
    }
    const found = SWITCHES.find(([name, minimum]) => abbreviates(word, name, minimum));
    if (found === undefined) return say(context, module, 3, word);
    found[2](read);
  }
  return settled(context, module, read);
}

function settled(context: CommandContext, module: string, read: Read): TrapOptions | number {
  const { terminal, printer, table, run, commands, counts, id, off } = read;
  const output = outputOf(terminal, printer, table);
  if (output === undefined) return say(context, module, 13, 'NOTERMINAL');
  // nobody looks at a printer or at the table: the machine goes on unless told otherwise
  const onward = run ?? (output === 'PRT' || output === 'TABLE');
  if (run === true && (counts.step > 0 || counts.stop > 0)) return say(context, module, 13, 'RUN');
  // STEP also says where the first stop is
  const stop = counts.stop > 0 ? counts.stop : counts.step;
  return {
    output,
    run: onward && stop === 0,
    commands,
    ...counts,
    stop,
    off,
    ...(id === undefined ? {} : { id }),
  };
}

function outputOf(
  terminal: boolean | undefined,
  printer: boolean | undefined,
  table: boolean,
): TrapOutput | undefined {
  if (table) return 'TABLE';
  if (printer === true) return terminal === true ? 'BOTH' : 'PRT';
  return terminal === false ? undefined : 'TERM';
}

/** The commands behind CMD: the rest of the line, several with `;` between, in quotation marks or not. */
function commandList(text: string): string[] {
  const bare = /^(["'])(.*)\1$/.exec(text.trim())?.[2] ?? text;
  return bare
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
