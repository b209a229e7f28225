/**
 * RECEIVE: takes a file out of the reader, whether it came as NETDATA, DISK DUMP, PUNCH or plain cards; a note goes into
 * a notebook. A sender who has asked for it is told (CMS Command Reference, "RECEIVE").
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import { canLog, keepLog, logStamp } from '../mail/net-log.js';
import { encodeReceipt } from '../netdata/netdata.js';
import { loadStep, quietly, startLoad, type LoadFrame } from './card-loader.js';
import { fault, fileCommand, writableVolume } from './command-fault.js';
import { chosenOptions, withDefaults } from './default-options.js';
import { optionRules, parseFileid, splitOperands } from './operands.js';
import { PUNCH, punchedCards } from './record-output.js';
import { chooseStep, startChoose, type ChooseFrame, type ReaderFile } from './reader-file.js';
import { isFileName } from '../files/file-name.js';

/** Options of RECEIVE. */
export const OPTIONS = optionRules(
  'REPlace',
  'OLDDate',
  'NEWDate',
  'LOg',
  'NOLog',
  'NOPrompt',
  'FULLPrompt',
  'MINPrompt',
  'NOTebook=1',
  'NONotebook',
);
/** Those of which one at most holds. */
export const EXCLUSIVE = [
  ['OLDDATE', 'NEWDATE'],
  ['LOG', 'NOLOG'],
  ['NOTEBOOK', 'NONOTEBOOK'],
];
/** The notebook of those who name none. */
const NOTEBOOK = 'ALL';

interface Request {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly mode: string;
  readonly replace: boolean;
  readonly oldDate: boolean;
  readonly log: boolean;
  readonly notebook: string | undefined;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = chosenOptions(context, 'REC', 'RECEIVE', OPTIONS, options, EXCLUSIVE);
  const notebook = chosen.get('NOTEBOOK')?.[0] ?? NOTEBOOK;
  parseFileid('REC', [notebook, 'NOTEBOOK', 'A'], {});
  const [id, name = '=', type = '=', mode = 'A', extra] = operands;
  if (extra !== undefined) throw fault('REC', 70, extra);
  parseFileid('REC', [name === '=' ? 'A' : name, type === '=' ? 'A' : type, mode], {});
  return {
    id: id === '-' ? undefined : id,
    name: name === '=' ? undefined : name,
    type: type === '=' ? undefined : type,
    mode,
    replace: chosen.has('REPLACE'),
    oldDate: !chosen.has('NEWDATE'),
    log: chosen.has('LOG') || (!chosen.has('NOLOG') && canLog(context)),
    // a note that is given a name is to be a file of that name
    notebook: chosen.has('NONOTEBOOK') || name !== '=' ? undefined : notebook,
  };
}

function start(context: StepContext): StepResult {
  const request = parse(context);
  writableVolume(context, 'REC', request.mode.charAt(0));
  if (request.log) writableVolume(context, 'REC', 'A');
  return startChoose('REC', request.id);
}

function load(context: StepContext, file: ReaderFile): StepResult {
  const request = parse(context);
  const number = request.mode.charAt(1);
  return startLoad(context, {
    module: 'REC',
    letter: request.mode.charAt(0),
    modeNumber: number === '' ? undefined : Number(number),
    name: request.name,
    type: request.type,
    otherwise: file.name === '' ? undefined : { name: file.name, type: file.type || 'DATA' },
    replace: request.replace,
    oldDate: request.oldDate,
    only: undefined,
    report: true,
    cards: file.records,
    from: `${file.origin} at ${context.node}`,
    ...(request.notebook === undefined ? {} : { notebook: request.notebook }),
  });
}

/** What follows when the file is safe and out of the reader. */
type After = {
  readonly stage: 'begin' | 'receipt' | 'close' | 'log';
  /** Whom to tell of it, and of what. */
  readonly to: string;
  readonly acknowledge: string | undefined;
  readonly log: readonly string[];
};

function after(context: StepContext, frame: LoadFrame, lines: readonly string[]): StepResult {
  const on = ` on ${logStamp(context.now)}`;
  const told = lines.filter((line) => / received from /.test(line));
  const next: After = {
    stage: frame.acknowledge === undefined ? 'log' : 'begin',
    to: (frame.request.from ?? '').split(' ')[0]!,
    acknowledge: frame.acknowledge,
    log: told.map((line) => line + on),
  };
  return { effect: { kind: 'work' }, frame: { after: next }, lines };
}

function afterStep(context: StepContext, at: After): StepResult {
  const go = (stage: After['stage'], effect: Effect): StepResult => ({
    effect,
    frame: { after: { ...at, stage } },
  });
  switch (at.stage) {
    case 'begin':
      return go('receipt', quietly('SPOOL 00D NOCONT CLOSE'));
    case 'receipt': {
      const { userid, node, now } = context;
      const way = { fromUser: userid, fromNode: node, toUser: at.to, toNode: node, now };
      const records = punchedCards(encodeReceipt(at.acknowledge ?? '', way));
      return go('close', { kind: 'write-records', device: PUNCH, records });
    }
    case 'close': {
      const [name = '', type = ''] = (at.acknowledge ?? '').split(' ');
      const named = isFileName(name) && isFileName(type) ? ` NAME ${name} ${type}` : '';
      return go('log', quietly(`CLOSE 00D TO ${at.to} CLASS A${named}`));
    }
    case 'log': {
      const { log } = parse(context);
      if (!log || at.log.length === 0) return { rc: 0 };
      return keepLog(context, 'REC', at.log, { rc: 0 });
    }
  }
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (frame['after'] !== undefined) return afterStep(context, frame['after'] as After);
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose === undefined) {
    const step = loadStep(frame as LoadFrame, answer, context);
    if ('frame' in step || step.rc !== 0) return step;
    return after(context, frame as LoadFrame, step.lines ?? []);
  }
  const step = chooseStep(choose, answer);
  return 'result' in step ? step.result : load(context, step.file);
}

/** The RECEIVE command. */
export const receive = withDefaults(fileCommand('RECEIVE', 7, 'REC', start, resume));
