/**
 * Cards from the reader into files on disk: the common part of RECEIVE, READCARD and DISK LOAD. The files
 * appear on the disk first, in one commit; only then is the reader file closed and so purged. When
 * anything is wrong the disk stays as it was and the file stays in the reader.
 */
import type { Answer, Effect, StepContext, StepResult } from '../command.js';
import { collectSome } from '../files/tree.js';
import { giveBack } from '../files/volume.js';
import { newChange } from '../files/writer.js';
import { drawRecords, hasWork, newIntake, nextFile } from './card-intake.js';
import {
  commitDisk,
  deviceOf,
  fault,
  faultOf,
  faultWith,
  writableVolume,
} from './command-fault.js';
import { afterRead, LINE } from './kept-file.js';
import { badFormat, quietly, READER, type LoadFrame, type LoadRequest } from './load-frame.js';
import { endFile, logReceived, writeAll } from './load-output.js';
import { ask, mustAsk, takeReply } from './load-question.js';

/** Cards asked for at once. */
const CARDS = 200;

function readMore(request: LoadRequest, read: number): Effect {
  const count = Math.min(CARDS, request.cards - read);
  const width = request.kept === undefined ? undefined : LINE;
  return { kind: 'read-cards', device: READER, count, width };
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
    case 'closed': {
      const taken = frame.stage === 'closed' && frame.left !== true;
      const settle = frame.settled === true ? undefined : afterRead(frame.request.kept, taken);
      if (settle === undefined) return { rc: frame.rc, lines: frame.lines };
      frame.settled = true;
      return { effect: quietly(settle), frame };
    }
    case 'committed':
      frame.stage = 'closed';
      return { effect: quietly(`CLOSE 00C ${frame.left === true ? 'HOLD' : 'NOHOLD'}`), frame };
    case 'asked':
    case 'renamed':
    case 'cards':
      try {
        if (frame.stage === 'cards') return takeCards(frame, answer, context);
        const reply = takeReply(frame, answer.kind === 'line' ? answer.text.trim() : '');
        return typeof reply === 'string' ? replied(frame, reply, context) : reply;
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
    if (records.length > 0 && frame.skipping !== true) {
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
    if (frame.skipping !== true) endFile(frame, context);
    nextFile(intake);
    frame.answered = false;
    frame.skipping = false;
    delete frame.renamed;
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
  return finished(frame, context);
}

/** All files are read, or no more are wanted: what was taken goes to the disk. */
function finished(frame: LoadFrame, context: StepContext): StepResult {
  if (frame.change.puts.length > 0) {
    return commitDisk(context, frame.change, { frame: { ...frame, stage: 'committed' } });
  }
  if (frame.left !== true) throw badFormat(frame);
  const refused: LoadFrame = { ...frame, stage: 'failed', refused: true, rc: 0, lines: [] };
  return { effect: quietly('CLOSE 00C HOLD'), frame: refused };
}

/** The user has answered about the file in hand. */
function replied(
  frame: LoadFrame,
  reply: 'wanted' | 'unwanted' | 'enough',
  context: StepContext,
): StepResult {
  frame.answered = true;
  frame.stage = 'cards';
  const held = frame.held ?? [];
  delete frame.held;
  if (reply !== 'wanted') frame.left = true;
  if (reply === 'enough') return finished(frame, context);
  if (reply === 'wanted') writeAll(frame, held, context);
  else frame.skipping = true;
  return takeCards(frame, { kind: 'done' }, context);
}
