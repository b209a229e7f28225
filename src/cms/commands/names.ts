/**
 * NAMES: a panel on which the entries of the file `userid NAMES` are looked at and changed (CMS Command Reference,
 * "NAMES"). The file is written whole, at once or not at all.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { findFile } from '../files/disk-state.js';
import type { FileOutput } from '../files/file-output.js';
import { giveBack } from '../files/volume.js';
import {
  entryOf,
  namesEntries,
  readNames,
  startNames,
  type NamesEntry,
  type NamesReading,
} from '../mail/names-file.js';
import { COMMAND, entryLines, namesPanel, panelValues } from '../mail/names-panel.js';
import { paintPanel, readPanel, type PanelValues } from '../mail/panel.js';
import { ERASE_WRITE } from '../xedit/full-screen.js';
import { searchedLine } from '../exec/searched-line.js';
import { fault, faultOf, fileCommand } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import { optionRules, parseFileid, parseOptions, splitOperands } from './operands.js';

type NamesFrame = {
  stage: 'names' | 'shown' | 'read' | 'help' | 'typed' | 'implied' | 'writing' | 'written';
  /** The file: filename of `fn NAMES`. */
  name: string;
  /** The last command of the command line. */
  typed: string;
  reading?: NamesReading;
  lines: readonly string[];
  /** Those of the file on the disk while others are written. */
  before: readonly string[];
  values: PanelValues;
  message: string;
  cursor: string;
  /** Line of the `:nick.` of the entry on the panel; 0: none. */
  line: number;
  output?: FileOutput | undefined;
  /** Lines written. */
  written: number;
  /** What is said when the file is durable. */
  saying: string;
};

const OPTIONS = optionRules('FILe=1');
/** Lines written in a step. */
const LINES_A_STEP = 200;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const name = parseOptions('NAM', OPTIONS, options).get('FILE')?.[0] ?? context.userid;
  parseFileid('NAM', [name, 'NAMES', 'A'], {});
  if (operands.length > 1) throw fault('NAM', 70, operands[1]!);
  if (context.display === undefined) throw fault('NAM', 127, 'NAMES');
  const frame: NamesFrame = {
    stage: 'names',
    name,
    typed: '',
    reading: startNames(context, 'NAM', name),
    lines: [],
    before: [],
    values: {},
    message: '',
    cursor: 'NICK',
    line: 0,
    written: 0,
    saying: '',
  };
  return { effect: { kind: 'work' }, frame };
}

function show(frame: NamesFrame): StepResult {
  const panel = namesPanel(`${frame.name} NAMES A0`, frame.message);
  const stream = paintPanel(panel, frame.values, frame.cursor);
  frame.stage = 'shown';
  return {
    effect: { kind: 'display-write', command: ERASE_WRITE, stream },
    frame,
    cost: 300,
  };
}

function say(frame: NamesFrame, message: string, cursor = 'NICK') {
  frame.message = message;
  frame.cursor = cursor;
  return show(frame);
}

function showEntry(frame: NamesFrame, entry: NamesEntry, message: string) {
  frame.values = panelValues(entry);
  frame.line = entry.line;
  return say(frame, message);
}

/** Lines of the file that an entry takes: from its `:nick.` to the next. */
function rangeOf(frame: NamesFrame, entry: NamesEntry): readonly [number, number] {
  const next = namesEntries(frame.lines).find(({ line }) => line > entry.line);
  return [entry.line - 1, next === undefined ? frame.lines.length : next.line - 1];
}

/** Writes the file with other lines. */
function write(
  context: StepContext,
  frame: NamesFrame,
  lines: readonly string[],
  saying: string,
): StepResult {
  const old = findFile(context.cms.disks, frame.name, 'NAMES');
  frame.output = startFileOutput(context, 'NAM', {
    name: frame.name,
    type: 'NAMES',
    letter: old?.mode.letter ?? 'A',
    modeNumber: old?.entry.modeNumber ?? 0,
    format: 'V',
    recordLength: 1,
  });
  frame.before = frame.lines;
  frame.lines = lines;
  frame.written = 0;
  frame.saying = saying;
  frame.stage = 'writing';
  return { effect: { kind: 'work' }, frame };
}

function writeOn(context: StepContext, frame: NamesFrame): StepResult {
  const output = frame.output!;
  for (let n = 0; n < LINES_A_STEP && frame.written < frame.lines.length; n++) {
    putOutput(context, output, toEbcdic(frame.lines[frame.written++]!));
  }
  const whole = frame.written === frame.lines.length && replaceSome(context, output);
  if (!whole) return { effect: { kind: 'work' }, frame, cost: 1000 };
  frame.stage = 'written';
  return closeOutput(context, output, { frame });
}

/** The disk stays as it was, and what is on the panel, too. */
function giveUp(context: StepContext, frame: NamesFrame): void {
  const { change } = frame.output ?? {};
  const volume = context.cms.disks.volumes.find(({ device }) => device === change?.device);
  if (change !== undefined && volume !== undefined) giveBack(volume, change);
  frame.output = undefined;
  frame.lines = frame.before;
}

/** Return codes of a command that CMS does not know. */
const UNKNOWN = [-1, -3];

/** Runs what stands in the command line. */
function runLine(context: StepContext, frame: NamesFrame, line: string): StepResult {
  const [word = '', ...rest] = line.toUpperCase().split(/\s+/);
  if (word === 'QUIT' || word === 'QQUIT') return { rc: 0 };
  frame.typed = (word === 'CMS' ? rest.join(' ') : line.toUpperCase()).trim();
  frame.values = { ...frame.values, [COMMAND]: '' };
  frame.stage = 'typed';
  const found = searchedLine(context.cms, frame.typed);
  return { effect: { kind: 'command', line: found, caller: 'exec' }, frame };
}

/** The panel again, with the return code of a command. */
function ran(frame: NamesFrame, answer: Answer): StepResult {
  const rc = answer.kind === 'rc' || answer.kind === 'cp' ? answer.rc : 0;
  return say(frame, rc === 0 ? '' : `Ready(${String(rc).padStart(5, '0')});`, COMMAND);
}

function takeKey(context: StepContext, frame: NamesFrame, key: number): StepResult {
  const entries = namesEntries(frame.lines);
  const nick = frame.values['NICK']?.toUpperCase() ?? '';
  const named = entryOf(entries, nick);
  const present = entries.find(({ line }) => line === frame.line);
  switch (key) {
    case 1:
      frame.stage = 'help';
      return { effect: { kind: 'command', line: 'HELP NAMES', caller: 'command' }, frame };
    case 2:
      if (nick === '') return say(frame, 'Enter the nickname to be added');
      if (named !== undefined) return say(frame, `Nickname ${nick} is there already`);
      frame.line = frame.lines.length + 1;
      return write(
        context,
        frame,
        [...frame.lines, ...entryLines(frame.values)],
        `Nickname ${nick} has been added`,
      );
    case 3:
      return { rc: 0 };
    case 4:
      frame.values = {};
      frame.line = 0;
      return say(frame, '');
    case 0:
    case 5: {
      const line = frame.values[COMMAND]?.trim() ?? '';
      if (key === 0 && line !== '') return runLine(context, frame, line);
      const wanted = Object.entries(frame.values).filter(
        ([name, value]) => value !== '' && /^[A-Z]+$/.test(name),
      );
      if (wanted.length === 0) return say(frame, 'Enter what is to be found');
      const fits = (entry: NamesEntry): boolean =>
        wanted.every(([tag, value]) => entry.tags.get(tag)?.toUpperCase() === value.toUpperCase());
      const found = (nick === '' ? undefined : named) ?? entries.find(fits);
      if (found === undefined) return say(frame, 'No such entry is in the file');
      return showEntry(frame, found, 'This is the entry');
    }
    case 6:
    case 10: {
      const entry = key === 6 ? (present ?? named) : named;
      if (entry === undefined) return say(frame, `Nickname ${nick} is not in the file`);
      const [from, to] = rangeOf(frame, entry);
      const rest = (middle: readonly string[]): string[] => [
        ...frame.lines.slice(0, from),
        ...middle,
        ...frame.lines.slice(to),
      ];
      if (key === 10) {
        frame.line = 0;
        return write(context, frame, rest([]), `Nickname ${nick} has been deleted`);
      }
      if (nick === '') return say(frame, 'Enter the nickname');
      const made = rest(entryLines(frame.values, entry));
      frame.line = entry.line;
      return write(context, frame, made, `Nickname ${nick} has been changed`);
    }
    case 7:
    case 8: {
      const found =
        key === 8
          ? entries.find(({ line }) => line > frame.line)
          : entries.filter(({ line }) => line < frame.line).at(-1);
      if (found === undefined) {
        return say(frame, key === 8 ? 'End of the file' : 'Top of the file');
      }
      return showEntry(frame, found, '');
    }
    case 12:
      return say(frame, '', COMMAND);
    default:
      return say(frame, `PF${key} is not defined`);
  }
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = given as NamesFrame;
  switch (frame.stage) {
    case 'names': {
      const reading = frame.reading!;
      if (!readNames(context, reading)) return { effect: { kind: 'work' }, frame, cost: 800 };
      frame.lines = reading.lines;
      const nick = splitOperands(context.tokens).operands[0];
      if (nick === undefined) return show(frame);
      const entry = entryOf(namesEntries(frame.lines), nick);
      if (entry !== undefined) return showEntry(frame, entry, '');
      frame.values = { NICK: nick };
      return say(frame, `Nickname ${nick} is not in the file; PF2 adds it`, 'USERID');
    }
    case 'shown':
      if (answer.kind === 'display' && answer.result === 'ok') {
        frame.stage = 'read';
        return { effect: { kind: 'display-read' }, frame };
      }
      if (answer.kind === 'display' && answer.result === 'lost') return show(frame);
      throw fault('NAM', 127, 'NAMES');
    case 'read': {
      if (answer.kind !== 'stream' || answer.result === 'error') throw fault('NAM', 127, 'NAMES');
      if (answer.result === 'lost') return show(frame);
      const input = readPanel(answer.bytes, namesPanel('', ''), frame.values);
      if (input.none) return { effect: { kind: 'display-read' }, frame };
      if (input.key === undefined) return show(frame);
      frame.values = input.values;
      try {
        return takeKey(context, frame, input.key);
      } catch (error) {
        return say(frame, faultOf(error, 'NAM', context).lines.at(-1) ?? '');
      }
    }
    case 'help':
      return show(frame);
    case 'typed':
      // what CMS does not know goes to CP
      if (answer.kind === 'rc' && UNKNOWN.includes(answer.rc)) {
        frame.stage = 'implied';
        return {
          effect: { kind: 'cp', command: frame.typed, buffered: false, implied: true },
          frame,
        };
      }
      return ran(frame, answer);
    case 'implied':
      return ran(frame, answer);
    case 'writing':
      try {
        return writeOn(context, frame);
      } catch (error) {
        const { lines } = faultOf(error, 'NAM', context);
        giveUp(context, frame);
        return say(frame, lines.at(-1) ?? '');
      }
    case 'written':
      return say(frame, frame.saying);
  }
}

/** The NAMES command. */
export const names = fileCommand('NAMES', 5, 'NAM', start, resume);
