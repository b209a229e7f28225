/** What UPDATE is asked to do: files and options (CMS Command Reference, "UPDATE"). */
import type { StepContext } from '../command.js';
import { modeOf, type FoundFile } from '../files/disk-state.js';
import type { SequenceRule } from '../update/apply.js';
import { cardFile, updateFault } from '../update/card-file.js';
import { fault, writableVolume } from './command-fault.js';
import { conflict, optionRules, parseFileid, parseOptions, splitOperands } from './operands.js';

/** Files and options. */
export interface UpdateRequest {
  readonly source: FoundFile;
  /** The update file, or the control file with `control`. */
  readonly second: FoundFile;
  /** The disk that is written to. */
  readonly letter: string;
  readonly rule: SequenceRule;
  readonly control: boolean;
  readonly replace: boolean;
  readonly stack: boolean;
  readonly terminal: boolean;
  readonly print: boolean;
}

const PAIRS = [
  ['REP', 'NOREP'],
  ['SEQ8', 'NOSEQ8'],
  ['INC', 'NOINC'],
  ['CTL', 'NOCTL'],
  ['STK', 'NOSTK'],
  ['TERM', 'NOTERM'],
  ['DISK', 'PRINT'],
  ['STOR', 'NOSTOR'],
] as const;

function mustBeThere(context: StepContext, words: readonly string[]): FoundFile {
  const id = parseFileid('UPD', words, { anyMode: true });
  if (id.mode !== '*' && modeOf(context.cms.disks, id.mode.charAt(0)) === undefined) {
    throw fault('UPD', 69, id.mode.charAt(0));
  }
  const found = cardFile(context, 'UPD', id.name, id.type, id.mode);
  if (found === undefined) throw fault('UPD', 2, `${id.name} ${id.type} ${id.mode}`);
  return found;
}

/** The disk of the source, its parent, or A. */
function outputLetter(context: StepContext, source: FoundFile): string {
  const { disks } = context.cms;
  const { letter, parent } = source.mode;
  const there = [letter, parent].find(
    (one) => one !== undefined && modeOf(disks, one)?.readOnly === false,
  );
  if (there === undefined) writableVolume(context, 'UPD', 'A');
  return there ?? 'A';
}

/** Reads the command line. */
export function updateRequest(context: StepContext): UpdateRequest {
  const { operands, options } = splitOperands(context.tokens);
  const [fn1, ft1 = 'ASSEMBLE', fm1 = 'A', fn2 = fn1, ft2, fm2 = 'A', extra] = operands;
  if (fn1 === undefined) throw fault('UPD', 1);
  if (extra !== undefined) throw fault('UPD', 70, extra);
  const chosen = parseOptions('UPD', optionRules(...PAIRS.flat()), options);
  for (const pair of PAIRS) conflict('UPD', chosen, ...pair);
  conflict('UPD', chosen, 'CTL', 'NOINC');
  const control = chosen.has('CTL');
  if (chosen.has('STK') && !control) throw updateFault('UPD', 187);
  const source = mustBeThere(context, [fn1, ft1, fm1]);
  const second = mustBeThere(context, [fn2!, ft2 ?? (control ? 'CNTRL' : 'UPDATE'), fm2]);
  return {
    ...{ source, second, control, letter: outputLetter(context, source) },
    rule: {
      digits: chosen.has('NOSEQ8') ? 5 : 8,
      label: fn1.slice(0, 3),
      keep: control || chosen.has('INC'),
    },
    replace: chosen.has('REP'),
    stack: chosen.has('STK'),
    terminal: !chosen.has('NOTERM'),
    print: chosen.has('PRINT'),
  };
}
