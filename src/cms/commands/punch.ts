/** PUNCH: a file to the virtual punch (CMS Command Reference, "PUNCH"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile, modeOf, type FoundFile } from '../files/disk-state.js';
import { fault, fileCommand } from './command-fault.js';
import { someParts, startParts, type LibraryPart, type PartsReading } from './library-parts.js';
import { shortDate } from './list-line.js';
import {
  conflict,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';
import { outputStep, PUNCH, startOutput, type OutputFrame } from './record-output.js';

const OPTIONS = optionRules('Header', 'NOHeader', 'MEMber=1');

/** A file that a command reads, by the operands given; a fault when it is not there. */
export function inputFile(
  context: StepContext,
  module: string,
  operands: readonly string[],
): FoundFile {
  if (operands.length > 3) throw fault(module, 70, operands[3]!);
  const id = parseFileid(module, operands, { filemode: '*', anyMode: true });
  const letter = id.mode.charAt(0);
  const disks = context.cms.disks;
  if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault(module, 69, letter);
  const file = findFile(disks, id.name, id.type, id.mode);
  if (file === undefined) throw fault(module, 2, showFileid(id));
  return file;
}

/** The :READ card in front of a punched file. */
export function headerCard(
  file: FoundFile,
  name: string = file.entry.name,
  type: string = file.entry.type,
): Uint8Array {
  const { entry, mode, volume } = file;
  const two = (n: number): string => String(n).padStart(2, '0');
  const { hour, minute, second } = entry.written;
  const text =
    `:READ  ${name.padEnd(8)} ${type.padEnd(8)} ${mode.letter}${entry.modeNumber} ` +
    `${volume.label.padEnd(6)} ${shortDate(entry.written)} ${two(hour)}:${two(minute)}:${two(second)}`;
  return toEbcdic(text.padEnd(80).slice(0, 80));
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('PUN', OPTIONS, options);
  conflict('PUN', chosen, 'HEADER', 'NOHEADER');
  const file = inputFile(context, 'PUN', operands);
  if (file.entry.recordLength > 80) throw fault('PUN', 44);
  const member = chosen.get('MEMBER')?.[0];
  if (member !== undefined) return look(context, startParts(context, 'PUN', file, member));
  return begin(context, file, [{ name: file.entry.name, from: 1, to: file.entry.records }]);
}

/** Looks for the members of a library, then punches them. */
function look(context: StepContext, reading: PartsReading): StepResult {
  const parts = someParts(context, reading);
  if (parts === undefined) {
    return { effect: { kind: 'work' }, frame: { parts: reading }, cost: 500 };
  }
  const file = inputFile(context, 'PUN', splitOperands(context.tokens).operands);
  return begin(context, file, parts, file.entry.type === 'TXTLIB' ? 'TEXT' : 'MEMBER');
}

/** Punches parts of a file, each behind a :READ card of its own where that is wanted. */
function begin(
  context: StepContext,
  file: FoundFile,
  parts: readonly LibraryPart[],
  type = file.entry.type,
): StepResult {
  const { options } = splitOperands(context.tokens);
  const headers = !parseOptions('PUN', OPTIONS, options).has('NOHEADER');
  return startOutput(context, file, {
    module: 'PUN',
    device: PUNCH,
    form: 'cards',
    style: undefined,
    parts: parts.map(({ name, from, to }) => ({
      ...{ from, to },
      ...(headers ? { header: headerCard(file, name, type) } : {}),
    })),
    close: `CLOSE 00D NAME ${file.entry.name} ${file.entry.type}`,
    closeShown: true,
    done: [],
    refused: undefined,
  });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if ('parts' in frame) return look(context, frame['parts'] as PartsReading);
  return outputStep(frame as OutputFrame, answer, context);
}

/** The PUNCH command. */
export const punch = fileCommand('PUNCH', 2, 'PUN', start, resume);
