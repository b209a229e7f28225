/**
 * SENDFILE: sends a file to the readers of other users, by their userid or nickname (CMS Command Reference,
 * "SENDFILE").
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { addressees, type Addressee } from '../mail/addressees.js';
import { namesEntries, readNames, startNames, type NamesReading } from '../mail/names-file.js';
import { canLog, keepLog, logStamp } from '../mail/net-log.js';
import { encodeHeader } from '../netdata/netdata.js';
import { quietly } from './card-loader.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { chosenOptions, withDefaults } from './default-options.js';
import { foundName, optionRules, splitOperands } from './operands.js';
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
];

interface Request {
  readonly file: readonly string[];
  readonly to: readonly string[];
  readonly netdata: boolean;
  readonly type: boolean;
  readonly acknowledge: boolean;
  readonly log: boolean;
  readonly spoolClass: string;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = chosenOptions(context, 'SDF', 'SENDFILE', OPTIONS, options, EXCLUSIVE);
  if (operands.length === 0) throw fault('SDF', 1);
  if (operands.length === 1) throw fault('SDF', 23);
  const to = operands.indexOf('TO', 2);
  const fileEnd = to >= 0 ? to : operands.length > 2 ? Math.min(3, operands.length - 1) : 2;
  const file = operands.slice(0, fileEnd);
  const people = operands.slice(to >= 0 ? to + 1 : fileEnd);
  const [user] = people;
  if (user === undefined) throw fault('SDF', 647, file.join(' '));
  if (user === 'AT') throw fault('SDF', 649, user);
  const spoolClass = chosen.get('CLASS')?.[0] ?? 'A';
  if (!/^[A-Z0-9]$/.test(spoolClass)) throw fault('SDF', 29, spoolClass, 'CLASS');
  return {
    file,
    to: people,
    netdata: !chosen.has('OLD'),
    type: !chosen.has('NOTYPE'),
    acknowledge: chosen.has('ACK'),
    log: chosen.has('LOG') || (!chosen.has('NOLOG') && canLog(context)),
    spoolClass,
  };
}

/** Where sending stands. */
type SendFrame = { readonly stage: 'names'; readonly reading: NamesReading } | Sending;

/** One file after the other to people of whom the first is at hand. */
type Sending = {
  readonly stage: 'begin' | 'output';
  readonly people: readonly Addressee[];
  readonly sent: readonly string[];
  readonly output?: OutputFrame;
};

function start(context: StepContext): StepResult {
  if (context.tokens.length === 1) return startMenu(context);
  const { file, log } = parse(context);
  inputFile(context, 'SDF', file);
  if (log) writableVolume(context, 'SDF', 'A');
  const reading = startNames(context, 'SDF', context.userid);
  return { effect: { kind: 'work' }, frame: { stage: 'names', reading } satisfies SendFrame };
}

function begin(context: StepContext, reading: NamesReading): StepResult {
  const people = addressees('SDF', parse(context).to, namesEntries(reading.lines), context.node);
  const away = people.find(({ node }) => node !== context.node);
  if (away !== undefined) throw fault('SDF', 651, away.node);
  const frame: SendFrame = { stage: 'begin', people, sent: [] };
  // what was punched before goes where it was to go
  return { effect: quietly('SPOOL 00D NOCONT CLOSE'), frame };
}

/** Sends to the first of those that are left. */
function sendOne(context: StepContext, frame: Sending): StepResult {
  const request = parse(context);
  const file = inputFile(context, 'SDF', request.file);
  const { entry } = file;
  const { now, userid, node } = context;
  const { user } = frame.people[0]!;
  const way = { fromUser: userid, fromNode: node, toUser: user, toNode: node, now };
  const size = entry.dataBlocks * file.volume.blockSize;
  const asked = request.acknowledge ? foundName(file) : undefined;
  return going(
    context,
    frame,
    startOutput(context, file, {
      module: 'SDF',
      device: PUNCH,
      form: request.netdata ? 'netdata' : 'dump',
      style: undefined,
      header: request.netdata ? encodeHeader({ ...entry, size }, way, asked) : undefined,
      close: `CLOSE 00D TO ${user} CLASS ${request.spoolClass} NAME ${entry.name} ${entry.type}`,
      closeShown: false,
      done: [`File ${foundName(file)} sent to ${user} at ${node} on ${logStamp(now)}`],
      refused: { number: 648, fill: user },
    }),
  );
}

/** Goes on with a step of the output; behind its end comes the next of the people, and then the log. */
function going(context: StepContext, frame: Sending, step: StepResult): StepResult {
  if ('frame' in step) {
    const output = step.frame as OutputFrame;
    return { ...step, frame: { ...frame, stage: 'output', output } satisfies SendFrame };
  }
  const lines = step.lines ?? [];
  if (step.rc !== 0) return end(context, frame.sent, step.rc, lines);
  const sent = [...frame.sent, ...lines];
  const people = frame.people.slice(1);
  if (people.length === 0) return end(context, sent, 0, []);
  return sendOne(context, { stage: 'output', people, sent });
}

/** Says what was sent, and keeps it in the log. */
function end(
  context: StepContext,
  sent: readonly string[],
  rc: number,
  faults: readonly string[],
): StepResult {
  const { type, log } = parse(context);
  const lines = [...(type ? sent : []), ...faults];
  if (!log || sent.length === 0) return { rc, lines };
  return keepLog(context, 'SDF', sent, { rc, lines });
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if ('menu' in frame) return menuStep(frame, answer);
  const at = frame as SendFrame;
  if (at.stage === 'names') {
    if (readNames(context, at.reading)) return begin(context, at.reading);
    return { effect: { kind: 'work' }, frame, cost: 800 };
  }
  if (at.stage === 'begin') return sendOne(context, at);
  return going(context, at, outputStep(at.output!, answer, context));
}

/** The SENDFILE command. */
export const sendfile = withDefaults(fileCommand('SENDFILE', 5, 'SDF', start, resume));

/** SF, its synonym. */
export const sf = withDefaults(fileCommand('SF', 2, 'SDF', start, resume));
