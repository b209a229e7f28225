/**
 * RECEIVE: takes a file out of the reader, whether it came as NETDATA, DISK DUMP, PUNCH or plain cards; a note goes into
 * a notebook. A sender who has asked for it is told (CMS Command Reference, "RECEIVE").
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import { canLog, keepLog, type LogEntry } from '../mail/net-log.js';
import { encodeReceipt } from '../netdata/netdata.js';
import { namesEntries, readNames, startNames, type NamesReading } from '../mail/names-file.js';
import { stackLine } from '../program-stack.js';
import { loadStep, startLoad } from './card-loader.js';
import { quietly, type LoadFrame, type LoadRequest } from './load-frame.js';
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
  'PUrge',
  'STack',
);
/** Those of which one at most holds. */
export const EXCLUSIVE = [
  ['OLDDATE', 'NEWDATE'],
  ['LOG', 'NOLOG'],
  ['NOTEBOOK', 'NONOTEBOOK'],
  ['NOPROMPT', 'MINPROMPT', 'FULLPROMPT'],
];
/** The notebook of those who name none. */
const NOTEBOOK = 'ALL';
/** The one that belongs to the sender: that of his entry in the NAMES file, or of his userid. */
const OF_SENDER = '*';

interface Request {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly mode: string;
  readonly replace: boolean;
  readonly oldDate: boolean;
  readonly log: boolean;
  readonly notebook: string | undefined;
  readonly ask: LoadRequest['ask'];
  readonly purge: boolean;
  readonly stack: boolean;
}

function parse(context: StepContext): Request {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = chosenOptions(context, 'REC', 'RECEIVE', OPTIONS, options, EXCLUSIVE);
  const notebook = chosen.get('NOTEBOOK')?.[0] ?? NOTEBOOK;
  if (notebook !== OF_SENDER) parseFileid('REC', [notebook, 'NOTEBOOK', 'A'], {});
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
    ask: chosen.has('FULLPROMPT') ? 'always' : chosen.has('NOPROMPT') ? undefined : 'other-name',
    purge: chosen.has('PURGE'),
    stack: chosen.has('STACK'),
  };
}

function start(context: StepContext): StepResult {
  const request = parse(context);
  if (request.purge) return startChoose('REC', request.id);
  writableVolume(context, 'REC', request.mode.charAt(0));
  if (request.log) writableVolume(context, 'REC', 'A');
  return startChoose('REC', request.id);
}

function load(context: StepContext, file: ReaderFile, notebook: string | undefined): StepResult {
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
    kept: file.kept,
    from: `${file.origin} at ${context.node}`,
    ...(request.ask === undefined ? {} : { ask: request.ask }),
    ...(notebook === undefined ? {} : { notebook }),
  });
}

/** The file has been chosen: the sender's notebook is looked up, or it is thrown away, or it is loaded. */
function chosenFile(context: StepContext, file: ReaderFile): StepResult {
  const { purge, notebook } = parse(context);
  const id = String(file.id).padStart(4, '0');
  if (purge) return { effect: quietly(`PURGE RDR ${id}`), frame: { purged: file } };
  if (notebook !== OF_SENDER) return load(context, file, notebook);
  const reading = startNames(context, 'REC', context.userid);
  return { effect: { kind: 'work' }, frame: { file, names: reading } };
}

function sendersNotebook(context: StepContext, frame: Frame): StepResult {
  const { file, names } = frame as unknown as { file: ReaderFile; names: NamesReading };
  if (!readNames(context, names)) return { effect: { kind: 'work' }, frame, cost: 800 };
  const entry = namesEntries(names.lines).find(
    ({ tags }) => tags.get('USERID')?.toUpperCase() === file.origin,
  );
  const book = entry?.tags.get('NOTEBOOK')?.toUpperCase() ?? '';
  return load(context, file, isFileName(book) ? book : file.origin);
}

function purged(file: ReaderFile, answer: Answer, context: StepContext): StepResult {
  if (answer.kind === 'cp' && answer.rc !== 0) throw fault('REC', 640, String(file.id));
  const what = file.name === '' ? String(file.id).padStart(4, '0') : `${file.name} ${file.type}`;
  return { rc: 0, lines: [`File ${what} from ${file.origin} at ${context.node} purged`] };
}

/** The end: what was said goes on the program stack when STACK was given. */
function stacked(context: StepContext, step: StepResult): StepResult {
  const { lines = [] } = step;
  if (lines.length === 0 || ('rc' in step && step.rc !== 0) || !parse(context).stack) return step;
  for (const line of lines) {
    if (!stackLine(context.cms.stack, line, 'FIFO')) throw fault('REC', 622);
  }
  return { ...step, lines: [] };
}

/** What follows when the file is safe and out of the reader. */
type After = {
  readonly stage: 'begin' | 'receipt' | 'close' | 'log';
  /** Whom to tell of it, and of what. */
  readonly to: string;
  readonly acknowledge: string | undefined;
  readonly log: readonly LogEntry[];
};

function after(frame: LoadFrame, lines: readonly string[]): StepResult {
  // who has not taken all of it does not have it yet
  const told = frame.acknowledge !== undefined && frame.left !== true;
  const next: After = {
    stage: told ? 'begin' : 'log',
    to: (frame.request.from ?? '').split(' ')[0]!,
    acknowledge: frame.acknowledge,
    log: frame.log,
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
  if (frame['purged'] !== undefined) {
    return stacked(context, purged(frame['purged'] as ReaderFile, answer, context));
  }
  if (frame['names'] !== undefined) return sendersNotebook(context, frame);
  const choose = frame['choose'] as ChooseFrame | undefined;
  if (choose === undefined) {
    const step = loadStep(frame as LoadFrame, answer, context);
    if ('frame' in step || step.rc !== 0 || (frame as LoadFrame).refused === true) return step;
    return stacked(context, after(frame as LoadFrame, step.lines ?? []));
  }
  const step = chooseStep(choose, answer);
  return 'result' in step ? step.result : chosenFile(context, step.file);
}

/** The RECEIVE command. */
export const receive = withDefaults(fileCommand('RECEIVE', 7, 'REC', start, resume));
