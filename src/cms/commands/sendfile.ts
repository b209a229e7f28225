/** SENDFILE: sends a file to another user's reader (CMS Command Reference, "SENDFILE"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { encodeHeader } from '../netdata/netdata.js';
import { quietly } from './card-loader.js';
import { fault, fileCommand } from './command-fault.js';
import { shortDate } from './listfile.js';
import { conflict, foundName, optionRules, parseOptions, splitOperands } from './operands.js';
import { inputFile } from './punch.js';
import { outputStep, PUNCH, startOutput, type OutputFrame } from './record-output.js';

const OPTIONS = optionRules(
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

interface Request {
  readonly file: readonly string[];
  readonly user: string;
  readonly netdata: boolean;
  readonly type: boolean;
  readonly spoolClass: string;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('SDF', OPTIONS, options);
  conflict('SDF', chosen, 'NEW', 'OLD');
  conflict('SDF', chosen, 'TYPE', 'NOTYPE');
  if (operands.length === 0) throw fault('SDF', 1);
  if (operands.length === 1) throw fault('SDF', 23);
  const to = operands.indexOf('TO', 2);
  const fileEnd = to >= 0 ? to : operands.length > 2 ? Math.min(3, operands.length - 1) : 2;
  const file = operands.slice(0, fileEnd);
  const [user, at, node, extra] = operands.slice(to >= 0 ? to + 1 : fileEnd);
  if (user === undefined) throw fault('SDF', 647, file.join(' '));
  if (at !== undefined && at !== 'AT') throw fault('SDF', 649, at);
  if (at !== undefined && node === undefined) throw fault('SDF', 50, 'AT');
  if (node !== undefined && node !== context.node) throw fault('SDF', 651, node);
  if (extra !== undefined) throw fault('SDF', 649, extra);
  if (!/^[A-Z0-9$#@+\-:_]{1,8}$/.test(user)) throw fault('SDF', 70, user);
  const spoolClass = chosen.get('CLASS')?.[0] ?? 'A';
  if (!/^[A-Z0-9]$/.test(spoolClass)) throw fault('SDF', 29, spoolClass, 'CLASS');
  return {
    file,
    user,
    netdata: !chosen.has('OLD'),
    type: !chosen.has('NOTYPE'),
    spoolClass,
  };
}

function start(context: StepContext): StepResult {
  const { file } = parse(context);
  inputFile(context, 'SDF', file);
  // what was punched before goes where it was to go
  return { effect: quietly('SPOOL 00D NOCONT CLOSE'), frame: { stage: 'begin' } };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['stage'] !== 'begin') return outputStep(frame as OutputFrame, answer, context);
  const request = parse(context);
  const file = inputFile(context, 'SDF', request.file);
  const { entry } = file;
  const { now } = context;
  const two = (n: number): string => String(n).padStart(2, '0');
  const when = `${shortDate(now)} ${two(now.hour)}:${two(now.minute)}:${two(now.second)}`;
  const sent = `File ${foundName(file)} sent to ${request.user} at ${context.node} on ${when}`;
  const way = {
    fromUser: context.userid,
    fromNode: context.node,
    toUser: request.user,
    toNode: context.node,
    now,
  };
  const size = entry.dataBlocks * file.volume.blockSize;
  return startOutput(context, file, {
    module: 'SDF',
    device: PUNCH,
    form: request.netdata ? 'netdata' : 'dump',
    style: undefined,
    header: request.netdata ? encodeHeader({ ...entry, size }, way) : undefined,
    close: `CLOSE 00D TO ${request.user} CLASS ${request.spoolClass} NAME ${entry.name} ${entry.type}`,
    closeShown: false,
    done: request.type ? [sent] : [],
    refused: { number: 648, fill: request.user },
  });
}

/** The SENDFILE command. */
export const sendfile = fileCommand('SENDFILE', 5, 'SDF', start, resume);

/** SF, its synonym. */
export const sf = fileCommand('SF', 2, 'SDF', start, resume);
