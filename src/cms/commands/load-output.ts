/** Where cards from the reader go: a file of their own, or behind the notes of a notebook. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { StepContext } from '../command.js';
import { findEntry } from '../files/directory.js';
import { isFileName, wrongCharacter } from '../files/file-name.js';
import { encodeEntry } from '../files/layout.js';
import { collect } from '../files/tree.js';
import {
  appendFile,
  finishFile,
  startFile,
  writeRecord,
  type FileWriter,
} from '../files/writer.js';
import type { LogEntry } from '../mail/net-log.js';
import { deviceOf, fault, REPLACE_IT, writableVolume } from './command-fault.js';
import { LINE } from './kept-file.js';
import { badFormat, type LoadFrame } from './load-frame.js';

const CARD = 80;

/** Keeps for the log that something has been received. */
export function logReceived(
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
  const other = (renamed: string | undefined, given: string | undefined): string | undefined => {
    const word = renamed ?? (first ? given : undefined);
    return word === '=' ? undefined : word;
  };
  const { renamed } = frame;
  const name =
    other(renamed?.name, request.name) ?? incoming?.name ?? request.otherwise?.name ?? '';
  const type =
    other(renamed?.type, request.type) ?? incoming?.type ?? request.otherwise?.type ?? '';
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
  const length = request.kept === undefined ? CARD : LINE;
  return startFile(volume, incoming?.format ?? 'F', incoming?.recordLength ?? length);
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

/** Writes records of the file in hand. */
export function writeAll(
  frame: LoadFrame,
  records: readonly Uint8Array[],
  context: StepContext,
): void {
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

/** The file in hand is whole. */
export function endFile(frame: LoadFrame, context: StepContext): void {
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
    const mode = `${request.letter}${target.modeNumber}`;
    const was = same ? undefined : `${target.was} ${mode}`;
    const behind = was === undefined ? '' : ` sent as ${was}`;
    frame.lines.push(`File ${shown} received from ${request.from}${behind}`);
    logReceived(frame, 'File', [target.name, target.type, mode], was);
  }
  frame.writer = undefined;
  frame.target = undefined;
}
