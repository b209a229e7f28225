/** Files of minidisks that are written: `>` and `>>` (CMS Pipelines, ">", ">>"). */
import { EBCDIC_BLANK } from '../../../shared/ebcdic.js';
import type { Effect } from '../../command.js';
import {
  commitDisk,
  continueCommit,
  deviceOf,
  type CommitFrame,
} from '../../commands/command-fault.js';
import { findEntry } from '../../files/directory.js';
import { findFile, modeOf, volumeOf, type FoundFile } from '../../files/disk-state.js';
import { encodeEntry, type FileEntry } from '../../files/layout.js';
import { collect, collectSome, type Collecting } from '../../files/tree.js';
import { giveBack, type Volume } from '../../files/volume.js';
import {
  appendFile,
  finishFile,
  newChange,
  startFile,
  writeRecord,
  type Change,
  type FileWriter,
} from '../../files/writer.js';
import { fitted } from '../bytes.js';
import { guarded, mountOf, parseFileid, show, stillAccessed, type Fileid } from '../file-ids.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec, Stage } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** How far a file that is written has come. Plain data. */
export interface Write {
  readonly id: Fileid;
  readonly append: boolean;
  readonly format: 'F' | 'V' | undefined;
  readonly length: number | undefined;
  readonly filled: number | undefined;
  /** The disk, which time it was accessed, and the letter that it had then. */
  device: number;
  mount: number;
  letter: string;
  change: Change | undefined;
  writer: FileWriter | undefined;
  collecting: Collecting | undefined;
  commit: CommitFrame | undefined;
  modeNumber: number;
  old: FileEntry | undefined;
  out: boolean;
}

/** Reads the name of a file and its format. Throws a PipeFault. */
export function parseWrite(append: boolean) {
  return (operands: Operands, place: { readonly io: StageIo }): Write => {
    const id = parseFileid(operands, append ? '*' : 'A', place.io);
    let format: 'F' | 'V' | undefined;
    let length: number | undefined;
    let filled: number | undefined;
    if (operands.keyword('Fixed')) {
      format = 'F';
      length = operands.optionalNumber(1, 65535);
    } else if (operands.keyword('Variable')) format = 'V';
    if (format === 'F' && operands.keyword('PAD')) filled = operands.character();
    if (operands.keyword('COERCE') && filled === undefined) filled = EBCDIC_BLANK;
    operands.finish();
    return {
      ...{
        id,
        append,
        format,
        length,
        filled,
        device: 0,
        mount: 0,
        letter: '',
        change: undefined,
        writer: undefined,
      },
      ...{ collecting: undefined, commit: undefined, modeNumber: 1, old: undefined, out: false },
    };
  };
}

/** Whether the state of a stage is that of one that writes a file. */
const isWriting = (state: unknown): state is Write =>
  typeof state === 'object' && state !== null && 'change' in state && 'collecting' in state;

/** Looks whether the file can be written. Throws a PipeFault or DiskError. */
export function prepareWrite(io: StageIo, s: Write): void {
  const { disks } = io.context.cms;
  let found: FoundFile | undefined;
  let letter = s.id.mode.charAt(0);
  if (letter === '*') {
    found = findFile(disks, s.id.name, s.id.type, '*');
    letter = found?.mode.letter ?? 'A';
  }
  const mode = modeOf(disks, letter);
  if (mode === undefined || mode.readOnly) throw new PipeFault(119, letter);
  const volume = volumeOf(disks, mode.device);
  for (const other of io.set.stages) {
    if (other === undefined || other === io.stage || !isWriting(other.state)) continue;
    const theirs = other.state;
    const same = theirs.change !== undefined && theirs.device === mode.device;
    if (same && theirs.id.name === s.id.name && theirs.id.type === s.id.type) {
      throw new PipeFault(571, show(s.id));
    }
  }
  s.device = mode.device;
  s.mount = mountOf(volume);
  s.letter = letter;
  s.old = findEntry(volume, s.id.name, s.id.type);
  const number = s.id.mode.charAt(1);
  s.modeNumber = number === '' ? (s.old?.modeNumber ?? 1) : Number(number);
  if (s.append && s.old !== undefined) {
    if (s.format !== undefined && s.format !== s.old.format) throw new PipeFault(128, s.old.format);
  }
  s.change = newChange(mode.device);
}

/** The volume that is written. Throws a PipeFault when it has been released. */
export const volumeWritten = (io: StageIo, s: Write): Volume =>
  stillAccessed(io, s.device, s.mount, s.letter);

function startWriting(io: StageIo, s: Write, first: Rec | undefined): void {
  const volume = volumeWritten(io, s);
  if (s.append && s.old !== undefined) {
    s.writer = appendFile(volume, deviceOf(io.context, volume), s.change!, s.old);
    return;
  }
  if (s.old !== undefined) s.collecting = collect(s.old);
  const format = s.format ?? 'V';
  s.writer = startFile(volume, format, s.length ?? first?.length ?? 80);
}

/** Writes a record. Throws a PipeFault. */
export function writeOne(io: StageIo, s: Write, volume: Volume, record: Rec): void {
  // a file has no null records
  if (record.length === 0 && s.writer?.format !== 'F') return;
  if (s.writer === undefined) startWriting(io, s, record);
  const writer = s.writer!;
  let data = record;
  if (writer.format === 'F' && record.length !== writer.recordLength) {
    const short = record.length < writer.recordLength;
    if (s.filled === undefined || !short) {
      throw new PipeFault(134, record.length, writer.recordLength);
    }
    data = fitted(record, writer.recordLength, s.filled);
  }
  if (data.length === 0) return;
  if (data.length > 65535) throw new PipeFault(78, data.length);
  guarded(() => writeRecord(volume, deviceOf(io.context, volume), s.change!, writer, data));
  io.cost += 1.2 + data.length / 400;
}

/** Brings the file to its end and its disk to the new state. */
function finishWriting(io: StageIo, s: Write, volume: Volume): void {
  if (s.writer === undefined) {
    // nothing was written: no file is made, and what was appended to stays as it is
    if (s.append || s.old === undefined) {
      io.end();
      return;
    }
    s.change!.removes.push(encodeEntry(s.old).slice(0, 16));
    s.collecting = collect(s.old);
    s.writer = undefined;
  }
  const disk = deviceOf(io.context, volume);
  if (s.collecting !== undefined) {
    if (!collectSome(volume, disk, s.collecting, s.change!.freed, 20)) {
      io.again(1000);
      return;
    }
    s.collecting = undefined;
  }
  const now = findEntry(volume, s.id.name, s.id.type);
  if (now?.origin !== s.old?.origin || now?.records !== s.old?.records) {
    throw new PipeFault(791);
  }
  if (s.writer !== undefined) {
    const name = { name: s.id.name, type: s.id.type, modeNumber: s.modeNumber };
    const entry = finishFile(volume, disk, s.change!, s.writer, name, io.context.now);
    s.change!.puts.push(encodeEntry(entry));
  }
  committed(io, s, commitDisk(io.context, s.change!, { rc: 0 }));
}

function committed(
  io: StageIo,
  s: Write,
  result: { readonly rc: number } | { readonly effect: Effect; readonly frame: object },
): void {
  if ('rc' in result) {
    s.change = undefined;
    io.end();
    return;
  }
  s.commit = (result.frame as { readonly commit: CommitFrame }).commit;
  io.ask(result.effect);
}

/** Brings a file to its end, and its disk to the new state: called again with the answers to what is asked for. */
export function goOnWriting(io: StageIo, s: Write, volume: Volume): void {
  const answer = io.takeAnswer();
  const { commit } = s;
  if (commit === undefined) guarded(() => finishWriting(io, s, volume));
  else if (answer !== undefined) {
    committed(
      io,
      s,
      guarded(() => continueCommit(commit, answer, io.context)),
    );
  }
}

/** Gives back what a file has taken of its disk, when the stage is ended from outside or by a fault. */
export function abandonWriting(io: StageIo, stage: Stage): void {
  const s = stage.state as Write;
  const volume = io.context.cms.disks.volumes.find((one) => one.device === s.device);
  // what has been accessed anew knows nothing of it
  if (s.change !== undefined && volume !== undefined && mountOf(volume) === s.mount)
    giveBack(volume, s.change);
  s.change = undefined;
}

function write(names: readonly string[], append: boolean): StageKind {
  return {
    names,
    first: false,
    parse: parseWrite(append),
    prepare: (io, stage) => guarded(() => prepareWrite(io, stage.state as Write)),
    run(io, stage) {
      const s = stage.state as Write;
      const volume = volumeWritten(io, s);
      if (s.commit !== undefined) {
        goOnWriting(io, s, volume);
        return;
      }
      for (;;) {
        if (s.out) {
          if (io.blocked(0)) return;
          s.out = false;
          io.consume(0);
        }
        const record = io.peek(0);
        if (record === undefined) {
          if (io.atEnd(0)) goOnWriting(io, s, volume);
          else io.waitInput(0);
          return;
        }
        writeOne(io, s, volume, record);
        if (io.put(record, 0)) s.out = true;
        else io.consume(0);
      }
    },
    abandon: abandonWriting,
  };
}

/** The stages of this file. */
export const diskWriting: readonly StageKind[] = [
  write(['>', '>MDSK'], false),
  write(['>>', '>>MDSK'], true),
];
