/**
 * SENDFILE: sends a file, the files of a list, or a note to the readers of other users, by their userid or nickname (z/VM:
 * CMS Commands and Utilities Reference, "SENDFILE").
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { addressees, type Addressee } from '../mail/addressees.js';
import { namesEntries, readNames, startNames, type NamesReading } from '../mail/names-file.js';
import { canLog, keepLog, sentStamp, type LogEntry } from '../mail/net-log.js';
import { HEADING_LINES, noteHeading } from '../mail/note-heading.js';
import { encodeHeader } from '../netdata/netdata.js';
import { readSome, type ProgramReading } from '../nucleus/program-files.js';
import { quietly } from './load-frame.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { addOptions, chosenOptions, defaultWords, withDefaults } from './default-options.js';
import { conflict, foundName, optionRules, parseOptions, splitOperands } from './operands.js';
import { inputFile } from './punch.js';
import { menuStep, startMenu } from './send-menu.js';
import { outputStep, PUNCH, startOutput, type OutputFrame } from './record-output.js';

/** Options of SENDFILE. */
export const OPTIONS = optionRules(
  'NEw',
  'Old',
  'ACk',
  'NOAck',
  'LOg',
  'NOLog',
  'TYPE',
  'NOType',
  'NOTE',
  'Filelist',
  'NOFilelist',
  'CLass=1',
);

/** Those of which one at most holds. */
export const EXCLUSIVE = [
  ['NEW', 'OLD'],
  ['TYPE', 'NOTYPE'],
  ['ACK', 'NOACK'],
  ['LOG', 'NOLOG'],
  ['ACK', 'OLD'],
  ['NOTE', 'OLD'],
  ['FILELIST', 'NOFILELIST', 'NOTE'],
];

/** What a note may say of itself in its line of options, beside how it is written and where it is kept. */
const NOTE_OPTIONS = ['ACK', 'NOACK', 'LOG', 'NOLOG', 'CLASS'];
/** Most files that are sent at a time, all people together. */
const MOST_FILES = 1000;
/** Most bytes of a list. */
const LIST_LIMIT = 256 * 1024;

type Request = {
  readonly file: readonly string[];
  readonly to: readonly string[];
  readonly note: boolean;
  readonly list: boolean;
};

/** How it is sent. */
type How = {
  readonly netdata: boolean;
  readonly type: boolean;
  readonly acknowledge: boolean;
  readonly log: boolean;
  readonly spoolClass: string;
};

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = chosenOptions(context, 'SDF', 'SENDFILE', OPTIONS, options, EXCLUSIVE);
  // a note has no operand but its fileid, that of NOTE without one: it says itself whom it goes to
  if (chosen.has('NOTE')) {
    const [name = context.userid, type = 'NOTE', mode, extra] = operands;
    if (extra !== undefined) throw fault('SDF', 70, extra);
    const file = mode === undefined ? [name, type] : [name, type, mode];
    return { file, to: [], note: true, list: false };
  }
  if (operands.length === 0) throw fault('SDF', 1);
  if (operands.length === 1) throw fault('SDF', 23);
  const to = operands.indexOf('TO', 2);
  const fileEnd = to >= 0 ? to : operands.length > 2 ? Math.min(3, operands.length - 1) : 2;
  const file = operands.slice(0, fileEnd);
  const people = operands.slice(to >= 0 ? to + 1 : fileEnd);
  const [user] = people;
  if (user === undefined) throw fault('SDF', 647, file.join(' '));
  if (user === 'AT') throw fault('SDF', 649, user);
  return { file, to: people, note: false, list: chosen.has('FILELIST') };
}

/** The options of the line, then those that the note has, then those of DEFAULTS. */
function howOf(context: StepContext, ofNote: readonly string[]): How {
  const chosen = parseOptions('SDF', OPTIONS, splitOperands(context.tokens).options);
  for (const group of EXCLUSIVE) conflict('SDF', chosen, ...group);
  for (const words of [ofNote, defaultWords(context, 'SENDFILE')]) {
    addOptions(chosen, parseOptions('SDF', OPTIONS, words), EXCLUSIVE);
  }
  const spoolClass = chosen.get('CLASS')?.[0] ?? 'A';
  if (!/^[A-Z0-9]$/.test(spoolClass)) throw fault('SDF', 29, spoolClass, 'CLASS');
  return {
    netdata: !chosen.has('OLD'),
    type: !chosen.has('NOTYPE'),
    acknowledge: chosen.has('ACK'),
    log: chosen.has('LOG') || (!chosen.has('NOLOG') && canLog(context)),
    spoolClass,
  };
}

/** Where sending stands. */
type SendFrame =
  | {
      readonly stage: 'lines';
      readonly from: ProgramReading;
      readonly size: number;
      readonly lines: readonly string[];
    }
  | {
      readonly stage: 'names';
      readonly reading: NamesReading;
      readonly files: readonly (readonly string[])[];
      readonly to: readonly string[];
      readonly how: How;
    }
  | {
      readonly stage: 'check';
      /** People whom the directory has. */
      readonly known: number;
      readonly sending: Sending;
    }
  | Sending;

/** All files to the first of the people, then to the next. */
type Sending = {
  readonly stage: 'begin' | 'output';
  readonly files: readonly (readonly string[])[];
  readonly people: readonly Addressee[];
  readonly how: How;
  /** How many have been sent, and what the log says of them. */
  readonly done: number;
  readonly sent: readonly LogEntry[];
  readonly output?: OutputFrame;
};

function start(context: StepContext): StepResult {
  if (context.tokens.length === 1) return startMenu(context);
  const { file, to, note, list } = parse(context);
  const found = inputFile(context, 'SDF', file);
  if (!note && !list) return findPeople(context, [file], to, howOf(context, []));
  howOf(context, []);
  const some = readSome(context, found);
  if (some === undefined) throw fault('SDF', 104, 3, file.join(' '));
  return goOnReading(context, { lines: [], size: 0 }, some);
}

/** Takes lines of a list or of the head of a note. */
function goOnReading(
  context: StepContext,
  before: { readonly lines: readonly string[]; readonly size: number },
  { reading, records }: NonNullable<ReturnType<typeof readSome>>,
): StepResult {
  const { note } = parse(context);
  const lines = [...before.lines, ...records.map((record) => fromEbcdic(record).trimEnd())];
  const size = before.size + records.reduce((sum, record) => sum + record.length, 0);
  const { cursor } = reading;
  const more = cursor.record <= cursor.entry.records;
  if (more && note && lines.length < HEADING_LINES && size < LIST_LIMIT) {
    const frame: SendFrame = { stage: 'lines', from: reading, size, lines };
    return { effect: { kind: 'work' }, frame, cost: 800 };
  }
  if (note) return sendNote(context, lines);
  if (size > LIST_LIMIT) throw fault('SDF', 109);
  if (!more) return sendList(context, lines);
  const frame: SendFrame = { stage: 'lines', from: reading, size, lines };
  return { effect: { kind: 'work' }, frame, cost: 800 };
}

function sendNote(context: StepContext, lines: readonly string[]): StepResult {
  const { file } = parse(context);
  const { options, people } = noteHeading(lines);
  if (people.length === 0) throw fault('SDF', 647, file.join(' '));
  const taken: string[] = [];
  options.forEach((word, at) => {
    if (NOTE_OPTIONS.includes(word)) taken.push(word);
    if (word === 'CLASS') taken.push(options[at + 1] ?? '');
  });
  return findPeople(context, [file], people, howOf(context, taken.filter(Boolean)));
}

/** FILELIST has six columns in front of the filename, for the star and the return code of what is done. */
const OF_FILELIST = /^[ *][ *?0-9]{5}\S/;

/** The fileid that a line of a list holds: as LISTFILE (EXEC, FILELIST or a person writes it. */
function listed(line: string): string[] {
  const words = line.split(/\s+/).filter(Boolean);
  if (/^ ?&1 +&2 /.test(line)) return words.slice(2, 5);
  if (OF_FILELIST.test(line)) return line.slice(6).split(/\s+/).filter(Boolean).slice(0, 3);
  return words.slice(0, 3);
}

function sendList(context: StepContext, lines: readonly string[]): StepResult {
  const { to } = parse(context);
  const files = lines
    .filter((line) => !/^\s*(\*|$)/.test(line) || OF_FILELIST.test(line))
    .map((line) => listed(line.toUpperCase()))
    .filter((words) => words.length > 1);
  if (files.length > MOST_FILES) throw fault('SDF', 109);
  // nothing is sent of a list that names a file which is not there
  for (const file of files) inputFile(context, 'SDF', file);
  if (files.length === 0) throw fault('SDF', 42);
  return findPeople(context, files, to, howOf(context, []));
}

function findPeople(
  context: StepContext,
  files: readonly (readonly string[])[],
  to: readonly string[],
  how: How,
): StepResult {
  if (how.log) writableVolume(context, 'SDF', 'A');
  const reading = startNames(context, 'SDF', context.userid);
  const frame: SendFrame = { stage: 'names', reading, files, to, how };
  return { effect: { kind: 'work' }, frame };
}

function begin(
  context: StepContext,
  { reading, files, to, how }: Extract<SendFrame, { stage: 'names' }>,
): StepResult {
  const people = addressees('SDF', to, namesEntries(reading.lines), context.node);
  const away = people.find(({ node }) => node !== context.node);
  if (away !== undefined) throw fault('SDF', 651, away.node);
  if (files.length * people.length > MOST_FILES) throw fault('SDF', 109);
  const sending: Sending = { stage: 'begin', files, people, how, done: 0, sent: [] };
  return check(sending, 0);
}

/** Asks CP for the next of several people: nothing is sent to any when one of them is not there. */
function check(sending: Sending, known: number): StepResult {
  const one = sending.people.length > 1 ? sending.people[known] : undefined;
  if (one !== undefined) {
    const frame: SendFrame = { stage: 'check', known, sending };
    return { effect: quietly(`QUERY RDR ${one.user} NEXT`), frame };
  }
  // what was punched before goes where it was to go
  return { effect: quietly('SPOOL 00D NOCONT CLOSE'), frame: sending };
}

/** Sends the next of the files to the first of the people who are left. */
function sendOne(context: StepContext, frame: Sending): StepResult {
  const { how } = frame;
  const file = inputFile(context, 'SDF', frame.files[frame.done % frame.files.length]!);
  const { entry } = file;
  const { now, userid, node } = context;
  const { user } = frame.people[0]!;
  const way = { fromUser: userid, fromNode: node, toUser: user, toNode: node, now };
  const size = entry.dataBlocks * file.volume.blockSize;
  const asked = how.acknowledge ? foundName(file) : undefined;
  const what = wordOf(context);
  return going(
    context,
    frame,
    startOutput(context, file, {
      module: 'SDF',
      device: PUNCH,
      form: how.netdata ? 'netdata' : 'dump',
      style: undefined,
      header: how.netdata ? encodeHeader({ ...entry, size }, way, asked) : undefined,
      close: `CLOSE 00D TO ${user} CLASS ${how.spoolClass} NAME ${entry.name} ${entry.type}`,
      closeShown: false,
      done: how.type
        ? [`${what} ${foundName(file)} sent to ${user} at ${node} on ${sentStamp(now)}`]
        : [],
      refused: { number: 648, fill: user },
    }),
  );
}

const wordOf = (context: StepContext): 'Note' | 'File' => (parse(context).note ? 'Note' : 'File');

/** Goes on with a step of the output; behind its end comes the next file or person, and then the log. */
function going(context: StepContext, frame: Sending, step: StepResult): StepResult {
  if ('frame' in step) {
    const output = step.frame as OutputFrame;
    return { ...step, frame: { ...frame, stage: 'output', output } satisfies SendFrame };
  }
  const lines = step.lines ?? [];
  if (step.rc !== 0) return end(context, frame, step.rc, lines);
  const file = inputFile(context, 'SDF', frame.files[frame.done % frame.files.length]!);
  const { entry, mode } = file;
  const { user, node } = frame.people[0]!;
  const entryOfLog: LogEntry = {
    what: wordOf(context),
    way: 'sent',
    file: [entry.name, entry.type, `${mode.letter}${String(entry.modeNumber)}`],
    user,
    node,
  };
  const done = frame.done + 1;
  const people = done % frame.files.length === 0 ? frame.people.slice(1) : frame.people;
  const next: Sending = {
    ...frame,
    stage: 'begin',
    done,
    people,
    sent: frame.how.log ? [...frame.sent, entryOfLog] : [],
  };
  if (people.length === 0) return end(context, next, 0, lines);
  const following = sendOne(context, next);
  return { ...following, lines: [...lines, ...(following.lines ?? [])] };
}

/** Keeps in the log what was sent. */
function end(
  context: StepContext,
  { sent }: Sending,
  rc: number,
  lines: readonly string[],
): StepResult {
  if (sent.length === 0) return { rc, lines };
  return keepLog(context, 'SDF', sent, { rc, lines });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if ('menu' in frame) return menuStep(frame, answer);
  const at = frame as SendFrame;
  switch (at.stage) {
    case 'lines': {
      const some = readSome(context, at.from);
      if (some === undefined) throw fault('SDF', 104, 3, parse(context).file.join(' '));
      return goOnReading(context, at, some);
    }
    case 'names':
      if (readNames(context, at.reading)) return begin(context, at);
      return { effect: { kind: 'work' }, frame, cost: 800 };
    case 'check': {
      const { user } = at.sending.people[at.known]!;
      if (answer.kind === 'cp' && answer.rc !== 0) throw fault('SDF', 648, user);
      return check(at.sending, at.known + 1);
    }
    case 'begin':
      return sendOne(context, at);
    case 'output':
      return going(context, at, outputStep(at.output!, answer, context));
  }
}

/** The SENDFILE command. */
export const sendfile = withDefaults(fileCommand('SENDFILE', 5, 'SDF', start, resume));

/** SF, its synonym. */
export const sf = withDefaults(fileCommand('SF', 2, 'SDF', start, resume));
