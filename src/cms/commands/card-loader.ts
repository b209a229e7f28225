/**
 * Cards from the reader into files on disk: the common part of RECEIVE, READCARD and DISK LOAD. The files
 * appear on the disk first, in one commit; only then is the reader file closed and so purged. When
 * anything is wrong the disk stays as it was and the file stays in the reader.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Effect, StepContext, StepResult } from '../command.js';
import { findEntry } from '../files/directory.js';
import { encodeEntry } from '../files/layout.js';
import { collect, collectSome, type Collecting } from '../files/tree.js';
import { giveBack } from '../files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../files/writer.js';
import type { LogEntry } from '../mail/net-log.js';
import { drawRecords, hasWork, newIntake, nextFile, type CardIntake } from './card-intake.js';
import {
  commitDisk,
  deviceOf,
  fault,
  REPLACE_IT,
  faultOf,
  faultWith,
  writableVolume,
  type CommandFault,
} from './command-fault.js';
import { message } from '../messages-table.js';
import { isFileName, wrongCharacter } from '../files/file-name.js';

/** The reader. */
export const READER = 0x00c;
/** Cards asked for at once. */
const CARDS = 200;

/** What is to be loaded and how. */
export type LoadRequest = {
  readonly module: string;
  readonly letter: string;
  /** Filemode number when the user gave one. */
  readonly modeNumber: number | undefined;
  /** Names in place of those that came with the first file. */
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Name of a file that came without one. */
  readonly otherwise: { readonly name: string; readonly type: string } | undefined;
  readonly replace: boolean;
  readonly oldDate: boolean;
  /** Only cards of this kind are taken; undefined: whatever it is. */
  readonly only: 'cards' | 'disk' | 'netdata' | undefined;
  /** `created` lines are wanted. */
  readonly report: boolean;
  /**
   * Cards in the reader file. It is read so far and no further: at the end of file CP would drop it
   * before what it held is safe on disk.
   */
  readonly cards: number;
  /** Who sent it, for the last line. */
  readonly from: string | undefined;
  /** Name of the NOTEBOOK that notes are put into; undefined: a note is a file like others. */
  readonly notebook?: string;
  /** The user is asked whether he wants it: always, or when it has another name than its spool file. */
  readonly ask?: 'always' | 'other-name';
};

type Target = {
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly old: boolean;
  readonly was: string;
};

/** Where loading stands. */
export type LoadFrame = {
  stage: 'cards' | 'asked' | 'renamed' | 'committed' | 'closed' | 'failed';
  readonly request: LoadRequest;
  readonly intake: CardIntake;
  readonly change: Change;
  read: number;
  end: boolean;
  target: Target | undefined;
  /** Files whose blocks are still to be given free. */
  readonly replacing: Collecting[];
  writer: FileWriter | undefined;
  written: number;
  lines: string[];
  /** The same for the log. */
  readonly log: LogEntry[];
  rc: number;
  /** What the sender wants to be told to have been received. */
  acknowledge?: string;
  /** Records that wait until the user has said that he wants them. */
  held?: Uint8Array[];
  /** He has been asked, and what he calls the file. */
  answered?: boolean;
  renamed?: { readonly name: string; readonly type: string; readonly number: string };
  /** He did not want it: the file stays in the reader. */
  refused?: boolean;
  /** Lines at the head of a note that only its sender needs are being left out. */
  heading?: 'options' | 'blank' | 'done';
};

function readMore(request: LoadRequest, read: number): Effect {
  return { kind: 'read-cards', device: READER, count: Math.min(CARDS, request.cards - read) };
}

/** A CP command about the reader whose answer nobody needs to see. */
export function quietly(command: string): Effect {
  return { kind: 'cp', command, buffered: true };
}

/** Starts to load; the reader file has been chosen. */
export function startLoad(context: StepContext, request: LoadRequest): StepResult {
  const volume = writableVolume(context, request.module, request.letter);
  const intake = newIntake();
  if (request.only === 'cards') intake.kind = 'cards';
  const frame: LoadFrame = {
    stage: 'cards',
    request,
    intake,
    change: newChange(volume.device),
    read: 0,
    end: false,
    target: undefined,
    replacing: [],
    writer: undefined,
    written: 0,
    lines: [],
    log: [],
    rc: 0,
  };
  return { effect: readMore(request, 0), frame };
}

/** Goes on. */
export function loadStep(frame: LoadFrame, answer: Answer, context: StepContext): StepResult {
  switch (frame.stage) {
    case 'failed':
    case 'closed':
      return { rc: frame.rc, lines: frame.lines };
    case 'committed':
      frame.stage = 'closed';
      return { effect: quietly('CLOSE 00C NOHOLD'), frame };
    case 'asked':
    case 'renamed':
    case 'cards':
      try {
        if (frame.stage === 'cards') return takeCards(frame, answer, context);
        return takeReply(frame, answer.kind === 'line' ? answer.text.trim() : '', context);
      } catch (error) {
        const { rc, lines } = faultOf(error, frame.request.module, context);
        const volume = context.cms.disks.volumes.find((v) => v.device === frame.change.device);
        if (volume !== undefined) giveBack(volume, frame.change);
        const failed: LoadFrame = { ...frame, stage: 'failed', rc, lines: [...lines] };
        // the file stays in the reader as it was
        return { effect: quietly('CLOSE 00C HOLD'), frame: failed };
      }
  }
}

function badFormat(frame: LoadFrame): CommandFault {
  const { module } = frame.request;
  return frame.intake.kind === 'netdata' ? fault(module, 618) : fault(module, 78);
}

function takeCards(frame: LoadFrame, answer: Answer, context: StepContext): StepResult {
  const { request, intake } = frame;
  if (answer.kind === 'cards') {
    if (answer.end === 'error' || answer.end === 'no-device') throw fault(request.module, 124);
    intake.waiting.push(...answer.cards);
    frame.read += answer.cards.length;
    frame.end = answer.end !== 'more' || frame.read >= request.cards;
    if (frame.read === 0 && frame.end) throw faultWith(8, request.module, 205);
  }
  if (!intake.fileEnded) {
    const records = drawRecords(intake, 49152);
    const wanted = request.only === 'disk' || request.only === 'netdata';
    if (wanted && intake.kind !== request.only && intake.kind !== 'unknown') {
      throw fault(request.module, request.only === 'disk' ? 78 : 618);
    }
    if (intake.fault !== undefined) throw badFormat(frame);
    if (records.length > 0) {
      if (mustAsk(frame)) {
        frame.held = records;
        return ask(frame);
      }
      writeAll(frame, records, context);
    }
  }
  if (intake.fileEnded) {
    const { acknowledge, receipt } = intake.netdata ?? {};
    if (acknowledge !== undefined) frame.acknowledge = acknowledge;
    if (receipt !== undefined && intake.file === undefined) {
      frame.lines.push(`Acknowledgment for ${receipt} received from ${request.from ?? '*'}`);
      const [name = '', type = '', mode = ''] = receipt.split(/ +/);
      logReceived(frame, 'Ackn', [name, type, mode]);
      return { effect: { kind: 'work' }, frame: { ...frame, stage: 'committed' } };
    }
    endFile(frame, context);
    nextFile(intake);
    if (request.only === 'cards') intake.kind = 'cards';
  }
  // the blocks of a large file are many: some in each step
  const [old] = frame.replacing;
  if (old !== undefined) {
    const volume = writableVolume(context, request.module, request.letter);
    if (collectSome(volume, deviceOf(context, volume), old, frame.change.freed, 15)) {
      frame.replacing.shift();
    }
    return { effect: { kind: 'work' }, frame, cost: 800 };
  }
  if (hasWork(intake)) return { effect: { kind: 'work' }, frame, cost: 1500 };
  if (!frame.end) return { effect: readMore(request, frame.read), frame, cost: 500 };
  if (intake.kind === 'netdata') throw badFormat(frame);
  if (intake.kind === 'disk') throw fault(request.module, 77);
  if (frame.writer !== undefined) endFile(frame, context);
  if (frame.change.puts.length === 0) throw badFormat(frame);
  return commitDisk(context, frame.change, { frame: { ...frame, stage: 'committed' } });
}

/** Whether the user is to be asked before anything of the file is written. */
function mustAsk({ request, intake, answered }: LoadFrame): boolean {
  if (request.ask === undefined || answered === true) return false;
  if (request.ask === 'always') return true;
  const { file } = intake;
  const spool = request.otherwise;
  return (
    request.name === undefined &&
    file !== undefined &&
    spool !== undefined &&
    (file.name !== spool.name || file.type !== spool.type)
  );
}

function ask(frame: LoadFrame): StepResult {
  const { request, intake } = frame;
  const { name = '', type = '' } = intake.file ?? request.otherwise ?? {};
  frame.stage = 'asked';
  const lines = [message(request.module, 1079, `${name} ${type}`, request.from ?? '*')];
  return { effect: { kind: 'read' }, frame, lines };
}

/** Goes on as the user has said. */
function takeReply(frame: LoadFrame, reply: string, context: StepContext): StepResult {
  const { request } = frame;
  if (frame.stage === 'renamed') {
    const words = reply.toUpperCase().split(/\s+/).filter(Boolean);
    const [name, type = '=', mode = request.letter, extra] = words;
    const fits = (word: string): boolean => word === '=' || isFileName(word);
    // an empty line takes the question back
    if (name === undefined) return ask(frame);
    const place = new RegExp(`^(=|${request.letter}[0-6]?)$`);
    if (extra !== undefined || !fits(name) || !fits(type) || !place.test(mode)) {
      const lines = [message(request.module, 1080)];
      return { effect: { kind: 'read' }, frame, lines };
    }
    frame.renamed = { name, type, number: mode.slice(1) };
    return wanted(frame, context);
  }
  switch (reply.toUpperCase()) {
    case '1':
    case 'YES':
      return wanted(frame, context);
    case '3':
    case 'RENAME':
      frame.stage = 'renamed';
      return { effect: { kind: 'read' }, frame, lines: [message(request.module, 1080)] };
    case '0':
    case 'NO':
    case '2':
    case 'QUIT': {
      const refused: LoadFrame = { ...frame, stage: 'failed', refused: true, rc: 0, lines: [] };
      return { effect: quietly('CLOSE 00C HOLD'), frame: refused };
    }
    default:
      return ask(frame);
  }
}

function wanted(frame: LoadFrame, context: StepContext): StepResult {
  frame.answered = true;
  frame.stage = 'cards';
  const held = frame.held ?? [];
  delete frame.held;
  writeAll(frame, held, context);
  return takeCards(frame, { kind: 'done' }, context);
}

/** Keeps for the log that something has been received. */
function logReceived(
  { request, log }: LoadFrame,
  what: LogEntry['what'],
  file: LogEntry['file'],
  was?: string,
): void {
  const [user = '*', , node = ''] = (request.from ?? '').split(' ');
  log.push({ what, way: 'received', file, user, node, was });
}

const NOTEBOOK = 'NOTEBOOK';

/** Opens the output for the file that the intake has in hand. */
function openTarget(frame: LoadFrame, context: StepContext): FileWriter {
  const { request, intake, change } = frame;
  const incoming = intake.file;
  const first = intake.files === 0;
  const other = (word: string | undefined): string | undefined =>
    word === '=' || !first ? undefined : word;
  const name =
    other(frame.renamed?.name ?? request.name) ?? incoming?.name ?? request.otherwise?.name ?? '';
  const type =
    other(frame.renamed?.type ?? request.type) ?? incoming?.type ?? request.otherwise?.type ?? '';
  const whole = `${name} ${type}`;
  for (const part of [name, type]) {
    if (isFileName(part)) continue;
    const bad = wrongCharacter(part) ?? ' ';
    throw fault(request.module, 20, bad, whole);
  }
  const volume = writableVolume(context, request.module, request.letter);
  if (type === 'NOTE' && request.notebook !== undefined && frame.renamed === undefined) {
    return openNotebook(frame, context, `${name} ${type}`, request.notebook);
  }
  const old = findEntry(volume, name, type);
  const given = frame.renamed?.number ? Number(frame.renamed.number) : request.modeNumber;
  const modeNumber = given ?? incoming?.modeNumber ?? 1;
  const twice = change.puts.some((fst) => {
    const put = frame.lines.includes(`${whole} ${request.letter}${modeNumber} created`);
    return put && fst.length > 0;
  });
  if ((old !== undefined && !request.replace) || twice) {
    throw fault(
      request.module,
      24,
      `${whole} ${request.letter}${old?.modeNumber ?? modeNumber}`,
      REPLACE_IT,
    );
  }
  if (old !== undefined) {
    frame.replacing.push(collect(old));
  }
  const was = incoming === undefined ? whole : `${incoming.name} ${incoming.type}`;
  frame.target = { name, type, modeNumber, old: old !== undefined, was };
  frame.written = 0;
  return startFile(volume, incoming?.format ?? 'F', incoming?.recordLength ?? 80);
}

/** What stands in front of each note of a notebook. */
const NOTE_MARK = '='.repeat(73);

/** A note goes behind those of a notebook. */
function openNotebook(
  frame: LoadFrame,
  context: StepContext,
  was: string,
  name: string,
): FileWriter {
  const { request, change } = frame;
  const volume = writableVolume(context, request.module, request.letter);
  const device = deviceOf(context, volume);
  const old = findEntry(volume, name, NOTEBOOK);
  const modeNumber = old?.modeNumber ?? 0;
  frame.target = { name, type: NOTEBOOK, modeNumber, old: old !== undefined, was };
  frame.written = 0;
  frame.heading = 'options';
  if (old !== undefined && old.format !== 'V') {
    // no notebook that was made here: it is not written over
    throw fault(request.module, 24, `${name} ${NOTEBOOK} ${request.letter}${modeNumber}`, '');
  }
  const writer = old ? appendFile(volume, device, change, old) : startFile(volume, 'V', 1);
  writeRecord(volume, device, change, writer, toEbcdic(NOTE_MARK));
  return writer;
}

/** The line of options at the head of a note and the blank ones behind it are not for a notebook. */
function onlyForSender(frame: LoadFrame, record: Uint8Array): boolean {
  if (frame.heading === undefined || frame.heading === 'done') return false;
  const text = fromEbcdic(record);
  if (frame.heading === 'options' && text.startsWith('OPTIONS: ')) {
    frame.heading = 'blank';
    return true;
  }
  if (frame.heading === 'blank' && text.trim() === '') return true;
  frame.heading = 'done';
  return false;
}

function writeAll(frame: LoadFrame, records: readonly Uint8Array[], context: StepContext): void {
  frame.writer ??= openTarget(frame, context);
  const { writer, target } = frame;
  const volume = writableVolume(context, frame.request.module, frame.request.letter);
  const device = deviceOf(context, volume);
  for (const record of records) {
    if (target?.type === NOTEBOOK && onlyForSender(frame, record)) continue;
    let bytes = record.length === 0 ? Uint8Array.of(0x40) : record;
    if (writer.format === 'F' && bytes.length !== writer.recordLength) {
      const fixed = new Uint8Array(writer.recordLength).fill(0x40);
      fixed.set(bytes.subarray(0, writer.recordLength));
      bytes = fixed;
    }
    writeRecord(volume, device, frame.change, writer, bytes);
    frame.written++;
  }
}

function endFile(frame: LoadFrame, context: StepContext): void {
  const { request, intake, writer, target } = frame;
  if (writer === undefined || target === undefined) throw badFormat(frame);
  const volume = writableVolume(context, request.module, request.letter);
  const sent = intake.file?.written;
  const written = request.oldDate && sent !== undefined && sent.year > 0 ? sent : context.now;
  const entry = finishFile(
    volume,
    deviceOf(context, volume),
    frame.change,
    writer,
    target,
    written,
  );
  frame.change.puts.push(encodeEntry(entry));
  if (target.type === NOTEBOOK && request.notebook !== undefined) {
    const book = `${target.name} ${target.type} ${request.letter}${target.modeNumber}`;
    frame.lines.push(`Note ${target.was} received from ${request.from ?? '*'} added to ${book}`);
    const [name = '', type = ''] = target.was.split(' ');
    logReceived(frame, 'Note', [name, type, `${request.letter}0`]);
    frame.writer = undefined;
    frame.target = undefined;
    return;
  }
  const shown = `${target.name} ${target.type} ${request.letter}${target.modeNumber}`;
  if (request.report) frame.lines.push(`${shown} ${target.old ? 'replaced' : 'created'}`);
  if (request.from !== undefined) {
    const same = target.was === `${target.name} ${target.type}`;
    const what = same ? shown : `${target.was} ${request.letter}${target.modeNumber}`;
    frame.lines.push(`File ${what} received from ${request.from}${same ? '' : ` as ${shown}`}`);
    const mode = `${request.letter}${target.modeNumber}`;
    logReceived(frame, 'File', [target.name, target.type, mode], same ? undefined : what);
  }
  frame.writer = undefined;
  frame.target = undefined;
}
