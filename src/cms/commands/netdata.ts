/**
 * NETDATA: what SENDFILE and RECEIVE are made of, for EXECs that do it themselves (z/VM: CMS Commands and Utilities
 * Reference, "NETDATA"). Of options that exclude each other the last counts.
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import { encodeHeader } from '../netdata/netdata.js';
import { drawRecords, newIntake, type CardIntake } from './card-intake.js';
import { loadStep, startLoad } from './card-loader.js';
import { afterRead, type KeptFile } from './kept-file.js';
import { quietly, READER, type LoadFrame } from './load-frame.js';
import { fault, faultOf, fileCommand, writableVolume } from './command-fault.js';
import { shortDate, shortTime } from './list-line.js';
import { foundName, parseFileid, splitOperands } from './operands.js';
import { inputFile } from './punch.js';
import { chooseStep, startChoose, type ChooseFrame, type ReaderFile } from './reader-file.js';
import { outputStep, PUNCH, startOutput, type OutputFrame } from './record-output.js';

const MODULE = 'DDL';
/** Cards that have the control records of a file in them. */
const CARDS = 40;
/** Options by function, with the shortest form; those in one place exclude each other. SEND has CLass, too. */
export const NETDATA_OPTIONS = {
  QUERY: [['TYPe', 'NOType']],
  RECEIVE: [
    ['TYPe', 'NOType'],
    ['REPlace', 'NOREPlace'],
    ['OLDDate', 'NEWDate'],
  ],
  SEND: [
    ['TYPe', 'NOType'],
    ['ACk', 'NOAck'],
    ['NOTE', 'FIle'],
  ],
} as const;

type Function = keyof typeof NETDATA_OPTIONS;

interface Request {
  readonly what: Function;
  readonly words: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly spoolClass: string;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const [what, ...words] = operands;
  if (what === undefined) throw fault(MODULE, 47);
  if (!(what in NETDATA_OPTIONS)) throw fault(MODULE, 636, what);
  const named = what as Function;
  const chosen = new Set<string>();
  let spoolClass = 'A';
  for (let i = 0; i < options.length; i++) {
    const word = options[i]!;
    if (named === 'SEND' && word.length >= 2 && 'CLASS'.startsWith(word)) {
      spoolClass = options[++i] ?? '';
      if (spoolClass === '') throw fault(MODULE, 50, 'CLASS');
      if (!/^[A-Z0-9]$/.test(spoolClass)) throw fault(MODULE, 29, spoolClass, 'CLASS');
      continue;
    }
    const group = NETDATA_OPTIONS[named].find((one) => one.some((rule) => isOption(rule, word)));
    if (group === undefined) throw fault(MODULE, 3, word);
    for (const rule of group) chosen.delete(rule.toUpperCase());
    chosen.add(group.find((rule) => isOption(rule, word))!.toUpperCase());
  }
  return { what: named, words, chosen, spoolClass };
}

function isOption(rule: string, word: string): boolean {
  const shortest = /^[A-Z]+/.exec(rule)![0].length;
  return word.length >= shortest && rule.toUpperCase().startsWith(word);
}

function start(context: StepContext): StepResult {
  const request = parse(context);
  if (request.what === 'SEND') return send(context, request);
  if (request.what === 'QUERY') {
    if (request.words[0] !== undefined) throw fault(MODULE, 70, request.words[0]);
  } else writableVolume(context, MODULE, receiver(request).mode.charAt(0));
  return startChoose(MODULE, undefined);
}

/** SEND fn ft fm TO userid AT node. */
function send(context: StepContext, { words, chosen, spoolClass }: Request): StepResult {
  const [name, type, mode, to, user, at, node, extra] = words;
  if (name === undefined) throw fault(MODULE, 42);
  if (type === undefined || mode === undefined) throw fault(MODULE, 54);
  if (to !== 'TO' || user === undefined) throw fault(MODULE, 647, `${name} ${type} ${mode}`);
  if (at !== 'AT' || node === undefined) throw fault(MODULE, 50, user);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  if (node !== '*' && node !== context.node) throw fault(MODULE, 651, node);
  const file = inputFile(context, MODULE, [name, type, mode]);
  const { entry } = file;
  const { now, userid } = context;
  const way = {
    ...{ fromUser: userid, fromNode: context.node, toUser: user, toNode: context.node, now },
  };
  const size = entry.dataBlocks * file.volume.blockSize;
  const what = chosen.has('NOTE') ? 'Note' : 'File';
  const done = `${what} ${foundName(file)} sent to ${user} at ${context.node} on ${shortDate(now)} ${shortTime(now)}`;
  return startOutput(context, file, {
    module: MODULE,
    device: PUNCH,
    form: 'netdata',
    style: undefined,
    header: encodeHeader({ ...entry, size }, way, chosen.has('ACK') ? foundName(file) : undefined),
    close: `CLOSE 00D TO ${user} CLASS ${spoolClass} NAME ${entry.name} ${entry.type}`,
    closeShown: false,
    done: chosen.has('NOTYPE') ? [] : [done],
    refused: { number: 648, fill: user },
  });
}

/** Where RECEIVE fn ft fm puts the file; = is the name that it came with. */
function receiver({ words }: Request): { name: string; type: string; mode: string } {
  if (words[3] !== undefined) throw fault(MODULE, 70, words[3]);
  const [name = '=', type = '=', mode = 'A'] = words;
  return parseFileid(MODULE, [name, type, mode === '=' ? 'A' : mode], { equal: true });
}

function receive(context: StepContext, file: ReaderFile): StepResult {
  const request = parse(context);
  const { name, type, mode } = receiver(request);
  const number = mode.charAt(1);
  const typed = !request.chosen.has('NOTYPE');
  return startLoad(context, {
    module: MODULE,
    letter: mode.charAt(0),
    modeNumber: number === '' ? undefined : Number(number),
    name: name === '=' ? undefined : name,
    type: type === '=' ? undefined : type,
    otherwise: undefined,
    replace: request.chosen.has('REPLACE'),
    oldDate: !request.chosen.has('NEWDATE'),
    only: 'netdata',
    report: typed,
    cards: file.records,
    kept: file.kept,
    from: typed ? `${file.origin} at ${context.node}` : undefined,
  });
}

/** QUERY: what the next file of the reader is, and who has sent it. */
type QueryFrame = {
  readonly query: {
    readonly intake: CardIntake;
    readonly origin: string;
    /** CP keeps the file until it has been looked at. */
    readonly kept?: KeptFile | undefined;
    readonly end?: { readonly rc: number; readonly lines: readonly string[] };
  };
};

function startQuery(file: ReaderFile): StepResult {
  const effect: Effect = {
    kind: 'read-cards',
    device: READER,
    // never to the end of the file, which would take it away
    count: Math.max(1, Math.min(CARDS, file.records - 1)),
  };
  const frame: QueryFrame = {
    query: { intake: newIntake(), origin: file.origin, kept: file.kept },
  };
  return { effect, frame };
}

function queryStep(frame: QueryFrame, answer: Answer, context: StepContext): StepResult {
  const { intake, end, kept } = frame.query;
  if (end !== undefined) {
    const settle = afterRead(kept, false);
    if (settle === undefined) return end;
    return { effect: quietly(settle), frame: { query: { ...frame.query, kept: undefined } } };
  }
  const close = (rc: number, lines: readonly string[]): StepResult => ({
    effect: quietly('CLOSE 00C HOLD'),
    frame: { query: { ...frame.query, end: { rc, lines } } },
  });
  try {
    if (answer.kind !== 'cards' || answer.end === 'error' || answer.end === 'no-device') {
      throw fault(MODULE, 124);
    }
    intake.waiting.push(...answer.cards);
    drawRecords(intake);
    const { netdata, file } = intake;
    if (netdata === undefined) throw fault(MODULE, 618);
    const typed = !parse(context).chosen.has('NOTYPE');
    const from = `from ${netdata.fromUser || frame.query.origin} at ${netdata.fromNode || context.node}`;
    if (netdata.receipt !== undefined) {
      return close(0, typed ? [`Acknowledgment for ${netdata.receipt} ${from}`] : []);
    }
    if (file === undefined || intake.fault !== undefined) throw fault(MODULE, 618);
    const { name, type, modeNumber, format, recordLength } = file;
    const line = `File ${name} ${type} A${modeNumber} ${format} ${recordLength} ${from}`;
    return close(0, typed ? [line] : []);
  } catch (error) {
    const { rc, lines } = faultOf(error, MODULE, context);
    return close(rc, lines);
  }
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose !== undefined) {
    const step = chooseStep(choose, answer);
    if ('result' in step) return step.result;
    return parse(context).what === 'QUERY' ? startQuery(step.file) : receive(context, step.file);
  }
  if ('query' in frame) return queryStep(frame as QueryFrame, answer, context);
  return 'intake' in frame
    ? loadStep(frame as LoadFrame, answer, context)
    : outputStep(frame as OutputFrame, answer, context);
}

/** The NETDATA command. */
export const netdata = fileCommand('NETDATA', 7, MODULE, start, resume);
